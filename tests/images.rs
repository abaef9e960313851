//! Programs that were compiled elsewhere do what their sources do, take little memory, and are refused or safe whatever
//! their bytes are.

mod stand;

use ferropy::tool::{Options, Program, leak};
use ferropy::{Budget, BuildError, Image, ImageError, Print, Step, Vm};
use stand::{Effect, Script, check_all, scripts};

/// Compiles a program.
fn compiled(modules: &[(&str, &str)]) -> Vec<u8> {
    let mut program = Program::new();
    for (name, text) in modules {
        match name.strip_suffix(".__init__") {
            Some(package) => program.package(package, text),
            None => program.module(name, text),
        };
    }
    program.compile().expect("it is Python")
}

fn image(modules: &[(&str, &str)]) -> Image {
    Image::of_words(leak(&compiled(modules))).expect("an image")
}

/// What a program of an image prints, in little memory.
fn prints(modules: &[(&str, &str)]) -> String {
    let (output, raised) = effect(image(modules), 16 * 1024);
    output + &raised.map_or(String::new(), |raised| raised + "\n")
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

/// The rounds of changes that are made: `FERROPY_IMAGES=FIRST..LAST` takes others.
fn rounds() -> std::ops::Range<u32> {
    let wanted = std::env::var("FERROPY_IMAGES").unwrap_or_default();
    let range = wanted.split_once("..").and_then(|(first, last)| Some(first.parse().ok()?..last.parse().ok()?));
    range.unwrap_or(0..6000)
}

#[test]
fn changed_images_are_refused_or_safe() {
    let (bodies, rounds) = (ordinary(), rounds());
    let next = std::sync::atomic::AtomicU32::new(rounds.start);
    let tally = std::sync::Mutex::new((0, Vec::new()));
    let work = || {
        loop {
            let round = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if round >= rounds.end {
                break;
            }
            let mut dice = Dice(round.wrapping_mul(0x9e37_79b9) | 1);
            let script = &bodies[dice.roll(bodies.len())].source;
            let script = if round.is_multiple_of(4) { RICH } else { script };
            let Ok(made) = Program::new().module("main", script).compile() else { continue };
            let words = leak(&made);
            for change in 0..8 {
                let changed = sealed(mutated(words, &mut dice));
                match std::panic::catch_unwind(|| survives(changed)) {
                    Ok(accepted) => tally.lock().unwrap().0 += u32::from(accepted),
                    Err(_) => tally.lock().unwrap().1.push(format!("round {round}, change {change}")),
                }
            }
        }
    };
    std::thread::scope(|scope| (0..2).for_each(|_| drop(scope.spawn(work))));
    let (accepted, failed) = tally.into_inner().unwrap();
    println!("{accepted} of {} were accepted", rounds.len() * 8);
    assert!(failed.is_empty(), "{failed:?}");
    assert!(accepted as usize > rounds.len() / 4, "almost all is refused: this tests little");
}

#[test]
fn packages_are_imported_absolutely_and_relatively() {
    let text = prints(&[
        (
            "main",
            "import shop.cart, shop\nfrom shop import price as p, NAME\nprint(NAME, shop.cart.total(), p.of('tea'), __name__)\n\
                  print(shop.cart.__name__, shop.cart.__package__, shop.__file__, 'shop.price' in __import__('sys').modules)\n",
        ),
        ("shop.__init__", "NAME = 'shop'\nfrom . import cart\n"),
        ("shop.cart", "from .price import of\ndef total(): return of('tea') * 2\n"),
        ("shop.price", "def of(what): return len(what)\n"),
    ]);
    assert_eq!(text, "shop 6 3 __main__\nshop.cart shop shop/__init__.py True\n");
}

#[test]
fn what_is_not_there_cannot_be_imported() {
    let text = prints(&[(
        "main",
        "try:\n    import sales\nexcept ImportError as error:\n    print(error)\ndef go():\n    import sales.tax\ngo()\n",
    )]);
    assert_eq!(text, "No module named 'sales'\nModuleNotFoundError: No module named 'sales'\n");
}

#[test]
fn tracebacks_show_files_and_lines_unless_they_are_stripped() {
    let modules = [("main", "import work\n\nwork.go(0)\n"), ("work", "def go(n):\n    return 1 // n\n")];
    let shown = |strip: bool| {
        let mut program = Program::new();
        modules.iter().for_each(|(name, text)| {
            program.module(name, text);
        });
        program.options(Options { strip, ..Options::default() });
        let image = Image::of_words(leak(&program.compile().unwrap())).unwrap();
        let mut memory = vec![0; 16 * 1024];
        let mut vm = Vm::builder(&mut memory).image(image).build().unwrap();
        vm.load_program("main").unwrap();
        let Step::Raised(error) = vm.step(Budget::ops(1000)) else { panic!("it raises") };
        error.traceback(&mut vm).to_owned()
    };
    assert_eq!(
        shown(false),
        "Traceback (most recent call last):\n  File \"main.py\", line 3, in <module>\n  File \"work.py\", line 2, in go\n\
         ZeroDivisionError: integer division or modulo by zero\n"
    );
    assert!(shown(true).contains("File \"work.py\", line 1, in go"), "{}", shown(true));
}

#[test]
fn a_program_may_be_started_again_and_after_other_code() {
    let image =
        image(&[("main", "count = 1\nimport helper\nhelper.add()\n"), ("helper", "def add(): pass\nnames = []\n")]);
    let mut memory = vec![0; 16 * 1024];
    let mut vm = Vm::builder(&mut memory).image(image).build().unwrap();
    for _ in 0..3 {
        vm.set("other", &1).unwrap();
        let loaded = vm.load_program("main");
        assert_eq!(finish(&mut vm, loaded, 10), None);
        assert_eq!(vm.eval::<i32>("count").unwrap(), 1);
        vm.exec("import helper; helper.names.append(1); fresh_name = helper").unwrap();
        vm.restart();
    }
    assert!(vm.load_program("nobody").unwrap_err().is(&vm, "ImportError"));
}

/// Bytes that live in the memory after a module has been imported.
fn live(text: &str) -> usize {
    let image = image(&[("main", "import tested\n"), ("tested", text)]);
    let mut memory = vec![0; 64 * 1024];
    let mut vm = Vm::builder(&mut memory).image(image).build().unwrap();
    let loaded = vm.load_program("main");
    assert_eq!(finish(&mut vm, loaded, 10), None);
    vm.collect();
    vm.memory().live
}

/// A function of an imported module takes its object and its place in the module's globals: code, constants and names are
/// in flash.
#[test]
fn a_function_takes_16_bytes_and_its_place_in_the_globals() {
    let function = |name: char| {
        format!("def f_{name}(a, b):\n    total = 'some text' + a\n    return [total * {name:?}.count(b), 3.25]\n")
    };
    let text = |names: &str| names.chars().map(function).collect::<String>();
    // Tables of globals grow in steps.
    let (few, many) = (live(&text("abcdefgh")), live(&text("abcdefghijklmnopqrstuvwx")));
    let plain = |names: &str| names.chars().map(|name| format!("f_{name} = 1\n")).collect::<String>();
    let (few_places, many_places) = (live(&plain("abcdefgh")), live(&plain("abcdefghijklmnopqrstuvwx")));
    let each = (many - few) - (many_places - few_places);
    assert_eq!(each, 16 * 16, "{few} {many} {few_places} {many_places}");
}

#[test]
fn an_image_for_another_firmware_is_refused() {
    let made = compiled(&[("main", "import relays\nimport json\n")]);
    let image = Image::of_words(leak(&made)).unwrap();
    let build = |image: Image, api: u32, modules: bool| {
        let mut memory = vec![0; 16 * 1024];
        let builder = Vm::builder(&mut memory).image(image).api(api);
        if modules { builder.standard_modules().build().err() } else { builder.build().err() }
    };
    assert_eq!(image.manifest().needs, "json relays");
    assert_eq!(build(image, 0, true), Some(BuildError::Image(ImageError::NoModule("relays"))));
    assert_eq!(build(image, 0, false), Some(BuildError::Image(ImageError::StandardModules)));
    let mut program = Program::new();
    program.module("main", "x = 1\n").options(Options { api: (2, 4), ..Options::default() });
    let image = Image::of_words(leak(&program.compile().unwrap())).unwrap();
    let refused = Some(BuildError::Image(ImageError::Api { least: 2, most: 4, firmware: 5 }));
    assert_eq!((build(image, 2, false), build(image, 5, false)), (None, refused));
}

#[test]
fn a_truncated_or_flipped_image_is_refused() {
    let made = compiled(&[("main", "print('hello')\n")]);
    let words = leak(&made);
    for len in 0..words.len() {
        assert!(Image::of_words(&words[..len]).is_err(), "{len} words");
    }
    for bit in 0..words.len() * 32 {
        let mut changed = words.to_vec();
        changed[bit / 32] ^= 1 << (bit % 32);
        assert!(Image::of_words(changed.leak()).is_err(), "bit {bit}");
    }
    let mut newer = words.to_vec();
    newer[1] += 1;
    let error = Image::of_words(sealed(newer)).err().unwrap();
    assert_eq!(error.to_string(), "byte 4: the image has another version of the format");
}
