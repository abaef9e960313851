//! From a pattern to a program, in one pass and without recursion: open groups stand in a table, and what a quantifier
//! or a `|` needs before a part is put in there when it is seen.

use super::code::{FOLD, FOLD_ASCII, HEADER, IS_TEXT, MANY, Op, byte, class, number, place};
use super::escape::Escape;
use crate::vm::types::{unicode, utf8};
use core::cell::Cell;

/// Flags of a pattern, with the values that scripts see.
pub mod flag {
    /// `re.I`
    pub const IGNORE_CASE: u16 = 2;
    /// `re.L`
    pub const LOCALE: u16 = 4;
    /// `re.M`
    pub const MULTI_LINE: u16 = 8;
    /// `re.S`
    pub const DOT_ALL: u16 = 16;
    /// `re.U`
    pub const UNICODE: u16 = 32;
    /// `re.X`
    pub const VERBOSE: u16 = 64;
    /// `re.A`
    pub const ASCII: u16 = 256;
}

/// What is wrong with a pattern, or where it goes beyond what can be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flaw {
    /// CPython's text; `{}` and `{r}` stand for the part of the pattern, then for the numbers.
    pub text: &'static str,
    /// Where, in bytes.
    pub at: Option<usize>,
    /// A part of the pattern, in bytes.
    pub part: Option<(usize, usize)>,
    /// Numbers.
    pub numbers: [u32; 2],
}

impl Flaw {
    /// A flaw at a place.
    pub const fn at(text: &'static str, at: usize) -> Flaw {
        Flaw { text, at: Some(at), part: None, numbers: [0; 2] }
    }

    /// A flaw that is a part of the pattern.
    pub const fn part(text: &'static str, from: usize, to: usize) -> Flaw {
        Flaw { text, at: Some(from), part: Some((from, to)), numbers: [0; 2] }
    }
}

/// The program does not fit the distances between its instructions, or the buffer.
pub const TOO_LARGE: Flaw =
    Flaw { text: "regular expression code size limit exceeded", at: None, part: None, numbers: [0; 2] };
/// A number of repetitions is beyond what programs hold.
pub const TOO_OFTEN: Flaw = Flaw { text: "the repetition number is too large", at: None, part: None, numbers: [0; 2] };

pub(super) type Step<T = ()> = Result<T, Flaw>;

/// Words of the table per group: the frame while it is open, where its name stands, whether it is open.
pub const GROUP_WORDS: usize = FRAME_WORDS + 3;
pub(super) const FRAME_WORDS: usize = 11;
/// The greatest program: distances have 15 bits.
const LIMIT: usize = 0x7f00;

/// The bytes that the program of a pattern may take on its way.
pub fn room(pattern: &[u8]) -> usize {
    (pattern.len().saturating_mul(12) + HEADER + 64).min(LIMIT)
}

/// The words of the table for a pattern.
pub fn table_words(pattern: &[u8]) -> usize {
    let groups = pattern.iter().filter(|byte| **byte == b'(').count() + 2;
    groups.saturating_mul(GROUP_WORDS)
}

/// How many characters a part takes, at least and at most.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Width {
    pub(super) least: u32,
    pub(super) most: u32,
}

impl Width {
    pub(super) const NONE: Width = Width { least: 0, most: 0 };
    pub(super) const ONE: Width = Width { least: 1, most: 1 };
    pub(super) const ANY: Width = Width { least: 0, most: u32::MAX };

    pub(super) fn and(self, other: Width) -> Width {
        Width { least: self.least.saturating_add(other.least), most: self.most.saturating_add(other.most) }
    }

    pub(super) fn or(self, other: Width) -> Width {
        Width { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    pub(super) fn times(self, least: u16, most: u16) -> Width {
        let most = match most {
            _ if self.most == 0 => 0,
            MANY => u32::MAX,
            most => self.most.saturating_mul(most.into()),
        };
        Width { least: self.least.saturating_mul(least.into()), most }
    }
}

/// What an open group is.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Top,
    Plain,
    Capture,
    Look,
    If,
    Else,
}

/// An open group.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// Its group, the kind of the look.
    pub(super) detail: u16,
    /// The number of the look.
    pub(super) look: u16,
    /// Where its parenthesis stands.
    pub(super) start: usize,
    /// Where its code and the code of its last branch start.
    pub(super) code: usize,
    pub(super) branch: usize,
    /// The last of the jumps to its end; each knows the one before.
    pub(super) chain: usize,
    /// The flags outside.
    pub(super) flags: u16,
    /// The branches so far, and what stood before the group.
    pub(super) width: Option<Width>,
    pub(super) before: Width,
}

