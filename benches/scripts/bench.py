"""The module `bench` where no firmware provides it: on CPython nothing is counted, on MicroPython by the emulator."""

try:
    from machine import mem32

    def mark(number):
        mem32[0xE0000000] = number

except ImportError:

    def mark(number):
        pass


def middle(low, value, high):
    return min(max(value, low), high)
