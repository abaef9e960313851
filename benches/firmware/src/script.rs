//! All that the images know of ferropy.

use core::fmt::Write;
use core::sync::atomic::{AtomicUsize, Ordering};

use ferropy::{Budget, Builder, Print, Step, Vm};

use crate::{Console, Raised, job::Job, machine};

ferropy::module! {
    /// What the instruction counter watches.
    BENCH = "bench" {
        /// Marks a place in the run.
        fn mark(number: u32) {
            machine::mark(number)
        }
        /// Takes three arguments.
        fn middle(low: i32, value: i32, high: i32) -> i32 {
            value.max(low).min(high)
        }
    }
}

/// The mark of the program's beginning, behind its compilation.
const BEGIN: u32 = 65;
/// The mark of a chance to take control.
const CHANCE: u32 = 64;
/// The mark of the collector's beginning, behind the program's end.
const COLLECT: u32 = 66;
/// Instructions that a step of the collector is asked to take: as many as a running program asks for.
const STEP: u32 = 2000;

/// Where the VM lies: as in a firmware that keeps it for as long as it runs, not on the stack.
static mut VM: Option<Vm<'static>> = None;
static mut OUTPUT: Print<fn(&[u8])> = Print(|text| text.iter().for_each(|byte| machine::put(*byte)));

static mut PEAK: usize = 0;

/// The most bytes of the heap that were in use at a time.
pub fn peak() -> usize {
    // SAFETY: one thread, no interrupts.
    unsafe { PEAK }
}

/// Bytes of a VM beside its heap.
pub const VM_BYTES: usize = size_of::<Option<Vm<'static>>>();

/// Runs the job's text in a VM over the job's heap. A traceback goes to the console. Called once.
pub fn run(job: Job) -> Result<(), Raised> {
    run_in(job, |builder| builder)
}

/// As `run`, with all standard modules.
pub fn run_full(job: Job) -> Result<(), Raised> {
    run_in(job, |builder| builder.standard_modules())
}

/// Makes the VM. Not inlined: the builder has left the stack when the first script runs.
#[inline(never)]
pub fn make(
    heap: &'static mut [u8],
    equip: fn(Builder<'static>) -> Builder<'static>,
) -> Result<&'static mut Vm<'static>, Raised> {
    // SAFETY: an image runs one job, so these are the only references.
    let (place, output) = unsafe { (&mut *&raw mut VM, &mut *&raw mut OUTPUT) };
    equip(Vm::builder(heap).module(&BENCH, ()).host(output)).build_in(place).map_err(|error| {
        let _ = writeln!(Console, "{error}");
        Raised
    })
}

/// Bytes of the heap that were in use before the script.
static START_HEAP: AtomicUsize = AtomicUsize::new(0);

/// Bytes of the heap that were in use before the script.
pub fn start_heap() -> usize {
    START_HEAP.load(Ordering::Relaxed)
}

/// Collects what the program has left, marking each step.
fn collect(vm: &mut Vm) {
    machine::mark(COLLECT);
    loop {
        machine::mark(CHANCE);
        if !vm.idle_gc(STEP) {
            break;
        }
    }
    machine::mark(CHANCE);
}

fn run_in(job: Job, equip: fn(Builder<'static>) -> Builder<'static>) -> Result<(), Raised> {
    // The host counts what lies between these marks.
    let script = job.script();
    machine::mark(6);
    let vm = make(job.heap, equip)?;
    machine::mark(8);
    START_HEAP.store(vm.memory().live, Ordering::Relaxed);
    // What a step of one operation does lies between two chances to take control.
    let budget = Budget::ops(if job.single { 1 } else { 1000 });
    let mut step = match vm.load("main.py", script) {
        Ok(()) => Step::Ready,
        Err(error) => Step::Raised(error),
    };
    if job.single {
        machine::mark(BEGIN);
    }
    loop {
        step = match step {
            Step::Ready | Step::Waiting(_) => {
                if job.single {
                    machine::mark(CHANCE);
                }
                vm.step(budget)
            }
            Step::Done(_) => {
                // SAFETY: one thread, no interrupts.
                unsafe { PEAK = vm.memory().high_water }
                if job.collects {
                    collect(vm);
                }
                return Ok(());
            }
            Step::Raised(error) => {
                vm.report(error);
                return Err(Raised);
            }
        }
    }
}
