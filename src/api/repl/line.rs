//! The line editor: keys, history, completion, and when a statement is all there.

use super::{CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_E, Purpose, Repl, State, show_prompt};
use crate::api::Error;
use crate::bind::{Object, ToPython};
use crate::vm::Vm;
use crate::vm::compile::Progress;
use crate::vm::prelude::Prelude;
use crate::vm::syntax::Mode;
use crate::vm::types::list;
use crate::vm::types::text::new_string;

/// Lines that are remembered.
const HISTORY: usize = 8;
/// Columns of a level of indentation.
const INDENT: usize = 4;
/// The longest completion.
const COMPLETION: usize = 64;

/// The line being typed: the end of the prompt's text, whose other lines belong to the same statement.
pub(super) struct Line {
    /// Where it starts.
    start: usize,
    /// Where the next character goes.
    cursor: usize,
    escape: Escape,
    /// The number of an escape sequence.
    number: u8,
    /// Lines typed before: a Python list.
    history: Option<Object>,
    /// Which of them is shown, counted from the newest; 0: none.
    shown: usize,
}

/// How far an escape sequence has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    /// After ESC.
    Begun,
    /// After `ESC [`.
    Bracket,
    /// After `ESC O`.
    Letter,
}

/// What a key does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Home,
    End,
    Left,
    Right,
    WordLeft,
    WordRight,
}

impl Line {
    /// An empty line at the start of the text.
    pub const NEW: Line = Line { start: 0, cursor: 0, escape: Escape::None, number: 0, history: None, shown: 0 };

    /// Begins a line at a place of the text.
    pub fn begin(&mut self, start: usize) {
        (self.start, self.cursor, self.escape, self.shown) = (start, start, Escape::None, 0);
    }

    /// Forgets a memory that is gone.
    pub fn lose(&mut self) {
        self.history = None;
    }
}

