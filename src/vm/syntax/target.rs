//! What may be assigned to, deleted or looped over.

use super::error::Argument;
use super::reader::Reader;
use super::tree::{Kind, Node, PARENTHESISED};

/// What a target is for; the messages differ.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Before the first `=`.
    FirstAssign,
    /// Before a further `=`.
    Assign,
    /// After `for`.
    Loop,
    /// After `as` in `with`.
    With,
    /// After `del`.
    Delete,
}

/// `star_targets`, `del_targets`: checks that an expression is such.
pub(super) fn check_target(r: &mut Reader, target: Node, purpose: Use) {
    let kind = r.tree().kind(target);
    if matches!(kind, Kind::Name | Kind::Attribute | Kind::Subscript) {
        return;
    }
    if kind == Kind::Starred && purpose != Use::Delete {
        r.fail_node("starred assignment target must be in a list or tuple", Argument::None, target);
        return;
    }
    let floor = r.height();
    r.push(target.0);
    while r.height() > floor {
        let node = Node(r.pop());
        match r.tree().kind(node) {
            Kind::Name | Kind::Attribute | Kind::Subscript => {}
            Kind::Tuple | Kind::List => push_items(r, node),
            Kind::Starred if purpose != Use::Delete => r.push(r.tree().operand(node, 0)),
            _ => bad_target(r, target, node, purpose),
        }
    }
}

/// Pushes the items of a tuple or list, the first one last.
fn push_items(r: &mut Reader, node: Node) {
    let tree = r.tree();
    let mut stars = 0;
    for item in tree.children(node, 0).rev() {
        stars += u32::from(tree.kind(item) == Kind::Starred);
        r.push(item.0);
    }
    if stars > 1 {
        r.fail_node("multiple starred expressions in assignment", Argument::None, node);
    }
}

/// The error for a node that is no target.
#[cold]
fn bad_target(r: &mut Reader, target: Node, node: Node, purpose: Use) {
    let kind = r.tree().kind(node);
    let (text, argument) = match purpose {
        Use::Delete => ("cannot delete {}", Argument::Text(kind.title())),
        _ if is_yield(kind) && target == node && !r.tree().has(node, PARENTHESISED) => {
            ("assignment to yield expression not possible", Argument::None)
        }
        Use::FirstAssign if maybe_comparison(r, target, node) => {
            ("cannot assign to {} here. Maybe you meant '==' instead of '='?", Argument::Text(kind.title()))
        }
        _ => ("cannot assign to {}", Argument::Text(kind.title())),
    };
    r.fail_node(text, argument, node);
}

/// Whether the kind is one of the two of `yield`.
fn is_yield(kind: Kind) -> bool {
    matches!(kind, Kind::Yield | Kind::YieldFrom)
}

/// Whether `node = …` may have been meant as a comparison: `node` is a `bitwise_or`, and the last thing before the `=`.
fn maybe_comparison(r: &Reader, target: Node, node: Node) -> bool {
    let tree = r.tree();
    let loose = match tree.kind(node) {
        Kind::None | Kind::True | Kind::False | Kind::Generator => return false,
        Kind::Compare | Kind::And | Kind::Or | Kind::Conditional | Kind::Lambda => true,
        Kind::Unary => tree.unary_operator(node) == super::tree::UnaryOperator::Not,
        _ => false,
    };
    let last = tree.children(target, 0).next_back();
    let open_tuple = tree.kind(target) == Kind::Tuple && !tree.has(target, PARENTHESISED) && last == Some(node);
    (target == node || open_tuple) && (!loose || tree.has(node, PARENTHESISED))
}

/// `single_target`: checks the target of `+=` and the like.
pub(super) fn check_augmented(r: &mut Reader) {
    if !is_single(r) {
        let title = Argument::Text(r.kind().title());
        r.fail_value("'{}' is an illegal expression for augmented assignment", title);
    }
}

/// Checks the target of an annotation.
pub(super) fn check_annotated(r: &mut Reader) {
    if !is_single(r) {
        let text = match r.kind() {
            Kind::Tuple => "only single target (not tuple) can be annotated",
            Kind::List => "only single target (not list) can be annotated",
            _ => "illegal target for annotation",
        };
        r.fail_value(text, Argument::None);
    }
}

/// Whether the value is a single target.
fn is_single(r: &Reader) -> bool {
    matches!(r.kind(), Kind::Name | Kind::Attribute | Kind::Subscript)
}
