//! The rules of the house that a program can check.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// The longest source file, in lines.
const LINES_MAX: usize = 600;

/// Files that may be longer, and why.
const LONG_FILES: &[(&str, &str)] = &[("src/vm/exec/run.rs", "the loop is one `match`")];

/// Where `unsafe` may stand.
const UNSAFE_ROOMS: &[&str] = &["src/vm/heap/", "src/vm/exec/fetch.rs"];

/// Words of unfinished work.
const UNFINISHED: &[&str] = &[
    "todo!",
    "unimplemented!",
    "fixme",
    "hack",
    "for now",
    "simplified",
    "in a real ",
    "placeholder",
    "not yet supported",
    "not yet implemented",
    "#[ignore",
];

/// What panics.
const PANICKING: &[&str] =
    &[".unwrap()", ".expect(\"", "panic!(", "unreachable!(", " assert!(", " assert_eq!(", " assert_ne!("];

/// Parts of names that say nothing.
const EMPTY_NAMES: &[&str] = &["Manager", "Helper", "Util", "Handler", "Processor", "Wrapper", "Impl", "Info"];
const EMPTY_VERBS: &[&str] = &["do_", "handle_", "process_"];
/// Names of files that gather what has no place.
const ATTICS: &[&str] = &["util", "utils", "helper", "helpers", "common", "misc"];

/// Whom a room may import: the longest prefix of a file's path counts.
const IMPORTS: &[(&str, &[&str])] = &[
    ("src/vm/value.rs", &["vm::name", "vm::types::TypeId"]),
    ("src/vm/name.rs", &["image"]),
    ("src/vm/limits.rs", &[]),
    ("src/vm/number/", &["vm::number"]),
    ("src/vm/syntax/", &["vm::syntax", "vm::name", "vm::limits", "vm::number"]),
    ("src/vm/heap/", &["vm::heap", "vm::value", "vm::name", "vm::raise::Stop", "vm::limits"]),
    // The output of a future becomes a value.
    ("src/vm/heap/futures.rs", &["vm::heap", "vm::value", "vm::Vm", "vm::raise"]),
    ("src/vm/code/", &["vm::code", "vm::value", "vm::name", "vm::heap", "vm::limits", "vm::number"]),
    (
        "src/vm/compile/",
        &[
            "vm::compile",
            "vm::syntax",
            "vm::code",
            "vm::heap",
            "vm::value",
            "vm::name",
            "vm::limits",
            "vm::raise",
            "vm::number",
        ],
    ),
    // The built-ins that compiled code calls.
    (
        "src/vm/compile/hidden.rs",
        &["vm::compile", "vm::exec::call::PRELUDE_MODULE", "vm::prelude", "vm::types::TypeId", "vm::value"],
    ),
    // The table of built-ins is the one thing that the language takes from the room above it.
    ("src/vm/", &["vm", "bind::modules::builtins", "image"]),
    ("src/bind/", &["bind", "vm", "image"]),
    ("src/api/", &["api", "bind", "vm"]),
    // An image counts on the tables that `build.rs` has made.
    ("src/api/image.rs", &["api", "bind", "vm", "image"]),
    // So does a snapshot.
    ("src/api/snapshot/", &["api", "bind", "vm", "image"]),
    ("src/tool/", &["tool", "bind", "vm", "image", "Image", "ImageError", "Library"]),
];

struct File {
    path: String,
    text: String,
}

impl File {
    /// Its lines with their numbers, without comments and without what only tests see.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test = self.path.contains("/tests") || self.path.ends_with("tests.rs");
        let end = self.text.find("#[cfg(test)]\nmod ").filter(|_| !is_test);
        let code = if is_test { "" } else { &self.text[..end.unwrap_or(self.text.len())] };
        code.lines().enumerate().map(|(index, line)| (index + 1, line.split("//").next().unwrap_or_default()))
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, extensions: &[&str], files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.') || name == "target");
        if path.is_dir() && !hidden {
            collect(&path, extensions, files);
        } else if path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)) {
            files.push(path);
        }
    }
}

fn files(folders: &[&str], extensions: &[&str]) -> Vec<File> {
    let mut paths = Vec::new();
    folders.iter().for_each(|folder| collect(&root().join(folder), extensions, &mut paths));
    paths.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a text file");
        File { path: path.strip_prefix(root()).expect("in the repository").display().to_string(), text }
    };
    paths.into_iter().map(read).collect()
}

fn sources() -> Vec<File> {
    files(&["src"], &["rs"])
}

