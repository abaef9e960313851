//! Arithmetic on ints so long that it is done in steps: the natives behind prelude/numbers.py.
//!
//! A result under construction is a `BigInt` block that may have leading zeros; only functions of the prelude see it.

use super::bigint::{Draft, Int};
use super::text::{self, Family, Put};
use super::{Args, Native, linear, native, tuple};
use crate::vm::Vm;
use crate::vm::heap::{Kind, TEXT_PORTION, Task, Walk, Work};
use crate::vm::number::divide::Division;
use crate::vm::number::radix::{self, ToText};
use crate::vm::number::{magnitude, multiply, real};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::Value;

/// The natives' table.
pub static HIDDEN: &[Native] = &[
    native("_zeros", "digits, /", 1, 1, zeros),
    native("_copied", "number, more, /", 2, 2, copied),
    native("_counted", "number, /", 1, 1, |vm, args| Ok(Value::len(argument(vm, args, 0)?.count()))),
    native("_product_step", "product, a, b, position, /", 4, 4, product_step),
    native("_finish", "number, /", 1, 1, finish),
    native("_division_step", "quotient, remainder, b, rows, /", 4, 4, division_step),
    native("_digits_room", "number, radix, /", 2, 2, digits_room),
    native("_digits_step", "work, text, radix, begin, /", 4, 4, digits_step),
    native("_digits_end", "text, begin, negative, /", 3, 3, digits_end),
    native("_number_start", "text, radix, /", 2, 2, number_start),
    native("_number_digits", "text, radix, start, /", 3, 3, number_digits),
    native("_number_bits", "text, radix, /", 2, 2, number_bits),
    native("_number_step", "number, text, radix, position, /", 4, 4, number_step),
    native("_ratio", "quotient, is_inexact, exponent, /", 3, 3, ratio),
];

/// Digit products that one native call does: some thousand instructions.
const WORK: usize = 512;
/// Digits of numbers whose conversion from and to text takes that much.
const LONG_TEXT: usize = 22;
/// Bytes of a number's text that is read in steps.
pub const LONG_DIGITS: usize = 300;

/// True if a product or quotient of ints of so many digits takes steps.
pub fn is_long(a: usize, b: usize) -> bool {
    a.saturating_mul(b) > WORK
}

/// True if the text of an int takes steps.
pub fn has_long_text(int: &Int) -> bool {
    int.count() > LONG_TEXT
}

/// The stop that lets the prelude do `function(a, b)`.
pub fn ask(vm: &mut Vm, function: Prelude, a: Int, b: Int) -> Stop {
    let arguments = [a.value(), b.value()];
    vm.tail_call(vm.prelude(function), &arguments)
}

fn argument(vm: &mut Vm, args: Args, index: usize) -> Outcome<Int> {
    match vm.as_int(args.get(index)) {
        Some(int) => Ok(int),
        None => raise!(vm, SystemError, "no int"),
    }
}

fn position(args: Args, index: usize) -> usize {
    args.get(index).as_small().and_then(|index| usize::try_from(index).ok()).unwrap_or(0)
}

/// `_zeros(digits)`: a number to be filled.
fn zeros(vm: &mut Vm, args: Args) -> Outcome<Value> {
    linear::copied(vm, Int::new(0), position(args, 0).saturating_sub(1))
}

/// `_copied(number, more)`: a magnitude to be used up, with so many digits more.
fn copied(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let number = argument(vm, args, 0)?;
    linear::copied(vm, number, position(args, 1))
}

/// `_product_step(product, a, b, position)`: the next position, or None at the end. A position is a row, times the
/// portions of the digits of `a`, and one of these.
fn product_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (out, a, b) = (argument(vm, args, 0)?, argument(vm, args, 1)?, argument(vm, args, 2)?);
    let (portions, end) = (a.count().div_ceil(WORK).max(1), b.count());
    let mut at = position(args, 3);
    let ([out], [x, y]) = vm.heap.limbs_apart([out.run()], [a.run(), b.run()]);
    let (x, y) = (a.pick(x), b.pick(y));
    let mut left = WORK;
    while at < end.saturating_mul(portions) && left > 0 {
        let (row, from) = (at / portions, at % portions * WORK);
        let part = x.get(from..x.len().min(from.saturating_add(WORK))).unwrap_or_default();
        multiply::multiply_row(out, part, magnitude::limb(y, row), row.saturating_add(from));
        at = at.saturating_add(1);
        left = left.saturating_sub(part.len().saturating_add(ROW));
    }
    Ok(if at < end.saturating_mul(portions) { Value::len(at) } else { Value::NONE })
}

/// What a row costs beside its digits.
const ROW: usize = 8;

/// `_finish(number)`: the int.
fn finish(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let int = argument(vm, args, 0)?;
    let count = linear::length(vm, int)?;
    Ok(Draft::resume(&int).finish_with(vm, count))
}

/// `_division_step(quotient, remainder, b, rows)`: the rows left; 0 at the end. The remainder has the number that is
/// divided, moved up so that the top bit of `b` is set, a digit more and the words of `divide::ROW_STATE`.
fn division_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (quotient, remainder, b) = (argument(vm, args, 0)?, argument(vm, args, 1)?, argument(vm, args, 2)?);
    let ([q, r], [y, _]) = vm.heap.limbs_apart([quotient.run(), remainder.run()], [b.run(), b.run()]);
    let Some((r, state)) = r.split_last_chunk_mut() else { return Ok(Value::ZERO) };
    let Some(mut division) = Division::prepare(b.pick(y), position(args, 3)) else { return Ok(Value::ZERO) };
    division.step_in_parts(q, r, b.pick(y), WORK / 2, state);
    Ok(Value::len(division.rows()))
}

