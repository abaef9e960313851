//! What some small programs compile to; every part of the language verifies, survives a failing allocation at every
//! place and compiles to the same code when its text comes in pieces.

extern crate std;

use super::*;
use crate::vm::code::Code;
use crate::vm::code::listing::{list, value};
use crate::vm::code::verify::{Around, verify};
use crate::vm::heap::{Kind as Block, Torture};
use std::format;
use std::string::{String, ToString};
use std::vec;
use std::vec::Vec;

/// Slots in the order of first use; two built-ins.
struct Globals(Vec<u32>);

impl Environment for Globals {
    fn slot(&mut self, _: &mut Heap, _: Ref, name: Name) -> Outcome<u16> {
        let known = self.0.iter().position(|word| *word == name.bits());
        Ok(known.unwrap_or_else(|| {
            self.0.push(name.bits());
            self.0.len() - 1
        }) as u16)
    }

    fn builtin(&self, name: Name) -> Option<u16> {
        [name::LEN, name::PRINT].iter().position(|builtin| *builtin == name).map(|row| row as u16)
    }
}

/// A code block and all that are its constants, as they are made.
fn text_of(heap: &Heap, at: Ref, out: &mut String) {
    let code = Code::new(heap, at);
    let mut add = |bytes: &[u8]| out.push_str(core::str::from_utf8(bytes).unwrap_or("?"));
    value(heap, code.value(0), &mut add);
    add(format!(" {} {}\n", code.registers(), code.flags().0).as_bytes());
    list(heap, at, &mut add);
    let around = Around { slots: usize::MAX, is_builtin: |_| true };
    assert_eq!(verify(heap, at, around), Ok(()));
    for index in 0..code.value_count() {
        if let Some(inner) = code.value(index).as_ref().filter(|inner| heap.kind(*inner) == Block::Code) {
            text_of(heap, inner, out);
        }
    }
}

/// Compiles a text: the listing or the error, and whether an allocation failed. Of a text in pieces, `piece` more bytes
/// come whenever it ends.
fn attempt(text: &str, fail: Option<u32>, piece: usize) -> (Result<String, String>, bool) {
    let mut memory = vec![0; 1 << 16];
    let mut heap = Heap::claim(&mut memory).expect("room");
    let file = heap.intern(b"test.py").expect("room");
    let options = Options::default();
    let order =
        Order { source: Value::NONE, mode: Mode::File, target: Target::Module, globals: Ref::NONE, file, options };
    let compilation = open(&mut heap, order).expect("room");
    heap.set_torture(Torture { fail_allocation: fail, ..Torture::default() });
    let (mut globals, mut failed, mut start, mut end) = (Globals(Vec::new()), false, 0, piece.min(text.len()));
    let result = loop {
        let source = Source { text: &text.as_bytes()[start..end], complete: end == text.len() };
        match step(&mut heap, compilation, &source, &mut globals) {
            Ok(Progress::More) => {
                start += consume(&mut heap, compilation);
            }
            Ok(Progress::Starved) => end = (end + piece).min(text.len()),
            Ok(Progress::Done(code)) => {
                let mut out = String::new();
                text_of(&heap, code, &mut out);
                break Ok(out);
            }
            Err(CompileStop::Memory) if !failed => {
                heap.set_torture(Torture::default());
                failed = true;
            }
            Err(CompileStop::Memory) => break Err("memory".to_string()),
            Err(CompileStop::Syntax(error)) => {
                let argument = match error.argument {
                    Argument::Name(name) => String::from_utf8_lossy(heap.name_text(Name::from_bits(name))).into_owned(),
                    _ => String::new(),
                };
                break Err(format!("{} {}", error.at.line(), error.text.replace("{}", &argument)));
            }
        }
    };
    close(&mut heap, compilation);
    (result, failed)
}

fn compiled(text: &str) -> String {
    attempt(text, None, usize::MAX).0.unwrap_or_else(|error| error)
}

