//! Simple statements.

use super::error::Argument;
use super::lexer::Halt;
use super::reader::{Reader, TAKES_STAR, TAKES_YIELD};
use super::rules::Rule;
use super::target::{Use, check_annotated, check_augmented, check_target};
use super::token::{Token, power};
use super::tree::{Kind, NONE, STAR};

/// The options of the right side of an assignment, and of an expression as a statement.
const ANY_EXPRESSIONS: u8 = power::EXPRESSION | TAKES_STAR | TAKES_YIELD;

/// `simple_stmt`
pub(super) fn simple_statement(r: &mut Reader) -> Rule {
    r.start = r.lexer.position.word();
    if at_type_alias(r) {
        return type_alias(r);
    }
    match r.lexer.token {
        Token::Pass => word(r, Kind::Pass),
        Token::Break => word(r, Kind::Break),
        Token::Continue => word(r, Kind::Continue),
        Token::Return => return_(r),
        Token::Raise => raise(r),
        Token::Del => delete(r),
        Token::Assert => assert(r),
        Token::Global => names(r, Kind::Global),
        Token::Nonlocal => names(r, Kind::Nonlocal),
        Token::Import => import(r),
        Token::From => import_from(r),
        _ => {
            r.push_start();
            r.frame(Rule::ExpressionStatement, 0, 0);
            r.expressions(ANY_EXPRESSIONS)
        }
    }
}

/// `eval: expressions`
pub(super) fn eval_input(r: &mut Reader) -> Rule {
    r.push_start();
    r.frame_to_reduce(Kind::Expression, 0);
    r.expressions(power::EXPRESSION)
}

/// `'pass'`, `'break'`, `'continue'`
fn word(r: &mut Reader, kind: Kind) -> Rule {
    r.bump();
    r.node(kind, 0, &[]);
    Rule::Return
}

/// Starts a statement with a keyword.
pub(super) fn keyword(r: &mut Reader) {
    r.push_start();
    r.bump()
}

/// Pushes an absent operand and reduces.
fn reduce_absent(r: &mut Reader, kind: Kind, count: u32) -> Rule {
    r.push(NONE);
    r.reduce(kind, 0, count + 1);
    Rule::Return
}

/// `assignment | star_expressions`: the first expressions have been read
pub(super) fn expression_statement(r: &mut Reader) -> Rule {
    if r.at(Token::Equal) {
        return target(r, 0, Use::FirstAssign);
    }
    if r.at(Token::Colon) {
        check_annotated(r);
        r.push(r.value.0);
        r.bump();
        return r.operand(Rule::Annotation, power::EXPRESSION, 0);
    }
    if let Some(operator) = r.lexer.token.augmented() {
        check_augmented(r);
        r.push(r.value.0);
        r.bump();
        r.frame_to_reduce(Kind::AugmentedAssign, operator);
        return r.expressions(ANY_EXPRESSIONS);
    }
    if r.kind() == Kind::Starred {
        return r.fail_value("can't use starred expression here", Argument::None);
    }
    r.reduce_value(Kind::Expression, 0, 0);
    Rule::Return
}

/// `(star_targets '=')+ (yield_expr | star_expressions)`: at a `=`
fn target(r: &mut Reader, count: u32, purpose: Use) -> Rule {
    check_target(r, r.value, purpose);
    r.push(r.value.0);
    r.bump();
    r.frame(Rule::Assign, 0, count + 1);
    r.expressions(ANY_EXPRESSIONS)
}

/// What stands after a `=` has been read.
pub(super) fn assign(r: &mut Reader) -> Rule {
    let count = r.count;
    if r.at(Token::Equal) {
        return target(r, count, Use::Assign);
    }
    if r.kind() == Kind::Starred {
        return r.fail_value("can't use starred expression here", Argument::None);
    }
    r.reduce_value(Kind::Assign, 0, count);
    Rule::Return
}

/// `single_target ':' expression ['=' annotated_rhs]`: the annotation has been read
pub(super) fn annotation(r: &mut Reader) -> Rule {
    r.push(r.value.0);
    if !r.eat(Token::Equal) {
        return reduce_absent(r, Kind::AnnotatedAssign, 2);
    }
    r.frame_to_reduce(Kind::AnnotatedAssign, 0);
    r.expressions(ANY_EXPRESSIONS)
}

/// `return_stmt: 'return' [star_expressions]`
fn return_(r: &mut Reader) -> Rule {
    keyword(r);
    if !r.at_expression() {
        return reduce_absent(r, Kind::Return, 0);
    }
    r.frame_to_reduce(Kind::Return, 0);
    r.expressions(power::EXPRESSION | TAKES_STAR)
}

/// `raise_stmt: 'raise' [expression ['from' expression]]`
fn raise(r: &mut Reader) -> Rule {
    keyword(r);
    if r.lexer.token.starts_expression() || r.at(Token::Lambda) {
        return r.operand(Rule::Raise, power::EXPRESSION, 0);
    }
    r.push(NONE);
    reduce_absent(r, Kind::Raise, 1)
}

/// `'raise' expression`: the exception has been read
pub(super) fn raise_value(r: &mut Reader) -> Rule {
    r.push(r.value.0);
    if r.eat(Token::From) {
        return r.last_operand(Kind::Raise, 0, power::EXPRESSION);
    }
    reduce_absent(r, Kind::Raise, 1)
}

/// `del_stmt: 'del' del_targets`
fn delete(r: &mut Reader) -> Rule {
    keyword(r);
    r.operand(Rule::DeleteTarget, power::EXPRESSION | TAKES_STAR, 0)
}

