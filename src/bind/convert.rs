//! Between Rust types and Python values.
//!
//! A Rust function is called in three steps. All arguments are *checked*, which may raise or need memory; then they are
//! *taken*, which cannot fail and may borrow from the interpreter (`&str`, `&[u8]`); and after the call the result
//! becomes a Python value, for which memory was put by before the call.

use super::error::IntoException;
use crate::vm::Vm;
use crate::vm::native::Constant;
use crate::vm::number::Float;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::text::{Draft, Family};
use crate::vm::value::Value;
use core::fmt::{self, Write};

/// A Rust type that Python values can become: an argument of a Rust function, the result of [`Vm::eval`].
///
/// | Rust | Python |
/// |--|--|
/// | `bool` | `bool` and `int` |
/// | `i8` … `u64`, `isize`, `usize` | `int` in the type's range |
/// | `f32`, `f64` | `float` and `int` |
/// | `&str` | `str` |
/// | `&[u8]` | `bytes`, `bytearray`, contiguous `memoryview` |
/// | `&mut [u8]` | `bytearray`, `array`, contiguous `memoryview` of one, borrowed for the length of the call |
/// | `()` | `None` |
/// | `Option<T>` | `None`, or what `T` takes |
/// | `(A, B, …)` | a `tuple` or `list` of that length |
/// | `[T; N]` | a `tuple`, a `list` or `bytes` of that length |
/// | [`Object`](crate::Object) | anything |
/// | `heapless::String<N>` | `str` of at most `N` bytes |
/// | `heapless::Vec<T, N>` | a `tuple`, a `list` or `bytes` of at most `N` items |
///
/// # Examples
/// A type of one's own takes what another type takes and looks at it more closely:
/// ```
/// use ferropy::bind::{FromPython, Mismatch, Value};
/// use ferropy::Vm;
///
/// struct Percent(u8);
///
/// impl<'a> FromPython<'a> for Percent {
///     const NAME: &'static str = "int";
///     type Checked = u8;
///
///     fn check(vm: &mut Vm<'_>, value: Value) -> Result<u8, Mismatch> {
///         match u8::check(vm, value)? {
///             percent @ 0..=100 => Ok(percent),
///             _ => Err(Mismatch::Range { least: 0, greatest: 100 }),
///         }
///     }
///
///     fn take(percent: u8, _: &'a Vm<'_>) -> Percent {
///         Percent(percent)
///     }
/// }
///
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).build()?;
/// assert_eq!(vm.eval::<Percent>("5 * 20")?.0, 100);
/// assert!(vm.eval::<Percent>("101").is_err());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub trait FromPython<'a>: Sized {
    /// What messages call the Python type: `"int"`.
    const NAME: &'static str;
    /// What is known of the argument after it has been checked.
    type Checked;

    /// Checks a value. *Errors*: what is wrong with it.
    fn check(vm: &mut Vm<'_>, value: Value) -> Result<Self::Checked, Mismatch>;

    /// What `check` gives, if the value's word alone tells it; so most arguments are checked where they are taken.
    #[doc(hidden)]
    #[inline(always)]
    fn glance(_: Value) -> Option<Self::Checked> {
        None
    }

    /// Gives the Rust value of a checked one.
    fn take(checked: Self::Checked, vm: &'a Vm<'_>) -> Self;

    /// Writes the type as stubs name it.
    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str(Self::NAME)
    }
}

