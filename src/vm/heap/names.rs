//! The names whose text is in the heap: a table from index to text block, and chains to find a name by its text.
//!
//! The table is the `Names` block at `Root::Names`: `[state][text block or 0]…[links]…`, as many links as text blocks.
//! State is a small int: indices used so far, and above 13 bits the first unused one below them plus 1. The low half of
//! a link is the next name of the same chain (or the next unused index) plus 1, the high half the first name of a chain
//! plus 1. Text blocks are held weakly: what no live name refers to is dropped after marking.
//!
//! The names of a program's image have the highest indices, counted downwards; see `code/image.rs`.

use super::Heap;
use super::layout::{Header, Kind, LONG_STR_TEXT, STR_MAX, STR_TEXT};
use super::work::{Progress, Task, Work};
use crate::vm::name::{BUCKETS, LIBRARY_IMAGE, LIBRARY_START, NAME_LIMIT, Name, STATIC_NAMES, bucket, hash16};
use crate::vm::raise::Stop;
use crate::vm::value::{FLASH, PROGRAM, Ref, Value};

/// Names that the heap can hold.
const MOST: usize = NAME_LIMIT - STATIC_NAMES as usize;
/// The image of the library's names.
const LIBRARY: Ref = Ref(FLASH | LIBRARY_IMAGE << 24);
/// Half-word of its first bucket.
const FIRST_BUCKET: usize = 2;
/// Half-word of where its first text starts.
const FIRST_START: usize = FIRST_BUCKET + BUCKETS + 1;
/// Word of the first text block.
const FIRST_TEXT: usize = 2;
/// The bits of the state that count the indices used so far.
const USED: u32 = 0x1fff;
/// Names that are moved to a larger table in one portion.
const MOVED_AT_ONCE: usize = 32;

/// The table as it stands.
#[derive(Clone, Copy)]
struct Table {
    at: Ref,
    /// Names it can hold.
    capacity: usize,
    /// Indices used so far.
    count: usize,
    /// The first unused index below `count`, plus 1.
    unused: usize,
}

impl Table {
    fn chain(self, hash: u16) -> usize {
        ((hash as usize >> 1) * self.capacity) >> 15
    }

    fn link(self, index: usize) -> usize {
        FIRST_TEXT + self.capacity + index
    }
}

/// Words of the header of a program's image: where its names are, in words, and how many.
pub const PROGRAM_NAMES: usize = 4;

/// Half-word `index` of an image.
fn half(image: &[u32], index: usize) -> Option<usize> {
    Some((image.get(index / 2)? >> (index % 2 * 16)) as usize & 0xffff)
}

impl<'m> Heap<'m> {
    /// The name of a text, made if there is none yet.
    pub fn intern(&mut self, text: &[u8]) -> Result<Name, Stop> {
        let hash = hash16(text);
        if let Some(name) = self.find(text, hash) {
            return Ok(self.keep(name));
        }
        self.reserve_name()?;
        let block = self.alloc_str(text)?;
        let name = self.add_name(block, hash);
        Ok(self.keep(name))
    }

    /// The name of the text of a `Str` or `LongStr`, which the new name shares if there is none yet.
    pub fn intern_str(&mut self, at: Ref) -> Result<Name, Stop> {
        let hash = self.text_hash(at);
        if let Some(name) = self.find(self.text(at), hash) {
            return Ok(self.keep(name));
        }
        self.reserve_name()?;
        let name = self.add_name(at, hash);
        Ok(self.keep(name))
    }

    /// The name of a text, if there is one.
    pub fn find_name(&self, text: &[u8]) -> Option<Name> {
        let name = self.find(text, hash16(text))?;
        let dying = self.is_forgetting_names() && self.memory.header(self.name_block(name)).is_white();
        if dying && self.memory.holds(self.name_block(name).0) { None } else { Some(name) }
    }

