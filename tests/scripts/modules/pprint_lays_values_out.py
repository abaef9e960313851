# As CPython 3.13 does it
from pprint import pprint, pformat, pp, saferepr, isreadable, isrecursive, PrettyPrinter
from collections import *
from dataclasses import dataclass, field
import types
pprint({"b": 1, "a": [1, 2, 3]}); pprint(list(range(40))); pprint({i: "x" * i for i in range(12)}); pprint([["abc" * 10] * 2, ("q",) , {"k": {"n": ["v" * 30, "w" * 30]}}], width=40)
# expect: {'a': [1, 2, 3], 'b': 1}
# expect: [0,
# expect:  1,
# expect:  2,
# expect:  3,
# expect:  4,
# expect:  5,
# expect:  6,
# expect:  7,
# expect:  8,
# expect:  9,
# expect:  10,
# expect:  11,
# expect:  12,
# expect:  13,
# expect:  14,
# expect:  15,
# expect:  16,
# expect:  17,
# expect:  18,
# expect:  19,
# expect:  20,
# expect:  21,
# expect:  22,
# expect:  23,
# expect:  24,
# expect:  25,
# expect:  26,
# expect:  27,
# expect:  28,
# expect:  29,
# expect:  30,
# expect:  31,
# expect:  32,
# expect:  33,
# expect:  34,
# expect:  35,
# expect:  36,
# expect:  37,
# expect:  38,
# expect:  39]
# expect: {0: '',
# expect:  1: 'x',
# expect:  2: 'xx',
# expect:  3: 'xxx',
# expect:  4: 'xxxx',
# expect:  5: 'xxxxx',
# expect:  6: 'xxxxxx',
# expect:  7: 'xxxxxxx',
# expect:  8: 'xxxxxxxx',
# expect:  9: 'xxxxxxxxx',
# expect:  10: 'xxxxxxxxxx',
# expect:  11: 'xxxxxxxxxxx'}
# expect: [['abcabcabcabcabcabcabcabcabcabc',
# expect:   'abcabcabcabcabcabcabcabcabcabc'],
# expect:  ('q',),
# expect:  {'k': {'n': ['vvvvvvvvvvvvvvvvvvvvvvvvvvvvvv',
# expect:               'wwwwwwwwwwwwwwwwwwwwwwwwwwwwww']}}]
pprint("the quick brown fox jumps over the lazy dog " * 4); pprint(["the quick brown fox jumps over the lazy dog\n" * 3, "short"], width=50); pprint({"text": "lorem ipsum dolor sit amet " * 5}, width=60)
# expect: ('the quick brown fox jumps over the lazy dog the quick brown fox jumps over '
# expect:  'the lazy dog the quick brown fox jumps over the lazy dog the quick brown fox '
# expect:  'jumps over the lazy dog ')
# expect: ['the quick brown fox jumps over the lazy dog\n'
# expect:  'the quick brown fox jumps over the lazy dog\n'
# expect:  'the quick brown fox jumps over the lazy dog\n',
# expect:  'short']
# expect: {'text': 'lorem ipsum dolor sit amet lorem ipsum dolor sit '
# expect:          'amet lorem ipsum dolor sit amet lorem ipsum '
# expect:          'dolor sit amet lorem ipsum dolor sit amet '}
pprint({1, 2, 3}); pprint(set("abcdefghijklmnopqrstuvwxyz")); pprint(frozenset(range(30)), width=40); pprint(()); pprint((1,)); pprint(tuple("abcdefghij" * 3), width=30)
# expect: {1, 2, 3}
# expect: {'a',
# expect:  'b',
# expect:  'c',
# expect:  'd',
# expect:  'e',
# expect:  'f',
# expect:  'g',
# expect:  'h',
# expect:  'i',
# expect:  'j',
# expect:  'k',
# expect:  'l',
# expect:  'm',
# expect:  'n',
# expect:  'o',
# expect:  'p',
# expect:  'q',
# expect:  'r',
# expect:  's',
# expect:  't',
# expect:  'u',
# expect:  'v',
# expect:  'w',
# expect:  'x',
# expect:  'y',
# expect:  'z'}
# expect: frozenset({0,
# expect:            1,
# expect:            2,
# expect:            3,
# expect:            4,
# expect:            5,
# expect:            6,
# expect:            7,
# expect:            8,
# expect:            9,
# expect:            10,
# expect:            11,
# expect:            12,
# expect:            13,
# expect:            14,
# expect:            15,
# expect:            16,
# expect:            17,
# expect:            18,
# expect:            19,
# expect:            20,
# expect:            21,
# expect:            22,
# expect:            23,
# expect:            24,
# expect:            25,
# expect:            26,
# expect:            27,
# expect:            28,
# expect:            29})
# expect: ()
# expect: (1,)
# expect: ('a',
# expect:  'b',
# expect:  'c',
# expect:  'd',
# expect:  'e',
# expect:  'f',
# expect:  'g',
# expect:  'h',
# expect:  'i',
# expect:  'j',
# expect:  'a',
# expect:  'b',
# expect:  'c',
# expect:  'd',
# expect:  'e',
# expect:  'f',
# expect:  'g',
# expect:  'h',
# expect:  'i',
# expect:  'j',
# expect:  'a',
# expect:  'b',
# expect:  'c',
# expect:  'd',
# expect:  'e',
# expect:  'f',
# expect:  'g',
# expect:  'h',
# expect:  'i',
# expect:  'j')
x = [1]; x.append(x); print(pformat(x).replace(str(id(x)), "ID")); print(isrecursive(x), isreadable(x), isreadable([1]), isreadable(print))
# expect: [1, <Recursion on list with id=ID>]
# expect: True False True False
pprint([[[[1, [2]]]]], depth=2); pprint({"a": {"b": {"c": {}}}}, depth=1); pprint(list(range(30)), compact=True, width=40); pprint({"a": list(range(20))}, indent=4, width=30); pprint([[1, 2], [3, 4]] * 5, indent=2, width=20, compact=True)
# expect: [[[...]]]
# expect: {'a': {...}}
# expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
# expect:  12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
# expect:  22, 23, 24, 25, 26, 27, 28, 29]
# expect: {   'a': [   0,
# expect:              1,
# expect:              2,
# expect:              3,
# expect:              4,
# expect:              5,
# expect:              6,
# expect:              7,
# expect:              8,
# expect:              9,
# expect:              10,
# expect:              11,
# expect:              12,
# expect:              13,
# expect:              14,
# expect:              15,
# expect:              16,
# expect:              17,
# expect:              18,
# expect:              19]}
# expect: [ [1, 2], [3, 4],
# expect:   [1, 2], [3, 4],
# expect:   [1, 2], [3, 4],
# expect:   [1, 2], [3, 4],
# expect:   [1, 2], [3, 4]]
pprint({"z": 1, "a": 2}, sort_dicts=False); pp({"z": 1, "a": 2}); pprint({2: 1, "a": 2, None: 3, (1,): 4}); pprint(123456789, underscore_numbers=True); pprint([1234567, 89], underscore_numbers=True)
# expect: {'z': 1, 'a': 2}
# expect: {'z': 1, 'a': 2}
# expect: {None: 3, 2: 1, 'a': 2, (1,): 4}
# expect: 123_456_789
# expect: [1_234_567, 89]
pprint(b"abc" * 40, width=40); pprint([bytearray(range(40))], width=50); pprint(OrderedDict((c * 10, i) for i, c in enumerate("abcdefgh")), width=60)
# expect: (b'abcabcabcabcabcabcabcabcabcabcabcabc'
# expect:  b'abcabcabcabcabcabcabcabcabcabcabcabc'
# expect:  b'abcabcabcabcabcabcabcabcabcabcabcabc'
# expect:  b'abcabcabcabc')
# expect: [bytearray(b'\x00\x01\x02\x03\x04\x05\x06\x07'
# expect:            b'\x08\t\n\x0b\x0c\r\x0e\x0f'
# expect:            b'\x10\x11\x12\x13\x14\x15\x16\x17'
# expect:            b'\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !"#'
# expect:            b"$%&'")]
# expect: OrderedDict([('aaaaaaaaaa', 0),
# expect:              ('bbbbbbbbbb', 1),
# expect:              ('cccccccccc', 2),
# expect:              ('dddddddddd', 3),
# expect:              ('eeeeeeeeee', 4),
# expect:              ('ffffffffff', 5),
# expect:              ('gggggggggg', 6),
# expect:              ('hhhhhhhhhh', 7)])
pprint(Counter("abracadabra" * 3), width=20); d = defaultdict(list); d["a"] = list(range(20)); d["b"] = []; pprint(d, width=50); pprint(deque(range(40), maxlen=50)); pprint(deque("abc")); pprint(types.SimpleNamespace(a=1, b="x" * 60, c=[1] * 30), width=50)
# expect: Counter({'a': 15,
# expect:          'b': 6,
# expect:          'r': 6,
# expect:          'c': 3,
# expect:          'd': 3})
# expect: defaultdict(<class 'list'>,
# expect:             {'a': [0,
# expect:                    1,
# expect:                    2,
# expect:                    3,
# expect:                    4,
# expect:                    5,
# expect:                    6,
# expect:                    7,
# expect:                    8,
# expect:                    9,
# expect:                    10,
# expect:                    11,
# expect:                    12,
# expect:                    13,
# expect:                    14,
# expect:                    15,
# expect:                    16,
# expect:                    17,
# expect:                    18,
# expect:                    19],
# expect:              'b': []})
# expect: deque([0,
# expect:        1,
# expect:        2,
# expect:        3,
# expect:        4,
# expect:        5,
# expect:        6,
# expect:        7,
# expect:        8,
# expect:        9,
# expect:        10,
# expect:        11,
# expect:        12,
# expect:        13,
# expect:        14,
# expect:        15,
# expect:        16,
# expect:        17,
# expect:        18,
# expect:        19,
# expect:        20,
# expect:        21,
# expect:        22,
# expect:        23,
# expect:        24,
# expect:        25,
# expect:        26,
# expect:        27,
# expect:        28,
# expect:        29,
# expect:        30,
# expect:        31,
# expect:        32,
# expect:        33,
# expect:        34,
# expect:        35,
# expect:        36,
# expect:        37,
# expect:        38,
# expect:        39],
# expect:       maxlen=50)
# expect: deque(['a', 'b', 'c'])
# expect: namespace(a=1,
# expect:           b='xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:           c=[1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1,
# expect:              1])
@dataclass
class P:
    name: str
    tags: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False)
