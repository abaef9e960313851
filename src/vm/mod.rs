//! The language: source text in, effects out. It has never heard of a board.
//!
//! | room | what |
//! |--|--|
//! | `syntax` | text to trees |
//! | `compile` | trees to code |
//! | `code` | what is executed |
//! | `exec` | code to effects |
//! | `types` | one file per Python type |
//! | `heap` | the memory room |
//! | `number` | arithmetic and number text, which know nothing of the VM |
//! | `prelude` | the part of the built-ins that is written in Python and lies in flash |

#[macro_use]
pub mod raise;
pub mod code;
pub mod compile;
pub mod exec;
pub mod heap;
pub mod host;
pub mod limits;
pub mod name;
pub mod number;
pub mod prelude;
pub mod syntax;
pub mod types;
pub mod value;

use core::sync::atomic::{AtomicBool, Ordering};
use heap::Heap;
use host::Host;
use limits::{Limits, TAIL_ARGUMENTS};
use raise::Pending;
use types::Native;
use value::Value;

/// One interpreter: its memory, its running program, its view of the firmware.
///
/// Everything a script can make lives in the heap slice; what stands here is constant in size.
pub struct Vm<'m> {
    /// The memory room, with the roots.
    pub heap: Heap<'m>,
    /// The exception on its way, if one is.
    pub pending: Pending,
    /// The call that a native operation wants made in its place.
    pub tail: Tail,
    /// The firmware's side.
    pub host: &'m mut dyn Host,
    /// What scripts may use.
    pub limits: Limits,
    /// The native modules beyond the built-in ones, in the order of their numbers.
    pub modules: &'m [&'m NativeModule],
    /// Where the running program stands between two calls of `run`.
    pub(crate) frame: exec::Saved,
    /// Set from an interrupt to raise KeyboardInterrupt at the next chance.
    pub(crate) interrupt: &'m AtomicBool,
}

/// A module of native functions.
pub struct NativeModule {
    /// The name scripts import.
    pub name: &'static str,
    /// Its functions; the row is the function's number.
    pub functions: &'static [Native],
    /// Its constants.
    pub constants: &'static [(&'static str, Constant)],
}

/// A constant of a native module, in flash.
#[derive(Clone, Copy)]
pub enum Constant {
    /// A small int.
    Int(i32),
    /// A string.
    Str(&'static str),
    /// Any other value without memory of its own.
    Value(Value),
}

/// The call that a native operation wants made in its place.
#[derive(Clone, Copy)]
pub struct Tail {
    /// The callable.
    pub callable: Value,
    /// Its positional arguments.
    pub arguments: [Value; TAIL_ARGUMENTS],
    /// How many there are.
    pub count: u8,
}

impl Tail {
    /// No call.
    pub const NONE: Tail = Tail { callable: Value::UNDEFINED, arguments: [Value::UNDEFINED; TAIL_ARGUMENTS], count: 0 };

    /// Remembers a call.
    pub fn set(&mut self, callable: Value, arguments: &[Value]) {
        self.callable = callable;
        self.count = arguments.len().min(TAIL_ARGUMENTS) as u8;
        for (slot, value) in self.arguments.iter_mut().zip(arguments) {
            *slot = *value;
        }
    }
}

impl Vm<'_> {
    /// Takes the request for a KeyboardInterrupt, if one was made.
    pub(crate) fn take_interrupt(&self) -> bool {
        self.interrupt.load(Ordering::Relaxed) && self.interrupt.swap(false, Ordering::Relaxed)
    }
}
