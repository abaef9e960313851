//! Ints, digit by digit: sums, shifts, bits, copies and comparisons, in portions where they are long.
//!
//! The result is a block of its own, so that nothing is lost when a half-made one is dropped.

use super::bigint::{Draft, Int};
use super::text::{self, Family, Text};
use crate::vm::Vm;
use crate::vm::heap::{Task, Walk, Work};
use crate::vm::number::bitwise::{self, Bitwise};
use crate::vm::number::bytes::{self, Order};
use crate::vm::number::{magnitude, radix, real};
use crate::vm::raise::Outcome;
use crate::vm::value::Value;
use core::cmp::Ordering;

/// Digits that are made in one portion.
const DIGITS_AT_ONCE: usize = 192;
/// The same of what is made of texts.
const READ_AT_ONCE: usize = 32;

/// Makes some digits of a result, from a first one on, of the digits of one or two ints and of what is carried, and gives
/// what is carried on.
type Row<'a> = &'a dyn Fn(&mut [u32], [&[u32]; 2], usize, u32) -> u32;

/// The kinds from here on are made of texts.
const OF_TEXT: u8 = 7;

/// An int of at most `room` digits; `kind` tells it from others that one instruction makes of the same ints.
fn made(vm: &mut Vm, kind: u8, [a, b]: [Int; 2], room: usize, negative: bool, carry: u32, row: Row) -> Outcome<Value> {
    if room <= DIGITS_AT_ONCE && kind < OF_TEXT {
        let mut draft = Draft::raw(vm, room)?;
        draft.negative = negative;
        let (out, x, y) = draft.apart(vm, &a, &b);
        row(out, [x, y], 0, carry);
        return Ok(draft.finish(vm));
    }
    made_in_portions(vm, kind, [a, b], room, negative, carry, row)
}

#[cold]
fn made_in_portions(
    vm: &mut Vm,
    kind: u8,
    [a, b]: [Int; 2],
    room: usize,
    negative: bool,
    carry: u32,
    row: Row,
) -> Outcome<Value> {
    let work = Work::on(Task::Digits, a.block(), [usize::from(kind) | (b.block().0 as usize) << 3, room]);
    let mut walk = Walk::new(&vm.heap, work);
    let mut draft = match walk.progress.held.is_defined() {
        true => Draft::half_made(walk.progress.held.block(), room),
        false => {
            walk.progress.extra = carry as usize;
            Draft::raw(vm, room)?
        }
    };
    draft.negative = negative;
    walk.progress.held = draft.value();
    let most = if kind >= OF_TEXT { READ_AT_ONCE } else { DIGITS_AT_ONCE };
    while let Some((start, end)) = walk.portion(&mut vm.heap, room, most)? {
        let (out, x, y) = draft.apart(vm, &a, &b);
        let Some(out) = out.get_mut(start..end) else { break };
        walk.progress.extra = row(out, [x, y], start, walk.progress.extra as u32) as usize;
        let used = magnitude::length(out);
        if used > 0 {
            walk.progress.note = start.saturating_add(used) as u32;
        }
    }
    Ok(draft.finish_with(vm, walk.progress.note as usize))
}

/// A copy of the magnitude with so many digits more, all of them zero, for functions of the prelude.
pub fn copied(vm: &mut Vm, a: Int, more: usize) -> Outcome<Value> {
    let room = a.count().saturating_add(more);
    let mut walk = Walk::new(&vm.heap, Work::on(Task::Digits, a.block(), [more, room]));
    let draft = match walk.progress.held.is_defined() {
        true => Draft::half_made(walk.progress.held.block(), room),
        false => Draft::raw(vm, room)?,
    };
    walk.progress.held = draft.value();
    while let Some((start, end)) = walk.portion(&mut vm.heap, room, DIGITS_AT_ONCE)? {
        let (out, x, _) = draft.apart(vm, &a, &a);
        if let Some(out) = out.get_mut(start..end) {
            magnitude::add_part(out, x, &[], start, 0);
        }
    }
    Ok(draft.pause(vm))
}

/// `a + b`.
pub fn add(vm: &mut Vm, a: Int, b: Int) -> Outcome<Value> {
    if a.negative == b.negative {
        let room = a.count().max(b.count()) + 1;
        return made(vm, 0, [a, b], room, a.negative, 0, &|out, [x, y], start, carry| {
            magnitude::add_part(out, x, y, start, carry)
        });
    }
    let order = magnitudes(vm, a, b)?;
    if order == Ordering::Equal {
        return Ok(Value::ZERO);
    }
    let (more, less) = if order.is_lt() { (b, a) } else { (a, b) };
    made(vm, 1, [more, less], more.count(), more.negative, 0, &|out, [x, y], start, borrow| {
        magnitude::subtract_part(out, x, y, start, borrow)
    })
}

