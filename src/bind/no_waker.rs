//! Without critical sections nobody is woken: events are seen at the VM's next step.

use core::task::Waker;

/// No place.
pub struct WakerPlace;

impl WakerPlace {
    /// No place.
    pub const fn new() -> WakerPlace {
        WakerPlace
    }

    /// Does nothing.
    pub fn set(&self, _: &Waker) {}

    /// Does nothing.
    pub fn wake(&self) {}
}
