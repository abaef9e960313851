//! Instructions, labels, lines and the regions of the exception table.

use super::frame::{Frame, Task};
use super::scratch::Table;
use super::{Done, Work};
use crate::vm::code::op::Op;

/// No variable is unbound: the state of what cannot be reached.
pub(super) const ALL_BOUND: u64 = u64::MAX;
/// The end of a chain of jumps: a chain goes through their operands.
const CHAIN_END: u32 = 0xffff;
/// In a chain: the operand is the third unit of its instruction, not the second.
const THIRD: u32 = 0x8000;
/// The flag of fused comparisons: jump if false.
pub(super) const IF_FALSE: u8 = 0x40;
/// The flag of arithmetic in place.
pub(super) const IN_PLACE: u8 = 0x40;
/// The flag of a result that only one instruction takes: of arithmetic, another arithmetic one; of a slice, the next one.
pub(super) const ONE_TAKER: u8 = 0x40;
/// A region that is not open.
pub(super) const CLOSED: u32 = u32::MAX;
/// Marks the handler of an entry that has not been placed.
const UNPLACED: u32 = 0x8000;
/// Temporaries end here.
const WINDOW: u8 = 64;

impl Work<'_, '_> {
    /// The unit that is emitted next, from the start of the code.
    #[inline(never)]
    pub(super) fn here(&self) -> u32 {
        self.state.code - self.state.unit.code
    }

    /// The unit that is emitted next, which something will refer to.
    #[inline(never)]
    pub(super) fn mark_here(&mut self) -> u32 {
        self.state.unit.barrier = self.here();
        self.here()
    }

    /// Adds a code unit.
    #[inline(never)]
    pub(super) fn emit_unit(&mut self, unit: u16) {
        let index = self.state.code;
        self.set_code_unit(index, unit);
        self.state.code += 1;
        debug_assert!(self.is_within_limits(), "a task emitted more than it may");
    }

    /// Emits the operand bytes of an instruction.
    #[inline(never)]
    pub(super) fn emit(&mut self, op: Op, a: u8, b: u8, c: u8) {
        if self.state.unit.dead {
            return;
        }
        self.write_line();
        self.emit_unit(u16::from_le_bytes([op as u8, a]));
        if op.operand_bytes() > 1 {
            self.emit_unit(u16::from_le_bytes([b, c]));
        }
        if matches!(op, Op::Return | Op::ReturnNone | Op::Raise | Op::RaiseFrom | Op::RaiseAgain | Op::Reraise) {
            self.kill();
        }
    }

    /// Emits an instruction with a 16-bit operand.
    #[inline(never)]
    pub(super) fn emit_wide(&mut self, op: Op, a: u8, b: u8, c: u8, operand: u16) {
        if !self.state.unit.dead {
            self.emit(op, a, b, c);
            self.emit_unit(operand);
        }
    }

    /// Writes the line table up to the current line, if it has changed.
    fn write_line(&mut self) {
        if !self.state.options.lines {
            return;
        }
        let here = self.here();
        let unit = &self.state.unit;
        let mut lines = unit.line.wrapping_sub(unit.line_written) as i32;
        if lines == 0 {
            return;
        }
        let mut units = here - unit.line_unit;
        // What does not fit is caught up with later.
        while lines != 0 && self.has_line_room() {
            let part = lines.clamp(-128, 127);
            if units > 254 {
                self.push_line_byte(255);
                self.push_line_byte(0);
                units -= 254;
            } else {
                self.push_line_byte(units as u8);
                self.push_line_byte(part as i8 as u8);
                units = 0;
                lines -= part;
            }
        }
        let unit = &mut self.state.unit;
        unit.line_unit = here - units;
        unit.line_written = unit.line.wrapping_sub(lines as u32);
    }

    /// Pushes a label that nothing jumps to yet.
    #[inline(never)]
    pub(super) fn push_label(&mut self) -> u32 {
        self.push_label_bound(ALL_BOUND)
    }

    /// Pushes a label where no more than `bound` can be bound.
    #[inline(never)]
    pub(super) fn push_label_bound(&mut self, bound: u64) -> u32 {
        let (y, z) = (bound as u32, (bound >> 32) as u32);
        self.push(Frame { x: CHAIN_END, y, z, ..Frame::new(Task::Label) })
    }

