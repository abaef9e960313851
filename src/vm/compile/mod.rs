//! Trees to register code, one event of the parser at a time.
//!
//! | file | what |
//! |--|--|
//! | `compilation` | a compilation as a block of the heap: all that others know of this room |
//! | `frame` | the compiler's stack: tasks, labels, open blocks |
//! | `view`, `scratch` | the statement's tree, the compiler's tables in the heap |
//! | `unit` | the function being compiled and its code block |
//! | `scope`, `scan` | which name is what, found out before an outermost function is compiled |
//! | `emit` | instructions, labels, lines, regions |
//! | `variable`, `constant` | names and constants |
//! | `expression`, `condition`, `call`, `display`, `text`, `comprehension` | expressions |
//! | `statement`, `target`, `annotation`, `function`, `import` | statements |
//! | `loops`, `leave`, `except`, `finally`, `with`, `pattern` | blocks |
//! | `hidden` | the built-ins that compiled code calls and scripts cannot name |
//!
//! Nothing recurses: the stack holds tasks, and `Work::run` performs them. A task that lacks memory leaves everything as
//! it was, so `step` may be called again after a collection. Between two steps blocks may move: all that outlives a step
//! is in the block that `open` gives and in what that refers to.

mod annotation;
mod call;
mod compilation;
mod comprehension;
mod condition;
mod constant;
mod display;
mod emit;
mod event;
mod except;
mod expression;
mod finally;
mod frame;
mod function;
pub mod hidden;
mod import;
mod leave;
mod loops;
mod pattern;
mod scan;
mod scope;
mod scratch;
mod statement;
mod target;
mod text;
mod types;
mod unit;
mod variable;
mod view;
mod with;

#[cfg(test)]
mod tests;

pub use compilation::{Order, close, consume, file, globals, open, result, source, step, window_line};

use super::heap::Heap;
use super::name::{self, Name};
use super::raise::Outcome;
use super::syntax::{
    Argument, ErrorClass, Kind, Mark, Memory, Mode, Names, NoMemory, Node, Parser, Position, Source, Statement,
    Stop as Halted, SyntaxError,
};
use super::value::{Ref, Value};
use core::cell::Cell;
use frame::{Frame, Task};
use scratch::Need;
use unit::{Unit, UnitKind};
use view::View;

/// What the text is compiled for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A module: its globals are slots of the dict given.
    Module,
    /// `exec` and `eval`: globals are looked up by name; the text's own level reads and writes the namespace that is
    /// its one argument, in register 0.
    Names,
}

/// What the compiler may leave out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// 1: no `assert`, and `__debug__` is false.
    pub optimize: u8,
    /// Keep docstrings.
    pub docstrings: bool,
    /// Write line tables.
    pub lines: bool,
    /// Functions, class bodies and modules get `__annotations__`.
    pub annotations: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { optimize: 0, docstrings: true, lines: true, annotations: true }
    }
}

/// How far a step came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Call again.
    More,
    /// The window of text ended: add text.
    Starved,
    /// The code block of the whole text.
    Done(Ref),
}

/// Why a step did not end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CompileStop {
    /// The heap is full. Nothing is lost: collect and call again.
    Memory,
    /// The text is no program.
    Syntax(SyntaxError),
}

/// What the compiler asks of the rest of the VM.
pub trait Environment {
    /// The slot of a global in a module's dict, made if there is none.
    fn slot(&mut self, heap: &mut Heap, dict: Ref, name: Name) -> Outcome<u16>;
    /// The row of a built-in, if the name is one's.
    fn builtin(&self, name: Name) -> Option<u16>;
}

/// Why a task stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Pause {
    /// The heap is full.
    Memory,
    /// The error stands in `Work::error`.
    Syntax,
    /// More text is needed.
    Starved,
    /// A table lacks room that can be made between two tasks only.
    Again,
    /// Enough has been done at a time.
    Turn,
}

type Done<T = ()> = Result<T, Pause>;

