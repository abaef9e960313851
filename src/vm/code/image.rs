//! The image of a user's program: modules, code, constants, names and files, made elsewhere and used where it lies.
//!
//! An image is an array of little-endian words; [`PROGRAM`] is the address of its first one, and references in it are made
//! for that. Its header:
//!
//! | word | |
//! |--|--|
//! | 0 | [`MAGIC`] |
//! | 1 | [`VERSION`] of the format |
//! | 2 | words in all |
//! | 3 | [`checksum`] |
//! | 4, 5 | names: where (in words), how many |
//! | 6, 7 | manifest: where (in bytes), how many bytes; the API reads it |
//! | 8, 9 | modules: where (in words), how many |
//! | 10, 11 | files: where (in words), how many |
//! | 12 | starts of blocks: a bit for each granule from the first block on; where (in words) |
//! | 13, 14 | blocks: from where to where (in words) |
//! | 15 | 0 |
//!
//! Names are texts that are no names of the firmware, in the order of hash and text. Name `n` has index
//! `NAME_LIMIT - 1 - n`. The section: where each text starts (in bytes) and where the last one ends, then the hashes, 16
//! bits each. A module is [`MODULE`] words: name, code, tuple of the globals' names in the order of their slots, name of the
//! file, 1 for a package, where its blocks end (in words); the blocks of the modules follow each other. A file is four
//! words: path and text, each by its place and length in bytes. Blocks refer to blocks before them only, so that one pass
//! proves them all and nothing is a circle. [`MAX_WORDS`] words of padding end the image.

use super::code::{Code, Flags, VALUES};
use super::verify::{Around, verify};
use crate::vm::heap::{Header, Heap, Kind, LONG_STR_TEXT, MAX_WORDS, STR_TEXT};
use crate::vm::limits::INT_BITS;
use crate::vm::name::{NAME_LIMIT, Name, STATIC_NAMES, hash16};
use crate::vm::number::Float;
use crate::vm::value::{PROGRAM, Ref, Value};

/// The first word: `fpim`.
pub const MAGIC: u32 = u32::from_le_bytes(*b"fpim");
/// The version of the format.
pub const VERSION: u32 = 1;
/// Words of the header.
pub const HEADER: usize = 16;
/// Words of a module's entry.
pub const MODULE: usize = 6;
/// Words of a file's entry.
pub const FILE: usize = 4;
/// Names that an image can have: the others are left to what runs.
pub const NAMES_MAX: usize = 3072;
/// The firmware's names and those of what runs have room beside an image's.
const _: () = assert!(NAMES_MAX + 512 <= NAME_LIMIT - STATIC_NAMES as usize);
/// Words that an image can have: addresses in it have 24 bits.
pub const WORDS_MAX: usize = 1 << 22;
/// Words that a block can have.
const BLOCK_MAX: usize = 1 << 16;
/// The word of the header with the checksum.
pub const CHECKSUM: usize = 3;
/// Header words: where things are.
pub const NAMES: usize = 4;
/// The manifest.
pub const MANIFEST: usize = 6;
/// The modules.
pub const MODULES: usize = 8;
/// The files.
pub const FILES: usize = 10;
/// The bits that say where blocks start.
pub const STARTS: usize = 12;
/// The blocks.
pub const BLOCKS: usize = 13;

/// What is wrong with an image, and at which byte of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The byte.
    pub at: u32,
    /// What it is.
    pub what: &'static str,
}

/// What an image may refer to.
#[derive(Clone, Copy)]
pub struct Firmware {
    /// True for the rows of built-ins that scripts may use.
    pub is_builtin: fn(u16) -> bool,
    /// True for the immediates that compiled code refers to.
    pub is_immediate: fn(Value) -> bool,
}

/// The sum of all words but the checksum itself: FNV-1a by words, with the high bits folded in.
pub fn checksum(words: &[u32]) -> u32 {
    let mut sum = 0x811c_9dc5u32;
    for (index, word) in words.iter().enumerate() {
        if index != CHECKSUM {
            sum = (sum ^ *word).wrapping_mul(0x0100_0193);
            sum ^= sum >> 15;
        }
    }
    sum
}

/// A word, 0 where there is none.
pub fn word(words: &[u32], index: usize) -> u32 {
    words.get(index).copied().unwrap_or(0)
}

