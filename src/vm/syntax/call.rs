//! The arguments of calls and classes.

use super::display::{COMPREHENSION, at_comprehension, begin_comprehension, missing_comma};
use super::error::Argument;
use super::reader::{Reader, TAKES_STAR};
use super::rules::Rule;
use super::token::{Token, power};
use super::tree::{Kind, Node};

/// Option of an `Argument` frame: `name=value` has been read. It takes the place of the power, and that does no harm:
/// a positional argument is wrong then anyway.
const KEYWORD_SEEN: u8 = 0x01;
/// Option of an `Argument` frame: `**value` has been read; in the place of the power too.
const UNPACKING_SEEN: u8 = 0x02;
/// The bit of an `Argument` frame's count that tells a class from a call.
const OF_CLASS: u32 = 0x8000;

/// `primary: primary '(' [arguments] ')'`: its start
pub(super) fn call(r: &mut Reader) -> Rule {
    let (start, function) = (r.start, r.value);
    r.open();
    r.push(start);
    r.push(function.0);
    next_argument(r, 0, 1)
}

/// `class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')']`: the words of the class are on the stack
pub(super) fn class_arguments(r: &mut Reader) -> Rule {
    next_argument(r, 0, OF_CLASS | 2)
}

/// `args: … | NAME '=' expression | '*' expression | '**' expression`: the start of an argument, or the end
fn next_argument(r: &mut Reader, options: u8, count: u32) -> Rule {
    if r.at_close() {
        return end(r, count);
    }
    r.frame(Rule::Argument, options | TAKES_STAR, count);
    match r.lexer.token {
        Token::DoubleStar => prefixed(r, Kind::DoubleStarred),
        Token::Star if options & UNPACKING_SEEN != 0 => {
            r.fail_token("iterable argument unpacking follows keyword argument unpacking")
        }
        Token::Star => prefixed(r, Kind::Starred),
        _ => Rule::Operand,
    }
}

/// `'*' expression`, `'**' expression`
fn prefixed(r: &mut Reader, kind: Kind) -> Rule {
    r.push_start();
    r.bump();
    r.last_operand(kind, 0, power::EXPRESSION)
}

/// An argument, or a name before `=`, has been read.
pub(super) fn argument(r: &mut Reader) -> Rule {
    let (mut options, count) = (r.options, r.count);
    if r.at(Token::Equal) {
        return keyword_start(r);
    }
    match r.kind() {
        Kind::Keyword => options |= KEYWORD_SEEN,
        Kind::DoubleStarred => options |= UNPACKING_SEEN,
        Kind::Starred => {}
        _ if options & UNPACKING_SEEN != 0 => {
            return r.fail_value("positional argument follows keyword argument unpacking", Argument::None);
        }
        _ if options & KEYWORD_SEEN != 0 && !at_comprehension(r) => {
            return r.fail_value("positional argument follows keyword argument", Argument::None);
        }
        _ => {}
    }
    if at_comprehension(r) && options & COMPREHENSION == 0 {
        return generator(r);
    }
    if !r.at(Token::Comma) && !r.at_close() {
        return missing_comma(r);
    }
    r.push(r.value.0);
    let comma = r.eat(Token::Comma);
    if options & COMPREHENSION != 0 && (count & !OF_CLASS > 1 || (comma && !r.at_close())) {
        return bare_generator(r);
    }
    next_argument(r, options & !COMPREHENSION, count + 1)
}

/// `f(x for x in y)`: the generator has the position of the call's bracket.
fn generator(r: &mut Reader) -> Rule {
    let (options, count) = (r.options, r.count);
    if r.kind() == Kind::Keyword {
        return r.fail_value("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", Argument::None);
    }
    if count & OF_CLASS != 0 || matches!(r.kind(), Kind::Starred | Kind::DoubleStarred) {
        return r.unexpected();
    }
    r.frame(Rule::Argument, options | COMPREHENSION, count);
    let start = r.bracket_start();
    begin_comprehension(r, Kind::Generator, start)
}

/// A generator without parentheses beside another argument.
#[cold]
fn bare_generator(r: &mut Reader) -> Rule {
    let element = Node(r.tree().operand(r.value, 0));
    r.fail_node("Generator expression must be parenthesized", Argument::None, element)
}

/// `NAME '=' expression`: at the `=`
fn keyword_start(r: &mut Reader) -> Rule {
    if !r.value_is_name() {
        return bad_keyword(r);
    }
    let (options, count) = (r.options, r.count);
    let name = r.tree().operand(r.value, 0);
    r.top = r.value.0 as usize;
    r.frame(Rule::Argument, options | TAKES_STAR, count);
    r.push(r.start);
    r.push(name);
    r.bump();
    r.last_operand(Kind::Keyword, 0, power::EXPRESSION)
}

/// What stands before `=` is no name.
#[cold]
fn bad_keyword(r: &mut Reader) -> Rule {
    match r.kind() {
        Kind::None | Kind::True | Kind::False => {
            let title = r.kind().title();
            r.fail_value("cannot assign to {}", Argument::Text(title))
        }
        Kind::Keyword | Kind::Starred | Kind::DoubleStarred => r.unexpected(),
        _ => r.fail_value("expression cannot contain assignment, perhaps you meant \"==\"?", Argument::None),
    }
}

/// At the closing bracket.
fn end(r: &mut Reader, count: u32) -> Rule {
    if count & OF_CLASS != 0 {
        r.count = count & !OF_CLASS;
        return super::compound::class_end(r);
    }
    r.reduce(Kind::Call, 0, count);
    r.close();
    Rule::Primary
}
