//! `try` … `except` … `else`, and `except*`.
//!
//! Code: the body, the clauses, the else suite. From the first clause on, a region whose handler restores the
//! exception handled before covers the clauses, so that the way without exceptions costs nothing.
//! Frames: the release of temporaries, the labels of the end, of the else suite and of the next clause, the block.

use super::emit::ALL_BOUND;
use super::frame::{Frame, Task};
use super::leave::{BODY, ELSE, HANDLERS};
use super::variable::Place;
use super::{Done, Work, hidden};
use crate::vm::code::op::Op;
use crate::vm::name::Name;
use crate::vm::syntax::Node;
use crate::vm::syntax::tree::STAR;

/// Flag of a try block's `c`: its clauses are `except*`.
const IS_STAR: u8 = 1;

impl Work<'_, '_> {
    pub(super) fn try_header(&mut self, node: Node, scanned: bool) -> Done {
        let finally = self.may_have_finally(node);
        if scanned {
            self.push(Frame { x: 0, ..Frame::new(Task::StatementEnd) });
        }
        let bound = self.surely_bound();
        if finally {
            self.finally_header(bound)?;
        }
        self.push_release();
        let saved = self.temporary()?;
        self.push_label();
        self.push_label();
        self.push_label_bound(bound);
        let y = self.mark_here();
        self.push_block(Frame { a: saved, b: BODY, y, ..Frame::new(Task::Try) })?;
        Ok(())
    }

    /// `except type as name:`, `frame` being that of the try statement.
    pub(super) fn except_clause(&mut self, node: Node) -> Done {
        let at = self.state.stack;
        let frame = self.frame(at);
        let tree = self.tree();
        let (kind, name, star) = (tree.child(node, 0), tree.name(node, 1), tree.has(node, STAR));
        let name = match name {
            Some(name) => self.mangle(Name::from_bits(name))?.bits(),
            None => 0,
        };
        let first = if star && frame.b == BODY { self.temporaries(3)? } else { frame.x as u8 };
        if frame.b == BODY {
            self.first_clause_of(at, frame, star, first);
        } else {
            self.bind(at - 1);
        }
        let a = self.temporary()?;
        self.push(Frame { a, b: star.into(), x: name, y: at, ..Frame::new(Task::ExceptOpen) });
        if star {
            // The function, its frame, the exception, the type.
            self.set_top(a + 5)?;
            self.push(Frame { a, b: first, y: at - 1, ..Frame::new(Task::StarMatch) });
            if let Some(kind) = kind {
                self.push_into_at(kind, a + 4, a + 5);
            }
        } else if let Some(kind) = kind {
            self.push(Frame { a, y: at - 1, ..Frame::new(Task::ExceptMatch) });
            self.push_into(kind, a);
        }
        Ok(())
    }

    /// The body is over and the first clause begins.
    fn first_clause_of(&mut self, at: u32, frame: Frame, star: bool, first: u8) {
        let line = self.state.unit.line;
        self.close_region(at, 0);
        self.jump(Op::Jump, 0, 0, at - 2);
        let bound = self.label_bound(at - 1);
        self.set_label_bound(at - 1, ALL_BOUND);
        self.place_handler(at, 0, bound);
        self.state.unit.line = line;
        self.emit(Op::EnterHandler, frame.a, 0, 0);
        let here = self.mark_here();
        let flag = if star { IS_STAR } else { 0 };
        self.change(at, |frame| (frame.b, frame.c, frame.x, frame.y) = (HANDLERS, flag, first.into(), here));
        if star {
            self.emit(Op::LoadHandled, first, 0, 0);
            self.emit(Op::Move, first + 1, first, 0);
            self.emit(Op::BuildList, first + 2, first + 2, 0);
        }
    }

    pub(super) fn except_match(&mut self, frame: Frame) -> Done {
        self.jump(Op::JumpIfNoMatch, frame.a, 0, frame.y);
        Ok(())
    }

    /// Splits what remains of the group by the type in register `a + 4`. Registers from b: the original exception, what
    /// remains of it, the list of what was raised.
    pub(super) fn star_match(&mut self, frame: Frame) -> Done {
        let (base, rest) = (frame.a, frame.b + 1);
        let constant = self.constant(hidden::GROUP_SPLIT)?;
        self.emit(Op::Move, base + 3, rest, 0);
        self.emit_wide(Op::LoadConst, base, 0, 0, constant);
        self.emit(Op::Call, base, base, 2);
        self.emit(Op::Unpack, base, base, 2);
        self.emit(Op::Move, rest, base + 1, 0);
        self.jump(Op::JumpIfNone, base, 0, frame.y);
        self.emit(Op::SetHandled, base, 0, 0);
        Ok(())
    }

