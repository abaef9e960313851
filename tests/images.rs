//! Programs that were compiled elsewhere do what their sources do, take little memory, and are refused or safe whatever
//! their bytes are.

mod stand;

use ferropy::tool::{Program, leak};
use ferropy::{Budget, Image, Print, Step, Vm};
use stand::{Effect, Script, check_all, scripts};

/// Compiles a program.
fn compiled(modules: &[(&str, &str)]) -> Vec<u8> {
    let mut program = Program::new();
    modules.iter().for_each(|(name, text)| drop(program.module(name, text)));
    program.compile().expect("it is Python")
}

fn image(modules: &[(&str, &str)]) -> Image {
    Image::of_words(leak(&compiled(modules))).expect("an image")
}

/// Runs the program of a VM to its end; the last line of its traceback if it raises.
fn finish(vm: &mut Vm, loaded: Result<(), ferropy::Error>, turns: u32) -> Option<String> {
    let last = |text: &str| text.trim_end().lines().last().unwrap_or_default().trim_end().to_owned();
    if let Err(error) = loaded {
        return Some(last(error.traceback(vm)));
    }
    for _ in 0..turns {
        match vm.step(Budget::ops(1000)) {
            Step::Ready | Step::Waiting(_) => {}
            Step::Done(_) => return None,
            Step::Raised(error) => return Some(last(error.traceback(vm))),
        }
    }
    Some("the script does not end".to_owned())
}

/// What a program prints.
fn effect(image: Image, heap: usize) -> (String, Option<String>) {
    let mut memory = vec![0; heap];
    let mut output = Vec::new();
    let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
    let mut vm = match Vm::builder(&mut memory).host(&mut print).standard_modules().image(image).build() {
        Ok(vm) => vm,
        Err(error) => return (String::new(), Some(error.to_string())),
    };
    let loaded = vm.load_program("");
    let raised = finish(&mut vm, loaded, 200_000);
    drop(vm);
    (String::from_utf8_lossy(&output).into_owned(), raised)
}

fn ordinary() -> Vec<Script> {
    let mut all = scripts("tests/scripts");
    all.retain(|script| !script.title().contains("/wishlist/") && !script.title().contains("/divergence/"));
    all.extend(scripts("examples/scripts"));
    all.retain(|script| !script.needs_board());
    all
}

#[test]
fn images_do_what_their_sources_do() {
    check_all(ordinary(), |script| {
        let Some(wanted) = script.promised() else { return Ok(()) };
        let mut program = Program::new();
        program.module("main", &script.source);
        let made = match program.compile() {
            Ok(made) => made,
            // Scripts about errors in programs do not compile.
            Err(error) => {
                let text = error.to_string();
                let last = text.lines().last().unwrap_or_default();
                return if wanted.raised.as_deref() == Some(last) { Ok(()) } else { Err(text.clone()) };
            }
        };
        let image = Image::of_words(leak(&made)).map_err(|error| error.to_string())?;
        let (output, raised) = effect(image, script.heap());
        let output = output.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        let ours = Effect { output, raised };
        ours.difference(&wanted).map_or(Ok(()), Err)
    });
}

/// A program with most of what can stand in an image.
const RICH: &str = include_str!("../src/vm/compile/everything.py");

/// The words of an image with another checksum where it was changed.
fn sealed(mut words: Vec<u32>) -> &'static [u32] {
    words[3] = ferropy::vm::code::image::checksum(&words);
    words.leak()
}

/// A generator of numbers: xorshift.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % sides.max(1)
    }
}

/// Changes a few bits, words or units of an image.
fn mutated(words: &[u32], dice: &mut Dice) -> Vec<u32> {
    let mut words = words.to_vec();
    let (first, last) = (words[13] as usize, words[14] as usize);
    for _ in 0..=dice.roll(3) {
        // Mostly the blocks: what stands before them is refused at once.
        let at = if dice.roll(8) == 0 { dice.roll(words.len()) } else { first + dice.roll(last - first) };
        let other = words[first + dice.roll(last - first)];
        words[at] = match dice.roll(5) {
            0 => words[at] ^ 1 << dice.roll(32),
            1 => words[at] & 0xffff | (dice.roll(1 << 16) as u32) << 16,
            2 => words[at] & 0xffff_0000 | dice.roll(1 << 16) as u32,
            3 => words[at] & !(0xff << (8 * dice.roll(4))) | (dice.roll(140) as u32) << (8 * dice.roll(4)),
            _ => other,
        };
    }
    words
}

/// Runs what may be anything; the VM works afterwards, its memory is as it should be. True if it was accepted.
fn survives(words: &'static [u32]) -> bool {
    let Ok(image) = Image::of_words(words) else { return false };
    let mut memory = vec![0; 64 * 1024];
    let Ok(mut vm) = Vm::builder(&mut memory).standard_modules().image(image).build() else { return false };
    let loaded = vm.load_program("main");
    let _ = finish(&mut vm, loaded, 60);
    vm.abandon();
    vm.collect();
    vm.heap.verify().expect("the heap is in order");
    true
}

#[test]
fn changed_images_are_refused_or_safe() {
    let long: u32 = std::env::var("FERROPY_IMAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(4000);
    let bodies = ordinary();
    let next = std::sync::atomic::AtomicU32::new(0);
    let accepted = std::sync::atomic::AtomicU32::new(0);
    let work = || {
        loop {
            let round = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if round >= long {
                break;
            }
            let mut dice = Dice(round.wrapping_mul(0x9e37_79b9) | 1);
            let script = &bodies[dice.roll(bodies.len())].source;
            let Ok(made) = Program::new().module("main", if round % 4 == 0 { RICH } else { script }).compile() else { continue };
            let words: Vec<u32> = leak(&made).to_vec();
            for _ in 0..8 {
                let changed = sealed(mutated(&words, &mut dice));
                if std::env::var_os("FERROPY_IMAGES_SAY").is_some() {
                    let bytes: Vec<u8> = changed.iter().flat_map(|word| word.to_le_bytes()).collect();
                    std::fs::write(format!("/tmp/I-{:?}.fpim", std::thread::current().id()), bytes).unwrap();
                }
                if survives(changed) {
                    accepted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                }
            }
        }
    };
    std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
    assert!(accepted.into_inner() > long / 100, "almost all is refused: this tests little");
}