/// Why a Python value is not what a Rust function takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Mismatch {
    /// It is of another type than the one named: `TypeError`.
    Type(&'static str),
    /// One of its items, this one, is of another type than the one named: `TypeError`.
    Item(&'static str, Value),
    /// It is not between these two numbers: `ValueError`.
    Range {
        /// The least number.
        least: i64,
        /// The greatest number.
        greatest: u64,
    },
    /// It does not have so many items: `ValueError`.
    Length(usize),
    /// It has more items, or a text more bytes: `ValueError`.
    TooLong(usize),
    /// It breaks another rule, which is named: "must be …". `ValueError`.
    Rule(&'static str),
    /// The conversion itself stopped.
    Stop(Stop),
}

impl Mismatch {
    /// The mismatch of a sequence, one of whose items has this one.
    pub fn of_item(self, item: Value) -> Mismatch {
        match self {
            Mismatch::Type(wanted) => Mismatch::Item(wanted, item),
            other => other,
        }
    }
}

impl From<Stop> for Mismatch {
    fn from(stop: Stop) -> Mismatch {
        Mismatch::Stop(stop)
    }
}

/// A Rust type that can become a Python value: a result of a Rust function, an argument of [`Vm::call`].
///
/// The types of [`FromPython`]'s table, and `Result<T, E>` where `E` is an exception. `[u8; N]`, `&[u8]` and
/// `heapless::Vec<u8, N>` become `bytes`, arrays and vectors of other types a `list`.
///
/// # Examples
/// ```
/// use ferropy::bind::{Outcome, ToPython, Value};
/// use ferropy::Vm;
///
/// struct Celsius(f32);
///
/// impl ToPython for Celsius {
///     const ROOM: usize = f32::ROOM;
///
///     fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
///         self.0.to_python(vm)
///     }
/// }
///
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).build()?;
/// vm.set("inside", &Celsius(21.5))?;
/// assert_eq!(vm.eval::<f64>("inside * 2")?, 43.0);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub trait ToPython {
    /// Bytes of the VM's memory that a value takes at most; if that depends on the value, a likely number. So much is
    /// put by before a Rust function runs: should the result not fit after all, the script sees a `MemoryError`.
    const ROOM: usize;

    /// What `to_python` gives, if that needs no memory.
    #[doc(hidden)]
    #[inline(always)]
    fn at_once(&self) -> Option<Value> {
        None
    }

    /// Makes the Python value. *Errors*: an exception, or a need for memory.
    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value>;

    /// Writes the type as stubs name it.
    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("Any")
    }

    /// Writes the type of a list of these.
    #[doc(hidden)]
    fn slice_hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("list[")?;
        Self::hint(out)?;
        out.write_str("]")
    }

    /// Makes the Python value of several: a list.
    #[doc(hidden)]
    fn slice_to_python(items: &[Self], vm: &mut Vm<'_>) -> Outcome<Value>
    where
        Self: Sized,
    {
        let list = crate::vm::types::list::with_capacity(vm, items.len())?;
        for item in items {
            let value = item.to_python(vm)?;
            crate::vm::types::list::push(vm, list, value)?;
        }
        Ok(list)
    }
}

/// Bytes of a small block: a float, an int of 64 bits.
pub(super) const BLOCK: usize = 16;
/// Bytes put by for a text of unknown length.
const TEXT: usize = 128;

impl FromPython<'_> for bool {
    const NAME: &'static str = "bool";
    type Checked = bool;

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<bool, Mismatch> {
        match vm.as_int(value) {
            Some(int) => Ok(!int.is_zero()),
            None => Err(Mismatch::Type(Self::NAME)),
        }
    }

    #[inline(always)]
    fn glance(value: Value) -> Option<bool> {
        if value.is_bool() { Some(value == Value::TRUE) } else { None }
    }

    fn take(checked: bool, _: &Vm<'_>) -> bool {
        checked
    }
}

impl ToPython for bool {
    const ROOM: usize = 0;

    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("bool")
    }

    fn to_python(&self, _: &mut Vm<'_>) -> Outcome<Value> {
        Ok(Value::bool(*self))
    }

    #[inline(always)]
    fn at_once(&self) -> Option<Value> {
        Some(Value::bool(*self))
    }
}

/// The integer of a value, if it is one of at most 64 bits.
fn check_int(vm: &Vm<'_>, value: Value, least: i64, greatest: u64) -> Result<i128, Mismatch> {
    let Some(int) = vm.as_int(value) else { return Err(Mismatch::Type("int")) };
    let wide = int.to_i64(&vm.heap).map(i128::from).or_else(|| int.to_u64(&vm.heap).map(i128::from));
    match wide {
        Some(wide) if wide >= i128::from(least) && wide <= i128::from(greatest) => Ok(wide),
        _ => Err(Mismatch::Range { least, greatest }),
    }
}

