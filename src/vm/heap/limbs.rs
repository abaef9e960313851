//! The digits of big ints, as slices of words.

use super::Heap;
use crate::vm::value::Ref;

/// A run of words inside one block of raw words.
#[derive(Clone, Copy)]
pub struct Run {
    /// The block.
    pub at: Ref,
    /// The first word, the header being word 0.
    pub first: usize,
    /// How many words.
    pub count: usize,
}

impl Run {
    /// A run of words.
    pub const fn new(at: Ref, first: usize, count: usize) -> Run {
        Run { at, first, count }
    }

    fn start(self) -> usize {
        (self.at.0 as usize).saturating_add(self.first.saturating_mul(4))
    }

    /// True if the two runs share no word.
    fn is_apart(self, other: Run) -> bool {
        let end = |run: Run| run.start().saturating_add(run.count.saturating_mul(4));
        end(self) <= other.start() || end(other) <= self.start()
    }
}

/// The words of bytes that start at a word.
#[inline(always)]
fn words(bytes: &[u8]) -> &[u32] {
    // SAFETY: every bit pattern is a `u32`; the arena is initialised.
    unsafe { bytes.align_to::<u32>() }.1
}

/// As [`words`], to be written.
fn words_mut(bytes: &mut [u8]) -> &mut [u32] {
    // SAFETY: as in `words`, and any `u32` is good bytes.
    unsafe { bytes.align_to_mut::<u32>() }.1
}

impl Heap<'_> {
    /// The words of a run; none if they are not all there.
    pub fn limbs(&self, run: Run) -> &[u32] {
        words(self.memory.bytes(run.at, run.first.saturating_mul(4), run.count.saturating_mul(4)))
    }

    /// As [`Heap::limbs`], to be written; blocks in flash give none.
    pub fn limbs_mut(&mut self, run: Run) -> &mut [u32] {
        words_mut(self.memory.bytes_mut(run.at, run.first.saturating_mul(4), run.count.saturating_mul(4)))
    }

    /// Runs to be written and two to be read at the same time. A run to be written that overlaps another gives none.
    pub fn limbs_apart<const N: usize>(&mut self, out: [Run; N], input: [Run; 2]) -> ([&mut [u32]; N], [&[u32]; 2]) {
        let memory = self.memory;
        let mut before = 0;
        let out = out.map(|run| {
            let apart = out.iter().take(before).chain(&input).all(|other| run.is_apart(*other));
            before += 1;
            let count = if apart { run.count.saturating_mul(4) } else { 0 };
            words_mut(memory.bytes_mut(run.at, run.first.saturating_mul(4), count))
        });
        let input =
            input.map(|run| words(memory.bytes(run.at, run.first.saturating_mul(4), run.count.saturating_mul(4))));
        (out, input)
    }

    /// Bytes to be written while a run is read; none if they overlap.
    pub fn bytes_apart(&mut self, at: Ref, offset: usize, len: usize, input: Run) -> (&mut [u8], &[u32]) {
        let memory = self.memory;
        let apart = Run::new(at, offset / 4, len.div_ceil(4).saturating_add(1)).is_apart(input);
        let out = memory.bytes_mut(at, offset, if apart { len } else { 0 });
        (out, words(memory.bytes(input.at, input.first.saturating_mul(4), input.count.saturating_mul(4))))
    }

    /// Words and bytes of two blocks, both to be written; no words if they overlap.
    pub fn limbs_and_bytes(&mut self, run: Run, at: Ref, offset: usize, len: usize) -> (&mut [u32], &mut [u8]) {
        let memory = self.memory;
        let apart = Run::new(at, offset / 4, len.div_ceil(4).saturating_add(1)).is_apart(run);
        let count = if apart { run.count.saturating_mul(4) } else { 0 };
        (words_mut(memory.bytes_mut(run.at, run.first.saturating_mul(4), count)), memory.bytes_mut(at, offset, len))
    }

    /// Words to be written while bytes of another block are read; none if they overlap.
    pub fn limbs_beside(&mut self, out: Run, at: Ref, offset: usize, len: usize) -> (&mut [u32], &[u8]) {
        let memory = self.memory;
        let apart = Run::new(at, offset / 4, len.div_ceil(4).saturating_add(1)).is_apart(out);
        let count = if apart { out.count.saturating_mul(4) } else { 0 };
        (words_mut(memory.bytes_mut(out.at, out.first.saturating_mul(4), count)), memory.bytes(at, offset, len))
    }
}
