//! `match`. What a pattern captures stays in temporaries until the whole pattern has succeeded.
//!
//! Captured names are entries of the table of scopes, of the scope `CAPTURES`, until they are stored.

use super::call::CALL_GAP;
use super::emit::IF_FALSE;
use super::frame::{Frame, Task};
use super::scope::{CAPTURES, Entry};
use super::{Done, Work, hidden};
use crate::vm::code::op::Op;
use crate::vm::heap::Kind as Block;
use crate::vm::name::Name;
use crate::vm::syntax::{Argument, Kind, Node};
use crate::vm::value::Value;

/// What the items of a pattern are: of a sequence.
const SEQUENCE: u8 = 0;
/// Of a class.
const CLASS: u8 = 1;
/// Of a mapping.
const MAPPING: u8 = 2;
/// Of a `Pattern` frame: x is the name to bind.
const BIND: u8 = 1;
/// Items that are unpacked at once, before or after a star.
const MAX_STAR: u32 = 15;
/// Items of a pattern.
const MAX_ITEMS: u32 = 32;

impl Work<'_, '_> {
    pub(super) fn match_header(&mut self, node: Node) -> Done {
        self.push_release();
        let subject = self.temporary()?;
        self.push_label();
        self.push_label();
        self.push(Frame { a: subject, ..Frame::new(Task::Match) });
        if let Some(value) = self.tree().child(node, 0) {
            self.push_into(value, subject);
        }
        Ok(())
    }

    /// `case pattern if guard:`
    pub(super) fn case_clause(&mut self, node: Node) -> Done {
        let at = self.state.stack;
        let frame = self.frame(at);
        let tree = self.tree();
        let (Some(pattern), guard) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        if frame.b != 0 {
            let text = match frame.x {
                0 => "wildcard makes remaining patterns unreachable",
                _ => "name capture '{}' makes remaining patterns unreachable",
            };
            return self.fail_named(text, Name::from_bits(frame.x), frame.y);
        }
        self.bind(at - 1);
        if let (None, Some(name)) = (guard, self.irrefutable(pattern)) {
            let line = self.state.unit.line;
            self.change(at, |frame| (frame.b, frame.x, frame.y) = (1, name, line));
        }
        let start = self.state.scopes;
        self.push_release();
        if let Some(guard) = guard {
            self.push(Frame { x: guard.0, y: at - 1, ..Frame::new(Task::PatternGuard) });
        }
        self.push(Frame { a: self.state.unit.top, x: start, y: start, ..Frame::new(Task::PatternStore) });
        self.push_pattern(pattern, frame.a, at - 1);
        Ok(())
    }

    /// The name (0 for the wildcard) if a pattern matches everything.
    fn irrefutable(&self, pattern: Node) -> Option<u32> {
        let tree = self.tree();
        let mut node = pattern;
        loop {
            match tree.kind(node) {
                Kind::PatternWildcard => return Some(0),
                Kind::PatternCapture => return Some(tree.operand(node, 0)),
                Kind::PatternAs => node = tree.child(node, 0)?,
                Kind::PatternOr => node = tree.child(node, tree.count(node) - 1)?,
                _ => return None,
            }
        }
    }

    pub(super) fn match_end(&mut self, more: bool) {
        let at = self.state.stack;
        self.jump(Op::Jump, 0, 0, at - 2);
        if !more {
            self.state.stack = at - 1;
        }
    }

    pub(super) fn pattern_guard(&mut self, frame: Frame) -> Done {
        self.push_jump(Node(frame.x), false, frame.y);
        Ok(())
    }

    fn push_pattern(&mut self, node: Node, subject: u8, fail: u32) {
        self.push(Frame { a: subject, x: node.0, y: fail, ..Frame::new(Task::Pattern) });
    }

    /// Stores capture `frame.y` and those after it; the first one is `frame.x`.
    pub(super) fn pattern_store(&mut self, frame: Frame) -> Done {
        if frame.y >= self.state.scopes {
            self.state.scopes = frame.x;
            self.state.unit.top = frame.a;
            return Ok(());
        }
        let entry = self.entry(frame.y);
        self.push(Frame { y: frame.y + 1, ..frame });
        self.store_name(Name::from_bits(entry.word), entry.slot)
    }

