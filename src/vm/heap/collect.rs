//! The collector's clock.

use super::Heap;
use crate::vm::value::{Ref, Value};

/// How far a step came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Not to the end: call again.
    More,
    /// To the end. For `make_room`: whether the bytes wanted can be placed.
    Done(bool),
}

/// What the memory looks like. All sizes in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// The arena.
    pub total: usize,
    /// Blocks that are in use, as far as is known.
    pub live: usize,
    /// Free space.
    pub free: usize,
    /// The largest hole.
    pub largest: usize,
    /// The most that was in use at a time.
    pub high_water: usize,
    /// Collections finished.
    pub collections: u32,
    /// The largest step of the collector, in the units of budgets.
    pub worst_step: u32,
}

/// Where the collector stands.
pub(super) struct Cycle {
    pub sweep: u32,
    pub run: u32,
    pub scan: Ref,
}

impl Cycle {
    pub fn new() -> Cycle {
        Cycle { sweep: 0, run: 0, scan: Ref::NONE }
    }
}

impl Heap<'_> {
    pub(super) fn rest(&mut self) {}
    pub(super) fn shade(&mut self, _value: Value) {}
    /// The barrier for changes in bulk: what was stored into the block will be looked at again.
    pub fn touch(&mut self, _at: Ref) {}
    pub(super) fn is_half_scanned(&self, _at: Ref) -> bool {
        false
    }
    pub(super) fn is_forgetting_names(&self) -> bool {
        false
    }
    /// True while blocks are being moved: nothing may be read or allocated.
    pub fn is_moving(&self) -> bool {
        false
    }
    pub(super) fn tint_at(&self, _at: u32) -> u32 {
        0
    }
    pub(super) fn charge(&mut self, _bytes: u32) {}
    pub(super) fn credit(&mut self, _bytes: u32) {}
    /// Collects for about `budget` instructions.
    pub fn collect_step(&mut self, _budget: u32) -> Progress {
        Progress::Done(true)
    }
    /// A whole collection.
    pub fn collect_all(&mut self) {}
    /// Compacts for about `budget` instructions; while it is under way nothing else may be done.
    pub fn compact_step(&mut self, _budget: u32) -> Progress {
        Progress::Done(true)
    }
    /// Works for about `budget` instructions towards room for `wanted` bytes.
    pub fn make_room(&mut self, _budget: u32) -> Progress {
        Progress::Done(false)
    }
    /// What the memory looks like.
    pub fn report(&self) -> Report {
        Report::default()
    }
}
