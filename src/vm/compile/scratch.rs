//! The compiler's memory: a handful of tables in heap blocks, which may move between two steps.
//!
//! A table grows by chunks of [`CHUNK`] words, so that growing neither copies nor leaves holes; only the first chunk may
//! start smaller. As soon as there are two, a directory, a tuple, refers to them. Chunks of values are tuples, so that
//! the collector sees what they hold.
//!
//! A task starts with room for whatever it may add (see [`Work::reserve`]), so that it cannot fail half-way.

use super::view::View;
use super::{Compiler, Done, Order, Pause, Work};
use crate::vm::code::code::MAX_UNITS;
use crate::vm::heap::{Heap, Kind};
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};
use core::cell::Cell;

/// The tables, by their place in the compilation's tuple.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Table {
    /// Frames: tasks, labels, open blocks, suspended functions.
    Stack,
    /// Code units of the open functions, the innermost last.
    Code,
    /// Values of the open functions.
    Values,
    /// Line tables of the open functions.
    Lines,
    /// Exception tables of the open functions, two words an entry.
    Handlers,
    /// The names of the outermost function, two words an entry.
    Scopes,
    /// The parser's scratch, with the tree of the statement: one block.
    Tree,
    /// The parser's open blocks: one block.
    Blocks,
}

/// Tables made of chunks.
pub(super) const TABLES: usize = Table::Scopes as usize + 1;
const ALL: [Table; TABLES] = [Table::Stack, Table::Code, Table::Values, Table::Lines, Table::Handlers, Table::Scopes];
/// Further words of the tuple: the dict of globals, the state, the source, the result, the names of classes around.
const GLOBALS: usize = 2 + Table::Blocks as usize + 1;
const STATE: usize = GLOBALS + 1;
const SOURCE: usize = GLOBALS + 2;
pub(super) const RESULT: usize = GLOBALS + 3;
const CLASS: usize = GLOBALS + 4;
const SCAN_CLASS: usize = GLOBALS + 5;
/// Words of the tuple.
const WORDS: usize = SCAN_CLASS + 1;
/// Words of a chunk.
const CHUNK: u32 = 16;
/// What any task may add: values, bytes of the line table, words of handlers.
const VALUES_RESERVE: u32 = 4;
const LINES_RESERVE: u32 = 24;
const HANDLERS_RESERVE: u32 = 8;

/// What a task may add to the tables that most tasks add to.
#[derive(Clone, Copy)]
pub(super) struct Need {
    /// Frames of the stack.
    frames: u32,
    /// Code units.
    units: u32,
}

impl Need {
    /// A short task: a name, a call, the end of something.
    pub(super) const LITTLE: Need = Need { frames: 4, units: 12 };
    /// Any task.
    pub(super) const MOST: Need = Need { frames: 11, units: 32 };
}
/// Words of tree scratch at the start.
pub(super) const TREE_START: usize = 37;
/// Words for open blocks that are added at once.
pub(super) const BLOCKS_MORE: usize = 3;
/// Words of tree scratch that are kept from statement to statement.
const TREE_KEPT: usize = 255;

/// The first word of a table's chunks that is the table's.
const fn first_word(table: Table) -> usize {
    if table as usize == Table::Values as usize { 2 } else { 1 }
}

/// A tuple that is as long as its block.
fn new_tuple(heap: &mut Heap, count: usize) -> Outcome<Ref> {
    let tuple = heap.alloc(Kind::Tuple, 2 + count)?;
    heap.set_raw(tuple, 1, Value::len(heap.size(tuple) / 4 - 2).bits());
    Ok(tuple)
}

/// Makes the block of a state, still without it, and the tuple of a compilation.
pub(super) fn open(heap: &mut Heap, order: &Order) -> Outcome<(Ref, Ref)> {
    let state = heap.alloc_native::<Compiler>()?;
    let tables = new_tuple(heap, WORDS - 2)?;
    heap.init(tables, GLOBALS, Value::reference(order.globals));
    heap.init(tables, STATE, Value::reference(state));
    heap.init(tables, SOURCE, order.source);
    Ok((state, tables))
}

/// The block of the state; `Ref::NONE` if the compilation is closed.
pub(super) fn state(heap: &Heap, tables: Ref) -> Ref {
    heap.block(tables, STATE)
}

