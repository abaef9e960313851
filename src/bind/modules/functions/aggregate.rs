//! `iter`, `next`, `max`, `min`, `sum`: over numbers and text here, over everything else in the prelude.

use crate::vm::Vm;
use crate::vm::exec::operator;
use crate::vm::heap::Kind;
use crate::vm::number::Float;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::arithmetic::Number;
use crate::vm::types::equality::items_of;
use crate::vm::types::iterator::SHORT;
use crate::vm::types::{Args, tuple};
use crate::vm::value::Value;
use core::cmp::Ordering;

pub fn iter(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (object, sentinel) = (args.get(0), args.get(1));
    if sentinel.is_defined() {
        return Err(vm.tail_call(vm.prelude(Prelude::CallableIter), &[object, sentinel]));
    }
    let iterator = operator::iterator(vm, object)?;
    vm.check_iterator(iterator)?;
    Ok(iterator)
}

pub fn next(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (iterator, default) = (args.get(0), args.get(1));
    match vm.next_of(iterator) {
        Ok(Some(value)) => Ok(value),
        Ok(None) if default.is_defined() => Ok(default),
        Ok(None) => raise!(vm, StopIteration, ""),
        Err(Stop::Tail) if default.is_defined() => {
            Err(vm.tail_call(vm.prelude(Prelude::NextDefault), &[iterator, default]))
        }
        Err(stop) => Err(stop),
    }
}

/// The order of two numbers or two strings of built-in types.
fn order(vm: &Vm, a: Value, b: Value) -> Option<Ordering> {
    if vm.is_instance(a) || vm.is_instance(b) {
        return None;
    }
    if let (Some(a), Some(b)) = (vm.str_bytes(a), vm.str_bytes(b)) {
        return Some(a.cmp(b));
    }
    let (a, b) = (vm.to_number(a)?, vm.to_number(b)?);
    vm.number_order(a, b)
}

/// The one of two that goes to an end of the order; the first of equal ones. `None`: Python must tell.
fn better(vm: &Vm, best: Value, item: Value, end: Ordering) -> Option<Value> {
    let order = order(vm, item, best)?;
    Some(if order == end { item } else { best })
}

fn extreme(vm: &mut Vm, args: Args, end: Ordering, ask: Prelude) -> Outcome<Value> {
    if args.count() == 1 {
        return match extreme_item(vm, args.get(0), end)? {
            Some(best) => Ok(best),
            None => Err(vm.tail_call(vm.prelude(ask), &[args.get(0)])),
        };
    }
    let mut best = Some(args.get(0));
    for item in args.iter().skip(1) {
        best = best.and_then(|best| better(vm, best, item, end));
    }
    match best {
        Some(best) => Ok(best),
        None => {
            let items = tuple::from_args(vm, args)?;
            Err(vm.tail_call(vm.prelude(ask), &[items]))
        }
    }
}

/// The extreme item of a short iterable of numbers or strings; `None` for everything else.
fn extreme_item(vm: &mut Vm, iterable: Value, end: Ordering) -> Outcome<Option<Value>> {
    let Some(mut items) = vm.items(iterable)?.filter(|items| items.is_short(vm)) else { return Ok(None) };
    let Some(mut best) = items.next(vm)? else { return Ok(None) };
    if order(vm, best, best).is_none() {
        return Ok(None);
    }
    while let Some(item) = items.next(vm)? {
        match better(vm, best, item, end) {
            Some(found) => best = found,
            None => return Ok(None),
        }
    }
    items.commit(vm);
    Ok(Some(best))
}

/// `max(*args)`; with keyword arguments the prelude's `max` is called instead.
pub fn max(vm: &mut Vm, args: Args) -> Outcome<Value> {
    extreme(vm, args, Ordering::Greater, Prelude::MaxOf)
}

/// `min(*args)`; with keyword arguments the prelude's `min` is called instead.
pub fn min(vm: &mut Vm, args: Args) -> Outcome<Value> {
    extreme(vm, args, Ordering::Less, Prelude::MinOf)
}

/// A sum that needs no memory on the way.
#[derive(Clone, Copy)]
enum Sum {
    Int(i64),
    Float(Float),
}

impl Sum {
    fn start(vm: &Vm, value: Value) -> Option<Sum> {
        match value.as_small() {
            Some(int) => Some(Sum::Int(int.into())),
            None => vm.as_float(value).map(Sum::Float),
        }
    }

    /// `None` if it becomes something else than an int of 64 bits or a float.
    fn add(self, vm: &Vm, item: Value) -> Option<Sum> {
        match (self, item.as_small()) {
            (Sum::Int(sum), Some(int)) => return Some(Sum::Int(sum.checked_add(int.into())?)),
            (Sum::Float(sum), None) => {
                if let Some(x) = vm.as_float(item) {
                    return Some(Sum::Float(sum + x));
                }
            }
            _ => {}
        }
        if vm.is_instance(item) {
            return None;
        }
        match (self, vm.to_number(item)?) {
            (Sum::Int(sum), Number::Int(int)) => Some(Sum::Int(sum.checked_add(int.to_i64(&vm.heap)?)?)),
            (Sum::Int(sum), Number::Float(x)) => Some(Sum::Float(sum as Float + x)),
            (Sum::Float(sum), Number::Float(x)) => Some(Sum::Float(sum + x)),
            (Sum::Float(sum), Number::Int(int)) => Some(Sum::Float(sum + int.to_float(&vm.heap)?)),
            _ => None,
        }
    }
}

pub fn sum(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (iterable, start) = (args.get(0), args.get_or(1, Value::ZERO));
    match short_sum(vm, iterable, start)? {
        Some(sum) => Ok(sum),
        None => Err(vm.tail_call(vm.prelude(Prelude::Sum), &[iterable, start])),
    }
}

fn short_sum(vm: &mut Vm, iterable: Value, start: Value) -> Outcome<Option<Value>> {
    let Some(mut sum) = Sum::start(vm, start) else { return Ok(None) };
    let mut walk = None;
    if matches!(vm.kind(iterable), Some(Kind::List | Kind::Tuple)) {
        let (block, first, len) = items_of(&vm.heap, iterable);
        if len > SHORT {
            return Ok(None);
        }
        let mut first = first;
        let end = first + len;
        if let Sum::Int(total) = &mut sum {
            for cell in vm.heap.cells(block, first, len) {
                let Some(int) = Value::from_bits(cell.get()).as_small() else { break };
                // At most `SHORT` of 31 bits, beside a small one.
                *total += i64::from(int);
                first += 1;
            }
        }
        for index in first..end {
            match sum.add(vm, vm.heap.value(block, index)) {
                Some(next) => sum = next,
                None => return Ok(None),
            }
        }
    } else {
        let Some(mut items) = vm.items(iterable)?.filter(|items| items.is_short(vm)) else { return Ok(None) };
        while let Some(item) = items.next(vm)? {
            match sum.add(vm, item) {
                Some(next) => sum = next,
                None => return Ok(None),
            }
        }
        walk = Some(items);
    }
    let sum = match sum {
        Sum::Int(int) => vm.int_from_i64(int)?,
        Sum::Float(x) => vm.new_float(x)?,
    };
    if let Some(items) = walk {
        items.commit(vm);
    }
    Ok(Some(sum))
}
