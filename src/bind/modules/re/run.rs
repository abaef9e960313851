//! Runs a program over a text: backtracking, with an explicit stack in words that the caller provides.
//!
//! Words: `[status][slot]…[turns, last place]…[look]…[pc][pos][stack][start][mode][turns][floor]` and the stack, entries
//! of two words:
//!
//! | entry | on the way back |
//! |--|--|
//! | `CHOICE pc`, place | go on there |
//! | `UNDO word`, what stood in it | put it back |
//! | `STAR pc`, place above `FLOOR`, least place | the same with one character less |
//! | `LAZY pc`, place above `FLOOR`, turns | the same with one character more |
//! | `TURN pc`, place | one more turn of a lazy loop |
//! | `WALL pc`, place | a look that did not match; `NOT_WALL`: of a negative one, which therefore does |
//!
//! Words only change with an `UNDO`, so that a step back is a step back in everything.

use super::code::{HEADER, IS_TEXT, MANY, Op, byte, how, look, number, target};
use crate::vm::types::search;
use core::cell::Cell;

/// No place.
pub const NOWHERE: u32 = u32::MAX;

/// How a match is to lie.
pub mod mode {
    /// Anywhere; else only at the start.
    pub const SEARCH: u8 = 1;
    /// From start to end.
    pub const FULL: u8 = 2;
    /// Added: not empty at the start.
    pub const ADVANCE: u8 = 4;
}

/// What a stretch of work has led to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// A match; its slots stand in the words.
    Matched,
    /// No match.
    Failed,
    /// More to do: call again.
    More,
    /// More words are wanted: call again with more, what is there copied to their front.
    Full,
}

const CHOICE: u32 = 0;
const UNDO: u32 = 1;
const STAR: u32 = 2;
const LAZY: u32 = 3;
const TURN: u32 = 4;
const WALL: u32 = 5;
const NOT_WALL: u32 = 6;
const FLOOR: u32 = 7;
const TAG: u32 = 28;
const REST: u32 = (1 << TAG) - 1;

/// Words of a saved state: see above.
const STATE: usize = 7;
/// Words of stack to start with.
const FIRST_STACK: usize = 24;
/// The most that one instruction puts on the stack.
const ROOM: usize = 8;

/// The words that the slots of a program's groups take, with the status.
pub fn result_words(code: &[u8]) -> usize {
    1 + 2 * usize::from(number(code, 0))
}

/// The words to start with.
pub fn first_words(code: &[u8]) -> usize {
    layout(code).stack + FIRST_STACK
}

pub(super) struct Layout {
    loops: usize,
    looks: usize,
    state: usize,
    stack: usize,
}

fn layout(code: &[u8]) -> Layout {
    let loops = result_words(code);
    let looks = loops + 2 * usize::from(number(code, 2));
    let state = looks + usize::from(number(code, 4));
    Layout { loops, looks, state, stack: state + STATE }
}

/// A program at work.
pub struct Machine<'a> {
    pub(super) code: &'a [u8],
    /// The text, up to where it is to end.
    pub(super) text: &'a [u8],
    pub(super) is_text: bool,
    pub(super) words: &'a [Cell<u32>],
    pub(super) layout: Layout,
    pub(super) mode: u8,
    pub(super) pc: usize,
    pub(super) pos: usize,
    pub(super) sp: usize,
    pub(super) start: usize,
    /// Turns of a star that has been interrupted, and how far it cannot step back.
    pub(super) turns: u32,
    pub(super) floor: usize,
    pub(super) fresh: bool,
}

impl<'a> Machine<'a> {
    /// Starts at a byte of the text.
    pub fn start(code: &'a [u8], text: &'a [u8], words: &'a [Cell<u32>], mode: u8, start: usize) -> Self {
        let layout = layout(code);
        for (index, cell) in words.iter().enumerate() {
            cell.set(if index != 0 && index < layout.loops { NOWHERE } else { 0 });
        }
        let sp = layout.stack;
        Machine { mode, start, pos: start, sp, fresh: true, ..Machine::new(code, text, words) }
    }

