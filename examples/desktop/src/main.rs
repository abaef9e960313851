//! `ferropy-desktop`: the firmware of the examples on a simulated board, for a laptop.

#[allow(dead_code, reason = "scripts reach it through the bindings, which wait for ferropy's api")]
mod board;
mod options;
#[allow(dead_code, reason = "as above")]
mod prompt;

use std::error::Error;
use std::fs;
use std::process::ExitCode;

use board::{Board, RECORDED_DAY};
use options::{HELP, Options, Wish};

fn main() -> ExitCode {
    match Options::parse(lexopt::Parser::from_env()) {
        Ok(Wish::Help) => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Wish::Run(options)) => finish(start(&options)),
        Err(error) => {
            eprintln!("ferropy-desktop: {error}\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn finish(result: Result<(), Box<dyn Error>>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ferropy-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}

fn start(options: &Options) -> Result<(), Box<dyn Error>> {
    let board = Board::power_on(RECORDED_DAY)?;
    match &options.script {
        Some(path) => {
            let source = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            println!("{} bytes of Python for a heap of {} bytes", source.len(), options.heap);
        }
        None => prompt::run(|_| prompt::Next::Statement)?,
    }
    eprint!("{board}");
    Err("the interpreter is not joined to the board".into())
}
