//! Bytes from an interrupt handler to the host.

use core::sync::atomic::{AtomicBool, AtomicU8, AtomicU16, AtomicUsize, Ordering};

/// What stands for no byte.
const NOBODY: u16 = 256;

/// The bytes that a terminal has received and nobody has read: a ring that one interrupt handler or thread fills and the
/// host empties. It may be a static.
///
/// The byte that interrupts the script (Ctrl-C as a rule) is taken out where it arrives, so that even a script that
/// never ends is stopped. Tools want a ring of 256 bytes at least.
///
/// # Examples
/// ```
/// use ferropy::{Host, Input, Vm};
///
/// static INPUT: Input<256> = Input::new();
///
/// struct Uart;
///
/// impl Host for Uart {
///     fn read(&mut self, into: &mut [u8]) -> Option<usize> {
///         Some(INPUT.read(into))
///     }
///     fn can_read(&mut self) -> bool {
///         !INPUT.is_empty()
///     }
///     fn interrupt_on(&mut self, byte: Option<u8>) {
///         INPUT.interrupt_on(byte);
///     }
/// }
///
/// // In the interrupt handler:
/// INPUT.interrupt_on(Some(3));
/// assert!(INPUT.receive(b'a') && INPUT.receive(3) && INPUT.receive(b'b'));
///
/// let (mut uart, mut memory) = (Uart, [0; 16 * 1024]);
/// let mut vm = Vm::builder(&mut memory).host(&mut uart).interrupt(INPUT.interrupt()).build()?;
/// assert!(vm.exec("while True: pass").unwrap_err().is(&vm, "KeyboardInterrupt"));
/// let mut read = [0; 8];
/// assert_eq!((INPUT.read(&mut read), &read[..2]), (2, b"ab".as_slice()));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Input<const N: usize> {
    bytes: [AtomicU8; N],
    /// How many bytes have been received and read, counted on for ever.
    received: AtomicUsize,
    read: AtomicUsize,
    /// The byte that interrupts, or `NOBODY`.
    watched: AtomicU16,
    interrupt: AtomicBool,
}

impl<const N: usize> Default for Input<N> {
    fn default() -> Input<N> {
        Input::new()
    }
}

impl<const N: usize> Input<N> {
    /// An empty ring.
    pub const fn new() -> Input<N> {
        const { assert!(N.is_power_of_two(), "the size of a ring is a power of two") };
        Input {
            bytes: [const { AtomicU8::new(0) }; N],
            received: AtomicUsize::new(0),
            read: AtomicUsize::new(0),
            watched: AtomicU16::new(NOBODY),
            interrupt: AtomicBool::new(false),
        }
    }

    /// Takes a byte that has arrived; false if the ring is full. To be called by one handler or thread only.
    pub fn receive(&self, byte: u8) -> bool {
        if self.watched.load(Ordering::Relaxed) == u16::from(byte) {
            self.interrupt.store(true, Ordering::Relaxed);
            return true;
        }
        let received = self.received.load(Ordering::Relaxed);
        if received.wrapping_sub(self.read.load(Ordering::Acquire)) >= N {
            return false;
        }
        if let Some(place) = self.bytes.get(received % N) {
            place.store(byte, Ordering::Relaxed);
        }
        self.received.store(received.wrapping_add(1), Ordering::Release);
        true
    }

    /// Gives the oldest bytes; their number.
    pub fn read(&self, into: &mut [u8]) -> usize {
        let read = self.read.load(Ordering::Relaxed);
        let count = self.received.load(Ordering::Acquire).wrapping_sub(read).min(into.len());
        for (index, byte) in into.iter_mut().take(count).enumerate() {
            *byte = self.bytes.get(read.wrapping_add(index) % N).map_or(0, |place| place.load(Ordering::Relaxed));
        }
        self.read.store(read.wrapping_add(count), Ordering::Release);
        count
    }

    /// True if there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.received.load(Ordering::Acquire) == self.read.load(Ordering::Relaxed)
    }

    /// From now on this byte interrupts; `None`: no byte does.
    pub fn interrupt_on(&self, byte: Option<u8>) {
        self.watched.store(byte.map_or(NOBODY, u16::from), Ordering::Relaxed);
    }

    /// The flag for [`Builder::interrupt`](crate::Builder::interrupt).
    pub const fn interrupt(&self) -> &AtomicBool {
        &self.interrupt
    }
}