    /// Goes on where a machine has stopped.
    pub fn resume(code: &'a [u8], text: &'a [u8], words: &'a [Cell<u32>]) -> Self {
        let machine = Machine::new(code, text, words);
        let state = |index: usize| machine.word(machine.layout.state + index);
        Machine {
            pc: state(0) as usize,
            pos: state(1) as usize,
            sp: state(2) as usize,
            start: state(3) as usize,
            mode: state(4) as u8,
            turns: state(5),
            floor: state(6) as usize,
            ..machine
        }
    }

    fn new(code: &'a [u8], text: &'a [u8], words: &'a [Cell<u32>]) -> Self {
        let is_text = byte(code, 6) & IS_TEXT != 0;
        Machine {
            code,
            text,
            is_text,
            words,
            layout: layout(code),
            mode: 0,
            pc: HEADER,
            pos: 0,
            sp: 0,
            start: 0,
            turns: 0,
            floor: 0,
            fresh: false,
        }
    }

    fn save(&self) {
        let [mode, turns] = [self.mode.into(), self.turns as usize];
        let state = [self.pc, self.pos, self.sp, self.start, mode, turns, self.floor];
        for (index, value) in state.into_iter().enumerate() {
            self.put(self.layout.state + index, value as u32);
        }
    }

    pub(super) fn word(&self, index: usize) -> u32 {
        self.words.get(index).map_or(0, Cell::get)
    }

    fn put(&self, index: usize, value: u32) {
        if let Some(cell) = self.words.get(index) {
            cell.set(value);
        }
    }

    /// Works for at most so many instructions.
    pub fn run(&mut self, fuel: u32) -> Verdict {
        if core::mem::take(&mut self.fresh) && !self.find_start() {
            return Verdict::Failed;
        }
        let mut fuel = fuel;
        loop {
            if self.sp + ROOM > self.words.len() || fuel == 0 {
                self.save();
                return if fuel == 0 { Verdict::More } else { Verdict::Full };
            }
            fuel -= 1;
            let op = Op::of(byte(self.code, self.pc)).unwrap_or(Op::Match);
            if op == Op::Match && self.is_end() {
                self.put(1, self.start as u32);
                self.put(2, self.pos as u32);
                return Verdict::Matched;
            }
            let goes_on = op != Op::Match && self.step(op, &mut fuel);
            if !goes_on && !self.back(&mut fuel) && !self.next_start() {
                return Verdict::Failed;
            }
        }
    }

    /// True if the match may end here.
    fn is_end(&self) -> bool {
        let is_empty = self.mode & mode::ADVANCE != 0 && self.pos == self.start;
        !is_empty && (self.mode & 3 != mode::FULL || self.pos == self.text.len())
    }

    /// Goes on to the next place where a match may start.
    fn next_start(&mut self) -> bool {
        if self.mode & 3 != mode::SEARCH || self.start >= self.text.len() {
            return false;
        }
        self.start += self.width_at(self.start);
        // What must not be empty is only so at the first place.
        self.mode &= !mode::ADVANCE;
        self.pc = HEADER;
        self.sp = self.layout.stack;
        self.find_start()
    }

    /// Skips to where the text is that every match starts with.
    fn find_start(&mut self) -> bool {
        if self.mode & 3 == mode::SEARCH && byte(self.code, HEADER) == Op::Text as u8 {
            let count = usize::from(byte(self.code, HEADER + 1));
            let needle = self.code.get(HEADER + 2..HEADER + 2 + count).unwrap_or_default();
            match search::find(self.text.get(self.start..).unwrap_or_default(), needle) {
                Some(distance) => self.start += distance,
                None => return false,
            }
        }
        self.pos = self.start;
        true
    }

    /// One instruction; false if it does not match.
    fn step(&mut self, op: Op, fuel: &mut u32) -> bool {
        let (code, pc) = (self.code, self.pc);
        let after = pc + op.length(code, pc);
        match op {
            Op::Match => return false,
            Op::Text | Op::Fold | Op::Any | Op::AnyAll | Op::Class | Op::Set => match self.take(op, pc, self.pos) {
                Some(pos) => self.pos = pos,
                None => return false,
            },
            Op::At => {
                if !self.is_at(byte(code, pc + 1)) {
                    return false;
                }
            }
            Op::Jump => {
                self.pc = target(code, pc, 1);
                return true;
            }
            Op::Split => self.push(CHOICE, target(code, pc, 1), self.pos),
            Op::SplitBack => {
                self.push(CHOICE, after, self.pos);
                self.pc = target(code, pc, 1);
                return true;
            }
            Op::Save => self.save_slot(number(code, pc + 1)),
            Op::Back => match self.same_again(pc) {
                Some(pos) => self.pos = pos,
                None => return false,
            },
            Op::Star => return self.star(pc, fuel),
            Op::LoopStart => {
                let base = self.layout.loops + 2 * usize::from(number(code, pc + 1));
                self.change(base, 0);
                self.change(base + 1, NOWHERE);
            }
            Op::Loop => return self.turn(pc),
            Op::Look => return self.look(pc),
            Op::LookEnd => return self.look_end(pc),
            Op::If => {
                let slot = 1 + 2 * usize::from(number(code, pc + 1));
                if self.word(slot) == NOWHERE || self.word(slot + 1) == NOWHERE {
                    self.pc = target(code, pc, 3);
                    return true;
                }
            }
        }
        self.pc = after;
        true
    }

