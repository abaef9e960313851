//! Operators and what stands between them.

use super::error::Argument;
use super::reader::{Reader, TAKES_STAR, TAKES_YIELD};
use super::rules::Rule;
use super::token::{Token, power};
use super::tree::{Kind, NONE, PARENTHESISED, UnaryOperator};

/// Option of an `ExpressionsItem` frame: its items are targets.
pub(super) const TARGETS: u8 = 0x40;

/// `operand: ('-' | '+' | '~' | 'not' | 'await' | 'lambda' | 'yield' | '*')* atom`, as far as the waiting rule takes them
pub(super) fn operand(r: &mut Reader) -> Rule {
    r.start = r.lexer.position.word();
    let floor = r.power();
    match r.lexer.token {
        Token::Name => {
            let name = r.name();
            r.node(Kind::Name, 0, &[name]);
            Rule::Primary
        }
        Token::Integer | Token::Float | Token::Imaginary => super::literal::number(r),
        Token::String => super::string::strings(r),
        Token::OpenParenthesis => super::display::group(r),
        Token::OpenBracket => super::display::list(r),
        Token::OpenBrace => super::display::brace(r),
        Token::None => constant(r, Kind::None),
        Token::True => constant(r, Kind::True),
        Token::False => constant(r, Kind::False),
        Token::Ellipsis => constant(r, Kind::Ellipsis),
        Token::Minus if floor < power::POWER => unary(r, UnaryOperator::Negate, power::UNARY),
        Token::Plus if floor < power::POWER => unary(r, UnaryOperator::Positive, power::UNARY),
        Token::Tilde if floor < power::POWER => unary(r, UnaryOperator::Invert, power::UNARY),
        Token::Not if floor <= power::NOT => unary(r, UnaryOperator::Not, power::NOT),
        Token::Await if floor < power::PRIMARY => prefix(r, Kind::Await, 0, power::PRIMARY),
        Token::Lambda if floor < power::CONDITIONAL => super::parameter::lambda(r),
        Token::Yield if r.waits_for(TAKES_YIELD) => yield_(r),
        Token::Star if r.waits_for(TAKES_STAR) => {
            r.push_start();
            r.bump();
            r.last_operand(Kind::Starred, 0, power::COMPARISON)
        }
        _ => missing_operand(r),
    }
}

/// No expression starts here.
#[cold]
fn missing_operand(r: &mut Reader) -> Rule {
    r.unexpected()
}

/// `None`, `True`, `False`, `...`
fn constant(r: &mut Reader, kind: Kind) -> Rule {
    r.bump();
    r.node(kind, 0, &[]);
    Rule::Primary
}

/// `factor: ('+' | '-' | '~') factor`, `inversion: 'not' inversion`
fn unary(r: &mut Reader, operator: UnaryOperator, power: u8) -> Rule {
    prefix(r, Kind::Unary, operator as u8, power)
}

/// A prefix operator; its node is an operand itself.
fn prefix(r: &mut Reader, kind: Kind, flags: u8, power: u8) -> Rule {
    r.push_start();
    r.bump();
    r.inner_operand(kind, flags, power)
}

/// `yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]`
fn yield_(r: &mut Reader) -> Rule {
    r.push_start();
    r.bump();
    if r.eat(Token::From) {
        return r.last_operand(Kind::YieldFrom, 0, power::EXPRESSION);
    }
    if r.at_expression() {
        r.frame_to_reduce(Kind::Yield, 0);
        return r.expressions(power::EXPRESSION | TAKES_STAR);
    }
    r.push(NONE);
    r.reduce(Kind::Yield, 0, 1);
    Rule::Return
}

/// `primary: primary '.' NAME | primary '(' arguments ')' | primary '[' slices ']' | atom`
pub(super) fn primary(r: &mut Reader) -> Rule {
    loop {
        match r.lexer.token {
            Token::Dot => {
                r.bump();
                let value = r.value;
                let name = r.name();
                r.node(Kind::Attribute, 0, &[value.0, name]);
            }
            Token::OpenParenthesis => return super::call::call(r),
            Token::OpenBracket => return super::display::subscript(r),
            _ => return operator(r),
        }
    }
}

/// What follows an operand: an infix operator that binds tighter than the waiting rule, or the end of the operand.
pub(super) fn operator(r: &mut Reader) -> Rule {
    let (power, operator) = r.lexer.token.infix();
    if power <= r.power() {
        return Rule::Return;
    }
    match power {
        power::EXPRESSION => return named(r),
        power::COMPARISON => return first_comparison(r),
        _ => {}
    }
    r.push_started_value();
    r.bump();
    match power {
        power::CONDITIONAL => r.operand(Rule::ConditionalTest, power::CONDITIONAL, 0),
        power::OR => r.operand(Rule::Or, power::OR, 1),
        power::AND => r.operand(Rule::And, power::AND, 1),
        power::POWER => r.inner_operand(Kind::Binary, operator, power::UNARY),
        _ => r.inner_operand(Kind::Binary, operator, power),
    }
}

