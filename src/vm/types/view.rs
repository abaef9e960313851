//! Views of a dict: `[which][dict]`.

use super::dict::{self, Found};
use super::iterator;
use super::{Args, Getter, Native, Slots, Type, TypeId, native};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Heap, Kind};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};

/// Which view.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// `dict.keys()`
    Keys,
    /// `dict.values()`
    Values,
    /// `dict.items()`
    Items,
}

impl View {
    /// The type of its iterator.
    pub fn iterator(self) -> TypeId {
        match self {
            View::Keys => TypeId::DictKeyIterator,
            View::Values => TypeId::DictValueIterator,
            View::Items => TypeId::DictItemIterator,
        }
    }
}

const PLAIN: Slots = Slots { len: Some(len), iter: Some(iter), ..Slots::NONE };
const SET_LIKE: Slots = Slots { contains: Some(contains), binary: Some(binary), compare: Some(compare), ..PLAIN };
const MAPPING: &[Getter] = &[Getter { name: "mapping", get: |vm, view| Ok(parts(&vm.heap, view.block()).1) }];
const REPR: Native = native("__repr__", "self, /", 1, 1, super::tuple::container_repr);
const REVERSED: Native = native("__reversed__", "self, /", 1, 1, |vm, args| iterator::reversed(vm, args.get(0)));

/// `dict_keys`.
pub static KEYS: Type = Type {
    name: "dict_keys",
    slots: SET_LIKE,
    methods: &[REPR, REVERSED, native("isdisjoint", "self, other, /", 2, 2, is_disjoint)],
    getters: MAPPING,
    ..Type::PLAIN
};
/// `dict_values`.
pub static VALUES: Type =
    Type { name: "dict_values", slots: PLAIN, methods: &[REPR, REVERSED], getters: MAPPING, ..Type::PLAIN };
/// `dict_items`.
pub static ITEMS: Type = Type {
    name: "dict_items",
    slots: SET_LIKE,
    methods: &[REPR, REVERSED, native("isdisjoint", "self, other, /", 2, 2, is_disjoint)],
    getters: MAPPING,
    ..Type::PLAIN
};

/// A view of a dict.
pub fn new(vm: &mut Vm, which: View, dict: Value) -> Outcome<Value> {
    let at = vm.heap.alloc(Kind::DictView, 3)?;
    vm.heap.init(at, 1, Value::small(which as i32));
    vm.heap.init(at, 2, dict);
    Ok(Value::reference(at))
}

/// Which view a block is, and of which dict.
pub fn parts(heap: &Heap, at: Ref) -> (View, Value) {
    let words = heap.words::<3>(at);
    let which = match words.value(1).small_int() {
        0 => View::Keys,
        1 => View::Values,
        _ => View::Items,
    };
    (which, words.value(2))
}

/// The built-in type of a view.
pub fn type_id(heap: &Heap, at: Ref) -> TypeId {
    match parts(heap, at).0 {
        View::Keys => TypeId::DictKeys,
        View::Values => TypeId::DictValues,
        View::Items => TypeId::DictItems,
    }
}

fn len(vm: &mut Vm, view: Value) -> Outcome<usize> {
    let (_, dict) = parts(&vm.heap, view.block());
    Ok(dict::len(&vm.heap, dict.block()))
}

fn iter(vm: &mut Vm, view: Value) -> Outcome<Value> {
    let (which, dict) = parts(&vm.heap, view.block());
    iterator::of_table(vm, which.iterator(), dict)
}

fn contains(vm: &mut Vm, view: Value, item: Value) -> Outcome<bool> {
    let (which, dict) = parts(&vm.heap, view.block());
    let mut key = item;
    let mut wanted = Value::UNDEFINED;
    if which == View::Items {
        if vm.kind(item) != Some(Kind::Tuple) || super::tuple::len(vm, item) != 2 {
            return Ok(false);
        }
        (key, wanted) = (super::tuple::item(vm, item, 0), super::tuple::item(vm, item, 1));
    }
    let answer = match dict::get(vm, dict, key)? {
        Found::Absent => Some(false),
        Found::Value(_) if which == View::Keys => Some(true),
        Found::Value(value) => super::equality::same(&vm.heap, value, wanted),
        Found::Ask => None,
    };
    match answer {
        Some(answer) => Ok(answer),
        None => Err(vm.tail_call(vm.prelude(Prelude::ViewContains), &[view, item])),
    }
}

/// `a & b` and its like, where one is a view: sets of their items do it.
fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, _in_place: bool) -> Outcome<Value> {
    let number = match op {
        Op::BitAnd => 0,
        Op::BitOr => 1,
        Op::BitXor => 2,
        Op::Subtract => 3,
        _ => return Ok(Value::NOT_IMPLEMENTED),
    };
    Err(vm.tail_call(vm.prelude(Prelude::ViewBinary), &[Value::small(number), a, b]))
}

fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    if !is_set_like(vm, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    Err(vm.tail_call(vm.prelude(Prelude::ViewCompare), &[Value::small(op as i32 - Op::Less as i32), a, b]))
}

/// True for sets and for views that are like sets.
fn is_set_like(vm: &Vm, value: Value) -> bool {
    matches!(vm.type_id(value), TypeId::Set | TypeId::FrozenSet | TypeId::DictKeys | TypeId::DictItems)
}

fn is_disjoint(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Err(vm.tail_call(vm.prelude(Prelude::ViewIsDisjoint), &[args.get(0), args.get(1)]))
}
