//! `function`, `builtin_function_or_method`, `method` and `cell`: what can be called, and what closures share.

use super::{Getter, Native, Slots, TYPES, Type, TypeId, class, function_attribute, native, special};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, Out};
use crate::vm::value::{Immediate, Value};

/// `f.__call__`, the first row of the types of functions: `call_native` makes the call itself.
const CALL: Native = native("__call__", "self, /, *args, **kwargs", 1, 255, no_call);

/// Python functions: `[code][globals][extras][cell]…`.
pub static TYPE: Type = Type {
    name: "function",
    slots: Slots { make: Some(function_attribute::make), repr: Some(repr), ..Slots::NONE },
    methods: &[CALL, native("__get__", "self, instance, owner=None, /", 2, 3, get)],
    getters: function_attribute::GETTERS,
    ..Type::PLAIN
};

/// Native functions: immediates.
pub static NATIVE: Type = Type {
    name: "builtin_function_or_method",
    slots: Slots { repr: Some(native_repr), ..Slots::NONE },
    methods: &[CALL],
    getters: &[
        Getter { name: "__name__", get: native_name },
        Getter { name: "__qualname__", get: native_name },
        Getter { name: "__module__", get: native_module },
        Getter { name: "__doc__", get: no_doc },
    ],
    ..Type::PLAIN
};

/// Methods of built-in types, unbound: immediates.
pub static METHOD_DESCRIPTOR: Type = Type {
    name: "method_descriptor",
    slots: Slots { repr: Some(native_repr), ..Slots::NONE },
    methods: &[CALL, native("__get__", "self, instance, owner=None, /", 2, 3, get)],
    getters: &[
        Getter { name: "__name__", get: native_name },
        Getter { name: "__qualname__", get: native_name },
        Getter { name: "__objclass__", get: |_, method| Ok(Value::builtin_type(owner(method))) },
        Getter { name: "__doc__", get: no_doc },
    ],
    ..Type::PLAIN
};

/// Bound methods: `[function][self]`.
pub static BOUND_METHOD: Type = Type {
    name: "method",
    methods: &[CALL],
    slots: Slots { make: Some(make_bound), ..BOUND },
    getters: BOUND_GETTERS,
    ..Type::PLAIN
};

/// Bound methods of built-in types.
pub static BUILTIN_METHOD: Type =
    Type { name: "builtin_function_or_method", methods: &[CALL], slots: BOUND, getters: BOUND_GETTERS, ..Type::PLAIN };

/// `types.MethodType(function, instance)`
fn make_bound(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() != 2 {
        return raise!(vm, TypeError, "method expected 2 arguments, got {}", Value::len(args.count()));
    }
    vm.new_bound_method(args.get(0), args.get(1))
}

const BOUND: Slots =
    Slots { repr: Some(bound_repr), hash: Some(bound_hash), compare: Some(bound_compare), ..Slots::NONE };
const BOUND_GETTERS: &[Getter] = &[
    Getter { name: "__self__", get: bound_self },
    Getter { name: "__func__", get: bound_function },
    Getter { name: "__name__", get: bound_name },
    Getter { name: "__qualname__", get: bound_qualified_name },
    Getter { name: "__doc__", get: bound_doc },
    Getter { name: "__module__", get: bound_module },
];

/// What closures share: `[value]`.
pub static CELL: Type = Type {
    name: "cell",
    slots: Slots { make: Some(make_cell), repr: Some(cell_repr), ..Slots::NONE },
    getters: &[Getter { name: "cell_contents", get: cell_contents }],
    ..Type::PLAIN
};

/// How a method of a built-in type is bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// To the instance.
    Instance,
    /// To the class.
    Class,
    /// Not at all.
    None,
}

/// How a method immediate is bound: by the first parameter in its row, `self`, `cls` or another name.
pub fn method_binding(method: Value) -> Binding {
    let Some((Immediate::Method, index)) = method.as_immediate() else { return Binding::None };
    let number = (index & 0xff) as usize;
    let row = special::row(number).or_else(|| TYPES.get((index >> 8) as usize)?.methods.get(number));
    // Looked at for every call of a method: their first bytes tell `self`, `cls` and the rest apart.
    match row.map(|row| row.parameters.as_bytes()) {
        Some([b's', b'e', ..]) => Binding::Instance,
        Some([b'c', b'l', b's', ..]) => Binding::Class,
        _ => Binding::None,
    }
}