/// What stands before a quantifier.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Nothing,
    Place,
    Repeat,
    /// The code from here on.
    Part(usize),
    /// The character at an offset in the text instruction at another.
    Character(usize, usize),
}

/// One compilation.
pub struct Compiler<'a> {
    pub(super) text: &'a [u8],
    pub(super) at: usize,
    pub(super) is_text: bool,
    pub(super) out: &'a mut [u8],
    /// Bytes of code so far.
    pub len: usize,
    pub(super) table: &'a [Cell<u32>],
    pub(super) depth: usize,
    /// The flags here.
    pub flags: u16,
    /// Groups so far, the whole one included.
    pub groups: u16,
    pub(super) loops: u16,
    pub(super) looks: u16,
    pub(super) frame: Frame,
    pub(super) last: Last,
    /// The branch without what stands before a quantifier, and that.
    pub(super) done: Width,
    pub(super) part: Width,
    /// The greatest group that a condition asks for, and where.
    pub(super) asked: (u32, usize),
}

impl<'a> Compiler<'a> {
    /// Starts. The buffer and the table have the sizes that [`room`] and [`table_words`] told.
    pub fn new(text: &'a [u8], is_text: bool, flags: u16, out: &'a mut [u8], table: &'a [Cell<u32>]) -> Self {
        let frame = Frame {
            kind: Kind::Top,
            detail: 0,
            look: 0,
            start: 0,
            code: HEADER,
            branch: HEADER,
            chain: 0,
            flags,
            width: None,
            before: Width::NONE,
        };
        Compiler {
            text,
            at: 0,
            is_text,
            out,
            len: HEADER,
            table,
            depth: 0,
            flags,
            groups: 1,
            loops: 0,
            looks: 0,
            frame,
            last: Last::Nothing,
            done: Width::NONE,
            part: Width::NONE,
            asked: (0, 0),
        }
    }

    /// Does all of it.
    pub fn run(&mut self) -> Step {
        loop {
            match self.peek() {
                None if self.depth > 0 => {
                    return Err(Flaw::at("missing ), unterminated subpattern", self.frame.start));
                }
                None => return self.finish(),
                Some(b'|') => self.branch()?,
                Some(b')') if self.depth == 0 => return Err(Flaw::at("unbalanced parenthesis", self.at)),
                Some(b')') => self.close()?,
                Some(_) => self.item()?,
            }
        }
    }

    /// True at the very start of the pattern.
    pub(super) fn is_empty(&self) -> bool {
        self.len == HEADER && self.depth == 0 && self.frame.branch == HEADER
    }

    /// Remembers that a condition asks for a group.
    pub(super) fn ask(&mut self, group: u32, at: usize) {
        if group > self.asked.0 {
            self.asked = (group, at);
        }
    }

    fn finish(&mut self) -> Step {
        self.end_branches()?;
        self.emit(&[Op::Match as u8])?;
        if self.asked.0 >= self.groups.into() {
            let numbers = [self.asked.0, 0];
            return Err(Flaw { numbers, ..Flaw::at("invalid group reference {}", self.asked.1) });
        }
        let ([a, b], [c, d], [e, f]) = (self.groups.to_le_bytes(), self.loops.to_le_bytes(), self.looks.to_le_bytes());
        let header = [a, b, c, d, e, f, if self.is_text { IS_TEXT } else { 0 }, 0];
        match self.out.get_mut(..HEADER) {
            Some(place) => place.copy_from_slice(&header),
            None => return Err(TOO_LARGE),
        }
        Ok(())
    }

