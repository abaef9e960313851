//! Constants: literals, folding, and texts put together from names.

use super::frame::{Frame, Task};
use super::scratch::Table;
use super::{Done, Pause, Work};
use crate::vm::code::op::Op;
use crate::vm::heap::{Kind as Block, LONG_STR_TEXT, Run, STR_MAX, STR_TEXT};
use crate::vm::name::{self, Name, hash16};
use crate::vm::number::Float;
use crate::vm::number::parse::parse_float;
use crate::vm::number::radix::{IntText, from_text, limbs_bound};
use crate::vm::syntax::tree::{BinaryOperator, UnaryOperator};
use crate::vm::syntax::{Kind, Node};
use crate::vm::value::{Ref, Value};

/// Texts up to this length that look like identifiers become names.
const NAME_TEXT: usize = 20;
/// Constants that a new one is compared with, to be used again.
const COMPARED: u32 = 128;
/// Operators that a folded expression may have.
const FOLD_DEPTH: usize = 8;
/// Levels of a constant tuple.
const TUPLE_DEPTH: usize = 4;
/// Items of a constant tuple at most.
const TUPLE_ITEMS: u32 = 4096;

/// A part of a text that is put together.
#[derive(Clone, Copy)]
pub(super) enum Piece {
    /// A constant text.
    Text(&'static str),
    /// A name without some bytes at its start.
    Name(Name, usize),
    /// A name or a string block.
    Value(Value),
}

impl Work<'_, '_> {
    /// The index of a constant of the current unit; an equal one is used again.
    #[inline(never)]
    pub(super) fn constant(&mut self, value: Value) -> Done<u16> {
        let unit = &self.state.unit;
        if unit.dead {
            return Ok(0);
        }
        for index in unit.constants.max(self.state.values.saturating_sub(COMPARED))..self.state.values {
            if self.is_same(self.value_at(index), value) {
                return Ok((index - unit.values) as u16);
            }
        }
        let index = self.state.values - unit.values;
        if index > 0xffff {
            return self.fail_here("too many constants");
        }
        self.reserve_values(1)?;
        self.push_value(value);
        Ok(index as u16)
    }

    /// The index of a constant that is needed although what is compiled just now may be unreachable.
    pub(super) fn live_constant(&mut self, value: Value) -> Done<u16> {
        let dead = core::mem::replace(&mut self.state.unit.dead, false);
        let index = self.constant(value);
        self.state.unit.dead = dead;
        index
    }

    /// The index of a constant whose block was just made: it is freed if there is an equal one.
    pub(super) fn new_constant(&mut self, value: Value) -> Done<u16> {
        let before = self.state.values;
        let index = self.constant(value)?;
        if self.state.values == before
            && let Some(block) = value.as_ref()
        {
            self.release(block);
        }
        Ok(index)
    }

    /// True for two constants that are the same, type and all.
    fn is_same(&self, a: Value, b: Value) -> bool {
        if a == b {
            return true;
        }
        let (Some(a), Some(b)) = (a.as_ref(), b.as_ref()) else { return false };
        let (left, right) = (self.heap.header(a), self.heap.header(b));
        let same_size = left.size() == right.size() && self.heap.size(a) == self.heap.size(b);
        left.kind() == right.kind()
            && left.kind() != Block::Code
            && same_size
            && (1..self.heap.size(a) / 4).all(|index| self.heap.word(a, index) == self.heap.word(b, index))
    }

    /// Loads a constant value into a register.
    #[inline(never)]
    pub(super) fn load_constant(&mut self, value: Value, to: u8) -> Done {
        match value {
            Value::NONE => self.emit(Op::LoadNone, to, 0, 0),
            Value::TRUE => self.emit(Op::LoadTrue, to, 0, 0),
            Value::FALSE => self.emit(Op::LoadFalse, to, 0, 0),
            _ => match value.as_small().and_then(|int| i16::try_from(int).ok()) {
                Some(int) => self.emit_wide(Op::LoadInt, to, 0, 0, int as u16),
                None => {
                    let constant = self.new_constant(value)?;
                    self.emit_wide(Op::LoadConst, to, 0, 0, constant);
                }
            },
        }
        Ok(())
    }

