//! Parentheses, lists, sets, dicts, comprehensions and subscripts.

use super::error::Argument;
use super::expression::{TARGETS, after_item, is_parenthesised};
use super::reader::{Reader, TAKES_STAR, TAKES_YIELD};
use super::rules::Rule;
use super::target::{Use, check_target};
use super::token::{Token, power};
use super::tree::{ASYNC, Kind, NONE, Node, PARENTHESISED};

/// Option of a bracket's frame: its comprehension has been read.
pub(super) const COMPREHENSION: u8 = 0x40;
/// Option of a `GroupItem` frame: it may turn out to be the items of a `with`.
const WITH_ITEMS: u8 = 0x80;
/// Option of a `GroupItem` frame: it has turned out so. It takes the place of the power: `:=` may not stand there.
pub(super) const HAS_ITEMS: u8 = 0x01;

/// `atom: '(' [star_named_expressions | yield_expr | genexp] ')'`
pub(super) fn group(r: &mut Reader) -> Rule {
    let options = if r.waits_for(super::compound::FIRST_OF_WITH_ITEM) { WITH_ITEMS } else { 0 };
    let start = r.start;
    r.open();
    r.push(start);
    if r.at_close() {
        r.reduce(Kind::Tuple, PARENTHESISED, 0);
        r.close();
        return Rule::Primary;
    }
    r.operand(Rule::GroupItem, options | TAKES_STAR | TAKES_YIELD, 0)
}

/// An item in parentheses has been read.
pub(super) fn group_item(r: &mut Reader) -> Rule {
    let (options, count) = (r.options, r.count);
    if options & COMPREHENSION != 0 || (count == 0 && r.at_close()) {
        return group_of_one(r);
    }
    if r.at(Token::Comma) {
        after_item(r);
        if !r.at_close() {
            return r.operand(Rule::GroupItem, options & !TAKES_YIELD, count + 1);
        }
        r.reduce(Kind::Tuple, PARENTHESISED, count + 1);
    } else if r.at_close() {
        r.reduce_value(Kind::Tuple, PARENTHESISED, count);
    } else if r.at(Token::As) && options & WITH_ITEMS != 0 {
        return super::compound::with_item_in_parentheses(r);
    } else {
        return comprehension_or_error(r, Rule::GroupItem, Kind::Generator);
    }
    r.close();
    if options & HAS_ITEMS != 0 { end_items(r) } else { Rule::Primary }
}

/// `'(' named_expression ')'`: the parentheses leave no node.
fn group_of_one(r: &mut Reader) -> Rule {
    let with_items = r.options & HAS_ITEMS != 0;
    if r.kind() == Kind::Starred {
        return r.fail_value("cannot use starred expression here", Argument::None);
    }
    let start = r.pop();
    r.start = start;
    r.close();
    if !with_items {
        r.mark(r.value, PARENTHESISED);
        return Rule::Primary;
    }
    r.push(start);
    r.reduce_value(Kind::Tuple, PARENTHESISED, 0);
    end_items(r)
}

/// After the parenthesised items of a `with` nothing but the colon comes.
fn end_items(r: &mut Reader) -> Rule {
    if !r.at(Token::Colon) {
        return r.unexpected();
    }
    Rule::Return
}

/// `list: '[' [star_named_expressions | comprehension] ']'`
pub(super) fn list(r: &mut Reader) -> Rule {
    let start = r.start;
    r.open();
    r.push(start);
    if r.at_close() {
        return end_display(r, Kind::List, 0);
    }
    r.operand(Rule::ListItem, TAKES_STAR, 0)
}

/// An item of a list has been read.
pub(super) fn list_item(r: &mut Reader) -> Rule {
    item(r, Rule::ListItem, Kind::List, Kind::ListComprehension)
}

/// An item of a set has been read.
pub(super) fn set_item(r: &mut Reader) -> Rule {
    if r.at(Token::Colon) && r.count == 0 && r.kind() != Kind::Starred {
        return dict_key(r);
    }
    item(r, Rule::SetItem, Kind::Set, Kind::SetComprehension)
}

/// An item of a list or set has been read.
fn item(r: &mut Reader, rule: Rule, kind: Kind, comprehension: Kind) -> Rule {
    let count = r.count;
    if r.options & COMPREHENSION != 0 {
        r.start = r.pop();
        r.close();
        return Rule::Primary;
    }
    if r.at_close() {
        r.push(r.value.0);
        return end_display(r, kind, count + 1);
    }
    if !r.at(Token::Comma) {
        return comprehension_or_error(r, rule, comprehension);
    }
    r.push(r.value.0);
    r.bump();
    if r.at_close() {
        return end_display(r, kind, count + 1);
    }
    r.then(rule, TAKES_STAR, count + 1, Rule::Operand)
}

