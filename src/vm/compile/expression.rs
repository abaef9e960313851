//! Expressions: values into registers.
//!
//! A variable's register is written by the last instruction of its expression only, so that a handler sees the value
//! it had before; a temporary may be used on the way.

use super::emit::{IN_PLACE, ONE_TAKER};
use super::frame::{Frame, Task};
use super::scope::{NO_SCOPE, ScopeKind};
use super::unit::UnitKind;
use super::variable::Operand;
use super::{Done, Work};
use crate::vm::code::Flags;
use crate::vm::code::op::Op;
use crate::vm::name::{self, Name};
use crate::vm::syntax::tree::{BinaryOperator, Comparison, UnaryOperator};
use crate::vm::syntax::{Argument, Kind, Node};
use crate::vm::value::Value;

impl Work<'_, '_> {
    /// Pushes the evaluation of a node into a register.
    #[inline(never)]
    pub(super) fn push_into(&mut self, node: Node, to: u8) {
        self.push(Frame { a: to, x: node.0, ..Frame::new(Task::Into) });
    }

    /// Pushes the evaluation of a node into a register, the next free register being `top` by then.
    #[inline(never)]
    pub(super) fn push_into_at(&mut self, node: Node, to: u8, top: u8) {
        self.push(Frame { a: to, b: top, x: node.0, ..Frame::new(Task::Into) });
    }

    /// Pushes the release of the temporaries that are taken from here on.
    #[inline(never)]
    pub(super) fn push_release(&mut self) {
        let a = self.state.unit.top;
        self.push(Frame { a, ..Frame::new(Task::Release) });
    }

    /// The line of what is emitted next is that of a node.
    #[inline(never)]
    pub(super) fn at(&mut self, node: Node) {
        self.state.unit.line = self.tree().position(node).line();
    }

    pub(super) fn task_into(&mut self, frame: Frame) -> Done {
        if frame.b != 0 {
            self.set_top(frame.b)?;
        }
        self.into(Node(frame.x), frame.a)
    }

    /// Evaluates a node into a register.
    pub(super) fn into(&mut self, node: Node, to: u8) -> Done {
        let (flag, to) = (to & ONE_TAKER, to & !ONE_TAKER);
        self.at(node);
        let kind = self.tree().kind(node);
        if self.is_literal(node) {
            let value = self.literal(node)?.unwrap_or(Value::NONE);
            return self.load_constant(value, to);
        }
        match kind {
            Kind::Name => {
                let name = self.node_name(node, 0)?;
                self.load_name(name, to)
            }
            Kind::FString => self.f_string(node, to),
            Kind::FormattedValue => self.formatted_value(node, to),
            Kind::Tuple if self.is_constant_tuple(node) => {
                self.load_constant_tuple(node, to);
                Ok(())
            }
            Kind::Tuple | Kind::List | Kind::Set => self.display(node, kind, to),
            Kind::Dict => self.dict_display(node, to),
            Kind::Unary => self.unary(node, to),
            Kind::Binary => self.binary(node, to, flag),
            Kind::And | Kind::Or => self.and_or(node, to),
            Kind::Compare => self.compare(node, to),
            Kind::Conditional => self.conditional(node, to),
            Kind::Named => self.named(node, to),
            Kind::Await => self.await_expression(node, to),
            Kind::Yield => self.yield_expression(node, to),
            Kind::YieldFrom => self.yield_from(node, to),
            Kind::Attribute => self.attribute(node, to),
            Kind::Subscript => self.subscript(node, to),
            Kind::Slice => self.slice(node, to, flag),
            Kind::Call => self.call(node, to),
            Kind::Lambda
            | Kind::Generator
            | Kind::ListComprehension
            | Kind::SetComprehension
            | Kind::DictComprehension => self.scoped(node, kind, to),
            Kind::TypeAlias => self.alias(node, to),
            Kind::Starred => self.fail("can't use starred expression here", Argument::None, node),
            _ => self.fail("invalid syntax", Argument::None, node),
        }
    }

