//! The peripherals of a board, as the standard module `machine` sees them: see [`board!`](crate::board).

use super::error::{Exception, IntoException};
use super::events::Erased;

/// What a peripheral is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum PartKind {
    /// `machine.Pin`
    Pin,
    /// `machine.I2C`
    I2c,
    /// `machine.SPI`
    Spi,
    /// `machine.UART`
    Uart,
    /// `machine.PWM`
    Pwm,
    /// `machine.ADC`
    Adc,
    /// `machine.reset` and its like.
    System,
}

/// A row of a board's table.
#[derive(Clone, Copy, Debug)]
pub struct PartRow {
    /// What it is.
    pub kind: PartKind,
    /// The number that scripts give: `Pin(2)`.
    pub id: i32,
    /// The name that scripts may give instead: `Pin("LED")`.
    pub name: &'static str,
}

/// Why a peripheral did not do what it was asked for: an `OSError` with this number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault(pub i32);

impl Fault {
    /// `EIO`: the transfer failed.
    pub const IO: Fault = Fault(5);
    /// `ENODEV`: nobody answers.
    pub const NO_DEVICE: Fault = Fault(19);
    /// `EINVAL`: it cannot be set up so.
    pub const INVALID: Fault = Fault(22);
    /// `EBUSY`: somebody else is using it.
    pub const BUSY: Fault = Fault(16);
    /// `ETIMEDOUT`
    pub const TIMED_OUT: Fault = Fault(110);
    /// `EOPNOTSUPP`: this one cannot do that.
    pub const UNSUPPORTED: Fault = Fault(95);
}

impl IntoException for Fault {
    fn exception(&self) -> Exception {
        let text = match *self {
            Fault::IO => "EIO",
            Fault::NO_DEVICE => "ENODEV",
            Fault::INVALID => "EINVAL",
            Fault::BUSY => "EBUSY",
            Fault::TIMED_OUT => "ETIMEDOUT",
            Fault::UNSUPPORTED => "EOPNOTSUPP",
            _ => "the peripheral failed",
        };
        Exception::os_error(self.0, text)
    }
}

/// How a pin is set up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PinMode {
    /// `Pin.IN`
    Input,
    /// `Pin.OUT`
    Output,
    /// `Pin.OPEN_DRAIN`
    OpenDrain,
}

/// The resistor of a pin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pull {
    /// None.
    No,
    /// `Pin.PULL_UP`
    Up,
    /// `Pin.PULL_DOWN`
    Down,
}

/// A pin.
pub trait PinPort {
    /// The level at the pin.
    fn read(&mut self) -> Result<bool, Fault>;

    /// Sets the level.
    fn write(&mut self, high: bool) -> Result<(), Fault>;

    /// Sets the pin up. A pin that is what it is refuses what it is not.
    fn configure(&mut self, mode: PinMode, pull: Pull) -> Result<(), Fault> {
        let _ = (mode, pull);
        Ok(())
    }

    /// Where its interrupt handler posts the level behind each edge; `None`: it has none.
    fn edges(&mut self) -> Option<&'static dyn Erased> {
        None
    }
}

/// An I2C bus that the board controls.
pub trait I2cPort {
    /// Writes `out`, then reads `into` after a repeated start; either may be empty.
    fn transfer(&mut self, address: u16, out: &[u8], into: &mut [u8]) -> Result<(), Fault>;

    /// Sets the clock, in hertz.
    fn configure(&mut self, frequency: u32) -> Result<(), Fault> {
        let _ = frequency;
        Ok(())
    }
}

/// An SPI bus that the board controls.
pub trait SpiPort {
    /// Writes `out` and reads `into` at the same time; the shorter one is filled up with zeros, or read and dropped.
    fn transfer(&mut self, out: &[u8], into: &mut [u8]) -> Result<(), Fault>;

    /// Writes a buffer and reads into it.
    fn transfer_in_place(&mut self, buffer: &mut [u8]) -> Result<(), Fault>;

    /// Sets clock in hertz, polarity and phase.
    fn configure(&mut self, frequency: u32, polarity: bool, phase: bool) -> Result<(), Fault> {
        let _ = (frequency, polarity, phase);
        Ok(())
    }
}

/// A serial line.
pub trait UartPort {
    /// Reads what has come, at most the buffer full; 0: nothing has. Does not wait.
    fn read(&mut self, into: &mut [u8]) -> Result<usize, Fault>;

