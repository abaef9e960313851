//! What starts with a parenthesis.

use super::code::{Op, look};
use super::compile::{Compiler, FRAME_WORDS, Flaw, Frame, GROUP_WORDS, Kind, Last, Step, TOO_LARGE, Width, flag};
use crate::vm::types::{unicode, utf8};
use core::cell::Cell;

impl Compiler<'_> {
    /// What starts with a parenthesis.
    pub(super) fn group(&mut self, start: usize) -> Step {
        if !self.eat(b'?') {
            return self.open_capture(None, start);
        }
        let from = self.at;
        let end = |at: usize| Flaw::at("unexpected end of pattern", at);
        let Some(code) = self.next() else { return Err(end(self.at)) };
        match u8::try_from(code).unwrap_or(0) {
            b'P' => self.named(start),
            b':' => self.open(Kind::Plain, 0, start),
            b'#' => self.comment(start),
            b'=' => self.open_look(look::AHEAD, start),
            b'!' => self.open_look(look::NOT_AHEAD, start),
            b'<' => match self.next() {
                Some(0x3d) => self.open_look(look::BEHIND, start),
                Some(0x21) => self.open_look(look::NOT_BEHIND, start),
                Some(_) => Err(Flaw { at: Some(from - 1), ..Flaw::part("unknown extension {}", from - 1, self.at) }),
                None => Err(end(self.at)),
            },
            b'>' => self.open_look(look::ATOMIC, start),
            b'(' => self.condition(start),
            b'-' | b'i' | b'L' | b'm' | b's' | b'x' | b'a' | b'u' => self.inline_flags(code, start),
            _ => Err(Flaw::part("unknown extension {}", from - 1, self.at)),
        }
    }

    fn comment(&mut self, start: usize) -> Step {
        loop {
            match self.next() {
                None => return Err(Flaw::at("missing ), unterminated comment", start)),
                Some(0x29) => return Ok(()),
                Some(_) => {}
            }
        }
    }

    /// What starts with `(?P`.
    fn named(&mut self, start: usize) -> Step {
        if self.eat(b'<') {
            let (from, to) = self.name(b'>', "missing >, unterminated name")?;
            self.check_name(from, to)?;
            return self.open_capture(Some((from, to)), start);
        }
        if self.eat(b'=') {
            let (from, to) = self.name(b')', "missing ), unterminated name")?;
            self.check_name(from, to)?;
            let Some(group) = self.group_named(from, to) else {
                return Err(Flaw::part("unknown group name {r}", from, to));
            };
            if self.is_open(group) {
                return Err(Flaw::at("cannot refer to an open group", from));
            }
            return self.back(group);
        }
        let from = self.at - 2;
        match self.next() {
            None => Err(Flaw::at("unexpected end of pattern", self.at)),
            Some(_) => Err(Flaw::part("unknown extension {}", from, self.at)),
        }
    }

    /// A name up to a byte.
    fn name(&mut self, end: u8, open: &'static str) -> Step<(usize, usize)> {
        let from = self.at;
        while let Some(byte) = self.peek() {
            if byte == end {
                let to = self.at;
                self.at += 1;
                return if to == from { Err(Flaw::at("missing group name", from)) } else { Ok((from, to)) };
            }
            self.at += 1;
        }
        Err(if self.at == from { Flaw::at("missing group name", from) } else { Flaw::at(open, from) })
    }

    fn check_name(&self, from: usize, to: usize) -> Step {
        let is_name = self.is_identifier(from, to);
        if is_name { Ok(()) } else { Err(Flaw::part("bad character in group name {r}", from, to)) }
    }

    fn is_identifier(&self, from: usize, to: usize) -> bool {
        let name = self.text.get(from..to).unwrap_or_default();
        let mut codes = utf8::chars(name);
        (self.is_text || name.is_ascii())
            && codes.next().is_some_and(unicode::is_identifier_start)
            && codes.all(unicode::is_identifier_part)
    }

    /// `(?(group)yes|no)`
    fn condition(&mut self, start: usize) -> Step {
        let (from, to) = self.name(b')', "missing ), unterminated name")?;
        let group = match self.is_identifier(from, to) {
            true => self.group_named(from, to).ok_or(Flaw::part("unknown group name {r}", from, to))?,
            false => self.condition_number(from, to)?,
        };
        self.open(Kind::If, 0, start)?;
        let [low, high] = group.to_le_bytes();
        self.emit(&[Op::If as u8, low, high, 0, 0])?;
        self.start_branch();
        Ok(())
    }

    fn condition_number(&mut self, from: usize, to: usize) -> Step<u16> {
        let digits = self.text.get(from..to).unwrap_or_default();
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(Flaw::part("bad character in group name {r}", from, to));
        }
        let number = digits
            .iter()
            .fold(0u32, |all, digit| all.saturating_mul(10).saturating_add(u32::from(digit.saturating_sub(b'0'))));
        if number == 0 {
            return Err(Flaw::at("bad group number", from));
        }
        self.ask(number, from);
        u16::try_from(number).map_err(|_| Flaw { numbers: [number, 0], ..Flaw::at("invalid group reference {}", from) })
    }

    fn flag_of(code: u32) -> Option<u16> {
        match u8::try_from(code).ok()? {
            b'i' => Some(flag::IGNORE_CASE),
            b'L' => Some(flag::LOCALE),
            b'm' => Some(flag::MULTI_LINE),
            b's' => Some(flag::DOT_ALL),
            b'x' => Some(flag::VERBOSE),
            b'a' => Some(flag::ASCII),
            b'u' => Some(flag::UNICODE),
            _ => None,
        }
    }

    /// `(?i)` and `(?i-m:…)`.
    fn inline_flags(&mut self, first: u32, start: usize) -> Step {
        const KINDS: u16 = flag::ASCII | flag::LOCALE | flag::UNICODE;
        let (mut on, mut off, mut code) = (0, 0, first);
        while let Some(flag) = Self::flag_of(code) {
            if self.is_text && flag == flag::LOCALE {
                return Err(Flaw::at("bad inline flags: cannot use 'L' flag with a str pattern", self.at));
            }
            if !self.is_text && flag == flag::UNICODE {
                return Err(Flaw::at("bad inline flags: cannot use 'u' flag with a bytes pattern", self.at));
            }
            on |= flag;
            if flag & KINDS != 0 && on & KINDS != flag {
                return Err(Flaw::at("bad inline flags: flags 'a', 'u' and 'L' are incompatible", self.at));
            }
            code = self.flag_after("missing -, : or )", b")-:")?;
        }
        if code == b')'.into() {
            return self.global_flags(on, start);
        }
        if code == b'-'.into() {
            code = self.flag_after("missing flag", b"")?;
            while let Some(flag) = Self::flag_of(code) {
                if flag & KINDS != 0 {
                    let text = "bad inline flags: cannot turn off flags 'a', 'u' and 'L'";
                    return Err(Flaw::at(text, self.at));
                }
                off |= flag;
                code = self.flag_after("missing :", b":")?;
            }
        }
        if on & off != 0 {
            return Err(Flaw::at("bad inline flags: flag turned on and off", self.at - 1));
        }
        self.open(Kind::Plain, 0, start)?;
        if on & KINDS != 0 {
            self.flags &= !KINDS;
        }
        self.flags = (self.flags | on) & !off;
        Ok(())
    }

    /// The next character, which must be a flag or one of some others.
    fn flag_after(&mut self, missing: &'static str, ends: &[u8]) -> Step<u32> {
        let from = self.at;
        let Some(code) = self.next() else { return Err(Flaw::at(missing, self.at)) };
        if Self::flag_of(code).is_some() || ends.iter().any(|end| u32::from(*end) == code) {
            return Ok(code);
        }
        Err(Flaw::at(if unicode::is_alpha(code) { "unknown flag" } else { missing }, from))
    }

    fn global_flags(&mut self, on: u16, start: usize) -> Step {
        if !self.is_empty() {
            return Err(Flaw::at("global flags not at the start of the expression", start));
        }
        if on & flag::ASCII != 0 {
            self.flags &= !flag::UNICODE;
        }
        self.flags |= on;
        Ok(())
    }

    pub(super) fn close_look(&mut self, frame: Frame, width: Width) -> Step<Width> {
        let kind = frame.detail as u8;
        let [low, high] = frame.look.to_le_bytes();
        self.emit(&[Op::LookEnd as u8, low, high, kind])?;
        self.aim(frame.code, 4, self.len);
        match kind {
            look::ATOMIC => return Ok(width),
            look::BEHIND | look::NOT_BEHIND => {
                if width.least != width.most {
                    let text = "look-behind requires fixed-width pattern";
                    return Err(Flaw { text, at: None, part: None, numbers: [0; 2] });
                }
                self.set_number(frame.code + 6, u16::try_from(width.least).map_err(|_| TOO_LARGE)?);
            }
            _ => {}
        }
        Ok(Width::NONE)
    }

    pub(super) fn emit_save(&mut self, slot: u16) -> Step {
        let [low, high] = slot.to_le_bytes();
        self.emit(&[Op::Save as u8, low, high])
    }

    /// Opens a group.
    pub(super) fn open(&mut self, kind: Kind, detail: u16, start: usize) -> Step {
        self.push()?;
        let before = self.done.and(self.part);
        self.frame = Frame {
            kind,
            detail,
            look: self.looks,
            start,
            code: self.len,
            branch: self.len,
            chain: 0,
            flags: self.flags,
            width: None,
            before,
        };
        (self.done, self.part, self.last) = (Width::NONE, Width::NONE, Last::Nothing);
        Ok(())
    }

    /// The code of the group's branches starts here.
    pub(super) fn start_branch(&mut self) {
        self.frame.branch = self.len;
    }

    pub(super) fn open_look(&mut self, kind: u8, start: usize) -> Step {
        self.open(Kind::Look, kind.into(), start)?;
        let [low, high] = self.looks.to_le_bytes();
        self.looks += 1;
        self.emit(&[Op::Look as u8, low, high, kind, 0, 0, 0, 0])?;
        self.start_branch();
        Ok(())
    }

    pub(super) fn open_capture(&mut self, name: Option<(usize, usize)>, start: usize) -> Step {
        let group = self.groups;
        if group == u16::MAX / 2 {
            return Err(TOO_LARGE);
        }
        if let Some((from, to)) = name {
            if let Some(other) = self.group_named(from, to) {
                let text = "redefinition of group name {r} as group {}; was group {}";
                return Err(Flaw { numbers: [group.into(), other.into()], ..Flaw::part(text, from, to) });
            }
            self.set_word(group, FRAME_WORDS, from as u32);
            self.set_word(group, FRAME_WORDS + 1, to as u32);
        }
        self.open(Kind::Capture, group, start)?;
        self.groups += 1;
        self.set_open(group, true);
        self.emit_save(group * 2)?;
        self.start_branch();
        Ok(())
    }

    pub(super) fn set_word(&self, group: u16, word: usize, value: u32) {
        if let Some(cell) = self.table.get(usize::from(group) * GROUP_WORDS + word) {
            cell.set(value);
        }
    }

    pub(super) fn set_open(&self, group: u16, open: bool) {
        self.set_word(group, FRAME_WORDS + 2, open.into());
    }

    pub(super) fn is_open(&self, group: u16) -> bool {
        self.table.get(usize::from(group) * GROUP_WORDS + FRAME_WORDS + 2).is_some_and(|cell| cell.get() != 0)
    }

    pub(super) fn group_named(&self, from: usize, to: usize) -> Option<u16> {
        let name = self.text.get(from..to)?;
        (1..self.groups).find(|group| self.name_of(*group).and_then(|(from, to)| self.text.get(from..to)) == Some(name))
    }

    pub(super) fn push(&mut self) -> Step {
        let Frame { kind, detail, look, start, code, branch, chain, flags, width, before } = self.frame;
        let all = width.unwrap_or(Width { least: u32::MAX, most: 0 });
        let kinds = u32::from(detail) << 8 | kind as u32;
        let words = [
            kinds,
            look.into(),
            start as u32,
            code as u32,
            branch as u32,
            chain as u32,
            flags.into(),
            all.least,
            all.most,
            before.least,
            before.most,
        ];
        let base = self.depth * GROUP_WORDS;
        let Some(place) = self.table.get(base..base + FRAME_WORDS) else { return Err(TOO_LARGE) };
        for (cell, word) in place.iter().zip(words) {
            cell.set(word);
        }
        self.depth += 1;
        Ok(())
    }

    pub(super) fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        let base = self.depth * GROUP_WORDS;
        let word = |index: usize| self.table.get(base + index).map_or(0, Cell::get);
        let kinds = [Kind::Top, Kind::Plain, Kind::Capture, Kind::Look, Kind::If, Kind::Else];
        let all = Width { least: word(7), most: word(8) };
        self.frame = Frame {
            kind: kinds.get((word(0) & 0xff) as usize).copied().unwrap_or(Kind::Plain),
            detail: (word(0) >> 8) as u16,
            look: word(1) as u16,
            start: word(2) as usize,
            code: word(3) as usize,
            branch: word(4) as usize,
            chain: word(5) as usize,
            flags: word(6) as u16,
            width: (all.least <= all.most).then_some(all),
            before: Width { least: word(9), most: word(10) },
        };
    }
}
