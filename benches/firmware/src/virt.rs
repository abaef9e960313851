//! QEMU's `virt` with an RV32IMC core.

use core::ptr::write_volatile;

/// RAM above what the memory map uses.
pub const JOB: usize = 0x8100_0000;

/// A 16550, which QEMU has ready at reset and never full.
const UART: *mut u8 = 0x1000_0000 as *mut u8;

/// The test finisher: ends the run on the values below, ignores others, so it serves as tools/icount.c's marker too.
const FINISHER: *mut u32 = 0x0010_0000 as *mut u32;
const PASS: u32 = 0x5555;
const FAIL: u32 = 0x3333;

pub fn start() {}

pub fn put(byte: u8) {
    // SAFETY: the transmit register of this machine's UART.
    unsafe { write_volatile(UART, byte) }
}

/// Marks a place in the run for the instruction counter.
pub fn mark(number: u32) {
    // SAFETY: numbers this small have no effect on the machine.
    unsafe { write_volatile(FINISHER, number & 0xFF) }
}

pub fn exit(code: u32) -> ! {
    let verdict = if code == 0 { PASS } else { FAIL | code << 16 };
    // SAFETY: the emulator ends here.
    unsafe { write_volatile(FINISHER, verdict) }
    loop {}
}
