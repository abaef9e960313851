//! The prompt: on a terminal as on a board's serial line, from a pipe line by line.

use std::io::{self, BufRead};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use ferropy::{Budget, Lines, Next, Repl, Turn, Vm};

use crate::terminal::INPUT;

/// Bytes of the longest statement from a pipe.
const STATEMENT: usize = 16 * 1024;

/// Between two looks at what a program waits for.
pub const PAUSE: Duration = Duration::from_micros(100);

/// Runs a prompt on a terminal until the user has had enough of it: what ended it.
pub fn serve(vm: &mut Vm, repl: &mut Repl, budget: Budget) -> Turn {
    loop {
        match repl.step(vm, budget) {
            Turn::Run => {}
            Turn::Input if !INPUT.is_empty() => {}
            Turn::Input => thread::sleep(Duration::from_micros(200)),
            Turn::Waiting(_) => thread::sleep(PAUSE),
            end @ (Turn::Reset | Turn::Closed) => return end,
        }
    }
}

/// Runs the statements of a pipe.
///
/// *Errors*: the pipe cannot be read.
pub fn run(vm: &mut Vm, budget: Budget) -> io::Result<ExitCode> {
    let mut text = vec![0; STATEMENT];
    let mut prompt = Lines::new(&mut text);
    // Statements may read from the pipe, too: nothing is read ahead.
    let mut line = String::new();
    while io::stdin().lock().read_line(&mut line)? > 0 {
        let mut next = prompt.feed(vm, line.trim_end_matches(['\r', '\n']));
        while matches!(next, Next::Run | Next::Waiting(_)) {
            if matches!(next, Next::Waiting(_)) {
                thread::sleep(PAUSE);
            }
            next = prompt.step(vm, budget);
        }
        if next == Next::Exit {
            break;
        }
        line.clear();
    }
    Ok(ExitCode::SUCCESS)
}
