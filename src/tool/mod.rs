//! Compiling programs into images, on a laptop or in a `build.rs`: what the command `ferropy` is made of.
//!
//! | file | what |
//! |--|--|
//! | `code` | what the compiler has made, taken out of its VM |
//! | `write` | that, written as an image |
//! | `inspect` | what is in an image |
//!
//! A firmware crate embeds the scripts of a folder by one line of its `build.rs`, with ferropy among its build dependencies
//! (feature `tool`):
//! ```no_run
//! ferropy::tool::embed("scripts");
//! ```
//! and has them as `ferropy::image!("scripts")`.

mod code;
pub mod inspect;
mod write;

use code::Compiled;
use std::boxed::Box;
use std::collections::BTreeSet;
use std::format;
use std::path::{Path, PathBuf};
use std::string::{String, ToString};
use std::vec::Vec;

/// Why a program could not be compiled.
#[derive(Debug)]
#[non_exhaustive]
pub enum Failure {
    /// A module is no Python: what CPython would print.
    Syntax(String),
    /// A file could not be read.
    File(PathBuf, std::io::Error),
    /// An image has limits, and the program exceeds one.
    Limit(String),
    /// Two modules or files have the same name.
    Twice(String),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Failure::Syntax(text) => f.write_str(text.trim_end()),
            Failure::File(path, error) => write!(f, "{}: {error}", path.display()),
            Failure::Limit(text) => f.write_str(text),
            Failure::Twice(name) => write!(f, "{name} is there twice"),
        }
    }
}

impl std::error::Error for Failure {}

/// What a compiler is to make.
#[derive(Clone, Debug)]
pub struct Options {
    /// 1: no `assert`, and `__debug__` is false; 2: no docstrings either.
    pub optimize: u8,
    /// Without the line numbers of tracebacks.
    pub strip: bool,
    /// For a firmware without standard modules.
    pub bare: bool,
    /// The least version of the firmware's API that will do, and the greatest.
    pub api: (u32, u32),
    /// The module that is the program.
    pub entry: String,
    /// Modules that need not be there although they are imported.
    pub optional: Vec<String>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            optimize: 0,
            strip: false,
            bare: false,
            api: (0, u32::MAX),
            entry: "main".to_string(),
            optional: Vec::new(),
        }
    }
}

/// A module's source.
struct Source {
    name: String,
    package: bool,
    /// What tracebacks show.
    file: String,
    text: String,
}

/// A program that is to become an image.
///
/// # Examples
/// ```
/// use ferropy::tool::Program;
///
/// let mut program = Program::new();
/// program.module("main", "import sensors.bme\nprint(sensors.bme.read())\n");
/// program.package("sensors", "").module("sensors.bme", "def read(): return 21.5\n");
/// program.file("/calibration.json", b"{}");
/// let image = program.compile()?;
/// assert_eq!(&image[..4], b"fpim");
///
/// let error = Program::new().module("main", "x = = 1\n").compile().unwrap_err();
/// assert!(error.to_string().ends_with("SyntaxError: invalid syntax"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct Program {
    sources: Vec<Source>,
    files: Vec<(String, Vec<u8>)>,
    options: Options,
}

impl Program {
    /// An empty program.
    pub fn new() -> Program {
        Program::default()
    }

    /// Says how it is to be compiled.
    pub fn options(&mut self, options: Options) -> &mut Program {
        self.options = options;
        self
    }

    /// Adds a module, with its dotted name.
    pub fn module(&mut self, name: &str, text: &str) -> &mut Program {
        self.source(name, false, text)
    }

    /// Adds a package: the text of its `__init__.py`.
    pub fn package(&mut self, name: &str, text: &str) -> &mut Program {
        self.source(name, true, text)
    }

    fn source(&mut self, name: &str, package: bool, text: &str) -> &mut Program {
        let file = name.replace('.', "/") + if package { "/__init__.py" } else { ".py" };
        self.sources.push(Source { name: name.to_string(), package, file, text: text.to_string() });
        self
    }

    /// Adds a file, with its path from `/` on.
    pub fn file(&mut self, path: &str, bytes: &[u8]) -> &mut Program {
        self.files.push((path.to_string(), bytes.to_vec()));
        self
    }

    /// Adds a file of Python as a module of its name, or all that is in a folder: its `.py` files as modules, folders with
    /// such files in them as packages, and as files what matches one of the patterns, in which `*` stands for anything.
    /// Names that start with a dot, and `__pycache__`, are left out. Gives what was looked at, for who watches it.
    ///
    /// *Errors*: something cannot be read.
    pub fn path(&mut self, path: &Path, include: &[&str]) -> Result<Vec<PathBuf>, Failure> {
        let mut seen = Vec::new();
        if path.is_dir() {
            self.folder(path, path, include, &mut seen)?;
        } else {
            let text = std::fs::read_to_string(path).map_err(|error| Failure::File(path.to_path_buf(), error))?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            self.module(&name, &text);
            seen.push(path.to_path_buf());
        }
        Ok(seen)
    }

