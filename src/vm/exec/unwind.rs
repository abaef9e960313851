//! Exceptions on their way: from the frame that raised to the handler, by the side tables of the code.

use super::frame::{Retry, Return};
use super::{Exit, Link};
use crate::vm::Vm;
use crate::vm::code::{Code, Flags, Op};
use crate::vm::heap::{Kind, PENDING, Progress, Root, VM_ROOTS};
use crate::vm::limits::RECORD;
use crate::vm::raise::{Outcome, Pending, Stop};
use crate::vm::types::{TypeId, exception, generator, tuple};
use crate::vm::value::{Ref, Value};

/// How often an operation on an exception on its way is tried, with twice as much room each time.
const INSISTENCE: u32 = 8;
/// Contexts that are followed to find a circle.
const CHAIN: usize = 100;
/// In the place of the exception handled before: that of whoever resumes the generator.
const INHERITED: Value = Value::ELLIPSIS;
/// How often an instruction may fail after having done portions of its work: whether it came any further is not known.
const FAILURES: u8 = 16;
/// The collector's work between two chances for the firmware, in about instructions.
const SLICE: u32 = 2000;

impl<'m> Vm<'m> {
    /// Finds the handler of the pending exception: `None` if one was found and `self.frame` stands at it.
    pub(crate) fn unwind_all(&mut self) -> Option<Exit> {
        self.heap.drop_work();
        let mut thrown = core::mem::take(&mut self.frame.thrown);
        // What is thrown into a generator knows nothing of what the thrower handles.
        if (!thrown || self.handles_own()) && self.current_op() != Op::Reraise {
            self.chain_context();
        }
        loop {
            if self.frame.fp == 0 {
                return Some(Exit::Raised);
            }
            self.note_frame();
            let inside = !core::mem::take(&mut thrown);
            if inside
                && self.is_pending(TypeId::StopIteration)
                && matches!(self.current_op(), Op::ForNext | Op::YieldFrom)
            {
                let value = exception::stop_value(self);
                self.pending = Pending::NONE;
                match self.finish_exhausted(value) {
                    Ok(()) => return None,
                    Err(Stop::Raised) => continue,
                    Err(stop) => return self.stopped_again(stop),
                }
            }
            let code = self.code_of(self.running());
            let hidden = self.is_hidden(code);
            let code = Code::new(&self.heap, code);
            if let Some(handler) = code.handler(self.frame.ip as usize - code.first_unit()) {
                self.frame.ip = (handler + code.first_unit()) as u32;
                return None;
            }
            let fp = self.frame.fp;
            let kind = Link(self.slot(fp - 1).small_int()).kind();
            let below = self.slot(fp - RECORD - 1);
            self.clear_registers();
            self.pop_frame();
            match kind {
                Return::Host => return Some(Exit::Raised),
                Return::Generator => {
                    let kind = generator::presented(&self.heap, below.block());
                    self.end_generator(below);
                    // What a function called by `map` raises passes through it.
                    if !hidden {
                        self.forbid_stop_iteration(kind);
                    }
                }
                Return::Drop => self.forget_module(below),
                _ => {}
            }
        }
    }

    /// Clears the running frame's registers: a frame that comes to lie there would keep alive what is in them.
    fn clear_registers(&mut self) {
        for index in self.frame.fp..self.frame_end() {
            self.set_slot(index, Value::UNDEFINED);
        }
    }

    /// True for code of the prelude.
    pub(crate) fn is_hidden(&self, code: Ref) -> bool {
        Flags((self.heap.memory().word(code, super::SIGNATURE) >> 24) as u8).has(Flags::HIDDEN)
    }

    /// True if the pending exception is of a built-in class or derives from it.
    pub(crate) fn is_pending(&self, class: TypeId) -> bool {
        self.pending.is_some() && self.is_subclass(self.pending.class, Value::builtin_type(class))
    }