    /// The value of a literal, a negative number included, or of folded arithmetic.
    #[inline(never)]
    pub(super) fn literal(&mut self, node: Node) -> Done<Option<Value>> {
        if let Some(int) = self.fold(node) {
            return self.int(int.into()).map(Some);
        }
        let (kind, negative, inner) = self.signed(node);
        let value = match kind {
            Kind::None => Value::NONE,
            Kind::True => Value::TRUE,
            Kind::False => Value::FALSE,
            Kind::Ellipsis => Value::ELLIPSIS,
            Kind::BigInt => self.big_int(inner, negative)?,
            Kind::Float => self.float(self.float_of(inner, negative))?,
            Kind::Imaginary => self.imaginary(self.float_of(inner, negative), negative)?,
            Kind::String => self.string(node)?,
            Kind::Bytes => self.bytes(node)?,
            _ => return Ok(None),
        };
        Ok(Some(value))
    }

    /// A node's kind, or that of the number that it negates.
    fn signed(&self, node: Node) -> (Kind, bool, Node) {
        let tree = self.tree();
        if tree.kind(node) == Kind::Unary
            && tree.unary_operator(node) == UnaryOperator::Negate
            && let Some(child) = tree.child(node, 0)
        {
            let kind = tree.kind(child);
            if matches!(kind, Kind::BigInt | Kind::Float | Kind::Imaginary) {
                return (kind, true, child);
            }
        }
        (tree.kind(node), false, node)
    }

    /// True if the node is a literal.
    #[inline(never)]
    pub(super) fn is_literal(&self, node: Node) -> bool {
        let (kind, ..) = self.signed(node);
        matches!(
            kind,
            Kind::Int
                | Kind::BigInt
                | Kind::Float
                | Kind::Imaginary
                | Kind::String
                | Kind::Bytes
                | Kind::None
                | Kind::True
                | Kind::False
                | Kind::Ellipsis
        ) || self.fold(node).is_some()
    }

    /// The truth of a constant expression, if it is one.
    #[inline(never)]
    pub(super) fn truth(&self, node: Node) -> Option<bool> {
        let tree = self.tree();
        match tree.kind(node) {
            Kind::True | Kind::Ellipsis => Some(true),
            Kind::None | Kind::False => Some(false),
            Kind::String | Kind::Bytes => Some(tree.text_len(node) > 0),
            Kind::Name if tree.operand(node, 0) == name::__DEBUG__.bits() => Some(self.state.options.optimize == 0),
            Kind::BigInt => Some(true),
            _ => self.fold(node).map(|int| int != 0),
        }
    }

    /// The value of arithmetic on small ints, if it is small.
    #[inline(never)]
    pub(super) fn fold(&self, node: Node) -> Option<i32> {
        let tree = self.tree();
        let (mut path, mut depth, mut node) = ([node; FOLD_DEPTH], 0, node);
        while matches!(tree.kind(node), Kind::Binary | Kind::Unary) {
            *path.get_mut(depth)? = node;
            depth += 1;
            node = tree.child(node, 0)?;
        }
        let mut value = self.int_of(node)?;
        for &node in path.get(..depth)?.iter().rev() {
            value = if tree.kind(node) == Kind::Unary {
                match tree.unary_operator(node) {
                    UnaryOperator::Negate => -value,
                    UnaryOperator::Positive => value,
                    UnaryOperator::Invert => !value,
                    UnaryOperator::Not => return None,
                }
            } else {
                arithmetic(tree.binary_operator(node), value, self.right_int(tree.child(node, 1)?)?)?
            };
            if value.unsigned_abs() > 1 << 30 {
                return None;
            }
        }
        i32::try_from(value).ok()
    }

    fn int_of(&self, node: Node) -> Option<i64> {
        let tree = self.tree();
        (tree.kind(node) == Kind::Int).then(|| i64::from(tree.operand(node, 0) as i32))
    }

