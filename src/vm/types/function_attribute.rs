//! Attributes of Python functions: what can be read and what can be set.
//!
//! A function's extras are made when something is set: `[defaults][keyword defaults][annotations][attributes][names]`;
//! names: a tuple of `__name__`, `__qualname__`, `__module__` and `__doc__`, without value where they are as written.

use super::function::last_part;
use super::{Getter, code, dict, tuple};
use crate::vm::Vm;
use crate::vm::code::Code;
use crate::vm::exec::namespace::CAPTURED;
use crate::vm::heap::Kind;
use crate::vm::name::{self, Name};
use crate::vm::raise::Outcome;
use crate::vm::types::Args;
use crate::vm::value::{Ref, Value};

/// Words of the extras, the header included.
pub const EXTRAS: usize = 6;
const DEFAULTS: usize = 1;
const KEYWORD_DEFAULTS: usize = 2;
const ANNOTATIONS: usize = 3;
const ATTRIBUTES: usize = 4;
const NAMES: usize = 5;

/// The names that stand in the extras' tuple, in order.
const NAMED: [Name; 4] = [name::__NAME__, name::__QUALNAME__, name::__MODULE__, name::__DOC__];

/// The computed attributes of functions.
pub const GETTERS: &[Getter] = &[
    Getter { name: "__name__", get: name_of },
    Getter { name: "__qualname__", get: |vm, function| Ok(vm.qualified_name(function)) },
    Getter { name: "__module__", get: module_of },
    Getter { name: "__doc__", get: doc_of },
    Getter { name: "__defaults__", get: |vm, function| Ok(or_none(vm.function_extra(function, DEFAULTS))) },
    Getter { name: "__kwdefaults__", get: |vm, function| Ok(or_none(vm.function_extra(function, KEYWORD_DEFAULTS))) },
    Getter { name: "__globals__", get: |vm, function| Ok(or_none(vm.heap.value(function.block(), 2))) },
    Getter { name: "__code__", get: |vm, function| Ok(vm.heap.value(function.block(), 1)) },
    Getter { name: "__closure__", get: closure_of },
    Getter { name: "__dict__", get: attributes },
    Getter { name: "__annotations__", get: annotations },
    Getter { name: "__type_params__", get: type_parameters },
];

fn or_none(value: Value) -> Value {
    if value.is_defined() { value } else { Value::NONE }
}

/// What has been set for a name of `NAMED`.
pub fn named(vm: &Vm, function: Value, index: usize) -> Option<Value> {
    let names = vm.function_extra(function, NAMES);
    if !names.is_defined() {
        return None;
    }
    Some(tuple::item(vm, names, index)).filter(|value| value.is_defined())
}

fn name_of(vm: &mut Vm, value: Value) -> Outcome<Value> {
    match named(vm, value, 0) {
        Some(name) => Ok(name),
        None => {
            let written = vm.written_name(value);
            last_part(vm, written)
        }
    }
}

fn module_of(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if let Some(module) = named(vm, value, 2) {
        return Ok(module);
    }
    let globals = vm.heap.block(value.block(), 2);
    Ok(dict::get_name(&vm.heap, globals, Value::name(name::__NAME__)).unwrap_or(Value::name(name::BUILTINS)))
}

fn doc_of(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if let Some(doc) = named(vm, value, 3) {
        return Ok(doc);
    }
    let code = vm.code_of(value);
    Ok(Code::new(&vm.heap, code).doc())
}

fn closure_of(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let code = vm.code_of(value);
    let captured = Code::new(&vm.heap, code).captured();
    if captured == 0 {
        return Ok(Value::NONE);
    }
    let cells = vm.heap.cells(value.block(), CAPTURED, captured);
    tuple::from_args(vm, Args::new(cells))
}

/// Attributes that were set.
pub fn attribute(vm: &Vm, function: Value, name: Value) -> Option<Value> {
    let attributes = vm.function_extra(function, ATTRIBUTES);
    if attributes.is_defined() { dict::get_name(&vm.heap, attributes.block(), name) } else { None }
}

