//! The boards: one table each. A new one is a file here, its line below and its feature in `Cargo.toml`.

#[cfg(feature = "b-l475e-iot01a")]
#[path = "b_l475e_iot01a.rs"]
mod table;
#[cfg(feature = "pyboard-f405")]
#[path = "pyboard_f405.rs"]
mod table;

pub use table::*;

/// Makes a board of its table.
macro_rules! board {
    (
        name: $name:literal,
        prompt: $uart:ident at $baud:literal, receives $rx:ident, sends $tx:ident,
        heartbeat: $led:ident,
        button: $button:ident at $exti:ident, by $edge:ident, pulled $pull:ident, pressed $pressed:ident,
        urgent: $urgent:ident,
        pins: { $($field:ident: $id:literal $label:literal $pin:ident,)* }
    ) => {
        use embassy_stm32::exti::{self, ExtiInput};
        use embassy_stm32::gpio::{Flex, Level, Output, Pull, Speed};
        use embassy_stm32::interrupt::{self, InterruptExt, Priority};
        use embassy_stm32::usart::{self, BufferedUart, BufferedUartRx, BufferedUartTx};
        use embassy_stm32::{bind_interrupts, peripherals};
        use static_cell::StaticCell;

        /// What the banner calls it.
        pub const NAME: &str = $name;

        bind_interrupts!(struct Interrupts {
            $uart => usart::BufferedInterruptHandler<peripherals::$uart>;
            $edge => exti::InterruptHandler<interrupt::typelevel::$edge>;
        });

        /// What the firmware uses of the board.
        pub struct Board {
            pub heartbeat: Output<'static>,
            pub button: ExtiInput<'static, embassy_stm32::mode::Async>,
            /// Held down at the start: safe mode.
            pub is_button_down: bool,
            pub machine: Machine,
            pub prompt: (BufferedUartTx<'static>, BufferedUartRx<'static>),
            pub hertz: u32,
        }

        /// What scripts may use of the board.
        pub struct Machine {
            button: crate::ports::Button,
            $($field: crate::ports::Pin,)*
            chip: crate::ports::Chip,
        }

        ferropy::board! {
            pub MACHINE for Machine {
                pin -1 "BUTTON" = button;
                $(pin $id $label = $field;)*
                system = chip;
            }
        }

        /// The interrupt in which the urgent tasks run.
        pub const URGENT: interrupt::Interrupt = interrupt::$urgent;

        #[embassy_stm32::interrupt]
        fn $urgent() {
            // SAFETY: this is the handler of the urgent tasks' interrupt.
            unsafe { crate::executor::poll_urgent() };
        }

        /// Starts clocks and peripherals.
        pub fn start() -> Board {
            static RECEIVED: StaticCell<[u8; 256]> = StaticCell::new();
            static SENT: StaticCell<[u8; 64]> = StaticCell::new();
            let parts = embassy_stm32::init(clocks());
            // Peripherals interrupt urgent tasks.
            URGENT.set_priority(Priority::P14);
            let mut setup = usart::Config::default();
            setup.baudrate = $baud;
            // Each byte is told when it comes, not when the line falls silent.
            setup.eager_reads = Some(1);
            let (sent, received) = (SENT.init([0; 64]), RECEIVED.init([0; 256]));
            let Ok(line) = BufferedUart::new(parts.$uart, parts.$rx, parts.$tx, sent, received, Interrupts, setup)
            else {
                panic!("the baud rate is out of reach")
            };
            let hertz = embassy_stm32::rcc::clocks(&parts.RCC).hclk1.to_hertz().map_or(4_000_000, |hertz| hertz.0);
            let button = ExtiInput::new(parts.$button, parts.$exti, Pull::$pull, Interrupts);
            Board {
                heartbeat: Output::new(parts.$led, Level::Low, Speed::Low),
                is_button_down: button.get_level() == Level::$pressed,
                button,
                machine: Machine {
                    button: crate::ports::Button,
                    $($field: crate::ports::Pin(Flex::new(parts.$pin)),)*
                    chip: crate::ports::Chip::new(hertz, parts.IWDG),
                },
                prompt: line.split(),
                hertz,
            }
        }
    };
}
use board;