/// The order's source.
pub(super) fn source(heap: &Heap, tables: Ref) -> Value {
    heap.value(tables, SOURCE)
}

/// The dict of globals.
pub(super) fn globals(heap: &Heap, tables: Ref) -> Ref {
    heap.block(tables, GLOBALS)
}

/// The code that was made.
pub(super) fn result(heap: &Heap, tables: Ref) -> Ref {
    heap.block(tables, RESULT)
}

/// Frees all but the tuple, with its result and its globals.
pub(super) fn close(heap: &mut Heap, tables: Ref, chunks: [u16; TABLES]) {
    for table in ALL {
        let holder = heap.block(tables, 2 + table as usize);
        let count = usize::from(chunks[table as usize]);
        for index in 0..if count > 1 { count } else { 0 } {
            let chunk = heap.block(holder, 2 + index);
            heap.set(holder, 2 + index, Value::UNDEFINED);
            heap.free_now(chunk);
        }
        heap.free_now(holder);
        heap.set(tables, 2 + table as usize, Value::UNDEFINED);
    }
    for place in [2 + Table::Tree as usize, 2 + Table::Blocks as usize, STATE] {
        heap.free_now(heap.block(tables, place));
        heap.set(tables, place, Value::UNDEFINED);
    }
    for place in [SOURCE, CLASS, SCAN_CLASS] {
        heap.set(tables, place, Value::UNDEFINED);
    }
}

