//! The VM stack as the collector sees it.
//!
//! Frames are scanned from the running one downwards. Where a frame's caller has been scanned, the link in the frame's
//! record says so with the cycle's epoch; when the caller runs again the record is gone, since a push writes a new one.
//! A pass may end early, at the frame `parked`. All records from the top of the last pass down to it were marked then,
//! and what remains of them is a run that still ends there: the first marked record above `parked` leads straight to it.

use super::Heap;
use super::Root;
use super::layout::{Kind, Scan};
use crate::vm::value::{Ref, Value};

/// The link's word, below the frame's first register.
const LINK: u32 = 1;
/// The bits of a link (a small int) that hold the distance from the caller's first register.
const DISTANCE: u32 = 0x1ff;
/// Where the epoch stands in a link, as an int.
const EPOCH_SHIFT: u32 = 28;
/// Two bits.
const EPOCH_MASK: u32 = 3;

impl Heap<'_> {
    fn stack(&self) -> Option<Ref> {
        let stack = self.root(Root::Stack).block();
        (self.memory.header(stack).scan() == Scan::Stack).then_some(stack)
    }

    fn link(&self, stack: Ref, fp: u32) -> u32 {
        self.memory.value(stack, fp.saturating_sub(LINK) as usize).small_int() as u32
    }

    /// Scans what has run since it was scanned. False if the budget did not suffice.
    pub(super) fn mark_stack(&mut self, fuel: &mut i32) -> bool {
        let Some(stack) = self.stack() else { return true };
        let mut fp = self.stack_top.fp;
        if fp == 0 {
            return true;
        }
        self.mark_slots(stack, fp, self.stack_top.end, fuel);
        let mut has_advanced = false;
        while fp != 0 {
            let link = self.link(stack, fp);
            let caller = fp.saturating_sub(link & DISTANCE);
            let is_scanned = link >> EPOCH_SHIFT & EPOCH_MASK == self.cycle.epoch;
            *fuel -= 80;
            if is_scanned && fp > self.cycle.parked {
                fp = self.cycle.parked;
                continue;
            }
            if !is_scanned {
                if *fuel <= 0 && has_advanced {
                    self.cycle.parked = fp;
                    return false;
                }
                // The bottom frame has no caller; word 0 is the block's header.
                self.mark_slots(stack, if caller == fp { 1 } else { caller.max(1) }, fp, fuel);
                self.sign(stack, fp, link);
                has_advanced = true;
            }
            fp = if caller == fp { 0 } else { caller };
        }
        self.cycle.parked = 0;
        true
    }

    /// Writes the epoch into a frame's record.
    fn sign(&mut self, stack: Ref, fp: u32, link: u32) {
        let signed = link & !(EPOCH_MASK << EPOCH_SHIFT) | self.cycle.epoch << EPOCH_SHIFT;
        self.set_raw(stack, (fp - LINK) as usize, Value::small(signed as i32).bits());
    }

    fn mark_slots(&mut self, stack: Ref, start: u32, end: u32, fuel: &mut i32) {
        let end = end.min((self.size(stack) / 4) as u32);
        self.mark_words(stack, start as usize, end.saturating_sub(start) as usize, fuel);
    }

    /// Clears what lies above the running frame: values that may be freed by the sweep that follows.
    pub(super) fn clear_stale_registers(&mut self, fuel: &mut i32) {
        let Some(stack) = self.stack() else { return };
        let (start, end) = (self.stack_top.end.max(1) * 4, self.size(stack) as u32);
        if start < end {
            self.memory.clear(stack.0 + start, stack.0 + end);
            *fuel -= ((end - start) / 4) as i32;
        }
    }

    /// The words of the stack block that are in use, if `at` is the stack block or will become it.
    pub(super) fn used_slots(&self, at: Ref) -> usize {
        let is_stack = self.memory.header(at).is(Kind::Stack);
        if is_stack && self.root(Root::Stack) == Value::reference(at) { self.stack_top.end as usize } else { 0 }
    }
}
