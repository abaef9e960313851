//! Patterns against texts, without a VM.

use super::code::Op;
use super::compile::{Compiler, Flaw, flag, room, table_words};
use super::run::{Machine, Verdict, first_words, mode, result_words};
use std::cell::Cell;
use std::{vec, vec::Vec};

fn program(pattern: &str, flags: u16) -> Result<Vec<u8>, Flaw> {
    let mut out = vec![0; room(pattern.as_bytes())];
    let table = vec![Cell::new(0); table_words(pattern.as_bytes())];
    let mut compiler = Compiler::new(pattern.as_bytes(), true, flags, &mut out, &table);
    compiler.run()?;
    let len = compiler.len;
    out.truncate(len);
    Ok(out)
}

/// The places of the groups.
fn found(code: &[u8], text: &str, mode: u8, fuel: u32) -> Option<Vec<i32>> {
    let mut words = vec![Cell::new(0); first_words(code)];
    let mut machine = Machine::start(code, text.as_bytes(), &words, mode, 0);
    for _ in 0..1_000_000 {
        match machine.run(fuel) {
            Verdict::Matched => {
                return Some(words[1..result_words(code)].iter().map(|word| word.get() as i32).collect());
            }
            Verdict::Failed => return None,
            Verdict::More => machine = Machine::resume(code, text.as_bytes(), &words),
            Verdict::Full => {
                let mut more = words.clone();
                more.resize(words.len() * 2, Cell::new(0));
                words = more;
                machine = Machine::resume(code, text.as_bytes(), &words);
            }
        }
    }
    panic!("no end")
}

#[track_caller]
fn check(pattern: &str, text: &str, places: &[i32]) {
    let code = program(pattern, flag::UNICODE).unwrap();
    for fuel in [1, 7, 1000] {
        let all = found(&code, text, mode::SEARCH, fuel);
        assert_eq!(all.as_deref().unwrap_or_default(), places, "{pattern} over {text}, {fuel}");
    }
}

#[test]
fn searches() {
    check("abc", "xxabcx", &[2, 5]);
    check("a|b|cd", "xcd", &[1, 3]);
    check("a*", "aaa", &[0, 3]);
    check("ba*", "xbaa", &[1, 4]);
    check("x.*y", "axbbycyd", &[1, 7]);
    check("x.*?y", "axbbycyd", &[1, 5]);
    check("(a+)(b+)", "caabb", &[1, 5, 1, 3, 3, 5]);
    check("(ab)*", "ababa", &[0, 4, 2, 4]);
    check("(a|ab)(c|bcd)(d*)", "abcd", &[0, 4, 0, 1, 1, 4, 4, 4]);
    check("(?:a?)*b", "aaab", &[0, 4]);
    check("(a*)*", "b", &[0, 0, 0, 0]);
    check("a{2,3}", "aaaa", &[0, 3]);
    check("(ab){2}", "xababab", &[1, 5, 3, 5]);
    check("[a-c]+", "xxabcd", &[2, 5]);
    check("[^a-c]+", "abxyc", &[2, 4]);
    check(r"\d+\b", "a12 3", &[1, 3]);
    check(r"(\w)\1", "abccd", &[2, 4, 2, 3]);
    check("a(?=b)", "acab", &[2, 3]);
    check("a(?!b)", "abac", &[2, 3]);
    check("(?<=a)b", "bab", &[2, 3]);
    check("(?<!a)b", "abb", &[2, 3]);
    check("(?>a+)b", "aab", &[0, 3]);
    check("(?>a+)ab", "aaab", &[]);
    check("a++b", "aab", &[0, 3]);
    check("a++ab", "aaab", &[]);
    check("(a)?(?(1)b|c)", "xc", &[1, 2, -1, -1]);
    check("(a)?(?(1)b|c)", "xab", &[1, 3, 1, 2]);
    check("(?i)straSSe", "STRASSE", &[0, 7]);
    check("é+x", "aééx", &[1, 6]);
    check("^b", "a\nb", &[]);
    check("(?m)^b", "a\nb", &[2, 3]);
    check("a$", "ba\n", &[1, 2]);
    check(r"a\Z", "ba\n", &[]);
    check("(?:ab|a)*c", "abaabc", &[0, 6]);
    check("(?:(a)|b)*", "ab", &[0, 2, 0, 1]);
}

#[test]
fn flaws_have_places() {
    for (pattern, text, at) in [
        ("a)", "unbalanced parenthesis", 1),
        ("(a", "missing ), unterminated subpattern", 0),
        ("*a", "nothing to repeat", 0),
        ("a**", "multiple repeat", 2),
        ("[a", "unterminated character set", 0),
        ("[b-a]", "bad character range {}", 1),
        ("a{3,2}", "min repeat greater than max repeat", 2),
        (r"\q", "bad escape {}", 0),
        (r"(a)\2", "invalid group reference {}", 4),
        ("(?P<a>b)(?P<a>c)", "redefinition of group name {r} as group {}; was group {}", 12),
        ("(?<=a*)b", "look-behind requires fixed-width pattern", usize::MAX),
    ] {
        let flaw = program(pattern, 0).unwrap_err();
        assert_eq!((flaw.text, flaw.at.unwrap_or(usize::MAX)), (text, at), "{pattern}");
    }
}

/// A generator of numbers without a seed from outside.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

#[test]
fn random_patterns_end_in_a_program_or_a_flaw() {
    let pieces = [
        "a", "b", "é", "(", ")", "(?:", "(?=", "(?!", "(?<=", "(?P<n>", "(?P=n)", "(?(1)", "(?i:", "(?>", "|", "*",
        "+", "?", "{2}", "{1,3}", "{,", "[", "]", "^", "-", "\\d", "\\1", "\\b", "$", ".", "\\", "(?x)", " ", "#",
        "*?", "++",
    ];
    let mut numbers = Numbers(7);
    let mut programs = 0;
    for _ in 0..20_000 {
        let mut pattern = std::string::String::new();
        for _ in 0..numbers.below(12) {
            pattern.push_str(pieces[numbers.below(pieces.len())]);
        }
        let Ok(code) = program(&pattern, flag::UNICODE) else { continue };
        programs += 1;
        let mut at = super::code::HEADER;
        while at < code.len() {
            let op = Op::of(code[at]).unwrap();
            at += op.length(&code, at);
        }
        assert_eq!(at, code.len(), "{pattern}");
        assert_eq!(found(&code, "abébaab", mode::SEARCH, 3), found(&code, "abébaab", mode::SEARCH, 900), "{pattern}");
    }
    assert!(programs > 1000);
}

#[test]
fn random_bytes_as_a_program_do_no_harm() {
    let mut numbers = Numbers(3);
    for _ in 0..3000 {
        let mut code: Vec<u8> = (0..8 + numbers.below(40)).map(|_| numbers.below(256) as u8).collect();
        code[..6].copy_from_slice(&[2, 0, 1, 0, 1, 0]);
        let words = vec![Cell::new(0); first_words(&code)];
        let mut machine = Machine::start(&code, b"abcabc", &words, mode::SEARCH, 0);
        machine.run(200);
    }
}
