//! The embedding API, as a firmware uses it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

use ferropy::bind::{Exception, IntoException};
use ferropy::{Budget, BuildError, Host, Limits, Lines, Next, Object, Print, Step, Vm};

const KB: usize = 1024;

/// Runs what is loaded to its end; how many steps that took.
fn finish(vm: &mut Vm, budget: u32) -> usize {
    let mut steps = 1;
    loop {
        match vm.step(Budget::ops(budget)) {
            Step::Done(_) => return steps,
            Step::Raised(error) => panic!("{}", error.traceback(vm)),
            _ => steps += 1,
        }
    }
}

#[test]
fn several_vms_run_side_by_side() {
    let mut memories = vec![vec![0; 16 * KB]; 5];
    let mut vms: Vec<Vm> = memories.iter_mut().map(|memory| Vm::builder(memory).build().unwrap()).collect();
    for (number, vm) in vms.iter_mut().enumerate() {
        vm.set("number", &number).unwrap();
        vm.load("main.py", "seen = []\nfor i in range(100):\n    seen.append((number, i))\n").unwrap();
    }
    let mut running = vms.len();
    while running > 0 {
        for vm in &mut vms {
            if let Step::Done(_) = vm.step(Budget::ops(7)) {
                running -= usize::from(vm.eval::<usize>("len(seen)").unwrap() == 100);
                vm.exec("seen.append(None)").unwrap();
            }
        }
    }
    for (number, vm) in vms.iter_mut().enumerate() {
        assert_eq!(vm.eval::<(usize, usize)>("seen[99]").unwrap(), (number, 99));
    }
}

