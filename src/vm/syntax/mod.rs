//! Source text in, trees out; pure.
//!
//! `Parser::next` reads one statement (or the header of one) from a window of text and leaves its tree in the
//! scratch memory it was given. The tree grows up from the start of the scratch, the parser's own stack down from
//! its end; nothing recurses on the Rust stack.
//!
//! It differs from CPython in these: the text is UTF-8 whatever a comment declares; identifiers are not normalised, and any
//! character beyond ASCII that is no punctuation or symbol is a letter; `\N{…}` is refused; a block may start at most at
//! column 254; a node has at most 65535 operands, a text at most 256 KB. Messages are those of CPython 3.11 (f-strings: 3.13),
//! told from the text in the window only.
//!
//! What needs knowledge of scopes is left to the compiler: `return` outside a function, `break` outside a loop,
//! `await` outside an async function, `nonlocal` without a binding, parameters of the same name.

mod block;
mod call;
mod compound;
mod display;
mod error;
mod expression;
mod half;
mod lexer;
mod literal;
mod parameter;
mod parser;
mod pattern;
mod reader;
mod rules;
mod statement;
mod string;
mod target;
mod token;
pub mod tree;

#[cfg(test)]
mod tests;

pub use error::{Argument, ErrorClass, NoMemory, Stop, SyntaxError};
pub use parser::{Mark, Memory, Mode, Names, Parser, Source};
pub use tree::{Kind, Node, Position, Statement, Tree};
