//! `int`: 31 bits in the value itself, beyond that a block (`bigint`).

use super::bigint::{self, Draft, Int};
use super::text;
use super::{Args, Getter, Out, Slots, Type, TypeId, linear, long, native, tuple};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind};
use crate::vm::limits::INT_BITS;
use crate::vm::number::bitwise::Bitwise;
use crate::vm::number::bytes::{self, Order};
use crate::vm::number::magnitude;
use crate::vm::number::radix::{self, FromText, IntText, ToText};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};
use core::cmp::Ordering;

/// `int`
pub static TYPE: Type = Type {
    name: "int",
    slots: SLOTS,
    methods: &[
        native("as_integer_ratio", "self, /", 1, 1, as_integer_ratio),
        native("bit_count", "self, /", 1, 1, bit_count),
        native("bit_length", "self, /", 1, 1, bit_length),
        native("conjugate", "self, /", 1, 1, plain),
        native("from_bytes", "cls, bytes, byteorder='big', *, signed=False", 2, 3, from_bytes),
        native("is_integer", "self, /", 1, 1, |_, _| Ok(Value::TRUE)),
        native("to_bytes", "self, length=1, byteorder='big', *, signed=False", 1, 3, to_bytes),
    ],
    getters: &[
        Getter { name: "real", get: plain_value },
        Getter { name: "imag", get: |_, _| Ok(Value::ZERO) },
        Getter { name: "numerator", get: plain_value },
        Getter { name: "denominator", get: |_, _| Ok(Value::small(1)) },
    ],
    ..Type::PLAIN
};

/// What `bool` shares.
pub const SLOTS: Slots = Slots {
    make: Some(make),
    repr: Some(repr),
    hash: Some(hash),
    truth: Some(truth),
    binary: Some(|vm, op, a, b, in_place| vm.number_binary(op, a, b, in_place)),
    unary: Some(unary),
    compare: Some(|vm, op, a, b| vm.number_compare(op, a, b)),
    ..Slots::NONE
};

/// `int(x=0, /, base=10)`
fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (value, base) = (args.get(0), args.get(1));
    if args.count() > 2 {
        return raise!(vm, TypeError, "int() takes at most 2 arguments ({} given)", Value::len(args.count()));
    }
    if !value.is_defined() {
        return if base.is_defined() {
            raise!(vm, TypeError, "int() missing string argument")
        } else {
            Ok(Value::ZERO)
        };
    }
    if base.is_defined() {
        return match vm.as_index(base)? {
            Some(base) => with_base(vm, value, base),
            None => Err(vm.tail_call(vm.prelude(Prelude::IntBase), &[value, base])),
        };
    }
    if value.is_small() {
        return Ok(value);
    }
    if vm.is_instance(value) {
        return Err(vm.tail_call(vm.prelude(Prelude::IntFrom), &[value]));
    }
    from_builtin(vm, value)
}

/// The int that an object of a built-in type converts to.
pub fn from_builtin(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if vm.as_int(value).is_some() {
        return plain_value(vm, value);
    }
    if let Some(float) = vm.as_float(value) {
        return super::float::truncate(vm, float);
    }
    if vm.text(value).is_some() {
        return parse(vm, value, 10);
    }
    let class = vm.type_of(value);
    raise!(vm, TypeError, "int() argument must be a string, a bytes-like object or a real number, not '{}'", class)
}

fn with_base(vm: &mut Vm, value: Value, base: isize) -> Outcome<Value> {
    if vm.text(value).is_none() {
        return raise!(vm, TypeError, "int() can't convert non-string with explicit base");
    }
    match u32::try_from(base) {
        Ok(base @ (0 | 2..=36)) => parse(vm, value, base),
        _ => raise!(vm, ValueError, "int() base must be >= 2 and <= 36, or 0"),
    }
}

/// Bytes that white space may be in the text of a number.
pub fn is_space(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r' | 0x1c..=0x1f)
}

