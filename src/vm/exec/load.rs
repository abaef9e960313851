//! Compiling a text of the host's: between the steps of the compiler the collector may run.

use super::import::{Globals, line_text};
use crate::vm::Vm;
use crate::vm::compile::{CompileStop, Compiler, Options, Progress, Target};
use crate::vm::heap::Root;
use crate::vm::name::Name;
use crate::vm::raise::{Outcome, Pending, Stop};
use crate::vm::syntax::{Mode, Source};
use crate::vm::types::TypeId;
use crate::vm::value::{Ref, Value};

/// Attempts to find the memory for one step, each asking for twice as much as the one before.
const ATTEMPTS: u32 = 16;

impl Vm<'_> {
    /// Compiles a text with the slots of a dict as its globals, and makes a function of it; `None` if the text is not
    /// complete and may go on. Never gives `Stop::Memory`.
    pub(crate) fn load_text(
        &mut self,
        source: &Source,
        file: Name,
        mode: Mode,
        globals: Value,
    ) -> Outcome<Option<Value>> {
        self.heap.set_root(Root::Scratch1, globals);
        let globals = |vm: &Self| -> Ref { vm.heap.root(Root::Scratch1).block() };
        let mut compiler = self.find_room(|vm| {
            let dict = globals(vm);
            Compiler::new(&mut vm.heap, mode, Target::Module, dict, file, Options::default())
        })?;
        let progress = loop {
            let step = self.find_room(|vm| match compiler.step(&mut vm.heap, source, &mut Globals) {
                Err(CompileStop::Memory) => Err(Stop::Memory),
                Err(CompileStop::Syntax(error)) => Ok(Err(error)),
                Ok(progress) => Ok(Ok(progress)),
            });
            match step {
                Ok(Ok(Progress::More)) => {}
                other => break other,
            }
        };
        let function = match progress {
            // The code is at a root of the compiler's until that is finished.
            Ok(Ok(Progress::Done(_))) => self
                .find_room(|vm| {
                    let dict = globals(vm);
                    vm.new_function(vm.heap.root(Root::Compiler2).block(), dict)
                })
                .map(Some),
            Ok(Ok(_)) => Ok(None),
            Ok(Err(error)) => {
                let line = line_text(&mut self.heap, source.text, error.at.line());
                Err(self.raise_syntax_error(&error, file, line))
            }
            Err(stop) => Err(stop),
        };
        compiler.finish(&mut self.heap);
        self.heap.set_root(Root::Scratch1, Value::UNDEFINED);
        function
    }

    /// Performs an operation between instructions, with as many collections as it takes; MemoryError if there is no
    /// room. Nothing but roots survives a failed attempt.
    pub(crate) fn find_room<T>(&mut self, mut operation: impl FnMut(&mut Self) -> Outcome<T>) -> Outcome<T> {
        for doublings in 0..ATTEMPTS {
            match operation(self) {
                Err(Stop::Memory) => {
                    // What allocates several times may miss each of them in turn: more room with every attempt.
                    self.heap.wanted = self.heap.wanted.saturating_mul(1 << doublings);
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
