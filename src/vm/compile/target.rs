//! Assignment, deletion, annotations.

use super::frame::{Frame, Task};
use super::unit::UnitKind;
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::syntax::{Argument, Kind, Node};

/// Targets that are stored from a run of registers.
const RUN: u32 = 32;

impl Work<'_, '_> {
    /// `a = b = value`
    pub(super) fn assign(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let last = tree.count(node).saturating_sub(1);
        let (Some(target), Some(value)) = (tree.child(node, 0), tree.child(node, last)) else { return Ok(()) };
        self.push_release();
        if last == 1 {
            return self.assign_one(target, value);
        }
        let value = self.operand(value, true, None)?;
        let c = u8::from(value.name.is_some());
        self.push(Frame { a: value.register, c, x: node.0, ..Frame::new(Task::StoreAll) });
        self.push_operand(value);
        Ok(())
    }

    fn assign_one(&mut self, target: Node, value: Node) -> Done {
        let kind = self.tree().kind(target);
        if let Some((register, ..)) = self.local_of(target)? {
            self.push(Frame { a: register, ..Frame::new(Task::MarkBound) });
            self.push_into(value, register);
            return Ok(());
        }
        if matches!(kind, Kind::Tuple | Kind::List) && self.assign_parallel(target, value)? {
            return Ok(());
        }
        let value = self.operand(value, false, None)?;
        self.push(Frame { a: value.register, x: target.0, ..Frame::new(Task::Store) });
        self.push_operand(value);
        Ok(())
    }

    /// `a, b = c, d` without a tuple; false if it is not of this kind.
    fn assign_parallel(&mut self, target: Node, value: Node) -> Done<bool> {
        let tree = self.tree();
        let count = tree.count(target);
        let starred = |node: Node| tree.children(node, 0).any(|child| tree.kind(child) == Kind::Starred);
        let fits = tree.kind(value) == Kind::Tuple && tree.count(value) == count && (1..=RUN).contains(&count);
        if !fits || starred(target) || starred(value) {
            return Ok(false);
        }
        self.reserve_frames(2 * count + 8)?;
        let direct = self.all_direct(target, value, count)?;
        let last_direct = direct || self.last_is_direct(target, count)?;
        let first = self.state.unit.top;
        for index in (0..count).rev() {
            let Some(item) = self.tree().child(target, index) else { continue };
            let is_direct = direct || (last_direct && index + 1 == count);
            match self.local_of(item)?.filter(|_| is_direct) {
                Some((register, ..)) => self.push(Frame { a: register, ..Frame::new(Task::MarkBound) }),
                None => self.push(Frame { a: first + index as u8, x: item.0, ..Frame::new(Task::Store) }),
            };
        }
        for index in (0..count).rev() {
            let tree = self.tree();
            let (Some(item), Some(part)) = (tree.child(target, index), tree.child(value, index)) else { continue };
            let is_direct = direct || (last_direct && index + 1 == count);
            let register = match self.local_of(item)?.filter(|_| is_direct) {
                Some((register, ..)) => register,
                None => first + index as u8,
            };
            let top = if direct { 0 } else { first + index as u8 + 1 };
            self.push_into_at(part, register, top);
        }
        if !direct {
            self.set_top(first.saturating_add(count as u8))?;
        }
        Ok(true)
    }

