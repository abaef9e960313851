# As CPython 3.13 does it
import csv, io
src = 'a,b,"c ""q"" d"\r\n1,,"x\ny"\r\n"",  z , 3.5\r\n\r\nlast,"unterminated\n'
for kw in [{}, {"skipinitialspace": True}, {"delimiter": ";"}, {"quoting": csv.QUOTE_NONE}, {"dialect": "excel-tab"}]:
    print(list(csv.reader(io.StringIO(src, newline=""), **kw)))
# expect: [['a', 'b', 'c "q" d'], ['1', '', 'x\ny'], ['', '  z ', ' 3.5'], [], ['last', 'unterminated\n']]
# expect: [['a', 'b', 'c "q" d'], ['1', '', 'x\ny'], ['', 'z ', '3.5'], [], ['last', 'unterminated\n']]
# expect: [['a,b,"c ""q"" d"'], ['1,,"x'], ['y"'], [',  z , 3.5'], [], ['last,"unterminated']]
# expect: [['a', 'b', '"c ""q"" d"'], ['1', '', '"x'], ['y"'], ['""', '  z ', ' 3.5'], [], ['last', '"unterminated']]
# expect: [['a,b,"c ""q"" d"'], ['1,,"x'], ['y"'], [',  z , 3.5'], [], ['last,"unterminated']]
print(list(csv.reader(["1,'a,b',3"], quotechar="'")), list(csv.reader(['1,"2",3.5'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a\\,b,c"], escapechar="\\")), list(csv.reader(['"a"b,c'])), list(csv.reader(["a\"b,c"])), list(csv.reader([])), list(csv.reader(["", "a"])))
# expect: [['1', 'a,b', '3']] [[1.0, '2', 3.5]] [['a,b', 'c']] [['ab', 'c']] [['a"b', 'c']] [] [[], ['a']]
for q in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC, csv.QUOTE_STRINGS, csv.QUOTE_NOTNULL):
    o = io.StringIO(); w = csv.writer(o, quoting=q, lineterminator="\n"); w.writerow(["a", 1, 2.5, None, 'q"q', "x,y", "n\nl", "", True]); w.writerows([[1], ["z"]]); print(repr(o.getvalue()))
# expect: 'a,1,2.5,,"q""q","x,y","n\nl",,True\n1\nz\n'
# expect: '"a","1","2.5","","q""q","x,y","n\nl","","True"\n"1"\n"z"\n'
# expect: '"a",1,2.5,"","q""q","x,y","n\nl","",True\n1\n"z"\n'
# expect: '"a",1,2.5,,"q""q","x,y","n\nl","",True\n1\n"z"\n'
# expect: '"a","1","2.5",,"q""q","x,y","n\nl","","True"\n"1"\n"z"\n'
o = io.StringIO(); w = csv.writer(o, delimiter="\t", quoting=csv.QUOTE_NONE, escapechar="\\"); print(w.writerow(["a\tb", 'q"']), repr(o.getvalue()))
# expect: 10 'a\\\tb\tq\\"\r\n'
o = io.StringIO(); csv.writer(o, doublequote=False, escapechar="\\").writerow(['a"b', "c\\d"]); print(repr(o.getvalue()))
# expect: 'a\\"b,c\\\\d\r\n'
o = io.StringIO(); csv.writer(o).writerow([""]); csv.writer(o).writerow([]); csv.writer(o).writerow("abc"); print(repr(o.getvalue()))
# expect: '""\r\n\r\na,b,c\r\n'
r = csv.DictReader(io.StringIO("n,m\n1,2\n3\n\n4,5,6\n")); print(list(r), r.fieldnames, r.line_num)
# expect: [{'n': '1', 'm': '2'}, {'n': '3', 'm': None}, {'n': '4', 'm': '5', None: ['6']}] ['n', 'm'] 5
o = io.StringIO(); d = csv.DictWriter(o, ["a", "b"], restval="-"); d.writeheader(); d.writerow({"a": 1}); d.writerows([{"b": 2, "a": 3}]); print(repr(o.getvalue()))
# expect: 'a,b\r\n1,-\r\n3,2\r\n'
for bad in [lambda: d.writerow({"z": 1}), lambda: csv.reader([], delimiter="ab"), lambda: csv.reader([], dialect="nope"), lambda: csv.writer(io.StringIO(), quoting=csv.QUOTE_NONE).writerow(["a,b"]), lambda: csv.writer(io.StringIO()).writerow(3), lambda: csv.reader([], quotechar=3), lambda: csv.reader([], foo=1), lambda: list(csv.reader(['"a"b'], strict=True)), lambda: list(csv.reader(['"a'], strict=True)), lambda: csv.get_dialect("q"), lambda: list(csv.reader([b"a"])), lambda: list(csv.reader(["x"], quoting=csv.QUOTE_NONNUMERIC))]:
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
# expect: ValueError dict contains fields not in fieldnames: 'z'
# expect: TypeError "delimiter" must be a 1-character string
# expect: Error unknown dialect
# expect: Error need to escape, but no escapechar set
# expect: Error iterable expected, not int
# expect: TypeError "quotechar" must be string or None, not int
# expect: TypeError this function got an unexpected keyword argument 'foo'
# expect: Error ',' expected after '"'
# expect: Error unexpected end of data
# expect: Error unknown dialect
# expect: Error iterator should return strings, not bytes (the file should be opened in text mode)
# expect: ValueError could not convert string to float: 'x'
csv.register_dialect("pipe", delimiter="|", quoting=csv.QUOTE_ALL); print(csv.list_dialects(), list(csv.reader(["a|b"], "pipe")), csv.get_dialect("pipe").delimiter, csv.field_size_limit())
# expect: ['excel', 'excel-tab', 'unix', 'pipe'] [['a', 'b']] | 131072
class D(csv.excel): delimiter = ":"
print(list(csv.reader(["a:b"], dialect=D)), list(csv.reader(["a:b"], D())))  # expect: [['a', 'b']] [['a', 'b']]