    /// Writes as much as fits at the moment; 0: nothing does. Does not wait.
    fn write(&mut self, out: &[u8]) -> Result<usize, Fault>;

    /// How many bytes can be read, as far as is known; 1 if that is all that is known.
    fn ready(&mut self) -> Result<usize, Fault>;

    /// True if all has left.
    fn is_flushed(&mut self) -> Result<bool, Fault> {
        Ok(true)
    }

    /// Sets baud rate, data bits, parity (`None`, even `false`, odd `true`) and stop bits.
    fn configure(&mut self, baud: u32, bits: u8, parity: Option<bool>, stop: u8) -> Result<(), Fault> {
        let _ = (baud, bits, parity, stop);
        Ok(())
    }
}

/// A pin that switches on and off by itself.
pub trait PwmPort {
    /// Sets the part of the time that it is on, 65535 being all of it.
    fn set_duty(&mut self, duty: u16) -> Result<(), Fault>;

    /// Sets the frequency in hertz.
    fn set_frequency(&mut self, frequency: u32) -> Result<(), Fault> {
        let _ = frequency;
        Err(Fault::UNSUPPORTED)
    }
}

/// A pin that measures.
pub trait AdcPort {
    /// The voltage, 65535 being the highest.
    fn read(&mut self) -> Result<u16, Fault>;

    /// The highest voltage, in microvolts.
    fn reference(&mut self) -> u32 {
        3_300_000
    }
}

/// What `machine.reset` and its like do.
pub trait SystemPort {
    /// Starts the board anew; if it comes back, the script ends by `SystemExit`.
    fn reset(&mut self) {}

    /// Why the board started: 0 power, 1 reset by a script, 2 watchdog, 3 deep sleep, 4 soft reset.
    fn reset_cause(&mut self) -> u8 {
        0
    }

    /// The core's clock in hertz.
    fn frequency(&mut self) -> u32 {
        0
    }

    /// Sets the core's clock.
    fn set_frequency(&mut self, frequency: u32) -> Result<(), Fault> {
        let _ = frequency;
        Err(Fault::UNSUPPORTED)
    }

    /// A number that no other board has.
    fn unique_id(&mut self) -> [u8; 8] {
        [0; 8]
    }

    /// Starts the watchdog, which resets the board if it is not fed for so many milliseconds.
    fn watch(&mut self, timeout: u32) -> Result<(), Fault> {
        let _ = timeout;
        Err(Fault::UNSUPPORTED)
    }

    /// Feeds the watchdog.
    fn feed(&mut self) {}

    /// Sets the calendar: microseconds since 1970-01-01, UTC.
    fn set_time(&mut self, time: u64) -> Result<(), Fault> {
        let _ = time;
        Err(Fault::UNSUPPORTED)
    }

    /// Sleeps deeply for so many milliseconds, or until the board is woken, and then starts anew.
    fn deep_sleep(&mut self, milliseconds: Option<u32>) -> Result<(), Fault> {
        let _ = milliseconds;
        Err(Fault::UNSUPPORTED)
    }

    /// Reads the word of `size` bytes at an address of the machine. Who grants that gives up all safety.
    fn peek(&mut self, address: u32, size: u8) -> Result<u32, Fault> {
        let _ = (address, size);
        Err(Fault::UNSUPPORTED)
    }

    /// Writes it.
    fn poke(&mut self, address: u32, size: u8, value: u32) -> Result<(), Fault> {
        let _ = (address, size, value);
        Err(Fault::UNSUPPORTED)
    }

    /// Lets so many microseconds pass, without the script's other tasks: for pulses.
    fn delay(&mut self, microseconds: u32) -> Result<(), Fault> {
        let _ = microseconds;
        Err(Fault::UNSUPPORTED)
    }
}

impl SystemPort for () {}

