//! `code`: what a function's `__code__` shows.

use super::table::Table;
use super::text::Family;
use super::{Getter, Out, Slots, Type, tuple};
use crate::vm::Vm;
use crate::vm::code::Code;
use crate::vm::code::code::VALUES;
use crate::vm::code::verify::{Around, verify};
use crate::vm::heap::{Heap, Kind};
use crate::vm::name::Name;
use crate::vm::raise::Outcome;
use crate::vm::types::function;
use crate::vm::value::{Ref, Value};

/// `code`
pub static TYPE: Type = Type {
    name: "code",
    slots: Slots { repr: Some(repr), ..Slots::NONE },
    getters: &[
        Getter { name: "co_name", get: name },
        Getter { name: "co_qualname", get: |vm, code| Ok(view(vm, code).value(0)) },
        Getter { name: "co_filename", get: |vm, code| Ok(view(vm, code).value(1)) },
        Getter { name: "co_firstlineno", get: |vm, code| Ok(Value::len(view(vm, code).first_line() as usize)) },
        Getter { name: "co_argcount", get: |vm, code| Ok(Value::len(view(vm, code).positional())) },
        Getter { name: "co_posonlyargcount", get: |vm, code| Ok(Value::len(view(vm, code).positional_only())) },
        Getter { name: "co_kwonlyargcount", get: |vm, code| Ok(Value::len(view(vm, code).keyword_only())) },
        Getter { name: "co_varnames", get: variable_names },
        Getter { name: "co_flags", get: flags },
        Getter { name: "co_nlocals", get: local_count },
        Getter { name: "co_freevars", get: free_variables },
        Getter { name: "co_cellvars", get: |vm, _| tuple::new(vm, &[]) },
        Getter { name: "co_consts", get: constants },
        Getter { name: "co_names", get: |vm, _| tuple::new(vm, &[]) },
        Getter { name: "co_stacksize", get: |vm, code| Ok(Value::len(view(vm, code).registers())) },
        Getter { name: "co_code", get: byte_code },
    ],
    ..Type::PLAIN
};

/// Levels of functions in functions that `check_globals` looks at.
const LEVELS: usize = 16;

/// Refuses to run code with globals that do not have all its slots: a module's code finds its globals by number.
pub fn check_globals(vm: &mut Vm, code: Value, globals: Ref) -> Outcome<()> {
    if has_slots(vm, code.block(), slots_of(&vm.heap, globals)) {
        return Ok(());
    }
    raise!(vm, ValueError, "the code finds its variables in another module's globals")
}

/// The slots of a module's globals.
pub(crate) fn slots_of(heap: &Heap, globals: Ref) -> usize {
    let table = Table::of(heap, globals);
    if table.is_stable() { table.used() } else { 0 }
}

/// True if so many slots are enough for code and what it makes functions of.
pub(crate) fn has_slots(vm: &Vm, code: Ref, slots: usize) -> bool {
    let around = Around { slots, is_builtin: |_| true };
    // The way down to the code being looked at, each with the number of its next value.
    let (mut way, mut depth) = ([(code, 0); LEVELS], 1usize);
    while let Some((at, next)) = depth.checked_sub(1).and_then(|last| way.get_mut(last)) {
        let code = Code::new(&vm.heap, *at);
        if *next == 0 && verify(&vm.heap, *at, around).is_err() {
            return false;
        }
        let inner = (*next..code.value_count()).find(|index| vm.kind(code.value(*index)) == Some(Kind::Code));
        let Some(index) = inner else {
            depth -= 1;
            continue;
        };
        let inner = code.value(index).block();
        *next = index + 1;
        let Some(place) = way.get_mut(depth) else { return false };
        (*place, depth) = ((inner, 0), depth + 1);
    }
    true
}

/// The first parameter's name among the values.
const PARAMETERS: usize = 2;

fn view<'h, 'm>(vm: &'h Vm<'m>, code: Value) -> Code<'h, 'm> {
    Code::new(&vm.heap, code.block())
}

fn name(vm: &mut Vm, code: Value) -> Outcome<Value> {
    let qualified = view(vm, code).value(0);
    function::last_part(vm, qualified)
}

/// The parameters; other local variables have no names when code runs.
fn variable_names(vm: &mut Vm, code: Value) -> Outcome<Value> {
    let count = view(vm, code).parameters();
    let names = tuple::with_len(&mut vm.heap, count)?;
    for index in 0..count {
        let name = view(vm, code).value(PARAMETERS + index);
        vm.heap.init(names, tuple::ITEMS + index, name);
    }
    Ok(Value::reference(names))
}

fn local_count(vm: &mut Vm, code: Value) -> Outcome<Value> {
    let names = variable_names(vm, code)?;
    Ok(Value::len(tuple::len(vm, names)))
}

/// Captured variables, which have no names when code runs.
fn free_variables(vm: &mut Vm, code: Value) -> Outcome<Value> {
    let count = view(vm, code).captured();
    let names = tuple::with_len(&mut vm.heap, count)?;
    for index in 0..count {
        vm.heap.init(names, tuple::ITEMS + index, Value::name(Name::EMPTY));
    }
    Ok(Value::reference(names))
}

/// The values behind the parameters' names: constants and names alike.
fn constants(vm: &mut Vm, code: Value) -> Outcome<Value> {
    let first = PARAMETERS + view(vm, code).parameters();
    let count = view(vm, code).value_count().saturating_sub(first);
    tuple::from_block(vm, code.block(), VALUES + first, count)
}

fn byte_code(vm: &mut Vm, code: Value) -> Outcome<Value> {
    let mut out = Out::new_text();
    for unit in 0..view(vm, code).unit_count() {
        for byte in view(vm, code).unit(unit).to_le_bytes() {
            out.byte(vm, byte)?;
        }
    }
    out.into_value(vm, Family::Bytes)
}

/// CPython's flags: 4 `*args`, 8 `**kwargs`, 0x20 generator, 0x80 coroutine, 0x200 asynchronous generator.
fn flags(vm: &mut Vm, code: Value) -> Outcome<Value> {
    use crate::vm::code::Flags;
    let flags = view(vm, code).flags();
    let kind = match (flags.has(Flags::GENERATOR), flags.has(Flags::COROUTINE)) {
        (true, true) => 0x200,
        (true, false) => 0x20,
        (false, true) => 0x80,
        (false, false) => 0,
    };
    let stars = i32::from(flags.has(Flags::STAR)) * 4 + i32::from(flags.has(Flags::DOUBLE_STAR)) * 8;
    Ok(Value::small(3 | stars | kind))
}

fn repr(vm: &mut Vm, code: Value, out: &mut Out) -> Outcome<()> {
    let shown = name(vm, code)?;
    vm.format_message("<code object {}", &[shown], out)?;
    out.address(vm, code)?;
    let (file, line) = (view(vm, code).value(1), Value::len(view(vm, code).first_line() as usize));
    vm.format_message(", file \"{}\", line {}>", &[file, line], out)
}
