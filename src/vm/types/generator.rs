//! `generator`, `coroutine` and `async_generator`: suspended frames.

use super::{Getter, Out, Slots, Type, TypeId, native};
use crate::vm::Vm;
use crate::vm::code::{Code, Flags, Op};
use crate::vm::heap::{Heap, Kind};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::types::Args;
use crate::vm::value::{Immediate, Ref, Value};

/// Word of the block: its function.
pub const FUNCTION: usize = 1;
/// The unit it is suspended at, or one of the three states below.
pub const STATE: usize = 2;
/// What it handles while it is suspended; while it runs what its resumer handles.
pub const HANDLED: usize = 3;
/// The type it shows itself as, if it is not its own: `map`, `filter`, `zip`.
pub const PRESENTED: usize = 4;
/// Its first register.
pub const REGISTERS: usize = 5;

/// It has not run.
pub const START: Value = Value::NONE;
/// It is on the stack.
pub const RUNNING: Value = Value::TRUE;
/// It has returned or raised.
pub const FINISHED: Value = Value::FALSE;

/// `generator`.
pub static TYPE: Type = Type {
    name: "generator",
    slots: Slots { repr: Some(repr), ..Slots::NONE },
    methods: &[
        native("send", "self, value, /", 2, 2, send),
        native("throw", "self, type, value=None, traceback=None, /", 2, 4, throw),
        native("close", "self, /", 1, 1, close),
        native("__next__", "self, /", 1, 1, next),
        native("__iter__", "self, /", 1, 1, itself),
    ],
    getters: GETTERS,
    ..Type::PLAIN
};

/// `coroutine`.
pub static COROUTINE: Type = Type {
    name: "coroutine",
    slots: Slots { repr: Some(repr), ..Slots::NONE },
    methods: &[
        native("send", "self, value, /", 2, 2, send),
        native("throw", "self, type, value=None, traceback=None, /", 2, 4, throw),
        native("close", "self, /", 1, 1, close),
        native("__await__", "self, /", 1, 1, itself),
    ],
    getters: COROUTINE_GETTERS,
    ..Type::PLAIN
};

/// `async_generator`.
pub static ASYNC_GENERATOR: Type = Type {
    name: "async_generator",
    slots: Slots { repr: Some(repr), ..Slots::NONE },
    methods: &[
        native("__aiter__", "self, /", 1, 1, itself),
        native("__anext__", "self, /", 1, 1, async_next),
        native("asend", "self, value, /", 2, 2, async_send),
        native("athrow", "self, type, /", 2, 4, async_throw),
        native("aclose", "self, /", 1, 1, async_close),
    ],
    getters: ASYNC_GETTERS,
    ..Type::PLAIN
};

macro_rules! getters {
    ($table:ident $running:literal $suspended:literal $code:literal $frame:literal $inner:literal) => {
        const $table: &[Getter] = &[
            Getter { name: "__name__", get: name },
            Getter { name: "__qualname__", get: qualified_name },
            Getter { name: $running, get: is_running },
            Getter { name: $suspended, get: |vm, value| Ok(Value::bool(state(vm, value).is_small())) },
            Getter { name: $code, get: code },
            Getter { name: $frame, get: frame },
            Getter { name: $inner, get: inner },
        ];
    };
}

getters! { GETTERS "gi_running" "gi_suspended" "gi_code" "gi_frame" "gi_yieldfrom" }
getters! { COROUTINE_GETTERS "cr_running" "cr_suspended" "cr_code" "cr_frame" "cr_await" }
getters! { ASYNC_GETTERS "ag_running" "ag_suspended" "ag_code" "ag_frame" "ag_await" }

/// The type a generator block shows itself as.
pub fn type_id(heap: &Heap, block: Ref) -> TypeId {
    if let Some((Immediate::Type, index)) = heap.value(block, PRESENTED).as_immediate() {
        return TypeId::ALL.get(index as usize).copied().unwrap_or(TypeId::Generator);
    }
    presented(heap, block)
}

/// The type that a generator's code makes it.
pub fn presented(heap: &Heap, block: Ref) -> TypeId {
    let function = heap.block(block, FUNCTION);
    let flags = Code::new(heap, heap.block(function, 1)).flags();
    match (flags.has(Flags::GENERATOR), flags.has(Flags::COROUTINE)) {
        (true, true) => TypeId::AsyncGenerator,
        (false, true) => TypeId::Coroutine,
        _ => TypeId::Generator,
    }
}

/// The registers that a code block's arguments take.
pub fn parameters(heap: &Heap, code: Ref) -> u32 {
    Code::new(heap, code).parameters() as u32
}

/// What the resumer of a generator gets for a yielded value: async generators put theirs into a cell, so that it can
/// be told from what passes through an `await`.
pub fn yielded(vm: &mut Vm, generator: Value, value: Value) -> Outcome<Value> {
    if presented(&vm.heap, generator.block()) != TypeId::AsyncGenerator || vm.current_op() != Op::Yield {
        return Ok(value);
    }
    let cell = vm.heap.alloc(Kind::Cell, 2)?;
    vm.heap.init(cell, 1, value);
    Ok(Value::reference(cell))
}

fn name(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let qualified = qualified_name(vm, value)?;
    super::function::last_part(vm, qualified)
}

fn qualified_name(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let function = vm.heap.value(value.block(), FUNCTION);
    Ok(vm.qualified_name(function))
}

fn state(vm: &Vm, value: Value) -> Value {
    vm.heap.value(value.block(), STATE)
}

