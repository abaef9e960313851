//! Virtual time: none passes unless the program waits or the bus is busy.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use embedded_hal::delay::DelayNs;

/// The time since the board was switched on, which is midnight of the recorded day.
///
/// Clones share one time. The clock is also the board's delay: waiting is moving it.
#[derive(Clone, Debug, Default)]
pub struct Clock(Rc<Cell<Duration>>);

impl Clock {
    /// Returns the time since power-on.
    pub fn now(&self) -> Duration {
        self.0.get()
    }

    /// Lets `span` pass.
    pub fn advance(&self, span: Duration) {
        self.0.set(self.now() + span);
    }
}

impl DelayNs for Clock {
    fn delay_ns(&mut self, ns: u32) {
        self.advance(Duration::from_nanos(ns.into()));
    }

    fn delay_us(&mut self, us: u32) {
        self.advance(Duration::from_micros(us.into()));
    }

    fn delay_ms(&mut self, ms: u32) {
        self.advance(Duration::from_millis(ms.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_share_one_time() {
        let clock = Clock::default();
        let mut delay = clock.clone();
        delay.delay_ms(1_500);
        delay.delay_us(7);
        delay.delay_ns(3);
        assert_eq!(clock.now(), Duration::from_nanos(1_500_007_003));
    }
}
