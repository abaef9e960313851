//! Quantifiers: what stands before them is done again and again.

use super::code::{MANY, Op, byte, how, look};
use super::compile::{Compiler, Flaw, Last, Step, TOO_OFTEN, Width};

impl Compiler<'_> {
    /// `{m,n}`, or a brace that stands for itself.
    pub(super) fn counted(&mut self, start: usize) -> Step {
        let here = self.at;
        if self.peek() == Some(b'}') {
            return self.literal(b'{'.into());
        }
        let least = self.count();
        let most = if self.eat(b',') { self.count() } else { least };
        if !self.eat(b'}') {
            self.at = here;
            return self.literal(b'{'.into());
        }
        let least = least.unwrap_or(0);
        let most = most.unwrap_or(MANY.into());
        if most < least {
            return Err(Flaw::at("min repeat greater than max repeat", here));
        }
        match u16::try_from(least).ok().filter(|least| *least < MANY) {
            Some(least) => self.repeat(start, least, u16::try_from(most).unwrap_or(MANY)),
            None => Err(TOO_OFTEN),
        }
    }

    fn count(&mut self) -> Option<u32> {
        let start = self.at;
        let mut count = 0u32;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            count = count.saturating_mul(10).saturating_add((digit - b'0').into());
            self.at += 1;
        }
        (self.at > start).then_some(count)
    }

    pub(super) fn repeat(&mut self, start: usize, least: u16, most: u16) -> Step {
        let code = match self.last {
            Last::Nothing | Last::Place => return Err(Flaw::at("nothing to repeat", start)),
            Last::Repeat => return Err(Flaw::at("multiple repeat", start)),
            Last::Part(code) => code,
            Last::Character(text, character) => self.split_text(text, character)?,
        };
        let way = match self.peek() {
            Some(b'?') => how::LAZY,
            Some(b'+') => how::POSSESSIVE,
            _ => how::GREEDY,
        };
        self.at += usize::from(way != how::GREEDY);
        let width = self.part;
        self.part = width.times(least, most);
        self.last = Last::Repeat;
        let op = self.out.get(code).and_then(|byte| Op::of(*byte)).unwrap_or(Op::Match);
        let is_single = op.is_single(self.out, code, self.is_text) && code + op.length(self.out, code) == self.len;
        if is_single {
            let ([a, b], [c, d]) = (least.to_le_bytes(), most.to_le_bytes());
            return self.insert(code, &[Op::Star as u8, way, a, b, c, d]);
        }
        if way == how::POSSESSIVE {
            self.repeat_part(code, least, most, how::GREEDY, width)?;
            return self.make_atomic(code);
        }
        self.repeat_part(code, least, most, way, width)
    }

    /// Makes the last character of a text an instruction of its own; gives its place.
    fn split_text(&mut self, text: usize, character: usize) -> Step<usize> {
        if character == text + 2 {
            return Ok(text);
        }
        let op = byte(self.out, text);
        let tail = usize::from(op == Op::Fold as u8);
        let width = self.len - tail - character;
        if tail != 0 {
            let fold = byte(self.out, self.len - 1);
            self.insert(character, &[fold])?;
        }
        let at = character + tail;
        self.insert(at, &[op, width as u8])?;
        if let Some(place) = self.out.get_mut(text + 1) {
            *place = (character - text - 2) as u8;
        }
        Ok(at)
    }

    /// Repeats code that is more than one character.
    fn repeat_part(&mut self, code: usize, least: u16, most: u16, way: u8, width: Width) -> Step {
        let lazy = way == how::LAZY;
        match (least, most) {
            (1, 1) => Ok(()),
            (_, 0) => {
                self.insert(code, &[Op::Jump as u8, 0, 0])?;
                self.aim(code, 1, self.len);
                Ok(())
            }
            (0, 1) => {
                self.insert(code, &[if lazy { Op::SplitBack as u8 } else { Op::Split as u8 }, 0, 0])?;
                self.aim(code, 1, self.len);
                Ok(())
            }
            (0, MANY) if width.least > 0 => {
                self.insert(code, &[if lazy { Op::SplitBack as u8 } else { Op::Split as u8 }, 0, 0])?;
                let jump = self.len;
                self.emit(&[Op::Jump as u8, 0, 0])?;
                self.aim(jump, 1, code);
                self.aim(code, 1, self.len);
                Ok(())
            }
            (1, MANY) if width.least > 0 => {
                let split = self.len;
                self.emit(&[if lazy { Op::Split as u8 } else { Op::SplitBack as u8 }, 0, 0])?;
                self.aim(split, 1, code);
                Ok(())
            }
            _ => self.count_loop(code, least, most, way),
        }
    }

    fn count_loop(&mut self, code: usize, least: u16, most: u16, way: u8) -> Step {
        let [low, high] = self.loops.to_le_bytes();
        self.loops += 1;
        self.insert(code, &[Op::LoopStart as u8, low, high, Op::Jump as u8, 0, 0])?;
        self.aim(code + 3, 1, self.len);
        let at = self.len;
        let ([a, b], [c, d]) = (least.to_le_bytes(), most.to_le_bytes());
        self.emit(&[Op::Loop as u8, low, high, way, a, b, c, d, 0, 0])?;
        self.aim(at, 8, code + 6);
        Ok(())
    }

    fn make_atomic(&mut self, code: usize) -> Step {
        let [low, high] = self.looks.to_le_bytes();
        self.looks += 1;
        self.insert(code, &[Op::Look as u8, low, high, look::ATOMIC, 0, 0, 0, 0])?;
        self.emit(&[Op::LookEnd as u8, low, high, look::ATOMIC])?;
        self.aim(code, 4, self.len);
        Ok(())
    }
}
