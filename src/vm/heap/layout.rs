//! What a block looks like: the header word and the table of kinds.
//!
//! A block is a multiple of 8 bytes and starts with its header:
//!
//! | bits | field |
//! |--|--|
//! | 0..=5 | [`Kind`] |
//! | 6..=7 | [`Color`] |
//! | 8..=15 | size: granules of 8 bytes, or 255: the size stands in a [`Kind::Large`] granule right before the block; for `Str` the length in bytes instead |
//! | 16..=31 | link: the next gray block while marking, the new place while compacting, the next free block in free ones |
//!
//! A `Large` granule and the block behind it are made, moved and freed together.
//!
//! The words after the header are written in the table as `[a][b]…`; all are `Value`s where the scan is `Values`
//! (lengths and counts are small ints, so that the collector need not know them).

/// How the collector finds the references in a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scan {
    /// There are none.
    Raw,
    /// Every word after the header is a value.
    Values,
    /// Words 1 to 3 are values.
    Head,
    /// Word 1 holds in its low 16 bits a count; so many values start at word 6.
    Code,
    /// Word 1 is a small int whose low 24 bits count pairs; so many pairs of values start at word 2.
    Pairs,
    /// Word 1 is a small int whose low 24 bits count values; so many values start at word 2.
    Singles,
    /// The VM stack: values up to the top of the running frame.
    Stack,
    /// The table of interned names: references that do not keep their targets alive; see `names.rs`.
    Weak,
    /// Words 2 and 3 are values.
    Tail,
    /// As `Singles`; behind the values any words, of which those that look like names keep them.
    Mixed,
}

/// A number for every value of the header's kind field.
const NUMBERS: usize = 64;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $scan:ident,)*) => {
        /// What a block is.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $name,)* }

        impl Kind {
            /// Every kind, by number.
            pub const ALL: &'static [Kind] = &[$(Kind::$name,)*];

            /// The row's name.
            pub fn name(self) -> &'static str {
                [$(stringify!($name),)*].get(self as usize).copied().unwrap_or("")
            }
        }

        /// How each kind is scanned, by number.
        pub static SCANS: [Scan; NUMBERS] = {
            let rows = [$(Scan::$scan,)*];
            let mut scans = [Scan::Raw; NUMBERS];
            let mut number = 0;
            while number < rows.len() {
                scans[number] = rows[number];
                number += 1;
            }
            scans
        };
    };
}

