//! Conditions, comparisons, `and` and `or`: control flow without booleans in between.

use super::emit::IF_FALSE;
use super::frame::{Frame, Task};
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::syntax::tree::{Comparison, UnaryOperator};
use crate::vm::syntax::{Kind, Node};

/// Of a `ChainLast` frame: the right operand is an immediate.
const IMMEDIATE: u8 = 0x40;
/// Of a `ChainLast` frame: jump if true.
const IF_TRUE: u8 = 0x80;
/// Of a `ChainNext` frame: jump if the chain is false.
const JUMP_FALSE: u8 = 0;
/// Of a `ChainNext` frame: jump if it is true.
const JUMP_TRUE: u8 = 1;
/// Of a `ChainNext` frame: its value is wanted.
const VALUE: u8 = 2;
/// Of a `ChainNext` frame: the left operand is an immediate.
const LEFT_IMMEDIATE: u8 = 0x80;

impl Work<'_, '_> {
    /// Pushes a jump to a label if a node's truth is `sense`.
    #[inline(never)]
    pub(super) fn push_jump(&mut self, node: Node, sense: bool, label: u32) {
        self.push(Frame { a: sense.into(), x: node.0, y: label, ..Frame::new(Task::Jump) });
    }

    /// Jumps to a label if a node's truth is `sense`.
    pub(super) fn jump_if(&mut self, node: Node, sense: bool, label: u32) -> Done {
        self.at(node);
        if let Some(truth) = self.truth(node) {
            if truth == sense {
                self.jump(Op::Jump, 0, 0, label);
            }
            return Ok(());
        }
        let tree = self.tree();
        match tree.kind(node) {
            Kind::Unary if tree.unary_operator(node) == UnaryOperator::Not => {
                if let Some(operand) = tree.child(node, 0) {
                    self.push_jump(operand, !sense, label);
                }
                Ok(())
            }
            Kind::And => self.jump_all(node, sense, label, false),
            Kind::Or => self.jump_all(node, sense, label, true),
            Kind::Compare => self.jump_compare(node, sense, label),
            Kind::Named => self.jump_named(node, sense, label),
            _ => self.jump_value(node, sense, label),
        }
    }

    /// Jumps on any value.
    fn jump_value(&mut self, node: Node, sense: bool, label: u32) -> Done {
        self.push_release();
        let operand = self.operand(node, false, None)?;
        self.push_register_jump(operand.register, sense, label);
        self.push_operand(operand);
        Ok(())
    }