/// Tasks performed in one step: some thousand instructions.
const TASKS: u32 = 24;

/// A compilation under way, beside its tables: it lies in a block of the heap, too.
struct Compiler {
    parser: Parser,
    /// The place before the last event outside scans, to which a scan goes back.
    mark: Mark,
    target: Target,
    mode: Mode,
    options: Options,
    file: Name,
    unit: Unit,
    /// Frames in use.
    stack: u32,
    /// Code units in use.
    code: u32,
    /// Values in use.
    values: u32,
    /// Bytes of line tables in use.
    lines: u32,
    /// Entries of exception tables in use.
    handlers: u32,
    /// Entries of scopes in use.
    scopes: u32,
    /// The event that has been read, if there was no room for its task.
    event: Option<Statement>,
    /// The statement is to be read without a pause: it was half-way when there was no room for a name.
    at_a_stretch: bool,
    /// Words of the tree in use.
    tree: u32,
    /// The code unit where the last step of the budget was counted between statements.
    paced: u32,
    /// Where each table starts in the workspace, and where the last one ends.
    starts: [u16; scratch::TABLES + 1],
    /// Words that tables want to have; 0: as many as they have.
    want: [u16; scratch::TABLES],
    /// What no table uses has been given back for the task under way.
    squeezed: bool,
    /// Scopes of the outermost function are being collected.
    scanning: bool,
    /// The next header has been scanned.
    scanned: bool,
    /// The scope that names belong to during the scan.
    scan_scope: u32,
    /// The name of the class around during the scan, or 0.
    scan_class: u32,
    /// The function scanned is directly in a class body, or in a comprehension or lambda there.
    scan_in_class: bool,
    /// Everything up to the end of the statement under way has been scanned.
    covered: bool,
    /// `from __future__` may still come.
    future: bool,
    /// Annotations are not evaluated: `from __future__ import annotations`.
    future_annotations: bool,
    /// How deep a pattern is in alternatives: 1 in first ones, 2 in others.
    alternatives: u32,
    /// Names that the pattern has captured so far.
    captures: u32,
    /// The text is over.
    ended: bool,
}

/// What a task that fails puts back.
#[derive(Clone, Copy)]
struct Checkpoint {
    unit: Unit,
    stack: u32,
    code: u32,
    values: u32,
    lines: u32,
    handlers: u32,
    scopes: u32,
    paced: u32,
    alternatives: u32,
    captures: u32,
}

/// A step at work.
struct Work<'a, 'm> {
    /// The statement's tree, which stays where it is during a task.
    tree: View<'m>,
    /// The tuple that is the compilation.
    tables: Ref,
    /// The workspace.
    at: Ref,
    /// Its words.
    cells: &'m [Cell<u32>],
    /// Up to where its tables may be filled.
    limits: scratch::Limits,
    state: &'a mut Compiler,
    heap: &'a mut Heap<'m>,
    environment: &'a mut dyn Environment,
    /// What `Pause::Syntax` is about.
    error: &'a mut SyntaxError,
}

/// What stands where there is no error.
fn no_error() -> SyntaxError {
    SyntaxError {
        class: ErrorClass::Syntax,
        text: "",
        argument: Argument::None,
        at: Position::new(0, 0),
        end: Position::new(0, 0),
    }
}

impl Compiler {
    fn new(order: &Order) -> Compiler {
        let parser = Parser::new(order.mode);
        Compiler {
            mark: parser.mark(),
            parser,
            target: order.target,
            mode: order.mode,
            options: order.options,
            file: order.file,
            unit: Unit::new(),
            stack: 0,
            code: 0,
            values: 0,
            lines: 0,
            handlers: 0,
            scopes: 0,
            event: None,
            at_a_stretch: false,
            tree: 0,
            paced: 0,
            starts: scratch::first_starts(),
            want: [0; scratch::TABLES],
            squeezed: false,
            scanning: false,
            scanned: false,
            scan_scope: scope::NO_SCOPE,
            scan_class: 0,
            scan_in_class: false,
            covered: false,
            future: true,
            future_annotations: false,
            alternatives: 0,
            captures: 0,
            ended: false,
        }
    }
}