/// Fails with every place where `is_wrong` says so.
fn forbid(files: &[File], complaint: &str, is_wrong: impl Fn(&File, &str) -> bool) {
    let mut found = String::new();
    for file in files {
        for (number, line) in file.code().filter(|(_, line)| is_wrong(file, line)) {
            let _ = writeln!(found, "{}:{number}: {}", file.path, line.trim());
        }
    }
    assert!(found.is_empty(), "{complaint}:\n{found}");
}

#[test]
fn files_are_short() {
    let mut found = String::new();
    for file in sources() {
        let lines = file.text.lines().count();
        let excused = LONG_FILES.iter().any(|(path, _)| *path == file.path);
        if lines > LINES_MAX && !excused {
            let _ = writeln!(found, "{}: {lines} lines", file.path);
        }
        if lines < LINES_MAX - 60 && excused {
            let _ = writeln!(found, "{}: needs no excuse", file.path);
        }
    }
    assert!(found.is_empty(), "at most {LINES_MAX} lines:\n{found}");
}

#[test]
fn unsafe_has_its_rooms() {
    forbid(&sources(), "unsafe outside its rooms", |file, line| {
        let word = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == "unsafe");
        word && !UNSAFE_ROOMS.iter().any(|room| file.path.starts_with(room))
    });
}

#[test]
fn nothing_panics() {
    forbid(&sources(), "panics", |_, line| {
        PANICKING.iter().any(|call| line.contains(call)) && !(line.contains("const ") && line.contains("assert!"))
    });
}

#[test]
fn nothing_is_left_unfinished() {
    let mut found = String::new();
    for file in files(&["src", "tests", "examples", "benches"], &["rs", "md", "toml"]) {
        if file.path == "tests/house.rs" {
            continue;
        }
        for (number, line) in file.lines() {
            let lower = line.to_lowercase();
            if UNFINISHED.iter().any(|word| lower.contains(word)) {
                let _ = writeln!(found, "{}:{number}: {}", file.path, line.trim());
            }
        }
    }
    assert!(found.is_empty(), "unfinished:\n{found}");
}

#[test]
fn names_say_something() {
    let keywords = ["fn ", "struct ", "enum ", "trait ", "type ", "mod "];
    forbid(&sources(), "empty names", |_, line| {
        let declared = keywords.iter().filter_map(|keyword| line.split_once(keyword));
        let mut names = declared.filter(|(before, _)| before.trim().is_empty() || before.trim_end().ends_with("pub"));
        names.any(|(_, name)| {
            let name = name.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
            EMPTY_NAMES.iter().any(|part| name.contains(part)) || EMPTY_VERBS.iter().any(|verb| name.starts_with(verb))
        })
    });
    for file in sources() {
        let stem = Path::new(&file.path).file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(!ATTICS.contains(&stem.as_str()), "{} gathers what has no place", file.path);
    }
}

#[test]
fn rooms_import_only_what_they_may() {
    forbid(&sources(), "imports across the rooms", |file, line| {
        let rule = IMPORTS.iter().filter(|(room, _)| file.path.starts_with(room)).max_by_key(|(room, _)| room.len());
        let Some((_, allowed)) = rule else { return false };
        let mut imported = line.match_indices("crate::").map(|(at, word)| (&line[..at], &line[at + word.len()..]));
        imported.any(|(before, path)| {
            let macros = before.ends_with('$')
                || path.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next() == Some("Vm");
            !macros && !allowed.iter().any(|prefix| is_below(path, prefix))
        })
    });
}

/// True if a path starts with these segments.
fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix)
        .is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
}

#[test]
fn features_gate_whole_lines() {
    let mut found = String::new();
    for file in sources() {
        let lines = file.text.lines().count();
        let gates =
            file.code().filter(|(_, line)| line.contains("cfg(feature") || line.contains("cfg(not(feature")).count();
        if gates > 4 + 3 * lines / 1000 {
            let _ = writeln!(found, "{}: {gates} in {lines} lines", file.path);
        }
    }
    assert!(found.is_empty(), "too many #[cfg]:\n{found}");
}

#[test]
fn scripts_are_named_after_their_claims() {
    for file in files(&["tests/scripts"], &["py"]) {
        let stem = Path::new(&file.path).file_stem().expect("a name").to_string_lossy().into_owned();
        let fits = stem.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
        assert!(fits && !stem.starts_with("test"), "{} is no claim", file.path);
    }
}
