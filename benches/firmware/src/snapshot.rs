//! Runs a program for a while, from its text or from a snapshot, and gives a snapshot to the host.

use core::fmt::Write;

use ferropy::{Budget, Step};

use crate::{Console, Raised, job::Job, machine, script};

/// How long a program stays; `tests/snapshots.rs` keeps to it as well.
const STEPS: usize = 40;
const STEP: u32 = 8;

/// What is saved.
static mut STORE: [u8; 128 * 1024] = [0; 128 * 1024];

/// Runs the job's program for a while, or, if the job says so, to its end.
pub fn pass_on(job: Job) -> Result<(), Raised> {
    let vm = script::make(job.heap, |builder| builder.standard_modules())?;
    // The host counts what lies between these marks.
    machine::mark(1);
    let begun = match job.text.starts_with(b"fpsn") {
        true => vm.restore(&mut &*job.text).map_err(|error| {
            let _ = writeln!(Console, "{error}");
        }),
        false => {
            vm.load("main.py", core::str::from_utf8(job.text).unwrap_or_default()).map_err(|error| vm.report(error))
        }
    };
    machine::mark(2);
    begun.map_err(|()| Raised)?;
    let mut left = if job.collects { usize::MAX } else { STEPS };
    loop {
        match vm.step(Budget::ops(STEP)) {
            Step::Ready | Step::Waiting(_) => {}
            Step::Done(_) => return Ok(()),
            Step::Raised(error) => {
                vm.report(error);
                return Err(Raised);
            }
        }
        left = left.saturating_sub(1);
        if left == 0 {
            break;
        }
    }
    // SAFETY: one thread, and this is the only reference.
    let store = unsafe { &mut *&raw mut STORE };
    machine::mark(3);
    let Ok(len) = vm.save(&mut &mut store[..]) else { return Err(Raised) };
    machine::mark(4);
    let _ = write!(Console, "\nsnapshot ");
    for byte in &store[..len] {
        let _ = write!(Console, "{byte:02x}");
    }
    let _ = writeln!(Console);
    Ok(())
}
