//! Good and bad cases per group of rules. The trees and messages are CPython's, but for what `mod.rs` says differs.

use std::cell::Cell;
use std::fmt::Write;
use std::string::String;
use std::vec::Vec;

use super::tree::*;
use super::*;

/// Names in the order they were met.
#[derive(Default)]
struct Words(Vec<Vec<u8>>);

impl Names for Words {
    fn intern(&mut self, text: &[u8]) -> Result<u32, NoMemory> {
        let known = self.0.iter().position(|word| word == text);
        Ok(known.unwrap_or_else(|| {
            self.0.push(text.to_vec());
            self.0.len() - 1
        }) as u32)
    }
}

/// Scratch memory of so many words.
fn scratch(words: usize) -> Vec<Cell<u32>> {
    std::vec![Cell::new(0); words]
}

/// A complete text.
fn whole(text: &str) -> Source<'_> {
    Source { text: text.as_bytes(), complete: true }
}

/// Writes a tree: names and numbers as they are, texts in quotes, all else as `(Kind operand …)`.
fn show(tree: Tree, node: Node, words: &Words, out: &mut String) {
    let kind = tree.kind(node);
    let text = || String::from_utf8_lossy(&tree.bytes(node).collect::<Vec<u8>>()).into_owned();
    let name = |word: u32| String::from_utf8(words.0[word as usize].clone()).unwrap();
    match kind {
        Kind::Name => return out.push_str(&name(tree.operand(node, 0))),
        Kind::Int => return write!(out, "{}", tree.operand(node, 0)).unwrap(),
        Kind::String => return write!(out, "{:?}", text()).unwrap(),
        Kind::Bytes => return write!(out, "b{:?}", tree.bytes(node).collect::<Vec<u8>>().escape_ascii().to_string()).unwrap(),
        _ => write!(out, "({kind:?}").unwrap(),
    }
    match kind {
        Kind::Float | Kind::Imaginary => write!(out, " {}", text()).unwrap(),
        Kind::BigInt => write!(out, " {} {}", tree.radix(node), text()).unwrap(),
        Kind::Binary | Kind::AugmentedAssign => write!(out, " {}", tree.binary_operator(node).text()).unwrap(),
        Kind::Unary => write!(out, " {}", tree.unary_operator(node).text()).unwrap(),
        Kind::Parameter => write!(out, " {:?}", tree.parameter_kind(node)).unwrap(),
        Kind::FormattedValue | Kind::TypeParameter => write!(out, " {}", tree.flags(node)).unwrap(),
        Kind::Def | Kind::For | Kind::With | Kind::ComprehensionFor if tree.has(node, ASYNC) => out.push_str(" async"),
        Kind::Except | Kind::ImportFrom if tree.has(node, STAR) => out.push_str(" *"),
        _ => {}
    }
    for index in 0..tree.count(node) {
        let word = tree.operand(node, index);
        match kind.letter(index) {
            b't' => break,
            _ if word == NONE => out.push_str(" -"),
            b'e' | b'o' => {
                out.push(' ');
                show(tree, Node(word), words, out);
            }
            b'c' => write!(out, " {}", Comparison::of_word(word).text()).unwrap(),
            b'i' => write!(out, " {word}").unwrap(),
            letter => {
                assert!(letter == b'n' || letter == b'm', "{kind:?} has no operand {index}");
                write!(out, " {}", name(word)).unwrap();
            }
        }
    }
    out.push(')');
}

/// Writes one event: a tree, `end` after a block that a clause follows, `END` after a statement.
fn show_event(event: Statement, memory: &[Cell<u32>], words: &Words, out: &mut String) {
    match event {
        Statement::Simple(node) | Statement::Header(node) | Statement::Clause(node) | Statement::Decorator(node) => {
            show(Tree::new(memory), node, words, out);
        }
        Statement::BlockEnd { more: true } => out.push_str("end"),
        Statement::BlockEnd { more: false } => out.push_str("END"),
        Statement::End => return,
    }
    out.push(' ');
}

/// All events of a text, or the error.
fn parse(text: &str, mode: Mode) -> Result<String, Stop> {
    let (memory, mut words, mut out) = (scratch(4000), Words::default(), String::new());
    let mut parser = Parser::new(mode);
    loop {
        let event = parser.next(&whole(text), &mut words, &memory)?;
        show_event(event, &memory, &words, &mut out);
        if event == Statement::End {
            return Ok(out.trim_end().into());
        }
    }
}

/// Checks the events of texts.
fn check(cases: &[(&str, &str)]) {
    for (text, events) in cases {
        assert_eq!(parse(text, Mode::File).as_deref(), Ok(*events), "{text}");
    }
}

