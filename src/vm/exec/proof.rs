//! What must be true of a program that comes from elsewhere, beyond what is true of its blocks: functions have code that
//! is proven and globals that it finds its variables in; frames lie on the stack and stand at instructions.

use super::frame::{Link, Return};
use crate::vm::Vm;
use crate::vm::code::listing::Instruction;
use crate::vm::code::verify::ends;
use crate::vm::code::{Code, Op};
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::types::code::{has_slots, slots_of};
use crate::vm::types::{generator, tuple};
use crate::vm::value::{FLASH, Ref, Value};

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
            let finds_globals = match code.is_firmware() {
                true => self.globals_of_image(code) <= slots,
                false => has_slots(self, code, slots),
            };
            if !finds_globals || 4 + captured > self.heap.size(function) / 4 {
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
            let is_suspended =
                || self.instruction(code, state).is_some_and(|found| matches!(found.op, Op::Yield | Op::YieldFrom));
            if !has_room || !is_known && !is_suspended() {
                return Err("a generator is not in order");
            }
            at = block;
        }
        self.prove_stack()
    }

    /// The globals that code of a standard module finds by number; none for that of the prelude.
    fn globals_of_image(&self, code: Ref) -> usize {
        let image = Ref(code.0 & 0xff00_0000);
        if image.0 == FLASH { 0 } else { tuple::len(self, self.heap.value(image, 1)) }
    }

    /// The frames from the running one down. What the collector has noted in their records is void.
    fn prove_stack(&mut self) -> Result<(), &'static str> {
        let wrong = Err("a frame is not in order");
        let (mut fp, mut place, mut depth) = (self.frame.fp, Value::small(self.frame.ip as i32), 0);
        let mut called = None;
        while fp != 0 {
            let is_inside = fp > RECORD && fp < self.frame.stack_words;
            let function = if is_inside { self.slot(fp - RECORD) } else { Value::UNDEFINED };
            if self.kind(function) != Some(Kind::Function) {
                return wrong;
            }
            let code = self.code_of(function);
            let Some(instruction) = self.instruction(code, place) else { return wrong };
            let link = self.slot(fp - 1);
            self.set_slot(fp - 1, Value::small(link.small_int() & !EPOCH));
            let distance = Link(link.small_int()).distance();
            let returns = called.is_none_or(|link| can_return(link, &instruction));
            let fits = fp + self.frame_slots(code) <= self.frame.stack_words && distance >= RECORD && distance <= fp;
            if !link.is_small() || !returns || !fits {
                return wrong;
            }
            called = Some(Link(link.small_int()));
            (place, depth, fp) = (self.slot(fp - 2), depth + 1, fp - distance);
        }
        if depth == self.frame.depth { Ok(()) } else { wrong }
    }

    /// The instruction at a place of a code block, in half-words from its start; `None` if none starts there.
    fn instruction(&self, code: Ref, place: Value) -> Option<Instruction> {
        let code = Code::new(&self.heap, code);
        let wanted = (place.as_small()? as usize).checked_sub(code.first_unit())?;
        let mut unit = 0;
        while unit < wanted.min(code.unit_count()) {
            unit = Instruction::at(code, unit).end;
        }
        (unit == wanted && unit < code.unit_count()).then(|| Instruction::at(code, unit))
    }
}

/// True if a frame with a link can return to an instruction.
fn can_return(link: Link, instruction: &Instruction) -> bool {
    let (op, length) = (instruction.op, instruction.end - instruction.start);
    match link.kind() {
        Return::Host | Return::Drop => true,
        _ if matches!(op, Op::Raise | Op::RaiseFrom) => link.length() == 0,
        _ => !ends(op) && length == op.length() && (link.length() == 0 || link.length() == length),
    }
}
