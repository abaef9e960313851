//! The serial line of the prompt, and what else the VM asks of the board.

use embassy_stm32::usart::{BufferedUartRx, BufferedUartTx};
use embassy_sync::blocking_mutex::raw::CriticalSectionRawMutex;
use embassy_sync::pipe::Pipe;
use embassy_sync::signal::Signal;
use embassy_time::Instant;
use embedded_io_async::{Read, Write};
use ferropy::volume::{Access, Bundle, Fault, RamDisk, Volume};
use ferropy::{Host, Identity, Input};

use crate::board;

/// What has been received and not been read: more than the 256 bytes that tools send in one go.
pub static INPUT: Input<1024> = Input::new();
/// A byte has come, or there is room again.
static CHANGED: Signal<CriticalSectionRawMutex, ()> = Signal::new();
/// Bytes that must be free before more is printed.
const ROOM: usize = 128;
/// What is to be sent.
static OUTPUT: Pipe<CriticalSectionRawMutex, 512> = Pipe::new();

/// Waits for a byte, or for room.
pub async fn change() {
    CHANGED.wait().await;
}

/// Takes what comes. It is an urgent task: Ctrl-C is seen while a script runs.
#[embassy_executor::task]
pub async fn receive(mut line: BufferedUartRx<'static>) {
    let mut bytes = [0; 16];
    loop {
        // What noise has spoilt is lost, as is what nobody reads in time.
        let count = line.read(&mut bytes).await.unwrap_or(0);
        for byte in bytes.iter().take(count) {
            INPUT.receive(*byte);
        }
        CHANGED.signal(());
    }
}

/// Sends what was printed, in the background.
#[embassy_executor::task]
pub async fn send(mut line: BufferedUartTx<'static>) {
    let mut bytes = [0; 64];
    loop {
        let count = OUTPUT.read(&mut bytes).await;
        let _ = line.write_all(&bytes[..count]).await;
        if OUTPUT.free_capacity() >= ROOM {
            CHANGED.signal(());
        }
    }
}

/// Files that are part of the firmware: `/rom`.
static ROM: &[(&str, &[u8])] =
    &[("/boot.py", include_bytes!("../scripts/boot.py")), ("/main.py", include_bytes!("../scripts/main.py"))];

/// The board as the VM sees it.
pub struct Console {
    /// `/`, lost with the power.
    disk: RamDisk<'static>,
    rom: Bundle,
}

impl Console {
    /// A board whose disk lies in `memory` and holds, at the start, what is in the firmware. *Errors*: it has no room.
    pub fn new(memory: &'static mut [u8]) -> Result<Console, Fault> {
        let mut disk = RamDisk::new(memory);
        for (path, text) in ROM {
            let file = disk.open(path, Access { write: true, create: true, ..Access::default() })?;
            disk.write(file, text)?;
            disk.close(file)?;
        }
        Ok(Console { disk, rom: Bundle::new(ROM) })
    }
}

impl Host for Console {
    fn write(&mut self, text: &[u8]) {
        let mut lines = text.split(|byte| *byte == b'\n');
        if let Some(first) = lines.next() {
            self.write_bytes(first);
        }
        for line in lines {
            self.write_bytes(b"\r\n");
            self.write_bytes(line);
        }
    }

    fn write_bytes(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            match OUTPUT.try_write(bytes) {
                Ok(count) => bytes = &bytes[count..],
                // An urgent task makes room.
                Err(_) => cortex_m::asm::wfi(),
            }
        }
    }

    fn can_write(&mut self) -> bool {
        // So that a line does not wait in `write_bytes`, where patient tasks cannot have their turn.
        OUTPUT.free_capacity() >= ROOM
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

    fn identity(&self) -> Identity {
        Identity { machine: board::NAME, platform: "stm32", ..Identity::default() }
    }

    fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
        match number {
            0 => Some(&mut self.disk),
            1 => Some(&mut self.rom),
            _ => None,
        }
    }

    fn now(&mut self) -> u64 {
        Instant::now().as_micros()
    }
}
