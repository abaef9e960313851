//! A code block: what one function, class body or module body compiles to.
//!
//! | word | bits 0..=15 | bits 16..=31 |
//! |--|--|--|
//! | 0 | header (`Kind::Code`) | |
//! | 1 | count of values (word 6 onwards) | count of code units |
//! | 2 | positional parameters (low byte), of those positional-only (high byte) | keyword-only parameters (low byte), [`Flags`] (high byte) |
//! | 3 | registers: the frame's size in slots, 1..=255 (low byte); the [plain](Code::plain) parameters or 255 (high byte) | captured cells (low byte), defaults (high byte; informative) |
//! | 4 | entries of the exception table | length of the line table in bytes |
//! | 5 | first line | 1: the last value is a tuple of the variables' names and places, for `locals()` |
//! | 6.. | values: qualified name, file name, parameter names (positional, keyword-only, then `*args` and `**kwargs` names if present), then the constants | |
//! | | code units, two to a word, low half first | |
//! | | exception table: three units an entry: start, end (units, end exclusive), handler (unit) | |
//! | | line table: bytes, right after the exception table | |
//!
//! Constants are addressed from word 6: constant 0 is the qualified name. The exception table is ordered so that the
//! first entry that covers a unit is the innermost. Line table: pairs of bytes (units advanced 0..=254, signed line
//! advance), a pair starting where the line changes; units byte 255 is "advance 254 units and go on".

use crate::vm::heap::Heap;
use crate::vm::value::{Ref, Value};

/// The word the values start at.
pub const VALUES: usize = 6;
/// Units of an entry of the exception table.
pub const ENTRY: usize = 3;
/// The longest code, in units: jumps are 16 bits wide.
pub const MAX_UNITS: u32 = 0x7fff;

/// The flags of a code block: the high byte of word 2's upper half.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flags(pub u8);

impl Flags {
    /// Calling it makes a generator; with `COROUTINE` an asynchronous generator.
    pub const GENERATOR: u8 = 0x01;
    /// Calling it makes a coroutine.
    pub const COROUTINE: u8 = 0x02;
    /// It has a `*args` parameter.
    pub const STAR: u8 = 0x04;
    /// It has a `**kwargs` parameter.
    pub const DOUBLE_STAR: u8 = 0x08;
    /// The constant right after the parameters' names is the docstring.
    pub const DOC: u8 = 0x10;
    /// It is the body of a class: register 0 is the namespace.
    pub const CLASS: u8 = 0x20;
    /// Module-level code that reads and writes names by register 0, a namespace.
    pub const NAMES: u8 = 0x40;
    /// It is the prelude's: its frames are not shown in tracebacks.
    pub const HIDDEN: u8 = 0x80;

    /// True if any bit of `mask` is set.
    pub const fn has(self, mask: u8) -> bool {
        self.0 & mask != 0
    }
}

/// A code block, for reading. Total: what is not there reads as zero.
#[derive(Clone, Copy)]
pub struct Code<'h, 'm> {
    heap: &'h Heap<'m>,
    at: Ref,
}

impl<'h, 'm> Code<'h, 'm> {
    /// The code block at `at`.
    pub fn new(heap: &'h Heap<'m>, at: Ref) -> Code<'h, 'm> {
        Code { heap, at }
    }

    #[inline(always)]
    fn word(self, index: usize) -> u32 {
        self.heap.memory().word(self.at, index)
    }

    /// How many values it has.
    pub fn value_count(self) -> usize {
        (self.word(1) & 0xffff) as usize
    }

    /// How many code units it has.
    pub fn unit_count(self) -> usize {
        (self.word(1) >> 16) as usize
    }

    /// Positional parameters, the positional-only ones included.
    pub fn positional(self) -> usize {
        (self.word(2) & 0xff) as usize
    }

    /// Positional-only parameters.
    pub fn positional_only(self) -> usize {
        (self.word(2) >> 8 & 0xff) as usize
    }

    /// Keyword-only parameters.
    pub fn keyword_only(self) -> usize {
        (self.word(2) >> 16 & 0xff) as usize
    }

