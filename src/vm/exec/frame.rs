//! Frames on the VM stack.

use super::REGISTERS;
use super::fetch::Fetch;
use crate::vm::Vm;
use crate::vm::code::{Code, Op};
use crate::vm::heap::{Kind, Root, Window};
use crate::vm::limits::{RECORD, STACK_START};
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// Where the running program stands while the loop is not running.
#[derive(Clone, Copy, Default)]
pub struct Saved {
    /// The stack word of the running frame's first register; 0: no frame.
    pub fp: u32,
    /// The instruction that runs next: half-words from the start of the code block.
    pub ip: u32,
    /// Frames on the stack.
    pub depth: u32,
    /// The collector is making room for an allocation that failed.
    pub collecting: bool,
    /// Words of the stack block.
    pub stack_words: u32,
    /// The exception on its way was thrown into the running frame: it does not end the iterator that frame asks.
    pub thrown: bool,
    /// The instruction that room was made for last.
    pub retry: Retry,
}

/// An instruction for which the collector has made room.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Retry {
    /// Its frame.
    pub fp: u32,
    /// Its place in the code block.
    pub ip: u32,
    /// The turns left when it was started again: as many later mean that the program has not gone on.
    pub granted: i32,
    /// It has done a portion of its work since then.
    pub has_paused: bool,
    /// How often it failed again after portions of its work.
    pub failures: u8,
}

/// How a frame returns, beside its caller's instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Return {
    /// The value goes to operand `a` of a call instruction.
    Call = 0,
    /// `__init__`: the value must be None; the word below the record is the result.
    Init = 1,
    /// The caller's instruction takes the value in its own way.
    Finish = 2,
    /// The frame is a generator's; the word below the record is the generator.
    Generator = 3,
    /// The host entered the frame.
    Host = 4,
    /// The value is dropped and the caller's instruction goes on where it stands.
    Drop = 5,
    /// As `Call`; NotImplemented is not the result of the caller's operator.
    Operator = 6,
    /// As `Call`; the value must be a length.
    Length = 7,
}

/// Of a link: `Link::handles`.
const HANDLES: i32 = 1 << 15;

/// The third word of a frame record.
///
/// | bits of the int | field |
/// |--|--|
/// | 0..=8 | distance from the caller's first register to this frame's |
/// | 9..=11 | [`Return`] |
/// | 12..=14 | length in units of the caller's instruction, for `Return::Call` |
/// | 28, 29 | the collector's |
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Link(pub i32);

impl Link {
    /// A link as the fields say.
    #[inline(always)]
    pub const fn new(distance: u32, kind: Return, length: usize) -> Link {
        Link(distance as i32 | (kind as i32) << 9 | (length as i32) << 12)
    }

    /// The distance from the caller's first register.
    #[inline(always)]
    pub const fn distance(self) -> u32 {
        self.0 as u32 & 0x1ff
    }

    /// How the frame returns.
    #[inline(always)]
    pub const fn kind(self) -> Return {
        match self.0 >> 9 & 7 {
            0 => Return::Call,
            1 => Return::Init,
            2 => Return::Finish,
            3 => Return::Generator,
            4 => Return::Host,
            5 => Return::Drop,
            6 => Return::Operator,
            _ => Return::Length,
        }
    }

    /// True for `Return::Call`.
    #[inline(always)]
    pub const fn is_call(self) -> bool {
        self.0 >> 9 & 7 == 0
    }

    /// The length of the caller's call instruction.
    #[inline(always)]
    pub const fn length(self) -> usize {
        (self.0 >> 12 & 7) as usize
    }

    /// True for a generator's frame that handles an exception of its own.
    pub const fn handles(self) -> bool {
        self.0 & HANDLES != 0
    }

    /// The link with that said or unsaid.
    pub const fn with_handles(self, handles: bool) -> Link {
        Link(self.0 & !HANDLES | if handles { HANDLES } else { 0 })
    }
}

/// The running frame, as the loop holds it.
#[derive(Clone, Copy)]
pub struct Frame<'m> {
    /// Its code and instruction.
    pub fetch: Fetch,
    /// Its registers and record.
    pub window: Window<'m>,
}

impl<'m> Frame<'m> {
    /// A register's value.
    #[inline(always)]
    pub fn get(&self, register: u8) -> Value {
        Value::from_bits(self.window.registers()[(register & 63) as usize].get())
    }

    /// Sets a register.
    #[inline(always)]
    pub fn set(&self, register: u8, value: Value) {
        self.window.registers()[(register & 63) as usize].set(value.bits());
    }

    /// The register at a distance of 1 or 2 from one that an operand names.
    #[inline(always)]
    pub fn get_behind(&self, register: u8, distance: usize) -> Value {
        Value::from_bits(self.window.registers()[(register & 63) as usize + distance.min(2)].get())
    }

    /// Sets the register at a distance of 1 or 2 from one that an operand names.
    #[inline(always)]
    pub fn set_behind(&self, register: u8, distance: usize, value: Value) {
        self.window.registers()[(register & 63) as usize + distance.min(2)].set(value.bits());
    }

    /// The callable that runs.
    #[inline(always)]
    pub fn function(&self) -> Ref {
        Ref(self.window.record()[0].get())
    }
}

impl<'m> Vm<'m> {
    /// The stack block.
    #[inline(always)]
    pub(crate) fn stack(&self) -> Ref {
        self.heap.root(Root::Stack).block()
    }

    /// The code block of a function block.
    #[inline(always)]
    pub(crate) fn code_of(&self, function: Value) -> Ref {
        Ref(self.heap.words::<2>(function.block()).get(1))
    }

