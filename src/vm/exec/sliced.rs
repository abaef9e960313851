//! `object[start:stop:step]` where only the next instruction wants the slice: it is not made.

use super::frame::Frame;
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::raise::Outcome;
use crate::vm::types::equality::items_of;
use crate::vm::types::{list, slice, tuple};
use crate::vm::value::{Ref, Value};

/// Start, stop and step of a slice, None for those that are left out.
type Parts = [Option<isize>; 3];

/// Where a part of a slice of step 1 leads in so many items; -1 if it is neither None nor a small int.
#[inline(always)]
fn place(value: Value, left_out: i32, len: i32) -> i32 {
    if value.is_none() {
        return left_out;
    } else if !value.is_small() {
        return -1;
    }
    let index = value.small_int();
    if index < 0 { index.wrapping_add(len).max(0) } else { index.min(len) }
}

/// A part of a slice, if it is None or a small int.
fn part(value: Value) -> Option<Option<isize>> {
    if value.is_none() { Some(None) } else { value.as_small().map(|int| Some(int as isize)) }
}

impl<'m> Vm<'m> {
    /// `Op::BuildSlice` and the instruction behind it, which alone takes the slice: of a list, a tuple, a text or bytes to
    /// be read, of a list to be written. False: nothing has been done.
    #[inline(never)]
    pub(crate) fn slice_at_once(&mut self, frame: Frame<'m>) -> Outcome<bool> {
        let mut next = frame.fetch;
        next.advance(Op::BuildSlice.length());
        let (a, first) = (frame.fetch.a() & 63, frame.fetch.b());
        let step = if frame.fetch.c() == 3 { frame.get_behind(first, 2) } else { Value::NONE };
        let is_load = next.op() == Op::LoadItem && next.c() & 63 == a;
        let is_store = next.op() == Op::StoreItem && next.b() & 63 == a;
        if step.is_none() && (is_load || is_store) {
            let object = frame.get(if is_load { next.b() } else { next.a() });
            if let Some((block, is_list, len)) = self.run_of_items(object) {
                let start = place(frame.get(first), 0, len);
                let stop = place(frame.get_behind(first, 1), len, len);
                let count = stop.wrapping_sub(start);
                if is_store {
                    let value = frame.get(next.c());
                    if !is_list || start < 0 || stop < 0 || object == value || self.run_of_items(value).is_none() {
                        return Ok(false);
                    }
                    list::set_run(&mut self.heap, object, start as usize, count.max(0) as usize, value)?;
                    return Ok(true);
                }
                // A whole tuple is its own slice.
                if start >= 0 && count > 0 && (is_list || count < len) {
                    let from = list::ITEMS + start as usize;
                    let part = match is_list {
                        true => list::from_block(self, block, from, count as usize)?,
                        false => tuple::from_block(self, block, from, count as usize)?,
                    };
                    frame.set(next.a(), part);
                    return Ok(true);
                }
            }
        }
        let (Some(start), Some(stop), Some(step)) =
            (part(frame.get(first)), part(frame.get_behind(first, 1)), part(step))
        else {
            return Ok(false);
        };
        let parts = [start, stop, step];
        match next.op() {
            Op::LoadItem if next.c() & 63 == a => match self.load_part(frame.get(next.b()), parts)? {
                Some(part) => frame.set(next.a(), part),
                None => return Ok(false),
            },
            Op::StoreItem if next.b() & 63 == a => {
                return self.store_part(frame.get(next.a()), parts, frame.get(next.c()));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The block that holds the items of a list or a tuple, whether it is a list's, and their number.
    #[inline(always)]
    fn run_of_items(&self, object: Value) -> Option<(Ref, bool, i32)> {
        let memory = self.heap.memory();
        let words = memory.near::<2>(object)?;
        let is_list = words.header().is(Kind::List);
        let block = if is_list {
            words.value(1)
        } else if words.header().is(Kind::Tuple) {
            object
        } else {
            return None;
        };
        Some((block.block(), is_list, memory.near::<2>(block)?.get(1) as i32 >> 1))
    }

    fn load_part(&mut self, object: Value, parts: Parts) -> Outcome<Option<Value>> {
        let kind = self.heap.memory().header(object.block());
        if kind.is(Kind::List) || kind.is(Kind::Tuple) {
            let (block, first, len) = items_of(&self.heap, object);
            let Some(steps) = slice::steps_of(parts, len) else { return Ok(None) };
            let from = first.wrapping_add_signed(steps.start);
            return if steps.step == 1 && kind.is(Kind::List) {
                list::from_block(self, block, from, steps.count).map(Some)
            } else if steps.step == 1 && steps.count < len {
                tuple::from_block(self, block, from, steps.count).map(Some)
            } else if kind.is(Kind::List) {
                list::from_steps(self, (block, first), steps).map(Some)
            } else {
                Ok(None)
            };
        }
        if !(kind.is(Kind::Str) || kind.is(Kind::LongStr) || kind.is(Kind::Bytes) || object.is_name()) {
            return Ok(None);
        }
        let Some(text) = self.text(object).filter(|text| text.narrow) else { return Ok(None) };
        match slice::steps_of(parts, text.len()) {
            Some(steps) if steps.step != 1 => text.stepped(self, steps).map(Some),
            Some(steps) if steps.count == text.len() => Ok(Some(object)),
            Some(steps) => text.part(steps.start as usize, steps.start as usize + steps.count).value(self).map(Some),
            None => Ok(None),
        }
    }

    fn store_part(&mut self, object: Value, parts: Parts, value: Value) -> Outcome<bool> {
        let kind = self.heap.memory().header(value.block());
        let is_run = self.heap.memory().header(object.block()).is(Kind::List)
            && (kind.is(Kind::List) || kind.is(Kind::Tuple))
            && object != value;
        match slice::steps_of(parts, list::len(&self.heap, object.block())) {
            Some(steps) if is_run && steps.step == 1 => {
                list::set_run(&mut self.heap, object, steps.start as usize, steps.count, value).map(|()| true)
            }
            _ => Ok(false),
        }
    }
}
