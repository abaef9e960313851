//! The parser's state between statements: the place in the text, and the blocks that are open.

use core::cell::Cell;

use super::block::{Block, Column, except, fail, follows, missing, no_colon, suite_of};
use super::error::{Argument, ErrorClass, NoMemory, Stop};
use super::half::Saved;
use super::lexer::{Halt, Lexer};
use super::reader::Reader;
use super::rules::Rule;
use super::token::Token;
use super::tree::{Kind, Statement};

/// The text being read: a window of bytes.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The bytes from the parser's base on.
    pub text: &'a [u8],
    /// If false, more may follow the window's end.
    pub complete: bool,
}

/// What the parser asks of the rest of the VM: a name is an interned identifier word, never `tree::NONE`.
pub trait Names {
    /// The word of an identifier.
    fn intern(&mut self, text: &[u8]) -> Result<u32, NoMemory>;
}

/// Where the parser works: as many words as there are, see [`Stop`].
#[derive(Clone, Copy)]
pub struct Memory<'a> {
    /// For the tree of a statement.
    pub tree: &'a [Cell<u32>],
    /// For the open blocks, a word each: kept from call to call.
    pub blocks: &'a [Cell<u32>],
    /// Rules to be run at most: one takes some hundred instructions.
    pub rules: u32,
}

/// What the text is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// A module: statements to the end of the text.
    File,
    /// One statement typed at a prompt: a blank line ends it, and after its line or blocks comes `End`.
    Interactive,
    /// One expression, as for `eval`; it comes as a `Simple` statement `Expression`, then `End`.
    Expression,
}

/// Where in a line the next statement stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    /// At the start of a line.
    Line,
    /// After `;` or after the colon of a header: only simple statements may stand here.
    Middle,
    /// At the start of a line, which must be indented: it is the first after a header.
    Indent,
}

/// What `mark` keeps.
#[derive(Clone, Copy)]
struct State {
    /// The next byte of the window.
    at: u32,
    /// Where column 0 is, which may be before the window.
    line_start: u32,
    line: u32,
    /// The number of indented blocks.
    depth: u8,
    place: Place,
    /// The block that is all on its header's line, if we are in one or just after it.
    inline: Option<Block>,
    /// The block whose next clause comes now.
    clause: Option<Block>,
    /// The kind of the header or clause read last, and its line, for `Place::Indent`.
    header: Kind,
    header_line: u32,
    /// What kind of block that header starts.
    suite: Block,
    /// A decorator has been read, and what it decorates must follow.
    decorated: bool,
    /// A statement has been read.
    begun: bool,
}

/// What is to be done when the first rule of a statement has returned.
#[derive(Clone, Copy)]
enum After {
    /// A simple statement has been read.
    Simple,
    /// A clause after a block of this kind has been read; it starts a block of that kind.
    Clause(Block, Block),
    /// A statement has been read, after a decorator or not.
    Statement { decorated: bool },
}

/// What an event begins with.
enum Begun {
    /// That is all of it.
    Event(Statement),
    /// A rule is to be run, which is followed by something.
    Rule(u8, After),
}

/// A statement left half-way.
#[derive(Clone, Copy)]
struct Half {
    state: State,
    after: After,
    reader: Saved,
}

/// The state between two statements, and in a long one.
#[derive(Clone, Copy)]
pub struct Parser {
    state: State,
    /// The statement that follows has been read half-way.
    half: Option<Half>,
    mode: Mode,
    /// The line in which the window starts.
    window_line: u32,
    /// Words of the last tree.
    tree: u32,
}

/// A place to come back to: between two statements.
///
/// The open blocks are in the parser's memory: a mark is good as long as no block has been entered in place of one that was open at
/// the mark. So one can always come back from inside the statement that follows the mark, and from just after it.
#[derive(Clone, Copy)]
pub struct Mark(State);

