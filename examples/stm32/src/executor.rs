//! Two executors, so that a script can delay nobody: *urgent* tasks run in an interrupt, *patient* ones in the main
//! program when nothing else is to be done.
//!
//! Idle is `WFI` with interrupts held back, so that no wake-up is lost; embassy's own executor for the main program
//! idles with `WFE`, which QEMU does not have.

use core::sync::atomic::{AtomicBool, AtomicPtr, AtomicU16, Ordering};

use cortex_m::interrupt::InterruptNumber;
use cortex_m::peripheral::NVIC;
use embassy_executor::raw::Executor;
use embassy_executor::{SendSpawner, Spawner};
use static_cell::StaticCell;

/// What tells the executors apart when a task is woken.
const PATIENT: usize = 0;
const URGENT: usize = 1;

/// A patient task has been woken.
static WOKEN: AtomicBool = AtomicBool::new(true);
/// The interrupt of the urgent tasks.
static INTERRUPT: AtomicU16 = AtomicU16::new(0);
static URGENT_EXECUTOR: AtomicPtr<Executor> = AtomicPtr::new(core::ptr::null_mut());
static URGENT_TASKS: StaticCell<Executor> = StaticCell::new();
static PATIENT_TASKS: StaticCell<Executor> = StaticCell::new();

#[derive(Clone, Copy)]
struct Line(u16);

// SAFETY: the number is that of an interrupt of the chip.
unsafe impl InterruptNumber for Line {
    fn number(self) -> u16 {
        self.0
    }
}

#[unsafe(export_name = "__pender")]
fn pend(executor: *mut ()) {
    if executor as usize == URGENT {
        NVIC::pend(Line(INTERRUPT.load(Ordering::Relaxed)));
    } else {
        WOKEN.store(true, Ordering::Release);
    }
}

/// Prepares the urgent tasks to run in an interrupt that no peripheral uses, whose handler calls [`poll_urgent`].
pub fn urgent(interrupt: impl InterruptNumber) -> SendSpawner {
    INTERRUPT.store(interrupt.number(), Ordering::Relaxed);
    let executor: &'static Executor = URGENT_TASKS.init(Executor::new(URGENT as *mut ()));
    URGENT_EXECUTOR.store(core::ptr::from_ref(executor).cast_mut(), Ordering::Release);
    // SAFETY: what the handler polls has been put in its place.
    unsafe { NVIC::unmask(Line(interrupt.number())) };
    executor.spawner().make_send()
}

/// Runs the urgent tasks that have been woken.
///
/// # Safety
/// Only the handler of their interrupt calls it.
pub unsafe fn poll_urgent() {
    let executor: *const Executor = URGENT_EXECUTOR.load(Ordering::Acquire);
    // SAFETY: null, or the static executor; the handler does not interrupt itself.
    if let Some(executor) = unsafe { executor.as_ref() } {
        unsafe { executor.poll() };
    }
}

/// Runs the patient tasks for ever.
pub fn run(start: impl FnOnce(Spawner)) -> ! {
    let executor: &'static Executor = PATIENT_TASKS.init(Executor::new(PATIENT as *mut ()));
    start(executor.spawner());
    loop {
        // SAFETY: nobody else polls it.
        unsafe { executor.poll() };
        cortex_m::interrupt::disable();
        if !WOKEN.swap(false, Ordering::Acquire) {
            cortex_m::asm::wfi();
        }
        // SAFETY: they were enabled before.
        unsafe { cortex_m::interrupt::enable() };
    }
}