    /// Captures what is in a register: there it stays, unless alternatives have to agree on a register.
    fn bind_capture(&mut self, name: Name, node: Node, from: u8) -> Done {
        if self.state.alternatives == 0 && self.find_entry_from_end(name).is_none() {
            self.add_entry(Entry { word: name.bits(), flags: 0, slot: from, owner: CAPTURES })?;
            self.state.captures += 1;
            return Ok(());
        }
        let register = self.capture_register(name, node)?;
        self.emit(Op::Move, register, from, 0);
        Ok(())
    }

    /// The register of a captured name.
    fn capture_register(&mut self, name: Name, node: Node) -> Done<u8> {
        if let Some(entry) = self.find_entry_from_end(name) {
            if self.state.alternatives == 0 {
                let text = "multiple assignments to name '{}' in pattern";
                return self.fail(text, Argument::Name(name.bits()), node);
            }
            self.state.captures += 1;
            return Ok(entry.slot);
        }
        if self.state.alternatives > 1 {
            return self.fail("alternative patterns bind different names", Argument::None, node);
        }
        let slot = self.temporary()?;
        self.add_entry(Entry { word: name.bits(), flags: 0, slot, owner: CAPTURES })?;
        self.state.captures += 1;
        Ok(slot)
    }

    fn find_entry_from_end(&self, name: Name) -> Option<Entry> {
        (0..self.state.scopes)
            .rev()
            .map(|index| self.entry(index))
            .take_while(|entry| entry.is_name_in(CAPTURES))
            .find(|entry| entry.word == name.bits())
    }

    /// Matches register `frame.a` with a pattern; if it does not match, jumps to label `frame.y`.
    pub(super) fn pattern(&mut self, frame: Frame) -> Done {
        if frame.b == BIND {
            return self.bind_capture(Name::from_bits(frame.x), Node(frame.z), frame.a);
        }
        let (node, subject, fail) = (Node(frame.x), frame.a, frame.y);
        self.at(node);
        let tree = self.tree();
        match tree.kind(node) {
            Kind::PatternCapture => self.push_bind(subject, node, 0),
            Kind::PatternValue => self.pattern_value(node, subject, fail),
            Kind::PatternAs => {
                let inner = tree.child(node, 0);
                self.push_bind(subject, node, 1)?;
                if let Some(inner) = inner {
                    self.push_pattern(inner, subject, fail);
                }
                Ok(())
            }
            Kind::PatternOr => {
                let success = self.push_label();
                let (depth, captures) = (self.state.alternatives, self.state.captures);
                let z = success | depth << 16 | (captures & 0xff) << 24;
                self.push(Frame { z, ..frame }.with_task(Task::PatternOr));
                Ok(())
            }
            Kind::PatternSequence => self.pattern_sequence(node, subject, fail),
            Kind::PatternMapping => self.pattern_keys(node, subject, fail),
            Kind::PatternClass => self.pattern_class(node, subject, fail),
            _ => Ok(()),
        }
    }

    fn push_bind(&mut self, subject: u8, node: Node, operand: u32) -> Done {
        let name = self.node_name(node, operand)?;
        self.push(Frame { a: subject, b: BIND, x: name.bits(), z: node.0, ..Frame::new(Task::Pattern) });
        Ok(())
    }

    fn pattern_value(&mut self, node: Node, subject: u8, fail: u32) -> Done {
        let Some(value) = self.tree().child(node, 0) else { return Ok(()) };
        let kind = self.tree().kind(value);
        match kind {
            Kind::None => self.jump(Op::JumpIfNotNone, subject, 0, fail),
            Kind::True | Kind::False => {
                let register = self.temporary()?;
                self.emit(if kind == Kind::True { Op::LoadTrue } else { Op::LoadFalse }, register, 0, 0);
                self.state.unit.top = register;
                self.jump(Op::JumpIfIs, subject | IF_FALSE, register, fail);
            }
            _ => match self.small_literal(value) {
                Some(int) => self.jump(Op::JumpIfEqualInt, subject | IF_FALSE, int, fail),
                None => {
                    self.push_release();
                    let value = self.operand(value, false, None)?;
                    let (c, z) = (crate::vm::syntax::tree::Comparison::Equal as u8, self.state.unit.line);
                    self.push(Frame { a: subject, b: value.register, c, y: fail, z, ..Frame::new(Task::ChainLast) });
                    self.push_operand(value);
                }
            },
        }
        Ok(())
    }