/// A listing without the numbers of natives.
fn numberless(text: &str) -> String {
    let mut parts = text.split("<native ");
    let mut out = String::from(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str("<native");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// The lines of a listing without units and line numbers, and the exception tables.
fn short(text: &str) -> String {
    let text = numberless(text);
    let lines = text.lines().map(|line| match line.split_once("  ") {
        Some(_) if !line.contains("=>") => line.get(11..).unwrap_or(line).to_string(),
        _ => line.trim_start().to_string(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn expect(source: &str, listing: &str) {
    let listing: Vec<&str> = listing.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(short(&compiled(source)), listing.join("\n"), "of {source}");
}

#[test]
fn globals_are_slots() {
    expect(
        "x = 1\nprint(x + 2)\n",
        "'<module>' 4 0
        LoadInt r0, 1
        StoreGlobal r0, s0
        LoadGlobalOrBuiltin r0, s1, v1
        LoadGlobal r3, s0
        AddInt r3, r3, 2
        Call r0, r0, 1
        ReturnNone 0",
    );
}

#[test]
fn loops_compare_and_jump_at_once() {
    expect(
        "def fib(n):\n    a, b = 0, 1\n    while a < n:\n        a, b = b, a + b\n    return a\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code fib>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'fib' 5 0
        LoadInt r1, 0
        LoadInt r2, 1
        JumpIfLess r1*, r0, -> 15
        Move r3, r2
        Add r2, r1, r2
        Move r1, r3
        Loop 0, -> 4
        Return r1",
    );
}

#[test]
fn conditions_make_no_booleans() {
    expect(
        "def f(a, b):\n    if not (a and b is not None) or 0 < len(a) <= 9:\n        return a\n    return b in a\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s1
        ReturnNone 0
        'f' 7 0
        JumpIfFalse r0, -> 19
        JumpIfNone r1, -> 19
        LoadInt r2, 0
        LoadGlobalOrBuiltin r3, s0, v0
        Move r6, r0
        Call r3, r3, 1
        JumpIfLess r2*, r3, -> 20
        JumpIfLessEqualInt r3*, 9, -> 20
        Return r0
        In r2, r1, r0
        Return r2",
    );
}

#[test]
fn pairs_are_unpacked_into_locals() {
    expect(
        "def f(x):\n    for i, v in x:\n        if i == 3:\n            continue\n        if v:\n            break\n    else:\n        return 1\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'f' 7 0
        Move r3, r0
        ForPrepare r3
        ForNext r3, r6*, -> 21
        Unpack r1, r6, 2
        JumpIfEqualInt r1*, 3, -> 14
        ForLoop r3, r6*, -> 6
        JumpIfFalse r2, -> 18
        Jump 0, -> 24
        ForLoop r3, r6*, -> 6
        LoadInt r6, 1
        Return r6
        ReturnNone 0",
    );
}

#[test]
fn handlers_cost_nothing_on_the_way_without_exceptions() {
    expect(
        "def f(x):\n    try:\n        x()\n    except KeyError as e:\n        print(e)\n    return x\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s2
        ReturnNone 0
        'f' 7 0
        Move r3, r0
        Call r3, r3, 0
        Jump 0, -> 31
        EnterHandler r2
        LoadGlobal r3, s0
        JumpIfNoMatch r3, -> 28
        LoadHandled r1
        LoadGlobalOrBuiltin r3, s1, v1
        Move r6, r1
        Call r3, r3, 1
        LeaveHandler r2
        Undefine r1, 1
        Jump 0, -> 31
        EnterHandler r3
        Undefine r1, 1
        Reraise r2
        Reraise r2
        EnterHandler r3
        Reraise r2
        Return r0
        0..4 => 6
        12..19 => 24
        7..24 => 29",
    );
}

#[test]
fn a_finally_suite_stands_once() {
    expect(
        "def f(x):\n    try:\n        return x()\n    finally:\n        print(x)\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s1
        ReturnNone 0
        'f' 7 0
        Move r4, r0
        Call r2, r4, 0
        LoadInt r1, 1
        Jump 0, -> 8
        LoadGlobalOrBuiltin r3, s0, v1
        Move r6, r0
        Call r3, r3, 1
        JumpIfEqualInt r1*, 1, -> 19
        Return r2
        Reraise r2
        EnterHandler r2
        LoadInt r1, -1
        Loop 0, -> 8
        EnterHandler r3
        JumpIfEqualInt r1, -1, -> 30
        Reraise r3
        Reraise r2
        0..8 => 20
        8..15 => 25",
    );
}

#[test]
fn with_calls_exit_on_every_way_out() {
    expect(
        "def f(x):\n    with x as y:\n        return y\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'f' 11 0
        Move r3, r0
        LoadSpecial r2, r3, k3 '__exit__'
        LoadSpecial r3, r3, k4 '__enter__'
        Call r3, r3, 0
        Move r1, r3
        Move r4, r1
        Move r5, r2
        LoadNone r8
        LoadNone r9
        LoadNone r10
        Call r5, r5, 3
        Return r4
        EnterHandler r3
        Move r4, r2
        LoadHandledParts r7
        Call r4, r4, 3
        JumpIfTrue r4, -> 33
        Reraise r3
        EnterHandler r4
        Reraise r3
        LeaveHandler r3
        ReturnNone 0
        10..14 => 22
        23..28 => 31",
    );
}

#[test]
fn captured_variables_are_cells() {
    expect(
        "def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n        return n\n    return g\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'f' 3 0
        Undefine r0, 1
        MakeCell r0
        LoadInt r2, 0
        StoreCell r0, r2
        MakeFunction r1, k2 <code f.<locals>.g>, flags 0 r0
        Return r1
        'f.<locals>.g' 1 0
        LoadFree r0, 0, k2 'n'
        AddInt r0, r0*, 1
        StoreFree r0, 0
        LoadFree r0, 0, k2 'n'
        Return r0",
    );
}

#[test]
fn a_method_captures_its_class() {
    expect(
        "class A(B):\n    def f(self, x):\n        return super().f(x)\n",
        "'<module>' 6 0
        LoadConst r0, k3 <native>
        LoadConst r4, k2 'A'
        LoadGlobal r5, s0
        MakeFunction r3, k4 <code A>, flags 0
        Call r0, r0, 3
        StoreGlobal r0, s2
        ReturnNone 0
        'A' 3 32
        Undefine r1, 1
        MakeCell r1
        MakeFunction r2, k3 <code A.f>, flags 0 r1
        StoreName r2, k4 'f'
        Return r1
        'A.f' 10 0
        LoadGlobal r5, s1
        LoadFree r8, 0, k4 '__class__'
        Move r9, r0
        Call r5, r5, 2
        Move r6, r1
        CallMethod r2, r2, 1, k5 'f'
        Return r2",
    );
}

#[test]
fn comprehensions_run_in_the_frame() {
    expect(
        "def f(x):\n    return [y * 2 for y in x if y]\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'f' 7 0
        BuildList r1, r1, 0
        Move r2, r0
        ForPrepare r2
        ForNext r2, r5, -> 17
        JumpIfFalse r5, -> 14
        MultiplyInt r6, r5, 2
        ListAppend r1, r6
        ForLoop r2, r5, -> 8
        Return r1",
    );
}

#[test]
fn generators_take_their_first_iterator() {
    expect(
        "def f(x):\n    return (y for y in x)\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'f' 5 0
        MakeFunction r1, k3 <code f.<locals>.<genexpr>>, flags 0
        Move r4, r0
        GetIter r4, r4
        Call r1, r1, 1
        Return r1
        'f.<locals>.<genexpr>' 5 1
        ForPrepare r0
        ForNext r0, r3, -> 9
        Yield r4, r3
        ForLoop r0, r3, -> 4
        ReturnNone 0",
    );
}

#[test]
fn unbound_locals_are_found() {
    expect(
        "def f(x):\n    if x:\n        y = 1\n    return y\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'f' 2 0
        Undefine r1, 1
        JumpIfFalse r0, -> 6
        LoadInt r1, 1
        CheckBound r1, k3 'y'
        Return r1",
    );
}

#[test]
fn operands_that_are_rebound_are_copied() {
    expect(
        "def f(a):\n    return a + (a := 5)\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'f' 2 0
        Move r1, r0
        LoadInt r0, 5
        Add r1, r1, r0
        Return r1",
    );
}

#[test]
fn literals_are_folded() {
    expect(
        "x = -2 ** 3, 60 * 60 * 24, not 0, -1.5\nif 0:\n    y()\nwhile True:\n    z()\n",
        "'<module>' 4 0
        LoadInt r0, -8
        LoadConst r1, k2 86400
        LoadTrue r2
        LoadConst r3, k3 <float>
        BuildTuple r0, r0, 4
        StoreGlobal r0, s0
        LoadGlobal r0, s1
        Call r0, r0, 0
        Loop 0, -> 11",
    );
}

#[test]
fn patterns_capture_after_they_matched() {
    expect(
        "def f(x):\n    match x:\n        case [1, y]:\n            return y\n        case {'k': z}:\n            return z\n",
        "'<module>' 1 0
        MakeFunction r0, k2 <code f>, flags 0
        StoreGlobal r0, s0
        ReturnNone 0
        'f' 11 0
        Move r3, r0
        Move r7, r3
        LoadInt r8, 2
        LoadFalse r9
        LoadConst r4, k3 <native>
        Call r4, r4, 3
        JumpIfFalse r4, -> 21
        Unpack r4, r3, 2
        JumpIfEqualInt r4*, 1, -> 21
        Move r1, r5
        Return r1
        LoadConst r10, k4 'k'
        BuildTuple r4, r10, 1
        Move r8, r3
        Move r9, r4
        LoadConst r5, k5 <native>
        Call r5, r5, 2
        JumpIfNone r5, -> 40
        Unpack r6, r5, 1
        Move r2, r6
        Return r2
        ReturnNone 0",
    );
}

/// Every part of the language once.
const EVERYTHING: &str = include_str!("everything.py");

#[test]
fn every_part_of_the_language_verifies() {
    let (result, _) = attempt(EVERYTHING, None, usize::MAX);
    assert!(result.is_ok(), "{result:?}");
}

#[test]
fn a_failing_allocation_changes_nothing() {
    let whole = attempt(EVERYTHING, None, usize::MAX).0;
    let mut allocations = 0;
    loop {
        let (result, failed) = attempt(EVERYTHING, Some(allocations), usize::MAX);
        assert_eq!(result, whole, "allocation {allocations}");
        if !failed {
            break;
        }
        allocations += 1;
    }
    assert!(allocations > 100);
}

#[test]
fn text_in_pieces_gives_the_same_code() {
    let whole = attempt(EVERYTHING, None, usize::MAX).0;
    for piece in [1, 7, 100] {
        assert_eq!(attempt(EVERYTHING, None, piece).0, whole, "{piece}");
    }
}

#[test]
fn a_line_needs_little_memory() {
    let mut memory = vec![0; 2200];
    let mut heap = Heap::claim(&mut memory).expect("room");
    let options = Options::default();
    let file = name::IN_MODULE;
    let order =
        Order { source: Value::NONE, mode: Mode::File, target: Target::Module, globals: Ref::NONE, file, options };
    let compilation = open(&mut heap, order).expect("room");
    let source = Source { text: b"print(1)\n", complete: true };
    loop {
        match step(&mut heap, compilation, &source, &mut Globals(Vec::new())) {
            Ok(Progress::More) => {}
            other => break assert!(matches!(other, Ok(Progress::Done(_))), "{other:?}"),
        }
    }
    close(&mut heap, compilation);
}

#[test]
fn errors_are_those_of_cpython() {
    let cases = [
        ("return 1", "1 'return' outside function"),
        ("yield 1", "1 'yield' outside function"),
        ("def f():\n    await x", "2 'await' outside async function"),
        ("break", "1 'break' outside loop"),
        ("for i in x:\n    def f():\n        continue", "3 'continue' not properly in loop"),
        ("def f():\n    nonlocal x", "2 no binding for nonlocal 'x' found"),
        ("nonlocal x", "1 nonlocal declaration not allowed at module level"),
        ("def f(x):\n    global x", "2 name 'x' is parameter and global"),
        ("def f():\n    x = 1\n    global x", "3 name 'x' is assigned to before global declaration"),
        ("def f():\n    print(x)\n    global x", "3 name 'x' is used prior to global declaration"),
        ("lambda a, *a: 1", "1 duplicate argument 'a' in function definition"),
        ("*a, *b = c", "1 multiple starred expressions in assignment"),
        ("async def f():\n    yield from x", "2 'yield from' inside async function"),
        ("f(a=1, a=2)", "1 keyword argument repeated: a"),
        ("def f():\n    from x import *", "2 import * only allowed at module level"),
        ("match x:\n    case [a, a]: pass", "2 multiple assignments to name 'a' in pattern"),
        ("match x:\n    case 1 | [a]: pass", "2 alternative patterns bind different names"),
        ("match x:\n    case _: pass\n    case 1: pass", "2 wildcard makes remaining patterns unreachable"),
        ("def f():\n    return [(yield x) for x in y]", "2 'yield' inside list comprehension"),
        ("[i := 0 for i in y]", "1 assignment expression cannot rebind comprehension iteration variable 'i'"),
        ("def f():\n    async with x: pass", "2 'async with' outside async function"),
        ("async def f():\n    yield 1\n    return 2", "3 'return' with value in async generator"),
        (
            "x = 1\nfrom __future__ import annotations",
            "2 from __future__ imports must occur at the beginning of the file",
        ),
    ];
    for (text, message) in cases {
        assert_eq!(attempt(text, None, usize::MAX).0, Err(message.to_string()), "of {text}");
    }
}
