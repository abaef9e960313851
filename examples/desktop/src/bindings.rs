//! The board as scripts see it: the module `board`.

use bme280::Error;
use bme280::i2c::BME280;
use embedded_hal::delay::DelayNs;
use embedded_hal::digital::{OutputPin, StatefulOutputPin};
use embedded_hal::i2c::ErrorKind;
use ferropy::bind::{Exception, IntoException};

use crate::board::i2c::Bus;
use crate::board::led::Led;
use crate::board::{Board, SENSOR_ADDRESS};

/// The public driver, as it is.
type Sensor = BME280<Bus>;

ferropy::module! {
    /// What is soldered on the simulated board.
    pub BOARD = "board" for Board {
        /// Lets time pass.
        fn sleep_ms(board, ms: u32) {
            board.clock.delay_ms(ms)
        }

        /// Milliseconds since power-on.
        fn ticks_ms(board) -> u64 {
            board.clock.now().as_millis() as u64
        }

        /// A lamp: "red", "yellow", "green" or "blue".
        class Led = "Led" {
            new(board, name: &str) -> Result<Led, Exception> {
                board.led(name).ok_or(Exception::value_error("no LED of that colour"))
            }
            fn on(led) { let Ok(()) = led.set_high(); }
            fn off(led) { let Ok(()) = led.set_low(); }
            fn toggle(led) { let Ok(()) = led.toggle(); }
            get is_lit(led) -> bool { led.is_lit() }
        }

        /// A sensor for temperature, humidity and pressure.
        class Sensor = "Bme280" {
            new(board, address: u8 = SENSOR_ADDRESS) -> Result<Sensor, Fault> {
                let mut sensor = BME280::new(board.bus.clone(), address);
                sensor.init(&mut board.clock)?;
                Ok(sensor)
            }

            /// Degrees Celsius, percent and hectopascal.
            fn measure(sensor, board) -> Result<(f32, f32, f32), Fault> {
                let measured = sensor.measure(&mut board.clock)?;
                Ok((measured.temperature, measured.humidity, measured.pressure / 100.0))
            }
        }
    }
}

/// What the driver complains of.
struct Fault(Error<ErrorKind>);

impl From<Error<ErrorKind>> for Fault {
    fn from(error: Error<ErrorKind>) -> Fault {
        Fault(error)
    }
}

impl IntoException for Fault {
    fn exception(&self) -> Exception {
        const EIO: i32 = 5;
        const ENODEV: i32 = 19;
        match self.0 {
            Error::Bus(ErrorKind::NoAcknowledge(_)) => Exception::os_error(ENODEV, "no answer from the sensor"),
            Error::Bus(_) => Exception::os_error(EIO, "the bus failed"),
            _ => Exception::os_error(EIO, "the sensor's data are not plausible"),
        }
    }
}
