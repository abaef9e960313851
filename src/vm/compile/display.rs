//! Tuples, lists, sets and dicts: short ones from a run of registers, others item by item.

use super::frame::{Frame, Task};
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::syntax::{Kind, Node};

/// Items that are built at once.
const RUN: u32 = 16;
/// Literals from which on a constant tuple is shorter.
const CONSTANT: u32 = 8;
/// Items that one task looks at.
const LOOKED_AT: u32 = 32;
/// What `DisplayItems` fills: a list.
const LIST: u8 = 0;
/// A set.
const SET: u8 = 1;
/// A list of the positional arguments of a call, which is to be made first.
pub(super) const POSITIONAL: u8 = 2;

impl Work<'_, '_> {
    /// A tuple, list or set.
    pub(super) fn display(&mut self, node: Node, kind: Kind, to: u8) -> Done {
        let tree = self.tree();
        let count = tree.count(node);
        if kind != Kind::Tuple && count >= CONSTANT {
            self.push(Frame { a: to, x: node.0, ..Frame::new(Task::LiteralItems) });
            return Ok(());
        }
        self.plain_display(node, kind, to)
    }

    /// Looks whether the operands from number `frame.y` on are all literals: then a constant tuple is shorter.
    pub(super) fn literal_items(&mut self, frame: Frame) -> Done {
        let (node, tree) = (Node(frame.x), self.tree());
        let end = tree.count(node).min(frame.y + LOOKED_AT);
        let is_literal = |index| tree.child(node, index).is_some_and(|item| self.is_literal(item));
        if !(frame.y..end).all(is_literal) {
            return self.plain_display(node, tree.kind(node), frame.a);
        }
        if end == tree.count(node) {
            return self.constant_display(node, tree.kind(node), frame.a);
        }
        self.push(Frame { y: end, ..frame });
        Ok(())
    }

    /// A tuple, list or set whose items are not all literals.
    fn plain_display(&mut self, node: Node, kind: Kind, to: u8) -> Done {
        let tree = self.tree();
        let count = tree.count(node);
        if count <= RUN && !tree.children(node, 0).any(|child| tree.kind(child) == Kind::Starred) {
            let op = match kind {
                Kind::Tuple => Op::BuildTuple,
                Kind::List => Op::BuildList,
                _ => Op::BuildSet,
            };
            return self.build_run(op, node, count, count as u8, to);
        }
        let top = self.state.unit.top;
        let accumulator = if kind == Kind::Tuple {
            let register = self.temporary()?;
            self.push_emit(Op::ListToTuple, [to, register, 0], 0, top);
            register
        } else {
            self.accumulator(to)?
        };
        let (op, what) = if kind == Kind::Set { (Op::BuildSet, SET) } else { (Op::BuildList, LIST) };
        self.emit(op, accumulator, accumulator, 0);
        let c = self.state.unit.top;
        self.push(Frame { a: accumulator, b: what, c, x: node.0, z: 1, ..Frame::new(Task::DisplayItems) });
        Ok(())
    }

    /// A list or set of literals: filled from a constant tuple.
    fn constant_display(&mut self, node: Node, kind: Kind, to: u8) -> Done {
        let accumulator = self.accumulator(to)?;
        let top = self.state.unit.top;
        let items = self.temporary()?;
        let (build, fill) =
            if kind == Kind::Set { (Op::BuildSet, Op::SetUpdate) } else { (Op::BuildList, Op::ListExtend) };
        self.emit(build, accumulator, accumulator, 0);
        self.push_emit(fill, [accumulator, items, 0], 0, top);
        self.load_constant_tuple(node, items);
        Ok(())
    }

    /// Builds from a run of registers: all operands of the node, evaluated in order.
    fn build_run(&mut self, op: Op, node: Node, registers: u32, items: u8, to: u8) -> Done {
        let (base, top) = (self.run_base(to), self.state.unit.top);
        self.reserve_frames(registers + 2)?;
        if registers == 0 {
            self.emit(op, to, to, 0);
            return Ok(());
        }
        self.set_top(base.saturating_add(registers as u8))?;
        self.push_emit(op, [to, base, items], 0, top);
        for index in (0..registers).rev() {
            if let Some(child) = self.tree().child(node, index) {
                let register = base + index as u8;
                self.push_into_at(child, register, register + 1);
            }
        }
        Ok(())
    }

    /// Adds item `frame.y` and those after it to the accumulator.
    pub(super) fn display_items(&mut self, frame: Frame) -> Done {
        let node = Node(frame.x);
        self.set_top(frame.c)?;
        if frame.b == POSITIONAL && frame.z == 0 {
            self.emit(Op::BuildList, frame.a, frame.a, 0);
        }
        let tree = self.tree();
        let is_item = |index: u32| {
            let kind = tree.child(node, index).map(|child| tree.kind(child));
            frame.b != POSITIONAL || !matches!(kind, Some(Kind::Keyword | Kind::DoubleStarred))
        };
        let Some(index) = (frame.y..tree.count(node)).find(|index| is_item(*index)) else { return Ok(()) };
        let Some(item) = tree.child(node, index) else { return Ok(()) };
        let starred = tree.kind(item) == Kind::Starred;
        let value = if starred { tree.child(item, 0).unwrap_or(item) } else { item };
        let op = match (frame.b == SET, starred) {
            (false, false) => Op::ListAppend,
            (false, true) => Op::ListExtend,
            (true, false) => Op::SetAdd,
            (true, true) => Op::SetUpdate,
        };
        let value = self.operand(value, false, None)?;
        self.push(Frame { y: index + 1, z: 1, ..frame });
        self.push_emit(op, [frame.a, value.register, 0], 0, 0xff);
        self.push_operand(value);
        Ok(())
    }

    pub(super) fn dict_display(&mut self, node: Node, to: u8) -> Done {
        let tree = self.tree();
        let count = tree.count(node);
        let unpacks = (0..count).step_by(2).any(|index| tree.child(node, index).is_none());
        if count <= RUN && !unpacks {
            return self.build_run(Op::BuildDict, node, count, (count / 2) as u8, to);
        }
        let accumulator = self.accumulator(to)?;
        self.emit(Op::BuildDict, accumulator, accumulator, 0);
        let c = self.state.unit.top;
        self.push(Frame { a: accumulator, c, x: node.0, ..Frame::new(Task::DictItems) });
        Ok(())
    }

    /// Adds the pair at operand `frame.y` and those after it to the accumulator.
    pub(super) fn dict_items(&mut self, frame: Frame) -> Done {
        let (node, tree) = (Node(frame.x), self.tree());
        let (key, value) = (tree.child(node, frame.y), tree.child(node, frame.y + 1));
        self.set_top(frame.c)?;
        let Some(value) = value else { return Ok(()) };
        let rebinding = !self.is_simple(value);
        let key = match key {
            Some(key) => Some(self.operand(key, rebinding, None)?),
            None => None,
        };
        let value = self.operand(value, false, None)?;
        self.push(Frame { y: frame.y + 2, ..frame });
        match key {
            Some(key) => {
                self.push_emit(Op::DictSet, [frame.a, key.register, value.register], 0, 0xff);
                self.push_operand(value);
                self.push_operand(key);
            }
            None => {
                self.push_emit(Op::DictUpdate, [frame.a, value.register, 0], 0, 0xff);
                self.push_operand(value);
            }
        }
        Ok(())
    }
}
