//! What is on the board. Another board is another table.

use crate::ports::{Bus, Chip, Gpio};
use esp_hal::gpio::Flex;
use esp_hal::i2c::master::{Config, I2c};
use esp_hal::peripherals::{FLASH, Peripherals, SYSTIMER, USB_DEVICE};

/// An ESP32-C3 module. GPIO 11 to 17 serve the flash chip, 18 and 19 the USB port, 8 and 9 the first I2C bus.
pub struct Board {
    chip: Chip,
    bus: Bus,
    gpio0: Gpio,
    gpio1: Gpio,
    gpio2: Gpio,
    gpio3: Gpio,
    gpio4: Gpio,
    gpio5: Gpio,
    gpio6: Gpio,
    gpio7: Gpio,
    gpio10: Gpio,
    gpio20: Gpio,
    gpio21: Gpio,
}

ferropy::board! {
    /// The board.
    pub BOARD for Board {
        system = chip;
        i2c 0 "" = bus;
        pin 0 "GPIO0" = gpio0;
        pin 1 "GPIO1" = gpio1;
        pin 2 "GPIO2" = gpio2;
        pin 3 "GPIO3" = gpio3;
        pin 4 "GPIO4" = gpio4;
        pin 5 "GPIO5" = gpio5;
        pin 6 "GPIO6" = gpio6;
        pin 7 "GPIO7" = gpio7;
        pin 10 "GPIO10" = gpio10;
        pin 20 "GPIO20" = gpio20;
        pin 21 "GPIO21" = gpio21;
    }
}

/// What the firmware keeps for itself.
pub struct Rest {
    /// The port of the prompt.
    pub usb: USB_DEVICE<'static>,
    /// For the tick.
    pub timer: SYSTIMER<'static>,
    /// For files.
    pub flash: FLASH<'static>,
}

/// The board, and what is no part of it.
pub fn take(chip: Peripherals) -> (Board, Rest) {
    // The default clock is one that the bus can have.
    let Ok(bus) = I2c::new(chip.I2C0, Config::default()) else { panic!("the clock of the I2C bus") };
    let board = Board {
        chip: Chip,
        bus: Bus(bus.with_sda(chip.GPIO8).with_scl(chip.GPIO9)),
        gpio0: Gpio(Flex::new(chip.GPIO0)),
        gpio1: Gpio(Flex::new(chip.GPIO1)),
        gpio2: Gpio(Flex::new(chip.GPIO2)),
        gpio3: Gpio(Flex::new(chip.GPIO3)),
        gpio4: Gpio(Flex::new(chip.GPIO4)),
        gpio5: Gpio(Flex::new(chip.GPIO5)),
        gpio6: Gpio(Flex::new(chip.GPIO6)),
        gpio7: Gpio(Flex::new(chip.GPIO7)),
        gpio10: Gpio(Flex::new(chip.GPIO10)),
        gpio20: Gpio(Flex::new(chip.GPIO20)),
        gpio21: Gpio(Flex::new(chip.GPIO21)),
    };
    (board, Rest { usb: chip.USB_DEVICE, timer: chip.SYSTIMER, flash: chip.FLASH })
}
