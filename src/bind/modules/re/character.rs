//! One instruction against the text at one place.

use super::code::{
    FOLD, FOLD_ASCII, ITEM_CLASS, ITEM_ONE, ITEM_RANGE, Op, SET_NOT, byte, class, number, place, width_of,
};
use super::compile::folded;
use super::run::{Machine, NOWHERE};
use crate::vm::types::{unicode, utf8};

impl Machine<'_> {
    pub(super) fn width_at(&self, pos: usize) -> usize {
        if self.is_text { width_of(byte(self.text, pos)) } else { 1 }
    }

    pub(super) fn before(&self, pos: usize) -> usize {
        let mut pos = pos.saturating_sub(1);
        while self.is_text && pos > 0 && byte(self.text, pos) & 0xc0 == 0x80 {
            pos -= 1;
        }
        pos
    }

    /// The character at a place and where the next one is.
    fn character(&self, pos: usize) -> Option<(u32, usize)> {
        let first = *self.text.get(pos)?;
        if first < 0x80 || !self.is_text {
            return Some((first.into(), pos + 1));
        }
        let (code, width) = utf8::decode(self.text.get(pos..)?)?;
        Some((code, pos + width))
    }

    /// Where the text goes on behind what an instruction takes.
    #[inline]
    pub(super) fn take(&self, op: Op, pc: usize, pos: usize) -> Option<usize> {
        match op {
            Op::Text => {
                let count = usize::from(byte(self.code, pc + 1));
                let wanted = self.code.get(pc + 2..pc + 2 + count)?;
                (self.text.get(pos..pos + count)? == wanted).then_some(pos + count)
            }
            Op::Fold => self.take_folded(pc, pos),
            Op::Any => self.character(pos).filter(|found| found.0 != 10).map(|found| found.1),
            Op::AnyAll => self.character(pos).map(|found| found.1),
            Op::Class => {
                let (code, next) = self.character(pos)?;
                is_in_class(code, byte(self.code, pc + 1)).then_some(next)
            }
            Op::Set => {
                let (code, next) = self.character(pos)?;
                self.is_in_set(pc, code).then_some(next)
            }
            _ => None,
        }
    }

    fn take_folded(&self, pc: usize, pos: usize) -> Option<usize> {
        let count = usize::from(byte(self.code, pc + 1));
        let ascii = byte(self.code, pc + 2 + count) & FOLD_ASCII != 0;
        let wanted = self.code.get(pc + 2..pc + 2 + count)?;
        let (mut from, mut pos) = (0, pos);
        while from < wanted.len() {
            let (code, next) = self.character(pos)?;
            let (other, width) = self.code_character(wanted, from)?;
            if folded(code, ascii) != other && code != other {
                return None;
            }
            (from, pos) = (from + width, next);
        }
        Some(pos)
    }

    /// A character of a program and its width.
    fn code_character(&self, code: &[u8], at: usize) -> Option<(u32, usize)> {
        match self.is_text {
            true => utf8::decode(code.get(at..)?),
            false => code.get(at).map(|byte| (u32::from(*byte), 1)),
        }
    }

    fn is_in_set(&self, pc: usize, code: u32) -> bool {
        let flags = byte(self.code, pc + 3);
        let items = self.code.get(pc + 4..pc + 4 + usize::from(number(self.code, pc + 1))).unwrap_or_default();
        let mut found = self.has_item(items, code);
        if !found && flags & FOLD != 0 {
            let ascii = flags & FOLD_ASCII != 0;
            found = self.has_item(items, folded(code, ascii)) || self.has_item(items, raised(code, ascii));
        }
        found != (flags & SET_NOT != 0)
    }

    fn has_item(&self, items: &[u8], code: u32) -> bool {
        let mut at = 0;
        while let Some(kind) = items.get(at).copied() {
            at += 1;
            if kind & ITEM_CLASS != 0 {
                if is_in_class(code, kind & !ITEM_CLASS) {
                    return true;
                }
                continue;
            }
            let Some((low, width)) = self.code_character(items, at) else { return false };
            at += width;
            let mut high = low;
            if kind == ITEM_RANGE
                && let Some((last, width)) = self.code_character(items, at)
            {
                high = last;
                at += width;
            }
            debug_assert!(kind == ITEM_ONE || kind == ITEM_RANGE);
            if low <= code && code <= high {
                return true;
            }
        }
        false
    }

    pub(super) fn is_at(&self, which: u8) -> bool {
        let (pos, end) = (self.pos, self.text.len());
        match which & !class::ASCII {
            place::START => pos == 0,
            place::LINE_START => pos == 0 || byte(self.text, pos - 1) == b'\n',
            place::END => pos == end || pos + 1 == end && byte(self.text, pos) == b'\n',
            place::LINE_END => pos == end || byte(self.text, pos) == b'\n',
            place::LAST => pos == end,
            _ => {
                let word = class::WORD | which & class::ASCII;
                let is_word = |found: Option<(u32, usize)>| found.is_some_and(|found| is_in_class(found.0, word));
                let before = pos > 0 && is_word(self.character(self.before(pos)));
                let after = is_word(self.character(pos));
                (before != after) == (which & !class::ASCII == place::BOUNDARY)
            }
        }
    }

    pub(super) fn same_again(&self, pc: usize) -> Option<usize> {
        let slot = 1 + 2 * usize::from(number(self.code, pc + 1));
        let flags = byte(self.code, pc + 3);
        let (from, to) = (self.word(slot) as usize, self.word(slot + 1) as usize);
        if self.word(slot) == NOWHERE || self.word(slot + 1) == NOWHERE || from > to {
            return None;
        }
        if flags & FOLD == 0 {
            let wanted = self.text.get(from..to)?;
            let end = self.pos + wanted.len();
            return (self.text.get(self.pos..end)? == wanted).then_some(end);
        }
        let ascii = flags & FOLD_ASCII != 0;
        let (mut from, mut pos) = (from, self.pos);
        while from < to {
            let ((a, next_from), (b, next)) = (self.character(from)?, self.character(pos)?);
            if folded(a, ascii) != folded(b, ascii) {
                return None;
            }
            (from, pos) = (next_from, next);
        }
        Some(pos)
    }
}

/// True if a character is of a class.
pub fn is_in_class(code: u32, which: u8) -> bool {
    let narrow = which & class::ASCII != 0;
    let ascii = u8::try_from(code).ok().filter(u8::is_ascii);
    let found = match (which & 6, ascii) {
        (class::DIGIT, Some(byte)) => byte.is_ascii_digit(),
        (class::SPACE, Some(byte)) => matches!(byte, b' ' | 9..=13) || !narrow && matches!(byte, 0x1c..=0x1f),
        (_, Some(byte)) => byte.is_ascii_alphanumeric() || byte == b'_',
        _ if narrow => false,
        (class::DIGIT, None) => unicode::is_decimal(code),
        (class::SPACE, None) => unicode::is_space(code),
        (_, None) => unicode::is_alpha(code) || unicode::is_numeric(code),
    };
    found != (which & class::NOT != 0)
}

/// A character in upper case.
fn raised(code: u32, ascii: bool) -> u32 {
    match code {
        0x61..=0x7a => code - 32,
        0..0x80 => code,
        _ if ascii => code,
        _ => unicode::upper(code),
    }
}
