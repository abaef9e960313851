//! The attributes of exceptions.

use super::super::{Args, Getter, Native, TypeId, dict as dicts, list, native, tuple};
use super::{
    ARGS, Extra, args, builtin_class, derives, extra, set_cause, set_context, set_extra, set_traceback, traceback,
};
use crate::vm::Vm;
use crate::vm::heap::{Heap, Kind};
use crate::vm::name::{self, Name};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// The methods of every exception.
pub static METHODS: &[Native] = &[
    native("__init__", "self, *args", 1, 255, init),
    native("__str__", "self, /", 1, 1, |vm, args| Err(vm.tail_call(vm.prelude(Prelude::ExceptionStr), &[args.get(0)]))),
    native("__repr__", "self, /", 1, 1, |vm, args| {
        Err(vm.tail_call(vm.prelude(Prelude::ExceptionRepr), &[args.get(0)]))
    }),
    native("add_note", "self, note, /", 2, 2, add_note),
    native("with_traceback", "self, tb, /", 2, 2, with_traceback),
];

/// The computed attributes of every exception.
pub static BASE: &[Getter] = &[
    Getter { name: "args", get: |vm, exception| Ok(args(&vm.heap, exception)) },
    Getter { name: "__cause__", get: |vm, exception| Ok(or_none(extra(&vm.heap, exception, Extra::Cause))) },
    Getter { name: "__context__", get: |vm, exception| Ok(or_none(extra(&vm.heap, exception, Extra::Context))) },
    Getter { name: "__suppress_context__", get: suppress_context },
    Getter { name: "__traceback__", get: |vm, exception| Ok(or_none(traceback(&vm.heap, exception))) },
    Getter { name: "__notes__", get: notes },
    Getter { name: "__dict__", get: dict },
];

/// `SystemExit`: the argument, or the tuple of them.
pub static SYSTEM_EXIT: &[Getter] = &[Getter { name: "code", get: code }];
/// `StopIteration`: what the generator returned.
pub static STOP_ITERATION: &[Getter] = &[Getter { name: "value", get: |vm, exception| Ok(argument(vm, exception, 0)) }];
/// `OSError`; the names of files are attributes of the exception itself where they are given.
pub static OS_ERROR: &[Getter] = &[
    Getter { name: "errno", get: |vm, exception| Ok(of_pair(vm, exception, 0)) },
    Getter { name: "strerror", get: |vm, exception| Ok(of_pair(vm, exception, 1)) },
    Getter { name: "filename", get: none },
    Getter { name: "filename2", get: none },
];
/// `AttributeError`
pub static ATTRIBUTE_ERROR: &[Getter] = &[Getter { name: "name", get: none }, Getter { name: "obj", get: none }];
/// `NameError`
pub static NAME_ERROR: &[Getter] = &[Getter { name: "name", get: none }];
/// `ImportError`
pub static IMPORT_ERROR: &[Getter] = &[
    Getter { name: "name", get: none },
    Getter { name: "path", get: none },
    Getter { name: "msg", get: |vm, exception| Ok(super::only_argument(vm, exception).unwrap_or(Value::NONE)) },
];
/// `SyntaxError(msg, (filename, lineno, offset, text, end_lineno, end_offset))`
pub static SYNTAX_ERROR: &[Getter] = &[
    Getter { name: "msg", get: |vm, exception| Ok(argument(vm, exception, 0)) },
    Getter { name: "filename", get: |vm, exception| Ok(place(vm, exception, 0)) },
    Getter { name: "lineno", get: |vm, exception| Ok(place(vm, exception, 1)) },
    Getter { name: "offset", get: |vm, exception| Ok(place(vm, exception, 2)) },
    Getter { name: "text", get: |vm, exception| Ok(place(vm, exception, 3)) },
    Getter { name: "end_lineno", get: |vm, exception| Ok(place(vm, exception, 4)) },
    Getter { name: "end_offset", get: |vm, exception| Ok(place(vm, exception, 5)) },
    Getter { name: "print_file_and_line", get: none },
];
/// `UnicodeDecodeError` and `UnicodeEncodeError`
pub static UNICODE_ERROR: &[Getter] = &[
    Getter { name: "encoding", get: |vm, exception| Ok(argument(vm, exception, 0)) },
    Getter { name: "object", get: |vm, exception| Ok(argument(vm, exception, 1)) },
    Getter { name: "start", get: |vm, exception| Ok(argument(vm, exception, 2)) },
    Getter { name: "end", get: |vm, exception| Ok(argument(vm, exception, 3)) },
    Getter { name: "reason", get: |vm, exception| Ok(argument(vm, exception, 4)) },
];