kinds! {
    /// A free block, in the ring of its bin: the link is the next; `[size in granules << 16 | granule of the one before]`.
    Free Raw,
    /// `[size in granules]`: the granule before a block of 255 granules or more.
    Large Raw,
    /// `[class][1 or 0][0]` and a Rust object; see `boxes.rs`.
    Native Head,
    /// `[object or None][stage and more][next]` and a Rust future, which is never moved; see `futures.rs`.
    Future Head,
    /// Bytes 4..6: hash and ASCII flag; then the text. Its length is the header's size field.
    Str Raw,
    /// `[float]`: 8 bytes, or 4 with feature `f32`.
    Float Raw,
    /// A `Float` that only one temporary register refers to, which an arithmetic instruction will take: it may be overwritten.
    FloatTemp Raw,
    /// `[digits << 1 | negative][digit]…`: the magnitude, least digit first, normalised, never a small int.
    BigInt Raw,
    /// `[length]`, bytes 8..10: hash and ASCII flag; then the text, of 255 bytes or more.
    LongStr Raw,
    /// `[length]` then the bytes.
    Bytes Raw,
    /// `[buffer]` ByteBuffer or 0 if empty.
    ByteArray Values,
    /// `[buffer][letter]`: ByteBuffer or 0 if empty; see types/array.
    Array Values,
    /// `[length]` then bytes up to the block's end (capacity).
    ByteBuffer Raw,
    /// `[buffer]` ListBuffer or 0 if empty.
    List Values,
    /// `[length]` then items up to the block's end (capacity); unused ones are 0.
    ListBuffer Values,
    /// `[length][item]…`
    Tuple Values,
    /// `[table]` DictTable or 0 if empty.
    Dict Values,
    /// `[meta][key][value]…` and an index; see types/dict.
    DictTable Pairs,
    /// `[table]` SetTable or 0 if empty.
    Set Values,
    /// `[table]`
    FrozenSet Values,
    /// `[meta][key]…` and an index; see types/set.
    SetTable Singles,
    /// `[ring or 0][most items or None][changes]`; the ring is a ListBuffer; see types/deque.
    Deque Values,
    /// `[start][stop][step]` ints.
    Range Values,
    /// `[start][stop][step]`
    Slice Values,
    /// `[code][globals][extras or 0][captured cell]…`; extras: FunctionExtras.
    Function Values,
    /// `[defaults tuple or 0][keyword defaults dict or 0][annotations or 0][attributes dict or 0][names tuple or 0]`
    FunctionExtras Values,
    /// `[function][self]`
    BoundMethod Values,
    /// `[value or 0]`
    Cell Values,
    /// `[function][state][handled][presented type or 0][register]…`
    Generator Values,
    /// See code/code.rs.
    Code Code,
    /// `[name][bases][mro][dict][layout][flags][metaclass or 0][qualified name or module]`; see types/class.
    Class Values,
    /// `[class][slot]…` in the order of the class's layout; a class's native base payload is slot 0.
    Instance Values,
    /// `[class][dict][payload]`: an instance whose attributes are in a dict of its own.
    LooseInstance Values,
    /// `[class][args][traceback][extra or 0]`
    Exception Values,
    /// `[cause][context][suppress][dict or 0][notes or 0]`
    ExceptionExtra Values,
    /// `[dict][name]`
    Module Values,
    /// `[iterator kind][source][position][extra]`
    Iterator Values,
    /// `[getter][setter][deleter][doc]`
    Property Values,
    /// `[function]`
    ClassMethod Values,
    /// `[function]`
    StaticMethod Values,
    /// A `Native` that the collector found unreachable: `[class or None][1 or 0][next]`.
    Dead Head,
    /// A `Future` that the collector found unreachable: `[None][stage and more][next]`.
    DeadFuture Head,
    /// `[target][start][length][format][step]`
    MemoryView Values,
    /// `[real float][imag float]`
    Complex Raw,
    /// `[which][dict]`: keys, values or items
    DictView Values,
    /// `[class][object]`
    Super Values,
    /// `[origin][args]`: `list[int]`, `int | str`
    Alias Values,
    /// `[length][function][ip]…`: the frames an exception passed, innermost first
    Traceback Values,
    /// The VM stack.
    Stack Stack,
    /// The compiler's and the parser's scratch memory.
    Scratch Raw,
    /// The table of interned names: `[count and more]` then string blocks or 0, by index; see `names.rs`.
    Names Weak,
    /// `[count][value]…` and any words, perhaps names: the compiler's memory, which is not moved by compaction; see `workspace.rs`.
    Workspace Mixed,
    /// `[dict]`: `C.__dict__`
    MappingProxy Values,
    /// `[class][name]`: what `S.x` is for a name of `__slots__`
    Member Values,
    /// What is known of objects without keeping them alive; see `weak.rs`.
    Weak Weak,
    /// `[object or 0][callback or None][weak reference or None]`; see `weak.rs`.
    WeakNode Tail,
    /// `[next][callback or None][weak reference or object]`: a `WeakNode` that is due.
    DueNode Head,
}

const _: () = assert!(Kind::ALL.len() <= NUMBERS);
const _: () = assert!(Kind::Free as u32 == 0 && Kind::Future as u32 == Kind::Native as u32 + 1);
const _: () = assert!((Kind::Large as u32) < Kind::Str as u32 && (Kind::Future as u32) < Kind::Str as u32);

/// What makes granules of the length of a `Str`'s text: header, hash, and a last granule that may be full.
const STR_SPARE: u32 = STR_TEXT as u32 + GRANULE - 1;

/// Bytes in a granule, the unit of block sizes and links.
pub const GRANULE: u32 = 8;
/// The size field of a block whose size stands in a `Large` granule.
pub const LARGE: u32 = 255;
/// The longest text of a `Str`, in bytes; longer ones are a `LongStr`.
pub const STR_MAX: usize = 254;
/// Where the text of a `Str` starts, in bytes from the header.
pub const STR_TEXT: usize = 6;
/// Where the text of a `LongStr` starts, in bytes from the header.
pub const LONG_STR_TEXT: usize = 10;

