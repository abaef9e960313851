//! The collector's clock: phases, budgets, pacing.
//!
//! A budget is counted in units of about one Cortex-M4 instruction. A cycle starts when half of the space that was
//! free after the last one is used, and is paced so that it ends when three quarters are.

use super::layout::{GRANULE, Header};
use super::memory::FIRST;
use super::page::{Bases, Grays};
use super::weak::REST;
use super::{Heap, Root};
use crate::vm::value::{Ref, Value};

/// Smaller budgets are raised to this: some work cannot be divided.
const LEAST_BUDGET: u32 = 200;
/// Larger budgets are lowered to this.
const MOST_BUDGET: u32 = 1 << 30;

/// How often in a row an instruction may start again with less room than it seems to need: part of what it allocated may
/// have been kept.
const SCARCE: u8 = 24;

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
    /// The largest hole, or one of the largest.
    pub largest: usize,
    /// The most that was in use at a time.
    pub high_water: usize,
    /// Collections finished.
    pub collections: u32,
    /// Compactions finished.
    pub compactions: u32,
    /// The largest step of the collector, in the units of budgets.
    pub worst_step: u32,
}

/// What the collector is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Phase {
    /// Nothing.
    Idle,
    /// Following references.
    Mark,
    /// Dropping names that were not reached, and what the attribute cache knows of what was not reached.
    Names,
    /// Freeing what was not reached.
    Sweep,
    /// Compacting: choosing the new places.
    Assign,
    /// Compacting: changing the references.
    Update,
    /// Compacting: moving the blocks.
    Slide,
}

/// What `make_room` is doing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Rescue {
    /// Nothing.
    No,
    /// Ending the cycle that was under way.
    Finish,
    /// Collecting from start to end.
    Collect,
    /// Compacting.
    Compact,
}

/// Where the collector stands.
pub(super) struct Cycle {
    pub phase: Phase,
    rescue: Rescue,
    /// The gray blocks.
    pub gray: Grays,
    /// The black block being scanned, or none.
    pub scan: Ref,
    /// Its next word. While compacting: words done of the block at `sweep`.
    pub part: usize,
    /// 1, 2 or 3 in turn: what stands in the records of frames whose callers were scanned in this cycle.
    pub epoch: u32,
    /// The first register of the frame whose caller is the next to be scanned; 0 when all have been.
    pub parked: u32,
    /// The next entry of the attribute cache to look at, or behind them the next name.
    pub names: usize,
    /// The next entry of the table of weak references to look at, and how many are kept.
    pub weak: u32,
    pub kept: u32,
    /// The next block to sweep. While compacting: the next block.
    pub sweep: u32,
    /// The free block that ends at `sweep` and may grow, or 0.
    pub run: u32,
    /// While compacting: where the next block goes.
    pub place: u32,
    /// While compacting: what the links count from.
    pub bases: Bases,
    /// While compacting: granules of the block being moved.
    pub moving: u32,
    /// While compacting: the gap that becomes the current hole, or 0.
    pub below: u32,
    /// Units of debt for an allocated byte.
    rate: u32,
    /// Units spent in this cycle, and in the last one.
    work: u32,
    last_work: u32,
    /// Bytes that were free when `make_room` ended.
    left: u32,
    /// Above 0: what is wanted at least, where more would be better.
    least: usize,
    /// How often in a row more was asked for.
    again: u8,
    /// How often in a row only the least was to be had.
    scarce: u8,
    high_water: u32,
    worst_step: u32,
    collections: u32,
    pub compactions: u32,
}

impl Cycle {
    pub fn new() -> Cycle {
        Cycle {
            phase: Phase::Idle,
            rescue: Rescue::No,
            gray: Grays::NONE,
            bases: Bases::NONE,
            scan: Ref::NONE,
            part: 0,
            epoch: 0,
            parked: 0,
            names: 0,
            weak: REST,
            kept: 0,
            sweep: 0,
            run: 0,
            place: 0,
            moving: 0,
            below: 0,
            rate: 1,
            work: 0,
            last_work: 0,
            left: 0,
            least: 0,
            again: 0,
            scarce: 0,
            high_water: 0,
            worst_step: 0,
            collections: 0,
            compactions: 0,
        }
    }
}

