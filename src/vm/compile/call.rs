//! Calls. The callable, two free registers, then the arguments, each evaluated where it is passed.

use super::frame::{Frame, Task};
use super::unit::CLASS_CELL;
use super::variable::Place;
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::heap::Kind as Block;
use crate::vm::name::{self, Name};
use crate::vm::syntax::{Argument, Kind, Node};
use crate::vm::value::Value;

/// Registers from the callable to its first argument.
pub(super) const CALL_GAP: u8 = 3;
/// Arguments that are passed in registers.
const MAX_ARGUMENTS: u32 = 16;

impl Work<'_, '_> {
    /// The first register of a run of temporaries for a result in `to`: `to` itself if it is the newest temporary.
    pub(super) fn run_base(&self, to: u8) -> u8 {
        let top = self.state.unit.top;
        if !self.is_local(to) && to + 1 == top { to } else { top }
    }

    pub(super) fn call(&mut self, node: Node, to: u8) -> Done {
        let tree = self.tree();
        let Some(function) = tree.child(node, 0) else { return Ok(()) };
        let count = tree.count(node) - 1;
        let spread = count > MAX_ARGUMENTS || self.has_spread(node, 1);
        self.check_keywords(node, 1)?;
        if count == 0
            && self.is_outside_name(function, name::SUPER)
            && let Some(first) = self.first_parameter()
            && self.place(name::__CLASS__) != super::variable::Place::Global
        {
            return self.super_call(function, first, to);
        }
        let base = self.run_base(to);
        let top = self.state.unit.top;
        let is_method = self.tree().kind(function) == Kind::Attribute && !spread;
        let frame = Frame { a: base, b: to, c: top, x: node.0, y: 1, ..Frame::new(Task::CallArguments) };
        if is_method {
            let Some(receiver) = self.tree().child(function, 0) else { return Ok(()) };
            self.set_top(base + CALL_GAP + 1 + count as u8)?;
            self.push(Frame { z: 1, ..frame });
            self.push_into_at(receiver, base + CALL_GAP, base + CALL_GAP + 1);
        } else if spread {
            self.set_top(base + CALL_GAP + 2)?;
            self.push_spread(node, 1, base, to, top);
            self.push_into_at(function, base, base + 1);
        } else {
            self.set_top(base + CALL_GAP + count as u8)?;
            self.push(frame);
            self.push_into_at(function, base, base + 1);
        }
        Ok(())
    }

    /// True if arguments are unpacked, from operand `first` on.
    pub(super) fn has_spread(&self, node: Node, first: u32) -> bool {
        let tree = self.tree();
        tree.children(node, first).any(|child| matches!(tree.kind(child), Kind::Starred | Kind::DoubleStarred))
    }

    /// Keyword arguments must have different names.
    pub(super) fn check_keywords(&mut self, node: Node, first: u32) -> Done {
        let count = self.tree().count(node);
        for index in first..count {
            let tree = self.tree();
            let keyword = |index: u32| tree.child(node, index).filter(|child| tree.kind(*child) == Kind::Keyword);
            let Some(child) = keyword(index) else { continue };
            let name = tree.operand(child, 0);
            if (first..index).any(|other| keyword(other).is_some_and(|other| tree.operand(other, 0) == name)) {
                return self.fail("keyword argument repeated: {}", Argument::Name(name), child);
            }
        }
        Ok(())
    }

    /// Evaluates argument `frame.y` of a call to its register; after the last one, calls. z: 1 for a method call.
    pub(super) fn call_arguments(&mut self, frame: Frame) -> Done {
        let (node, method) = (Node(frame.x), frame.z != 0);
        let first = frame.a + CALL_GAP + u8::from(method);
        if let Some(argument) = self.tree().child(node, frame.y) {
            let is_keyword = self.tree().kind(argument) == Kind::Keyword;
            let value = if is_keyword { self.tree().child(argument, 1) } else { Some(argument) };
            let register = first + (frame.y - 1) as u8;
            self.push(Frame { y: frame.y + 1, ..frame });
            if let Some(value) = value {
                self.push_into_at(value, register, register + 1);
            }
            return Ok(());
        }
        self.at(node);
        let count = (self.tree().count(node) - 1) as u8;
        let names = self.keyword_names(node, 1)?;
        let mut operands = names.map_or(0, u32::from);
        let op = match (method, names) {
            (false, None) => Op::Call,
            (false, Some(_)) => Op::CallKeyword,
            (true, None) => Op::CallMethod,
            (true, Some(_)) => Op::CallMethodKeyword,
        };
        if method {
            let Some(function) = self.tree().child(node, 0) else { return Ok(()) };
            // The line of the attribute's name would be better, but the tree has only where the value starts.
            let name = self.node_name(function, 1)?;
            let constant = self.name_constant(name)?;
            operands = operands << 16 | u32::from(constant);
        }
        if !self.state.unit.dead {
            self.emit(op, frame.b, frame.a, count);
            for index in 0..op.operand_units() {
                self.emit_unit((operands >> (index * 16)) as u16);
            }
        }
        self.state.unit.top = frame.c;
        Ok(())
    }