/// True if a byte belongs to a word.
fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// How many characters there are: bytes that start one.
fn columns(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

/// Moves the terminal's cursor.
fn move_cursor(vm: &mut Vm<'_>, columns: usize, direction: u8) {
    if columns == 0 {
        return;
    }
    let (mut digits, mut at, mut rest) = ([0; 8], 8usize, columns.min(9_999_999));
    while let (true, Some(place)) = (rest > 0, at.checked_sub(1).and_then(|at| digits.get_mut(at))) {
        *place = b'0' + (rest % 10) as u8;
        (at, rest) = (at - 1, rest / 10);
    }
    vm.host.write_bytes(b"\x1b[");
    vm.host.write_bytes(digits.get(at..).unwrap_or_default());
    vm.host.write_bytes(&[direction]);
}

impl Repl {
    /// A key at the prompt.
    pub(super) fn key(&mut self, vm: &mut Vm<'_>, byte: u8) {
        if self.line.escape != Escape::None {
            return self.escaped(vm, byte);
        }
        let is_empty = self.text.len(vm) == self.line.start;
        match byte {
            CTRL_C => {
                vm.host.write_bytes(b"\r\n");
                self.prompt(vm);
            }
            CTRL_A | CTRL_B | CTRL_D | CTRL_E if is_empty && self.line.start == 0 => self.switch(vm, byte),
            // The end of a statement of several lines.
            CTRL_D if is_empty => self.enter(vm),
            CTRL_A => self.go(vm, Move::Home),
            CTRL_B => self.go(vm, Move::Left),
            CTRL_D => self.delete(vm, Move::Right),
            CTRL_E => self.go(vm, Move::End),
            6 => self.go(vm, Move::Right),
            8 | 127 => self.backspace(vm),
            b'\t' => self.tab(vm),
            b'\r' | b'\n' => self.enter(vm),
            11 => self.delete(vm, Move::End),
            12 => {
                vm.host.write_bytes(b"\x1b[H\x1b[2J");
                self.redraw(vm);
            }
            14 => self.recall(vm, self.line.shown.wrapping_sub(1)),
            16 => self.recall(vm, self.line.shown + 1),
            21 => self.delete(vm, Move::Home),
            23 => self.delete(vm, Move::WordLeft),
            27 => self.line.escape = Escape::Begun,
            0..32 => {}
            byte => self.insert(vm, &[byte]),
        }
    }

    /// A control key on an empty line.
    fn switch(&mut self, vm: &mut Vm<'_>, byte: u8) {
        vm.host.write_bytes(b"\r\n");
        match byte {
            CTRL_A => self.raw_banner(vm),
            CTRL_B => self.prompt_first(vm),
            CTRL_E => {
                vm.host.write_bytes(b"paste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
                self.state = State::Paste;
            }
            _ => self.state = State::Ended,
        }
    }

    /// A byte of an escape sequence.
    fn escaped(&mut self, vm: &mut Vm<'_>, byte: u8) {
        let line = &mut self.line;
        let escape = core::mem::replace(&mut line.escape, Escape::None);
        match (escape, byte) {
            (Escape::Begun, b'[') => (line.escape, line.number) = (Escape::Bracket, 0),
            (Escape::Begun, b'O') => (line.escape, line.number) = (Escape::Letter, 0),
            (Escape::Begun, b'b') => self.go(vm, Move::WordLeft),
            (Escape::Begun, b'f') => self.go(vm, Move::WordRight),
            (Escape::Begun, b'd') => self.delete(vm, Move::WordRight),
            (Escape::Begun, 8 | 127) => self.delete(vm, Move::WordLeft),
            // Of `1;5` the 5 counts: with Ctrl.
            (Escape::Bracket, b';') => (line.escape, line.number) = (escape, 0),
            (Escape::Bracket, b'0'..=b'9') => {
                (line.escape, line.number) = (escape, line.number.wrapping_mul(10).wrapping_add(byte - b'0'));
            }
            (Escape::Bracket, b'~') => match line.number {
                1 | 7 => self.go(vm, Move::Home),
                4 | 8 => self.go(vm, Move::End),
                3 => self.delete(vm, Move::Right),
                _ => {}
            },
            (Escape::Bracket | Escape::Letter, b'A') => self.recall(vm, self.line.shown + 1),
            (Escape::Bracket | Escape::Letter, b'B') => self.recall(vm, self.line.shown.wrapping_sub(1)),
            (Escape::Bracket | Escape::Letter, b'C' | b'D') => {
                let by_word = matches!(line.number, 3 | 5);
                self.go(
                    vm,
                    match (byte, by_word) {
                        (b'C', false) => Move::Right,
                        (b'C', true) => Move::WordRight,
                        (_, false) => Move::Left,
                        (_, true) => Move::WordLeft,
                    },
                );
            }
            (Escape::Bracket | Escape::Letter, b'H') => self.go(vm, Move::Home),
            (Escape::Bracket | Escape::Letter, b'F') => self.go(vm, Move::End),
            _ => {}
        }
    }

    /// Where a movement ends.
    fn target(&self, vm: &Vm<'_>, how: Move) -> usize {
        let bytes = self.text.bytes(vm);
        let (start, cursor) = (self.line.start, self.line.cursor.min(bytes.len()));
        let (before, after) = bytes.split_at_checked(cursor).unwrap_or((bytes, &[]));
        let before = before.get(start..).unwrap_or_default();
        let first = |byte: &u8| *byte & 0xc0 != 0x80;
        match how {
            Move::Home => start,
            Move::End => bytes.len(),
            Move::Left => start + before.iter().rposition(first).unwrap_or(0),
            Move::Right => {
                let next = after.iter().skip(1).position(first).map_or(after.len(), |at| at + 1);
                cursor + next
            }
            Move::WordLeft => {
                let word = before.iter().rposition(|byte| in_word(*byte)).map_or(0, |at| at + 1);
                let word = before.get(..word).unwrap_or_default();
                start + word.iter().rposition(|byte| !in_word(*byte)).map_or(0, |at| at + 1)
            }
            Move::WordRight => {
                let word = after.iter().position(|byte| in_word(*byte)).unwrap_or(after.len());
                let rest = after.get(word..).unwrap_or_default();
                cursor + word + rest.iter().position(|byte| !in_word(*byte)).unwrap_or(rest.len())
            }
        }
    }

    fn go(&mut self, vm: &mut Vm<'_>, how: Move) {
        let (from, to) = (self.line.cursor, self.target(vm, how));
        let between = self.text.bytes(vm).get(from.min(to)..from.max(to)).unwrap_or_default();
        let count = columns(between);
        move_cursor(vm, count, if to < from { b'D' } else { b'C' });
        self.line.cursor = to;
    }

    /// Deletes from the cursor to where a movement ends.
    fn delete(&mut self, vm: &mut Vm<'_>, how: Move) {
        let (from, to) = (self.line.cursor, self.target(vm, how));
        if to < from {
            self.go(vm, how);
        }
        let deleted = self.text.replace(vm, from.min(to)..from.max(to), b"");
        self.checked(vm, deleted);
        self.show_rest(vm);
    }

    /// Deletes a character, or a level of indentation.
    fn backspace(&mut self, vm: &mut Vm<'_>) {
        let (start, cursor) = (self.line.start, self.line.cursor);
        let before = self.text.bytes(vm).get(start..cursor).unwrap_or_default();
        let in_indentation = !before.is_empty() && before.iter().all(|byte| *byte == b' ');
        let count = if in_indentation { (before.len() - 1) % INDENT + 1 } else { 1 };
        for _ in 0..count {
            self.delete(vm, Move::Left);
        }
    }

    /// Puts bytes at the cursor.
    fn insert(&mut self, vm: &mut Vm<'_>, bytes: &[u8]) {
        let at = self.line.cursor;
        let inserted = self.text.replace(vm, at..at, bytes);
        if self.checked(vm, inserted) {
            self.line.cursor += bytes.len();
            vm.host.write_bytes(bytes);
            if self.line.cursor < self.text.len(vm) {
                self.show_rest(vm);
            }
        }
    }

    /// Rings the bell if there was no room.
    fn checked(&mut self, vm: &mut Vm<'_>, done: Result<(), Error>) -> bool {
        if done.is_err() {
            vm.host.write_bytes(b"\x07");
        }
        done.is_ok()
    }

    /// Shows what stands behind the cursor again.
    fn show_rest(&mut self, vm: &mut Vm<'_>) {
        let rest = self.text.value(vm).ok().and_then(|array| vm.buffer_text(array));
        let rest = rest.map_or(&[][..], |text| text.part(self.line.cursor, usize::MAX).detached(vm));
        vm.host.write_bytes(rest);
        vm.host.write_bytes(b"\x1b[K");
        move_cursor(vm, columns(rest), b'D');
    }

    /// Shows the prompt and the line again.
    pub(super) fn redraw(&mut self, vm: &mut Vm<'_>) {
        self.state = State::Line;
        self.show_line_prompt(vm);
        let cursor = core::mem::replace(&mut self.line.cursor, self.line.start);
        self.show_rest(vm);
        let skipped = self.text.bytes(vm).get(self.line.start..cursor).unwrap_or_default();
        let count = columns(skipped);
        move_cursor(vm, count, b'C');
        self.line.cursor = cursor;
    }

    fn show_line_prompt(&mut self, vm: &mut Vm<'_>) {
        match self.line.start {
            0 => show_prompt(vm, "ps1", b">>> "),
            _ => show_prompt(vm, "ps2", b"... "),
        }
    }

    /// Shows line `shown` of the history in place of the line being typed; 0: none.
    fn recall(&mut self, vm: &mut Vm<'_>, shown: usize) {
        let history = self.line.history.and_then(|history| vm.kept(history));
        let known = history.map_or(0, |history| list::len(&vm.heap, history.block()));
        if shown > known {
            return;
        }
        let old = history.filter(|_| shown > 0).map(|history| list::get(&vm.heap, history.block(), known - shown));
        let mut bytes = [0; 256];
        let text = old.and_then(|old| vm.str_text(old)).map_or(&[][..], |text| text.detached(vm));
        // A line that is longer than any terminal is not recalled.
        let Some(place) = bytes.get_mut(..text.len()) else { return };
        place.copy_from_slice(text);
        let count = text.len();
        self.go(vm, Move::Home);
        let start = self.line.start;
        let replaced = self.text.replace(vm, start..usize::MAX, bytes.get(..count).unwrap_or_default());
        if self.checked(vm, replaced) {
            self.line.shown = shown;
            self.show_rest(vm);
            self.go(vm, Move::End);
        }
    }

    /// Remembers the line.
    fn remember(&mut self, vm: &mut Vm<'_>) {
        let start = self.line.start;
        let remembered = vm.attempt(|vm| {
            let history = match self.line.history {
                Some(history) => history.to_python(vm)?,
                None => {
                    let list = vm.new_list(&[])?;
                    self.line.history = Some(vm.keep(list)?);
                    list
                }
            };
            let block = history.block();
            let text = self.text.value(vm)?;
            let text = vm.buffer_text(text).map_or(&[][..], |text| text.part(start, usize::MAX).detached(vm));
            let count = list::len(&vm.heap, block);
            let last = if count > 0 { vm.str_text(list::get(&vm.heap, block, count - 1)) } else { None };
            if text.iter().all(|byte| *byte == b' ') || last.is_some_and(|last| last.detached(vm) == text) {
                return Ok(());
            }
            let line = new_string(&mut vm.heap, text)?;
            list::push(vm, history, line)?;
            if count >= HISTORY {
                list::keep_part(&mut vm.heap, block, 1, count + 1);
            }
            Ok(())
        });
        // Without memory there is no history.
        let _ = remembered;
    }

    /// The line is complete; so may be the statement.
    fn enter(&mut self, vm: &mut Vm<'_>) {
        vm.host.write_bytes(b"\r\n");
        self.remember(vm);
        let start = self.line.start;
        let is_blank = self.text.bytes(vm).get(start..).unwrap_or_default().iter().all(|byte| *byte == b' ');
        if is_blank && start == 0 {
            return self.prompt(vm);
        }
        // Indentation that the prompt has made ends a block like an empty line.
        let from = if is_blank { start } else { usize::MAX };
        let ended = self.text.replace(vm, from..usize::MAX, b"\n");
        let complete = ended.and_then(|()| self.is_complete(vm));
        match complete {
            Ok(true) => {
                let opened = self.open_compiled(vm);
                self.begin(vm, Purpose::Statement, opened);
            }
            Ok(false) => {
                self.close(vm);
                let end = self.text.len(vm);
                self.line.begin(end);
                self.show_line_prompt(vm);
                self.indent(vm, start);
            }
            Err(error) => self.begin(vm, Purpose::Statement, Err(error)),
        }
    }

    /// Compiles the statement, if it is complete.
    fn is_complete(&mut self, vm: &mut Vm<'_>) -> Result<bool, Error> {
        let globals = vm.main_globals();
        let opened = vm.attempt(|vm| {
            let file = vm.heap.intern(b"<stdin>")?;
            let opened = vm.open_window_text(file, globals, Mode::Interactive)?;
            vm.keep(opened)
        })?;
        self.close(vm);
        self.compilation = Some(opened);
        loop {
            let progress = vm.attempt(|vm| {
                let compilation = opened.to_python(vm)?;
                let text = self.text.value(vm)?;
                vm.text_step(compilation, text, false)
            })?;
            match progress {
                Progress::More => {}
                Progress::Starved => return Ok(false),
                Progress::Done(_) => return Ok(true),
            }
        }
    }

    /// Indents the line as the one before, and more after a colon.
    fn indent(&mut self, vm: &mut Vm<'_>, before: usize) {
        let line = self.text.bytes(vm).get(before..).unwrap_or_default();
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let spaces = line.iter().take_while(|byte| **byte == b' ').count();
        let deeper = if line.trim_ascii_end().ends_with(b":") { INDENT } else { 0 };
        for _ in 0..(spaces + deeper).min(COMPLETION) {
            self.insert(vm, b" ");
        }
    }

    /// Completes the word before the cursor, or indents.
    fn tab(&mut self, vm: &mut Vm<'_>) {
        let (start, cursor) = (self.line.start, self.line.cursor);
        let before = self.text.bytes(vm).get(start..cursor).unwrap_or_default();
        if before.iter().all(|byte| *byte == b' ') {
            return self.insert(vm, b"    ");
        }
        let mut word = [0; COMPLETION];
        let from = before.len().saturating_sub(COMPLETION);
        let before = before.get(from..).unwrap_or_default();
        let count = before.len();
        word.iter_mut().zip(before).for_each(|(place, byte)| *place = *byte);
        self.open_call(vm, Purpose::Complete, Prelude::Complete, word.get(..count).unwrap_or_default());
    }

    /// What a completion has found: what is to be inserted; `None`: more than one thing, which was shown.
    pub(super) fn completed(&mut self, vm: &mut Vm<'_>, result: Object) {
        vm.host.interrupt_on(None);
        self.state = State::Line;
        let found = vm.kept(result).and_then(|found| vm.str_text(found));
        let Some(found) = found else { return self.redraw(vm) };
        let mut bytes = [0; COMPLETION];
        let found = found.detached(vm);
        let count = found.len().min(COMPLETION);
        bytes.iter_mut().zip(found).for_each(|(place, byte)| *place = *byte);
        self.insert(vm, bytes.get(..count).unwrap_or_default());
    }
}
