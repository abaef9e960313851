//! An I2C bus with simulated chips on it.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use embedded_hal::i2c::{ErrorKind, ErrorType, I2c, NoAcknowledgeSource, Operation};

use super::clock::Clock;

/// Nine bit times at 400 kHz: eight data bits and the acknowledge.
const BYTE_TIME: Duration = Duration::from_nanos(22_500);

/// A chip as the bus sees it. `now` is the time at which the bytes are on the wires.
pub trait Chip {
    /// Takes the bytes of one write, which may be none.
    fn write(&mut self, bytes: &[u8], now: Duration);

    /// Fills `buffer` with what the chip sends.
    fn read(&mut self, buffer: &mut [u8], now: Duration);
}

/// A handle on the bus; clones share the wires.
///
/// Every byte takes its time on the clock, so a driver that polls a chip in a loop sees it finish.
#[derive(Clone)]
pub struct Bus {
    clock: Clock,
    wires: Rc<RefCell<Wires>>,
}

#[derive(Default)]
struct Wires {
    chips: Vec<(u8, Box<dyn Chip>)>,
    /// What happens to the next transactions: `Some` fails, `None` passes.
    faults: VecDeque<Option<ErrorKind>>,
}

impl Bus {
    /// Lays an empty bus.
    pub fn new(clock: Clock) -> Bus {
        Bus { clock, wires: Rc::default() }
    }

    /// Connects `chip` at the seven-bit `address`; the first chip at an address answers.
    pub fn connect(&self, address: u8, chip: impl Chip + 'static) {
        self.wires.borrow_mut().chips.push((address, Box::new(chip)));
    }

    /// Lets `passing` transactions pass and fails the one after them with `kind`.
    ///
    /// Further calls continue from there.
    #[cfg(test)]
    pub fn inject(&self, passing: usize, kind: ErrorKind) {
        let faults = &mut self.wires.borrow_mut().faults;
        faults.extend(std::iter::repeat_n(None, passing));
        faults.push_back(Some(kind));
    }
}

impl ErrorType for Bus {
    type Error = ErrorKind;
}

impl I2c for Bus {
    fn transaction(&mut self, address: u8, operations: &mut [Operation<'_>]) -> Result<(), ErrorKind> {
        let Wires { chips, faults } = &mut *self.wires.borrow_mut();
        self.clock.advance(BYTE_TIME);
        if let Some(Some(kind)) = faults.pop_front() {
            return Err(kind);
        }
        let Some((_, chip)) = chips.iter_mut().find(|(at, _)| *at == address) else {
            return Err(ErrorKind::NoAcknowledge(NoAcknowledgeSource::Address));
        };
        for joined in operations.chunk_by_mut(same_direction) {
            transfer(chip.as_mut(), joined, &self.clock);
        }
        Ok(())
    }
}

/// Adjacent operations of one direction are one transfer, without a repeated start.
fn same_direction(one: &Operation<'_>, other: &Operation<'_>) -> bool {
    matches!((one, other), (Operation::Read(_), Operation::Read(_)) | (Operation::Write(_), Operation::Write(_)))
}

fn transfer(chip: &mut dyn Chip, joined: &mut [Operation<'_>], clock: &Clock) {
    let mut sent = Vec::new();
    let mut received = 0;
    for operation in joined.iter() {
        match operation {
            Operation::Write(bytes) => sent.extend_from_slice(bytes),
            Operation::Read(buffer) => received += buffer.len(),
        }
    }
    if let [Operation::Write(_), ..] = joined {
        clock.advance(BYTE_TIME * sent.len() as u32);
        chip.write(&sent, clock.now());
        return;
    }
    let mut data = vec![0; received];
    chip.read(&mut data, clock.now());
    clock.advance(BYTE_TIME * received as u32);
    let mut data = data.into_iter();
    for operation in joined {
        if let Operation::Read(buffer) = operation {
            buffer.iter_mut().zip(&mut data).for_each(|(place, byte)| *place = byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers reads by counting, and keeps what was written.
    #[derive(Default)]
    struct Counter {
        next: u8,
        writes: Rc<RefCell<Vec<Vec<u8>>>>,
    }

    impl Chip for Counter {
        fn write(&mut self, bytes: &[u8], _: Duration) {
            self.writes.borrow_mut().push(bytes.to_vec());
        }

        fn read(&mut self, buffer: &mut [u8], _: Duration) {
            for place in buffer {
                *place = self.next;
                self.next += 1;
            }
        }
    }

    fn bus_with_counter() -> (Bus, Rc<RefCell<Vec<Vec<u8>>>>) {
        let bus = Bus::new(Clock::default());
        let counter = Counter::default();
        let writes = counter.writes.clone();
        bus.connect(0x42, counter);
        (bus, writes)
    }

    #[test]
    fn absent_address_is_not_acknowledged() {
        let (mut bus, writes) = bus_with_counter();
        let result = bus.write(0x43, &[1]);
        assert_eq!(result, Err(ErrorKind::NoAcknowledge(NoAcknowledgeSource::Address)));
        assert!(writes.borrow().is_empty());
    }

    #[test]
    fn adjacent_operations_of_one_kind_are_one_transfer() -> Result<(), ErrorKind> {
        let (mut bus, writes) = bus_with_counter();
        let (mut first, mut second) = ([0; 2], [0; 1]);
        bus.transaction(
            0x42,
            &mut [
                Operation::Write(&[7]),
                Operation::Write(&[8, 9]),
                Operation::Read(&mut first),
                Operation::Read(&mut second),
                Operation::Write(&[10]),
            ],
        )?;
        assert_eq!(*writes.borrow(), [vec![7, 8, 9], vec![10]]);
        assert_eq!((first, second), ([0, 1], [2]));
        Ok(())
    }

    #[test]
    fn fault_strikes_once_where_it_was_set() {
        let (mut bus, writes) = bus_with_counter();
        bus.inject(1, ErrorKind::ArbitrationLoss);
        bus.inject(0, ErrorKind::Bus);
        let results = [1, 2, 3, 4].map(|byte| bus.write(0x42, &[byte]));
        assert_eq!(results, [Ok(()), Err(ErrorKind::ArbitrationLoss), Err(ErrorKind::Bus), Ok(())]);
        assert_eq!(*writes.borrow(), [[1], [4]]);
    }

    #[test]
    fn every_byte_takes_its_time() -> Result<(), ErrorKind> {
        let (mut bus, _) = bus_with_counter();
        bus.write_read(0x42, &[1], &mut [0; 6])?;
        assert_eq!(bus.clock.now(), BYTE_TIME * 8);
        Ok(())
    }
}
