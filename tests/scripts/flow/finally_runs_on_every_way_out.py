log = []


def ways(how):
    for i in range(3):
        try:
            if how == "return":
                return "returned"
            if how == "break":
                break
            if how == "continue":
                continue
            if how == "raise":
                raise ValueError(how)
            log.append("body")
        except ValueError:
            log.append("except")
            if i == 1:
                return "from except"
        else:
            log.append("else")
        finally:
            log.append(f"finally {i}")
    else:
        log.append("loop else")
    return "end"


def run(how):
    log.clear()
    result = ways(how)
    return result, log[:]


print(run("return"))  # expect: ('returned', ['finally 0'])
print(run("break"))  # expect: ('end', ['finally 0'])
print(run("continue"))  # expect: ('end', ['finally 0', 'finally 1', 'finally 2', 'loop else'])
print(run("raise"))  # expect: ('from except', ['except', 'finally 0', 'except', 'finally 1'])
print(run("none"))  # expect: ('end', ['body', 'else', 'finally 0', 'body', 'else', 'finally 1', 'body', 'else', 'finally 2', 'loop else'])


def override():
    try:
        return 1
    finally:
        return 2


def swallowed():
    while True:
        try:
            1 / 0
        finally:
            break
    return "swallowed"


def nested():
    out = []
    try:
        try:
            raise KeyError("a")
        finally:
            out.append("inner")
    except KeyError as error:
        out.append(repr(error))
        try:
            raise ValueError("b")
        except ValueError as second:
            out.append(second.__context__ is error)
    finally:
        out.append("outer")
    return out


print(override(), swallowed(), nested())  # expect: 2 swallowed ['inner', "KeyError('a')", True, 'outer']


def reraise():
    try:
        try:
            raise OSError(2, "gone")
        except OSError:
            raise
    except OSError as error:
        return error.errno, error.strerror


print(reraise())  # expect: (2, 'gone')
try:
    raise
except RuntimeError as error:
    print(error)  # expect: No active exception to reraise


def unbound_after():
    try:
        raise ValueError
    except ValueError as error:
        pass
    try:
        error
    except UnboundLocalError:
        return "gone"


print(unbound_after())  # expect: gone


class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        log.append("enter " + self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        log.append(f"exit {self.name} {kind.__name__ if kind else None}")
        return self.swallow


log.clear()
with Manager("a") as a, Manager("b", True) as b:
    log.append(a + b)
    raise ValueError
print(log)  # expect: ['enter a', 'enter b', 'ab', 'exit b ValueError', 'exit a None']
log.clear()


def leave():
    with Manager("r"):
        return "value"


print(leave(), log)  # expect: value ['enter r', 'exit r None']
log.clear()
try:
    with (Manager("x"), Manager("y")):
        1 / 0
except ZeroDivisionError:
    print(log)  # expect: ['enter x', 'enter y', 'exit y ZeroDivisionError', 'exit x ZeroDivisionError']
try:
    with 3:
        pass
except TypeError as error:
    print(error)  # expect: 'int' object does not support the context manager protocol


def chain():
    try:
        raise ValueError("first")
    except ValueError as error:
        raise KeyError("second") from error


try:
    chain()
except KeyError as error:
    print(repr(error.__cause__), error.__suppress_context__)  # expect: ValueError('first') True
for i in range(5):
    if i == 3:
        break
else:
    print("not here")
while i < 10:
    i += 4
else:
    print("while else", i)  # expect: while else 11
