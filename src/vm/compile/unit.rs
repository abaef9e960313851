//! The function, class body or module body being compiled, and how its code block is made.

use super::emit::ALL_BOUND;
use super::scope::{BOUND, FREE, GLOBAL, NO_SCOPE, USED};
use super::scratch::Table;
use super::{Done, Pause, Work};
use crate::vm::code::code::{ENTRY, Flags, MAX_UNITS, VALUES};
use crate::vm::code::op::Op;
use crate::vm::heap::Kind;
use crate::vm::name::{self, Name};
use crate::vm::value::{Ref, Value};

/// What a unit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(super) enum UnitKind {
    /// A module, or the text of `exec` or `eval`.
    Module,
    /// The body of a class.
    Class,
    /// The body of a `def`.
    Function,
    /// A lambda.
    Lambda,
    /// A generator expression.
    Generator,
}

/// A field of [`Unit`] as a word.
trait Field {
    fn pack(self) -> u32;
    fn unpack(word: u32) -> Self;
}

impl Field for u32 {
    fn pack(self) -> u32 {
        self
    }
    fn unpack(word: u32) -> u32 {
        word
    }
}

impl Field for u8 {
    fn pack(self) -> u32 {
        self.into()
    }
    fn unpack(word: u32) -> u8 {
        word as u8
    }
}

impl Field for bool {
    fn pack(self) -> u32 {
        self.into()
    }
    fn unpack(word: u32) -> bool {
        word != 0
    }
}

impl Field for UnitKind {
    fn pack(self) -> u32 {
        self as u32
    }
    fn unpack(word: u32) -> UnitKind {
        const KINDS: [UnitKind; 5] =
            [UnitKind::Module, UnitKind::Class, UnitKind::Function, UnitKind::Lambda, UnitKind::Generator];
        KINDS.get(word as usize).copied().unwrap_or(UnitKind::Module)
    }
}

/// Bytes on their way into words, or out of them.
struct Packed {
    words: [u32; WORDS],
    at: usize,
}

impl Packed {
    /// The next `bytes` bytes, which lie in one word.
    fn next(&mut self, bytes: usize) -> (&mut u32, u32) {
        let (word, shift) = (self.at / 4, self.at % 4 * 8);
        self.at += bytes;
        (&mut self.words[word.min(WORDS - 1)], shift as u32)
    }

    fn put(&mut self, bytes: usize, value: u32) {
        let (word, shift) = self.next(bytes);
        *word |= value << shift;
    }

    fn take(&mut self, bytes: usize) -> u32 {
        let (word, shift) = self.next(bytes);
        *word >> shift & u32::MAX >> (32 - 8 * bytes)
    }
}

