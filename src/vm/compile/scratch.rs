//! The compiler's memory: a handful of tables in heap blocks, which grow as needed and may move between two steps.
//!
//! A task starts with room for whatever one task may add (see [`Work::reserve`]), so that it cannot fail half-way.

use super::{Done, Pause, Work};
use crate::vm::code::code::MAX_UNITS;
use crate::vm::heap::{Kind, Root};
use crate::vm::value::{Ref, Value};

/// The tables, by their place in the tuple at `Root::Compiler1`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Table {
    /// Frames: tasks, labels, open blocks, suspended functions.
    Stack,
    /// Code units of the open functions, the innermost last.
    Code,
    /// Values of the open functions: a tuple.
    Values,
    /// Line tables of the open functions.
    Lines,
    /// Exception tables of the open functions, two words an entry.
    Handlers,
    /// The names of the outermost function, two words an entry.
    Scopes,
    /// The parser's scratch: the tree of the statement.
    Tree,
    /// The dict of globals (not a table).
    Globals,
}

/// Tables and the globals.
const SLOTS: usize = Table::Globals as usize + 1;
/// What one task may add: words of the stack, code units, values, bytes of the line table, words of handlers.
pub(super) const STACK_RESERVE: u32 = 15 * 4;
const CODE_RESERVE: u32 = 36;
const VALUES_RESERVE: u32 = 4;
const LINES_RESERVE: u32 = 24;
const HANDLERS_RESERVE: u32 = 8;
/// Words of tree scratch at the start.
const TREE_START: u32 = 48;

impl Work<'_, '_> {
    /// The block of a table.
    pub(super) fn table(&self, table: Table) -> Ref {
        self.heap.block(self.heap.root(Root::Compiler1).block(), 2 + table as usize)
    }

    /// The dict of globals.
    pub(super) fn globals(&self) -> Ref {
        self.table(Table::Globals)
    }

    /// Word `index` of a table.
    pub(super) fn get(&self, table: Table, index: u32) -> u32 {
        self.heap.word(self.table(table), 1 + index as usize)
    }

    /// Sets word `index` of a table.
    pub(super) fn put(&mut self, table: Table, index: u32, word: u32) {
        let block = self.table(table);
        self.heap.set_raw(block, 1 + index as usize, word);
    }

    /// How many words a table can hold.
    fn capacity(&self, table: Table) -> u32 {
        let block = self.table(table);
        if block.is_some() { (self.heap.size(block) / 4) as u32 - 1 } else { 0 }
    }

    /// Makes room for `words` words in a table of which `used` are in use.
    pub(super) fn room(&mut self, table: Table, used: u32, words: u32) -> Done {
        if words <= self.capacity(table) {
            return Ok(());
        }
        let slack = if table == Table::Tree { words / 2 } else { used / 4 };
        let wanted = (words + slack) | 1;
        let kind = if table == Table::Values { Kind::Tuple } else { Kind::Scratch };
        let new = self.heap.alloc(kind, 1 + wanted as usize).or_else(|_| self.heap.alloc(kind, 1 + (words | 1) as usize));
        let new = new.map_err(|_| Pause::Memory)?;
        let old = self.table(table);
        for index in 1..=used as usize {
            let word = self.heap.word(old, index);
            self.heap.set_raw(new, index, word);
        }
        if table == Table::Values {
            let length = self.heap.size(new) / 4 - 2;
            self.heap.set_raw(new, 1, Value::len(length).bits());
        }
        let tables = self.heap.root(Root::Compiler1).block();
        self.heap.set(tables, 2 + table as usize, Value::reference(new));
        self.release(old);
        Ok(())
    }

    /// Frees a block that nothing refers to any more.
    pub(super) fn release(&mut self, block: Ref) {
        if block.is_some() {
            self.heap.free_now(block);
        }
    }

    /// Makes room for what one task may add.
    pub(super) fn reserve(&mut self) -> Done {
        let state = &*self.state;
        let (stack, code, values) = (state.stack * 4, state.code, state.values);
        let (lines, handlers, in_block) = (state.lines, state.handlers * 2, state.unit.block != 0);
        if self.here() + CODE_RESERVE > MAX_UNITS {
            return self.fail_here("code is too large");
        }
        self.room(Table::Stack, stack, stack + STACK_RESERVE)?;
        self.room(Table::Code, code.div_ceil(2), (code + CODE_RESERVE).div_ceil(2))?;
        self.room(Table::Values, 1 + values, 1 + values + VALUES_RESERVE)?;
        self.room(Table::Lines, lines.div_ceil(4), (lines + LINES_RESERVE).div_ceil(4))?;
        if in_block {
            self.room(Table::Handlers, handlers, handlers + HANDLERS_RESERVE)?;
        }
        Ok(())
    }

    /// Makes room for `units` code units more.
    pub(super) fn reserve_code(&mut self, units: u32) -> Done {
        let code = self.state.code;
        self.room(Table::Code, code.div_ceil(2), (code + units).div_ceil(2))
    }

    /// Makes room for `frames` frames more.
    pub(super) fn reserve_frames(&mut self, frames: u32) -> Done {
        let used = self.state.stack * 4;
        self.room(Table::Stack, used, used + frames * 4)
    }

    /// Makes the tables.
    pub(super) fn open(&mut self, globals: Ref) -> Done {
        let tables = self.heap.alloc(Kind::Tuple, 2 + SLOTS).map_err(|_| Pause::Memory)?;
        self.heap.set_raw(tables, 1, Value::len(self.heap.size(tables) / 4 - 2).bits());
        self.heap.set(tables, 2 + Table::Globals as usize, Value::reference(globals));
        self.heap.set_root(Root::Compiler1, Value::reference(tables));
        let opened = self.room(Table::Tree, 0, TREE_START).and_then(|()| self.reserve());
        if opened.is_err() {
            self.close();
        }
        opened
    }

    /// Frees the tables.
    pub(super) fn close(&mut self) {
        let tables = self.heap.root(Root::Compiler1).block();
        if !tables.is_some() {
            return;
        }
        for table in 0..Table::Globals as usize {
            let block = self.heap.block(tables, 2 + table);
            self.heap.set(tables, 2 + table, Value::UNDEFINED);
            self.release(block);
        }
        self.heap.set_root(Root::Compiler1, Value::UNDEFINED);
        self.release(tables);
    }

    /// Half-word `index` of the code table.
    pub(super) fn code_unit(&self, index: u32) -> u16 {
        (self.get(Table::Code, index / 2) >> (index % 2 * 16)) as u16
    }

    /// Sets half-word `index` of the code table.
    pub(super) fn set_code_unit(&mut self, index: u32, unit: u16) {
        let (word, shift) = (self.get(Table::Code, index / 2), index % 2 * 16);
        self.put(Table::Code, index / 2, word & !(0xffff << shift) | u32::from(unit) << shift);
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
        Value::from_bits(self.get(Table::Values, 1 + index))
    }

    /// Adds a value to the value table.
    pub(super) fn push_value(&mut self, value: Value) {
        let (block, index) = (self.table(Table::Values), self.state.values);
        self.heap.set(block, 2 + index as usize, value);
        self.state.values += 1;
    }
}
