//! QEMU's `mps2-an386`: a Cortex-M4F with 4 MB of SRAM twice and 16 MB of PSRAM.

use core::ptr::{read_volatile, write_volatile};

/// The PSRAM.
pub const JOB: usize = 0x2100_0000;

const UART: usize = 0x4000_4000;
const DATA: *mut u32 = UART as *mut u32;
const STATE: *mut u32 = (UART + 0x04) as *mut u32;
const CONTROL: *mut u32 = (UART + 0x08) as *mut u32;
const BAUD_DIVIDER: *mut u32 = (UART + 0x10) as *mut u32;
const TX_FULL: u32 = 1;
const TX_ENABLE: u32 = 1;

/// The first stimulus port of the ITM, which tools/icount.c watches.
const MARKER: *mut u32 = 0xE000_0000 as *mut u32;

/// Semihosting's SYS_EXIT_EXTENDED and its reason ADP_Stopped_ApplicationExit.
const EXIT_EXTENDED: u32 = 0x20;
const APPLICATION_EXIT: u32 = 0x2_0026;

pub fn start() {
    // SAFETY: registers of this machine's UART; 16 is its least divider.
    unsafe {
        write_volatile(BAUD_DIVIDER, 16);
        write_volatile(CONTROL, TX_ENABLE);
    }
}

pub fn put(byte: u8) {
    // SAFETY: registers of this machine's UART.
    unsafe {
        while read_volatile(STATE) & TX_FULL != 0 {}
        write_volatile(DATA, byte.into());
    }
}

/// Marks a place in the run for the instruction counter.
pub fn mark(number: u32) {
    // SAFETY: the write has no effect on the machine.
    unsafe { write_volatile(MARKER, number) }
}

pub fn exit(code: u32) -> ! {
    let block = [APPLICATION_EXIT, code];
    // SAFETY: semihosting call with its parameter block; the emulator ends here.
    unsafe { core::arch::asm!("bkpt 0xab", in("r0") EXIT_EXTENDED, in("r1") block.as_ptr()) }
    loop {}
}
