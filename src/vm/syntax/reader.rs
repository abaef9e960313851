//! The machine the grammar rules run on: one statement's tree, and a stack in place of recursion.
//!
//! A rule that needs another rule's result leaves a frame (rule, options, count) on the stack and names the rule to
//! run next; the frame's rule runs when that one returns, with the result in `value`. Beneath the frame lie the words
//! that `reduce` makes a node of: the position where the node starts, then its operands so far.

use core::cell::Cell;

use super::block::Blocks;
use super::error::Stop;
use super::lexer::{Halt, Lexer};
use super::parser::{Memory, Names};
use super::rules::{RULES, Rule};
use super::token::{Token, power};
use super::tree::{Kind, NONE, Node, PARENTHESISED, Tree};

/// The low half of a frame's options: the power above which the rule takes operators.
pub(super) const POWER_MASK: u8 = 0x0f;
/// Option of a frame: `yield` may stand here.
pub(super) const TAKES_YIELD: u8 = 0x10;
/// Option of a frame: `*value` may stand here.
pub(super) const TAKES_STAR: u8 = 0x20;

/// The memory of a statement that is not long, in words: it is read again when it needs more.
const SHORT: usize = 96;
/// Words that a rule may need, unless it reads many operands or a text.
const ROOM: usize = 12;

/// No bracket is open.
const NO_BRACKET: usize = 0x0fff_ffff;

/// Reads one statement. The lexer stands first, so that both have the same address.
#[repr(C)]
pub(super) struct Reader<'a> {
    pub lexer: Lexer<'a>,
    /// The options of the frame that was resumed.
    pub options: u8,
    /// The flags the node of the text that is being read will have.
    pub text_flags: u8,
    /// The count of the frame that was resumed.
    pub count: u32,
    /// The node that was read last.
    pub value: Node,
    /// The position word where the value starts, with the parentheses around it.
    pub start: u32,
    /// The end of the tree.
    pub top: usize,
    /// The lowest word of the stack.
    pub(super) low: usize,
    pub(super) scratch: &'a [Cell<u32>],
    /// The stack word that describes the innermost open bracket.
    pub(super) bracket: usize,
    /// The number of bytes of the text that is being read.
    pub(super) text_len: u32,
    /// Rules that may run before the statement is left half-way.
    fuel: u32,
    names: &'a mut dyn Names,
    /// The open blocks.
    pub blocks: Blocks<'a>,
}

