//! The job: the host's loader places it in RAM, as a word of heap size and flag, a word of text length, and the text.

use crate::machine::JOB;

/// 16-bit links between 8-byte granules reach no further.
const HEAP_MAX: usize = 512 * 1024;

#[repr(align(8))]
struct Heap([u8; HEAP_MAX]);

static mut HEAP: Heap = Heap([0; HEAP_MAX]);

pub struct Job {
    pub heap: &'static mut [u8],
    pub text: &'static [u8],
    /// The firmware takes control at every chance, and marks it.
    pub single: bool,
    /// When the script has ended, the collector works in steps that are marked.
    pub collects: bool,
}

impl Job {
    /// The script.
    pub fn script(&self) -> &'static str {
        core::str::from_utf8(self.text).expect("the script is UTF-8")
    }
}

/// Set in the first word beside the heap's size.
const SINGLE: usize = 1;
const COLLECTS: usize = 2;

/// Takes the job. Called once, before any script runs.
pub fn take() -> Job {
    let header = JOB as *const u32;
    // SAFETY: the loader filled header and text before reset; nothing else lies there.
    let (heap_size, text) = unsafe {
        let length = header.add(1).read_volatile() as usize;
        (header.read_volatile() as usize, core::slice::from_raw_parts(header.add(2).cast::<u8>(), length))
    };
    // SAFETY: `serve` calls once, so this is the only reference.
    let heap = unsafe { &mut *&raw mut HEAP };
    Job {
        heap: &mut heap.0[..heap_size & !(SINGLE | COLLECTS)],
        text,
        single: heap_size & SINGLE != 0,
        collects: heap_size & COLLECTS != 0,
    }
}
