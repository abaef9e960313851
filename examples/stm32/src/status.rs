//! How punctual the firmware's tasks are: one of a thousand turns a second among the urgent tasks, one among the patient
//! ones, and the module `status` that tells scripts of them.

use core::sync::atomic::{AtomicU32, Ordering};

use embassy_time::{Instant, Timer};

/// Microseconds from turn to turn.
const PERIOD: u64 = 1000;

/// A task under watch.
pub struct Watched {
    turns: AtomicU32,
    /// The latest that a turn has begun, in microseconds.
    worst: AtomicU32,
}

pub static URGENT: Watched = Watched { turns: AtomicU32::new(0), worst: AtomicU32::new(0) };
pub static PATIENT: Watched = Watched { turns: AtomicU32::new(0), worst: AtomicU32::new(0) };

/// Takes a turn every millisecond and notes how late it is.
#[embassy_executor::task(pool_size = 2)]
pub async fn watch(watched: &'static Watched) {
    loop {
        // Turns that it came too late for are left out.
        let now = Instant::now().as_micros();
        let due = Instant::from_micros(now - now % PERIOD + PERIOD);
        Timer::at(due).await;
        let late = (Instant::now() - due).as_micros() as u32;
        watched.worst.fetch_max(late, Ordering::Relaxed);
        watched.turns.fetch_add(1, Ordering::Relaxed);
    }
}

impl Watched {
    fn take(&self) -> (u32, u32) {
        (self.turns.swap(0, Ordering::Relaxed), self.worst.swap(0, Ordering::Relaxed))
    }
}

ferropy::module! {
    /// The firmware's own tasks.
    pub STATUS = "status" {
        /// Turns of the urgent task since this was asked last, and by how many microseconds the worst was late.
        fn urgent() -> (u32, u32) {
            URGENT.take()
        }
        /// The same of the patient task, which has its turn between two steps of the script.
        fn patient() -> (u32, u32) {
            PATIENT.take()
        }
    }
}
