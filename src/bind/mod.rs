//! How Rust and Python speak to each other.
//!
//! | file | what |
//! |--|--|
//! | [`convert`], `sequences` | [`FromPython`], [`ToPython`]: values |
//! | [`arguments`] | the arguments of one call |
//! | [`error`] | [`Exception`], [`IntoException`]: what Rust functions raise |
//! | [`events`] | [`Events`]: what interrupts tell scripts |
//! | [`future`] | async functions |
//! | [`object`] | [`Object`]: values that Rust keeps |
//! | [`module`] | [`module!`](crate::module): functions and constants as a Python module |
//! | [`board`], `hal` | [`board!`](crate::board): peripherals for the module `machine` |
//! | [`class`] | Rust types as Python classes |
//! | [`volumes`] | file systems for the firmware's volumes |
//! | `snapshot` | Rust objects in snapshots |
//! | [`stub`] | [`Stub`]: modules as `.pyi` files |
//! | `modules` | the standard modules, written as a firmware author would |

#[doc(hidden)]
pub mod arguments;
pub mod board;
pub mod class;
pub mod convert;
pub mod error;
pub mod events;
#[doc(hidden)]
pub mod future;
#[cfg(feature = "hal")]
pub mod hal;
#[cfg(feature = "heapless")]
mod heapless;
pub mod module;
pub mod modules;
mod network;
pub mod object;
mod sequences;
pub mod snapshot;
pub mod stub;
pub mod volumes;
#[cfg(feature = "critical-section")]
mod waker;
#[cfg(not(feature = "critical-section"))]
#[path = "no_waker.rs"]
mod waker;

pub use crate::vm::native::{Constant, Member, NativeClass, NativeModule, Role};
pub use crate::vm::raise::{Outcome, Stop};
pub use crate::vm::types::{Args, Native};
pub use crate::vm::value::Value;
pub use convert::{FromPython, Mismatch, ToPython};
pub use error::{Exception, IntoException};
pub use events::{Event, Events};
pub use module::Module;
pub use object::Object;
pub use sequences::Arguments;
pub use stub::Stub;
