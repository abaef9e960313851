//! The prompt on a serial line: bytes in, bytes out.
//!
//! | file | what |
//! |--|--|
//! | `mod` | what the prompt is doing, and what follows |
//! | `line` | the line editor: keys, history, completion |
//! | `raw` | the protocol of tools: raw mode and raw paste |
//! | `text` | a text in the VM's memory |
//! | `lines` | [`Lines`](lines::Lines): a prompt without a terminal, line by line |
//!
//! The behaviour is that of MicroPython's prompt, to which `mpremote`, Thonny and others talk
//! (<https://docs.micropython.org/en/latest/reference/repl.html>).

mod line;
pub mod lines;
mod raw;
mod text;

use super::error::Error;
use super::step::{Budget, Step, Until};
use crate::bind::Object;
use crate::bind::ToPython;
use crate::vm::Vm;
use crate::vm::compile::{self, Progress};
use crate::vm::exec::frame::Return;
use crate::vm::prelude::Prelude;
use crate::vm::raise::Pending;
use crate::vm::types::{Out, TypeId, dict, module};
use crate::vm::value::Value;
use line::Line;
use text::Text;

const CTRL_A: u8 = 1;
const CTRL_B: u8 = 2;
const CTRL_C: u8 = 3;
const CTRL_D: u8 = 4;
const CTRL_E: u8 = 5;

/// Bytes that one step takes from the host.
const BYTES: usize = 64;
/// Statements that one step compiles.
const STATEMENTS: usize = 4;

/// A prompt on a terminal, as MicroPython has it: line editing, history, completion, paste mode, and the raw modes
/// that tools use.
///
/// It is a state machine: [`Repl::step`] takes what the host has received ([`Host::read`](crate::Host::read)), runs what
/// was asked for within a budget, and says what it waits for; what it shows goes to the host. All texts lie in the VM's
/// memory. At the start `boot.py` and `main.py` are run, if the first volume has them.
///
/// # Examples
/// ```
/// use ferropy::{Budget, Host, Repl, Turn, Vm};
///
/// struct Wire { typed: &'static [u8], shown: Vec<u8> }
///
/// impl Host for Wire {
///     fn write(&mut self, text: &[u8]) {
///         text.iter().for_each(|byte| match byte {
///             b'\n' => self.shown.extend(b"\r\n"),
///             byte => self.shown.push(*byte),
///         });
///     }
///     fn write_bytes(&mut self, bytes: &[u8]) {
///         self.shown.extend(bytes);
///     }
///     fn read(&mut self, into: &mut [u8]) -> Option<usize> {
///         let count = self.typed.len().min(into.len());
///         into[..count].copy_from_slice(&self.typed[..count]);
///         self.typed = &self.typed[count..];
///         Some(count)
///     }
/// }
///
/// let mut wire = Wire { typed: b"6 * 7\r", shown: Vec::new() };
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).host(&mut wire).build()?;
/// let mut repl = Repl::new();
/// loop {
///     match repl.step(&mut vm, Budget::ops(1000)) {
///         Turn::Run => {}                       // the firmware's other work goes here
///         Turn::Input | Turn::Closed => break,  // the firmware may sleep until a byte comes
///         Turn::Waiting(_) => {}                // the script waits: so may the firmware
///         Turn::Reset => repl.restart(&mut vm), // Ctrl-D: peripherals may be put to rest first
///     }
/// }
/// drop(vm);
/// assert!(wire.shown.ends_with(b">>> 6 * 7\r\n42\r\n>>> "));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Repl {
    state: State,
    /// The prompt to come is the raw one.
    is_raw: bool,
    /// `boot.py` and `main.py` are not run.
    is_safe: bool,
    /// What was typed or received and has not been compiled.
    text: Text,
    /// The text being compiled.
    compilation: Option<Object>,
    /// What was wrong with it.
    failed: Option<Error>,
    line: Line,
    /// Bytes received since the raw prompt.
    received: u32,
    /// Bytes that the host may send before it is told.
    window: u16,
    /// The last byte was a carriage return.
    after_return: bool,
}

