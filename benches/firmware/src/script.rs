//! All that the images know of ferropy.

use core::fmt::Write;

use crate::{Console, Raised, job::Job};

/// Runs the job's text in a VM over the job's heap.
pub fn run(job: Job) -> Result<(), Raised> {
    let _ = writeln!(
        Console,
        "no VM in this image: {} bytes of text",
        job.text.len()
    );
    Err(Raised)
}