/// A target of `del` has been read.
pub(super) fn delete_target(r: &mut Reader) -> Rule {
    let count = r.count;
    check_target(r, r.value, Use::Delete);
    r.push(r.value.0);
    if r.eat(Token::Comma) && r.at_expression() {
        return r.operand(Rule::DeleteTarget, power::EXPRESSION | TAKES_STAR, count + 1);
    }
    r.reduce(Kind::Delete, 0, count + 1);
    Rule::Return
}

/// `assert_stmt: 'assert' expression [',' expression]`
fn assert(r: &mut Reader) -> Rule {
    keyword(r);
    r.operand(Rule::Assert, power::EXPRESSION, 0)
}

/// `'assert' expression`: the test has been read
pub(super) fn assert_test(r: &mut Reader) -> Rule {
    r.push(r.value.0);
    if r.eat(Token::Comma) {
        return r.last_operand(Kind::Assert, 0, power::EXPRESSION);
    }
    reduce_absent(r, Kind::Assert, 1)
}

/// `global_stmt: 'global' NAME (',' NAME)*`, `nonlocal_stmt`
fn names(r: &mut Reader, kind: Kind) -> Rule {
    keyword(r);
    let mut count = 0;
    loop {
        let name = r.name();
        r.push(name);
        count += 1;
        if !r.eat(Token::Comma) {
            r.reduce(kind, 0, count);
            return Rule::Return;
        }
    }
}

/// `import_name: 'import' dotted_name ['as' NAME] (',' dotted_name ['as' NAME])*`
fn import(r: &mut Reader) -> Rule {
    keyword(r);
    let mut count = 0;
    loop {
        module(r, true);
        r.push(r.value.0);
        count += 1;
        if !r.eat(Token::Comma) {
            r.reduce(Kind::Import, 0, count);
            return Rule::Return;
        }
    }
}

/// `dotted_name: NAME ('.' NAME)*`, with `['as' NAME]` in an `import`
fn module(r: &mut Reader, takes_as: bool) {
    r.push_start();
    r.push(NONE);
    let mut count = 1;
    loop {
        let name = r.name();
        r.push(name);
        count += 1;
        if !r.eat(Token::Dot) {
            break;
        }
    }
    if takes_as && r.eat(Token::As) {
        let name = r.name();
        r.poke(count as usize - 1, name);
    }
    r.reduce(Kind::Module, 0, count)
}

/// `import_from: 'from' ('.' | '...')* [dotted_name] 'import' import_from_targets`
fn import_from(r: &mut Reader) -> Rule {
    r.reserve_bracket();
    keyword(r);
    let mut level = 0;
    loop {
        match r.lexer.token {
            Token::Dot => level += 1,
            Token::Ellipsis => level += 3,
            _ => break,
        }
        r.bump();
    }
    r.push(level);
    if level > 0 && r.at(Token::Import) {
        r.push(NONE);
    } else {
        module(r, false);
        r.push(r.value.0);
    }
    r.expect(Token::Import);
    if r.eat(Token::Star) {
        r.reduce(Kind::ImportFrom, STAR, 2);
    } else {
        let count = import_aliases(r);
        r.reduce(Kind::ImportFrom, 0, count + 2);
    }
    r.drop_bracket();
    Rule::Return
}

/// `import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names`: pushes them, returns their number
fn import_aliases(r: &mut Reader) -> u32 {
    let parenthesised = r.at(Token::OpenParenthesis);
    if parenthesised {
        r.open_reserved(3);
        r.bump();
    }
    let mut count = 0;
    loop {
        import_alias(r);
        r.push(r.value.0);
        count += 1;
        let comma = r.eat(Token::Comma);
        if parenthesised && r.at_close() {
            r.close_reserved(3 + count as usize);
            r.bump();
            return count;
        }
        if !comma && !parenthesised {
            return count;
        }
        if !comma {
            r.unexpected();
            return count;
        }
        if matches!(r.lexer.token, Token::Newline | Token::Semicolon | Token::End) && !parenthesised {
            r.fail_token("trailing comma not allowed without surrounding parentheses");
            return count;
        }
    }
}

/// `import_from_as_name: NAME ['as' NAME]`
fn import_alias(r: &mut Reader) {
    r.push_start();
    let name = r.name();
    let alias = if r.eat(Token::As) { r.name() } else { NONE };
    r.push(name);
    r.push(alias);
    r.reduce(Kind::ImportAlias, 0, 2)
}

/// Whether a `type` statement starts here: a name follows `type`.
fn at_type_alias(r: &mut Reader) -> bool {
    if !r.at_word("type") {
        return false;
    }
    let mut ahead = r.lexer.clone();
    ahead.next();
    if ahead.halt == Some(Halt::Starved) {
        r.lexer.stop(Halt::Starved);
    }
    ahead.token == Token::Name
}

/// `type_alias: "type" NAME [type_params] '=' expression`
fn type_alias(r: &mut Reader) -> Rule {
    keyword(r);
    r.start = r.lexer.position.word();
    let name = r.name();
    r.node(Kind::Name, 0, &[name]);
    r.push(r.value.0);
    r.then(Rule::TypeAliasParameters, 0, 0, Rule::TypeParameters)
}

/// `"type" NAME [type_params]`: the parameters have been read
pub(super) fn type_alias_parameters(r: &mut Reader) -> Rule {
    r.push(r.value.0);
    r.expect(Token::Equal);
    r.last_operand(Kind::TypeAlias, 0, power::EXPRESSION)
}
