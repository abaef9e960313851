//! Python on an STM32 board: a prompt on a serial line, beside tasks of the firmware that no script can delay.
#![no_std]
#![no_main]

mod board;
mod clock;
mod console;
mod executor;
mod ports;
#[cfg(feature = "qemu")]
mod qemu;
#[cfg(not(feature = "qemu"))]
mod reset;
mod status;

use console::{Console, INPUT};
use embassy_stm32::gpio::Output;
use embassy_time::Timer;
use ferropy::{Budget, Library, Repl, Turn, Vm, modules};
use static_cell::{ConstStaticCell, StaticCell};

/// Bytes of the VM's memory.
const HEAP: usize = 64 * 1024;
/// What a script does between two turns of the patient tasks.
const BUDGET: Budget = Budget::ops(100);

/// The standard modules that scripts may import: what is not listed here takes no flash.
static LIBRARY: Library = Library::of(&[
    &modules::ASYNCIO,
    &modules::ASYNCIO_EVENTS,
    &modules::ASYNCIO_LOCKS,
    &modules::ASYNCIO_RUNNERS,
    &modules::ASYNCIO_TASKS,
    &modules::ASYNCIO_TIMEOUTS,
    &modules::BINASCII,
    &modules::COLLECTIONS,
    &modules::ERRNO,
    &modules::GC,
    &modules::IO,
    &modules::JSON,
    &modules::MATH,
    &modules::MACHINE,
    &modules::MICROPYTHON,
    &modules::OS,
    &modules::PART_EVENTS,
    &modules::SELECT,
    &modules::STRUCT,
    &modules::SYS,
    &modules::TIME,
    &modules::VFS,
]);

static MACHINE: StaticCell<board::Machine> = StaticCell::new();
static CONSOLE: StaticCell<Console> = StaticCell::new();
static DISK: ConstStaticCell<[u8; 12 * 1024]> = ConstStaticCell::new([0; 12 * 1024]);
static MEMORY: ConstStaticCell<[u8; HEAP]> = ConstStaticCell::new([0; HEAP]);

#[cortex_m_rt::entry]
fn main() -> ! {
    #[cfg(feature = "qemu")]
    qemu::start();
    let board = board::start();
    if let Some(core) = cortex_m::Peripherals::take() {
        clock::start(core.SYST, board.hertz);
    }
    let Ok(console) = Console::new(DISK.take()) else { panic!("the disk has no room") };
    let console = CONSOLE.init(console);

    let urgent = executor::urgent(board::URGENT);
    let (sender, receiver) = board.prompt;
    urgent.spawn(console::receive(receiver).unwrap());
    urgent.spawn(console::send(sender).unwrap());
    urgent.spawn(heartbeat(board.heartbeat).unwrap());
    urgent.spawn(ports::button(board.button).unwrap());
    urgent.spawn(status::watch(&status::URGENT).unwrap());
    executor::run(|patient| {
        patient.spawn(status::watch(&status::PATIENT).unwrap());
        patient.spawn(python(console, MACHINE.init(board.machine), board.is_button_down).unwrap());
    })
}

/// Shows that the firmware is alive.
#[embassy_executor::task]
async fn heartbeat(mut led: Output<'static>) {
    loop {
        led.set_high();
        Timer::after_millis(50).await;
        led.set_low();
        Timer::after_millis(950).await;
    }
}

/// The interpreter: a patient task.
#[embassy_executor::task]
async fn python(console: &'static mut Console, machine: &'static mut board::Machine, is_safe: bool) {
    static VM: StaticCell<Option<Vm>> = StaticCell::new();
    let builder = Vm::builder(MEMORY.take())
        .host(console)
        .interrupt(INPUT.interrupt())
        .library(&LIBRARY)
        .module(&board::MACHINE, machine)
        .module(&status::STATUS, ());
    let Ok(vm) = builder.build_in(VM.init(None)) else { panic!("the VM has no room") };
    let mut repl = if is_safe { Repl::new().safe() } else { Repl::new() };
    loop {
        let turn = repl.run_async(vm, BUDGET, console::change, async |micros| Timer::after_micros(micros).await);
        if turn.await == Turn::Reset {
            repl.restart(vm);
        }
    }
}
