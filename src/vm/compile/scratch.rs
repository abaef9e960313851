//! The compiler's memory: a handful of tables that lie one behind the other in one block, a workspace of the heap.
//!
//! The block grows at its front. A table that needs room pushes those before it down; only when the block cannot grow in
//! its place does a table take what others do not use, or the block go elsewhere. The tree lies at the end, so that it
//! stays where it is while a task runs: what would move it is done between two tasks (`Pause::Again`).
//!
//! A task starts with room for whatever it may add (see [`Work::reserve`]), so that it cannot fail half-way.

use super::view::View;
use super::{Compiler, Done, Order, Pause, Work};
use crate::vm::code::code::MAX_UNITS;
use crate::vm::heap::Heap;
use crate::vm::heap::Kind;
use crate::vm::raise::Outcome;
use crate::vm::value::{Ref, Value};
use core::cell::Cell;

/// The tables, in the order in which they lie.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Table {
    /// Values of the open functions. The block's second word says how many there are.
    Values,
    /// The names of the outermost function, two words an entry.
    Scopes,
    /// Exception tables of the open functions, two words an entry.
    Handlers,
    /// Line tables of the open functions.
    Lines,
    /// Code units of the open functions, the innermost last.
    Code,
    /// The parser's open blocks.
    Blocks,
    /// Frames: tasks, labels, open blocks, suspended functions.
    Stack,
    /// The parser's scratch, with the tree of the statement.
    Tree,
}

/// How many tables there are.
pub(super) const TABLES: usize = Table::Tree as usize + 1;
const ALL: [Table; TABLES] = [
    Table::Values,
    Table::Scopes,
    Table::Handlers,
    Table::Lines,
    Table::Code,
    Table::Blocks,
    Table::Stack,
    Table::Tree,
];
/// Words of the block before the tables: its header, and the number of values.
const FIRST: usize = 2;
/// Words that the tables have at first.
const AT_FIRST: [u16; TABLES] = [4, 0, 0, 0, 6, 0, 18, 22];
/// Words of the block at most, code units and bytes of line tables of all open functions: suspended units count them
/// in two bytes.
const LIMIT: usize = u16::MAX as usize;
/// What a task may add to those, with room to spare.
const MARGIN: usize = 512;
/// Words that a short table gets beyond what it needs.
const SPARE: usize = 4;

/// Words of the tuple that is a compilation: the block, the dict of globals, the state, the source, the result, the names of
/// classes around.
const WORKSPACE: usize = 2;
const GLOBALS: usize = 3;
const STATE: usize = 4;
const SOURCE: usize = 5;
pub(super) const RESULT: usize = 6;
const CLASS: usize = 7;
const SCAN_CLASS: usize = 8;
const WORDS: usize = SCAN_CLASS + 1;

/// What any task may add: values, bytes of the line table, words of handlers.
const VALUES_RESERVE: u32 = 4;
const LINES_RESERVE: u32 = 8;
const HANDLERS_RESERVE: u32 = 8;

/// What a task may add to the tables that most tasks add to.
#[derive(Clone, Copy)]
pub(super) struct Need {
    /// Frames of the stack.
    pub frames: u32,
    /// Code units.
    pub units: u32,
    /// Entries of exception tables, also where no block is open.
    pub handlers: u32,
}

impl Need {
    /// What only records names.
    pub(super) const SCAN: Need = Need { frames: 5, units: 0, handlers: 0 };
    /// A short task: a name, a call, the end of something.
    pub(super) const LITTLE: Need = Need { frames: 4, units: 12, handlers: 0 };
    /// A task of middle length.
    pub(super) const SOME: Need = Need { frames: 6, units: 16, handlers: 0 };
    /// The end of a block.
    pub(super) const BLOCK: Need = Need { frames: 8, units: 32, handlers: 4 };
    /// Any task.
    pub(super) const MOST: Need = Need { frames: 11, units: 32, handlers: 0 };
}
/// Words for open blocks that are added at once.
pub(super) const BLOCKS_MORE: usize = 2;

/// Up to where tables may be filled, in their own units.
#[derive(Clone, Copy, Default)]
pub(super) struct Limits {
    stack: u32,
    code: u32,
    values: u32,
    lines: u32,
    handlers: u32,
}

/// Makes the block of a state, still without it, and the tuple of a compilation.
pub(super) fn open(heap: &mut Heap, order: &Order) -> Outcome<(Ref, Ref)> {
    let state = heap.alloc_native::<Compiler>()?;
    let workspace = heap.alloc_workspace(FIRST + AT_FIRST.iter().sum::<u16>() as usize)?;
    let tables = heap.alloc(Kind::Tuple, WORDS)?;
    heap.set_raw(tables, 1, Value::len(WORDS - 2).bits());
    heap.set_raw(workspace, 1, Value::ZERO.bits());
    heap.init(tables, WORKSPACE, Value::reference(workspace));
    heap.init(tables, GLOBALS, Value::reference(order.globals));
    heap.init(tables, STATE, Value::reference(state));
    heap.init(tables, SOURCE, order.source);
    Ok((state, tables))
}

