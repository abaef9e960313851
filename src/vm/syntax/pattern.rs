//! `case` and its patterns.

use super::error::Argument;
use super::reader::{Reader, TAKES_STAR};
use super::rules::Rule;
use super::statement::keyword;
use super::token::{Token, power};
use super::tree::{BinaryOperator, Kind, NONE, Node, PARENTHESISED, UnaryOperator};

/// Option of a `PatternItem` frame: the bracket is a parenthesis, which may enclose just one pattern.
const PARENTHESIS: u8 = 0x40;
/// Option of a `PatternArgument` frame: `name=pattern` has been read.
const KEYWORD_SEEN: u8 = 0x40;

/// `case_block: "case" patterns [guard]`, `patterns: open_sequence_pattern | pattern`
pub(super) fn case(r: &mut Reader) -> Rule {
    keyword(r);
    r.frame(Rule::CasePattern, 0, 0);
    r.push_start();
    r.then(Rule::OpenPatterns, TAKES_STAR, 0, Rule::Pattern)
}

/// `open_sequence_pattern: maybe_star_pattern ',' [maybe_sequence_pattern]`: a pattern has been read
pub(super) fn open_patterns(r: &mut Reader) -> Rule {
    let mut count = r.count;
    let comma = r.at(Token::Comma);
    if count == 0 && !comma {
        r.pop();
        return if r.kind() == Kind::PatternStar { r.unexpected() } else { Rule::Return };
    }
    r.push(r.value.0);
    count += 1;
    if comma {
        r.bump();
        if !r.at(Token::Colon) && !r.at(Token::If) {
            return r.then(Rule::OpenPatterns, TAKES_STAR, count, Rule::Pattern);
        }
    }
    sequence(r, count)
}

/// Reduces a sequence pattern.
fn sequence(r: &mut Reader, count: u32) -> Rule {
    r.reduce(Kind::PatternSequence, 0, count);
    let tree = r.tree();
    if tree.children(r.value, 0).filter(|&child| tree.kind(child) == Kind::PatternStar).count() > 1 {
        return r.fail_value("multiple starred names in sequence pattern", Argument::None);
    }
    Rule::Return
}

/// `"case" patterns`, `guard: 'if' named_expression`
pub(super) fn case_pattern(r: &mut Reader) -> Rule {
    r.push(r.value.0);
    if r.eat(Token::If) {
        return r.last_operand(Kind::Case, 0, power::NAMED);
    }
    r.push(NONE);
    r.reduce(Kind::Case, 0, 2);
    Rule::Return
}

/// `pattern: as_pattern | or_pattern`; `star_pattern: '*' NAME` where it may stand
pub(super) fn pattern(r: &mut Reader) -> Rule {
    if r.at(Token::Star) && r.waits_for(TAKES_STAR) {
        r.push_start();
        r.bump();
        let wildcard = r.at_word("_");
        let name = r.name();
        r.push(if wildcard { NONE } else { name });
        r.reduce(Kind::PatternStar, 0, 1);
        return Rule::Return;
    }
    r.push_start();
    r.then(Rule::PatternAlternative, 0, 0, Rule::ClosedPattern)
}

/// `or_pattern: closed_pattern ('|' closed_pattern)*`, `as_pattern: or_pattern 'as' NAME`: an alternative has been read
pub(super) fn alternative(r: &mut Reader) -> Rule {
    let count = r.count;
    if r.at(Token::Bar) {
        r.push(r.value.0);
        r.bump();
        return r.then(Rule::PatternAlternative, 0, count + 1, Rule::ClosedPattern);
    }
    if count > 0 {
        r.reduce_value(Kind::PatternOr, 0, count);
    } else {
        r.start = r.pop();
    }
    if r.eat(Token::As) {
        if r.at_word("_") {
            return r.fail_token("cannot use '_' as a target");
        }
        if !r.at(Token::Name) {
            return r.fail_token("invalid pattern target");
        }
        let (start, pattern, name) = (r.start, r.value, r.name());
        r.start = start;
        r.node(Kind::PatternAs, 0, &[pattern.0, name]);
    }
    Rule::Return
}

