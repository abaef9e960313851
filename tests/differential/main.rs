//! Random programs do here what they do in CPython.
//!
//! Every run repeats the same programs. `FERROPY_DIFFERENTIAL=FIRST..LAST` takes others, any number of them.

mod grammar;
#[path = "../stand/mod.rs"]
mod stand;

use std::fs;

use grammar::{HEAD, LEAVES, RULES};
use stand::{Effect, Script, check_all};

/// The programs of an ordinary run.
const PROGRAMS: std::ops::Range<u64> = 0..24;
/// Cases of a program.
const CASES: usize = 40;
/// Templates inside templates.
const DEPTH: u32 = 4;
/// The longest case, in holes that are filled.
const HOLES: u32 = 120;

/// A source of numbers that repeats (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % limit.max(1) as u64) as usize
    }
}

struct Writer {
    dice: Dice,
    holes: u32,
}

impl Writer {
    /// A row of the grammar for a letter, filled.
    fn fill(&mut self, letter: char, depth: u32) -> String {
        self.holes += 1;
        let ends = depth == 0 || self.holes > HOLES || self.dice.below(4) == 0;
        let of_letter = |rows: &'static [(char, &'static str)]| rows.iter().filter(move |row| row.0 == letter);
        let rows = if ends || of_letter(RULES).next().is_none() { LEAVES } else { RULES };
        let chosen = self.dice.below(of_letter(rows).count());
        let template = of_letter(rows).nth(chosen).map_or("", |row| row.1);
        let mut text = String::new();
        for line in template.split('\n') {
            if !text.is_empty() {
                text.push('\n');
            }
            self.fill_line(line, depth, &mut text);
        }
        text
    }

    /// The lines of what fills a hole are indented as the line that has it.
    fn fill_line(&mut self, line: &str, depth: u32, text: &mut String) {
        let indent = line.len() - line.trim_start().len();
        let mut rest = line;
        while let Some(at) = rest.find('<') {
            let hole = rest[at + 1..].chars().next().unwrap_or(' ');
            let is_hole = hole.is_ascii_alphabetic() && rest[at + 2..].starts_with('>');
            let (before, after) = rest.split_at(if is_hole { at } else { at + 1 });
            text.push_str(before);
            rest = after;
            if is_hole {
                // Once in a while something that does not belong here. Methods are looked up after their arguments: see
                // tests/scripts/divergence/method_looked_up_after_arguments.py.
                let is_receiver = rest.get(3..).is_some_and(|after| after.starts_with('.'));
                let wrong =
                    !is_receiver && hole.is_ascii_lowercase() && !"vn".contains(hole) && self.dice.below(40) == 0;
                let filling = self.fill(if wrong { 'x' } else { hole }, depth.saturating_sub(1));
                text.push_str(&filling.replace('\n', &format!("\n{:indent$}", "")));
                rest = &rest[3..];
            }
        }
        text.push_str(rest);
    }

    fn case(&mut self, number: usize) -> String {
        self.holes = 0;
        let body = match self.dice.below(2) {
            0 => format!("return {}", self.fill('x', DEPTH)),
            _ => [self.fill('S', DEPTH), self.fill('S', DEPTH), "return x, y, z".to_owned()].join("\n"),
        };
        let body = format!("x, y, z = 1, 'two', [3]\n{body}").replace('\n', "\n    ");
        format!("\ndef case{number}():\n    {body}\n")
    }
}

/// A case that CPython does not compile is left out by both: the text is compiled first.
fn program(seed: u64) -> String {
    let mut writer = Writer { dice: Dice(seed), holes: 0 };
    // Enough for the deepest recursion that is allowed.
    let mut text = format!("# heap: 500000\n{HEAD}");
    for number in 0..CASES {
        let case = writer.case(number);
        text.push_str(&format!(
            "try:\n    exec({})\nexcept SyntaxError as error:\n    print('syntax', {number})\nelse:\n    run(case{number})\n",
            quoted(&case)
        ));
    }
    text
}

/// What each case printed, its name first. What only we accept is a newer Python's.
fn cases(effect: &Effect) -> Vec<&str> {
    let starts = |at: &usize| *at == 0 || effect.output[..*at].ends_with('\n');
    let marks = ["case", "syntax "].into_iter();
    let mut places: Vec<usize> =
        marks.flat_map(|mark| effect.output.match_indices(mark).map(|(at, _)| at).filter(starts)).collect();
    places.sort_unstable();
    places.push(effect.output.len());
    places.windows(2).map(|pair| &effect.output[pair[0]..pair[1]]).collect()
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n"))
}

fn seeds() -> std::ops::Range<u64> {
    let Ok(wanted) = std::env::var("FERROPY_DIFFERENTIAL") else { return PROGRAMS };
    let (first, last) = wanted.split_once("..").expect("FERROPY_DIFFERENTIAL is FIRST..LAST");
    first.parse().expect("FIRST is a number")..last.parse().expect("LAST is a number")
}

#[test]
fn random_programs_do_as_in_cpython() {
    let folder = std::env::temp_dir().join(format!("ferropy-differential-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let scripts: Vec<Script> = seeds()
        .map(|seed| {
            let script = Script { path: folder.join(format!("{seed}.py")), source: program(seed) };
            fs::write(&script.path, &script.source).expect("the temporary folder can be written");
            script
        })
        .collect();
    if scripts.first().is_some_and(|script| script.in_cpython().is_none()) {
        eprintln!("SKIPPED: python3 is not installed, nothing to compare with");
        return;
    }
    check_all(scripts, |script| {
        let theirs = script.in_cpython().ok_or("CPython does not run")?;
        let ours = script.here();
        let all: Vec<&str> = cases(&ours);
        for case in cases(&theirs).into_iter().filter(|case| !case.starts_with("syntax")) {
            let name = case.lines().next();
            let here = all.iter().find(|one| one.lines().next() == name).copied().unwrap_or_default();
            if here != case {
                return Err(format!("{}\nwe print\n{here}\nCPython prints\n{case}", script.path.display()));
            }
        }
        Ok(())
    });
    // The programs of a run that fails stay for whoever looks.
    let _ = fs::remove_dir_all(&folder);
}