/// `_digits_room(number, radix)`: room for the text, which will begin at its end.
fn digits_room(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let int = argument(vm, args, 0)?;
    let room = radix::text_bound(int.limbs(&vm.heap), position(args, 1) as u32);
    let text = vm.heap.alloc_bytes(Kind::Bytes, room.saturating_add(4))?;
    vm.heap.set_raw(text, 1, Value::len(room).bits());
    Ok(Value::reference(text))
}

/// `_digits_step(work, text, radix, begin)`: where the text begins now; as `~begin` if it is complete. The number that is
/// used up has the words of the step behind it.
fn digits_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let work = argument(vm, args, 0)?;
    let text = args.get(1).block();
    let len = vm.heap.value(text, 1).as_small().unwrap_or(0).max(0) as usize;
    let (work, text) = vm.heap.limbs_and_bytes(work.run(), text, text::BYTES, len);
    let Some((work, state)) = work.split_last_chunk_mut::<3>() else { return Ok(Value::small(-1)) };
    let mut to = ToText::resume(work, position(args, 2) as u32, position(args, 3));
    let done = to.step_in_parts(work, text, WORK / 4, state);
    let begin = to.begin() as i32;
    Ok(Value::small(if done { !begin } else { begin }))
}

/// `_digits_end(text, begin, negative)`: the string.
fn digits_end(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    let text = text.without(position(args, 1), 0);
    let sign: &[u8] = if args.get(2) == Value::TRUE { b"-" } else { b"" };
    let mut draft = text::Draft::of_pieces(vm, Family::Str, text.len() + sign.len())?;
    draft.put(vm, Put::Fill(sign, 1))?;
    draft.put(vm, Put::Text(text))?;
    Ok(draft.finish(vm))
}

/// The stop that reads a long text in steps.
pub fn ask_parse(vm: &mut Vm, text: Value, base: u32) -> Stop {
    let arguments = [text, Value::small(base as i32)];
    vm.tail_call(vm.prelude(Prelude::IntParse), &arguments)
}

/// `_number_start(text, radix)`: of the text of an int without white space around it, whose radix may be 0: the radix of
/// its digits, where they start, and whether there is a minus.
fn number_start(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    let (negative, radix, start) = radix::int_front(text.bytes(vm), position(args, 1) as u32);
    tuple::new(vm, &[Value::small(radix as i32), Value::len(start), Value::bool(negative)])
}

/// `_number_digits(text, radix, start)`: how many digits there are, with single underscores between; 0 if there is anything
/// else.
fn number_digits(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    let (radix, text) = (position(args, 1) as u32, text.without(position(args, 2), 0));
    let mut walk = Walk::new(&vm.heap, Work::of(Task::Search, text.len()));
    let mut after_digit = false;
    while let Some((start, end)) = walk.portion(&mut vm.heap, text.len(), TEXT_PORTION * 2)? {
        let bytes = text.part(start, end).bytes(vm);
        match radix::count_more_digits(bytes, radix, walk.progress.note != 0) {
            Some((count, after)) => {
                walk.progress.extra = walk.progress.extra.saturating_add(count);
                (walk.progress.note, after_digit) = (after.into(), after);
            }
            None => {
                walk.end(&mut vm.heap);
                return Ok(Value::ZERO);
            }
        }
    }
    Ok(if after_digit { Value::len(walk.progress.extra) } else { Value::ZERO })
}

/// `_number_bits(text, radix)`: the int of digits in a radix that is a power of two.
fn number_bits(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    linear::of_bits(vm, text, (position(args, 1) as u32).trailing_zeros())
}

/// `_number_step(number, text, radix, position)`: how much of the text has been read; None at the end. The number has the
/// words of the step behind it.
fn number_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let number = argument(vm, args, 0)?;
    let Some(digits) = vm.text(args.get(1)).map(|text| text.detached(vm)) else { return Ok(Value::NONE) };
    let Some((out, state)) = vm.heap.limbs_mut(number.run()).split_last_chunk_mut() else { return Ok(Value::NONE) };
    let (radix, mut at) = (position(args, 2) as u32, position(args, 3));
    let done = radix::step_in_parts(out, digits, radix, &mut at, WORK / 2, state);
    Ok(if done { Value::NONE } else { Value::len(at) })
}

/// `_ratio(quotient, is_inexact, exponent)`: a float of an int of 66 bits or more, of which something is cut off, times a
/// power of two.
fn ratio(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let quotient = argument(vm, args, 0)?;
    let exponent = args.get(2).as_small().unwrap_or(0);
    match real::scaled_float(quotient.limbs(&vm.heap), args.get(1) == Value::TRUE, exponent) {
        Some(x) => vm.new_float(if quotient.negative { -x } else { x }),
        None => raise!(vm, OverflowError, "integer division result too large for a float"),
    }
}

impl Vm<'_> {
    /// True for what is printed in portions, or in steps by the prelude: not as a part of something else.
    pub(crate) fn is_long(&self, value: Value) -> bool {
        value.is_ref() && (self.is_long_int(value) || self.long_text(value).is_some())
    }

    /// True for an int whose text the prelude makes, in steps.
    pub(crate) fn is_long_int(&self, value: Value) -> bool {
        value.is_ref()
            && self.kind(value) == Some(Kind::BigInt)
            && self.as_int(value).is_some_and(|int| has_long_text(&int))
    }
}
