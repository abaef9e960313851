//! `os`: randomness; `_help`: the names of the modules. The rest is in `python/os.py` and `python/_help.py`.

use crate::vm::Vm;
use crate::vm::limits::MODULES;
use crate::vm::native::NativeModule;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::{Args, Native, list, native};
use crate::vm::value::Value;

/// `os`.
pub static MODULE: NativeModule = NativeModule { name: "os", functions: FUNCTIONS, ..NativeModule::PLAIN };

/// `_help`.
pub static HELP: NativeModule = NativeModule { name: "_help", functions: NAMES, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[native("_random", "into, /", 1, 1, random)];

static NAMES: &[Native] = &[native("_granted", "", 0, 0, granted)];

/// `_random(into)`: fills a bytearray; whether the firmware can.
fn random(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(text) = vm.writable_text(args.get(0)) else {
        return raise!(vm, TypeError, "a writable bytes-like object is required, not '{}'", vm.type_of(args.get(0)));
    };
    let place = text.bytes_mut(&mut vm.heap);
    Ok(Value::bool(vm.host.random(place)))
}

/// `_granted()`: the names of the modules that scripts may import without files, in no order.
fn granted(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let names = list::with_capacity(vm, 64)?;
    let library = vm.modules.library;
    let granted = vm.modules.granted;
    let standard = library.granted.iter().map(|module| module.name);
    for name in standard.filter(|name| granted.is_none_or(|granted| granted.contains(name))) {
        let name = vm.heap.intern(name.as_bytes())?;
        list::push(vm, names, Value::name(name))?;
    }
    for index in 0..MODULES {
        if let Some(table) = vm.modules.get(index) {
            let name = vm.heap.intern(table.name.as_bytes())?;
            list::push(vm, names, Value::name(name))?;
        }
    }
    Ok(names)
}
