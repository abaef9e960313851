//! A long statement is left half-way, so that somebody else has a turn: what is kept meanwhile.

use core::cell::Cell;

use super::reader::Reader;
use super::token::Token;
use super::tree::{Node, Position};

/// What is kept of the reader and its lexer while a statement is left half-way; the rest is in the memory.
#[derive(Clone, Copy)]
pub(super) struct Saved {
    /// The rule that is to run next.
    pub rule: u8,
    token: Token,
    previous: Token,
    quotes: u8,
    depth: u8,
    options: u8,
    text_flags: u8,
    at: u32,
    token_start: u32,
    position: Position,
    line_start: u32,
    line: u32,
    count: u32,
    value: Node,
    start: u32,
    top: u32,
    height: u32,
    bracket: u32,
    words: u32,
    text_len: u32,
}

impl Saved {
    /// Bytes before those that are read have been removed from the window.
    pub fn rebase(&mut self, dropped: u32) {
        for offset in [&mut self.at, &mut self.token_start, &mut self.line_start] {
            *offset = offset.wrapping_sub(dropped);
        }
    }
}

impl Reader<'_> {
    /// What to keep of a statement that is left half-way before a rule.
    pub fn save(&self, rule: u8) -> Saved {
        let lexer = &self.lexer;
        Saved {
            rule,
            token: lexer.token,
            previous: lexer.previous,
            quotes: lexer.quotes,
            depth: lexer.depth,
            options: self.options,
            text_flags: self.text_flags,
            at: lexer.at as u32,
            token_start: lexer.start as u32,
            position: lexer.position,
            line_start: lexer.line_start as u32,
            line: lexer.line,
            count: self.count,
            value: self.value,
            start: self.start,
            top: self.top as u32,
            height: self.height() as u32,
            bracket: self.bracket as u32,
            words: self.scratch.len() as u32,
            text_len: self.text_len,
        }
    }

    /// Goes on with a statement that was left half-way; its memory may have been made larger.
    pub fn load(&mut self, saved: &Saved) {
        let lexer = &mut self.lexer;
        (lexer.token, lexer.previous, lexer.quotes, lexer.depth) =
            (saved.token, saved.previous, saved.quotes, saved.depth);
        (lexer.at, lexer.start) = (saved.at as usize, saved.token_start as usize);
        // Sign-extended, as in `Parser::next`.
        (lexer.line, lexer.line_start) = (saved.line, saved.line_start as i32 as usize);
        lexer.position = saved.position;
        (self.options, self.text_flags, self.count) = (saved.options, saved.text_flags, saved.count);
        (self.value, self.start, self.top) = (saved.value, saved.start, saved.top as usize);
        (self.bracket, self.text_len) = (saved.bracket as usize, saved.text_len);
        let (old, new, height) = (saved.words as usize, self.scratch.len(), saved.height as usize);
        self.low = new.saturating_sub(height);
        if new > old {
            for depth in 1..=height {
                let word = self.scratch.get(old.wrapping_sub(depth)).map_or(0, Cell::get);
                self.set(new - depth, word);
            }
        }
    }
}
