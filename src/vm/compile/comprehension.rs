//! Comprehensions, which run in the frame around, and generator expressions, which are functions.

use super::call::CALL_GAP;
use super::frame::{Frame, Task};
use super::scan::first_clause;
use super::scope::{BOUND, CHILD};
use super::{Done, Work};
use crate::vm::code::Flags;
use crate::vm::code::op::Op;
use crate::vm::syntax::tree::ASYNC;
use crate::vm::syntax::{Argument, Kind, Node};

/// The scope of a clause's frame: the low half of its word `z`; the high half is the label of the loop around.
const SCOPE: u32 = 0xffff;

impl Work<'_, '_> {
    /// A list, set or dict comprehension.
    pub(super) fn comprehension(&mut self, node: Node, kind: Kind, scope: u32, to: u8) -> Done {
        let accumulator = self.accumulator(to)?;
        let op = match kind {
            Kind::ListComprehension => Op::BuildList,
            Kind::SetComprehension => Op::BuildSet,
            _ => Op::BuildDict,
        };
        let (a, x) = (self.state.unit.top, self.state.unit.inner);
        self.push(Frame { a, x, ..Frame::new(Task::ComprehensionEnd) });
        self.push(Frame { a: accumulator, x: node.0, y: first_clause(kind), z: scope, ..Frame::new(Task::Clause) });
        self.emit(op, accumulator, accumulator, 0);
        Ok(())
    }

    /// Leaves the scope of a comprehension.
    pub(super) fn comprehension_end(&mut self, frame: Frame) {
        self.state.unit.top = frame.a;
        self.state.unit.inner = frame.x;
    }

    /// The clause at operand `frame.y`, or the element after the last one.
    pub(super) fn clause(&mut self, frame: Frame) -> Done {
        let (node, tree) = (Node(frame.x), self.tree());
        let Some(clause) = tree.child(node, frame.y) else {
            self.push(Frame { task: Task::Element, ..frame });
            return Ok(());
        };
        if tree.kind(clause) == Kind::ComprehensionIf {
            let test = tree.child(clause, 0);
            self.push(Frame { y: frame.y + 1, ..frame });
            if let Some(test) = test {
                self.push_jump(test, false, frame.z >> 16);
            }
            return Ok(());
        }
        let iterable = tree.child(clause, 1);
        let state = self.temporaries(3)?;
        self.push(Frame { task: Task::ClauseLoop, b: state, ..frame });
        if let Some(iterable) = iterable {
            self.push_into_at(iterable, state, state + 1);
        }
        Ok(())
    }

    /// Loops over the iterable that is in register `frame.b`.
    pub(super) fn clause_loop(&mut self, frame: Frame) -> Done {
        let (node, state, scope) = (Node(frame.x), frame.b, frame.z & SCOPE);
        let Some(clause) = self.tree().child(node, frame.y) else { return Ok(()) };
        let is_generator = self.tree().kind(node) == Kind::Generator;
        let is_first = frame.y == first_clause(self.tree().kind(node));
        let is_async = self.tree().has(clause, ASYNC);
        let target = self.tree().child(clause, 0).unwrap_or(clause);
        if is_async {
            self.note_await(node, "asynchronous comprehension outside of an asynchronous function")?;
            self.reserve_handlers()?;
        }
        self.set_top(self.state.unit.top.max(state + 3))?;
        if is_first && !is_generator {
            self.name_registers(scope)?;
            self.state.unit.inner = scope;
        }
        self.at(clause);
        if is_async && !(is_first && is_generator) {
            self.emit(Op::GetAsyncIter, state, state, 0);
        } else if !is_async {
            self.emit(Op::ForPrepare, state, 0, 0);
        }
        // What is below the loop: its end. Above it: where a clause goes that says no.
        let out = self.push_label();
        let top = self.mark_here();
        let end =
            self.push(Frame { a: state, b: is_async.into(), x: top, y: top, z: out, ..Frame::new(Task::ClauseEnd) });
        let next = self.push_label();
        let (y, z) = (frame.y + 1, scope | next << 16);
        self.push(Frame { task: Task::Clause, y, z, ..frame });
        if is_async {
            let bound = self.surely_bound();
            self.set_label_bound(out, bound);
            self.await_next(state, end)?;
            self.push(Frame { a: state + 1, x: target.0, ..Frame::new(Task::Store) });
            return Ok(());
        }
        self.next_item(state, target, out)
    }

    /// Awaits the next item of the iterator in register `state`, which goes to the register after it; `block` is the
    /// frame whose handler 0 ends the loop.
    pub(super) fn await_next(&mut self, state: u8, block: u32) -> Done {
        self.open_region(block);
        self.emit(Op::GetAsyncNext, state + 1, state, 0);
        self.await_register(state + 1)?;
        self.close_region(block, 0);
        Ok(())
    }

