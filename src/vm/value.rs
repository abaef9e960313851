//! `Value`: one 32-bit tagged word, the same on every target.
//!
//! | low bits | meaning | payload |
//! |--|--|--|
//! | `..1` | small int | 31 bits, signed |
//! | `000` | reference | byte offset into the heap slice; from [`FLASH`] upwards into an image; 0 is "no value" |
//! | `010` | name: an interned string | 16 bits of hash and ASCII flag, 13 bits of index |
//! | `110` | immediate | 3 bits of [`Immediate`] class, 16 bits of index |

use super::name::Name;
use super::types::TypeId;

/// References from here upwards point into images in flash, not into the heap.
pub const FLASH: u32 = 0x8000_0000;
/// References from here upwards point into the image of the user's program.
pub const PROGRAM: u32 = 0xff00_0000;

const TAG_MASK: u32 = 0b111;
const NAME: u32 = 0b010;
const IMMEDIATE: u32 = 0b110;

/// Any Python value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Value(u32);

const _: () = assert!(size_of::<Value>() == 4);

/// A block in the heap or in an image: a byte offset, a multiple of 8.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Ref(pub u32);

impl Ref {
    /// No block. Reading it yields zeros.
    pub const NONE: Ref = Ref(0);

    /// True for what is part of the firmware: the prelude's, or a standard module's.
    #[inline(always)]
    pub const fn is_firmware(self) -> bool {
        self.0.wrapping_sub(FLASH) < PROGRAM - FLASH
    }

    /// True unless this is [`Ref::NONE`].
    #[inline(always)]
    pub const fn is_some(self) -> bool {
        self.0 != 0
    }
}

/// The classes of immediates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum Immediate {
    /// `None`, `True`, … : see the constants of [`Value`].
    Singleton = 0,
    /// A built-in type; the index is its [`TypeId`].
    Type = 1,
    /// A native function: module in the high byte, row of its table in the low byte.
    Native = 2,
    /// A method of a built-in type, unbound: type in the high byte, row of its table in the low byte.
    Method = 3,
}

const fn immediate(class: Immediate, index: u32) -> Value {
    Value(index << 6 | (class as u32) << 3 | IMMEDIATE)
}

impl Value {
    /// No value: an unbound variable, an absent argument.
    pub const UNDEFINED: Value = Value(0);
    /// `None`.
    pub const NONE: Value = immediate(Immediate::Singleton, 0);
    /// `False`.
    pub const FALSE: Value = immediate(Immediate::Singleton, 1);
    /// `True`.
    pub const TRUE: Value = immediate(Immediate::Singleton, 2);
    /// `...`.
    pub const ELLIPSIS: Value = immediate(Immediate::Singleton, 3);
    /// `NotImplemented`.
    pub const NOT_IMPLEMENTED: Value = immediate(Immediate::Singleton, 4);
    /// The small int 0.
    pub const ZERO: Value = Value(1);
    /// The least small int.
    pub const INT_MIN: i32 = -(1 << 30);
    /// The greatest small int.
    pub const INT_MAX: i32 = (1 << 30) - 1;

    /// `None`, `False`, `True` or `...`, by index.
    pub const fn singleton(index: u16) -> Value {
        immediate(Immediate::Singleton, index as u32)
    }

    /// The word itself.
    #[inline(always)]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The value of a word that [`Value::bits`] gave.
    #[inline(always)]
    pub const fn from_bits(bits: u32) -> Value {
        Value(bits)
    }

    /// A small int; the two highest bits of `int` must be equal.
    #[inline(always)]
    pub const fn small(int: i32) -> Value {
        Value((int as u32) << 1 | 1)
    }

    /// A small int, if it fits in 31 bits.
    #[inline(always)]
    pub const fn try_small(int: i64) -> Option<Value> {
        if int >= Self::INT_MIN as i64 && int <= Self::INT_MAX as i64 { Some(Value::small(int as i32)) } else { None }
    }

    /// A length or an index below 2^30.
    #[inline(always)]
    pub const fn len(len: usize) -> Value {
        Value((len as u32) << 1 | 1)
    }

    /// `True` or `False`.
    #[inline(always)]
    pub const fn bool(truth: bool) -> Value {
        if truth { Value::TRUE } else { Value::FALSE }
    }

