//! The prompt: lines with editing and history on a terminal, plain lines from a pipe.

use std::process::ExitCode;

use ferropy::{Budget, Next, Repl, Vm};
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

/// Bytes of the longest statement.
const STATEMENT: usize = 16 * 1024;

/// Runs a prompt until the end of the input.
///
/// *Errors*: the terminal cannot be read.
pub fn run(vm: &mut Vm, budget: Budget) -> Result<ExitCode, ReadlineError> {
    let mut editor = DefaultEditor::new()?;
    let mut lines = vec![0; STATEMENT];
    let mut repl = Repl::new(&mut lines);
    let mut next = Next::Statement;
    loop {
        next = match next {
            Next::Exit => return Ok(ExitCode::SUCCESS),
            Next::Run | Next::Waiting(_) => repl.step(vm, budget),
            Next::Statement | Next::Continuation => match editor.readline(next.prompt()) {
                Ok(line) => {
                    editor.add_history_entry(&line)?;
                    repl.feed(vm, &line)
                }
                Err(ReadlineError::Interrupted) => {
                    repl.clear();
                    Next::Statement
                }
                Err(ReadlineError::Eof) => return Ok(ExitCode::SUCCESS),
                Err(error) => return Err(error),
            },
        };
    }
}
