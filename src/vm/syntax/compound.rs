//! The headers of compound statements and their clauses, up to the colon.

use super::display::HAS_ITEMS;
use super::error::Argument;
use super::expression::TARGETS;
use super::lexer::Halt;
use super::reader::{Reader, TAKES_STAR};
use super::rules::Rule;
use super::statement::{keyword, simple_statement};
use super::target::{Use, check_target};
use super::token::{Token, power};
use super::tree::{ASYNC, Kind, NONE, Node, PARENTHESISED, STAR};

/// Option of a `WithContext` frame: it is the first item, and a parenthesis may enclose all items.
pub(super) const FIRST_OF_WITH_ITEM: u8 = 0x80;

/// `statement: compound_stmt | simple_stmt`
pub(super) fn statement(r: &mut Reader) -> Rule {
    if at_match(r) {
        keyword(r);
        r.frame_to_reduce(Kind::Match, 0);
        return r.expressions(power::NAMED | TAKES_STAR);
    }
    match r.lexer.token {
        Token::If => test(r, Kind::If),
        Token::While => test(r, Kind::While),
        Token::For => for_(r, 0),
        Token::Try => word(r, Kind::Try),
        Token::With => with(r, 0),
        Token::Def => def(r, 0),
        Token::Class => class(r),
        Token::Async => async_(r),
        Token::At => {
            keyword(r);
            r.last_operand(Kind::Decorator, 0, power::NAMED)
        }
        _ => simple_statement(r),
    }
}

/// The clauses after the first of a compound statement.
pub(super) fn clause(r: &mut Reader) -> Rule {
    match r.lexer.token {
        Token::Elif => test(r, Kind::Elif),
        Token::Else => word(r, Kind::Else),
        Token::Finally => word(r, Kind::Finally),
        Token::Except => except(r),
        _ => super::pattern::case(r),
    }
}

/// A keyword that is a header by itself.
fn word(r: &mut Reader, kind: Kind) -> Rule {
    keyword(r);
    r.reduce(kind, 0, 0);
    Rule::Return
}

/// `if_stmt: 'if' named_expression`, `elif_stmt`, `while_stmt`
fn test(r: &mut Reader, kind: Kind) -> Rule {
    keyword(r);
    r.last_operand(kind, 0, power::NAMED)
}

/// `'async' (function_def | for_stmt | with_stmt)`
fn async_(r: &mut Reader) -> Rule {
    let start = r.lexer.position;
    r.bump();
    let token = r.lexer.token;
    // The statement starts at `async`.
    let position = core::mem::replace(&mut r.lexer.position, start);
    match token {
        Token::Def => def(r, ASYNC),
        Token::For => for_(r, ASYNC),
        Token::With => with(r, ASYNC),
        _ => {
            r.lexer.position = position;
            r.unexpected()
        }
    }
}

/// `for_stmt: ['async'] 'for' star_targets 'in' star_expressions`
fn for_(r: &mut Reader, flags: u8) -> Rule {
    keyword(r);
    r.frame(Rule::ForTarget, power::COMPARISON, flags.into());
    r.expressions(power::COMPARISON | TAKES_STAR | TARGETS)
}

/// `'for' star_targets`
pub(super) fn for_target(r: &mut Reader) -> Rule {
    let flags = r.count as u8;
    check_target(r, r.value, Use::Loop);
    if !r.at(Token::In) {
        return r.unexpected();
    }
    r.push(r.value.0);
    r.bump();
    r.frame_to_reduce(Kind::For, flags);
    r.expressions(power::EXPRESSION | TAKES_STAR)
}

/// `with_stmt: ['async'] 'with' ('(' with_item (',' with_item)* [','] ')' | with_item (',' with_item)*)`
fn with(r: &mut Reader, flags: u8) -> Rule {
    keyword(r);
    with_item(r, flags.into(), 0)
}

/// `with_item: expression ['as' star_target]`: its start
fn with_item(r: &mut Reader, flags: u32, count: u32) -> Rule {
    r.frame(Rule::WithItem, flags as u8, count);
    r.push_start();
    let first = if count == 0 { FIRST_OF_WITH_ITEM } else { 0 };
    r.operand(Rule::WithContext, power::EXPRESSION | first, 0)
}

/// The context expression of an item, or all items in parentheses, has been read.
pub(super) fn with_context(r: &mut Reader) -> Rule {
    if r.options & FIRST_OF_WITH_ITEM != 0 && r.at(Token::Colon) && is_items(r) {
        r.pop();
        return Rule::Return;
    }
    r.push(r.value.0);
    if r.eat(Token::As) {
        return r.operand(Rule::WithTarget, power::COMPARISON | TAKES_STAR, 0);
    }
    r.push(NONE);
    r.reduce(Kind::WithItem, 0, 2);
    Rule::Return
}

/// Whether the value is a tuple in parentheses that stands for several items.
fn is_items(r: &Reader) -> bool {
    let tree = r.tree();
    let item = |child| match tree.kind(child) {
        Kind::Starred => false,
        Kind::Named => tree.has(child, PARENTHESISED),
        _ => true,
    };
    let tuple = r.kind() == Kind::Tuple && tree.has(r.value, PARENTHESISED) && tree.count(r.value) > 0;
    tuple && tree.children(r.value, 0).all(item)
}

/// `'(' … expression 'as' star_target …`: at the `as` of an item in parentheses
pub(super) fn with_item_in_parentheses(r: &mut Reader) -> Rule {
    let (options, count) = (r.options | HAS_ITEMS, r.count);
    r.frame(Rule::GroupItem, options, count);
    r.push_started_value();
    r.bump();
    r.operand(Rule::WithTarget, power::COMPARISON | TAKES_STAR, 0)
}

