//! `module`: a namespace whose entries never move, so that code finds its globals by slot.

use super::{Out, Slots, Type, dict};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::native::{Constant, NativeModule};
use crate::vm::number::Float;
use crate::vm::raise::Outcome;
use crate::vm::types::Args;
use crate::vm::value::Value;

/// Word of the block: its attributes, a stable dict.
pub const DICT: usize = 1;
/// Its name.
pub const NAME: usize = 2;
/// The number of the native module it shows, or no value.
pub const NATIVE: usize = 3;

/// `module`.
pub static TYPE: Type =
    Type { name: "module", slots: Slots { make: Some(make), repr: Some(repr), ..Slots::NONE }, ..Type::PLAIN };

fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    new(vm, args.get(0))
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let name = name(vm, value);
    out.text(vm, b"<module '")?;
    out.value(vm, name)?;
    out.text(vm, b"'>")
}

/// A module with nothing in it but its name.
pub fn new(vm: &mut Vm, name: Value) -> Outcome<Value> {
    let attributes = dict::new(vm)?;
    dict::make_stable(&mut vm.heap, attributes.block())?;
    let block = vm.heap.alloc(Kind::Module, 4)?;
    vm.heap.init(block, DICT, attributes);
    vm.heap.init(block, NAME, name);
    dict::set_item(vm, attributes, Value::name(name::__NAME__), name)?;
    Ok(Value::reference(block))
}

/// The module object of native module `number`; its functions and constants stay in flash.
pub fn native(vm: &mut Vm, name: Value, number: u8) -> Outcome<Value> {
    let module = new(vm, name)?;
    vm.heap.init(module.block(), NATIVE, Value::small(i32::from(number)));
    Ok(module)
}

/// The name of a module.
pub fn name(vm: &Vm, module: Value) -> Value {
    dict::get_name(&vm.heap, vm.heap.block(module.block(), DICT), Value::name(name::__NAME__))
        .unwrap_or(vm.heap.value(module.block(), NAME))
}

/// An attribute of a module: what was assigned, then what its native table has.
pub fn attribute(vm: &mut Vm, module: Value, name: Value) -> Outcome<Option<Value>> {
    let attributes = vm.heap.block(module.block(), DICT);
    if let Some(value) = dict::get_name(&vm.heap, attributes, name) {
        return Ok(Some(value));
    }
    let number = vm.heap.value(module.block(), NATIVE);
    if !number.is_small() {
        return Ok(None);
    }
    native_attribute(vm, module, number.small_int() as u8, name)
}

fn native_attribute(vm: &mut Vm, module: Value, number: u8, name: Value) -> Outcome<Option<Value>> {
    let Some(table) = vm.native_module(number) else { return Ok(None) };
    let text = vm.str_bytes(name).unwrap_or_default();
    if let Some(row) = table.functions.iter().position(|row| row.name.as_bytes() == text) {
        return Ok(Some(Value::native(number, row as u8)));
    }
    if let Some(index) = table.classes.iter().position(|row| row.name.as_bytes() == text) {
        let Some(row) = table.classes.get(index) else { return Ok(None) };
        let class = vm.new_native_class(number, index as u8, row)?;
        store_attribute(vm, module, name, class)?;
        return Ok(Some(class));
    }
    let Some((_, constant)) = table.constants.iter().find(|row| row.0.as_bytes() == text) else { return Ok(None) };
    match *constant {
        Constant::Int(int) => vm.int_from_i64(int).map(Some),
        Constant::Float(float) => vm.new_float(float as Float).map(Some),
        Constant::Bool(truth) => Ok(Some(Value::bool(truth))),
        Constant::Str(text) => vm.new_str(text.as_bytes()).map(Some),
        Constant::Value(value) => Ok(Some(value)),
        Constant::Made(make) => {
            let made = make(vm)?;
            store_attribute(vm, module, name, made)?;
            Ok(Some(made))
        }
    }
}

/// The names that a native module's table adds to the module's dict, in order.
pub fn native_names<'m>(vm: &Vm<'m>, module: Value) -> impl Iterator<Item = &'m str> + use<'m> {
    let number = vm.heap.value(module.block(), NATIVE);
    let table: Option<&'m NativeModule> =
        if number.is_small() { vm.native_module(number.small_int() as u8) } else { None };
    table.into_iter().flat_map(|table| {
        let classes = table.classes.iter().map(|row| row.name);
        table.functions.iter().map(|row| row.name).chain(classes).chain(table.constants.iter().map(|row| row.0))
    })
}

/// `module.name = value`, or `del module.name`.
pub fn store_attribute(vm: &mut Vm, module: Value, name: Value, value: Value) -> Outcome<()> {
    let attributes = vm.heap.value(module.block(), DICT);
    if value.is_defined() {
        return dict::set_item(vm, attributes, name, value);
    }
    match dict::remove_name(vm, attributes.block(), name)? {
        true => Ok(()),
        false => {
            let shown = self::name(vm, module);
            raise!(vm, AttributeError, "module '{}' has no attribute '{}'", shown, name)
        }
    }
}