impl State {
    /// Bytes before those that are read have been removed from the window.
    fn rebase(&mut self, dropped: u32) {
        self.at = self.at.saturating_sub(dropped);
        self.line_start = self.line_start.wrapping_sub(dropped);
    }
}

impl Parser {
    /// A parser at the start of a text.
    pub fn new(mode: Mode) -> Parser {
        let state = State {
            at: 0,
            line_start: 0,
            line: 1,
            depth: 0,
            place: Place::Line,
            inline: None,
            clause: None,
            header: Kind::Pass,
            header_line: 0,
            suite: Block::Plain,
            decorated: false,
            begun: false,
        };
        Parser { state, half: None, mode, window_line: 1, tree: 0 }
    }

    /// Reads one statement; its tree is in the memory until the next call. On `Stop` the parser has not moved, but it may
    /// have read a part of the statement.
    pub fn next(&mut self, source: &Source, names: &mut dyn Names, memory: Memory) -> Result<Statement, Stop> {
        let before = self.state;
        let half = self.half.take();
        if self.state.at == 0 && source.text.starts_with(b"\xef\xbb\xbf") {
            (self.state.at, self.state.line_start) = (3, 3);
        }
        let state = &self.state;
        let at = (state.at as usize).min(source.text.len());
        // Sign-extended, so that differences to `at` come out right when the line began before the window.
        let line_start = state.line_start as i32 as usize;
        let lexer = Lexer::new(source.text, source.complete, at, state.line, line_start);
        let mut reader = Reader::new(lexer, names, memory);
        let begun = match &half {
            Some(half) => {
                reader.load(&half.reader);
                self.state = half.state;
                Begun::Rule(half.reader.rule, half.after)
            }
            None => self.event(&mut reader),
        };
        let statement = match begun {
            Begun::Event(event) => event,
            Begun::Rule(rule, after) => {
                let rule = reader.run(rule);
                if rule != Rule::Done as u8 {
                    let half = Half { state: self.state, after, reader: reader.save(rule) };
                    (self.state, self.half) = (before, Some(half));
                    return Err(reader.why_half_way());
                }
                self.finish(&mut reader, after)
            }
        };
        let Some(halt) = reader.lexer.halt else {
            self.tree = reader.top as u32;
            return Ok(statement);
        };
        self.state = before;
        Err(match halt {
            Halt::Syntax => Stop::Syntax(reader.lexer.fault),
            Halt::Full => Stop::Full,
            Halt::Deep => Stop::Deep,
            Halt::Starved => Stop::Starved,
            Halt::NoMemory => Stop::NoMemory,
        })
    }

    /// How many words from the memory's start on the tree of the last statement takes.
    pub fn tree_words(&self) -> u32 {
        self.tree
    }

    /// The place before the next statement.
    pub fn mark(&self) -> Mark {
        Mark(self.state)
    }

    /// Goes back to a mark.
    pub fn rewind(&mut self, mark: Mark) {
        self.state = mark.0;
        self.half = None;
    }

    /// True if the statement that follows has been read half-way: all the memory is in use.
    pub fn is_half_way(&self) -> bool {
        self.half.is_some()
    }

    /// How many bytes of the window have been read; the text before may be dropped with `rebase`.
    pub fn position(&self) -> usize {
        self.state.at as usize
    }

    /// The number of the line in which the window starts.
    pub fn window_line(&self) -> u32 {
        self.window_line
    }

    /// Tells that the `dropped` bytes up to `position` have been removed from the window's start; older marks are void.
    pub fn rebase(&mut self, dropped: usize) {
        if dropped > 0 {
            self.window_line = self.state.line;
        }
        self.state.rebase(dropped as u32);
        if let Some(half) = &mut self.half {
            half.state.rebase(dropped as u32);
            half.reader.rebase(dropped as u32);
        }
    }

