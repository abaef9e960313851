# Rust futures: what async functions of native modules give.


def _drive(future):
    return _awaiting(_driving(future))


# Whoever runs the coroutine gets the future itself: it may run it again when `_poll` says that it is done.
def _driving(future):
    try:
        while not _poll(future):
            yield future
        return _result(future)
    finally:
        _end(future)


# A function that is async only in Rust: the script stands still, the firmware does not.
def _await(future):
    try:
        while not _poll(future):
            _rest(None)
        return _result(future)
    finally:
        _end(future)
