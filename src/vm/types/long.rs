//! Arithmetic on ints so long that it is done in steps: the natives behind prelude/numbers.py.
//!
//! A result under construction is a `BigInt` block that may have leading zeros; only functions of the prelude see it.

use super::bigint::{self, Draft, Int};
use super::text::{self, Family};
use super::{Args, Native, native, tuple};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::number::divide::{self, Division};
use crate::vm::number::radix::{self, FromText, IntText, ToText};
use crate::vm::number::{magnitude, multiply};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::Value;

/// The natives' table.
pub static HIDDEN: &[Native] = &[
    native("_product", "a, b, /", 2, 2, product),
    native("_product_step", "product, a, b, row, /", 4, 4, product_step),
    native("_finish", "number, /", 1, 1, finish),
    native("_division", "a, b, /", 2, 2, division),
    native("_division_step", "quotient, remainder, b, rows, /", 4, 4, division_step),
    native("_division_end", "quotient, remainder, b, /", 3, 3, division_end),
    native("_digits", "number, radix, /", 2, 2, digits),
    native("_digits_step", "work, text, radix, begin, /", 4, 4, digits_step),
    native("_digits_end", "text, begin, negative, /", 3, 3, digits_end),
    native("_number_step", "number, text, radix, position, /", 4, 4, number_step),
];

/// Digit products that one native call does: about ten thousand instructions.
const WORK: usize = 1024;
/// Digits of numbers whose conversion from and to text takes that much.
const LONG_TEXT: usize = 40;

/// True if a product or quotient of ints of so many digits takes steps.
pub fn is_long(a: usize, b: usize) -> bool {
    a.saturating_mul(b) > WORK
}

/// True if the text of an int takes steps.
pub fn has_long_text(int: &Int) -> bool {
    int.count() > LONG_TEXT
}

/// Rows of so many digits that one call does.
fn rows(digits: usize) -> usize {
    (WORK / digits.max(1)).max(1)
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

/// `_product(a, b)`: zeros.
fn product(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (a, b) = (argument(vm, args, 0)?, argument(vm, args, 1)?);
    let mut draft = Draft::new(vm, a.count() + b.count())?;
    draft.negative = a.negative != b.negative;
    Ok(draft.pause(vm))
}

/// `_product_step(product, a, b, row)`: the next row, or None at the end.
fn product_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (out, a, b) = (argument(vm, args, 0)?, argument(vm, args, 1)?, argument(vm, args, 2)?);
    let row = position(args, 3);
    let end = row.saturating_add(rows(a.count())).min(b.count());
    let ([out], [x, y]) = vm.heap.limbs_apart([out.run()], [a.run(), b.run()]);
    let (x, y) = (a.pick(x), b.pick(y));
    for row in row..end {
        multiply::multiply_row(out, x, magnitude::limb(y, row), row);
    }
    Ok(if end < b.count() { Value::len(end) } else { Value::NONE })
}

/// `_finish(number)`: the int.
fn finish(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let int = argument(vm, args, 0)?;
    Ok(Draft::resume(&int).finish(vm))
}

/// `_division(a, b)`: quotient, remainder and the rows to do.
fn division(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (a, b) = (argument(vm, args, 0)?, argument(vm, args, 1)?);
    let mut quotient = Draft::new(vm, (a.count() + 2).saturating_sub(b.count()).max(1))?;
    let mut remainder = Draft::new(vm, a.count().max(b.count()) + 1)?;
    quotient.negative = a.negative != b.negative;
    remainder.negative = b.negative;
    let ([q, r], [x, y]) = vm.heap.limbs_apart([quotient.run(), remainder.run()], [a.run(), b.run()]);
    let rows = Division::start(q, r, a.pick(x), b.pick(y)).map_or(0, |division| division.rows());
    let parts = [quotient.pause(vm), remainder.pause(vm), Value::len(rows)];
    tuple::new(vm, &parts)
}

