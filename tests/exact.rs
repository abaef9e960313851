//! A program takes the same memory everywhere, to the byte: `benches/run.py exact` compares what this prints, with feature
//! `f32`, with two emulated machines; here each program runs twice, in memory at different places.

mod stand;

use ferropy::{Budget, Print, Step, Vm};
use stand::{Script, scripts};

ferropy::module! {
    BENCH = "bench" {
        fn mark(number: u32) { let _ = number; }
    }
}

/// The heap and the budget of the emulated machines.
const HEAP: usize = 128 * 1024;
const STEP: u32 = 1000;

/// The most bytes that were in use at a time, and what the program printed.
fn peak(script: &Script) -> (usize, String) {
    let (mut memory, mut output) = (vec![0; HEAP], Vec::new());
    let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
    let mut vm = Vm::builder(&mut memory).module(&BENCH, ()).host(&mut print).standard_modules().build().expect("a VM");
    vm.load("main.py", &script.source).expect("it compiles");
    loop {
        match vm.step(Budget::ops(STEP)) {
            Step::Ready | Step::Waiting(_) => {}
            Step::Done(_) => break,
            Step::Raised(error) => panic!("{}: {}", script.title(), error.traceback(&mut vm)),
        }
    }
    let peak = vm.memory().high_water;
    drop(vm);
    (peak, String::from_utf8(output).expect("text"))
}

#[test]
fn where_the_memory_lies_changes_nothing() {
    for script in scripts("benches/heap") {
        let ((first, output), (second, again)) = (peak(&script), peak(&script));
        println!("peak {} {first}", script.file());
        assert_eq!((first, output), (second, again), "{}", script.title());
    }
}