impl<'a> Reader<'a> {
    /// A reader with an empty tree.
    pub fn new(lexer: Lexer<'a>, names: &'a mut dyn Names, memory: Memory<'a>) -> Reader<'a> {
        let (low, bracket) = (memory.tree.len(), NO_BRACKET);
        Reader {
            lexer,
            names,
            scratch: memory.tree,
            blocks: Blocks(memory.blocks),
            top: 0,
            low,
            bracket,
            value: Node(NONE),
            start: 0,
            options: 0,
            count: 0,
            text_len: 0,
            text_flags: 0,
            fuel: memory.rules,
        }
    }

    /// Makes ready to run rules from the first one on; gives its number.
    pub fn begin(&mut self, first: Rule) -> u8 {
        self.frame(Rule::Done, power::EXPRESSION, 0);
        first as u8
    }

    /// Runs rules until the first one has returned. Gives the rule that is to run next: `Done`, or another one if the
    /// statement is left half-way.
    pub fn run(&mut self, mut rule: u8) -> u8 {
        while rule != Rule::Done as u8 && self.lexer.halt.is_none() {
            if self.fuel == 0 || self.is_almost_full() {
                return rule;
            }
            self.fuel -= 1;
            if rule == Rule::Return as u8 {
                let frame = self.pop();
                self.options = (frame >> 8) as u8;
                self.count = frame >> 16;
                rule = frame as u8;
            }
            let Some(action) = RULES.get(usize::from(rule)) else { break };
            rule = action(self) as u8;
        }
        Rule::Done as u8
    }

    /// True if a rule of a long statement may not find the memory it needs: one that starts again does so from the
    /// statement's start.
    fn is_almost_full(&self) -> bool {
        self.scratch.len() > SHORT && self.free_words() < ROOM
    }

    /// Why the statement was left half-way.
    pub fn why_half_way(&self) -> Stop {
        if self.is_almost_full() { Stop::Full } else { Stop::Turn }
    }

    // The stack.

    /// Pushes a word.
    #[inline(never)]
    pub fn push(&mut self, word: u32) {
        if self.low <= self.top {
            return self.lexer.stop(Halt::Full);
        }
        self.low -= 1;
        if let Some(cell) = self.scratch.get(self.low) {
            cell.set(word);
        }
    }

    /// Takes the last word.
    #[inline(never)]
    pub fn pop(&mut self) -> u32 {
        let word = self.peek(0);
        self.low += 1;
        word
    }

    /// The word `depth` words above the last.
    pub fn peek(&self, depth: usize) -> u32 {
        self.scratch.get(self.low + depth).map_or(0, Cell::get)
    }

    /// Overwrites the word `depth` words above the last.
    pub fn poke(&self, depth: usize, word: u32) {
        self.set(self.low + depth, word);
    }

    /// The number of words on the stack.
    pub fn height(&self) -> usize {
        self.scratch.len().saturating_sub(self.low)
    }

    /// Pushes a frame.
    #[inline(never)]
    pub fn frame(&mut self, rule: Rule, options: u8, count: u32) {
        if count > 0xffff {
            self.fail_token("too many elements");
            return;
        }
        self.push(rule as u32 | u32::from(options) << 8 | count << 16)
    }

    /// Pushes a frame and goes on with a rule.
    #[inline(never)]
    pub fn then(&mut self, rule: Rule, options: u8, count: u32, next: Rule) -> Rule {
        self.frame(rule, options, count);
        next
    }

    /// Pushes a frame and goes on with an operand.
    #[inline(never)]
    pub fn operand(&mut self, rule: Rule, options: u8, count: u32) -> Rule {
        self.frame(rule, options, count);
        Rule::Operand
    }

    /// Pushes a frame that reduces to a node of fixed length when its last operand has been read, and no more.
    #[inline(never)]
    pub fn frame_to_reduce(&mut self, kind: Kind, flags: u8) {
        self.frame(Rule::Reduce, 0, kind as u32 | u32::from(flags) << 8);
    }

    /// Goes on with the last operand of a node of fixed length.
    #[inline(never)]
    pub fn last_operand(&mut self, kind: Kind, flags: u8, options: u8) -> Rule {
        self.operand(Rule::Reduce, options, kind as u32 | u32::from(flags) << 8)
    }

    /// Goes on with the last operand of a node of fixed length that is an operand itself.
    #[inline(never)]
    pub fn inner_operand(&mut self, kind: Kind, flags: u8, options: u8) -> Rule {
        self.operand(Rule::ReduceOperand, options, kind as u32 | u32::from(flags) << 8)
    }

    /// The power of the rule that waits for the value.
    pub fn power(&self) -> u8 {
        (self.peek(0) >> 8) as u8 & POWER_MASK
    }

    /// Whether the rule that waits for the value has an option.
    pub fn waits_for(&self, option: u8) -> bool {
        (self.peek(0) >> 8) as u8 & option != 0
    }

    /// Pushes where the token stands, as the start of a node.
    #[inline(never)]
    pub fn push_start(&mut self) {
        self.push(self.lexer.position.word())
    }

    /// Pushes where the value starts, then the value.
    #[inline(never)]
    pub fn push_started_value(&mut self) {
        self.push(self.start);
        self.push(self.value.0)
    }

    /// Starts a comma-separated list of expressions that may become a tuple.
    #[inline(never)]
    pub fn expressions(&mut self, options: u8) -> Rule {
        self.push_start();
        self.then(Rule::ExpressionsItem, options, 0, Rule::Operand)
    }

    // The tree.

    /// The tree so far.
    pub fn tree(&self) -> Tree<'a> {
        Tree::new(self.scratch)
    }

    /// The kind of the value.
    #[inline(never)]
    pub fn kind(&self) -> Kind {
        self.tree().kind(self.value)
    }

    /// Appends a word to the tree.
    #[inline(never)]
    pub fn append(&mut self, word: u32) {
        if self.top >= self.low {
            return self.lexer.stop(Halt::Full);
        }
        self.set(self.top, word);
        self.top += 1;
    }

    /// Overwrites a word of the tree.
    pub fn set(&self, index: usize, word: u32) {
        if let Some(cell) = self.scratch.get(index) {
            cell.set(word);
        }
    }