/// `expression 'as' star_target`
pub(super) fn with_target(r: &mut Reader) -> Rule {
    check_target(r, r.value, Use::With);
    r.reduce_value(Kind::WithItem, 0, 1);
    Rule::Return
}

/// An item of a `with`, or the tuple of all of them, has been read.
pub(super) fn with_items(r: &mut Reader) -> Rule {
    let (flags, mut count) = (r.options, r.count);
    if r.kind() == Kind::Tuple {
        let tree = r.tree();
        for child in tree.children(r.value, 0) {
            let item = item_of(r, child);
            r.push(item.0);
            count += 1;
        }
    } else {
        r.push(r.value.0);
        count += 1;
        if r.eat(Token::Comma) {
            return with_item(r, flags.into(), count);
        }
    }
    r.reduce(Kind::With, flags, count);
    Rule::Return
}

/// The `WithItem` of an element of parenthesised items.
fn item_of(r: &mut Reader, child: Node) -> Node {
    if r.tree().kind(child) == Kind::WithItem {
        return child;
    }
    r.start = r.tree().position(child).word();
    r.node(Kind::WithItem, 0, &[child.0, NONE]);
    r.value
}

/// `function_def_raw: ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression]`
fn def(r: &mut Reader, flags: u8) -> Rule {
    keyword(r);
    let name = r.name();
    r.push(name);
    r.then(Rule::DefTypeParameters, 0, flags.into(), Rule::TypeParameters)
}

/// `'def' NAME [type_params]`
pub(super) fn def_type_parameters(r: &mut Reader) -> Rule {
    let flags = r.count;
    r.push(r.value.0);
    if !r.at(Token::OpenParenthesis) {
        return r.fail_token("expected '('");
    }
    r.frame(Rule::DefParameters, 0, flags);
    super::parameter::parameters(r)
}

/// `'def' NAME [type_params] '(' [params] ')'`
pub(super) fn def_parameters(r: &mut Reader) -> Rule {
    let flags = r.count as u8;
    r.push(r.value.0);
    if r.eat(Token::Arrow) {
        return r.last_operand(Kind::Def, flags, power::EXPRESSION);
    }
    r.push(NONE);
    r.reduce(Kind::Def, flags, 4);
    Rule::Return
}

/// `class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')']`
fn class(r: &mut Reader) -> Rule {
    r.reserve_bracket();
    keyword(r);
    let name = r.name();
    r.push(name);
    r.then(Rule::ClassTypeParameters, 0, 0, Rule::TypeParameters)
}

/// `'class' NAME [type_params]`
pub(super) fn class_type_parameters(r: &mut Reader) -> Rule {
    r.push(r.value.0);
    if r.at(Token::OpenParenthesis) {
        r.open_reserved(3);
        r.bump();
        return super::call::class_arguments(r);
    }
    r.reduce(Kind::Class, 0, 2);
    r.drop_bracket();
    Rule::Return
}

/// `'class' NAME [type_params] '(' [arguments] ')'`: at the closing bracket
pub(super) fn class_end(r: &mut Reader) -> Rule {
    let count = r.count;
    r.reduce(Kind::Class, 0, count);
    r.close();
    Rule::Return
}

/// `except_block: 'except' [expression ['as' NAME]]`, `except_star_block: 'except' '*' expression ['as' NAME]`
fn except(r: &mut Reader) -> Rule {
    keyword(r);
    let star = r.eat(Token::Star);
    if !r.at(Token::Colon) {
        return r.operand(Rule::Except, power::EXPRESSION, u32::from(star));
    }
    if star {
        return r.fail_token("expected one or more exception types");
    }
    r.push(NONE);
    r.push(NONE);
    r.reduce(Kind::Except, 0, 2);
    Rule::Return
}

/// `'except' ['*'] expression`: the type has been read
pub(super) fn except_type(r: &mut Reader) -> Rule {
    let flags = if r.count != 0 { STAR } else { 0 };
    if r.at(Token::Comma) {
        return r.fail_value("multiple exception types must be parenthesized", Argument::None);
    }
    r.push(r.value.0);
    let name = if r.eat(Token::As) { r.name() } else { NONE };
    r.push(name);
    r.reduce(Kind::Except, flags, 2);
    Rule::Return
}

/// Whether a `match` statement starts here: `match` is a name elsewhere.
fn at_match(r: &mut Reader) -> bool {
    if !r.at_word("match") {
        return false;
    }
    let mut ahead = r.lexer.clone();
    let mut at_first = true;
    let mut last = Token::Name;
    loop {
        ahead.next_or_string();
        if ahead.halt == Some(Halt::Starved) {
            r.lexer.stop(Halt::Starved);
        }
        match ahead.token {
            Token::Newline | Token::End => return last == Token::Colon,
            // What may follow a name in an expression, or start a subject: only the end of the line tells.
            Token::OpenParenthesis | Token::OpenBracket | Token::OpenBrace => {
                ahead.depth = ahead.depth.saturating_add(1)
            }
            Token::Minus | Token::Plus | Token::Star | Token::Not => {}
            token if at_first => return token.starts_expression() || token == Token::Lambda,
            token if token.closes() => ahead.depth = ahead.depth.saturating_sub(1),
            _ => {}
        }
        at_first = false;
        last = ahead.token;
    }
}