/// The extras block of a function, made if it has none.
fn extras(vm: &mut Vm, function: Value) -> Outcome<Ref> {
    let block = function.block();
    let extras = vm.heap.block(block, 3);
    if extras.is_some() {
        return Ok(extras);
    }
    let extras = vm.heap.alloc(Kind::FunctionExtras, EXTRAS)?;
    vm.heap.set(block, 3, Value::reference(extras));
    Ok(extras)
}

/// A dict among the extras, made if there is none.
fn extra_dict(vm: &mut Vm, function: Value, index: usize) -> Outcome<Value> {
    let extras = extras(vm, function)?;
    let found = vm.heap.value(extras, index);
    if found.is_defined() {
        return Ok(found);
    }
    let made = dict::new(vm)?;
    vm.heap.set(extras, index, made);
    Ok(made)
}

fn attributes(vm: &mut Vm, function: Value) -> Outcome<Value> {
    extra_dict(vm, function, ATTRIBUTES)
}

/// Kept among the attributes, by those functions that have some.
fn type_parameters(vm: &mut Vm, function: Value) -> Outcome<Value> {
    let attributes = vm.function_extra(function, ATTRIBUTES);
    let kept = attributes
        .as_ref()
        .filter(|_| attributes.is_defined())
        .and_then(|dict| dict::get_name(&vm.heap, dict, Value::name(name::__TYPE_PARAMS__)));
    match kept {
        Some(parameters) => Ok(parameters),
        None => tuple::new(vm, &[]),
    }
}

fn annotations(vm: &mut Vm, function: Value) -> Outcome<Value> {
    extra_dict(vm, function, ANNOTATIONS)
}

/// `function.name = value`, or `del function.name`.
pub fn store(vm: &mut Vm, function: Value, name: Value, value: Value) -> Outcome<()> {
    if let Some(index) = NAMED.iter().position(|known| Value::name(*known) == name) {
        return store_named(vm, function, name, value, index);
    }
    match name.as_name() {
        Some(name::__DEFAULTS__) => store_extra(vm, function, value, DEFAULTS),
        Some(name::__KWDEFAULTS__) => store_extra(vm, function, value, KEYWORD_DEFAULTS),
        Some(name::__ANNOTATIONS__) => store_extra(vm, function, value, ANNOTATIONS),
        Some(name::__DICT__) => store_extra(vm, function, value, ATTRIBUTES),
        Some(name::__CODE__) => store_code(vm, function, value),
        Some(name::__GLOBALS__ | name::__CLOSURE__) => raise!(vm, AttributeError, "readonly attribute"),
        _ => store_attribute(vm, function, name, value),
    }
}

fn store_attribute(vm: &mut Vm, function: Value, name: Value, value: Value) -> Outcome<()> {
    let attributes = attributes(vm, function)?;
    if value.is_defined() {
        return dict::set_item(vm, attributes, name, value);
    }
    match dict::remove_name(vm, attributes.block(), name)? {
        true => Ok(()),
        false => raise!(vm, AttributeError, "'function' object has no attribute '{}'", name),
    }
}

fn store_named(vm: &mut Vm, function: Value, name: Value, value: Value, index: usize) -> Outcome<()> {
    let value = if index >= 2 && !value.is_defined() { Value::NONE } else { value };
    if index < 2 && !(value.is_defined() && vm.is_str(value)) {
        return raise!(vm, TypeError, "{} must be set to a string object", name);
    }
    let extras = extras(vm, function)?;
    let mut names = vm.heap.block(extras, NAMES);
    if !names.is_some() {
        names = tuple::with_len(&mut vm.heap, NAMED.len())?;
        vm.heap.set(extras, NAMES, Value::reference(names));
    }
    vm.heap.set(names, tuple::ITEMS + index, value);
    Ok(())
}