    /// An int literal, or a negated one.
    fn right_int(&self, node: Node) -> Option<i64> {
        let tree = self.tree();
        let negated = tree.kind(node) == Kind::Unary && tree.unary_operator(node) == UnaryOperator::Negate;
        if negated { self.int_of(tree.child(node, 0)?).map(|int| -int) } else { self.int_of(node) }
    }

    /// An int.
    fn int(&mut self, int: i64) -> Done<Value> {
        if let Some(value) = Value::try_small(int) {
            return Ok(value);
        }
        let block = self.heap.alloc(Block::BigInt, 3).map_err(|_| Pause::Memory)?;
        self.heap.set_raw(block, 1, 1 << 1 | u32::from(int < 0));
        self.heap.set_raw(block, 2, int.unsigned_abs() as u32);
        Ok(Value::reference(block))
    }

    /// Where the text of a node lies in the workspace: the block, bytes from its header on, and their number.
    fn text_place(&self, node: Node) -> (Ref, usize, usize) {
        let (block, start) = self.tree_place();
        (block, start + (node.0 as usize + 2) * 4, self.tree().text_len(node))
    }

    /// The text of a node.
    fn text(&self, node: Node) -> &[u8] {
        let (block, offset, len) = self.text_place(node);
        self.heap.bytes(block, offset, len)
    }

    fn float_of(&self, node: Node, negative: bool) -> Float {
        let value = parse_float(self.text(node)).unwrap_or(0.0);
        if negative { -value } else { value }
    }

    fn float(&mut self, value: Float) -> Done<Value> {
        let block = self.heap.alloc(Block::Float, 1 + size_of::<Float>() / 4).map_err(|_| Pause::Memory)?;
        self.put_float(block, 1, value);
        Ok(Value::reference(block))
    }

    fn put_float(&mut self, block: Ref, index: usize, value: Float) {
        for (word, bytes) in value.to_le_bytes().chunks_exact(4).enumerate() {
            let bits = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            self.heap.set_raw(block, index + word, bits);
        }
    }

    fn imaginary(&mut self, value: Float, negative: bool) -> Done<Value> {
        let words = size_of::<Float>() / 4;
        let block = self.heap.alloc(Block::Complex, 1 + 2 * words).map_err(|_| Pause::Memory)?;
        self.put_float(block, 1, if negative { -0.0 } else { 0.0 });
        self.put_float(block, 1 + words, value);
        Ok(Value::reference(block))
    }

    fn big_int(&mut self, node: Node, negative: bool) -> Done<Value> {
        let radix = self.tree().radix(node);
        let (tree, offset, len) = self.text_place(node);
        let bound = limbs_bound(len, radix);
        let block = self.heap.alloc(Block::BigInt, 2 + bound).map_err(|_| Pause::Memory)?;
        let (limbs, digits) = self.heap.limbs_beside(Run::new(block, 2, bound), tree, offset, len);
        from_text(limbs, &IntText { negative, radix, digits, count: len });
        let used = limbs.iter().rposition(|limb| *limb != 0).map_or(0, |last| last + 1);
        let low = limbs.first().copied().unwrap_or(0);
        if used <= 1 {
            let int = if negative { -i64::from(low) } else { low.into() };
            if let Some(value) = Value::try_small(int) {
                self.release(block);
                return Ok(value);
            }
        }
        self.heap.set_raw(block, 1, (used as u32) << 1 | u32::from(negative));
        self.heap.shrink(block, 2 + used);
        Ok(Value::reference(block))
    }

    /// A string literal: a name if it looks like an identifier, else a block.
    fn string(&mut self, node: Node) -> Done<Value> {
        let text = self.text(node);
        let (len, mut copy) = (text.len(), [0; NAME_TEXT]);
        let is_word = || text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        if (len <= 1 && text.is_ascii()) || (len <= NAME_TEXT && is_word()) {
            copy[..len].copy_from_slice(text);
            let name = self.heap.intern(&copy[..len]).map_err(|_| Pause::Memory)?;
            return Ok(Value::name(name));
        }
        let hash = hash16(text);
        let block = self.new_text(len, hash)?;
        let start = self.text_start(block);
        self.copy_text(node, block, start, len);
        Ok(Value::reference(block))
    }

