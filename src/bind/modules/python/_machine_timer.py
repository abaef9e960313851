# `machine.Timer`: on the firmware's clock.

from machine import _alarm, _now


class Timer:
    ONE_SHOT, PERIODIC = 0, 1

    # Those that run.
    _running = []

    def __init__(self, id=-1, /, **kwargs):
        self._id = id
        if kwargs:
            self.init(**kwargs)

    def __repr__(self):
        return f'Timer({self._id})'

    def init(self, *, mode=1, freq=-1, period=-1, tick_hz=1000, callback=None, hard=True):
        self.deinit()
        if freq > 0:
            span = int(1000000 / freq)
        elif period > 0:
            span = period * 1000000 // tick_hz
        else:
            raise ValueError('a timer needs freq or period')
        self._span = max(span, 1) if mode == Timer.PERIODIC else 0
        self._callback = callback
        self._time = _now() + span
        Timer._running.append(self)
        _set_alarm()

    def deinit(self):
        if self in Timer._running:
            Timer._running.remove(self)
            _set_alarm()


def _set_alarm():
    times = [timer._time for timer in Timer._running]
    _alarm(min(times) if times else None, _ring)


def _ring(_):
    now = _now()
    for timer in list(Timer._running):
        if timer._time > now or timer not in Timer._running:
            continue
        if timer._span:
            # What was missed is left out.
            timer._time += timer._span * ((now - timer._time) // timer._span + 1)
        else:
            Timer._running.remove(timer)
        if timer._callback is not None:
            try:
                timer._callback(timer)
            except Exception as exception:
                import sys
                sys.print_exception(exception)
    _set_alarm()
