# Formatting: a table of readings
rows = []
for i in range(24):
    rows.append({"id": i, "name": "sensor" + str(i), "value": i * 37 % 101, "ok": i % 3 != 0})
lines = []
for row in rows:
    lines.append("{:>3} {:<10} {:>5} {}".format(row["id"], row["name"], row["value"], "yes" if row["ok"] else "no"))
    lines.append("%03d|%-10s|%5d" % (row["id"], row["name"], row["value"]))
    lines.append(f"{row['id']:x} {row['name']!r} {row['value']:+d}")
text = "\n".join(lines)
print(len(text), text.count("yes"), lines[7])
print(text.upper()[:40].split())
print(",".join(str(len(line)) for line in lines[:12]))
parts = text.replace("sensor", "s").split("\n")
print(len(parts), parts[-1], "".join(reversed(parts[0])))
