//! The stack's high-water mark: paint below the stack pointer, and later look for the paint that is left.

use core::hint::black_box;

/// As deep as is watched; the machines have megabytes below it.
const DEPTH: usize = 64 * 1024;
const PAINT: u32 = 0xA5A5_5A5A;
/// Room for the painter's own frame.
const MARGIN: usize = 256;

static mut TOP: usize = 0;

/// Paints the stack below the caller.
#[inline(never)]
pub fn paint() {
    let here = 0u32;
    let top = black_box(&raw const here) as usize & !3;
    for address in (top - DEPTH..top - MARGIN).step_by(4) {
        // SAFETY: unused stack: below this frame and above the machine's other data.
        unsafe { (address as *mut u32).write_volatile(PAINT) }
    }
    // SAFETY: one thread, no interrupts.
    unsafe { TOP = top }
}

/// Bytes of stack that were used below the caller of `paint`, up to 64 KiB.
pub fn high_water() -> usize {
    // SAFETY: one thread, no interrupts; the range was painted.
    unsafe {
        let top = TOP;
        let deepest = (top - DEPTH..top).step_by(4).find(|&address| (address as *const u32).read_volatile() != PAINT);
        top - deepest.unwrap_or(top)
    }
}
