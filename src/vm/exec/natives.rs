//! Built-in functions that are of the interpreter itself: attributes, classes, code from text.

use super::namespace::CAPTURED;
use crate::vm::Vm;
use crate::vm::code::{Code, Flags};
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Pending, Stop};
use crate::vm::syntax::Mode;
use crate::vm::types::{Args, Native, TypeId, bytes, class, code, dict, list, native, tuple};
use crate::vm::value::{Immediate, Ref, Value};

/// Built-in functions that scripts see.
pub static NATIVES: &[Native] = &[
    native("getattr", "object, name, default, /", 2, 3, getattr),
    native("hasattr", "object, name, /", 2, 2, hasattr),
    native("setattr", "object, name, value, /", 3, 3, setattr),
    native("delattr", "object, name, /", 2, 2, delattr),
    native("globals", "", 0, 0, globals),
    native("exec", "source, globals=None, locals=None, /", 1, 3, exec),
    native("eval", "source, globals=None, locals=None, /", 1, 3, eval),
    native("compile", "source, filename, mode, flags=0, dont_inherit=False, optimize=-1", 3, 6, compile),
    native("callable", "object, /", 1, 1, callable),
    native("__import__", "name, globals=None, locals=None, fromlist=(), level=0", 1, 5, import),
];

/// Natives of the prelude, with names that start with `_`.
pub static HIDDEN: &[Native] = &[
    native("_new_class", "metaclass, name, bases, namespace, qualified, /", 5, 5, new_class),
    native("_pattern_kind", "object, /", 1, 1, |vm, args| {
        Ok(Value::small(class::pattern_kind(vm, vm.type_of(args.get(0)))))
    }),
    native("_object_new", "class, /, *args", 1, 255, class::object_new),
    native("_native_base", "class, /", 1, 1, |vm, args| Ok(Value::builtin_type(class::native_base(vm, args.get(0))))),
    native("_add_slot", "class, name, /", 2, 2, add_slot),
    native("_script_annotations", "", 0, 0, script_annotations),
    native("_caller_module", "", 0, 0, caller_module),
    native("_global_value", "globals, name, /", 2, 2, global_value),
    native("_set_cell", "cell, value, /", 2, 2, set_cell),
    native("_set_names", "namespace, /", 1, 1, set_names),
    native("_inherited", "class, name, /", 2, 2, inherited),
    native("_class_attribute", "class, name, /", 2, 2, class_attribute),
    native("_meta_call", "class, /", 1, 1, meta_call),
    native("_awaiting", "generator, /", 1, 1, awaiting),
    native("_take_contents", "object, source, /", 2, 2, take_contents),
    native("_set_last", "value, /", 1, 1, set_last),
];

/// The name argument of `getattr` and its like.
fn attribute_name(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if value.is_name() {
        return Ok(value);
    }
    let Some(text) = vm.str_bytes(value) else {
        return raise!(vm, TypeError, "attribute name must be string, not '{}'", vm.type_of(value));
    };
    match vm.heap.find_name(text) {
        Some(name) => Ok(Value::name(name)),
        None => {
            let mut copy = [0; 64];
            let len = text.len();
            let Some(room) = copy.get_mut(..len) else { return Ok(value) };
            room.copy_from_slice(text);
            vm.heap.intern(room).map(Value::name)
        }
    }
}

fn getattr(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = attribute_name(vm, args.get(1))?;
    match vm.load_attribute(args.get(0), name) {
        Err(Stop::Raised) if args.count() == 3 && vm.is_pending(TypeId::AttributeError) => {
            vm.pending = Pending::NONE;
            Ok(args.get(2))
        }
        Err(Stop::Tail) if args.count() == 3 => {
            Err(vm.instead_prelude(Prelude::GetAttrDefault, &[args.get(0), name, args.get(2)]))
        }
        other => other,
    }
}

fn hasattr(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = attribute_name(vm, args.get(1))?;
    match vm.load_attribute(args.get(0), name) {
        Ok(_) => Ok(Value::TRUE),
        Err(Stop::Raised) if vm.is_pending(TypeId::AttributeError) => {
            vm.pending = Pending::NONE;
            Ok(Value::FALSE)
        }
        Err(Stop::Tail) => Err(vm.instead_prelude(Prelude::HasAttr, &[args.get(0), name])),
        Err(stop) => Err(stop),
    }
}

