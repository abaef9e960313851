# Events of interrupts, and calls that have been scheduled.


# Runs between two instructions of the program.
def _call_back():
    try:
        while True:
            call = _next_call()
            if call is None:
                return
            try:
                call[0](call[1])
            except Exception as exception:
                _print_exception(exception, _write)
    finally:
        _end_calls()


async def _event_get(source):
    while True:
        event = _take_event(source)
        if event is not None:
            return event[0]
        await _awaiting(_yield_one(source))


def _event_next(source):
    return _event_get(source)


def _yield_one(value):
    yield value
