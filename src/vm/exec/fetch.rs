//! The fetch of verified code: the one place outside the memory room that reads through pointers.
//!
//! Invariant 1: `code` points to a code block that the compiler made or the verifier accepted, and to nothing else;
//! it is made anew whenever blocks may have moved (`Vm::enter`).
//! Invariant 2: `ip` points to the first unit of an instruction of that block; jumps of such code lead to such units.
//! Checking each fetch instead costs three instructions a unit, a fifth of a short instruction.
#![allow(unsafe_code)]

use crate::vm::code::Op;
use crate::vm::code::code::VALUES;
use crate::vm::value::Value;

/// The running code: its block and the current instruction.
#[derive(Clone, Copy)]
pub struct Fetch {
    code: *const u32,
    ip: *const u16,
}

impl Fetch {
    /// Starts at the first unit of the code block whose words start at `code`.
    #[inline(always)]
    #[allow(clippy::not_unsafe_ptr_arg_deref)] // Invariant 1 is the caller's; the room is the whole interpreter loop.
    pub(crate) fn first(code: *const u32) -> Fetch {
        // SAFETY: invariant 1: the block has six words and the values its second word counts.
        Fetch { code, ip: unsafe { code.add(VALUES + (*code.add(1) & 0xffff) as usize).cast::<u16>() } }
    }

    /// Starts at the instruction that [`Fetch::ip`] gave.
    #[inline(always)]
    pub(crate) fn at(code: *const u32, ip: u32) -> Fetch {
        // SAFETY: invariant 2.
        Fetch { code, ip: unsafe { code.cast::<u16>().add(ip as usize) } }
    }

    /// The opcode of the current instruction.
    #[inline(always)]
    pub fn op(&self) -> Op {
        // SAFETY: invariant 2: the low byte of an instruction's first unit is an opcode.
        unsafe { core::mem::transmute(*self.ip.cast::<u8>()) }
    }

    /// Operand byte `a`.
    #[inline(always)]
    pub fn a(&self) -> u8 {
        // SAFETY: invariant 2.
        unsafe { *self.ip.cast::<u8>().add(1) }
    }

    /// Operand byte `b`; only for forms with two operand bytes or more.
    #[inline(always)]
    pub fn b(&self) -> u8 {
        // SAFETY: invariant 2.
        unsafe { *self.ip.cast::<u8>().add(2) }
    }

    /// Operand byte `c`; only for forms with two operand bytes or more.
    #[inline(always)]
    pub fn c(&self) -> u8 {
        // SAFETY: invariant 2.
        unsafe { *self.ip.cast::<u8>().add(3) }
    }

    /// The unit at a distance below the instruction's length.
    #[inline(always)]
    pub fn unit(&self, distance: usize) -> u16 {
        // SAFETY: invariant 2.
        unsafe { *self.ip.add(distance) }
    }

    /// The constant at an index the verifier has checked.
    #[inline(always)]
    pub fn constant(&self, index: usize) -> Value {
        // SAFETY: invariant 1.
        Value::from_bits(unsafe { *self.code.add(VALUES + index) })
    }

    /// The word at an index below [`VALUES`].
    #[inline(always)]
    pub fn word(&self, index: usize) -> u32 {
        debug_assert!(index < VALUES);
        // SAFETY: invariant 1.
        unsafe { *self.code.add(index) }
    }

    /// Goes to the instruction behind the current one, which is `length` units long.
    #[inline(always)]
    pub fn advance(&mut self, length: usize) {
        // SAFETY: invariant 2.
        self.ip = unsafe { self.ip.add(length) };
    }

    /// Goes `length` units back.
    #[inline(always)]
    pub fn retreat(&mut self, length: usize) {
        // SAFETY: invariant 2: an instruction of that length stands before this one.
        self.ip = unsafe { self.ip.sub(length) };
    }

    /// Goes where the current instruction's operand at a unit says, which is a distance from its start.
    #[inline(always)]
    pub fn jump(&mut self, operand: usize) {
        // SAFETY: invariant 2.
        self.ip = unsafe { self.ip.offset(*self.ip.add(operand).cast::<i16>() as isize) };
    }

    /// Goes where the last unit of the current instruction says, if a condition holds; else to the next one.
    #[inline(always)]
    pub fn branch(&mut self, length: usize, condition: bool) {
        if condition { self.jump(length - 1) } else { self.advance(length) }
    }

    /// The current instruction's place: half-words from the start of the block.
    #[inline(always)]
    pub fn ip(&self) -> u32 {
        // SAFETY: both point into the same block.
        unsafe { self.ip.offset_from(self.code.cast::<u16>()) as u32 }
    }
}
