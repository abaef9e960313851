//! A stand for scripts: where they lie, what they should print, what they print here and in CPython.
#![allow(dead_code, reason = "each test crate uses its own part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use ferropy::{Budget, Print, Step, Vm};

/// The memory a script gets unless it says `# heap: BYTES`.
pub const HEAP: usize = 256 * 1024;
/// Steps after which a script counts as endless, in budgets of a thousand.
const PATIENCE: usize = 200_000;

/// A test script.
pub struct Script {
    /// Its file.
    pub path: PathBuf,
    /// Its text.
    pub source: String,
}

/// What a script did.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Effect {
    /// What it printed.
    pub output: String,
    /// The last line of its traceback, if an exception left it.
    pub raised: Option<String>,
}

impl Script {
    /// Reads a script.
    pub fn read(path: &Path) -> Script {
        let source = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Script { path: path.to_owned(), source }
    }

    /// The path below the repository.
    pub fn title(&self) -> String {
        self.path.strip_prefix(root()).unwrap_or(&self.path).display().to_string()
    }

    /// The file name that its tracebacks show.
    pub fn file(&self) -> String {
        self.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// The memory it wants, in bytes.
    pub fn heap(&self) -> usize {
        self.remarks("# heap:").next().map_or(HEAP, |bytes| bytes.trim().parse().expect("`# heap:` names bytes"))
    }

    /// The effect that its comments promise: every `# expect:` is a line of output, `# raises:` the exception at the
    /// end. Nothing if there are no such comments.
    pub fn promised(&self) -> Option<Effect> {
        let lines: Vec<&str> = self.remarks("# expect:").collect();
        let raised = self.remarks("# raises:").next().map(|text| text.trim().to_owned());
        if lines.is_empty() && raised.is_none() {
            return None;
        }
        let output = lines.iter().map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect();
        Some(Effect { output, raised }.tidy())
    }

    fn remarks<'a>(&'a self, mark: &'a str) -> impl Iterator<Item = &'a str> {
        self.source.lines().filter_map(move |line| line.rfind(mark).map(|at| &line[at + mark.len()..]))
    }

    /// True if only the board of `examples/desktop` can run it.
    pub fn needs_board(&self) -> bool {
        self.source.contains("from board import")
    }

    /// Runs it in CPython, if that is installed and new enough.
    pub fn in_cpython(&self) -> Option<Effect> {
        if let Some(rest) = self.source.strip_prefix("# As CPython 3.") {
            let wanted = rest.split(|c: char| !c.is_ascii_digit()).next()?;
            let test = format!("import sys; sys.exit(sys.version_info < (3, {wanted}))");
            Command::new("python3").args(["-c", &test]).status().ok().filter(|status| status.success())?;
        }
        let done = Command::new("python3").arg("-B").arg(&self.path).output().ok()?;
        let errors = String::from_utf8_lossy(&done.stderr);
        let raised = (!done.status.success()).then(|| last_line(&errors));
        Some(Effect { output: String::from_utf8_lossy(&done.stdout).into_owned(), raised }.tidy())
    }

    /// Runs it here.
    pub fn here(&self) -> Effect {
        let mut memory = vec![0; self.heap()];
        let mut output = Vec::new();
        let mut print = Print(|text: &[u8]| output.extend_from_slice(text));
        let mut vm =
            Vm::builder(&mut memory).host(&mut print).standard_modules().build().expect("the memory is large enough");
        let raised = run(&mut vm, &self.file(), &self.source, 1000);
        drop(vm);
        Effect { output: String::from_utf8_lossy(&output).into_owned(), raised }.tidy()
    }
}

impl Effect {
    /// Leaves out white space at the ends of lines.
    fn tidy(self) -> Effect {
        let output = self.output.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        Effect { output, ..self }
    }

    /// The first line in which two effects differ.
    pub fn difference(&self, wanted: &Effect) -> Option<String> {
        let (mut ours, mut theirs) = (self.output.lines(), wanted.output.lines());
        let mut number = 1;
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => break,
                (ours, theirs) if ours != theirs => {
                    let raised = self.raised.as_ref().map_or_else(String::new, |text| format!(" (raised {text})"));
                    return Some(format!("line {number}: {ours:?} instead of {theirs:?}{raised}"));
                }
                _ => number += 1,
            }
        }
        (self.raised != wanted.raised).then(|| format!("raised {:?} instead of {:?}", self.raised, wanted.raised))
    }
}

/// Runs a program to its end in steps of `budget`; gives the last line of the traceback if it raises.
pub fn run(vm: &mut Vm, file: &str, source: &str, budget: u32) -> Option<String> {
    if let Err(error) = vm.load(file, source) {
        return Some(last_line(error.traceback(vm)));
    }
    for _ in 0..PATIENCE * 1000 / budget.clamp(1, 1000) as usize {
        match vm.step(Budget::ops(budget)) {
            Step::Ready | Step::Waiting(_) => {}
            Step::Done(_) => return None,
            Step::Raised(error) => return Some(last_line(error.traceback(vm))),
        }
    }
    Some("the script does not end".to_owned())
}

fn last_line(text: &str) -> String {
    text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim_end().to_owned()
}

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All scripts below a folder of the repository, in order. `FERROPY_SCRIPTS` picks those whose path contains it.
pub fn scripts(folder: &str) -> Vec<Script> {
    let wanted = std::env::var("FERROPY_SCRIPTS").unwrap_or_default();
    let mut paths = Vec::new();
    collect(&root().join(folder), &mut paths);
    paths.sort();
    paths.iter().map(|path| Script::read(path)).filter(|script| script.title().contains(&wanted)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            paths.push(path);
        }
    }
}

/// Calls `check` for every script, on all cores; fails with all complaints at once.
pub fn check_all(scripts: Vec<Script>, check: impl Fn(&Script) -> Result<(), String> + Sync) {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let complaints = std::sync::Mutex::new(Vec::new());
    let work = || {
        while let Some(script) = scripts.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            if let Err(complaint) = check(script) {
                complaints.lock().unwrap().push(format!("{}: {complaint}", script.title()));
            }
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(work))));
    let mut complaints = complaints.into_inner().unwrap();
    complaints.sort();
    assert!(complaints.is_empty(), "{} of {} scripts:\n{}", complaints.len(), scripts.len(), complaints.join("\n"));
}