macro_rules! integers {
    ($($int:ident $make:ident $wide:ident,)*) => { $(
        impl FromPython<'_> for $int {
            const NAME: &'static str = "int";
            type Checked = $int;

            fn check(vm: &mut Vm<'_>, value: Value) -> Result<$int, Mismatch> {
                check_int(vm, value, $int::MIN as i64, $int::MAX as u64).map(|int| int as $int)
            }

            #[inline(always)]
            fn glance(value: Value) -> Option<$int> {
                if value.is_small() { $int::try_from(value.small_int()).ok() } else { None }
            }

            fn take(checked: $int, _: &Vm<'_>) -> $int {
                checked
            }
        }

        impl ToPython for $int {
            const ROOM: usize = if size_of::<$int>() < 4 { 0 } else { BLOCK };

            fn hint(out: &mut dyn Write) -> fmt::Result {
                out.write_str("int")
            }

            fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
                vm.$make(*self as $wide)
            }

            #[inline(always)]
            fn at_once(&self) -> Option<Value> {
                let int = i32::try_from(*self).ok()?;
                if (Value::INT_MIN..=Value::INT_MAX).contains(&int) { Some(Value::small(int)) } else { None }
            }
            integers!(@slice $int);
        }
    )* };
    (@slice u8) => {
        fn slice_to_python(items: &[u8], vm: &mut Vm<'_>) -> Outcome<Value> {
            new_bytes(vm, items)
        }

        fn slice_hint(out: &mut dyn Write) -> fmt::Result {
            out.write_str("bytes")
        }
    };
    (@slice $other:ident) => {};
}

integers! {
    i8 int_from_i64 i64,
    i16 int_from_i64 i64,
    i32 int_from_i64 i64,
    i64 int_from_i64 i64,
    isize int_from_i64 i64,
    u8 int_from_i64 i64,
    u16 int_from_i64 i64,
    u32 int_from_i64 i64,
    u64 int_from_u64 u64,
    usize int_from_u64 u64,
}

/// The float of a `float` or an `int`.
fn check_float(vm: &Vm<'_>, value: Value) -> Result<Float, Mismatch> {
    if let Some(float) = vm.as_float(value) {
        return Ok(float);
    }
    match vm.as_int(value) {
        Some(int) => int.to_float(&vm.heap).ok_or(Mismatch::Rule("in the range of float")),
        None => Err(Mismatch::Type("float")),
    }
}

macro_rules! floats {
    ($($float:ident)*) => { $(
        impl FromPython<'_> for $float {
            const NAME: &'static str = "float";
            type Checked = $float;

            fn check(vm: &mut Vm<'_>, value: Value) -> Result<$float, Mismatch> {
                check_float(vm, value).map(|float| float as $float)
            }

            fn take(checked: $float, _: &Vm<'_>) -> $float {
                checked
            }
        }

        impl ToPython for $float {
            const ROOM: usize = BLOCK;

            fn hint(out: &mut dyn Write) -> fmt::Result {
                out.write_str("float")
            }

            fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
                vm.new_float(*self as Float)
            }
        }
    )* };
}

floats! { f32 f64 }

impl<'a> FromPython<'a> for &'a str {
    const NAME: &'static str = "str";
    type Checked = Value;

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<Value, Mismatch> {
        match vm.str_bytes(value) {
            Some(bytes) if core::str::from_utf8(bytes).is_ok() => Ok(value),
            Some(_) => Err(Mismatch::Rule("free of surrogates")),
            None => Err(Mismatch::Type(Self::NAME)),
        }
    }

    fn take(checked: Value, vm: &'a Vm<'_>) -> &'a str {
        vm.str_bytes(checked).and_then(|bytes| core::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl ToPython for str {
    const ROOM: usize = TEXT;

    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("str")
    }

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        vm.new_str(self.as_bytes())
    }
}

impl<'a> FromPython<'a> for &'a [u8] {
    const NAME: &'static str = "a bytes-like object";
    type Checked = Value;

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<Value, Mismatch> {
        match vm.buffer_text(value) {
            Some(text) if vm.borrowed.share(text.range()) => Ok(value),
            Some(_) => Err(Mismatch::Rule(APART)),
            None => Err(Mismatch::Type(Self::NAME)),
        }
    }

    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("Buffer")
    }

    fn take(checked: Value, vm: &'a Vm<'_>) -> &'a [u8] {
        let text = vm.buffer_text(checked).filter(|text| vm.borrowed.is_shared(text.range()));
        text.map_or(&[], |text| text.bytes(vm))
    }
}

/// What a buffer must be that a function borrows together with others.
const APART: &str = "apart from the function's other buffers, three at most and one of them written to";