impl<'m> Work<'_, 'm> {
    /// The block of a slot: a directory, the only chunk, or the parser's memory.
    #[inline(never)]
    pub(super) fn table(&self, table: Table) -> Ref {
        self.heap.block(self.tables, 2 + table as usize)
    }

    /// The dict of globals.
    pub(super) fn globals(&self) -> Ref {
        globals(self.heap, self.tables)
    }

    /// Where a word of a table is.
    fn locate(&self, table: Table, index: u32) -> (Ref, usize) {
        let mut chunk = self.table(table);
        if self.state.chunks[table as usize] != 1 {
            chunk = self.heap.block(chunk, 2 + (index / CHUNK) as usize);
        }
        (chunk, first_word(table) + (index % CHUNK) as usize)
    }

    /// Word `index` of a table.
    #[inline(never)]
    pub(super) fn get(&self, table: Table, index: u32) -> u32 {
        let (chunk, word) = self.locate(table, index);
        self.heap.word(chunk, word)
    }

    /// Sets word `index` of a table.
    #[inline(never)]
    pub(super) fn put(&mut self, table: Table, index: u32, word: u32) {
        let (chunk, place) = self.locate(table, index);
        self.heap.set_word(chunk, place, word);
    }

    /// Four words of a table from word `index`, a multiple of four, on.
    #[inline(never)]
    pub(super) fn get_four(&self, table: Table, index: u32) -> [u32; 4] {
        let (chunk, word) = self.locate(table, index);
        [0, 1, 2, 3].map(|offset| self.heap.word(chunk, word + offset))
    }

    /// Sets four words of a table.
    #[inline(never)]
    pub(super) fn put_four(&mut self, table: Table, index: u32, words: [u32; 4]) {
        let (chunk, place) = self.locate(table, index);
        for (offset, word) in words.into_iter().enumerate() {
            self.heap.set_word(chunk, place + offset, word);
        }
    }

    /// How many words a table can hold.
    pub(super) fn capacity(&self, table: Table) -> u32 {
        match self.state.chunks[table as usize] {
            1 => ((self.heap.size(self.table(table)) / 4 - first_word(table)) as u32).min(CHUNK),
            chunks => u32::from(chunks) * CHUNK,
        }
    }

    /// Makes room for `words` words in a table.
    #[inline(never)]
    pub(super) fn room(&mut self, table: Table, words: u32) -> Done {
        while self.capacity(table) < words {
            match self.state.chunks[table as usize] {
                0 => self.first_chunk(table, words)?,
                1 if self.capacity(table) < CHUNK => self.first_chunk(table, CHUNK)?,
                _ => self.add_chunk(table)?,
            }
        }
        Ok(())
    }

    /// A new chunk of a table.
    fn new_chunk(&mut self, table: Table, words: u32) -> Done<Ref> {
        let kind = match table {
            Table::Values => Kind::Tuple,
            Table::Stack | Table::Scopes => Kind::NameScratch,
            _ => Kind::Scratch,
        };
        let chunk = self.heap.alloc(kind, first_word(table) + words as usize).map_err(|_| Pause::Memory)?;
        if table == Table::Values {
            self.heap.set_raw(chunk, 1, Value::len(words as usize).bits());
        }
        Ok(chunk)
    }

    /// Makes a table's only chunk, or a whole one of a small one.
    fn first_chunk(&mut self, table: Table, words: u32) -> Done {
        let (old, first, count) = (self.table(table), first_word(table), self.capacity(table) as usize);
        let least = if table == Table::Code { 12 } else { 8 };
        let words = if words <= least { least } else { CHUNK };
        let new = self.new_chunk(table, words)?;
        let count = count.min(words as usize);
        if table == Table::Values {
            self.heap.copy_values(old, first, new, first, count);
        } else {
            for index in first..first + count {
                let word = self.heap.word(old, index);
                self.heap.set_word(new, index, word);
            }
        }
        self.set_table(table, new);
        self.release(old);
        self.state.chunks[table as usize] = 1;
        Ok(())
    }

    fn add_chunk(&mut self, table: Table) -> Done {
        let count = usize::from(self.state.chunks[table as usize]);
        let chunk = self.new_chunk(table, CHUNK)?;
        // From here on nothing fails, or the chunk is garbage.
        self.directory_room(table, count)?;
        self.heap.set(self.table(table), 2 + count, Value::reference(chunk));
        self.state.chunks[table as usize] += 1;
        Ok(())
    }

    /// Makes room for one more than `count` chunks in a directory.
    fn directory_room(&mut self, table: Table, count: usize) -> Done {
        let old = self.table(table);
        let capacity = if count > 1 { self.heap.size(old) / 4 - 2 } else { 0 };
        if count < capacity {
            return Ok(());
        }
        let new = self.new_tuple(count + count / 2 + 2)?;
        if count == 1 {
            self.heap.init(new, 2, Value::reference(old));
            self.set_table(table, new);
            return Ok(());
        }
        self.heap.copy_values(old, 2, new, 2, capacity);
        for index in 0..capacity {
            // The collector may still look at it, and chunks are freed.
            self.heap.set(old, 2 + index, Value::UNDEFINED);
        }
        self.set_table(table, new);
        self.release(old);
        Ok(())
    }

    fn set_table(&mut self, table: Table, block: Ref) {
        self.heap.set(self.tables, 2 + table as usize, Value::reference(block));
    }

    /// A tuple that is as long as its block.
    fn new_tuple(&mut self, count: usize) -> Done<Ref> {
        new_tuple(self.heap, count).map_err(|_| Pause::Memory)
    }

    /// Frees a block that nothing refers to any more.
    #[inline(never)]
    pub(super) fn release(&mut self, block: Ref) {
        if block.is_some() {
            self.heap.free_now(block);
        }
    }

    /// Makes the tree's scratch `words` words large; what is in it is lost.
    pub(super) fn tree_room(&mut self, words: usize) -> Done {
        let old = self.table(Table::Tree);
        if old.is_some() && self.heap.grow_in_place(old, 1 + words) {
            return Ok(());
        }
        self.set_table(Table::Tree, Ref::NONE);
        self.release(old);
        let new = self.heap.alloc(Kind::NameScratch, 1 + words).map_err(|_| Pause::Memory)?;
        self.set_table(Table::Tree, new);
        Ok(())
    }

    /// Frees the tree.
    pub(super) fn drop_tree(&mut self) {
        self.tree = View::new(&[]);
        let old = self.table(Table::Tree);
        self.set_table(Table::Tree, Ref::NONE);
        self.release(old);
    }

    /// The words of a table that is one block.
    pub(super) fn cells(&self, table: Table) -> &'m [Cell<u32>] {
        let block = self.table(table);
        if block.is_some() { self.heap.cells(block, 1, self.heap.size(block) / 4 - 1) } else { &[] }
    }

    /// Makes room for `words` open blocks; those that are there are kept.
    pub(super) fn blocks_room(&mut self, words: usize) -> Done {
        let old = self.cells(Table::Blocks);
        let new = self.heap.alloc(Kind::Scratch, 1 + words).map_err(|_| Pause::Memory)?;
        for (index, word) in old.iter().enumerate() {
            self.heap.set_raw(new, 1 + index, word.get());
        }
        let before = self.table(Table::Blocks);
        self.set_table(Table::Blocks, new);
        self.release(before);
        Ok(())
    }

    /// Makes room for what a task may add.
    pub(super) fn reserve(&mut self, need: Need) -> Done {
        if self.here() + need.units > MAX_UNITS {
            return self.fail_here("code is too large");
        }
        self.reserve_frames(need.frames)?;
        self.reserve_code(need.units)?;
        self.reserve_values(VALUES_RESERVE)?;
        let lines = self.state.lines;
        self.room(Table::Lines, (lines + LINES_RESERVE).div_ceil(4))?;
        if self.state.unit.block != 0 { self.reserve_handlers() } else { Ok(()) }
    }

    /// Makes room for `units` code units more.
    #[inline(never)]
    pub(super) fn reserve_code(&mut self, units: u32) -> Done {
        let code = self.state.code;
        self.room(Table::Code, (code + units).div_ceil(2))
    }

    /// Makes room for `frames` frames more.
    #[inline(never)]
    pub(super) fn reserve_frames(&mut self, frames: u32) -> Done {
        let frames = self.state.stack + frames;
        self.room(Table::Stack, frames * 4)
    }

    /// Makes room for `values` values more.
    pub(super) fn reserve_values(&mut self, values: u32) -> Done {
        let values = self.state.values + values;
        self.room(Table::Values, values)
    }

    /// Makes room for the entries of exception tables that one task may add.
    pub(super) fn reserve_handlers(&mut self) -> Done {
        let used = self.state.handlers * 2;
        self.room(Table::Handlers, used + HANDLERS_RESERVE)
    }

    /// Frees what a large statement needed. Chunks are kept: freed ones would only leave holes between what stays.
    pub(super) fn trim(&mut self) {
        if self.cells(Table::Tree).len() > 2 * TREE_KEPT {
            self.heap.shrink(self.table(Table::Tree), 1 + TREE_KEPT);
        }
    }

    /// Keeps the names of the classes around, which the state has as plain words.
    pub(super) fn keep_classes(&mut self) {
        for (place, word) in [(CLASS, self.state.unit.class), (SCAN_CLASS, self.state.scan_class)] {
            self.heap.set(self.tables, place, Value::from_bits(word));
        }
    }

    /// Half-word `index` of the code table.
    #[inline(never)]
    pub(super) fn code_unit(&self, index: u32) -> u16 {
        (self.get(Table::Code, index / 2) >> (index % 2 * 16)) as u16
    }

    /// Sets half-word `index` of the code table.
    #[inline(never)]
    pub(super) fn set_code_unit(&mut self, index: u32, unit: u16) {
        let (chunk, place) = self.locate(Table::Code, index / 2);
        let (word, shift) = (self.heap.word(chunk, place), index % 2 * 16);
        self.heap.set_raw(chunk, place, word & !(0xffff << shift) | u32::from(unit) << shift);
    }

    /// Byte `index` of the line table.
    pub(super) fn line_byte(&self, index: u32) -> u8 {
        (self.get(Table::Lines, index / 4) >> (index % 4 * 8)) as u8
    }

    /// Adds a byte to the line table.
    pub(super) fn push_line_byte(&mut self, byte: u8) {
        let (index, shift) = (self.state.lines / 4, self.state.lines % 4 * 8);
        let word = self.get(Table::Lines, index);
        self.put(Table::Lines, index, word & !(0xff << shift) | u32::from(byte) << shift);
        self.state.lines += 1;
    }

    /// Value `index` of the value table.
    pub(super) fn value_at(&self, index: u32) -> Value {
        Value::from_bits(self.get(Table::Values, index))
    }

    /// Adds a value to the value table.
    #[inline(never)]
    pub(super) fn push_value(&mut self, value: Value) {
        let (chunk, place) = self.locate(Table::Values, self.state.values);
        self.heap.set(chunk, place, value);
        self.state.values += 1;
    }
}
