//! The tree of one statement: a flat array of words, children before parents.
//!
//! A node is a header word (kind 8 bits, flags 8 bits, count 16 bits), a position word (line 20 bits, column 12 bits)
//! and `count` operand words. What the operands are stands in the row of its kind:
//!
//! | letter | operand word |
//! |--|--|
//! | `e` | a child node |
//! | `o` | a child node or none |
//! | `n` | a name, as `Names::intern` gave it |
//! | `m` | a name or none |
//! | `i` | a number |
//! | `c` | a `Comparison` |
//! | `t` | text, four bytes to a word, little-endian; `flags & TEXT_PADDING` bytes of the last word are unused |
//!
//! The letters before a `*` are there once each; the letters after it repeat to the end, none or more times.
//! `Kind::letter` answers by operand index, so that a walk over all children needs no match over the kinds.
//! Every accessor is total: a wrong index or kind gives an absent child, a zero or an empty text.

use core::cell::Cell;

/// A node: the index of its header word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Node(pub u32);

/// The operand word of a child or name that is not there.
pub const NONE: u32 = u32::MAX;

/// Where a node or token starts. Lines count from 1, columns count characters from 0; both saturate.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub struct Position(u32);

/// Columns take the low 12 bits of a position, lines the upper 20.
const COLUMN_BITS: u32 = 12;

impl Position {
    /// Packs a line and a column.
    pub fn new(line: u32, column: u32) -> Position {
        let line = line.min((1 << (32 - COLUMN_BITS)) - 1);
        Position(line << COLUMN_BITS | column.min((1 << COLUMN_BITS) - 1))
    }

    /// The line, from 1.
    pub fn line(self) -> u32 {
        self.0 >> COLUMN_BITS
    }

    /// The column in characters, from 0.
    pub fn column(self) -> u32 {
        self.0 & ((1 << COLUMN_BITS) - 1)
    }

    /// The word a tree stores.
    pub(super) fn word(self) -> u32 {
        self.0
    }

    /// The position a stored word means.
    pub(super) fn of_word(word: u32) -> Position {
        Position(word)
    }
}

/// Flag of any expression: it stood in parentheses of its own. A `Tuple` has it when it was written `(a, b)`,
/// a `Generator` when it has parentheses beside those of a call.
pub const PARENTHESISED: u8 = 0x80;
/// Flag of `Def`, `For`, `With` and `ComprehensionFor`: `async` stood before it.
pub const ASYNC: u8 = 0x01;
/// Flag of `Except`: it is `except*`. Flag of `ImportFrom`: it is `import *`, and there is no alias.
pub const STAR: u8 = 0x01;
/// Mask in the flags of nodes with text: how many bytes of the last word are unused.
pub const TEXT_PADDING: u8 = 0x03;
/// Flag of `String`: the text has a lone surrogate, encoded in three bytes as UTF-8 would if it allowed it.
pub const SURROGATE: u8 = 0x04;
/// Shift of the radix in the flags of `BigInt`: 0 is ten, 1 sixteen, 2 eight, 3 two.
pub const RADIX_SHIFT: u8 = 2;

