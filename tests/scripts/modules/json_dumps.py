import json


def dump(value, **options):
    try:
        return json.dumps(value, **options)
    except Exception as e:
        return type(e).__name__, str(e)


nan = float('nan')
print(dump(None), dump(True), dump([]), dump({}), dump(()), dump(0), dump(-5), dump(2**70), dump(1.5), dump(1e100), dump(-0.0), dump('a'))
# expect: null true [] {} [] 0 -5 1180591620717411303424 1.5 1e+100 -0.0 "a"
print(dump([nan, float('inf'), -float('inf')]), dump(nan, allow_nan=False), dump([1, [2, [3, {'a': (4, 5)}]]]))
# expect: [NaN, Infinity, -Infinity] ('ValueError', 'Out of range float values are not JSON compliant') [1, [2, [3, {"a": [4, 5]}]]]
print(dump('é"\\\n\t\x01\x7f\u2028😀/'), dump('é😀\x7f"', ensure_ascii=False), dump({'é': 'ü'}), dump({'é': 'ü'}, ensure_ascii=False))
# expect: "\u00e9\"\\\n\t\u0001\u007f\u2028\ud83d\ude00/" "é😀\"" {"\u00e9": "\u00fc"} {"é": "ü"}
print(dump({1: 2, 1.5: 3, True: 4, None: 5, 'x': 6, False: 7, 2**40: 8}), dump({(1, 2): 3}), dump({(1, 2): 3, 'a': 1}, skipkeys=True), dump({(1,): 2}, skipkeys=True))
# expect: {"1": 4, "1.5": 3, "null": 5, "x": 6, "false": 7, "1099511627776": 8} ('TypeError', 'keys must be str, int, float, bool or None, not tuple') {"a": 1} {}
print(dump({'b': 1, 'a': {'d': 1, 'c': 2}}, sort_keys=True), dump({1: 1, 'a': 2}, sort_keys=True))
# expect: {"a": {"c": 2, "d": 1}, "b": 1} ('TypeError', "'<' not supported between instances of 'str' and 'int'")
print(dump({'a': [1, 2], 'b': {}, 'c': []}, indent=2).split('\n'))
# expect: ['{', '  "a": [', '    1,', '    2', '  ],', '  "b": {},', '  "c": []', '}']
print(dump([1, [2, {'a': 3}], 'x'], indent='\t').split('\n'), dump([1, {'b': [2]}], indent=0).split('\n'))
# expect: ['[', '\t1,', '\t[', '\t\t2,', '\t\t{', '\t\t\t"a": 3', '\t\t}', '\t],', '\t"x"', ']'] ['[', '1,', '{', '"b": [', '2', ']', '}', ']']
print(dump([1, {'a': 2, 'b': 3}], separators=(',', ':')), dump({'a': 1, 'b': [1, 2]}, indent=1, separators=(';', '=')).split('\n'))
# expect: [1,{"a":2,"b":3}] ['{', ' "a"=1;', ' "b"=[', '  1;', '  2', ' ]', '}']
print(dump({1, 2}))  # expect: ('TypeError', 'Object of type set is not JSON serializable')
print(dump([object], default=lambda o: o.__name__), dump({'a': {3}}, default=list), dump([1j, {4}], default=lambda o: [str(o)]))
# expect: ["object"] {"a": [3]} [["1j"], ["{4}"]]
print(dump({'a': 1, 'k': {2}, 'c': {'z': 1, 'y': {5}}}, default=list, sort_keys=True, indent=1).split('\n'))
# expect: ['{', ' "a": 1,', ' "c": {', '  "y": [', '   5', '  ],', '  "z": 1', ' },', ' "k": [', '  2', ' ]', '}']


def fail(o):
    raise KeyError('no')


a = []
a.append([a])
d = {}
d['x'] = [d]
print(dump(a), dump(d), dump({1}, default=lambda o: o), dump({1}, default=fail), dump(b'x'), dump([b'x']))
# expect: ('ValueError', 'Circular reference detected') ('ValueError', 'Circular reference detected') ('ValueError', 'Circular reference detected') ('KeyError', "'no'") ('TypeError', 'Object of type bytes is not JSON serializable') ('TypeError', 'Object of type bytes is not JSON serializable')


class I(int):
    pass


class S(str):
    pass


class F(float):
    pass


class D(dict):
    pass


class L(list):
    pass


print(dump([I(5), S('s'), F(1.5), D(a=1), L([1, 2])]), dump({I(5): 1, S('k'): 2, F(2.5): 3}))
# expect: [5, "s", 1.5, {"a": 1}, [1, 2]] {"5": 1, "k": 2, "2.5": 3}
big = {str(n): list(range(n)) for n in range(40)}
print(len(dump(big)), json.loads(dump(big)) == big, json.loads(dump(big, indent=3, sort_keys=True)) == big)
# expect: 3087 True True
deep = []
for _ in range(300):
    deep = [deep, {'a': 1}]
print(len(dump(deep)))  # expect: 3602


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


w = Writer()
json.dump(big, w)
print(''.join(w.parts) == dump(big))  # expect: True
w = Writer()
json.dump([1, 'é', {2}], w, default=list, ensure_ascii=False)
print(''.join(w.parts))  # expect: [1, "é", [2]]


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)


print(dump([1j, 2], cls=Encoder), dump([set()], cls=Encoder), Encoder(indent=1).encode({'a': 1j}).split('\n'))
# expect: [[0.0, 1.0], 2] ('TypeError', 'Object of type set is not JSON serializable') ['{', ' "a": [', '  0.0,', '  1.0', ' ]', '}']
print(json.JSONEncoder().encode({'a': [1, 2]}), ''.join(json.JSONEncoder(sort_keys=True).iterencode({'b': 1, 'a': 2})))
# expect: {"a": [1, 2]} {"a": 2, "b": 1}