/// Reduces a display and goes past its closing bracket.
fn end_display(r: &mut Reader, kind: Kind, count: u32) -> Rule {
    r.reduce(kind, 0, count);
    r.close();
    Rule::Primary
}

/// `dict: '{' … '}'`, `set: '{' … '}'`, and their comprehensions
pub(super) fn brace(r: &mut Reader) -> Rule {
    let start = r.start;
    r.open();
    r.push(start);
    if r.at_close() {
        return end_display(r, Kind::Dict, 0);
    }
    if r.at(Token::DoubleStar) {
        return next_key(r, 0);
    }
    r.operand(Rule::SetItem, TAKES_STAR, 0)
}

/// `double_starred_kvpair: '**' bitwise_or | expression ':' expression`: its start
fn next_key(r: &mut Reader, count: u32) -> Rule {
    if !r.eat(Token::DoubleStar) {
        return r.operand(Rule::DictKey, power::EXPRESSION, count);
    }
    r.push(NONE);
    r.operand(Rule::DictValue, power::COMPARISON, count + 1)
}

/// A key has been read.
pub(super) fn dict_key(r: &mut Reader) -> Rule {
    let count = r.count;
    if !r.at(Token::Colon) {
        if r.at_close() || r.at(Token::Comma) {
            return r.fail_token("':' expected after dictionary key");
        }
        return r.unexpected();
    }
    r.push(r.value.0);
    r.bump();
    if r.at_close() || r.at(Token::Comma) {
        return r.fail_token("expression expected after dictionary key and ':'");
    }
    if r.at(Token::Star) {
        return r.fail_token("cannot use a starred expression in a dictionary value");
    }
    r.operand(Rule::DictValue, power::EXPRESSION, count + 1)
}

/// A value, or the mapping after `**`, has been read.
pub(super) fn dict_value(r: &mut Reader) -> Rule {
    let count = r.count;
    if r.options & COMPREHENSION != 0 {
        r.start = r.pop();
        r.close();
        return Rule::Primary;
    }
    if count == 1 && r.peek(0) != NONE && at_comprehension(r) {
        let key = r.pop();
        let start = r.peek(0);
        r.frame(Rule::DictValue, COMPREHENSION, 0);
        r.push(start);
        r.push(key);
        r.push(r.value.0);
        return clauses(r, Kind::DictComprehension, 2);
    }
    if r.at_close() {
        r.push(r.value.0);
        return end_display(r, Kind::Dict, count + 1);
    }
    if !r.at(Token::Comma) {
        return missing_comma(r);
    }
    r.push(r.value.0);
    r.bump();
    if r.at_close() {
        return end_display(r, Kind::Dict, count + 1);
    }
    next_key(r, count + 1)
}

/// Whether a clause of a comprehension starts here.
pub(super) fn at_comprehension(r: &Reader) -> bool {
    r.at(Token::For) || r.at(Token::Async)
}

/// After the first item of a bracket: `for` starts a comprehension, all else is wrong.
/// The bracket's frame comes back with `COMPREHENSION` and the comprehension as its value.
pub(super) fn comprehension_or_error(r: &mut Reader, rule: Rule, kind: Kind) -> Rule {
    if !at_comprehension(r) {
        return missing_comma(r);
    }
    if r.count > 0 {
        let first = Node(r.peek(r.count as usize - 1));
        let text = "did you forget parentheses around the comprehension target?";
        return r.fail_node(text, Argument::None, first);
    }
    if r.kind() == Kind::Starred {
        return r.fail_value("iterable unpacking cannot be used in comprehension", Argument::None);
    }
    let start = r.peek(0);
    r.frame(rule, COMPREHENSION | r.options, 0);
    begin_comprehension(r, kind, start)
}

/// Starts a comprehension whose element is the value.
pub(super) fn begin_comprehension(r: &mut Reader, kind: Kind, start: u32) -> Rule {
    r.push(start);
    r.push(r.value.0);
    clauses(r, kind, 1)
}

/// `for_if_clauses: (['async'] 'for' star_targets 'in' disjunction ('if' disjunction)*)+`: the next clause
fn clauses(r: &mut Reader, kind: Kind, count: u32) -> Rule {
    r.frame(Rule::Comprehension, kind as u8, count);
    r.push_start();
    if r.eat(Token::If) {
        return r.last_operand(Kind::ComprehensionIf, 0, power::CONDITIONAL);
    }
    let flags = if r.eat(Token::Async) { ASYNC } else { 0 };
    r.expect(Token::For);
    r.frame(Rule::ComprehensionTarget, power::COMPARISON, flags.into());
    r.expressions(power::COMPARISON | TAKES_STAR | TARGETS)
}