    /// Begins with the next event; an `End` where the reader has halted.
    fn event(&mut self, r: &mut Reader) -> Begun {
        if self.mode == Mode::Expression {
            return self.eval(r);
        }
        if self.state.place == Place::Middle {
            r.bump();
            if !matches!(r.lexer.token, Token::Newline | Token::End) {
                return Begun::Rule(r.begin(Rule::SimpleStatement), After::Simple);
            }
            self.state.place = Place::Line;
        }
        if self.mode == Mode::Interactive && self.state.begun && self.state.depth == 0 && !self.in_statement() {
            return Begun::Event(interactive_end(r));
        }
        self.store(r);
        let blank_ends = self.mode == Mode::Interactive && (self.state.depth > 0 || self.in_statement());
        let indentation = r.lexer.indentation(blank_ends && self.state.place == Place::Line);
        if r.lexer.halt.is_some() {
            return Begun::Event(Statement::End);
        }
        self.line(r, indentation)
    }

    /// Ends an event whose first rule has returned.
    fn finish(&mut self, r: &mut Reader, after: After) -> Statement {
        match after {
            After::Simple => self.end_of_simple(r),
            After::Clause(block, suite) => self.end_of_clause(r, block, suite),
            After::Statement { decorated } => self.end_of_statement(r, decorated),
        }
    }

    /// The event at the start of a line, after its indentation; none at the end of the text.
    fn line(&mut self, r: &mut Reader, indentation: Option<(u32, u32)>) -> Begun {
        let column = Column::new(indentation);
        if self.state.place == Place::Indent {
            self.indent(r, column, indentation.is_none());
            if self.state.suite == Block::Match {
                self.state.clause = Some(Block::Match);
            }
        } else if let Some(block) = self.state.inline.take() {
            return Begun::Event(self.block_end(r, block, column));
        } else if r.blocks.dedents(r, self.state.depth, column) {
            let block = r.blocks.kind(self.state.depth);
            self.state.depth = self.state.depth.saturating_sub(1);
            return Begun::Event(self.block_end(r, block, column));
        }
        r.bump();
        if let Some(block) = self.state.clause {
            return self.clause(r, block);
        }
        if indentation.is_some() {
            return self.statement(r);
        }
        if self.state.decorated {
            r.unexpected();
        }
        Begun::Event(Statement::End)
    }

    /// Keeps the place in the text.
    fn store(&mut self, r: &Reader) {
        self.state.at = r.lexer.at as u32;
        self.state.line = r.lexer.line;
        self.state.line_start = r.lexer.line_start as u32;
    }

    /// Whether a compound statement of one line is not known to be over.
    fn in_statement(&self) -> bool {
        let state = &self.state;
        state.inline.is_some() || state.clause.is_some() || state.place == Place::Indent || state.decorated
    }

    /// `eval: expressions NEWLINE* ENDMARKER`
    fn eval(&mut self, r: &mut Reader) -> Begun {
        r.bump();
        while r.at(Token::Newline) {
            r.bump();
        }
        if self.state.begun {
            if !r.at(Token::End) {
                r.unexpected();
            }
            return Begun::Event(Statement::End);
        }
        Begun::Rule(r.begin(Rule::EvalInput), After::Simple)
    }

    /// Enters the block after a header.
    fn indent(&mut self, r: &mut Reader, column: Column, at_end: bool) {
        if at_end || !r.blocks.indents(r, self.state.depth, column) {
            return self.no_block(r);
        }
        r.blocks.enter(r, self.state.depth, column, self.state.suite);
        self.state.depth += 1;
        self.state.place = Place::Line;
    }

    /// A header is followed by no block.
    #[cold]
    fn no_block(&mut self, r: &mut Reader) {
        let (text, argument) = missing(self.state.header, self.state.header_line);
        fail(r, ErrorClass::Indentation, text, argument);
    }