fn code(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let function = vm.heap.block(value.block(), FUNCTION);
    Ok(vm.heap.value(function, 1))
}

/// None once it is finished. Frames are no objects here: until then its code stands for it.
fn frame(vm: &mut Vm, value: Value) -> Outcome<Value> {
    if state(vm, value) == FINISHED { Ok(Value::NONE) } else { code(vm, value) }
}

/// What it delegates to or awaits, if it is suspended there.
fn inner(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let (at, code) = (state(vm, value), code(vm, value)?);
    let Some(unit) = at.as_small() else { return Ok(Value::NONE) };
    let unit = Code::new(&vm.heap, code.block()).unit(unit as usize);
    Ok(match Op::decode(unit as u8) {
        Op::YieldFrom => vm.heap.value(value.block(), REGISTERS + (unit >> 8 & 63) as usize),
        _ => Value::NONE,
    })
}

fn is_running(vm: &mut Vm, value: Value) -> Outcome<Value> {
    Ok(Value::bool(vm.heap.value(value.block(), STATE) == RUNNING))
}

fn repr(vm: &mut Vm, value: Value, out: &mut Out) -> Outcome<()> {
    let class = vm.type_of(value);
    out.text(vm, b"<")?;
    out.type_name(vm, class)?;
    out.text(vm, b" object ")?;
    let name = qualified_name(vm, value)?;
    out.value(vm, name)?;
    out.address(vm, value)?;
    out.byte(vm, b'>')
}

fn itself(_vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(args.get(0))
}

fn next(vm: &mut Vm, args: Args) -> Outcome<Value> {
    resume(vm, args.get(0), Value::NONE)
}

fn send(vm: &mut Vm, args: Args) -> Outcome<Value> {
    resume(vm, args.get(0), args.get(1))
}

fn resume(vm: &mut Vm, generator: Value, value: Value) -> Outcome<Value> {
    if vm.generator_finished(generator) && vm.type_id(generator) != TypeId::Coroutine {
        return raise!(vm, StopIteration, "");
    }
    Err(vm.tail_call(generator, &[value]))
}

fn throw(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let exception = args.get(1);
    if vm.is_class(exception) {
        let value = args.get_or(2, Value::NONE);
        return Err(vm.instead_prelude(Prelude::GeneratorThrow, &[args.get(0), exception, value]));
    }
    if !super::exception::is_instance(vm, exception) {
        let class = vm.type_of(exception);
        return raise!(
            vm,
            TypeError,
            "exceptions must be classes or instances deriving from BaseException, not {}",
            class
        );
    }
    Err(vm.tail_call(args.get(0), &[Value::UNDEFINED, exception]))
}

fn close(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let block = args.get(0).block();
    match vm.heap.value(block, STATE) {
        FINISHED => Ok(Value::NONE),
        START => {
            vm.heap.set(block, STATE, FINISHED);
            Ok(Value::NONE)
        }
        _ => Err(vm.instead_prelude(Prelude::GeneratorClose, &[args.get(0)])),
    }
}

/// An awaitable that resumes an async generator: a generator of the prelude.
pub fn async_step(vm: &mut Vm, generator: Value, sent: Value, thrown: Value) -> Outcome<Value> {
    if thrown.is_defined() {
        return Err(vm.instead_prelude(Prelude::AsyncThrow, &[generator, thrown]));
    }
    Err(vm.instead_prelude(Prelude::AsyncSend, &[generator, sent]))
}

fn async_next(vm: &mut Vm, args: Args) -> Outcome<Value> {
    async_step(vm, args.get(0), Value::NONE, Value::UNDEFINED)
}

fn async_send(vm: &mut Vm, args: Args) -> Outcome<Value> {
    async_step(vm, args.get(0), args.get(1), Value::UNDEFINED)
}

fn async_throw(vm: &mut Vm, args: Args) -> Outcome<Value> {
    async_step(vm, args.get(0), Value::NONE, args.get(1))
}

fn async_close(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Err(vm.instead_prelude(Prelude::AsyncClose, &[args.get(0)]))
}

/// Hidden natives of the prelude.
pub static HIDDEN: &[super::Native] = &[
    native("_present", "generator, type, /", 2, 2, present),
    native("_resume", "generator, value, /", 2, 2, resume_hidden),
    native("_throw", "generator, exception, /", 2, 2, throw_hidden),
    native("_is_async_value", "value, /", 1, 1, is_async_value),
    native("_async_value", "value, /", 1, 1, async_value),
];

/// `_resume(generator, value)`: as `send`, for async generators too.
fn resume_hidden(vm: &mut Vm, args: Args) -> Outcome<Value> {
    if vm.generator_finished(args.get(0)) {
        return raise!(vm, StopAsyncIteration, "");
    }
    Err(vm.tail_call(args.get(0), &[args.get(1)]))
}

fn throw_hidden(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Err(vm.tail_call(args.get(0), &[Value::UNDEFINED, args.get(1)]))
}

fn is_async_value(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(Value::bool(vm.kind(args.get(0)) == Some(Kind::Cell)))
}

fn async_value(vm: &mut Vm, args: Args) -> Outcome<Value> {
    Ok(vm.heap.value(args.get(0).block(), 1))
}

/// Makes a generator show itself as another type: `_present(generator, type)`.
pub fn present(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let generator = args.get(0);
    if vm.kind(generator) == Some(Kind::Generator) {
        vm.heap.set(generator.block(), PRESENTED, args.get(1));
    }
    Ok(generator)
}
