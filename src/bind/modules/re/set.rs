//! Sets of characters: `[a-z]`.

use super::code::{FOLD, ITEM_CLASS, ITEM_ONE, ITEM_RANGE, Op, SET_NOT, class};
use super::compile::{Compiler, Flaw, Step, TOO_LARGE, flag, fold_flag};
use super::escape::Escape;

impl Compiler<'_> {
    pub(super) fn set(&mut self, start: usize) -> Step {
        let code = self.len;
        let mut flags = if self.eat(b'^') { SET_NOT } else { 0 };
        if self.has(flag::IGNORE_CASE) {
            flags |= FOLD | fold_flag(self.is_ascii());
        }
        self.single(&[Op::Set as u8, 0, 0, flags])?;
        let items = self.len;
        let open = Flaw::at("unterminated character set", start);
        loop {
            let from = self.at;
            let Some(code) = self.next() else { return Err(open) };
            if code == b']'.into() && self.len > items {
                break;
            }
            let first = self.member(code, from)?;
            if !self.eat(b'-') {
                self.set_item(first)?;
                continue;
            }
            let second_at = self.at;
            let Some(code) = self.next() else { return Err(open) };
            if code == b']'.into() {
                self.set_item(first)?;
                self.set_item(Escape::Character(b'-'.into()))?;
                break;
            }
            let second = self.member(code, second_at)?;
            match (first, second) {
                (Escape::Character(low), Escape::Character(high)) if low <= high => self.set_range(low, high)?,
                _ => return Err(Flaw::part("bad character range {}", from, self.at)),
            }
        }
        let size = u16::try_from(self.len - items).map_err(|_| TOO_LARGE)?;
        self.set_number(code + 1, size);
        Ok(())
    }

    /// One character of a set, or a class.
    fn member(&mut self, code: u32, from: usize) -> Step<Escape> {
        if code == b'\\'.into() { self.read_escape(from, true) } else { Ok(Escape::Character(code)) }
    }

    fn set_item(&mut self, item: Escape) -> Step {
        match item {
            Escape::Class(class) => {
                let ascii = if self.is_ascii() { class::ASCII } else { 0 };
                self.emit(&[ITEM_CLASS | class | ascii])
            }
            Escape::Character(code) => {
                let character = self.encoded(code);
                self.emit(&[ITEM_ONE])?;
                self.emit(character.bytes())
            }
            _ => Ok(()),
        }
    }

    fn set_range(&mut self, low: u32, high: u32) -> Step {
        let (low, high) = (self.encoded(low), self.encoded(high));
        self.emit(&[ITEM_RANGE])?;
        self.emit(low.bytes())?;
        self.emit(high.bytes())
    }
}