/// What a prompt does next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// There is more to do: step again.
    Run,
    /// A program waits: step again when it is time.
    Waiting(Until),
    /// It waits for a byte.
    Input,
    /// The user wants a soft reset: put peripherals to rest and call [`Repl::restart`].
    Reset,
    /// The host will never have a byte again.
    Closed,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    /// `boot.py` comes next.
    Start,
    /// A line is typed.
    Line,
    /// Lines are pasted, Ctrl-D ends them.
    Paste,
    /// The raw prompt.
    Raw,
    /// Raw paste: the text is compiled while it comes.
    RawPaste,
    /// The rest of a raw paste that is in vain.
    Drain,
    /// A text that is all there is compiled.
    Compile(Purpose),
    /// Python runs.
    Run(Purpose),
    /// A soft reset is wanted.
    Ended,
}

/// What a program is to the prompt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Purpose {
    Boot,
    Main,
    Statement,
    Paste,
    Raw,
    Complete,
}

impl Default for Repl {
    fn default() -> Repl {
        Repl::new()
    }
}

impl Repl {
    /// A prompt that starts with `boot.py` and `main.py`.
    pub const fn new() -> Repl {
        Repl {
            state: State::Start,
            is_raw: false,
            is_safe: false,
            text: Text::NONE,
            compilation: None,
            failed: None,
            line: Line::NEW,
            received: 0,
            window: 0,
            after_return: false,
        }
    }

    /// Safe mode: `boot.py` and `main.py` are not run, now or after a soft reset; for a firmware whose user holds a
    /// button down, or whose last starts have failed.
    pub const fn safe(self) -> Repl {
        Repl { is_safe: true, ..self }
    }

    /// Does what is next.
    pub fn step(&mut self, vm: &mut Vm<'_>, budget: Budget) -> Turn {
        vm.settle();
        match self.state {
            State::Start => self.boot(vm, Purpose::Boot, "boot.py"),
            State::Compile(purpose) => self.compile(vm, purpose),
            State::Run(purpose) => return self.run(vm, budget, purpose),
            State::Ended => return Turn::Reset,
            _ => return self.listen(vm),
        }
        Turn::Run
    }

    /// Starts again after a soft reset: the VM forgets everything, `boot.py` and, unless a tool asked for the reset,
    /// `main.py` are run.
    pub fn restart(&mut self, vm: &mut Vm<'_>) {
        self.text.lose();
        self.line.lose();
        (self.compilation, self.failed, self.state) = (None, None, State::Start);
        vm.restart();
        vm.host.write_bytes(b"MPY: soft reboot\r\n");
    }

    /// Takes bytes from the host.
    fn listen(&mut self, vm: &mut Vm<'_>) -> Turn {
        for _ in 0..BYTES {
            let mut byte = [0];
            match vm.host.read(&mut byte) {
                None => return Turn::Closed,
                Some(0) => return Turn::Input,
                Some(_) => self.feed(vm, byte[0]),
            }
            if matches!(self.state, State::Compile(_) | State::Run(_) | State::Ended) {
                break;
            }
        }
        Turn::Run
    }

    /// Takes one byte. While a program runs, what is typed is the program's.
    fn feed(&mut self, vm: &mut Vm<'_>, byte: u8) {
        vm.settle();
        // A line ends with "\r", "\n" or both.
        let is_second = core::mem::replace(&mut self.after_return, byte == b'\r') && byte == b'\n';
        match self.state {
            State::Raw => self.raw(vm, byte),
            State::RawPaste => self.raw_paste(vm, byte),
            State::Drain => self.drain(vm, byte),
            State::Line | State::Paste if is_second => {}
            State::Line => self.key(vm, byte),
            State::Paste => self.paste(vm, byte),
            _ => {}
        }
    }

    /// Runs a file of the first volume, if there is one.
    fn boot(&mut self, vm: &mut Vm<'_>, purpose: Purpose, file: &str) {
        if self.is_safe || vm.host.volume(0).is_none() {
            return self.prompt_first(vm);
        }
        self.open_call(vm, purpose, Prelude::RunFile, file.as_bytes());
    }