    /// An expression that has a scope of its own.
    fn scoped(&mut self, node: Node, kind: Kind, to: u8) -> Done {
        let scope_kind = match kind {
            Kind::Lambda => ScopeKind::Lambda,
            Kind::Generator => ScopeKind::Generator,
            _ => ScopeKind::Comprehension,
        };
        let (position, parent) = (self.tree().position(node), self.state.unit.inner);
        let scope = self.take_scope(scope_kind, position, parent);
        if scope == NO_SCOPE {
            if parent != NO_SCOPE {
                return self.fail("expression is too complex", Argument::None, node);
            }
            self.scan_then(node, Frame { a: to, x: node.0, ..Frame::new(Task::Into) });
            return Ok(());
        }
        let done = match kind {
            Kind::Lambda => self.lambda(node, scope, to),
            Kind::Generator => self.generator(node, scope, to),
            _ => self.comprehension(node, kind, scope, to),
        };
        if done.is_err() {
            self.untake_scope(scope);
        }
        done
    }

    /// An expression whose value is not needed.
    pub(super) fn effect(&mut self, node: Node) -> Done {
        self.at(node);
        if self.is_literal(node) {
            return Ok(());
        }
        self.push_release();
        let value = self.operand(node, false, None)?;
        self.push_operand(value);
        Ok(())
    }

    /// A register that may be written before the value is complete: `to` itself unless it is a variable's.
    /// A move to `to` is pushed if it is another one.
    pub(super) fn accumulator(&mut self, to: u8) -> Done<u8> {
        if !self.is_local(to) {
            return Ok(to);
        }
        let top = self.state.unit.top;
        let register = self.temporary()?;
        self.push_emit(Op::Move, [to, register, 0], 0, top);
        Ok(register)
    }

    fn unary(&mut self, node: Node, to: u8) -> Done {
        let Some(operand) = self.tree().child(node, 0) else { return Ok(()) };
        let op = match self.tree().unary_operator(node) {
            UnaryOperator::Negate => Op::Negative,
            UnaryOperator::Positive => Op::Positive,
            UnaryOperator::Invert => Op::Invert,
            UnaryOperator::Not => return self.not(node, operand, to),
        };
        let top = self.state.unit.top;
        let operand = self.operand(operand, false, Some(to))?;
        self.push_emit(op, [to, operand.register, 0], 0, top);
        self.push_operand(operand);
        Ok(())
    }

    fn not(&mut self, node: Node, operand: Node, to: u8) -> Done {
        if let Some(truth) = self.truth(operand) {
            return self.load_constant(Value::bool(!truth), to);
        }
        if let Some((left, comparison, right)) = self.single_comparison(operand) {
            let inverted = match comparison {
                Comparison::In => Some(Comparison::NotIn),
                Comparison::NotIn => Some(Comparison::In),
                Comparison::Is => Some(Comparison::IsNot),
                Comparison::IsNot => Some(Comparison::Is),
                _ => None,
            };
            if let Some(inverted) = inverted {
                return self.compare_pair(left, inverted, right, to);
            }
        }
        let _ = node;
        let top = self.state.unit.top;
        let operand = self.operand(operand, false, Some(to))?;
        self.push_emit(Op::Not, [to, operand.register, 0], 0, top);
        self.push_operand(operand);
        Ok(())
    }

    /// As `push_operand`, for a value that the instruction pushed before alone takes, if it is of a kind.
    pub(super) fn push_taken(&mut self, operand: Operand, kind: Kind) {
        let is_taken = operand.name.is_none() && self.tree().kind(operand.node) == kind;
        self.push_operand(Operand { register: operand.register | if is_taken { ONE_TAKER } else { 0 }, ..operand });
    }

