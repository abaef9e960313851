//! The blocks that are open: their indentation, and which clauses may follow them.

use super::error::{Argument, ErrorClass};
use super::lexer::Halt;
use super::reader::Reader;
use super::rules::Rule;
use super::token::Token;
use super::tree::{Kind, STAR};
use core::cell::Cell;

/// Blocks may nest so deep, as in CPython.
const LIMIT: usize = 100;

/// What a block belongs to, as far as the clauses after it depend on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum Block {
    /// Nothing may follow.
    Plain,
    /// After `if` or `elif`.
    If,
    /// After `for` or `while`.
    Loop,
    /// After `try`.
    Try,
    /// After `except` with a type.
    Except,
    /// After `except*`.
    ExceptStar,
    /// After `except` without a type.
    LastExcept,
    /// After the `else` of a `try`.
    TryElse,
    /// After `match`.
    Match,
    /// After `case`.
    Case,
}

/// All blocks, by number.
static BLOCKS: [Block; 10] = [
    Block::Plain,
    Block::If,
    Block::Loop,
    Block::Try,
    Block::Except,
    Block::ExceptStar,
    Block::LastExcept,
    Block::TryElse,
    Block::Match,
    Block::Case,
];

/// The indentation of a line: its width with tabs of eight columns, and how many tabs it has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Column {
    width: u8,
    tabs: u8,
}

impl Column {
    /// The column of a line; the end of the text counts as a line without indentation.
    pub fn new(indentation: Option<(u32, u32)>) -> Column {
        let (width, tabs) = indentation.unwrap_or((0, 0));
        Column { width: width.min(0xff) as u8, tabs: tabs.min(0x0f) as u8 }
    }

    /// The width with tabs of one column; tabs are right if both widths tell the same.
    fn narrow(self) -> u8 {
        self.width.saturating_sub(self.tabs.saturating_mul(7))
    }
}

/// The indented blocks, a word each: width 8 bits, tabs 4 bits, kind 4 bits. The number of them is kept in the parser's
/// state, so that going back to a mark brings blocks back that were left since.
#[derive(Clone, Copy)]
pub(super) struct Blocks<'a>(pub &'a [Cell<u32>]);

impl Blocks<'_> {
    /// The word of the `depth`-th block, from 1; 0 for the module.
    fn word(self, depth: u8) -> u32 {
        usize::from(depth).checked_sub(1).and_then(|index| self.0.get(index)).map_or(0, Cell::get)
    }

    /// The column of the `depth`-th block, from 1; of the module for 0.
    fn at(self, depth: u8) -> Column {
        let word = self.word(depth);
        Column { width: (word >> 8) as u8, tabs: (word >> 4 & 15) as u8 }
    }

    /// The kind of the `depth`-th block.
    pub fn kind(self, depth: u8) -> Block {
        BLOCKS.get((self.word(depth) & 15) as usize).copied().unwrap_or(Block::Plain)
    }

    /// Whether a line belongs to the `depth`-th block.
    pub fn is_at(self, depth: u8, column: Column) -> bool {
        self.at(depth) == column
    }

    /// Whether a line is indented more than the `depth`-th block.
    pub fn indents(self, r: &mut Reader, depth: u8, column: Column) -> bool {
        let top = self.at(depth);
        let deeper = column.width > top.width;
        if deeper != (column.narrow() > top.narrow()) || (column.width == top.width && column != top) {
            return fail_tabs(r);
        }
        deeper
    }

    /// Whether a line ends the `depth`-th block. It must not be indented more, and match a block if it is indented less.
    pub fn dedents(self, r: &mut Reader, depth: u8, column: Column) -> bool {
        let top = self.at(depth);
        if column == top {
            return false;
        }
        if column.width >= top.width {
            self.indents(r, depth, column);
            fail(r, ErrorClass::Indentation, "unexpected indent", Argument::None);
            return false;
        }
        for outer in (0..depth).rev() {
            let level = self.at(outer);
            if level == column {
                return true;
            }
            if level.width == column.width {
                return fail_tabs(r);
            }
        }
        fail(r, ErrorClass::Indentation, "unindent does not match any outer indentation level", Argument::None);
        false
    }

    /// Enters a block beneath the `depth`-th.
    pub fn enter(self, r: &mut Reader, depth: u8, column: Column, kind: Block) {
        if usize::from(depth) >= LIMIT || column.width == u8::MAX {
            return fail(r, ErrorClass::Indentation, "too many levels of indentation", Argument::None);
        }
        let Some(level) = self.0.get(usize::from(depth)) else { return r.lexer.stop(Halt::Deep) };
        level.set(u32::from(column.width) << 8 | u32::from(column.tabs) << 4 | kind as u32);
    }
}

