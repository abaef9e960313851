//! Calls of what is called most, the short way: each function says whether it has done anything.

use super::frame::Frame;
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::types::{Native, NativeFn, TYPES, TypeId, exception, function, range};
use crate::vm::value::Value;

impl<'m> Vm<'m> {
    /// The quick way into the Python function of a bound method: the arguments make room for the object, in registers
    /// that the function's frame takes anyway. `None`: nothing has been done.
    #[inline(never)]
    pub(crate) fn call_bound(&mut self, frame: Frame<'m>, method: Value, base: u8, count: u32) -> Option<Frame<'m>> {
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
