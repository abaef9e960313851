//! `time`: the host's clock. What the calendar needs is in `python/time.py` and `python/_calendar.py`.

use crate::vm::Vm;
use crate::vm::native::NativeModule;
use crate::vm::number::Float;
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::{Args, Native, native};
use crate::vm::value::Value;

/// `time`.
pub static MODULE: NativeModule = NativeModule { name: "time", functions: FUNCTIONS, ..NativeModule::PLAIN };

static FUNCTIONS: &[Native] = &[
    native("time", "", 0, 0, |vm, _| {
        let time = vm.host.time();
        seconds(vm, time)
    }),
    native("time_ns", "", 0, 0, |vm, _| {
        let time = vm.host.time();
        vm.int_from_u64(time.saturating_mul(1000))
    }),
    native("monotonic", "", 0, 0, now),
    native("monotonic_ns", "", 0, 0, now_in_nanoseconds),
    native("perf_counter", "", 0, 0, now),
    native("perf_counter_ns", "", 0, 0, now_in_nanoseconds),
    native("process_time", "", 0, 0, now),
    native("process_time_ns", "", 0, 0, now_in_nanoseconds),
    native("ticks_ms", "", 0, 0, |vm, _| Ok(ticks(vm.now() / 1000))),
    native("ticks_us", "", 0, 0, |vm, _| Ok(ticks(vm.now()))),
    native("ticks_cpu", "", 0, 0, |vm, _| Ok(ticks(vm.now()))),
    native("ticks_add", "ticks, delta, /", 2, 2, |vm, args| {
        let (ticks, delta) = (tick(vm, args, 0)?, tick(vm, args, 1)?);
        Ok(self::ticks(ticks.wrapping_add(delta) as u64))
    }),
    native("ticks_diff", "end, start, /", 2, 2, |vm, args| {
        let (end, start) = (tick(vm, args, 0)?, tick(vm, args, 1)?);
        let half = PERIOD as i64 / 2;
        let distance = end.wrapping_sub(start).wrapping_add(half) & (PERIOD as i64 - 1);
        Ok(Value::small((distance - half) as i32))
    }),
    native("_deadline", "microseconds, /", 1, 1, deadline),
    native("_pause", "deadline, /", 1, 1, pause),
];

/// Where ticks start again at 0.
const PERIOD: u64 = 1 << 30;

fn ticks(count: u64) -> Value {
    Value::small((count & (PERIOD - 1)) as i32)
}

fn tick(vm: &mut Vm, args: Args, index: usize) -> Outcome<i64> {
    match vm.as_int(args.get(index)).and_then(|int| int.to_i64(&vm.heap)) {
        Some(count) => Ok(count),
        None => {
            let class = vm.type_of(args.get(index));
            raise!(vm, TypeError, "'{}' object cannot be interpreted as an integer", class)
        }
    }
}

fn seconds(vm: &mut Vm, microseconds: u64) -> Outcome<Value> {
    vm.new_float((microseconds as f64 / 1e6) as Float)
}

fn now(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let now = vm.now();
    seconds(vm, now)
}

fn now_in_nanoseconds(vm: &mut Vm, _: Args) -> Outcome<Value> {
    let now = vm.now();
    vm.int_from_u64(now.saturating_mul(1000))
}

/// `_deadline(microseconds)`: when that is over.
fn deadline(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let wait = match vm.as_int(args.get(0)) {
        Some(int) if int.negative => 0,
        Some(int) => int.to_u64(&vm.heap).unwrap_or(u64::MAX),
        None => 0,
    };
    let now = vm.now();
    vm.int_from_u64(now.saturating_add(wait))
}

/// `_pause(deadline)`: waits, unless the host has no clock.
fn pause(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let deadline = vm.as_int(args.get(0)).and_then(|int| int.to_u64(&vm.heap)).unwrap_or(0);
    let now = vm.now();
    if now == 0 || now >= deadline {
        return Ok(Value::NONE);
    }
    vm.poll_futures();
    vm.until = deadline;
    Err(Stop::Wait)
}