    /// A StopIteration that leaves a generator is a bug in it.
    fn forbid_stop_iteration(&mut self, kind: TypeId) {
        let text = match kind {
            TypeId::AsyncGenerator if self.is_pending(TypeId::StopAsyncIteration) => {
                "async generator raised StopAsyncIteration"
            }
            _ if !self.is_pending(TypeId::StopIteration) => return,
            TypeId::AsyncGenerator => "async generator raised StopIteration",
            TypeId::Coroutine => "coroutine raised StopIteration",
            _ => "generator raised StopIteration",
        };
        let cause = self.materialize_now();
        let traceback = self.pending.traceback;
        // The cause rides along as a value, where the collector sees it.
        self.raise(TypeId::RuntimeError, text, [cause.unwrap_or(Value::UNDEFINED), Value::UNDEFINED]);
        self.pending.traceback = traceback;
        let caused = cause.and_then(|_| {
            self.materialize_now()?;
            self.insist(|vm| exception::set_cause(vm, vm.pending.object, vm.pending.values[0]))?;
            self.insist(|vm| exception::set_context(vm, vm.pending.object, vm.pending.values[0]))
        });
        if caused.is_none() {
            self.pending = Pending::of(TypeId::MemoryError);
            self.pending.traceback = traceback;
        }
    }

    /// An exception raised while another one is handled remembers that one.
    fn chain_context(&mut self) {
        if !self.handled.is_some() || (self.handled.object.is_defined() && self.handled.object == self.pending.object) {
            return;
        }
        if self.materialize_now().is_none() || self.materialize_handled_now().is_none() {
            return;
        }
        let (object, handled) = (self.pending.object, self.handled.object);
        let raised = matches!(self.current_op(), Op::Raise | Op::RaiseFrom);
        if object == handled || !raised && exception::context(&self.heap, object).is_defined() {
            return;
        }
        // The chain must not come back to the exception.
        let mut last = handled;
        for _ in 0..CHAIN {
            let next = exception::context(&self.heap, last);
            if !next.is_ref() {
                break;
            }
            if next == object {
                exception::cut_context(&mut self.heap, last);
                break;
            }
            last = next;
        }
        self.insist(|vm| exception::set_context(vm, vm.pending.object, vm.handled.object));
    }

    /// Does what may want memory, the collector being run if need be; `None` if there is not enough. Blocks may move.
    fn insist<T>(&mut self, mut operation: impl FnMut(&mut Self) -> Outcome<T>) -> Option<T> {
        for attempt in 0..INSISTENCE {
            let urgent = self.heap.set_urgent(true);
            let outcome = operation(self);
            self.heap.set_urgent(urgent);
            match outcome {
                Ok(value) => return Some(value),
                Err(Stop::Memory) if attempt > 0 => self.heap.want_more(),
                Err(Stop::Memory) => {}
                Err(_) => return None,
            }
            if !self.make_room_now() {
                return None;
            }
        }
        None
    }

    /// Adds the running frame to the pending exception's traceback; without memory it is left out.
    fn note_frame(&mut self) {
        self.insist(Self::add_frame);
    }

    fn add_frame(&mut self) -> Outcome<()> {
        let function = self.running();
        let code = self.code_of(function);
        // An exception raised again has passed this frame already.
        if self.is_hidden(code) || matches!(self.current_op(), Op::Reraise | Op::RaiseAgain) {
            return Ok(());
        }
        let old = if self.pending.object.is_defined() && !self.pending.traceback.is_defined() {
            exception::traceback(&self.heap, self.pending.object)
        } else {
            self.pending.traceback
        };
        let have = if old.is_defined() && !old.is_none() {
            self.heap.memory().value(old.block(), 1).small_int() as usize
        } else {
            0
        };
        let new = self.heap.alloc(Kind::Traceback, 4 + have * 2)?;
        self.heap.write(new, 1, Value::len(have + 1).bits());
        self.heap.copy_values(old.block(), 2, new, 2, have * 2);
        self.heap.write(new, 2 + have * 2, function.bits());
        let unit = self.frame.ip as usize - Code::new(&self.heap, code).first_unit();
        self.heap.write(new, 3 + have * 2, Value::len(unit).bits());
        self.pending.traceback = Value::reference(new);
        if self.pending.object.is_defined() {
            exception::set_traceback(self, self.pending.object, Value::reference(new));
        }
        Ok(())
    }

