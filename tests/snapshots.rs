//! A running program is saved and goes on elsewhere; what is damaged or foreign is refused.

mod stand;

use std::cell::Cell;

use ferropy::{Budget, Host, Print, RestoreError, SaveError, Snapshot, SnapshotError, Step, Vm};
use stand::{Effect, Script, check_all, scripts};

/// Operations between two moves at least, and moves of a script at most.
const STEP: u32 = 97;
const MOVES: usize = 40;

/// What a stay in one VM came to.
enum Stay {
    Ended(Option<String>),
    Saved(Vec<u8>),
}

/// Runs a program for some steps in a VM of its own, from a snapshot or from its text.
fn stay(script: &Script, from: Option<&[u8]>, heap: usize, steps: usize, output: &mut Vec<u8>) -> Result<Stay, String> {
    let mut memory = vec![0xa5; heap];
    let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
    let mut vm =
        Vm::builder(&mut memory).host(&mut print).standard_modules().build().expect("the memory is large enough");
    match from {
        Some(snapshot) => {
            vm.restore(&mut &snapshot[..]).map_err(|error| format!("{error}"))?;
            vm.heap.verify().map_err(|broken| format!("{broken:?}"))?;
        }
        None => {
            if let Err(error) = vm.load(&script.file(), &script.source) {
                return Ok(Stay::Ended(Some(last_line(error.traceback(&mut vm)))));
            }
        }
    }
    let mut left = steps;
    loop {
        match vm.step(Budget::ops(STEP)) {
            Step::Ready | Step::Waiting(_) => {}
            Step::Done(_) => return Ok(Stay::Ended(None)),
            Step::Raised(error) => return Ok(Stay::Ended(Some(last_line(error.traceback(&mut vm))))),
        }
        left = left.saturating_sub(1);
        if left > 0 {
            continue;
        }
        let mut store = vec![0; 300 * 1024];
        match vm.save(&mut &mut store[..]) {
            Ok(len) => {
                store.truncate(len);
                return Ok(Stay::Saved(store));
            }
            Err(SaveError::Compiling | SaveError::Object("library")) => {}
            Err(error) => return Err(format!("{error}")),
        }
    }
}

fn last_line(text: &str) -> String {
    text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim_end().to_owned()
}

fn wandering(script: &Script) -> Result<(), String> {
    let (mut output, mut snapshot, mut steps) = (Vec::new(), None, 1);
    for stays in 0.. {
        let heap = script.heap() + 8 * (stays % 5);
        if stays > MOVES {
            steps = usize::MAX;
        }
        match stay(script, snapshot.as_deref(), heap, steps, &mut output)? {
            Stay::Ended(raised) => {
                let output = String::from_utf8_lossy(&output).into_owned();
                let output = output.lines().map(|line| format!("{}\n", line.trim_end())).collect();
                return Effect { output, raised }.difference(&script.here()).map_or(Ok(()), Err);
            }
            Stay::Saved(bytes) => snapshot = Some(bytes),
        }
        steps += stays / 4;
    }
    Ok(())
}

#[test]
fn a_program_that_wanders_does_as_one_that_stays() {
    let all = scripts("tests/scripts").into_iter().chain(scripts("examples/scripts"));
    check_all(all.filter(|script| !script.needs_board()).collect(), wandering);
}

/// A program that stands in the middle of much.
const BUSY: &str = "
import collections
class Node:
    def __init__(self, name, *parts): self.name, self.parts = name, parts
    def walk(self):
        yield self.name
        for part in self.parts: yield from part.walk()
tree = Node('a', Node('b', Node('c')), Node('d'))
walk = tree.walk()
seen = [next(walk), next(walk)]
counts = collections.Counter('mississippi')
big, text, data = 3 ** 200, 'grün' * 70, bytearray(range(256))
def fail(): raise ValueError('lost')
try:
    fail()
except ValueError as error:
    kept = error
    for i in range(100):
        counts[i % 7] += i
seen += list(walk)
";

/// The bytes of that program in its middle.
fn busy() -> Vec<u8> {
    let (mut memory, mut store) = (vec![0; 64 * 1024], vec![0; 64 * 1024]);
    let mut vm = Vm::builder(&mut memory).standard_modules().build().expect("a VM");
    vm.load("busy.py", BUSY).expect("it compiles");
    for _ in 0..40 {
        assert_eq!(vm.step(Budget::ops(20)), Step::Ready);
    }
    let len = vm.save(&mut &mut store[..]).expect("it can be saved");
    store.truncate(len);
    store
}

