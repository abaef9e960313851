//! How native code stops: an exception, a need for memory, a call it wants made in its place.

use super::Vm;
use super::heap::PENDING;
use super::types::TypeId;
use super::value::Value;

/// Why a native operation did not give a value. The details stand in the VM, so that a result stays two registers wide.
///
/// As wide as a value, so that `Outcome<Value>` is a pair of scalars: it is returned in two registers, not by way of memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Stop {
    /// An exception is pending.
    Raised,
    /// The heap cannot place `Heap::wanted` bytes: nothing has been changed, collect and start the instruction again.
    Memory,
    /// Make the call that stands in `Vm::tail` in place of this operation; its result is this operation's result.
    Tail,
    /// A frame has been opened: go on there; its caller's instruction starts again or is finished by it.
    Entered,
    /// Time must pass or the host must act; then start the instruction again.
    Wait,
}

/// What an operation gives.
pub type Outcome<T> = Result<T, Stop>;

/// An exception that has been raised and not yet been made an object.
///
/// Its text is formatted only when somebody looks at it.
#[derive(Clone, Copy)]
pub struct Pending {
    /// The class: a type immediate or a class block; `UNDEFINED` if nothing is pending.
    pub class: Value,
    /// The exception object, once there is one.
    pub object: Value,
    /// The message, with `{}` for the values in turn (a type's name, a string's text, else its repr), `{r}` for a repr, `{t}` for a type's name.
    pub text: &'static str,
    /// What the message speaks of.
    pub values: [Value; 2],
    /// The only argument, instead of a text: `KeyError(key)`, `StopIteration(value)`.
    pub argument: Value,
    /// The frames it has passed: a Traceback block, or `UNDEFINED`.
    pub traceback: Value,
}

impl Pending {
    /// Nothing.
    pub const NONE: Pending = Pending {
        class: Value::UNDEFINED,
        object: Value::UNDEFINED,
        text: "",
        values: [Value::UNDEFINED; 2],
        argument: Value::UNDEFINED,
        traceback: Value::UNDEFINED,
    };

    /// An exception of a class, without arguments.
    pub const fn of(class: TypeId) -> Pending {
        Pending { class: Value::builtin_type(class), ..Pending::NONE }
    }

    /// True if there is an exception.
    pub const fn is_some(&self) -> bool {
        self.class.is_defined()
    }

    /// The values that the collector must know.
    pub fn values(&self) -> [Value; PENDING] {
        let [first, second] = self.values;
        [self.class, self.object, first, second, self.argument, self.traceback]
    }

    /// Sets what [`Pending::values`] gives; absent ones stay as they are.
    pub fn set_values(&mut self, values: &[Value]) {
        let [first, second] = &mut self.values;
        let places = [&mut self.class, &mut self.object, first, second, &mut self.argument, &mut self.traceback];
        for (place, value) in places.into_iter().zip(values) {
            *place = *value;
        }
    }
}

impl Vm<'_> {
    /// Makes an exception pending: its class, its constant text and up to two values for the text.
    #[cold]
    #[inline(never)]
    pub fn raise(&mut self, class: TypeId, text: &'static str, values: [Value; 2]) -> Stop {
        self.pending = Pending { class: Value::builtin_type(class), text, values, ..Pending::NONE };
        Stop::Raised
    }

    /// Makes an exception pending: its class and its constant text.
    #[cold]
    #[inline(never)]
    pub fn raise_plain(&mut self, class: TypeId, text: &'static str) -> Stop {
        self.raise(class, text, [Value::UNDEFINED; 2])
    }

    /// Makes an exception pending whose only argument is a value: `KeyError(key)`.
    #[cold]
    #[inline(never)]
    pub fn raise_with(&mut self, class: TypeId, argument: Value) -> Stop {
        self.pending = Pending { class: Value::builtin_type(class), argument, ..Pending::NONE };
        Stop::Raised
    }

    /// Makes an exception object pending.
    #[cold]
    #[inline(never)]
    pub fn raise_object(&mut self, object: Value) -> Stop {
        let class = self.type_of(object);
        self.pending = Pending { class, object, ..Pending::NONE };
        Stop::Raised
    }

    /// Asks for a call in place of the current operation; the arguments are at most `TAIL_ARGUMENTS`.
    #[cold]
    #[inline(never)]
    pub fn tail_call(&mut self, callable: Value, arguments: &[Value]) -> Stop {
        self.tail.set(callable, arguments);
        Stop::Tail
    }
}

/// `raise!(vm, TypeError, "text {}", value)`: an `Err` that carries the exception.
macro_rules! raise {
    ($vm:expr, $class:ident, $text:expr) => {
        Err($vm.raise_plain($crate::vm::types::TypeId::$class, $text))
    };
    ($vm:expr, $class:ident, $text:expr, $first:expr) => {{
        let first = $first;
        Err($vm.raise($crate::vm::types::TypeId::$class, $text, [first, $crate::vm::value::Value::UNDEFINED]))
    }};
    ($vm:expr, $class:ident, $text:expr, $first:expr, $second:expr) => {{
        let values = [$first, $second];
        Err($vm.raise($crate::vm::types::TypeId::$class, $text, values))
    }};
}
pub(crate) use raise;
