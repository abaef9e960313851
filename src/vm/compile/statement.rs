//! Events of the parser: simple statements, and the heads, clauses and ends of blocks.

use super::frame::{Frame, Task};
use super::scope::{NO_SCOPE, ScopeKind};
use super::unit::UnitKind;
use super::{Done, Work, hidden, scratch};
use crate::vm::code::Flags;
use crate::vm::code::op::Op;
use crate::vm::name;
use crate::vm::syntax::tree::PARENTHESISED;
use crate::vm::syntax::{Argument, Kind, Mode, Node, Statement};
use crate::vm::value::Value;

/// The events by number, for their frames.
const SIMPLE: u8 = 0;
const DECORATOR: u8 = 1;
const HEADER: u8 = 2;
const CLAUSE: u8 = 3;
const BLOCK_END: u8 = 4;
const END: u8 = 5;
/// Code units without a step of the budget.
const PACE: u32 = 128;

impl Work<'_, '_> {
    /// Pushes an event as a task.
    pub(super) fn push_event(&mut self, event: Statement) {
        let (a, node) = match event {
            Statement::Simple(node) => (SIMPLE, node),
            Statement::Decorator(node) => (DECORATOR, node),
            Statement::Header(node) => (HEADER, node),
            Statement::Clause(node) => (CLAUSE, node),
            Statement::BlockEnd { more } => (BLOCK_END, Node(more.into())),
            Statement::End => (END, Node(0)),
        };
        self.push(Frame { a, x: node.0, ..Frame::new(Task::Event) });
    }

    /// Takes an event of the parser.
    pub(super) fn event(&mut self, frame: Frame) -> Done {
        let node = Node(frame.x);
        if self.state.scanning {
            return self.scan_event(match frame.a {
                SIMPLE => Statement::Simple(node),
                DECORATOR => Statement::Decorator(node),
                HEADER => Statement::Header(node),
                CLAUSE => Statement::Clause(node),
                BLOCK_END => Statement::BlockEnd { more: frame.x != 0 },
                _ => Statement::End,
            });
        }
        match frame.a {
            SIMPLE => {
                self.pace();
                self.simple(node)
            }
            DECORATOR => {
                self.state.unit.doc = false;
                self.at(node);
                self.decorator(node)
            }
            HEADER => self.header(node),
            CLAUSE => self.block_clause(node),
            BLOCK_END => self.block_end(frame.x != 0),
            _ => {
                self.push(Frame::new(Task::ModuleEnd));
                Ok(())
            }
        }
    }

    /// Counts a step of the budget where much code has come since the last one: it may have no loop and no call.
    fn pace(&mut self) {
        let state = &mut *self.state;
        state.paced = state.paced.min(state.code);
        if state.code - state.paced > PACE && !state.unit.dead {
            state.paced = state.code;
            self.emit(Op::Turn, 0, 0, 0);
        }
    }

    /// The end of the text.
    pub(super) fn module_end(&mut self) -> Done {
        self.emit(Op::ReturnNone, 0, 0, 0);
        self.state.tree = 0;
        let code = self.finish_unit()?;
        self.heap.set(self.tables, scratch::RESULT, Value::reference(code));
        self.state.ended = true;
        Ok(())
    }

    /// Drops scopes that are not needed any more.
    pub(super) fn statement_end(&mut self, frame: Frame) {
        self.state.scopes = frame.x;
        if frame.x == 0 {
            self.state.covered = false;
        }
    }

    /// The header of a compound statement. Outermost functions are scanned first.
    fn header(&mut self, node: Node) -> Done {
        self.state.future = false;
        self.state.unit.doc = false;
        let kind = self.tree().kind(node);
        let scanned = self.state.scanned;
        let outside = self.state.unit.scope == NO_SCOPE && !self.state.covered;
        let in_loop = self.state.unit.block != 0;
        let is_generic = kind == Kind::Class && self.tree().child(node, 1).is_some();
        if outside && !scanned && (kind == Kind::Def || kind == Kind::Try && in_loop || is_generic) {
            self.begin_scan();
            return self.scan_event(Statement::Header(node));
        }
        self.at(node);
        self.block_header(node, kind, scanned)?;
        if scanned {
            (self.state.scanned, self.state.covered) = (false, true);
        }
        Ok(())
    }

