//! What objects cost: bytes of the VM's memory for each of many alike.

use ferropy::Vm;

/// How many are made.
const COUNT: usize = 500;

/// Bytes of live memory that the value of an expression takes: of `COUNT` values more, by one.
fn bytes_of(setup: &str, expression: &str) -> usize {
    let mut memory = vec![0; 256 * 1024];
    let mut vm = Vm::builder(&mut memory).build().expect("a VM");
    let program = format!(
        "{setup}\nitems = [None] * {}\ndef fill(count):\n    for i in range(count):\n        items[i] = {expression}\n",
        COUNT + 10
    );
    vm.exec(&program).expect("the program runs");
    let mut live = |count: usize| {
        vm.call::<()>("fill", &(count,)).expect("the program runs");
        vm.collect();
        vm.memory().live
    };
    live(10);
    let (few, many) = (live(10), live(COUNT + 10));
    assert_eq!((many - few) % COUNT, 0, "{expression}: {} bytes for {COUNT}", many - few);
    (many - few) / COUNT
}

const POINT: &str = "class Point:\n    def __init__(self, x, y):\n        self.x = x\n        self.y = y\n";

#[test]
fn instance_with_two_attributes() {
    assert_eq!(bytes_of(POINT, "Point(i, i)"), 16);
}

#[test]
fn float() {
    assert_eq!(bytes_of("", "i * 0.5"), if cfg!(feature = "f32") { 8 } else { 16 });
}

#[test]
fn pair() {
    assert_eq!(bytes_of("", "(i, i)"), 16);
}

#[test]
fn empty_list() {
    assert_eq!(bytes_of("", "[]"), 8);
}

#[test]
fn empty_dict() {
    assert_eq!(bytes_of("", "{}"), 8);
}

#[test]
fn short_string() {
    assert_eq!(bytes_of("", "'pin' + str(100 + i)"), 16);
}

#[test]
fn closure() {
    assert_eq!(bytes_of("def adder(n):\n    return lambda x: x + n\n", "adder(i)"), 32);
}

#[test]
fn list_of_ten() {
    assert_eq!(bytes_of("", "[i, 1, 2, 3, 4, 5, 6, 7, 8, 9]"), 56);
}

#[test]
fn dict_of_ten_names() {
    let expression = "{'a': i, 'b': 1, 'c': 2, 'd': 3, 'e': 4, 'f': 5, 'g': 6, 'h': 7, 'k': 8, 'l': 9}";
    assert_eq!(bytes_of("", expression), 96);
}

#[test]
fn instance_with_four_attributes() {
    let class = "class P:\n    def __init__(self, a):\n        self.a = a\n        self.b = self.c = self.d = 1\n";
    assert_eq!(bytes_of(class, "P(i)"), 24);
}

#[test]
fn exception() {
    // Its arguments, an empty tuple, take 8 of them.
    assert_eq!(bytes_of("", "ValueError()"), 32);
}

#[test]
fn generator() {
    // Two registers.
    assert!(bytes_of("def steps(n):\n    yield n\n", "steps(i)") <= 32 + 8);
}

#[test]
fn string_of_ten_characters() {
    assert_eq!(bytes_of("", "'reading' + str(100 + i)"), 16);
}

#[test]
fn bound_method() {
    assert_eq!(bytes_of("class C:\n    def f(self): pass\nc = C()\n", "c.f"), 16);
}

#[test]
fn int_of_64_bits() {
    assert_eq!(bytes_of("", "(1 << 60) + i"), 16);
}

/// The live memory of a program that has printed, its code and globals included.
#[test]
fn hello_fits_in_one_and_a_half_kilobytes() {
    let mut memory = vec![0; 64 * 1024];
    let mut vm = Vm::builder(&mut memory).build().expect("a VM");
    vm.exec("print('hello')").expect("it runs");
    vm.collect();
    assert!(vm.memory().live <= 1536, "{} bytes", vm.memory().live);
}

/// The least memory in which a program that prints can be compiled and run.
#[test]
fn least_memory() {
    let runs = |size: usize| {
        let mut memory = vec![0; size];
        Vm::builder(&mut memory).build().is_ok_and(|mut vm| vm.exec("print('hello')").is_ok())
    };
    let least = (0..65536).step_by(64).find(|size| runs(*size)).expect("64 KB are enough");
    assert!(least <= 2560, "{least} bytes");
}
