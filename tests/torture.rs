//! Rare things made common: a collection at every allocation, a compaction at every collection, steps of one operation,
//! and memory that ends at any allocation. Every script must do the same as ever, or end with a MemoryError, and the
//! heap must be in order afterwards.
//!
//! Each script gets a share of work: of a long one, moments are tried that lie evenly spread. `FERROPY_TORTURE=long`
//! tries a hundred times as many. To be run with `--profile torture`, in which the heap can be verified.

mod stand;

use ferropy::vm::heap::Torture;
use ferropy::{Limits, Print, Vm};
use stand::{Effect, Script, check_all, run, scripts};

/// Allocations that may be made of a script for one claim, all attempts together.
const SHARE: u64 = 1_000_000;
/// A collection at every allocation costs as much as so many allocations.
const COLLECTION: u64 = 60;
/// Attempts at least, however long a script is.
const LEAST_ATTEMPTS: u64 = 6;
/// Operations in a step, where steps are not the point.
const STEP: u32 = 1000;
/// Bytes that may be in use after a failure beyond three times those that are after a success: tables and the
/// stack grow as they happen to be asked for.
const SLACK: usize = 1024;

/// What a script did under torture, and what it left.
struct Outcome {
    effect: Effect,
    /// Allocations it made.
    allocations: u32,
    /// What is wrong with the VM afterwards.
    fault: Option<String>,
    /// Bytes in use when its globals have been dropped.
    left: usize,
}

/// What is wrong with a VM that does not do as it is told.
const DEAD: &str = "the VM is dead";

/// How much work each claim may take.
fn share() -> u64 {
    let long = std::env::var("FERROPY_TORTURE").is_ok_and(|length| length == "long");
    if long { SHARE * 100 } else { SHARE }
}

fn torture(script: &Script, torture: Torture, step: u32) -> Outcome {
    torture_in(script.heap(), script, torture, step)
}

fn torture_in(heap: usize, script: &Script, torture: Torture, step: u32) -> Outcome {
    let mut memory = vec![0; heap];
    let mut output = Vec::new();
    let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
    // In little memory calls go as deep as in much.
    let builder = Vm::builder(&mut memory).limits(Limits { depth: 1000 });
    let mut vm = builder.host(&mut print).standard_modules().build().expect("the memory is large enough");
    let count = torture.fail_allocation.is_none() && torture.restart_allocation.is_none();
    let counting = if count { Torture { restart_allocation: Some(u32::MAX), ..torture } } else { torture };
    vm.heap.set_torture(counting);
    let raised = run(&mut vm, &script.file(), &script.source, step);
    let allocations = u32::MAX - vm.heap.torture().restart_allocation.unwrap_or(u32::MAX);
    vm.heap.set_torture(Torture::default());
    let fault = fault(&mut vm);
    vm.collect();
    let left = vm.memory().live;
    drop(vm);
    let output = String::from_utf8_lossy(&output).into_owned();
    Outcome { effect: Effect { output, raised }, allocations, fault, left }
}

/// What is wrong with a VM after a script, if anything is. Drops the script's globals.
fn fault(vm: &mut Vm) -> Option<String> {
    if let Some(broken) = broken(vm) {
        return Some(broken);
    }
    vm.abandon();
    // The last exception goes when another takes its place.
    let (raised, cleared) = (vm.exec("raise KeyError"), vm.exec("globals().clear()"));
    let answer = vm.eval::<&str>("'al' + 'ive'").map(str::to_owned);
    if answer.is_ok_and(|text| text == "alive") && cleared.is_ok() && raised.is_err() {
        return broken(vm);
    }
    Some(DEAD.to_owned())
}

#[cfg(debug_assertions)]
fn broken(vm: &Vm) -> Option<String> {
    vm.heap.verify().err().map(|broken| format!("the heap is broken: {broken:?}"))
}

#[cfg(not(debug_assertions))]
fn broken(_vm: &Vm) -> Option<String> {
    None
}

/// True if the script may take a MemoryError for something else, or looks at a traceback, which is shorter without memory.
fn catches_all(script: &Script) -> bool {
    let handlers = [
        "except:",
        "except Exception",
        "except BaseException",
        "__exit__",
        "__aexit__",
        "__set_name__",
        "hasattr",
        "__traceback__",
        // A task's MemoryError is printed and forgotten, that of a test or of a handler of the log is counted.
        "import asyncio",
        "import unittest",
        "import logging",
        // So are those of what is called when objects die.
        "import weakref",
        "__del__",
    ];
    handlers.iter().any(|handler| script.source.contains(handler))
}