    /// The flags.
    pub fn flags(self) -> Flags {
        Flags((self.word(2) >> 24) as u8)
    }

    /// All parameters, `*args` and `**kwargs` included: the arguments' registers.
    pub fn parameters(self) -> usize {
        let stars = usize::from(self.flags().has(Flags::STAR)) + usize::from(self.flags().has(Flags::DOUBLE_STAR));
        self.positional() + self.keyword_only() + stars
    }

    /// The frame's size in slots.
    pub fn registers(self) -> usize {
        (self.word(3) & 0xff) as usize
    }

    /// The parameters, if all are positional and calling the function opens its frame; else 255.
    pub fn plain(self) -> usize {
        (self.word(3) >> 8 & 0xff) as usize
    }

    /// How many cells it captures.
    pub fn captured(self) -> usize {
        (self.word(3) >> 16 & 0xff) as usize
    }

    /// How many of the positional parameters have defaults, as far as that is known.
    pub fn defaults(self) -> usize {
        (self.word(3) >> 24) as usize
    }

    /// The entries of the exception table.
    pub fn handler_count(self) -> usize {
        (self.word(4) & 0xffff) as usize
    }

    /// The length of the line table in bytes.
    pub fn line_bytes(self) -> usize {
        (self.word(4) >> 16) as usize
    }

    /// The first line.
    pub fn first_line(self) -> u32 {
        self.word(5) & 0xffff
    }

    /// The names of the variables, each with its frame slot or with -1 - n for captured cell n; if `locals()` may ask.
    pub fn variables(self) -> Option<Value> {
        (self.word(5) >> 16 != 0).then(|| self.value(self.value_count().wrapping_sub(1)))
    }

    /// Value `index`; constants count from the qualified name.
    pub fn value(self, index: usize) -> Value {
        if index < self.value_count() { Value::from_bits(self.word(VALUES + index)) } else { Value::UNDEFINED }
    }

    /// The docstring, or `None`.
    pub fn doc(self) -> Value {
        if self.flags().has(Flags::DOC) { self.value(2 + self.parameters()) } else { Value::NONE }
    }

    /// The half-words of the block before its first unit.
    pub fn first_unit(self) -> usize {
        (VALUES + self.value_count()) * 2
    }

    /// The half-word `index` units after the values: code, then the exception table, then the line table.
    #[inline(always)]
    fn half(self, index: usize) -> u16 {
        let word = self.word(VALUES + self.value_count() + index / 2);
        (word >> (index % 2 * 16)) as u16
    }

    /// Code unit `index`.
    pub fn unit(self, index: usize) -> u16 {
        if index < self.unit_count() { self.half(index) } else { 0 }
    }

    /// Entry `index` of the exception table: start, end, handler.
    pub fn entry(self, index: usize) -> (usize, usize, usize) {
        let at = self.unit_count() + index * ENTRY;
        (self.half(at).into(), self.half(at + 1).into(), self.half(at + 2).into())
    }

    /// Byte `index` of the line table.
    fn line_byte(self, index: usize) -> u8 {
        let half = self.half(self.unit_count() + self.handler_count() * ENTRY + index / 2);
        (half >> (index % 2 * 8)) as u8
    }

    /// The line of the instruction at `unit`.
    pub fn line(self, unit: usize) -> u32 {
        let (mut line, mut at) = (self.first_line(), 0);
        for pair in 0..self.line_bytes() / 2 {
            let (advance, lines) = (self.line_byte(pair * 2), self.line_byte(pair * 2 + 1));
            at += usize::from(advance.min(254));
            if at > unit {
                break;
            }
            if advance != 255 {
                line = line.wrapping_add_signed((lines as i8).into());
            }
        }
        line
    }

    /// The handler of an exception raised at `unit`.
    pub fn handler(self, unit: usize) -> Option<usize> {
        (0..self.handler_count())
            .map(|index| self.entry(index))
            .find(|entry| (entry.0..entry.1).contains(&unit))
            .map(|entry| entry.2)
    }
}

/// The line of the instruction at `unit` of a code block.
pub fn line_of(heap: &Heap, code: Ref, unit: usize) -> u32 {
    Code::new(heap, code).line(unit)
}