impl<'a> FromPython<'a> for &'a mut [u8] {
    const NAME: &'static str = "a writable bytes-like object";
    type Checked = Value;

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<Value, Mismatch> {
        match vm.writable_text(value) {
            Some(text) if vm.borrowed.take(text.range()) => Ok(value),
            Some(_) => Err(Mismatch::Rule(APART)),
            None => Err(Mismatch::Type(Self::NAME)),
        }
    }

    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("Buffer")
    }

    fn take(checked: Value, vm: &'a Vm<'_>) -> &'a mut [u8] {
        let text = vm.writable_text(checked).filter(|text| vm.borrowed.hand_out(text.range()));
        text.map_or(&mut [], |text| text.detached_mut(vm))
    }
}

fn new_bytes(vm: &mut Vm<'_>, bytes: &[u8]) -> Outcome<Value> {
    let mut draft = Draft::new(vm, Family::Bytes, bytes.len())?;
    draft.push(vm, bytes);
    Ok(draft.finish(vm))
}

impl<T: ToPython> ToPython for [T] {
    const ROOM: usize = TEXT;

    fn hint(out: &mut dyn Write) -> fmt::Result {
        T::slice_hint(out)
    }

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        T::slice_to_python(self, vm)
    }
}

impl<T: ToPython, const N: usize> ToPython for [T; N] {
    const ROOM: usize = list_room(N, T::ROOM);

    fn hint(out: &mut dyn Write) -> fmt::Result {
        T::slice_hint(out)
    }

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        T::slice_to_python(self, vm)
    }
}

/// Bytes of a list of so many items of so many bytes each.
pub(super) const fn list_room(len: usize, item: usize) -> usize {
    24 + len * (item + 4)
}

impl<T: ToPython + ?Sized> ToPython for &T {
    const ROOM: usize = T::ROOM;

    fn hint(out: &mut dyn Write) -> fmt::Result {
        T::hint(out)
    }

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        (**self).to_python(vm)
    }
}

impl FromPython<'_> for () {
    const NAME: &'static str = "None";
    type Checked = ();

    fn check(_: &mut Vm<'_>, value: Value) -> Result<(), Mismatch> {
        if value.is_none() { Ok(()) } else { Err(Mismatch::Type(Self::NAME)) }
    }

    fn take(_: (), _: &Vm<'_>) {}
}

impl ToPython for () {
    const ROOM: usize = 0;

    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("None")
    }

    fn to_python(&self, _: &mut Vm<'_>) -> Outcome<Value> {
        Ok(Value::NONE)
    }
}

impl<'a, T: FromPython<'a>> FromPython<'a> for Option<T> {
    const NAME: &'static str = T::NAME;
    type Checked = Option<T::Checked>;

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<Self::Checked, Mismatch> {
        if value.is_none() { Ok(None) } else { T::check(vm, value).map(Some) }
    }

    fn hint(out: &mut dyn Write) -> fmt::Result {
        T::hint(out)?;
        out.write_str(" | None")
    }

    fn take(checked: Self::Checked, vm: &'a Vm<'_>) -> Option<T> {
        checked.map(|checked| T::take(checked, vm))
    }
}

impl<T: ToPython> ToPython for Option<T> {
    const ROOM: usize = T::ROOM;

    fn hint(out: &mut dyn Write) -> fmt::Result {
        T::hint(out)?;
        out.write_str(" | None")
    }

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        match self {
            Some(value) => value.to_python(vm),
            None => Ok(Value::NONE),
        }
    }
}

impl<T: ToPython, E: IntoException> ToPython for Result<T, E> {
    const ROOM: usize = if T::ROOM > super::error::ROOM { T::ROOM } else { super::error::ROOM };

    fn hint(out: &mut dyn Write) -> fmt::Result {
        T::hint(out)
    }

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        match self {
            Ok(value) => value.to_python(vm),
            Err(error) => Err(error.exception().raise(vm)),
        }
    }
}

/// What constants of a module can be.
#[doc(hidden)]
pub struct Const<T>(core::marker::PhantomData<T>);

macro_rules! constants {
    ($($type:ty, $variant:ident as $wide:ty;)*) => { $(
        impl Const<$type> {
            pub const fn constant(value: $type) -> Constant {
                Constant::$variant(value as $wide)
            }
        }
    )* };
}

constants! {
    i8, Int as i64;
    i16, Int as i64;
    i32, Int as i64;
    i64, Int as i64;
    u8, Int as i64;
    u16, Int as i64;
    u32, Int as i64;
    f32, Float as f64;
    f64, Float as f64;
    bool, Bool as bool;
    &'static str, Str as &'static str;
}
