# Exceptions: raised, caught, chained, cleaned up
class ReadError(Exception):
    def __init__(self, sensor, code):
        super().__init__("sensor %d: code %d" % (sensor, code))
        self.code = code


class Retry(ReadError):
    pass


log = []


def read(sensor):
    if sensor % 5 == 0:
        raise Retry(sensor, 1)
    if sensor % 7 == 0:
        raise ReadError(sensor, 2)
    return 100 // (sensor % 4)


def attempt(sensor):
    try:
        return read(sensor)
    except Retry as error:
        log.append(str(error))
        return read(sensor + 1)
    except ZeroDivisionError:
        raise ValueError("no divisor") from None
    finally:
        log.append(sensor)


class Guard:
    def __enter__(self):
        log.append("in")
        return self

    def __exit__(self, kind, value, trace):
        log.append("out")
        return kind is ValueError


caught = []
for sensor in range(1, 40):
    try:
        with Guard():
            caught.append(attempt(sensor))
    except (ReadError, ZeroDivisionError) as error:
        caught.append(error.args[0])
    if len(log) > 40:
        log.clear()
print(len(caught), caught[:6], caught[-1])
try:
    [][3]
except IndexError as error:
    print(type(error).__name__, error)