    fn block_header(&mut self, node: Node, kind: Kind, scanned: bool) -> Done {
        match kind {
            Kind::If => self.if_header(node),
            Kind::While => self.while_header(node),
            Kind::For => self.for_header(node),
            Kind::Try => self.try_header(node, scanned),
            Kind::With => self.with_header(node),
            Kind::Match => self.match_header(node),
            Kind::Def => self.def(node, scanned),
            _ => self.class(node, scanned),
        }
    }

    /// A clause of the block on top.
    fn block_clause(&mut self, node: Node) -> Done {
        self.at(node);
        let kind = self.tree().kind(node);
        match kind {
            Kind::Elif => {
                let (test, next) = (self.tree().child(node, 0), self.state.stack - 1);
                if let Some(test) = test {
                    self.push_jump(test, false, next);
                }
                Ok(())
            }
            Kind::Else => self.else_clause(),
            Kind::Except => self.except_clause(node),
            Kind::Finally => self.finally_clause(),
            Kind::Case => self.case_clause(node),
            _ => Ok(()),
        }
    }

    fn else_clause(&mut self) -> Done {
        match self.frame(self.state.stack).task {
            Task::Try => return self.try_else(),
            Task::Loop => self.loop_else(),
            _ => {}
        }
        Ok(())
    }

    /// The end of a body; if `more`, a clause follows.
    fn block_end(&mut self, more: bool) -> Done {
        let at = self.state.stack;
        match self.frame(at).task {
            Task::If => {
                if more {
                    self.jump(Op::Jump, 0, 0, at - 2);
                    self.bind(at - 1);
                } else {
                    self.state.stack = at - 1;
                }
            }
            Task::Loop => self.loop_end(more),
            Task::Try | Task::Suite => return self.try_end(more),
            Task::Finally => self.finally_end(),
            Task::With => self.with_end(),
            Task::Match => self.match_end(more),
            // Def and Class.
            _ => self.state.stack = at - 1,
        }
        Ok(())
    }

    fn if_header(&mut self, node: Node) -> Done {
        self.push_label();
        let next = self.push_label();
        self.push(Frame::new(Task::If));
        if let Some(test) = self.tree().child(node, 0) {
            self.push_jump(test, false, next);
        }
        Ok(())
    }

    /// A simple statement.
    fn simple(&mut self, node: Node) -> Done {
        self.at(node);
        let kind = self.tree().kind(node);
        let doc = core::mem::replace(&mut self.state.unit.doc, false);
        if !(doc && kind == Kind::Expression) && kind != Kind::ImportFrom {
            self.state.future = false;
        }
        match kind {
            Kind::Expression => self.expression_statement(node, doc),
            Kind::Assign => self.assign(node),
            Kind::AugmentedAssign => self.augmented_assign(node),
            Kind::AnnotatedAssign => self.annotated_assign(node),
            Kind::Return => self.return_statement(node),
            Kind::Delete => self.delete_children(node),
            Kind::Break | Kind::Continue => self.break_or_continue(node, kind),
            Kind::Raise => self.raise(node),
            Kind::Assert => self.assert(node),
            Kind::Nonlocal if self.state.unit.kind == UnitKind::Module => {
                self.fail("nonlocal declaration not allowed at module level", Argument::None, node)
            }
            Kind::Global if self.state.unit.kind == UnitKind::Class && self.state.unit.scope == NO_SCOPE => Ok(()),
            Kind::Import => {
                self.push(Frame { x: node.0, ..Frame::new(Task::Import) });
                Ok(())
            }
            Kind::ImportFrom => self.import_from(node),
            Kind::TypeAlias => self.type_alias(node),
            _ => Ok(()),
        }
    }

