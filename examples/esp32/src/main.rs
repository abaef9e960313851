//! ferropy on an ESP32-C3: a prompt on USB, and the chip's peripherals as `machine`.
//!
//! | file | what |
//! |--|--|
//! | `main` | start-up, and the loop that gives the VM its turns |
//! | `board` | the table of peripherals |
//! | `ports` | esp-hal's drivers as ports of that table |
//! | `console` | the USB line: bytes in by interrupt, bytes out |
//! | `flash` | files in the flash chip |
#![no_std]
#![no_main]

mod board;
mod console;
mod flash;
mod ports;

use console::{Console, INPUT};
use esp_backtrace as _;
use esp_hal::clock::CpuClock;
use ferropy::modules::*;
use ferropy::{Budget, Library, Repl, Turn, Vm};
use static_cell::ConstStaticCell;

esp_bootloader_esp_idf::esp_app_desc!();

/// Bytes that scripts have for everything.
const HEAP: usize = 128 * 1024;
/// Bytes for the file system, which allocates.
const FILE_MEMORY: usize = 24 * 1024;
/// What a script does between two turns of the firmware.
const BUDGET: Budget = Budget::ops(1000);

static MEMORY: ConstStaticCell<[u8; HEAP]> = ConstStaticCell::new([0; HEAP]);

/// The standard modules of this firmware; what is not named is not linked.
static LIBRARY: Library = Library::of(&[
    &ARRAY,
    &ASYNCIO,
    &BINASCII,
    &COLLECTIONS,
    &ERRNO,
    &FUNCTOOLS,
    &GC,
    &HASHLIB,
    &IO,
    &ITERTOOLS,
    &JSON,
    &MACHINE,
    &MATH,
    &MICROPYTHON,
    &OS,
    &PLATFORM,
    &RANDOM,
    &RE,
    &SELECT,
    &STRUCT,
    &SYS,
    &TIME,
    &VFS,
    &PART_REPL,
]);

#[esp_hal::main]
fn main() -> ! {
    let peripherals = esp_hal::init(esp_hal::Config::default().with_cpu_clock(CpuClock::max()));
    esp_alloc::heap_allocator!(size: FILE_MEMORY);
    let (mut board, rest) = board::take(peripherals);
    console::start_tick(rest.timer);
    let mut console = Console::new(rest.usb, flash::mount(rest.flash));
    let memory = MEMORY.take();
    loop {
        let vm = Vm::builder(&mut *memory)
            .module(&board::BOARD, &mut board)
            .library(&LIBRARY)
            .host(&mut console)
            .interrupt(INPUT.interrupt())
            .build();
        match vm {
            Ok(vm) => serve(vm),
            Err(error) => panic!("{error}"),
        }
    }
}

/// The prompt, for ever: Ctrl-D starts the interpreter anew, with the peripherals as they are.
fn serve(mut vm: Vm) {
    let mut repl = Repl::new();
    loop {
        match repl.step(&mut vm, BUDGET) {
            Turn::Run => {}
            Turn::Input | Turn::Waiting(_) => console::rest(),
            Turn::Reset => repl.restart(&mut vm),
            Turn::Closed => return,
        }
    }
}
