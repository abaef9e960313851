//! Stubs for type checkers, made of the same lines as the modules: see [`Stub`].

use core::fmt::{Result, Write};

/// A module as a `.pyi` file: [`module!`](crate::module) makes it under the module's own name.
///
/// Only a command on the host calls it; in a firmware that does not, nothing of it is linked.
///
/// # Examples
/// ```
/// use ferropy::bind::Stub;
///
/// struct Board;
///
/// ferropy::module! {
///     /// Relays.
///     pub RELAYS = "relays" for Board {
///         /// Switches a relay.
///         fn set(board, index: u8, on: bool = true) {
///             let _ = (board, index, on);
///         }
///         const COUNT: u8 = 4;
///         class Relay = "Relay" {
///             new(index: u8) -> Relay { Relay(index) }
///             get index(relay) -> u8 { relay.0 }
///         }
///     }
/// }
///
/// struct Relay(u8);
///
/// let mut text = String::new();
/// RELAYS::write(&mut text)?;
/// assert_eq!(text, r#""""Relays."""
/// from collections.abc import Buffer, Coroutine
/// from typing import Any, Final
///
/// def set(index: int, on: bool = ...) -> None:
///     """Switches a relay."""
///
/// COUNT: Final[int]
///
/// class Relay:
///     def __init__(self, index: int) -> None: ...
///     @property
///     def index(self) -> int: ...
/// "#);
/// # Ok::<(), core::fmt::Error>(())
/// ```
pub trait Stub {
    /// Writes the stub. *Errors*: those of `out`.
    fn write(out: &mut dyn Write) -> Result;
}

/// Writes documentation, as it stands in Rust, as a docstring; nothing if there is none.
#[doc(hidden)]
pub fn docs(out: &mut dyn Write, indent: &str, lines: &[&str]) -> Result {
    let [first, rest @ ..] = lines else { return Ok(()) };
    write!(out, "{indent}\"\"\"{}", first.trim())?;
    for line in rest {
        write!(out, "\n{indent}{}", line.trim())?;
    }
    out.write_str("\"\"\"\n")
}

/// The end of a definition: its docstring, or `...`.
#[doc(hidden)]
pub fn end(out: &mut dyn Write, indent: &str, lines: &[&str]) -> Result {
    if lines.is_empty() {
        return out.write_str(": ...\n");
    }
    out.write_str(":\n")?;
    docs(out, indent, lines)
}

/// Writes the names of several types with something between them.
#[doc(hidden)]
pub fn joined(out: &mut dyn Write, hints: &[fn(&mut dyn Write) -> Result], between: &str) -> Result {
    for (index, hint) in hints.iter().enumerate() {
        out.write_str(if index == 0 { "" } else { between })?;
        hint(out)?;
    }
    Ok(())
}

