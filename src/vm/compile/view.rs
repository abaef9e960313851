//! The statement's tree as the compiler reads it: as `Tree`, but every question is a call, not a copy of its code.

use crate::vm::syntax::tree::{BinaryOperator, ParameterKind, UnaryOperator};
use crate::vm::syntax::{Kind, Node, Position, Tree};
use core::cell::Cell;

/// The tree of a statement.
#[derive(Clone, Copy)]
pub(super) struct View<'m>(Tree<'m>);

macro_rules! questions {
    ($($(#[$doc:meta])* $name:ident($($argument:ident: $type:ty),*) -> $result:ty,)*) => {
        $($(#[$doc])* #[inline(never)] pub(super) fn $name(self, node: Node $(, $argument: $type)*) -> $result {
            self.0.$name(node $(, $argument)*)
        })*
    };
}

impl<'m> View<'m> {
    /// The tree in these words.
    pub(super) fn new(words: &'m [Cell<u32>]) -> View<'m> {
        View(Tree::new(words))
    }

    questions! {
        /// What the node is.
        kind() -> Kind,
        /// Its flags.
        flags() -> u8,
        /// Whether a flag is set.
        has(flag: u8) -> bool,
        /// The number of its operands.
        count() -> u32,
        /// Where it starts.
        position() -> Position,
        /// An operand.
        operand(index: u32) -> u32,
        /// The child at an operand.
        child(index: u32) -> Option<Node>,
        /// The name at an operand.
        name(index: u32) -> Option<u32>,
        /// The operator of a `Binary` or `AugmentedAssign`.
        binary_operator() -> BinaryOperator,
        /// The operator of a `Unary`.
        unary_operator() -> UnaryOperator,
        /// How a `Parameter` takes its argument.
        parameter_kind() -> ParameterKind,
        /// The radix of a `BigInt`.
        radix() -> u32,
        /// The length of its text.
        text_len() -> usize,
    }

    /// The children from operand `first` on.
    pub(super) fn children(self, node: Node, first: u32) -> impl Iterator<Item = Node> + use<'m> {
        (first..self.count(node)).map(move |index| Node(self.operand(node, index)))
    }
}