    /// The name of a group, if it has one, as a part of the pattern.
    pub fn name_of(&self, group: u16) -> Option<(usize, usize)> {
        let base = usize::from(group) * GROUP_WORDS + FRAME_WORDS;
        match (self.table.get(base).map_or(0, Cell::get), self.table.get(base + 1).map_or(0, Cell::get)) {
            (_, 0) => None,
            (from, to) => Some((from as usize, to as usize)),
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Takes the next character.
    pub(super) fn next(&mut self) -> Option<u32> {
        let rest = self.text.get(self.at..)?;
        if !self.is_text {
            self.at += usize::from(!rest.is_empty());
            return rest.first().map(|byte| u32::from(*byte));
        }
        let (code, width) = utf8::decode(rest)?;
        self.at += width;
        Some(code)
    }

    pub(super) fn has(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// True if classes and cases are those of ASCII.
    pub(super) fn is_ascii(&self) -> bool {
        !self.is_text || self.has(flag::ASCII)
    }

    pub(super) fn emit(&mut self, code: &[u8]) -> Step {
        let end = self.len + code.len();
        match self.out.get_mut(self.len..end) {
            Some(place) if end <= LIMIT => place.copy_from_slice(code),
            _ => return Err(TOO_LARGE),
        }
        self.len = end;
        Ok(())
    }

    /// Puts code in before what stands from `at` on.
    pub(super) fn insert(&mut self, at: usize, code: &[u8]) -> Step {
        let end = self.len;
        self.emit(code)?;
        self.out.copy_within(at..end, at + code.len());
        if let Some(place) = self.out.get_mut(at..at + code.len()) {
            place.copy_from_slice(code);
        }
        Ok(())
    }

    pub(super) fn set_number(&mut self, at: usize, number: u16) {
        if let Some(place) = self.out.get_mut(at..at + 2) {
            place.copy_from_slice(&number.to_le_bytes());
        }
    }

    /// Lets the target at `operand` of the instruction at `at` lead to `to`.
    pub(super) fn aim(&mut self, at: usize, operand: usize, to: usize) {
        self.set_number(at + operand, (to as u16).wrapping_sub(at as u16));
    }

    pub(super) fn emit_jump(&mut self) -> Step {
        let [low, high] = (self.frame.chain as u16).to_le_bytes();
        self.frame.chain = self.len;
        self.emit(&[Op::Jump as u8, low, high])
    }

    fn branch(&mut self) -> Step {
        self.at += 1;
        self.end_branch();
        match self.frame.kind {
            Kind::Else => return Err(Flaw::at("conditional backref with more than two branches", self.at - 1)),
            Kind::If => {
                self.emit_jump()?;
                self.aim(self.frame.code, 3, self.len);
                self.frame.kind = Kind::Else;
            }
            _ => {
                let at = self.frame.branch;
                self.insert(at, &[Op::Split as u8, 0, 0])?;
                self.emit_jump()?;
                self.aim(at, 1, self.len);
            }
        }
        self.frame.branch = self.len;
        Ok(())
    }

    /// Adds the branch to the width of the group.
    fn end_branch(&mut self) {
        let width = self.done.and(self.part);
        self.frame.width = Some(self.frame.width.map_or(width, |all| all.or(width)));
        (self.done, self.part, self.last) = (Width::NONE, Width::NONE, Last::Nothing);
    }

    /// Ends the last branch and brings all of them together.
    fn end_branches(&mut self) -> Step {
        self.end_branch();
        let mut jump = core::mem::take(&mut self.frame.chain);
        while jump != 0 {
            let before = usize::from(number(self.out, jump + 1));
            self.aim(jump, 1, self.len);
            jump = before;
        }
        Ok(())
    }

    fn close(&mut self) -> Step {
        self.at += 1;
        if self.frame.kind == Kind::If {
            self.frame.width = Some(self.frame.width.map_or(Width::NONE, |width| width.or(Width::NONE)));
        }
        self.end_branches()?;
        let frame = self.frame;
        let mut width = frame.width.unwrap_or(Width::NONE);
        match frame.kind {
            Kind::Capture => {
                self.emit_save(frame.detail * 2 + 1)?;
                self.set_open(frame.detail, false);
            }
            Kind::Look => width = self.close_look(frame, width)?,
            Kind::If => self.aim(frame.code, 3, self.len),
            _ => {}
        }
        self.flags = frame.flags;
        self.pop();
        (self.done, self.part, self.last) = (frame.before, width, Last::Part(frame.code));
        Ok(())
    }

    /// One item of a branch.
    fn item(&mut self) -> Step {
        let start = self.at;
        let Some(code) = self.next() else { return Err(TOO_LARGE) };
        if self.has(flag::VERBOSE) {
            match code {
                0x20 | 9..=13 => return Ok(()),
                0x23 => {
                    while self.next().is_some_and(|code| code != 10) {}
                    return Ok(());
                }
                _ => {}
            }
        }
        match u8::try_from(code).unwrap_or(b'a') {
            b'\\' => self.escape(start),
            b'[' => self.set(start),
            b'(' => self.group(start),
            b'.' => {
                let op = if self.has(flag::DOT_ALL) { Op::AnyAll } else { Op::Any };
                self.single(&[op as u8])
            }
            b'^' => self.place(if self.has(flag::MULTI_LINE) { place::LINE_START } else { place::START }),
            b'$' => self.place(if self.has(flag::MULTI_LINE) { place::LINE_END } else { place::END }),
            b'*' => self.repeat(start, 0, MANY),
            b'+' => self.repeat(start, 1, MANY),
            b'?' => self.repeat(start, 0, 1),
            b'{' => self.counted(start),
            _ => self.literal(code),
        }
    }

    /// Takes what stands before to what is done.
    pub(super) fn settle(&mut self, width: Width, last: Last) {
        self.done = self.done.and(self.part);
        (self.part, self.last) = (width, last);
    }

    pub(super) fn single(&mut self, code: &[u8]) -> Step {
        self.settle(Width::ONE, Last::Part(self.len));
        self.emit(code)
    }

    pub(super) fn place(&mut self, place: u8) -> Step {
        self.settle(Width::NONE, Last::Place);
        self.emit(&[Op::At as u8, place])
    }

    /// A character that stands for itself: more text if text was before it.
    pub(super) fn literal(&mut self, code: u32) -> Step {
        let folds = self.has(flag::IGNORE_CASE);
        let ascii = self.is_ascii();
        let code = if folds { folded(code, ascii) } else { code };
        let character = self.encoded(code);
        let bytes = character.bytes();
        let op = if folds { Op::Fold } else { Op::Text };
        if let Last::Character(start, _) = self.last
            && byte(self.out, start) == op as u8
            && usize::from(byte(self.out, start + 1)) + bytes.len() <= 255
            && (!folds || byte(self.out, self.len - 1) == fold_flag(ascii))
        {
            let at = if folds { self.len - 1 } else { self.len };
            self.insert(at, bytes)?;
            if let Some(place) = self.out.get_mut(start + 1) {
                *place += bytes.len() as u8;
            }
            self.settle(Width::ONE, Last::Character(start, at));
            return Ok(());
        }
        let start = self.len;
        self.settle(Width::ONE, Last::Character(start, start + 2));
        self.emit(&[op as u8, bytes.len() as u8])?;
        self.emit(bytes)?;
        if folds { self.emit(&[fold_flag(ascii)]) } else { Ok(()) }
    }

    pub(super) fn encoded(&self, code: u32) -> Encoded {
        if self.is_text {
            let character = utf8::encode(code);
            let mut bytes = [0; 4];
            let len = character.bytes().len().min(4);
            for (place, byte) in bytes.iter_mut().zip(character.bytes()) {
                *place = *byte;
            }
            return Encoded { bytes, len };
        }
        Encoded { bytes: [code as u8, 0, 0, 0], len: 1 }
    }

    fn escape(&mut self, start: usize) -> Step {
        match self.read_escape(start, false)? {
            Escape::Character(code) => self.literal(code),
            Escape::Class(class) => {
                let class = class | if self.is_ascii() { class::ASCII } else { 0 };
                self.single(&[Op::Class as u8, class])
            }
            Escape::Place(place) => {
                let is_word = matches!(place, place::BOUNDARY | place::NOT_BOUNDARY);
                self.place(place | if is_word && self.is_ascii() { class::ASCII } else { 0 })
            }
            Escape::Group(group) => self.back(group),
        }
    }

    /// The text of a group again.
    pub(super) fn back(&mut self, group: u16) -> Step {
        let fold = match self.has(flag::IGNORE_CASE) {
            true => FOLD | fold_flag(self.is_ascii()),
            false => 0,
        };
        self.settle(Width::ANY, Last::Part(self.len));
        let [low, high] = group.to_le_bytes();
        self.emit(&[Op::Back as u8, low, high, fold])
    }
}

/// A character as it stands in a program.
pub(super) struct Encoded {
    bytes: [u8; 4],
    len: usize,
}

impl Encoded {
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }
}

pub(super) const fn fold_flag(ascii: bool) -> u8 {
    if ascii { FOLD_ASCII } else { 0 }
}

/// A character in lower case.
pub fn folded(code: u32, ascii: bool) -> u32 {
    match code {
        0x41..=0x5a => code + 32,
        0..0x80 => code,
        _ if ascii => code,
        _ => unicode::lower(code),
    }
}
