//! What natives take from the Python half of their module.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::raise::{Outcome, Pending, Stop};
use crate::vm::types::{Out, TypeId, dict, module};
use crate::vm::value::Value;

/// A module that has been imported; None if a script has taken it away.
pub fn module_value(vm: &Vm, name: &str) -> Value {
    let modules = vm.modules_dict();
    let found = vm.heap.find_name(name.as_bytes());
    found.and_then(|name| dict::get_name(&vm.heap, modules.block(), Value::name(name))).unwrap_or(Value::NONE)
}

/// What a module that has been imported has under a name in its dict.
pub fn entry(vm: &Vm, module: &str, name: Value) -> Option<Value> {
    let module = module_value(vm, module);
    if vm.kind(module) != Some(Kind::Module) {
        return None;
    }
    dict::get_name(&vm.heap, vm.heap.block(module.block(), module::DICT), name)
}

/// Raises an exception of a class of the module, with a text as `raise!` has it; without the class a ValueError.
#[cold]
pub fn raise_of(vm: &mut Vm, module: &str, class: &str, text: &str, values: &[Value]) -> Stop {
    match message(vm, text, values) {
        Ok(message) => {
            let class = class_of(vm, module, class).unwrap_or(Value::builtin_type(TypeId::ValueError));
            vm.pending = Pending { class, argument: message, ..Pending::NONE };
            Stop::Raised
        }
        Err(stop) => stop,
    }
}

fn message(vm: &mut Vm, text: &str, values: &[Value]) -> Outcome<Value> {
    let mut out = Out::new_text();
    vm.format_message(text, values, &mut out)?;
    vm.str_from_out(out)
}

fn class_of(vm: &mut Vm, module: &str, class: &str) -> Option<Value> {
    let module = module_value(vm, module);
    let name = Value::name(vm.heap.find_name(class.as_bytes())?);
    if module.is_none() {
        return None;
    }
    module::attribute(vm, module, name).ok().flatten().filter(|class| vm.is_class(*class))
}