    /// The running frame's callable.
    pub(crate) fn running(&self) -> Value {
        match self.frame.fp {
            0 => Value::UNDEFINED,
            fp => self.heap.memory().value(self.stack(), (fp - RECORD) as usize),
        }
    }

    /// The registers of the running frame.
    #[inline]
    pub(crate) fn window(&self) -> Option<Window<'m>> {
        self.heap.window(self.stack(), self.frame.fp as usize)
    }

    /// The loop's view of the frame that `self.frame` names.
    #[inline]
    pub(crate) fn enter(&self) -> Option<Frame<'m>> {
        let stack = self.stack();
        let fp = self.frame.fp;
        let function = self.heap.memory().value(stack, fp.checked_sub(RECORD)? as usize);
        let code = self.code_of(function);
        let window = self.heap.window(stack, fp as usize)?;
        Some(Frame { fetch: Fetch::at(self.heap.pointer(code)?, self.frame.ip), window })
    }

    /// The slots of a code block's frame.
    #[inline(always)]
    pub(crate) fn frame_slots(&self, code: Ref) -> u32 {
        self.heap.memory().word(code, REGISTERS) & 0xff
    }

    /// The first free stack word above the running frame.
    pub(crate) fn frame_end(&self) -> u32 {
        match self.frame.fp {
            0 => 1,
            fp => fp + self.frame_slots(self.code_of(self.running())),
        }
    }

    /// Clears what the running frame has above the arguments of the native call that it stands at, and in the call's
    /// record, which natives have no use for: left-overs, which keep alive what nobody needs.
    pub(crate) fn clear_left_overs(&mut self) {
        if self.current_op() != Op::Call {
            return;
        }
        let code = self.code_of(self.running());
        let unit = self.frame.ip as usize + 1;
        let operands = self.heap.word(code, unit / 2) >> (unit % 2 * 16);
        let site = self.frame.fp + (operands & 63);
        let first = site + RECORD + (operands >> 8 & 0xff);
        for index in (site + 1..site + RECORD).chain(first..self.frame_end()) {
            self.set_slot(index, Value::UNDEFINED);
        }
    }

    /// Makes sure that the stack has `end` words.
    #[inline(always)]
    pub(crate) fn reserve(&mut self, end: u32) -> Outcome<()> {
        if end <= self.frame.stack_words { Ok(()) } else { self.grow_stack(end) }
    }

    /// Moves the stack into a larger block.
    #[cold]
    #[inline(never)]
    fn grow_stack(&mut self, end: u32) -> Outcome<()> {
        let old = self.stack();
        let have = self.heap.size(old) / 4;
        let want = (end as usize).max(have + have / 2).max(STACK_START);
        if self.heap.grow_in_place(old, end as usize) {
            self.note_stack();
            return Ok(());
        }
        let new = match self.heap.alloc(Kind::Stack, want) {
            Err(Stop::Memory) if !self.heap.is_pausing() => self.heap.alloc(Kind::Stack, end as usize)?,
            other => other?,
        };
        self.heap.copy_stack(old, 1, new, 1, have - 1);
        self.heap.set_root(Root::Stack, Value::reference(new));
        self.heap.free_now(old);
        self.note_stack();
        Ok(())
    }

    /// Notes the size of the stack block.
    pub(crate) fn note_stack(&mut self) {
        self.frame.stack_words = (self.heap.size(self.stack()) / 4) as u32;
    }

    /// A word of the stack.
    #[inline(always)]
    pub(crate) fn slot(&self, index: u32) -> Value {
        self.heap.memory().value(self.stack(), index as usize)
    }

    /// Sets a word of the stack.
    #[inline(always)]
    pub(crate) fn set_slot(&mut self, index: u32, value: Value) {
        let stack = self.stack();
        self.heap.write(stack, index as usize, value.bits());
    }

    /// Moves `count` words of the stack, which may overlap.
    pub(crate) fn move_slots(&mut self, from: u32, to: u32, count: u32) {
        for step in 0..count {
            let index = if to > from { count - 1 - step } else { step };
            let value = self.slot(from + index);
            self.set_slot(to + index, value);
        }
    }

    /// Opens a frame of `function`, whose arguments lie in place at `fp`, already bound.
    ///
    /// The record's words are written here; the running frame becomes its caller.
    pub(crate) fn push_frame(&mut self, function: Value, fp: u32, kind: Return, length: usize) -> Outcome<()> {
        let code = self.code_of(function);
        if self.frame.depth >= u32::from(self.limits.depth) {
            return raise!(self, RecursionError, "maximum recursion depth exceeded");
        }
        self.reserve(fp + self.frame_slots(code))?;
        let link = Link::new(fp - self.frame.fp, kind, length);
        self.set_slot(fp - 3, function);
        self.set_slot(fp - 2, Value::small(self.frame.ip as i32));
        self.set_slot(fp - 1, Value::small(link.0));
        self.frame.fp = fp;
        self.frame.ip = Code::new(&self.heap, code).first_unit() as u32;
        self.frame.depth += 1;
        Ok(())
    }

    /// Closes the running frame; its caller is the running one again, at the instruction it stood at.
    pub(crate) fn pop_frame(&mut self) -> Link {
        let fp = self.frame.fp;
        let link = Link(self.slot(fp - 1).small_int());
        self.frame.ip = self.slot(fp - 2).small_int() as u32;
        self.frame.fp = fp - link.distance();
        self.frame.depth = self.frame.depth.saturating_sub(1);
        link
    }

    /// Tells the collector how far the stack is in use.
    pub(crate) fn publish_stack(&mut self) {
        let end = self.frame_end();
        self.heap.set_stack_top(self.frame.fp, end);
    }
}