    fn bytes(&mut self, node: Node) -> Done<Value> {
        let len = self.text(node).len();
        let block = self.heap.alloc_bytes(Block::Bytes, 4 + len).map_err(|_| Pause::Memory)?;
        self.heap.set_raw(block, 1, Value::len(len).bits());
        self.copy_text(node, block, 8, len);
        Ok(Value::reference(block))
    }

    fn copy_text(&mut self, node: Node, block: Ref, start: usize, len: usize) {
        let words = self.words_of(Table::Tree).get(node.0 as usize + 2..).unwrap_or(&[]);
        let place = self.heap.bytes_mut(block, start, len);
        let (chunks, rest) = place.as_chunks_mut();
        for (bytes, word) in chunks.iter_mut().zip(words) {
            *bytes = word.get().to_le_bytes();
        }
        for (byte, from) in rest.iter_mut().zip(words.get(len / 4).map_or([0; 4], |word| word.get().to_le_bytes())) {
            *byte = from;
        }
    }

    fn put_byte(&mut self, block: Ref, at: usize, byte: u8) {
        if let Some(place) = self.heap.bytes_mut(block, at, 1).first_mut() {
            *place = byte;
        }
    }

    /// A string block of a length, without its text.
    fn new_text(&mut self, len: usize, hash: u16) -> Done<Ref> {
        let is_long = len > STR_MAX;
        let (kind, start) = if is_long { (Block::LongStr, LONG_STR_TEXT) } else { (Block::Str, STR_TEXT) };
        let block = self.heap.alloc_bytes(kind, start - 4 + len).map_err(|_| Pause::Memory)?;
        if is_long {
            self.heap.set_raw(block, 1, Value::len(len).bits());
        }
        let [low, high] = hash.to_le_bytes();
        self.put_byte(block, start - 2, low);
        self.put_byte(block, start - 1, high);
        Ok(block)
    }

    fn text_start(&self, block: Ref) -> usize {
        if self.heap.kind(block) == Block::LongStr { LONG_STR_TEXT } else { STR_TEXT }
    }

    /// The text of a piece.
    fn piece_text(&self, piece: Piece) -> &[u8] {
        match piece {
            Piece::Text(text) => text.as_bytes(),
            Piece::Name(name, skipped) => self.heap.name_text(name).get(skipped..).unwrap_or(&[]),
            Piece::Value(value) => match value.as_name() {
                Some(name) => self.heap.name_text(name),
                None => self.heap.text(value.block()),
            },
        }
    }

    /// A string block of `count` pieces.
    pub(super) fn concatenate(&mut self, count: u32, piece: &dyn Fn(&Self, u32) -> Piece) -> Done<Ref> {
        let len = (0..count).map(|index| self.piece_text(piece(self, index)).len()).sum();
        let block = self.new_text(len, 0)?;
        let start = self.text_start(block);
        let mut at = start;
        for index in 0..count {
            let part = piece(self, index);
            for offset in 0..self.piece_text(part).len() {
                let byte = self.piece_text(part).get(offset).copied().unwrap_or(0);
                self.put_byte(block, at, byte);
                at += 1;
            }
        }
        let [low, high] = hash16(self.heap.text(block)).to_le_bytes();
        self.put_byte(block, start - 2, low);
        self.put_byte(block, start - 1, high);
        Ok(block)
    }

    /// The name that is made of `count` pieces.
    pub(super) fn joined_name(&mut self, count: u32, piece: &dyn Fn(&Self, u32) -> Piece) -> Done<Name> {
        let block = self.concatenate(count, piece)?;
        let name = match self.heap.intern_str(block) {
            Ok(name) => name,
            Err(_) => {
                self.release(block);
                return Err(Pause::Memory);
            }
        };
        if self.heap.name_block(name) != block {
            self.release(block);
        }
        Ok(name)
    }

