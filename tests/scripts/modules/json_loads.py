import json


def load(text):
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        return str(e), e.msg, e.pos, e.lineno, e.colno
    except Exception as e:
        return type(e).__name__, str(e)


print(load(''))  # expect: ('Expecting value: line 1 column 1 (char 0)', 'Expecting value', 0, 1, 1)
print(load('{'))
# expect: ('Expecting property name enclosed in double quotes: line 1 column 2 (char 1)', 'Expecting property name enclosed in double quotes', 1, 1, 2)
print(load('['))  # expect: ('Expecting value: line 1 column 2 (char 1)', 'Expecting value', 1, 1, 2)
print(load('[1'))  # expect: ("Expecting ',' delimiter: line 1 column 3 (char 2)", "Expecting ',' delimiter", 2, 1, 3)
print(load('[1,'))  # expect: ('Expecting value: line 1 column 4 (char 3)', 'Expecting value', 3, 1, 4)
print(load('[1,]'))  # expect: ('Expecting value: line 1 column 4 (char 3)', 'Expecting value', 3, 1, 4)
print(load('{"a"'))
# expect: ("Expecting ':' delimiter: line 1 column 5 (char 4)", "Expecting ':' delimiter", 4, 1, 5)
print(load('{"a":'))  # expect: ('Expecting value: line 1 column 6 (char 5)', 'Expecting value', 5, 1, 6)
print(load('{"a":1'))
# expect: ("Expecting ',' delimiter: line 1 column 7 (char 6)", "Expecting ',' delimiter", 6, 1, 7)
print(load('{"a":1,'))
# expect: ('Expecting property name enclosed in double quotes: line 1 column 8 (char 7)', 'Expecting property name enclosed in double quotes', 7, 1, 8)
print(load('{"a":1,}'))
# expect: ('Expecting property name enclosed in double quotes: line 1 column 8 (char 7)', 'Expecting property name enclosed in double quotes', 7, 1, 8)
print(load('{a:1}'))
# expect: ('Expecting property name enclosed in double quotes: line 1 column 2 (char 1)', 'Expecting property name enclosed in double quotes', 1, 1, 2)
print(load('"abc'))
# expect: ('Unterminated string starting at: line 1 column 1 (char 0)', 'Unterminated string starting at', 0, 1, 1)
print(load('"\\q"'))  # expect: ('Invalid \\escape: line 1 column 2 (char 1)', 'Invalid \\escape', 1, 1, 2)
print(load('"\\u12"'))
# expect: ('Invalid \\uXXXX escape: line 1 column 3 (char 2)', 'Invalid \\uXXXX escape', 2, 1, 3)
print(load('"a\nb"'))
# expect: ('Invalid control character at: line 1 column 3 (char 2)', 'Invalid control character at', 2, 1, 3)
print(load('nul'))  # expect: ('Expecting value: line 1 column 1 (char 0)', 'Expecting value', 0, 1, 1)
print(load('NaN'))  # expect: nan
print(load('-'))  # expect: ('Expecting value: line 1 column 1 (char 0)', 'Expecting value', 0, 1, 1)
print(load('01'))  # expect: ('Extra data: line 1 column 2 (char 1)', 'Extra data', 1, 1, 2)
print(load('1 2'))  # expect: ('Extra data: line 1 column 3 (char 2)', 'Extra data', 2, 1, 3)
print(load('[1 2]'))
# expect: ("Expecting ',' delimiter: line 1 column 4 (char 3)", "Expecting ',' delimiter", 3, 1, 4)
print(load('tru'))  # expect: ('Expecting value: line 1 column 1 (char 0)', 'Expecting value', 0, 1, 1)
print(load('1.'))  # expect: ('Extra data: line 1 column 2 (char 1)', 'Extra data', 1, 1, 2)
print(load('1e'))  # expect: ('Extra data: line 1 column 2 (char 1)', 'Extra data', 1, 1, 2)
print(load('-Infinity'))  # expect: -inf
print(load('{"a" 1}'))
# expect: ("Expecting ':' delimiter: line 1 column 6 (char 5)", "Expecting ':' delimiter", 5, 1, 6)
print(load('\n\n[1,\n x]'))  # expect: ('Expecting value: line 4 column 2 (char 7)', 'Expecting value', 7, 4, 2)
print(load('"\\'))
# expect: ('Unterminated string starting at: line 1 column 1 (char 0)', 'Unterminated string starting at', 0, 1, 1)
print(load('"\\u'))  # expect: ('Invalid \\uXXXX escape: line 1 column 3 (char 2)', 'Invalid \\uXXXX escape', 2, 1, 3)
print(load('\ufeff1'))
# expect: ('Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)', 'Unexpected UTF-8 BOM (decode using utf-8-sig)', 0, 1, 1)
print(load(' '))  # expect: ('Expecting value: line 1 column 2 (char 1)', 'Expecting value', 1, 1, 2)
print(load('+1'))  # expect: ('Expecting value: line 1 column 1 (char 0)', 'Expecting value', 0, 1, 1)
print(load('.5'))  # expect: ('Expecting value: line 1 column 1 (char 0)', 'Expecting value', 0, 1, 1)
print(load('1e400'))  # expect: inf
print(load('"\\ud83d\\ude00"'))  # expect: 😀
print(load('[,1]'))  # expect: ('Expecting value: line 1 column 2 (char 1)', 'Expecting value', 1, 1, 2)
print(load('{,}'))
# expect: ('Expecting property name enclosed in double quotes: line 1 column 2 (char 1)', 'Expecting property name enclosed in double quotes', 1, 1, 2)
print(load('{1:2}'))
# expect: ('Expecting property name enclosed in double quotes: line 1 column 2 (char 1)', 'Expecting property name enclosed in double quotes', 1, 1, 2)
print(load('"\t"'))
# expect: ('Invalid control character at: line 1 column 2 (char 1)', 'Invalid control character at', 1, 1, 2)
print(load(b'[1]'))  # expect: [1]
print(load(b'"\xc3\xa9"'))  # expect: é
print(load(bytearray(b'{}')))  # expect: {}
print(load(5))  # expect: ('TypeError', 'the JSON object must be str, bytes or bytearray, not int')
print(load(None))  # expect: ('TypeError', 'the JSON object must be str, bytes or bytearray, not NoneType')
print(load('{"a":}'))  # expect: ('Expecting value: line 1 column 6 (char 5)', 'Expecting value', 5, 1, 6)
print(load('[]]'))  # expect: ('Extra data: line 1 column 3 (char 2)', 'Extra data', 2, 1, 3)
print(load('Infinity'))  # expect: inf
print(load('-NaN'))  # expect: ('Expecting value: line 1 column 1 (char 0)', 'Expecting value', 0, 1, 1)
print(load('{"a":1 "b"}'))
# expect: ("Expecting ',' delimiter: line 1 column 8 (char 7)", "Expecting ',' delimiter", 7, 1, 8)
print(load('[1]x'))  # expect: ('Extra data: line 1 column 4 (char 3)', 'Extra data', 3, 1, 4)
print(load('"\\u 123"'))
# expect: ('Invalid \\uXXXX escape: line 1 column 3 (char 2)', 'Invalid \\uXXXX escape', 2, 1, 3)
print(load('12345678901234567890'))  # expect: 12345678901234567890
print(load('1E5'))  # expect: 100000.0
print(load('-0'))  # expect: 0
print(load('-0.0'))  # expect: -0.0
print(load('[1.5e3]'))  # expect: [1500.0]
print(load('{"a": [1, {"b": null}], "c": "d"}'))  # expect: {'a': [1, {'b': None}], 'c': 'd'}
print(load('[[[]], {}, [{}]]'))  # expect: [[[]], {}, [{}]]
print(load('"é\\n\\t\\"\\\\\\/\\b\\f\\r"'))
# expect: é
# expect: 	"\/
print(load('{"a":1,"a":2}'))  # expect: {'a': 2}
print(load(' \n[ 1 , 2 ]\t'))  # expect: [1, 2]
print(load('"éx" y'))  # expect: ('Extra data: line 1 column 6 (char 5)', 'Extra data', 5, 1, 6)
print(load('{"é": x}'))  # expect: ('Expecting value: line 1 column 7 (char 6)', 'Expecting value', 6, 1, 7)
print(load('true'))  # expect: True
print(load('[true,false,null]'))  # expect: [True, False, None]
print(load('-123'))  # expect: -123
print(load('1234567890'))  # expect: 1234567890
print(load('-1073741824'))  # expect: -1073741824
print(load('"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"'))
# expect: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
print(load('100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000'))
# expect: 100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
print(json.loads('[' * 500 + ']' * 500) != [], json.loads(str(list(range(300)))) == list(range(300)))
# expect: True True
print(json.loads('{"a": {"b": 1}}', object_hook=lambda d: list(d.items())), json.loads('[{}, {"x": [{}]}]', object_hook=len))
# expect: [('a', [('b', 1)])] [0, 1]
print(json.loads('{"b": 1, "a": {"c": 2, "c": 3}}', object_pairs_hook=lambda pairs: pairs), json.loads('{}', object_pairs_hook=tuple))
# expect: [('b', 1), ('a', [('c', 2), ('c', 3)])] ()
print(json.loads('[1.5, 2, NaN, 1e2]', parse_float=str, parse_int=lambda t: t + 'i', parse_constant=lambda t: t.lower()))
# expect: ['1.5', '2i', 'nan', '1e2']
print(json.loads('"a\tb"', strict=False), load('[1, [2, {"a": [}]]'), issubclass(json.JSONDecodeError, ValueError))
# expect: a	b ('Expecting value: line 1 column 16 (char 15)', 'Expecting value', 15, 1, 16) True
print(json.JSONDecoder().decode(' [1] '), json.JSONDecoder().raw_decode('[1] x'), json.JSONDecoder().raw_decode('é{}', 1))
# expect: [1] ([1], 3) ({}, 3)
