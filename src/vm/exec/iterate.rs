//! Loops and unpacking: the state of a `for`, `next`, and taking iterables apart.

use super::frame::Frame;
use super::operator::iterator;
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::types::{self, TypeId, list, range, tuple};
use crate::vm::value::Value;

impl<'m> Vm<'m> {
    /// True for what `iter()` takes.
    fn iterates(&self, value: Value) -> bool {
        let class = self.type_of(value);
        if self.is_instance(value) && self.class_attribute(class, name::__ITER__).is_some_and(|method| method.is_ref())
        {
            return true;
        }
        let payload = self.payload(value);
        self.kind(payload) == Some(Kind::Generator)
            || self.slots(payload).iter.is_some()
            || self.class_attribute(class, name::__GETITEM__).is_some()
    }

    /// `Op::ListExtend`: `[*items]`, `f(*items)`.
    #[inline(never)]
    pub(crate) fn spread_items(&mut self, frame: Frame<'m>) -> Outcome<()> {
        let (target, items) = (frame.get(frame.fetch.a()), frame.get(frame.fetch.b()));
        if self.kind(target) != Some(Kind::List) {
            return raise!(self, TypeError, "'{}' object is not a list", self.type_of(target));
        }
        if matches!(self.kind(items), Some(Kind::List | Kind::Tuple)) || self.iterates(items) {
            return list::extend(self, target, items);
        }
        // The only unpacked argument of a call: the call comes next, with the list in its fourth register.
        let mut next = frame.fetch;
        next.advance(Op::ListExtend.length());
        if next.op() == Op::Undefine {
            next.advance(Op::Undefine.length());
        }
        let alone = next.op() == Op::CallSpread
            && next.b().wrapping_add(3) == frame.fetch.a()
            && list::len(&self.heap, target.block()) == 0;
        let function = if alone { frame.get(next.b()) } else { Value::NONE };
        Err(self.instead_prelude(Prelude::NotSpread, &[items, function]))
    }

    /// Makes registers `a`, `a+1`, `a+2` the state of a loop over `a`.
    ///
    /// A range of small ints becomes next value, count and step; a list or tuple stays with an index; the rest becomes an
    /// iterator, and the second register has no value.
    #[inline(never)]
    pub(crate) fn for_prepare(&mut self, frame: Frame<'m>, a: u8) -> Outcome<()> {
        let source = frame.get(a);
        let block = source.block();
        match self.kind_here(source) {
            Some(Kind::Range) => {
                if let Some(state) = range::walk(&self.heap, block) {
                    for (part, int) in (0..).zip(state) {
                        frame.set(a + part, Value::small(int));
                    }
                    return Ok(());
                }
            }
            Some(Kind::List | Kind::Tuple) => {
                frame.set(a + 1, Value::ZERO);
                return Ok(());
            }
            Some(Kind::Generator) if !matches!(self.type_id(source), TypeId::Coroutine | TypeId::AsyncGenerator) => {
                frame.set(a + 1, Value::UNDEFINED);
                return Ok(());
            }
            _ => {}
        }
        let iterator = iterator(self, source)?;
        self.check_iterator(iterator)?;
        frame.set(a, iterator);
        frame.set(a + 1, Value::UNDEFINED);
        Ok(())
    }

    /// `iter()` must give something with `__next__`.
    pub(crate) fn check_iterator(&mut self, iterator: Value) -> Outcome<()> {
        if self.kind(iterator) == Some(Kind::Generator) || self.slots(iterator).next.is_some() {
            return Ok(());
        }
        let class = self.type_of(iterator);
        match self.class_attribute(class, name::__NEXT__) {
            Some(_) => Ok(()),
            None => raise!(self, TypeError, "iter() returned non-iterator of type '{}'", class),
        }
    }

    /// The next value of the loop state at `a`, which is no range of small ints.
    #[inline]
    pub(crate) fn for_next(&mut self, frame: Frame<'m>, a: u8) -> Outcome<Option<Value>> {
        let (source, index) = (frame.get(a), frame.get(a + 1));
        if index.is_small() {
            let position = index.small_int() as usize;
            let words = self.heap.words::<2>(source.block());
            let value = if words.header().is(Kind::List) {
                list::item(&self.heap, source.block(), position)
            } else {
                tuple::get(&self.heap, source.block(), position)
            };
            if value.is_some() {
                frame.set(a + 1, Value::len(position + 1));
            }
            return Ok(value);
        }
        let block = source.block();
        if self.heap.memory().header(block).is(Kind::Iterator)
            && let Some(item) = types::iterator::step(&mut self.heap, block)
        {
            return Ok(Some(item));
        }
        self.next_of(source)
    }

    /// `Op::ForNext` with the `Op::Unpack` behind it, which alone wants the item: the parts go right to its registers.
    /// False: nothing has been done.
    #[inline(never)]
    pub(crate) fn next_parts(&mut self, frame: Frame<'m>) -> bool {
        let mut unpack = frame.fetch;
        unpack.advance(Op::ForNext.length());
        let source = frame.get(frame.fetch.a()).block();
        if unpack.op() != Op::Unpack || !self.heap.memory().header(source).is(Kind::Iterator) {
            return false;
        }
        let first = (unpack.a() & 63) as usize;
        let parts = frame.window.registers().get(first..first + unpack.c() as usize);
        parts.is_some_and(|parts| types::iterator::step_parts(&mut self.heap, source, parts))
    }

