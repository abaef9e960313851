//! The simulated board: a BME280 at I2C address 0x76, four LEDs, and a clock that only the program moves.

pub mod bme280;
pub mod clock;
pub mod i2c;
pub mod led;
pub mod recording;
pub mod trimming;

#[cfg(test)]
mod tests;

use std::fmt;

use bme280::Bme280;
use clock::Clock;
use i2c::Bus;
use led::Led;
use recording::{BadLine, Recording};
use trimming::Trimming;

/// Where the sensor answers.
pub const SENSOR_ADDRESS: u8 = 0x76;

const LED_NAMES: [&str; 4] = ["red", "yellow", "green", "blue"];

/// The recorded day that comes with the board.
pub const RECORDED_DAY: &str = include_str!("../../data/readings.csv");

/// Everything that is soldered on; clones are the same board.
#[derive(Clone)]
pub struct Board {
    pub clock: Clock,
    pub bus: Bus,
    leds: [Led; 4],
}

impl Board {
    /// Powers a board whose sensor plays back `recorded`, a text in the form of `data/readings.csv`.
    ///
    /// *Errors*: the line that is not in that form.
    pub fn power_on(recorded: &str) -> Result<Board, BadLine> {
        let clock = Clock::default();
        let bus = Bus::new(clock.clone());
        bus.connect(SENSOR_ADDRESS, Bme280::new(Trimming::ORDINARY, Recording::parse(recorded)?));
        let leds = LED_NAMES.map(|name| Led::new(name, clock.clone()));
        Ok(Board { clock, bus, leds })
    }

    /// Finds an LED by its colour.
    pub fn led(&self, name: &str) -> Option<Led> {
        self.leds.iter().find(|led| led.name() == name).cloned()
    }
}

/// One line for the clock and one for each LED that was used.
impl fmt::Display for Board {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.clock.now().as_secs_f64();
        writeln!(f, "{seconds:.3} s of board time passed")?;
        for led in self.leds.iter().filter(|led| led.switches() > 0) {
            let state = if led.is_lit() { "on" } else { "off" };
            let lit = led.lit_for().as_secs_f64();
            writeln!(f, "{:<6} LED is {state}, switched {} times, lit for {lit:.3} s", led.name(), led.switches())?;
        }
        Ok(())
    }
}
