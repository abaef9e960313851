//! `OSError`: numbers, their names, and the classes that stand for some of them.

use super::super::{Args, TypeId, dict, tuple};
use super::{attribute, new};
use crate::vm::Vm;
use crate::vm::fault::Fault;
use crate::vm::name;
use crate::vm::native::Constant;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::Value;

macro_rules! errors {
    ($($number:literal $name:ident $class:ident,)*) => {
        /// Number, name and class of the errors that firmware knows; the numbers are those of Linux and MicroPython.
        pub static ERRORS: &[(i32, &str, TypeId)] = &[$(($number, stringify!($name), TypeId::$class),)*];

        /// The numbers, by name.
        pub static CONSTANTS: &[(&str, Constant)] = &[$((stringify!($name), Constant::Int($number)),)*];

        $(#[doc = concat!("The number of `", stringify!($name), "`.")] pub const $name: i32 = $number;)*
    };
}

errors! {
    1 EPERM PermissionError,
    2 ENOENT FileNotFoundError,
    3 ESRCH ProcessLookupError,
    4 EINTR InterruptedError,
    5 EIO OsError,
    9 EBADF OsError,
    10 ECHILD ChildProcessError,
    11 EAGAIN BlockingIoError,
    12 ENOMEM OsError,
    13 EACCES PermissionError,
    16 EBUSY OsError,
    17 EEXIST FileExistsError,
    19 ENODEV OsError,
    20 ENOTDIR NotADirectoryError,
    21 EISDIR IsADirectoryError,
    22 EINVAL OsError,
    23 ENFILE OsError,
    24 EMFILE OsError,
    27 EFBIG OsError,
    28 ENOSPC OsError,
    30 EROFS OsError,
    32 EPIPE BrokenPipeError,
    36 ENAMETOOLONG OsError,
    39 ENOTEMPTY OsError,
    90 EMSGSIZE OsError,
    95 EOPNOTSUPP OsError,
    98 EADDRINUSE OsError,
    101 ENETUNREACH OsError,
    103 ECONNABORTED ConnectionAbortedError,
    104 ECONNRESET ConnectionResetError,
    105 ENOBUFS OsError,
    106 EISCONN OsError,
    107 ENOTCONN OsError,
    108 ESHUTDOWN BrokenPipeError,
    110 ETIMEDOUT TimeoutError,
    111 ECONNREFUSED ConnectionRefusedError,
    113 EHOSTUNREACH OsError,
    114 EALREADY BlockingIoError,
    115 EINPROGRESS BlockingIoError,
}

fn class_of(number: Value) -> Value {
    let row = number.as_small().and_then(|number| ERRORS.iter().find(|row| row.0 == number));
    Value::builtin_type(row.map_or(TypeId::OsError, |row| row.2))
}

/// The exception that native code raises with a number: its second argument is the number's name.
pub fn new_error(vm: &mut Vm, number: i32) -> Outcome<Value> {
    let text = ERRORS.iter().find(|row| row.0 == number).map_or("Unknown error", |row| row.1);
    let text = vm.new_str(text.as_bytes())?;
    let args = tuple::new(vm, &[Value::small(number), text])?;
    new(vm, class_of(Value::small(number)), args)
}

/// Raises what a volume or a network refuses with.
pub fn raise_fault(vm: &mut Vm, fault: Fault) -> Stop {
    match new_error(vm, fault.0) {
        Ok(error) => vm.raise_object(error),
        Err(stop) => stop,
    }
}

/// `OSError(errno, strerror[, filename[, winerror[, filename2]]])`: the class follows the number, the names of files
/// become attributes.
pub fn make(vm: &mut Vm, class: Value, args: Args) -> Outcome<Value> {
    let class = if class == Value::builtin_type(TypeId::OsError) { class_of(args.get(0)) } else { class };
    let kept = tuple::new(vm, &[args.get(0), args.get(1)])?;
    let exception = new(vm, class, kept)?;
    for (name, index) in [(name::FILENAME, 2), (name::FILENAME2, 4)] {
        let value = args.get(index);
        if value.is_defined() && !value.is_none() {
            let attributes = attribute::dict(vm, exception)?;
            dict::set_name(&mut vm.heap, attributes.block(), name, value)?;
        }
    }
    Ok(exception)
}
