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
pub mod fault;
pub mod heap;
pub mod host;
pub mod limits;
pub mod name;
pub mod native;
pub mod network;
pub mod number;
pub mod prelude;
pub mod syntax;
pub mod types;
pub mod value;
pub mod volume;

use core::sync::atomic::{AtomicBool, Ordering};
use core::task::Waker;
use heap::Heap;
use host::Host;
use limits::{Limits, TAIL_ARGUMENTS};
use native::Modules;
pub use native::{Constant, Library, NativeModule};
use raise::Pending;
use value::Value;

/// One interpreter: its memory, its running program, its view of the firmware.
///
/// Everything a script can make lives in the heap slice; what stands here is constant in size.
pub struct Vm<'m> {
    /// The memory room, with the roots.
    pub heap: Heap<'m>,
    /// The exception on its way, if one is.
    pub pending: Pending,
    /// The exception that the running except or finally suite is for.
    pub handled: Pending,
    /// The call that a native operation wants made in its place.
    pub tail: Tail,
    /// The firmware's side.
    pub host: &'m mut dyn Host,
    /// What scripts may use.
    pub limits: Limits,
    /// The firmware's limit of nested calls; scripts may lower theirs.
    pub(crate) most_depth: u16,
    /// The native modules.
    pub modules: Modules<'m>,
    /// A call that the host opened had its result at once: the host's next step gives it.
    pub(crate) early: bool,
    /// Where the running program stands between two calls of `run`.
    pub(crate) frame: exec::Saved,
    /// How far the program's clock is ahead of the host's: see [`Vm::now`].
    pub(crate) clock: u64,
    /// What the program that waits waits for besides events: a time of the program's clock, or `u64::MAX`.
    pub(crate) until: u64,
    /// Whom futures wake.
    pub(crate) waker: Waker,
    /// Futures may have become ready since they were polled.
    pub(crate) woken: bool,
    /// Something that was borrowed has been given back: who waits for it is to look again.
    pub(crate) roused: bool,
    /// What was scheduled is being called.
    pub(crate) calling_back: bool,
    /// When the alarm rings: a time of the program's clock, or `u64::MAX`.
    pub(crate) alarm: u64,
    /// The buffers that the running native function has borrowed.
    pub(crate) borrowed: crate::vm::native::Borrowed,
    /// Set from an interrupt to raise KeyboardInterrupt at the next chance.
    pub(crate) interrupt: &'m AtomicBool,
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
    /// The program's clock in microseconds: the host's, which a program that was saved and restored finds where it left it.
    pub(crate) fn now(&mut self) -> u64 {
        self.host.now().wrapping_add(self.clock)
    }

    /// Takes the request for a KeyboardInterrupt, if one was made.
    pub(crate) fn take_interrupt(&self) -> bool {
        let wanted = self.interrupt.load(Ordering::Relaxed);
        if wanted {
            // Two operations: the smallest cores have no swap.
            self.interrupt.store(false, Ordering::Relaxed);
        }
        wanted
    }
}
