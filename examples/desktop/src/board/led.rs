//! A lamp that remembers how long it was lit.

use std::cell::Cell;
use std::convert::Infallible;
use std::rc::Rc;
use std::time::Duration;

use embedded_hal::digital::{ErrorType, OutputPin, StatefulOutputPin};

use super::clock::Clock;

/// A simulated LED on an output pin; clones are the same lamp.
#[derive(Clone, Debug)]
pub struct Led {
    name: &'static str,
    clock: Clock,
    state: Rc<Cell<State>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    lit_since: Option<Duration>,
    lit_before: Duration,
    switches: u32,
}

impl Led {
    /// Puts a dark lamp on the board.
    pub fn new(name: &'static str, clock: Clock) -> Led {
        Led { name, clock, state: Rc::default() }
    }

    /// Returns the colour, which is also the lamp's name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Tells whether the lamp is lit.
    pub fn is_lit(&self) -> bool {
        self.state.get().lit_since.is_some()
    }

    /// Returns how often the lamp was switched, on and off both counted.
    pub fn switches(&self) -> u32 {
        self.state.get().switches
    }

    /// Returns how long the lamp was lit, up to now.
    pub fn lit_for(&self) -> Duration {
        let state = self.state.get();
        let lit_now = state.lit_since.map_or(Duration::ZERO, |since| self.clock.now() - since);
        state.lit_before + lit_now
    }

    fn switch(&self, lit: bool) {
        if lit == self.is_lit() {
            return;
        }
        self.state.set(State {
            lit_since: lit.then(|| self.clock.now()),
            lit_before: self.lit_for(),
            switches: self.switches() + 1,
        });
    }
}

impl ErrorType for Led {
    type Error = Infallible;
}

impl OutputPin for Led {
    fn set_low(&mut self) -> Result<(), Infallible> {
        self.switch(false);
        Ok(())
    }

    fn set_high(&mut self) -> Result<(), Infallible> {
        self.switch(true);
        Ok(())
    }
}

impl StatefulOutputPin for Led {
    fn is_set_high(&mut self) -> Result<bool, Infallible> {
        Ok(self.is_lit())
    }

    fn is_set_low(&mut self) -> Result<bool, Infallible> {
        Ok(!self.is_lit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_counts_only_while_lit() -> Result<(), Infallible> {
        let clock = Clock::default();
        let mut led = Led::new("red", clock.clone());
        led.set_high()?;
        clock.advance(Duration::from_secs(2));
        led.set_high()?;
        clock.advance(Duration::from_secs(3));
        led.set_low()?;
        clock.advance(Duration::from_secs(4));
        led.toggle()?;
        clock.advance(Duration::from_secs(1));
        assert!(led.is_lit());
        assert_eq!(led.switches(), 3);
        assert_eq!(led.lit_for(), Duration::from_secs(6));
        Ok(())
    }

    #[test]
    fn clones_are_one_lamp() -> Result<(), Infallible> {
        let led = Led::new("blue", Clock::default());
        led.clone().set_high()?;
        assert!(led.is_lit());
        Ok(())
    }
}