fn setattr(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = attribute_name(vm, args.get(1))?;
    vm.store_attribute(args.get(0), name, args.get(2)).map(|()| Value::NONE)
}

fn delattr(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = attribute_name(vm, args.get(1))?;
    vm.store_attribute(args.get(0), name, Value::UNDEFINED).map(|()| Value::NONE)
}

fn globals(vm: &mut Vm, _args: Args) -> Outcome<Value> {
    Ok(Value::reference(vm.globals()))
}

fn import(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (name, level) = (args.get(0), args.get_or(4, Value::ZERO));
    if vm.str_bytes(name).is_none() {
        return raise!(vm, TypeError, "__import__() argument 1 must be str, not {}", vm.type_of(name));
    }
    if name == Value::name(name::Name::EMPTY) && level == Value::ZERO {
        return raise!(vm, ValueError, "Empty module name");
    }
    match level.as_small() {
        Some(level @ 0..256) => vm.import_by_call(name, args.get_or(3, Value::NONE), level as u8),
        _ => raise!(vm, ValueError, "level must be >= 0"),
    }
}

fn callable(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    let truth = match vm.kind(value) {
        Some(Kind::Function | Kind::BoundMethod | Kind::Class | Kind::StaticMethod | Kind::Alias) => true,
        Some(Kind::Instance | Kind::LooseInstance) => {
            let class = vm.type_of(value);
            vm.class_attribute(class, name::__CALL__).is_some()
        }
        _ => !matches!(value.as_immediate(), None | Some((Immediate::Singleton, _))),
    };
    Ok(Value::bool(truth))
}

/// Checks that something is a text that can be compiled, and gives that text.
fn source_text(vm: &mut Vm, source: Value, who: &'static str) -> Outcome<Value> {
    let source = vm.payload(source);
    match vm.kind(source) {
        Some(Kind::ByteArray | Kind::MemoryView) => bytes::from_buffer(vm, source),
        Some(Kind::Bytes) => Ok(source),
        _ if vm.str_bytes(source).is_some() => Ok(source),
        _ => Err(vm.raise(TypeId::TypeError, who, [Value::UNDEFINED; 2])),
    }
}

/// Runs a text or a code object with its namespaces: a function whose one argument is the local one.
fn run_source(vm: &mut Vm, args: Args, mode: Mode, who: &'static str) -> Outcome<Value> {
    let own = Value::reference(vm.globals());
    let (globals, locals) = (args.get(1), args.get(2));
    let given = |value: Value| value.is_defined() && !value.is_none();
    let locals = match (given(globals), given(locals)) {
        (_, true) => locals,
        (true, false) => globals,
        (false, false) => vm.local_names()?,
    };
    let globals = if given(globals) { globals } else { own };
    let payload = vm.payload(globals);
    if vm.kind(payload) != Some(Kind::Dict) {
        return match mode {
            Mode::Expression => raise!(vm, TypeError, "globals must be a dict"),
            _ => raise!(vm, TypeError, "exec() globals must be a dict, not {}", vm.type_of(globals)),
        };
    }
    if !is_mapping(vm, locals) {
        return match mode {
            Mode::Expression => raise!(vm, TypeError, "locals must be a mapping"),
            _ => raise!(vm, TypeError, "locals must be a mapping or None, not {}", vm.type_of(locals)),
        };
    }
    if vm.kind(args.get(0)) == Some(Kind::Code) {
        let captured = Code::new(&vm.heap, args.get(0).block()).captured();
        if captured > 0 {
            let captured = Value::len(captured);
            return raise!(vm, TypeError, "code object requires a closure of exactly length {}", captured);
        }
        code::check_globals(vm, args.get(0), payload.block())?;
        let function = vm.new_function(args.get(0).block(), payload.block())?;
        // Code of `compile` takes the namespace, that of a function its parameters, of which there must be none.
        let is_text = Code::new(&vm.heap, args.get(0).block()).flags().has(Flags::NAMES);
        let namespace = [locals];
        return Err(vm.tail_call(function, if is_text { &namespace } else { &[] }));
    }
    let (source, file) = (source_text(vm, args.get(0), who)?, vm.heap.intern(b"<string>")?);
    let compilation = vm.open_value(source, file, mode, payload.block())?;
    Err(vm.instead_prelude(Prelude::RunText, &[compilation, locals]))
}

