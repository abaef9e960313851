//! The parser's state between statements, and its face.

use core::cell::Cell;

use super::error::{NoMemory, Stop};
use super::tree::Statement;

/// The text being read: a window of bytes.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The bytes from the parser's base on.
    pub text: &'a [u8],
    /// If false, more may follow the window's end.
    pub complete: bool,
}

/// What the parser asks of the rest of the VM: a name is an interned identifier word, never `tree::NONE`.
pub trait Names {
    /// The word of an identifier.
    fn intern(&mut self, text: &[u8]) -> Result<u32, NoMemory>;
}

/// What the text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// A module: statements to the end of the text.
    File,
    /// One statement typed at a prompt: a blank line ends a block.
    Interactive,
    /// One expression, as for `eval`; it comes as a `Simple` statement `Expression`, then `End`.
    Expression,
}

/// The state between two statements.
#[derive(Clone, Copy)]
pub struct Parser {}

/// A place to come back to: between two statements.
///
/// Good as long as the innermost block at the mark has not been left and another one entered at its depth: rewinding from
/// anywhere inside the statement that follows the mark, or just after it, is always right.
#[derive(Clone, Copy)]
pub struct Mark {}

impl Parser {
    /// A parser at the start of a text.
    pub fn new(mode: Mode) -> Parser {
        let _ = mode;
        Parser {}
    }

    /// Reads one statement; its tree is in `scratch` until the next call. On `Stop` the parser has not moved.
    pub fn next(&mut self, source: &Source, names: &mut dyn Names, scratch: &[Cell<u32>]) -> Result<Statement, Stop> {
        let _ = (source, names, scratch);
        Ok(Statement::End)
    }

    /// The place before the next statement.
    pub fn mark(&self) -> Mark {
        Mark {}
    }

    /// Goes back to a mark.
    pub fn rewind(&mut self, mark: Mark) {
        let _ = mark;
    }

    /// How many bytes of the window have been read; the text before may be dropped with `rebase`.
    pub fn position(&self) -> usize {
        0
    }

    /// Tells that `dropped` bytes before `position` have been removed from the window's start; older marks are void.
    pub fn rebase(&mut self, dropped: usize) {
        let _ = dropped;
    }
}