/// `closed_pattern`
pub(super) fn closed(r: &mut Reader) -> Rule {
    r.start = r.lexer.position.word();
    match r.lexer.token {
        Token::Name => named(r),
        Token::OpenParenthesis => open_sequence(r, PARENTHESIS),
        Token::OpenBracket => open_sequence(r, 0),
        Token::OpenBrace => mapping(r),
        Token::Integer | Token::Float | Token::Imaginary | Token::String => literal(r),
        Token::Minus | Token::None | Token::True | Token::False => literal(r),
        _ => r.unexpected(),
    }
}

/// `literal_pattern: signed_number | complex_number | strings | 'None' | 'True' | 'False'`
fn literal(r: &mut Reader) -> Rule {
    r.push_start();
    r.operand(Rule::PatternLiteral, power::SHIFT, 0)
}

/// A literal, or an expression that is none, has been read.
pub(super) fn literal_value(r: &mut Reader) -> Rule {
    check_literal(r);
    r.reduce_value(Kind::PatternValue, 0, 0);
    Rule::Return
}

/// Checks that an expression is a literal, a signed number or a complex number.
fn check_literal(r: &mut Reader) {
    let tree = r.tree();
    let fits = match r.kind() {
        Kind::None | Kind::True | Kind::False | Kind::String | Kind::Bytes => true,
        Kind::Binary if matches!(tree.binary_operator(r.value), BinaryOperator::Add | BinaryOperator::Subtract) => {
            return check_complex(r);
        }
        _ => is_signed(r, r.value),
    };
    if !fits {
        r.fail_value("patterns may only match literals and attribute lookups", Argument::None);
    }
}

/// `complex_number: signed_real_number ('+' | '-') imaginary_number`
fn check_complex(r: &mut Reader) {
    let tree = r.tree();
    let (left, right) = (Node(tree.operand(r.value, 0)), Node(tree.operand(r.value, 1)));
    let unsigned = if tree.kind(left) == Kind::Unary { Node(tree.operand(left, 0)) } else { left };
    if !is_signed(r, left) || !is_number(r, right) {
        r.fail_value("patterns may only match literals and attribute lookups", Argument::None);
    }
    if tree.kind(unsigned) == Kind::Imaginary {
        r.fail_node("real number required in complex literal", Argument::None, left);
    }
    if tree.kind(right) != Kind::Imaginary {
        r.fail_node("imaginary number required in complex literal", Argument::None, right);
    }
}

/// Whether a node is a number with or without a minus sign.
fn is_signed(r: &Reader, node: Node) -> bool {
    let tree = r.tree();
    match tree.kind(node) {
        Kind::Unary if !tree.has(node, PARENTHESISED) => {
            tree.unary_operator(node) == UnaryOperator::Negate && is_number(r, Node(tree.operand(node, 0)))
        }
        _ => is_number(r, node),
    }
}

/// Whether a node is a number.
fn is_number(r: &Reader, node: Node) -> bool {
    let tree = r.tree();
    match tree.kind(node) {
        Kind::Int => !tree.has(node, PARENTHESISED),
        // The flags of their text leave no room for parentheses other than bit 7 either.
        Kind::BigInt | Kind::Float | Kind::Imaginary => !tree.has(node, PARENTHESISED),
        _ => false,
    }
}

/// `capture_pattern: NAME`, `wildcard_pattern: "_"`, `value_pattern: NAME ('.' NAME)+`, `class_pattern`: at the name
fn named(r: &mut Reader) -> Rule {
    let (start, wildcard) = (r.start, r.at_word("_"));
    let name = r.name();
    r.start = start;
    if !r.at(Token::Dot) && !r.at(Token::OpenParenthesis) {
        if wildcard && !r.at(Token::Equal) {
            r.node(Kind::PatternWildcard, 0, &[]);
        } else {
            r.node(Kind::PatternCapture, 0, &[name]);
        }
        return Rule::Return;
    }
    r.node(Kind::Name, 0, &[name]);
    while r.eat(Token::Dot) {
        let value = r.value;
        let name = r.name();
        r.node(Kind::Attribute, 0, &[value.0, name]);
    }
    if !r.at(Token::OpenParenthesis) {
        let value = r.value;
        r.node(Kind::PatternValue, 0, &[value.0]);
        return Rule::Return;
    }
    r.open();
    r.push(start);
    r.push(r.value.0);
    next_argument(r, 0, 1)
}