fn or_none(value: Value) -> Value {
    if value.is_defined() { value } else { Value::NONE }
}

fn none(_: &mut Vm, _: Value) -> Outcome<Value> {
    Ok(Value::NONE)
}

/// Argument `index`, or None.
pub fn argument(vm: &Vm, exception: Value, index: usize) -> Value {
    let args = args(&vm.heap, exception);
    if index < tuple::len(vm, args) { tuple::item(vm, args, index) } else { Value::NONE }
}

/// One of exactly two arguments, or None.
fn of_pair(vm: &Vm, exception: Value, index: usize) -> Value {
    if tuple::len(vm, args(&vm.heap, exception)) == 2 { argument(vm, exception, index) } else { Value::NONE }
}

/// Part `index` of the place of a SyntaxError, or None.
pub fn place(vm: &Vm, exception: Value, index: usize) -> Value {
    let place = argument(vm, exception, 1);
    let known = vm.kind(place) == Some(Kind::Tuple) && index < tuple::len(vm, place);
    if known { tuple::item(vm, place, index) } else { Value::NONE }
}

fn code(vm: &mut Vm, exception: Value) -> Outcome<Value> {
    let args = args(&vm.heap, exception);
    Ok(if tuple::len(vm, args) > 1 { args } else { argument(vm, exception, 0) })
}

fn suppress_context(vm: &mut Vm, exception: Value) -> Outcome<Value> {
    Ok(Value::bool(extra(&vm.heap, exception, Extra::Suppress) == Value::TRUE))
}

fn notes(vm: &mut Vm, exception: Value) -> Outcome<Value> {
    match extra(&vm.heap, exception, Extra::Notes) {
        Value::UNDEFINED => vm.no_attribute(exception, Value::name(name::__NOTES__)),
        notes => Ok(notes),
    }
}

/// The dict of an exception's own attributes, if it has one.
pub fn attributes(heap: &Heap, exception: Ref) -> Option<Value> {
    let dict = extra(heap, Value::reference(exception), Extra::Attributes);
    dict.is_defined().then_some(dict)
}

/// The dict of an exception's own attributes.
pub fn dict(vm: &mut Vm, exception: Value) -> Outcome<Value> {
    if let Some(dict) = attributes(&vm.heap, exception.block()) {
        return Ok(dict);
    }
    let dict = dicts::new(vm)?;
    set_extra(vm, exception, Extra::Attributes, dict)?;
    Ok(dict)
}

/// A keyword argument of a constructor.
pub fn set_keyword(vm: &mut Vm, exception: Value, name: Value, value: Value) -> Outcome<()> {
    let class = vm.type_of(exception);
    let base = builtin_class(vm, class);
    let taken: &[Name] = match base {
        _ if derives(base, TypeId::ImportError) => &[name::NAME, name::PATH],
        _ if derives(base, TypeId::AttributeError) => &[name::NAME, name::OBJ],
        _ if derives(base, TypeId::NameError) => &[name::NAME],
        _ => return raise!(vm, TypeError, "{}() takes no keyword arguments", class),
    };
    if !taken.iter().any(|taken| Value::name(*taken) == name) {
        return raise!(vm, TypeError, "'{}' is an invalid keyword argument for {}()", name, class);
    }
    store_own(vm, exception, name, value)
}