/// `a & b`, `a | b`, `a ^ b`.
pub fn bits(vm: &mut Vm, op: Bitwise, a: Int, b: Int) -> Outcome<Value> {
    let room = a.count().max(b.count()) + 1;
    let signs = [a.negative, b.negative];
    let (carry, negative) = bitwise::start(op, signs);
    made(vm, 2, [a, b], room, negative, carry, &|out, parts, start, carry| {
        bitwise::part(op, out, parts, signs, start, carry)
    })
}

/// `~a`.
pub fn invert(vm: &mut Vm, a: Int) -> Outcome<Value> {
    let room = a.count() + 1;
    match a.negative {
        true => made(vm, 3, [a, Int::new(1)], room, false, 0, &|out, [x, y], start, borrow| {
            magnitude::subtract_part(out, x, y, start, borrow)
        }),
        false => made(vm, 3, [a, Int::new(1)], room, true, 0, &|out, [x, y], start, carry| {
            magnitude::add_part(out, x, y, start, carry)
        }),
    }
}

/// `a`, `-a`, `abs(a)` as a plain int.
pub fn signed(vm: &mut Vm, a: Int, negative: bool) -> Outcome<Value> {
    made(vm, 4, [a, Int::new(0)], a.count(), negative, 0, &|out, [x, _], start, _| {
        magnitude::add_part(out, x, &[], start, 0)
    })
}

/// `a << bits`.
pub fn shift_left(vm: &mut Vm, a: Int, bits: usize) -> Outcome<Value> {
    let room = (bits / magnitude::LIMB_BITS).saturating_add(a.count()).saturating_add(1);
    made(vm, 5, [a, Int::new(0)], room, a.negative, 0, &|out, [x, _], start, _| {
        match out.len() == room {
            true => magnitude::shift_left(out, x, bits),
            false => magnitude::shift_left_part(out, x, bits, start),
        }
        0
    })
}

/// `a >> bits`, rounded down.
pub fn shift_right(vm: &mut Vm, a: Int, bits: usize) -> Outcome<Value> {
    let room = a.count().saturating_sub(bits / magnitude::LIMB_BITS) + 1;
    // What is lost of a number below zero makes it less.
    let lost = a.negative && low_bits(vm, a, bits)?;
    made(vm, 6, [a, Int::new(0)], room, a.negative, lost.into(), &|out, [x, _], start, carry| {
        magnitude::shift_right_part(out, x, bits, start);
        magnitude::add_small(out, carry)
    })
}

/// True if some of the lowest bits of a magnitude are set.
fn low_bits(vm: &mut Vm, a: Int, bits: usize) -> Outcome<bool> {
    let about = [1, bits];
    if let Some(known) = vm.heap.known(a.block(), about) {
        return Ok(known != 0);
    }
    let mut walk = Walk::new(&vm.heap, Work::on(Task::Search, a.block(), about));
    let (whole, rest) = (bits / magnitude::LIMB_BITS, (bits % magnitude::LIMB_BITS) as u32);
    let mut found = magnitude::limb(a.limbs(&vm.heap), whole) & !(u32::MAX << rest) != 0;
    while !found && let Some((start, end)) = walk.portion(&mut vm.heap, whole.min(a.count()), DIGITS_AT_ONCE)? {
        found = a.limbs(&vm.heap).get(start..end).is_some_and(|limbs| limbs.iter().any(|limb| *limb != 0));
    }
    walk.end(&mut vm.heap);
    if a.count() > DIGITS_AT_ONCE {
        vm.heap.learn(a.block(), about, found.into());
    }
    Ok(found)
}

/// The order of two magnitudes.
pub fn magnitudes(vm: &mut Vm, a: Int, b: Int) -> Outcome<Ordering> {
    let (count, other) = (a.count(), b.count());
    if count != other || count <= DIGITS_AT_ONCE {
        return Ok(magnitude::compare(a.limbs(&vm.heap), b.limbs(&vm.heap)));
    }
    if a.block() == b.block() {
        return Ok(Ordering::Equal);
    }
    let about = [0, b.block().0 as usize];
    if let Some(known) = vm.heap.known(a.block(), about) {
        return Ok([Ordering::Less, Ordering::Equal, Ordering::Greater].get(known).copied().unwrap_or(Ordering::Equal));
    }
    let mut walk = Walk::new(&vm.heap, Work::on(Task::Search, a.block(), about));
    let mut order = Ordering::Equal;
    while order.is_eq()
        && let Some((start, end)) = walk.portion(&mut vm.heap, count, DIGITS_AT_ONCE)?
    {
        // From the highest digit on.
        let part = count - end..count - start;
        let (x, y) = (a.limbs(&vm.heap).get(part.clone()), b.limbs(&vm.heap).get(part));
        order = magnitude::compare_alike(x.unwrap_or_default(), y.unwrap_or_default());
    }
    walk.end(&mut vm.heap);
    vm.heap.learn(a.block(), about, (order as i8 + 1) as usize);
    Ok(order)
}