/// `class_pattern: name_or_attr '(' [pattern | NAME '=' pattern] (',' …)* [','] ')'`: the next argument, or the end
fn next_argument(r: &mut Reader, options: u8, count: u32) -> Rule {
    if r.at_close() {
        r.reduce(Kind::PatternClass, 0, count);
        r.close();
        return Rule::Return;
    }
    r.then(Rule::PatternArgument, options, count, Rule::Pattern)
}

/// An argument of a class pattern, or a name before `=`, has been read.
pub(super) fn argument(r: &mut Reader) -> Rule {
    let (mut options, count) = (r.options, r.count);
    if r.at(Token::Equal) && r.kind() == Kind::PatternCapture {
        let name = r.tree().operand(r.value, 0);
        r.frame(Rule::PatternArgument, options, count);
        r.push(r.start);
        r.push(name);
        r.bump();
        r.frame_to_reduce(Kind::PatternKeyword, 0);
        return Rule::Pattern;
    }
    match r.kind() {
        Kind::PatternKeyword => options |= KEYWORD_SEEN,
        _ if options & KEYWORD_SEEN != 0 => {
            return r.fail_value("positional patterns follow keyword patterns", Argument::None);
        }
        _ => {}
    }
    r.push(r.value.0);
    if !r.eat(Token::Comma) && !r.at_close() {
        return r.unexpected();
    }
    next_argument(r, options, count + 1)
}

/// `group_pattern: '(' pattern ')'`, `sequence_pattern: '[' … ']' | '(' … ')'`: at the bracket
fn open_sequence(r: &mut Reader, options: u8) -> Rule {
    let start = r.start;
    r.open();
    r.push(start);
    if r.at_close() {
        return end_sequence(r, 0);
    }
    r.then(Rule::PatternItem, options | TAKES_STAR, 0, Rule::Pattern)
}

/// Reduces a sequence in brackets and goes past the closing one.
fn end_sequence(r: &mut Reader, count: u32) -> Rule {
    sequence(r, count);
    r.close();
    Rule::Return
}

/// A pattern in brackets has been read.
pub(super) fn item(r: &mut Reader) -> Rule {
    let (options, count) = (r.options, r.count);
    let comma = r.eat_comma_or_close();
    if count == 0 && !comma && options & PARENTHESIS != 0 {
        if r.kind() == Kind::PatternStar {
            return r.unexpected();
        }
        r.start = r.pop();
        r.close();
        return Rule::Return;
    }
    r.push(r.value.0);
    if r.at_close() {
        return end_sequence(r, count + 1);
    }
    r.then(Rule::PatternItem, options, count + 1, Rule::Pattern)
}

/// `mapping_pattern: '{' [items_pattern] '}'`: at the brace
fn mapping(r: &mut Reader) -> Rule {
    let start = r.start;
    r.open();
    r.push(start);
    r.push(NONE);
    next_key(r, 1)
}

/// `key_value_pattern: (literal_expr | attr) ':' pattern`, `double_star_pattern: '**' NAME`: the start, or the end
fn next_key(r: &mut Reader, count: u32) -> Rule {
    if r.eat(Token::DoubleStar) {
        if r.at_word("_") {
            return r.unexpected();
        }
        let name = r.name();
        r.poke(count as usize - 1, name);
        r.eat_comma_or_close();
        if !r.at_close() {
            return r.unexpected();
        }
    }
    if r.at_close() {
        r.reduce(Kind::PatternMapping, 0, count);
        r.close();
        return Rule::Return;
    }
    r.then(Rule::PatternKey, 0, count, Rule::ClosedPattern)
}

/// A key has been read, as a pattern.
pub(super) fn key(r: &mut Reader) -> Rule {
    let count = r.count;
    if r.kind() != Kind::PatternValue || !r.at(Token::Colon) {
        return r.unexpected();
    }
    r.push(r.tree().operand(r.value, 0));
    r.bump();
    r.then(Rule::PatternKeyValue, 0, count + 1, Rule::Pattern)
}

/// `(literal_expr | attr) ':' pattern`
pub(super) fn key_value(r: &mut Reader) -> Rule {
    let count = r.count;
    r.push(r.value.0);
    r.eat_comma_or_close();
    next_key(r, count + 1)
}
