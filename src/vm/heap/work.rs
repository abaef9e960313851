//! Long work of one instruction: done in portions, between which the firmware has its turn.
//!
//! A native that has done a portion notes how far it came and stops with `Stop::Memory`; the loop then takes a turn and
//! starts the instruction again, and the native goes on from its note. Between the two nothing of the program runs, so
//! the note is true as long as it is there. It is only a note: what a script can see changes when the work is done, a native
//! that finds no note starts from the beginning, and one that may not pause (the host waits for its result, or other work
//! of the same instruction is pausing) goes on to its end.

use super::{Heap, Kind, Root};
use crate::vm::raise::Stop;
use crate::vm::value::{Ref, Value};
use core::cell::Cell;

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Task {
    /// Nothing.
    None,
    /// Clearing a new block.
    Clear,
    /// Copying the items of a list or tuple.
    Copy,
    /// Moving a list's items to a larger buffer.
    Grow,
    /// Moving the entries of a dict or set to another table.
    Table,
    /// Entering the names into a larger table.
    Names,
    /// Searching, counting or testing a text.
    Search,
    /// The first pass over a text, in which the result is measured.
    Measure,
    /// Taking a text apart.
    Split,
    /// Writing a text.
    Text,
    /// A method of a standard module.
    Module,
}

/// A task, and a number that tells it from others of its kind in the same instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Work(pub Task, pub u32);

impl Work {
    /// The making of a copy of values of a block.
    pub fn copy(from: Ref, first: usize, count: usize) -> Work {
        Work(Task::Copy, from.0 ^ (first as u32) << 20 ^ (count as u32).rotate_left(10))
    }
}

/// How far it came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// What is done.
    pub at: usize,
    /// Something beside that.
    pub extra: usize,
    /// And something more.
    pub note: u32,
    /// What is being made, or `UNDEFINED`.
    pub held: Value,
}

/// Notes at a time: of a work, and of one that is a part of it.
const NOTES: usize = 2;
const HELD: [Root; NOTES] = [Root::Work, Root::InnerWork];

/// How far a work came; what it makes is a root.
#[derive(Clone, Copy)]
struct Note {
    work: Work,
    at: usize,
    extra: usize,
    note: u32,
}

/// The notes of the instruction that pauses.
pub(super) struct Notes {
    notes: [Note; NOTES],
    /// The instruction has just paused.
    pub is_paused: bool,
    /// It has been started again, or is about to be.
    is_due: bool,
    /// A work of the instruction has gone on from its note since then.
    is_found: Cell<bool>,
    /// Nobody may pause.
    is_urgent: bool,
    /// The frame and the instruction that paused.
    place: (u32, u32),
}

/// Words that are cleared or copied in one portion.
pub const PORTION: usize = 512;
/// Bytes that are looked at or written in one portion, at some tens of instructions each.
pub const TEXT_PORTION: usize = 192;

impl Note {
    const NONE: Note = Note { work: Work(Task::None, 0), at: 0, extra: 0, note: 0 };
}

impl Notes {
    /// No notes, and nobody may pause.
    pub const fn none() -> Notes {
        Notes {
            notes: [Note::NONE; NOTES],
            is_paused: false,
            is_due: false,
            is_found: Cell::new(false),
            is_urgent: true,
            place: (0, 0),
        }
    }

    fn of(&self, work: Work) -> Option<usize> {
        self.notes.iter().position(|note| note.work == work)
    }
}

