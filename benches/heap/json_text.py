# json: a configuration read, changed and written
import json

text = '{"name": "pump", "pins": [4, 5, 18], "limits": {"low": 1.5, "high": 8.25}, "on": true, "note": null}'
config = json.loads(text)
config["pins"].append(19)
config["limits"]["low"] = 2
config["tags"] = ["tag%d" % i for i in range(8)]
again = json.loads(json.dumps(config))
print(again["name"], again["pins"], again["limits"]["low"], again["on"], again["note"])
print(sorted(again), again["tags"][-1])
print(len(json.dumps(["x" * 20] * 20)))
