//! Why the parser stopped, and the errors that need a look around: at brackets, at what stands before and after.

use super::reader::Reader;
use super::rules::Rule;
use super::token::Token;
use super::tree::{Kind, Node, Position};

/// The memory for a new name is used up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoMemory;

/// Why `Parser::next` gave no statement. Call again after a remedy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The text is not Python.
    Syntax(SyntaxError),
    /// The memory for the tree is too small: make it larger; what is in it must be kept.
    Full,
    /// The statement is long: so much of it has been read as was to be read at a time. What is in the memory must be kept.
    Turn,
    /// The memory for the open blocks is too small: make it larger; what is in it must be kept.
    Deep,
    /// The window ended and is not complete: add text.
    Starved,
    /// A name could not be interned.
    NoMemory,
}

/// The exception class of a syntax error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ErrorClass {
    /// `SyntaxError`
    Syntax,
    /// `IndentationError`
    Indentation,
    /// `TabError`
    Tab,
}

/// What stands for `{}` in the text of an error; for two `{}`, the argument has two parts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Argument {
    /// The text has no `{}`.
    None,
    /// A character.
    Char(char),
    /// Two characters.
    Chars(char, char),
    /// A character that cannot be shown: `U+00A0`.
    CodePoint(char),
    /// A character, then the same as `U+201C`.
    CharCodePoint(char),
    /// A number.
    Number(u32),
    /// Two characters, then a line.
    CharsLine(char, char, u32),
    /// Two numbers with a hyphen between.
    Range(u32, u32),
    /// A constant text.
    Text(&'static str),
    /// A constant text, then a number.
    TextNumber(&'static str, u32),
    /// An interned name; only errors of the compiler have one.
    Name(u32),
}

/// A syntax error as CPython words it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// Which exception it is.
    pub class: ErrorClass,
    /// The message; `{}` stands for the argument.
    pub text: &'static str,
    /// What to put for `{}`.
    pub argument: Argument,
    /// Where the fault starts.
    pub at: Position,
    /// Where the fault ends.
    pub end: Position,
}

impl Reader<'_> {
    /// An error.
    #[cold]
    #[inline(never)]
    pub fn fail(&mut self, text: &'static str, argument: Argument, at: Position, end: Position) -> Rule {
        self.lexer.fail(text, argument, at, end);
        Rule::Done
    }

    /// An error that spans the value.
    #[cold]
    #[inline(never)]
    pub fn fail_value(&mut self, text: &'static str, argument: Argument) -> Rule {
        self.fail_node(text, argument, self.value)
    }

    /// An error at a node.
    #[cold]
    #[inline(never)]
    pub fn fail_node(&mut self, text: &'static str, argument: Argument, node: Node) -> Rule {
        let at = self.tree().position(node);
        self.fail(text, argument, at, at)
    }

    /// An error at the token.
    #[cold]
    #[inline(never)]
    pub fn fail_token(&mut self, text: &'static str) -> Rule {
        let at = self.lexer.position;
        let end = Position::new(at.line(), at.column() + (self.lexer.at - self.lexer.start) as u32);
        self.fail(text, Argument::None, at, end)
    }

    /// The token cannot stand here, and it is not because of a bracket or a string.
    #[cold]
    #[inline(never)]
    pub fn unexpected(&mut self) -> Rule {
        self.fail_or_bracket("invalid syntax")
    }

    /// A mistake with a bracket before or at the token, else the given one at the token.
    #[cold]
    #[inline(never)]
    pub fn fail_or_bracket(&mut self, text: &'static str) -> Rule {
        let token = self.lexer.token;
        let at = self.lexer.position;
        if self.lexer.halt.is_some() {
            return Rule::Done;
        }
        if token.closes() && !self.at_close() {
            return self.wrong_close();
        }
        let opened = Position::of_word(self.bracket_start()).line();
        let maybe = token == Token::End || (opened < at.line() && text == "invalid syntax");
        if self.lexer.depth > 0
            && maybe
            && !self.rest_closes()
            && let Some(halt) = self.never_closed()
        {
            return halt;
        }
        let legacy = self.lexer.previous == Token::Name && token.starts_expression();
        if legacy && let Some(halt) = self.missing_parentheses() {
            return halt;
        }
        self.fail_token(text)
    }

    /// The innermost bracket has no end.
    #[inline(never)]
    pub fn never_closed(&mut self) -> Option<Rule> {
        let (position, kind) = self.innermost()?;
        let opened = Position::of_word(position);
        Some(self.fail("'{}' was never closed", Argument::Char(opener(kind)), opened, opened))
    }

    /// A closing bracket that closes nothing, or another bracket.
    #[inline(never)]
    fn wrong_close(&mut self) -> Rule {
        let (at, closer) = (self.lexer.position, self.lexer.token.bracket());
        let Some((position, kind)) = self.innermost() else {
            return self.fail("unmatched '{}'", Argument::Char(closer), at, at);
        };
        let opened = Position::of_word(position).line();
        let opener = opener(kind);
        if opened == at.line() {
            let text = "closing parenthesis '{}' does not match opening parenthesis '{}'";
            return self.fail(text, Argument::Chars(closer, opener), at, at);
        }
        let text = "closing parenthesis '{}' does not match opening parenthesis '{}' on line {}";
        self.fail(text, Argument::CharsLine(closer, opener, opened), at, at)
    }

    /// Whether a bracket that is open is closed in the text that follows, as far as it is known.
    #[inline(never)]
    pub fn rest_closes(&mut self) -> bool {
        let mut rest = self.lexer.clone();
        if rest.token == Token::String {
            rest.skip_string();
        }
        while !rest.at_end() {
            if rest.token.closes() {
                rest.depth = rest.depth.saturating_sub(1);
            } else if (Token::OpenParenthesis as u8..=Token::OpenBrace as u8).contains(&(rest.token as u8)) {
                rest.depth = rest.depth.saturating_add(1);
            }
            rest.next_or_string();
            if rest.depth < self.lexer.depth || rest.halt.is_some() {
                return true;
            }
        }
        rest.token.closes() && rest.depth == self.lexer.depth
    }

    /// `print x`, as Python 2 had it.
    #[inline(never)]
    fn missing_parentheses(&mut self) -> Option<Rule> {
        let tree = self.tree();
        let value = if self.kind() == Kind::Expression { tree.child(self.value, 0)? } else { self.value };
        if tree.kind(value) != Kind::Name {
            return None;
        }
        let (name, at) = (tree.operand(value, 0), tree.position(value));
        let text = match name {
            _ if self.intern(b"print") == name => "Missing parentheses in call to 'print'. Did you mean print(...)?",
            _ if self.intern(b"exec") == name => "Missing parentheses in call to 'exec'. Did you mean exec(...)?",
            _ => return None,
        };
        Some(self.fail(text, Argument::None, at, self.lexer.position))
    }
}

/// The opening bracket of a kind.
fn opener(kind: u8) -> char {
    ['(', '[', '{'].get(usize::from(kind)).copied().unwrap_or('{')
}