/// Runs what was restored to its end, or as long as it lasts.
fn run(vm: &mut Vm) -> bool {
    for _ in 0..200 {
        match vm.step(Budget::ops(1000)) {
            Step::Ready | Step::Waiting(_) => {}
            Step::Done(_) => return true,
            Step::Raised(_) => return false,
        }
    }
    false
}

fn in_vm<T>(bytes: usize, f: impl FnOnce(&mut Vm) -> T) -> T {
    let mut memory = vec![0; bytes];
    f(&mut Vm::builder(&mut memory).standard_modules().build().expect("a VM"))
}

#[test]
fn everything_is_there_again() {
    let snapshot = busy();
    in_vm(64 * 1024, |vm| {
        vm.restore(&mut &snapshot[..]).expect("it is whole");
        assert!(run(vm));
        assert_eq!(vm.eval::<&str>("''.join(seen)").expect("names"), "abcd");
        assert_eq!(vm.eval::<(u32, u32)>("counts['s'], counts[3]").expect("counts"), (4, 679));
        assert!(vm.eval::<bool>("big == 3 ** 200 and text == 'grün' * 70 and sum(data) == 32640").expect("values"));
        assert_eq!(vm.eval::<&str>("repr(kept)").expect("an exception"), "ValueError('lost')");
        assert_eq!(vm.eval::<u32>("kept.__traceback__.tb_next.tb_lineno").expect("a line"), 13);
    });
}

#[test]
fn what_is_cut_off_is_refused() {
    let snapshot = busy();
    in_vm(64 * 1024, |vm| {
        for len in 0..snapshot.len() {
            match vm.restore(&mut &snapshot[..len]) {
                Err(RestoreError::Snapshot(SnapshotError::Damaged { .. })) => {}
                other => panic!("{len}: {other:?}"),
            }
        }
        assert_eq!(vm.eval::<i32>("6 * 7").expect("the VM lives"), 42);
    });
}

#[test]
fn what_is_damaged_is_refused() {
    let snapshot = busy();
    in_vm(64 * 1024, |vm| {
        for at in 0..snapshot.len() {
            let mut damaged = snapshot.clone();
            damaged[at] ^= 1 << (at % 8);
            assert!(vm.restore(&mut &damaged[..]).is_err(), "byte {at}");
        }
        assert_eq!(vm.eval::<i32>("6 * 7").expect("the VM lives"), 42);
    });
}

/// Numbers that look random.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }
}

fn summed(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum: u32, byte| {
        let sum = (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        sum ^ sum >> 15
    })
}

