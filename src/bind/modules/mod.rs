//! The standard modules.
//!
//! A module is a native table, a file of Python, or both. To add one:
//! - natives: a file here with a `pub static MODULE: NativeModule` (functions, constants, types as
//!   `Constant::Value(Value::builtin_type(..))`, classes), and its row in [`NATIVES`];
//! - Python: `python/NAME.py`, or `python/PACKAGE/NAME.py` for `PACKAGE.NAME`. `build.rs` compiles it into an image in
//!   flash and collects the names it uses. On import a dict of its globals is made in RAM and the file's code runs from
//!   flash, so what it binds takes RAM then: 8 bytes a global, 16 a function, 100 and more a class.
//!
//! A file of Python sees, besides the built-ins, the functions of the native table of its own name and the hidden
//! natives and functions of the prelude (names with an underscore in front), as globals; these take no RAM, and may not
//! be named in a class body. What is rarely used can wait in a module of its own (`_NAME.py`) for `__getattr__`.
//!
//! Scripts may import what the firmware has granted: `Builder::standard_modules`, `Builder::standard_modules_only`.
//! Standard modules may import each other in any case.

mod abc;
mod array;
mod asyncio;
mod binascii;
pub mod builtins;
mod cmath;
mod collections;
mod deflate;
pub mod functions;
mod gc;
#[cfg(feature = "hashes")]
mod hashlib;
mod heapq;
mod json;
mod machine;
mod math;
mod members;
mod names;
pub(crate) mod network;
mod operator;
mod os;
mod random;
mod re;
mod struct_;
mod sys;
mod terminal;
mod time;
pub(crate) mod vfs;
mod weakref;

use crate::vm::native::{Library, NativeModule};

/// The native tables, in any order. A constant, so that only those that are used are linked.
pub const NATIVES: &[&NativeModule] = &[
    &abc::MODULE,
    &array::MODULE,
    &asyncio::MODULE,
    &binascii::MODULE,
    &cmath::MODULE,
    &collections::MODULE,
    &deflate::MODULE,
    &super::events::MODULE,
    &gc::MICROPYTHON,
    &heapq::MODULE,
    &gc::MODULE,
    #[cfg(feature = "hashes")]
    &hashlib::MODULE,
    &json::MODULE,
    &machine::MODULE,
    &math::MODULE,
    &names::BUILTINS,
    &names::ERRNO,
    #[cfg(feature = "network")]
    &network::MODULE,
    &operator::MODULE,
    &os::HELP,
    &os::MODULE,
    &random::MODULE,
    &re::MODULE,
    #[cfg(feature = "network")]
    &network::socket::MODULE,
    &struct_::MODULE,
    &sys::MODULE,
    &terminal::MODULE,
    &time::MODULE,
    &vfs::FILES,
    &vfs::MODULE,
    &weakref::MODULE,
];

/// All standard modules.
pub static LIBRARY: Library = Library::of(crate::image::modules::ALL);