    /// Alternative `frame.c` of an or-pattern and those after it. z: the label of success, then how deep we are in
    /// alternatives, then how many names had been captured before.
    pub(super) fn pattern_or(&mut self, frame: Frame) -> Done {
        let (node, index) = (Node(frame.x), u32::from(frame.c));
        let (success, depth, before) = (frame.z & 0xffff, frame.z >> 16 & 0xff, frame.z >> 24);
        let first = self.state.captures & 0xff;
        let Some(alternative) = self.tree().child(node, index) else {
            self.state.alternatives = depth;
            return self.same_captures(node, frame.b, first, before, index);
        };
        let is_last = index + 1 == self.tree().count(node);
        if !is_last && self.irrefutable(alternative).is_some() {
            return match self.irrefutable(alternative) {
                Some(name) if name != 0 => {
                    let text = "name capture '{}' makes remaining patterns unreachable";
                    self.fail(text, Argument::Name(name), alternative)
                }
                _ => self.fail("wildcard makes remaining patterns unreachable", Argument::None, alternative),
            };
        }
        self.same_captures(node, frame.b, first, before, index)?;
        let names = if index == 1 { first.wrapping_sub(before) as u8 } else { frame.b };
        self.state.captures = before;
        self.state.alternatives = if index == 0 { depth.max(1) } else { 2 };
        self.push(Frame { b: names, c: frame.c + 1, ..frame });
        if self.state.alternatives > 1 {
            // Its captures have their registers from the first alternative.
            self.push_release();
        }
        if is_last {
            self.push_pattern(alternative, frame.a, frame.y);
            return Ok(());
        }
        let next = self.push_label();
        self.push(Frame { y: success, ..Frame::new(Task::JumpTo) });
        self.push_pattern(alternative, frame.a, next);
        Ok(())
    }

    /// After alternative `index - 1`: it must have captured as many names as the first one.
    fn same_captures(&mut self, node: Node, names: u8, now: u32, before: u32, index: u32) -> Done {
        if index >= 2 && now.wrapping_sub(before) as u8 != names {
            return self.fail("alternative patterns bind different names", Argument::None, node);
        }
        Ok(())
    }

    /// Calls a hidden built-in on the arguments that are in place, then jumps if the answer is no.
    fn pattern_call(&mut self, function: Value, base: u8, count: u8, op: Op, fail: u32) -> Done {
        let constant = self.constant(function)?;
        self.emit_wide(Op::LoadConst, base, 0, 0, constant);
        self.emit(Op::Call, base, base, count);
        self.jump(op, base, 0, fail);
        Ok(())
    }

    fn pattern_sequence(&mut self, node: Node, subject: u8, fail: u32) -> Done {
        let tree = self.tree();
        let count = tree.count(node);
        let is_star = |index: &u32| tree.child(node, *index).is_some_and(|child| tree.kind(child) == Kind::PatternStar);
        let (star, stars) = ((0..count).find(is_star), (0..count).filter(is_star).count());
        if stars > 1 {
            return self.fail("multiple starred expressions in sequence pattern", Argument::None, node);
        }
        let after = star.map_or(0, |star| count - 1 - star);
        if count > MAX_ITEMS || star.is_some_and(|star| star > MAX_STAR || after > MAX_STAR) {
            return self.fail("too many expressions in star-unpacking sequence pattern", Argument::None, node);
        }
        let wanted = count - u32::from(star.is_some());
        let base = self.temporaries(CALL_GAP + 3)?;
        let argument = base + CALL_GAP;
        self.emit(Op::Move, argument, subject, 0);
        self.emit_wide(Op::LoadInt, argument + 1, 0, 0, wanted as u16);
        self.emit(if star.is_some() { Op::LoadTrue } else { Op::LoadFalse }, argument + 2, 0, 0);
        self.pattern_call(hidden::MATCH_SEQUENCE, base, 3, Op::JumpIfFalse, fail)?;
        self.state.unit.top = base;
        let needed = self.tree().children(node, 0).any(|child| !self.captures_nothing(child));
        if !needed || count == 0 {
            return Ok(());
        }
        let first = self.temporaries(count as u8)?;
        match star {
            None => self.emit(Op::Unpack, first, subject, count as u8),
            Some(star) => self.emit(Op::UnpackStar, first, subject, star as u8 | (after as u8) << 4),
        }
        self.push_items(node, SEQUENCE, first, 0, fail);
        Ok(())
    }