    fn push(&mut self, tag: u32, pc: usize, value: usize) {
        self.put(self.sp, tag << TAG | pc as u32 & REST);
        self.put(self.sp + 1, value as u32);
        self.sp += 2;
    }

    /// Changes a word so that it can be undone.
    fn change(&mut self, word: usize, value: u32) {
        let old = self.word(word);
        if old != value {
            self.push(UNDO, word, old as usize);
            self.put(word, value);
        }
    }

    fn save_slot(&mut self, slot: u16) {
        self.change(1 + usize::from(slot), self.pos as u32);
        if slot & 1 != 0 {
            self.change(0, u32::from(slot / 2) << 8);
        }
    }

    /// Steps back to the last choice; false if there is none.
    fn back(&mut self, fuel: &mut u32) -> bool {
        while self.sp > self.layout.stack {
            *fuel = fuel.saturating_sub(1);
            self.sp -= 2;
            let (head, value) = (self.word(self.sp), self.word(self.sp + 1) as usize);
            let pc = (head & REST) as usize;
            match head >> TAG {
                UNDO => self.put(pc, value as u32),
                CHOICE | NOT_WALL => {
                    (self.pc, self.pos) = (pc, value);
                    return true;
                }
                STAR => {
                    self.sp -= 2;
                    self.less(pc, value, self.word(self.sp + 1) as usize);
                    return true;
                }
                LAZY => {
                    self.sp -= 2;
                    if self.more(pc, value, self.word(self.sp + 1)) {
                        return true;
                    }
                }
                TURN => {
                    self.pos = value;
                    self.next_turn(pc, true);
                    return true;
                }
                _ => {}
            }
        }
        false
    }

    /// One character again and again.
    fn star(&mut self, pc: usize, fuel: &mut u32) -> bool {
        let way = byte(self.code, pc + 1);
        let (least, most) = (u32::from(number(self.code, pc + 2)), self.most(number(self.code, pc + 4)));
        let wanted = if way == how::LAZY { least } else { most };
        let inner = pc + 6;
        let op = Op::of(byte(self.code, inner)).unwrap_or(Op::Match);
        let mut turns = core::mem::take(&mut self.turns);
        let mut floor = if turns == 0 { self.pos } else { self.floor };
        while turns < wanted {
            let Some(pos) = self.take(op, inner, self.pos) else { break };
            self.pos = pos;
            turns += 1;
            if turns == least {
                floor = pos;
            }
            if *fuel == 0 && turns < wanted {
                (self.turns, self.floor) = (turns, floor);
                return true;
            }
            *fuel = fuel.saturating_sub(1);
        }
        if turns < least {
            return false;
        }
        self.pc = inner + op.length(self.code, inner);
        match way {
            how::GREEDY if self.pos > floor => self.push_pair(STAR, pc, self.pos, floor),
            how::LAZY if turns < most => self.push_pair(LAZY, pc, self.pos, turns as usize),
            _ => {}
        }
        true
    }

    fn most(&self, most: u16) -> u32 {
        if most == MANY { u32::MAX } else { most.into() }
    }

    fn push_pair(&mut self, tag: u32, pc: usize, pos: usize, floor: usize) {
        self.push(FLOOR, 0, floor);
        self.push(tag, pc, pos);
    }