    /// An except suite begins, in the try statement of block `frame.y`.
    pub(super) fn except_open(&mut self, frame: Frame) -> Done {
        let (name, is_try, at) = (Name::from_bits(frame.x), frame.b == 0, frame.y);
        if frame.x != 0 {
            let register = match self.place(name) {
                Place::Register(register, _) => register,
                _ => frame.a,
            };
            self.emit(Op::LoadHandled, register, 0, 0);
            self.store_name(name, register)?;
        }
        self.state.unit.top = frame.a;
        if frame.x != 0 || !is_try {
            let (a, y) = (self.frame(at).a, self.mark_here());
            self.push_block(Frame { a, b: frame.b, x: frame.x, y, ..Frame::new(Task::Suite) })?;
        }
        Ok(())
    }

    /// The end of a body of a try statement, or of an except suite with a name.
    pub(super) fn try_end(&mut self, more: bool) -> Done {
        let mut at = self.state.stack;
        let frame = self.frame(at);
        if frame.task == Task::Suite {
            self.suite_end(at, frame)?;
            at -= 1;
            self.state.stack = at;
        } else if frame.b == HANDLERS {
            self.emit(Op::LeaveHandler, frame.a, 0, 0);
            self.jump(Op::Jump, 0, 0, at - 3);
        }
        if !more {
            self.change(at, |frame| frame.task = Task::TryClose);
        }
        Ok(())
    }

    /// The statement is over, without a finally.
    pub(super) fn try_close(&mut self, frame: Frame) -> Done {
        self.end_try(self.state.stack + 1, frame)?;
        self.abandon_finally();
        Ok(())
    }

    /// An except suite with a name, or of `except*`, is over: its name goes on every way out.
    fn suite_end(&mut self, at: u32, frame: Frame) -> Done {
        let (around, name) = (frame.z, Name::from_bits(frame.x));
        let block = self.frame(around);
        let star = block.c & IS_STAR != 0;
        let end = self.mark_here();
        let register = self.temporary()?;
        self.reserve_drop(name)?;
        if !star {
            self.emit(Op::LeaveHandler, frame.a, 0, 0);
        }
        self.drop_name(name)?;
        self.jump(Op::Jump, 0, 0, if star { around - 1 } else { around - 3 });
        self.close_region_at(at, 0, end);
        self.close_region(around, 1);
        self.state.unit.block = around;
        if self.place_handler(at, 0, 0) {
            self.emit(Op::EnterHandler, register, 0, 0);
            self.drop_name(name)?;
            if star {
                let raised = block.x as u8 + 2;
                self.emit(Op::LoadHandled, register + 1, 0, 0);
                self.emit(Op::ListAppend, raised, register + 1, 0);
                self.emit(Op::LeaveHandler, register, 0, 0);
                self.jump(Op::Jump, 0, 0, around - 1);
            } else {
                self.emit(Op::Reraise, frame.a, 0, 0);
            }
        }
        self.open_region(around);
        self.set_top(register + 2)?;
        self.state.unit.top = register;
        Ok(())
    }

    /// All clauses are over: what none of them took is raised again.
    fn end_clauses(&mut self, at: u32, frame: Frame) -> Done {
        let (saved, star) = (frame.a, frame.c & IS_STAR != 0);
        let register = self.temporary()?;
        let join = if star { self.live_constant(hidden::GROUP_JOIN)? } else { 0 };
        self.bind(at - 1);
        if star {
            self.join_group(at, frame, register, join)?;
        }
        self.close_region(at, 1);
        self.emit(Op::Reraise, saved, 0, 0);
        if self.place_handler(at, 1, 0) {
            self.emit(Op::EnterHandler, register, 0, 0);
            self.emit(Op::Reraise, saved, 0, 0);
        }
        self.state.unit.top = register;
        Ok(())
    }

    /// After `except*` clauses: makes the exception that is left the handled one; leaves if there is none.
    fn join_group(&mut self, at: u32, frame: Frame, base: u8, constant: u16) -> Done {
        let first = frame.x as u8;
        self.set_top(base.saturating_add(6))?;
        for (index, register) in [first, first + 2, first + 1].into_iter().enumerate() {
            self.emit(Op::Move, base + 3 + index as u8, register, 0);
        }
        self.emit_wide(Op::LoadConst, base, 0, 0, constant);
        self.emit(Op::Call, base, base, 3);
        let label = self.push_label();
        self.jump(Op::JumpIfNotNone, base, 0, label);
        self.emit(Op::LeaveHandler, frame.a, 0, 0);
        self.jump(Op::Jump, 0, 0, at - 3);
        self.bind(label);
        self.state.stack -= 1;
        self.emit(Op::SetHandled, base, 0, 0);
        Ok(())
    }

    /// The else suite begins.
    pub(super) fn try_else(&mut self) -> Done {
        let at = self.state.stack;
        let frame = self.frame(at);
        self.end_clauses(at, frame)?;
        self.bind(at - 2);
        self.change(at, |frame| (frame.b, frame.y) = (ELSE, super::emit::CLOSED));
        Ok(())
    }

    /// The statement is over but for its finally: its labels are bound next.
    pub(super) fn end_try(&mut self, at: u32, frame: Frame) -> Done {
        match frame.b {
            HANDLERS => self.end_clauses(at, frame)?,
            BODY => self.drop_regions(at),
            _ => {}
        }
        self.state.unit.block = frame.z;
        self.state.stack = at - 1;
        Ok(())
    }
}