    /// True for `_` and `*_`.
    fn captures_nothing(&self, node: Node) -> bool {
        let tree = self.tree();
        match tree.kind(node) {
            Kind::PatternWildcard => true,
            Kind::PatternStar => tree.name(node, 0).is_none(),
            _ => false,
        }
    }

    fn push_items(&mut self, node: Node, kind: u8, first: u8, operand: u32, fail: u32) {
        self.push(Frame { a: first, b: kind, x: node.0, y: operand, z: fail, ..Frame::new(Task::PatternItems) });
    }

    /// Matches the item at operand `frame.y` of a pattern and those after it; `frame.a` is its register.
    pub(super) fn pattern_items(&mut self, frame: Frame) -> Done {
        let (node, tree) = (Node(frame.x), self.tree());
        let Some(mut item) = tree.child(node, frame.y) else { return Ok(()) };
        let kind = tree.kind(item);
        let name = tree.name(item, 0);
        if kind == Kind::PatternKeyword {
            item = tree.child(item, 1).unwrap_or(item);
        }
        let step = if frame.b == MAPPING { 2 } else { 1 };
        self.push(Frame { a: frame.a + 1, y: frame.y + step, ..frame });
        match (kind, name) {
            (Kind::PatternStar, None) => Ok(()),
            (Kind::PatternStar, Some(_)) => self.push_bind(frame.a, item, 0),
            _ => {
                self.push_pattern(item, frame.a, frame.z);
                Ok(())
            }
        }
    }

    /// A mapping: its keys, then what `pattern_mapping` does.
    fn pattern_keys(&mut self, node: Node, subject: u8, fail: u32) -> Done {
        let pairs = self.tree().count(node).saturating_sub(1) / 2;
        if pairs > MAX_ITEMS / 2 {
            return self.fail("too many keys in mapping pattern", Argument::None, node);
        }
        self.check_keys(node, pairs)?;
        self.reserve_frames(pairs + 6)?;
        // The keys are needed again after the call.
        let keys = self.temporary()?;
        let base = self.temporaries(CALL_GAP + 2)?;
        let top = self.state.unit.top;
        self.push(Frame { a: base, b: MAPPING, c: subject, x: node.0, y: fail, ..Frame::new(Task::PatternMapping) });
        self.set_top(top.saturating_add(pairs as u8))?;
        self.push_emit(Op::BuildTuple, [keys, top, pairs as u8], 0, top);
        for index in (0..pairs).rev() {
            let Some(key) = self.tree().child(node, 1 + 2 * index) else { continue };
            let register = top + index as u8;
            self.push_into_at(key, register, register + 1);
        }
        Ok(())
    }

    /// The literal keys of a mapping pattern must differ.
    fn check_keys(&mut self, node: Node, pairs: u32) -> Done {
        let tree = self.tree();
        let key = |index: u32| tree.child(node, 1 + 2 * index).filter(|key| self.is_literal(*key));
        let same = |a: Node, b: Node| {
            tree.kind(a) == tree.kind(b)
                && tree.count(a) == tree.count(b)
                && matches!(tree.kind(a), Kind::Int | Kind::String)
                && (0..tree.count(a)).all(|index| tree.operand(a, index) == tree.operand(b, index))
        };
        let again = (0..pairs).any(|index| {
            key(index).is_some_and(|one| (0..index).any(|other| key(other).is_some_and(|other| same(one, other))))
        });
        if again { self.fail("mapping pattern checks duplicate key", Argument::None, node) } else { Ok(()) }
    }

    /// A class pattern: its class, then what `pattern_mapping` does.
    fn pattern_class(&mut self, node: Node, subject: u8, fail: u32) -> Done {
        let Some(class) = self.tree().child(node, 0) else { return Ok(()) };
        if self.tree().count(node) > MAX_ITEMS {
            return self.fail("too many patterns in class pattern", Argument::None, node);
        }
        let base = self.temporaries(CALL_GAP + 4)?;
        self.push(Frame { a: base, b: CLASS, c: subject, x: node.0, y: fail, ..Frame::new(Task::PatternMapping) });
        self.push_into(class, base + CALL_GAP + 1);
        Ok(())
    }