    /// The pending exception as an object, the collector being run if need be; `None` if there is no memory at all.
    pub(crate) fn materialize_now(&mut self) -> Option<Value> {
        self.insist(Self::materialize)
    }

    pub(crate) fn materialize_handled_now(&mut self) -> Option<Value> {
        core::mem::swap(&mut self.pending, &mut self.handled);
        let object = self.materialize_now();
        core::mem::swap(&mut self.pending, &mut self.handled);
        object
    }

    /// `Op::EnterHandler`: the pending exception becomes the handled one; gives the one handled so far.
    pub(crate) fn enter_handler(&mut self) -> Outcome<Value> {
        // What the resumer of a generator handles may be another exception at the next turn.
        let inherits = self.is_generator_frame() && !self.handles_own();
        let before = if inherits { INHERITED } else { self.handled_object()? };
        if inherits {
            self.set_handles(true);
        }
        self.handled = self.pending;
        self.pending = Pending::NONE;
        Ok(before)
    }

    fn link(&self) -> Link {
        Link(self.slot(self.frame.fp - 1).small_int())
    }

    fn is_generator_frame(&self) -> bool {
        self.frame.fp != 0 && self.link().kind() == Return::Generator
    }

    /// True if the running frame is a generator's and the handled exception its own, not its resumer's.
    pub(crate) fn handles_own(&self) -> bool {
        self.is_generator_frame() && self.link().handles()
    }

    /// Says whether the running generator handles an exception of its own.
    pub(crate) fn set_handles(&mut self, handles: bool) {
        let link = self.link().with_handles(handles);
        self.set_slot(self.frame.fp - 1, Value::small(link.0));
    }

    /// The handled exception is `value` (None: there is none) from here on.
    pub(crate) fn leave_handler(&mut self, value: Value) {
        let mut value = value;
        if value == INHERITED && self.is_generator_frame() {
            value = self.heap.memory().value(self.slot(self.frame.fp - RECORD - 1).block(), generator::HANDLED);
            self.set_handles(false);
        }
        self.handled = if self.kind(value) != Some(Kind::Exception) {
            Pending::NONE
        } else {
            Pending { class: self.type_of(value), object: value, ..Pending::NONE }
        };
    }

    /// `Op::Reraise`: the handled exception goes on; the one handled is `before` again.
    pub(crate) fn reraise(&mut self, before: Value) -> Stop {
        self.pending = self.handled;
        self.leave_handler(before);
        Stop::Raised
    }

    /// `Op::RaiseAgain`: a bare `raise`.
    pub(crate) fn raise_again(&mut self) -> Stop {
        if !self.handled.is_some() {
            return self.raise(TypeId::RuntimeError, "No active exception to reraise", [Value::UNDEFINED; 2]);
        }
        self.pending = self.handled;
        Stop::Raised
    }

    /// `Op::LoadHandled`.
    pub(crate) fn handled_object(&mut self) -> Outcome<Value> {
        if !self.handled.is_some() {
            return Ok(Value::NONE);
        }
        core::mem::swap(&mut self.pending, &mut self.handled);
        let object = self.materialize();
        core::mem::swap(&mut self.pending, &mut self.handled);
        object
    }

    /// The traceback of the handled exception, or None.
    pub(crate) fn handled_traceback(&self, object: Value) -> Value {
        let traceback = exception::traceback(&self.heap, object);
        if traceback.is_defined() { traceback } else { Value::NONE }
    }