/// The items of a module, one by one.
#[doc(hidden)]
#[macro_export]
macro_rules! __stub {
    ($out:ident) => {};
    ($out:ident $(#[doc = $doc:expr])* const $name:ident: $type:ty = $value:expr; $($rest:tt)*) => {
        ::core::write!($out, "\n{}: Final[", stringify!($name))?;
        <$type as $crate::bind::ToPython>::hint($out)?;
        $out.write_str("]\n")?;
        $crate::bind::stub::docs($out, "", &[$($doc),*])?;
        $crate::__stub!($out $($rest)*);
    };
    ($out:ident $(#[doc = $doc:expr])* events $name:ident: $type:ty = $source:path; $($rest:tt)*) => {
        ::core::write!($out, "\n{}: Any\n", stringify!($name))?;
        $crate::bind::stub::docs($out, "", &[$($doc),*])?;
        $crate::__stub!($out $($rest)*);
    };
    ($out:ident $(#[doc = $doc:expr])* class $type:ident = $class:literal { $($members:tt)* } $($rest:tt)*) => {
        ::core::write!($out, "\nclass {}:\n", $class)?;
        $crate::bind::stub::docs($out, "    ", &[$($doc),*])?;
        $crate::__stub_class!($out $($members)*);
        $crate::__stub!($out $($rest)*);
    };
    ($out:ident $(#[doc = $doc:expr])* async fn $name:ident ($($parameters:tt)*) $(-> $result:ty)? $body:block $($rest:tt)*) => {
        ::core::write!($out, "\nasync def {}(", stringify!($name))?;
        $crate::__stub_parameters!($out false $($parameters)*);
        $crate::__stub_end!($out "    " [$($doc),*] $($result)?);
        $crate::__stub!($out $($rest)*);
    };
    ($out:ident $(#[doc = $doc:expr])* $(await)? fn $name:ident ($($parameters:tt)*) $(-> $result:ty)? $body:block $($rest:tt)*) => {
        ::core::write!($out, "\ndef {}(", stringify!($name))?;
        $crate::__stub_parameters!($out false $($parameters)*);
        $crate::__stub_end!($out "    " [$($doc),*] $($result)?);
        $crate::__stub!($out $($rest)*);
    };
}

/// The members of a class, one by one.
#[doc(hidden)]
#[macro_export]
macro_rules! __stub_class {
    ($out:ident) => {};
    ($out:ident $(#[doc = $doc:expr])* new ($($parameters:tt)*) -> $result:ty $body:block $($rest:tt)*) => {
        $out.write_str("    def __init__(self")?;
        $crate::__stub_parameters!($out true $($parameters)*);
        $crate::__stub_end!($out "        " [$($doc),*]);
        $crate::__stub_class!($out $($rest)*);
    };
    ($out:ident $(#[doc = $doc:expr])* get $name:ident ($($parameters:tt)*) -> $result:ty $body:block $($rest:tt)*) => {
        ::core::write!($out, "    @property\n    def {}(self", stringify!($name))?;
        $crate::__stub_end!($out "        " [$($doc),*] $result);
        $crate::__stub_class!($out $($rest)*);
    };
    ($out:ident $(#[doc = $doc:expr])* set $name:ident ($this:ident, $($parameters:tt)*) $(-> $result:ty)? $body:block $($rest:tt)*) => {
        ::core::write!($out, "    @{0}.setter\n    def {0}(self", stringify!($name))?;
        $crate::__stub_parameters!($out true $($parameters)*);
        $crate::__stub_end!($out "        " [$($doc),*]);
        $crate::__stub_class!($out $($rest)*);
    };
    ($out:ident $(#[doc = $doc:expr])* async fn $name:ident ($this:ident $(, $($parameters:tt)*)?) $(-> $result:ty)? $body:block $($rest:tt)*) => {
        ::core::write!($out, "    async def {}(self", stringify!($name))?;
        $crate::__stub_parameters!($out true $($($parameters)*)?);
        $crate::__stub_end!($out "        " [$($doc),*] $($result)?);
        $crate::__stub_class!($out $($rest)*);
    };
    ($out:ident $(#[doc = $doc:expr])* $(await)? fn $name:ident ($this:ident $(, $($parameters:tt)*)?) $(-> $result:ty)? $body:block $($rest:tt)*) => {
        ::core::write!($out, "    def {}(self", stringify!($name))?;
        $crate::__stub_parameters!($out true $($($parameters)*)?);
        $crate::__stub_end!($out "        " [$($doc),*] $($result)?);
        $crate::__stub_class!($out $($rest)*);
    };
}

/// Parameters; the flag says that one stands before them. Those without a type are the module's state.
#[doc(hidden)]
#[macro_export]
macro_rules! __stub_parameters {
    ($out:ident $comma:literal) => {};
    ($out:ident $comma:literal $name:ident: $type:ty = $default:expr $(, $($rest:tt)*)?) => {
        ::core::write!($out, "{}{}: ", if $comma { ", " } else { "" }, stringify!($name))?;
        <$type as $crate::bind::FromPython<'_>>::hint($out)?;
        $out.write_str(" = ...")?;
        $crate::__stub_parameters!($out true $($($rest)*)?);
    };
    ($out:ident $comma:literal $name:ident: $type:ty $(, $($rest:tt)*)?) => {
        ::core::write!($out, "{}{}: ", if $comma { ", " } else { "" }, stringify!($name))?;
        <$type as $crate::bind::FromPython<'_>>::hint($out)?;
        $crate::__stub_parameters!($out true $($($rest)*)?);
    };
    ($out:ident $comma:literal $state:ident $(, $($rest:tt)*)?) => {
        $crate::__stub_parameters!($out $comma $($($rest)*)?);
    };
}

/// The result and the end of a definition.
#[doc(hidden)]
#[macro_export]
macro_rules! __stub_end {
    ($out:ident $indent:literal [$($doc:expr),*] $($result:ty)?) => {
        $out.write_str(") -> ")?;
        <$crate::__type_or_unit!($($result)?) as $crate::bind::ToPython>::hint($out)?;
        $crate::bind::stub::end($out, $indent, &[$($doc),*])?;
    };
}