/// What the collector knows of a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Color {
    /// Not reached in this cycle (or no cycle is running).
    White = 0,
    /// Reached; its references are still to be followed.
    Gray = 1,
    /// Reached and done.
    Black = 2,
}

/// A block's first word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Header(pub u32);

impl Header {
    /// The colour's bits.
    pub(super) const COLOR: u32 = 0xc0;
    /// Set in the headers of black blocks only.
    pub(super) const BLACK: u32 = (Color::Black as u32) << 6;
    /// Set in the headers of gray blocks only.
    pub(super) const GRAY: u32 = (Color::Gray as u32) << 6;

    /// A white block's header; `size` as in the module's table.
    #[inline(always)]
    pub const fn new(kind: Kind, size: u8) -> Header {
        Header(kind as u32 | (size as u32) << 8)
    }

    /// The number of the block's kind.
    #[inline(always)]
    pub fn kind_bits(self) -> u32 {
        self.0 & 63
    }

    /// The kind.
    #[inline(always)]
    pub fn kind(self) -> Kind {
        match Kind::ALL.get((self.0 & 63) as usize) {
            Some(kind) => *kind,
            None => Kind::Free,
        }
    }

    /// True if the block is of `kind`, whatever its colour.
    #[inline(always)]
    pub const fn is(self, kind: Kind) -> bool {
        self.0 & 63 == kind as u32
    }

    /// True if the size field is the block's size: for most blocks.
    #[inline(always)]
    pub(super) const fn is_plain(self) -> bool {
        let kind = self.0 & 63;
        kind > Kind::Large as u32 && kind != Kind::Str as u32 && self.size().wrapping_sub(1) < LARGE - 1
    }

    /// Granules of a short white block without a Rust value, or with [`Header::BLACK`] taken away, of a black one; `None`
    /// for others. The kinds are in such an order that two comparisons tell.
    #[inline(always)]
    pub(super) const fn swept(self) -> Option<u32> {
        let low = self.0 & 0xff;
        if low.wrapping_sub(Kind::Str as u32 + 1) < 63 - Kind::Str as u32 {
            // The size of a large block stands behind another header.
            Some(self.size())
        } else if low == Kind::Str as u32 {
            Some((self.size() + STR_SPARE) / GRANULE)
        } else {
            None
        }
    }

    /// True if a Rust value must be dropped before the block is freed.
    #[inline(always)]
    pub(super) const fn is_owner(self) -> bool {
        (self.0 & 63).wrapping_sub(Kind::Native as u32) <= 1
    }

    /// True for a future, also for one that is to be dropped.
    pub(super) const fn is_future(self) -> bool {
        self.is(Kind::Future) || self.is(Kind::DeadFuture)
    }

    /// True if the block stays where it is.
    pub(super) const fn is_pinned(self) -> bool {
        self.is_future() || self.is(Kind::Workspace)
    }

    /// How the collector finds the block's references.
    #[inline(always)]
    pub fn scan(self) -> Scan {
        SCANS[(self.0 & 63) as usize]
    }

    /// True if the collector has not reached the block.
    #[inline(always)]
    pub(super) const fn is_white(self) -> bool {
        self.0 & Header::COLOR == 0
    }

    /// True if the block is black: what is stored into it needs the barrier.
    #[inline(always)]
    pub const fn is_black(self) -> bool {
        self.0 & Header::BLACK != 0
    }

    /// The link, a granule's number.
    #[inline(always)]
    pub(super) const fn link(self) -> u32 {
        self.0 >> 16
    }

    /// This header with another link.
    #[inline(always)]
    pub(super) const fn with_link(self, granule: u32) -> Header {
        Header(self.0 & 0xffff | granule << 16)
    }

    /// This header in white, without a link.
    #[inline(always)]
    pub(super) const fn whitened(self) -> Header {
        Header(self.0 & (0xffff & !Header::COLOR))
    }

    /// The size field.
    #[inline(always)]
    pub const fn size(self) -> u32 {
        self.0 >> 8 & 0xff
    }
}