impl Vm<'_> {
    /// What `locals()` gives in the running function.
    pub(crate) fn local_names(&mut self) -> Outcome<Value> {
        self.names_of_frame(self.running(), self.frame.fp)
    }

    /// What `locals()` gives in a frame, which begins at stack word `first`.
    pub(crate) fn names_of_frame(&mut self, function: Value, first: u32) -> Outcome<Value> {
        let code = self.code_of(function);
        let view = Code::new(&self.heap, code);
        if view.flags().has(Flags::CLASS | Flags::NAMES) {
            return Ok(self.slot(first));
        }
        if view.value(0) == Value::name(name::IN_MODULE) {
            return Ok(self.heap.value(function.block(), super::namespace::GLOBALS));
        }
        let variables = view.variables();
        let names = dict::new(self)?;
        let Some(variables) = variables else { return Ok(names) };
        for index in 0..tuple::len(self, variables) / 2 {
            let (name, place) =
                (tuple::item(self, variables, 2 * index), tuple::item(self, variables, 2 * index + 1).small_int());
            let held = match u32::try_from(place) {
                Ok(slot) => self.slot(first + slot),
                Err(_) => self.heap.value(function.block(), CAPTURED + (-1 - place) as usize),
            };
            let value = if self.kind(held) == Some(Kind::Cell) { self.heap.value(held.block(), 1) } else { held };
            if value.is_defined() {
                dict::set_item(self, names, name, value)?;
            }
        }
        Ok(names)
    }
}

fn exec(vm: &mut Vm, args: Args) -> Outcome<Value> {
    run_source(vm, args, Mode::File, "exec() arg 1 must be a string, bytes or code object")
}

fn eval(vm: &mut Vm, args: Args) -> Outcome<Value> {
    run_source(vm, args, Mode::Expression, "eval() arg 1 must be a string, bytes or code object")
}

fn compile(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let mode = match vm.str_bytes(args.get(2)) {
        Some(b"exec") => Mode::File,
        Some(b"eval") => Mode::Expression,
        Some(b"single") => Mode::Interactive,
        _ => return raise!(vm, ValueError, "compile() mode must be 'exec', 'eval' or 'single'"),
    };
    if vm.kind(args.get(0)) == Some(Kind::Code) {
        return Ok(args.get(0));
    }
    let file = attribute_name(vm, args.get(1))?.as_name().unwrap_or(name::Name::EMPTY);
    let source = source_text(vm, args.get(0), "compile() arg 1 must be a string, bytes or AST object")?;
    let compilation = vm.open_value(source, file, mode, Ref::NONE)?;
    Err(vm.instead_prelude(Prelude::CompileText, &[compilation]))
}

/// True for what can be asked for items.
fn is_mapping(vm: &Vm, value: Value) -> bool {
    vm.kind(vm.payload(value)) == Some(Kind::Dict)
        || vm.class_attribute(vm.type_of(value), name::__GETITEM__).is_some_and(|method| method.is_ref())
}

fn new_class(vm: &mut Vm, args: Args) -> Outcome<Value> {
    class::new_class(vm, args.get(0), args.get(1), args.get(2), args.get(3), args.get(4))
}

/// Gives the instances of a class a slot for a name of `__slots__`.
fn add_slot(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let name = attribute_name(vm, args.get(1))?;
    class::add_slot(vm, args.get(0), name)?;
    Ok(Value::NONE)
}

/// The `__name__` of the globals of the running script's function; None if it has none.
fn caller_module(vm: &mut Vm, _args: Args) -> Outcome<Value> {
    let globals = vm.script_globals();
    Ok(dict::get_name(&vm.heap, globals, Value::name(name::__NAME__)).unwrap_or(Value::NONE))
}

