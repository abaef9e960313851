//! `ferropy-desktop`: the firmware of the examples on a simulated board, for a laptop.

mod bindings;
mod board;
mod desk;
mod folder;
mod heap_map;
mod keeper;
mod machine;
mod network;
mod options;
mod prompt;
mod terminal;

use std::error::Error;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use bindings::BOARD;
use board::{Board, RECORDED_DAY};
use desk::Desk;
use ferropy::{Budget, Error as PythonError, Image, Repl, Step, Turn, Vm};
use folder::Folder;
use keeper::Keeper;
use machine::{MACHINE, Machine};
use options::{HELP, Options, Program, Wish};
use terminal::{INPUT, Terminal};

/// What a firmware would let a script do between two turns of its own.
const BUDGET: Budget = Budget::ops(1000);

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

fn finish(result: Result<ExitCode, Box<dyn Error>>) -> ExitCode {
    result.unwrap_or_else(|error| {
        eprintln!("ferropy-desktop: {error}");
        ExitCode::FAILURE
    })
}

fn start(options: &Options) -> Result<ExitCode, Box<dyn Error>> {
    let mut board = Board::power_on(RECORDED_DAY)?;
    let mut memory = vec![0; options.heap];
    let folder = match &options.program {
        Program::File(path) => path.parent().map_or_else(PathBuf::new, Path::to_path_buf),
        _ => PathBuf::new(),
    };
    let mut desk = Desk::new(folder);
    if let Program::Code(text) = &options.program {
        desk.remember("<string>", text);
    }
    if let Some(files) = &options.files {
        let volume = Folder::new(files).map_err(|error| format!("{}: {error}", files.display()))?;
        desk.files = Some(volume);
    }
    match &options.program {
        Program::Pseudo => {
            let (terminal, name) = Terminal::pseudo()?;
            println!("{name}");
            desk.terminal = Some(terminal);
        }
        Program::Prompt if io::stdin().is_terminal() => desk.terminal = Some(Terminal::own()?),
        _ => {}
    }
    if desk.terminal.is_some() {
        return serve(options, &mut board, &mut desk, &mut memory);
    }
    let image = match &options.program {
        Program::File(path) if path.extension().is_some_and(|extension| extension == "fpim") => Some(image(path)?),
        _ => None,
    };
    let mut machine = Machine::default();
    let mut builder = Vm::builder(&mut memory)
        .module(&BOARD, &mut board)
        .module(&MACHINE, &mut machine)
        .standard_modules()
        .host(&mut desk);
    if let Some(image) = image {
        builder = builder.image(image);
    }
    let mut vm = builder.build()?;
    let mut keeper = options.snapshot.as_deref().map(Keeper::new);
    let code = match &mut keeper {
        Some(keeper) if keeper.restore(&mut vm)? => go_on(&mut vm, Step::Ready, Some(keeper)),
        keeper => begin(options, &mut vm, image.is_some(), keeper.as_mut())?,
    };
    let map = options.heap_map.as_ref().map(|path| (path, heap_map::svg(&mut vm)));
    drop(vm);
    let _ = io::stdout().flush();
    if let Some((path, picture)) = map {
        fs::write(path, picture).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    if options.board {
        eprint!("{board}");
    }
    Ok(code)
}

/// Runs the program that was asked for, from its beginning.
fn begin(
    options: &Options,
    vm: &mut Vm,
    is_image: bool,
    keeper: Option<&mut Keeper>,
) -> Result<ExitCode, Box<dyn Error>> {
    if !options.arguments.is_empty() {
        let arguments: Vec<&str> = options.arguments.iter().map(String::as_str).collect();
        vm.set("argv", arguments.as_slice()).map_err(|error| error.message(vm).to_owned())?;
        vm.exec("import sys\nsys.argv = argv\ndel argv, sys").map_err(|error| error.message(vm).to_owned())?;
    }
    let loaded = match &options.program {
        Program::Prompt | Program::Pseudo => return Ok(prompt::run(vm, BUDGET)?),
        Program::Code(text) => vm.load("<string>", text),
        Program::Input => vm.load("<stdin>", &io::read_to_string(io::stdin())?),
        Program::File(_) if is_image => vm.load_program(""),
        Program::File(path) => {
            let source = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            vm.load(&path.display().to_string(), &source)
        }
    };
    let first = match loaded {
        Ok(()) => Step::Ready,
        Err(error) => Step::Raised(error),
    };
    Ok(go_on(vm, first, keeper))
}

/// The prompt on a terminal: soft resets restart the VM, resets of the board make a new one.
fn serve(options: &Options, board: &mut Board, desk: &mut Desk, memory: &mut [u8]) -> Result<ExitCode, Box<dyn Error>> {
    let mut machine = Machine::default();
    let reset_wanted = machine.reset_wanted();
    loop {
        let mut vm = Vm::builder(&mut *memory)
            .module(&BOARD, &mut *board)
            .module(&MACHINE, &mut machine)
            .standard_modules()
            .host(&mut *desk)
            .interrupt(INPUT.interrupt())
            .build()?;
        let mut repl = if options.safe { Repl::new().safe() } else { Repl::new() };
        loop {
            let turn = prompt::serve(&mut vm, &mut repl, BUDGET);
            if turn == Turn::Closed || options.program == Program::Prompt {
                return Ok(ExitCode::SUCCESS);
            }
            if reset_wanted.take() {
                break;
            }
            repl.restart(&mut vm);
        }
    }
}

/// An image of a program, as a board has it in flash.
fn image(path: &Path) -> Result<Image, Box<dyn Error>> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let word = |part: &[u8]| part.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte));
    let words: Vec<u32> = bytes.chunks(4).map(word).collect();
    Image::of_words(words.leak()).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Runs a program to its end, as a firmware does: step by step.
fn go_on(vm: &mut Vm, first: Step, mut keeper: Option<&mut Keeper>) -> ExitCode {
    let mut step = first;
    loop {
        if let Step::Waiting(_) = step {
            thread::sleep(prompt::PAUSE);
        }
        step = match step {
            Step::Ready | Step::Waiting(_) => {
                if let Some(keeper) = &mut keeper {
                    keeper.save_in_time(vm);
                }
                vm.step(BUDGET)
            }
            Step::Done(_) => break,
            Step::Raised(error) => {
                let _ = io::stdout().flush();
                keeper.inspect(|keeper| keeper.forget());
                return report(vm, error);
            }
        }
    }
    keeper.inspect(|keeper| keeper.forget());
    ExitCode::SUCCESS
}

/// What is shown of the exception that ended a program, and its exit code.
fn report(vm: &mut Vm, error: PythonError) -> ExitCode {
    if !error.is(vm, "SystemExit") {
        eprint!("{}", error.traceback(vm));
        return ExitCode::FAILURE;
    }
    match error.message(vm) {
        "" | "None" => ExitCode::SUCCESS,
        text => match text.parse::<i64>() {
            Ok(code) => ExitCode::from(code as u8),
            Err(_) => {
                eprintln!("{text}");
                ExitCode::FAILURE
            }
        },
    }
}