impl<'a, 'm> Work<'a, 'm> {
    fn new(
        heap: &'a mut Heap<'m>,
        tables: Ref,
        state: &'a mut Compiler,
        environment: &'a mut dyn Environment,
        error: &'a mut SyntaxError,
    ) -> Work<'a, 'm> {
        let limits = scratch::Limits::default();
        Work { tree: View::new(&[]), tables, at: Ref::NONE, cells: &[], limits, state, heap, environment, error }
    }

    /// Starts the module's unit.
    fn begin(&mut self) -> Done {
        self.look();
        self.reserve_between(Need::LITTLE)?;
        self.start_unit(UnitKind::Module, scope::NO_SCOPE, Value::name(name::IN_MODULE));
        let unit = &mut self.state.unit;
        (unit.line, unit.line_written, unit.first_line) = (1, 1, 1);
        if self.state.target == Target::Names {
            let unit = &mut self.state.unit;
            unit.flags = super::code::Flags::NAMES;
            (unit.parameters, unit.fixed, unit.top, unit.peak) = (1, 1, 1, 1);
            self.push_value(Value::name(name::DOT_ZERO));
            self.state.unit.constants += 1;
        }
        self.push(Frame::new(Task::Module));
        self.note_values();
        Ok(())
    }

    /// Performs what is left over, then one event.
    fn advance(&mut self, source: &Source) -> Done {
        self.run()?;
        if self.state.ended {
            return Ok(());
        }
        let event = match self.state.event {
            Some(event) => event,
            None => {
                if !self.state.scanning {
                    self.state.mark = self.state.parser.mark();
                }
                self.next_event(source)?
            }
        };
        // Room that is made for it is there at the next attempt only: it must not be read again before.
        self.state.event = Some(event);
        self.reserve_between(self.need_of_event(event))?;
        self.state.event = None;
        self.push_event(event);
        self.run()
    }

    /// Performs tasks until one waits for an event.
    fn run(&mut self) -> Done {
        for _ in 0..TASKS {
            let top = self.state.stack;
            let frame = self.frame(top);
            if frame.task.waits() || self.state.ended {
                return Ok(());
            }
            match self.attempt(top, frame) {
                Ok(()) => {}
                Err(Pause::Again) => self.make_space()?,
                Err(Pause::Memory) if self.squeeze(false) => {}
                Err(pause) => {
                    self.forget_wants();
                    return Err(pause);
                }
            }
        }
        Err(Pause::Turn)
    }

    /// Performs the task on top, all of it or nothing.
    fn attempt(&mut self, top: u32, frame: Frame) -> Done {
        self.reserve(self.need_of(frame))?;
        let before = self.checkpoint();
        self.state.stack = top - 1;
        if let Err(pause) = self.perform(frame) {
            self.restore(before);
            self.set_frame(top, frame);
            return Err(pause);
        }
        if !self.is_within_limits() {
            return self.fail_here("expression is too complex");
        }
        self.forget_wants();
        Ok(())
    }

    /// What the task of an event needs.
    fn need_of_event(&self, event: Statement) -> Need {
        match event {
            Statement::Simple(_) if self.state.scanning => Need::LITTLE,
            Statement::Simple(node) => match self.tree().kind(node) {
                Kind::Expression => Need::LITTLE,
                Kind::Assign | Kind::AugmentedAssign | Kind::Return | Kind::Pass => Need::SOME,
                _ => Need::MOST,
            },
            Statement::End => Need::LITTLE,
            _ => Need::MOST,
        }
    }