impl Heap<'_> {
    /// Collects for about `budget` instructions; starts a collection if none is under way. To be called between
    /// instructions, `stack_top` being right. `Done` when a collection has ended.
    pub fn collect_step(&mut self, budget: u32) -> Progress {
        if self.torture.collect_every_allocation {
            self.collect_all();
            return Progress::Done(true);
        }
        let done = self.step(budget);
        if done && self.torture.compact_every_collection {
            self.compact_all();
        }
        if done { Progress::Done(true) } else { Progress::More }
    }

    /// A whole collection, in one go. What is unreachable now is free afterwards.
    pub fn collect_all(&mut self) {
        while self.cycle.phase != Phase::Idle {
            self.step(MOST_BUDGET);
        }
        while !self.step(MOST_BUDGET) {}
        if self.torture.compact_every_collection {
            self.compact_all();
        }
    }

    pub(super) fn compact_all(&mut self) {
        while self.compact_step(MOST_BUDGET) == Progress::More {}
    }

    /// Compacts for about `budget` instructions, after ending a collection that is under way. Until it is `Done`,
    /// nothing else may be done with the heap; afterwards every reference outside it is void.
    pub fn compact_step(&mut self, budget: u32) -> Progress {
        if self.cycle.phase == Phase::Idle {
            self.begin_compaction();
        }
        let was_moving = self.is_moving();
        if self.step(budget) && was_moving { Progress::Done(true) } else { Progress::More }
    }

    /// Works for about `budget` instructions towards room for `wanted` bytes: collects, and compacts if that is not
    /// enough. Until it is `Done`, nothing else may be done with the heap.
    pub fn make_room(&mut self, budget: u32) -> Progress {
        if let Some(verdict) = self.torture_verdict() {
            return self.room_made(verdict);
        }
        if self.least_wanted() > self.memory.limit() as usize {
            return self.room_made(false);
        }
        if !self.is_moving() && self.fits() {
            return self.room_made(true);
        }
        if self.cycle.rescue == Rescue::No {
            self.cycle.rescue = if self.cycle.phase == Phase::Idle { Rescue::Collect } else { Rescue::Finish };
        }
        let done = self.step(budget);
        if !self.is_moving() && self.fits() {
            return self.room_made(true);
        }
        if !done {
            return Progress::More;
        }
        self.cycle.rescue = match self.cycle.rescue {
            Rescue::Collect if self.space.bytes() as usize >= self.least_wanted() => {
                self.begin_compaction();
                Rescue::Compact
            }
            Rescue::Finish => Rescue::Collect,
            _ => return self.only_least_made(),
        };
        Progress::More
    }

    /// What is wanted at least.
    fn least_wanted(&self) -> usize {
        if self.cycle.least > 0 { self.cycle.least } else { self.wanted }
    }

    /// There is not what was wanted: perhaps something less will do.
    fn only_least_made(&mut self) -> Progress {
        if self.wanted_below.is_some() {
            // Something else that stays is in the way: the workspace must go elsewhere.
            self.wanted = self.least_wanted().saturating_add(self.size(self.wanted_below));
            self.wanted_below = Ref::NONE;
            return if self.fits() { self.room_made(true) } else { self.room_made(false) };
        }
        self.cycle.scarce = self.cycle.scarce.saturating_add(1);
        self.wanted = self.least_wanted();
        let may_do = self.cycle.least > 0 && self.cycle.scarce <= SCARCE && self.fits();
        self.room_made(may_do)
    }

    /// To be called when an instruction, started again after `make_room`, fails once more: asks for all that it
    /// allocated so far in addition, and for twice as much each further time, since some may lie where it is in the way.
    pub fn want_more(&mut self) {
        let taken = self.cycle.left.saturating_sub(self.space.bytes()).max(2 * GRANULE) as usize;
        self.cycle.least = self.wanted;
        self.wanted = self.wanted.saturating_add(taken.saturating_mul(1 << self.cycle.again.min(24)));
        self.cycle.again = self.cycle.again.saturating_add(1);
    }

    fn room_made(&mut self, verdict: bool) -> Progress {
        self.cycle.rescue = Rescue::No;
        if self.cycle.least == 0 {
            (self.cycle.again, self.cycle.scarce) = (0, 0);
        }
        (self.cycle.left, self.cycle.least) = (self.space.bytes(), 0);
        self.wanted_below = Ref::NONE;
        Progress::Done(verdict)
    }

    /// The torture switches' say in `make_room`.
    fn torture_verdict(&mut self) -> Option<bool> {
        if self.torture.fail_allocation == Some(0) {
            self.torture.fail_allocation = None;
            return Some(false);
        }
        if self.torture.restart_allocation == Some(0) {
            self.torture.restart_allocation = None;
            self.collect_all();
            self.compact_all();
        }
        None
    }

    /// True if the bytes wanted can be placed.
    fn fits(&self) -> bool {
        if self.wanted_below.is_some() {
            return self.starts_wanted(self.space.end) && self.space.left() as usize >= self.wanted;
        }
        if self.wanted > self.memory.limit() as usize {
            return false;
        }
        let granules = self.wanted.div_ceil(GRANULE as usize) as u32;
        granules * GRANULE <= self.space.left() || self.space.find(self.memory, granules).is_some()
    }

    /// One step of whatever is under way. True if it has ended.
    fn step(&mut self, budget: u32) -> bool {
        let budget = budget.clamp(LEAST_BUDGET, MOST_BUDGET) as i32;
        let mut fuel = budget;
        let done = self.advance(&mut fuel);
        let spent = (budget - fuel).max(0);
        self.cycle.worst_step = self.cycle.worst_step.max(if budget as u32 == MOST_BUDGET { 0 } else { spent as u32 });
        self.cycle.work = self.cycle.work.saturating_add(spent as u32);
        self.debt = self.debt.saturating_sub(spent);
        if done {
            self.rest();
        }
        done
    }

    fn advance(&mut self, fuel: &mut i32) -> bool {
        while *fuel > 0 {
            match self.cycle.phase {
                Phase::Idle => self.begin_marking(fuel),
                Phase::Mark => self.mark_step(fuel),
                Phase::Names => self.forget_names(fuel),
                Phase::Sweep => self.sweep_step(fuel),
                Phase::Assign => self.assign_step(fuel),
                Phase::Update => self.update_step(fuel),
                Phase::Slide => self.slide_step(fuel),
            }
            if self.cycle.phase == Phase::Idle {
                return true;
            }
        }
        false
    }

    fn begin_marking(&mut self, fuel: &mut i32) {
        let used = self.memory.limit() - FIRST - self.space.bytes();
        let estimate = (self.cycle.last_work / 4 * 5).max(used.saturating_mul(8));
        self.cycle.rate = estimate / (self.space.bytes() / 2 + 64) + 1;
        self.cycle.work = 0;
        self.debt = 0;
        self.cycle.epoch = self.cycle.epoch % 3 + 1;
        self.cycle.phase = Phase::Mark;
        self.cycle.weak = REST;
        self.mark_roots(fuel);
    }

    /// From marking to dropping what was not reached.
    pub(super) fn end_marking(&mut self, fuel: &mut i32) {
        self.clear_stale_registers(fuel);
        self.cycle.phase = Phase::Names;
        self.cycle.names = 0;
        self.begin_sifting();
        self.cycle.sweep = FIRST;
        self.cycle.run = 0;
        self.space.tint = Header::BLACK;
        *fuel -= 150;
    }

    fn forget_names(&mut self, fuel: &mut i32) {
        if !self.sift(fuel) {
            return;
        }
        let entries = self.memory.cache().len() / 2;
        while *fuel > 0 {
            match self.cycle.names.checked_sub(entries) {
                None => *fuel -= self.prune_cache(self.cycle.names),
                Some(name) if self.forget_name(name) => *fuel -= 200,
                Some(_) => {
                    self.cycle.phase = Phase::Sweep;
                    return;
                }
            }
            self.cycle.names += 1;
        }
    }

    /// From the end of a collection or a compaction to idleness.
    pub(super) fn rest(&mut self) {
        self.debt = -((self.space.bytes() / 2) as i32);
    }

    /// Counts a collection that ended.
    pub(super) fn end_sweeping(&mut self) {
        self.cycle.phase = Phase::Idle;
        self.cycle.last_work = self.cycle.work;
        self.cycle.collections = self.cycle.collections.wrapping_add(1);
    }

    /// True for a block that was not reached and is still to be swept.
    pub(super) fn is_dead(&self, at: Ref) -> bool {
        matches!(self.cycle.phase, Phase::Names | Phase::Sweep)
            && at.0 >= self.cycle.sweep
            && self.memory.header(at).is_white()
    }

    /// The colour bits of a block that is made at `at`.
    pub(super) fn tint_at(&self, at: u32) -> u32 {
        let is_ahead = matches!(self.cycle.phase, Phase::Names | Phase::Sweep) && at >= self.cycle.sweep;
        if is_ahead { Header::BLACK } else { 0 }
    }

    /// The number of the collection with whose end all that is unreachable now is free.
    pub fn next_whole_collection(&self) -> u32 {
        self.cycle.collections.wrapping_add(if self.cycle.phase == Phase::Idle { 1 } else { 2 })
    }

    /// True while names whose texts were not reached are dropped.
    pub(super) fn is_forgetting_names(&self) -> bool {
        self.cycle.phase == Phase::Names
    }

    /// True while references are followed.
    #[inline(always)]
    pub(super) fn is_marking(&self) -> bool {
        self.cycle.phase == Phase::Mark
    }

    /// True while blocks are being moved: nothing may be read or allocated.
    pub fn is_moving(&self) -> bool {
        matches!(self.cycle.phase, Phase::Assign | Phase::Update | Phase::Slide)
    }

    /// Counts bytes that were taken from the free space.
    pub(super) fn charge(&mut self, bytes: u32) {
        let rate = if self.cycle.phase == Phase::Idle { 1 } else { self.cycle.rate };
        self.debt = self.debt.saturating_add(bytes.saturating_mul(rate).min(1 << 30) as i32);
        if self.debt > 0 {
            self.ring();
        }
        self.cycle.high_water = self.cycle.high_water.max(self.memory.limit() - FIRST - self.space.bytes());
    }

    /// Lets the loop look up at its next turn.
    pub(super) fn ring(&mut self) {
        self.spare += self.turns;
        self.turns = 0;
    }

    /// Grants the loop so many turns; at once it looks up if the collector is late.
    pub fn grant(&mut self, turns: i32) {
        (self.turns, self.spare) = (turns, 0);
        if self.debt > 0 {
            self.ring();
        }
    }

    /// The turns that are left; below 0: none, and one too many was taken.
    pub fn granted(&self) -> i32 {
        self.spare + self.turns
    }

    /// Counts bytes that were given back without a collection.
    pub(super) fn credit(&mut self, bytes: u32) {
        if self.cycle.phase == Phase::Idle {
            self.debt = self.debt.saturating_sub(bytes as i32);
        }
    }

    /// How often blocks have been moved: what was derived from an address is void when this changes.
    pub fn moves(&self) -> u32 {
        self.cycle.compactions
    }

    /// What the memory looks like.
    pub fn report(&self) -> Report {
        let total = self.memory.limit() - FIRST;
        let live = total - self.space.bytes();
        Report {
            total: total as usize,
            live: live as usize,
            free: self.space.bytes() as usize,
            largest: self.space.largest(self.memory) as usize,
            high_water: self.cycle.high_water.max(live) as usize,
            collections: self.cycle.collections,
            compactions: self.cycle.compactions,
            worst_step: self.cycle.worst_step,
        }
    }

    /// Takes a native object that is no longer reachable: its block, `[type][index]`. The caller drops the boxed
    /// object and gives the block back with [`Heap::free_now`].
    pub fn next_dead(&mut self) -> Option<Ref> {
        let dead = self.root(Root::Dead).as_ref()?;
        let next = self.memory.value(dead, super::sweep::NEXT_DEAD);
        self.set_root(Root::Dead, next);
        self.set(dead, super::sweep::NEXT_DEAD, Value::UNDEFINED);
        Some(dead)
    }
}
