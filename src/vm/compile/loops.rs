//! `while` and `for`.

use super::frame::{Frame, Task};
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::syntax::tree::ASYNC;
use crate::vm::syntax::{Argument, Node};

/// Blocks in each other, as in CPython.
const MAX_BLOCKS: u32 = 20;

impl Work<'_, '_> {
    /// Pushes the frame of a block that `return`, `break` and `continue` have to leave, and links it.
    pub(super) fn push_block(&mut self, frame: Frame) -> Done<u32> {
        let (mut depth, mut block) = (1, self.state.unit.block);
        while block != 0 {
            (depth, block) = (depth + 1, self.frame(block).z);
        }
        // A try statement may take two, and each item of a with one.
        if depth > 2 * MAX_BLOCKS {
            return self.fail_here("too many statically nested blocks");
        }
        let z = self.state.unit.block;
        let index = self.push(Frame { z, ..frame });
        self.state.unit.block = index;
        Ok(index)
    }

    pub(super) fn while_header(&mut self, node: Node) -> Done {
        self.push_label();
        let end = self.push_label();
        let x = self.mark_here();
        self.push_block(Frame { x, y: super::emit::CLOSED, ..Frame::new(Task::Loop) })?;
        self.state.unit.bound = self.loop_bound();
        if let Some(test) = self.tree().child(node, 0) {
            self.push_jump(test, false, end);
        }
        Ok(())
    }

    /// What is bound at the top of a loop whatever its body does.
    fn loop_bound(&self) -> u64 {
        if self.state.unit.dead { self.state.unit.bound } else { self.surely_bound() }
    }

    pub(super) fn for_header(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (target, iterable, is_async) = (tree.child(node, 0), tree.child(node, 1), tree.has(node, ASYNC));
        let (Some(target), Some(iterable)) = (target, iterable) else { return Ok(()) };
        if is_async && self.state.unit.flags & crate::vm::code::Flags::COROUTINE == 0 {
            return self.fail("'async for' outside async function", Argument::None, node);
        }
        self.push_release();
        let state = self.temporaries(3)?;
        self.push_label();
        self.push_label();
        let block = Frame { a: state, b: is_async.into(), y: super::emit::CLOSED, ..Frame::new(Task::Loop) };
        let block = self.push_block(block)?;
        self.push(Frame { a: state, b: is_async.into(), x: target.0, y: block, ..Frame::new(Task::ForLoop) });
        self.push_into_at(iterable, state, state + 1);
        Ok(())
    }

    /// The top of a for loop over what is in register `frame.a`.
    pub(super) fn for_loop(&mut self, frame: Frame) -> Done {
        let (state, target, block) = (frame.a, Node(frame.x), frame.y);
        self.reserve_handlers()?;
        self.set_top(state + 3)?;
        let is_async = frame.b != 0;
        self.emit(if is_async { Op::GetAsyncIter } else { Op::ForPrepare }, state, state, 0);
        let top = self.mark_here();
        self.state.unit.bound = self.loop_bound();
        if is_async {
            let bound = self.state.unit.bound;
            self.push(Frame { a: state + 1, x: target.0, ..Frame::new(Task::Store) });
            self.await_next(state, block)?;
            self.set_label_bound(block - 1, bound);
        } else {
            self.next_item(state, target, block - 1)?;
        }
        self.change(block, |frame| frame.x = top);
        Ok(())
    }

    /// The end of a loop's body, or of its else suite.
    pub(super) fn loop_end(&mut self, more: bool) {
        let at = self.state.stack;
        let frame = self.frame(at);
        if frame.c == 0 {
            self.loop_to(frame.x);
            self.state.unit.block = frame.z;
            if frame.b != 0 {
                self.stop_async(frame.a, at, at - 1);
            }
        }
        if !more {
            self.state.stack = at - 1;
        }
    }

    /// The else suite of a loop begins.
    pub(super) fn loop_else(&mut self) {
        let at = self.state.stack;
        self.bind(at - 1);
        self.change(at, |frame| frame.c = 1);
    }
}
