//! Exceptions: `[class][args][traceback][extra]`, all of one kind of block, whatever their class.
//!
//! What few exceptions have (cause, context, attributes, notes) lies in an `ExceptionExtra` block that is made when the
//! first of them is set. An exception that nobody has looked at is no object yet: see [`Pending`] and `Vm::materialize`.

pub mod attribute;
pub mod errno;
pub mod group;
mod hierarchy;
pub mod message;
pub mod traceback;

pub use attribute::{attributes, store_attribute};
pub use hierarchy::*;
pub use traceback::TYPE as TRACEBACK;

use super::{Args, TypeId, class, tuple};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind};
use crate::vm::raise::{Outcome, Pending, Stop};
use crate::vm::value::{Immediate, Ref, Value};

/// The words of an exception's block.
pub const CLASS: usize = 1;
/// The tuple of arguments.
pub const ARGS: usize = 2;
/// The frames it has passed.
pub const TRACEBACK_WORD: usize = 3;
const EXTRA: usize = 4;
const WORDS: usize = 5;

/// The words of an `ExceptionExtra`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Extra {
    /// `__cause__`
    Cause = 1,
    /// `__context__`
    Context = 2,
    /// `__suppress_context__`
    Suppress = 3,
    /// `__dict__`
    Attributes = 4,
    /// `__notes__`
    Notes = 5,
}

const EXTRA_WORDS: usize = 6;

/// True if built-in class `class` is `ancestor` or derives from it.
pub fn derives(class: TypeId, ancestor: TypeId) -> bool {
    let first = class as u16;
    let mut index = first;
    while index != ancestor as u16 {
        if index == TypeId::Object as u16 {
            return false;
        }
        index = super::class::next_in_order(first, index);
    }
    true
}

/// True for the built-in exception classes.
pub fn is_exception(class: Value) -> bool {
    builtin(class).is_some_and(|id| derives(id, TypeId::BaseException))
}

fn builtin(class: Value) -> Option<TypeId> {
    match class.as_immediate() {
        Some((Immediate::Type, index)) => TypeId::ALL.get(index as usize).copied(),
        _ => None,
    }
}

/// The built-in class that an exception class is or derives from.
pub fn builtin_class(vm: &Vm, class: Value) -> TypeId {
    builtin(class).unwrap_or_else(|| class::native_base(vm, class))
}

/// True for exception objects.
pub fn is_instance(vm: &Vm, value: Value) -> bool {
    value.as_ref().is_some_and(|at| vm.heap.kind(at) == Kind::Exception)
}

/// An exception object.
pub fn new(vm: &mut Vm, class: Value, args: Value) -> Outcome<Value> {
    let at = vm.heap.alloc(Kind::Exception, WORDS)?;
    vm.heap.init(at, CLASS, class);
    vm.heap.init(at, ARGS, args);
    Ok(Value::reference(at))
}

/// `class(args…)` as `__new__` does it.
pub fn make(vm: &mut Vm, class: Value, args: Args) -> Outcome<Value> {
    let base = builtin_class(vm, class);
    if derives(base, TypeId::BaseExceptionGroup) {
        return group::make(vm, class, args);
    }
    if derives(base, TypeId::UnicodeError) && base != TypeId::UnicodeError && args.count() != 5 {
        return raise!(vm, TypeError, "function takes exactly 5 arguments ({} given)", Value::len(args.count()));
    }
    if derives(base, TypeId::OsError) && (2..=5).contains(&args.count()) {
        return errno::make(vm, class, args);
    }
    let args = tuple::from_args(vm, args)?;
    new(vm, class, args)
}

/// The arguments.
pub fn args(heap: &Heap, exception: Value) -> Value {
    heap.value(exception.block(), ARGS)
}

/// The only argument, if there is one and no other.
pub fn only_argument(vm: &Vm, exception: Value) -> Option<Value> {
    let args = args(&vm.heap, exception);
    (tuple::len(vm, args) == 1).then(|| tuple::item(vm, args, 0))
}

/// The frames that an exception has passed; `UNDEFINED` if none.
pub fn traceback(heap: &Heap, exception: Value) -> Value {
    heap.value(exception.block(), TRACEBACK_WORD)
}

/// Sets `__traceback__`.
pub fn set_traceback(vm: &mut Vm, exception: Value, traceback: Value) {
    vm.heap.set(exception.block(), TRACEBACK_WORD, traceback);
}

