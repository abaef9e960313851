//! A random program runs on a heap and on a model of it, with the collector in between.

use super::super::layout::Kind;
use super::super::{Heap, Progress, Root};
use super::model::{Model, Val};
use super::{Random, reachable, reachable_bytes, with_heap};
use crate::vm::raise::Stop;
use crate::vm::value::{Ref, Value};
use std::format;
use std::string::String;
use std::vec::Vec;

/// Registers of every frame.
const FRAME: usize = 10;
/// A frame's record, right below its registers.
const RECORD: usize = 3;

/// The program's state.
struct Program<'m> {
    heap: Heap<'m>,
    model: Model,
    random: Random,
    /// First registers of the frames below the running one.
    callers: Vec<usize>,
    largest: usize,
    /// Instructions and steps between two verifications.
    verify_every: usize,
}

impl<'m> Program<'m> {
    fn new(mut heap: Heap<'m>, seed: u64) -> Program<'m> {
        let largest = heap.report().total / 4;
        let stack = heap.alloc(Kind::Stack, 64).unwrap();
        heap.set_root(Root::Stack, Value::reference(stack));
        let mut program = Program {
            heap,
            model: Model::default(),
            random: Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            callers: Vec::new(),
            largest,
            verify_every: 1,
        };
        program.enter(1 + RECORD, 0);
        program
    }

    fn stack(&self) -> Ref {
        self.heap.root(Root::Stack).block()
    }

    /// Writes a record and makes the frame above it the running one.
    fn enter(&mut self, fp: usize, distance: usize) {
        let stack = self.stack();
        self.model.fp = fp;
        self.model.slots.resize(fp + FRAME, Val::Stale);
        for (index, int) in [(fp - 3, 0), (fp - 2, 5), (fp - 1, distance as i32)] {
            self.model.slots[index] = if index == fp - 1 { Val::Stale } else { Val::Int(int) };
            self.heap.set_raw(stack, index, Value::small(int).bits());
        }
        self.heap.set_stack_top(fp as u32, (fp + FRAME) as u32);
    }

    fn push(&mut self) -> Result<(), Stop> {
        let fp = self.model.fp + RECORD + 1 + self.random.below(FRAME);
        if (fp + FRAME) * 4 > self.heap.size(self.stack()) {
            self.grow_stack(fp + FRAME)?;
        }
        let caller = self.model.fp;
        self.callers.push(caller);
        self.enter(fp, fp - caller);
        Ok(())
    }

    fn grow_stack(&mut self, words: usize) -> Result<(), Stop> {
        let old = self.stack();
        if self.heap.grow_in_place(old, words) {
            return Ok(());
        }
        let new = self.heap.alloc(Kind::Stack, words * 3 / 2)?;
        for index in 1..self.model.slots.len() {
            let word = self.heap.word(old, index);
            self.heap.set_raw(new, index, word);
        }
        self.heap.set_root(Root::Stack, Value::reference(new));
        self.heap.free_now(old);
        Ok(())
    }

    fn pop(&mut self) {
        let Some(caller) = self.callers.pop() else { return };
        let (val, value) = self.read(0);
        self.model.fp = caller;
        self.model.slots.truncate(caller + FRAME);
        for slot in caller + FRAME..self.model.slots.len() {
            self.model.slots[slot] = Val::Stale;
        }
        self.model.slots.resize(caller + FRAME, Val::Stale);
        self.heap.set_stack_top(caller as u32, (caller + FRAME) as u32);
        if val != Val::Stale {
            self.write(1, val, value);
        }
    }

    /// A register, in the model and in the heap.
    fn read(&self, register: usize) -> (Val, Value) {
        let index = self.model.fp + register;
        (self.model.slots[index].clone(), self.heap.value(self.stack(), index))
    }

    fn write(&mut self, register: usize, val: Val, value: Value) {
        let index = self.model.fp + register;
        self.model.slots[index] = val;
        let stack = self.stack();
        self.heap.set_raw(stack, index, value.bits());
    }

    /// A register that holds something.
    fn some(&mut self) -> (Val, Value) {
        let register = self.random.below(FRAME);
        match self.read(register) {
            (Val::Stale, _) => (Val::Int(3), Value::small(3)),
            known => known,
        }
    }

    /// A register that holds an object with at least one value.
    fn some_object(&mut self) -> Option<(usize, Ref, usize)> {
        for _ in 0..4 {
            if let (Val::Object(id), value) = self.some() {
                let count = self.model.objects[&id].values.len();
                if count != 0 {
                    return Some((id, value.block(), count));
                }
            }
        }
        None
    }

    fn size(&mut self) -> usize {
        match self.random.below(60) {
            0 => 1 + self.random.below(self.largest),
            1..=3 => 30 + self.random.below(90),
            _ => 1 + self.random.below(9),
        }
    }

    /// A new object whose values are registers; `DictTable` and `SetTable` have room for more.
    fn make(&mut self) -> Result<(), Stop> {
        let (kind, first) = match self.random.below(6) {
            0 => (Kind::DictTable, 2),
            1 => (Kind::SetTable, 2),
            2 => (Kind::Code, 6),
            _ => (Kind::Tuple, 1),
        };
        let count = match kind {
            Kind::DictTable => self.size() * 2,
            // The header's field of a code block has 16 bits.
            Kind::Code => self.size().min(0xffff),
            _ => self.size(),
        };
        let room = if first == 1 { 0 } else { self.random.below(9) };
        let at = self.heap.alloc(kind, first + count + room)?;
        match kind {
            Kind::DictTable => self.heap.set_raw(at, 1, Value::small((count as i32 / 2) | 3 << 24).bits()),
            Kind::SetTable => self.heap.set_raw(at, 1, Value::small(count as i32).bits()),
            Kind::Code => self.heap.set_raw(at, 1, count as u32 | 77 << 16),
            _ => {}
        }
        for junk in first + count..first + count + room {
            self.heap.set_raw(at, junk, 0x1238);
        }
        let mut values = Vec::new();
        for index in 0..count {
            let (val, value) = self.some();
            self.heap.init(at, first + index, value);
            values.push(val);
        }
        let id = self.model.add(kind, first, values, Vec::new());
        let register = self.random.below(FRAME);
        self.write(register, Val::Object(id), Value::reference(at));
        Ok(())
    }

    fn make_bytes(&mut self) -> Result<(), Stop> {
        let count = if self.random.one_in(20) { self.random.below(self.largest * 3) } else { self.random.below(40) };
        let at = self.heap.alloc_bytes(Kind::ByteBuffer, count)?;
        let bytes: Vec<u8> = (0..count).map(|_| self.random.below(256) as u8).collect();
        self.heap.bytes_mut(at, 4, count).copy_from_slice(&bytes);
        let id = self.model.add(Kind::ByteBuffer, 1, Vec::new(), bytes);
        let register = self.random.below(FRAME);
        self.write(register, Val::Object(id), Value::reference(at));
        Ok(())
    }

    fn make_name(&mut self) -> Result<(), Stop> {
        let text = match self.random.below(3) {
            0 => String::from("append"),
            1 => format!("name{}", self.random.below(40)),
            _ => format!("{}{}", "long name ".repeat(self.random.below(30)), self.random.below(1000)),
        };
        let name = self.heap.intern(text.as_bytes())?;
        assert_eq!(self.heap.find_name(text.as_bytes()), Some(name));
        let register = self.random.below(FRAME);
        self.write(register, Val::Name(text), Value::name(name));
        Ok(())
    }

    fn load(&mut self) {
        let Some((id, at, count)) = self.some_object() else { return };
        let index = self.random.below(count);
        let object = &self.model.objects[&id];
        let (val, value) = (object.values[index].clone(), self.heap.value(at, object.first + index));
        let register = self.random.below(FRAME);
        self.write(register, val, value);
    }

    fn store(&mut self) {
        let Some((id, at, count)) = self.some_object() else { return };
        let (val, value) = self.some();
        let index = self.random.below(count);
        let object = self.model.objects.get_mut(&id).unwrap();
        object.values[index] = val;
        let first = object.first;
        self.heap.set(at, first + index, value);
    }

    fn copy(&mut self) {
        let (Some(from), Some(to)) = (self.some_object(), self.some_object()) else { return };
        let count = self.random.below(from.2.min(to.2)) + 1;
        let (start, target) = (self.random.below(from.2 - count + 1), self.random.below(to.2 - count + 1));
        let values = self.model.objects[&from.0].values[start..start + count].to_vec();
        let first = self.model.objects[&from.0].first;
        let object = self.model.objects.get_mut(&to.0).unwrap();
        object.values[target..target + count].clone_from_slice(&values);
        let to_first = object.first;
        self.heap.copy_values(from.1, first + start, to.1, to_first + target, count);
    }

    fn resize(&mut self) {
        let Some((id, at, count)) = self.some_object() else { return };
        let object = self.model.objects.get_mut(&id).unwrap();
        if object.kind != Kind::Tuple {
            return;
        }
        if self.random.one_in(2) {
            let words = 1 + self.random.below(count) + 1;
            self.heap.shrink(at, words);
        } else if !self.heap.grow_in_place(at, count + 2 + self.random.below(9)) {
            return;
        }
        let count = self.heap.size(at) / 4 - 1;
        let zero = Val::Stale;
        object.values.resize(count, zero);
        for (index, val) in object.values.iter_mut().enumerate() {
            if *val == Val::Stale {
                *val = Val::Int(-1);
                self.heap.set(at, 1 + index, Value::small(-1));
            }
        }
    }

    /// A temporary block, given back at once or shrunk first.
    fn scratch(&mut self) -> Result<(), Stop> {
        let words = self.size() + 2;
        let at = self.heap.alloc(Kind::Scratch, words)?;
        if self.random.one_in(2) {
            self.heap.shrink(at, words / 2);
        }
        self.heap.free_now(at);
        Ok(())
    }

    fn instruction(&mut self) -> Result<(), Stop> {
        match self.random.below(20) {
            0..=3 => self.make()?,
            4 => self.make_bytes()?,
            5 => self.make_name()?,
            6..=8 => self.load(),
            9..=11 => self.store(),
            12 => self.copy(),
            13 => self.resize(),
            14 => self.scratch()?,
            15 | 16 => self.push()?,
            17 | 18 => self.pop(),
            _ => {
                let register = self.random.below(FRAME);
                self.write(register, Val::Int(register as i32), Value::small(register as i32));
            }
        }
        Ok(())
    }

    /// What the VM does when memory is short.
    fn make_room(&mut self) {
        let budget = 1 + self.random.below(3000) as u32;
        loop {
            match self.heap.make_room(budget) {
                Progress::More if self.random.one_in(self.verify_every) => self.heap.verify().unwrap(),
                Progress::More => {}
                Progress::Done(true) => return,
                Progress::Done(false) => break,
            }
        }
        for _ in 0..self.random.below(4) {
            self.pop();
        }
        for register in 0..FRAME {
            self.write(register, Val::Int(0), Value::small(0));
        }
    }

    fn run(&mut self, instructions: usize, verify_every: usize) {
        self.verify_every = verify_every;
        for count in 0..instructions {
            if self.instruction() == Err(Stop::Memory) {
                self.make_room();
            }
            if self.heap.debt > 0 || self.random.one_in(30) {
                let budget = 1 + self.random.below(2000) as u32;
                self.heap.collect_step(budget);
            }
            if self.random.one_in(400) {
                let budget = 1 + self.random.below(2000) as u32;
                while self.heap.compact_step(budget) == Progress::More {}
            }
            if count % verify_every == 0 {
                self.heap.verify().unwrap_or_else(|broken| panic!("{broken:?} at instruction {count}"));
                self.model.compare(&self.heap);
            }
        }
    }

    /// After a whole collection only what can be reached is in use.
    fn finish(&mut self) {
        self.heap.collect_all();
        self.heap.verify().unwrap();
        self.model.compare(&self.heap);
        assert_eq!(self.heap.report().live, reachable_bytes(&self.heap), "{} blocks", reachable(&self.heap).len());
    }
}

fn run(bytes: usize, seed: u64, instructions: usize, verify_every: usize) {
    with_heap(bytes, seed as usize % 8, |heap| {
        let mut program = Program::new(heap, seed);
        program.run(instructions, verify_every);
        program.finish();
        assert!(program.heap.report().collections > 1);
    });
}

#[test]
fn a_random_program_finds_what_it_stored() {
    for seed in 1..7 {
        run(3 * 1024, seed, 4000, 1);
        run(8 * 1024, seed, 4000, 3);
        run(64 * 1024, seed, 6000, 40);
    }
}

#[test]
fn a_random_program_runs_in_the_largest_arena() {
    run(600 * 1024, 7, 60_000, 3000);
}

#[test]
fn a_random_program_survives_torture() {
    use super::super::Torture;
    for seed in 1..5 {
        with_heap(6 * 1024, 3, |heap| {
            let mut program = Program::new(heap, seed);
            program.heap.set_torture(Torture {
                collect_every_allocation: true,
                compact_every_collection: seed % 2 == 0,
                ..Torture::default()
            });
            program.run(3000, 1);
            program.finish();
        });
    }
}

#[test]
fn any_allocation_may_fail() {
    use super::super::Torture;
    for nth in 0..300 {
        with_heap(6 * 1024, 0, |heap| {
            let mut program = Program::new(heap, 5);
            let (fail, restart) = (Some(nth), Some(nth * 2 + 1));
            program.heap.set_torture(Torture {
                fail_allocation: fail,
                restart_allocation: restart,
                ..Torture::default()
            });
            program.run(700, 20);
            program.finish();
        });
    }
}
