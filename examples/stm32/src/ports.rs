//! The board's peripherals as `machine` has them.

use core::sync::atomic::{AtomicBool, Ordering};

use embassy_stm32::exti::ExtiInput;
use embassy_stm32::gpio::{Flex, Level, Speed};
use embassy_stm32::mode::Async;
use embassy_stm32::peripherals::IWDG;
use embassy_stm32::wdg::IndependentWatchdog;
use embassy_stm32::{Peri, gpio};
use embassy_time::{Duration, block_for};
use ferropy::bind::Events;
use ferropy::bind::board::{Fault, PinMode, PinPort, Pull, SystemPort};
use ferropy::bind::events::Erased;

/// A pin that scripts may set up as they like.
pub struct Pin(pub Flex<'static>);

fn pull_of(pull: Pull) -> gpio::Pull {
    match pull {
        Pull::No => gpio::Pull::None,
        Pull::Up => gpio::Pull::Up,
        Pull::Down => gpio::Pull::Down,
    }
}

impl PinPort for Pin {
    fn read(&mut self) -> Result<bool, Fault> {
        Ok(self.0.is_high())
    }

    fn write(&mut self, high: bool) -> Result<(), Fault> {
        self.0.set_level(Level::from(high));
        Ok(())
    }

    fn configure(&mut self, mode: PinMode, pull: Pull) -> Result<(), Fault> {
        match mode {
            PinMode::Input => self.0.set_as_input(pull_of(pull)),
            PinMode::Output => self.0.set_as_output(Speed::Low),
            PinMode::OpenDrain => self.0.set_as_input_output_pull(Speed::Low, pull_of(pull)),
        }
        Ok(())
    }
}

/// Levels behind the edges of the button.
static EDGES: Events<bool, 16> = Events::new();
static IS_HIGH: AtomicBool = AtomicBool::new(true);

/// Watches the button.
#[embassy_executor::task]
pub async fn button(mut pin: ExtiInput<'static, Async>) {
    loop {
        let is_high = pin.is_high();
        if IS_HIGH.swap(is_high, Ordering::Relaxed) != is_high {
            // What nobody reads is counted by the queue.
            EDGES.post(is_high);
        }
        pin.wait_for_any_edge().await;
    }
}

/// The button: an input.
pub struct Button;

impl PinPort for Button {
    fn read(&mut self) -> Result<bool, Fault> {
        Ok(IS_HIGH.load(Ordering::Relaxed))
    }

    fn write(&mut self, _: bool) -> Result<(), Fault> {
        Err(Fault::INVALID)
    }

    fn configure(&mut self, mode: PinMode, _: Pull) -> Result<(), Fault> {
        if mode == PinMode::Input { Ok(()) } else { Err(Fault::INVALID) }
    }

    fn edges(&mut self) -> Option<&'static dyn Erased> {
        Some(&EDGES)
    }
}

/// The chip.
pub struct Chip {
    hertz: u32,
    watchdog: Option<Peri<'static, IWDG>>,
    watching: Option<IndependentWatchdog<'static, IWDG>>,
}

impl Chip {
    pub fn new(hertz: u32, watchdog: Peri<'static, IWDG>) -> Chip {
        Chip { hertz, watchdog: Some(watchdog), watching: None }
    }
}

impl SystemPort for Chip {
    fn reset(&mut self) {
        cortex_m::peripheral::SCB::sys_reset();
    }

    fn frequency(&mut self) -> u32 {
        self.hertz
    }

    fn unique_id(&mut self) -> [u8; 8] {
        let [.., a, b, c, d, e, f, g, h] = embassy_stm32::uid::uid();
        [a, b, c, d, e, f, g, h]
    }

    fn watch(&mut self, timeout: u32) -> Result<(), Fault> {
        // What the prescaler and the counter of its 32 kHz clock reach.
        if !(1..=32_000).contains(&timeout) {
            return Err(Fault::INVALID);
        }
        let mut watchdog = IndependentWatchdog::new(self.watchdog.take().ok_or(Fault::BUSY)?, timeout * 1000);
        watchdog.unleash();
        self.watching = Some(watchdog);
        Ok(())
    }

    fn feed(&mut self) {
        if let Some(watchdog) = &mut self.watching {
            watchdog.pet();
        }
    }

    fn delay(&mut self, microseconds: u32) -> Result<(), Fault> {
        // A script may not stop the patient tasks for longer.
        block_for(Duration::from_micros(microseconds.min(10_000).into()));
        Ok(())
    }
}
