//! A place for the waker that the next event wakes.

use core::cell::RefCell;
use core::task::Waker;
use critical_section::Mutex;

/// Empty, or a waker. Both operations are a few instructions with interrupts disabled.
pub struct WakerPlace(Mutex<RefCell<Option<Waker>>>);

impl WakerPlace {
    /// An empty place.
    pub const fn new() -> WakerPlace {
        WakerPlace(Mutex::new(RefCell::new(None)))
    }

    /// Puts a waker here, if it is not already here.
    pub fn set(&self, waker: &Waker) {
        critical_section::with(|section| {
            let mut place = self.0.borrow_ref_mut(section);
            if !place.as_ref().is_some_and(|known| known.will_wake(waker)) {
                *place = Some(waker.clone());
            }
        });
    }

    /// Wakes the one that is here.
    pub fn wake(&self) {
        let waker = critical_section::with(|section| self.0.borrow_ref_mut(section).take());
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
