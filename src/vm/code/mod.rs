//! What is executed: the opcode table, the code block, its verifier and its listing.

#[allow(clippy::module_inception)]
pub mod code;
pub mod listing;
pub mod op;
pub mod verify;

pub use code::{Code, Flags, line_of};
pub use op::{OPS, Op, Row};