    fn expression_statement(&mut self, node: Node, doc: bool) -> Done {
        let Some(value) = self.tree().child(node, 0) else { return Ok(()) };
        let unit = self.state.unit;
        if self.state.mode == Mode::Expression && unit.kind == UnitKind::Module {
            self.push_release();
            let value = self.operand(value, false, None)?;
            self.push_emit(Op::Return, [value.register, 0, 0], 0, 0xff);
            self.push_operand(value);
            return Ok(());
        }
        if doc
            && self.tree().kind(value) == Kind::String
            && (self.state.mode == Mode::File || unit.kind != UnitKind::Module)
        {
            return self.docstring(value);
        }
        if self.state.mode == Mode::Interactive && unit.kind == UnitKind::Module {
            self.push_release();
            let value = self.operand(value, false, None)?;
            self.push_emit(Op::Display, [value.register, 0, 0], 0, 0xff);
            self.push_operand(value);
            return Ok(());
        }
        self.effect(value)
    }

    fn docstring(&mut self, node: Node) -> Done {
        if !self.state.options.docstrings || self.state.options.optimize > 1 {
            return Ok(());
        }
        let value = self.literal(node)?.unwrap_or(Value::NONE);
        if self.state.unit.is_function() {
            if self.state.values == self.state.unit.constants && !self.state.unit.dead {
                self.push_value(value);
                self.state.unit.flags |= Flags::DOC;
            }
            return Ok(());
        }
        let top = self.state.unit.top;
        let register = self.temporary()?;
        self.load_constant(value, register)?;
        self.store_name(name::__DOC__, register)?;
        self.state.unit.top = top;
        Ok(())
    }

    fn raise(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (exception, cause) = (tree.child(node, 0), tree.child(node, 1));
        let Some(exception) = exception else { return self.raise_again() };
        self.push_release();
        let rebinding = cause.is_some();
        let exception = self.operand(exception, rebinding, None)?;
        match cause {
            Some(cause) => {
                let cause = self.operand(cause, false, None)?;
                self.push_emit(Op::RaiseFrom, [exception.register, cause.register, 0], 0, 0xff);
                self.push_operand(cause);
            }
            None => self.push_emit(Op::Raise, [exception.register, 0, 0], 0, 0xff),
        }
        self.push_operand(exception);
        Ok(())
    }

    fn assert(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (Some(test), message) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        if self.state.options.optimize > 0 {
            return Ok(());
        }
        let label = self.push_label();
        self.push_release();
        let message = message.map_or(u32::MAX, |message| message.0);
        let z = self.state.unit.line;
        self.push(Frame { x: message, z, ..Frame::new(Task::AssertFail) });
        self.push_jump(test, true, label);
        Ok(())
    }

    /// Raises `AssertionError`, with the message x if there is one.
    pub(super) fn assert_fail(&mut self, frame: Frame) -> Done {
        self.state.unit.line = frame.z;
        let constant = self.constant(hidden::ASSERTION_ERROR)?;
        let base = self.temporary()?;
        self.emit_wide(Op::LoadConst, base, 0, 0, constant);
        self.push_emit(Op::Raise, [base, 0, 0], 0, 0xff);
        if frame.x != u32::MAX {
            let argument = base + super::call::CALL_GAP;
            self.push_emit(Op::Call, [base, base, 1], 0, 0xff);
            self.push_into_at(Node(frame.x), argument, argument + 1);
        }
        Ok(())
    }

    /// True if the `try` statement of a header has a `finally`, as far as is known.
    pub(super) fn may_have_finally(&mut self, node: Node) -> bool {
        if self.state.unit.scope == NO_SCOPE && !self.state.covered && !self.state.scanned {
            return true;
        }
        let (position, parent) = (self.tree().position(node), self.state.unit.scope);
        self.take_scope(ScopeKind::Finally, position, parent) != NO_SCOPE
    }

    /// True for a name in parentheses, which an annotation does not declare.
    pub(super) fn is_parenthesised(&self, node: Node) -> bool {
        self.tree().has(node, PARENTHESISED)
    }
}
