//! The modules of the network, over a network that is simulated.
#![cfg(feature = "network")]

mod clients;
mod http;
mod sockets;
mod streams;
mod torture;
mod world;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use ferropy::network::Network;
use ferropy::vm::heap::Torture;
use ferropy::{Budget, Host, Step, Until, Vm};
use world::{Stack, StationPort, Weather, World};

/// The heap of a script that wants no other.
const HEAP: usize = 96 * 1024;

/// The VM's side of the world, and what was printed.
struct Firmware {
    stack: Stack,
    printed: String,
}

impl Firmware {
    fn new(world: &Rc<RefCell<World>>) -> Firmware {
        Firmware { stack: Stack(world.clone(), StationPort(world.clone())), printed: String::new() }
    }
}

impl Host for Firmware {
    fn write(&mut self, text: &[u8]) {
        self.printed += &String::from_utf8_lossy(text);
    }

    fn network(&mut self) -> Option<&mut dyn Network> {
        Some(&mut self.stack)
    }

    fn now(&mut self) -> u64 {
        self.stack.0.borrow().now
    }
}

/// What became of a script.
struct Outcome {
    printed: String,
    /// The last line of the traceback.
    raised: Option<String>,
    /// Microseconds that passed.
    took: u64,
    /// How often it waited.
    waits: u64,
    /// Sockets that are open at the end.
    open: usize,
}

/// Runs a script in a world.
fn run_in(world: World, heap: usize, source: &str) -> Outcome {
    run_tortured(world, heap, source, Torture::default())
}

/// Runs a script in a world, with a heap that is not always what it should be.
fn run_tortured(world: World, heap: usize, source: &str, torture: Torture) -> Outcome {
    let world = Rc::new(RefCell::new(world));
    let mut firmware = Firmware::new(&world);
    let start = world.borrow().now;
    let mut memory = vec![0; heap];
    let mut vm = Vm::builder(&mut memory).host(&mut firmware).standard_modules().build().unwrap();
    let mut step = match vm.load("main.py", source) {
        Ok(()) => Step::Ready,
        Err(error) => Step::Raised(error),
    };
    vm.heap.set_torture(torture);
    let (mut patience, mut waits) = (2_000_000, 0);
    let raised = loop {
        patience -= 1;
        assert!(patience > 0, "it does not end");
        step = match step {
            Step::Ready => vm.step(Budget::ops(1000)),
            Step::Waiting(until) => {
                waits += 1;
                let next = world.borrow().next_event();
                let time = match until {
                    Until::Time(time) => next.unwrap_or(time).min(time),
                    _ => next.expect("it waits for what never comes"),
                };
                let now = world.borrow().now;
                world.borrow_mut().now = time.max(now + 1);
                vm.step(Budget::ops(1000))
            }
            Step::Done(_) => break None,
            Step::Raised(error) => break Some(error.traceback(&mut vm).trim_end().to_owned()),
        };
    };
    vm.heap.set_torture(Torture::default());
    assert_eq!(vm.eval::<i32>("6 * 7").ok(), Some(42));
    drop(vm);
    let took = world.borrow().now - start;
    let open = world.borrow().open_sockets();
    let raised = raised.map(|text| {
        if torture == Torture::default() {
            eprintln!("{text}");
        }
        text.lines().last().unwrap_or_default().to_owned()
    });
    Outcome { printed: firmware.printed, raised, took, waits, open }
}

/// Runs a script that must end well and leave no socket: what it printed.
fn run(world: World, source: &str) -> String {
    let outcome = run_in(world, HEAP, source);
    assert_eq!((outcome.raised, outcome.open), (None, 0), "{}", outcome.printed);
    outcome.printed
}

/// A world in good weather.
fn calm() -> World {
    World::new(Weather::default())
}

/// A world in bad weather: every fifth packet is lost, the others come when they like.
fn stormy() -> World {
    World::new(Weather { latency: 20_000, jitter: 80_000, loss: 20, ..Weather::default() })
}

#[test]
fn a_vm_starts_without_sockets() {
    let world = Rc::new(RefCell::new(calm()));
    let mut firmware = Firmware::new(&world);
    let mut memory = vec![0; HEAP];
    let source = "import socket\nsome = [socket.socket() for _ in range(3)]";
    for _ in 0..2 {
        let mut vm = Vm::builder(&mut memory).host(&mut firmware).standard_modules().build().unwrap();
        assert_eq!(world.borrow().open_sockets(), 0);
        vm.exec(source).unwrap();
        assert_eq!(world.borrow().open_sockets(), 3);
        vm.restart();
        assert_eq!(world.borrow().open_sockets(), 0);
        vm.exec(source).unwrap();
    }
}

#[test]
fn who_waits_for_the_network_can_be_interrupted() {
    static STOP: AtomicBool = AtomicBool::new(false);
    let mut world = calm();
    world.holes.push("10.0.0.66:80".parse().unwrap());
    let world = Rc::new(RefCell::new(world));
    let mut firmware = Firmware::new(&world);
    let mut memory = vec![0; HEAP];
    let mut vm = Vm::builder(&mut memory).host(&mut firmware).standard_modules().interrupt(&STOP).build().unwrap();
    vm.load("main.py", "import socket\nwith socket.socket() as s:\n    s.connect(('10.0.0.66', 80))").unwrap();
    while vm.step(Budget::ops(1000)) == Step::Ready {}
    assert_eq!(world.borrow().open_sockets(), 1);
    STOP.store(true, Ordering::Relaxed);
    let error = loop {
        match vm.step(Budget::ops(1000)) {
            Step::Raised(error) => break error,
            Step::Ready => {}
            other => panic!("{other:?}"),
        }
    };
    assert!(error.is(&vm, "KeyboardInterrupt"));
    assert_eq!(world.borrow().open_sockets(), 0);
}
