//! Calls of what is called most, the short way: each function says whether it has done anything.

use super::fetch::Fetch;
use super::frame::{Frame, Link, Return};
use super::{PARAMETERS, REGISTERS, SIGNATURE};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::name;
use crate::vm::raise::Outcome;
use crate::vm::types::{Native, NativeFn, TYPES, TypeId, class, exception, function, range, tuple};
use crate::vm::value::{Ref, Value};

impl<'m> Vm<'m> {
    /// The quick way into what is neither native nor a Python function that takes just these arguments. `None`: nothing
    /// has been done.
    #[inline(never)]
    pub(crate) fn call_quick(
        &mut self,
        frame: Frame<'m>,
        callable: Value,
        base: u8,
        count: u32,
    ) -> Outcome<Option<Frame<'m>>> {
        let kind = self.heap.memory().header(callable.block());
        if kind.is(Kind::Class) {
            self.construct_quick(frame, callable, base, count)
        } else if kind.is(Kind::Function) {
            Ok(self.call_in_order(frame, callable, base, count, Value::UNDEFINED, Op::Call.length()))
        } else {
            Ok(self.call_bound(frame, callable, base, count))
        }
    }

    /// The quick way into the Python function of a bound method: the arguments make room for the object, in registers
    /// that the function's frame takes anyway. `None`: nothing has been done.
    fn call_bound(&mut self, frame: Frame<'m>, method: Value, base: u8, count: u32) -> Option<Frame<'m>> {
        let words = self.heap.words::<3>(method.block());
        let first = usize::from(base & 63) + RECORD as usize;
        let end = first + count as usize;
        let registers = frame.window.registers();
        if !words.header().is(Kind::BoundMethod) || end >= registers.len() {
            return None;
        }
        let entered = self.call_simple(frame, words.value(1), base, count + 1, 2)?;
        for index in (first..end).rev() {
            registers.get(index + 1)?.set(registers.get(index)?.get());
        }
        registers.get(first)?.set(words.get(2));
        frame.set(base, words.value(1));
        Some(entered)
    }

    /// The method of a built-in type that a bound method stands for, if it takes so many arguments: the object has been put
    /// before them. `None`: nothing has been done.
    #[inline(never)]
    pub(crate) fn bound_native(
        &self,
        frame: Frame<'m>,
        method: Value,
        base: u8,
        count: u32,
    ) -> Option<&'static Native> {
        let words = self.heap.words::<3>(method.block());
        let callable = words.value(1);
        if !words.header().is(Kind::BoundMethod) || !callable.is_method() {
            return None;
        }
        let (id, row) = callable.method_place();
        let receiver = words.value(2);
        // Instances of subclasses, and `object`'s own methods, take the long way.
        let is_own = self.type_id(receiver) as usize == id && self.payload(receiver) == receiver;
        if id == TypeId::Object as usize || !is_own {
            return None;
        }
        let row = TYPES.get(id)?.methods.get(row)?;
        if !row.takes(count as usize + 1) || function::method_binding(callable) != function::Binding::Instance {
            return None;
        }
        // Into the word before the arguments, which is free for the frame's record.
        frame.set_behind(base, 2, receiver);
        Some(row)
    }

    /// The quick way into a Python function whose arguments stand in the order of its parameters, those by keyword (the
    /// last ones, which `names` are the names of) too; defaults are put behind them, in registers that the function's frame
    /// takes anyway. `None`: nothing has been done.
    #[inline(never)]
    pub(crate) fn call_in_order(
        &mut self,
        frame: Frame<'m>,
        function: Value,
        base: u8,
        count: u32,
        names: Value,
        length: usize,
    ) -> Option<Frame<'m>> {
        let memory = self.heap.memory();
        let words = memory.words::<4>(function.block());
        let code = Ref(words.get(1));
        let (signature, shape) = (memory.words::<4>(code).get(SIGNATURE), memory.words::<4>(code).get(REGISTERS));
        let plain = shape >> 8 & 0xff;
        if !words.header().is(Kind::Function) || plain == 0xff || count > plain {
            return None;
        }
        if names.is_defined() {
            let named = memory.words::<2>(names.block()).get(1) >> 1;
            let given = count.checked_sub(named)?;
            let is_next = |index: u32| {
                memory.word(code, PARAMETERS + (given + index) as usize)
                    == memory.word(names.block(), tuple::ITEMS + index as usize)
            };
            if given < signature >> 8 & 0xff || !(0..named).all(is_next) {
                return None;
            }
        }
        if count < plain {
            let defaults = memory.block(words.block(3), 1);
            let have = memory.words::<2>(defaults).get(1) >> 1;
            let first = (usize::from(base & 63) + RECORD as usize + count as usize)..;
            let last = have.checked_sub(plain - count)?..have;
            for (register, index) in first.zip(last) {
                frame.window.registers().get(register)?.set(memory.word(defaults, tuple::ITEMS + index as usize));
            }
        }
        self.call_simple(frame, function, base, plain, length)
    }

    /// The quick way into the `__init__` of a class of Python: the new instance takes the class's register, and the
    /// arguments move up by two, in registers that the function's frame takes anyway. `None`: nothing has been done.
    fn construct_quick(&mut self, frame: Frame<'m>, class: Value, base: u8, count: u32) -> Outcome<Option<Frame<'m>>> {
        let Some(words) = class::plain_words(&self.heap, class) else { return Ok(None) };
        let Some(init) = self.class_attribute(class, name::__INIT__) else { return Ok(None) };
        let memory = self.heap.memory();
        let function = memory.words::<2>(init.block());
        let code = memory.words::<4>(Ref(function.get(1)));
        let shape = code.get(REGISTERS);
        let first = usize::from(base & 63) + RECORD as usize;
        let fp = self.frame.fp + first as u32 + 1;
        let (end, registers) = (first + count as usize, frame.window.registers());
        let is_deep = self.frame.depth >= u32::from(self.limits.depth);
        if !function.header().is(Kind::Function)
            || shape >> 8 & 0xff != count + 1
            || fp + (shape & 0xff) > self.frame.stack_words
            || is_deep
            || end + 2 > registers.len()
        {
            return Ok(None);
        }
        let Some(window) = memory.shifted(frame.window, first as i32 + 1) else { return Ok(None) };
        let instance = self.heap.alloc_here(Kind::Instance, words)?;
        self.heap.write(instance, 1, class.bits());
        for index in (first..end).rev() {
            if let (Some(from), Some(to)) = (registers.get(index), registers.get(index + 2)) {
                to.set(from.get());
            }
        }
        let link = Link::new(first as u32 + 1, Return::Init, Op::Call.length());
        window.below().set(instance.0);
        let [callable, ip, place] = window.record();
        callable.set(init.bits());
        ip.set(Value::small(frame.fetch.ip() as i32).bits());
        place.set(Value::small(link.0).bits());
        let entered = Frame { fetch: Fetch::first(code.pointer()), window };
        entered.set(0, Value::reference(instance));
        self.frame.fp = fp;
        self.frame.depth += 1;
        Ok(Some(entered))
    }

    /// What makes an object of a built-in type of positional arguments.
    #[inline(never)]
    pub(crate) fn maker(&self, class: Value) -> Option<NativeFn> {
        if exception::is_exception(class) { None } else { TYPES.get(usize::from(class.index()))?.slots.make }
    }

    /// `for … in range(…)`: the call and the `ForPrepare` behind it, without making the range. False: nothing has been done.
    #[inline(never)]
    pub(crate) fn range_loop(&self, frame: Frame<'m>, class: Value, base: u8, count: u32) -> bool {
        let mut prepare = frame.fetch;
        prepare.advance(Op::Call.length());
        let a = frame.fetch.a();
        if class != Value::builtin_type(TypeId::Range) || prepare.op() != Op::ForPrepare || prepare.a() != a {
            return false;
        }
        let Some(state) = range::walk_of(self.registers(frame, base + 3, count as usize)) else { return false };
        for (register, part) in (a..).zip(state) {
            frame.set(register, part);
        }
        true
    }
}
