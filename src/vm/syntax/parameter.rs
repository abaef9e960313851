//! Parameters of functions, lambdas and types.

use super::error::Argument;
use super::reader::{Reader, TAKES_STAR};
use super::rules::Rule;
use super::token::{Token, power};
use super::tree::{Kind, NONE, Node, ParameterKind};

/// Option of a `Parameter` frame: these are the parameters of a lambda.
const OF_LAMBDA: u8 = 0x01;
/// Option: a bare `*` has been read, and no parameter after it yet.
const BARE_STAR: u8 = 0x02;
/// Option: a parameter with a default has been read.
const DEFAULT_SEEN: u8 = 0x10;
/// Option: `*` or `*name` has been read.
const STAR_SEEN: u8 = 0x20;
/// Option: `/` has been read.
const SLASH_SEEN: u8 = 0x40;
/// Option: `**name` has been read.
const DOUBLE_STAR_SEEN: u8 = 0x80;

/// `lambdef: 'lambda' [lambda_params] ':' expression`: its start
pub(super) fn lambda(r: &mut Reader) -> Rule {
    r.push_start();
    r.bump();
    r.frame(Rule::LambdaParameters, 0, 0);
    r.push_start();
    next(r, OF_LAMBDA, 0)
}

/// `'lambda' [lambda_params] ':'`: the parameters have been read
pub(super) fn lambda_parameters(r: &mut Reader) -> Rule {
    r.push(r.value.0);
    r.expect(Token::Colon);
    r.last_operand(Kind::Lambda, 0, power::EXPRESSION)
}

/// `'(' [params] ')'` of a `def`: at the parenthesis
pub(super) fn parameters(r: &mut Reader) -> Rule {
    r.open();
    r.push_start();
    next(r, 0, 0)
}

/// `parameters: … ',' …`: the start of a parameter, or the end
fn next(r: &mut Reader, mut options: u8, count: u32) -> Rule {
    loop {
        if at_end(r, options) {
            return end(r, options, count);
        }
        match r.lexer.token {
            Token::Name => return named(r, options, count),
            Token::Star => {
                check_star(r, options);
                options |= STAR_SEEN;
                r.bump();
                if r.at(Token::Name) {
                    return start(r, ParameterKind::Star, options & !BARE_STAR, count);
                }
                options |= BARE_STAR;
            }
            Token::DoubleStar => {
                if options & BARE_STAR != 0 {
                    return bare_star(r);
                }
                check_last(r, options);
                r.bump();
                return start(r, ParameterKind::DoubleStar, options | DOUBLE_STAR_SEEN, count);
            }
            Token::Slash => {
                slash(r, options, count);
                options |= SLASH_SEEN;
                r.bump();
            }
            _ => return no_parameter(r, options),
        }
        if !at_end(r, options) {
            comma(r);
        }
    }
}

/// Whether the list of parameters ends here.
fn at_end(r: &Reader, options: u8) -> bool {
    if options & OF_LAMBDA != 0 { r.at(Token::Colon) } else { r.at_close() }
}

/// `,` between parameters.
fn comma(r: &mut Reader) {
    if !r.eat(Token::Comma) {
        no_comma(r);
    }
}

/// Something else than a comma follows a parameter.
#[cold]
fn no_comma(r: &mut Reader) -> Rule {
    r.unexpected()
}

/// `NAME` as a parameter of its own.
fn named(r: &mut Reader, options: u8, count: u32) -> Rule {
    check_last(r, options);
    let kind = if options & STAR_SEEN != 0 { ParameterKind::KeywordOnly } else { ParameterKind::Normal };
    start(r, kind, options & !BARE_STAR, count)
}

/// Nothing may follow `**name`.
fn check_last(r: &mut Reader, options: u8) {
    if options & DOUBLE_STAR_SEEN != 0 {
        r.fail_token("arguments cannot follow var-keyword argument");
    }
}

/// `*` may come once, and not after `**name`.
fn check_star(r: &mut Reader, options: u8) {
    check_last(r, options);
    if options & STAR_SEEN != 0 {
        r.fail_token("* argument may appear only once");
    }
}

/// `/`: the parameters before it are positional only.
fn slash(r: &mut Reader, options: u8, count: u32) {
    check_last(r, options);
    if options & SLASH_SEEN != 0 {
        r.fail_token("/ may appear only once");
    }
    if options & STAR_SEEN != 0 {
        r.fail_token("/ must be ahead of *");
    }
    if count == 0 {
        r.fail_token("at least one argument must precede /");
    }
    for index in 0..count {
        r.mark(Node(r.peek(index as usize)), ParameterKind::PositionalOnly as u8);
    }
}

/// No parameter starts here.
#[cold]
fn no_parameter(r: &mut Reader, options: u8) -> Rule {
    if r.at(Token::OpenParenthesis) {
        return r.fail_token(match options & OF_LAMBDA {
            0 => "Function parameters cannot be parenthesized",
            _ => "Lambda expression parameters cannot be parenthesized",
        });
    }
    r.unexpected()
}