/// Writes the node table once: the enum, the operand letters and, for expressions, what CPython's messages call them.
macro_rules! nodes {
    (
        $($(#[$doc:meta])* $kind:ident $operands:literal = $title:literal,)* ;
        $($(#[$other_doc:meta])* $other:ident $other_operands:literal,)*
    ) => {
        /// What a node is. The meaning of its operands is given in their order.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Kind { $($(#[$doc])* $kind,)* $($(#[$other_doc])* $other,)* }

        /// All kinds, by number.
        static KINDS: &[Kind] = &[$(Kind::$kind,)* $(Kind::$other,)*];
        /// The operand letters of each kind, padded with zeros.
        static OPERANDS: &[[u8; 4]] = &[$(letters($operands),)* $(letters($other_operands),)*];
        /// What CPython's messages call each kind of expression.
        static TITLES: &[&str] = &[$($title,)*];
    };
}

/// Pads the operand letters of a kind.
const fn letters(text: &str) -> [u8; 4] {
    let text = text.as_bytes();
    let mut letters = [0; 4];
    let mut index = 0;
    while index < text.len() {
        letters[index] = text[index];
        index += 1;
    }
    letters
}

nodes! {
    // Expressions.
    /// `name`
    Name "n" = "name",
    /// An integer literal that fits: the value as an `i32`.
    Int "i" = "literal",
    /// A larger integer literal: its digits without prefix and underscores; radix in the flags.
    BigInt "*t" = "literal",
    /// A float literal, without underscores.
    Float "*t" = "literal",
    /// An imaginary literal, without underscores and `j`.
    Imaginary "*t" = "literal",
    /// A string literal, decoded to UTF-8; adjacent literals are joined.
    String "*t" = "literal",
    /// A bytes literal, decoded; adjacent literals are joined.
    Bytes "*t" = "literal",
    /// `f"…"`: parts, each a `String` or a `FormattedValue`; two `String`s may be neighbours.
    FString "*e" = "f-string expression",
    /// `{value!r:specification}`: value, specification (an `FString`) or none; flags: 0 or one of `b's'`, `b'r'`, `b'a'`.
    FormattedValue "eo" = "f-string expression",
    /// `None`
    None "" = "None",
    /// `True`
    True "" = "True",
    /// `False`
    False "" = "False",
    /// `...`
    Ellipsis "" = "ellipsis",
    /// `(a, *b)`: items; an item may be `Starred`.
    Tuple "*e" = "tuple",
    /// `[a, *b]`: items; an item may be `Starred`.
    List "*e" = "list",
    /// `{a, *b}`: items; an item may be `Starred`.
    Set "*e" = "set display",
    /// `{k: v, **m}`: pairs of key and value; no key before an unpacked mapping.
    Dict "*oe" = "dict literal",
    /// `-a`: operand; flags: `UnaryOperator`.
    Unary "e" = "expression",
    /// `a + b`: left, right; flags: `BinaryOperator`.
    Binary "ee" = "expression",
    /// `a and b and c`: two or more operands.
    And "*e" = "expression",
    /// `a or b or c`: two or more operands.
    Or "*e" = "expression",
    /// `a < b <= c`: left, then pairs of comparison and right.
    Compare "e*ce" = "comparison",
    /// `body if test else otherwise`: body, test, otherwise.
    Conditional "eee" = "conditional expression",
    /// `lambda a: body`: `Parameters`, body.
    Lambda "ee" = "lambda",
    /// `(name := value)`: `Name`, value.
    Named "ee" = "named expression",
    /// `*value` in a display, a call, a subscript, a target or an annotation.
    Starred "e" = "starred",
    /// `await value`
    Await "e" = "await expression",
    /// `yield value`: value or none.
    Yield "o" = "yield expression",
    /// `yield from value`
    YieldFrom "e" = "yield expression",
    /// `value.name`: value, name.
    Attribute "en" = "attribute",
    /// `value[index]`: value, index; `a[b, c:d]` has a `Tuple` (not parenthesised) of expressions, `Slice`s and `Starred`s.
    Subscript "ee" = "subscript",
    /// `lower:upper:step`
    Slice "ooo" = "slice",
    /// `function(arguments)`: function, then arguments in source order: expressions, `Starred`, `Keyword`, `DoubleStarred`.
    Call "e*e" = "function call",
    /// `name=value` in a call, or in the bases of a class: name, value.
    Keyword "ne" = "keyword",
    /// `**value` in a call.
    DoubleStarred "e" = "mapping",
    /// `[element for …]`: element, then clauses in source order, `ComprehensionFor` first.
    ListComprehension "e*e" = "list comprehension",
    /// `{element for …}`: as a list comprehension.
    SetComprehension "e*e" = "set comprehension",
    /// `{key: value for …}`: key, value, then clauses.
    DictComprehension "ee*e" = "dict comprehension",
    /// `(element for …)`: as a list comprehension.
    Generator "e*e" = "generator expression",
    /// `for target in iterable` in a comprehension: target, iterable; flag `ASYNC`.
    ComprehensionFor "ee" = "comprehension",
    /// `if test` in a comprehension.
    ComprehensionIf "e" = "comprehension",
    ;
    // Parameters of functions and types.
    /// The `Parameter`s of a function in source order.
    Parameters "*e",
    /// `name: annotation = default`: name, annotation or none, default or none; flags: `ParameterKind`.
    Parameter "noo",
    /// `[T, *Ts, **P]`: the `TypeParameter`s of a function, class or alias.
    TypeParameters "*e",
    /// `T: bound = default`: name, bound or none, default or none; flags: 0 for `T`, 1 for `*T`, 2 for `**T`.
    TypeParameter "noo",

    // Patterns.
    /// An expression to compare with (`None`, `True` and `False` by identity).
    PatternValue "e",
    /// A name to bind.
    PatternCapture "n",
    /// `_`
    PatternWildcard "",
    /// `*name` in a sequence: name, or none for `*_`.
    PatternStar "m",
    /// `[a, *b]`, `(a, b)`, `a, b`: patterns.
    PatternSequence "*e",
    /// `{key: pattern, **rest}`: name of the rest or none, then pairs of key expression and pattern.
    PatternMapping "m*ee",
    /// `Class(pattern, name=pattern)`: class expression, then patterns and `PatternKeyword`s.
    PatternClass "e*e",
    /// `name=pattern` in a class pattern: name, pattern.
    PatternKeyword "ne",
    /// `a | b`: two or more patterns.
    PatternOr "*e",
    /// `pattern as name`: pattern, name.
    PatternAs "en",

    // Simple statements.
    /// An expression as a statement.
    Expression "e",
    /// `a = b = value`: targets, then the value last.
    Assign "*e",
    /// `target += value`: target, value; flags: `BinaryOperator`.
    AugmentedAssign "ee",
    /// `target: annotation = value`: target, annotation, value or none; a `Name` that is not parenthesised is declared.
    AnnotatedAssign "eeo",
    /// `return value`: value or none.
    Return "o",
    /// `del a, b`: targets; a target may be a `Tuple` or `List` of targets.
    Delete "*e",
    /// `pass`
    Pass "",
    /// `break`
    Break "",
    /// `continue`
    Continue "",
    /// `raise exception from cause`: exception or none, cause or none.
    Raise "oo",
    /// `assert test, message`: test, message or none.
    Assert "eo",
    /// `global a, b`: names.
    Global "*n",
    /// `nonlocal a, b`: names.
    Nonlocal "*n",
    /// `import a.b as c, d`: `Module`s.
    Import "*e",
    /// `from ..a.b import c as d`: number of leading dots, `Module` or none, then `ImportAlias`es; flag `STAR`.
    ImportFrom "io*e",
    /// `a.b.c as d`: the name to bind or none, then the names between the dots.
    Module "m*n",
    /// `c as d` after `import`: name, the name to bind or none.
    ImportAlias "nm",
    /// `type Name[T] = value`: `Name`, `TypeParameters` or none, value.
    TypeAlias "eoe",

    // Headers of compound statements.
    /// `if test:`
    If "e",
    /// `while test:`
    While "e",
    /// `for target in iterable:`: target, iterable; flag `ASYNC`.
    For "ee",
    /// `with a as b, c:`: `WithItem`s; flag `ASYNC`.
    With "*e",
    /// `context as target`: context, target or none.
    WithItem "eo",
    /// `try:`
    Try "",
    /// `match subject:`
    Match "e",
    /// `def name[T](…) -> returns:`: name, `TypeParameters` or none, `Parameters`, returns or none; flag `ASYNC`.
    Def "noeo",
    /// `class name[T](arguments):`: name, `TypeParameters` or none, then arguments as in `Call`.
    Class "no*e",
    /// `@expression`
    Decorator "e",

    // Clauses of compound statements.
    /// `elif test:`
    Elif "e",
    /// `else:`
    Else "",
    /// `except type as name:`: type or none, name or none; flag `STAR`.
    Except "om",
    /// `finally:`
    Finally "",
    /// `case pattern if guard:`: pattern, guard or none.
    Case "eo",
}

impl Kind {
    /// The kind with this number, if there is one.
    pub(super) fn of_number(number: u32) -> Option<Kind> {
        KINDS.get(number as usize).copied()
    }

    /// The letter of the operand at an index, as the module tells; 0 if the kind has no such operand.
    pub fn letter(self, index: u32) -> u8 {
        let letters = OPERANDS.get(self as usize).copied().unwrap_or_default();
        let end = letters.iter().position(|&letter| letter == 0).unwrap_or(letters.len());
        let star = letters.iter().position(|&letter| letter == b'*').unwrap_or(end);
        let (index, repeated) = (index as usize, end.saturating_sub(star + 1));
        let at =
            if index < star { index } else { (index - star).checked_rem(repeated).map_or(end, |at| star + 1 + at) };
        letters.get(at).copied().unwrap_or(0)
    }

    /// The number of operands, for kinds where it is fixed.
    pub(super) fn length(self) -> u32 {
        let letters = OPERANDS.get(self as usize).copied().unwrap_or_default();
        letters.iter().filter(|&&letter| letter != 0).count() as u32
    }

    /// What CPython's messages call this kind of expression.
    pub(super) fn title(self) -> &'static str {
        TITLES.get(self as usize).copied().unwrap_or("")
    }
}

/// Writes a small closed set that travels in a word: the enum, its texts and its decoder.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $first:ident $first_text:literal, $($case:ident $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum $name { #[doc = concat!("`", $first_text, "`")] $first, $(#[doc = concat!("`", $text, "`")] $case,)* }

        impl $name {
            /// All cases, by number.
            const ALL: &'static [$name] = &[$name::$first, $($name::$case,)*];
            /// The source text of each case.
            const TEXTS: &'static [&'static str] = &[$first_text, $($text,)*];

            /// The case with this number; the first if there is none.
            pub fn of_word(word: u32) -> $name {
                Self::ALL.get(word as usize).copied().unwrap_or($name::$first)
            }

            /// Its source text.
            pub fn text(self) -> &'static str {
                Self::TEXTS.get(self as usize).copied().unwrap_or("")
            }
        }
    };
}