/// The order of two ints.
pub fn compare(vm: &mut Vm, a: Int, b: Int) -> Outcome<Ordering> {
    match (a.negative, b.negative) {
        (true, false) => Ok(Ordering::Less),
        (false, true) => Ok(Ordering::Greater),
        (false, false) => magnitudes(vm, a, b),
        (true, true) => Ok(magnitudes(vm, a, b)?.reverse()),
    }
}

/// `hash(a)`.
pub fn hash(vm: &mut Vm, a: Int) -> Outcome<i32> {
    let count = a.count();
    let mut walk = Walk::new(&vm.heap, Work::on(Task::Search, a.block(), [2, 0]));
    while let Some((start, end)) = walk.portion(&mut vm.heap, count, DIGITS_AT_ONCE)? {
        let part = a.limbs(&vm.heap).get(count - end..count - start).unwrap_or_default();
        walk.progress.note = real::hash_part(walk.progress.note, part);
    }
    Ok(real::hash_end(walk.progress.note, a.negative))
}

/// `a.bit_count()`.
pub fn bit_count(vm: &mut Vm, a: Int) -> Outcome<usize> {
    let mut walk = Walk::new(&vm.heap, Work::on(Task::Search, a.block(), [3, 0]));
    while let Some((start, end)) = walk.portion(&mut vm.heap, a.count(), DIGITS_AT_ONCE)? {
        let part = a.limbs(&vm.heap).get(start..end).unwrap_or_default();
        walk.progress.extra = walk.progress.extra.saturating_add(magnitude::bit_count(part));
    }
    Ok(walk.progress.extra)
}

/// How many digits a number has without leading zeros.
pub fn length(vm: &mut Vm, a: Int) -> Outcome<usize> {
    let count = a.count();
    let mut walk = Walk::new(&vm.heap, Work::on(Task::Search, a.block(), [4, 0]));
    while let Some((start, end)) = walk.portion(&mut vm.heap, count, DIGITS_AT_ONCE * 4)? {
        let used = magnitude::length(a.limbs(&vm.heap).get(count - end..count - start).unwrap_or_default());
        if used > 0 {
            walk.end(&mut vm.heap);
            return Ok(count - end + used);
        }
    }
    Ok(0)
}

/// The int of digits of so many bits each.
pub fn of_bits(vm: &mut Vm, text: Text, width: u32) -> Outcome<Value> {
    let (digits, none) = (text.detached(vm), Int::new(0));
    let room = (digits.len().saturating_mul(width as usize) / magnitude::LIMB_BITS).saturating_add(1);
    made(vm, OF_TEXT, [none, none], room, false, 0, &|out, _, start, _| {
        radix::of_bits_part(out, digits, width, start);
        0
    })
}

/// The int that bytes are.
pub fn of_bytes(vm: &mut Vm, text: Text, order: Order, signed: bool) -> Outcome<Value> {
    let (digits, none) = (text.detached(vm), Int::new(0));
    let room = digits.len().div_ceil(4).max(1);
    let negative = signed && bytes::is_negative(digits, order);
    made(vm, OF_TEXT + 1, [none, none], room, negative, negative.into(), &|out, _, start, carry| {
        bytes::from_bytes_part(out, digits, order, negative, start, carry)
    })
}

/// The two's complement of an int that fits so many bytes.
pub fn to_bytes(vm: &mut Vm, a: Int, length: usize, order: Order) -> Outcome<Value> {
    let mut draft = text::Draft::new(vm, Family::Bytes, length)?;
    let lowest = if a.negative { magnitude::trailing_zeros(a.limbs(&vm.heap)).unwrap_or(0) } else { 0 };
    let mut index = draft.begin;
    while index < length {
        draft.turn(vm, index, BYTES_AT_ONCE)?;
        let mut part = [0; BYTES_AT_ONCE];
        let count = BYTES_AT_ONCE.min(length - index);
        for (place, index) in part.iter_mut().zip(index..length) {
            *place = bytes::byte(a.limbs(&vm.heap), a.negative, lowest, order.place(index, length));
        }
        draft.push(vm, part.get(..count).unwrap_or_default());
        index = index.saturating_add(count);
    }
    Ok(draft.finish(vm))
}

/// Bytes that are made in one portion.
const BYTES_AT_ONCE: usize = 64;
