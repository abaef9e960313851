//! The time, from the core's own timer: one interrupt a millisecond, and between two of them the timer's count.
//!
//! All peripheral timers are left to scripts and drivers. Alarms ring at the millisecond behind their time.

use core::cell::{Cell, RefCell};
use core::task::Waker;

use cortex_m::peripheral::syst::SystClkSource;
use cortex_m::peripheral::{SCB, SYST};
use critical_section::{CriticalSection, Mutex};
use embassy_time_driver::Driver;
use embassy_time_queue_utils::Queue;

/// Microseconds of an interrupt's period.
const PERIOD: u64 = 1000;
/// The bit of `SCB_ICSR` that says that the interrupt is to come.
const PENDING: u32 = 1 << 26;

struct Clock {
    /// Interrupts so far.
    periods: Mutex<Cell<u64>>,
    /// The time that was told last.
    last: Mutex<Cell<u64>>,
    /// When the next alarm rings.
    next: Mutex<Cell<u64>>,
    alarms: Mutex<RefCell<Queue>>,
}

embassy_time_driver::time_driver_impl!(static CLOCK: Clock = Clock {
    periods: Mutex::new(Cell::new(0)),
    last: Mutex::new(Cell::new(0)),
    next: Mutex::new(Cell::new(u64::MAX)),
    alarms: Mutex::new(RefCell::new(Queue::new())),
});

impl Clock {
    fn micros(&self, section: CriticalSection<'_>) -> u64 {
        // SAFETY: registers that only this file uses are read.
        let (timer, control) = unsafe { (&*SYST::PTR, &*SCB::PTR) };
        let mut periods = self.periods.borrow(section).get();
        let mut left = timer.cvr.read();
        if control.icsr.read() & PENDING != 0 {
            periods += 1;
            left = timer.cvr.read();
        }
        let length = u64::from(timer.rvr.read()) + 1;
        // The period begins when the count arrives at 0, which its interrupt may not have noticed yet.
        let passed = if left == 0 { 0 } else { length - u64::from(left) };
        let last = self.last.borrow(section);
        last.set(last.get().max(periods * PERIOD + passed * PERIOD / length));
        last.get()
    }
}

impl Driver for Clock {
    fn now(&self) -> u64 {
        critical_section::with(|section| self.micros(section))
    }

    fn schedule_wake(&self, at: u64, waker: &Waker) {
        critical_section::with(|section| {
            let mut alarms = self.alarms.borrow_ref_mut(section);
            if alarms.schedule_wake(at, waker) {
                self.next.borrow(section).set(alarms.next_expiration(self.micros(section)));
            }
        });
    }
}

/// Starts the clock, from the core's at `hertz`.
pub fn start(mut timer: SYST, hertz: u32) {
    timer.set_clock_source(SystClkSource::Core);
    timer.set_reload((u64::from(hertz) * PERIOD / 1_000_000) as u32 - 1);
    timer.clear_current();
    timer.enable_interrupt();
    timer.enable_counter();
}

#[cortex_m_rt::exception]
fn SysTick() {
    critical_section::with(|section| {
        let periods = CLOCK.periods.borrow(section);
        periods.set(periods.get() + 1);
        let now = CLOCK.micros(section);
        if CLOCK.next.borrow(section).get() <= now {
            let next = CLOCK.alarms.borrow_ref_mut(section).next_expiration(now);
            CLOCK.next.borrow(section).set(next);
        }
    });
}