/// Proves the frame of an image: what it is, that it is whole, that its parts lie in it.
pub fn frame(words: &[u32]) -> Result<(), Fault> {
    let fault = |index: usize, what| Err(Fault { at: index as u32 * 4, what });
    if words.len() < HEADER + MAX_WORDS || word(words, 0) != MAGIC {
        return fault(0, "this is no image");
    }
    if word(words, 1) != VERSION {
        return fault(1, "the image has another version of the format");
    }
    if word(words, 2) as usize != words.len() || words.len() > WORDS_MAX {
        return fault(2, "the image is not as long as it says");
    }
    if word(words, CHECKSUM) != checksum(words) {
        return fault(CHECKSUM, "the image is damaged: the checksum is wrong");
    }
    let end = words.len() - MAX_WORDS;
    let count = |index: usize, most: usize| Some(word(words, index + 1) as usize).filter(|count| *count <= most);
    let fits = |index: usize, size: Option<usize>| {
        size.is_some_and(|size| size <= end && word(words, index) as usize <= end - size)
    };
    let names = count(NAMES, NAMES_MAX).map(|count| count + 1 + count.div_ceil(2));
    let modules = count(MODULES, end).map(|count| count.saturating_mul(MODULE));
    let files = count(FILES, end).map(|count| count.saturating_mul(FILE));
    for (index, size) in [(NAMES, names), (MODULES, modules), (FILES, files)] {
        if !fits(index, size) {
            return fault(index, "a part lies outside of the image");
        }
    }
    if !lies_in(words, MANIFEST) {
        return fault(MANIFEST, "the manifest lies outside of the image");
    }
    let (first, last) = (word(words, BLOCKS) as usize, word(words, BLOCKS + 1) as usize);
    if first < HEADER || !first.is_multiple_of(2) || !last.is_multiple_of(2) || first > last || last > end {
        return fault(BLOCKS, "the blocks lie outside of the image");
    }
    let starts = ((last - first) / 2).div_ceil(32);
    if word(words, STARTS) as usize > end.saturating_sub(starts) || starts > end {
        return fault(STARTS, "a part lies outside of the image");
    }
    for file in 0..word(words, FILES + 1) as usize {
        let at = word(words, FILES) as usize + file * FILE;
        if !lies_in(words, at) || !lies_in(words, at + 2) {
            return fault(at, "a file lies outside of the image");
        }
    }
    Ok(())
}

/// True for UTF-8 in which surrogates may stand, as strings have it.
fn is_text(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Err(error) = core::str::from_utf8(rest) {
        match rest.split_at_checked(error.valid_up_to()) {
            Some((_, [0xed, 0xa0..=0xbf, 0x80..=0xbf, behind @ ..])) => rest = behind,
            _ => return false,
        }
    }
    true
}

/// True if the bytes whose place and length stand at a word lie in the image.
fn lies_in(words: &[u32], index: usize) -> bool {
    let end = u64::from(word(words, index)) + u64::from(word(words, index + 1));
    end <= words.len() as u64 * 4
}

/// Proves the names, blocks and modules of an image that has a good [`frame`] and that the heap knows.
pub fn contents(heap: &Heap, firmware: Firmware) -> Result<(), Fault> {
    let image = Image { heap, words: heap.program(), firmware };
    image.names()?;
    image.modules()
}

/// The names of its modules and what belongs to them, by number.
pub fn module(heap: &Heap, index: usize) -> Option<[u32; MODULE]> {
    let words = heap.program();
    if index >= word(words, MODULES + 1) as usize {
        return None;
    }
    let at = word(words, MODULES) as usize + index * MODULE;
    words.get(at..at + MODULE)?.try_into().ok()
}

/// An image that is being proven.
struct Image<'h, 'm> {
    heap: &'h Heap<'m>,
    words: &'static [u32],
    firmware: Firmware,
}

type Proof<T = ()> = Result<T, Fault>;

fn fault<T>(index: usize, what: &'static str) -> Proof<T> {
    Err(Fault { at: index as u32 * 4, what })
}

impl Image<'_, '_> {
    fn word(&self, index: usize) -> u32 {
        word(self.words, index)
    }

    /// The block whose first word is at an index.
    fn block(&self, index: usize) -> Ref {
        Ref(PROGRAM + index as u32 * 4)
    }