    /// Opens the call of a function of the prelude with a text as its argument.
    fn open_call(&mut self, vm: &mut Vm<'_>, purpose: Purpose, function: Prelude, text: &[u8]) {
        let opened = vm.attempt(|vm| {
            let text = vm.new_str(text)?;
            let opened = vm.call_values(vm.prelude(function), &[text], Return::Host);
            vm.open(opened)
        });
        self.begin(vm, purpose, opened);
    }

    /// A program has been opened, or could not be.
    fn begin(&mut self, vm: &mut Vm<'_>, purpose: Purpose, opened: Result<(), Error>) {
        vm.host.interrupt_on(Some(CTRL_C));
        self.state = State::Run(purpose);
        if let Err(error) = opened {
            self.finish(vm, purpose, Some(error));
        }
    }

    fn run(&mut self, vm: &mut Vm<'_>, budget: Budget, purpose: Purpose) -> Turn {
        match vm.step(budget) {
            Step::Ready => {}
            Step::Waiting(until) => return Turn::Waiting(until),
            Step::Done(result) if purpose == Purpose::Complete => self.completed(vm, result),
            Step::Done(_) => self.finish(vm, purpose, None),
            Step::Raised(error) => self.finish(vm, purpose, Some(error)),
        }
        Turn::Run
    }

    /// What follows a program.
    fn finish(&mut self, vm: &mut Vm<'_>, purpose: Purpose, error: Option<Error>) {
        vm.host.interrupt_on(None);
        // An interrupt that came too late is for nobody.
        vm.take_interrupt();
        self.forget_text(vm);
        let wants_reset = error.is_some_and(|error| error.is(vm, "SystemExit"));
        match purpose {
            Purpose::Raw => return self.finish_raw(vm, error, wants_reset),
            Purpose::Complete => return self.redraw(vm),
            _ => {}
        }
        if wants_reset && purpose != Purpose::Boot {
            self.state = State::Ended;
            return;
        }
        if let Some(error) = error {
            vm.report(error);
        }
        match purpose {
            Purpose::Boot if error.is_none() && !self.is_raw => self.boot(vm, Purpose::Main, "main.py"),
            Purpose::Boot | Purpose::Main => self.prompt_first(vm),
            _ => self.prompt(vm),
        }
    }

    /// The banner and the first prompt.
    fn prompt_first(&mut self, vm: &mut Vm<'_>) {
        vm.host.interrupt_on(None);
        if self.is_raw {
            return self.raw_banner(vm);
        }
        let identity = vm.host.identity();
        for part in [identity.banner, "; ", identity.machine, "\r\nType \"help()\" for more information.\r\n"] {
            vm.host.write_bytes(part.as_bytes());
        }
        self.prompt(vm);
    }

    /// The prompt for a statement.
    fn prompt(&mut self, vm: &mut Vm<'_>) {
        self.forget_text(vm);
        self.state = State::Line;
        self.line.begin(0);
        show_prompt(vm, "ps1", b">>> ");
    }

    /// Forgets what was typed.
    fn forget_text(&mut self, vm: &mut Vm<'_>) {
        if self.state != State::Run(Purpose::Complete) {
            self.text.clear(vm);
        }
        self.close(vm);
        self.failed = None;
    }

    /// Forgets the compilation under way.
    fn close(&mut self, vm: &mut Vm<'_>) {
        if let Some(compilation) = self.compilation.take() {
            if let Some(value) = vm.kept(compilation) {
                compile::close(&mut vm.heap, value.block());
            }
            vm.release(compilation);
        }
    }

    /// A byte in paste mode.
    fn paste(&mut self, vm: &mut Vm<'_>, byte: u8) {
        match byte {
            CTRL_C => {
                vm.host.write_bytes(b"\r\n");
                self.prompt(vm);
            }
            CTRL_D => {
                vm.host.write_bytes(b"\r\n");
                vm.host.interrupt_on(Some(CTRL_C));
                self.state = State::Compile(Purpose::Paste);
            }
            b'\r' | b'\n' => {
                vm.host.write_bytes(b"\r\n=== ");
                self.receive(vm, b'\n');
            }
            byte => {
                vm.host.write_bytes(&[byte]);
                self.receive(vm, byte);
            }
        }
    }

