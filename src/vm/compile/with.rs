//! `with`: each item is a block of its own.
//!
//! Registers: the exit function, then the exception handled before.
//! Frames: the release of temporaries, the labels of the end and of the handler (which keeps what is bound there), the
//! block.

use super::frame::{Frame, Task};
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::name;
use crate::vm::syntax::tree::ASYNC;
use crate::vm::syntax::{Argument, Node};

/// Frames of an item.
const FRAMES: u32 = 4;

impl Work<'_, '_> {
    pub(super) fn with_header(&mut self, node: Node) -> Done {
        let is_async = self.tree().has(node, ASYNC);
        if is_async && self.state.unit.flags & crate::vm::code::Flags::COROUTINE == 0 {
            return self.fail("'async with' outside async function", Argument::None, node);
        }
        self.push(Frame { b: is_async.into(), x: node.0, ..Frame::new(Task::WithItem) });
        Ok(())
    }

    /// Item `frame.y` of a with statement, then those after it.
    pub(super) fn with_item(&mut self, frame: Frame) -> Done {
        let Some(item) = self.tree().child(Node(frame.x), frame.y) else { return Ok(()) };
        let tree = self.tree();
        let (Some(context), target) = (tree.child(item, 0), tree.child(item, 1)) else { return Ok(()) };
        self.at(context);
        self.push_release();
        let exit = self.temporaries(2)?;
        self.push_label();
        self.push_label();
        let (c, x) = (frame.y as u8, self.state.unit.line);
        let block = Frame { a: exit, b: frame.b, c, x, y: super::emit::CLOSED, ..Frame::new(Task::With) };
        let block = self.push_block(block)?;
        self.push(Frame { y: frame.y + 1, ..frame });
        if let Some(target) = target {
            self.push(Frame { a: exit + 1, x: target.0, ..Frame::new(Task::Store) });
        }
        self.push(Frame { x: block, ..Frame::new(Task::WithOpen) });
        self.push(Frame { a: exit, b: frame.b, x: context.0, ..Frame::new(Task::WithEnter) });
        self.push_into_at(context, exit + 1, exit + 2);
        Ok(())
    }

    /// Enters the context that is in the register after the exit function's.
    pub(super) fn with_enter(&mut self, frame: Frame) -> Done {
        let (exit, context) = (frame.a, frame.a + 1);
        self.at(Node(frame.x));
        let names = if frame.b != 0 { [name::__AEXIT__, name::__AENTER__] } else { [name::__EXIT__, name::__ENTER__] };
        let (leave, enter) = (self.name_constant(names[0])?, self.name_constant(names[1])?);
        self.set_top(context.saturating_add(3))?;
        self.emit_wide(Op::LoadSpecial, exit, context, 0, leave);
        self.emit_wide(Op::LoadSpecial, context, context, 0, enter);
        self.emit(Op::Call, context, context, 0);
        self.state.unit.top = context + 1;
        if frame.b != 0 {
            self.push(Frame { a: context, ..Frame::new(Task::Await) });
        }
        Ok(())
    }

    /// The region of a with block begins.
    pub(super) fn with_open(&mut self, frame: Frame) {
        let bound = self.surely_bound();
        self.set_label_bound(frame.x - 1, bound);
        self.open_region(frame.x);
    }

    /// The body is over: all items are closed, the last one first.
    pub(super) fn with_end(&mut self) {
        let mut at = self.state.stack;
        let mut index = self.frame(at).c & 0x7f;
        loop {
            self.change(at, |frame| frame.task = Task::WithClose);
            if index == 0 {
                return;
            }
            (index, at) = (index - 1, at - FRAMES);
        }
    }

    /// Calls the exit function of an item without exception; its handler follows.
    pub(super) fn with_close(&mut self, frame: Frame) -> Done {
        let at = self.state.stack + 1;
        let exit = frame.a;
        self.state.unit.line = frame.x;
        self.set_top(exit.saturating_add(8))?;
        self.close_region(at, 0);
        self.state.unit.block = frame.z;
        for register in exit + 3..exit + 6 {
            self.emit(Op::LoadNone, register, 0, 0);
        }
        self.emit(Op::Call, exit, exit, 3);
        self.push(Frame { a: exit, b: frame.b, y: at, ..Frame::new(Task::WithHandler) });
        self.push(Frame { y: at - 2, ..Frame::new(Task::JumpTo) });
        if frame.b != 0 {
            self.push(Frame { a: exit, ..Frame::new(Task::Await) });
        }
        Ok(())
    }

    /// Calls the exit function with an exception.
    pub(super) fn with_handler(&mut self, frame: Frame) -> Done {
        let (exit, base, at) = (frame.a, frame.a + 2, frame.y);
        self.reserve_handlers()?;
        let bound = self.label_bound(at - 1);
        if !self.place_handler(at, 0, bound) {
            return Ok(());
        }
        self.emit(Op::EnterHandler, exit + 1, 0, 0);
        let x = self.mark_here();
        self.emit(Op::Move, base, exit, 0);
        self.emit(Op::LoadHandledParts, base + 3, 0, 0);
        self.emit(Op::Call, base, base, 3);
        self.push(Frame { a: exit, x, y: at, ..Frame::new(Task::WithAfter) });
        if frame.b != 0 {
            self.push(Frame { a: base, ..Frame::new(Task::Await) });
        }
        Ok(())
    }

    /// Goes on if the exit function said so, else raises the exception again.
    pub(super) fn with_after(&mut self, frame: Frame) {
        let (saved, result, at) = (frame.a + 1, frame.a + 2, frame.y);
        self.add_region(frame.x, self.here(), at, 1);
        let swallowed = self.push_label();
        self.jump(Op::JumpIfTrue, result, 0, swallowed);
        self.emit(Op::Reraise, saved, 0, 0);
        if self.place_handler(at, 1, 0) {
            self.emit(Op::EnterHandler, result, 0, 0);
            self.emit(Op::Reraise, saved, 0, 0);
        }
        self.bind(swallowed);
        self.state.stack -= 1;
        self.emit(Op::LeaveHandler, saved, 0, 0);
    }
}