    fn binary(&mut self, node: Node, to: u8, flag: u8) -> Done {
        let tree = self.tree();
        let operator = tree.binary_operator(node);
        let (Some(left), Some(right)) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        let top = self.state.unit.top;
        if let Some((op, int)) = self.int_form(operator, right) {
            let left = self.operand(left, false, Some(to))?;
            self.push_emit(op, [to | flag, left.register, int], 0, top);
            self.push_taken(left, Kind::Binary);
            return Ok(());
        }
        let rebinding = !self.is_simple(right);
        let left = self.operand(left, rebinding, Some(to))?;
        let scratch = if left.name.is_some() { Some(to) } else { None };
        let right = self.operand(right, false, scratch)?;
        self.push_emit(binary_op(operator), [to | flag, left.register, right.register], 0, top);
        self.push_taken(right, Kind::Binary);
        self.push_taken(left, Kind::Binary);
        Ok(())
    }

    /// The form of an operator whose right operand is a small literal.
    fn int_form(&self, operator: BinaryOperator, right: Node) -> Option<(Op, u8)> {
        let op = match operator {
            BinaryOperator::Add => Op::AddInt,
            BinaryOperator::Subtract => Op::SubtractInt,
            BinaryOperator::Multiply => Op::MultiplyInt,
            BinaryOperator::FloorDivide => Op::FloorDivideInt,
            BinaryOperator::Modulo => Op::ModuloInt,
            BinaryOperator::LeftShift => Op::LeftShiftInt,
            BinaryOperator::RightShift => Op::RightShiftInt,
            BinaryOperator::And => Op::BitAndInt,
            _ => return None,
        };
        Some((op, self.small_literal(right)?))
    }

    /// The byte of an int literal that fits one, signed.
    pub(super) fn small_literal(&self, node: Node) -> Option<u8> {
        i8::try_from(self.fold(node)?).ok().map(|int| int as u8)
    }

    /// An augmented assignment's operation: register `to` becomes `from op value`, in place.
    pub(super) fn augment(&mut self, operator: BinaryOperator, to: u8, from: u8, value: Node) -> Done {
        let top = self.state.unit.top;
        if let Some((op, int)) = self.int_form(operator, value) {
            self.push_emit(op, [to, from | IN_PLACE, int], 0, top);
            return Ok(());
        }
        let value = self.operand(value, false, None)?;
        self.push_emit(binary_op(operator), [to, from, value.register | IN_PLACE], 0, top);
        self.push_taken(value, Kind::Binary);
        Ok(())
    }

    fn conditional(&mut self, node: Node, to: u8) -> Done {
        let tree = self.tree();
        let (Some(body), Some(test), Some(otherwise)) = (tree.child(node, 0), tree.child(node, 1), tree.child(node, 2))
        else {
            return Ok(());
        };
        let end = self.push_label();
        self.push_into(otherwise, to);
        let next = self.push_label();
        self.push(Frame { y: end, ..Frame::new(Task::JumpTo) });
        self.push_into(body, to);
        self.push(Frame { a: 0, x: test.0, y: next, ..Frame::new(Task::Jump) });
        Ok(())
    }

    fn named(&mut self, node: Node, to: u8) -> Done {
        let tree = self.tree();
        let (Some(target), Some(value)) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        if let Some((register, ..)) = self.local_of(target)? {
            if to != register {
                self.push_emit(Op::Move, [to, register, 0], 0, 0xff);
            }
            self.push(Frame { a: register, ..Frame::new(Task::MarkBound) });
            self.push_into(value, register);
            return Ok(());
        }
        let name = self.node_name(target, 0)?;
        if self.state.unit.kind == UnitKind::Class && self.state.unit.inner != self.state.unit.scope {
            let text = "assignment expression within a comprehension cannot be used in a class body";
            return self.fail(text, Argument::None, node);
        }
        let register = self.accumulator(to)?;
        self.push(Frame { a: register, x: name.bits(), ..Frame::new(Task::StoreName) });
        self.push_into(value, register);
        Ok(())
    }

