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
    /// Finding the place of a character.
    Place,
    /// The first pass over a text, in which the result is measured.
    Measure,
    /// Taking a text apart.
    Split,
    /// Writing a text.
    Text,
    /// Moving a half-written text to a larger buffer.
    Larger,
    /// Making the digits of an int.
    Digits,
    /// A method of a standard module.
    Module,
}

/// A task, and what tells it from others of its kind in the same instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Work {
    task: Task,
    numbers: [u32; 2],
    /// What is worked on: a block, or undefined. It lives as long as the instruction may be started again; afterwards the
    /// word says nothing.
    on: Value,
}

impl Work {
    const NONE: Work = Work::of(Task::None, 0);

    /// A task told from others by a number.
    pub const fn of(task: Task, number: usize) -> Work {
        Work { task, numbers: [number as u32, 0], on: Value::UNDEFINED }
    }

    /// A task on a block, told from others on that block by two numbers.
    pub fn on(task: Task, block: Ref, numbers: [usize; 2]) -> Work {
        Work { task, numbers: numbers.map(|number| number as u32), on: Value::reference(block) }
    }

    /// The making of a copy of values of a block.
    pub fn copy(from: Ref, first: usize, count: usize) -> Work {
        Work::on(Task::Copy, from, [first, count])
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

impl Progress {
    /// Nothing is done yet.
    pub const NONE: Progress = Progress { at: 0, extra: 0, note: 0, held: Value::UNDEFINED };
}

/// A walk over a row of things, some at a time.
pub struct Walk {
    work: Work,
    /// What has been found out and what is being made, noted at every pause; `at` is where the walk stands.
    pub progress: Progress,
    is_begun: bool,
}

impl Walk {
    /// Begins, or goes on after a pause.
    pub fn new(heap: &Heap, work: Work) -> Walk {
        Walk { work, progress: heap.resumed(work).unwrap_or(Progress::NONE), is_begun: false }
    }

    /// The next portion of `count` things, `most` at most: the first and the one behind the last; `None` when all are
    /// done. Pauses before all but the first.
    pub fn portion(&mut self, heap: &mut Heap, count: usize, most: usize) -> Result<Option<(usize, usize)>, Stop> {
        let start = self.progress.at;
        if start >= count {
            heap.end_work(self.work);
            return Ok(None);
        }
        if self.is_begun {
            heap.pause(self.work, self.progress)?;
        }
        self.is_begun = true;
        self.progress.at = start.saturating_add(most).min(count);
        Ok(Some((start, self.progress.at)))
    }

    /// Ends before all is done.
    pub fn end(&self, heap: &mut Heap) {
        heap.end_work(self.work);
    }
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
    facts: [Fact; FACTS],
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
    /// The turns that are left while that is done again: other ones mean that the program has gone on.
    granted: i32,
}

/// Words that are cleared or copied in one portion.
pub const PORTION: usize = 512;
/// Bytes that are looked at or written in one portion, at some tens of instructions each.
pub const TEXT_PORTION: usize = 192;

/// What an instruction has found out about a block that cannot change, in case it starts again.
#[derive(Clone, Copy)]
struct Fact {
    on: Value,
    about: [u32; 2],
    is: u32,
}

/// Facts at a time.
const FACTS: usize = 3;

impl Note {
    const NONE: Note = Note { work: Work::NONE, at: 0, extra: 0, note: 0 };
}

impl Notes {
    /// No notes, and nobody may pause.
    pub const fn none() -> Notes {
        Notes {
            notes: [Note::NONE; NOTES],
            facts: [Fact { on: Value::UNDEFINED, about: [0; 2], is: 0 }; FACTS],
            is_paused: false,
            is_due: false,
            is_found: Cell::new(false),
            is_urgent: true,
            place: (0, 0),
            granted: 0,
        }
    }

    fn of(&self, work: Work) -> Option<usize> {
        self.notes.iter().position(|note| note.work == work)
    }

    fn are_there(&self) -> bool {
        self.notes.iter().any(|note| note.work.task != Task::None)
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
        if self.notes.is_urgent || self.is_outdated() {
            return None;
        }
        let slot = self.notes.of(work)?;
        let note = self.notes.notes[slot];
        self.notes.is_found.set(true);
        Some(Progress { at: note.at, extra: note.extra, note: note.note, held: self.root(HELD[slot]) })
    }

    /// True if the program has gone on since the instruction paused, and is at the same one again.
    fn is_outdated(&self) -> bool {
        self.notes.granted != self.granted()
    }

    /// True if a work of this kind goes on after a pause.
    #[inline]
    pub fn is_resuming(&self, task: Task) -> bool {
        let notes = &self.notes;
        notes.is_due && !notes.is_urgent && notes.notes.iter().any(|note| note.work.task == task) && !self.is_outdated()
    }

    /// Notes how far the work came, for a part of it may pause. False if it cannot be noted.
    pub fn note(&mut self, work: Work, progress: Progress) -> bool {
        if self.notes.is_urgent {
            return false;
        }
        self.begin_notes();
        let known = self.notes.of(work);
        if known.is_none() && !self.notes.is_found.get() && self.notes.are_there() {
            // The noted work comes after this one, which has to be done again: not in portions, lest neither ends.
            return false;
        }
        let Some(slot) = known.or_else(|| self.notes.of(Work::NONE)) else { return false };
        let Progress { at, extra, note, held } = progress;
        self.notes.notes[slot] = Note { work, at, extra, note };
        self.set_root(HELD[slot], held);
        true
    }

    fn begin_notes(&mut self) {
        if !self.notes.is_due || self.is_outdated() {
            // What an earlier instruction left, or a pause that nobody has handed on.
            self.forget_notes();
            (self.notes.is_due, self.notes.is_paused, self.notes.granted) = (true, false, self.granted());
            self.notes.is_found.set(true);
        }
    }

    /// What the instruction has found out about a block before it was started again.
    pub fn known(&self, on: Ref, about: [usize; 2]) -> Option<usize> {
        if !self.notes.is_due || self.notes.is_urgent || self.is_outdated() {
            return None;
        }
        let (on, about) = (Value::reference(on), about.map(|number| number as u32));
        let fact = self.notes.facts.iter().find(|fact| fact.on == on && fact.about == about)?;
        self.notes.is_found.set(true);
        Some(fact.is as usize)
    }

    /// Notes what has been found out about a block that cannot change.
    pub fn learn(&mut self, on: Ref, about: [usize; 2], is: usize) {
        if self.notes.is_urgent {
            return;
        }
        self.begin_notes();
        self.notes.facts.rotate_right(1);
        let (on, about) = (Value::reference(on), about.map(|number| number as u32));
        self.notes.facts[0] = Fact { on, about, is: is as u32 };
    }

    fn forget_facts(&mut self) {
        self.notes.facts.iter_mut().for_each(|fact| fact.on = Value::UNDEFINED);
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
            self.forget_note(slot);
            self.notes.is_due = self.notes.are_there() || self.notes.facts.iter().any(|fact| fact.on.is_defined());
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
        (0..NOTES).for_each(|slot| self.forget_note(slot));
        self.forget_facts();
    }

    fn forget_note(&mut self, slot: usize) {
        self.notes.notes[slot] = Note::NONE;
        self.set_root(HELD[slot], Value::UNDEFINED);
    }

    /// True if the instruction that stopped for memory, at a place, has paused instead: it is to be started again.
    pub fn take_pause(&mut self, place: (u32, u32)) -> bool {
        let is_paused = core::mem::take(&mut self.notes.is_paused);
        if is_paused {
            (self.notes.is_due, self.notes.place) = (true, place);
        } else {
            // Blocks may die now that nobody has in his hands.
            self.forget_facts();
        }
        self.notes.is_found.set(false);
        is_paused
    }

    /// To be called before blocks are moved: what is worked on will lie elsewhere.
    pub(super) fn forward_notes(&mut self) {
        for slot in 0..NOTES {
            self.notes.notes[slot].work.on = self.forward(self.notes.notes[slot].work.on);
        }
        for fact in 0..FACTS {
            self.notes.facts[fact].on = self.forward(self.notes.facts[fact].on);
        }
    }

    /// To be called before an instruction is started again, which takes so many turns.
    pub fn start_again(&mut self, turns: i32) {
        self.notes.granted = self.granted().wrapping_sub(turns);
    }

    /// To be called when the program goes on at a place with a new number of turns: forgets what another instruction
    /// has left.
    pub fn go_on_at(&mut self, place: (u32, u32), turns: i32) {
        if self.notes.is_due && self.notes.place != place {
            self.drop_work();
        }
        self.notes.granted = self.notes.granted.wrapping_add(turns.wrapping_sub(self.granted()));
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
        let work = Work::of(Task::Clear, granules);
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