#[test]
fn a_step_does_no_more_than_its_budget() {
    let mut memory = vec![0; 16 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    vm.load("main.py", "count = 0\nwhile True: count += 1").unwrap();
    for turn in 1..=50u32 {
        assert_eq!(vm.step(Budget::ops(10)), Step::Ready);
        let count: u32 = vm.get("count").unwrap();
        assert!(count.abs_diff(turn * 10) <= turn, "{count} after {turn} steps");
    }
}

#[test]
fn the_host_may_call_while_a_program_is_under_way() {
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    let program = "def twice(x): return 2 * x\ntotal = 0\nfor i in range(500):\n    total += len([i])\n";
    vm.load("main.py", program).unwrap();
    let mut calls = 0;
    while vm.step(Budget::ops(20)) == Step::Ready {
        assert_eq!(vm.call::<u32>("twice", &(calls,)).unwrap(), 2 * calls);
        let error = vm.eval::<u32>("twice(total) // 0").unwrap_err();
        assert_eq!(error.message(&mut vm), "integer division or modulo by zero");
        calls += 1;
    }
    assert!(calls > 20);
    assert_eq!(vm.get::<u32>("total").unwrap(), 500);
}

#[test]
fn an_abandoned_program_is_gone() {
    let mut memory = vec![0; 16 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    vm.load("main.py", "while True: pass").unwrap();
    assert_eq!(vm.step(Budget::ops(10)), Step::Ready);
    vm.abandon();
    assert!(matches!(vm.step(Budget::ops(10)), Step::Done(_)));
    assert_eq!(vm.eval::<i32>("1 + 1").unwrap(), 2);
}

#[test]
fn functions_run_by_steps_and_leave_their_result() {
    let mut memory = vec![0; 16 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    vm.exec("def slow(n):\n    for i in range(n): pass\n    return 'after ' + str(n)").unwrap();
    vm.start("slow", &(100,)).unwrap();
    let result = loop {
        match vm.step(Budget::ops(30)) {
            Step::Done(result) => break result,
            step => assert_eq!(step, Step::Ready),
        }
    };
    assert_eq!(vm.read::<&str>(result).unwrap(), "after 100");
    // The next result takes its place.
    vm.exec("1").unwrap();
    vm.eval::<i32>("2").unwrap();
    assert!(vm.read::<&str>(result).unwrap_err().is(&vm, "ReferenceError"));
}

#[test]
fn a_call_with_its_result_at_once_takes_a_step_all_the_same() {
    let mut memory = vec![0; 16 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    vm.exec("measure = len").unwrap();
    vm.start("measure", &("four",)).unwrap();
    let Step::Done(result) = vm.step(Budget::ops(1)) else { panic!() };
    assert_eq!(vm.read::<u8>(result).unwrap(), 4);
}

#[test]
fn too_little_memory_is_said_in_bytes() {
    for given in [0, 1, 100, 500] {
        let mut memory = vec![0; given];
        let Err(BuildError::TooSmall { needed, given: reported }) = Vm::builder(&mut memory).build() else {
            panic!("{given} bytes are enough");
        };
        assert_eq!(reported, given);
        for offset in 0..8 {
            let mut memory = vec![0; needed + offset];
            assert!(Vm::builder(&mut memory[offset..]).build().is_ok());
        }
    }
    let error = BuildError::TooSmall { needed: 2, given: 1 };
    assert_eq!(error.to_string(), "a VM needs 2 bytes of memory at least, not 1");
}

#[test]
fn alignment_of_the_memory_does_not_matter() {
    for offset in 0..9 {
        let mut memory = vec![0; 16 * KB + offset];
        let mut vm = Vm::builder(&mut memory[offset..]).build().unwrap();
        assert_eq!(vm.eval::<f64>("sum([0.5] * 10)").unwrap(), 5.0);
    }
}

#[test]
fn an_interrupt_stops_a_loop_and_can_be_caught() {
    let flag = AtomicBool::new(false);
    let mut memory = vec![0; 16 * KB];
    let mut vm = Vm::builder(&mut memory).interrupt(&flag).build().unwrap();
    let program =
        "caught = 0\ntry:\n    while True: pass\nexcept KeyboardInterrupt:\n    caught += 1\nwhile True: pass";
    vm.load("main.py", program).unwrap();
    assert_eq!(vm.step(Budget::ops(100)), Step::Ready);
    flag.store(true, Ordering::Relaxed);
    assert_eq!(vm.step(Budget::ops(100)), Step::Ready);
    assert!(!flag.load(Ordering::Relaxed));
    assert_eq!(vm.get::<u8>("caught").unwrap(), 1);
    flag.store(true, Ordering::Relaxed);
    let Step::Raised(error) = vm.step(Budget::ops(100)) else { panic!() };
    assert!(error.is(&vm, "KeyboardInterrupt") && error.is(&vm, "BaseException") && !error.is(&vm, "Exception"));
}

#[test]
fn the_depth_of_calls_is_limited() {
    let mut memory = vec![0; 64 * KB];
    let mut vm = Vm::builder(&mut memory).limits(Limits { depth: 50 }).build().unwrap();
    vm.exec("def deep(n): return n and 1 + deep(n - 1)").unwrap();
    assert_eq!(vm.call::<u32>("deep", &(40,)).unwrap(), 40);
    let error = vm.call::<u32>("deep", &(60,)).unwrap_err();
    assert_eq!((error.class(&vm), error.is(&vm, "RuntimeError")), ("RecursionError", true));
}

#[test]
fn errors_tell_class_text_and_place() {
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    vm.exec("class Jam(ValueError):\n    def __str__(self): return 'jam in ' + self.args[0]").unwrap();
    let error = vm.exec("def feed(roller):\n    raise Jam(roller)\n\nfeed('tray 2')").unwrap_err();
    assert_eq!(error.class(&vm), "Jam");
    assert!(error.is(&vm, "Jam") && error.is(&vm, "ValueError") && !error.is(&vm, "OSError"));
    assert_eq!(error.message(&mut vm), "jam in tray 2");
    assert_eq!(error.to_string(), "ValueError");
    let lines: Vec<&str> = error.traceback(&mut vm).lines().collect();
    assert_eq!(lines[1], "  File \"<string>\", line 4, in <module>");
    assert_eq!(lines[2], "  File \"<string>\", line 2, in feed");
}

#[test]
fn an_endless_str_does_not_hang_the_host() {
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    vm.exec("class Trap(Exception):\n    def __str__(self):\n        while True: pass").unwrap();
    let error = vm.exec("raise Trap").unwrap_err();
    assert_eq!(error.message(&mut vm), "Exception");
    assert_eq!(vm.eval::<i32>("1 + 1").unwrap(), 2);
}

#[test]
fn syntax_errors_come_from_load() {
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    let error = vm.load("main.py", "x = 1\nif x\n    pass\n").unwrap_err();
    assert_eq!(error.class(&vm), "SyntaxError");
    assert_eq!(
        error.traceback(&mut vm),
        "  File \"main.py\", line 2\n    if x\n        ^\nSyntaxError: expected ':'\n"
    );
}

#[test]
fn the_vm_goes_on_after_a_memory_error() {
    let mut memory = vec![0; 16 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    vm.exec("def collect():\n hoard = []\n while True: hoard.append(len(hoard) * 0.5)").unwrap();
    for _ in 0..20 {
        let error = vm.exec("collect()").unwrap_err();
        assert_eq!(error.class(&vm), "MemoryError");
    }
    assert_eq!(vm.eval::<usize>("len(list(range(500)))").unwrap(), 500);
}

#[test]
fn a_text_too_long_for_the_memory_is_a_memory_error() {
    let mut memory = vec![0; 8 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    let text: String = (0..2000).map(|number| format!("v{number} = {number} * 1.5\n")).collect();
    assert_eq!(vm.load("main.py", &text).unwrap_err().class(&vm), "MemoryError");
    assert_eq!(vm.eval::<i32>("6 * 7").unwrap(), 42);
}

#[test]
fn conversions_name_what_is_wrong() {
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    let mut complaint = |text: &str, wrong: fn(&mut Vm, &str) -> Option<ferropy::Error>| {
        let error = wrong(&mut vm, text).expect("a mismatch");
        format!("{}: {}", error.class(&vm).to_owned(), error.message(&mut vm))
    };
    let byte: fn(&mut Vm, &str) -> Option<ferropy::Error> = |vm, text| vm.eval::<u8>(text).err();
    assert_eq!(complaint("256", byte), "ValueError: the value must be between 0 and 255");
    assert_eq!(complaint("-1", byte), "ValueError: the value must be between 0 and 255");
    assert_eq!(complaint("1 << 90", byte), "ValueError: the value must be between 0 and 255");
    assert_eq!(complaint("1.0", byte), "TypeError: the value must be int, not float");
    assert_eq!(
        complaint("(1, 2)", |vm, text| vm.eval::<(u8, u8, u8)>(text).err()),
        "ValueError: the value must have 3 items"
    );
    assert_eq!(
        complaint("(1, '')", |vm, text| vm.eval::<(u8, u8)>(text).err()),
        "TypeError: the value must have items that are int, not str"
    );
    assert_eq!(
        complaint("None", |vm, text| vm.eval::<&str>(text).map(drop).err()),
        "TypeError: the value must be str, not NoneType"
    );
    assert_eq!(
        complaint("10 ** 400", |vm, text| vm.eval::<f64>(text).err()),
        "ValueError: the value must be in the range of float"
    );
}

#[test]
fn conversions_are_exact_at_the_edges() {
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    for number in
        [i64::MIN, i64::MIN + 1, -(1 << 31), -(1 << 30) - 1, -(1 << 30), -1, 0, (1 << 30) - 1, 1 << 30, i64::MAX]
    {
        vm.set("number", &number).unwrap();
        assert_eq!(vm.get::<i64>("number").unwrap(), number);
        assert_eq!(vm.eval::<&str>("str(number)").unwrap(), number.to_string());
    }
    vm.set("number", &u64::MAX).unwrap();
    assert_eq!(vm.eval::<u64>("number - 1").unwrap(), u64::MAX - 1);
    vm.set("bytes", &b"\x00\xff"[..]).unwrap();
    assert_eq!(vm.eval::<&[u8]>("bytearray(bytes + b'!')").unwrap(), b"\x00\xff!");
    vm.set("text", "grün 🐍").unwrap();
    assert_eq!(vm.eval::<(usize, char_count::Text)>("len(text), text").unwrap().0, 6);
    assert_eq!(vm.eval::<[i16; 3]>("[1, -2, 3]").unwrap(), [1, -2, 3]);
    vm.set("nothing", &None::<u8>).unwrap();
    assert_eq!(vm.eval::<Option<u8>>("nothing").unwrap(), None);
}

mod char_count {
    //! A type of one's own as an argument.
    use ferropy::Vm;
    use ferropy::bind::{FromPython, Mismatch, Value};

    #[derive(Debug, PartialEq)]
    pub struct Text(pub usize);

    impl<'a> FromPython<'a> for Text {
        const NAME: &'static str = "str";
        type Checked = Value;

        fn check(vm: &mut Vm<'_>, value: Value) -> Result<Value, Mismatch> {
            <&str>::check(vm, value)
        }

        fn take(checked: Value, vm: &'a Vm<'_>) -> Text {
            Text(<&str>::take(checked, vm).chars().count())
        }
    }
}

/// What the module below works on.
#[derive(Default)]
struct Plant {
    log: Vec<String>,
    alive: Rc<RefCell<i32>>,
    callback: Option<Object>,
}

/// A Rust object of the plant, which counts how many of its kind there are.
struct Valve {
    name: String,
    open: u8,
    alive: Rc<RefCell<i32>>,
}

impl Drop for Valve {
    fn drop(&mut self) {
        *self.alive.borrow_mut() -= 1;
    }
}

struct Stuck;

impl IntoException for Stuck {
    fn exception(&self) -> Exception {
        Exception::os_error(5, "the valve is stuck")
    }
}

ferropy::module! {
    /// A plant of pipes.
    PLANT = "plant" for Plant {
        /// Writes to the log.
        fn note(plant, text: &str, times: usize = 1, mark: Option<&str> = None) -> usize {
            for _ in 0..times {
                plant.log.push(format!("{text}{}", mark.unwrap_or("")));
            }
            plant.log.len()
        }
        fn on_alarm(plant, callback: Object) { plant.callback = Some(callback); }
        fn add(a: i32, b: i32) -> i32 { a + b }
        fn largest(values: [f32; 3]) -> f32 { values.into_iter().fold(f32::MIN, f32::max) }
        fn nothing() {}
        fn pair(first: i8, second: &[u8]) -> (i8, usize) { (first, second.len()) }
        const PIPES: u8 = 12;
        const SITE: &str = "north";
        const RATIO: f32 = 0.25;
        const LIVE: bool = true;

        /// A valve.
        class Valve = "Valve" {
            new(plant, name: &str, open: u8 = 0) -> Result<Valve, Stuck> {
                if name == "stuck" {
                    return Err(Stuck);
                }
                *plant.alive.borrow_mut() += 1;
                Ok(Valve { name: name.to_owned(), open, alive: plant.alive.clone() })
            }
            fn turn(valve, by: i16) -> Result<u8, Stuck> {
                valve.open = u8::try_from(i16::from(valve.open) + by).map_err(|_| Stuck)?;
                Ok(valve.open)
            }
            fn report(valve, plant, prefix: &str = "at") {
                plant.log.push(format!("{prefix} {} {}", valve.name, valve.open));
            }
            get open(valve) -> u8 { valve.open }
            set open(valve, percent: u8) -> Result<(), &'static str> {
                if percent > 100 { return Err("more than open"); }
                valve.open = percent;
                Ok(())
            }
            get name(valve) -> heapless_name::Name { heapless_name::Name(valve.name.clone()) }
        }
    }
}

mod heapless_name {
    //! A type of one's own as a result.
    use ferropy::Vm;
    use ferropy::bind::{Outcome, ToPython, Value};

    pub struct Name(pub String);

    impl ToPython for Name {
        const ROOM: usize = 64;

        fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
            self.0.as_str().to_python(vm)
        }
    }
}

/// The effect of a text with the plant: the log, or the exception.
fn with_plant(text: &str) -> Result<Vec<String>, String> {
    let mut plant = Plant::default();
    let alive = plant.alive.clone();
    let mut memory = vec![0; 64 * KB];
    let mut vm = Vm::builder(&mut memory).module(&PLANT, &mut plant).build().unwrap();
    vm.exec("import plant\nfrom plant import Valve, note").unwrap();
    let result = vm.exec(text).map_err(|error| {
        let class = error.class(&vm).to_owned();
        format!("{class}: {}", error.message(&mut vm))
    });
    drop(vm);
    assert_eq!(*alive.borrow(), 0, "all valves are dropped with the VM");
    result.map(|()| plant.log)
}

#[test]
fn arguments_have_defaults_and_names() {
    let log = with_plant("note('a'); note('b', 2); note('c', mark='!'); note(text='d', times=1, mark=None)").unwrap();
    assert_eq!(log, ["a", "b", "b", "c!", "d"]);
}

#[test]
fn functions_without_state_constants_and_sequences() {
    let text = "note(str((plant.add(2, -5), plant.largest([1, 2.5, -3]), plant.nothing(), plant.pair(-1, b'abc'))))\n\
                note(str((plant.PIPES, plant.SITE, plant.RATIO, plant.LIVE)))";
    let log = with_plant(text).unwrap();
    assert_eq!(log, ["(-3, 2.5, None, (-1, 3))", "(12, 'north', 0.25, True)"]);
}

#[test]
fn complaints_name_function_and_argument() {
    let complaints = [
        ("note(3)", "TypeError: argument 'text' of note() must be str, not int"),
        ("note('a', -1)", &format!("ValueError: argument 'times' of note() must be between 0 and {}", usize::MAX)),
        ("note('a', mark=7)", "TypeError: argument 'mark' of note() must be str, not int"),
        ("note(times=1)", "TypeError: note() missing required argument 'text' (pos 1)"),
        ("note('a', nme=1)", "TypeError: 'nme' is an invalid keyword argument for note()"),
        ("note('a', text='b')", "TypeError: note() got multiple values for argument 'text'"),
        ("plant.add(1)", "TypeError: add() missing required argument 'b' (pos 2)"),
        ("plant.add(1 << 31, 0)", "ValueError: argument 'a' of add() must be between -2147483648 and 2147483647"),
        ("plant.largest([1, 2])", "ValueError: argument 'values' of largest() must have 3 items"),
        (
            "plant.largest((1, 2, 'x'))",
            "TypeError: argument 'values' of largest() must have items that are float, not str",
        ),
        ("plant.pair(1, 'x')", "TypeError: argument 'second' of pair() must be a bytes-like object, not str"),
        ("plant.nope", "AttributeError: module 'plant' has no attribute 'nope'"),
        ("Valve()", "TypeError: Valve() missing required argument 'name' (pos 1)"),
        ("Valve('stuck')", "OSError: [Errno 5] the valve is stuck"),
        ("Valve('v').turn(300)", "OSError: [Errno 5] the valve is stuck"),
        ("Valve('v').open = 101", "RuntimeError: more than open"),
        ("Valve('v').open = 'wide'", "TypeError: argument 'percent' of open() must be int, not str"),
        ("Valve('v').name = 'w'", "AttributeError: property 'name' of 'Valve' object has no setter"),
        ("Valve('v').colour = 'red'", "AttributeError: 'Valve' object has no attribute 'colour'"),
        ("Valve('v').colour", "AttributeError: 'Valve' object has no attribute 'colour'"),
        ("Valve.turn(3, 4)", "TypeError: descriptor 'turn' doesn't apply to a 'int' object"),
        ("class Own(Valve): pass", "TypeError: type 'Valve' is not an acceptable base type"),
    ];
    for (text, complaint) in complaints {
        assert_eq!(with_plant(text).unwrap_err(), complaint, "{text}");
    }
}

#[test]
fn rust_types_are_classes() {
    let text = "v = Valve('main', open=10)\n\
                v.turn(5); v.open += 20; v.report(); v.report(prefix='then')\n\
                turn = v.turn; turn(-1); Valve.turn(v, -1)\n\
                note(str((v.open, v.name, type(v) is Valve, isinstance(v, Valve), Valve.__name__)))\n\
                note(str([w.name for w in [Valve('x'), Valve('y')]]))";
    let log = with_plant(text).unwrap();
    assert_eq!(log, ["at main 35", "then main 35", "(33, 'main', True, True, 'Valve')", "['x', 'y']"]);
}

#[test]
fn rust_objects_are_dropped_by_the_collector_and_survive_its_moves() {
    let mut plant = Plant::default();
    let alive = plant.alive.clone();
    let mut memory = vec![0; 16 * KB];
    let mut vm = Vm::builder(&mut memory).module(&PLANT, &mut plant).build().unwrap();
    vm.exec("from plant import Valve\nkept = [Valve('v%d' % i, i) for i in range(10)]").unwrap();
    for _ in 0..200 {
        vm.exec("for i in range(20): Valve('short lived')").unwrap();
    }
    vm.exec("hoard = []\ntry:\n    while True: hoard.append(bytearray(100))\nexcept MemoryError: hoard = None")
        .unwrap();
    vm.collect();
    assert_eq!(*alive.borrow(), 10);
    assert_eq!(vm.eval::<u32>("sum(v.open for v in kept)").unwrap(), 45);
    assert_eq!(vm.eval::<&str>("kept[7].name").unwrap(), "v7");
    vm.exec("del kept[3:]").unwrap();
    vm.collect();
    assert_eq!(*alive.borrow(), 3);
    drop(vm);
    assert_eq!(*alive.borrow(), 0);
}

#[test]
fn callbacks_are_kept_for_the_host() {
    let mut plant = Plant::default();
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).module(&PLANT, &mut plant).build().unwrap();
    vm.exec("import plant\nseen = []\ndef make(prefix): return lambda what: seen.append(prefix + what)").unwrap();
    vm.exec("plant.on_alarm(make('alarm: '))").unwrap();
    vm.exec("hook = make('other: ')").unwrap();
    let hook: Object = vm.get("hook").unwrap();
    vm.exec("hook = None").unwrap();
    vm.collect();
    vm.call_object::<()>(hook, &("fire",)).unwrap();
    assert_eq!(vm.eval::<&str>("seen[0]").unwrap(), "other: fire");
    vm.release(hook);
    assert!(vm.call_object::<()>(hook, &("again",)).unwrap_err().is(&vm, "ReferenceError"));
    drop(vm);
    assert!(plant.callback.is_some());
}

#[test]
fn two_vms_have_their_own_state() {
    let (mut first, mut second) = (Plant::default(), Plant::default());
    let (mut memory, mut other) = (vec![0; 32 * KB], vec![0; 32 * KB]);
    let mut one = Vm::builder(&mut memory).module(&PLANT, &mut first).build().unwrap();
    let mut two = Vm::builder(&mut other).module(&PLANT, &mut second).build().unwrap();
    one.exec("import plant; plant.note('one')").unwrap();
    two.exec("import plant; plant.note('two')").unwrap();
    drop((one, two));
    assert_eq!((first.log, second.log), (vec!["one".to_owned()], vec!["two".to_owned()]));
}

#[test]
fn too_many_modules_are_refused() {
    let mut memory = vec![0; 32 * KB];
    let mut plants: Vec<Plant> = (0..9).map(|_| Plant::default()).collect();
    let mut builder = Vm::builder(&mut memory);
    for plant in &mut plants {
        builder = builder.module(&PLANT, plant);
    }
    assert_eq!(builder.build().err(), Some(BuildError::TooManyModules(8)));
}

/// A host with sources of modules.
struct Files {
    files: HashMap<&'static str, (&'static str, bool)>,
    printed: String,
}

impl Host for Files {
    fn write(&mut self, text: &[u8]) {
        self.printed.push_str(&String::from_utf8_lossy(text));
    }

    fn module_source(&mut self, name: &str) -> Option<(&[u8], bool)> {
        self.files.get(name).map(|(text, package)| (text.as_bytes(), *package))
    }
}

#[test]
fn modules_come_from_the_host() {
    let files = HashMap::from([
        ("helper", ("print('helper runs')\ndef answer(): return 42\n", false)),
        ("pack", ("from .part import value\n", true)),
        ("pack.part", ("value = __name__\n", false)),
        ("broken", ("1 / 0\n", false)),
    ]);
    let mut host = Files { files, printed: String::new() };
    let mut memory = vec![0; 64 * KB];
    let mut vm = Vm::builder(&mut memory).host(&mut host).build().unwrap();
    vm.exec("import helper, pack\nimport helper as again\nprint(helper.answer(), again is helper, pack.value)")
        .unwrap();
    assert!(vm.exec("import broken").unwrap_err().is(&vm, "ZeroDivisionError"));
    assert!(vm.exec("import broken").unwrap_err().is(&vm, "ZeroDivisionError"));
    let error = vm.exec("import missing").unwrap_err();
    assert_eq!(error.class(&vm), "ModuleNotFoundError");
    assert_eq!(error.message(&mut vm), "No module named 'missing'");
    drop(vm);
    assert_eq!(host.printed, "helper runs\n42 True pack.part\n");
}

/// What a prompt shows for these lines, and what it asks for after each.
fn session(lines: &[&str]) -> (String, Vec<Next>) {
    let (mut shown, mut asked) = (Vec::new(), Vec::new());
    let mut print = Print(|text: &[u8]| shown.extend_from_slice(text));
    let (mut memory, mut text) = (vec![0; 32 * KB], [0; 256]);
    let mut vm = Vm::builder(&mut memory).host(&mut print).build().unwrap();
    let mut repl = Lines::new(&mut text);
    for line in lines {
        let mut next = repl.feed(&mut vm, line);
        while next == Next::Run {
            next = repl.step(&mut vm, Budget::ops(100));
        }
        asked.push(next);
    }
    drop(vm);
    (String::from_utf8(shown).unwrap(), asked)
}

#[test]
fn the_prompt_knows_when_a_statement_is_complete() {
    use Next::{Continuation, Statement};
    let (shown, asked) =
        session(&["x = (1 +", "2)", "x", "", "if x:", "    x = 5", "else:", "    pass", "", "x", "'''a", "b'''"]);
    assert_eq!(shown, "3\n5\n'a\\nb'\n");
    let wanted = [
        Continuation,
        Statement,
        Statement,
        Statement,
        Continuation,
        Continuation,
        Continuation,
        Continuation,
        Statement,
        Statement,
        Continuation,
        Statement,
    ];
    assert_eq!(asked, wanted);
}

#[test]
fn the_prompt_shows_values_and_keeps_the_last() {
    let (shown, _) = session(&["None", "'quoted'", "_ + '!'", "1; 2", "x = 3"]);
    assert_eq!(shown, "'quoted'\n'quoted!'\n1\n2\n");
}

#[test]
fn the_prompt_reports_mistakes_and_goes_on() {
    let (shown, asked) = session(&["1 +", "nope", "6 * 7", "raise SystemExit", &"x".repeat(300)]);
    let wanted = "  File \"<stdin>\", line 1\n    1 +\n       ^\nSyntaxError: invalid syntax\n\
                  Traceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n\
                  NameError: name 'nope' is not defined\n42\nthe statement is too long for the prompt\n";
    assert_eq!(shown, wanted);
    assert_eq!(asked[3], Next::Exit);
}

#[test]
fn the_memory_is_reported() {
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).build().unwrap();
    vm.collect();
    let before = vm.memory();
    vm.exec("block = bytearray(4000)").unwrap();
    vm.collect();
    let after = vm.memory();
    assert!((4000..4300).contains(&(after.live - before.live)), "{}", after.live - before.live);
    assert_eq!(after.total, before.total);
    assert_eq!(after.live + after.free, after.total);
    assert!(after.high_water >= after.live && after.collections > before.collections);
    assert_eq!(finish_nothing(&mut vm), 1);
}

/// Steps of a VM that has nothing to do.
fn finish_nothing(vm: &mut Vm) -> usize {
    finish(vm, 10)
}