/// `param: NAME [annotation] [default]`: at the name
fn start(r: &mut Reader, kind: ParameterKind, options: u8, count: u32) -> Rule {
    r.frame(Rule::Parameter, options, count);
    r.push_start();
    let name = r.name();
    r.push(name);
    if options & OF_LAMBDA == 0 && r.eat(Token::Colon) {
        if kind == ParameterKind::Star {
            return r.operand(Rule::ParameterAnnotation, power::EXPRESSION | TAKES_STAR, kind as u32);
        }
        return r.operand(Rule::ParameterAnnotation, power::EXPRESSION, kind as u32);
    }
    r.push(NONE);
    default(r, kind)
}

/// `annotation: ':' expression`, `star_annotation: ':' star_expression`
pub(super) fn annotation(r: &mut Reader) -> Rule {
    let kind = ParameterKind::of_word(r.count);
    r.push(r.value.0);
    default(r, kind)
}

/// `[default]`: `'=' expression`
fn default(r: &mut Reader, kind: ParameterKind) -> Rule {
    if r.at(Token::Equal) {
        match kind {
            ParameterKind::Star => return r.fail_token("var-positional argument cannot have default value"),
            ParameterKind::DoubleStar => return r.fail_token("var-keyword argument cannot have default value"),
            _ => {}
        }
        r.bump();
        return r.last_operand(Kind::Parameter, kind as u8, power::EXPRESSION);
    }
    r.push(NONE);
    r.reduce(Kind::Parameter, kind as u8, 3);
    Rule::Return
}

/// A parameter has been read.
pub(super) fn parameter(r: &mut Reader) -> Rule {
    let (mut options, count) = (r.options, r.count);
    if r.tree().child(r.value, 2).is_some() {
        options |= DEFAULT_SEEN;
    } else if options & DEFAULT_SEEN != 0 && r.tree().parameter_kind(r.value) == ParameterKind::Normal {
        return r.fail_value("non-default argument follows default argument", Argument::None);
    }
    r.push(r.value.0);
    if !at_end(r, options) {
        comma(r);
    }
    next(r, options, count + 1)
}

/// At the end of the parameters.
fn end(r: &mut Reader, options: u8, count: u32) -> Rule {
    if options & BARE_STAR != 0 {
        return bare_star(r);
    }
    r.reduce(Kind::Parameters, 0, count);
    if options & OF_LAMBDA == 0 {
        r.close();
    }
    Rule::Return
}

/// Nothing to name comes after a bare `*`.
#[cold]
fn bare_star(r: &mut Reader) -> Rule {
    r.fail_token("named arguments must follow bare *")
}

/// `type_params: '[' type_param (',' type_param)* [','] ']'`: at the bracket, or there are none
pub(super) fn type_parameters(r: &mut Reader) -> Rule {
    if !r.at(Token::OpenBracket) {
        r.value = Node(NONE);
        return Rule::Return;
    }
    r.open_here();
    r.push_start();
    r.bump();
    if r.at_close() {
        return r.fail_token("Type parameter list cannot be empty");
    }
    next_type_parameter(r, 0)
}

/// `type_param: NAME [':' expression] ['=' expression] | '*' NAME [default] | '**' NAME [default]`: its start
fn next_type_parameter(r: &mut Reader, count: u32) -> Rule {
    r.frame(Rule::TypeParameter, 0, count);
    r.push_start();
    let flags = match r.lexer.token {
        Token::Star => 1,
        Token::DoubleStar => 2,
        _ => 0,
    };
    if flags != 0 {
        r.bump();
    }
    let name = r.name();
    r.push(name);
    if flags == 0 && r.eat(Token::Colon) {
        return r.operand(Rule::TypeParameterBound, power::EXPRESSION, 0);
    }
    r.push(NONE);
    type_default(r, flags)
}

/// `':' expression` of a type parameter
pub(super) fn type_bound(r: &mut Reader) -> Rule {
    r.push(r.value.0);
    type_default(r, 0)
}

/// `['=' expression]` of a type parameter
fn type_default(r: &mut Reader, flags: u32) -> Rule {
    if !r.at(Token::Equal) {
        r.push(NONE);
        r.reduce(Kind::TypeParameter, flags as u8, 3);
        return Rule::Return;
    }
    r.bump();
    r.last_operand(Kind::TypeParameter, flags as u8, power::EXPRESSION | TAKES_STAR)
}

/// A type parameter has been read.
pub(super) fn type_parameter(r: &mut Reader) -> Rule {
    let count = r.count + 1;
    r.push(r.value.0);
    if r.eat(Token::Comma) && !r.at_close() {
        return next_type_parameter(r, count);
    }
    r.reduce(Kind::TypeParameters, 0, count);
    r.close();
    Rule::Return
}