    /// A greedy star gives one character back, or as many as the text behind it needs.
    fn less(&mut self, pc: usize, pos: usize, floor: usize) {
        let inner = pc + 6;
        let op = Op::of(byte(self.code, inner)).unwrap_or(Op::Match);
        self.pc = inner + op.length(self.code, inner);
        self.pos = self.before(pos);
        if byte(self.code, self.pc) == Op::Text as u8 {
            let first = byte(self.code, self.pc + 2);
            while self.pos > floor && byte(self.text, self.pos) != first {
                self.pos -= 1;
            }
        }
        if self.pos > floor {
            self.push_pair(STAR, pc, self.pos, floor);
        }
    }

    /// A lazy star takes one character more.
    fn more(&mut self, pc: usize, pos: usize, turns: u32) -> bool {
        let inner = pc + 6;
        let op = Op::of(byte(self.code, inner)).unwrap_or(Op::Match);
        let Some(pos) = self.take(op, inner, pos) else { return false };
        self.pos = pos;
        self.pc = inner + op.length(self.code, inner);
        if turns + 1 < self.most(number(self.code, pc + 4)) {
            self.push_pair(LAZY, pc, pos, turns as usize + 1);
        }
        true
    }

    /// The end of a loop's body.
    fn turn(&mut self, pc: usize) -> bool {
        let base = self.layout.loops + 2 * usize::from(number(self.code, pc + 1));
        let turns = self.word(base);
        let (least, most) = (u32::from(number(self.code, pc + 4)), self.most(number(self.code, pc + 6)));
        let after = pc + 10;
        if turns < least {
            self.next_turn(pc, false);
        } else if turns >= most || self.word(base + 1) == self.pos as u32 {
            self.pc = after;
        } else if byte(self.code, pc + 3) == how::LAZY {
            self.push(TURN, pc, self.pos);
            self.pc = after;
        } else {
            self.push(CHOICE, after, self.pos);
            self.next_turn(pc, true);
        }
        true
    }

    fn next_turn(&mut self, pc: usize, remember: bool) {
        let base = self.layout.loops + 2 * usize::from(number(self.code, pc + 1));
        self.change(base, self.word(base).saturating_add(1));
        if remember {
            self.change(base + 1, self.pos as u32);
        }
        self.pc = target(self.code, pc, 8);
    }

    /// The start of a look: a wall on the stack.
    fn look(&mut self, pc: usize) -> bool {
        let (index, kind) = (usize::from(number(self.code, pc + 1)), byte(self.code, pc + 3));
        let (end, start) = (target(self.code, pc, 4), self.pos);
        if matches!(kind, look::BEHIND | look::NOT_BEHIND) {
            for _ in 0..number(self.code, pc + 6) {
                if self.pos == 0 {
                    self.pos = start;
                    self.pc = end;
                    return kind == look::NOT_BEHIND;
                }
                self.pos = self.before(self.pos);
            }
        }
        let is_not = matches!(kind, look::NOT_AHEAD | look::NOT_BEHIND);
        // No need to undo this: a look is not entered again before it has ended.
        self.put(self.layout.looks + index, self.sp as u32);
        self.push(if is_not { NOT_WALL } else { WALL }, end, start);
        self.pc = pc + 8;
        true
    }

    /// The end of a look that matches: what it may still try is forgotten.
    fn look_end(&mut self, pc: usize) -> bool {
        let (index, kind) = (usize::from(number(self.code, pc + 1)), byte(self.code, pc + 3));
        let wall = self.word(self.layout.looks + index) as usize;
        let start = self.word(wall + 1) as usize;
        match kind {
            look::NOT_AHEAD | look::NOT_BEHIND => {
                while self.sp > wall {
                    self.sp -= 2;
                    let head = self.word(self.sp);
                    if head >> TAG == UNDO {
                        self.put((head & REST) as usize, self.word(self.sp + 1));
                    }
                }
                return false;
            }
            _ => self.keep_changes(wall),
        }
        if kind != look::ATOMIC {
            self.pos = start;
        }
        self.pc = pc + 4;
        true
    }

    /// Leaves of the stack from a wall on only the changes.
    fn keep_changes(&mut self, wall: usize) {
        let (mut from, mut to) = (wall, wall);
        while from < self.sp {
            let (head, value) = (self.word(from), self.word(from + 1));
            if head >> TAG == UNDO {
                self.put(to, head);
                self.put(to + 1, value);
                to += 2;
            }
            from += 2;
        }
        self.sp = to;
    }
}
