//! The command line.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

pub const HELP: &str = "\
usage: ferropy-desktop [--heap BYTES] [--board] [SCRIPT | - | -c CODE]

Runs a script on a simulated board (a BME280, four LEDs, a virtual clock),
or gives a prompt on that board.

  SCRIPT        the file to run; - reads the program from standard input
  -c CODE       the program itself
  --heap BYTES  the memory of the VM, as a board would give it (65536)
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
    File(PathBuf),
    Input,
    Code(String),
}

#[derive(Debug, PartialEq)]
pub struct Options {
    pub program: Program,
    /// Bytes.
    pub heap: usize,
    /// Tell of the board at the end.
    pub board: bool,
}

impl Options {
    /// Reads the command line.
    ///
    /// *Errors*: an unknown option, a heap that is no number, or more than one program.
    pub fn parse(mut arguments: Parser) -> Result<Wish, lexopt::Error> {
        let mut options = Options { program: Program::Prompt, heap: DEFAULT_HEAP, board: false };
        while let Some(argument) = arguments.next()? {
            let free = options.program == Program::Prompt;
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Wish::Help),
                Arg::Long("heap") => options.heap = arguments.value()?.parse()?,
                Arg::Long("board") => options.board = true,
                Arg::Short('c') if free => options.program = Program::Code(arguments.value()?.string()?),
                Arg::Value(path) if free && path == "-" => options.program = Program::Input,
                Arg::Value(path) if free => options.program = Program::File(path.into()),
                unexpected => return Err(unexpected.unexpected()),
            }
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

    fn options(program: Program) -> Options {
        Options { program, heap: 65_536, board: false }
    }

    #[test]
    fn nothing_asks_for_a_prompt() {
        assert_eq!(parse(""), Ok(Wish::Run(options(Program::Prompt))));
    }

    #[test]
    fn script_and_options_in_any_order() {
        let file = Program::File("main.py".into());
        let wish = Ok(Wish::Run(Options { heap: 4096, board: true, ..options(file) }));
        assert_eq!(parse("--heap 4096 --board main.py"), wish);
        assert_eq!(parse("main.py --board --heap=4096"), wish);
    }

    #[test]
    fn programs_come_from_the_input_and_the_command_line() {
        assert_eq!(parse("-"), Ok(Wish::Run(options(Program::Input))));
        assert_eq!(parse("-c print(1)"), Ok(Wish::Run(options(Program::Code("print(1)".into())))));
    }

    #[test]
    fn help_wins() {
        assert_eq!(parse("main.py --help"), Ok(Wish::Help));
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(parse("--speed 3"), Err("invalid option '--speed'".into()));
        assert_eq!(parse("a.py b.py"), Err("unexpected argument \"b.py\"".into()));
        assert!(parse("--heap lots").is_err_and(|text| text.contains("lots")));
    }
}
