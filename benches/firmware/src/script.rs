//! All that the images know of ferropy.

use core::fmt::Write;

use ferropy::{Budget, Builder, Print, Step, Vm};

use crate::{Console, Raised, job::Job, machine};

ferropy::module! {
    /// What the instruction counter watches.
    BENCH = "bench" {
        /// Marks a place in the run.
        fn mark(number: u32) {
            machine::mark(number)
        }
    }
}

/// Runs the job's text in a VM over the job's heap. A traceback goes to the console.
pub fn run(job: Job) -> Result<(), Raised> {
    run_in(job, |builder| builder)
}

/// As `run`, with all standard modules.
pub fn run_full(job: Job) -> Result<(), Raised> {
    run_in(job, |builder| builder.standard_modules())
}

fn run_in(job: Job, equip: impl for<'m> FnOnce(Builder<'m>) -> Builder<'m>) -> Result<(), Raised> {
    let mut print = Print(|text: &[u8]| text.iter().for_each(|byte| machine::put(*byte)));
    let mut place = None;
    let vm = match equip(Vm::builder(job.heap).module(&BENCH, ()).host(&mut print)).build_in(&mut place) {
        Ok(vm) => vm,
        Err(error) => {
            let _ = writeln!(Console, "{error}");
            return Err(Raised);
        }
    };
    let mut step = match vm.load("main.py", job.text) {
        Ok(()) => Step::Ready,
        Err(error) => Step::Raised(error),
    };
    loop {
        step = match step {
            Step::Ready | Step::Waiting(_) => vm.step(Budget::ops(1000)),
            Step::Done(_) => return Ok(()),
            Step::Raised(error) => {
                vm.report(error);
                return Err(Raised);
            }
        }
    }
}