/// The error of a text as `class: message, line:column`.
fn error(text: &str) -> String {
    match parse(text, Mode::File) {
        Err(Stop::Syntax(error)) => {
            let message = match error.argument {
                Argument::None => error.text.into(),
                Argument::Char(character) => fill(error.text, &[&character]),
                Argument::Chars(first, second) => fill(error.text, &[&first, &second]),
                Argument::CharsLine(first, second, line) => fill(error.text, &[&first, &second, &line]),
                Argument::CodePoint(character) => fill(error.text, &[&std::format!("U+{:04X}", character as u32)]),
                Argument::CharCodePoint(character) => {
                    fill(error.text, &[&character, &std::format!("U+{:04X}", character as u32)])
                }
                Argument::Number(number) => fill(error.text, &[&number]),
                Argument::Range(first, last) => fill(error.text, &[&std::format!("{first}-{last}")]),
                Argument::Text(text) => fill(error.text, &[&text]),
                Argument::Name(_) => panic!("only the compiler names names"),
                Argument::TextNumber(text, number) => fill(error.text, &[&text, &number]),
            };
            std::format!("{:?}: {message}, {}:{}", error.class, error.at.line(), error.at.column())
        }
        other => std::format!("{other:?}"),
    }
}

/// Puts arguments for `{}`.
fn fill(text: &str, arguments: &[&dyn std::fmt::Display]) -> String {
    let mut out: String = text.into();
    for argument in arguments {
        out = out.replacen("{}", &std::format!("{argument}"), 1);
    }
    out
}