/// `_division_step(quotient, remainder, b, rows)`: the rows left; 0 at the end.
fn division_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (quotient, remainder, b) = (argument(vm, args, 0)?, argument(vm, args, 1)?, argument(vm, args, 2)?);
    let ([q, r], [y, _]) = vm.heap.limbs_apart([quotient.run(), remainder.run()], [b.run(), b.run()]);
    let y = b.pick(y);
    let Some(mut division) = Division::prepare(y, position(args, 3)) else { return Ok(Value::ZERO) };
    division.step(q, r, y, rows(b.count()));
    Ok(Value::len(division.rows()))
}

/// `_division_end(quotient, remainder, b)`: floored, as a tuple of ints.
fn division_end(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (quotient, remainder, b) = (argument(vm, args, 0)?, argument(vm, args, 1)?, argument(vm, args, 2)?);
    // The tuple first: what follows must not be done twice.
    let pair = tuple::with_len(&mut vm.heap, 2)?;
    if quotient.negative {
        let ([q, r], [y, _]) = vm.heap.limbs_apart([quotient.run(), remainder.run()], [b.run(), b.run()]);
        divide::to_floor(q, r, b.pick(y));
    }
    for (index, part) in [quotient, remainder].iter().enumerate() {
        let int = Draft::resume(part).finish(vm);
        vm.heap.init(pair, tuple::ITEMS + index, int);
    }
    Ok(Value::reference(pair))
}

/// `_digits(number, radix)`: a copy to be used up, room for the text, and where the text begins so far: at its end.
fn digits(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let int = argument(vm, args, 0)?;
    let room = radix::text_bound(int.limbs(&vm.heap), position(args, 1) as u32);
    let work = bigint::copy(vm, int, 0)?.pause(vm);
    let text = vm.heap.alloc_bytes(Kind::Bytes, room.saturating_add(4))?;
    vm.heap.set_raw(text, 1, Value::len(room).bits());
    tuple::new(vm, &[work, Value::reference(text), Value::len(room)])
}

/// `_digits_step(work, text, radix, begin)`: where the text begins now; as `~begin` if it is complete.
fn digits_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let work = argument(vm, args, 0)?;
    let text = args.get(1).block();
    let len = vm.heap.value(text, 1).as_small().unwrap_or(0).max(0) as usize;
    let (work, text) = vm.heap.limbs_and_bytes(work.run(), text, text::BYTES, len);
    let mut state = ToText::resume(work, position(args, 2) as u32, position(args, 3));
    let done = state.step(work, text, rows(magnitude::length(work)));
    let begin = state.begin() as i32;
    Ok(Value::small(if done { !begin } else { begin }))
}

/// `_digits_end(text, begin, negative)`: the string.
fn digits_end(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.text(args.get(0)) else { return Ok(Value::NONE) };
    let text = text.without(position(args, 1), 0);
    let negative = args.get(2) == Value::TRUE;
    let mut draft = text::Draft::new(vm, Family::Str, text.len() + usize::from(negative))?;
    if negative {
        draft.byte(vm, b'-');
    }
    draft.append(vm, text);
    Ok(draft.finish(vm))
}

/// The stop that reads a long text in steps: its digits are in a `Bytes` block, the result's room is known.
pub fn ask_parse(vm: &mut Vm, draft: Draft, digits: Value, radix: u32) -> Stop {
    let arguments = [draft.pause(vm), digits, Value::small(radix as i32)];
    vm.tail_call(vm.prelude(Prelude::IntParse), &arguments)
}

/// `_number_step(number, text, radix, position)`: how much of the text has been read; None at the end.
fn number_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let number = argument(vm, args, 0)?;
    let text = args.get(1).block();
    let len = vm.heap.value(text, 1).as_small().unwrap_or(0).max(0) as usize;
    let (out, digits) = vm.heap.limbs_beside(number.run(), text, text::BYTES, len);
    let mut state = FromText::resume(out, position(args, 3));
    let parts = IntText { negative: false, radix: position(args, 2) as u32, digits, count: len };
    let used = magnitude::length(out);
    let done = state.step(out, &parts, rows(used));
    Ok(if done { Value::NONE } else { Value::len(state.position()) })
}

impl Vm<'_> {
    /// True for an int whose text the prelude makes, in steps.
    pub(crate) fn is_long_int(&self, value: Value) -> bool {
        value.is_ref()
            && self.kind(value) == Some(Kind::BigInt)
            && self.as_int(value).is_some_and(|int| has_long_text(&int))
    }
}