/// A text without white space around it.
pub fn strip(vm: &Vm, text: text::Text) -> text::Text {
    let bytes = text.bytes(vm);
    let front = bytes.iter().position(|byte| !is_space(byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rev().position(|byte| !is_space(byte)).unwrap_or(0);
    text.without(front, end)
}

/// `int(text, base)` for a string or bytes.
fn parse(vm: &mut Vm, value: Value, base: u32) -> Outcome<Value> {
    let Some(text) = vm.text(value) else { return raise!(vm, SystemError, "no text") };
    if text.len() > long::LONG_DIGITS {
        let plain = vm.payload(value);
        return Err(long::ask_parse(vm, plain, base));
    }
    let text = strip(vm, text);
    let Some(parts) = radix::parse_int(text.detached(vm), base) else {
        let base = Value::small(base as i32);
        return raise!(vm, ValueError, "invalid literal for int() with base {}: {r}", base, value);
    };
    if let Some(magnitude) = short_magnitude(&parts) {
        return vm.int_from_i64(if parts.negative { -magnitude } else { magnitude });
    }
    let room = radix::limbs_bound(parts.count, parts.radix);
    let mut result = Draft::new(vm, room)?;
    result.negative = parts.negative;
    FromText::start(result.limbs(vm)).step(result.limbs(vm), &parts, usize::MAX);
    Ok(result.finish(vm))
}

/// The magnitude of digits that surely fit 63 bits.
fn short_magnitude(parts: &IntText<'_>) -> Option<i64> {
    let mut magnitude = 0i64;
    for digit in parts.digits.iter().filter_map(|byte| radix::digit_value(*byte)) {
        magnitude = magnitude.checked_mul(i64::from(parts.radix))?.checked_add(i64::from(digit))?;
    }
    Some(magnitude)
}

/// The digits of an int in some radix.
pub struct Digits {
    short: [u8; 33],
    block: Ref,
    start: usize,
    end: usize,
}

impl Digits {
    /// Takes the magnitude apart; big ints need memory.
    pub fn new(vm: &mut Vm, int: &Int, radix: u32) -> Outcome<Digits> {
        let mut digits = Digits { short: [0; 33], block: Ref::NONE, start: 0, end: 33 };
        if int.count() == 1 {
            let mut work = [magnitude::limb(int.limbs(&vm.heap), 0)];
            digits.start = radix::to_text(&mut work, radix, &mut digits.short);
            return Ok(digits);
        }
        let work = bigint::copy(vm, *int, 0)?;
        digits.end = radix::text_bound(int.limbs(&vm.heap), radix);
        digits.block = vm.heap.alloc_bytes(Kind::Scratch, digits.end)?;
        let (work_limbs, text) = vm.heap.limbs_and_bytes(work.run(), digits.block, DIGITS, digits.end);
        let mut state = ToText::start(work_limbs, radix, text);
        state.step(work_limbs, text, usize::MAX);
        digits.start = state.begin();
        work.drop(vm);
        Ok(digits)
    }

    /// Their text.
    pub fn text<'h>(&'h self, heap: &'h Heap) -> &'h [u8] {
        let text = if self.block.is_some() { heap.bytes(self.block, DIGITS, self.end) } else { &self.short };
        text.get(self.start..).unwrap_or_default()
    }

    /// The block that they lie in, and where they start there.
    pub fn block(&self) -> Ref {
        self.block
    }

    /// Where they start in their block, behind [`DIGITS`].
    pub fn start(&self) -> usize {
        self.start
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// True if there are none, which is never so.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives the memory back.
    pub fn drop(self, vm: &mut Vm) {
        if self.block.is_some() {
            vm.heap.free_now(self.block);
        }
    }
}

/// Where the text of `Digits` starts in its block.
pub const DIGITS: usize = 4;

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let Some(int) = vm.as_int(value) else { return Ok(()) };
    write_radix(vm, &int, 10, b"", out)
}

/// Writes an int: its sign, a prefix, its digits.
pub fn write_radix(vm: &mut Vm, int: &Int, radix: u32, prefix: &[u8], out: &mut Out) -> Outcome<()> {
    let digits = Digits::new(vm, int, radix)?;
    out.reserve(vm, digits.len() + prefix.len() + 1)?;
    if int.negative {
        out.byte(vm, b'-')?;
    }
    out.text(vm, prefix)?;
    let mut chunk = [0; 64];
    let mut from = 0usize;
    while from < digits.len() {
        let text = digits.text(&vm.heap);
        let text = text.get(from..text.len().min(from.saturating_add(chunk.len()))).unwrap_or_default();
        let Some(part) = chunk.get_mut(..text.len()) else { break };
        part.copy_from_slice(text);
        from = from.saturating_add(part.len().max(1));
        out.text(vm, part)?;
    }
    digits.drop(vm);
    Ok(())
}

fn hash(vm: &mut Vm, value: Value) -> Outcome<i32> {
    match vm.as_int(value) {
        Some(int) => linear::hash(vm, int),
        None => Ok(0),
    }
}

fn truth(vm: &Vm, value: Value) -> bool {
    vm.as_int(value).is_none_or(|int| !int.is_zero())
}

/// `a op b` of ints of at most 64 bits, where it fits in as many; `None`: do it the long way.
fn short(op: Op, a: i64, b: i64) -> Option<i64> {
    match op {
        Op::Add => a.checked_add(b),
        Op::Subtract => a.checked_sub(b),
        Op::Multiply => a.checked_mul(b),
        Op::FloorDivide => Some(a.checked_div(b)? - i64::from(a % b != 0 && (a < 0) != (b < 0))),
        Op::Modulo => {
            let rest = a.checked_rem(b)?;
            Some(if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest })
        }
        Op::BitAnd => Some(a & b),
        Op::BitOr => Some(a | b),
        Op::BitXor => Some(a ^ b),
        Op::LeftShift => {
            let shift = u32::try_from(b).ok().filter(|shift| *shift < a.unsigned_abs().leading_zeros())?;
            Some(a << shift)
        }
        Op::RightShift => Some(a >> u32::try_from(b).ok()?.min(63)),
        _ => None,
    }
}

/// `a op b`. Long ones are done by the prelude.
pub fn binary(vm: &mut Vm, op: Op, a: Int, b: Int) -> Outcome<Value> {
    if a.count() <= 2
        && b.count() <= 2
        && let (Some(x), Some(y)) = (a.to_i64(&vm.heap), b.to_i64(&vm.heap))
        && let Some(result) = short(op, x, y)
    {
        return vm.int_from_i64(result);
    }
    match op {
        Op::Multiply if long::is_long(a.count(), b.count()) => Err(long::ask(vm, Prelude::LongMultiply, a, b)),
        Op::FloorDivide if is_long_division(a, b) => Err(long::ask(vm, Prelude::LongFloorDivide, a, b)),
        Op::Modulo if is_long_division(a, b) => Err(long::ask(vm, Prelude::LongModulo, a, b)),

        Op::Add => linear::add(vm, a, b),
        Op::Subtract => linear::add(vm, a, b.negated()),
        Op::Multiply => bigint::multiply(vm, a, b),
        Op::TrueDivide => true_divide(vm, a, b),
        Op::FloorDivide if b.is_zero() => raise!(vm, ZeroDivisionError, "integer division or modulo by zero"),
        Op::Modulo if b.is_zero() => raise!(vm, ZeroDivisionError, "integer modulo by zero"),
        Op::FloorDivide => bigint::floor_divide(vm, a, b),
        Op::Modulo => bigint::modulo(vm, a, b),
        Op::Power => power(vm, a, b),
        Op::LeftShift | Op::RightShift => shift(vm, op, a, b),
        Op::BitAnd => linear::bits(vm, Bitwise::And, a, b),
        Op::BitOr => linear::bits(vm, Bitwise::Or, a, b),
        Op::BitXor => linear::bits(vm, Bitwise::Xor, a, b),
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

fn is_long_division(a: Int, b: Int) -> bool {
    long::is_long((a.count() + 1).saturating_sub(b.count()), b.count())
}

fn true_divide(vm: &mut Vm, a: Int, b: Int) -> Outcome<Value> {
    if b.is_zero() {
        return raise!(vm, ZeroDivisionError, "division by zero");
    }
    if a.count().max(b.count()) > RATIO {
        return Err(long::ask(vm, Prelude::LongRatio, a, b));
    }
    match bigint::true_divide(vm, a, b)? {
        Some(quotient) => vm.new_float(quotient),
        None => raise!(vm, OverflowError, "integer division result too large for a float"),
    }
}

/// Digits of ints whose true division takes steps.
const RATIO: usize = 80;

fn power(vm: &mut Vm, a: Int, b: Int) -> Outcome<Value> {
    if !b.negative {
        let digits = bigint::power_digits(vm, a, b)?;
        if long::is_long(digits / 2, digits / 2) {
            return Err(long::ask(vm, Prelude::LongPower, a, b));
        }
        return bigint::power(vm, a, b);
    }
    let (Some(a), Some(b)) = (a.to_float(&vm.heap), b.to_float(&vm.heap)) else {
        return raise!(vm, OverflowError, "int too large to convert to float");
    };
    super::float::binary(vm, Op::Power, a, b)
}

fn shift(vm: &mut Vm, op: Op, a: Int, b: Int) -> Outcome<Value> {
    if b.negative {
        return raise!(vm, ValueError, "negative shift count");
    }
    let left = op == Op::LeftShift;
    if a.is_zero() {
        return Ok(Value::ZERO);
    }
    let bits = b.to_u64(&vm.heap).and_then(|bits| usize::try_from(bits).ok()).filter(|bits| *bits <= INT_BITS);
    match bits {
        Some(bits) if left => linear::shift_left(vm, a, bits),
        Some(bits) => linear::shift_right(vm, a, bits),
        None if left => raise!(vm, OverflowError, "too many digits in integer"),
        None => Ok(Value::small(-i32::from(a.negative))),
    }
}

/// `pow(a, b, m)`
pub fn power_modulo(vm: &mut Vm, a: Int, b: Int, m: Int) -> Outcome<Value> {
    if m.is_zero() {
        return raise!(vm, ValueError, "pow() 3rd argument cannot be 0");
    }
    let arguments = [a.value(), b.value(), m.value()];
    if !b.negative {
        // Each bit is a product and a division at least, with calls around them.
        if long::is_long(m.count() * m.count() + 8, b.bits(&vm.heap)) {
            return Err(vm.tail_call(vm.prelude(Prelude::LongPowerModulo), &arguments));
        }
        return bigint::power_modulo(vm, a, b, m);
    }
    if long::is_long(m.count() * m.count(), 32) {
        return Err(vm.tail_call(vm.prelude(Prelude::LongInversePower), &arguments));
    }
    let Some(inverse) = bigint::inverse(vm, a, m)? else {
        return raise!(vm, ValueError, "base is not invertible for the given modulus");
    };
    let inverse = int_of(vm, inverse);
    bigint::power_modulo(vm, inverse, b.negated(), m)
}

/// `divmod(a, b)`
pub fn divmod(vm: &mut Vm, a: Int, b: Int) -> Outcome<Value> {
    if b.is_zero() {
        return raise!(vm, ZeroDivisionError, "integer division or modulo by zero");
    }
    if is_long_division(a, b) {
        return Err(long::ask(vm, Prelude::LongDivide, a, b));
    }
    let divided = bigint::divide(vm, a, b)?;
    let quotient = divided.quotient.finish(vm);
    let remainder = divided.remainder.finish(vm);
    tuple::new(vm, &[quotient, remainder])
}

/// `round(x, -digits)`: to a multiple of a power of ten, ties to even.
pub fn round(vm: &mut Vm, int: Int, digits: usize) -> Outcome<Value> {
    // A power of ten has more than three bits a digit: beyond this the half of it is more than the number.
    if digits > int.bits(&vm.heap) / 3 + 1 {
        return Ok(Value::ZERO);
    }
    let unit = bigint::power(vm, Int::new(10), Int::new(digits as i32))?;
    let unit = int_of(vm, unit);
    let quotient = bigint::floor_divide(vm, int, unit)?;
    let quotient = int_of(vm, quotient);
    let below = bigint::multiply(vm, quotient, unit)?;
    let below = int_of(vm, below);
    let rest = linear::add(vm, int, below.negated())?;
    let rest = int_of(vm, rest);
    let double = linear::add(vm, rest, rest)?;
    let double = int_of(vm, double);
    let odd = quotient.limbs(&vm.heap).first().is_some_and(|low| low & 1 != 0);
    let up = match bigint::compare(&vm.heap, &double, &unit) {
        Ordering::Greater => true,
        Ordering::Equal => odd,
        Ordering::Less => false,
    };
    linear::add(vm, below, if up { unit } else { Int::new(0) })
}

/// An int that is known to be one.
fn int_of(vm: &Vm, value: Value) -> Int {
    vm.as_int(value).unwrap_or(Int::new(0))
}

fn unary(vm: &mut Vm, op: Op, value: Value) -> Outcome<Value> {
    let Some(int) = vm.as_int(value) else { return Ok(Value::NOT_IMPLEMENTED) };
    match op {
        Op::Negative => linear::signed(vm, int, !int.negative),
        Op::Positive => plain_value(vm, value),
        _ => linear::invert(vm, int),
    }
}

/// `abs(x)`
pub fn absolute(vm: &mut Vm, value: Value) -> Outcome<Value> {
    match vm.as_int(value) {
        Some(int) if int.negative => linear::signed(vm, int, false),
        _ => plain_value(vm, value),
    }
}

/// The plain int of a bool or of an instance of a subclass.
pub fn plain_value(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if value.is_bool() { Ok(Value::small(i32::from(value == Value::TRUE))) } else { Ok(vm.payload(value)) }
}

fn plain(vm: &mut Vm, args: Args) -> Outcome<Value> {
    plain_value(vm, args.get(0))
}

fn this(vm: &Vm, args: Args) -> Int {
    vm.as_int(args.get(0)).unwrap_or(Int::new(0))
}

fn as_integer_ratio(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = plain(vm, args)?;
    tuple::new(vm, &[value, Value::small(1)])
}

fn bit_count(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let int = this(vm, args);
    linear::bit_count(vm, int).map(Value::len)
}

fn bit_length(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let int = this(vm, args);
    Ok(Value::len(int.bits(&vm.heap)))
}

fn byte_order(vm: &mut Vm, value: Value) -> Outcome<Order> {
    if !value.is_defined() {
        return Ok(Order::Big);
    }
    match vm.str_bytes(value) {
        Some(b"big") => Ok(Order::Big),
        Some(b"little") => Ok(Order::Little),
        Some(_) => raise!(vm, ValueError, "byteorder must be either 'little' or 'big'"),
        None => raise!(vm, TypeError, "argument 'byteorder' must be str, not {}", vm.type_of(value)),
    }
}

fn to_bytes(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let int = this(vm, args);
    let length = match vm.as_index(args.get_or(1, Value::small(1)))? {
        Some(length) => length,
        None => {
            return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(args.get(1)));
        }
    };
    let order = byte_order(vm, args.get(2))?;
    let signed = crate::vm::exec::operator::truth(vm, args.get_or(3, Value::FALSE))?;
    let Ok(length) = usize::try_from(length) else {
        return raise!(vm, ValueError, "length argument must be non-negative");
    };
    if int.negative && !signed {
        return raise!(vm, OverflowError, "can't convert negative int to unsigned");
    }
    if !bytes::fits(int.limbs(&vm.heap), int.negative, length, signed) {
        return raise!(vm, OverflowError, "int too big to convert");
    }
    linear::to_bytes(vm, int, length, order)
}

fn from_bytes(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(1);
    let order = byte_order(vm, args.get(2))?;
    let signed = crate::vm::exec::operator::truth(vm, args.get_or(3, Value::FALSE))?;
    let Some(text) = vm.buffer_text(value) else {
        if vm.str_text(value).is_some() || vm.slots(value).iter.is_none() {
            return raise!(vm, TypeError, "cannot convert '{}' object to bytes", vm.type_of(value));
        }
        return Err(
            vm.tail_call(vm.prelude(Prelude::IntFromBytes), &[value, args.get_or(2, Value::NONE), Value::bool(signed)])
        );
    };
    let result = linear::of_bytes(vm, text, order, signed)?;
    let class = args.get(0);
    if class.is_defined() && class != Value::builtin_type(TypeId::Int) {
        return Err(vm.tail_call(class, &[result]));
    }
    Ok(result)
}

impl Vm<'_> {
    /// An index or a length: an int within the machine's range, else IndexError; `None`: ask `__index__`.
    /// Ints of 64 bits that are no `isize` are as far out as that reaches, which is out of any range.
    pub fn as_index(&mut self, value: Value) -> Outcome<Option<isize>> {
        if let Some(small) = value.as_small() {
            return Ok(Some(small as isize));
        }
        if let Some(int) = self.as_int(value) {
            return match int.to_i64(&self.heap) {
                Some(int) => Ok(Some(int.clamp(isize::MIN as i64, isize::MAX as i64) as isize)),
                None => raise!(self, IndexError, "cannot fit '{}' into an index-sized integer", self.type_of(value)),
            };
        }
        if self.is_instance(value) && self.class_attribute(self.type_of(value), crate::vm::name::__INDEX__).is_some() {
            return Ok(None);
        }
        raise!(self, TypeError, "'{}' object cannot be interpreted as an integer", self.type_of(value))
    }

    /// As [`Vm::as_index`] for the bounds of slices: what is out of range goes to the nearest end.
    pub fn as_clamped_index(&mut self, value: Value) -> Outcome<Option<isize>> {
        match self.as_int(value) {
            Some(int) if int.to_i64(&self.heap).and_then(|int| isize::try_from(int).ok()).is_none() => {
                Ok(Some(if int.negative { isize::MIN } else { isize::MAX }))
            }
            _ => self.as_index(value),
        }
    }
}
