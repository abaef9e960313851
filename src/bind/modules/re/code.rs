//! What a regular expression is compiled to: bytes, of which one row per instruction tells the form.
//!
//! A program is `[groups u16][loops u16][looks u16][flags u8][0]` and instructions. Numbers are little endian; targets
//! are distances from the instruction's own first byte. Characters are UTF-8, of a pattern of bytes single bytes.

/// Bytes before the first instruction.
pub const HEADER: usize = 8;
/// The flag of a program whose pattern is text.
pub const IS_TEXT: u8 = 1;

macro_rules! ops {
    ($($(#[$doc:meta])* $name:ident $length:literal,)*) => {
        /// An instruction.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Op { $($(#[$doc])* $name,)* }

        impl Op {
            const ALL: &'static [Op] = &[$(Op::$name,)*];
            const LENGTHS: &'static [u8] = &[$($length,)*];
        }
    };
}

ops! {
    /// The whole expression matches.
    Match 1,
    /// `[n][text]`: this text.
    Text 2,
    /// `[n][text][fold]`: this text in lower case, whatever the case: `fold` is [`FOLD_ASCII`] or 0. See [`Op::length`].
    Fold 3,
    /// Any character but a line feed.
    Any 1,
    /// Any character.
    AnyAll 1,
    /// `[class]`: a character of a class, see [`class`].
    Class 2,
    /// `[size u16][flags]` and items of that size: a character of a set.
    Set 4,
    /// `[place]`: see [`place`].
    At 2,
    /// `[target]`
    Jump 3,
    /// `[target]`: go on, or else there.
    Split 3,
    /// `[target]`: go there, or else on.
    SplitBack 3,
    /// `[slot u16]`: remember where this is.
    Save 3,
    /// `[group u16][flags]`: the text of a group again.
    Back 4,
    /// `[how][least u16][most u16]`: the next instruction, which takes one character, again and again.
    Star 6,
    /// `[loop u16]`: no turns yet.
    LoopStart 3,
    /// `[loop u16][how][least u16][most u16][target]`: the body again, or on.
    Loop 10,
    /// `[look u16][kind][target][width u16]`: what follows, up to `LookEnd`, must match here, and does so in one way.
    Look 8,
    /// `[look u16][kind]`
    LookEnd 4,
    /// `[group u16][target]`: on if the group has matched, else there.
    If 5,
}

impl Op {
    /// The instruction that a byte stands for.
    pub fn of(byte: u8) -> Option<Op> {
        Op::ALL.get(byte as usize).copied()
    }

    /// The bytes that the instruction at `at` takes.
    pub fn length(self, code: &[u8], at: usize) -> usize {
        let fixed = Op::LENGTHS.get(self as usize).copied().unwrap_or(1).into();
        match self {
            Op::Text | Op::Fold => fixed + usize::from(byte(code, at + 1)),
            Op::Set => fixed + usize::from(number(code, at + 1)),
            _ => fixed,
        }
    }

    /// True if it takes exactly one character and remembers nothing.
    pub fn is_single(self, code: &[u8], at: usize, is_text: bool) -> bool {
        match self {
            Op::Any | Op::AnyAll | Op::Class | Op::Set => true,
            Op::Text | Op::Fold => {
                let count = usize::from(byte(code, at + 1));
                let first = byte(code, at + 2);
                count == if is_text { width_of(first) } else { 1 }
            }
            _ => false,
        }
    }
}

/// The bytes of the character of UTF-8 that starts with a byte.
pub const fn width_of(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        _ => 4,
    }
}

/// A byte of a program; 0 outside of it.
#[inline]
pub fn byte(code: &[u8], at: usize) -> u8 {
    code.get(at).copied().unwrap_or(0)
}

/// A number of two bytes.
#[inline]
pub fn number(code: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([byte(code, at), byte(code, at + 1)])
}

/// Where the target at `operand` of the instruction at `at` leads.
#[inline]
pub fn target(code: &[u8], at: usize, operand: usize) -> usize {
    at.saturating_add_signed(isize::from(number(code, at + operand) as i16))
}

/// Ways of repeating: `how` of [`Op::Star`] and [`Op::Loop`].
pub mod how {
    /// As often as possible.
    pub const GREEDY: u8 = 0;
    /// As rarely as possible.
    pub const LAZY: u8 = 1;
    /// As often as possible, and that is final.
    pub const POSSESSIVE: u8 = 2;
}

/// Kinds of [`Op::Look`].
pub mod look {
    /// `(?=…)`
    pub const AHEAD: u8 = 0;
    /// `(?!…)`
    pub const NOT_AHEAD: u8 = 1;
    /// `(?<=…)`
    pub const BEHIND: u8 = 2;
    /// `(?<!…)`
    pub const NOT_BEHIND: u8 = 3;
    /// `(?>…)`
    pub const ATOMIC: u8 = 4;
}

/// Classes of characters, with [`ASCII`] for the narrow form and [`NOT`] for the contrary.
pub mod class {
    /// `\d`
    pub const DIGIT: u8 = 0;
    /// `\s`
    pub const SPACE: u8 = 2;
    /// `\w`
    pub const WORD: u8 = 4;
    /// Added to a class: what it does not hold.
    pub const NOT: u8 = 1;
    /// Added to a class or a place: ASCII only.
    pub const ASCII: u8 = 8;
}

/// Places between characters: the operand of [`Op::At`].
pub mod place {
    /// `^`, `\A`
    pub const START: u8 = 0;
    /// `^` in `MULTILINE`
    pub const LINE_START: u8 = 1;
    /// `$`
    pub const END: u8 = 2;
    /// `$` in `MULTILINE`
    pub const LINE_END: u8 = 3;
    /// `\Z`
    pub const LAST: u8 = 4;
    /// `\b`
    pub const BOUNDARY: u8 = 5;
    /// `\B`
    pub const NOT_BOUNDARY: u8 = 6;
}

/// The set holds what its items do not.
pub const SET_NOT: u8 = 1;
/// Case does not matter.
pub const FOLD: u8 = 2;
/// Case does not matter for letters of ASCII only.
pub const FOLD_ASCII: u8 = 4;
/// An item of a set: one character follows.
pub const ITEM_ONE: u8 = 0;
/// An item of a set: the first and the last character of a range follow.
pub const ITEM_RANGE: u8 = 1;
/// An item of a set: with a class in the low bits.
pub const ITEM_CLASS: u8 = 0x80;
/// No upper limit of repetitions.
pub const MANY: u16 = u16::MAX;
