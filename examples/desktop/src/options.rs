//! The command line.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};

pub const HELP: &str = "\
usage: ferropy-desktop [--heap BYTES] [SCRIPT]

Runs SCRIPT on a simulated board (a BME280, four LEDs, a virtual clock),
or gives a prompt on that board.

  --heap BYTES  the memory of the VM, as a board would give it (65536)
  --help        this text
";

const DEFAULT_HEAP: usize = 64 * 1024;

/// What the user asked for.
#[derive(Debug, PartialEq)]
pub enum Wish {
    Help,
    Run(Options),
}

#[derive(Debug, PartialEq)]
pub struct Options {
    /// `None` asks for a prompt.
    pub script: Option<PathBuf>,
    /// Bytes.
    pub heap: usize,
}

impl Options {
    /// Reads the command line.
    ///
    /// *Errors*: an unknown option, a heap that is no number, or more than one script.
    pub fn parse(mut arguments: Parser) -> Result<Wish, lexopt::Error> {
        let mut options = Options { script: None, heap: DEFAULT_HEAP };
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("help") | Arg::Short('h') => return Ok(Wish::Help),
                Arg::Long("heap") => options.heap = arguments.value()?.parse()?,
                Arg::Value(path) if options.script.is_none() => options.script = Some(path.into()),
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

    #[test]
    fn nothing_asks_for_a_prompt() {
        assert_eq!(parse(""), Ok(Wish::Run(Options { script: None, heap: 65_536 })));
    }

    #[test]
    fn script_and_heap_in_any_order() {
        let wish = Ok(Wish::Run(Options { script: Some("main.py".into()), heap: 4096 }));
        assert_eq!(parse("--heap 4096 main.py"), wish);
        assert_eq!(parse("main.py --heap=4096"), wish);
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