    /// What a task needs: little only if that has been made sure of.
    fn need_of(&self, frame: Frame) -> Need {
        match frame.task {
            Task::Into | Task::Effect => match self.tree().kind(Node(frame.x)) {
                Kind::Name
                | Kind::Call
                | Kind::String
                | Kind::Int
                | Kind::Attribute
                | Kind::Binary
                | Kind::Subscript => Need::LITTLE,
                _ => Need::MOST,
            },
            Task::CallArguments | Task::Release | Task::Emit | Task::Event | Task::ModuleEnd | Task::Label => {
                Need::LITTLE
            }
            Task::Store | Task::StoreName | Task::MarkBound | Task::Check | Task::StatementEnd | Task::UnitEnd => {
                Need::LITTLE
            }
            Task::EnterFunction | Task::Defaults | Task::Jump | Task::JumpTo | Task::JumpRegister => Need::SOME,
            Task::Scan | Task::ScanScope | Task::ScanLeave | Task::ScanSettle => Need::SCAN,
            Task::WithAfter | Task::WithHandler | Task::WithClose | Task::TryClose | Task::Leave => Need::BLOCK,
            Task::FinallyClose | Task::FinallyExit | Task::FinallyHandlers => Need::BLOCK,
            _ => Need::MOST,
        }
    }

    fn checkpoint(&self) -> Checkpoint {
        let Compiler { unit, stack, code, values, lines, handlers, scopes, paced, .. } = *self.state;
        let Compiler { alternatives, captures, .. } = *self.state;
        Checkpoint { unit, stack, code, values, lines, handlers, scopes, paced, alternatives, captures }
    }

    fn restore(&mut self, to: Checkpoint) {
        let state = &mut *self.state;
        (state.unit, state.stack, state.code, state.values) = (to.unit, to.stack, to.code, to.values);
        (state.lines, state.handlers, state.scopes, state.paced) = (to.lines, to.handlers, to.scopes, to.paced);
        (state.alternatives, state.captures) = (to.alternatives, to.captures);
    }

