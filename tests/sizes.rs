//! What objects cost: bytes of the VM's memory for each of many alike.

use ferropy::{Limits, Vm};

/// How many are made.
const COUNT: usize = 500;

/// Bytes of live memory that `setup` and so many evaluations of `expression` in a list take, for each of them, without
/// the four bytes of the list's item.
fn bytes_of(setup: &str, expression: &str) -> usize {
    let mut memory = vec![0; 256 * 1024];
    let mut vm = Vm::builder(&mut memory).limits(Limits::default()).build().expect("a VM");
    let live = |vm: &mut Vm| {
        vm.collect();
        vm.memory().live
    };
    vm.exec(setup).expect("the set-up runs");
    vm.exec(&format!("def fill(items, count):\n    for i in range(count):\n        items[i] = {expression}\n")).expect("it compiles");
    vm.exec(&format!("items = [None] * {COUNT}\nfill(items, 3)\nfill(items, 0)")).expect("it runs");
    vm.exec("items[0] = items[1] = items[2] = None").expect("it runs");
    let before = live(&mut vm);
    vm.exec(&format!("fill(items, {COUNT})")).expect("it runs");
    let after = live(&mut vm);
    assert_eq!((after - before) % COUNT, 0, "{expression}: {} bytes for {COUNT}", after - before);
    (after - before) / COUNT
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
    assert!(least <= 6 * 1024, "{least} bytes");
}
