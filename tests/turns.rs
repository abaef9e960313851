//! Long work of one instruction is done in portions: a firmware that takes control at every chance sees the same.

mod stand;

use ferropy::{Budget, Print, Step, Vm};
use stand::{check_all, scripts};

ferropy::module! {
    BENCH = "bench" {
        fn mark(number: u32) { let _ = number; }
    }
}

/// What a script of the bench of pauses prints, and in how many steps.
fn output(source: &str, budget: Budget) -> (String, u64) {
    let (mut memory, mut output, mut steps) = (vec![0; 512 * 1024], Vec::new(), 0);
    let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
    let mut vm = Vm::builder(&mut memory).module(&BENCH, ()).host(&mut print).standard_modules().build().expect("a VM");
    vm.load("main.py", source).expect("it compiles");
    loop {
        steps += 1;
        assert!(steps < 5_000_000, "it does not end");
        match vm.step(budget) {
            Step::Ready | Step::Waiting(_) => {}
            Step::Done(_) => break,
            Step::Raised(error) => panic!("{:.60}: {}", source, error.traceback(&mut vm)),
        }
    }
    drop(vm);
    (String::from_utf8(output).expect("text"), steps)
}

#[test]
fn who_takes_control_at_every_chance_sees_the_same() {
    check_all(scripts("benches/pauses"), |script| {
        // Every value that a statement has is shown.
        let source = script.source.replace("from bench import mark", "from bench import mark\nfrom sys import stdout");
        let ((whole, _), (parts, steps)) = (output(&source, Budget::ops(1_000_000)), output(&source, Budget::ops(1)));
        if whole != parts {
            return Err("the output is another one".to_owned());
        }
        if steps < 1000 { Err(format!("only {steps} steps")) } else { Ok(()) }
    });
}