    /// Adds flags to a node.
    #[inline(never)]
    pub fn mark(&self, node: Node, flags: u8) {
        if let Some(cell) = self.scratch.get(node.0 as usize) {
            cell.set(cell.get() | u32::from(flags) << 8);
        }
    }

    /// Makes the value a node of the given operands that starts at `start`.
    #[inline(never)]
    pub fn node(&mut self, kind: Kind, flags: u8, operands: &[u32]) {
        let end = self.top + 2 + operands.len();
        if end > self.low {
            return self.lexer.stop(Halt::Full);
        }
        self.value = Node(self.top as u32);
        self.set(self.top, kind as u32 | u32::from(flags) << 8 | (operands.len() as u32) << 16);
        self.set(self.top + 1, self.start);
        for (index, &operand) in operands.iter().enumerate() {
            self.set(self.top + 2 + index, operand);
        }
        self.top = end;
    }

    /// Makes the value a node of the last `count` words of the stack; the word above them is its start.
    #[inline(never)]
    pub fn reduce(&mut self, kind: Kind, flags: u8, count: u32) {
        if count > 0xffff {
            self.fail_token("too many elements");
            return;
        }
        let length = count as usize;
        if self.top + 2 + length > self.low {
            return self.lexer.stop(Halt::Full);
        }
        self.start = self.peek(length);
        self.value = Node(self.top as u32);
        self.set(self.top, kind as u32 | u32::from(flags) << 8 | count << 16);
        self.set(self.top + 1, self.start);
        for index in 0..length {
            self.set(self.top + 2 + index, self.peek(length - 1 - index));
        }
        self.top += 2 + length;
        self.low += length + 1;
    }

    /// Pushes the value as the last operand, then reduces.
    #[inline(never)]
    pub fn reduce_value(&mut self, kind: Kind, flags: u8, count: u32) {
        self.push(self.value.0);
        self.reduce(kind, flags, count + 1)
    }

    // Text: a node with bytes; nothing else may be built between `begin_text` and `end_text`.

    /// Starts a node with text at `start`.
    #[inline(never)]
    pub fn begin_text(&mut self) {
        self.value = Node(self.top as u32);
        self.text_len = 0;
        self.text_flags = 0;
        self.append(0);
        self.append(self.start)
    }

    /// Appends a byte of text.
    #[inline(never)]
    pub fn push_byte(&mut self, byte: u8) {
        let shift = self.text_len % 4 * 8;
        self.text_len += 1;
        if shift == 0 {
            return self.append(byte.into());
        }
        if let Some(last) = self.scratch.get(self.top.wrapping_sub(1)) {
            last.set(last.get() | u32::from(byte) << shift);
        }
    }

    /// Appends bytes of text.
    #[inline(never)]
    pub fn push_bytes(&mut self, mut bytes: &[u8]) {
        while self.text_len.is_multiple_of(4)
            && let Some((word, rest)) = bytes.split_first_chunk()
        {
            self.append(u32::from_le_bytes(*word));
            self.text_len += 4;
            bytes = rest;
        }
        for &byte in bytes {
            self.push_byte(byte);
        }
    }

    /// Counts work of a rule that is as much as that of so many.
    pub fn tire(&mut self, rules: u32) {
        self.fuel = self.fuel.saturating_sub(rules);
    }

    /// Words that are free.
    pub fn free_words(&self) -> usize {
        self.low.saturating_sub(self.top)
    }

    /// Ends the node with text.
    #[inline(never)]
    pub fn end_text(&mut self, kind: Kind) {
        let words = self.text_len.div_ceil(4);
        if words > 0xffff {
            self.fail_token("literal is too long");
        }
        let flags = u32::from(self.text_flags) | (words * 4 - self.text_len);
        self.set(self.value.0 as usize, kind as u32 | flags << 8 | words << 16);
    }

    // Tokens.

    /// Whether the token is this one.
    pub fn at(&self, token: Token) -> bool {
        self.lexer.token == token
    }

    /// Goes to the next token.
    pub fn bump(&mut self) {
        self.lexer.next()
    }

    /// Goes past this token if it is there.
    #[inline(never)]
    pub fn eat(&mut self, token: Token) -> bool {
        let there = self.at(token);
        if there {
            self.bump();
        }
        there
    }

