//! What the parser and the compiler complain of, as exceptions with CPython's arguments:
//! `(message, (file, line, column, text, end line, end column))`.

use crate::vm::Vm;
use crate::vm::name::Name;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::syntax::{Argument, ErrorClass, SyntaxError};
use crate::vm::types::{Out, TypeId, exception, tuple};
use crate::vm::value::Value;

impl Vm<'_> {
    /// Raises a syntax error of a text of `file`; `line` is the text of its line, or None.
    pub(crate) fn raise_syntax_error(&mut self, error: &SyntaxError, file: Name, line: Value) -> Stop {
        match self.syntax_error(error, file, line) {
            Ok(object) => self.raise_object(object),
            Err(stop) => stop,
        }
    }

    fn syntax_error(&mut self, error: &SyntaxError, file: Name, line: Value) -> Outcome<Value> {
        let class = match error.class {
            ErrorClass::Syntax => TypeId::SyntaxError,
            ErrorClass::Indentation => TypeId::IndentationError,
            ErrorClass::Tab => TypeId::TabError,
        };
        let message = self.new_text(|out, vm| write_message(vm, error, out))?;
        let number = |number: u32| Value::len(number as usize);
        let place = [
            Value::name(file),
            number(error.at.line()),
            number(error.at.column() + 1),
            line,
            number(error.end.line()),
            number(error.end.column() + 1),
        ];
        let place = tuple::new(self, &place)?;
        let args = tuple::new(self, &[message, place])?;
        exception::new(self, Value::builtin_type(class), args)
    }
}

/// The message with its argument in place of each `{}` in turn.
fn write_message(vm: &mut Vm, error: &SyntaxError, out: &mut Out) -> Outcome<()> {
    let mut pieces = error.text.as_bytes().split(|byte| *byte == b'{');
    out.text(vm, pieces.next().unwrap_or_default())?;
    let mut index = 0;
    for piece in pieces {
        match piece.strip_prefix(b"}") {
            Some(piece) => {
                write_argument(vm, error.argument, index, out)?;
                index += 1;
                out.text(vm, piece)?;
            }
            None => {
                out.byte(vm, b'{')?;
                out.text(vm, piece)?;
            }
        }
    }
    Ok(())
}

fn write_argument(vm: &mut Vm, argument: Argument, index: usize, out: &mut Out) -> Outcome<()> {
    match (argument, index) {
        (Argument::None, _) => Ok(()),
        (Argument::Char(char), _) | (Argument::Chars(char, _), 0) | (Argument::Chars(_, char), _) => {
            out.char(vm, char.into())
        }
        (Argument::CharsLine(char, _, _), 0) | (Argument::CharsLine(_, char, _), 1) => out.char(vm, char.into()),
        (Argument::CharCodePoint(char), 0) => out.char(vm, char.into()),
        (Argument::CodePoint(char) | Argument::CharCodePoint(char), _) => {
            out.text(vm, b"U+")?;
            out.hex(vm, char.into(), 4)
        }
        (Argument::Number(number) | Argument::CharsLine(_, _, number) | Argument::TextNumber(_, number), 1..)
        | (Argument::Number(number), 0) => out.decimal(vm, number as usize),
        (Argument::Range(start, end), _) => {
            out.decimal(vm, start as usize)?;
            out.byte(vm, b'-')?;
            out.decimal(vm, end as usize)
        }
        (Argument::Text(text) | Argument::TextNumber(text, _), _) => out.text(vm, text.as_bytes()),
        (Argument::Name(word), _) => out.value(vm, Value::from_bits(word)),
    }
}
