//! The prompt: lines with editing and history on a terminal, plain lines from a pipe.

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

/// What the user did.
#[derive(Debug, PartialEq)]
pub enum Input<'a> {
    Line(&'a str),
    /// Ctrl-C: forget the statement begun.
    Interrupt,
}

/// What is to be asked for next.
pub enum Next {
    Statement,
    /// The statement goes on.
    Continuation,
}

/// Feeds `interpreter` until the end of the input.
///
/// *Errors*: the terminal cannot be read.
pub fn run(mut interpreter: impl FnMut(Input<'_>) -> Next) -> Result<(), ReadlineError> {
    let mut editor = DefaultEditor::new()?;
    let mut next = Next::Statement;
    loop {
        let prompt = match next {
            Next::Statement => ">>> ",
            Next::Continuation => "... ",
        };
        next = match editor.readline(prompt) {
            Ok(line) => {
                editor.add_history_entry(&line)?;
                interpreter(Input::Line(&line))
            }
            Err(ReadlineError::Interrupted) => interpreter(Input::Interrupt),
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(error),
        };
    }
}
