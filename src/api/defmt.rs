//! `defmt::Format` for what a firmware logs.

use super::builder::BuildError;
use super::error::Error;
use super::repl::lines::Next;
use super::step::{Budget, Step, Until};
use crate::bind::Object;
use crate::vm::heap::Report;
use defmt::{Format, Formatter, write};

impl Format for Error {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "{=str}", self.builtin_class());
    }
}

impl Format for BuildError {
    fn format(&self, f: Formatter<'_>) {
        match self {
            BuildError::TooSmall { needed, given } => {
                write!(f, "a VM needs {=usize} bytes of memory at least, not {=usize}", needed, given);
            }
            BuildError::TooManyModules(most) => write!(f, "a VM takes {=usize} native modules at most", most),
            BuildError::Image(error) => ::defmt::Display2Format(error).format(f),
        }
    }
}

impl Format for Step {
    fn format(&self, f: Formatter<'_>) {
        match self {
            Step::Ready => write!(f, "Ready"),
            Step::Waiting(until) => write!(f, "Waiting({})", until),
            Step::Done(_) => write!(f, "Done"),
            Step::Raised(error) => write!(f, "Raised({})", error),
        }
    }
}

impl Format for Until {
    fn format(&self, f: Formatter<'_>) {
        match self {
            Until::Event => write!(f, "Event"),
            Until::Time(time) => write!(f, "Time({})", time),
        }
    }
}

impl Format for Next {
    fn format(&self, f: Formatter<'_>) {
        match self {
            Next::Statement => write!(f, "Statement"),
            Next::Continuation => write!(f, "Continuation"),
            Next::Run => write!(f, "Run"),
            Next::Waiting(until) => write!(f, "Waiting({})", until),
            Next::Exit => write!(f, "Exit"),
        }
    }
}

impl Format for Budget {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "{=u32} ops", self.count());
    }
}

impl Format for Object {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "object");
    }
}

impl Format for Report {
    fn format(&self, f: Formatter<'_>) {
        let Report { total, live, free, largest, high_water, collections, .. } = self;
        write!(
            f,
            "{=usize} of {=usize} bytes live, {=usize} free, {=usize} in one piece, {=usize} at most; {=u32} collections",
            live, total, free, largest, high_water, collections
        );
    }
}