    /// `Op::JumpIfNotStopAsync`.
    pub(crate) fn handled_is_stop_async(&self) -> bool {
        self.handled.is_some() && self.is_subclass(self.handled.class, Value::builtin_type(TypeId::StopAsyncIteration))
    }

    /// `Op::JumpIfNoMatch`: whether the handled exception is of a class or of one of a tuple.
    pub(crate) fn handled_matches(&mut self, class: Value) -> Outcome<bool> {
        if self.kind(class) == Some(Kind::Tuple) {
            for index in 0..tuple::len(self, class) {
                if self.matches_one(tuple::item(self, class, index))? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        self.matches_one(class)
    }

    fn matches_one(&mut self, class: Value) -> Outcome<bool> {
        if !self.is_class(class) || !self.is_subclass(class, Value::builtin_type(TypeId::BaseException)) {
            return raise!(self, TypeError, "catching classes that do not inherit from BaseException is not allowed");
        }
        Ok(self.is_subclass(self.handled.class, class))
    }

    /// `raise value` and `raise value from cause`.
    pub(crate) fn raise_value(&mut self, value: Value, cause: Value) -> Stop {
        if self.is_class(value) && self.is_subclass(value, Value::builtin_type(TypeId::BaseException)) {
            if !cause.is_defined() && !value.is_ref() {
                self.pending = Pending { class: value, ..Pending::NONE };
                return Stop::Raised;
            }
            return self.tail_call(value, &[]);
        }
        self.raise_instance(value, cause)
    }

    /// Raises an instance.
    pub(crate) fn raise_instance(&mut self, value: Value, cause: Value) -> Stop {
        if !exception::is_instance(self, value) {
            return self.raise(TypeId::TypeError, "exceptions must derive from BaseException", [Value::UNDEFINED; 2]);
        }
        if cause.is_defined() {
            let cause = match self.cause_object(cause) {
                Ok(cause) => cause,
                Err(stop) => return stop,
            };
            if let Err(stop) = exception::set_cause(self, value, cause) {
                return stop;
            }
        }
        self.raise_object(value)
    }

    /// The object of a `from` clause: an instance, None, or a built-in class to be made an instance.
    fn cause_object(&mut self, cause: Value) -> Outcome<Value> {
        if cause.is_none() || exception::is_instance(self, cause) {
            return Ok(cause);
        }
        if self.is_class(cause) && self.is_subclass(cause, Value::builtin_type(TypeId::BaseException)) {
            return exception::make(self, cause, crate::vm::types::Args::new(&[]));
        }
        raise!(self, TypeError, "exception causes must derive from BaseException")
    }

    /// `UnboundLocalError` for a local variable.
    #[cold]
    pub(crate) fn unbound_local(&mut self, name: Value) -> Stop {
        let text = "cannot access local variable '{}' where it is not associated with a value";
        self.raise(TypeId::UnboundLocalError, text, [name, Value::UNDEFINED])
    }

    /// `NameError` for a captured variable.
    #[cold]
    pub(crate) fn unbound_free(&mut self, name: Value) -> Stop {
        let text = "cannot access free variable '{}' where it is not associated with a value in enclosing scope";
        self.raise(TypeId::NameError, text, [name, Value::UNDEFINED])
    }

    /// Lets the collector work for a while.
    pub(crate) fn collect_slice(&mut self) {
        self.collecting(|vm| {
            let _ = vm.heap.collect_step(SLICE);
        });
    }

    /// Runs a step of the collector with all roots in their places. A call to be made in place of an instruction is none:
    /// it is made at once, or the instruction starts again.
    pub(crate) fn collecting<T>(&mut self, step: impl FnOnce(&mut Self) -> T) -> T {
        // While blocks move, the running function cannot be read; the stack is as it was.
        if !self.heap.is_moving() {
            self.publish_stack();
        }
        self.lend_roots();
        let result = step(self);
        self.take_roots();
        if !self.heap.is_moving() {
            self.heap.drop_dead();
        }
        result
    }

    /// Puts the values of pending exceptions into the heap's roots.
    pub(crate) fn lend_roots(&mut self) {
        for (roots, exception) in self.heap.roots[VM_ROOTS..].chunks_mut(PENDING).zip([&self.pending, &self.handled]) {
            if exception.is_some() {
                roots.copy_from_slice(&exception.values());
            }
        }
    }

    /// Takes them back; blocks may have moved.
    pub(crate) fn take_roots(&mut self) {
        let roots = self.heap.roots[VM_ROOTS..].chunks_mut(PENDING);
        for (roots, exception) in roots.zip([&mut self.pending, &mut self.handled]) {
            if exception.is_some() {
                exception.set_values(roots);
                roots.fill(Value::UNDEFINED);
            }
        }
    }

    /// Makes room for the allocation that failed, a slice at a time; `None`: start the instruction again.
    ///
    /// An instruction that allocates twice may fail again at its second allocation. If it does so without the program
    /// having gone on in between, room for all that it took before is asked for, too. One that does its work in portions
    /// may fail some times before.
    pub(crate) fn make_room(&mut self) -> Option<Exit> {
        if self.heap.take_pause((self.frame.fp, self.frame.ip)) {
            self.heap.turns -= 1;
            self.heap.start_again(self.ticks());
            // The program has not gone on.
            self.frame.retry.granted = self.frame.retry.granted.wrapping_sub(1 + self.ticks());
            self.frame.retry.has_paused = true;
            return (self.heap.granted() <= 0).then_some(Exit::Budget);
        }
        if !self.frame.collecting {
            let granted = self.heap.granted() + self.ticks();
            let mut retry = Retry { fp: self.frame.fp, ip: self.frame.ip, granted, ..self.frame.retry };
            if retry != self.frame.retry {
                retry.failures = 0;
            } else if retry.has_paused && retry.failures < FAILURES {
                retry.failures += 1;
            } else {
                self.heap.want_more();
            }
            retry.has_paused = false;
            self.frame.retry = retry;
            self.frame.collecting = true;
        }
        loop {
            match self.collecting(|vm| vm.heap.make_room(SLICE)) {
                Progress::Done(placed) => {
                    self.frame.collecting = false;
                    self.frame.retry.granted = self.heap.granted();
                    self.heap.start_again(self.ticks());
                    return if placed { None } else { self.out_of_memory() };
                }
                Progress::More => {}
            }
            self.heap.turns -= 1;
            if self.heap.granted() <= 0 {
                return Some(Exit::Budget);
            }
        }
    }

    /// The turns that each start of the current instruction takes.
    fn ticks(&self) -> i32 {
        i32::from(matches!(
            self.current_op(),
            Op::Call | Op::CallMethod | Op::CallKeyword | Op::CallMethodKeyword | Op::CallSpread | Op::YieldFrom
        ))
    }

    /// Makes room at once, for operations of the host and for exceptions on their way.
    pub(crate) fn make_room_now(&mut self) -> bool {
        loop {
            if let Progress::Done(placed) = self.collecting(|vm| vm.heap.make_room(SLICE)) {
                return placed;
            }
        }
    }

    /// Raises MemoryError where the program stands.
    fn out_of_memory(&mut self) -> Option<Exit> {
        self.frame.collecting = false;
        self.heap.drop_work();
        self.pending = Pending::of(TypeId::MemoryError);
        self.unwind_all()
    }

    /// The stack block that a new VM starts with.
    pub(crate) fn make_stack(&mut self, words: usize) -> Outcome<Ref> {
        let stack = self.heap.alloc(Kind::Stack, words)?;
        self.heap.set_root(Root::Stack, Value::reference(stack));
        self.note_stack();
        Ok(stack)
    }
}