    /// `name` as it is called inside `class`.
    pub(super) fn mangle_for(&mut self, class: Name, name: Name) -> Done<Name> {
        let text = self.heap.name_text(name);
        if !text.starts_with(b"__") || text.ends_with(b"__") {
            return Ok(name);
        }
        let Some(skipped) = self.heap.name_text(class).iter().position(|byte| *byte != b'_') else { return Ok(name) };
        self.joined_name(3, &|_, index| match index {
            0 => Piece::Text("_"),
            1 => Piece::Name(class, skipped),
            _ => Piece::Name(name, 0),
        })
    }

    /// True for a tuple of literals and such tuples, of some levels.
    pub(super) fn is_constant_tuple(&self, node: Node) -> bool {
        let tree = self.tree();
        let (mut levels, mut depth, mut items) = ([(node, 0); TUPLE_DEPTH], 1, 0);
        if tree.kind(node) != Kind::Tuple {
            return false;
        }
        while let Some((node, index)) = levels.get_mut(..depth).and_then(|open| open.last_mut()) {
            let Some(child) = tree.child(*node, *index) else {
                depth -= 1;
                continue;
            };
            (*index, items) = (*index + 1, items + 1);
            if tree.kind(child) == Kind::Tuple {
                let Some(level) = levels.get_mut(depth) else { return false };
                *level = (child, 0);
                depth += 1;
            } else if !self.is_literal(child) || items > TUPLE_ITEMS {
                return false;
            }
        }
        true
    }

    /// Loads a constant tuple into a register.
    pub(super) fn load_constant_tuple(&mut self, node: Node, to: u8) {
        let first = self.state.values;
        self.push(Frame { a: to, b: 1, x: node.0, y: first, ..Frame::new(Task::ConstantTuple) });
    }

    /// Puts item `frame.z` of a constant tuple on the values; after the last one makes the tuple of them.
    pub(super) fn constant_tuple(&mut self, frame: Frame) -> Done {
        if let Some(item) = self.tree().child(Node(frame.x), frame.z) {
            let next = Frame { z: frame.z + 1, ..frame };
            if self.tree().kind(item) == Kind::Tuple {
                self.push(next);
                let first = self.state.values;
                self.push(Frame { x: item.0, y: first, ..Frame::new(Task::ConstantTuple) });
                return Ok(());
            }
            let value = self.literal(item)?.unwrap_or(Value::NONE);
            self.push_value(value);
            self.push(next);
            return Ok(());
        }
        let tuple = self.tuple_of(frame.y, self.state.values - frame.y)?;
        self.state.values = frame.y;
        if frame.b != 0 {
            return self.load_constant(Value::reference(tuple), frame.a);
        }
        self.push_value(Value::reference(tuple));
        Ok(())
    }

    /// A tuple of values of the value table.
    pub(super) fn tuple_of(&mut self, first: u32, count: u32) -> Done<Ref> {
        let tuple = self.heap.alloc(Block::Tuple, 2 + count as usize).map_err(|_| Pause::Memory)?;
        self.heap.set_raw(tuple, 1, Value::len(count as usize).bits());
        self.take_values(first, tuple, 2, count);
        Ok(tuple)
    }
}

/// Arithmetic as Python does it, where it is small.
fn arithmetic(operator: BinaryOperator, a: i64, b: i64) -> Option<i64> {
    Some(match operator {
        BinaryOperator::Add => a + b,
        BinaryOperator::Subtract => a - b,
        BinaryOperator::Multiply => a * b,
        BinaryOperator::FloorDivide if b != 0 => a.div_euclid(b) - i64::from(b < 0 && a.rem_euclid(b) != 0),
        BinaryOperator::Modulo if b != 0 => a - b * (a.div_euclid(b) - i64::from(b < 0 && a.rem_euclid(b) != 0)),
        BinaryOperator::Power => a.checked_pow(u32::try_from(b).ok()?)?,
        BinaryOperator::LeftShift if (0..31).contains(&b) => a << b,
        BinaryOperator::RightShift if b >= 0 => a >> b.min(63),
        BinaryOperator::And => a & b,
        BinaryOperator::Or => a | b,
        BinaryOperator::Xor => a ^ b,
        _ => return None,
    })
}
