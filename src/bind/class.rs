//! Rust types as Python classes: see [`module!`](crate::module).

use super::arguments::Call;
use super::error::{Exception, IntoException};
use crate::vm::Vm;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// What a constructor gives: an object, or the error that prevented it.
pub trait Made<T> {
    #[doc(hidden)]
    fn made(self) -> Result<T, Exception>;
}

impl<T> Made<T> for T {
    fn made(self) -> Result<T, Exception> {
        Ok(self)
    }
}

impl<T, E: IntoException> Made<T> for Result<T, E> {
    fn made(self) -> Result<T, Exception> {
        self.map_err(|error| error.exception())
    }
}

/// Makes the block of an object before the object itself is made.
#[doc(hidden)]
pub fn reserve<T: 'static>(vm: &mut Vm<'_>) -> Outcome<Ref> {
    vm.heap.alloc_native::<T>()
}

/// Puts a new object into its block.
#[doc(hidden)]
pub fn fill<T: 'static, M: Made<T>>(vm: &mut Vm<'_>, block: Ref, made: M) -> Outcome<Value> {
    match made.made() {
        Ok(object) => {
            vm.heap.fill_native(block, object);
            Ok(Value::reference(block))
        }
        Err(exception) => {
            vm.heap.free_now(block);
            Err(exception.raise(vm))
        }
    }
}

/// True for an object of the Rust type, whether somebody has it or not.
#[doc(hidden)]
pub fn is_object<T: 'static>(vm: &Vm<'_>, object: Value) -> bool {
    vm.heap.is_native_of::<T>(object.block())
}

/// Calls a function with the Rust object of a Python object, which nobody else can have meanwhile.
#[doc(hidden)]
pub fn with_object<T: 'static, R>(vm: &Vm<'_>, object: Value, function: impl FnOnce(&mut T) -> R) -> Option<R> {
    vm.heap.with_native(object.block(), function)
}

/// The exception where a function could not be called: its object is none of the type, or object or state are in use.
#[doc(hidden)]
#[cold]
pub fn not_at_hand(vm: &mut Vm<'_>, call: Call<'_>, in_use: bool) -> Outcome<Value> {
    Err(call.not_at_hand(vm, in_use))
}
