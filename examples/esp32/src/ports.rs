//! esp-hal's drivers as ports of a board.

use esp_hal::Blocking;
use esp_hal::gpio::{DriveMode, Flex, InputConfig, OutputConfig};
use esp_hal::i2c::master::{Config, I2c, Operation};
use esp_hal::time::{Instant, Rate};
use ferropy::bind::board::{Fault, I2cPort, PinMode, PinPort, Pull, SystemPort};

/// A pin of the chip.
pub struct Gpio(pub Flex<'static>);

impl PinPort for Gpio {
    fn read(&mut self) -> Result<bool, Fault> {
        Ok(self.0.is_high())
    }

    fn write(&mut self, high: bool) -> Result<(), Fault> {
        self.0.set_level(high.into());
        Ok(())
    }

    fn configure(&mut self, mode: PinMode, pull: Pull) -> Result<(), Fault> {
        let pull = match pull {
            Pull::No => esp_hal::gpio::Pull::None,
            Pull::Up => esp_hal::gpio::Pull::Up,
            Pull::Down => esp_hal::gpio::Pull::Down,
        };
        let drive = if mode == PinMode::OpenDrain { DriveMode::OpenDrain } else { DriveMode::PushPull };
        self.0.apply_input_config(&InputConfig::default().with_pull(pull));
        self.0.apply_output_config(&OutputConfig::default().with_drive_mode(drive).with_pull(pull));
        self.0.set_input_enable(true);
        self.0.set_output_enable(mode != PinMode::Input);
        Ok(())
    }
}

/// An I2C bus of the chip.
pub struct Bus(pub I2c<'static, Blocking>);

impl I2cPort for Bus {
    fn transfer(&mut self, address: u16, out: &[u8], into: &mut [u8]) -> Result<(), Fault> {
        let address = u8::try_from(address).map_err(|_| Fault::INVALID)?;
        let done = match (out.is_empty(), into.is_empty()) {
            (true, false) => self.0.transaction(address, &mut [Operation::Read(into)]),
            (_, true) => self.0.transaction(address, &mut [Operation::Write(out)]),
            _ => self.0.transaction(address, &mut [Operation::Write(out), Operation::Read(into)]),
        };
        done.map_err(|error| match error {
            esp_hal::i2c::master::Error::AcknowledgeCheckFailed(_) => Fault::NO_DEVICE,
            esp_hal::i2c::master::Error::ArbitrationLost => Fault::BUSY,
            esp_hal::i2c::master::Error::Timeout => Fault::TIMED_OUT,
            _ => Fault::IO,
        })
    }

    fn configure(&mut self, frequency: u32) -> Result<(), Fault> {
        self.0.apply_config(&Config::default().with_frequency(Rate::from_hz(frequency))).map_err(|_| Fault::INVALID)
    }
}

/// The chip itself.
pub struct Chip;

impl SystemPort for Chip {
    fn reset(&mut self) {
        esp_hal::system::software_reset()
    }

    fn frequency(&mut self) -> u32 {
        esp_hal::clock::cpu_clock().as_hz()
    }

    fn unique_id(&mut self) -> [u8; 8] {
        let mut id = [0; 8];
        for (place, byte) in id.iter_mut().zip(esp_hal::efuse::base_mac_address().as_bytes()) {
            *place = *byte;
        }
        id
    }

    fn delay(&mut self, microseconds: u32) -> Result<(), Fault> {
        let start = Instant::now();
        while start.elapsed().as_micros() < u64::from(microseconds) {}
        Ok(())
    }
}
