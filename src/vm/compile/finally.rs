//! `finally`: one suite for all ways to it. A register says how it was come to.
//!
//! | why | then |
//! |--|--|
//! | 0 | the statement is over |
//! | 1, 2, 3 | return (the value is in the next register), break, continue |
//! | -1 | the exception is raised again (the next register has the one handled before) |
//!
//! Frames: the release of temporaries, the labels of the end and of the suite, the block. The label of the end keeps
//! what is bound when the suite is come to without exception.

use super::frame::{Frame, Task};
use super::leave::{BODY, HANDLERS, NO_VALUE, RETURN};
use super::{Done, Work};
use crate::vm::code::op::Op;

/// Flag of the block's `c`: the suite can be come to by falling into it.
const NORMAL: u8 = 1;
/// `why`: an exception.
const RAISED: u8 = 0xff;

impl Work<'_, '_> {
    /// Pushes the block of a try statement that may have a finally.
    pub(super) fn finally_header(&mut self, bound: u64) -> Done {
        self.push_release();
        let why = self.temporaries(2)?;
        self.push_label();
        self.push_label_bound(bound);
        let y = self.mark_here();
        self.push_block(Frame { a: why, b: BODY, y, ..Frame::new(Task::Finally) })?;
        Ok(())
    }

    /// No finally came: its block has been for nothing.
    pub(super) fn abandon_finally(&mut self) {
        let at = self.state.unit.block;
        let frame = self.frame(at);
        // The block of this statement lies right below the frames of its try.
        if at != 0 && frame.task == Task::Finally && frame.b == BODY && at + 4 == self.state.stack {
            self.drop_regions(at);
            self.change(at, |frame| frame.task = Task::Nothing);
            self.state.unit.block = frame.z;
        }
    }

    /// `finally:`
    pub(super) fn finally_clause(&mut self) -> Done {
        let at = self.state.stack;
        let frame = self.frame(at);
        let finally = frame.z;
        self.end_try(at, frame)?;
        self.change(finally, |frame| frame.task = Task::FinallyOpen);
        Ok(())
    }

    /// The suite begins.
    pub(super) fn finally_open(&mut self, frame: Frame) {
        let at = self.push(Frame { task: Task::Finally, b: HANDLERS, ..frame });
        let (after, suite) = (at - 2, at - 1);
        self.close_region(at, 0);
        let mut flags = frame.c;
        if !self.state.unit.dead {
            let bound = self.state.unit.bound;
            self.set_label_bound(after, bound);
            flags |= NORMAL;
            self.emit_wide(Op::LoadInt, frame.a, 0, 0, 0);
        }
        let bound = self.label_bound(suite);
        self.bind(suite);
        // The way by an exception, whose code follows the suite.
        let unit = &mut self.state.unit;
        unit.bound &= bound;
        unit.dead = false;
        let here = self.mark_here();
        self.change(at, |frame| (frame.c, frame.x, frame.y) = (flags, here, here));
    }

    /// The suite is over.
    pub(super) fn finally_end(&mut self) {
        let at = self.state.stack;
        self.change(at, |frame| frame.task = Task::FinallyClose);
    }

    /// After the suite: goes on as it was come to.
    pub(super) fn finally_close(&mut self, frame: Frame) {
        let at = self.state.stack + 1;
        let after = at - 2;
        self.close_region(at, 1);
        self.state.unit.block = frame.z;
        if frame.c & NORMAL != 0 && !self.state.unit.dead {
            let unit = &self.state.unit;
            let bound = self.label_bound(after) & !unit.deletable | unit.bound;
            self.jump(Op::JumpIfEqualInt, frame.a, 0, after);
            self.set_label_bound(after, bound);
        }
        let handlers = Frame { a: frame.a, x: frame.x, y: at, ..Frame::new(Task::FinallyHandlers) };
        self.push(handlers);
        let exit = Frame { a: frame.a, b: RETURN, c: frame.c, x: frame.z, ..Frame::new(Task::FinallyExit) };
        self.push(exit);
    }

    /// Way out number `frame.b` and those after it; then the exception.
    pub(super) fn finally_exit(&mut self, frame: Frame) {
        let why = frame.b;
        if why > 3 || self.state.unit.dead {
            self.emit(Op::Reraise, frame.a + 1, 0, 0);
            return;
        }
        self.push(Frame { b: why + 1, ..frame });
        if frame.c >> why & 1 == 0 {
            return;
        }
        let next = self.push_label();
        self.jump(Op::JumpIfEqualInt, frame.a | super::emit::IF_FALSE, why, next);
        self.push(Frame { x: frame.x, ..Frame::new(Task::Reopen) });
        let value = if why == RETURN { frame.a + 1 } else { NO_VALUE };
        let z = self.state.unit.line;
        self.push(Frame { a: why, b: value, x: frame.x, z, ..Frame::new(Task::Leave) });
    }

    /// The handlers of the body and of the suite.
    pub(super) fn finally_handlers(&mut self, frame: Frame) -> Done {
        let (why, saved, at) = (frame.a, frame.a + 1, frame.y);
        let top = self.state.unit.top;
        let register = self.temporary()?;
        if self.place_handler(at, 0, 0) {
            self.emit(Op::EnterHandler, saved, 0, 0);
            self.emit_wide(Op::LoadInt, why, 0, 0, u16::MAX);
            self.loop_to(frame.x);
        }
        if self.place_handler(at, 1, 0) {
            self.emit(Op::EnterHandler, register, 0, 0);
            let raised = self.push_label();
            self.jump(Op::JumpIfEqualInt, why, RAISED, raised);
            self.emit(Op::Reraise, register, 0, 0);
            self.bind(raised);
            self.state.stack -= 1;
            self.emit(Op::Reraise, saved, 0, 0);
        }
        self.state.unit.top = top;
        Ok(())
    }
}