    /// A name's text, if it is in flash.
    #[inline]
    pub fn static_text(&self, name: Name) -> Option<&'static [u8]> {
        match name.index() {
            ..LIBRARY_START => name.static_text(),
            index @ ..STATIC_NAMES => self.library_text(index - LIBRARY_START),
            index => self.program_text(index),
        }
    }

    /// Where the names of the program's image are, in words, and how many they are.
    #[inline]
    fn program_names(&self) -> (usize, usize) {
        match self.memory.program().get(PROGRAM_NAMES..PROGRAM_NAMES + 2) {
            Some([at, count]) => (*at as usize, *count as usize),
            _ => (0, 0),
        }
    }

    /// The text of a name of the program's image: so many words say where the texts start, in bytes, and one where the
    /// last one ends.
    #[inline(never)]
    fn program_text(&self, index: u16) -> Option<&'static [u8]> {
        let (at, count) = self.program_names();
        let row = (NAME_LIMIT - 1).wrapping_sub(index as usize);
        if row >= count {
            return None;
        }
        let [start, end] = self.memory.program().get(at + row..at + row + 2)? else { return None };
        Some(self.memory.far_bytes(Ref(PROGRAM), *start as usize, end.saturating_sub(*start) as usize))
    }

    /// The name with a text among those of the program's image, which are in the order of their hashes.
    #[inline(never)]
    fn find_in_program(&self, text: &[u8], hash: u16) -> Option<Name> {
        let (at, count) = self.program_names();
        let hashes = self.memory.program().get(at + count + 1..)?;
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = (low + high) / 2;
            if half(hashes, middle)? < hash as usize { low = middle + 1 } else { high = middle }
        }
        while low < count && half(hashes, low)? == hash as usize {
            let index = (NAME_LIMIT - 1 - low) as u16;
            if self.program_text(index)? == text {
                return Some(Name::new(index, hash));
            }
            low += 1;
        }
        None
    }

    /// The hash of name `row` of the program's image, as it says.
    pub fn program_hash(&self, row: usize) -> Option<u16> {
        let (at, count) = self.program_names();
        half(self.memory.program().get(at + count + 1..)?, row).map(|hash| hash as u16)
    }

    /// True if a text is a name that the program's image did not bring.
    pub fn is_known_name(&self, text: &[u8]) -> bool {
        let hash = hash16(text);
        let outside = Name::find_static(text, hash).or_else(|| self.find_in_heap(text, hash));
        outside.or_else(|| self.find_in_library(text, hash)).is_some()
    }

    /// The text of a row of the library's names.
    #[inline(never)]
    fn library_text(&self, row: u16) -> Option<&'static [u8]> {
        let library = self.memory.far(LIBRARY, 0);
        let (start, end) = (half(library, FIRST_START + row as usize)?, half(library, FIRST_START + row as usize + 1)?);
        Some(self.memory.far_bytes(LIBRARY, start, end.saturating_sub(start)))
    }

    /// The name of a text among those of the library.
    #[inline(never)]
    fn find_in_library(&self, text: &[u8], hash: u16) -> Option<Name> {
        let library = self.memory.far(LIBRARY, 0);
        let first = FIRST_BUCKET + bucket(hash);
        let (mut row, end) = (half(library, first)?, half(library, first + 1)?);
        let mut start = half(library, FIRST_START + row)?;
        while row < end {
            let next = half(library, FIRST_START + row + 1)?;
            if next.wrapping_sub(start) == text.len() && self.memory.far_bytes(LIBRARY, start, text.len()) == text {
                return Some(Name::new(LIBRARY_START + row as u16, hash));
            }
            (row, start) = (row + 1, next);
        }
        None
    }

    /// A name's text.
    pub fn name_text(&self, name: Name) -> &[u8] {
        self.static_text(name).unwrap_or_else(|| self.text(self.name_block(name)))
    }

    /// As [`Heap::name_text`], without borrowing the heap: see [`Heap::detached_bytes`].
    pub fn detached_name_text(&self, name: Name) -> &'m [u8] {
        let (start, len) = self.text_span(self.name_block(name));
        self.static_text(name).unwrap_or_else(|| self.detached_bytes(self.name_block(name), start, len))
    }

    /// The block with a name's text; `Ref::NONE` if the text is not in a block.
    pub fn name_block(&self, name: Name) -> Ref {
        let at = self.root(super::Root::Names).block();
        match name.index().checked_sub(STATIC_NAMES) {
            Some(index) if (index as u32) < self.memory.value(at, 1).small_int() as u32 & USED => {
                self.memory.value(at, FIRST_TEXT + index as usize).block()
            }
            _ => Ref::NONE,
        }
    }

    /// A string block with a text that lies outside the heap.
    pub fn alloc_str(&mut self, text: &[u8]) -> Result<Ref, Stop> {
        let hash = hash16(text).to_le_bytes();
        let is_long = text.len() > STR_MAX;
        let (kind, start) = if is_long { (Kind::LongStr, LONG_STR_TEXT) } else { (Kind::Str, STR_TEXT) };
        let at = self.alloc_bytes(kind, (start - 4).saturating_add(text.len()))?;
        let place = self.memory.bytes_mut(at, start - 2, 2 + text.len());
        for (place, byte) in place.iter_mut().zip(hash.iter().chain(text)) {
            *place = *byte;
        }
        if is_long {
            self.set_raw(at, 1, Value::len(text.len()).bits());
        }
        Ok(at)
    }

    /// The text of a `Str` or `LongStr`; nothing for other blocks.
    #[inline]
    pub fn text(&self, at: Ref) -> &[u8] {
        let (start, len) = self.text_span(at);
        self.bytes(at, start, len)
    }

    /// Where the text of a `Str` or `LongStr` starts, in bytes from its header, and its length.
    #[inline(always)]
    fn text_span(&self, at: Ref) -> (usize, usize) {
        let header = self.memory.header(at);
        if header.is(Kind::Str) {
            (STR_TEXT, header.size() as usize)
        } else if header.is(Kind::LongStr) {
            (LONG_STR_TEXT, self.memory.value(at, 1).small_int().max(0) as usize)
        } else {
            (0, 0)
        }
    }

    /// The hash and ASCII flag of a `Str` or `LongStr`.
    #[inline]
    pub fn text_hash(&self, at: Ref) -> u16 {
        self.memory.word(at, if self.memory.header(at).is(Kind::LongStr) { 2 } else { 1 }) as u16
    }

    fn names(&self) -> Option<Table> {
        let at = self.root(super::Root::Names).block();
        if !at.is_some() {
            return None;
        }
        let state = self.memory.value(at, 1).small_int() as usize;
        let capacity = (self.size_here(at) / 4 - FIRST_TEXT) / 2;
        Some(Table { at, capacity, count: (state & USED as usize).min(capacity), unused: state >> 13 & USED as usize })
    }

    fn set_state(&mut self, table: Table) {
        self.set_raw(table.at, 1, Value::len(table.unused << 13 | table.count).bits());
    }

    fn text_block(&self, table: Table, index: usize) -> Ref {
        self.memory.block(table.at, FIRST_TEXT + index)
    }

    fn find(&self, text: &[u8], hash: u16) -> Option<Name> {
        Name::find_static(text, hash)
            .or_else(|| self.find_in_heap(text, hash))
            .or_else(|| self.find_in_library(text, hash))
            .or_else(|| self.find_in_program(text, hash))
    }

    fn find_in_heap(&self, text: &[u8], hash: u16) -> Option<Name> {
        let table = self.names()?;
        let mut next = self.memory.word(table.at, table.link(table.chain(hash))) >> 16;
        for _ in 0..table.count {
            let index = next.checked_sub(1)? as usize;
            let block = self.text_block(table, index);
            if self.text_hash(block) == hash && self.text(block) == text {
                return Some(Name::new(STATIC_NAMES + index as u16, hash));
            }
            next = self.memory.word(table.at, table.link(index)) & 0xffff;
        }
        None
    }

    /// Keeps the text of a name that was just found or made: names whose texts are not reached will be dropped, and
    /// scratch memory that has been scanned already may be where the name goes.
    fn keep(&mut self, name: Name) -> Name {
        if self.is_marking() || self.is_forgetting_names() {
            self.mark_text(self.name_block(name));
        }
        name
    }

    /// Marks a text block, which has no references in it.
    pub(super) fn mark_text(&mut self, block: Ref) {
        let header = self.memory.header(block);
        if header.is_white() {
            self.memory.store(block.0, header.0 | Header::BLACK);
        }
    }

    /// Makes sure that the table has room for one more name.
    fn reserve_name(&mut self) -> Result<(), Stop> {
        let old = self.names();
        let used = old.map_or(0, |table| table.capacity);
        let work = Work::on(Task::Names, old.map_or(Ref::NONE, |old| old.at), [0; 2]);
        if old.is_some_and(|table| table.unused != 0 || table.count < table.capacity) {
            self.end_work(work);
            return Ok(());
        }
        let most = MOST.saturating_sub(self.program_names().1);
        if used >= most {
            self.wanted = usize::MAX;
            return Err(Stop::Memory);
        }
        let capacity = (used + used / 2 + 4).min(most);
        let (at, done) = match self.resumed(work) {
            Some(half) => (half.held.block(), half.at),
            None => (self.alloc(Kind::Names, FIRST_TEXT + 2 * capacity)?, 0),
        };
        let new = Table { at, capacity, count: used, unused: 0 };
        if let Some(old) = old {
            self.link_names(work, old, new, done)?;
            self.memory.copy_words(old.at.0 + FIRST_TEXT as u32 * 4, at.0 + FIRST_TEXT as u32 * 4, used);
            self.end_work(work);
        }
        self.set_root(super::Root::Names, Value::reference(at));
        self.set_state(new);
        if let Some(old) = old {
            self.free_now(old.at);
        }
        Ok(())
    }

    /// Enters the names of the old table, in which every index is used, into the chains of the new one, in portions. The
    /// texts are copied at the end: until then they may be moved. If one is dropped meanwhile, there is room again.
    fn link_names(&mut self, work: Work, old: Table, new: Table, done: usize) -> Result<(), Stop> {
        for index in done..old.count {
            if index % MOVED_AT_ONCE == 0 && index > done {
                let held = Value::reference(new.at);
                self.pause(work, Progress { at: index, extra: 0, note: 0, held })?;
            }
            self.link_name(new, index, self.text_hash(self.text_block(old, index)));
        }
        Ok(())
    }

    /// Makes an index the first of its chain.
    fn link_name(&mut self, table: Table, index: usize, hash: u16) {
        let chain = table.link(table.chain(hash));
        let first = self.memory.word(table.at, chain) >> 16;
        self.set_half(table.at, table.link(index), 0, first);
        self.set_half(table.at, chain, 16, index as u32 + 1);
    }

    /// Enters a text into the table, which has room.
    fn add_name(&mut self, block: Ref, hash: u16) -> Name {
        let Some(mut table) = self.names() else { return crate::vm::name::EMPTY };
        let index = match table.unused {
            0 => table.count,
            unused => unused - 1,
        };
        if index == table.count {
            table.count += 1;
        } else {
            table.unused = (self.memory.word(table.at, table.link(index)) & 0xffff) as usize;
        }
        self.set_state(table);
        self.set_raw(table.at, FIRST_TEXT + index, block.0);
        self.link_name(table, index, hash);
        Name::new(STATIC_NAMES + index as u16, hash)
    }

    fn set_half(&mut self, at: Ref, index: usize, shift: u32, half: u32) {
        let word = self.memory.word(at, index) & !(0xffff << shift) | half << shift;
        self.set_raw(at, index, word);
    }

    /// The words of the table that are text blocks, if the block is the table.
    pub(super) fn name_blocks(&self, at: Ref) -> core::ops::Range<usize> {
        match self.names() {
            Some(table) if table.at == at => FIRST_TEXT..FIRST_TEXT + table.count,
            _ => 0..0,
        }
    }

    /// True if a block that is to be the table has room for as many names as it says, and no chain leads out of it.
    pub(super) fn is_name_table(&self, at: Ref) -> bool {
        let (words, state) = (self.size(at) / 4, self.memory.value(at, 1));
        let capacity = words.saturating_sub(FIRST_TEXT) / 2;
        let (count, unused) = (state.small_int() as u32 & USED, state.small_int() as u32 >> 13 & USED);
        let table = Table { at, capacity, count: count as usize, unused: unused as usize };
        let links = (0..capacity).map(|index| self.memory.word(at, table.link(index)));
        state.is_small()
            && table.count <= capacity
            && table.unused <= table.count
            && self.root(super::Root::Names) == Value::reference(at)
            && links.into_iter().all(|link| link & 0xffff <= count && link >> 16 <= count)
    }

    /// Drops the name with the `index`-th text if it was not reached. False if there is no such index.
    pub(super) fn forget_name(&mut self, index: usize) -> bool {
        let Some(table) = self.names().filter(|table| index < table.count) else { return false };
        let block = self.text_block(table, index);
        if self.memory.holds(block.0) && self.memory.header(block).is_white() {
            self.remove_name(table, index, self.text_hash(block));
        }
        true
    }

    fn remove_name(&mut self, mut table: Table, index: usize, hash: u16) {
        let next = self.memory.word(table.at, table.link(index)) & 0xffff;
        let (mut place, mut shift) = (table.link(table.chain(hash)), 16);
        for _ in 0..table.count {
            let here = self.memory.word(table.at, place) >> shift & 0xffff;
            if here == index as u32 + 1 || here == 0 {
                break;
            }
            (place, shift) = (table.link(here as usize - 1), 0);
        }
        self.set_half(table.at, place, shift, next);
        self.set_half(table.at, table.link(index), 0, table.unused as u32);
        self.set_raw(table.at, FIRST_TEXT + index, 0);
        table.unused = index + 1;
        self.set_state(table);
    }
}
