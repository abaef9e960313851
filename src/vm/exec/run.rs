//! The loop: one `match` over the opcodes.
//!
//! Fast paths stand in the arms; whatever else an instruction does is a function of its own, which gives a value or a
//! [`Stop`]. All stops end in one place at the bottom (`Vm::stopped`). The saved instruction is always the current
//! one, so that any instruction can be started again after the collector has run.

use super::arithmetic::arithmetic;
use super::attribute::Cached;
use super::fetch::Fetch;
use super::frame::{Frame, Link, Return};
use super::{Exit, operator};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::heap::{Kind, Memory, Root};
use crate::vm::limits::RECORD;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{Args, dict, list, quick, set, tuple};
use crate::vm::value::{Ref, Value};

/// The sum of two tagged small ints, if it is one.
#[inline(always)]
fn add_small(a: Value, b: Value) -> Option<Value> {
    let (sum, overflow) = (a.bits() as i32 & !1).overflowing_add(b.bits() as i32);
    (!overflow).then_some(Value::from_bits(sum as u32))
}

/// The difference of two tagged small ints, if it is one.
#[inline(always)]
fn subtract_small(a: Value, b: Value) -> Option<Value> {
    let (difference, overflow) = (a.bits() as i32).overflowing_sub(b.bits() as i32 & !1);
    (!overflow).then_some(Value::from_bits(difference as u32))
}

/// The value in a cell; none if this is no cell: the verifier does not follow what registers hold.
#[inline(always)]
fn cell_value(memory: Memory, cell: Value) -> Value {
    match memory.near::<2>(cell) {
        Some(words) if words.header().is(Kind::Cell) => words.value(1),
        _ => Value::UNDEFINED,
    }
}

/// True if both are small ints.
#[inline(always)]
fn both_small(a: Value, b: Value) -> bool {
    a.bits() & b.bits() & 1 != 0
}