/// `conjunction: inversion ('and' inversion)+`
pub(super) fn and(r: &mut Reader) -> Rule {
    boolean(r, Token::And, Rule::And, power::AND, Kind::And)
}

/// `disjunction: conjunction ('or' conjunction)+`
pub(super) fn or(r: &mut Reader) -> Rule {
    boolean(r, Token::Or, Rule::Or, power::OR, Kind::Or)
}

/// An operand of a chain of `and` or `or` has been read.
fn boolean(r: &mut Reader, token: Token, rule: Rule, power: u8, kind: Kind) -> Rule {
    let count = r.count;
    if r.at(token) {
        r.push(r.value.0);
        r.bump();
        return r.then(rule, power, count + 1, Rule::Operand);
    }
    r.reduce_value(kind, 0, count);
    Rule::Operator
}

/// `comparison: bitwise_or (comparison_operator bitwise_or)+`: the first operator
fn first_comparison(r: &mut Reader) -> Rule {
    r.push_started_value();
    next_comparison(r, 1)
}

/// Reads a comparison operator; `not in` and `is not` are two tokens.
fn next_comparison(r: &mut Reader, count: u32) -> Rule {
    let (token, (_, mut operator)) = (r.lexer.token, r.lexer.token.infix());
    r.bump();
    if token == Token::Not {
        r.expect(Token::In);
    } else if token == Token::Is && r.eat(Token::Not) {
        operator += 1;
    }
    r.push(operator.into());
    r.operand(Rule::Compare, power::COMPARISON, count + 1)
}

/// A right operand of a comparison has been read.
pub(super) fn compare(r: &mut Reader) -> Rule {
    let count = r.count;
    if r.lexer.token.infix().0 == power::COMPARISON {
        r.push(r.value.0);
        return next_comparison(r, count + 1);
    }
    r.reduce_value(Kind::Compare, 0, count);
    Rule::Operator
}

/// `expression: disjunction 'if' disjunction 'else' expression`: the test has been read
pub(super) fn conditional_test(r: &mut Reader) -> Rule {
    if !r.at(Token::Else) {
        return missing_else(r);
    }
    r.push(r.value.0);
    r.bump();
    r.inner_operand(Kind::Conditional, 0, power::EXPRESSION)
}

/// `a if b` without `else`.
#[cold]
fn missing_else(r: &mut Reader) -> Rule {
    if r.at(Token::Colon) || r.lexer.token.starts_expression() {
        return r.unexpected();
    }
    let body = super::tree::Node(r.peek(0));
    let at = r.tree().position(body);
    r.fail("expected 'else' after 'if' expression", Argument::None, at, r.lexer.position)
}

/// `assignment_expression: NAME ':=' expression`
fn named(r: &mut Reader) -> Rule {
    if !r.value_is_name() {
        let title = r.kind().title();
        return r.fail_value("cannot use assignment expressions with {}", Argument::Text(title));
    }
    r.push_started_value();
    r.bump();
    r.last_operand(Kind::Named, 0, power::EXPRESSION)
}

/// `star_expressions: star_expression (',' star_expression)* [',']`: an item has been read
pub(super) fn expressions_item(r: &mut Reader) -> Rule {
    let (options, count) = (r.options, r.count);
    if !r.at(Token::Comma) {
        if count > 0 {
            r.reduce_value(Kind::Tuple, 0, count);
            return Rule::Return;
        }
        r.start = r.pop();
        if r.kind() == Kind::Starred && options & TARGETS == 0 && !r.at(Token::Equal) {
            return r.fail_value("can't use starred expression here", Argument::None);
        }
        return Rule::Return;
    }
    after_item(r);
    if r.at_expression() {
        return r.operand(Rule::ExpressionsItem, options & !TAKES_YIELD, count + 1);
    }
    r.reduce(Kind::Tuple, 0, count + 1);
    Rule::Return
}

/// At the comma after an item of a list: keeps the item. A `yield` takes all that follows, so that no comma comes after it.
pub(super) fn after_item(r: &mut Reader) {
    if matches!(r.kind(), Kind::Yield | Kind::YieldFrom) && !is_parenthesised(r) {
        r.unexpected();
    }
    r.push(r.value.0);
    r.bump();
}

/// Whether the value was written in parentheses of its own.
pub(super) fn is_parenthesised(r: &Reader) -> bool {
    r.tree().has(r.value, PARENTHESISED)
}
