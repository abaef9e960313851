//! What a firmware author holds in the hand. It adds no mechanism.
//!
//! | file | what |
//! |--|--|
//! | [`builder`] | [`Vm::builder`](crate::Vm::builder): memory, host, modules, limits |
//! | [`step`] | [`Vm::load`](crate::Vm::load), [`Vm::step`](crate::Vm::step), `exec`, `eval`, `call` |
//! | [`error`] | [`Error`]: what ended a script |
//! | [`listing`] | [`Vm::listing`](crate::Vm::listing): the code of a text
//! | [`host`] | [`Host`]: where `print` goes, what time it is |
//! | [`repl`] | [`Repl`]: a prompt, line by line |

pub mod builder;
#[cfg(feature = "defmt")]
mod defmt;
pub mod error;
pub mod host;
pub mod listing;
pub mod repl;
pub mod step;

pub use builder::{BuildError, Builder};
pub use error::Error;
pub use host::{Host, Print};
pub use repl::{Next, Repl};
pub use step::{Budget, Step, Until};