    /// A block is over; tells whether another clause of its statement follows.
    fn block_end(&mut self, r: &mut Reader, block: Block, column: Column) -> Statement {
        let same = r.blocks.is_at(self.state.depth, column);
        r.bump();
        if self.state.decorated {
            r.unexpected();
        }
        let mut more = false;
        if block == Block::Case {
            more = same && r.at_word("case");
            if same && !more {
                r.unexpected();
            }
            if !same {
                self.state.depth = self.state.depth.saturating_sub(1);
            }
        } else if same {
            more = follows(block, r).is_some();
        }
        if block == Block::Try && !more {
            r.fail_token("expected 'except' or 'finally' block");
        }
        self.state.clause = more.then_some(block);
        self.state.begun = true;
        Statement::BlockEnd { more }
    }

    /// A clause of a statement whose last block was of the given kind.
    fn clause(&mut self, r: &mut Reader, block: Block) -> Begun {
        if block == Block::Match && !r.at_word("case") {
            r.unexpected();
        }
        let suite = follows(block, r).unwrap_or(Block::Case);
        Begun::Rule(r.begin(Rule::Clause), After::Clause(block, suite))
    }

    /// After a clause
    fn end_of_clause(&mut self, r: &mut Reader, block: Block, suite: Block) -> Statement {
        self.state.clause = None;
        let suite = if r.kind() == Kind::Except { except(r, block) } else { suite };
        self.header(r, suite);
        Statement::Clause(r.value)
    }

    /// A statement at the start of a line.
    fn statement(&mut self, r: &mut Reader) -> Begun {
        let decorated = core::mem::take(&mut self.state.decorated);
        if decorated && !matches!(r.lexer.token, Token::At | Token::Def | Token::Class | Token::Async) {
            r.unexpected();
        }
        Begun::Rule(r.begin(Rule::Statement), After::Statement { decorated })
    }

    /// After a statement that stood at the start of a line
    fn end_of_statement(&mut self, r: &mut Reader, decorated: bool) -> Statement {
        let kind = r.kind();
        if kind == Kind::Decorator {
            if !r.at(Token::Newline) {
                r.unexpected();
            }
            self.state.decorated = true;
            self.store(r);
            return Statement::Decorator(r.value);
        }
        if decorated && !matches!(kind, Kind::Def | Kind::Class) {
            r.fail_value("invalid syntax", Argument::None);
        }
        let Some(suite) = suite_of(kind) else { return self.end_of_simple(r) };
        self.header(r, suite);
        Statement::Header(r.value)
    }

    /// `simple_stmts: simple_stmt (';' simple_stmt)* [';'] NEWLINE`: after a statement
    fn end_of_simple(&mut self, r: &mut Reader) -> Statement {
        self.state.place = match r.lexer.token {
            Token::Semicolon if self.mode != Mode::Expression => Place::Middle,
            Token::Newline | Token::End => Place::Line,
            _ => {
                r.unexpected();
                Place::Line
            }
        };
        self.state.begun = true;
        self.store(r);
        Statement::Simple(r.value)
    }

    /// `':' block`: after a header
    fn header(&mut self, r: &mut Reader, suite: Block) {
        if !r.at(Token::Colon) {
            no_colon(r);
        }
        self.state.header = r.kind();
        self.state.header_line = r.tree().position(r.value).line();
        self.state.suite = suite;
        r.bump();
        if matches!(r.lexer.token, Token::Newline | Token::End) {
            self.state.place = Place::Indent;
            return self.store(r);
        }
        if suite == Block::Match {
            r.unexpected();
        }
        self.state.place = Place::Middle;
        self.state.inline = Some(suite);
        // The token is read again: the place is before it.
        self.state.at = r.lexer.start as u32;
        self.state.line = r.lexer.line;
        self.state.line_start = self.state.at.wrapping_sub(r.lexer.position.column());
    }
}

/// After the one statement of a prompt.
fn interactive_end(r: &mut Reader) -> Statement {
    let blank = r.lexer.text.get(r.lexer.at..).unwrap_or(&[]).iter().all(u8::is_ascii_whitespace);
    if !blank && r.lexer.indentation(false).is_some() {
        r.fail_token("multiple statements found while compiling a single statement");
    }
    Statement::End
}
