//! The command line.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

pub const HELP: &str = "\
usage: ferropy-desktop [--heap BYTES] [--heap-map FILE] [--board] [--files FOLDER]
                       [--snapshot FILE] [--pty | SCRIPT | - | -c CODE] [ARGUMENT ...]

Runs a script on a simulated board (a BME280, four LEDs, a virtual clock),
or gives a prompt on that board.

  SCRIPT        the file to run, Python or an image (.fpim); - reads the program
                from standard input
  -c CODE       the program itself
  --pty         the prompt on a pseudo-terminal, for tools such as mpremote;
                its name is the first line of the output
  --files FOLDER  what scripts see as the board's file system
  --snapshot FILE  save the running program there every second, and go on with it
                after the process was killed; at the end the file is removed
  --safe        the prompt without boot.py and main.py
  --heap BYTES  the memory of the VM, as a board would give it (65536)
  --heap-map FILE  at the end write a picture of the memory (SVG)
  --board       at the end say how the board stands
  --help        this text
";

const DEFAULT_HEAP: usize = 64 * 1024;

/// What the user asked for.
#[derive(Debug, PartialEq)]
pub enum Wish {
    Help,
    Run(Options),
}

/// Where the program comes from.
#[derive(Debug, PartialEq)]
pub enum Program {
    Prompt,
    Pseudo,
    File(PathBuf),
    Input,
    Code(String),
}

#[derive(Debug, PartialEq)]
pub struct Options {
    pub program: Program,
    /// Bytes.
    pub heap: usize,
    /// Where the picture of the memory goes.
    pub heap_map: Option<PathBuf>,
    /// Tell of the board at the end.
    pub board: bool,
    /// Run neither `boot.py` nor `main.py`.
    pub safe: bool,
    /// The board's file system.
    pub files: Option<PathBuf>,
    /// Where the running program is saved.
    pub snapshot: Option<PathBuf>,
    /// `sys.argv`, if there is a program.
    pub arguments: Vec<String>,
}

impl Options {
    /// Reads the command line.
    ///
    /// What follows the program is for the script.
    ///
    /// *Errors*: an unknown option, or a heap that is no number.
    pub fn parse(mut arguments: Parser) -> Result<Wish, lexopt::Error> {
        let mut options = Options {
            program: Program::Prompt,
            heap: DEFAULT_HEAP,
            heap_map: None,
            board: false,
            safe: false,
            files: None,
            snapshot: None,
            arguments: Vec::new(),
        };
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Wish::Help),
                Arg::Long("heap") => options.heap = arguments.value()?.parse()?,
                Arg::Long("heap-map") => options.heap_map = Some(arguments.value()?.into()),
                Arg::Long("board") => options.board = true,
                Arg::Long("safe") => options.safe = true,
                Arg::Long("pty") => options.program = Program::Pseudo,
                Arg::Long("files") => options.files = Some(arguments.value()?.into()),
                Arg::Long("snapshot") => options.snapshot = Some(arguments.value()?.into()),
                Arg::Short('c') => {
                    options.program = Program::Code(arguments.value()?.string()?);
                    options.arguments.push("-c".to_owned());
                    break;
                }
                Arg::Value(path) => {
                    options.arguments.push(path.to_string_lossy().into_owned());
                    options.program = if path == "-" { Program::Input } else { Program::File(path.into()) };
                    break;
                }
                unexpected => return Err(unexpected.unexpected()),
            }
        }
        for argument in arguments.raw_args()? {
            options.arguments.push(argument.string()?);
        }
        Ok(Wish::Run(options))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Wish, String> {
        Options::parse(Parser::from_args(line.split_whitespace())).map_err(|error| error.to_string())
    }

    fn options(program: Program, arguments: &[&str]) -> Options {
        let arguments = arguments.iter().map(|text| text.to_string()).collect();
        let (heap_map, files, snapshot) = (None, None, None);
        Options { program, heap: 65_536, heap_map, board: false, safe: false, files, snapshot, arguments }
    }

    #[test]
    fn nothing_asks_for_a_prompt() {
        assert_eq!(parse(""), Ok(Wish::Run(options(Program::Prompt, &[]))));
    }

    #[test]
    fn options_come_before_the_script_and_its_arguments_behind_it() {
        let file = Program::File("main.py".into());
        let plain = options(file, &["main.py", "--heap", "x"]);
        let wish = Ok(Wish::Run(Options { heap: 4096, board: true, ..plain }));
        assert_eq!(parse("--heap 4096 --board main.py --heap x"), wish);
        assert_eq!(parse("--board --heap=4096 main.py --heap x"), wish);
    }

    #[test]
    fn programs_come_from_the_input_and_the_command_line() {
        assert_eq!(parse("-"), Ok(Wish::Run(options(Program::Input, &["-"]))));
        let code = Program::Code("print(1)".into());
        assert_eq!(parse("-c print(1) -v"), Ok(Wish::Run(options(code, &["-c", "-v"]))));
    }

    #[test]
    fn help_wins() {
        assert_eq!(parse("--board --help main.py"), Ok(Wish::Help));
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(parse("--speed 3"), Err("invalid option '--speed'".into()));
        assert!(parse("--heap lots").is_err_and(|text| text.contains("lots")));
    }
}