fn all() -> Vec<Script> {
    let mut all = scripts("tests/scripts");
    all.retain(|script| !script.title().contains("/wishlist/"));
    all.extend(scripts("examples/scripts"));
    all.retain(|script| !script.needs_board());
    all
}

fn same(outcome: &Outcome, wanted: &Effect, how: &str) -> Result<(), String> {
    match (outcome.effect.difference(wanted), &outcome.fault) {
        (Some(difference), _) => Err(format!("{how}: {difference}")),
        (None, Some(fault)) => Err(format!("{how}: {fault}")),
        (None, None) => Ok(()),
    }
}

/// As `same`, but the script may have ended with a MemoryError.
fn same_or_no_memory(script: &Script, outcome: &Outcome, wanted: &Effect, how: &str) -> Result<(), String> {
    if let Some(fault) = &outcome.fault {
        return Err(format!("{how}: {fault}"));
    }
    let reported = outcome.effect.raised.as_ref().is_some_and(|text| text.starts_with("MemoryError"));
    if reported || catches_all(script) { Ok(()) } else { same(outcome, wanted, how) }
}

/// The allocations to try, evenly spread; where they begin depends on the script.
fn moments(script: &Script, allocations: u32) -> impl Iterator<Item = u32> {
    let attempts = (share() / u64::from(allocations.max(1))).max(LEAST_ATTEMPTS);
    let stride = (u64::from(allocations) / attempts).max(1) as u32;
    let first = script.source.len() as u32 % stride;
    (first..allocations).step_by(stride as usize)
}

#[test]
fn collecting_and_compacting_at_every_allocation_changes_nothing() {
    check_all(all(), |script| {
        let plain = torture(script, Torture::default(), STEP);
        if u64::from(plain.allocations) * COLLECTION > share() {
            return Ok(());
        }
        let collect = Torture { collect_every_allocation: true, ..Torture::default() };
        same(&torture(script, collect, STEP), &plain.effect, "collecting")?;
        let compact = Torture { compact_every_collection: true, ..collect };
        same(&torture(script, compact, STEP), &plain.effect, "compacting")
    });
}

#[test]
fn steps_of_one_operation_change_nothing() {
    check_all(all(), |script| {
        let plain = torture(script, Torture::default(), STEP);
        let single = torture(script, Torture { compact_every_collection: true, ..Torture::default() }, 1);
        same(&single, &plain.effect, "single steps")
    });
}

/// In the least memory the collector is always at work, in all its phases, and compacts.
#[test]
fn memory_may_be_small() {
    check_all(all(), |script| {
        let plain = torture(script, Torture::default(), STEP);
        let kilobytes = (3..40).chain((40..80).step_by(5));
        let attempts = (share() / u64::from(plain.allocations.max(1)) / 8).clamp(LEAST_ATTEMPTS, 45);
        for kilobytes in kilobytes.step_by(45 / attempts as usize) {
            for step in [1, STEP] {
                let heap = kilobytes * 1024 + script.source.len() % 1024;
                let mut outcome = torture_in(heap, script, Torture::default(), step);
                // The globals may take so much that there is no room for another program.
                outcome.fault = outcome.fault.filter(|fault| fault != DEAD);
                same_or_no_memory(script, &outcome, &plain.effect, &format!("{heap} bytes, steps of {step}"))?;
            }
        }
        Ok(())
    });
}

#[test]
fn an_instruction_may_start_again_at_any_allocation() {
    check_all(all(), |script| {
        let plain = torture(script, Torture::default(), STEP);
        for moment in moments(script, plain.allocations) {
            let again = Torture { restart_allocation: Some(moment), ..Torture::default() };
            same(&torture(script, again, STEP), &plain.effect, &format!("again at allocation {moment}"))?;
        }
        Ok(())
    });
}

#[test]
fn memory_may_end_at_any_allocation() {
    check_all(all(), |script| {
        let plain = torture(script, Torture::default(), STEP);
        for moment in moments(script, plain.allocations) {
            let fail = Torture { fail_allocation: Some(moment), ..Torture::default() };
            let (outcome, how) = (torture(script, fail, STEP), format!("no memory at allocation {moment}"));
            same_or_no_memory(script, &outcome, &plain.effect, &how)?;
            if outcome.left > 3 * plain.left + SLACK {
                return Err(format!("{how}: {} bytes are left in use instead of {}", outcome.left, plain.left));
            }
        }
        Ok(())
    });
}
