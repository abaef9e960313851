//! The image without a VM: what it weighs is the start-up code's share of the other image.
#![no_std]
#![no_main]

use core::fmt::Write;
use firmware::{Console, serve};

#[cfg_attr(target_arch = "arm", cortex_m_rt::entry)]
#[cfg_attr(target_arch = "riscv32", riscv_rt::entry)]
fn main() -> ! {
    serve(|job| {
        let _ = writeln!(Console, "{} bytes of heap, {} of text", job.heap.len(), job.text.len());
        Ok(())
    })
}
