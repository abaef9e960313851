import sys

print(sys.exc_info(), sys.exception() if hasattr(sys, 'exception') else None)  # expect: (None, None, None) None
try:
    [][1]
except IndexError as error:
    kind, value, traceback = sys.exc_info()
    print(kind is IndexError, value is error, traceback is error.__traceback__)
# expect: True True True
print(sys.exc_info())  # expect: (None, None, None)
for status in (), (3,), ('no power',), (None,):
    try:
        sys.exit(*status)
    except SystemExit as error:
        print(error.code, error.args)
# expect: None ()
# expect: 3 (3,)
# expect: no power ('no power',)
# expect: None ()
