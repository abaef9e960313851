//! Generators and coroutines: a frame that lies in a block of its own while it is suspended.
//!
//! Resuming copies the registers to the stack above the running frame, yielding copies them back; in between nothing
//! distinguishes the frame from any other. The word below its record is the generator.

use super::fetch::Fetch;
use super::frame::{Frame, Link, Return};
use super::{Exit, call::Site};
use crate::vm::Vm;
use crate::vm::code::{Flags, Op};
use crate::vm::heap::{Header, Kind};
use crate::vm::limits::{RECORD, WINDOW};
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::generator::{self, FINISHED, FUNCTION, HANDLED, REGISTERS, RUNNING, START, STATE};
use crate::vm::types::{self, TypeId};
use crate::vm::value::{Ref, Value};
use core::cell::Cell;

/// Copies registers, as many as both have.
#[inline(always)]
fn copy_registers(from: &[Cell<u32>], to: &[Cell<u32>]) {
    for (from, to) in from.iter().zip(to) {
        to.set(from.get());
    }
}

impl<'m> Vm<'m> {
    /// A call that makes a generator, its arguments at stack word `fp`.
    pub(crate) fn new_generator(&mut self, function: Value, fp: u32, count: u32, names: Value) -> Outcome<Value> {
        let code = self.code_of(function);
        let slots = self.frame_slots(code);
        // The block first: once the arguments have been put in their places nothing may fail.
        let block = self.heap.alloc_here(Kind::Generator, REGISTERS + slots as usize)?;
        self.heap.init(block, FUNCTION, function);
        self.heap.init(block, STATE, START);
        self.heap.init(block, HANDLED, Value::NONE);
        self.bind_arguments(function, fp, count, names)?;
        let parameters = generator::parameters(&self.heap, code);
        for index in 0..parameters {
            let value = self.slot(fp + index);
            self.heap.init(block, REGISTERS + index as usize, value);
        }
        Ok(Value::reference(block))
    }

    /// True for a generator that has returned or raised.
    pub(crate) fn generator_finished(&self, generator: Value) -> bool {
        self.heap.value(generator.block(), STATE) == FINISHED
    }

    /// `Op::ForNext` over a generator: opens its frame, or goes to the loop's end.
    pub(crate) fn next_generator(&mut self, generator: Value) -> Outcome<()> {
        if self.generator_finished(generator) {
            return self.finish_exhausted(Value::NONE);
        }
        self.resume(generator, Value::NONE, Value::UNDEFINED)
    }

