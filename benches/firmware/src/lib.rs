//! What the bench images share: a machine, the host's job, and the measure of the stack.
#![no_std]

use core::fmt::Write;

pub mod job;
#[cfg_attr(target_arch = "arm", path = "mps2_an386.rs")]
#[cfg_attr(target_arch = "riscv32", path = "virt.rs")]
pub mod machine;
pub mod script;
#[cfg(feature = "snapshot")]
pub mod snapshot;
pub mod stack;

/// The UART, as text.
pub struct Console;

impl Write for Console {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        text.bytes().for_each(machine::put);
        Ok(())
    }
}

/// A script raised; its traceback has been printed.
pub struct Raised;

/// Does the host's job with `work` and tells the host: a last line with the stack's high-water mark, and an exit code.
pub fn serve(work: fn(job::Job) -> Result<(), Raised>) -> ! {
    machine::start();
    stack::paint();
    // Not inlined: its frame is part of the measure.
    let result = core::hint::black_box(work)(job::take());
    let (stack, vm, peak, start) = (stack::high_water(), script::VM_BYTES, script::peak(), script::start_heap());
    let _ = writeln!(Console, "stack {stack} vm {vm} peak {peak} start {start}");
    machine::exit(if result.is_ok() { 0 } else { 1 })
}

#[panic_handler]
fn panic(info: &core::panic::PanicInfo) -> ! {
    let _ = writeln!(Console, "{info}");
    machine::exit(2)
}