/// One of the rarer things; `UNDEFINED` if it is not set.
pub fn extra(heap: &Heap, exception: Value, word: Extra) -> Value {
    heap.value(heap.block(exception.block(), EXTRA), word as usize)
}

/// Sets one of the rarer things.
pub fn set_extra(vm: &mut Vm, exception: Value, word: Extra, value: Value) -> Outcome<()> {
    let at = extra_block(vm, exception)?;
    vm.heap.set(at, word as usize, value);
    Ok(())
}

fn extra_block(vm: &mut Vm, exception: Value) -> Outcome<Ref> {
    let block = exception.block();
    let at = vm.heap.block(block, EXTRA);
    if at.is_some() {
        return Ok(at);
    }
    let at = vm.heap.alloc(Kind::ExceptionExtra, EXTRA_WORDS)?;
    vm.heap.set(block, EXTRA, Value::reference(at));
    Ok(at)
}

/// The exception that was being handled when this one was raised; `UNDEFINED` if none.
pub fn context(heap: &Heap, exception: Value) -> Value {
    extra(heap, exception, Extra::Context)
}

/// Sets `__context__`.
pub fn set_context(vm: &mut Vm, exception: Value, context: Value) -> Outcome<()> {
    set_extra(vm, exception, Extra::Context, context)
}

/// Takes the context away.
pub fn cut_context(heap: &mut Heap, exception: Value) {
    let at = heap.block(exception.block(), EXTRA);
    if at.is_some() {
        heap.set(at, Extra::Context as usize, Value::UNDEFINED);
    }
}

/// Sets `__cause__`, and so `__suppress_context__`.
pub fn set_cause(vm: &mut Vm, exception: Value, cause: Value) -> Outcome<()> {
    set_extra(vm, exception, Extra::Cause, cause)?;
    set_extra(vm, exception, Extra::Suppress, Value::TRUE)
}

/// The value of the pending StopIteration.
pub fn stop_value(vm: &Vm) -> Value {
    let Pending { object, argument, .. } = vm.pending;
    if object.is_defined() {
        let args = args(&vm.heap, object);
        return if tuple::len(vm, args) == 0 { Value::NONE } else { tuple::item(vm, args, 0) };
    }
    if argument.is_defined() { argument } else { Value::NONE }
}

impl Vm<'_> {
    /// The pending exception as an object. Its text is formatted here.
    pub fn materialize(&mut self) -> Outcome<Value> {
        let pending = self.pending;
        if pending.object.is_defined() {
            return Ok(pending.object);
        }
        let made = make_pending(self, &pending);
        // Formatting may have failed with an exception of its own, which is of no interest.
        self.pending = pending;
        let object = match made {
            Err(Stop::Memory) => return Err(Stop::Memory),
            Err(_) => {
                let args = tuple::new(self, &[])?;
                new(self, pending.class, args)?
            }
            Ok(object) => object,
        };
        self.heap.init(object.block(), TRACEBACK_WORD, pending.traceback);
        self.pending.object = object;
        Ok(object)
    }
}

fn make_pending(vm: &mut Vm, pending: &Pending) -> Outcome<Value> {
    let Pending { class, argument, text, values, .. } = *pending;
    if argument.is_defined() {
        if let (Some(number), true) = (argument.as_small(), class == Value::builtin_type(TypeId::OsError)) {
            return errno::new_error(vm, number);
        }
        let none = argument.is_none() && builtin(class) == Some(TypeId::StopIteration);
        let args = tuple::new(vm, if none { &[] } else { core::slice::from_ref(&argument) })?;
        return new(vm, class, args);
    }
    if text.is_empty() {
        let args = tuple::new(vm, &[])?;
        return new(vm, class, args);
    }
    let message = vm.new_message(text, &values)?;
    let args = tuple::new(vm, &[message])?;
    let made = new(vm, class, args)?;
    // The name that was not found.
    let says_no_attribute = |text: &str| text.as_bytes().windows(17).any(|part| part == b" has no attribute");
    let name = match builtin(class) {
        Some(TypeId::NameError | TypeId::UnboundLocalError) => values[0],
        Some(TypeId::AttributeError) if says_no_attribute(text) => values[1],
        _ => Value::UNDEFINED,
    };
    if name.is_defined() && vm.is_str(name) {
        attribute::set_keyword(vm, made, Value::name(crate::vm::name::NAME), name)?;
        if text.starts_with("'{t}'") || text.starts_with("type object") {
            attribute::set_keyword(vm, made, Value::name(crate::vm::name::OBJ), values[0])?;
        }
    }
    Ok(made)
}