fn store_extra(vm: &mut Vm, function: Value, value: Value, index: usize) -> Outcome<()> {
    let empty = !value.is_defined() || value.is_none();
    let wanted = if index == DEFAULTS { Kind::Tuple } else { Kind::Dict };
    if index == ATTRIBUTES && !value.is_defined() {
        return raise!(vm, TypeError, "cannot delete __dict__");
    }
    if !empty && vm.kind(value) != Some(wanted) || index == ATTRIBUTES && empty {
        return match index {
            DEFAULTS => raise!(vm, TypeError, "__defaults__ must be set to a tuple object"),
            KEYWORD_DEFAULTS => raise!(vm, TypeError, "__kwdefaults__ must be set to a dict object"),
            ANNOTATIONS => raise!(vm, TypeError, "__annotations__ must be set to a dict object"),
            _ => raise!(vm, TypeError, "__dict__ must be set to a dictionary, not a '{}'", vm.type_of(value)),
        };
    }
    let extras = extras(vm, function)?;
    vm.heap.set(extras, index, if empty { Value::UNDEFINED } else { value });
    Ok(())
}

/// The cells that code captures must be as many as the function has.
fn store_code(vm: &mut Vm, function: Value, value: Value) -> Outcome<()> {
    if vm.kind(value) != Some(Kind::Code) {
        return raise!(vm, TypeError, "__code__ must be set to a code object");
    }
    let (old, new) = (vm.code_of(function), value.block());
    let (have, wanted) = (Code::new(&vm.heap, old).captured(), Code::new(&vm.heap, new).captured());
    if have != wanted {
        let shown = vm.qualified_name(function);
        let text = vm.new_message("{}() requires a code object with {} free vars", &[shown, Value::len(have)])?;
        return raise!(vm, ValueError, "{}, not {}", text, Value::len(wanted));
    }
    let globals = vm.heap.block(function.block(), 2);
    code::check_globals(vm, value, globals)?;
    vm.heap.set(function.block(), 1, value);
    Ok(())
}

/// `FunctionType(code, globals, name=None, argdefs=None, closure=None)`
pub fn make(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (code, globals) = (args.get(0), vm.payload(args.get_or(1, Value::NONE)));
    if args.count() < 2 || vm.kind(code) != Some(Kind::Code) {
        return raise!(vm, TypeError, "function() argument 'code' must be code, not {}", vm.type_of(code));
    }
    if vm.kind(globals) != Some(Kind::Dict) {
        return raise!(vm, TypeError, "function() argument 'globals' must be dict, not {}", vm.type_of(globals));
    }
    let (name, defaults) = (args.get_or(2, Value::NONE), args.get_or(3, Value::NONE));
    let closure = args.get_or(4, Value::NONE);
    let captured = Code::new(&vm.heap, code.block()).captured();
    let given = if vm.kind(closure) == Some(Kind::Tuple) { tuple::len(vm, closure) } else { 0 };
    if captured > 0 && closure.is_none() {
        return raise!(vm, TypeError, "arg 5 (closure) must be tuple");
    }
    if given != captured {
        let shown = Code::new(&vm.heap, code.block()).value(0);
        let text = vm.new_message("{} requires closure of length {}", &[shown, Value::len(captured)])?;
        return raise!(vm, ValueError, "{}, not {}", text, Value::len(given));
    }
    if let Some(index) = (0..captured).find(|index| vm.kind(tuple::item(vm, closure, *index)) != Some(Kind::Cell)) {
        let item = tuple::item(vm, closure, index);
        return raise!(vm, TypeError, "arg 5 (closure) expected cell, found {}", vm.type_of(item));
    }
    code::check_globals(vm, code, globals.block())?;
    let block = vm.heap.alloc(Kind::Function, CAPTURED + captured)?;
    vm.heap.init(block, 1, code);
    vm.heap.init(block, 2, globals);
    for index in 0..captured {
        let cell = tuple::item(vm, closure, index);
        vm.heap.init(block, CAPTURED + index, cell);
    }
    let function = Value::reference(block);
    if !name.is_none() {
        store(vm, function, Value::name(name::__NAME__), name)?;
    }
    if !defaults.is_none() {
        store(vm, function, Value::name(name::__DEFAULTS__), defaults)?;
    }
    Ok(function)
}
