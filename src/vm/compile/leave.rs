//! `return`, `break` and `continue`, and the blocks they leave on their way.

use super::emit::{CLOSED, IF_FALSE};
use super::frame::{Frame, Task};
use super::unit::UnitKind;
use super::variable::Place;
use super::{Done, Work};
use crate::vm::code::Flags;
use crate::vm::code::op::Op;
use crate::vm::name::Name;
use crate::vm::syntax::{Argument, Kind, Node};

/// Why blocks are left.
pub(super) const RETURN: u8 = 1;
const BREAK: u8 = 2;
const CONTINUE: u8 = 3;
/// The value's register of a return without a value.
pub(super) const NO_VALUE: u8 = 0xff;

/// Where a `try` statement is: its body.
pub(super) const BODY: u8 = 0;
/// Its except clauses; of a finally block, its finally suite.
pub(super) const HANDLERS: u8 = 1;
/// Its else suite.
pub(super) const ELSE: u8 = 2;
/// Flag of a block's `c`: its region was closed on the way out.
const TO_REOPEN: u8 = 0x80;

impl Work<'_, '_> {
    pub(super) fn return_statement(&mut self, node: Node) -> Done {
        if matches!(self.state.unit.kind, UnitKind::Module | UnitKind::Class) {
            return self.fail("'return' outside function", Argument::None, node);
        }
        let block = self.state.unit.block;
        self.check_star_suite(node)?;
        let value = self.tree().child(node, 0).filter(|value| self.tree().kind(*value) != Kind::None);
        if value.is_some()
            && self.state.unit.flags & (Flags::GENERATOR | Flags::COROUTINE) == Flags::GENERATOR | Flags::COROUTINE
        {
            return self.fail("'return' with value in async generator", Argument::None, node);
        }
        self.push_release();
        self.push(Frame { x: block, ..Frame::new(Task::Reopen) });
        let leave = Frame { a: RETURN, b: NO_VALUE, x: block, z: self.state.unit.line, ..Frame::new(Task::Leave) };
        let Some(value) = value else {
            self.push(leave);
            return Ok(());
        };
        if self.leaves_only_loops() {
            let value = self.operand(value, false, None)?;
            self.push(Frame { b: value.register, ..leave });
            self.push_operand(value);
        } else {
            let register = match self.finally_register() {
                Some(register) => register,
                None => self.temporary()?,
            };
            self.push(Frame { b: register, ..leave });
            self.push_into(value, register);
        }
        Ok(())
    }

    /// The register of a returned value, if a finally suite is the first thing that a return comes to.
    fn finally_register(&self) -> Option<u8> {
        let mut at = self.state.unit.block;
        while self.frame(at).task == Task::Loop {
            at = self.frame(at).z;
        }
        let mut frame = self.frame(at);
        // A body without except clauses, right inside.
        if frame.task == Task::Try && frame.b == BODY {
            frame = self.frame(frame.z);
        }
        (frame.task == Task::Finally && frame.b == BODY).then_some(frame.a + 1)
    }

    fn leaves_only_loops(&self) -> bool {
        let mut block = self.state.unit.block;
        while block != 0 {
            let frame = self.frame(block);
            if frame.task != Task::Loop {
                return false;
            }
            block = frame.z;
        }
        true
    }

    /// An `except*` suite cannot be left.
    fn check_star_suite(&mut self, node: Node) -> Done {
        let mut block = self.state.unit.block;
        let is_return = self.tree().kind(node) == Kind::Return;
        while block != 0 {
            let frame = self.frame(block);
            if frame.task == Task::Suite && frame.b != 0 {
                let text = "'break', 'continue' and 'return' cannot appear in an except* block";
                return self.fail(text, Argument::None, node);
            }
            if frame.task == Task::Loop && !is_return {
                return Ok(());
            }
            block = frame.z;
        }
        Ok(())
    }

    pub(super) fn break_or_continue(&mut self, node: Node, kind: Kind) -> Done {
        let mut block = self.state.unit.block;
        while block != 0 && self.frame(block).task != Task::Loop {
            block = self.frame(block).z;
        }
        if block == 0 {
            let text = if kind == Kind::Break { "'break' outside loop" } else { "'continue' not properly in loop" };
            return self.fail(text, Argument::None, node);
        }
        self.check_star_suite(node)?;
        let (a, x, z) =
            (if kind == Kind::Break { BREAK } else { CONTINUE }, self.state.unit.block, self.state.unit.line);
        self.push(Frame { x, ..Frame::new(Task::Reopen) });
        self.push(Frame { a, b: NO_VALUE, x, z, ..Frame::new(Task::Leave) });
        Ok(())
    }

