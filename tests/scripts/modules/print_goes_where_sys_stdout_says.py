import contextlib
import io
import sys

text = io.StringIO()
with contextlib.redirect_stdout(text):
    print("hidden", 1, [2])
    print("a", "b", sep="-", end="!", flush=True)
    print(file=None)
print(repr(text.getvalue()))  # expect: 'hidden 1 [2]\na-b!\n'


class Upper:
    def write(self, text):
        sys.__stdout__.write(text.upper())

    def flush(self):
        sys.__stdout__.write("<flushed>\n")


before = sys.stdout
sys.stdout = Upper()
print("loud", 1.5)  # expect: LOUD 1.5
print("now", flush=True)
# expect: NOW
# expect: <flushed>
sys.stdout = None
print("nowhere")
print("nowhere", end="")
sys.stdout = before
print("back")  # expect: back
