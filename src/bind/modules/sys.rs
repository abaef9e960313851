//! `sys`: the interpreter about itself. What takes memory is in `python/sys.py`.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::native::{Constant, NativeModule};
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::exception::traceback;
use crate::vm::types::{Args, Native, TypeId, list, native, tuple};
use crate::vm::value::Value;

/// `sys`.
pub static MODULE: NativeModule =
    NativeModule { name: "sys", functions: FUNCTIONS, constants: CONSTANTS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("exc_info", "", 0, 0, exc_info),
    native("exception", "", 0, 0, |vm, _| vm.handled_object()),
    native("exit", "status=None, /", 0, 1, exit),
    native("getrecursionlimit", "", 0, 0, |vm, _| Ok(Value::small(i32::from(vm.limits.depth)))),
    native("getsizeof", "object, default=None", 1, 2, get_size),
    native("intern", "string, /", 1, 1, intern),
    native("setrecursionlimit", "limit, /", 1, 1, set_recursion_limit),
    native("_identity", "", 0, 0, super::terminal::identity),
    native("_modules", "", 0, 0, |vm, _| Ok(vm.modules_dict())),
    native("_stack", "", 0, 0, stack),
    native("_locals_at", "depth, /", 1, 1, locals_at),
    native("_line_of", "function, place, /", 2, 2, line_of),
    native("_traceback_places", "traceback, /", 1, 1, |vm, args| traceback::places(vm, args.get(0))),
    native("get_int_max_str_digits", "", 0, 0, |_, _| Ok(Value::ZERO)),
    native("getprofile", "", 0, 0, |_, _| Ok(Value::NONE)),
    native("gettrace", "", 0, 0, |_, _| Ok(Value::NONE)),
];

static CONSTANTS: &[(&str, Constant)] = &[
    ("byteorder", Constant::Str("little")),
    ("copyright", Constant::Str("MIT or Apache-2.0")),
    ("dont_write_bytecode", Constant::Bool(true)),
    ("hexversion", Constant::Int(0x030d_00f0)),
    ("maxsize", Constant::Int(i32::MAX as i64)),
    ("maxunicode", Constant::Int(0x10_ffff)),
    ("version", Constant::Str(concat!("3.13.0; ferropy ", env!("CARGO_PKG_VERSION")))),
    ("_release", Constant::Str(env!("CARGO_PKG_VERSION"))),
];

/// `sys.exit(status)`
fn exit(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match args.get_or(0, Value::NONE) {
        Value::NONE => raise!(vm, SystemExit, ""),
        status => Err(vm.raise_with(TypeId::SystemExit, status)),
    }
}

/// `sys.exc_info()`
fn exc_info(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let exception = vm.handled_object()?;
    if exception.is_none() {
        return tuple::new(vm, &[Value::NONE; 3]);
    }
    let (class, traceback) = (vm.type_of(exception), vm.handled_traceback(exception));
    tuple::new(vm, &[class, exception, traceback])
}

/// `_stack()`: function and place in its code of every frame of a function in RAM, innermost first.
fn stack(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let found = list::with_capacity(vm, 8)?;
    let mut next = vm.innermost_frame();
    while let Some(frame) = next {
        list::push(vm, found, frame.function)?;
        list::push(vm, found, Value::len(frame.unit))?;
        next = vm.frame_outside(frame);
    }
    Ok(found)
}

/// `_locals_at(depth)`: what `locals()` gives in a frame.
fn locals_at(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let mut next = vm.innermost_frame();
    for _ in 0..args.get(0).as_small().unwrap_or(0) {
        next = next.and_then(|frame| vm.frame_outside(frame));
    }
    match next {
        Some(frame) => vm.names_of_frame(frame.function, frame.fp),
        None => raise!(vm, ValueError, "call stack is not deep enough"),
    }
}

/// `_line_of(function, place)`
fn line_of(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let code = vm.code_of(args.get(0));
    let unit = args.get(1).as_small().unwrap_or(0).max(0) as usize;
    Ok(Value::len(crate::vm::code::code::line_of(&vm.heap, code, unit) as usize))
}

/// `sys.getsizeof(object)`: the bytes of its block, and of the one block that is its alone.
fn get_size(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(block) = args.get(0).as_ref() else { return Ok(Value::ZERO) };
    let owns = matches!(vm.heap.kind(block), Kind::List | Kind::Dict | Kind::Set | Kind::FrozenSet | Kind::ByteArray);
    let inner = vm.heap.block(block, 1);
    let more = if owns && inner.is_some() { vm.heap.size(inner) } else { 0 };
    Ok(Value::len(vm.heap.size(block) + more))
}

/// `sys.intern(string)`
fn intern(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let text = args.get(0);
    if text.is_name() {
        return Ok(text);
    }
    match vm.kind(text) {
        Some(Kind::Str | Kind::LongStr) => vm.heap.intern_str(text.block()).map(Value::name),
        _ => raise!(vm, TypeError, "intern() argument must be str, not {}", vm.type_of(text)),
    }
}

/// `sys.setrecursionlimit(limit)`: what is above the firmware's limit means that.
fn set_recursion_limit(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(limit) = vm.as_index(args.get(0))? else {
        return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(args.get(0)));
    };
    if limit < 1 {
        return raise!(vm, ValueError, "recursion limit must be greater or equal than 1");
    }
    vm.limits.depth = limit.min(vm.most_depth as isize) as u16;
    Ok(Value::NONE)
}