    /// Names are in order, in UTF-8, hashed right, and unknown to the firmware.
    fn names(&self) -> Proof {
        let (at, count) = (self.word(NAMES) as usize, self.word(NAMES + 1) as usize);
        let (mut before, mut text_before): (u16, &[u8]) = (0, &[]);
        for row in 0..count {
            let hash = self.heap.program_hash(row).unwrap_or(0);
            let name = Name::new((NAME_LIMIT - 1 - row) as u16, hash);
            let is_long_enough = self.word(at + row) < self.word(at + row + 1);
            let text = self.heap.static_text(name).unwrap_or_default();
            if !is_long_enough || text.is_empty() || !is_text(text) || hash16(text) != hash {
                return fault(at + row, "a name is damaged");
            }
            if (hash, text) <= (before, text_before) {
                return fault(at + row, "the names are not in order");
            }
            if self.heap.is_known_name(text) {
                return fault(at + row, "a name is the firmware's: the image was made for another one");
            }
            (before, text_before) = (hash, text);
        }
        Ok(())
    }

    /// The blocks of each module, then its code.
    fn modules(&self) -> Proof {
        let (mut start, end) = (self.word(BLOCKS) as usize, self.word(BLOCKS + 1) as usize);
        let count = self.word(MODULES + 1) as usize;
        let mut blocks = 0;
        for number in 0..count {
            let at = self.word(MODULES) as usize + number * MODULE;
            let last = self.word(at + 5) as usize;
            if last < start || last > end || !last.is_multiple_of(2) {
                return fault(at + 5, "the blocks of a module are not where they should be");
            }
            blocks += self.blocks(start, last)?;
            self.module(at, start, last)?;
            start = last;
        }
        if start != end {
            return fault(BLOCKS, "there are blocks that no module has");
        }
        let (first, bits) = (self.word(STARTS) as usize, (end - self.word(BLOCKS) as usize) / 2);
        let known: u32 = (0..bits.div_ceil(32)).map(|index| self.word(first + index).count_ones()).sum();
        if known as usize == blocks { Ok(()) } else { fault(STARTS, "a block starts in another one") }
    }

    /// Proves blocks one after another; how many there are.
    fn blocks(&self, start: usize, end: usize) -> Proof<usize> {
        let (mut at, mut count) = (start, 0);
        while at < end {
            let mut size = Header(self.word(at)).size() as usize * 2;
            if self.word(at) == Kind::Large as u32 {
                size = (self.word(at + 1) as usize).saturating_mul(2);
                at += 2;
                if Header(self.word(at)).size() != 255 || size < 510 {
                    return fault(at, "the size of a block is wrong");
                }
            }
            let header = Header(self.word(at));
            if header.is(Kind::Str) {
                size = (STR_TEXT + header.size() as usize).div_ceil(8) * 2;
            }
            if size == 0 || size > BLOCK_MAX || at >= end || size > end - at || header.0 & 0xffff_00c0 != 0 {
                return fault(at, "the size of a block is wrong");
            }
            if !self.starts_at(at) {
                return fault(at, "a block starts where none should");
            }
            self.proven(at, size, start)?;
            at += size;
            count += 1;
        }
        Ok(count)
    }

    /// True if a block starts at a word, says the table.
    fn starts_at(&self, index: usize) -> bool {
        let Some(words) = index.checked_sub(self.word(BLOCKS) as usize) else { return false };
        let granule = words / 2;
        words.is_multiple_of(2)
            && index < self.word(BLOCKS + 1) as usize
            && self.word(self.word(STARTS) as usize + granule / 32) >> (granule % 32) & 1 != 0
    }

    /// Proves what a block of some words holds.
    fn proven(&self, at: usize, size: usize, module: usize) -> Proof {
        let (block, bytes) = (self.block(at), size * 4);
        let header = Header(self.word(at));
        let len = Value::from_bits(self.word(at + 1));
        let holds = |first: usize| len.is_small() && len.small_int() >= 0 && first + len.small_int() as usize <= bytes;
        let text_is_good = || {
            let text = self.heap.text(block);
            self.heap.text_hash(block) == hash16(text) && is_text(text)
        };
        let float = size_of::<Float>() / 4;
        let good = match header.kind() {
            Kind::Str => text_is_good(),
            Kind::LongStr => holds(LONG_STR_TEXT) && len.small_int() >= 255 && text_is_good(),
            Kind::Bytes => holds(8),
            Kind::Float => size == (1 + float).next_multiple_of(2),
            Kind::Complex => size == (1 + 2 * float).next_multiple_of(2),
            Kind::BigInt => self.is_long_int(at, size),
            Kind::Tuple => {
                if !len.is_small() || len.small_int() < 0 || len.small_int() as usize + 2 > size {
                    return fault(at, "a tuple is not as long as it says");
                }
                return self.values(at + 2, len.small_int() as usize, at, None);
            }
            Kind::Code => {
                let count = (self.word(at + 1) & 0xffff) as usize;
                if VALUES + count > size {
                    return fault(at, "code is shorter than it says");
                }
                return self.values(at + VALUES, count, at, Some(module));
            }
            _ => return fault(at, "a block of a kind that no image has"),
        };
        if good { Ok(()) } else { fault(at, "a constant is damaged") }
    }

