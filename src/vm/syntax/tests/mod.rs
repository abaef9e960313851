//! Good and bad cases per group of rules. The trees and messages are CPython's, but for what `mod.rs` says differs.

use std::cell::Cell;
use std::fmt::Write;
use std::string::String;
use std::string::ToString;
use std::vec::Vec;

use super::tree::*;
use super::*;

mod bad;
mod good;
mod state;

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

/// Memory for a tree, and for blocks.
fn both<'a>(tree: &'a [Cell<u32>], blocks: &'a [Cell<u32>]) -> Memory<'a> {
    Memory { tree, blocks, rules: u32::MAX }
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
        Kind::Bytes => {
            return write!(out, "b{:?}", tree.bytes(node).collect::<Vec<u8>>().escape_ascii().to_string()).unwrap();
        }
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

/// Words of memory for a tree, at most.
const MOST: usize = 4000;

/// All events of a text, or the error: read at a stretch, and the same read rule by rule in memory that grows.
fn parse(text: &str, mode: Mode) -> Result<String, Stop> {
    let at_a_stretch = parse_with(text, mode, MOST, u32::MAX);
    assert_eq!(parse_with(text, mode, 97, 1), at_a_stretch, "in parts: {text}");
    at_a_stretch
}

/// Parses a text in so many words of memory and more, and so many rules at a time.
fn parse_with(text: &str, mode: Mode, words: usize, rules: u32) -> Result<String, Stop> {
    let blocks = scratch(100);
    let (mut memory, mut words, mut out) = (scratch(words), Words::default(), String::new());
    let mut parser = Parser::new(mode);
    loop {
        match parser.next(&whole(text), &mut words, Memory { rules, ..both(&memory, &blocks) }) {
            Ok(event) => {
                show_event(event, &memory, &words, &mut out);
                if event == Statement::End {
                    return Ok(out.trim_end().into());
                }
            }
            Err(Stop::Turn) => assert!(parser.is_half_way()),
            Err(Stop::Full) if memory.len() < MOST => memory.push(Cell::new(0)),
            Err(stop) => return Err(stop),
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

/// Checks the errors of texts.
fn check_errors(cases: &[(&str, &str)]) {
    for (text, message) in cases {
        assert_eq!(error(text), *message, "{text}");
    }
}