/// An error of indentation.
#[cold]
pub(super) fn fail(r: &mut Reader, class: ErrorClass, text: &'static str, argument: Argument) {
    let at = r.lexer.position_of(r.lexer.at);
    if r.lexer.halt.is_none() {
        r.lexer.fail(text, argument, at, at);
        r.lexer.fault.class = class;
    }
}

/// Tabs and spaces are mixed so that the order of blocks depends on the width of a tab.
#[cold]
fn fail_tabs(r: &mut Reader) -> bool {
    fail(r, ErrorClass::Tab, "inconsistent use of tabs and spaces in indentation", Argument::None);
    false
}

/// The kind of block a header starts; none if the statement is simple.
pub(super) fn suite_of(kind: Kind) -> Option<Block> {
    match kind {
        Kind::If => Some(Block::If),
        Kind::While | Kind::For => Some(Block::Loop),
        Kind::Try => Some(Block::Try),
        Kind::Match => Some(Block::Match),
        Kind::With | Kind::Def | Kind::Class => Some(Block::Plain),
        _ => None,
    }
}

/// The kind of block the clause at the token starts, if it may follow a block; `except` is told apart by `except`.
pub(super) fn follows(block: Block, r: &mut Reader) -> Option<Block> {
    let after_except = matches!(block, Block::Except | Block::ExceptStar | Block::LastExcept);
    let handles = after_except || block == Block::Try;
    match r.lexer.token {
        Token::Elif if block == Block::If => Some(Block::If),
        Token::Else if matches!(block, Block::If | Block::Loop) => Some(Block::Plain),
        Token::Else if after_except => Some(Block::TryElse),
        Token::Except if block == Block::LastExcept => {
            r.fail_token("default 'except:' must be last");
            None
        }
        Token::Except if handles => Some(Block::Except),
        Token::Finally if handles || block == Block::TryElse => Some(Block::Plain),
        _ => None,
    }
}

/// The kind of block an `except` starts after a block of the given kind.
pub(super) fn except(r: &mut Reader, before: Block) -> Block {
    let star = r.tree().has(r.value, STAR);
    if (before == Block::Except && star) || (before == Block::ExceptStar && !star) {
        r.fail_value("cannot have both 'except' and 'except*' on the same 'try'", Argument::None);
    }
    match r.tree().child(r.value, 0) {
        _ if star => Block::ExceptStar,
        Some(_) => Block::Except,
        None => Block::LastExcept,
    }
}

/// A header is not followed by a colon.
#[cold]
pub(super) fn no_colon(r: &mut Reader) -> Rule {
    let forced = matches!(r.kind(), Kind::Def | Kind::Else | Kind::Try | Kind::Finally);
    if forced || matches!(r.lexer.token, Token::Newline | Token::End) {
        return r.fail_or_bracket("expected ':'");
    }
    if r.at(Token::Equal)
        && let (Kind::If | Kind::Elif | Kind::While, Some(test)) = (r.kind(), r.tree().child(r.value, 0))
    {
        return super::display::meant_comparison(r, test);
    }
    r.unexpected()
}

/// The message for a header without a block.
pub(super) fn missing(header: Kind, line: u32) -> (&'static str, Argument) {
    let what = match header {
        Kind::If => "'if' statement",
        Kind::Elif => "'elif' statement",
        Kind::Else => "'else' statement",
        Kind::While => "'while' statement",
        Kind::For => "'for' statement",
        Kind::With => "'with' statement",
        Kind::Try => "'try' statement",
        Kind::Except => "'except' statement",
        Kind::Finally => "'finally' statement",
        Kind::Match => "'match' statement",
        Kind::Case => "'case' statement",
        Kind::Class => "class definition",
        _ => "function definition",
    };
    ("expected an indented block after {} on line {}", Argument::TextNumber(what, line))
}