    /// Asks a mapping for the values of its keys, or an object for its attributes, and matches them.
    pub(super) fn pattern_mapping(&mut self, frame: Frame) -> Done {
        let (node, base, subject, fail) = (Node(frame.x), frame.a, frame.c, frame.y);
        let count = self.tree().count(node).saturating_sub(1);
        let argument = base + CALL_GAP;
        self.at(node);
        self.emit(Op::Move, argument, subject, 0);
        if frame.b == CLASS {
            let names = self.keyword_pattern_names(node)?;
            let keywords =
                self.tree().children(node, 1).filter(|child| self.tree().kind(*child) == Kind::PatternKeyword);
            let positional = count - keywords.count() as u32;
            self.emit_wide(Op::LoadInt, argument + 2, 0, 0, positional as u16);
            self.emit_wide(Op::LoadConst, argument + 3, 0, 0, names);
            self.pattern_call(hidden::MATCH_CLASS, base, 4, Op::JumpIfNone, fail)?;
            self.state.unit.top = base + 1;
            return self.unpack_items(node, CLASS, base, count, fail);
        }
        let (pairs, rest, keys) = (count / 2, self.tree().name(node, 0), base - 1);
        self.emit(Op::Move, argument + 1, keys, 0);
        if rest.is_none() {
            self.pattern_call(hidden::MATCH_MAPPING, base, 2, Op::JumpIfNone, fail)?;
            self.state.unit.top = base + 1;
            return self.unpack_items(node, MAPPING, base, pairs, fail);
        }
        let constant = self.constant(hidden::MATCH_REST)?;
        let register = self.temporary()?;
        self.push_bind(register, node, 0)?;
        let call = self.state.unit.top;
        self.set_top(call.saturating_add(CALL_GAP + 2))?;
        self.state.unit.top = call;
        self.pattern_call(hidden::MATCH_MAPPING, base, 2, Op::JumpIfNone, fail)?;
        self.emit(Op::Move, call + CALL_GAP, subject, 0);
        self.emit(Op::Move, call + CALL_GAP + 1, keys, 0);
        self.emit_wide(Op::LoadConst, call, 0, 0, constant);
        self.emit(Op::Call, register, call, 2);
        self.unpack_items(node, MAPPING, base, pairs, fail)
    }

    fn unpack_items(&mut self, node: Node, kind: u8, values: u8, count: u32, fail: u32) -> Done {
        if count == 0 {
            return Ok(());
        }
        let first = self.temporaries(count as u8)?;
        self.emit(Op::Unpack, first, values, count as u8);
        self.push_items(node, kind, first, if kind == MAPPING { 2 } else { 1 }, fail);
        Ok(())
    }

    /// The constant of the names of a class pattern.
    fn keyword_pattern_names(&mut self, node: Node) -> Done<u16> {
        let tree = self.tree();
        let count = tree.children(node, 1).filter(|child| tree.kind(*child) == Kind::PatternKeyword).count();
        let tuple = self.heap.alloc(Block::Tuple, 2 + count).map_err(|_| super::Pause::Memory)?;
        self.heap.set_raw(tuple, 1, Value::len(count).bits());
        let mut at = 2;
        for index in 1..self.tree().count(node) {
            let tree = self.tree();
            let Some(child) = tree.child(node, index).filter(|child| tree.kind(*child) == Kind::PatternKeyword) else {
                continue;
            };
            let name = Name::from_bits(tree.operand(child, 0));
            let again = (1..index).any(|other| {
                tree.child(node, other).is_some_and(|other| {
                    tree.kind(other) == Kind::PatternKeyword && tree.operand(other, 0) == name.bits()
                })
            });
            if again {
                return self.fail("attribute name repeated in class pattern: {}", Argument::Name(name.bits()), child);
            }
            let name = self.mangle(name)?;
            self.heap.init(tuple, at, Value::name(name));
            at += 1;
        }
        self.new_constant(Value::reference(tuple))
    }
}