/// The built-in type in a built-in type's order that has a computed attribute of a name.
pub fn has_getter(vm: &Vm, class: Value, name: Value) -> Option<Value> {
    let (_, mut index) = class.as_immediate()?;
    let text = vm.str_bytes(name)?;
    loop {
        let table = TYPES.get(index as usize)?;
        if table.getters.iter().any(|row| row.name.as_bytes() == text) {
            return TypeId::ALL.get(index as usize).map(|id| Value::builtin_type(*id));
        }
        if index == TypeId::Object as u16 {
            return None;
        }
        index = table.base as u16;
    }
}

/// The type that a method immediate belongs to.
pub fn owner(method: Value) -> TypeId {
    match method.as_immediate() {
        Some((Immediate::Method, index)) => TypeId::ALL.get((index >> 8) as usize).copied().unwrap_or(TypeId::Object),
        _ => TypeId::Object,
    }
}

/// The parameters of a built-in type's constructor that take keywords.
pub fn make_parameters(class: Value) -> &'static str {
    const TABLE: &[(TypeId, &str)] = &[
        (TypeId::Int, "x, /, base"),
        (TypeId::Str, "object, encoding, errors"),
        (TypeId::Bytes, "source, encoding, errors"),
        (TypeId::ByteArray, "source, encoding, errors"),
        (TypeId::Complex, "real, imag"),
        (TypeId::Enumerate, "iterable, start"),
        (TypeId::Property, "fget, fset, fdel, doc"),
        (TypeId::Float, "x, /"),
        (TypeId::MemoryView, "object"),
        (TypeId::Deque, "iterable, maxlen"),
        (TypeId::Function, "code, globals, name, argdefs, closure"),
    ];
    let Some((Immediate::Type, index)) = class.as_immediate() else { return "" };
    TABLE.iter().find(|row| row.0 as u16 == index).map_or("", |row| row.1)
}

/// The part of a qualified name behind the last dot.
pub fn last_part(vm: &mut Vm, qualified: Value) -> Outcome<Value> {
    let bytes = vm.str_bytes(qualified).unwrap_or_default();
    match bytes.iter().rposition(|&byte| byte == b'.') {
        None => Ok(qualified),
        Some(dot) => {
            let mut part = [0; 64];
            let tail = bytes.get(dot + 1..).unwrap_or_default();
            let len = tail.len().min(part.len());
            for (slot, byte) in part.iter_mut().zip(tail) {
                *slot = *byte;
            }
            vm.new_str(part.get(..len).unwrap_or_default())
        }
    }
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    out.text(vm, b"<function ")?;
    let name = vm.qualified_name(value);
    out.value(vm, name)?;
    out.address(vm, value)?;
    out.byte(vm, b'>')
}

fn native_repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let name = vm.native_name(value).unwrap_or("?");
    match value.as_immediate() {
        Some((Immediate::Method, index)) => {
            let class = TYPES.get((index >> 8) as usize).map_or("", |table| table.name);
            out.text(vm, b"<method '")?;
            out.text(vm, name.as_bytes())?;
            out.text(vm, b"' of '")?;
            out.text(vm, class.as_bytes())?;
            out.text(vm, b"' objects>")
        }
        _ => {
            out.text(vm, b"<built-in function ")?;
            out.text(vm, name.as_bytes())?;
            out.text(vm, b">")
        }
    }
}

fn bound_repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let words = vm.heap.words::<3>(value.block());
    let (function, receiver) = (words.value(1), words.value(2));
    let class = vm.type_of(receiver);
    let native = vm.native_name(function);
    match native {
        Some(name) => {
            out.text(vm, b"<built-in method ")?;
            out.text(vm, name.as_bytes())?;
            out.text(vm, b" of ")?;
            vm.write_shown(class, out)?;
            out.text(vm, b" object")?;
            out.address(vm, receiver)?;
        }
        None => {
            out.text(vm, b"<bound method ")?;
            let name = vm.qualified_name(function);
            out.value(vm, name)?;
            out.text(vm, b" of ")?;
            if vm.is_class(receiver) {
                out.repr(vm, receiver)?;
            } else {
                out.byte(vm, b'<')?;
                class::write_class_name(vm, class, out)?;
                out.text(vm, b" object")?;
                out.address(vm, receiver)?;
                out.byte(vm, b'>')?;
            }
        }
    }
    out.byte(vm, b'>')
}

