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

/// Where words of the arena lie on this machine; nothing overlaps with no words.
#[derive(Clone, Copy)]
struct Span(*const u32, usize);

impl Span {
    fn is_apart(self, other: Span) -> bool {
        let end = |span: Span| span.0.wrapping_add(span.1);
        end(self) <= other.0 || end(other) <= self.0
    }
}

/// The words of bytes that start at a word.
#[inline(always)]
fn words(bytes: &[u8]) -> &[u32] {
    if !bytes.as_ptr().cast::<u32>().is_aligned() {
        return &[];
    }
    // SAFETY: every bit pattern is a `u32`, the bytes are aligned, and the arena is initialised.
    unsafe { core::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len() / 4) }
}

/// As [`words`], to be written.
#[inline(always)]
fn words_mut(bytes: &mut [u8]) -> &mut [u32] {
    if !bytes.as_ptr().cast::<u32>().is_aligned() {
        return &mut [];
    }
    // SAFETY: as in `words`, and any `u32` is good bytes.
    unsafe { core::slice::from_raw_parts_mut(bytes.as_mut_ptr().cast(), bytes.len() / 4) }
}

impl Heap<'_> {
    /// The words of a run; none if they are not all there.
    pub fn limbs(&self, run: Run) -> &[u32] {
        let cells = self.memory.few_cells(run.at, run.first, run.count);
        if !cells.is_empty() {
            // SAFETY: a cell is as its contents, and H4: nobody writes them while the heap is borrowed.
            return unsafe { core::slice::from_raw_parts(cells.as_ptr().cast(), cells.len()) };
        }
        words(self.memory.bytes(run.at, run.first.saturating_mul(4), run.count.saturating_mul(4)))
    }

    /// As [`Heap::limbs`], to be written; blocks in flash give none.
    pub fn limbs_mut(&mut self, run: Run) -> &mut [u32] {
        words_mut(self.memory.bytes_mut(run.at, run.first.saturating_mul(4), run.count.saturating_mul(4)))
    }

    /// Runs to be written and two to be read at the same time. A run to be written that overlaps another gives none.
    pub fn limbs_apart<const N: usize>(&mut self, out: [Run; N], input: [Run; 2]) -> ([&mut [u32]; N], [&[u32]; 2]) {
        let memory = self.memory;
        let span = |run: Run| {
            let cells = memory.few_cells(run.at, run.first, run.count);
            Span(cells.as_ptr().cast(), cells.len())
        };
        let (spans, inputs) = (out.map(span), input.map(span));
        let mut before = 0;
        let out = spans.map(|span| {
            let others = spans.iter().take(before).chain(&inputs);
            before += 1;
            if others.copied().all(|other| span.is_apart(other)) {
                // SAFETY: the words lie in the arena; nobody else has them: the heap is borrowed, and the other runs are apart.
                unsafe { core::slice::from_raw_parts_mut(span.0.cast_mut(), span.1) }
            } else {
                &mut []
            }
        });
        let mut runs = input.into_iter();
        let input = inputs.map(|span| match runs.next() {
            // What does not lie in the arena lies in flash.
            Some(run) if span.1 == 0 && run.count != 0 => self.limbs(run),
            // SAFETY: the words lie in the arena, and no run that is written has one of them.
            _ => unsafe { core::slice::from_raw_parts(span.0, span.1) },
        });
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
