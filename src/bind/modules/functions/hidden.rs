//! Natives of the prelude: the steps of its functions that Python cannot do.

use crate::bind::{events, future};
use crate::vm::Vm;
use crate::vm::exec::operate::{BINARY, COMPARE, IN_PLACE, REFLECTED, UNARY};
use crate::vm::exec::{load, natives};
use crate::vm::heap::Kind;
use crate::vm::name::Name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::types::exception::{message, traceback};
use crate::vm::types::{
    Args, Native, Out, TYPES, class, complex, containers, dict, exception, float, generator, int, list, long, module,
    native, sort, special, str_format, str_percent, tuple,
};
use crate::vm::value::{Immediate, Value};

/// All tables of natives whose names start with `_`.
pub static HIDDEN: &[&[Native]] = &[
    OWN,
    natives::HIDDEN,
    load::HIDDEN,
    generator::HIDDEN,
    containers::HIDDEN,
    long::HIDDEN,
    sort::HIDDEN,
    str_format::HIDDEN,
    str_percent::HIDDEN,
    future::HIDDEN,
    events::HIDDEN,
];

static OWN: &[Native] = &[
    native("_special", "object, name, /", 2, 2, bound_special),
    native("_operator", "kind, op, object, /", 3, 3, operator),
    native("_check_iterator", "iterator, /", 1, 1, check_iterator),
    native("_caller_name", "", 0, 0, |vm, _| Ok(vm.calling_module())),
    native("_stdout", "", 0, 0, super::text::stdout),
    native("_write", "text, /", 1, 1, write),
    native("_int_builtin", "value, /", 1, 1, |vm, args| int::from_builtin(vm, vm.payload(args.get(0)))),
    native("_float_builtin", "value, /", 1, 1, |vm, args| float::from_builtin(vm, args.get(0))),
    native("_complex_builtin", "real, imag, /", 1, 2, |vm, args| complex::from_builtin(vm, args.get(0), args.get(1))),
    native("_attribute_names", "object, /", 1, 1, attribute_names),
    native("_exception_text", "exception, /", 1, 1, exception_text),
    native("_traceback_text", "exception, /", 1, 1, traceback_text),
    native("_class_text", "class, /", 1, 1, class_text),
];

/// `_special(object, name)`: the special method of the object's class, bound; None if it has none.
fn bound_special(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (object, class) = (args.get(0), vm.type_of(args.get(0)));
    match vm.find_in_class(class, args.get(1)) {
        Some(found) if !found.is_none() => vm.get_descriptor(found, object, class),
        _ => Ok(Value::NONE),
    }
}

/// `_operator(kind, op, object)`: the special method that the object's class has for an operator, not bound; None if it
/// has none. Kinds: 0 binary, 1 reflected, 2 in place, 3 unary, 4 comparison.
fn operator(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let tables: [&[Name]; 5] = [&BINARY, &REFLECTED, &IN_PLACE, &UNARY, &COMPARE];
    let index = |at: usize| args.get(at).as_small().and_then(|index| usize::try_from(index).ok());
    let name = index(0).and_then(|kind| tables.get(kind)?.get(index(1)?));
    let class = vm.type_of(args.get(2));
    let Some(found) = name.and_then(|name| vm.class_attribute(class, *name)) else { return Ok(Value::NONE) };
    match vm.kind(found) {
        None | Some(Kind::Function) => Ok(found),
        // A static method or another descriptor binds in its own way.
        Some(_) => vm.new_bound_method(vm.prelude(Prelude::CallDescriptor), found),
    }
}

fn check_iterator(vm: &mut Vm, args: Args) -> Outcome<Value> {
    vm.check_iterator(args.get(0))?;
    Ok(args.get(0))
}

/// `_write(text)`: to the standard output.
fn write(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if !vm.host.can_write() {
        return Err(vm.wait_for_terminal(u64::MAX));
    }
    Out::host().value(vm, args.get(0))?;
    Ok(Value::NONE)
}