    /// Takes a byte of a text that is compiled line by line as it comes; after an error the rest is dropped.
    fn receive(&mut self, vm: &mut Vm<'_>, byte: u8) {
        if self.failed.is_some() {
            return;
        }
        let received = self.text.push(vm, &[byte]);
        let compiled = received.and_then(|()| match byte {
            b'\n' => self.advance(vm, false, usize::MAX).map(drop),
            _ => Ok(()),
        });
        if let Err(error) = compiled {
            self.fail(vm, error);
        }
    }

    /// The text is in vain; its error is shown when it ends.
    fn fail(&mut self, vm: &mut Vm<'_>, error: Error) {
        self.close(vm);
        self.text.clear(vm);
        self.failed = Some(error);
    }

    /// Compiles statements of the text as a module; true when it is all compiled.
    fn advance(&mut self, vm: &mut Vm<'_>, complete: bool, statements: usize) -> Result<bool, Error> {
        let compilation = match self.compilation {
            Some(compilation) => compilation,
            None => {
                let globals = vm.main_globals();
                vm.attempt(|vm| {
                    let file = vm.heap.intern(b"<stdin>")?;
                    let opened = vm.open_module_text(file, globals)?;
                    vm.keep(opened)
                })?
            }
        };
        self.compilation = Some(compilation);
        // The window must be there.
        self.text.push(vm, b"")?;
        for _ in 0..statements {
            let progress = vm.attempt(|vm| {
                let compilation = compilation.to_python(vm)?;
                let window = self.text.value(vm)?;
                vm.window_step(compilation, window, complete)
            })?;
            match progress {
                Progress::More => {}
                Progress::Starved => return Ok(false),
                Progress::Done(_) => return Ok(true),
            }
        }
        Ok(false)
    }

    /// Compiles on a text that is all there, and runs it.
    fn compile(&mut self, vm: &mut Vm<'_>, purpose: Purpose) {
        let done = match self.failed.take() {
            Some(error) => Err(error),
            None => self.advance(vm, true, STATEMENTS),
        };
        let opened = match done {
            Ok(false) => return,
            Ok(true) => self.open_compiled(vm),
            Err(error) => Err(error),
        };
        self.close(vm);
        self.text.clear(vm);
        self.begin(vm, purpose, opened);
    }

    fn open_compiled(&mut self, vm: &mut Vm<'_>) -> Result<(), Error> {
        let Some(compilation) = self.compilation else { return Ok(()) };
        vm.attempt(|vm| {
            let compilation = compilation.to_python(vm)?.block();
            let code = compile::result(&vm.heap, compilation);
            let function = vm.new_function(code, compile::globals(&vm.heap, compilation))?;
            let opened = vm.call_values(function, &[], Return::Host);
            vm.open(opened)
        })
    }
}

/// Shows `sys.ps1` or `sys.ps2`, if a script has imported `sys`.
fn show_prompt(vm: &mut Vm<'_>, attribute: &str, otherwise: &[u8]) {
    let modules = vm.modules_dict().block();
    let shown = vm.heap.find_name(b"sys").and_then(|sys| dict::get_name(&vm.heap, modules, Value::name(sys)));
    let attribute = vm.heap.find_name(attribute.as_bytes());
    let shown = shown.zip(attribute).and_then(|(sys, attribute)| {
        let attributes = vm.heap.block(sys.block(), module::DICT);
        dict::get_name(&vm.heap, attributes, Value::name(attribute))
    });
    let text = shown.and_then(|shown| vm.str_text(shown));
    let text = text.map_or(otherwise, |text| text.detached(vm));
    vm.host.write_bytes(text);
}

impl Vm<'_> {
    /// Writes an exception with its traceback to the host's output.
    pub fn report(&mut self, error: Error) {
        let object = error.object();
        let written = self.attempt(|vm| match vm.kept(object) {
            Some(exception) => vm.print_exception(exception, &mut Out::host()),
            None => Ok(()),
        });
        if written.is_err() {
            self.host.write(b"MemoryError\n");
        }
    }

    /// An exception of a class, as if a script had raised it.
    fn error_of_class(&mut self, class: TypeId) -> Error {
        self.pending = Pending::of(class);
        self.take_error()
    }
}
