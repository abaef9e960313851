//! What `abc` and its like ask of classes. The rest is in `python/abc.py`.

use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::native::NativeModule;
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, Native, TypeId, alias, class, native};
use crate::vm::value::Value;

/// `abc`.
pub static MODULE: NativeModule = NativeModule { name: "abc", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("_set_abstract", "class, truth, /", 2, 2, set_abstract),
    native("_set_pattern", "class, kind, /", 2, 2, set_pattern),
    native("_pattern_of", "class, /", 1, 1, |vm, args| Ok(Value::small(class::pattern_kind(vm, args.get(0))))),
    native("_has", "class, name, /", 2, 2, has),
    native("_is_hashable", "class, /", 1, 1, is_hashable),
    native("_alias", "class, item, /", 2, 2, |vm, args| alias::new_alias(vm, args.get(0), args.get(1))),
];

/// `_set_abstract(class, truth)`: an abstract class has no instances.
fn set_abstract(vm: &mut Vm, args: Args) -> Outcome<Value> {
    class::set_abstract(&mut vm.heap, args.get(0), args.get(1) == Value::TRUE);
    Ok(Value::NONE)
}

/// `_set_pattern(class, kind)`: what patterns take its instances for.
fn set_pattern(vm: &mut Vm, args: Args) -> Outcome<Value> {
    class::set_pattern_kind(&mut vm.heap, args.get(0), args.get(1).as_small().unwrap_or(0));
    Ok(Value::NONE)
}

/// `_has(class, name)`: whether its instances have a method.
fn has(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let found = vm.find_in_class(args.get(0), args.get(1));
    Ok(Value::bool(found.is_some_and(|found| !found.is_none())))
}

/// `_is_hashable(class)`: whether its instances have a hash.
fn is_hashable(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let class = args.get(0);
    if vm.kind(class) == Some(Kind::Class)
        && let Some(found) = vm.find_in_class(class, Value::name(name::__HASH__))
        && found.is_ref() | found.is_none()
    {
        return Ok(Value::bool(!found.is_none()));
    }
    let unhashable = [TypeId::List, TypeId::Dict, TypeId::Set, TypeId::ByteArray, TypeId::Deque];
    Ok(Value::bool(!unhashable.contains(&class::native_base(vm, class))))
}