    /// What is bound at a label.
    #[inline(never)]
    pub(super) fn label_bound(&self, label: u32) -> u64 {
        let frame = self.frame(label);
        u64::from(frame.y) | u64::from(frame.z) << 32
    }

    /// Sets what is bound at a label.
    #[inline(never)]
    pub(super) fn set_label_bound(&mut self, label: u32, bound: u64) {
        self.change(label, |frame| (frame.y, frame.z) = (bound as u32, (bound >> 32) as u32));
    }

    /// Emits a jump to a label.
    #[inline(never)]
    pub(super) fn jump(&mut self, op: Op, a: u8, b: u8, label: u32) {
        if self.state.unit.dead {
            return;
        }
        self.emit(op, a, b, 0);
        let here = self.here() | if op.operand_bytes() > 1 { THIRD } else { 0 };
        let frame = self.frame(label);
        self.emit_unit(frame.x as u16);
        self.change(label, |frame| frame.x = here);
        let bound = self.label_bound(label) & self.state.unit.bound;
        self.set_label_bound(label, bound);
        if op == Op::Jump {
            self.kill();
        }
    }

    /// Emits a jump back to a unit.
    #[inline(never)]
    pub(super) fn loop_to(&mut self, top: u32) {
        if self.state.unit.dead {
            return;
        }
        let start = self.here();
        let top_units = [self.code_unit(self.state.unit.code + top), self.code_unit(self.state.unit.code + top + 1)];
        let [[op, state], [item, _]] = top_units.map(u16::to_le_bytes);
        let is_for = op == Op::ForNext as u8;
        if is_for {
            self.emit(Op::ForLoop, state, item, 0);
        } else {
            self.emit(Op::Loop, 0, 0, 0);
        }
        let target = if is_for { top + Op::ForNext.length() as u32 } else { top };
        self.emit_unit(target.wrapping_sub(start) as u16);
        self.kill();
    }

    /// Binds a label here: patches the jumps to it and merges what is bound. The label is empty afterwards.
    #[inline(never)]
    pub(super) fn bind(&mut self, label: u32) {
        let frame = self.frame(label);
        if frame.x == CHAIN_END {
            return;
        }
        let mut first = frame.x;
        if self.drop_last_jump(first) {
            first = u32::from(self.code_unit(self.state.code + 1));
        }
        let (base, here) = (self.state.unit.code, self.here());
        self.state.unit.barrier = here;
        let mut link = first;
        while link != CHAIN_END {
            let (operand, back) = (link & !THIRD, if link & THIRD != 0 { 2 } else { 1 });
            link = u32::from(self.code_unit(base + operand));
            self.set_code_unit(base + operand, (here - operand + back) as u16);
        }
        let bound = self.label_bound(label);
        let unit = &mut self.state.unit;
        unit.bound = if unit.dead { bound } else { unit.bound & bound };
        unit.dead = false;
        self.change(label, |frame| (frame.x, frame.y, frame.z) = (CHAIN_END, u32::MAX, u32::MAX));
    }

    /// Drops the instruction just emitted if it is a jump whose operand is at `operand`, to this place.
    fn drop_last_jump(&mut self, operand: u32) -> bool {
        let here = self.here();
        if operand + 1 != here || self.state.unit.barrier == here || !self.state.unit.dead {
            return false;
        }
        let [op, _] = self.code_unit(self.state.code - 2).to_le_bytes();
        if op != Op::Jump as u8 {
            return false;
        }
        self.state.code -= 2;
        true
    }

    /// Takes the next free register.
    #[inline(never)]
    pub(super) fn temporary(&mut self) -> Done<u8> {
        let register = self.state.unit.top;
        self.set_top(register.saturating_add(1))?;
        Ok(register)
    }

    /// Takes `count` registers in a row.
    pub(super) fn temporaries(&mut self, count: u8) -> Done<u8> {
        let register = self.state.unit.top;
        self.set_top(register.saturating_add(count))?;
        Ok(register)
    }

