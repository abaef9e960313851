//! The line to the laptop: the chip's own USB port.

use core::cell::RefCell;

use critical_section::Mutex;
use esp_hal::Blocking;
use esp_hal::handler;
use esp_hal::peripherals::{SYSTIMER, USB_DEVICE};
use esp_hal::rng::Rng;
use esp_hal::time::{Duration, Instant};
use esp_hal::timer::PeriodicTimer;
use esp_hal::timer::systimer::SystemTimer;
use esp_hal::usb::usb_serial_jtag::{UsbSerialJtag, UsbSerialJtagRx, UsbSerialJtagTx};
use ferropy::volume::Volume;
use ferropy::{Host, Identity, Input};

use crate::flash::Files;

/// What has come over the line; Ctrl-C is taken out by the interrupt.
pub static INPUT: Input<512> = Input::new();

static RECEIVER: Mutex<RefCell<Option<UsbSerialJtagRx<'static, Blocking>>>> = Mutex::new(RefCell::new(None));

/// Microseconds for which a laptop may leave what is written where it is; after that it is taken to be gone.
const PATIENCE: u64 = 50_000;

/// The host of the VM.
pub struct Console {
    out: UsbSerialJtagTx<'static, Blocking>,
    /// Nobody takes what is written.
    is_alone: bool,
    files: Option<Files>,
}

impl Console {
    /// The line, with its interrupt on, and the files.
    pub fn new(usb: USB_DEVICE<'static>, files: Option<Files>) -> Console {
        let mut usb = UsbSerialJtag::new(usb);
        usb.set_interrupt_handler(receive);
        usb.listen_rx_packet_recv_interrupt();
        let (receiver, out) = usb.split();
        critical_section::with(|section| RECEIVER.borrow_ref_mut(section).replace(receiver));
        Console { out, is_alone: false, files }
    }

    fn put(&mut self, byte: u8) {
        let start = Instant::now();
        while self.out.write_byte_nb(byte).is_err() {
            if self.is_alone || start.elapsed().as_micros() > PATIENCE {
                self.is_alone = true;
                return;
            }
        }
        self.is_alone = false;
    }
}

/// Takes what has come. What finds no room is lost, as on any line without flow control.
#[handler]
fn receive() {
    critical_section::with(|section| {
        if let Some(receiver) = RECEIVER.borrow_ref_mut(section).as_mut() {
            while let Ok(byte) = receiver.read_byte() {
                INPUT.receive(byte);
            }
            receiver.reset_rx_packet_recv_interrupt();
        }
    });
}

/// Sleeps until an interrupt: a byte that comes, or the next tick.
pub fn rest() {
    riscv::asm::wfi();
}

static TICK: Mutex<RefCell<Option<PeriodicTimer<'static, Blocking>>>> = Mutex::new(RefCell::new(None));

/// Starts the tick that ends the sleep of a script every millisecond.
pub fn start_tick(timer: SYSTIMER<'static>) {
    let mut tick = PeriodicTimer::new(SystemTimer::new(timer).alarm0);
    tick.set_interrupt_handler(pass);
    if tick.start(Duration::from_millis(1)).is_ok() {
        tick.listen();
    }
    critical_section::with(|section| TICK.borrow_ref_mut(section).replace(tick));
}

#[handler]
fn pass() {
    critical_section::with(|section| TICK.borrow_ref_mut(section).as_mut().map(PeriodicTimer::clear_interrupt));
}

impl Host for Console {
    fn write(&mut self, text: &[u8]) {
        for byte in text {
            if *byte == b'\n' {
                self.put(b'\r');
            }
            self.put(*byte);
        }
        let _ = self.out.flush_tx_nb();
    }

    fn write_bytes(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.put(*byte));
        let _ = self.out.flush_tx_nb();
    }

    fn read(&mut self, into: &mut [u8]) -> Option<usize> {
        Some(INPUT.read(into))
    }

    fn can_read(&mut self) -> bool {
        !INPUT.is_empty()
    }

    fn interrupt_on(&mut self, byte: Option<u8>) {
        INPUT.interrupt_on(byte);
    }

    fn is_terminal(&self) -> bool {
        true
    }

    fn random(&mut self, into: &mut [u8]) -> bool {
        Rng::new().read(into);
        true
    }

    fn identity(&self) -> Identity {
        Identity { machine: "ESP32C3 module with ESP32C3", platform: "esp32", ..Identity::default() }
    }

    fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
        let files = self.files.as_mut().filter(|_| number == 0)?;
        Some(files)
    }

    fn now(&mut self) -> u64 {
        Instant::now().duration_since_epoch().as_micros()
    }
}