impl<'m> Vm<'m> {
    /// Runs the program from where it stands for about `budget` loop turns and calls.
    pub(crate) fn run(&mut self, budget: u32) -> Exit {
        let budget = budget.min(i32::MAX as u32) as i32;
        self.woken = true;
        // The turns are counted on from where the last run ended; one that was refused is taken again.
        self.frame.retry.granted =
            self.frame.retry.granted.wrapping_add(budget.wrapping_sub(self.heap.granted().max(0)));
        self.heap.go_on_at((self.frame.fp, self.frame.ip), budget);
        self.heap.grant(budget);
        // Who grants all there is waits for the end.
        self.heap.set_urgent(budget == i32::MAX);
        if self.frame.collecting
            && let Some(exit) = self.make_room()
        {
            return exit;
        }
        if self.is_interested() {
            self.enter_callbacks();
        }
        let Some(mut frame) = self.enter() else { return Exit::Done(Value::NONE) };
        let memory = self.heap.memory();

        'run: loop {
            let stop: Stop = 'stop: {
                macro_rules! next {
                    ($length:literal) => {{
                        frame.fetch.advance($length);
                        continue 'run;
                    }};
                }
                // Saves the instruction for what may stop, push a frame or look at the caller.
                macro_rules! save {
                    () => {
                        self.frame.ip = frame.fetch.ip()
                    };
                }
                macro_rules! tried {
                    ($outcome:expr) => {
                        match $outcome {
                            Ok(value) => value,
                            Err(stop) => break 'stop stop,
                        }
                    };
                }
                // An instruction whose result goes to register `a`.
                macro_rules! give {
                    ($length:literal, $outcome:expr) => {{
                        save!();
                        let value = tried!($outcome);
                        frame.set(frame.fetch.a(), value);
                        next!($length)
                    }};
                }
                macro_rules! done {
                    ($length:literal, $outcome:expr) => {{
                        save!();
                        tried!($outcome);
                        next!($length)
                    }};
                }
                macro_rules! arithmetic {
                    ($op:ident, $left:ident, $right:ident, $fast:expr) => {{
                        let c = frame.fetch.c();
                        let ($left, $right) = (frame.get(frame.fetch.b()), frame.get(c));
                        if both_small($left, $right) {
                            if let Some(value) = $fast {
                                frame.set(frame.fetch.a(), value);
                                next!(2)
                            }
                        }
                        let how = Op::$op as u32 | u32::from(frame.fetch.a()) << 8 | u32::from(c) << 16;
                        give!(2, arithmetic(self, how, $left, $right))
                    }};
                }
                macro_rules! arithmetic_int {
                    ($op:ident, $left:ident, $int:ident, $fast:expr) => {{
                        let $left = frame.get(frame.fetch.b());
                        let $int = i32::from(frame.fetch.c() as i8);
                        if $left.is_small() {
                            if let Some(value) = $fast {
                                frame.set(frame.fetch.a(), value);
                                next!(2)
                            }
                        }
                        let fetch = frame.fetch;
                        let how = Op::$op as u32 | u32::from(fetch.a()) << 8 | u32::from(fetch.b()) << 16;
                        give!(2, arithmetic(self, how, $left, Value::small($int)))
                    }};
                }
                macro_rules! compare {
                    ($op:ident, $test:tt) => {{
                        let (left, right) = (frame.get(frame.fetch.b()), frame.get(frame.fetch.c()));
                        if both_small(left, right) {
                            frame.set(frame.fetch.a(), Value::bool((left.bits() as i32) $test (right.bits() as i32)));
                            next!(2)
                        }
                        give!(2, operator::compare(self, Op::$op, left, right))
                    }};
                }
                macro_rules! jump_compare {
                    ($op:ident, $test:tt) => {{
                        let (left, right) = (frame.get(frame.fetch.a()), frame.get(frame.fetch.b()));
                        let truth = if both_small(left, right) {
                            (left.bits() as i32) $test (right.bits() as i32)
                        } else {
                            save!();
                            tried!(operator::test(self, Op::$op, left, right))
                        };
                        branch!(3, truth != (frame.fetch.a() & 0x40 != 0))
                    }};
                }
                macro_rules! jump_equal {
                    ($op:ident, $test:tt) => {{
                        let (left, right) = (frame.get(frame.fetch.a()), frame.get(frame.fetch.b()));
                        let truth = if both_small(left, right) || left.is_name() && right.is_name() {
                            left.bits() $test right.bits()
                        } else {
                            save!();
                            tried!(operator::test(self, Op::$op, left, right))
                        };
                        branch!(3, truth != (frame.fetch.a() & 0x40 != 0))
                    }};
                }
                macro_rules! jump_compare_int {
                    ($op:ident, $test:tt) => {{
                        let (left, right) = (frame.get(frame.fetch.a()), Value::small(i32::from(frame.fetch.b() as i8)));
                        let truth = if left.is_small() {
                            (left.bits() as i32) $test (right.bits() as i32)
                        } else {
                            save!();
                            tried!(operator::test(self, Op::$op, left, right))
                        };
                        branch!(3, truth != (frame.fetch.a() & 0x40 != 0))
                    }};
                }
                // Goes on in the frame that `self.frame` names.
                macro_rules! reenter {
                    () => {{
                        match self.enter() {
                            Some(entered) => frame = entered,
                            None => return Exit::Done(Value::NONE),
                        }
                        continue 'run;
                    }};
                }
                // A call whose value is there at once, or that has opened a frame.
                macro_rules! called {
                    ($length:literal, $call:expr) => {{
                        let Some(value) = tried!($call) else { reenter!() };
                        // The stack may have moved to a larger block.
                        match self.window() {
                            Some(window) => frame.window = window,
                            None => return Exit::Done(Value::NONE),
                        }
                        frame.set(frame.fetch.a(), value);
                        next!($length)
                    }};
                }
                // One step of the budget, at back edges and calls.
                macro_rules! tick {
                    () => {
                        self.heap.turns -= 1;
                        if self.heap.turns < 0 {
                            save!();
                            if let Some(exit) = self.attend() {
                                return exit;
                            }
                            match self.enter() {
                                Some(entered) => frame = entered,
                                None => return Exit::Done(Value::NONE),
                            }
                        }
                    };
                }

                // Jumps if a condition holds; the jump is the last of `length` units.
                macro_rules! branch {
                    ($length:literal, $condition:expr) => {{
                        frame.fetch.branch($length, $condition);
                        continue 'run;
                    }};
                }
                // The next value of a range goes to register `b`; false at its end. Its state: the next value, how many
                // there are still, the step.
                macro_rules! range_step {
                    ($next:expr) => {{
                        let a = frame.fetch.a();
                        let left = frame.get_behind(a, 1).bits() as i32 - 2;
                        let more = left > 0;
                        if more {
                            // Both stay ints whatever verified code has put there.
                            frame.set_behind(a, 1, Value::from_bits(left as u32 | 1));
                            frame.set(frame.fetch.b(), $next);
                            // Behind the last value the sum may overflow; nobody will look at it.
                            let step = frame.get_behind(a, 2).bits() & !1;
                            frame.set(a, Value::from_bits($next.bits().wrapping_add(step)));
                        }
                        more
                    }};
                }

                match frame.fetch.op() {
                    Op::Move => {
                        frame.set(frame.fetch.a(), frame.get(frame.fetch.b()));
                        next!(2)
                    }
                    Op::LoadConst => {
                        frame.set(frame.fetch.a(), frame.fetch.constant(frame.fetch.unit(1) as usize));
                        next!(2)
                    }
                    Op::LoadInt => {
                        frame.set(frame.fetch.a(), Value::small(i32::from(frame.fetch.unit(1) as i16)));
                        next!(2)
                    }
                    Op::LoadNone | Op::LoadFalse | Op::LoadTrue => {
                        // Arms of a constant each make the compiler load all of them at every dispatch.
                        let index = frame.fetch.op() as u16 - Op::LoadNone as u16;
                        frame.set(frame.fetch.a(), Value::singleton(index));
                        next!(1)
                    }
                    Op::Undefine => {
                        for register in 0..frame.fetch.b() {
                            frame.set(frame.fetch.a().wrapping_add(register), Value::UNDEFINED);
                        }
                        next!(2)
                    }
                    Op::CheckBound => {
                        if frame.get(frame.fetch.a()).is_defined() {
                            next!(2)
                        }
                        save!();
                        let name = frame.fetch.constant(frame.fetch.unit(1) as usize);
                        break 'stop self.unbound_local(name);
                    }
                    Op::LoadFar => {
                        frame.set(frame.fetch.a(), self.slot(self.frame.fp + u32::from(frame.fetch.unit(1))));
                        next!(2)
                    }
                    Op::UndefineFar => {
                        let first = self.frame.fp + u32::from(frame.fetch.unit(1));
                        for slot in 0..u32::from(frame.fetch.a()) {
                            self.set_slot(first + slot, Value::UNDEFINED);
                        }
                        next!(2)
                    }
                    Op::StoreFar => {
                        self.set_slot(self.frame.fp + u32::from(frame.fetch.unit(1)), frame.get(frame.fetch.a()));
                        next!(2)
                    }

                    Op::LoadGlobal => {
                        let slot = frame.fetch.unit(1) as usize;
                        let value = self.global(frame, slot);
                        if value.is_defined() {
                            frame.set(frame.fetch.a(), value);
                            next!(2)
                        }
                        save!();
                        break 'stop self.no_global(slot);
                    }
                    Op::LoadGlobalOrBuiltin => {
                        let value = self.global(frame, frame.fetch.unit(1) as usize);
                        let value = if value.is_defined() { value } else { self.builtin(frame.fetch.unit(2)) };
                        frame.set(frame.fetch.a(), value);
                        next!(3)
                    }
                    Op::StoreGlobal => {
                        self.set_global(frame, frame.fetch.unit(1) as usize, frame.get(frame.fetch.a()));
                        next!(2)
                    }
                    Op::DeleteGlobal => {
                        let slot = frame.fetch.unit(1) as usize;
                        if self.global(frame, slot).is_defined() {
                            self.set_global(frame, slot, Value::UNDEFINED);
                            next!(2)
                        }
                        save!();
                        break 'stop self.no_global(slot);
                    }
                    Op::LoadName => {
                        give!(2, self.load_name(frame, frame.fetch.constant(frame.fetch.unit(1) as usize)))
                    }
                    Op::StoreName => {
                        let name = frame.fetch.constant(frame.fetch.unit(1) as usize);
                        done!(2, self.store_name(frame, name, frame.get(frame.fetch.a())))
                    }
                    Op::DeleteName => {
                        let name = frame.fetch.constant(frame.fetch.unit(1) as usize);
                        done!(2, self.store_name(frame, name, Value::UNDEFINED))
                    }
                    Op::LoadGlobalName => {
                        give!(2, self.load_global_name(frame.fetch.constant(frame.fetch.unit(1) as usize)))
                    }
                    Op::StoreGlobalName => {
                        let name = frame.fetch.constant(frame.fetch.unit(1) as usize);
                        done!(2, self.store_global_name(name, frame.get(frame.fetch.a())))
                    }
                    Op::DeleteGlobalName => {
                        let name = frame.fetch.constant(frame.fetch.unit(1) as usize);
                        done!(2, self.store_global_name(name, Value::UNDEFINED))
                    }

                    Op::MakeCell => {
                        save!();
                        let cell = tried!(self.heap.alloc(Kind::Cell, 2));
                        self.heap.write(cell, 1, frame.get(frame.fetch.a()).bits());
                        frame.set(frame.fetch.a(), Value::reference(cell));
                        next!(1)
                    }
                    Op::LoadCell => {
                        frame.set(frame.fetch.a(), cell_value(memory, frame.get(frame.fetch.b())));
                        next!(2)
                    }
                    Op::StoreCell => {
                        self.store_cell(frame.get(frame.fetch.a()), frame.get(frame.fetch.b()));
                        next!(2)
                    }
                    Op::LoadFree => {
                        let value = memory.value(self.captured(frame, frame.fetch.b()).block(), 1);
                        if value.is_defined() {
                            frame.set(frame.fetch.a(), value);
                            next!(3)
                        }
                        save!();
                        break 'stop self.unbound_free(frame.fetch.constant(frame.fetch.unit(2) as usize));
                    }
                    Op::StoreFree => {
                        self.heap.set(self.captured(frame, frame.fetch.b()).block(), 1, frame.get(frame.fetch.a()));
                        next!(2)
                    }
                    Op::LoadFreeOrName => {
                        let name = frame.fetch.constant(frame.fetch.unit(2) as usize);
                        save!();
                        let cell = self.captured(frame, frame.fetch.b());
                        match tried!(self.namespace_value(frame, name, cell)) {
                            Some(value) => frame.set(frame.fetch.a(), value),
                            None => {
                                let value = memory.value(cell.block(), 1);
                                if !value.is_defined() {
                                    break 'stop self.unbound_free(name);
                                }
                                frame.set(frame.fetch.a(), value);
                            }
                        }
                        next!(3)
                    }
                    Op::LoadFreeCell => {
                        frame.set(frame.fetch.a(), self.captured(frame, frame.fetch.b()));
                        next!(2)
                    }

                    Op::Add => arithmetic!(Add, left, right, add_small(left, right)),
                    Op::Subtract => arithmetic!(Subtract, left, right, subtract_small(left, right)),
                    Op::Multiply => arithmetic!(Multiply, left, right, {
                        let product = i64::from(left.small_int()) * i64::from(right.small_int());
                        Value::try_small(product)
                    }),
                    Op::FloorDivide => arithmetic!(FloorDivide, left, right, operator::floor_divide(left, right)),
                    Op::Modulo => arithmetic!(Modulo, left, right, operator::modulo(left, right)),
                    Op::BitAnd => arithmetic!(BitAnd, left, right, Some(Value::from_bits(left.bits() & right.bits()))),
                    Op::BitOr => arithmetic!(BitOr, left, right, Some(Value::from_bits(left.bits() | right.bits()))),
                    Op::BitXor => {
                        arithmetic!(BitXor, left, right, Some(Value::from_bits((left.bits() ^ right.bits()) | 1)))
                    }
                    Op::LeftShift => {
                        arithmetic!(LeftShift, left, right, operator::left_shift(left.small_int(), right.small_int()))
                    }
                    Op::RightShift => {
                        arithmetic!(RightShift, left, right, operator::right_shift(left.small_int(), right.small_int()))
                    }
                    Op::TrueDivide => arithmetic!(TrueDivide, left, right, None),
                    Op::Power => arithmetic!(Power, left, right, None),
                    Op::MatrixMultiply => arithmetic!(MatrixMultiply, left, right, None),
                    Op::AddInt => arithmetic_int!(Add, left, int, add_small(left, Value::small(int))),
                    Op::SubtractInt => arithmetic_int!(Subtract, left, int, subtract_small(left, Value::small(int))),
                    Op::MultiplyInt => {
                        let fast =
                            |left: Value, int: i32| Value::try_small(i64::from(left.small_int()) * i64::from(int));
                        arithmetic_int!(Multiply, left, int, fast(left, int))
                    }
                    Op::FloorDivideInt => {
                        arithmetic_int!(FloorDivide, left, int, operator::floor_divide(left, Value::small(int)))
                    }
                    Op::ModuloInt => arithmetic_int!(Modulo, left, int, operator::modulo(left, Value::small(int))),
                    Op::LeftShiftInt => {
                        arithmetic_int!(LeftShift, left, int, operator::left_shift(left.small_int(), int))
                    }
                    Op::RightShiftInt => {
                        arithmetic_int!(RightShift, left, int, operator::right_shift(left.small_int(), int))
                    }
                    Op::BitAndInt => {
                        let mask = |int: i32| Value::small(int).bits();
                        arithmetic_int!(BitAnd, left, int, Some(Value::from_bits(left.bits() & mask(int))))
                    }
                    Op::Negative => {
                        let value = frame.get(frame.fetch.b());
                        if value.is_small()
                            && let Some(negative) = subtract_small(Value::ZERO, value)
                        {
                            frame.set(frame.fetch.a(), negative);
                            next!(2)
                        }
                        give!(2, operator::unary(self, Op::Negative, value))
                    }
                    Op::Positive => give!(2, operator::unary(self, Op::Positive, frame.get(frame.fetch.b()))),
                    Op::Invert => give!(2, operator::unary(self, Op::Invert, frame.get(frame.fetch.b()))),
                    Op::Not => {
                        save!();
                        let truth = tried!(operator::truth(self, frame.get(frame.fetch.b())));
                        frame.set(frame.fetch.a(), Value::bool(!truth));
                        next!(2)
                    }

                    Op::Less => compare!(Less, <),
                    Op::LessEqual => compare!(LessEqual, <=),
                    Op::Greater => compare!(Greater, >),
                    Op::GreaterEqual => compare!(GreaterEqual, >=),
                    Op::Equal => compare!(Equal, ==),
                    Op::NotEqual => compare!(NotEqual, !=),
                    Op::In => {
                        let (item, container) = (frame.get(frame.fetch.b()), frame.get(frame.fetch.c()));
                        save!();
                        let truth = tried!(operator::contains(self, container, item));
                        frame.set(frame.fetch.a(), Value::bool(truth));
                        next!(2)
                    }
                    Op::NotIn => {
                        let (item, container) = (frame.get(frame.fetch.b()), frame.get(frame.fetch.c()));
                        save!();
                        let truth = tried!(operator::contains(self, container, item));
                        frame.set(frame.fetch.a(), Value::bool(!truth));
                        next!(2)
                    }
                    Op::Is => {
                        frame.set(
                            frame.fetch.a(),
                            Value::bool(frame.get(frame.fetch.b()) == frame.get(frame.fetch.c())),
                        );
                        next!(2)
                    }
                    Op::IsNot => {
                        frame.set(
                            frame.fetch.a(),
                            Value::bool(frame.get(frame.fetch.b()) != frame.get(frame.fetch.c())),
                        );
                        next!(2)
                    }

                    Op::Jump => {
                        frame.fetch.jump(1);
                        continue 'run;
                    }
                    Op::Turn => {
                        frame.fetch.advance(1);
                        tick!();
                        continue 'run;
                    }
                    Op::Loop => {
                        frame.fetch.jump(1);
                        tick!();
                        continue 'run;
                    }
                    Op::ForLoop => {
                        tick!();
                        let next = frame.get(frame.fetch.a());
                        let more = next.is_small() && range_step!(next);
                        frame.fetch.jump(2);
                        if !more {
                            // The loop's head asks what is no range, or ends.
                            frame.fetch.retreat(Op::ForNext.length());
                        }
                        continue 'run;
                    }
                    Op::JumpIfTrue => {
                        let value = frame.get(frame.fetch.a());
                        let truth = if value == Value::TRUE {
                            true
                        } else if value == Value::FALSE {
                            false
                        } else {
                            save!();
                            tried!(operator::truth(self, value))
                        };
                        branch!(2, truth)
                    }
                    Op::JumpIfFalse => {
                        let value = frame.get(frame.fetch.a());
                        let truth = if value == Value::TRUE {
                            true
                        } else if value == Value::FALSE {
                            false
                        } else {
                            save!();
                            tried!(operator::truth(self, value))
                        };
                        branch!(2, !truth)
                    }
                    Op::JumpIfNone => {
                        branch!(2, frame.get(frame.fetch.a()).is_none())
                    }
                    Op::JumpIfNotNone => {
                        branch!(2, !frame.get(frame.fetch.a()).is_none())
                    }
                    Op::JumpIfLess => jump_compare!(Less, <),
                    Op::JumpIfLessEqual => jump_compare!(LessEqual, <=),
                    Op::JumpIfGreater => jump_compare!(Greater, >),
                    Op::JumpIfGreaterEqual => jump_compare!(GreaterEqual, >=),
                    Op::JumpIfEqual => jump_equal!(Equal, ==),
                    Op::JumpIfNotEqual => jump_equal!(NotEqual, !=),
                    Op::JumpIfIs => {
                        let truth = frame.get(frame.fetch.a()) == frame.get(frame.fetch.b());
                        branch!(3, truth != (frame.fetch.a() & 0x40 != 0))
                    }
                    Op::JumpIfLessInt => jump_compare_int!(Less, <),
                    Op::JumpIfLessEqualInt => jump_compare_int!(LessEqual, <=),
                    Op::JumpIfGreaterInt => jump_compare_int!(Greater, >),
                    Op::JumpIfGreaterEqualInt => jump_compare_int!(GreaterEqual, >=),
                    Op::JumpIfEqualInt => jump_compare_int!(Equal, ==),
                    Op::JumpIfNotEqualInt => jump_compare_int!(NotEqual, !=),

                    Op::ForPrepare => done!(1, self.for_prepare(frame, frame.fetch.a())),
                    Op::ForNext => {
                        let source = frame.get(frame.fetch.a());
                        if source.is_small() {
                            branch!(3, !range_step!(source))
                        }
                        let (a, index) = (frame.fetch.a(), frame.get_behind(frame.fetch.a(), 1));
                        if index.is_small()
                            && let Some(items) = list::items_in(&memory, source)
                            && let Some(value) = list::item_at(&memory, items, index)
                        {
                            frame.set(frame.fetch.b(), value);
                            // A length is less than the greatest small int.
                            frame.set_behind(a, 1, Value::from_bits(index.bits().wrapping_add(2)));
                            next!(3)
                        }
                        save!();
                        if frame.fetch.b() & 0x40 != 0 && self.next_parts(frame) {
                            frame.fetch.advance(Op::ForNext.length() + Op::Unpack.length());
                            continue 'run;
                        }
                        if memory.header(source.block()).is(Kind::Generator) {
                            if let Some(entered) = self.resume_simple(frame, source.block()) {
                                frame = entered;
                                continue 'run;
                            }
                            tried!(self.next_generator(source));
                            reenter!()
                        }
                        match tried!(self.for_next(frame, frame.fetch.a())) {
                            Some(value) => {
                                frame.set(frame.fetch.b(), value);
                                next!(3)
                            }
                            None => {
                                frame.fetch.jump(2);
                                continue 'run;
                            }
                        }
                    }
                    Op::GetIter => give!(2, operator::iterator(self, frame.get(frame.fetch.b()))),

                    Op::LoadAttr => {
                        let (object, name) =
                            (frame.get(frame.fetch.b()), frame.fetch.constant(frame.fetch.c() as usize));
                        if let Some(value) = self.cached_slot(object, name) {
                            frame.set(frame.fetch.a(), value);
                            next!(2)
                        }
                        give!(2, self.load_or_enter(object, name))
                    }
                    Op::LoadAttrWide => {
                        let name = frame.fetch.constant(frame.fetch.unit(2) as usize);
                        let object = frame.get(frame.fetch.b());
                        if let Some(value) = self.cached_slot(object, name) {
                            frame.set(frame.fetch.a(), value);
                            next!(3)
                        }
                        give!(3, self.load_attribute(object, name))
                    }
                    Op::StoreAttr => {
                        let name = frame.fetch.constant(frame.fetch.unit(2) as usize);
                        let (object, value) = (frame.get(frame.fetch.a()), frame.get(frame.fetch.b()));
                        if self.store_cached_slot(object, name, value) {
                            next!(3)
                        }
                        done!(3, self.store_new_attribute(object, name, value))
                    }
                    Op::DeleteAttr => {
                        let name = frame.fetch.constant(frame.fetch.unit(1) as usize);
                        done!(2, self.store_attribute(frame.get(frame.fetch.a()), name, Value::UNDEFINED))
                    }
                    Op::LoadSpecial => {
                        let name = frame.fetch.constant(frame.fetch.unit(2) as usize);
                        give!(3, self.load_special(frame.get(frame.fetch.b()), name))
                    }
                    Op::LoadItem => {
                        let (object, key) = (frame.get(frame.fetch.b()), frame.get(frame.fetch.c()));
                        let words = memory.words::<2>(object.block());
                        if key.is_small() && words.header().is(Kind::List) {
                            if let Some(value) = list::item_at(&memory, words.get(1), key) {
                                frame.set(frame.fetch.a(), value);
                                next!(2)
                            }
                        } else if key.is_name()
                            && words.header().is(Kind::Dict)
                            && let Some(value) = dict::find_name(&memory, words.get(1), key)
                        {
                            frame.set(frame.fetch.a(), value);
                            next!(2)
                        }
                        if let Some(value) = quick::item(&self.heap, object, key) {
                            frame.set(frame.fetch.a(), value);
                            next!(2)
                        }
                        give!(2, operator::item(self, object, key))
                    }
                    Op::LoadItemInt => {
                        let object = frame.get(frame.fetch.b());
                        let key = Value::small(i32::from(frame.fetch.c() as i8));
                        let words = memory.words::<2>(object.block());
                        let items = if words.header().is(Kind::Tuple) { object.bits() } else { words.get(1) };
                        if (words.header().is(Kind::List) || words.header().is(Kind::Tuple))
                            && let Some(value) = list::item_at(&memory, items, key)
                        {
                            frame.set(frame.fetch.a(), value);
                            next!(2)
                        }
                        give!(2, operator::item(self, object, key))
                    }
                    Op::StoreItem => {
                        let object = frame.get(frame.fetch.a());
                        let (key, value) = (frame.get(frame.fetch.b()), frame.get(frame.fetch.c()));
                        let words = memory.words::<2>(object.block());
                        if key.is_small()
                            && words.header().is(Kind::List)
                            && list::store_at(&mut self.heap, Ref(words.get(1)), key, value)
                        {
                            next!(2)
                        }
                        if quick::set_item(&mut self.heap, object, key, value) {
                            next!(2)
                        }
                        done!(2, operator::set_item(self, object, key, value))
                    }
                    Op::DeleteItem => {
                        done!(
                            2,
                            operator::set_item(
                                self,
                                frame.get(frame.fetch.a()),
                                frame.get(frame.fetch.b()),
                                Value::UNDEFINED
                            )
                        )
                    }

                    Op::BuildList => give!(2, list::from_args(self, self.run_of(frame))),
                    Op::BuildTuple => give!(2, tuple::from_args(self, self.run_of(frame))),
                    Op::BuildSet => give!(2, set::from_args(self, self.run_of(frame))),
                    Op::BuildDict => {
                        let pairs = self.registers(frame, frame.fetch.b(), frame.fetch.c() as usize * 2);
                        give!(2, dict::from_pairs(self, pairs))
                    }
                    Op::BuildSlice => {
                        save!();
                        if frame.fetch.a() & 0x40 != 0 && tried!(self.slice_at_once(frame)) {
                            next!(4)
                        }
                        give!(2, operator::slice(self, self.run_of(frame)))
                    }
                    Op::BuildString => give!(2, self.join_strings(self.run_of(frame))),
                    Op::ListAppend => done!(2, self.append_item(frame)),
                    Op::ListExtend => done!(2, self.spread_items(frame)),
                    Op::ListToTuple => give!(2, self.tuple_of_list(frame)),
                    Op::SetAdd => done!(2, self.add_to_set(frame)),
                    Op::SetUpdate => done!(2, self.update_set(frame)),
                    Op::DictSet => done!(2, self.add_to_dict(frame)),
                    Op::DictUpdate => done!(2, self.update_dict(frame)),
                    Op::DictMerge => done!(2, self.merge_dict(frame)),
                    Op::FormatValue => {
                        let b = frame.fetch.b();
                        let how = frame.fetch.c();
                        let spec = if how & 4 != 0 { frame.get(b + 1) } else { Value::UNDEFINED };
                        give!(2, self.format_value(frame.get(b), how & 3, spec))
                    }
                    Op::Unpack if self.unpack_quick(frame) => next!(2),
                    Op::Unpack => done!(2, self.unpack(frame, frame.get(frame.fetch.b()))),
                    Op::UnpackStar => done!(2, self.unpack_star(frame, frame.get(frame.fetch.b()))),

                    Op::Call => {
                        tick!();
                        let (b, count) = (frame.fetch.b(), frame.fetch.c() as u32);
                        let function = frame.get(b);
                        save!();
                        if function.is_native()
                            && let Some(row) = self.native_function(function)
                            && row.takes(count as usize)
                        {
                            let args = self.registers(frame, b + 3, count as usize);
                            frame.set(frame.fetch.a(), tried!((row.call)(self, args)));
                            next!(2)
                        }
                        if let Some(entered) = self.call_simple(frame, function, b, count, 2) {
                            frame = entered;
                            continue 'run;
                        }
                        if function.is_type() {
                            if self.range_loop(frame, function, b, count) {
                                next!(3)
                            }
                            if let Some(make) = self.maker(function) {
                                let args = self.registers(frame, b + 3, count as usize);
                                frame.set(frame.fetch.a(), tried!(make(self, args)));
                                next!(2)
                            }
                        } else if let Some(entered) = tried!(self.call_quick(frame, function, b, count)) {
                            frame = entered;
                            continue 'run;
                        } else if let Some(row) = self.bound_native(frame, function, b, count) {
                            let args = self.registers(frame, b + 2, count as usize + 1);
                            frame.set(frame.fetch.a(), tried!((row.call)(self, args)));
                            next!(2)
                        }
                        called!(2, self.call_plain(b, count))
                    }
                    Op::CallMethod => {
                        tick!();
                        let (b, count) = (frame.fetch.b(), frame.fetch.c() as u32);
                        let name = frame.fetch.constant(frame.fetch.unit(2) as usize);
                        save!();
                        match self.cached_method(frame.get(b + 3), name) {
                            Some(Cached::Found(callable)) => {
                                frame.set(b, callable);
                                if let Some(entered) = self.call_simple(frame, callable, b, count + 1, 3) {
                                    frame = entered;
                                    continue 'run;
                                }
                                if let Some(entered) =
                                    self.call_in_order(frame, callable, b, count + 1, Value::UNDEFINED, 3)
                                {
                                    frame = entered;
                                    continue 'run;
                                }
                            }
                            Some(Cached::Native(row)) if row.takes(count as usize + 1) => {
                                let args = self.registers(frame, b + 3, count as usize + 1);
                                frame.set(frame.fetch.a(), tried!((row.call)(self, args)));
                                next!(3)
                            }
                            _ => {}
                        }
                        called!(3, self.call_method(b, count, name))
                    }
                    Op::CallKeyword => {
                        tick!();
                        save!();
                        let names = frame.fetch.constant(frame.fetch.unit(2) as usize);
                        let (b, count) = (frame.fetch.b(), u32::from(frame.fetch.c()));
                        if let Some(entered) = self.call_in_order(frame, frame.get(b), b, count, names, 3) {
                            frame = entered;
                            continue 'run;
                        }
                        called!(3, self.call_keyword(frame, names))
                    }
                    Op::CallMethodKeyword => {
                        tick!();
                        save!();
                        let name = frame.fetch.constant(frame.fetch.unit(2) as usize);
                        let names = frame.fetch.constant(frame.fetch.unit(3) as usize);
                        called!(4, self.call_method_keyword(frame, name, names))
                    }
                    Op::CallSpread => {
                        tick!();
                        save!();
                        called!(2, self.call_spread(frame))
                    }
                    Op::Return => {
                        let value = frame.get(frame.fetch.a());
                        save!();
                        if let Some(entered) = self.return_simple(frame, value) {
                            frame = entered;
                            continue 'run;
                        }
                        match self.leave(value) {
                            Ok(None) => reenter!(),
                            Ok(Some(exit)) => return exit,
                            Err(stop) => stop,
                        }
                    }
                    Op::ReturnNone => {
                        save!();
                        if let Some(entered) = self.return_simple(frame, Value::NONE) {
                            frame = entered;
                            continue 'run;
                        }
                        match self.leave(Value::NONE) {
                            Ok(None) => reenter!(),
                            Ok(Some(exit)) => return exit,
                            Err(stop) => stop,
                        }
                    }

                    Op::MakeFunction => {
                        save!();
                        let function = tried!(self.make_function(frame));
                        frame.set(frame.fetch.a(), function);
                        let captures = (frame.fetch.unit(2) & 0xff) as usize;
                        frame.fetch.advance(3 + captures);
                        continue 'run;
                    }

                    Op::Yield => {
                        save!();
                        let value = frame.get(frame.fetch.b());
                        if let Some(entered) = self.yield_simple(frame, value) {
                            frame = entered;
                            continue 'run;
                        }
                        match self.yield_value(value) {
                            Ok(None) => reenter!(),
                            Ok(Some(exit)) => return exit,
                            Err(stop) => stop,
                        }
                    }
                    Op::YieldFrom => {
                        tick!();
                        save!();
                        match self.yield_from(frame) {
                            Ok(()) => reenter!(),
                            Err(stop) => stop,
                        }
                    }
                    Op::GetYieldFromIter => give!(2, self.yield_from_iterator(frame.get(frame.fetch.b()))),
                    Op::GetAwaitable => give!(2, self.awaitable(frame.get(frame.fetch.b()))),
                    Op::GetAsyncIter => give!(2, self.async_iterator(frame.get(frame.fetch.b()))),
                    Op::GetAsyncNext => give!(2, self.async_next(frame.get(frame.fetch.b()))),

                    Op::Raise => {
                        save!();
                        self.raise_value(frame.get(frame.fetch.a()), Value::UNDEFINED)
                    }
                    Op::RaiseFrom => {
                        save!();
                        self.raise_value(frame.get(frame.fetch.a()), frame.get(frame.fetch.b()))
                    }
                    Op::RaiseAgain => {
                        save!();
                        self.raise_again()
                    }
                    Op::EnterHandler => give!(1, self.enter_handler()),
                    Op::LeaveHandler => {
                        self.leave_handler(frame.get(frame.fetch.a()));
                        next!(1)
                    }
                    Op::Reraise => {
                        save!();
                        self.reraise(frame.get(frame.fetch.a()))
                    }
                    Op::JumpIfNoMatch => {
                        save!();
                        let matches = tried!(self.handled_matches(frame.get(frame.fetch.a())));
                        branch!(2, !matches)
                    }
                    Op::LoadHandled => give!(1, self.handled_object()),
                    Op::LoadHandledParts => {
                        save!();
                        let object = tried!(self.handled_object());
                        frame.set(frame.fetch.a(), self.type_of(object));
                        frame.set_behind(frame.fetch.a(), 1, object);
                        frame.set_behind(frame.fetch.a(), 2, self.handled_traceback(object));
                        next!(1)
                    }
                    Op::SetHandled => {
                        self.leave_handler(frame.get(frame.fetch.a()));
                        next!(1)
                    }
                    Op::JumpIfNotStopAsync => {
                        branch!(2, !self.handled_is_stop_async())
                    }

                    Op::Import => {
                        save!();
                        match tried!(self.import(frame)) {
                            Some(value) => {
                                frame.set(frame.fetch.a(), value);
                                next!(3)
                            }
                            None => reenter!(),
                        }
                    }
                    Op::ImportFrom => {
                        let name = frame.fetch.constant(frame.fetch.unit(2) as usize);
                        give!(3, self.import_from(frame.get(frame.fetch.b()), name))
                    }
                    Op::ImportStar => done!(1, self.import_star(frame.get(frame.fetch.a()))),
                    Op::Display => done!(1, self.display(frame.get(frame.fetch.a()))),
                    Op::Halt => {
                        save!();
                        return Exit::Done(Value::NONE);
                    }
                }
            };
            match self.stopped(stop) {
                Some(exit) => return exit,
                None => match self.enter() {
                    Some(entered) => frame = entered,
                    None => return Exit::Done(Value::NONE),
                },
            }
        }
    }

    /// The run of registers that operands `b` and `c` name, as arguments.
    #[inline]
    fn run_of(&self, frame: Frame<'m>) -> Args<'m> {
        self.registers(frame, frame.fetch.b(), frame.fetch.c() as usize)
    }

    /// Registers from `first` on, as arguments.
    #[inline]
    pub(crate) fn registers(&self, frame: Frame<'m>, first: u8, count: usize) -> Args<'m> {
        let first = (first & 63) as usize;
        Args::new(frame.window.registers().get(first..first + count).unwrap_or_default())
    }

    /// Takes the firmware's turn, the collector's and the interrupt's; at the start of an instruction.
    #[cold]
    #[inline(never)]
    fn attend(&mut self) -> Option<Exit> {
        if self.take_interrupt() {
            self.pending = crate::vm::raise::Pending::of(crate::vm::types::TypeId::KeyboardInterrupt);
            return self.stopped(Stop::Raised);
        }
        if self.heap.debt > 0 {
            self.collect_slice();
        }
        self.heap.grant(self.heap.granted());
        // What is due is called at the start of the next run.
        let is_due = self.heap.root(Root::Due).is_defined() && !self.calling_back;
        (self.heap.granted() < 0 || is_due).then_some(Exit::Budget)
    }

    /// Deals with an instruction that stopped; `None`: go on where `self.frame` stands.
    #[cold]
    #[inline(never)]
    fn stopped(&mut self, stop: Stop) -> Option<Exit> {
        match stop {
            Stop::Raised => self.unwind_all(),
            Stop::Memory => self.make_room(),
            Stop::Tail => match self.tail_enter() {
                Ok(exit) => exit,
                Err(stop) => self.stopped_again(stop),
            },
            Stop::Entered => None,
            Stop::Wait => self.wait(),
        }
    }

    /// Waits, unless the script is interrupted.
    fn wait(&mut self) -> Option<Exit> {
        if !self.take_interrupt() {
            return Some(Exit::Waiting);
        }
        self.pending = crate::vm::raise::Pending::of(crate::vm::types::TypeId::KeyboardInterrupt);
        self.unwind_all()
    }

    /// Deals with what stopped a tail call; the depth of this chain is bounded by the work each link does.
    pub(crate) fn stopped_again(&mut self, stop: Stop) -> Option<Exit> {
        let mut stop = stop;
        loop {
            match stop {
                Stop::Raised => return self.unwind_all(),
                Stop::Memory => return self.make_room(),
                Stop::Entered => return None,
                Stop::Wait => return self.wait(),
                Stop::Tail => match self.tail_enter() {
                    Ok(exit) => return exit,
                    Err(next) => stop = next,
                },
            }
        }
    }

    /// A fast return to a caller's call instruction.
    #[inline(always)]
    fn return_simple(&mut self, frame: Frame<'m>, value: Value) -> Option<Frame<'m>> {
        let memory = self.heap.memory();
        let record = frame.window.record();
        let link = Link(Value::from_bits(record[2].get()).small_int());
        let value = match link.kind() {
            Return::Call => value,
            Return::Init if value.is_none() && link.length() > 0 => self.slot(self.frame.fp - RECORD - 1),
            Return::Operator if value != Value::NOT_IMPLEMENTED && link.length() > 0 => value,
            Return::Length if value.bits() & 0x8000_0001 == 1 => value,
            _ => return None,
        };
        let window = memory.shifted(frame.window, -(link.distance() as i32))?;
        let function = Ref(window.record()[0].get());
        let code = memory.words::<2>(Ref(memory.words::<2>(function).get(1)));
        self.frame.fp -= link.distance();
        self.frame.depth -= 1;
        let ip = Value::from_bits(record[1].get()).small_int() as u32;
        let mut entered = Frame { fetch: Fetch::at(code.pointer(), ip), window };
        entered.set(entered.fetch.a(), value);
        entered.fetch.advance(link.length());
        Some(entered)
    }
}

/// The type of the functions that an arm calls and that may end it.
pub type Step = Outcome<()>;