macro_rules! unit {
    ($($size:literal { $($(#[$doc:meta])* $field:ident: $type:ty,)* })* sets { $($(#[$set_doc:meta])* $set:ident,)* }) => {
        /// The state of one function being compiled.
        #[derive(Clone, Copy)]
        pub(super) struct Unit { $($($(#[$doc])* pub $field: $type,)*)* $($(#[$set_doc])* pub $set: u64,)* }

        /// Words of a suspended unit.
        const WORDS: usize = (0 $(+ $size * [$(stringify!($field),)*].len())* + 8 * [$(stringify!($set),)*].len()).div_ceil(4);

        impl Unit {
            fn pack(&self) -> [u32; WORDS] {
                let mut packed = Packed { words: [0; WORDS], at: 0 };
                $(packed.put(4, self.$set as u32); packed.put(4, (self.$set >> 32) as u32);)*
                $($(packed.put($size, self.$field.pack());)*)*
                packed.words
            }

            fn unpack(words: [u32; WORDS]) -> Unit {
                let mut packed = Packed { words, at: 0 };
                $(let $set = u64::from(packed.take(4)) | u64::from(packed.take(4)) << 32;)*
                $($(let $field = Field::unpack(packed.take($size));)*)*
                Unit { $($($field,)*)* $($set,)* }
            }
        }
    };
}

// What takes two bytes in a suspended unit is below 2^16: see `LIMIT` of `scratch.rs`.
unit! {
    4 {
        /// The source line of what is emitted next.
        line: u32,
        /// The line the line table has come to.
        line_written: u32,
        /// The first line.
        first_line: u32,
        /// The name of the class around, for private names; 0 if there is none.
        class: u32,
        /// Word 2 of the code block without the flags.
        parameters: u32,
    }
    2 {
        /// Its scope in the table of scopes, or `NO_SCOPE`.
        scope: u32,
        /// The scope of the innermost comprehension, or `scope`.
        inner: u32,
        /// Where its code starts in the table.
        code: u32,
        /// Where its values start.
        values: u32,
        /// Where its constants start in its values.
        constants: u32,
        /// Where its line table starts.
        lines: u32,
        /// Where its exception table starts.
        handlers: u32,
        /// The unit the line table has come to.
        line_unit: u32,
        /// The innermost open block, a frame number, or 0.
        block: u32,
        /// Units at the start that the prologue may take.
        prologue: u32,
        /// Something refers to this unit of the code: a jump before it must stay.
        barrier: u32,
    }
    1 {
        /// What it is.
        kind: UnitKind,
        /// The flags of its code block.
        flags: u8,
        /// The next free register.
        top: u8,
        /// Registers used at most.
        peak: u8,
        /// Registers of parameters and locals.
        fixed: u8,
        /// Locals beyond the registers.
        far: u8,
        /// Parameters, `*args` and `**kwargs` included: they have the first registers.
        arguments: u8,
        /// Captured cells.
        captured: u8,
        /// Positional defaults.
        defaults: u8,
        /// The place that is being compiled cannot be reached.
        dead: bool,
        /// A class body whose methods need its `__class__` cell (in register 1).
        class_cell: bool,
        /// A class body that has annotations.
        annotations: bool,
        /// The next statement may be the docstring.
        doc: bool,
    }
    sets {
        /// Registers that certainly have a value.
        bound,
        /// Registers of locals that are deleted somewhere.
        deletable,
        /// Registers that need `Undefine` at entry.
        undefine,
    }
}

impl Unit {
    /// A module body without code.
    pub(super) const fn new() -> Unit {
        Unit {
            kind: UnitKind::Module,
            flags: 0,
            scope: NO_SCOPE,
            inner: NO_SCOPE,
            code: 0,
            values: 0,
            constants: 0,
            lines: 0,
            handlers: 0,
            top: 0,
            peak: 0,
            fixed: 0,
            far: 0,
            line: 1,
            line_written: 1,
            line_unit: 0,
            first_line: 1,
            block: 0,
            class: 0,
            parameters: 0,
            prologue: 0,
            arguments: 0,
            captured: 0,
            defaults: 0,
            dead: false,
            barrier: 0,
            class_cell: false,
            annotations: false,
            doc: true,
            bound: 0,
            deletable: 0,
            undefine: 0,
        }
    }

    /// True for what has locals in registers.
    pub(super) fn is_function(&self) -> bool {
        !matches!(self.kind, UnitKind::Module | UnitKind::Class)
    }
}

/// Frames that a suspended unit takes.
const UNIT_FRAMES: u32 = WORDS.div_ceil(4) as u32;
/// Units the prologue of a class body may take: an empty `__annotations__`, and the cell.
const CLASS_PROLOGUE: u32 = 4 + 3;
/// Units the prologue of a function may take: `Undefine`.
const FUNCTION_PROLOGUE: u32 = 2;
/// Built-ins that look at the variables of the function that calls them.
const SHOWS_LOCALS: [Name; 5] = [name::LOCALS, name::EVAL, name::EXEC, name::VARS, name::DIR];
/// The register of a class body's `__class__` cell.
pub(super) const CLASS_CELL: u8 = 1;

impl Work<'_, '_> {
    /// Suspends the current unit and starts a new one; its values start with its qualified name and the file's name.
    pub(super) fn enter_unit(&mut self, kind: UnitKind, scope: u32, qualified: Value) -> Done {
        self.reserve_frames(UNIT_FRAMES + 5)?;
        self.put_words(Table::Stack, self.state.stack * 4, self.state.unit.pack());
        self.state.stack += UNIT_FRAMES;
        self.start_unit(kind, scope, qualified);
        Ok(())
    }

    /// Starts a unit.
    pub(super) fn start_unit(&mut self, kind: UnitKind, scope: u32, qualified: Value) {
        let outer = self.state.unit;
        let state = &mut *self.state;
        state.unit = Unit {
            kind,
            scope,
            inner: scope,
            code: state.code,
            values: state.values,
            lines: state.lines,
            handlers: state.handlers,
            line: outer.line,
            line_written: outer.line,
            first_line: outer.line,
            class: outer.class,
            dead: outer.dead,
            ..Unit::new()
        };
        let file = state.file;
        self.push_value(qualified);
        self.push_value(Value::name(file));
        self.state.unit.constants = self.state.values;
    }

    /// Keeps units for the prologue. The register of the class cell is taken here.
    pub(super) fn keep_prologue(&mut self) {
        let unit = &self.state.unit;
        let units = match unit.kind {
            UnitKind::Module => 0,
            UnitKind::Class => CLASS_PROLOGUE,
            _ => FUNCTION_PROLOGUE,
        };
        if !unit.dead {
            for _ in 0..units {
                self.emit_unit(0);
            }
            self.state.unit.prologue = units;
            self.state.unit.line_unit = units;
        }
    }

    /// Writes the prologue at the end of its place; gives the units it does not need.
    fn write_prologue(&mut self) -> Done<u32> {
        let annotations =
            if self.state.unit.annotations { self.live_constant(Value::name(name::__ANNOTATIONS__))? } else { 0 };
        let (unit, end) = (self.state.unit, self.state.code);
        self.state.code = unit.code;
        self.state.unit.dead = unit.prologue == 0;
        self.state.unit.line = unit.first_line;
        self.state.unit.line_written = unit.first_line;
        if unit.undefine != 0 {
            let first = unit.undefine.trailing_zeros() as u8;
            let count = 64 - unit.undefine.leading_zeros() as u8 - first;
            self.emit(Op::Undefine, first, count, 0);
        }
        if unit.annotations {
            self.emit(Op::BuildDict, 2, 2, 0);
            self.emit_wide(Op::StoreName, 2, 0, 0, annotations);
        }
        if unit.class_cell {
            self.emit(Op::Undefine, CLASS_CELL, 1, 0);
            self.emit(Op::MakeCell, CLASS_CELL, 0, 0);
        }
        let used = self.state.code - unit.code;
        self.state.code = end;
        self.state.unit = unit;
        // Move it to the end of its place.
        let skipped = unit.prologue.saturating_sub(used);
        for index in (0..used).rev() {
            let word = self.code_unit(unit.code + index);
            self.set_code_unit(unit.code + skipped + index, word);
        }
        Ok(skipped)
    }

    /// Makes the code block of the current unit, drops its tables and goes back to the unit around it (whose frames
    /// are the topmost ones, unless it is the module). All or nothing.
    pub(super) fn finish_unit(&mut self) -> Done<Ref> {
        if self.state.unit.dead && self.state.code == self.state.unit.code {
            self.leave_unit();
            return Ok(Ref::NONE);
        }
        let skipped = self.write_prologue()?;
        let shows_locals = self.push_local_names()?;
        let unit = self.state.unit;
        let used = unit.prologue - skipped;
        let units = self.state.code - unit.code - skipped;
        let values = self.state.values - unit.values;
        let entries = self.state.handlers - unit.handlers;
        let line_bytes = self.state.lines - unit.lines + if used > 0 { 2 } else { 0 };
        let halves = units + entries * ENTRY as u32 + line_bytes.div_ceil(2);
        if units > MAX_UNITS || values > 0xffff || entries > 0xffff || line_bytes > 0xffff {
            return self.fail_here("code is too large");
        }
        let words = VALUES as u32 + values + halves.div_ceil(2);
        let block = self.heap.alloc(Kind::Code, words as usize).map_err(|_| Pause::Memory)?;
        let registers = if unit.far > 0 { 64 + u32::from(unit.far) } else { u32::from(unit.peak).max(1) };
        let has_stars = unit.flags & (Flags::GENERATOR | Flags::COROUTINE | Flags::STAR | Flags::DOUBLE_STAR) != 0;
        let is_plain = unit.parameters & !0xff00 < 255 && !has_stars;
        let plain = if is_plain { unit.parameters & 0xff } else { 255 };
        let heads = [
            values | units << 16,
            unit.parameters | u32::from(unit.flags) << 24,
            registers | plain << 8 | u32::from(unit.captured) << 16 | u32::from(unit.defaults) << 24,
            entries | line_bytes << 16,
            unit.first_line.min(0xffff) | shows_locals << 16,
        ];
        for (index, word) in heads.into_iter().enumerate() {
            self.heap.set_raw(block, 1 + index, word);
        }
        self.take_values(unit.values, block, VALUES, values);
        self.write_halves(block, VALUES + values as usize, skipped, used);
        self.leave_unit();
        Ok(block)
    }

    /// Copies values from number `first` on into a new block, from word `word` on.
    pub(super) fn take_values(&mut self, first: u32, block: Ref, word: usize, count: u32) {
        let start = self.start(Table::Values) + first as usize;
        self.heap.copy_values(self.at, start, block, word, count as usize);
    }

    /// Copies pairs of half-words of the code table, from number `first` on, into a block from word `word` on.
    pub(super) fn take_code(&mut self, first: u32, block: Ref, word: usize, pairs: u32) {
        let start = first as usize / 2;
        if first.is_multiple_of(2) {
            return self.heap.move_words(self.at, self.start(Table::Code) + start, block, word, pairs as usize);
        }
        let cells = self.words_of(Table::Code).get(start..).unwrap_or(&[]);
        for (index, pair) in cells.windows(2).take(pairs as usize).enumerate() {
            if let [low, high] = pair {
                self.heap.set_raw(block, word + index, low.get() >> 16 | high.get() << 16);
            }
        }
    }

    /// The last value of a function that uses `locals`, `eval` or the like: a tuple of its variables' names, each with
    /// its frame slot, or with -1 - n for captured cell n. Gives 1 if there is one.
    fn push_local_names(&mut self) -> Done<u32> {
        let unit = self.state.unit;
        if !self.shows_locals() {
            return Ok(0);
        }
        let first = self.state.values;
        for index in unit.scope + 1..self.state.scopes {
            let entry = self.entry(index);
            if !entry.is_name_in(unit.scope) || entry.word == name::DOT_ZERO.bits() {
                continue;
            }
            let place = match entry.flags {
                flags if flags & FREE != 0 => -1 - i32::from(entry.slot),
                flags if flags & GLOBAL != 0 || flags & BOUND == 0 => continue,
                _ => i32::from(entry.slot),
            };
            self.reserve_values(2)?;
            self.push_value(Value::from_bits(entry.word));
            self.push_value(Value::small(place));
        }
        let tuple = self.tuple_of(first, self.state.values - first)?;
        self.state.values = first;
        self.reserve_values(1)?;
        self.push_value(Value::reference(tuple));
        Ok(1)
    }

    /// True for a function that may look at all its variables.
    pub(super) fn shows_locals(&self) -> bool {
        let unit = &self.state.unit;
        unit.is_function() && unit.scope != NO_SCOPE && SHOWS_LOCALS.iter().any(|name| self.uses(*name))
    }

    /// True if the function reads a name that is none of its own variables.
    fn uses(&self, name: Name) -> bool {
        let entry = self.find_entry(self.state.unit.scope, name);
        entry.is_some_and(|entry| entry.flags & USED != 0 && entry.flags & (BOUND | FREE) == 0)
    }

    /// Writes code, exception table and line table from word `word` of the code block on.
    fn write_halves(&mut self, block: Ref, word: usize, skipped: u32, used: u32) {
        let unit = self.state.unit;
        let (first, units) = (unit.code + skipped, self.state.code - unit.code - skipped);
        self.take_code(first, block, word, units / 2);
        let pending = (units % 2 != 0).then(|| self.code_unit(self.state.code - 1));
        let mut out = Halves { block, word: word + units as usize / 2, pending };
        for entry in unit.handlers..self.state.handlers {
            let (range, handler) = (self.get(Table::Handlers, entry * 2), self.get(Table::Handlers, entry * 2 + 1));
            debug_assert!(handler < 0x8000, "a handler was never placed");
            for at in [range & 0xffff, range >> 16, handler] {
                out.put(self, at.saturating_sub(skipped) as u16);
            }
        }
        if used > 0 {
            out.put(self, used as u16);
        }
        let mut at = unit.lines;
        while at < self.state.lines {
            let half = u16::from_le_bytes([self.line_byte(at), self.line_byte(at + 1)]);
            out.put(self, half);
            at += 2;
        }
        out.flush(self);
    }

    /// Drops the current unit's tables and resumes the unit around it.
    fn leave_unit(&mut self) {
        let unit = self.state.unit;
        self.state.code = unit.code;
        self.state.lines = unit.lines;
        self.state.handlers = unit.handlers;
        self.state.values = unit.values;
        if unit.kind == UnitKind::Module {
            return;
        }
        self.state.stack -= UNIT_FRAMES;
        self.state.unit = Unit::unpack(self.get_words(Table::Stack, self.state.stack * 4));
    }

    /// Nothing after this point can be reached, until a label is bound.
    pub(super) fn kill(&mut self) {
        self.state.unit.dead = true;
        self.state.unit.bound = ALL_BOUND;
    }

    /// The name of the class around, mangling `name` if it is private.
    pub(super) fn mangle(&mut self, name: Name) -> Done<Name> {
        let class = if self.state.scanning { self.state.scan_class } else { self.state.unit.class };
        if class == 0 { Ok(name) } else { self.mangle_for(Name::from_bits(class), name) }
    }
}

/// Half-words on their way into a block.
struct Halves {
    block: Ref,
    word: usize,
    pending: Option<u16>,
}

impl Halves {
    fn put(&mut self, work: &mut Work, half: u16) {
        match self.pending.take() {
            None => self.pending = Some(half),
            Some(low) => {
                work.heap.set_raw(self.block, self.word, u32::from(low) | u32::from(half) << 16);
                self.word += 1;
            }
        }
    }

    fn flush(&mut self, work: &mut Work) {
        if self.pending.is_some() {
            self.put(work, 0);
        }
    }
}
