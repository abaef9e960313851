//! The compiler needs little memory beyond what it makes, however long the text is.

use ferropy::Vm;
use std::fmt::Write;

/// What a compilation may take for itself.
const TRANSIENT: usize = 3 * 1024;

/// A module of about a thousand lines, in functions of about sixty.
fn module() -> String {
    let mut text = String::new();
    for number in 0..17 {
        writeln!(
            text,
            "def work_{number}(values, limit=3):\n    \"\"\"Does work {number}.\"\"\"\n    total = {number}"
        )
        .unwrap();
        for step in 0..11 {
            writeln!(text, "    for item in values:\n        if item > limit + {step}:").unwrap();
            writeln!(text, "            total += item * {step}\n        else:").unwrap();
            writeln!(text, "            total = total - item.weight({step})").unwrap();
        }
        writeln!(text, "    return total\n").unwrap();
    }
    text
}

/// The bytes that are in use when the module has been compiled, if it can be.
fn loaded(text: &str, slice: usize) -> Option<usize> {
    let mut memory = vec![0; slice];
    let mut vm = Vm::builder(&mut memory).build().ok()?;
    vm.load("main.py", text).ok()?;
    vm.collect();
    Some(vm.memory().live)
}

/// A slice whose arena has at most so many bytes.
fn slice_for(arena: usize) -> usize {
    let total = |slice: usize| {
        let mut memory = vec![0; slice];
        Vm::builder(&mut memory).build().map_or(0, |vm| vm.memory().total)
    };
    (0..).map(|more| arena + 8 * more).take_while(|slice| total(*slice) <= arena).last().expect("a slice")
}

#[test]
fn a_thousand_lines_need_three_kilobytes_beyond_their_code() {
    let text = module();
    assert!((950..=1050).contains(&text.lines().count()));
    let kept = loaded(&text, 256 * 1024).expect("there is room");
    assert!(kept > 4 * TRANSIENT, "{kept}");
    assert!(loaded(&text, slice_for(kept + TRANSIENT)).is_some());
    assert!(loaded(&text, slice_for(kept - 8)).is_none());
}
