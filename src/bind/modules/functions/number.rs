//! `abs`, `bin`, `divmod`, `hex`, `oct`, `pow`, `round`.

use crate::vm::Vm;
use crate::vm::number::format_spec::{Kind, Spec};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::{Args, Out, arithmetic, int, str_format};
use crate::vm::value::Value;

/// What numbers give, or else what the prelude finds by the objects' special methods.
fn or_prelude(vm: &mut Vm, value: Value, function: Prelude, arguments: &[Value]) -> Outcome<Value> {
    if value == Value::NOT_IMPLEMENTED { Err(vm.tail_call(vm.prelude(function), arguments)) } else { Ok(value) }
}

/// True if the values are of built-in types, so that no class of a script has a say.
fn are_plain(vm: &Vm, values: &[Value]) -> bool {
    !values.iter().any(|value| vm.is_instance(*value))
}

pub fn abs(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    let result = if are_plain(vm, &[value]) { arithmetic::absolute(vm, value)? } else { Value::NOT_IMPLEMENTED };
    or_prelude(vm, result, Prelude::Abs, &[value])
}

pub fn divmod(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (a, b) = (args.get(0), args.get(1));
    let result = if are_plain(vm, &[a, b]) { arithmetic::divmod(vm, a, b)? } else { Value::NOT_IMPLEMENTED };
    or_prelude(vm, result, Prelude::DivMod, &[a, b])
}

pub fn pow(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (a, b, modulus) = (args.get(0), args.get(1), args.get_or(2, Value::NONE));
    let result = if are_plain(vm, &[a, b]) { arithmetic::power(vm, a, b, modulus)? } else { Value::NOT_IMPLEMENTED };
    or_prelude(vm, result, Prelude::Pow, &[a, b, modulus])
}

pub fn round(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let (value, digits) = (args.get(0), args.get_or(1, Value::NONE));
    let plain = are_plain(vm, &[value, digits]);
    let result = if plain { arithmetic::round(vm, value, digits)? } else { Value::NOT_IMPLEMENTED };
    or_prelude(vm, result, Prelude::Round, &[value, digits])
}

fn in_radix(vm: &mut Vm, value: Value, radix: u32, prefix: &[u8]) -> Outcome<Value> {
    let Some(int) = vm.as_int(value) else {
        if vm.as_index(value)?.is_none() {
            return Err(vm.tail_call(vm.prelude(Prelude::InRadix), &[value, Value::small(radix as i32)]));
        }
        return raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", vm.type_of(value));
    };
    if int.count() > 1 {
        let code = prefix.last().copied().unwrap_or(b'x');
        return str_format::format_bits(vm, int, &Spec { code, alternate: true, ..Spec::of(Kind::Int) });
    }
    let mut out = Out::new_text();
    int::write_radix(vm, &int, radix, prefix, &mut out)?;
    vm.str_from_out(out)
}

pub fn bin(vm: &mut Vm, args: Args) -> Outcome<Value> {
    in_radix(vm, args.get(0), 2, b"0b")
}

pub fn oct(vm: &mut Vm, args: Args) -> Outcome<Value> {
    in_radix(vm, args.get(0), 8, b"0o")
}

pub fn hex(vm: &mut Vm, args: Args) -> Outcome<Value> {
    in_radix(vm, args.get(0), 16, b"0x")
}