    /// Leaves block `frame.x`, then those around it, as far as the reason goes.
    pub(super) fn leave(&mut self, frame: Frame) -> Done {
        self.state.unit.line = frame.z;
        let (at, why, value) = (frame.x, frame.a, frame.b);
        if at == 0 {
            match value {
                NO_VALUE => self.emit(Op::ReturnNone, 0, 0, 0),
                _ => self.emit(Op::Return, value, 0, 0),
            }
            self.kill();
            return Ok(());
        }
        let block = self.frame(at);
        let next = Frame { x: block.z, ..frame };
        match block.task {
            Task::Loop => match why {
                BREAK => self.jump(Op::Jump, 0, 0, at - 2),
                CONTINUE => self.loop_to(block.x),
                _ => {
                    self.push(next);
                }
            },
            Task::Try => {
                let end = self.mark_here();
                if block.b == HANDLERS {
                    self.emit(Op::LeaveHandler, block.a, 0, 0);
                }
                self.suspend_region(at, block.b, end);
                self.push(next);
            }
            Task::Suite => {
                let end = self.mark_here();
                self.drop_name(Name::from_bits(block.x))?;
                self.suspend_region(at, 0, end);
                self.push(next);
            }
            Task::Finally if block.b == BODY => self.leave_to_finally(at, why, value),
            Task::Finally => {
                let end = self.mark_here();
                self.suspend_region(at, 1, end);
                let label = self.push_label();
                self.jump(Op::JumpIfEqualInt, block.a | IF_FALSE, 0xff, label);
                self.emit(Op::LeaveHandler, block.a + 1, 0, 0);
                self.bind(label);
                self.state.stack -= 1;
                self.push(next);
            }
            Task::With => self.leave_with(at, block, next)?,
            _ => {
                self.push(next);
            }
        }
        Ok(())
    }

    /// Goes to a finally suite, which knows by its registers how to go on.
    fn leave_to_finally(&mut self, at: u32, why: u8, value: u8) {
        let register = self.frame(at).a;
        if value != NO_VALUE && value != register + 1 {
            self.emit(Op::Move, register + 1, value, 0);
        } else if why == RETURN && value == NO_VALUE {
            self.emit(Op::LoadNone, register + 1, 0, 0);
        }
        self.emit_wide(Op::LoadInt, register, 0, 0, why.into());
        self.jump(Op::Jump, 0, 0, at - 1);
        self.change(at, |frame| frame.c |= 1 << why);
    }

    /// A bare `raise`. Right in an except suite it leaves the suite; elsewhere something may catch the exception.
    pub(super) fn raise_again(&mut self) -> Done {
        let mut at = self.state.unit.block;
        while self.frame(at).task == Task::Loop && at != 0 {
            at = self.frame(at).z;
        }
        let frame = self.frame(at);
        let in_suite = at != 0 && frame.task == Task::Suite && frame.b == 0;
        let in_clause = at != 0 && frame.task == Task::Try && frame.b == HANDLERS;
        if !in_suite && !in_clause {
            self.emit(Op::RaiseAgain, 0, 0, 0);
            return Ok(());
        }
        let x = self.state.unit.block;
        self.push(Frame { x, ..Frame::new(Task::Reopen) });
        let end = self.mark_here();
        if in_suite {
            self.drop_name(Name::from_bits(frame.x))?;
            self.suspend_region(at, 0, end);
        }
        self.suspend_region(if in_suite { frame.z } else { at }, HANDLERS, end);
        self.emit(Op::Reraise, frame.a, 0, 0);
        Ok(())
    }

    /// Calls the exit function of a with block, on top of everything in use.
    fn leave_with(&mut self, at: u32, block: Frame, next: Frame) -> Done {
        let top = self.state.unit.top;
        self.set_top(top.saturating_add(6))?;
        let end = self.mark_here();
        self.suspend_region(at, 0, end);
        self.emit(Op::Move, top, block.a, 0);
        for register in top + 3..top + 6 {
            self.emit(Op::LoadNone, register, 0, 0);
        }
        self.emit(Op::Call, top, top, 3);
        self.push(next);
        self.push(Frame { a: top, ..Frame::new(Task::Release) });
        if block.b != 0 {
            self.push(Frame { a: top, ..Frame::new(Task::Await) });
        }
        Ok(())
    }

    /// Ends a block's region at unit `end`, for a while.
    fn suspend_region(&mut self, at: u32, which: u8, end: u32) {
        if self.frame(at).y != CLOSED {
            self.close_region_at(at, which.into(), end);
            self.change(at, |frame| frame.c |= TO_REOPEN);
        }
    }

    /// Opens the regions again that were suspended, from block `at` outwards.
    pub(super) fn reopen(&mut self, mut at: u32) {
        while at != 0 {
            let frame = self.frame(at);
            if frame.c & TO_REOPEN != 0 {
                self.open_region(at);
                self.change(at, |frame| frame.c &= !TO_REOPEN);
            }
            at = frame.z;
        }
    }

    /// Makes sure that `drop_name` needs no memory, reachable or not.
    pub(super) fn reserve_drop(&mut self, name: Name) -> Done {
        let (before, dead) = (self.checkpoint(), core::mem::replace(&mut self.state.unit.dead, false));
        let done = self.drop_name(name);
        let values = self.state.values;
        self.restore(before);
        self.state.values = values;
        debug_assert_eq!(self.state.unit.dead, dead);
        done
    }

    /// Deletes the name of an except suite, which may have been deleted already.
    pub(super) fn drop_name(&mut self, name: Name) -> Done {
        if name.bits() == 0 {
            return Ok(());
        }
        if !matches!(self.place(name), Place::Register(..) | Place::Cell(_)) {
            let top = self.state.unit.top;
            let register = self.temporary()?;
            self.emit(Op::LoadNone, register, 0, 0);
            self.store_name(name, register)?;
            self.state.unit.top = top;
        }
        self.delete_name(name, true)
    }
}