    /// Emits `ForNext` and stores the item to a target; at the end jumps to `out`.
    pub(super) fn next_item(&mut self, state: u8, target: Node, out: u32) -> Done {
        if let Some((register, ..)) = self.local_of(target)? {
            self.for_next(state, register, out);
            self.mark_bound(register);
            return Ok(());
        }
        let top = self.state.unit.top;
        let item = self.temporary()?;
        self.push(Frame { a: top, ..Frame::new(Task::Release) });
        self.push(Frame { a: item, x: target.0, ..Frame::new(Task::Store) });
        let tree = self.tree();
        let is_run = matches!(tree.kind(target), Kind::Tuple | Kind::List)
            && !tree.children(target, 0).any(|child| tree.kind(child) == Kind::Starred);
        self.for_next(state, item | if is_run { 0x40 } else { 0 }, out);
        Ok(())
    }

    fn for_next(&mut self, state: u8, item: u8, out: u32) {
        self.jump(Op::ForNext, state, item, out);
    }

    /// Gives registers to the variables of a comprehension, or to type parameters.
    pub(super) fn name_registers(&mut self, scope: u32) -> Done {
        for index in scope + 1..self.state.scopes {
            let entry = self.entry(index);
            if !entry.is_name_in(scope) || entry.flags & BOUND == 0 {
                continue;
            }
            let slot = self.temporary()?;
            self.set_entry(index, super::scope::Entry { slot, ..entry });
            self.state.unit.bound &= !(1 << (slot & 63));
            if entry.flags & CHILD != 0 {
                self.reserve_code(8)?;
                self.emit(Op::Undefine, slot, 1, 0);
                self.emit(Op::MakeCell, slot, 0, 0);
            }
        }
        Ok(())
    }

    /// The element: adds it to the accumulator, or yields it.
    pub(super) fn element(&mut self, frame: Frame) -> Done {
        let (node, tree) = (Node(frame.x), self.tree());
        let (kind, value) = (tree.kind(node), tree.child(node, 1));
        let Some(element) = tree.child(node, 0) else { return Ok(()) };
        self.at(element);
        self.push_release();
        let key_rebinds = value.is_some_and(|value| !self.is_simple(value)) && kind == Kind::DictComprehension;
        let element = self.operand(element, key_rebinds, None)?;
        let (op, operands) = match kind {
            Kind::DictComprehension => {
                let Some(value) = value else { return Ok(()) };
                let value = self.operand(value, false, None)?;
                self.push_emit(Op::DictSet, [frame.a, element.register, value.register], 0, 0xff);
                self.push_operand(value);
                self.push_operand(element);
                return Ok(());
            }
            Kind::ListComprehension => (Op::ListAppend, [frame.a, element.register, 0]),
            Kind::SetComprehension => (Op::SetAdd, [frame.a, element.register, 0]),
            _ => {
                let ignored = self.temporary()?;
                (Op::Yield, [ignored, element.register, 0])
            }
        };
        self.push_emit(op, operands, 0, 0xff);
        self.push_operand(element);
        Ok(())
    }

    /// Goes back to the top of a clause's loop.
    pub(super) fn clause_end(&mut self, frame: Frame) -> Done {
        self.loop_to(frame.x);
        if frame.b != 0 {
            let block = self.state.stack + 1;
            self.stop_async(frame.a, block, frame.z);
        }
        Ok(())
    }

    /// The handler of frame `block` that ends an asynchronous loop: jumps to `out` if its iterator is exhausted.
    pub(super) fn stop_async(&mut self, state: u8, block: u32, out: u32) {
        let bound = self.label_bound(out);
        if !self.place_handler(block, 0, bound) {
            return;
        }
        let saved = state + 1;
        self.emit(Op::EnterHandler, saved, 0, 0);
        let other = self.push_label();
        self.jump(Op::JumpIfNotStopAsync, saved, 0, other);
        self.emit(Op::LeaveHandler, saved, 0, 0);
        self.jump(Op::Jump, 0, 0, out);
        self.bind(other);
        self.state.stack -= 1;
        self.emit(Op::Reraise, saved, 0, 0);
    }

    /// A generator expression: makes its function and calls it with the first iterator.
    pub(super) fn generator(&mut self, node: Node, scope: u32, to: u8) -> Done {
        let tree = self.tree();
        let Some(clause) = tree.child(node, 1) else { return Ok(()) };
        let (iterable, is_async) = (tree.child(clause, 1), tree.has(clause, ASYNC));
        let (base, top) = (self.run_base(to), self.state.unit.top);
        self.set_top(base.saturating_add(CALL_GAP + 1))?;
        let argument = base + CALL_GAP;
        self.push_emit(Op::Call, [to, base, 1], 0, top);
        let op = if is_async { Op::GetAsyncIter } else { Op::GetIter };
        self.push_emit(op, [argument, argument, 0], 0, 0xff);
        if let Some(iterable) = iterable {
            self.push_into_at(iterable, argument, argument + 1);
        }
        self.push(Frame { a: base, x: node.0, y: scope, ..Frame::new(Task::EnterLambda) });
        Ok(())
    }

    /// Pushes the body of a generator expression, whose iterator is in register 0.
    pub(super) fn push_generator_body(&mut self, node: Node, scope: u32) -> Done {
        let flags = self.state.unit.flags;
        self.state.unit.flags = flags | Flags::GENERATOR;
        if self.tree().child(node, 1).is_none() {
            return self.fail("invalid syntax", Argument::None, node);
        }
        self.push(Frame { x: node.0, y: 1, z: scope, ..Frame::new(Task::ClauseLoop) });
        Ok(())
    }
}