pprint(P("n" * 30, ["t" * 20] * 4)); pprint([P("a")]); pprint(types.MappingProxyType({"k" * 30: 1, "l" * 40: 2}))
# expect: P(name='nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',
# expect:   tags=['tttttttttttttttttttt',
# expect:         'tttttttttttttttttttt',
# expect:         'tttttttttttttttttttt',
# expect:         'tttttttttttttttttttt'])
# expect: [P(name='a', tags=[])]
# expect: mappingproxy({'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkk': 1,
# expect:               'llllllllllllllllllllllllllllllllllllllll': 2})
class R(dict): pass
pprint(R(a=1));   # expect: {'a': 1}
class L(list):
    def __repr__(self): return "L!" * 60
pprint(L([1])); print(saferepr({"b": 1, "a": (1,)})); PrettyPrinter(width=10).pprint([1, 2, 3, 4]); print(PrettyPrinter(width=20).pformat({"a": "b" * 30}))
# expect: L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!L!
# expect: {'a': (1,), 'b': 1}
# expect: [1,
# expect:  2,
# expect:  3,
# expect:  4]
# expect: {'a': 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'}
for bad in [lambda: PrettyPrinter(indent=-1), lambda: PrettyPrinter(depth=0), lambda: PrettyPrinter(width=0)]:
    try: bad()
    except ValueError as e: print(e)
# expect: indent must be >= 0
# expect: depth must be > 0
# expect: width must be != 0
class Plain(PrettyPrinter):
    def format(self, object, context, maxlevels, level):
        if isinstance(object, str):
            return object, True, False
        return PrettyPrinter.format(self, object, context, maxlevels, level)
Plain().pprint({'a': ['b', 1], 'c' * 40: 'd' * 50})
# expect: {a: [b, 1],
# expect:  cccccccccccccccccccccccccccccccccccccccc: 'dddddddddddddddddddddddddddddddddddddddddddddddddd'}
pprint(UserDict(a='x' * 50, b='y' * 50)); pprint(UserList(['z' * 60] * 2)); pprint(defaultdict(int), width=5); pprint(deque(maxlen=7), width=5)
# expect: {'a': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
# expect:  'b': 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'}
# expect: ['zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz',
# expect:  'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz']
# expect: defaultdict(<class 'int'>, {})
# expect: deque([], maxlen=7)
