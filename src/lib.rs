//! Python for Rust firmware: user scripts run inside a slice of memory, for as many steps as the firmware allows, with
//! no way to crash, starve or corrupt what embeds them. `no_std`, no allocator.
//!
//! ```
//! use ferropy::{Budget, Step, Vm};
//!
//! struct Board { relays: [bool; 4] }
//!
//! ferropy::module! {
//!     pub RELAYS = "relays" for Board {
//!         fn set(board, index: usize, on: bool) -> Result<(), &'static str> {
//!             *board.relays.get_mut(index).ok_or("no such relay")? = on;
//!             Ok(())
//!         }
//!     }
//! }
//!
//! let mut board = Board { relays: [false; 4] };
//! let mut memory = [0; 16 * 1024];
//! let mut vm = Vm::builder(&mut memory).module(&RELAYS, &mut board).build()?;
//! vm.load("main.py", "import relays\nfor i in range(4):\n    relays.set(i, i % 2 == 0)\n")?;
//! loop {
//!     match vm.step(Budget::ops(1000)) {
//!         Step::Ready => {}            // the budget is spent: other work of the firmware goes here
//!         Step::Waiting(_) => {}       // the script waits: so may the firmware
//!         Step::Done(_) => break,
//!         Step::Raised(error) => panic!("{}", error.traceback(&mut vm)),
//!     }
//! }
//! drop(vm);
//! assert_eq!(board.relays, [true, false, true, false]);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! | room | what |
//! |--|--|
//! | [`Vm`] and its companions here | build, load, step, inspect |
//! | [`guide`] | step by step; for those who come from elsewhere |
//! | [`bind`] | Rust functions, types and errors for scripts: start at [`module!`] |
//! | `vm` | the language itself: not part of the interface |
#![no_std]
#![deny(unsafe_code)]

#[cfg(any(test, all(feature = "tool", not(target_os = "none"))))]
extern crate std;

pub mod api;
pub mod bind;
#[cfg(any(doc, doctest))]
pub mod guide;
#[cfg(all(feature = "tool", not(target_os = "none")))]
pub mod tool;
#[doc(hidden)]
pub mod vm;

#[doc(hidden)]
pub use api::Aligned;
pub use api::host::{network, volume};
pub use api::{
    Block, Budget, BuildError, Builder, Error, HeapReport, Host, Identity, Image, ImageError, Input, KindUse, Lines,
    Manifest, Next, Print, Repl, Step, Turn, Until,
};
#[cfg(feature = "snapshot")]
pub use api::{ModuleName, RestoreError, SaveError, SnapshotError};
pub use bind::Object;
pub use bind::snapshot::Snapshot;
#[cfg(feature = "modules")]
#[doc(inline)]
pub use image::modules;
pub use vm::Vm;
pub use vm::heap::Report;
#[cfg(feature = "talc")]
pub use vm::heap::arena;
pub use vm::limits::Limits;
#[cfg(feature = "modules")]
pub use vm::native::{Library, StandardModule};

/// What `build.rs` makes of the crate's Python files.
mod image {
    include!(concat!(env!("OUT_DIR"), "/images.rs"));
}

/// The front door's examples are true.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