/// Where the tables start at first, and where the last one ends.
pub(super) fn first_starts() -> [u16; TABLES + 1] {
    let mut starts = [FIRST as u16; TABLES + 1];
    for (table, words) in AT_FIRST.iter().enumerate() {
        starts[table + 1] = starts[table] + words;
    }
    starts
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
pub(super) fn close(heap: &mut Heap, tables: Ref) {
    let (workspace, state) = (heap.block(tables, WORKSPACE), state(heap, tables));
    for place in [WORKSPACE, STATE, SOURCE, CLASS, SCAN_CLASS] {
        heap.set(tables, place, Value::UNDEFINED);
    }
    heap.free_workspace(workspace);
    heap.free_now(state);
}

impl<'m> Work<'_, 'm> {
    /// Finds the block.
    pub(super) fn look(&mut self) {
        self.at = self.heap.block(self.tables, WORKSPACE);
        self.cells = self.heap.cells(self.at, 0, self.heap.size(self.at) / 4);
        let capacity = |table| self.capacity(table) as u32;
        self.limits = Limits {
            stack: capacity(Table::Stack) / 4,
            code: capacity(Table::Code) * 2,
            values: capacity(Table::Values),
            lines: capacity(Table::Lines) * 4,
            handlers: capacity(Table::Handlers) / 2,
        };
        self.tree = View::new(self.words_of(Table::Tree));
    }

    /// Says how many values there are; before the collector runs.
    pub(super) fn note_values(&mut self) {
        self.heap.set_raw(self.at, 1, Value::len(self.state.values as usize).bits());
    }

    /// The dict of globals.
    pub(super) fn globals(&self) -> Ref {
        globals(self.heap, self.tables)
    }

    /// The block, and the byte in it at which the tree starts.
    pub(super) fn tree_place(&self) -> (Ref, usize) {
        (self.at, self.start(Table::Tree) * 4)
    }

    #[inline(always)]
    pub(super) fn start(&self, table: Table) -> usize {
        self.state.starts[table as usize].into()
    }

    /// Words that a table has.
    fn capacity(&self, table: Table) -> usize {
        usize::from(self.state.starts[table as usize + 1]).saturating_sub(self.start(table))
    }

    /// Words of a table that are in use.
    fn used(&self, table: Table) -> usize {
        let state = &*self.state;
        let words = match table {
            Table::Values => state.values,
            Table::Scopes => state.scopes * 2,
            Table::Handlers => state.handlers * 2,
            Table::Lines => state.lines.div_ceil(4),
            Table::Code => state.code.div_ceil(2),
            Table::Blocks => return self.capacity(table),
            Table::Stack => state.stack * 4,
            Table::Tree => state.tree,
        };
        words as usize
    }

    /// The words of a table.
    pub(super) fn words_of(&self, table: Table) -> &'m [Cell<u32>] {
        let start = self.start(table);
        self.cells.get(start..start + self.capacity(table)).unwrap_or(&[])
    }

    #[inline(always)]
    fn cell(&self, table: Table, index: u32) -> Option<&'m Cell<u32>> {
        self.cells.get(self.start(table) + index as usize)
    }

    /// Word `index` of a table.
    #[inline]
    pub(super) fn get(&self, table: Table, index: u32) -> u32 {
        self.cell(table, index).map_or(0, Cell::get)
    }

    /// Sets word `index` of a table that has no names in it.
    #[inline]
    pub(super) fn put(&mut self, table: Table, index: u32, word: u32) {
        debug_assert!((index as usize) < self.capacity(table), "a task added more than it may");
        if let Some(cell) = self.cell(table, index) {
            cell.set(word);
        }
    }

    /// Sets words of a table from word `index` on; some may be names.
    #[inline]
    pub(super) fn put_words<const N: usize>(&mut self, table: Table, index: u32, words: [u32; N]) {
        self.heap.keep_words(&words);
        let start = self.start(table) + index as usize;
        if let Some(cells) = self.cells.get(start..start + N) {
            for (cell, word) in cells.iter().zip(words) {
                cell.set(word);
            }
        }
    }

    /// `N` words of a table from word `index` on.
    #[inline]
    pub(super) fn get_words<const N: usize>(&self, table: Table, index: u32) -> [u32; N] {
        let (mut words, start) = ([0; N], self.start(table) + index as usize);
        if let Some(cells) = self.cells.get(start..start + N) {
            for (word, cell) in words.iter_mut().zip(cells) {
                *word = cell.get();
            }
        }
        words
    }

    /// Makes room for `words` words in a table, without moving the tree.
    #[inline]
    pub(super) fn room(&mut self, table: Table, words: u32) -> Done {
        if words as usize <= self.capacity(table) { Ok(()) } else { self.more_room(table, words as usize) }
    }

    #[cold]
    #[inline(never)]
    fn more_room(&mut self, table: Table, words: usize) -> Done {
        self.want(table, words);
        if self.widen() { Ok(()) } else { Err(Pause::Again) }
    }

    /// Asks for so many words of a table.
    pub(super) fn want(&mut self, table: Table, words: usize) {
        self.state.want[table as usize] = words.min(u16::MAX.into()) as u16;
    }

    /// How many words each table gets at least, and all together.
    fn sizes(&self, least: impl Fn(Table) -> usize) -> ([usize; TABLES], usize) {
        let mut sizes = [0; TABLES];
        for table in ALL {
            sizes[table as usize] = least(table).max(self.state.want[table as usize].into());
        }
        (sizes, FIRST + sizes.iter().sum::<usize>())
    }

    /// Lets the block grow where it is by what is wanted. The tree stays where it is if it is not what wants to grow.
    fn widen(&mut self) -> bool {
        let (mut sizes, mut total) = self.sizes(|table| self.capacity(table));
        if !self.state.squeezed {
            for table in ALL {
                if self.state.want[table as usize] > 0 && table != Table::Tree {
                    // Those before it are pushed down each time.
                    let spare = SPARE + self.capacity(table) / 8;
                    (sizes[table as usize], total) = (sizes[table as usize] + spare, total + spare);
                }
            }
        }
        total <= LIMIT && self.grow(&sizes, total)
    }

    fn grow(&mut self, sizes: &[usize; TABLES], total: usize) -> bool {
        let Some(at) = self.heap.grow_workspace(self.at, total) else { return false };
        let shift = (self.at.0.saturating_sub(at.0) / 4) as u16;
        self.heap.set(self.tables, WORKSPACE, Value::reference(at));
        for start in &mut self.state.starts {
            *start += shift;
        }
        self.look();
        self.lay_out(sizes, 0);
        true
    }

    /// Lays the tables out anew, from the block's end down; its first `front` words are not used any more.
    fn lay_out(&mut self, sizes: &[usize; TABLES], front: usize) {
        let old = self.state.starts.map(usize::from);
        let mut new = [front + FIRST; TABLES + 1];
        new[TABLES] = self.cells.len();
        for table in (1..TABLES).rev() {
            new[table] = new[table + 1].saturating_sub(sizes[table]);
        }
        let copied = |table: usize| (old[table + 1] - old[table]).min(new[table + 1] - new[table]);
        // None is moved onto what is still to be moved.
        for table in (0..TABLES).filter(|table| new[*table] < old[*table]) {
            self.heap.move_words(self.at, old[table], self.at, new[table], copied(table));
        }
        for table in (0..TABLES).rev().filter(|table| new[*table] > old[*table]) {
            self.heap.move_words(self.at, old[table], self.at, new[table], copied(table));
        }
        self.state.starts = new.map(|start| start as u16);
        self.look();
    }

    /// Makes room for what tables want, between two tasks.
    #[cold]
    #[inline(never)]
    pub(super) fn make_space(&mut self) -> Done {
        if self.widen() {
            return Ok(());
        }
        let (mut sizes, total) = self.sizes(|table| self.used(table));
        if total > LIMIT {
            return self.fail_here("code is too large");
        }
        if let Some(spare) = self.cells.len().checked_sub(total) {
            let wanting = ALL.iter().rposition(|table| self.state.want[*table as usize] > 0);
            sizes[wanting.unwrap_or(Table::Stack as usize)] += spare;
            self.lay_out(&sizes, 0);
            return Ok(());
        }
        if self.grow(&sizes, total) {
            return Ok(());
        }
        // At the arena's end all that is free can come to lie before it; elsewhere what is free may lie behind it for good.
        if !self.heap.is_at_end(self.at)
            && let Ok(new) = self.heap.alloc_workspace(total)
        {
            self.move_to(new, &sizes);
            return Ok(());
        }
        self.heap.want_workspace(self.at, total);
        Err(Pause::Memory)
    }

    /// Takes another block.
    fn move_to(&mut self, new: Ref, sizes: &[usize; TABLES]) {
        let (old, starts) = (self.at, self.state.starts.map(usize::from));
        let mut start = self.heap.size(new) / 4;
        for table in ALL.into_iter().rev() {
            let (from, words) = (starts[table as usize], sizes[table as usize]);
            self.state.starts[table as usize + 1] = start as u16;
            start = if table == Table::Values { FIRST } else { start - words };
            let copied = words.min(starts[table as usize + 1] - from);
            self.heap.move_words(old, from, new, start, copied);
        }
        self.state.starts[0] = FIRST as u16;
        self.heap.set(self.tables, WORKSPACE, Value::reference(new));
        self.heap.free_workspace(old);
        self.look();
        self.note_values();
    }

    /// Gives back what no table uses, between two tasks; false if that is nothing. Tables that have grown in vain do so
    /// by less then.
    #[cold]
    #[inline(never)]
    pub(super) fn squeeze(&mut self, keeps_tree: bool) -> bool {
        if self.state.squeezed {
            return false;
        }
        self.state.squeezed = true;
        self.state.want = [0; TABLES];
        let tree = if keeps_tree { self.capacity(Table::Tree) } else { 0 };
        let (sizes, total) =
            self.sizes(|table| if table == Table::Tree { tree.max(self.used(table)) } else { self.used(table) });
        let front = (self.cells.len().saturating_sub(total)) & !1;
        if front == 0 {
            return false;
        }
        self.lay_out(&sizes, front);
        let at = self.heap.shrink_workspace(self.at, self.cells.len() - front);
        if at == self.at {
            // The collector holds the block.
            let mut sizes = sizes;
            sizes[Table::Stack as usize] += front;
            self.lay_out(&sizes, 0);
            return false;
        }
        self.heap.set(self.tables, WORKSPACE, Value::reference(at));
        for start in &mut self.state.starts {
            *start -= front as u16;
        }
        self.look();
        self.note_values();
        true
    }

    /// Frees a block that nothing refers to any more.
    #[inline(never)]
    pub(super) fn release(&mut self, block: Ref) {
        if block.is_some() {
            self.heap.free_now(block);
        }
    }

    /// Makes room for what a task may add.
    #[inline]
    pub(super) fn reserve(&mut self, need: Need) -> Done {
        let (state, limits) = (&*self.state, &self.limits);
        let fits = state.stack + need.frames <= limits.stack
            && state.code + need.units <= limits.code
            && state.values + VALUES_RESERVE <= limits.values
            && state.lines + LINES_RESERVE <= limits.lines
            && state.handlers + self.handlers_needed(need) <= limits.handlers
            && state.code - state.unit.code + need.units <= MAX_UNITS
            && state.code.max(state.lines) as usize + MARGIN <= LIMIT;
        if fits { Ok(()) } else { self.reserve_more(need) }
    }

    fn handlers_needed(&self, need: Need) -> u32 {
        if self.state.unit.block != 0 { HANDLERS_RESERVE / 2 } else { need.handlers }
    }

    #[cold]
    #[inline(never)]
    fn reserve_more(&mut self, need: Need) -> Done {
        if self.here() + need.units > MAX_UNITS || self.state.code.max(self.state.lines) as usize + MARGIN > LIMIT {
            return self.fail_here("code is too large");
        }
        let (state, handlers) = (&*self.state, self.handlers_needed(need));
        let wanted = [
            (Table::Stack, (state.stack + need.frames) * 4),
            (Table::Code, (state.code + need.units).div_ceil(2)),
            (Table::Values, state.values + VALUES_RESERVE),
            (Table::Lines, (state.lines + LINES_RESERVE).div_ceil(4)),
            (Table::Handlers, (state.handlers + handlers) * 2),
        ];
        for (table, words) in wanted {
            if words as usize > self.capacity(table) {
                self.want(table, words as usize);
            }
        }
        if self.widen() { Ok(()) } else { Err(Pause::Again) }
    }

    /// Makes room for what is added between two tasks.
    pub(super) fn reserve_between(&mut self, need: Need) -> Done {
        while let Err(pause) = self.reserve(need) {
            if pause != Pause::Again {
                return Err(pause);
            }
            self.make_space()?;
        }
        self.forget_wants();
        Ok(())
    }

    /// What was wanted is there, or not wanted any more.
    #[inline]
    pub(super) fn forget_wants(&mut self) {
        self.state.want = [0; TABLES];
        self.state.squeezed = false;
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

    /// True if there is room for a pair of the line table.
    pub(super) fn has_line_room(&self) -> bool {
        self.state.lines + 2 <= self.limits.lines
    }

    /// True if no task has added more than it may; what a task adds beyond is not written.
    #[inline]
    pub(super) fn is_within_limits(&self) -> bool {
        self.state.stack <= self.limits.stack && self.state.code <= self.limits.code
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
        if index < self.limits.code
            && let Some(cell) = self.cell(Table::Code, index / 2)
        {
            let shift = index % 2 * 16;
            cell.set(cell.get() & !(0xffff << shift) | u32::from(unit) << shift);
        }
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
        debug_assert!(self.state.values < self.limits.values, "a task added more values than it may");
        let place = self.start(Table::Values) + self.state.values as usize;
        self.heap.set(self.at, place, value);
        self.state.values += 1;
    }
}