    fn attribute(&mut self, node: Node, to: u8) -> Done {
        let Some(value) = self.tree().child(node, 0) else { return Ok(()) };
        let name = self.node_name(node, 1)?;
        let constant = self.name_constant(name)?;
        let top = self.state.unit.top;
        let value = self.operand(value, false, Some(to))?;
        match u8::try_from(constant) {
            Ok(constant) => self.push_emit(Op::LoadAttr, [to, value.register, constant], 0, top),
            Err(_) => self.push_emit(Op::LoadAttrWide, [to, value.register, 0], constant.into(), top),
        }
        self.push_operand(value);
        Ok(())
    }

    fn subscript(&mut self, node: Node, to: u8) -> Done {
        let tree = self.tree();
        let (Some(value), Some(index)) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        let top = self.state.unit.top;
        if let Some(int) = self.small_literal(index) {
            let value = self.operand(value, false, Some(to))?;
            self.push_emit(Op::LoadItemInt, [to, value.register, int], 0, top);
            self.push_operand(value);
            return Ok(());
        }
        let rebinding = !self.is_simple(index);
        let value = self.operand(value, rebinding, Some(to))?;
        let scratch = if value.name.is_some() { Some(to) } else { None };
        let index = self.operand(index, false, scratch)?;
        self.push_emit(Op::LoadItem, [to, value.register, index.register], 0, top);
        self.push_taken(index, Kind::Slice);
        self.push_operand(value);
        Ok(())
    }

    fn slice(&mut self, node: Node, to: u8, flag: u8) -> Done {
        let tree = self.tree();
        let parts = [tree.child(node, 0), tree.child(node, 1), tree.child(node, 2)];
        let count = if parts[2].is_some() { 3 } else { 2 };
        let top = self.state.unit.top;
        let first = self.temporaries(count)?;
        self.push_emit(Op::BuildSlice, [to | flag, first, count], 0, top);
        for index in (0..count).rev() {
            let register = first + index;
            match parts[usize::from(index)] {
                Some(part) => self.push_into(part, register),
                None => self.push_emit(Op::LoadNone, [register, 0, 0], 0, 0xff),
            }
        }
        Ok(())
    }

    /// The function that yields and awaits are of, or an error.
    fn in_function(&mut self, node: Node, text: &'static str) -> Done {
        let unit = &self.state.unit;
        if unit.inner != unit.scope {
            return self.fail("'yield' inside list comprehension", Argument::None, node);
        }
        match unit.kind {
            UnitKind::Module | UnitKind::Class => self.fail(text, Argument::None, node),
            UnitKind::Generator => self.fail("'yield' inside generator expression", Argument::None, node),
            _ => Ok(()),
        }
    }

    fn yield_expression(&mut self, node: Node, to: u8) -> Done {
        self.in_function(node, "'yield' outside function")?;
        self.state.unit.flags |= Flags::GENERATOR;
        let top = self.state.unit.top;
        let Some(value) = self.tree().child(node, 0) else {
            let register = if self.is_local(to) { self.temporary()? } else { to };
            self.emit(Op::LoadNone, register, 0, 0);
            self.emit(Op::Yield, to, register, 0);
            self.state.unit.top = top;
            return Ok(());
        };
        let value = self.operand(value, false, Some(to))?;
        self.push_emit(Op::Yield, [to, value.register, 0], 0, top);
        self.push_operand(value);
        Ok(())
    }

    fn yield_from(&mut self, node: Node, to: u8) -> Done {
        self.in_function(node, "'yield' outside function")?;
        if self.state.unit.flags & Flags::COROUTINE != 0 {
            return self.fail("'yield from' inside async function", Argument::None, node);
        }
        self.state.unit.flags |= Flags::GENERATOR;
        let Some(value) = self.tree().child(node, 0) else { return Ok(()) };
        let top = self.state.unit.top;
        let iterator = self.temporaries(2)?;
        self.push_emit(Op::Move, [to, iterator, 0], 0, top);
        self.push_emit(Op::YieldFrom, [iterator, iterator + 1, 0], 0, 0xff);
        self.push_emit(Op::LoadNone, [iterator + 1, 0, 0], 0, 0xff);
        self.push_emit(Op::GetYieldFromIter, [iterator, iterator, 0], 0, 0xff);
        self.push_into(value, iterator);
        Ok(())
    }

