//! Why the parser stopped.

use super::tree::Position;

/// The memory for a new name is used up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoMemory;

/// Why `Parser::next` gave no statement. Rewind to the mark before the statement and call again after a remedy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The text is not Python.
    Syntax(SyntaxError),
    /// The scratch memory is too small: grow it.
    Full,
    /// The window ended and is not complete: add text.
    Starved,
    /// A name could not be interned.
    NoMemory,
}

/// The exception class of a syntax error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorClass {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
}

/// What stands for `{}` in the text of an error; for two `{}`, the argument has two parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Argument {
    /// The text has no `{}`.
    None,
    /// A character.
    Char(char),
    /// Two characters.
    Chars(char, char),
    /// A character that cannot be shown: `U+00A0`.
    CodePoint(char),
    /// A character, then the same as `U+201C`.
    CharCodePoint(char),
    /// A number.
    Number(u32),
    /// Two characters, then a line.
    CharsLine(char, char, u32),
    /// Two numbers with a hyphen between.
    Range(u32, u32),
    /// A constant text.
    Text(&'static str),
    /// A constant text, then a number.
    TextNumber(&'static str, u32),
    /// An interned name; only errors of the compiler have one.
    Name(u32),
}

/// A syntax error as CPython words it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Which exception it is.
    pub class: ErrorClass,
    /// The message; `{}` stands for the argument.
    pub text: &'static str,
    /// What to put for `{}`.
    pub argument: Argument,
    /// Where the fault starts.
    pub at: Position,
    /// Where the fault ends.
    pub end: Position,
}
