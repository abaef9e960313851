//! What a firmware author holds in the hand. It adds no mechanism.
//!
//! | file | what |
//! |--|--|
//! | [`builder`] | [`Vm::builder`](crate::Vm::builder): memory, host, modules, limits |
//! | [`step`] | [`Vm::load`](crate::Vm::load), [`Vm::step`](crate::Vm::step), `exec`, `eval`, `call` |
//! | [`error`] | [`Error`]: what ended a script |
//! | [`listing`] | [`Vm::listing`](crate::Vm::listing): the code of a text
//! | [`memory`] | [`Vm::heap_report`](crate::Vm::heap_report): what is in the memory, and where |
//! | [`image`] | [`Image`]: a program compiled elsewhere |
//! | [`host`] | [`Host`]: where `print` goes, what time it is |
//! | [`input`] | [`Input`]: bytes from an interrupt handler to the host |
//! | [`run_async`] | [`Vm::run_async`](crate::Vm::run_async): under an executor |
//! | `snapshot` | `Vm::save`, `Vm::restore`: a running program as bytes, and back |
//! | [`repl`] | [`Repl`]: the prompt on a serial line; [`Lines`]: one without a terminal |

pub mod builder;
#[cfg(feature = "defmt")]
mod defmt;
pub mod error;
pub mod host;
pub mod image;
pub mod input;
pub mod listing;
pub mod memory;
pub mod repl;
pub mod run_async;
#[cfg(feature = "snapshot")]
pub mod snapshot;
pub mod step;

pub use builder::{BuildError, Builder};
pub use error::Error;
pub use host::{Host, Identity, Print};
pub use image::{Aligned, Image, ImageError, Manifest};
pub use input::Input;
pub use memory::{Block, HeapReport, KindUse};
pub use repl::lines::{Lines, Next};
pub use repl::{Repl, Turn};
#[cfg(feature = "snapshot")]
pub use snapshot::{ModuleName, RestoreError, SaveError, SnapshotError};
pub use step::{Budget, Step, Until};