fn bound_hash(vm: &mut Vm, value: Value) -> Outcome<i32> {
    let words = vm.heap.words::<3>(value.block());
    Ok(((words.get(1) ^ words.get(2).rotate_left(7)) & 0x3fff_ffff) as i32)
}

fn bound_compare(vm: &mut Vm, op: crate::vm::code::Op, a: Value, b: Value) -> Outcome<Value> {
    use crate::vm::code::Op;
    if vm.kind(b) != Some(Kind::BoundMethod) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let (left, right) = (vm.heap.words::<3>(a.block()), vm.heap.words::<3>(b.block()));
    let same = left.get(1) == right.get(1) && left.get(2) == right.get(2);
    Ok(match op {
        Op::Equal => Value::bool(same),
        Op::NotEqual => Value::bool(!same),
        _ => Value::NOT_IMPLEMENTED,
    })
}

fn get(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.get(1).is_none() {
        return Ok(args.get(0));
    }
    vm.new_bound_method(args.get(0), args.get(1))
}

/// True for `__call__` of a function, a native function or a method.
pub fn is_call(method: Value) -> bool {
    [TypeId::Function, TypeId::NativeFunction, TypeId::BoundMethod, TypeId::BuiltinMethod, TypeId::MethodDescriptor]
        .iter()
        .any(|id| Value::method(*id, 0) == method)
}

fn no_call(vm: &mut Vm, _: Args) -> Outcome<Value> {
    raise!(vm, TypeError, "__call__() must be called directly")
}

fn native_name(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let name = vm.native_name(value).unwrap_or("?");
    vm.new_str(name.as_bytes())
}

fn native_module(_vm: &mut Vm, _value: Value) -> Outcome<Value> {
    Ok(Value::name(name::BUILTINS))
}

fn no_doc(_vm: &mut Vm, _value: Value) -> Outcome<Value> {
    Ok(Value::NONE)
}

fn bound_self(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(vm.heap.value(value.block(), 2))
}

fn bound_function(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(vm.heap.value(value.block(), 1))
}

fn through_function(vm: &mut Vm, value: Value, name: name::Name) -> Outcome<Value> {
    let function = vm.heap.value(value.block(), 1);
    vm.load_attribute(function, Value::name(name))
}

fn bound_name(vm: &mut Vm, value: Value) -> Outcome<Value> {
    through_function(vm, value, name::__NAME__)
}

fn bound_qualified_name(vm: &mut Vm, value: Value) -> Outcome<Value> {
    through_function(vm, value, name::__QUALNAME__)
}

fn bound_doc(vm: &mut Vm, value: Value) -> Outcome<Value> {
    through_function(vm, value, name::__DOC__)
}

fn bound_module(vm: &mut Vm, value: Value) -> Outcome<Value> {
    through_function(vm, value, name::__MODULE__)
}

fn make_cell(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if args.count() > 1 {
        return raise!(vm, TypeError, "cell expected at most 1 argument, got {}", Value::len(args.count()));
    }
    let cell = vm.heap.alloc(Kind::Cell, 2)?;
    vm.heap.init(cell, 1, args.get(0));
    Ok(Value::reference(cell))
}

fn cell_repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let contents = vm.heap.value(value.block(), 1);
    out.text(vm, b"<cell")?;
    out.address(vm, value)?;
    if !contents.is_defined() {
        return out.text(vm, b": empty>");
    }
    out.text(vm, b": ")?;
    out.type_name(vm, vm.type_of(contents))?;
    out.text(vm, b" object")?;
    out.address(vm, contents)?;
    out.text(vm, b">")
}

fn cell_contents(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let contents = vm.heap.value(value.block(), 1);
    if contents.is_defined() { Ok(contents) } else { raise!(vm, ValueError, "Cell is empty") }
}
