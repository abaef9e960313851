//! What is executed: the opcode table, the code block, its verifier, its listing; the image of a user's program.

#[allow(clippy::module_inception)]
pub mod code;
pub mod image;
pub mod listing;
pub mod op;
pub mod verify;

pub use code::{Code, Flags, line_of};
pub use op::{OPS, Op, Row};