    /// `next(iterator)`: `None` at the end. Frames it must open it asks for with `Stop::Tail`.
    #[inline(never)]
    pub(crate) fn next_of(&mut self, iterator: Value) -> Outcome<Option<Value>> {
        if self.heap.memory().header(iterator.block()).is(Kind::Iterator) {
            return types::iterator::next(self, iterator);
        }
        if self.kind(iterator) == Some(Kind::Generator) {
            if self.generator_finished(iterator) {
                return Ok(None);
            }
            return Err(self.tail_call(iterator, &[Value::NONE]));
        }
        if let Some(next) = self.slots(iterator).next {
            return next(self, iterator);
        }
        let class = self.type_of(iterator);
        match self.class_attribute(class, name::__NEXT__) {
            Some(method) => {
                let (method, bound) = self.bind_special(method, iterator)?;
                Err(if bound { self.tail_call(method, &[iterator]) } else { self.tail_call(method, &[]) })
            }
            None => raise!(self, TypeError, "'{}' object is not an iterator", class),
        }
    }

    /// `Op::Unpack` of a list or tuple of the right length; false: nothing has been done.
    #[inline]
    pub(crate) fn unpack_quick(&self, frame: Frame<'m>) -> bool {
        let (first, count) = (frame.fetch.a(), frame.fetch.c());
        let mut items = frame.get(frame.fetch.b()).block();
        let mut words = self.heap.words::<2>(items);
        if words.header().is(Kind::List) {
            items = words.block(1);
            words = self.heap.words::<2>(items);
        } else if !words.header().is(Kind::Tuple) {
            return false;
        }
        if words.get(1) != Value::small(count.into()).bits() {
            return false;
        }
        for index in 0..count {
            frame.set(first + index, self.heap.memory().value(items, 2 + index as usize));
        }
        true
    }

    /// `Op::Unpack`.
    #[inline(never)]
    pub(crate) fn unpack(&mut self, frame: Frame<'m>, source: Value) -> Outcome<()> {
        let (first, count) = (frame.fetch.a(), frame.fetch.c() as usize);
        match self.kind_here(source) {
            Some(Kind::List | Kind::Tuple) => {}
            _ => {
                let items = self.items_for_unpack(source, count)?;
                return self.unpack_items(frame, items, first, count);
            }
        }
        self.unpack_items(frame, source, first, count)
    }

    /// A list of the items of any iterable; `Stop::Tail` where Python must run.
    fn items_for_unpack(&mut self, source: Value, count: usize) -> Outcome<Value> {
        if self.slots(self.payload(source)).iter.is_none()
            && !self.is_instance(source)
            && self.kind(source) != Some(Kind::Generator)
        {
            return raise!(self, TypeError, "cannot unpack non-iterable {} object", self.type_of(source));
        }
        if self.kind(source) == Some(Kind::Generator) || self.is_instance(source) {
            return Err(self.instead_prelude(Prelude::UnpackItems, &[source, Value::len(count)]));
        }
        list::from_iterable(self, source)
    }

    pub(crate) fn unpack_items(&mut self, frame: Frame<'m>, items: Value, first: u8, count: usize) -> Outcome<()> {
        let len = list::sequence_len(self, items);
        if len < count {
            return raise!(
                self,
                ValueError,
                "not enough values to unpack (expected {}, got {})",
                Value::len(count),
                Value::len(len)
            );
        }
        if len > count {
            return raise!(self, ValueError, "too many values to unpack (expected {})", Value::len(count));
        }
        for index in 0..count {
            frame.set(first + index as u8, list::sequence_item(self, items, index));
        }
        Ok(())
    }

    /// `Op::UnpackStar`.
    #[inline(never)]
    pub(crate) fn unpack_star(&mut self, frame: Frame<'m>, source: Value) -> Outcome<()> {
        let items = match self.kind(source) {
            Some(Kind::List | Kind::Tuple) => list::slice_of_sequence(self, source, 0, usize::MAX)?,
            _ => self.items_for_unpack(source, usize::MAX >> 8)?,
        };
        self.unpack_star_items(frame, items)
    }

    /// Unpacks a list that nobody else has: the rest stays in it. Takes no memory, since the source may be used up.
    pub(crate) fn unpack_star_items(&mut self, frame: Frame<'m>, items: Value) -> Outcome<()> {
        let (first, counts) = (frame.fetch.a(), frame.fetch.c() as usize);
        let (before, after) = (counts & 15, counts >> 4);
        let len = list::sequence_len(self, items);
        if len < before + after {
            return raise!(
                self,
                ValueError,
                "not enough values to unpack (expected at least {}, got {})",
                Value::len(before + after),
                Value::len(len)
            );
        }
        for index in 0..before {
            frame.set(first + index as u8, list::sequence_item(self, items, index));
        }
        for index in 0..after {
            frame.set(first + (before + 1 + index) as u8, list::sequence_item(self, items, len - after + index));
        }
        list::keep_part(&mut self.heap, items.block(), before, len - after);
        frame.set(first + before as u8, items);
        Ok(())
    }
}
