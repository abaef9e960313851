# The flags of `enum`.

from enum import Enum, IntEnum, ReprEnum, StrEnum, _find


class FlagBoundary(StrEnum):
    STRICT = 'strict'
    CONFORM = 'conform'
    EJECT = 'eject'
    KEEP = 'keep'


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


class Flag(Enum):
    _boundary_ = STRICT

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not count:
            return 1 if start is None else start
        return 1 << max(last_values).bit_length()

    @staticmethod
    def _canonical(value):
        return isinstance(value, int) and value > 0 and value & (value - 1) == 0

    @classmethod
    def _known(cls):
        bits = 0
        for value in cls._value2member_map_:
            if isinstance(value, int) and value > 0 and cls._value2member_map_[value]._name_ in cls._member_map_:
                bits |= value
        return bits

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        known = cls._known()
        whole = (1 << known.bit_length()) - 1
        negative = value if value < 0 else None
        if not (~whole <= value <= whole) or value & (whole ^ known):
            boundary = cls._boundary_
            if boundary is STRICT:
                size = max(value.bit_length(), known.bit_length())
                shown = value if value >= 0 else (1 << size) + value
                raise ValueError(f'{cls!r} invalid value {value!r}\n    given 0b{0 if value >= 0 else 1} '
                                 f'{shown:0{size}b}\n  allowed 0b0 {known:0{size}b}')
            if boundary is CONFORM:
                value &= known
            elif boundary is EJECT:
                return value
            elif value < 0:
                value += max(whole + 1, 1 << value.bit_length())
        if value < 0:
            value += whole + 1
            if cls._boundary_ is not KEEP:
                value &= known
        found = cls._value2member_map_.get(value)
        if found is not None:
            return found
        kind = cls._member_type_
        made = object.__new__(cls) if kind is object else kind.__new__(cls, value)
        made._value_ = value
        names = []
        rest = value
        for name in cls._member_names_:
            bit = cls._member_map_[name]._value_
            if value & bit:
                names.append(name)
                rest &= ~bit
        if rest and names and cls._boundary_ is KEEP:
            names.append(str(rest))
        elif rest and not names and cls._boundary_ is KEEP:
            names = []
        made._name_ = '|'.join(names) if names else None
        made._sort_order_ = len(cls._member_map_)
        cls._value2member_map_[value] = made
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    def __iter__(self):
        cls = type(self)
        for name in cls._member_names_:
            member = cls._member_map_[name]
            if member._value_ & self._value_:
                yield member

    def __len__(self):
        return self._value_.bit_count()

    def __contains__(self, other):
        if not isinstance(other, type(self)):
            raise TypeError(f"unsupported operand type(s) for 'in': {type(other).__qualname__!r} and "
                            f'{type(self).__qualname__!r}')
        return other._value_ & self._value_ == other._value_

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        kind = type(self).__name__
        if self._name_ is None:
            return f'<{kind}: {self._value_!r}>'
        return f'<{kind}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        kind = type(self).__name__
        if self._name_ is None:
            return f'{kind}({self._value_!r})'
        return f'{kind}.{self._name_}'

    def _number(self, other):
        if isinstance(other, type(self)):
            return other._value_
        if self._member_type_ is not object and isinstance(other, self._member_type_):
            return other
        return NotImplemented

    def __or__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else type(self)(self._value_ | number)

    def __and__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else type(self)(self._value_ & number)

    def __xor__(self, other):
        number = self._number(other)
        return number if number is NotImplemented else type(self)(self._value_ ^ number)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        cls = type(self)
        if cls._boundary_ in (EJECT, KEEP):
            return cls(~self._value_)
        return cls(cls._known() & ~self._value_)


class IntFlag(int, ReprEnum, Flag):
    _boundary_ = KEEP

    def __str__(self):
        return int.__repr__(self._value_)

    def __format__(self, spec):
        return int.__format__(self._value_, spec)

    __or__ = __ror__ = Flag.__or__
    __and__ = __rand__ = Flag.__and__
    __xor__ = __rxor__ = Flag.__xor__
    __invert__ = Flag.__invert__
    __repr__ = Flag.__repr__
    __bool__ = Flag.__bool__