    /// The constant of the tuple of a call's keywords, if it has any.
    pub(super) fn keyword_names(&mut self, node: Node, first: u32) -> Done<Option<u16>> {
        let tree = self.tree();
        let count = tree.children(node, first).filter(|child| tree.kind(*child) == Kind::Keyword).count();
        if count == 0 || self.state.unit.dead {
            return Ok(None);
        }
        let tuple = self.heap.alloc(Block::Tuple, 2 + count).map_err(|_| super::Pause::Memory)?;
        self.heap.set_raw(tuple, 1, Value::len(count).bits());
        let mut at = 2;
        for index in first..self.tree().count(node) {
            let tree = self.tree();
            let Some(child) = tree.child(node, index).filter(|child| tree.kind(*child) == Kind::Keyword) else {
                continue;
            };
            let name = Name::from_bits(tree.operand(child, 0));
            let name = self.mangle(name)?;
            self.heap.init(tuple, at, Value::name(name));
            at += 1;
        }
        self.new_constant(Value::reference(tuple)).map(Some)
    }

    /// Pushes the rest of a call with unpacking: the arguments from operand `first` on go to a list and a dict.
    pub(super) fn push_spread(&mut self, node: Node, first: u32, base: u8, to: u8, top: u8) {
        let (list, keywords) = (base + CALL_GAP, base + CALL_GAP + 1);
        self.push_emit(Op::CallSpread, [to, base, 0], 0, top);
        self.push(Frame { a: keywords, x: node.0, y: first, ..Frame::new(Task::SpreadKeywords) });
        self.push(Frame {
            a: list,
            b: super::display::POSITIONAL,
            c: list + 1,
            x: node.0,
            y: first,
            ..Frame::new(Task::DisplayItems)
        });
    }

    /// Puts the keyword arguments from operand `frame.y` on into the dict in register `frame.a`; b: the dict is made.
    pub(super) fn spread_keywords(&mut self, frame: Frame) -> Done {
        let (node, dict) = (Node(frame.x), frame.a);
        self.set_top(dict + 1)?;
        let tree = self.tree();
        let is_keyword = |index: u32| {
            tree.child(node, index).is_some_and(|child| matches!(tree.kind(child), Kind::Keyword | Kind::DoubleStarred))
        };
        let Some(index) = (frame.y..tree.count(node)).find(|index| is_keyword(*index)) else {
            if frame.b == 0 {
                self.emit(Op::Undefine, dict, 1, 0);
            }
            return Ok(());
        };
        let Some(child) = tree.child(node, index) else { return Ok(()) };
        let kind = tree.kind(child);
        let value = tree.child(child, if kind == Kind::Keyword { 1 } else { 0 });
        let keyword = Name::from_bits(tree.operand(child, 0));
        if frame.b == 0 {
            self.emit(Op::BuildDict, dict, dict, 0);
        }
        let next = Frame { b: 1, y: index + 1, ..frame };
        let callable = dict - 1 - CALL_GAP;
        let Some(value) = value else { return Ok(()) };
        let register = dict + 1;
        if kind == Kind::DoubleStarred {
            self.push(next);
            self.push_emit(Op::DictMerge, [dict, register, callable], 0, 0xff);
            self.push_into_at(value, register, register + 1);
            return Ok(());
        }
        // After an unpacked mapping a keyword may be there already: a dict of one is merged.
        let merge = self.has_mapping_before(node, index);
        let keyword = self.mangle(keyword)?;
        let constant = self.name_constant(keyword)?;
        self.set_top(register + 2)?;
        self.push(next);
        if merge {
            self.push_emit(Op::DictMerge, [dict, register, callable], 0, 0xff);
            self.push_emit(Op::BuildDict, [register, register, 1], 0, 0xff);
        } else {
            self.push_emit(Op::DictSet, [dict, register, register + 1], 0, 0xff);
        }
        self.push_into_at(value, register + 1, register + 2);
        self.emit_wide(Op::LoadConst, register, 0, 0, constant);
        Ok(())
    }

    fn has_mapping_before(&self, node: Node, index: u32) -> bool {
        let tree = self.tree();
        (1..index).any(|other| tree.child(node, other).is_some_and(|child| tree.kind(child) == Kind::DoubleStarred))
    }

    /// `super()` in a method: `super(__class__, first parameter)`.
    fn super_call(&mut self, function: Node, first: Name, to: u8) -> Done {
        let (base, top) = (self.run_base(to), self.state.unit.top);
        self.set_top(base + CALL_GAP + 2)?;
        let load = |register: u8, name: Name| Frame { a: register, b: 1, x: name.bits(), ..Frame::new(Task::Check) };
        self.push_emit(Op::Call, [to, base, 2], 0, top);
        self.push(load(base + CALL_GAP + 1, first));
        self.push(load(base + CALL_GAP, name::__CLASS__));
        self.push_into(function, base);
        Ok(())
    }

    /// True if the current class body must keep its `__class__` cell; says so.
    pub(super) fn class_cell_place(&mut self, name: Name) -> Option<Place> {
        if name != name::__CLASS__ || self.state.unit.kind != super::unit::UnitKind::Class {
            return None;
        }
        self.state.unit.class_cell = true;
        Some(Place::Cell(CLASS_CELL))
    }
}