    /// Sets the next free register.
    #[inline(never)]
    pub(super) fn set_top(&mut self, top: u8) -> Done {
        if top > WINDOW {
            return self.fail_here("expression is too complex");
        }
        self.state.unit.top = top;
        self.state.unit.peak = self.state.unit.peak.max(top);
        Ok(())
    }

    /// True if a register is a variable's.
    pub(super) fn is_local(&self, register: u8) -> bool {
        register < self.state.unit.fixed
    }

    /// Says that the local in a register has a value.
    pub(super) fn mark_bound(&mut self, register: u8) {
        self.state.unit.bound |= 1 << (register & 63);
    }

    /// What is bound when an exception may have come from anywhere after this point.
    pub(super) fn surely_bound(&self) -> u64 {
        self.state.unit.bound & !self.state.unit.deletable
    }

    /// Opens the region of a block here.
    pub(super) fn open_region(&mut self, block: u32) {
        let here = self.mark_here();
        self.change(block, |frame| frame.y = here);
    }

    /// Ends the open region of a block here; its handler `which` is placed later.
    pub(super) fn close_region(&mut self, block: u32, which: u32) {
        self.close_region_at(block, which, self.here());
    }

    /// As `close_region`; the region ended at unit `end`.
    #[inline(never)]
    pub(super) fn close_region_at(&mut self, block: u32, which: u32, end: u32) {
        self.add_region(self.frame(block).y, end, block, which);
        self.change(block, |frame| frame.y = CLOSED);
    }

    /// Adds a region whose handler is placed later.
    pub(super) fn add_region(&mut self, start: u32, end: u32, block: u32, which: u32) {
        if start < end {
            self.state.unit.barrier = self.here();
            let at = self.state.handlers * 2;
            self.put(Table::Handlers, at, start | end << 16);
            self.put(Table::Handlers, at + 1, UNPLACED | block << 1 | which);
            self.state.handlers += 1;
        }
    }

    /// Takes the regions of a block back that have no handler yet.
    pub(super) fn drop_regions(&mut self, block: u32) {
        let mut kept = self.state.unit.handlers;
        for entry in self.state.unit.handlers..self.state.handlers {
            let words = [self.get(Table::Handlers, entry * 2), self.get(Table::Handlers, entry * 2 + 1)];
            if words[1] & !1 != UNPLACED | block << 1 {
                self.put(Table::Handlers, kept * 2, words[0]);
                self.put(Table::Handlers, kept * 2 + 1, words[1]);
                kept += 1;
            }
        }
        self.state.handlers = kept;
    }

    /// Places handler `which` of a block here, with `bound` bound; false if no region needs it.
    pub(super) fn place_handler(&mut self, block: u32, which: u32, bound: u64) -> bool {
        let (mut found, here) = (false, self.mark_here());
        for entry in self.state.unit.handlers..self.state.handlers {
            if self.get(Table::Handlers, entry * 2 + 1) == UNPLACED | block << 1 | which {
                self.put(Table::Handlers, entry * 2 + 1, here);
                found = true;
            }
        }
        if found {
            self.state.unit.bound = bound;
            self.state.unit.dead = false;
        }
        found
    }

    /// The task of an instruction that is emitted when its operands are there; `top`: the next free register after it.
    #[inline(never)]
    pub(super) fn push_emit(&mut self, op: Op, operands: [u8; 3], wide: u32, top: u8) {
        let [a, b, c] = operands;
        let x = u32::from_le_bytes([op as u8, a, b, c]);
        let z = self.state.unit.line;
        self.push(Frame { a: top, x, y: wide, z, ..Frame::new(Task::Emit) });
    }

    /// Emits the instruction of a task.
    pub(super) fn emit_task(&mut self, frame: Frame) {
        let [op, a, b, c] = frame.x.to_le_bytes();
        let op = Op::decode(op);
        self.state.unit.line = frame.z;
        if !self.state.unit.dead {
            self.emit(op, a, b, c);
            for index in 0..op.operand_units().min(2) {
                self.emit_unit((frame.y >> (index * 16)) as u16);
            }
        }
        if frame.a != 0xff {
            self.state.unit.top = frame.a;
        }
    }
}
