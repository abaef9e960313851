//! `chr`, `format`, `ord`, `print`.

use super::super::members;
use crate::vm::Vm;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::{Args, Out, tuple, utf8};
use crate::vm::value::Value;

pub fn chr(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let Some(code) = vm.as_clamped_index(args.get(0))? else {
        return Err(vm.tail_call(vm.prelude(Prelude::ChrIndexed), &[args.get(0)]));
    };
    match u32::try_from(code) {
        Ok(code @ ..=0x10_ffff) => vm.new_char(code),
        _ if i32::try_from(code).is_err() => raise!(vm, OverflowError, "Python int too large to convert to C int"),
        _ => raise!(vm, ValueError, "chr() arg not in range(0x110000)"),
    }
}

pub fn ord(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let value = args.get(0);
    let Some(text) = vm.text(value) else {
        return raise!(vm, TypeError, "ord() expected string of length 1, but {} found", vm.type_of(value));
    };
    let count = text.count(vm)?;
    if count != 1 {
        return raise!(vm, TypeError, "ord() expected a character, but string of length {} found", Value::len(count));
    }
    let bytes = text.bytes(vm);
    let first = bytes.first().copied().unwrap_or(0).into();
    let wide = utf8::decode(bytes).map_or(first, |(code, _)| code);
    Ok(Value::small(if text.narrow { first } else { wide } as i32))
}

pub fn format(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let spec = args.get(1);
    if spec.is_defined() && !vm.is_str(spec) {
        return raise!(vm, TypeError, "format() argument 2 must be str, not {}", vm.type_of(spec));
    }
    vm.format_value(args.get(0), 0, spec)
}

/// True for what is written without taking memory, so that nothing can stop half way.
fn prints_at_once(vm: &Vm, value: Value) -> bool {
    value.is_small() || value.is_bool() || value.is_none() || vm.is_plain_str(value) || vm.as_float(value).is_some()
}

/// What a script has put in the place of `sys.stdout`.
fn redirected(vm: &Vm) -> Option<Value> {
    let name = Value::name(vm.heap.find_name(b"stdout")?);
    let stream = |text| members::entry(vm, text, name);
    let found = stream("sys")?;
    if stream("_streams") == Some(found) { None } else { Some(found) }
}

/// `_stdout()`: what a script has put in the place of `sys.stdout`; False if nothing.
pub fn stdout(vm: &mut Vm, _args: Args) -> Outcome<Value> {
    Ok(redirected(vm).unwrap_or(Value::FALSE))
}

/// `print(*args)`; with keyword arguments the prelude's `print` is called instead.
pub fn print(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if !vm.host.can_write() {
        return Err(vm.wait_for_terminal(u64::MAX));
    }
    if let Some(stream) = redirected(vm) {
        let values = tuple::from_args(vm, args)?;
        return Err(vm.tail_call(vm.prelude(Prelude::PrintTo), &[stream, values]));
    }
    if !args.iter().all(|value| prints_at_once(vm, value)) {
        let values = tuple::from_args(vm, args)?;
        return Err(vm.tail_call(vm.prelude(Prelude::PrintValues), &[values]));
    }
    let mut out = Out::host();
    for (index, value) in args.iter().enumerate() {
        if index > 0 {
            out.byte(vm, b' ')?;
        }
        out.value(vm, value)?;
    }
    out.byte(vm, b'\n')?;
    Ok(Value::NONE)
}
