def show(e):
    print(type(e).__name__, repr(e), "|", str(e), "|", e.args)

for e in [Exception(), Exception("a"), Exception(1, 2), Exception([1]), Exception({"a": [1]}, "b"), KeyError("k"), KeyError(1, 2),
          KeyError([1]), ValueError(None), OSError(2, "No such file"), OSError(2, "No such file", "f.txt"), OSError(13, "x", "a", None, "b"),
          OSError("only text"), OSError(5), FileNotFoundError(2, "q"), StopIteration(5), StopIteration(), SystemExit(3), SystemExit(1, 2),
          SyntaxError("msg"), SyntaxError("msg", ("f.py", 3, 5, "text")), SyntaxError("msg", ("f.py", 3, 5, "text", 3, 6)),
          UnicodeDecodeError("utf-8", b"a\xffb", 1, 2, "bad byte"), UnicodeDecodeError("utf-8", b"a\xffb", 1, 3, "bad"),
          UnicodeEncodeError("ascii", "a\xe9b", 1, 2, "ordinal"), UnicodeEncodeError("ascii", "a\u1234b", 1, 2, "ordinal"),
          UnicodeEncodeError("ascii", "a\u1234b", 0, 2, "ordinal"), ImportError("no", name="x"), AttributeError("att"), NameError("nm"),
          ExceptionGroup("g", [ValueError(1), TypeError("t")]), BaseExceptionGroup("b", [KeyboardInterrupt()]), BaseExceptionGroup("c", [ValueError()])]:
    show(e)  # expect: Exception Exception() |  | ()
# expect: Exception Exception('a') | a | ('a',)
# expect: Exception Exception(1, 2) | (1, 2) | (1, 2)
# expect: Exception Exception([1]) | [1] | ([1],)
# expect: Exception Exception({'a': [1]}, 'b') | ({'a': [1]}, 'b') | ({'a': [1]}, 'b')
# expect: KeyError KeyError('k') | 'k' | ('k',)
# expect: KeyError KeyError(1, 2) | (1, 2) | (1, 2)
# expect: KeyError KeyError([1]) | [1] | ([1],)
# expect: ValueError ValueError(None) | None | (None,)
# expect: FileNotFoundError FileNotFoundError(2, 'No such file') | [Errno 2] No such file | (2, 'No such file')
# expect: FileNotFoundError FileNotFoundError(2, 'No such file') | [Errno 2] No such file: 'f.txt' | (2, 'No such file')
# expect: PermissionError PermissionError(13, 'x') | [Errno 13] x: 'a' -> 'b' | (13, 'x')
# expect: OSError OSError('only text') | only text | ('only text',)
# expect: OSError OSError(5) | 5 | (5,)
# expect: FileNotFoundError FileNotFoundError(2, 'q') | [Errno 2] q | (2, 'q')
# expect: StopIteration StopIteration(5) | 5 | (5,)
# expect: StopIteration StopIteration() |  | ()
# expect: SystemExit SystemExit(3) | 3 | (3,)
# expect: SystemExit SystemExit(1, 2) | (1, 2) | (1, 2)
# expect: SyntaxError SyntaxError('msg') | msg | ('msg',)
# expect: SyntaxError SyntaxError('msg', ('f.py', 3, 5, 'text')) | msg (f.py, line 3) | ('msg', ('f.py', 3, 5, 'text'))
# expect: SyntaxError SyntaxError('msg', ('f.py', 3, 5, 'text', 3, 6)) | msg (f.py, line 3) | ('msg', ('f.py', 3, 5, 'text', 3, 6))
# expect: UnicodeDecodeError UnicodeDecodeError('utf-8', b'a\xffb', 1, 2, 'bad byte') | 'utf-8' codec can't decode byte 0xff in position 1: bad byte | ('utf-8', b'a\xffb', 1, 2, 'bad byte')
# expect: UnicodeDecodeError UnicodeDecodeError('utf-8', b'a\xffb', 1, 3, 'bad') | 'utf-8' codec can't decode bytes in position 1-2: bad | ('utf-8', b'a\xffb', 1, 3, 'bad')
# expect: UnicodeEncodeError UnicodeEncodeError('ascii', 'aéb', 1, 2, 'ordinal') | 'ascii' codec can't encode character '\xe9' in position 1: ordinal | ('ascii', 'aéb', 1, 2, 'ordinal')
# expect: UnicodeEncodeError UnicodeEncodeError('ascii', 'aሴb', 1, 2, 'ordinal') | 'ascii' codec can't encode character '\u1234' in position 1: ordinal | ('ascii', 'aሴb', 1, 2, 'ordinal')
# expect: UnicodeEncodeError UnicodeEncodeError('ascii', 'aሴb', 0, 2, 'ordinal') | 'ascii' codec can't encode characters in position 0-1: ordinal | ('ascii', 'aሴb', 0, 2, 'ordinal')
# expect: ImportError ImportError('no') | no | ('no',)
# expect: AttributeError AttributeError('att') | att | ('att',)
# expect: NameError NameError('nm') | nm | ('nm',)
# expect: ExceptionGroup ExceptionGroup('g', [ValueError(1), TypeError('t')]) | g (2 sub-exceptions) | ('g', [ValueError(1), TypeError('t')])
# expect: BaseExceptionGroup BaseExceptionGroup('b', [KeyboardInterrupt()]) | b (1 sub-exception) | ('b', [KeyboardInterrupt()])
# expect: ExceptionGroup ExceptionGroup('c', [ValueError()]) | c (1 sub-exception) | ('c', [ValueError()])
e = OSError(2, "No such file", "f.txt")
print(e.errno, e.strerror, e.filename, e.filename2, type(e), isinstance(e, OSError))  # expect: 2 No such file f.txt None <class 'FileNotFoundError'> True
e = OSError(5)
print(e.errno, e.strerror)  # expect: None None
print(SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code, StopIteration(7).value)  # expect: 3 None (1, 2) 7
e = SyntaxError("msg", ("f.py", 3, 5, "text"))
print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno)  # expect: msg f.py 3 5 text None
e = UnicodeDecodeError("utf-8", b"a\xffb", 1, 2, "bad byte")
print(e.encoding, e.object, e.start, e.end, e.reason)  # expect: utf-8 b'a\xffb' 1 2 bad byte