    /// A long int has no zeros in front, and is none that would be a small one.
    fn is_long_int(&self, at: usize, size: usize) -> bool {
        let (digits, negative) = ((self.word(at + 1) >> 1) as usize, self.word(at + 1) & 1 != 0);
        if digits == 0 || digits > size - 2 || digits > INT_BITS / 32 {
            return false;
        }
        let last = self.word(at + 1 + digits);
        let least = Value::INT_MAX as u32 + 1 + u32::from(negative);
        last != 0 && (digits > 1 || last >= least)
    }

    /// Proves values that stand in a block which starts at `before`; code among them must lie behind word `module`.
    fn values(&self, first: usize, count: usize, before: usize, module: Option<usize>) -> Proof {
        for index in first..first + count {
            let value = Value::from_bits(self.word(index));
            if let Some(name) = value.as_name() {
                if !self.is_name(name) {
                    return fault(index, "a name is damaged, or of another firmware");
                }
            } else if let Some(to) = value.as_ref() {
                let target = (to.0.wrapping_sub(PROGRAM) / 4) as usize;
                let is_code = || Header(self.word(target)).is(Kind::Code);
                if to.0 < PROGRAM || target >= before || !self.starts_at(target) {
                    return fault(index, "a reference to no block before");
                }
                if is_code() && module.is_none_or(|first| target < first) {
                    return fault(index, "code stands where none may be");
                }
            } else if !(value.is_small() || value.is_defined() && (self.firmware.is_immediate)(value)) {
                return fault(index, "a value that no image has");
            }
        }
        Ok(())
    }

    fn is_name(&self, name: Name) -> bool {
        match (NAME_LIMIT - 1 - name.index() as usize, self.word(NAMES + 1) as usize) {
            (row, count) if row < count => self.heap.program_hash(row) == Some(name.hash()),
            _ => self.heap.static_text(name).is_some_and(|text| hash16(text) == name.hash()),
        }
    }

    /// Proves the entry of a module whose blocks lie between two words, and all its code.
    fn module(&self, at: usize, start: usize, end: usize) -> Proof {
        let [name, code, globals, file] = [0, 1, 2, 3].map(|index| Value::from_bits(self.word(at + index)));
        if !name.is_name() || !file.is_name() {
            return fault(at, "a module has no name");
        }
        self.values(at, 1, end, None)?;
        self.values(at + 3, 1, end, None)?;
        self.values(at + 1, 2, end, Some(start))?;
        let body = Code::new(self.heap, code.block());
        let is_body = self.heap.kind(code.block()) == Kind::Code
            && body.parameters() + body.captured() == 0
            && body.flags().0 & !Flags::DOC == 0;
        if !is_body {
            return fault(at + 1, "the code of a module is none");
        }
        if self.heap.kind(globals.block()) != Kind::Tuple {
            return fault(at + 2, "the globals of a module are no names");
        }
        let slots = self.heap.value(globals.block(), 1).small_int().max(0) as usize;
        if let Some(slot) = (0..slots).find(|slot| !self.heap.value(globals.block(), 2 + slot).is_name()) {
            return fault(at + 2 + slot, "the globals of a module are no names");
        }
        self.all_code(start, end, Around { slots, is_builtin: self.firmware.is_builtin })
    }

    /// Proves the code between two words.
    fn all_code(&self, start: usize, end: usize, around: Around) -> Proof {
        let mut at = start;
        while at < end {
            at += if self.word(at) == Kind::Large as u32 { 2 } else { 0 };
            let block = self.block(at);
            if self.heap.kind(block) == Kind::Code {
                let code = Code::new(self.heap, block);
                if code.flags().has(Flags::HIDDEN) {
                    return fault(at + 2, "code that hides from tracebacks");
                }
                if let Err(found) = verify(self.heap, block, around) {
                    let unit = (code.first_unit() + found.at) as u32 * 2;
                    return Err(Fault { at: at as u32 * 4 + unit, what: found.what });
                }
            }
            at += self.heap.size(block) / 4;
        }
        Ok(())
    }
}