/// `exception.name = value`, or `del exception.name` if the value is `UNDEFINED`.
pub fn store_attribute(vm: &mut Vm, exception: Value, name: Value, value: Value) -> Outcome<()> {
    let Some(known) = name.as_name() else { return store_own(vm, exception, name, value) };
    match known {
        name::ARGS => store_args(vm, exception, value),
        name::__CAUSE__ => {
            check(vm, value, "exception cause must be None or derive from BaseException")?;
            set_cause(vm, exception, value)
        }
        name::__CONTEXT__ => {
            check(vm, value, "exception context must be None or derive from BaseException")?;
            set_context(vm, exception, if value.is_none() { Value::UNDEFINED } else { value })
        }
        name::__SUPPRESS_CONTEXT__ if value.is_bool() => set_extra(vm, exception, Extra::Suppress, value),
        name::__SUPPRESS_CONTEXT__ => raise!(vm, TypeError, "attribute value type must be bool"),
        name::__TRACEBACK__ => store_traceback(vm, exception, value),
        name::__NOTES__ => set_extra(vm, exception, Extra::Notes, value),
        _ => store_own(vm, exception, name, value),
    }
}

fn check(vm: &mut Vm, value: Value, text: &'static str) -> Outcome<()> {
    if value.is_none() || super::is_instance(vm, value) {
        return Ok(());
    }
    Err(vm.raise(TypeId::TypeError, text, [Value::UNDEFINED; 2]))
}

fn store_args(vm: &mut Vm, exception: Value, value: Value) -> Outcome<()> {
    if !value.is_defined() {
        return raise!(vm, TypeError, "args may not be deleted");
    }
    let args = tuple::from_iterable(vm, value)?;
    vm.heap.set(exception.block(), ARGS, args);
    Ok(())
}

fn store_traceback(vm: &mut Vm, exception: Value, value: Value) -> Outcome<()> {
    if !value.is_none() && vm.kind(value) != Some(Kind::Traceback) {
        return raise!(vm, TypeError, "__traceback__ must be a traceback or None");
    }
    set_traceback(vm, exception, if value.is_none() { Value::UNDEFINED } else { value });
    Ok(())
}

fn store_own(vm: &mut Vm, exception: Value, name: Value, value: Value) -> Outcome<()> {
    let dict = dict(vm, exception)?;
    if value.is_defined() {
        dicts::set(vm, dict, name, value)?;
        return Ok(());
    }
    if dicts::remove_name(vm, dict.block(), name)? { Ok(()) } else { vm.no_attribute(exception, name) }
}

/// `BaseException.__init__(self, *args)`
fn init(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let exception = args.get(0);
    if !super::is_instance(vm, exception) {
        return raise!(vm, TypeError, "descriptor '__init__' requires a 'BaseException' object");
    }
    let values = tuple::from_args(vm, args.from(1))?;
    vm.heap.set(exception.block(), ARGS, values);
    Ok(Value::NONE)
}

fn add_note(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (exception, note) = (args.get(0), args.get(1));
    if !vm.is_str(note) {
        return raise!(vm, TypeError, "note must be a str, not '{}'", vm.type_of(note));
    }
    let mut notes = extra(&vm.heap, exception, Extra::Notes);
    if !notes.is_defined() {
        notes = vm.new_list(&[])?;
        set_extra(vm, exception, Extra::Notes, notes)?;
    }
    if vm.kind(notes) != Some(Kind::List) {
        return raise!(vm, TypeError, "Cannot add note: __notes__ is not a list");
    }
    list::push(vm, notes, note)?;
    Ok(Value::NONE)
}

fn with_traceback(vm: &mut Vm, args: Args) -> Outcome<Value> {
    store_traceback(vm, args.get(0), args.get(1))?;
    Ok(args.get(0))
}
