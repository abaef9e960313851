//! Rare things made common: a collection at every allocation, a compaction at every collection, steps of one operation,
//! and memory that ends at any allocation. Every script must do the same as ever, or end with a MemoryError.

mod stand;

use ferropy::vm::heap::Torture;
use ferropy::{Print, Vm};
use stand::{Effect, Script, check_all, run, scripts};

/// Allocations up to which a script is short: everything is done at each of them.
const SHORT: u32 = 3_000;
/// Allocations tried of a long script.
const SAMPLES: u32 = 40;
/// Operations in a step, where steps are not the point.
const STEP: u32 = 1000;

/// What a script did under torture, how many allocations it made, and whether the VM works afterwards.
struct Outcome {
    effect: Effect,
    allocations: u32,
    alive: bool,
}

fn torture(script: &Script, torture: Torture, step: u32) -> Outcome {
    torture_in(script.heap(), script, torture, step)
}

fn torture_in(heap: usize, script: &Script, torture: Torture, step: u32) -> Outcome {
    let mut memory = vec![0; heap];
    let mut output = Vec::new();
    let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
    let mut vm =
        Vm::builder(&mut memory).host(&mut print).standard_modules().build().expect("the memory is large enough");
    let count = torture.fail_allocation.is_none() && torture.restart_allocation.is_none();
    let counting = if count { Torture { restart_allocation: Some(u32::MAX), ..torture } } else { torture };
    vm.heap.set_torture(counting);
    let raised = run(&mut vm, &script.file(), &script.source, step);
    let allocations = u32::MAX - vm.heap.torture().restart_allocation.unwrap_or(u32::MAX);
    vm.heap.set_torture(Torture::default());
    let alive = vm.eval::<&str>("'al' + 'ive'").is_ok_and(|text| text == "alive");
    drop(vm);
    let output = String::from_utf8_lossy(&output).into_owned();
    Outcome { effect: Effect { output, raised }, allocations, alive }
}

/// True if the script may take a MemoryError for something else.
fn catches_all(script: &Script) -> bool {
    let handlers = ["except:", "except Exception", "except BaseException", "__exit__", "hasattr"];
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
    match outcome.effect.difference(wanted) {
        Some(difference) => Err(format!("{how}: {difference}")),
        None if !outcome.alive => Err(format!("{how}: the VM is dead")),
        None => Ok(()),
    }
}

/// The allocations to try: all of a short script's, some of a long one's.
fn moments(allocations: u32) -> impl Iterator<Item = u32> {
    let stride = if allocations <= SHORT { 1 } else { allocations / SAMPLES };
    (0..allocations).step_by(stride as usize)
}

#[test]
fn collecting_and_compacting_at_every_allocation_changes_nothing() {
    check_all(all(), |script| {
        let plain = torture(script, Torture::default(), STEP);
        if plain.allocations > SHORT {
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
        for heap in
            (3..40).map(|kilobytes| kilobytes * 1024).chain((40..80).step_by(5).map(|kilobytes| kilobytes * 1024))
        {
            for step in [1, STEP] {
                let outcome = torture_in(heap, script, Torture::default(), step);
                let reported = outcome.effect.raised.as_ref().is_some_and(|text| text.starts_with("MemoryError"));
                if !reported && !catches_all(script) {
                    same(&outcome, &plain.effect, &format!("{heap} bytes, steps of {step}"))?;
                }
            }
        }
        Ok(())
    });
}

#[test]
fn an_instruction_may_start_again_at_any_allocation() {
    check_all(all(), |script| {
        let plain = torture(script, Torture::default(), STEP);
        for moment in moments(plain.allocations) {
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
        for moment in moments(plain.allocations) {
            let fail = Torture { fail_allocation: Some(moment), ..Torture::default() };
            let outcome = torture(script, fail, STEP);
            let reported = outcome.effect.raised.as_ref().is_some_and(|text| text.starts_with("MemoryError"));
            if !outcome.alive {
                return Err(format!("no memory at allocation {moment}: the VM is dead"));
            }
            if !reported && !catches_all(script) {
                same(&outcome, &plain.effect, &format!("no memory at allocation {moment}"))?;
            }
        }
        Ok(())
    });
}
