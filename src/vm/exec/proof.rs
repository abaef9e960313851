//! What must be true of a program that comes from elsewhere, beyond what is true of its blocks: functions have code that
//! is proven and globals that it finds its variables in; frames lie on the stack and stand at instructions.

use super::frame::Link;
use crate::vm::Vm;
use crate::vm::code::Code;
use crate::vm::code::listing::Instruction;
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::types::code::{has_slots, slots_of};
use crate::vm::types::generator;
use crate::vm::value::{Ref, Value};

/// The bits of a link that are the collector's.
const EPOCH: i32 = 3 << 28;

impl Vm<'_> {
    /// Proves functions, generators and frames of a heap whose blocks are proven.
    pub(crate) fn prove_frames(&mut self) -> Result<(), &'static str> {
        let mut at = Ref::NONE;
        while let Some(function) = self.heap.next_of_kind(at, Kind::Function) {
            let (code, globals) = (self.heap.block(function, 1), self.heap.block(function, 2));
            let slots = if globals.is_some() { slots_of(&self.heap, globals) } else { 0 };
            let captured = Code::new(&self.heap, code).captured();
            if !has_slots(self, code, slots) || 4 + captured > self.heap.size(function) / 4 {
                return Err("a function has code that is not in order");
            }
            at = function;
        }
        at = Ref::NONE;
        while let Some(block) = self.heap.next_of_kind(at, Kind::Generator) {
            let code = self.code_of(self.heap.value(block, generator::FUNCTION));
            let state = self.heap.value(block, generator::STATE);
            let slots = self.frame_slots(code) as usize;
            let is_known = [generator::START, generator::RUNNING, generator::FINISHED].contains(&state);
            let has_room = generator::REGISTERS + slots <= self.heap.size(block) / 4 || state == generator::FINISHED;
            if !has_room || !is_known && !self.is_instruction(code, state) {
                return Err("a generator is not in order");
            }
            at = block;
        }
        self.prove_stack()
    }

    /// The frames from the running one down. What the collector has noted in their records is void.
    fn prove_stack(&mut self) -> Result<(), &'static str> {
        let wrong = Err("a frame is not in order");
        let (mut fp, mut ip, mut depth) = (self.frame.fp, Value::small(self.frame.ip as i32), 0);
        let mut end = self.frame.stack_words;
        while fp != 0 {
            let function = if fp > RECORD && fp < end { self.slot(fp - RECORD) } else { Value::UNDEFINED };
            if self.kind(function) != Some(Kind::Function) {
                return wrong;
            }
            let code = self.code_of(function);
            if fp + self.frame_slots(code) > end || !self.is_instruction(code, ip) {
                return wrong;
            }
            let link = self.slot(fp - 1);
            self.set_slot(fp - 1, Value::small(link.small_int() & !EPOCH));
            let distance = Link(link.small_int()).distance();
            if !link.is_small() || distance < RECORD || distance > fp {
                return wrong;
            }
            (ip, depth) = (self.slot(fp - 2), depth + 1);
            // A call's arguments may lie in its caller's frame; the caller's own registers end below or in this one.
            (end, fp) = (self.frame.stack_words, fp - distance);
        }
        if depth == self.frame.depth { Ok(()) } else { wrong }
    }

    /// True for the place of an instruction of a code block, in half-words from its start.
    fn is_instruction(&self, code: Ref, place: Value) -> bool {
        let (code, Some(place)) = (Code::new(&self.heap, code), place.as_small()) else { return false };
        let Some(wanted) = (place as usize).checked_sub(code.first_unit()) else { return false };
        let mut unit = 0;
        while unit < wanted.min(code.unit_count()) {
            unit = Instruction::at(code, unit).end;
        }
        unit == wanted && unit < code.unit_count()
    }
}