words! {
    /// The operator of a `Binary` or `AugmentedAssign`.
    BinaryOperator {
        Add "+", Subtract "-", Multiply "*", MatrixMultiply "@", Divide "/", FloorDivide "//", Modulo "%", Power "**",
        LeftShift "<<", RightShift ">>", And "&", Or "|", Xor "^",
    }
}

words! {
    /// The operator of a `Unary`.
    UnaryOperator { Negate "-", Positive "+", Invert "~", Not "not", }
}

words! {
    /// One comparison of a `Compare`.
    Comparison {
        Less "<", LessEqual "<=", Equal "==", NotEqual "!=", Greater ">", GreaterEqual ">=",
        In "in", NotIn "not in", Is "is", IsNot "is not",
    }
}

words! {
    /// How a `Parameter` takes its argument.
    ParameterKind { Normal "name", PositionalOnly "name, /", KeywordOnly "*, name", Star "*name", DoubleStar "**name", }
}

/// What `Parser::next` returns: one event. The node is the root of the tree in the scratch memory,
/// valid until the next call.
///
/// A compound statement is `Header body BlockEnd{more: true} (Clause body BlockEnd{more: true})* … BlockEnd{more: false}`:
/// one `BlockEnd` after each body, and `more` says whether a `Clause` of the same statement follows next.
/// Its last `BlockEnd` has `more: false`, and there is exactly one such for each `Header`.
/// `Header(Match)` has no body of its own: the first event after it is `Clause(Case)`.
/// A body has at least one statement. The parser checks that only clauses that may stand there follow,
/// in the right order (`else` once and after `except`, a bare `except` last, no mixing of `except` and `except*`,
/// `try` with an `except` or a `finally`), and that after decorators a `Def` or `Class` follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Statement {
    /// A simple statement: `Expression` to `TypeAlias`.
    Simple(Node),
    /// A `Decorator`; another one or a `Header` of `Def` or `Class` follows.
    Decorator(Node),
    /// The header of a compound statement, `If` to `Class`; its body follows.
    Header(Node),
    /// The header of a further clause, `Elif` to `Case`; its body follows.
    Clause(Node),
    /// A body is over; if `more`, a `Clause` of the same statement comes next, else the statement is over too.
    BlockEnd {
        /// A clause of the same statement follows.
        more: bool,
    },
    /// The text is over, and all blocks have ended.
    End,
}

