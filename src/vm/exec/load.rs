//! Compiling: between the steps of the compiler the collector may run, and a firmware's turn may come.
//!
//! A text of the host's is compiled at once (`load_text`). For imports, `exec`, `eval` and `compile` a function of the
//! prelude calls `_compile_step` until the code is there: see `prelude/code.py`.

use crate::bind::modules::builtins;
use crate::vm::Vm;
use crate::vm::compile::{self, CompileStop, Environment, Options, Order, Progress, Target};
use crate::vm::heap::{Heap, Root, STR_MAX};
use crate::vm::name::{self, Name};
use crate::vm::raise::{Outcome, Pending, Stop};
use crate::vm::syntax::{Mode, Source, SyntaxError};
use crate::vm::types::{Args, Native, TypeId, bytearray, dict, native};
use crate::vm::value::{Ref, Value};

/// Attempts to find the memory for one step.
const ATTEMPTS: u32 = 64;

/// Hidden natives of the prelude.
pub static HIDDEN: &[Native] = &[
    native("_compile_step", "compilation, /", 1, 1, compile_step),
    native("_compile_window", "compilation, window, complete, /", 3, 3, compile_window),
    native("_compiled", "compilation, /", 1, 1, compiled),
    native("_open_text", "file, globals, /", 2, 2, open_text),
];

/// The compiler's view of modules and built-ins.
pub(crate) struct Globals;

impl Environment for Globals {
    fn slot(&mut self, heap: &mut Heap, dict: Ref, name: Name) -> Outcome<u16> {
        dict::slot(heap, dict, name)
    }

    fn builtin(&self, name: Name) -> Option<u16> {
        builtins::row_of(name)
    }
}

/// `_compile_step(compilation)`: whether the code is there.
fn compile_step(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let compilation = args.get(0).block();
    let source = compile::source(&vm.heap, compilation);
    let step = if source.is_none() {
        // A module of the host's.
        let globals = compile::globals(&vm.heap, compilation);
        let name = dict::get_name(&vm.heap, globals, Value::name(name::__NAME__)).and_then(Value::as_name);
        let name = vm.heap.detached_name_text(name.unwrap_or(Name::EMPTY));
        match vm.host.module_source(core::str::from_utf8(name).unwrap_or_default()) {
            Some((text, _)) => step(&mut vm.heap, compilation, &Source { text, complete: true }),
            None => Err(Failure::Gone),
        }
    } else {
        // The text's block stays where it is: nothing collects while the compiler runs.
        let text = vm.text(source).map(|text| text.detached(vm)).unwrap_or_default();
        step(&mut vm.heap, compilation, &Source { text, complete: true })
    };
    vm.stepped(compilation, step).map(|progress| Value::bool(matches!(progress, Progress::Done(_))))
}

/// `_open_text(file, globals)`: a compilation of a text that comes in windows.
fn open_text(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let file = vm.text(args.get(0)).map(|text| text.detached(vm)).unwrap_or_default();
    let file = vm.heap.intern(file)?;
    vm.open_module_text(file, args.get(1).block())
}

/// `_compile_window(compilation, window, complete)`: a step; what has been read of the window, a bytearray, is dropped.
/// True: the code is there; None: the window is used up.
fn compile_window(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let progress = vm.window_step(args.get(0), args.get(1), args.get(2) == Value::TRUE)?;
    Ok(match progress {
        Progress::Done(_) => Value::TRUE,
        Progress::More => Value::FALSE,
        Progress::Starved => Value::NONE,
    })
}

/// `_compiled(compilation)`: the code, as a function if there are globals.
fn compiled(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let compilation = args.get(0).block();
    let (code, globals) = (compile::result(&vm.heap, compilation), compile::globals(&vm.heap, compilation));
    if globals.is_some() { vm.new_function(code, globals) } else { Ok(Value::reference(code)) }
}

/// Why a step of the compiler did not end well.
enum Failure {
    /// The heap is full.
    Memory,
    /// The host has the text no more.
    Gone,
    /// The error and a string with its line.
    Syntax(SyntaxError, Value),
}

fn step(heap: &mut Heap, compilation: Ref, source: &Source) -> Result<Progress, Failure> {
    match compile::step(heap, compilation, source, &mut Globals) {
        Ok(progress) => Ok(progress),
        Err(CompileStop::Memory) => Err(Failure::Memory),
        Err(CompileStop::Syntax(error)) => {
            let line = (error.at.line() + 1).saturating_sub(compile::window_line(heap, compilation));
            Err(Failure::Syntax(error, line_text(heap, source.text, line)))
        }
    }
}

/// A line of a text as a string, cut where it would not fit a short one; without memory None.
fn line_text(heap: &mut Heap, text: &[u8], line: u32) -> Value {
    let line = text.split(|byte| *byte == b'\n').nth(line.saturating_sub(1) as usize).unwrap_or_default();
    let line = line.get(..STR_MAX).unwrap_or(line);
    heap.alloc_str(line).map_or(Value::NONE, Value::reference)
}