/// `_attribute_names(object)`: a list of all names that `dir` shows, in no order, some more than once.
fn attribute_names(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let object = args.get(0);
    let names = list::with_capacity(vm, 32)?;
    match vm.kind(object) {
        Some(Kind::Module) => {
            add_keys(vm, vm.heap.value(object.block(), module::DICT), names)?;
            for name in module::native_names(vm, object) {
                let name = vm.new_str(name.as_bytes())?;
                list::push(vm, names, name)?;
            }
            return Ok(names);
        }
        Some(Kind::Instance | Kind::LooseInstance) => add_own(vm, object, names)?,
        Some(Kind::Exception) => {
            if let Some(own) = exception::attributes(&vm.heap, object.block()) {
                add_keys(vm, own, names)?;
            }
        }
        _ => {}
    }
    let class = if vm.is_class(object) { object } else { vm.type_of(object) };
    add_class(vm, class, names)?;
    Ok(names)
}

fn add_keys(vm: &mut Vm, keys: Value, names: Value) -> Outcome<()> {
    let mut position = 0;
    while let Some((key, _, next)) = dict::next_entry(&vm.heap, keys.block(), position) {
        list::push(vm, names, key)?;
        position = next;
    }
    Ok(())
}

/// The names of an instance's own attributes.
fn add_own(vm: &mut Vm, object: Value, names: Value) -> Outcome<()> {
    let at = object.block();
    if vm.heap.kind(at) == Kind::LooseInstance {
        return add_keys(vm, vm.heap.value(at, 2), names);
    }
    let class = vm.heap.value(at, 1);
    for slot in 0..class::layout_len(&vm.heap, class).min(class::capacity(&vm.heap, at)) {
        let name = class::slot_name(&vm.heap, class, slot);
        if name.is_defined() && vm.heap.value(at, 2 + slot).is_defined() && vm.is_str(name) {
            list::push(vm, names, name)?;
        }
    }
    Ok(())
}

fn add_class(vm: &mut Vm, class: Value, names: Value) -> Outcome<()> {
    if class.as_immediate().is_some() {
        return add_type(vm, class, names);
    }
    let mro = vm.heap.value(class.block(), class::MRO);
    for index in 0..tuple::len(vm, mro) {
        let base = tuple::item(vm, mro, index);
        match base.as_immediate() {
            Some(_) => add_type(vm, base, names)?,
            None => add_keys(vm, vm.heap.value(base.block(), class::DICT), names)?,
        }
    }
    Ok(())
}

/// The methods and computed attributes of a built-in type and of those it derives from.
fn add_type(vm: &mut Vm, class: Value, names: Value) -> Outcome<()> {
    let Some((Immediate::Type, index)) = class.as_immediate() else { return Ok(()) };
    let mut index = index as usize;
    while let Some(row) = TYPES.get(index) {
        let own = row.methods.iter().map(|row| row.name).chain(row.getters.iter().map(|row| row.name));
        for text in own.chain(special::names(row)) {
            let name = vm.new_str(text.as_bytes())?;
            list::push(vm, names, name)?;
        }
        if index == row.base as usize {
            break;
        }
        index = row.base as usize;
    }
    Ok(())
}

/// `_exception_text(exception)`: `str(exception)`, or None if an argument needs Python code for its text.
fn exception_text(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let exception = args.get(0);
    if !exception::is_instance(vm, exception) || !message::is_plain(vm, exception) {
        return Ok(Value::NONE);
    }
    let mut out = Out::new_text();
    message::write(vm, exception, &mut out)?;
    vm.str_from_out(out)
}

/// `_traceback_text(exception)`: the lines of its traceback, with the header.
fn traceback_text(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let mut out = Out::new_text();
    let frames = exception::traceback(&vm.heap, args.get(0));
    traceback::write_frames(vm, frames, &mut out)?;
    vm.str_from_out(out)
}

/// `_class_text(class)`: the name of a class with its module, as in a traceback.
fn class_text(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let mut out = Out::new_text();
    traceback::write_class(vm, args.get(0), &mut out)?;
    vm.str_from_out(out)
}
