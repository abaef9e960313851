//! The arguments of one call of a Rust function: checked in turn, with messages that name function and parameter.

use super::convert::{FromPython, Mismatch, ToPython};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::raise::{Outcome, Pending, Stop};
use crate::vm::types::{Args, Native, NativeFn, Out, TypeId};
use crate::vm::value::Value;

/// A call of a Rust function, its arguments taken one after the other.
pub struct Call<'m> {
    function: &'static str,
    args: Args<'m>,
    next: usize,
}

impl<'m> Call<'m> {
    /// A call of `function` with these arguments.
    #[inline(always)]
    pub fn new(vm: &mut Vm<'_>, function: &'static str, args: Args<'m>) -> Call<'m> {
        vm.borrowed.clear();
        Call { function, args, next: 0 }
    }

    /// The value of the next argument, whatever it is; `UNDEFINED` if it was not given.
    #[inline(always)]
    pub fn value(&mut self) -> Value {
        let value = self.args.get(self.next);
        self.next += 1;
        value
    }

    /// Checks the next argument.
    #[inline(always)]
    pub fn required<'a, T: FromPython<'a>>(&mut self, vm: &mut Vm<'_>, name: &'static str) -> Outcome<T::Checked> {
        let value = self.value();
        match T::glance(value) {
            Some(checked) => Ok(checked),
            None => self.look_at::<T>(vm, name, value),
        }
    }

    #[inline(never)]
    fn look_at<'a, T: FromPython<'a>>(&self, vm: &mut Vm<'_>, name: &'static str, value: Value) -> Outcome<T::Checked> {
        if !value.is_defined() {
            return Err(self.missing(vm, name));
        }
        T::check(vm, value).map_err(|mismatch| self.refuse(vm, name, value, mismatch))
    }

    /// Checks the next argument, if it was given.
    pub fn optional<'a, T: FromPython<'a>>(
        &mut self,
        vm: &mut Vm<'_>,
        name: &'static str,
    ) -> Outcome<Option<T::Checked>> {
        let value = self.value();
        if !value.is_defined() {
            return Ok(None);
        }
        T::check(vm, value).map(Some).map_err(|mismatch| self.refuse(vm, name, value, mismatch))
    }

    /// The exception for a function whose object or state cannot be had.
    pub(super) fn not_at_hand(&self, vm: &mut Vm<'_>, in_use: bool) -> Stop {
        let object = self.args.get(0);
        if in_use {
            return raise_text(vm, TypeId::RuntimeError, |out, vm| {
                out.text(vm, self.function.as_bytes())?;
                out.text(vm, b"() needs what an operation under way has borrowed")
            });
        }
        raise_text(vm, TypeId::TypeError, |out, vm| {
            out.text(vm, b"descriptor '")?;
            out.text(vm, self.function.as_bytes())?;
            out.text(vm, b"' doesn't apply to a '")?;
            let class = vm.type_of(object);
            out.type_name(vm, class)?;
            out.text(vm, b"' object")
        })
    }

    #[cold]
    #[inline(never)]
    fn missing(&self, vm: &mut Vm<'_>, name: &'static str) -> Stop {
        let position = self.next;
        raise_text(vm, TypeId::TypeError, |out, vm| {
            out.text(vm, self.function.as_bytes())?;
            out.text(vm, b"() missing required argument '")?;
            out.text(vm, name.as_bytes())?;
            out.text(vm, b"' (pos ")?;
            out.value(vm, Value::len(position))?;
            out.text(vm, b")")
        })
    }

    #[cold]
    #[inline(never)]
    fn refuse(&self, vm: &mut Vm<'_>, name: &'static str, value: Value, mismatch: Mismatch) -> Stop {
        refuse(vm, value, mismatch, |out, vm| {
            out.text(vm, b"argument '")?;
            out.text(vm, name.as_bytes())?;
            out.text(vm, b"' of ")?;
            out.text(vm, self.function.as_bytes())?;
            out.text(vm, b"() ")
        })
    }
}

/// The exception for a value that is not what Rust takes; `subject` writes what the message speaks of.
pub(crate) fn refuse<'m>(
    vm: &mut Vm<'m>,
    value: Value,
    mismatch: Mismatch,
    subject: impl FnOnce(&mut Out, &mut Vm<'m>) -> Outcome<()>,
) -> Stop {
    let class = match mismatch {
        Mismatch::Stop(stop) => return stop,
        Mismatch::Type(_) | Mismatch::Item(..) => TypeId::TypeError,
        _ => TypeId::ValueError,
    };
    raise_text(vm, class, |out, vm| {
        subject(out, vm)?;
        out.text(vm, b"must ")?;
        describe(out, vm, value, mismatch)
    })
}

/// Writes what a value must be or have.
fn describe(out: &mut Out, vm: &mut Vm<'_>, value: Value, mismatch: Mismatch) -> Outcome<()> {
    match mismatch {
        Mismatch::Type(wanted) => describe_type(out, vm, b"be ", wanted, value),
        Mismatch::Item(wanted, item) => describe_type(out, vm, b"have items that are ", wanted, item),
        Mismatch::Range { least, greatest } => {
            let (least, greatest) = (vm.int_from_i64(least)?, vm.int_from_u64(greatest)?);
            out.text(vm, b"be between ")?;
            out.value(vm, least)?;
            out.text(vm, b" and ")?;
            out.value(vm, greatest)
        }
        Mismatch::Length(len) => {
            out.text(vm, b"have ")?;
            out.value(vm, Value::len(len))?;
            out.text(vm, b" items")
        }
        Mismatch::TooLong(len) => {
            out.text(vm, b"be no longer than ")?;
            out.value(vm, Value::len(len))
        }
        Mismatch::Rule(rule) => {
            out.text(vm, b"be ")?;
            out.text(vm, rule.as_bytes())
        }
        Mismatch::Stop(_) => Ok(()),
    }
}

fn describe_type(out: &mut Out, vm: &mut Vm<'_>, verb: &[u8], wanted: &str, value: Value) -> Outcome<()> {
    out.text(vm, verb)?;
    out.text(vm, wanted.as_bytes())?;
    out.text(vm, b", not ")?;
    let class = vm.type_of(value);
    out.type_name(vm, class)
}

/// Raises an exception whose text is written at once.
fn raise_text<'m>(vm: &mut Vm<'m>, class: TypeId, write: impl FnOnce(&mut Out, &mut Vm<'m>) -> Outcome<()>) -> Stop {
    let mut out = Out::new_text();
    match write(&mut out, vm).and_then(|()| vm.str_from_out(out)) {
        Ok(text) => vm.raise_with(class, text),
        Err(stop) => stop,
    }
}

/// Makes sure that a result of so many bytes can be placed. To be done before a function with effects is called.
#[inline(always)]
pub fn reserve(vm: &mut Vm<'_>, bytes: usize) -> Outcome<()> {
    if bytes == 0 || vm.heap.is_roomy(bytes) { Ok(()) } else { try_out(vm, bytes) }
}

#[inline(never)]
fn try_out(vm: &mut Vm<'_>, bytes: usize) -> Outcome<()> {
    let block = vm.heap.alloc_bytes(Kind::Scratch, bytes)?;
    vm.heap.free_now(block);
    Ok(())
}

/// The value of a function that has had its effects and cannot be called again: if there is no memory for the result,
/// the script sees a `MemoryError`.
#[inline(always)]
pub fn finish<T: ToPython>(vm: &mut Vm<'_>, result: &T) -> Outcome<Value> {
    match result.at_once() {
        Some(value) => Ok(value),
        None => finish_slowly(vm, result),
    }
}

#[inline(never)]
fn finish_slowly<T: ToPython>(vm: &mut Vm<'_>, result: &T) -> Outcome<Value> {
    // It cannot be started again, so it must not pause.
    let urgent = vm.heap.set_urgent(true);
    let made = result.to_python(vm);
    vm.heap.set_urgent(urgent);
    made.map_err(|stop| match stop {
        Stop::Memory => {
            vm.pending = Pending::of(TypeId::MemoryError);
            Stop::Raised
        }
        other => other,
    })
}

/// A row of a module's table.
pub const fn row(name: &'static str, parameters: &'static str, min: u8, max: u8, call: NativeFn) -> Native {
    Native { name, parameters, min, max, call }
}
