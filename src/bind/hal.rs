//! What implements the traits of `embedded-hal` and `embedded-io`, as ports of a board: see [`board!`](crate::board).

use super::board::{Fault, I2cPort, PinMode, PinPort, Pull, PwmPort, SpiPort, UartPort};
use super::error::{Exception, IntoException};
use embedded_hal::digital::{InputPin, OutputPin, StatefulOutputPin};
use embedded_hal::i2c::{Error as _, ErrorKind as I2cError, I2c};
use embedded_hal::pwm::SetDutyCycle;
use embedded_hal::spi::{Error as _, ErrorKind as SpiError, SpiBus};
use embedded_io::{Error as _, ErrorKind as IoError, Read, ReadReady, Write, WriteReady};

impl From<I2cError> for Fault {
    fn from(error: I2cError) -> Fault {
        match error {
            I2cError::NoAcknowledge(_) => Fault::NO_DEVICE,
            I2cError::ArbitrationLoss => Fault::BUSY,
            _ => Fault::IO,
        }
    }
}

impl From<SpiError> for Fault {
    fn from(_: SpiError) -> Fault {
        Fault::IO
    }
}

impl From<IoError> for Fault {
    fn from(error: IoError) -> Fault {
        match error {
            IoError::NotFound => Fault(2),
            IoError::PermissionDenied => Fault(13),
            IoError::AlreadyExists => Fault(17),
            IoError::InvalidInput | IoError::InvalidData => Fault::INVALID,
            IoError::TimedOut => Fault::TIMED_OUT,
            IoError::Unsupported => Fault::UNSUPPORTED,
            IoError::OutOfMemory => Fault(12),
            IoError::ConnectionRefused => Fault(111),
            IoError::ConnectionReset => Fault(104),
            IoError::ConnectionAborted => Fault(103),
            IoError::NotConnected => Fault(107),
            IoError::AddrInUse => Fault(98),
            IoError::AddrNotAvailable => Fault(99),
            IoError::BrokenPipe => Fault(32),
            IoError::Interrupted => Fault(4),
            _ => Fault::IO,
        }
    }
}

macro_rules! exceptions {
    ($($kind:ident)*) => { $(
        impl IntoException for $kind {
            fn exception(&self) -> Exception {
                Fault::from(*self).exception()
            }
        }
    )* };
}

// What drivers complain of is an OSError with its errno.
exceptions! { I2cError SpiError IoError }

fn failed<E>(_: E) -> Fault {
    Fault::IO
}

/// An output: scripts read what they wrote last is not known, so reading is an error.
pub struct Output<'a, P>(pub &'a mut P);

impl<P: OutputPin> PinPort for Output<'_, P> {
    fn read(&mut self) -> Result<bool, Fault> {
        Err(Fault::UNSUPPORTED)
    }

    fn write(&mut self, high: bool) -> Result<(), Fault> {
        self.0.set_state(high.into()).map_err(failed)
    }

    fn configure(&mut self, mode: PinMode, _: Pull) -> Result<(), Fault> {
        if mode == PinMode::Input { Err(Fault::INVALID) } else { Ok(()) }
    }
}

/// An output whose level can be read back.
pub struct Stateful<'a, P>(pub &'a mut P);

impl<P: StatefulOutputPin> PinPort for Stateful<'_, P> {
    fn read(&mut self) -> Result<bool, Fault> {
        self.0.is_set_high().map_err(failed)
    }

    fn write(&mut self, high: bool) -> Result<(), Fault> {
        self.0.set_state(high.into()).map_err(failed)
    }

    fn configure(&mut self, mode: PinMode, pull: Pull) -> Result<(), Fault> {
        Output(&mut *self.0).configure(mode, pull)
    }
}

/// An input.
pub struct Input<'a, P>(pub &'a mut P);

impl<P: InputPin> PinPort for Input<'_, P> {
    fn read(&mut self) -> Result<bool, Fault> {
        self.0.is_high().map_err(failed)
    }

    fn write(&mut self, _: bool) -> Result<(), Fault> {
        Err(Fault::INVALID)
    }

    fn configure(&mut self, mode: PinMode, _: Pull) -> Result<(), Fault> {
        if mode == PinMode::Input { Ok(()) } else { Err(Fault::INVALID) }
    }
}

/// An I2C bus.
pub struct I2cBus<'a, B>(pub &'a mut B);

impl<B: I2c> I2cPort for I2cBus<'_, B> {
    fn transfer(&mut self, address: u16, out: &[u8], into: &mut [u8]) -> Result<(), Fault> {
        let address = u8::try_from(address).map_err(|_| Fault::INVALID)?;
        let result = match (out.is_empty(), into.is_empty()) {
            (_, true) => self.0.write(address, out),
            (true, false) => self.0.read(address, into),
            (false, false) => self.0.write_read(address, out, into),
        };
        result.map_err(|error| error.kind().into())
    }
}

/// An SPI bus.
pub struct Spi<'a, B>(pub &'a mut B);

impl<B: SpiBus> SpiPort for Spi<'_, B> {
    fn transfer(&mut self, out: &[u8], into: &mut [u8]) -> Result<(), Fault> {
        let done = if into.is_empty() { self.0.write(out) } else { self.0.transfer(into, out) };
        done.and_then(|()| self.0.flush()).map_err(|error| error.kind().into())
    }

    fn transfer_in_place(&mut self, buffer: &mut [u8]) -> Result<(), Fault> {
        let done = self.0.transfer_in_place(buffer);
        done.and_then(|()| self.0.flush()).map_err(|error| error.kind().into())
    }
}

/// A serial line.
pub struct Serial<'a, S>(pub &'a mut S);

impl<S: Read + ReadReady + Write + WriteReady> UartPort for Serial<'_, S> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, Fault> {
        match self.0.read_ready() {
            Ok(true) => self.0.read(into).map_err(|error| error.kind().into()),
            Ok(false) => Ok(0),
            Err(error) => Err(error.kind().into()),
        }
    }

    fn write(&mut self, out: &[u8]) -> Result<usize, Fault> {
        match self.0.write_ready() {
            Ok(true) => self.0.write(out).map_err(|error| error.kind().into()),
            Ok(false) => Ok(0),
            Err(error) => Err(error.kind().into()),
        }
    }

    fn ready(&mut self) -> Result<usize, Fault> {
        self.0.read_ready().map(usize::from).map_err(|error| error.kind().into())
    }
}

/// A PWM, whose frequency is what it is.
pub struct Pwm<'a, P>(pub &'a mut P);

impl<P: SetDutyCycle> PwmPort for Pwm<'_, P> {
    fn set_duty(&mut self, duty: u16) -> Result<(), Fault> {
        let full = u32::from(self.0.max_duty_cycle());
        let part = (u32::from(duty) * full + 0x7fff) / 0xffff;
        self.0.set_duty_cycle(part as u16).map_err(failed)
    }
}