impl Vm<'_> {
    /// Starts to compile the text of a string or bytes object for `exec`, `eval` and `compile`.
    pub(crate) fn open_value(&mut self, source: Value, file: Name, mode: Mode, globals: Ref) -> Outcome<Value> {
        let (target, options) = (Target::Names, Options::default());
        compile::open(&mut self.heap, Order { source, mode, target, globals, file, options }).map(Value::reference)
    }

    /// Starts to compile a module of the host's, whose name is in its globals.
    pub(crate) fn open_module_text(&mut self, file: Name, globals: Ref) -> Outcome<Value> {
        self.open_window_text(file, globals, Mode::File)
    }

    /// Starts to compile a text that comes in windows.
    pub(crate) fn open_window_text(&mut self, file: Name, globals: Ref, mode: Mode) -> Outcome<Value> {
        let (target, options) = (Target::Module, Options::default());
        let order = Order { source: Value::NONE, mode, target, globals, file, options };
        compile::open(&mut self.heap, order).map(Value::reference)
    }

    /// A step of a compilation.
    pub(crate) fn text_step(&mut self, compilation: Value, text: Value, complete: bool) -> Outcome<Progress> {
        let compilation = compilation.block();
        // The text stays where it is: nothing collects while the compiler runs.
        let text = self.text(text).map(|text| text.detached(self)).unwrap_or_default();
        let step = step(&mut self.heap, compilation, &Source { text, complete });
        self.stepped(compilation, step)
    }

    /// A step of a compilation whose text comes in windows; what has been read of the window, a bytearray, is dropped.
    pub(crate) fn window_step(&mut self, compilation: Value, window: Value, complete: bool) -> Outcome<Progress> {
        let progress = self.text_step(compilation, window, complete)?;
        let compilation = compilation.block();
        if !matches!(progress, Progress::Done(_)) {
            let dropped = compile::consume(&mut self.heap, compilation);
            if dropped > 0 {
                bytearray::drop_front(&mut self.heap, window.block(), dropped)?;
            }
        }
        Ok(progress)
    }

    /// Compiles a text at once, with the slots of a dict as its globals, and makes a function of it; `None` if the text
    /// is not complete and may go on. Never gives `Stop::Memory`.
    pub(crate) fn load_text(
        &mut self,
        source: &Source,
        file: Name,
        mode: Mode,
        globals: Value,
    ) -> Outcome<Option<Value>> {
        self.load_text_as(source, file, mode, globals, Options::default())
    }

    /// As [`Vm::load_text`], leaving out what the options say.
    pub(crate) fn load_text_as(
        &mut self,
        source: &Source,
        file: Name,
        mode: Mode,
        globals: Value,
        options: Options,
    ) -> Outcome<Option<Value>> {
        self.heap.set_root(Root::Scratch1, globals);
        self.heap.set_root(Root::Scratch2, Value::name(file));
        let opened = self.find_room(|vm| {
            let globals = vm.heap.root(Root::Scratch1).block();
            let target = Target::Module;
            compile::open(&mut vm.heap, Order { source: Value::NONE, mode, target, globals, file, options })
        });
        // From here on the compilation has the dict.
        let function = opened.and_then(|compilation| {
            self.heap.set_root(Root::Scratch1, Value::reference(compilation));
            self.load_steps(source)
        });
        self.heap.set_root(Root::Scratch1, Value::UNDEFINED);
        self.heap.set_root(Root::Scratch2, Value::UNDEFINED);
        function
    }

    /// Takes all steps of the compilation at `Root::Scratch1`.
    fn load_steps(&mut self, source: &Source) -> Outcome<Option<Value>> {
        loop {
            let progress = self.find_room(|vm| {
                let compilation = vm.heap.root(Root::Scratch1).block();
                let step = step(&mut vm.heap, compilation, source);
                vm.stepped(compilation, step)
            })?;
            match progress {
                Progress::More => {}
                Progress::Starved => {
                    let compilation = self.heap.root(Root::Scratch1).block();
                    compile::close(&mut self.heap, compilation);
                    return Ok(None);
                }
                Progress::Done(_) => break,
            }
        }
        let function = self.find_room(|vm| {
            let compilation = vm.heap.root(Root::Scratch1).block();
            let globals = compile::globals(&vm.heap, compilation);
            vm.new_function(compile::result(&vm.heap, compilation), globals)
        });
        function.map(Some)
    }

    /// Ends a compilation whose last step this was, raising its error.
    fn stepped(&mut self, compilation: Ref, step: Result<Progress, Failure>) -> Outcome<Progress> {
        let outcome = match step {
            Ok(progress @ (Progress::More | Progress::Starved)) => return Ok(progress),
            Ok(done) => Ok(done),
            Err(Failure::Memory) => return Err(Stop::Memory),
            Err(Failure::Gone) => raise!(self, ImportError, "the module's text has gone"),
            Err(Failure::Syntax(error, line)) => {
                let file = compile::file(&mut self.heap, compilation);
                match self.raise_syntax_error(&error, file, line) {
                    Stop::Memory => return Err(Stop::Memory),
                    stop => Err(stop),
                }
            }
        };
        compile::close(&mut self.heap, compilation);
        outcome
    }

    /// Performs an operation between instructions, with as many collections as it takes; MemoryError if there is no
    /// room. Nothing but roots survives a failed attempt.
    pub(crate) fn find_room<T>(&mut self, mut operation: impl FnMut(&mut Self) -> Outcome<T>) -> Outcome<T> {
        for attempt in 0..ATTEMPTS {
            let urgent = self.heap.set_urgent(true);
            let outcome = operation(self);
            self.heap.set_urgent(urgent);
            match outcome {
                Err(Stop::Memory) => {
                    // What allocates several times may miss each of them in turn: room for all of them.
                    if attempt > 0 {
                        self.heap.want_more();
                    }
                    if !self.make_room_now() {
                        break;
                    }
                }
                other => return other,
            }
        }
        self.pending = Pending::of(TypeId::MemoryError);
        Err(Stop::Raised)
    }
}
