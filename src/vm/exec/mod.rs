//! Code to effects: the loop, frames, calls, attributes, unwinding.
//!
//! A frame lies on the VM stack: three words of record, then its registers. Word `fp - 3` is the callable, `fp - 2` the
//! caller's instruction (a small int: its unit), `fp - 1` the [`Link`]. The caller's instruction is saved, not the one
//! behind it: the frame returned to finishes that instruction with the value (`finish`), so that an operator that runs
//! a Python method is one instruction whatever happens in between.

mod arithmetic;
pub mod attribute;
pub mod bind;
pub mod boot;
pub mod call;
mod call_quick;
mod construct;
pub mod fetch;
pub mod finish;
pub mod frame;
pub mod generator;
mod held;
pub mod import;
pub mod iterate;
pub mod library;
pub mod load;
pub mod miscount;
pub mod namespace;
pub mod native;
pub mod natives;
pub mod operate;
pub mod operator;
pub mod program;
#[cfg(feature = "snapshot")]
mod proof;
pub mod run;
mod sliced;
pub mod syntax_error;
pub mod unwind;

pub use frame::{Link, Return, Saved};

use super::code::code::VALUES;
use super::value::Value;

/// The word of a code block with the parameters and flags.
pub(crate) const SIGNATURE: usize = 2;
/// The word of a code block with the frame's size.
pub(crate) const REGISTERS: usize = 3;
/// The word of a code block with the first parameter's name.
pub(crate) const PARAMETERS: usize = VALUES + 2;

/// Why the loop stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// The budget is spent.
    Budget,
    /// Time must pass or the host must act.
    Waiting,
    /// The frame that the host entered has returned.
    Done(Value),
    /// An exception left that frame; it is pending.
    Raised,
}