/// Reads nodes from the scratch memory.
#[derive(Clone, Copy)]
pub struct Tree<'a> {
    words: &'a [Cell<u32>],
}

impl<'a> Tree<'a> {
    /// The tree that `Parser::next` left in its scratch memory.
    pub fn new(words: &'a [Cell<u32>]) -> Tree<'a> {
        Tree { words }
    }

    /// The word at an index, 0 beyond the end.
    fn word(self, index: u32) -> u32 {
        self.words.get(index as usize).map_or(0, Cell::get)
    }

    /// What the node is.
    #[inline(never)]
    pub fn kind(self, node: Node) -> Kind {
        Kind::of_number(self.word(node.0) & 0xff).unwrap_or(Kind::Pass)
    }

    /// The flags; their meaning stands with the kind.
    pub fn flags(self, node: Node) -> u8 {
        (self.word(node.0) >> 8) as u8
    }

    /// The number of operand words.
    pub fn count(self, node: Node) -> u32 {
        self.word(node.0) >> 16
    }

    /// Where the node starts in the text.
    pub fn position(self, node: Node) -> Position {
        Position::of_word(self.word(node.0.wrapping_add(1)))
    }

    /// The operand word at an index: a number, a `Comparison` or a name; `NONE` if it is not there.
    #[inline(never)]
    pub fn operand(self, node: Node, index: u32) -> u32 {
        if index >= self.count(node) {
            return NONE;
        }
        self.word(node.0.wrapping_add(2).wrapping_add(index))
    }

    /// The child at an operand index, if it is there. Ask only where the table has `e` or `o`.
    #[inline(never)]
    pub fn child(self, node: Node, index: u32) -> Option<Node> {
        let word = self.operand(node, index);
        (word != NONE).then_some(Node(word))
    }

    /// The name at an operand index, if it is there. Ask only where the table has `n` or `m`.
    pub fn name(self, node: Node, index: u32) -> Option<u32> {
        let word = self.operand(node, index);
        (word != NONE).then_some(word)
    }

    /// The children from operand `first` on. Ask only where all of them are `e`.
    pub fn children(self, node: Node, first: u32) -> impl DoubleEndedIterator<Item = Node> + use<'a> {
        (first..self.count(node)).map(move |index| Node(self.operand(node, index)))
    }