    /// The statement's tree.
    fn tree(&self) -> View<'m> {
        self.tree
    }

    /// A syntax error at a node.
    #[cold]
    #[inline(never)]
    fn fail<T>(&mut self, text: &'static str, argument: Argument, node: Node) -> Done<T> {
        let at = self.tree().position(node);
        *self.error = SyntaxError { class: ErrorClass::Syntax, text, argument, at, end: at };
        Err(Pause::Syntax)
    }

    /// A syntax error on the current line.
    #[cold]
    #[inline(never)]
    fn fail_here<T>(&mut self, text: &'static str) -> Done<T> {
        let at = Position::new(self.state.unit.line, 0);
        *self.error = SyntaxError { class: ErrorClass::Syntax, text, argument: Argument::None, at, end: at };
        Err(Pause::Syntax)
    }

    /// Performs a task. Whatever may fail comes before anything that cannot be undone by a checkpoint.
    fn perform(&mut self, frame: Frame) -> Done {
        let node = Node(frame.x);
        match frame.task {
            Task::Nothing => {}
            Task::Label => self.bind_frame(frame),
            Task::Release => self.state.unit.top = frame.a,
            Task::Emit => self.emit_task(frame),
            Task::Into => return self.task_into(frame),
            Task::Effect => return self.effect(node),
            Task::Jump => return self.jump_if(node, frame.a != 0, frame.y),
            Task::JumpTo => self.jump(super::code::Op::Jump, 0, 0, frame.y),
            Task::JumpRegister => self.jump_register(frame),
            Task::ChainNext => return self.chain_next(frame),
            Task::ChainLast => return self.chain_last(frame),
            Task::Check if frame.b != 0 => return self.load_name(Name::from_bits(frame.x), frame.a),
            Task::Check => return self.check(frame.a, Name::from_bits(frame.x)),
            Task::Store => return self.store(node, frame.a),
            Task::StoreAll => return self.store_all(frame),
            Task::StoreItems => return self.store_items(frame),
            Task::StoreName => return self.store_name(Name::from_bits(frame.x), frame.a),
            Task::MarkBound => self.mark_bound(frame.a),
            Task::Delete => return self.delete(node),
            Task::CallArguments => return self.call_arguments(frame),
            Task::SpreadKeywords => return self.spread_keywords(frame),
            Task::LiteralItems => return self.literal_items(frame),
            Task::DisplayItems => return self.display_items(frame),
            Task::DictItems => return self.dict_items(frame),
            Task::StringParts => return self.string_parts(frame),
            Task::ConstantTuple => return self.constant_tuple(frame),
            Task::Await => return self.await_register(frame.a),
            Task::Clause => return self.clause(frame),
            Task::ClauseLoop => return self.clause_loop(frame),
            Task::Element => return self.element(frame),
            Task::ClauseEnd => return self.clause_end(frame),
            Task::ComprehensionEnd => self.comprehension_end(frame),
            Task::EnterLambda => return self.enter_lambda(frame),
            Task::UnitEnd => return self.unit_end(frame),
            Task::Decorate => self.decorate(frame),
            Task::Defaults => return self.defaults(frame),
            Task::EnterFunction => return self.enter_function(frame),
            Task::EnterClass => return self.enter_class(frame),
            Task::ClassCall => return self.class_call(frame),
            Task::Augment => {
                let operator = super::syntax::tree::BinaryOperator::of_word(frame.b.into());
                return self.augment(operator, frame.a, frame.a, node);
            }
            Task::Leave => return self.leave(frame),
            Task::Reopen => self.reopen(frame.x),
            Task::TryClose => return self.try_close(frame),
            Task::WithItem => return self.with_item(frame),
            Task::WithEnter => return self.with_enter(frame),
            Task::WithOpen => self.with_open(frame),
            Task::WithClose => return self.with_close(frame),
            Task::WithHandler => return self.with_handler(frame),
            Task::WithAfter => self.with_after(frame),
            Task::FinallyOpen => self.finally_open(frame),
            Task::FinallyClose => self.finally_close(frame),
            Task::FinallyExit => self.finally_exit(frame),
            Task::FinallyHandlers => return self.finally_handlers(frame),
            Task::ExceptMatch => return self.except_match(frame),
            Task::StarMatch => return self.star_match(frame),
            Task::ExceptOpen => return self.except_open(frame),
            Task::ForLoop => return self.for_loop(frame),
            Task::Pattern => return self.pattern(frame),
            Task::PatternItems => return self.pattern_items(frame),
            Task::PatternOr => return self.pattern_or(frame),
            Task::PatternMapping => return self.pattern_mapping(frame),
            Task::PatternStore => return self.pattern_store(frame),
            Task::PatternGuard => return self.pattern_guard(frame),
            Task::AssertFail => return self.assert_fail(frame),
            Task::ImportNames => return self.import_names(frame),
            Task::Import => return self.import_modules(frame),
            Task::Event => return self.event(frame),
            Task::Scan => return self.scan(frame),
            Task::ScanScope => return self.scan_scope(frame),
            Task::ScanLeave => return self.scan_leave(frame),
            Task::ScanSettle => return self.scan_settle(),
            Task::ScanExpression => return self.scan_expression(frame.x),
            Task::StatementEnd => self.statement_end(frame),
            Task::TypeVariable => return self.type_variable(frame),
            Task::TypeTuple => return self.type_tuple(frame),
            Task::TypeKeyword => return self.type_keyword(frame),
            Task::TypeEnd => return self.type_end(frame),
            Task::ModuleEnd => return self.module_end(),
            Task::Module
            | Task::If
            | Task::Loop
            | Task::Try
            | Task::Suite
            | Task::Finally
            | Task::With
            | Task::Match
            | Task::Def
            | Task::Class
            | Task::Decorator
            | Task::ScanBlock => {}
        }
        Ok(())
    }

    /// Binds the label whose frame has just been taken from the top: it is still there to be read.
    fn bind_frame(&mut self, frame: Frame) {
        let _ = frame;
        self.bind(self.state.stack + 1);
    }
}