/// A peripheral of a board at work.
pub enum Part<'a> {
    /// A pin.
    Pin(&'a mut dyn PinPort),
    /// An I2C bus.
    I2c(&'a mut dyn I2cPort),
    /// An SPI bus.
    Spi(&'a mut dyn SpiPort),
    /// A serial line.
    Uart(&'a mut dyn UartPort),
    /// A PWM.
    Pwm(&'a mut dyn PwmPort),
    /// An ADC.
    Adc(&'a mut dyn AdcPort),
    /// The rest.
    System(&'a mut dyn SystemPort),
}

/// A board: [`board!`](crate::board) makes it of a struct.
pub trait Board: 'static {
    /// Its peripherals.
    const PARTS: &'static [PartRow];

    /// Calls a function with the peripheral of a row.
    fn with_part(&mut self, row: usize, function: &mut dyn FnMut(Part<'_>));
}

/// The row of a peripheral of a kind, by its number or its name.
#[doc(hidden)]
pub fn find<B: Board>(kind: u8, id: Option<i32>, name: &str) -> Option<usize> {
    B::PARTS.iter().position(|row| row.kind as u8 == kind && id.map_or(row.name == name, |id| row.id == id))
}

macro_rules! part_calls {
    ($($name:ident $variant:ident $port:ident;)*) => { $(
        /// Calls a function with a peripheral of that kind.
        #[doc(hidden)]
        pub fn $name<B: Board, R>(
            board: &mut B,
            row: usize,
            mut function: impl FnMut(&mut dyn $port) -> Result<R, Fault>,
        ) -> Result<R, Fault> {
            let mut result = Err(Fault::UNSUPPORTED);
            board.with_part(row, &mut |part| {
                if let Part::$variant(port) = part {
                    result = function(port);
                }
            });
            result
        }
    )* };
}

part_calls! {
    pin Pin PinPort;
    i2c I2c I2cPort;
    spi Spi SpiPort;
    uart Uart UartPort;
    pwm Pwm PwmPort;
    adc Adc AdcPort;
    system System SystemPort;
}

/// The row of the system, if the board has one.
#[doc(hidden)]
pub fn system_row<B: Board>() -> usize {
    B::PARTS.iter().position(|row| row.kind == PartKind::System).unwrap_or(usize::MAX)
}

/// Makes a struct a board, whose peripherals scripts find in the standard module `machine`: one line each.
///
/// | line | Python | the field |
/// |--|--|--|
/// | `pin 2 "LED" = led as Output;` | `machine.Pin(2)`, `machine.Pin("LED")` | [`PinPort`], or an adapter over it |
/// | `i2c 0 "" = bus as I2cBus;` | `machine.I2C(0)` | [`I2cPort`] |
/// | `spi 0 "" = spi as Spi;` | `machine.SPI(0)` | [`SpiPort`] |
/// | `uart 1 "" = serial;` | `machine.UART(1)` | [`UartPort`] |
/// | `pwm 4 "FAN" = fan as Pwm;` | `machine.PWM(4)`, `machine.PWM(machine.Pin("FAN"))` | [`PwmPort`] |
/// | `adc 26 "LEVEL" = level;` | `machine.ADC(26)` | [`AdcPort`] |
/// | `system = system;` | `machine.reset()`, `machine.freq()`, … | [`SystemPort`] |
///
/// What stands behind `as` makes a port of the field's mutable reference: with the feature `hal`, `Output`, `Input`,
/// `Stateful`, `I2cBus`, `Spi`, `Serial` and `Pwm` of `bind::hal` do so for whatever implements the
/// traits of `embedded-hal` and `embedded-io`.
///
/// # Examples
/// ```
/// use ferropy::Vm;
/// use ferropy::bind::board::{AdcPort, Fault, PinPort};
///
/// #[derive(Default)]
/// struct Relay { on: bool }
///
/// impl PinPort for Relay {
///     fn read(&mut self) -> Result<bool, Fault> { Ok(self.on) }
///     fn write(&mut self, high: bool) -> Result<(), Fault> { self.on = high; Ok(()) }
/// }
///
/// struct Level;
///
/// impl AdcPort for Level {
///     fn read(&mut self) -> Result<u16, Fault> { Ok(0x8000) }
/// }
///
/// struct Carrier { relay: Relay, level: Level }
///
/// ferropy::board! {
///     CARRIER for Carrier {
///         pin 5 "RELAY" = relay;
///         adc 26 "LEVEL" = level;
///     }
/// }
///
/// let mut carrier = Carrier { relay: Relay::default(), level: Level };
/// let mut memory = [0; 32 * 1024];
/// let mut vm = Vm::builder(&mut memory).module(&CARRIER, &mut carrier).standard_modules().build()?;
/// vm.exec("from machine import ADC, Pin\nrelay = Pin('RELAY', Pin.OUT)\nrelay.on()\nlevel = ADC(26).read_u16()")?;
/// assert_eq!(vm.eval::<(u8, u16)>("relay(), level")?, (1, 0x8000));
/// drop(vm);
/// assert!(carrier.relay.on);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[macro_export]
macro_rules! board {
    ($(#[doc = $doc:expr])* $vis:vis $table:ident for $type:ident {
        $($kind:ident $($id:literal $name:literal)? = $field:ident $(as $adapter:path)?;)*
    }) => {
        impl $crate::bind::board::Board for $type {
            const PARTS: &'static [$crate::bind::board::PartRow] = &[$($crate::__part_row!($kind $($id $name)?)),*];

            fn with_part(&mut self, row: usize, function: &mut dyn FnMut($crate::bind::board::Part<'_>)) {
                let mut next = 0usize;
                $(
                    if next == row {
                        return function($crate::__part!($kind, $crate::__port!(self.$field $(, $adapter)?)));
                    }
                    next += 1;
                )*
                let _ = next;
            }
        }

        $crate::__board_module! { [$($doc)*] $vis $table $type }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __part_row {
    ($kind:ident) => {
        $crate::__part_row!($kind 0 "")
    };
    ($kind:ident $id:literal $name:literal) => {
        $crate::bind::board::PartRow { kind: $crate::__part!($kind), id: $id, name: $name }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __part {
    (pin $($port:tt)*) => { $crate::__part!(@ Pin $($port)*) };
    (i2c $($port:tt)*) => { $crate::__part!(@ I2c $($port)*) };
    (spi $($port:tt)*) => { $crate::__part!(@ Spi $($port)*) };
    (uart $($port:tt)*) => { $crate::__part!(@ Uart $($port)*) };
    (pwm $($port:tt)*) => { $crate::__part!(@ Pwm $($port)*) };
    (adc $($port:tt)*) => { $crate::__part!(@ Adc $($port)*) };
    (system $($port:tt)*) => { $crate::__part!(@ System $($port)*) };
    (@ $variant:ident) => { $crate::bind::board::PartKind::$variant };
    (@ $variant:ident, $port:expr) => { $crate::bind::board::Part::$variant($port) };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __port {
    ($place:expr) => {
        &mut $place
    };
    ($place:expr, $adapter:path) => {
        &mut $adapter(&mut $place)
    };
}

/// The natives that `python/machine.py` calls.
#[doc(hidden)]
#[macro_export]
macro_rules! __board_module {
    ([$($doc:expr)*] $vis:vis $table:ident $type:ident) => {
        $crate::module! {
            $(#[doc = $doc])*
            $vis $table = "_board" for $type {
                fn find(kind: u8, id: i32) -> Option<usize> {
                    $crate::bind::board::find::<$type>(kind, Some(id), "")
                }
                fn find_name(kind: u8, name: &str) -> Option<usize> {
                    $crate::bind::board::find::<$type>(kind, None, name)
                }
                fn row(index: usize) -> Option<(u8, i32, &'static str)> {
                    let row = <$type as $crate::bind::board::Board>::PARTS.get(index)?;
                    Some((row.kind as u8, row.id, row.name))
                }
                fn pin_configure(board, row: usize, mode: u8, pull: u8) -> Result<(), $crate::bind::board::Fault> {
                    use $crate::bind::board::{PinMode, Pull};
                    let mode = match mode { 0 => PinMode::Input, 1 => PinMode::Output, _ => PinMode::OpenDrain };
                    let pull = match pull { 1 => Pull::Up, 2 => Pull::Down, _ => Pull::No };
                    $crate::bind::board::pin(board, row, |pin| pin.configure(mode, pull))
                }
                fn pin_read(board, row: usize) -> Result<bool, $crate::bind::board::Fault> {
                    $crate::bind::board::pin(board, row, |pin| pin.read())
                }
                fn pin_write(board, row: usize, high: bool) -> Result<(), $crate::bind::board::Fault> {
                    $crate::bind::board::pin(board, row, |pin| pin.write(high))
                }
                fn pin_edges(board, row: usize) -> Result<$crate::bind::events::Queue, $crate::bind::board::Fault> {
                    $crate::bind::board::pin(board, row, |pin| {
                        pin.edges().map($crate::bind::events::Queue).ok_or($crate::bind::board::Fault::UNSUPPORTED)
                    })
                }
                fn i2c_configure(board, row: usize, frequency: u32) -> Result<(), $crate::bind::board::Fault> {
                    $crate::bind::board::i2c(board, row, |bus| bus.configure(frequency))
                }
                fn i2c_write(board, row: usize, address: u16, out: &[u8]) -> Result<(), $crate::bind::board::Fault> {
                    $crate::bind::board::i2c(board, row, |bus| bus.transfer(address, out, &mut []))
                }
                fn i2c_transfer(board, row: usize, address: u16, out: &[u8], into: &mut [u8])
                    -> Result<(), $crate::bind::board::Fault>
                {
                    $crate::bind::board::i2c(board, row, |bus| bus.transfer(address, out, into))
                }
                fn spi_configure(board, row: usize, frequency: u32, polarity: bool, phase: bool)
                    -> Result<(), $crate::bind::board::Fault>
                {
                    $crate::bind::board::spi(board, row, |bus| bus.configure(frequency, polarity, phase))
                }
                fn spi_write(board, row: usize, out: &[u8]) -> Result<(), $crate::bind::board::Fault> {
                    $crate::bind::board::spi(board, row, |bus| bus.transfer(out, &mut []))
                }
                fn spi_transfer(board, row: usize, out: &[u8], into: &mut [u8])
                    -> Result<(), $crate::bind::board::Fault>
                {
                    $crate::bind::board::spi(board, row, |bus| bus.transfer(out, into))
                }
                fn spi_in_place(board, row: usize, buffer: &mut [u8]) -> Result<(), $crate::bind::board::Fault> {
                    $crate::bind::board::spi(board, row, |bus| bus.transfer_in_place(buffer))
                }
                fn uart_configure(board, row: usize, baud: u32, bits: u8, parity: Option<bool>, stop: u8)
                    -> Result<(), $crate::bind::board::Fault>
                {
                    $crate::bind::board::uart(board, row, |line| line.configure(baud, bits, parity, stop))
                }
                fn uart_read(board, row: usize, into: &mut [u8]) -> Result<usize, $crate::bind::board::Fault> {
                    $crate::bind::board::uart(board, row, |line| line.read(into))
                }
                fn uart_write(board, row: usize, out: &[u8]) -> Result<usize, $crate::bind::board::Fault> {
                    $crate::bind::board::uart(board, row, |line| line.write(out))
                }
                fn uart_ready(board, row: usize) -> Result<usize, $crate::bind::board::Fault> {
                    $crate::bind::board::uart(board, row, |line| line.ready())
                }
                fn uart_flushed(board, row: usize) -> Result<bool, $crate::bind::board::Fault> {
                    $crate::bind::board::uart(board, row, |line| line.is_flushed())
                }
                fn pwm_duty(board, row: usize, duty: u16) -> Result<(), $crate::bind::board::Fault> {
                    $crate::bind::board::pwm(board, row, |pwm| pwm.set_duty(duty))
                }
                fn pwm_frequency(board, row: usize, frequency: u32) -> Result<(), $crate::bind::board::Fault> {
                    $crate::bind::board::pwm(board, row, |pwm| pwm.set_frequency(frequency))
                }
                fn adc_read(board, row: usize) -> Result<u16, $crate::bind::board::Fault> {
                    $crate::bind::board::adc(board, row, |adc| adc.read())
                }
                fn adc_reference(board, row: usize) -> Result<u32, $crate::bind::board::Fault> {
                    $crate::bind::board::adc(board, row, |adc| Ok(adc.reference()))
                }
                fn reset(board) -> Result<(), $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| Ok(system.reset()))
                }
                fn reset_cause(board) -> Result<u8, $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| Ok(system.reset_cause()))
                }
                fn frequency(board, set: Option<u32> = None) -> Result<u32, $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| {
                        set.map_or(Ok(()), |frequency| system.set_frequency(frequency))?;
                        Ok(system.frequency())
                    })
                }
                fn unique_id(board) -> Result<[u8; 8], $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| Ok(system.unique_id()))
                }
                fn watch(board, timeout: u32) -> Result<(), $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| system.watch(timeout))
                }
                fn feed(board) -> Result<(), $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| Ok(system.feed()))
                }
                fn set_time(board, time: u64) -> Result<(), $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| system.set_time(time))
                }
                fn deep_sleep(board, milliseconds: Option<u32>) -> Result<(), $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| system.deep_sleep(milliseconds))
                }
                fn delay(board, microseconds: u32) -> Result<(), $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| system.delay(microseconds))
                }
                fn peek(board, address: u32, size: u8) -> Result<u32, $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| system.peek(address, size))
                }
                fn poke(board, address: u32, size: u8, value: u32) -> Result<(), $crate::bind::board::Fault> {
                    let row = $crate::bind::board::system_row::<$type>();
                    $crate::bind::board::system(board, row, |system| system.poke(address, size, value))
                }
            }
        }
    };
}