/// `'for' star_targets 'in'`: the targets have been read
pub(super) fn comprehension_target(r: &mut Reader) -> Rule {
    let flags = r.count as u8;
    check_target(r, r.value, Use::Loop);
    if !r.at(Token::In) {
        return r.unexpected();
    }
    r.push(r.value.0);
    r.bump();
    r.last_operand(Kind::ComprehensionFor, flags, power::CONDITIONAL)
}

/// A clause has been read.
pub(super) fn comprehension(r: &mut Reader) -> Rule {
    let (kind, count) = (Kind::of_number(r.options.into()).unwrap_or(Kind::Generator), r.count);
    r.push(r.value.0);
    if r.at(Token::If) || at_comprehension(r) {
        return clauses(r, kind, count + 1);
    }
    r.reduce(kind, 0, count + 1);
    Rule::Return
}

/// `primary: primary '[' slices ']'`: its start
pub(super) fn subscript(r: &mut Reader) -> Rule {
    let (start, value) = (r.start, r.value);
    r.open();
    r.push(start);
    r.push(value.0);
    r.push_start();
    next_slice(r, 0)
}

/// `slices: slice | (slice | starred_expression) (',' …)* [',']`: the start of one
fn next_slice(r: &mut Reader, count: u32) -> Rule {
    r.frame(Rule::SubscriptItem, TAKES_STAR, count);
    if !r.at(Token::Colon) {
        return Rule::Operand;
    }
    r.push_start();
    r.push(NONE);
    next_bound(r, 1)
}

/// `slice: [expression] ':' [expression] [':' [expression]]`: at its first or second colon
fn next_bound(r: &mut Reader, count: u32) -> Rule {
    r.bump();
    if r.lexer.token.starts_expression() {
        return r.operand(Rule::SliceBound, power::EXPRESSION, count);
    }
    r.value = Node(NONE);
    r.count = count;
    slice_bound(r)
}

/// A bound of a slice has been read.
pub(super) fn slice_bound(r: &mut Reader) -> Rule {
    let mut count = r.count + 1;
    r.push(r.value.0);
    if r.at(Token::Colon) && count < 3 {
        return next_bound(r, count);
    }
    while count < 3 {
        r.push(NONE);
        count += 1;
    }
    r.reduce(Kind::Slice, 0, 3);
    Rule::Return
}

/// An index or slice has been read.
pub(super) fn subscript_item(r: &mut Reader) -> Rule {
    let count = r.count;
    let named = r.kind() == Kind::Named && !is_parenthesised(r);
    if r.at(Token::Colon) && !named && !matches!(r.kind(), Kind::Slice | Kind::Starred) {
        r.frame(Rule::SubscriptItem, TAKES_STAR, count);
        r.push_started_value();
        return next_bound(r, 1);
    }
    if r.at_close() && count == 0 && r.kind() != Kind::Starred {
        r.pop();
        return end_subscript(r);
    }
    r.push(r.value.0);
    if !r.at_close() {
        if !r.at(Token::Comma) {
            return missing_comma(r);
        }
        r.bump();
        if !r.at_close() {
            return next_slice(r, count + 1);
        }
    }
    r.reduce(Kind::Tuple, 0, count + 1);
    end_subscript(r)
}

/// Reduces a subscript and goes past its closing bracket.
fn end_subscript(r: &mut Reader) -> Rule {
    r.reduce_value(Kind::Subscript, 0, 1);
    r.close();
    Rule::Primary
}

/// Neither a comma nor the end of the bracket follows an item.
#[cold]
pub(super) fn missing_comma(r: &mut Reader) -> Rule {
    let doubtful = r.at(Token::Equal) || (r.lexer.token.starts_expression() && !r.at(Token::Not));
    if !doubtful {
        return r.unexpected();
    }
    if !r.rest_closes()
        && let Some(halt) = r.never_closed()
    {
        return halt;
    }
    if r.at(Token::Equal) {
        return meant_comparison(r, r.value);
    }
    let (start, end) = (super::tree::Position::of_word(r.start), r.lexer.position);
    r.fail("invalid syntax. Perhaps you forgot a comma?", Argument::None, start, end)
}

/// `=` after an expression that may have been meant as `==`.
#[cold]
pub(super) fn meant_comparison(r: &mut Reader, node: Node) -> Rule {
    let kind = r.tree().kind(node);
    match kind {
        Kind::Name | Kind::Attribute | Kind::Subscript => {
            let text = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
            r.fail_node(text, Argument::None, node)
        }
        Kind::Tuple | Kind::List | Kind::Starred | Kind::Generator | Kind::None | Kind::True | Kind::False => {
            r.unexpected()
        }
        _ => {
            let text = "cannot assign to {} here. Maybe you meant '==' instead of '='?";
            r.fail_node(text, Argument::Text(kind.title()), node)
        }
    }
}