    /// Adds a folder below `root`; true if there is Python in it.
    fn folder(
        &mut self,
        root: &Path,
        folder: &Path,
        include: &[&str],
        seen: &mut Vec<PathBuf>,
    ) -> Result<bool, Failure> {
        seen.push(folder.to_path_buf());
        let failed = |error| Failure::File(folder.to_path_buf(), error);
        let mut entries: Vec<PathBuf> =
            std::fs::read_dir(folder).map_err(failed)?.flatten().map(|entry| entry.path()).collect();
        entries.sort();
        let mut has_python = false;
        for path in entries {
            let inside = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name.starts_with('.') || name == "__pycache__" {
                continue;
            }
            if path.is_dir() {
                if self.folder(root, &path, include, seen)? {
                    has_python = true;
                    let package = inside.replace('/', ".");
                    if !self.sources.iter().any(|source| source.name == package) {
                        self.package(&package, "");
                    }
                }
            } else if let Some(module) = inside.strip_suffix(".py") {
                has_python = true;
                let text = std::fs::read_to_string(&path).map_err(|error| Failure::File(path.clone(), error))?;
                seen.push(path.clone());
                match module.strip_suffix("/__init__") {
                    Some(package) => self.package(&package.replace('/', "."), &text),
                    None => self.module(&module.replace('/', "."), &text),
                };
            } else if include.iter().any(|pattern| matches(pattern, &inside)) {
                let bytes = std::fs::read(&path).map_err(|error| Failure::File(path.clone(), error))?;
                seen.push(path.clone());
                self.file(&format!("/{inside}"), &bytes);
            }
        }
        Ok(has_python)
    }

    /// Compiles it. *Errors*: a module is no Python, or an image cannot hold it.
    pub fn compile(&self) -> Result<Vec<u8>, Failure> {
        let mut modules = Vec::new();
        let mut names = BTreeSet::new();
        for source in &self.sources {
            if !names.insert(&source.name) {
                return Err(Failure::Twice(source.name.clone()));
            }
            modules.push((source, code::compile(source, &self.options)?));
        }
        let mut paths = BTreeSet::new();
        if let Some((path, _)) = self.files.iter().find(|(path, _)| !paths.insert(path)) {
            return Err(Failure::Twice(path.clone()));
        }
        write::image(&modules, &self.files, &self.options, &self.needs(&modules))
    }

    /// What its modules import when they are imported themselves, outside of `try`, and do not have.
    fn needs(&self, modules: &[(&Source, Compiled)]) -> String {
        let mut needs = BTreeSet::new();
        for import in modules.iter().flat_map(|(_, compiled)| &compiled.imports) {
            let top = import.split('.').next().unwrap_or_default();
            let is_here = self.sources.iter().any(|source| source.name == top);
            if !top.is_empty() && !is_here && !self.options.optional.iter().any(|known| known == top) {
                needs.insert(top.to_string());
            }
        }
        needs.into_iter().collect::<Vec<_>>().join(" ")
    }
}

/// True if a path matches a pattern, in which `*` stands for anything.
fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((front, back)) => path
            .strip_prefix(front)
            .is_some_and(|rest| (0..=rest.len()).any(|at| rest.get(at..).is_some_and(|rest| matches(back, rest)))),
    }
}

/// For a `build.rs`: compiles a folder of scripts, with all its files, into an image that
/// [`image!`](crate::image!)`("folder")` includes, and again when one of them changes. What goes wrong ends the build with
/// a message.
pub fn embed(folder: &str) {
    embed_with(folder, Options::default());
}

/// As [`embed`], with options.
pub fn embed_with(folder: &str, options: Options) {
    let mut program = Program::new();
    program.options(options);
    let made = program.path(Path::new(folder), &["*"]).and_then(|seen| Ok((seen, program.compile()?)));
    let name = Path::new(folder).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default()).join(name + ".fpim");
    let written = made.and_then(|(seen, image)| {
        std::fs::write(&out, image).map_err(|error| Failure::File(out.clone(), error))?;
        Ok(seen)
    });
    match written {
        Ok(seen) => seen.iter().for_each(|path| std::println!("cargo::rerun-if-changed={}", path.display())),
        Err(failure) => {
            for line in failure.to_string().lines() {
                std::println!("cargo::error={line}");
            }
        }
    }
}

/// The standard modules, whose names an image may use.
fn library() -> &'static crate::Library {
    &crate::bind::modules::LIBRARY
}

/// The words of an image that was read from a file, which stay for ever.
pub fn leak(bytes: &[u8]) -> &'static [u32] {
    let word = |part: &[u8]| part.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte));
    Box::leak(bytes.chunks(4).map(word).collect())
}
