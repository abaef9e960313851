//! The frame returned to finishes the interrupted instruction with the value.

use super::operator;
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::raise::Outcome;
use crate::vm::types::TypeId;
use crate::vm::value::Value;

/// True for instructions that only give a value, whatever has made it: their calls return as those of `Op::Call`.
pub(super) fn takes_result(op: Op) -> bool {
    let is_in = |first: Op, last: Op| (first as u8..=last as u8).contains(&(op as u8));
    is_in(Op::Add, Op::Invert)
        || is_in(Op::Less, Op::NotEqual)
        || is_in(Op::LoadAttr, Op::LoadAttrWide)
        || is_in(Op::LoadItem, Op::LoadItemInt)
        || is_in(Op::Call, Op::CallSpread)
}

impl Vm<'_> {
    /// Finishes the instruction that the running frame stands at with `value`, and goes behind it.
    ///
    /// If the value's truth needs Python, asks for that call: the instruction stays.
    #[inline(never)]
    pub(crate) fn finish(&mut self, value: Value) -> Outcome<()> {
        let Some(mut frame) = self.enter() else { return Ok(()) };
        let op = frame.fetch.op();
        let a = frame.fetch.a();
        match op {
            // The value decides a jump or is negated.
            Op::JumpIfTrue | Op::JumpIfFalse => {
                let truth = operator::truth(self, value)?;
                frame.fetch.branch(2, truth == (op == Op::JumpIfTrue));
            }
            Op::JumpIfLess
            | Op::JumpIfLessEqual
            | Op::JumpIfGreater
            | Op::JumpIfGreaterEqual
            | Op::JumpIfEqual
            | Op::JumpIfNotEqual
            | Op::JumpIfLessInt
            | Op::JumpIfLessEqualInt
            | Op::JumpIfGreaterInt
            | Op::JumpIfGreaterEqualInt
            | Op::JumpIfEqualInt
            | Op::JumpIfNotEqualInt => {
                let truth = operator::truth(self, value)?;
                frame.fetch.branch(3, truth != (a & 0x40 != 0));
            }
            Op::JumpIfNoMatch => {
                let truth = operator::truth(self, value)?;
                frame.fetch.branch(2, !truth);
            }
            Op::In => {
                let truth = operator::truth(self, value)?;
                frame.set(a, Value::bool(truth));
                frame.fetch.advance(op.length());
            }
            Op::Not | Op::NotIn => {
                let truth = operator::truth(self, value)?;
                frame.set(a, Value::bool(!truth));
                frame.fetch.advance(op.length());
            }
            // The value is dropped.
            Op::StoreName
            | Op::DeleteName
            | Op::StoreGlobalName
            | Op::DeleteGlobalName
            | Op::StoreAttr
            | Op::DeleteAttr
            | Op::StoreItem
            | Op::DeleteItem
            | Op::ListAppend
            | Op::ListExtend
            | Op::SetAdd
            | Op::SetUpdate
            | Op::DictSet
            | Op::DictUpdate
            | Op::DictMerge
            | Op::ImportStar
            | Op::Display => frame.fetch.advance(op.length()),
            Op::ForPrepare => {
                self.check_iterator(value)?;
                frame.set(a, value);
                frame.set(a + 1, Value::UNDEFINED);
                frame.fetch.advance(op.length());
            }
            Op::ForNext => {
                frame.set(frame.fetch.b(), value);
                frame.fetch.advance(op.length());
            }
            Op::Unpack => {
                self.unpack_items(frame, value, a, frame.fetch.c() as usize)?;
                frame.fetch.advance(op.length());
            }
            Op::UnpackStar => {
                self.unpack_star_items(frame, value)?;
                frame.fetch.advance(op.length());
            }
            Op::Raise | Op::RaiseFrom => {
                // The class has been called: this is the exception.
                let cause = if op == Op::RaiseFrom { frame.get(frame.fetch.b()) } else { Value::UNDEFINED };
                return Err(self.raise_instance(value, cause));
            }
            Op::YieldFrom => return self.yield_onwards(value),
            Op::Import => return self.import_ran(),
            Op::GetIter => {
                self.check_iterator(value)?;
                frame.set(a, value);
                frame.fetch.advance(op.length());
            }
            // The value is the result.
            _ => {
                frame.set(a, value);
                frame.fetch.advance(op.length());
            }
        }
        self.frame.ip = frame.fetch.ip();
        Ok(())
    }

    /// The iterator that the current instruction asked has ended with `value`.
    pub(crate) fn finish_exhausted(&mut self, value: Value) -> Outcome<()> {
        let Some(mut frame) = self.enter() else { return Ok(()) };
        match frame.fetch.op() {
            Op::ForNext => frame.fetch.jump(2),
            Op::YieldFrom => {
                frame.set(frame.fetch.a(), value);
                frame.fetch.advance(2);
            }
            _ => {
                return Err(
                    self.raise_with(TypeId::StopIteration, if value.is_none() { Value::UNDEFINED } else { value })
                );
            }
        }
        self.frame.ip = frame.fetch.ip();
        Ok(())
    }
}