    /// A reference to a block.
    #[inline(always)]
    pub const fn reference(at: Ref) -> Value {
        Value(at.0)
    }

    /// A built-in type object.
    pub const fn builtin_type(id: TypeId) -> Value {
        immediate(Immediate::Type, id as u32)
    }

    /// Row `row` of native module `module`.
    pub const fn native(module: u8, row: u8) -> Value {
        immediate(Immediate::Native, (module as u32) << 8 | row as u32)
    }

    /// Row `row` of the method table of built-in type `id`.
    pub const fn method(id: TypeId, row: u8) -> Value {
        immediate(Immediate::Method, (id as u32) << 8 | row as u32)
    }

    /// True for a native function.
    #[inline(always)]
    pub const fn is_native(self) -> bool {
        self.0 & 63 == (Immediate::Native as u32) << 3 | IMMEDIATE
    }

    /// True for a method of a built-in type.
    #[inline(always)]
    pub const fn is_method(self) -> bool {
        self.0 & 63 == (Immediate::Method as u32) << 3 | IMMEDIATE
    }

    /// True for a built-in type.
    #[inline(always)]
    pub const fn is_type(self) -> bool {
        self.0 & 63 == (Immediate::Type as u32) << 3 | IMMEDIATE
    }

    /// The index of a built-in type, the module and row of a native; nonsense for anything else.
    #[inline(always)]
    pub const fn index(self) -> u16 {
        (self.0 >> 6) as u16
    }

    /// The type and the row of a method; nonsense for anything else.
    #[inline(always)]
    pub const fn method_place(self) -> (usize, usize) {
        ((self.0 >> 14) as usize, (self.0 >> 6 & 0xff) as usize)
    }

    /// An interned string.
    #[inline(always)]
    pub const fn name(name: Name) -> Value {
        Value(name.bits())
    }

    /// True unless this is [`Value::UNDEFINED`].
    #[inline(always)]
    pub const fn is_defined(self) -> bool {
        self.0 != 0
    }

    /// True for [`Value::NONE`].
    #[inline(always)]
    pub const fn is_none(self) -> bool {
        self.0 == Self::NONE.0
    }

    /// True for a small int.
    #[inline(always)]
    pub const fn is_small(self) -> bool {
        self.0 & 1 != 0
    }

    /// The small int; meaningless for other values.
    #[inline(always)]
    pub const fn small_int(self) -> i32 {
        self.0 as i32 >> 1
    }

    /// The small int, if it is one.
    #[inline(always)]
    pub const fn as_small(self) -> Option<i32> {
        if self.is_small() { Some(self.small_int()) } else { None }
    }

    /// True for `True` and `False`.
    #[inline(always)]
    pub const fn is_bool(self) -> bool {
        self.0 == Self::TRUE.0 || self.0 == Self::FALSE.0
    }

    /// The block, if this is a reference.
    #[inline(always)]
    pub const fn as_ref(self) -> Option<Ref> {
        if self.0 & TAG_MASK == 0 && self.0 != 0 { Some(Ref(self.0)) } else { None }
    }

    /// The block, or [`Ref::NONE`] (which reads as zeros) if this is no reference.
    #[inline(always)]
    pub const fn block(self) -> Ref {
        if self.0 & TAG_MASK == 0 { Ref(self.0) } else { Ref::NONE }
    }

    /// True for a reference, and for [`Value::UNDEFINED`].
    #[inline(always)]
    pub const fn is_ref(self) -> bool {
        self.0 & TAG_MASK == 0
    }

    /// The interned string, if it is one.
    #[inline(always)]
    pub const fn as_name(self) -> Option<Name> {
        if self.0 & TAG_MASK == NAME { Some(Name::from_bits(self.0)) } else { None }
    }

    /// True for an interned string.
    #[inline(always)]
    pub const fn is_name(self) -> bool {
        self.0 & TAG_MASK == NAME
    }

    /// The class and index of an immediate.
    #[inline(always)]
    pub const fn as_immediate(self) -> Option<(Immediate, u16)> {
        if self.0 & TAG_MASK != IMMEDIATE {
            return None;
        }
        let class = match self.0 >> 3 & 7 {
            0 => Immediate::Singleton,
            1 => Immediate::Type,
            2 => Immediate::Native,
            _ => Immediate::Method,
        };
        Some((class, (self.0 >> 6) as u16))
    }
}