/// Makes the sums of the frames right.
fn sum_up(snapshot: &mut [u8]) {
    let mut at = 5;
    loop {
        let (mut len, mut shift) = (0, 0);
        while let Some(byte) = snapshot.get(at) {
            len |= usize::from(byte & 0x7f) << shift;
            (at, shift) = (at + 1, shift + 7);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let Some(frame) = snapshot.get(at..at + len).filter(|_| len > 0) else { return };
        let sum = summed(frame).to_le_bytes();
        let Some(place) = snapshot.get_mut(at + len..at + len + 4) else { return };
        place.copy_from_slice(&sum);
        at += len + 4;
    }
}

/// Changes are made where the sums do not show them; `FERROPY_SNAPSHOTS=FIRST..LAST` tries others.
#[test]
fn what_is_damaged_with_right_sums_is_refused_or_safe() {
    let range = std::env::var("FERROPY_SNAPSHOTS").unwrap_or_else(|_| "0..3000".to_owned());
    let (first, last) = range.split_once("..").expect("FIRST..LAST");
    let (first, last): (u64, u64) = (first.parse().expect("a number"), last.parse().expect("a number"));
    let snapshot = busy();
    let (mut refused, mut ran) = (0, 0);
    in_vm(64 * 1024, |vm| {
        for seed in first..last {
            let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
            let mut changed = snapshot.clone();
            for _ in 0..1 + random.below(3) {
                // Behind the magic, the version and the first frame's length.
                let at = 8 + random.below(changed.len() - 16);
                changed[at] = match random.below(3) {
                    0 => changed[at] ^ 1 << random.below(8),
                    1 => changed[at].wrapping_add(1),
                    _ => random.below(256) as u8,
                };
            }
            sum_up(&mut changed);
            if vm.restore(&mut &changed[..]).is_err() {
                refused += 1;
                continue;
            }
            run(vm);
            ran += 1;
        }
        vm.restart();
        assert_eq!(vm.eval::<i32>("6 * 7").expect("the VM lives"), 42);
    });
    assert!(refused > 0 && ran > 0, "{refused} were refused, {ran} ran");
}

#[test]
fn memory_that_is_too_small_is_named() {
    let snapshot = busy();
    let needed = in_vm(4096, |vm| match vm.restore(&mut &snapshot[..]) {
        Err(RestoreError::Snapshot(SnapshotError::TooSmall { needed, given })) => {
            assert!(given < 4096 && needed < snapshot.len() + 512, "{needed} of {given}");
            needed
        }
        other => panic!("{other:?}"),
    });
    in_vm(needed + 1024, |vm| {
        vm.restore(&mut &snapshot[..]).expect("there is room");
    });
}

struct Meter {
    count: u32,
}

impl Snapshot for Meter {
    fn save(&self, into: &mut [u8]) -> Option<usize> {
        if self.count == 13 {
            return None;
        }
        into.get_mut(..4)?.copy_from_slice(&self.count.to_le_bytes());
        Some(4)
    }

    fn restore(saved: &[u8]) -> Option<Meter> {
        Some(Meter { count: u32::from_le_bytes(saved.try_into().ok()?) })
    }
}

struct Radio;

ferropy::module! {
    METERS = "meters" {
        fn twice(number: u32) -> u32 { 2 * number }
        class Meter = "Meter" {
            new() -> Meter { Meter { count: 0 } }
            fn add(meter, number: u32) -> u32 {
                meter.count += number;
                meter.count
            }
        }
    }
}

ferropy::module! {
    RADIOS = "radios" {
        class Radio = "Radio" {
            new() -> Radio { Radio }
            fn on(radio) { let _ = radio; }
        }
    }
}

#[test]
fn rust_objects_and_modules_come_back_under_other_numbers() {
    let mut store = vec![0; 32 * 1024];
    let mut memory = vec![0; 32 * 1024];
    let mut vm = Vm::builder(&mut memory).module(&RADIOS, ()).module(&METERS, ()).build().expect("a VM");
    vm.exec("import meters, radios\nm, n, twice = meters.Meter(), meters.Meter(), meters.twice\nm.add(5)\nn.add(7)")
        .expect("it runs");
    let len = vm.save(&mut &mut store[..]).expect("meters can be saved");

    let mut memory = vec![0; 24 * 1024];
    let mut vm = Vm::builder(&mut memory).module(&METERS, ()).module(&RADIOS, ()).build().expect("a VM");
    vm.restore(&mut &store[..len]).expect("both modules are there");
    assert_eq!(vm.eval::<(u32, u32, u32)>("m.add(1), n.add(1), twice(4)").expect("they work"), (6, 8, 8));
    vm.exec("o = meters.Meter()\nradios.Radio().on()").expect("the classes are there");

    vm.exec("r = radios.Radio()").expect("a radio");
    let refused = vm.save(&mut &mut store[..]);
    assert_eq!(refused, Err(SaveError::Object("Radio")));
    vm.exec("del r\nm.add(7)").expect("it goes on");
    assert_eq!(vm.save(&mut &mut store[..]), Err(SaveError::Object("Meter")));
    drop(vm);

    let mut memory = vec![0; 24 * 1024];
    let mut vm = Vm::builder(&mut memory).module(&METERS, ()).build().expect("a VM");
    match vm.restore(&mut &store[..len]) {
        Err(RestoreError::Snapshot(SnapshotError::Module(name))) => assert_eq!(name.as_str(), "radios"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn other_standard_modules_are_refused() {
    let snapshot = busy();
    let mut memory = vec![0; 64 * 1024];
    let mut vm = Vm::builder(&mut memory).build().expect("a VM");
    let refused = RestoreError::Snapshot(SnapshotError::StandardModules);
    assert_eq!(vm.restore(&mut &snapshot[..]), Err(refused));
}

#[test]
fn a_writer_without_room_is_an_error_and_the_program_goes_on() {
    in_vm(64 * 1024, |vm| {
        vm.load("main.py", "total = sum(range(1000))\nfor i in range(50): total += i").expect("it compiles");
        assert_eq!(vm.step(Budget::ops(30)), Step::Ready);
        let mut store = [0; 100];
        assert!(matches!(vm.save(&mut &mut store[..]), Err(SaveError::Write(_))));
        assert!(run(vm));
        assert_eq!(vm.get::<u32>("total").expect("a sum"), 500_725);
    });
}

/// A clock that is set by hand.
struct Clock<'c>(&'c Cell<u64>);

impl Host for Clock<'_> {
    fn now(&mut self) -> u64 {
        self.0.get()
    }
}

#[test]
fn sleeping_tasks_wake_after_the_time_that_was_left() {
    let source = "
import asyncio, time
async def task(name, pause):
    await asyncio.sleep(pause)
    return name, time.monotonic()
async def main():
    return await asyncio.gather(task('a', 5), task('b', 2))
start = time.monotonic()
result = asyncio.run(main())
";
    let (time, mut store) = (Cell::new(1_000_000_000), vec![0; 64 * 1024]);
    let (mut clock, mut memory) = (Clock(&time), vec![0; 64 * 1024]);
    let mut vm = Vm::builder(&mut memory).host(&mut clock).standard_modules().build().expect("a VM");
    vm.load("main.py", source).expect("it compiles");
    while !matches!(vm.step(Budget::ops(1000)), Step::Waiting(_)) {}
    time.set(time.get() + 1_500_000);
    let len = vm.save(&mut &mut store[..]).expect("it can be saved");
    drop(vm);

    time.set(7_000_000);
    let (mut clock, mut memory) = (Clock(&time), vec![0; 64 * 1024]);
    let mut vm = Vm::builder(&mut memory).host(&mut clock).standard_modules().build().expect("a VM");
    vm.restore(&mut &store[..len]).expect("it is whole");
    let mut waits = Vec::new();
    loop {
        match vm.step(Budget::ops(1000)) {
            Step::Ready => {}
            Step::Waiting(ferropy::Until::Time(until)) => {
                assert!(until > time.get() && until < 12_000_000, "{until}");
                waits.push(until);
                time.set(until);
            }
            Step::Waiting(_) => panic!("nothing to wait for"),
            Step::Done(_) => break,
            Step::Raised(error) => panic!("{}", error.traceback(&mut vm)),
        }
    }
    assert_eq!(vm.eval::<&str>("''.join(name for name, _ in result)").expect("names"), "ab");
    let times = vm.eval::<(f64, f64)>("tuple(round(when - start, 2) for _, when in result)").expect("times");
    assert_eq!(times, (5.0, 2.0));
}

ferropy::module! {
    BENCH = "bench" {
        fn mark(number: u32) { let _ = number; }
        fn middle(low: i32, value: i32, high: i32) -> i32 { value.max(low).min(high) }
    }
}

/// What `benches/run.py wander` asks of this machine: it has handed a program on. Its text or a snapshot stands in the file that
/// `FERROPY_STATION` names; without that the test hands a program to itself.
#[test]
fn a_station_hands_a_program_on() {
    let busy = busy();
    let job = std::env::var("FERROPY_STATION").map_or(busy, |file| std::fs::read(file).expect("the job"));
    let to_end = std::env::var("FERROPY_STATION_LAST").is_ok_and(|last| last == "1");
    let (mut memory, mut store, mut output) = (vec![0; 128 * 1024], vec![0; 128 * 1024], Vec::new());
    let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
    let mut vm = Vm::builder(&mut memory).module(&BENCH, ()).host(&mut print).standard_modules().build().expect("a VM");
    match job.starts_with(b"fpsn") {
        true => vm.restore(&mut &job[..]).expect("it is whole"),
        false => vm.load("main.py", std::str::from_utf8(&job).expect("text")).expect("it compiles"),
    }
    let mut left = if to_end { usize::MAX } else { 40 };
    let mut ended = false;
    while left > 0 && !ended {
        match vm.step(Budget::ops(8)) {
            Step::Ready | Step::Waiting(_) => left -= 1,
            Step::Done(_) => ended = true,
            Step::Raised(error) => panic!("{}", error.traceback(&mut vm)),
        }
    }
    let len = if ended { 0 } else { vm.save(&mut &mut store[..]).expect("it can be saved") };
    drop(vm);
    let hex: String = store[..len].iter().map(|byte| format!("{byte:02x}")).collect();
    let passed_on = if ended { String::new() } else { format!("\nsnapshot {hex}\n") };
    println!("<<<{}{passed_on}>>>", String::from_utf8_lossy(&output));
    assert!(ended || len > 0);
}

#[test]
fn a_stream_of_the_library_is_named_and_does_not_ask_for_patience() {
    in_vm(64 * 1024, |vm| {
        vm.exec("import deflate, io\nstream = deflate.DeflateIO(io.BytesIO(bytes(20)))").expect("it runs");
        let mut store = [0; 16 * 1024];
        let _ = vm.exec("stream.read(1)");
        assert_eq!(vm.save(&mut &mut store[..]), Err(SaveError::Object("library")));
    });
}