/// The `__annotations__` of the running module, made if there are none.
fn script_annotations(vm: &mut Vm, _args: Args) -> Outcome<Value> {
    let globals = Value::reference(vm.script_globals());
    let name = Value::name(name::__ANNOTATIONS__);
    if let Some(found) = dict::get_name(&vm.heap, globals.block(), name) {
        return Ok(found);
    }
    let made = dict::new(vm)?;
    dict::set_item(vm, globals, name, made)?;
    Ok(made)
}

/// The value of a captured variable, a global or a built-in.
fn global_value(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if vm.kind(args.get(0)) == Some(Kind::Cell) {
        let value = vm.heap.value(args.get(0).block(), 1);
        return if value.is_defined() { Ok(value) } else { Err(vm.unbound_free(args.get(1))) };
    }
    vm.name_in(args.get(0).block(), args.get(1))
}

fn set_cell(vm: &mut Vm, args: Args) -> Outcome<Value> {
    vm.heap.set(args.get(0).block(), 1, args.get(1));
    Ok(Value::NONE)
}

/// The pairs of a class body's namespace whose values want to be told their names.
fn set_names(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let namespace = vm.payload(args.get(0)).block();
    let found = list::with_capacity(vm, 0)?;
    let mut position = 0;
    while let Some((key, value, next)) = dict::next_entry(&vm.heap, namespace, position) {
        position = next;
        if matches!(vm.kind(value), Some(Kind::Instance | Kind::LooseInstance)) {
            let class = vm.type_of(value);
            if vm.class_attribute(class, name::__SET_NAME__).is_some() {
                let pair = tuple::new(vm, &[key, value])?;
                list::push(vm, found, pair)?;
            }
        }
    }
    Ok(found)
}

/// What the classes behind a class in its order have under a name, if it is Python's; else None.
fn inherited(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (made, name) = (args.get(0), args.get(1));
    let mro = vm.heap.value(made.block(), class::MRO);
    for index in 1..tuple::len(vm, mro) {
        let behind = tuple::item(vm, mro, index);
        if behind.is_ref()
            && let Some(found) = vm.own_attribute(behind, name)
        {
            return Ok(found);
        }
    }
    Ok(Value::NONE)
}

/// A class's attribute if it is Python's, a static method taken out of its wrapper; else None.
fn class_attribute(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let found = vm.find_in_class(args.get(0), args.get(1)).unwrap_or(Value::NONE);
    Ok(match vm.kind(found) {
        Some(Kind::StaticMethod) => vm.heap.value(found.block(), 1),
        Some(_) => found,
        None => Value::NONE,
    })
}

/// The `__call__` of a class's metaclass if it is Python's; else None.
fn meta_call(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let meta = vm.type_of(args.get(0));
    let call = vm.find_in_class(meta, Value::name(name::__CALL__)).unwrap_or(Value::NONE);
    Ok(if vm.kind(call) == Some(Kind::Function) { call } else { Value::NONE })
}

/// Marks a generator as awaitable: what it yields goes to the event loop.
fn awaiting(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let generator = args.get(0);
    if vm.kind(generator) == Some(Kind::Generator) {
        let shown = Value::builtin_type(TypeId::Coroutine);
        vm.heap.set(generator.block(), crate::vm::types::generator::PRESENTED, shown);
    }
    Ok(generator)
}

/// A list, dict, set or byte array takes the contents of another one, which nobody else has.
fn take_contents(vm: &mut Vm, args: Args) -> Outcome<Value> {
    class::take_contents(&mut vm.heap, args.get(0), args.get(1));
    Ok(Value::NONE)
}

/// `_` at the prompt.
fn set_last(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let modules = vm.modules_dict();
    let main = dict::get_name(&vm.heap, modules.block(), Value::name(name::__MAIN__));
    if let Some(main) = main {
        let underscore = Value::name(name::Name::ascii(b'_'));
        crate::vm::types::module::store_attribute(vm, main, underscore, args.get(0))?;
    }
    Ok(Value::NONE)
}