    /// Says that the current function awaits.
    pub(super) fn note_await(&mut self, node: Node, text: &'static str) -> Done {
        let unit = &mut self.state.unit;
        if unit.kind == UnitKind::Generator {
            unit.flags |= Flags::COROUTINE;
            return Ok(());
        }
        if unit.flags & Flags::COROUTINE == 0 {
            let text = if unit.inner != unit.scope {
                "asynchronous comprehension outside of an asynchronous function"
            } else {
                text
            };
            let text = if unit.is_function() || text != "'await' outside async function" {
                text
            } else {
                "'await' outside function"
            };
            return self.fail(text, Argument::None, node);
        }
        Ok(())
    }

    fn await_expression(&mut self, node: Node, to: u8) -> Done {
        self.note_await(node, "'await' outside async function")?;
        let Some(value) = self.tree().child(node, 0) else { return Ok(()) };
        let top = self.state.unit.top;
        let is_last = !self.is_local(to) && to + 1 == top;
        let register = if is_last { to } else { self.temporary()? };
        self.push(Frame { a: top, ..Frame::new(Task::Release) });
        if !is_last {
            self.push_emit(Op::Move, [to, register, 0], 0, 0xff);
        }
        self.push(Frame { a: register, ..Frame::new(Task::Await) });
        self.push_into(value, register);
        Ok(())
    }

    /// Awaits what is in a register, which gets the result. The register after it is used.
    pub(super) fn await_register(&mut self, register: u8) -> Done {
        let top = self.state.unit.top;
        self.set_top(top.max(register + 2))?;
        self.emit(Op::GetAwaitable, register, register, 0);
        self.emit(Op::LoadNone, register + 1, 0, 0);
        self.emit(Op::YieldFrom, register, register + 1, 0);
        self.state.unit.top = top;
        Ok(())
    }

    /// True if the node is the variable `name`, which no scope of ours binds.
    pub(super) fn is_outside_name(&self, node: Node, name: Name) -> bool {
        let tree = self.tree();
        tree.kind(node) == Kind::Name
            && tree.operand(node, 0) == name.bits()
            && matches!(self.place(name), super::variable::Place::Global)
    }

    /// The name of the first parameter, for `super()`.
    pub(super) fn first_parameter(&self) -> Option<Name> {
        let unit = &self.state.unit;
        if !unit.is_function() || unit.parameters & 0xff == 0 || unit.kind == UnitKind::Generator {
            return None;
        }
        let entry = self.entry(unit.scope + 1);
        let is_parameter = entry.is_name_in(unit.scope) && entry.flags & super::scope::PARAMETER != 0;
        is_parameter.then(|| Name::from_bits(entry.word)).filter(|name| *name != name::DOT_ZERO)
    }
}

/// The instruction of an operator.
fn binary_op(operator: BinaryOperator) -> Op {
    match operator {
        BinaryOperator::Add => Op::Add,
        BinaryOperator::Subtract => Op::Subtract,
        BinaryOperator::Multiply => Op::Multiply,
        BinaryOperator::MatrixMultiply => Op::MatrixMultiply,
        BinaryOperator::Divide => Op::TrueDivide,
        BinaryOperator::FloorDivide => Op::FloorDivide,
        BinaryOperator::Modulo => Op::Modulo,
        BinaryOperator::Power => Op::Power,
        BinaryOperator::LeftShift => Op::LeftShift,
        BinaryOperator::RightShift => Op::RightShift,
        BinaryOperator::And => Op::BitAnd,
        BinaryOperator::Or => Op::BitOr,
        BinaryOperator::Xor => Op::BitXor,
    }
}