impl Heap<'_> {
    /// How far the work came when it paused; `None` if it begins.
    #[inline]
    pub fn resumed(&self, work: Work) -> Option<Progress> {
        if self.notes.is_due { self.noted(work) } else { None }
    }

    #[cold]
    #[inline(never)]
    fn noted(&self, work: Work) -> Option<Progress> {
        if self.notes.is_urgent {
            return None;
        }
        let slot = self.notes.of(work)?;
        let note = self.notes.notes[slot];
        self.notes.is_found.set(true);
        Some(Progress { at: note.at, extra: note.extra, note: note.note, held: self.root(HELD[slot]) })
    }

    /// True if a work of this kind goes on after a pause.
    #[inline]
    pub fn is_resuming(&self, task: Task) -> bool {
        let notes = &self.notes;
        notes.is_due && !notes.is_urgent && notes.notes.iter().any(|note| note.work.0 == task)
    }

    /// Notes how far the work came, for a part of it may pause. False if it cannot be noted.
    pub fn note(&mut self, work: Work, progress: Progress) -> bool {
        if self.notes.is_urgent {
            return false;
        }
        if !self.notes.is_due {
            // What an earlier instruction left, or a pause that nobody has handed on.
            self.forget_notes();
            (self.notes.is_due, self.notes.is_paused) = (true, false);
            self.notes.is_found.set(true);
        }
        let known = self.notes.of(work);
        if known.is_none()
            && !self.notes.is_found.get()
            && self.notes.notes.iter().any(|note| note.work.0 != Task::None)
        {
            // The noted work comes after this one, which has to be done again: not in portions, lest neither ends.
            return false;
        }
        let Some(slot) = known.or_else(|| self.notes.of(Note::NONE.work)) else { return false };
        self.notes.notes[slot] = Note { work, at: progress.at, extra: progress.extra, note: progress.note };
        self.set_root(HELD[slot], progress.held);
        true
    }

    /// Pauses after a portion: `Err` if so, to be handed on at once; `Ok` if the work must go on.
    pub fn pause(&mut self, work: Work, progress: Progress) -> Result<(), Stop> {
        if !self.note(work, progress) {
            return Ok(());
        }
        (self.notes.is_paused, self.notes.is_due) = (true, false);
        self.wanted = 0;
        Err(Stop::Memory)
    }

    /// The work is done.
    #[inline]
    pub fn end_work(&mut self, work: Work) {
        if self.notes.is_due {
            self.drop_note(work);
        }
    }

    #[cold]
    #[inline(never)]
    fn drop_note(&mut self, work: Work) {
        if !self.notes.is_urgent
            && let Some(slot) = self.notes.of(work)
        {
            self.notes.notes[slot] = Note::NONE;
            self.set_root(HELD[slot], Value::UNDEFINED);
            self.notes.is_due = self.notes.notes.iter().any(|note| note.work.0 != Task::None);
        }
    }

    /// Forgets the notes: the instruction that left them will not be started again at once.
    pub fn drop_work(&mut self) {
        if self.notes.is_paused || self.notes.is_due {
            self.forget_notes();
            (self.notes.is_paused, self.notes.is_due) = (false, false);
        }
    }

    fn forget_notes(&mut self) {
        self.notes.notes = [Note::NONE; NOTES];
        HELD.iter().for_each(|held| self.set_root(*held, Value::UNDEFINED));
    }

    /// True if the instruction that stopped for memory, at a place, has paused instead: it is to be started again.
    pub fn take_pause(&mut self, place: (u32, u32)) -> bool {
        let is_paused = core::mem::take(&mut self.notes.is_paused);
        if is_paused {
            (self.notes.is_due, self.notes.place) = (true, place);
        }
        self.notes.is_found.set(false);
        is_paused
    }

    /// To be called when the program goes on at a place: forgets what another instruction has left.
    pub fn go_on_at(&mut self, place: (u32, u32)) {
        if self.notes.is_due && self.notes.place != place {
            self.drop_work();
        }
    }

    /// True if the last failure for want of memory was a pause.
    pub fn is_pausing(&self) -> bool {
        self.notes.is_paused
    }

    /// Says whether somebody waits who cannot be paused; gives what was so before.
    pub fn set_urgent(&mut self, urgent: bool) -> bool {
        core::mem::replace(&mut self.notes.is_urgent, urgent)
    }

    /// Copies runs of values (block, first word, count), `times` over, one behind the other into a block that is being
    /// made, in portions.
    #[inline]
    pub fn copy_in_portions(&mut self, work: Work, runs: &[(Ref, usize, usize)], to: (Ref, usize)) -> Result<(), Stop> {
        if let [(from, first, count)] = *runs
            && count <= PORTION
            && !self.notes.is_due
        {
            self.copy_values(from, first, to.0, to.1, count);
            return Ok(());
        }
        self.copy_runs(work, runs, to)
    }

    #[inline(never)]
    fn copy_runs(&mut self, work: Work, runs: &[(Ref, usize, usize)], to: (Ref, usize)) -> Result<(), Stop> {
        let held = Value::reference(to.0);
        let mut done = self.resumed(work).map_or(0, |progress| progress.at);
        let (mut start, mut left) = (0, PORTION);
        for &(from, first, count) in runs {
            while done < start + count {
                if left == 0 {
                    self.pause(work, Progress { at: done, extra: 0, note: 0, held })?;
                    left = PORTION;
                }
                let portion = (start + count - done).min(left);
                self.copy_values(from, first + done - start, to.0, to.1 + done, portion);
                (done, left) = (done + portion, left - portion);
            }
            start += count;
        }
        self.end_work(work);
        Ok(())
    }

    /// Fills a block that is being made with copies of a run of values, in portions: so many values altogether.
    pub fn repeat_in_portions(&mut self, run: (Ref, usize, usize), to: (Ref, usize), total: usize) -> Result<(), Stop> {
        let (from, first, count) = run;
        let (held, work) = (Value::reference(to.0), Work::copy(from, first, count));
        let mut done = self.resumed(work).map_or(0, |progress| progress.at);
        let mut left = PORTION;
        while done < total && count > 0 {
            if left == 0 {
                self.pause(work, Progress { at: done, extra: 0, note: 0, held })?;
                left = PORTION;
            }
            // The first copy, then as much of what is there as begins as the next one does.
            let skipped = done % count;
            let (source, there) = if done < count { ((from, first), count) } else { (to, done) };
            let portion = (there - skipped).min(total - done).min(left);
            self.copy_values(source.0, source.1 + skipped, to.0, to.1 + done, portion);
            (done, left) = (done + portion, left - portion);
        }
        self.end_work(work);
        Ok(())
    }

    /// Makes a large block, which is cleared in portions.
    pub(super) fn alloc_in_portions(&mut self, kind: Kind, granules: usize) -> Result<Ref, Stop> {
        let work = Work(Task::Clear, granules as u32);
        let (at, mut done) = match self.resumed(work) {
            Some(progress) => (progress.held.block(), progress.at),
            None => (self.make(Kind::Scratch, granules, None)?, 1),
        };
        let words = granules * 2;
        while done < words {
            let end = (done + 2 * PORTION).min(words);
            self.memory.clear(at.0 + done as u32 * 4, at.0 + end as u32 * 4);
            done = end;
            if done < words {
                let held = Value::reference(at);
                self.pause(work, Progress { at: done, extra: 0, note: 0, held })?;
            }
        }
        self.end_work(work);
        self.set_kind(at, kind);
        // It may have been reached meanwhile; who asked for it fills it as a new one.
        self.touch(at);
        Ok(at)
    }
}
