//! A prompt without a terminal, line by line: text in, text out by the host.

use crate::api::step::{Budget, Step, Until};
use crate::vm::Vm;
use crate::vm::syntax::{Mode, Source};

/// A prompt without a terminal, for programs: collects lines until they are a statement, and runs it in `__main__`.
///
/// Values are shown by the host's output and kept in `_`, exceptions are shown with their tracebacks. The lines of the
/// statement stand in a buffer of the caller's.
///
/// # Examples
/// ```
/// use ferropy::{Budget, Next, Print, Lines, Vm};
///
/// let mut shown = Vec::new();
/// let mut print = Print(|text: &[u8]| shown.extend_from_slice(text));
/// let (mut memory, mut lines) = ([0; 16 * 1024], [0; 1024]);
/// let mut vm = Vm::builder(&mut memory).host(&mut print).build()?;
/// let mut prompt = Lines::new(&mut lines);
/// for line in ["for i in range(2):", "    print(i)", "", "6 * 7", "_ / 0"] {
///     let mut next = prompt.feed(&mut vm, line);
///     while next == Next::Run {
///         next = prompt.step(&mut vm, Budget::ops(100));
///     }
/// }
/// drop(vm);
/// assert_eq!(
///     std::str::from_utf8(&shown)?,
///     "0\n1\n42\nTraceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n\
///     ZeroDivisionError: division by zero\n",
/// );
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Lines<'b> {
    text: &'b mut [u8],
    used: usize,
}

/// What a prompt does next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// It wants a statement: the prompt is `>>> `.
    Statement,
    /// It wants the next line of a statement: the prompt is `... `.
    Continuation,
    /// A statement runs: call [`Lines::step`].
    Run,
    /// A statement runs and waits: call [`Lines::step`] when it is time.
    Waiting(Until),
    /// The user has left by `exit()` or its like.
    Exit,
}

impl Next {
    /// What to show before the next line.
    pub const fn prompt(self) -> &'static str {
        match self {
            Next::Continuation => "... ",
            _ => ">>> ",
        }
    }
}

impl<'b> Lines<'b> {
    /// A prompt for statements of so many bytes.
    pub fn new(text: &'b mut [u8]) -> Lines<'b> {
        Lines { text, used: 0 }
    }

    /// Takes a line, without its end. If that completes a statement, it is ready to run.
    pub fn feed(&mut self, vm: &mut Vm<'_>, line: &str) -> Next {
        if self.used == 0 && line.trim_start().is_empty() {
            return Next::Statement;
        }
        let end = self.used + line.len() + 1;
        let Some(room) = self.text.get_mut(self.used..end) else {
            self.clear();
            vm.host.write(b"the statement is too long for the prompt\n");
            return Next::Statement;
        };
        if let Some((last, room)) = room.split_last_mut() {
            room.copy_from_slice(line.as_bytes());
            *last = b'\n';
        }
        self.used = end;
        let source = Source { text: self.text.get(..self.used).unwrap_or_default(), complete: false };
        match vm.open_source("<stdin>", &source, Mode::Interactive) {
            Ok(false) => Next::Continuation,
            Ok(true) => {
                self.clear();
                Next::Run
            }
            Err(error) => {
                self.clear();
                vm.report(error);
                Next::Statement
            }
        }
    }

    /// Runs the statement for a while.
    pub fn step(&mut self, vm: &mut Vm<'_>, budget: Budget) -> Next {
        match vm.step(budget) {
            Step::Ready => Next::Run,
            Step::Waiting(until) => Next::Waiting(until),
            Step::Done(_) => Next::Statement,
            Step::Raised(error) if error.is(vm, "SystemExit") => Next::Exit,
            Step::Raised(error) => {
                vm.report(error);
                Next::Statement
            }
        }
    }

    /// Forgets the statement begun.
    pub fn clear(&mut self) {
        self.used = 0;
    }
}