    /// The operator of a `Binary` or `AugmentedAssign`.
    pub fn binary_operator(self, node: Node) -> BinaryOperator {
        BinaryOperator::of_word(u32::from(self.flags(node) & !PARENTHESISED))
    }

    /// The operator of a `Unary`.
    pub fn unary_operator(self, node: Node) -> UnaryOperator {
        UnaryOperator::of_word(u32::from(self.flags(node) & !PARENTHESISED))
    }

    /// How a `Parameter` takes its argument.
    pub fn parameter_kind(self, node: Node) -> ParameterKind {
        ParameterKind::of_word(u32::from(self.flags(node)))
    }

    /// Whether a flag of the node is set.
    pub fn has(self, node: Node, flag: u8) -> bool {
        self.flags(node) & flag != 0
    }

    /// The radix of a `BigInt`.
    pub fn radix(self, node: Node) -> u32 {
        match self.flags(node) >> RADIX_SHIFT & 3 {
            0 => 10,
            1 => 16,
            2 => 8,
            _ => 2,
        }
    }

    /// The length in bytes of a node's text.
    pub fn text_len(self, node: Node) -> usize {
        let padding = usize::from(self.flags(node) & TEXT_PADDING);
        (self.count(node) as usize * 4).saturating_sub(padding)
    }

    /// The bytes of a node's text.
    pub fn bytes(self, node: Node) -> impl Iterator<Item = u8> + use<'a> {
        (0..self.text_len(node)).map(move |index| {
            let word = self.operand(node, (index / 4) as u32);
            (word >> (index % 4 * 8)) as u8
        })
    }
}