    fn jump_named(&mut self, node: Node, sense: bool, label: u32) -> Done {
        let tree = self.tree();
        let (Some(target), Some(value)) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        let Some((register, ..)) = self.local_of(target)? else { return self.jump_value(node, sense, label) };
        self.push_register_jump(register, sense, label);
        self.push(Frame { a: register, ..Frame::new(Task::MarkBound) });
        self.push_into(value, register);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn push_register_jump(&mut self, register: u8, sense: bool, label: u32) {
        let z = self.state.unit.line;
        self.push(Frame { a: register, b: sense.into(), y: label, z, ..Frame::new(Task::JumpRegister) });
    }

    pub(super) fn jump_register(&mut self, frame: Frame) {
        self.state.unit.line = frame.z;
        let op = match frame.b {
            _ if frame.c != 0 => Op::decode(frame.b),
            0 => Op::JumpIfFalse,
            _ => Op::JumpIfTrue,
        };
        self.jump(op, frame.a, 0, frame.y);
    }

    /// `and` (`decided` false) and `or` (`decided` true).
    fn jump_all(&mut self, node: Node, sense: bool, label: u32, decided: bool) -> Done {
        let count = self.tree().count(node);
        self.reserve_frames(count + 2)?;
        // Operands that decide the whole jump to `label` if that is the sense, else past all operands.
        let exit = if sense == decided { label } else { self.push_label() };
        for index in (0..count).rev() {
            let Some(operand) = self.tree().child(node, index) else { continue };
            if index + 1 == count {
                self.push_jump(operand, sense, label);
            } else {
                self.push_jump(operand, decided, exit);
            }
        }
        Ok(())
    }

    /// The value of `and` and `or`.
    pub(super) fn and_or(&mut self, node: Node, to: u8) -> Done {
        let count = self.tree().count(node);
        let decided = self.tree().kind(node) == Kind::Or;
        self.reserve_frames(2 * count + 4)?;
        let rest_is_literal =
            (1..count).all(|index| self.tree().child(node, index).is_some_and(|child| self.is_fresh(child)));
        let register = if rest_is_literal { to } else { self.accumulator(to)? };
        let end = self.push_label();
        for index in (0..count).rev() {
            let Some(operand) = self.tree().child(node, index) else { continue };
            if index + 1 < count {
                self.push_register_jump(register, decided, end);
            }
            self.push_into(operand, register);
        }
        Ok(())
    }

    /// True for a literal or an empty display: its evaluation neither reads nor raises.
    fn is_fresh(&self, node: Node) -> bool {
        let tree = self.tree();
        let is_empty = matches!(tree.kind(node), Kind::List | Kind::Dict | Kind::Tuple) && tree.count(node) == 0;
        is_empty || self.is_literal(node)
    }

    /// The operands of a comparison of two.
    pub(super) fn single_comparison(&self, node: Node) -> Option<(Node, Comparison, Node)> {
        let tree = self.tree();
        if tree.kind(node) != Kind::Compare || tree.count(node) != 3 {
            return None;
        }
        Some((tree.child(node, 0)?, Comparison::of_word(tree.operand(node, 1)), tree.child(node, 2)?))
    }

    fn jump_compare(&mut self, node: Node, sense: bool, label: u32) -> Done {
        if let Some((left, comparison, right)) = self.single_comparison(node)
            && self.tree().kind(right) == Kind::None
            && matches!(comparison, Comparison::Is | Comparison::IsNot)
        {
            return self.jump_none(left, (comparison == Comparison::Is) == sense, label);
        }
        self.push_release();
        let (mode, labels) = if !sense {
            (JUMP_FALSE, label | label << 16)
        } else if self.tree().count(node) == 3 {
            (JUMP_TRUE, label | label << 16)
        } else {
            (JUMP_TRUE, label | self.push_label() << 16)
        };
        self.start_chain(node, mode, 0, labels)
    }

    /// Jumps if a value is `None`, or if it is not.
    fn jump_none(&mut self, node: Node, is_none: bool, label: u32) -> Done {
        self.push_release();
        let operand = self.operand(node, false, None)?;
        let (op, z) = (if is_none { Op::JumpIfNone } else { Op::JumpIfNotNone }, self.state.unit.line);
        let a = operand.register;
        self.push(Frame { a, b: op as u8, c: 1, y: label, z, ..Frame::new(Task::JumpRegister) });
        self.push_operand(operand);
        Ok(())
    }

    /// The value of a comparison.
    pub(super) fn compare(&mut self, node: Node, to: u8) -> Done {
        if let Some((left, comparison, right)) = self.single_comparison(node) {
            return self.compare_pair(left, comparison, right, to);
        }
        let register = self.accumulator(to)?;
        self.push_release();
        let end = self.push_label();
        self.start_chain(node, VALUE, register, end | end << 16)
    }

    /// The value of a comparison of two.
    pub(super) fn compare_pair(&mut self, left: Node, comparison: Comparison, right: Node, to: u8) -> Done {
        let top = self.state.unit.top;
        let rebinding = !self.is_simple(right);
        let left = self.operand(left, rebinding, Some(to))?;
        let scratch = if left.name.is_some() { Some(to) } else { None };
        let right = self.operand(right, false, scratch)?;
        self.push_emit(compare_op(comparison), [to, left.register, right.register], 0, top);
        self.push_operand(right);
        self.push_operand(left);
        Ok(())
    }

    /// Evaluates the first operand of a chain; the pairs follow.
    fn start_chain(&mut self, node: Node, mode: u8, to: u8, labels: u32) -> Done {
        let Some(left) = self.tree().child(node, 0) else { return Ok(()) };
        let first = Comparison::of_word(self.tree().operand(node, 1));
        let right_is_literal = self.tree().child(node, 2).is_some_and(|right| self.is_literal(right));
        let frame = Frame { c: to, x: node.0, y: labels, ..Frame::new(Task::ChainNext) };
        // Other comparisons are not swapped: their errors name the operands in order.
        let swaps = matches!(first, Comparison::Equal | Comparison::NotEqual);
        if mode != VALUE
            && swaps
            && !right_is_literal
            && let Some(int) = self.small_literal(left)
        {
            self.push(Frame { a: int, b: mode | LEFT_IMMEDIATE, ..frame });
            return Ok(());
        }
        let rebinding = (1..self.tree().count(node))
            .step_by(2)
            .any(|index| self.tree().child(node, index + 1).is_some_and(|operand| !self.is_simple(operand)));
        let left = self.operand(left, rebinding, None)?;
        self.push(Frame { a: left.register, b: mode, ..frame });
        self.push_operand(left);
        Ok(())
    }

    /// Pair `frame.z` of a chain, whose left operand is in register `frame.a`.
    pub(super) fn chain_next(&mut self, frame: Frame) -> Done {
        let (node, tree) = (Node(frame.x), self.tree());
        let (index, mode) = (1 + 2 * frame.z, frame.b & !LEFT_IMMEDIATE);
        let Some(right) = tree.child(node, index + 1) else { return Ok(()) };
        let comparison = Comparison::of_word(tree.operand(node, index));
        let is_last = index + 2 >= tree.count(node);
        self.at(node);
        let z = self.state.unit.line;
        let jumps_true = mode == JUMP_TRUE && is_last;
        let label = if jumps_true { frame.y & 0xffff } else { frame.y >> 16 };
        let sense = if jumps_true { IF_TRUE } else { 0 };
        if frame.b & LEFT_IMMEDIATE != 0 {
            let rebinding = !is_last;
            let right = self.operand(right, rebinding, None)?;
            self.push_next(frame, is_last, right.register, mode);
            let c = comparison as u8 | IMMEDIATE | sense;
            self.push(Frame { a: right.register, b: frame.a, c, y: label, z, ..Frame::new(Task::ChainLast) });
            self.push_operand(right);
            return Ok(());
        }
        if mode != VALUE
            && is_last
            && has_int_form(comparison)
            && let Some(int) = self.small_literal(right)
        {
            let c = comparison as u8 | IMMEDIATE | sense;
            self.push(Frame { a: frame.a, b: int, c, y: label, z, ..Frame::new(Task::ChainLast) });
            return Ok(());
        }
        let right = self.operand(right, !is_last, None)?;
        self.push_next(frame, is_last, right.register, mode);
        if mode == VALUE {
            if !is_last {
                self.push_register_jump(frame.c, false, label);
            }
            self.push_emit(compare_op(comparison), [frame.c, frame.a, right.register], 0, 0xff);
        } else {
            let c = comparison as u8 | sense;
            self.push(Frame { a: frame.a, b: right.register, c, y: label, z, ..Frame::new(Task::ChainLast) });
        }
        self.push_operand(right);
        Ok(())
    }

    fn push_next(&mut self, frame: Frame, is_last: bool, left: u8, mode: u8) {
        if !is_last {
            self.push(Frame { a: left, b: mode, z: frame.z + 1, ..frame });
        }
    }

    /// Emits the jump of a pair.
    pub(super) fn chain_last(&mut self, frame: Frame) -> Done {
        self.state.unit.line = frame.z;
        let (sense, comparison) = (frame.c & IF_TRUE != 0, Comparison::of_word(u32::from(frame.c & 0xf)));
        let (op, inverted) = if frame.c & IMMEDIATE != 0 { (int_jump(comparison), false) } else { fused(comparison) };
        match op {
            Some(op) => {
                let flag = if sense == inverted { IF_FALSE } else { 0 };
                self.jump(op, frame.a | flag, frame.b, frame.y);
            }
            None => {
                let top = self.state.unit.top;
                let register = self.temporary()?;
                self.emit(compare_op(comparison), register, frame.a, frame.b);
                self.jump(if sense { Op::JumpIfTrue } else { Op::JumpIfFalse }, register, 0, frame.y);
                self.state.unit.top = top;
            }
        }
        Ok(())
    }
}

fn has_int_form(comparison: Comparison) -> bool {
    int_jump(comparison).is_some()
}

/// The jump that compares with an immediate.
fn int_jump(comparison: Comparison) -> Option<Op> {
    Some(match comparison {
        Comparison::Less => Op::JumpIfLessInt,
        Comparison::LessEqual => Op::JumpIfLessEqualInt,
        Comparison::Greater => Op::JumpIfGreaterInt,
        Comparison::GreaterEqual => Op::JumpIfGreaterEqualInt,
        Comparison::Equal => Op::JumpIfEqualInt,
        Comparison::NotEqual => Op::JumpIfNotEqualInt,
        _ => return None,
    })
}

/// The jump that compares, and whether it jumps on the opposite.
fn fused(comparison: Comparison) -> (Option<Op>, bool) {
    let op = match comparison {
        Comparison::Less => Op::JumpIfLess,
        Comparison::LessEqual => Op::JumpIfLessEqual,
        Comparison::Greater => Op::JumpIfGreater,
        Comparison::GreaterEqual => Op::JumpIfGreaterEqual,
        Comparison::Equal => Op::JumpIfEqual,
        Comparison::NotEqual => Op::JumpIfNotEqual,
        Comparison::Is | Comparison::IsNot => Op::JumpIfIs,
        Comparison::In | Comparison::NotIn => return (None, false),
    };
    (Some(op), comparison == Comparison::IsNot)
}

/// The instruction that gives a comparison's value.
fn compare_op(comparison: Comparison) -> Op {
    match comparison {
        Comparison::Less => Op::Less,
        Comparison::LessEqual => Op::LessEqual,
        Comparison::Equal => Op::Equal,
        Comparison::NotEqual => Op::NotEqual,
        Comparison::Greater => Op::Greater,
        Comparison::GreaterEqual => Op::GreaterEqual,
        Comparison::In => Op::In,
        Comparison::NotIn => Op::NotIn,
        Comparison::Is => Op::Is,
        Comparison::IsNot => Op::IsNot,
    }
}