    /// Goes past a comma if there is one; else the bracket must end here.
    #[inline(never)]
    pub fn eat_comma_or_close(&mut self) -> bool {
        let comma = self.eat(Token::Comma);
        if !comma && !self.at_close() {
            self.unexpected();
        }
        comma
    }

    /// Goes past this token, which must be there.
    #[inline(never)]
    pub fn expect(&mut self, token: Token) {
        if !self.eat(token) {
            self.unexpected();
        }
    }

    /// Whether the token is this identifier.
    #[inline(never)]
    pub fn at_word(&self, word: &str) -> bool {
        self.at(Token::Name) && self.lexer.token_text() == word.as_bytes()
    }

    /// Reads an identifier.
    #[inline(never)]
    pub fn name(&mut self) -> u32 {
        if !self.at(Token::Name) {
            self.unexpected();
            return NONE;
        }
        let name = self.intern(self.lexer.token_text());
        self.bump();
        name
    }

    /// The word of an identifier.
    #[inline(never)]
    pub fn intern(&mut self, text: &[u8]) -> u32 {
        self.names.intern(text).unwrap_or_else(|_| {
            self.lexer.stop(Halt::NoMemory);
            NONE
        })
    }

    /// Whether an expression, `*value` included, starts here.
    #[inline(never)]
    pub fn at_expression(&self) -> bool {
        self.lexer.token.starts_expression() || self.at(Token::Star)
    }

    // Brackets.

    /// Goes past an opening bracket; `close` goes past the closing one.
    #[inline(never)]
    pub fn open(&mut self) {
        self.open_here();
        self.bump()
    }

    /// Opens a bracket but does not read on.
    pub fn open_here(&mut self) {
        self.reserve_bracket();
        self.open_reserved(0)
    }

    /// Pushes the two words of a bracket that may come.
    pub fn reserve_bracket(&mut self) {
        self.push(0);
        self.push(0)
    }

    /// Drops the two words of a bracket.
    pub fn drop_bracket(&mut self) {
        self.pop();
        self.pop();
    }

    /// Opens a bracket whose words lie `depth` words above the last.
    #[inline(never)]
    pub fn open_reserved(&mut self, depth: usize) {
        self.lexer.open();
        let kind = (self.lexer.token as u32).wrapping_sub(Token::OpenParenthesis as u32);
        self.poke(depth, (self.bracket as u32) << 2 | kind & 3);
        self.poke(depth + 1, self.lexer.position.word());
        self.bracket = self.height().saturating_sub(depth);
    }

    /// Whether the token closes the innermost bracket.
    #[inline(never)]
    pub fn at_close(&self) -> bool {
        let Some((_, kind)) = self.innermost() else { return false };
        self.lexer.token as u8 == Token::CloseParenthesis as u8 + kind
    }

    /// Goes past the closing bracket; the bracket's own two words must be the last on the stack.
    #[inline(never)]
    pub fn close(&mut self) {
        self.close_here();
        self.bump()
    }

    /// Closes a bracket but does not read on.
    pub fn close_here(&mut self) {
        self.close_reserved(0);
        self.drop_bracket();
    }

    /// Closes a bracket whose words lie `depth` words above the last, and leaves them there.
    #[inline(never)]
    pub fn close_reserved(&mut self, depth: usize) {
        if !self.at_close() {
            self.unexpected();
            return;
        }
        self.bracket = (self.peek(depth) >> 2) as usize;
        self.lexer.depth = self.lexer.depth.saturating_sub(1);
    }

    /// Position word and kind (0 to 2) of the innermost bracket.
    pub fn innermost(&self) -> Option<(u32, u8)> {
        let link = self.scratch.len().checked_sub(self.bracket)?;
        let (link, position) = (self.scratch.get(link)?, self.scratch.get(link + 1)?);
        Some((position.get(), (link.get() & 3) as u8))
    }

    /// The position word of the innermost bracket.
    #[inline(never)]
    pub fn bracket_start(&self) -> u32 {
        self.innermost().map_or(0, |(position, _)| position)
    }

    /// Whether the value is a bare name, just read and not parenthesised.
    pub fn value_is_name(&self) -> bool {
        self.kind() == Kind::Name && !self.tree().has(self.value, PARENTHESISED)
    }
}
