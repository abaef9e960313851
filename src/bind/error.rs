//! Exceptions that Rust functions raise.

use crate::vm::Vm;
use crate::vm::raise::{Pending, Stop};
use crate::vm::types::{Args, TypeId, exception};
use crate::vm::value::Value;
use core::cell::Cell;

/// Bytes of memory that an exception takes.
pub(super) const ROOM: usize = 64;

/// An exception that a Rust function raises: a built-in class and a constant text.
///
/// # Examples
/// ```
/// use ferropy::bind::Exception;
///
/// const NO_SUCH_RELAY: Exception = Exception::value_error("no such relay");
/// const BUS_STUCK: Exception = Exception::os_error(5, "the bus is stuck");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Exception {
    class: TypeId,
    text: &'static str,
    number: Option<i32>,
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $class:ident,)*) => {
        impl Exception { $(
            $(#[$doc])*
            pub const fn $name(text: &'static str) -> Exception {
                Exception { class: TypeId::$class, text, number: None }
            }
        )* }
    };
}

classes! {
    /// `ValueError`: an argument of the right type with a value that cannot be used.
    value_error ValueError,
    /// `TypeError`: an argument of the wrong type.
    type_error TypeError,
    /// `IndexError`: there is no item at that index.
    index_error IndexError,
    /// `KeyError`: there is no item with that key.
    key_error KeyError,
    /// `RuntimeError`: what fits nowhere else.
    runtime_error RuntimeError,
    /// `NotImplementedError`: this board cannot do that.
    not_implemented NotImplementedError,
    /// `TimeoutError`: something did not happen in time.
    timeout_error TimeoutError,
    /// `OverflowError`: a result is too large.
    overflow_error OverflowError,
    /// `EOFError`: there is nothing left to read.
    eof_error EofError,
    /// `SystemExit`: the script ends here; at the prompt a soft reset follows.
    system_exit SystemExit,
}

impl Exception {
    /// `OSError` with its `errno`: the world outside does not do what was asked for.
    pub const fn os_error(errno: i32, text: &'static str) -> Exception {
        Exception { class: TypeId::OsError, text, number: Some(errno) }
    }

    /// Makes the exception pending.
    pub(super) fn raise(self, vm: &mut Vm<'_>) -> Stop {
        match self.number {
            None => vm.raise(self.class, self.text, [Value::UNDEFINED; 2]),
            Some(number) => self.raise_numbered(vm, number),
        }
    }

    #[cold]
    fn raise_numbered(self, vm: &mut Vm<'_>, number: i32) -> Stop {
        let class = Value::builtin_type(self.class);
        let made = vm.new_str(self.text.as_bytes()).and_then(|text| {
            let arguments = [Value::small(number), text].map(|argument| Cell::new(argument.bits()));
            exception::make(vm, class, Args::new(&arguments))
        });
        match made {
            Ok(object) => vm.raise_object(object),
            Err(_) => {
                vm.pending = Pending::of(TypeId::MemoryError);
                Stop::Raised
            }
        }
    }
}

/// An error of a driver that scripts see as an exception.
///
/// # Examples
/// ```
/// use ferropy::bind::{Exception, IntoException};
///
/// enum RelayError { NoSuchRelay, Stuck }
///
/// impl IntoException for RelayError {
///     fn exception(&self) -> Exception {
///         match self {
///             RelayError::NoSuchRelay => Exception::value_error("no such relay"),
///             RelayError::Stuck => Exception::os_error(5, "the relay is stuck"),
///         }
///     }
/// }
/// ```
pub trait IntoException {
    /// The exception to raise.
    fn exception(&self) -> Exception;
}

impl IntoException for Exception {
    fn exception(&self) -> Exception {
        *self
    }
}

impl IntoException for core::convert::Infallible {
    fn exception(&self) -> Exception {
        match *self {}
    }
}

/// A text alone is a `RuntimeError`.
impl IntoException for &'static str {
    fn exception(&self) -> Exception {
        Exception::runtime_error(self)
    }
}
