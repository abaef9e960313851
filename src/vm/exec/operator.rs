//! Operators beyond the loop's fast paths: the type's slot, else the prelude, which knows the reflected methods.

use super::arithmetic::number_at;
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::number::Float;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::types::bigint::Int;
use crate::vm::types::iterator;
use crate::vm::types::{Args, Slots, TYPES, TypeId, dict, float, int, list, quick, set, slice as slice_type, tuple};
use crate::vm::value::Value;

impl<'m> Vm<'m> {
    /// The slots of an object's built-in type; for instances those of `object`.
    #[inline(never)]
    pub(crate) fn slots(&self, value: Value) -> &'static Slots {
        TYPES.get(self.type_id(value) as usize).map_or(&Slots::NONE, |table| &table.slots)
    }

    /// True for instances of classes of Python, whose special methods go first.
    pub(crate) fn is_instance(&self, value: Value) -> bool {
        let words = self.heap.words::<2>(value.block());
        match words.kind() {
            Kind::Instance | Kind::LooseInstance | Kind::Exception | Kind::Native => {
                self.heap.memory().header(words.block(1)).is(Kind::Class)
            }
            Kind::Class => self.kind(self.type_of(value)) == Some(Kind::Class),
            _ => false,
        }
    }
}

/// `a // b` of small ints; `None` if `b` is zero or the result does not fit.
#[inline(always)]
pub fn floor_divide(a: Value, b: Value) -> Option<Value> {
    let (a, b) = (a.small_int(), b.small_int());
    let quotient = a.checked_div(b)?;
    let floor = if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient };
    Value::try_small(i64::from(floor))
}

/// `a % b` of small ints; `None` if `b` is zero.
#[inline(always)]
pub fn modulo(a: Value, b: Value) -> Option<Value> {
    let (a, b) = (a.small_int(), b.small_int());
    let remainder = a.checked_rem(b)?;
    Some(Value::small(if remainder != 0 && (remainder < 0) != (b < 0) { remainder + b } else { remainder }))
}

/// `a << b` of small ints, if it fits and the shift is not negative.
#[inline(always)]
pub fn left_shift(a: i32, b: i32) -> Option<Value> {
    if (0..31).contains(&b) { Value::try_small(i64::from(a) << b) } else { None }
}

/// `a >> b` of small ints, if the shift is not negative.
#[inline(always)]
pub fn right_shift(a: i32, b: i32) -> Option<Value> {
    if b >= 0 { Some(Value::small(a >> b.min(31))) } else { None }
}

/// A float, or a small int that is exactly one.
#[inline(always)]
fn quick_float(vm: &Vm, value: Value) -> Option<Float> {
    match value.as_small() {
        Some(int) if int.unsigned_abs() < 1 << Float::MANTISSA_DIGITS.min(31) => Some(int as Float),
        Some(_) => None,
        None => float::of(&vm.heap, value),
    }
}

/// An int, of `int` itself only.
#[inline(always)]
fn plain_int(vm: &Vm, value: Value) -> Option<Int> {
    if value.is_small() || vm.heap.memory().header(value.block()).is(Kind::BigInt) { vm.as_int(value) } else { None }
}

/// The operator's number for the prelude: its distance from `Op::Add`.
fn number(op: Op) -> Value {
    Value::small(op as i32 - Op::Add as i32)
}

/// `a op b`.
#[inline(never)]
pub fn binary(vm: &mut Vm, op: Op, a: Value, b: Value, in_place: bool) -> Outcome<Value> {
    if let (Some(x), Some(y)) = (quick_float(vm, a), quick_float(vm, b)) {
        let are_ints = a.is_small() && b.is_small();
        let result = match op {
            Op::TrueDivide if y != 0.0 => Some(x / y),
            _ if are_ints => None,
            Op::Add => Some(x + y),
            Op::Subtract => Some(x - y),
            Op::Multiply => Some(x * y),
            _ => None,
        };
        if let Some(result) = result {
            return float::make_here(&mut vm.heap, result);
        }
    }
    if (a.is_bool() || b.is_bool())
        && (a.is_bool() || a.is_small())
        && (b.is_bool() || b.is_small())
        && let Some(value) = quick::binary(op, a, b)
    {
        return Ok(value);
    }
    if let (Some(x), Some(y)) = (plain_int(vm, a), plain_int(vm, b)) {
        let value = int::binary(vm, op, x, y)?;
        if value != Value::NOT_IMPLEMENTED {
            return Ok(value);
        }
    }
    if let Some(stop) = vm.enter_binary(op, a, b, in_place) {
        return Err(stop);
    }
    if !vm.is_instance(a) && !vm.is_instance(b) {
        if let Some(binary) = vm.slots(a).binary {
            let value = binary(vm, op, a, b, in_place)?;
            if value != Value::NOT_IMPLEMENTED {
                return Ok(value);
            }
        }
        if let Some(binary) = vm.slots(b).binary {
            let value = binary(vm, op, a, b, false)?;
            if value != Value::NOT_IMPLEMENTED {
                return Ok(value);
            }
        }
    }
    let function = if in_place { Prelude::InPlace } else { Prelude::Binary };
    Err(vm.instead_prelude(function, &[number(op), a, b]))
}