    /// True if every value is a literal and every target another local.
    fn all_direct(&mut self, target: Node, value: Node, count: u32) -> Done<bool> {
        let mut seen = 0u64;
        for index in 0..count {
            let tree = self.tree();
            let (Some(item), Some(part)) = (tree.child(target, index), tree.child(value, index)) else {
                return Ok(false);
            };
            if !self.is_literal(part) {
                return Ok(false);
            }
            match self.local_of(item)? {
                Some((register, ..)) if seen >> (register & 63) & 1 == 0 => seen |= 1 << (register & 63),
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    /// True if the last target is a local and all are other names: its value can be evaluated right into it.
    fn last_is_direct(&mut self, target: Node, count: u32) -> Done<bool> {
        let tree = self.tree();
        let Some(last) = tree.child(target, count - 1) else { return Ok(false) };
        let simple = tree.children(target, 0).all(|child| tree.kind(child) == Kind::Name);
        let name = tree.operand(last, 0);
        let again =
            (0..count - 1).any(|index| tree.child(target, index).is_some_and(|child| tree.operand(child, 0) == name));
        Ok(simple && !again && self.local_of(last)?.is_some())
    }

    /// Stores to target `frame.y` and those after it.
    pub(super) fn store_all(&mut self, frame: Frame) -> Done {
        let tree = self.tree();
        let node = Node(frame.x);
        if frame.y + 1 >= tree.count(node) {
            return Ok(());
        }
        let Some(target) = tree.child(node, frame.y) else { return Ok(()) };
        // A local that is the value may be assigned to by an earlier target: keep a copy.
        if frame.c != 0 {
            let copy = self.temporary()?;
            self.emit(Op::Move, copy, frame.a, 0);
            self.push(Frame { a: copy, c: 0, ..frame });
            return Ok(());
        }
        self.push(Frame { y: frame.y + 1, ..frame });
        self.push(Frame { a: frame.a, x: target.0, ..Frame::new(Task::Store) });
        Ok(())
    }

    /// Stores a register to a target.
    pub(super) fn store(&mut self, target: Node, from: u8) -> Done {
        let tree = self.tree();
        match tree.kind(target) {
            Kind::Name => {
                let name = self.node_name(target, 0)?;
                self.store_name(name, from)
            }
            Kind::Attribute => {
                let Some(object) = tree.child(target, 0) else { return Ok(()) };
                let name = self.node_name(target, 1)?;
                let constant = self.name_constant(name)?;
                self.at(target);
                let top = self.state.unit.top;
                let object = self.operand(object, false, None)?;
                self.push_emit(Op::StoreAttr, [object.register, from, 0], constant.into(), top);
                self.push_operand(object);
                Ok(())
            }
            Kind::Subscript => {
                let (Some(object), Some(index)) = (tree.child(target, 0), tree.child(target, 1)) else { return Ok(()) };
                self.at(target);
                let top = self.state.unit.top;
                let rebinding = !self.is_simple(index);
                let object = self.operand(object, rebinding, None)?;
                let index = self.operand(index, false, None)?;
                self.push_emit(Op::StoreItem, [object.register, index.register, from], 0, top);
                self.push_taken(index, Kind::Slice);
                self.push_operand(object);
                Ok(())
            }
            Kind::Tuple | Kind::List => self.unpack(target, from),
            Kind::Starred => self.fail("starred assignment target must be in a list or tuple", Argument::None, target),
            _ => self.fail("cannot assign to this expression", Argument::None, target),
        }
    }

    /// Unpacks a register to the items of a target.
    fn unpack(&mut self, target: Node, from: u8) -> Done {
        let tree = self.tree();
        let count = tree.count(target);
        let mut stars = (0..count)
            .filter(|index| tree.child(target, *index).is_some_and(|child| tree.kind(child) == Kind::Starred));
        let (star, second) = (stars.next(), stars.next());
        if second.is_some() {
            return self.fail("multiple starred expressions in assignment", Argument::None, target);
        }
        let after = star.map_or(0, |star| count - 1 - star);
        if count > RUN || star.is_some_and(|star| star > 15 || after > 15) {
            return self.fail("too many expressions in star-unpacking assignment", Argument::None, target);
        }
        self.at(target);
        if star.is_none()
            && let Some(first) = self.consecutive(target, count)?
        {
            self.emit(Op::Unpack, first, from, count as u8);
            for register in first..first + count as u8 {
                self.mark_bound(register);
            }
            return Ok(());
        }
        self.push_release();
        let first = self.temporaries(count as u8)?;
        match star {
            None => self.emit(Op::Unpack, first, from, count as u8),
            Some(star) => self.emit(Op::UnpackStar, first, from, star as u8 | (after as u8) << 4),
        }
        self.push(Frame { a: first, x: target.0, ..Frame::new(Task::StoreItems) });
        Ok(())
    }

    /// The first register, if the items of a target are locals in a row.
    fn consecutive(&mut self, target: Node, count: u32) -> Done<Option<u8>> {
        let mut first = None;
        for index in 0..count {
            let Some(item) = self.tree().child(target, index) else { return Ok(None) };
            let Some((register, ..)) = self.local_of(item)? else { return Ok(None) };
            match first {
                None => first = Some(register),
                Some(first) if register == first + index as u8 => {}
                Some(_) => return Ok(None),
            }
        }
        Ok(first)
    }

    /// Stores to item `frame.y` of a target and those after it.
    pub(super) fn store_items(&mut self, frame: Frame) -> Done {
        let tree = self.tree();
        let Some(item) = tree.child(Node(frame.x), frame.y) else { return Ok(()) };
        let inner = if tree.kind(item) == Kind::Starred { tree.child(item, 0).unwrap_or(item) } else { item };
        self.push(Frame { y: frame.y + 1, ..frame });
        self.push(Frame { a: frame.a + frame.y as u8, x: inner.0, ..Frame::new(Task::Store) });
        Ok(())
    }

    /// `target op= value`
    pub(super) fn augmented_assign(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (Some(target), Some(value)) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        let operator = tree.binary_operator(node);
        let kind = tree.kind(target);
        self.push_release();
        match kind {
            Kind::Name => {
                let name = self.node_name(target, 0)?;
                if let Some((register, rebound, _)) = self.local_of(target)? {
                    self.check(register, name)?;
                    if !rebound || self.is_simple(value) {
                        return self.augment(operator, register, register, value);
                    }
                }
                let register = self.temporary()?;
                self.push(Frame { a: register, x: name.bits(), ..Frame::new(Task::StoreName) });
                self.load_name(name, register)?;
                self.augment(operator, register, register, value)
            }
            Kind::Attribute => {
                let name = self.node_name(target, 1)?;
                let constant = self.name_constant(name)?;
                let Some(object) = self.tree().child(target, 0) else { return Ok(()) };
                let object = self.operand(object, true, None)?;
                let register = self.temporary()?;
                self.push_emit(Op::StoreAttr, [object.register, register, 0], constant.into(), 0xff);
                self.push_augment(operator as u8, register, value);
                self.push_emit(Op::LoadAttrWide, [register, object.register, 0], constant.into(), 0xff);
                self.push_operand(object);
                Ok(())
            }
            Kind::Subscript => {
                let tree = self.tree();
                let (Some(object), Some(index)) = (tree.child(target, 0), tree.child(target, 1)) else { return Ok(()) };
                let object = self.operand(object, true, None)?;
                let index = self.operand(index, true, None)?;
                let register = self.temporary()?;
                self.push_emit(Op::StoreItem, [object.register, index.register, register], 0, 0xff);
                self.push_augment(operator as u8, register, value);
                self.push_emit(Op::LoadItem, [register, object.register, index.register], 0, 0xff);
                self.push_operand(index);
                self.push_operand(object);
                Ok(())
            }
            _ => self.fail("illegal expression for augmented assignment", Argument::None, target),
        }
    }

    fn push_augment(&mut self, operator: u8, register: u8, value: Node) {
        self.push(Frame { a: register, b: operator, x: value.0, ..Frame::new(Task::Augment) });
    }

    /// `target: annotation = value`
    pub(super) fn annotated_assign(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (Some(target), annotation, value) = (tree.child(node, 0), tree.child(node, 1), tree.child(node, 2)) else {
            return Ok(());
        };
        let declares = tree.kind(target) == Kind::Name && !self.is_parenthesised(target);
        self.push_release();
        let kind = self.state.unit.kind;
        let kept = matches!(kind, UnitKind::Class | UnitKind::Module) && self.state.options.annotations;
        if let Some(annotation) = annotation.filter(|_| kept) {
            match (declares, kind) {
                (false, _) if self.state.future_annotations => {}
                (false, _) => self.effect(annotation)?,
                (_, UnitKind::Class) => self.push_annotation(target, annotation)?,
                _ => self.push_module_annotation(target, annotation)?,
            }
        }
        match value {
            Some(value) => {
                self.push_release();
                self.assign_one(target, value)
            }
            None => Ok(()),
        }
    }

    /// `del a, b`
    pub(super) fn delete_children(&mut self, node: Node) -> Done {
        let count = self.tree().count(node);
        self.reserve_frames(count + 8)?;
        for index in (0..count).rev() {
            let Some(target) = self.tree().child(node, index) else { continue };
            self.push(Frame { x: target.0, ..Frame::new(Task::Delete) });
        }
        Ok(())
    }

    /// Deletes a target.
    pub(super) fn delete(&mut self, target: Node) -> Done {
        let tree = self.tree();
        let top = self.state.unit.top;
        match tree.kind(target) {
            Kind::Name => {
                let name = self.node_name(target, 0)?;
                self.delete_name(name, false)
            }
            Kind::Attribute => {
                let Some(object) = tree.child(target, 0) else { return Ok(()) };
                let name = self.node_name(target, 1)?;
                let constant = self.name_constant(name)?;
                let object = self.operand(object, false, None)?;
                self.push_emit(Op::DeleteAttr, [object.register, 0, 0], constant.into(), top);
                self.push_operand(object);
                Ok(())
            }
            Kind::Subscript => {
                let (Some(object), Some(index)) = (tree.child(target, 0), tree.child(target, 1)) else { return Ok(()) };
                let rebinding = !self.is_simple(index);
                let object = self.operand(object, rebinding, None)?;
                let index = self.operand(index, false, None)?;
                self.push_emit(Op::DeleteItem, [object.register, index.register, 0], 0, top);
                self.push_operand(index);
                self.push_operand(object);
                Ok(())
            }
            Kind::Tuple | Kind::List => self.delete_children(target),
            _ => self.fail("cannot delete this expression", Argument::None, target),
        }
    }
}