    /// `Op::ForNext` over a generator that stands at a `yield`, the short way; `None`: nothing has been done.
    #[inline(never)]
    pub(crate) fn resume_simple(&mut self, frame: Frame<'m>, generator: Ref) -> Option<Frame<'m>> {
        let memory = self.heap.memory();
        let words = memory.near_cells::<REGISTERS>(Value::reference(generator))?;
        let state = Value::from_bits(words[STATE].get());
        if !state.is_small() || words[HANDLED].get() != Value::NONE.bits() || self.handled.is_some() {
            return None;
        }
        let function = words[FUNCTION].get();
        let code = memory.words::<4>(Ref(memory.words::<2>(Ref(function)).get(1)));
        let slots = (code.get(super::REGISTERS) & 0xff) as usize;
        let distance = (frame.fetch.word(super::REGISTERS) & 0xff) + 1 + RECORD;
        let fp = self.frame.fp + distance;
        let is_deep = self.frame.depth >= u32::from(self.limits.depth);
        if fp + slots as u32 > self.frame.stack_words || slots > WINDOW || is_deep {
            return None;
        }
        let mut fetch = Fetch::at(code.pointer(), state.small_int() as u32);
        let sent = match fetch.op() {
            Op::Yield => fetch.a(),
            Op::YieldFrom => fetch.b(),
            _ => return None,
        };
        let window = memory.shifted(frame.window, distance as i32)?;
        copy_registers(memory.few_cells(generator, REGISTERS, slots), window.registers());
        let record = window.record();
        record[0].set(function);
        record[1].set(Value::small(frame.fetch.ip() as i32).bits());
        record[2].set(Value::small(Link::new(distance, Return::Generator, 0).0).bits());
        window.below().set(generator.0);
        words[STATE].set(RUNNING.bits());
        self.frame.fp = fp;
        self.frame.depth += 1;
        if fetch.op() == Op::Yield {
            fetch.advance(Op::Yield.length());
        }
        let entered = Frame { fetch, window };
        entered.set(sent, Value::NONE);
        Some(entered)
    }

    /// `Op::Yield` to a loop over the generator, the short way; `None`: nothing has been done.
    #[inline(never)]
    pub(crate) fn yield_simple(&mut self, frame: Frame<'m>, value: Value) -> Option<Frame<'m>> {
        let memory = self.heap.memory();
        let record = frame.window.record();
        let link = Link(Value::from_bits(record[2].get()).small_int());
        let is_async = frame.fetch.word(super::SIGNATURE) >> 24 & u32::from(Flags::COROUTINE) != 0;
        if link.kind() != Return::Generator || is_async || self.handled.is_some() {
            return None;
        }
        let window = memory.shifted(frame.window, -(link.distance() as i32))?;
        let function = Ref(window.record()[0].get());
        let code = memory.words::<2>(Ref(memory.words::<2>(function).get(1)));
        let mut fetch = Fetch::at(code.pointer(), Value::from_bits(record[1].get()).small_int() as u32);
        let generator = Value::from_bits(frame.window.below().get());
        let words = memory.near_cells::<REGISTERS>(generator)?;
        let generator = generator.block();
        let slots = (frame.fetch.word(super::REGISTERS) & 0xff) as usize;
        let header = Header(words[0].get());
        let is_own = header.is(Kind::Generator) && words[FUNCTION].get() == record[0].get();
        let is_plain = is_own && words[HANDLED].get() == Value::NONE.bits();
        if fetch.op() != Op::ForNext || !is_plain || slots > WINDOW {
            return None;
        }
        if header.is_black() {
            self.heap.touch(generator);
        }
        copy_registers(frame.window.registers(), memory.few_cells(generator, REGISTERS, slots));
        words[STATE].set(Value::small(frame.fetch.ip() as i32).bits());
        self.frame.fp -= link.distance();
        self.frame.depth -= 1;
        let item = fetch.b();
        fetch.advance(Op::ForNext.length());
        let entered = Frame { fetch, window };
        entered.set(item, value);
        Some(entered)
    }

    /// The internal call that resumes a generator: one argument is sent, two are no value and an exception to throw.
    pub(crate) fn resume_call(&mut self, generator: Value, site: Site) -> Outcome<Option<Value>> {
        if site.kind == Return::Call {
            let class = self.type_of(generator);
            return raise!(self, TypeError, "'{}' object is not callable", class);
        }
        let args = self.site_args(site);
        let (sent, thrown) = (args.get(0), args.get(1));
        self.resume(generator, sent, thrown)?;
        Ok(None)
    }

    /// Opens the generator's frame above the running one, and sends or throws into it.
    fn resume(&mut self, generator: Value, sent: Value, thrown: Value) -> Outcome<()> {
        let block = generator.block();
        let state = self.heap.memory().value(block, STATE);
        if state == RUNNING {
            return raise!(self, ValueError, "{} already executing", self.type_of(generator));
        }
        if state == FINISHED {
            return match thrown.is_defined() {
                true => Err(self.raise_object(thrown)),
                false => self.resume_finished(generator),
            };
        }
        if state == START && !thrown.is_defined() && !sent.is_none() {
            return raise!(self, TypeError, "can't send non-None value to a just-started {}", self.type_of(generator));
        }
        let outer = self.handled_object()?;
        let function = self.heap.memory().value(block, FUNCTION);
        let slots = self.frame_slots(self.code_of(function));
        let end = self.frame_end();
        let fp = end + 1 + RECORD;
        self.reserve(fp + slots)?;
        self.set_slot(end, generator);
        self.push_frame(function, fp, Return::Generator, 0)?;
        let stack = self.stack();
        self.heap.copy_stack(block, REGISTERS, stack, fp as usize, slots as usize);
        self.heap.set(block, STATE, RUNNING);
        let handled = self.heap.memory().value(block, HANDLED);
        if !handled.is_none() {
            self.leave_handler(handled);
            self.set_handles(true);
        }
        self.heap.set(block, HANDLED, outer);
        if state == START {
            if thrown.is_defined() {
                self.frame.thrown = true;
                return Err(self.raise_object(thrown));
            }
            return Ok(());
        }
        self.frame.ip = state.small_int() as u32;
        self.deliver(sent, thrown)
    }

    /// A coroutine must not be awaited twice; a finished generator is just at its end.
    fn resume_finished(&mut self, generator: Value) -> Outcome<()> {
        if self.type_id(generator) == TypeId::Coroutine {
            return raise!(self, RuntimeError, "cannot reuse already awaited coroutine");
        }
        self.finish_exhausted(Value::NONE)
    }

    /// Gives what was sent to the instruction at which the frame was suspended, or throws there.
    fn deliver(&mut self, sent: Value, thrown: Value) -> Outcome<()> {
        let Some(mut frame) = self.enter() else { return Ok(()) };
        if thrown.is_defined() {
            if frame.fetch.op() == Op::YieldFrom {
                let inner = frame.get(frame.fetch.a());
                return Err(self.throw_onwards(inner, thrown));
            }
            self.frame.thrown = true;
            return Err(self.raise_object(thrown));
        }
        match frame.fetch.op() {
            Op::YieldFrom => frame.set(frame.fetch.b(), sent),
            _ => {
                frame.set(frame.fetch.a(), sent);
                frame.fetch.advance(2);
                self.frame.ip = frame.fetch.ip();
            }
        }
        Ok(())
    }

    /// An exception thrown into a frame that awaits `inner` goes to that one first.
    fn throw_onwards(&mut self, inner: Value, thrown: Value) -> Stop {
        let class = self.type_of(thrown);
        let closing = self.is_subclass(class, Value::builtin_type(TypeId::GeneratorExit));
        if self.kind(inner) == Some(Kind::Generator) {
            if closing {
                return self.instead_prelude(Prelude::CloseAndRaise, &[inner, thrown]);
            }
            return self.tail_call(inner, &[Value::UNDEFINED, thrown]);
        }
        let class = self.type_of(inner);
        if closing {
            return self.instead_prelude(Prelude::CloseAndRaise, &[inner, thrown]);
        }
        match self.class_attribute(class, name::THROW) {
            Some(method) => self.tail_call(method, &[inner, thrown]),
            None => {
                self.frame.thrown = true;
                self.raise_object(thrown)
            }
        }
    }

    /// `Op::Yield`: suspends the running frame and gives the value to the instruction that resumed it.
    pub(crate) fn yield_value(&mut self, value: Value) -> Outcome<Option<Exit>> {
        let generator = self.slot(self.frame.fp - RECORD - 1);
        let value = generator::yielded(self, generator, value)?;
        loop {
            let own = if self.handles_own() { self.handled_object()? } else { Value::NONE };
            self.suspend(own);
            if self.current_op() != Op::YieldFrom {
                return self.finish(value).map(|()| None);
            }
        }
    }

    /// Copies the running frame into its generator and closes it.
    fn suspend(&mut self, own: Value) {
        let fp = self.frame.fp;
        let block = self.slot(fp - RECORD - 1).block();
        let slots = self.frame_slots(self.code_of(self.running()));
        self.heap.touch(block);
        let stack = self.stack();
        self.heap.copy_stack(stack, fp as usize, block, REGISTERS, slots as usize);
        self.heap.set_raw(block, STATE, Value::small(self.frame.ip as i32).bits());
        let outer = self.heap.value(block, HANDLED);
        self.heap.set(block, HANDLED, own);
        self.leave_handler(outer);
        self.pop_frame();
    }

    /// A generator's frame has been closed.
    pub(crate) fn end_generator(&mut self, generator: Value) {
        let block = generator.block();
        let outer = self.heap.value(block, HANDLED);
        self.leave_handler(outer);
        self.heap.set(block, STATE, FINISHED);
        self.heap.set(block, HANDLED, Value::NONE);
        let words = self.heap.size(block) / 4;
        for index in REGISTERS..words {
            self.heap.set_raw(block, index, Value::UNDEFINED.bits());
        }
    }

    /// A generator has returned `value`: the instruction that resumed it is at its end.
    pub(crate) fn generator_returned(&mut self, generator: Value, value: Value) -> Outcome<()> {
        if self.type_id(generator) == TypeId::AsyncGenerator {
            return Err(self.raise(TypeId::StopAsyncIteration, "", [Value::UNDEFINED; 2]));
        }
        self.finish_exhausted(value)
    }

    /// `Op::YieldFrom`: sends into the iterator it delegates to.
    pub(crate) fn yield_from(&mut self, frame: Frame<'m>) -> Outcome<()> {
        let (iterator, sent) = (frame.get(frame.fetch.a()), frame.get(frame.fetch.b()));
        if sent.is_none()
            && self.heap.header(iterator.block()).is(Kind::Iterator)
            && let Some(value) = types::iterator::step(&mut self.heap, iterator.block())
        {
            return match self.yield_simple(frame, value) {
                Some(entered) => {
                    self.frame.ip = entered.fetch.ip();
                    Ok(())
                }
                None => self.yield_onwards(value),
            };
        }
        if self.kind(iterator) == Some(Kind::Generator) {
            if self.generator_finished(iterator) && self.type_id(iterator) != TypeId::Coroutine {
                return self.finish_exhausted(Value::NONE);
            }
            return Err(self.tail_call(iterator, &[sent]));
        }
        if !sent.is_none() {
            let class = self.type_of(iterator);
            return match self.class_attribute(class, name::SEND) {
                Some(method) => {
                    let (method, bound) = self.bind_special(method, iterator)?;
                    Err(if bound { self.tail_call(method, &[iterator, sent]) } else { self.tail_call(method, &[sent]) })
                }
                None => self.no_attribute(iterator, Value::name(name::SEND)),
            };
        }
        match self.next_of(iterator)? {
            Some(value) => self.yield_onwards(value),
            None => self.finish_exhausted(Value::NONE),
        }
    }

    /// The iterator that the running frame delegates to has yielded: the frame yields the value.
    pub(crate) fn yield_onwards(&mut self, value: Value) -> Outcome<()> {
        self.yield_value(value).map(|_| ())
    }

    /// `Op::GetYieldFromIter`.
    pub(crate) fn yield_from_iterator(&mut self, value: Value) -> Outcome<Value> {
        if self.kind(value) == Some(Kind::Generator) {
            return Ok(value);
        }
        super::operator::iterator(self, value)
    }

    /// `Op::GetAwaitable`.
    pub(crate) fn awaitable(&mut self, value: Value) -> Outcome<Value> {
        if self.kind(value) == Some(Kind::Generator) && self.type_id(value) != TypeId::Generator {
            return Ok(value);
        }
        if self.is_marked_awaitable(value) {
            return Ok(value);
        }
        let class = self.type_of(value);
        match self.class_attribute(class, name::__AWAIT__) {
            Some(method) => {
                let (method, bound) = self.bind_special(method, value)?;
                Err(if bound { self.tail_call(method, &[value]) } else { self.tail_call(method, &[]) })
            }
            None => raise!(self, TypeError, "object {} can't be used in 'await' expression", class),
        }
    }

    /// Generators that the asyncio module makes to be awaited.
    fn is_marked_awaitable(&self, value: Value) -> bool {
        self.kind(value) == Some(Kind::Generator)
            && generator::presented(&self.heap, value.block()) != TypeId::Generator
    }

    /// `Op::GetAsyncIter`.
    pub(crate) fn async_iterator(&mut self, value: Value) -> Outcome<Value> {
        if self.type_id(value) == TypeId::AsyncGenerator {
            return Ok(value);
        }
        let class = self.type_of(value);
        match self.class_attribute(class, name::__AITER__) {
            Some(method) => {
                let (method, bound) = self.bind_special(method, value)?;
                Err(if bound { self.tail_call(method, &[value]) } else { self.tail_call(method, &[]) })
            }
            None => raise!(self, TypeError, "'async for' requires an object with __aiter__ method, got {}", class),
        }
    }

    /// `Op::GetAsyncNext`.
    pub(crate) fn async_next(&mut self, value: Value) -> Outcome<Value> {
        if self.type_id(value) == TypeId::AsyncGenerator {
            return generator::async_step(self, value, Value::NONE, Value::UNDEFINED);
        }
        let class = self.type_of(value);
        match self.class_attribute(class, name::__ANEXT__) {
            Some(method) => {
                let (method, bound) = self.bind_special(method, value)?;
                Err(if bound { self.tail_call(method, &[value]) } else { self.tail_call(method, &[]) })
            }
            None => raise!(self, TypeError, "'async for' requires an iterator with __anext__ method, got {}", class),
        }
    }
}