/// `op a`.
#[inline(never)]
pub fn unary(vm: &mut Vm, op: Op, a: Value) -> Outcome<Value> {
    if !vm.is_instance(a) {
        if let Some(unary) = vm.slots(a).unary {
            return unary(vm, op, a);
        }
        let class = vm.type_of(a);
        return match op {
            Op::Negative => raise!(vm, TypeError, "bad operand type for unary -: '{}'", class),
            Op::Positive => raise!(vm, TypeError, "bad operand type for unary +: '{}'", class),
            _ => raise!(vm, TypeError, "bad operand type for unary ~: '{}'", class),
        };
    }
    if let Some(stop) = vm.enter_unary(op, a) {
        return Err(stop);
    }
    Err(vm.instead_prelude(Prelude::Unary, &[Value::small(op as i32 - Op::Negative as i32), a]))
}

/// The truth of a rich comparison, for jumps.
#[inline(never)]
pub fn test(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<bool> {
    let memory = vm.heap.memory();
    let Some(x) = number_at(&memory, a) else { return test_slowly(vm, op, a, b) };
    let Some(y) = number_at(&memory, b) else { return test_slowly(vm, op, a, b) };
    Ok(ordered(op, x, y))
}

#[inline(never)]
fn test_slowly(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<bool> {
    if matches!(op, Op::Equal | Op::NotEqual)
        && let Some(equal) = quick::equal_texts(&vm.heap, a, b)
    {
        return Ok(equal == (op == Op::Equal));
    }
    if let Some(order) = quick::order(&vm.heap, a, b) {
        return Ok(tuple::holds(op, order));
    }
    let result = compare(vm, op, a, b)?;
    if result.is_bool() { Ok(result == Value::TRUE) } else { truth(vm, result) }
}

/// A comparison of numbers.
#[inline(always)]
fn ordered(op: Op, x: Float, y: Float) -> bool {
    match op {
        Op::Less => x < y,
        Op::LessEqual => x <= y,
        Op::Greater => x > y,
        Op::GreaterEqual => x >= y,
        Op::Equal => x == y,
        _ => x != y,
    }
}

/// `a op b` for the rich comparisons; the result may be any value.
#[inline(never)]
pub fn compare(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    if matches!(op, Op::Equal | Op::NotEqual)
        && let Some(equal) = quick::equal_texts(&vm.heap, a, b)
    {
        return Ok(Value::bool(equal == (op == Op::Equal)));
    }
    if let (Some(x), Some(y)) = (quick_float(vm, a), quick_float(vm, b)) {
        return Ok(Value::bool(ordered(op, x, y)));
    }
    if let Some(outcome) = vm.enter_compare(op, a, b) {
        return outcome;
    }
    if !vm.is_instance(a) && !vm.is_instance(b) {
        if let Some(compare) = vm.slots(a).compare {
            let value = compare(vm, op, a, b)?;
            if value != Value::NOT_IMPLEMENTED {
                return Ok(value);
            }
        }
        if let Some(compare) = vm.slots(b).compare {
            let value = compare(vm, swapped(op), b, a)?;
            if value != Value::NOT_IMPLEMENTED {
                return Ok(value);
            }
        }
        return no_order(vm, op, a, b);
    }
    Err(vm.instead_prelude(Prelude::Compare, &[Value::small(op as i32 - Op::Less as i32), a, b]))
}

/// The comparison with its operands exchanged.
const fn swapped(op: Op) -> Op {
    match op {
        Op::Less => Op::Greater,
        Op::LessEqual => Op::GreaterEqual,
        Op::Greater => Op::Less,
        Op::GreaterEqual => Op::LessEqual,
        other => other,
    }
}

/// Identity decides equality; there is no order.
pub fn no_order(vm: &mut Vm, op: Op, a: Value, b: Value) -> Outcome<Value> {
    let text = match op {
        Op::Equal => return Ok(Value::bool(a == b)),
        Op::NotEqual => return Ok(Value::bool(a != b)),
        Op::Less => "'<' not supported between instances of '{}' and '{}'",
        Op::LessEqual => "'<=' not supported between instances of '{}' and '{}'",
        Op::Greater => "'>' not supported between instances of '{}' and '{}'",
        _ => "'>=' not supported between instances of '{}' and '{}'",
    };
    let classes = [vm.type_of(a), vm.type_of(b)];
    Err(vm.raise(TypeId::TypeError, text, classes))
}

/// `bool(value)`.
#[inline(never)]
pub fn truth(vm: &mut Vm, value: Value) -> Outcome<bool> {
    if let Some(truth) = quick::truth(&vm.heap, value) {
        return Ok(truth);
    }
    if let Some(float) = vm.as_float(value) {
        return Ok(float != 0.0);
    }
    if vm.is_instance(value) {
        let class = vm.type_of(value);
        let asks = vm.class_attribute(class, name::__BOOL__).or_else(|| vm.class_attribute(class, name::__LEN__));
        match asks {
            Some(method) if method.is_ref() => return Err(vm.instead_prelude(Prelude::Truth, &[value])),
            None => return Ok(true),
            Some(blocked) if blocked.is_none() => return raise!(vm, TypeError, "'NoneType' object is not callable"),
            Some(_) => {}
        }
    }
    let value = vm.payload(value);
    let slots = vm.slots(value);
    if let Some(truth) = slots.truth {
        return Ok(truth(vm, value));
    }
    match slots.len {
        Some(len) => len(vm, value).map(|len| len != 0),
        None => Ok(true),
    }
}

/// True if the class of an instance answers to a special method in Python.
fn answers(vm: &Vm, value: Value, method: name::Name) -> bool {
    let class = vm.type_of(value);
    vm.kind(class) == Some(Kind::Class) && vm.class_attribute(class, method).is_some_and(|found| found.is_ref())
}

/// True if the class of an instance forbids a special method: it is None there.
fn blocks(vm: &Vm, value: Value, method: name::Name) -> bool {
    let class = vm.type_of(value);
    vm.kind(class) == Some(Kind::Class) && vm.class_attribute(class, method).is_some_and(|found| found.is_none())
}

/// `item in container`.
#[inline(never)]
pub fn contains(vm: &mut Vm, container: Value, item: Value) -> Outcome<bool> {
    if let Some(found) = quick::contains(&vm.heap, container, item) {
        return Ok(found);
    }
    let header = vm.heap.memory().header(container.block());
    if header.is(Kind::List) || header.is(Kind::Tuple) {
        return tuple::contains(vm, container, item);
    } else if header.is(Kind::Dict) {
        return dict::contains(vm, container, item);
    } else if header.is(Kind::Set) {
        return set::contains(vm, container, item);
    }
    if blocks(vm, container, name::__CONTAINS__) {
        return raise!(vm, TypeError, "'{}' object is not a container", vm.type_of(container));
    }
    if answers(vm, container, name::__CONTAINS__) || answers(vm, container, name::__ITER__) {
        return Err(vm.instead_prelude(Prelude::Contains, &[container, item]));
    }
    let payload = vm.payload(container);
    match vm.slots(payload).contains {
        Some(contains) => contains(vm, payload, item),
        None => Err(vm.instead_prelude(Prelude::Contains, &[container, item])),
    }
}

/// `object[key]`.
#[inline(never)]
pub fn item(vm: &mut Vm, object: Value, key: Value) -> Outcome<Value> {
    let header = vm.heap.memory().header(object.block());
    if header.is(Kind::List) {
        return list::item_slot(vm, object, key);
    } else if header.is(Kind::Dict) {
        return dict::item(vm, object, key);
    } else if let Some(item) = quick::item(&vm.heap, object, key) {
        return Ok(item);
    }
    if vm.is_instance(object) {
        if let Some(stop) = vm.enter_item(object, key) {
            return Err(stop);
        }
        let class = vm.type_of(object);
        match vm.class_attribute(class, name::__GETITEM__) {
            Some(method) if method.is_ref() => {
                let (method, bound) = vm.bind_special(method, object)?;
                return Err(if bound { vm.instead(method, &[object, key]) } else { vm.instead(method, &[key]) });
            }
            _ => {}
        }
        if answers(vm, object, name::__MISSING__) {
            return Err(vm.instead_prelude(Prelude::Missing, &[object, key]));
        }
    }
    let payload = vm.payload(object);
    match vm.slots(payload).item {
        Some(item) => item(vm, payload, key),
        None => class_item(vm, object, key),
    }
}

/// `C[key]` for classes, else the error.
#[cold]
fn class_item(vm: &mut Vm, object: Value, key: Value) -> Outcome<Value> {
    if vm.is_class(object) {
        let meta = vm.type_of(object);
        if let Some(method) = vm.class_attribute(meta, name::__GETITEM__).filter(|method| method.is_ref()) {
            return Err(vm.instead(method, &[object, key]));
        }
        if let Some(method) = vm.find_in_class(object, Value::name(name::__CLASS_GETITEM__)) {
            let method = vm.get_class_descriptor(method, object)?;
            return Err(match vm.kind(method) {
                Some(Kind::Function) => vm.instead(method, &[object, key]),
                _ => vm.instead(method, &[key]),
            });
        }
        if crate::vm::types::alias::is_generic(object) {
            return crate::vm::types::alias::new_alias(vm, object, key);
        }
        return raise!(vm, TypeError, "type '{}' is not subscriptable", object);
    }
    raise!(vm, TypeError, "'{}' object is not subscriptable", vm.type_of(object))
}

/// `object[key] = value`, or `del object[key]` if the value is `UNDEFINED`.
#[inline(never)]
pub fn set_item(vm: &mut Vm, object: Value, key: Value, value: Value) -> Outcome<()> {
    let header = vm.heap.memory().header(object.block());
    if header.is(Kind::List) {
        return list::set_item(vm, object, key, value);
    } else if header.is(Kind::Dict) {
        return dict::set_item(vm, object, key, value);
    } else if quick::set_item(&mut vm.heap, object, key, value) {
        return Ok(());
    }
    if vm.is_instance(object) {
        let class = vm.type_of(object);
        let hook = if value.is_defined() { name::__SETITEM__ } else { name::__DELITEM__ };
        match vm.class_attribute(class, hook) {
            Some(method) if method.is_ref() => {
                let (method, bound) = vm.bind_special(method, object)?;
                let arguments = [object, key, value];
                let (first, end) = (usize::from(!bound), if value.is_defined() { 3 } else { 2 });
                return Err(vm.instead(method, arguments.get(first..end).unwrap_or_default()));
            }
            _ => {}
        }
    }
    let payload = vm.payload(object);
    match vm.slots(payload).set_item {
        Some(set_item) => set_item(vm, payload, key, value),
        None if value.is_defined() => {
            raise!(vm, TypeError, "'{}' object does not support item assignment", vm.type_of(object))
        }
        None if vm.as_int(key).is_some() && (vm.is_instance(object) || vm.slots(payload).contains.is_some()) => {
            raise!(vm, TypeError, "'{}' object doesn't support item deletion", vm.type_of(object))
        }
        None => raise!(vm, TypeError, "'{}' object does not support item deletion", vm.type_of(object)),
    }
}

/// `iter(value)`.
#[inline(never)]
pub fn iterator(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if vm.is_instance(value) {
        let class = vm.type_of(value);
        match vm.class_attribute(class, name::__ITER__) {
            Some(method) if method.is_ref() => return Err(vm.instead_prelude(Prelude::Iter, &[value])),
            Some(blocked) if blocked.is_none() => {
                return raise!(vm, TypeError, "'{}' object is not iterable", class);
            }
            Some(_) => {}
            None => {
                if vm.class_attribute(class, name::__GETITEM__).is_some() {
                    return iterator::sequence(vm, value);
                }
                return raise!(vm, TypeError, "'{}' object is not iterable", class);
            }
        }
    }
    let payload = vm.payload(value);
    if vm.kind(payload) == Some(Kind::Generator)
        && !matches!(vm.type_id(payload), TypeId::Coroutine | TypeId::AsyncGenerator)
    {
        return Ok(payload);
    }
    match vm.slots(payload).iter {
        Some(iter) => iter(vm, payload),
        None => raise!(vm, TypeError, "'{}' object is not iterable", vm.type_of(value)),
    }
}

/// `slice(start, stop, step)` from two or three registers.
pub fn slice(vm: &mut Vm, parts: Args) -> Outcome<Value> {
    slice_type::new(vm, parts.get(0), parts.get(1), parts.get_or(2, Value::NONE))
}