#[test]
fn generate() {
    println!("@@{}", parse("1, 0x7fffffff, 2147483648, 0b1_0, 1_0.5e-3, 2j, ...", Mode::File).unwrap());
    println!("@@{}", parse("'a' \"b\" r'\\n' u'\\x41\\u00e9\\101\\\n!'", Mode::File).unwrap());
    println!("@@{}", parse("b'\\xff' rb'\\x'", Mode::File).unwrap());
    println!("@@{}", parse("'''a\n\"b'''", Mode::File).unwrap());
    println!("@@{}", parse("None, True, False", Mode::File).unwrap());
    println!("@@{}", parse("f'{x!r:>{w}} {{'", Mode::File).unwrap());
    println!("@@{}", parse("f\"{d[\"a\"]}\" 'b' f'{x = }'", Mode::File).unwrap());
    println!("@@{}", parse("f'{x:{y}{z!s}}' f''", Mode::File).unwrap());
    println!("@@{}", parse("f'''{\n x}'''", Mode::File).unwrap());
    println!("@@{}", parse("rf'\\d{x}'", Mode::File).unwrap());
    println!("@@{}", parse("f'{x:%H}'", Mode::File).unwrap());
    println!("@@{}", parse("a + b * c ** -d ** e", Mode::File).unwrap());
    println!("@@{}", parse("-a ** b", Mode::File).unwrap());
    println!("@@{}", parse("not a in b is not c < d", Mode::File).unwrap());
    println!("@@{}", parse("a or b and not c or d", Mode::File).unwrap());
    println!("@@{}", parse("a if b else c if d else e", Mode::File).unwrap());
    println!("@@{}", parse("a | b ^ c & d << e", Mode::File).unwrap());
    println!("@@{}", parse("(a, b := c)", Mode::File).unwrap());
    println!("@@{}", parse("lambda a, /, b=1, *c, d, **e: a", Mode::File).unwrap());
    println!("@@{}", parse("lambda *, k: (yield)", Mode::File).unwrap());
    println!("@@{}", parse("await a ** b", Mode::File).unwrap());
    println!("@@{}", parse("a.b[c](d, *e, f=g, **h)", Mode::File).unwrap());
    println!("@@{}", parse("a[b:c, ::d, *e]", Mode::File).unwrap());
    println!("@@{}", parse("a[:], a[b:], a[b := c]", Mode::File).unwrap());
    println!("@@{}", parse("f(x for x in y)", Mode::File).unwrap());
    println!("@@{}", parse("f((a), ((b)))", Mode::File).unwrap());
    println!("@@{}", parse("(), (a,), (a), [], {}, {a}, {a: b, **c}", Mode::File).unwrap());
    println!("@@{}", parse("[a for b, *c in d if e if f for g in h]", Mode::File).unwrap());
    println!("@@{}", parse("{a for b in c}", Mode::File).unwrap());
    println!("@@{}", parse("{a: b async for c in d}", Mode::File).unwrap());
    println!("@@{}", parse("(a for b in (c, d) if e if f)", Mode::File).unwrap());
    println!("@@{}", parse("a = b, *c = yield d", Mode::File).unwrap());
    println!("@@{}", parse("a += b, c", Mode::File).unwrap());
    println!("@@{}", parse("(a): b = c", Mode::File).unwrap());
    println!("@@{}", parse("a: b", Mode::File).unwrap());
    println!("@@{}", parse("return *a, b", Mode::File).unwrap());
    println!("@@{}", parse("return", Mode::File).unwrap());
    println!("@@{}", parse("raise a from b", Mode::File).unwrap());
    println!("@@{}", parse("assert a, b", Mode::File).unwrap());
    println!("@@{}", parse("del a, (b, [c.d]), e[f]", Mode::File).unwrap());
    println!("@@{}", parse("global a, b", Mode::File).unwrap());
    println!("@@{}", parse("nonlocal a", Mode::File).unwrap());
    println!("@@{}", parse("import a.b as c, d", Mode::File).unwrap());
    println!("@@{}", parse("from ..a.b import (c as d, e,)", Mode::File).unwrap());
    println!("@@{}", parse("from . import *", Mode::File).unwrap());
    println!("@@{}", parse("pass; break; continue", Mode::File).unwrap());
    println!("@@{}", parse("type X[T: a = b, *Ts, **P] = c", Mode::File).unwrap());
    println!("@@{}", parse("type = match", Mode::File).unwrap());
    println!("@@{}", parse("*a, b = c", Mode::File).unwrap());
    println!("@@{}", parse("if a: b; c\nelif d:\n  e\nelse: f", Mode::File).unwrap());
    println!("@@{}", parse("for a, b in *c, d: e\nelse: f", Mode::File).unwrap());
    println!("@@{}", parse("while a: b", Mode::File).unwrap());
    println!("@@{}", parse("try: a\nexcept: b\nelse: c\nfinally: d", Mode::File).unwrap());
    println!("@@{}", parse("try: a\nexcept* (b, c) as d: e", Mode::File).unwrap());
    println!("@@{}", parse("with a as b, c: d", Mode::File).unwrap());
    println!("@@{}", parse("with (a as b, c,): d", Mode::File).unwrap());
    println!("@@{}", parse("with (a, b): c", Mode::File).unwrap());
    println!("@@{}", parse("with (a, b) as c: d", Mode::File).unwrap());
    println!("@@{}", parse("with (yield), a: b", Mode::File).unwrap());
    println!("@@{}", parse("@a\n@b.c\nasync def f(a: b = c, *d: *e) -> g: h", Mode::File).unwrap());
    println!("@@{}", parse("class A[T](B, m=C): d", Mode::File).unwrap());
    println!("@@{}", parse("async def f():\n async for a in b: c\n async with d: e", Mode::File).unwrap());
    println!("@@{}", parse("match a, b:\n case -1 | 2 + 3j: c\n case 'a' 'b' | None: c\n case _: c", Mode::File).unwrap());
    println!("@@{}", parse("match (a):\n case [a, *_] if b: c\n case (a, *b): c\n case a, *b: c\n case (a): c\n case (): c", Mode::File).unwrap());
    println!("@@{}", parse("match -a:\n case {'k': v, a.b: _, **rest}: c\n case A.B(a, k=b) as c: d", Mode::File).unwrap());
    println!("@@{}", parse("match(a)\nmatch[a] = b\nmatch * a\nmatch not in a\nmatch.case", Mode::File).unwrap());
    println!("@@{}", parse("if a:\n\tif b:\n\t\tc\n\n  # x\nd", Mode::File).unwrap());
    println!("@@{}", parse("a = (b,\n  # c\n  d) \\\n  + e", Mode::File).unwrap());
    println!("@@{}", parse("if a:\r\n  b\r\nc", Mode::File).unwrap());
    println!("@@{}", parse("x = 1 # no line end", Mode::File).unwrap());
    println!("@@{}", parse("\n\n# only a comment\n", Mode::File).unwrap());
    println!("@@{}", parse("\u{feff}a", Mode::File).unwrap());
    println!("@@{}", parse("def f():\n  if a:\n    b\n  c", Mode::File).unwrap());
    println!("@@{}", parse("é = ñ_1", Mode::File).unwrap());
    println!("@@{}", error("1 = x"));
    println!("@@{}", error("a, 1 = x"));
    println!("@@{}", error("(a, 1) = x"));
    println!("@@{}", error("f() = 1"));
    println!("@@{}", error("a + 1 = 2"));
    println!("@@{}", error("None = 1"));
    println!("@@{}", error("x = yield = 1"));
    println!("@@{}", error("*a = x"));
    println!("@@{}", error("*a, *b = c"));
    println!("@@{}", error("x = *a"));
    println!("@@{}", error("a, b += 1"));
    println!("@@{}", error("f() += 1"));
    println!("@@{}", error("(a, b): c"));
    println!("@@{}", error("del f()"));
    println!("@@{}", error("del *a"));
    println!("@@{}", error("with a as f(): b"));
    println!("@@{}", error("for f() in b: c"));
    println!("@@{}", error("(f() := 1)"));
    println!("@@{}", error("print x"));
    println!("@@{}", error("exec 'a'"));
    println!("@@{}", error("x = (1,\ny = 2"));
    println!("@@{}", error("foo(a b)"));
    println!("@@{}", error("foo(a b"));
    println!("@@{}", error("{'a': 1 'b': 2}"));
    println!("@@{}", error("x = )"));
    println!("@@{}", error("x = (]"));
    println!("@@{}", error("x = [\n1,\n)"));
    println!("@@{}", error("a b"));
    println!("@@{}", error("x = 1 +"));
    println!("@@{}", error("if x = 3: pass"));
    println!("@@{}", error("if x.y = 3: pass"));
    println!("@@{}", error("f(a=1, b)"));
    println!("@@{}", error("f(**a, b)"));
    println!("@@{}", error("f(**a, *b)"));
    println!("@@{}", error("f(x for x in y, 1)"));
    println!("@@{}", error("f(a + b=1)"));
    println!("@@{}", error("f(True=1)"));
    println!("@@{}", error("[x, y for x in z]"));
    println!("@@{}", error("{1: 2, 3}"));
    println!("@@{}", error("{1:}"));
    println!("@@{}", error("(*a)"));
    println!("@@{}", error("def f(a=1, b): c"));
    println!("@@{}", error("def f(*): a"));
    println!("@@{}", error("def f(a, /, b, /): c"));
    println!("@@{}", error("def f(*a, *b): c"));
    println!("@@{}", error("def f(**k, a): b"));
    println!("@@{}", error("def f(*a=1): b"));
    println!("@@{}", error("def f((a)): b"));
    println!("@@{}", error("lambda (a): b"));
    println!("@@{}", error("def f: a"));
    println!("@@{}", error("def f() a"));
    println!("@@{}", error("if x\n  a"));
    println!("@@{}", error("if x:\na"));
    println!("@@{}", error("def f():\na"));
    println!("@@{}", error("  a"));
    println!("@@{}", error("if x:\n    a\n  b"));
    println!("@@{}", error("if x:\n\ta\n        b"));
    println!("@@{}", error("try:\n  a\nb"));
    println!("@@{}", error("try: a\nexcept: b\nexcept c: d"));
    println!("@@{}", error("try: a\nexcept* b: c\nexcept d: e"));
    println!("@@{}", error("try: a\nexcept a, b: c"));
    println!("@@{}", error("else: a"));
    println!("@@{}", error("if a: b\nelse: c\nelif d: e"));
    println!("@@{}", error("@a\nb"));
    println!("@@{}", error("x = 1 if 2"));
    println!("@@{}", error("match a:\n case b: c\nd e"));
    println!("@@{}", error("match a:\n b"));
    println!("@@{}", error("match a:\n case b + 1: c"));
    println!("@@{}", error("match a:\n case 1 + 1: c"));
    println!("@@{}", error("match a:\n case a as _: c"));
    println!("@@{}", error("match a:\n case A(b=c, d): e"));
    println!("@@{}", error("match a:\n case f'': c"));
    println!("@@{}", error("match a:\n case *b, *c: d"));
    println!("@@{}", error("'abc"));
    println!("@@{}", error("\\\"\\\"\\\"abc"));
    println!("@@{}", error("f'{a"));
    println!("@@{}", error("f'{}'"));
    println!("@@{}", error("f'}'"));
    println!("@@{}", error("f'{a!x}'"));
    println!("@@{}", error("f'{a b}'"));
    println!("@@{}", error("'a' b'c'"));
    println!("@@{}", error("b'é'"));
    println!("@@{}", error("'\\x1'"));
    println!("@@{}", error("b'\\x1'"));
    println!("@@{}", error("'\\U00110000'"));
    println!("@@{}", error("'\\N{DASH}'"));
    println!("@@{}", error("0777"));
    println!("@@{}", error("0b12"));
    println!("@@{}", error("0o8"));
    println!("@@{}", error("0xg"));
    println!("@@{}", error("1abc"));
    println!("@@{}", error("1_"));
    println!("@@{}", error("1e+"));
    println!("@@{}", error("1.5j2"));
    println!("@@{}", error("x = $"));
    println!("@@{}", error("“a”"));
    println!("@@{}", error("a\u{a0}= 1"));
    println!("@@{}", error("\\ x"));
    println!("@@{}", error("x = \\"));
    println!("@@{}", error("from a import b,"));
    println!("@@{}", error("import a from b"));
    println!("@@{}", error("a <> b"));
}
