//! `builtins` and `errno`: tables of the interpreter as modules.

use super::builtins;
use crate::vm::Vm;
use crate::vm::native::{Constant, NativeModule};
use crate::vm::raise::Outcome;
use crate::vm::types::exception::errno;
use crate::vm::types::{Args, Native, list, native, tuple};
use crate::vm::value::Value;

/// `builtins`.
pub static BUILTINS: NativeModule = NativeModule { name: "builtins", functions: FUNCTIONS, ..NativeModule::PLAIN };

/// `errno`.
pub static ERRNO: NativeModule =
    NativeModule { name: "errno", functions: NUMBERS, constants: errno::CONSTANTS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] =
    &[native("_builtin", "name, /", 1, 1, builtin), native("_builtin_names", "", 0, 0, builtin_names)];

static NUMBERS: &[Native] = &[native("_numbers", "", 0, 0, numbers)];

/// `_builtin(name)`: the built-in with a name; None if there is none.
fn builtin(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = args.get(0);
    let known = name.as_name().or_else(|| vm.str_bytes(name).and_then(|text| vm.heap.find_name(text)));
    let row = known.and_then(builtins::row_of);
    Ok(row.map_or(Value::NONE, |row| builtins::value(vm, row)))
}

/// `_builtin_names()`
fn builtin_names(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let names = list::with_capacity(vm, builtins::names().count())?;
    for text in builtins::names() {
        let name = vm.heap.intern(text.as_bytes())?;
        list::push(vm, names, Value::name(name))?;
    }
    Ok(names)
}

/// `_numbers()`: pairs of a name and a number.
fn numbers(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let pairs = list::with_capacity(vm, errno::CONSTANTS.len())?;
    for (text, constant) in errno::CONSTANTS {
        if let Constant::Int(number) = constant {
            let name = vm.heap.intern(text.as_bytes())?;
            let pair = tuple::new(vm, &[Value::name(name), Value::small(*number as i32)])?;
            list::push(vm, pairs, pair)?;
        }
    }
    Ok(pairs)
}
