//! The scan before an outermost function: the same events of the parser, of which only the names are recorded.

use super::frame::{Frame, Task};
use super::scope::{BOUND, DELETED, GLOBAL, NO_SCOPE, NONLOCAL, PARAMETER, REBOUND, ScopeKind, USED};
use super::{Done, Pause, Work};
use crate::vm::name::{self, Name};
use crate::vm::syntax::tree::{self, ParameterKind};
use crate::vm::syntax::{Argument, ErrorClass, Kind, Node, Position, Statement, SyntaxError};

/// How a name is meant: read.
const LOAD: u8 = 0;
/// How a name is meant: assigned to.
const STORE: u8 = 1;
/// How a name is meant: deleted.
const DELETE: u8 = 2;

/// What a `ScanScope` frame enters.
const ENTER_FUNCTION: u8 = 0;
const ENTER_CLASS: u8 = 1;
const ENTER_LAMBDA: u8 = 2;
const ENTER_COMPREHENSION: u8 = 3;
const CLAUSES: u8 = 4;
const ENTER_TYPES: u8 = 5;
const ENTER_THUNK: u8 = 6;

/// The kinds of parameters in the order of their registers.
pub(super) const PARAMETER_ORDER: [&[ParameterKind]; 4] = [
    &[ParameterKind::PositionalOnly, ParameterKind::Normal],
    &[ParameterKind::KeywordOnly],
    &[ParameterKind::Star],
    &[ParameterKind::DoubleStar],
];

impl Work<'_, '_> {
    /// Starts the scan of the compound statement whose header was just read.
    pub(super) fn begin_scan(&mut self) {
        self.start_scan(self.state.unit.kind == super::unit::UnitKind::Class);
        self.push(Frame::new(Task::ScanSettle));
    }

    fn start_scan(&mut self, in_class: bool) {
        let state = &mut *self.state;
        state.scanning = true;
        state.scan_scope = NO_SCOPE;
        state.scan_class = state.unit.class;
        state.scan_in_class = in_class;
    }

    /// Scans an expression outside functions that has scopes of its own, then performs `next`, which compiles it.
    pub(super) fn scan_then(&mut self, node: Node, next: Frame) {
        let in_class = self.state.unit.kind == super::unit::UnitKind::Class;
        self.start_scan(in_class);
        let first = self.state.scopes;
        self.push(Frame { x: first, ..Frame::new(Task::StatementEnd) });
        self.push(next);
        self.push(Frame { x: first, ..Frame::new(Task::ScanExpression) });
        self.push_scan(node, LOAD);
    }

    /// Ends the scan of an expression.
    pub(super) fn scan_expression(&mut self, first: u32) -> Done {
        self.settle(first)?;
        self.state.scanning = false;
        Ok(())
    }

    /// Ends the scan of a statement and goes back to its header.
    pub(super) fn scan_settle(&mut self) -> Done {
        self.settle(0)?;
        let mark = self.state.mark;
        self.state.parser.rewind(mark);
        self.state.scanning = false;
        self.state.scanned = true;
        Ok(())
    }

    /// Takes an event of the parser.
    pub(super) fn scan_event(&mut self, event: Statement) -> Done {
        match event {
            Statement::Simple(node) | Statement::Decorator(node) => self.push_scan(node, LOAD),
            Statement::Clause(node) if self.tree().kind(node) == Kind::Finally => return self.scan_finally(),
            Statement::Clause(node) => self.push_scan(node, LOAD),
            Statement::Header(node) => self.scan_header(node)?,
            Statement::BlockEnd { more: true } | Statement::End => {}
            Statement::BlockEnd { more: false } => {
                let frame = self.frame(self.state.stack);
                self.state.stack -= 1;
                self.state.scan_scope = frame.x;
                self.state.scan_class = frame.y;
            }
        }
        Ok(())
    }

    fn push_scan(&mut self, node: Node, mode: u8) {
        self.push(Frame { a: mode, x: node.0, ..Frame::new(Task::Scan) });
    }

    fn scan_header(&mut self, node: Node) -> Done {
        let (kind, position) = (self.tree().kind(node), self.tree().position(node));
        if matches!(kind, Kind::Def | Kind::Class) {
            let name = self.node_name(node, 0)?;
            self.bind_scanned(name, BOUND)?;
        }
        let (x, y) = (self.state.scan_scope, self.state.scan_class);
        self.push(Frame { x, y, z: super::scope::position_word(position), ..Frame::new(Task::ScanBlock) });
        match kind {
            Kind::Def => {
                self.push(Frame { a: ENTER_FUNCTION, x: node.0, ..Frame::new(Task::ScanScope) });
                if let Some(returns) = self.tree().child(node, 3).filter(|_| self.state.options.annotations) {
                    self.push_scan(returns, LOAD);
                }
                self.push_defaults_scan(node, 2);
                self.push_types_scan(node);
            }
            Kind::Class => {
                self.push(Frame { a: ENTER_CLASS, x: node.0, ..Frame::new(Task::ScanScope) });
                self.push(Frame { a: LOAD, x: node.0, y: 2, ..Frame::new(Task::Scan) });
                self.push_types_scan(node);
            }
            _ => self.push_scan(node, LOAD),
        }
        Ok(())
    }

    /// Records that the `try` statement around has a `finally`.
    fn scan_finally(&mut self) -> Done {
        let at = self.frame(self.state.stack).z;
        let scope = self.state.scan_scope;
        self.add_scope(ScopeKind::Finally, Position::new(at >> 12, at & 0xfff), scope)?;
        Ok(())
    }

    /// Scans the defaults of the `Parameters` at an operand.
    fn push_defaults_scan(&mut self, node: Node, operand: u32) {
        if let Some(parameters) = self.tree().child(node, operand) {
            self.push_scan(parameters, LOAD);
        }
    }

    /// Visits a node.
    pub(super) fn scan(&mut self, frame: Frame) -> Done {
        let (node, mode) = (Node(frame.x), frame.a);
        let kind = self.tree().kind(node);
        match kind {
            Kind::Name => self.scan_name(node, mode),
            Kind::Tuple | Kind::List | Kind::Starred => self.scan_children(frame, mode),
            Kind::Delete => self.scan_children(frame, DELETE),
            Kind::Named if frame.b != 0 => {
                let text = "assignment expression cannot be used in a comprehension iterable expression";
                self.fail(text, Argument::None, node)
            }
            Kind::Named => self.scan_named(node),
            Kind::Lambda => self.scan_lambda(node),
            Kind::ListComprehension | Kind::SetComprehension | Kind::DictComprehension | Kind::Generator => {
                self.scan_comprehension(node)
            }
            Kind::Assign => {
                let last = self.tree().count(node).saturating_sub(1);
                let mode = if frame.y >= last { LOAD } else { STORE };
                self.scan_children(frame, mode)
            }
            Kind::For | Kind::ComprehensionFor => self.scan_children(frame, if frame.y == 0 { STORE } else { LOAD }),
            Kind::WithItem => self.scan_children(frame, if frame.y == 0 { LOAD } else { STORE }),
            Kind::AugmentedAssign => self.scan_augmented(node),
            Kind::AnnotatedAssign => self.scan_annotated(node),
            Kind::Global | Kind::Nonlocal => self.scan_declaration(node, kind),
            Kind::Module => {
                let operand = if self.tree().name(node, 0).is_some() { 0 } else { 1 };
                self.scan_binding(node, operand, BOUND)
            }
            Kind::ImportAlias => {
                let operand = if self.tree().name(node, 1).is_some() { 1 } else { 0 };
                self.scan_binding(node, operand, BOUND)
            }
            Kind::ImportFrom => self.scan_children(Frame { y: frame.y.max(2), ..frame }, LOAD),
            Kind::Except => {
                self.scan_binding(node, 1, BOUND | DELETED)?;
                self.scan_children(frame, LOAD)
            }
            Kind::PatternCapture | Kind::PatternStar => self.scan_binding(node, 0, BOUND),
            Kind::PatternMapping => {
                self.scan_binding(node, 0, BOUND)?;
                self.scan_children(frame, LOAD)
            }
            Kind::PatternAs => {
                self.scan_binding(node, 1, BOUND)?;
                self.scan_children(frame, LOAD)
            }
            Kind::TypeAlias => self.scan_alias(node),
            Kind::Parameter => {
                if let Some(annotation) = self.tree().child(node, 1).filter(|_| self.state.options.annotations) {
                    self.push_scan(annotation, LOAD);
                }
                if let Some(default) = self.tree().child(node, 2) {
                    self.push_scan(default, LOAD);
                }
                Ok(())
            }
            _ => self.scan_children(frame, LOAD),
        }
    }

    /// Visits the next child, which is at operand `frame.y` or later, and comes back for the rest.
    fn scan_children(&mut self, frame: Frame, mode: u8) -> Done {
        let (node, tree) = (Node(frame.x), self.tree());
        let kind = tree.kind(node);
        for operand in frame.y..tree.count(node) {
            match kind.letter(operand) {
                b't' => return Ok(()),
                b'e' | b'o' => {}
                _ => continue,
            }
            let Some(child) = tree.child(node, operand) else { continue };
            let next = Frame { y: operand + 1, ..frame };
            self.push(next);
            // What a comprehension iterates over must not assign.
            let iterable = kind == Kind::ComprehensionFor && operand == 1;
            self.push(Frame { a: mode, b: next.b | u8::from(iterable), x: child.0, y: 0, ..next });
            return Ok(());
        }
        Ok(())
    }

    fn scan_name(&mut self, node: Node, mode: u8) -> Done {
        let name = self.node_name(node, 0)?;
        match mode {
            STORE => self.bind_scanned(name, BOUND),
            DELETE => self.bind_scanned(name, BOUND | DELETED),
            _ => {
                let scope = self.state.scan_scope;
                if scope == NO_SCOPE {
                    return Ok(());
                }
                if name == name::SUPER && self.scope_kind(scope) != ScopeKind::Class {
                    self.flag(scope, name::__CLASS__, USED)?;
                }
                self.flag(scope, name, USED)
            }
        }
    }

    fn bind_scanned(&mut self, name: Name, flags: u32) -> Done {
        let scope = self.state.scan_scope;
        if scope == NO_SCOPE { Ok(()) } else { self.flag(scope, name, flags) }
    }

    fn scan_binding(&mut self, node: Node, operand: u32, flags: u32) -> Done {
        if self.tree().name(node, operand).is_none() {
            return Ok(());
        }
        let name = self.node_name(node, operand)?;
        self.bind_scanned(name, flags)
    }

    fn scan_augmented(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (Some(target), Some(value)) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        if tree.kind(target) == Kind::Name {
            self.scan_binding(target, 0, BOUND | USED)?;
        } else {
            self.push_scan(target, LOAD);
        }
        self.push_scan(value, LOAD);
        Ok(())
    }

    fn scan_annotated(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (Some(target), annotation, value) = (tree.child(node, 0), tree.child(node, 1), tree.child(node, 2)) else {
            return Ok(());
        };
        let is_name = tree.kind(target) == Kind::Name;
        let scope = self.state.scan_scope;
        if is_name && !self.tree().has(target, tree::PARENTHESISED) && scope != NO_SCOPE {
            let name = self.node_name(target, 0)?;
            if self.find_entry(scope, name).is_some_and(|entry| entry.flags & GLOBAL != 0) {
                return self.fail("annotated name '{}' can't be global", Argument::Name(name.bits()), target);
            }
            self.flag(scope, name, BOUND)?;
        } else if is_name && value.is_some() {
            self.push_scan(target, STORE);
        } else if !is_name {
            self.push_scan(target, LOAD);
        }
        if let Some(annotation) = annotation.filter(|_| scope != NO_SCOPE && self.scope_kind(scope) == ScopeKind::Class)
        {
            self.push_scan(annotation, LOAD);
        }
        if let Some(value) = value {
            self.push_scan(value, LOAD);
        }
        Ok(())
    }

    fn scan_alias(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (x, y) = (self.state.scan_scope, self.state.scan_class);
        self.push(Frame { x, y, ..Frame::new(Task::ScanLeave) });
        self.push(Frame { a: ENTER_TYPES, x: node.0, ..Frame::new(Task::ScanScope) });
        if let Some(target) = tree.child(node, 0) {
            self.push_scan(target, STORE);
        }
        Ok(())
    }

    fn push_types_scan(&mut self, node: Node) {
        if self.tree().child(node, 1).is_some() {
            self.push(Frame { a: ENTER_TYPES, x: node.0, ..Frame::new(Task::ScanScope) });
        }
    }

    /// Enters the scope of the type parameters of a definition, which stays open.
    fn scan_types(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (parameters, position) = (tree.child(node, 1), tree.position(node));
        let count = parameters.map_or(0, |parameters| tree.count(parameters));
        let mut has_default = false;
        self.reserve_frames(count * 6 + 8)?;
        let scope = self.add_scope(ScopeKind::Types, position, self.state.scan_scope)?;
        for index in 0..count {
            let Some(parameter) = parameters.and_then(|parameters| tree.child(parameters, index)) else { continue };
            let name = self.node_name(parameter, 0)?;
            if self.entry_index(scope, name).is_some() {
                return self.fail("duplicate type parameter '{}'", Argument::Name(name.bits()), parameter);
            }
            if has_default && tree.child(parameter, 2).is_none() {
                let text = "non-default type parameter '{}' follows default type parameter";
                return self.fail(text, Argument::Name(name.bits()), parameter);
            }
            has_default |= tree.child(parameter, 2).is_some();
            self.flag(scope, name, BOUND)?;
        }
        self.state.scan_scope = scope;
        if let Some(value) = tree.child(node, 2).filter(|_| tree.kind(node) == Kind::TypeAlias) {
            self.push_thunk_scan(value);
        }
        for index in (0..count).rev() {
            let Some(parameter) = parameters.and_then(|parameters| tree.child(parameters, index)) else { continue };
            for value in [tree.child(parameter, 2), tree.child(parameter, 1)].into_iter().flatten() {
                self.push_thunk_scan(value);
            }
        }
        Ok(())
    }

    /// Scans an expression that is a function of its own.
    fn push_thunk_scan(&mut self, value: Node) {
        let value = self.thunk_body(value);
        let (x, y) = (self.state.scan_scope, self.state.scan_class);
        self.push(Frame { x, y, ..Frame::new(Task::ScanLeave) });
        self.push_scan(value, LOAD);
        self.push(Frame { a: ENTER_THUNK, x: value.0, ..Frame::new(Task::ScanScope) });
    }

    /// `global` and `nonlocal`.
    fn scan_declaration(&mut self, node: Node, kind: Kind) -> Done {
        let scope = self.state.scan_scope;
        if scope == NO_SCOPE {
            return Ok(());
        }
        let own = if kind == Kind::Global { GLOBAL } else { NONLOCAL };
        for operand in 0..self.tree().count(node) {
            let name = self.node_name(node, operand)?;
            let flags = self.find_entry(scope, name).map_or(0, |entry| entry.flags);
            let argument = Argument::Name(name.bits());
            let text = match (kind == Kind::Global, flags) {
                (true, flags) if flags & PARAMETER != 0 => "name '{}' is parameter and global",
                (false, flags) if flags & PARAMETER != 0 => "name '{}' is parameter and nonlocal",
                (_, flags) if flags & (GLOBAL | NONLOCAL) & !own != 0 => "name '{}' is nonlocal and global",
                (true, flags) if flags & own == 0 && flags & USED != 0 => {
                    "name '{}' is used prior to global declaration"
                }
                (false, flags) if flags & own == 0 && flags & USED != 0 => {
                    "name '{}' is used prior to nonlocal declaration"
                }
                (true, flags) if flags & own == 0 && flags & BOUND != 0 => {
                    "name '{}' is assigned to before global declaration"
                }
                (false, flags) if flags & own == 0 && flags & BOUND != 0 => {
                    "name '{}' is assigned to before nonlocal declaration"
                }
                _ => "",
            };
            if !text.is_empty() {
                return self.fail(text, argument, node);
            }
            self.flag(scope, name, own)?;
            self.note_line(scope, name, node);
        }
        Ok(())
    }

    /// Keeps the line of a declaration, counted from that of the scope, in case there is nothing to declare.
    fn note_line(&mut self, scope: u32, name: Name, node: Node) {
        let line = self.tree().position(node).line().saturating_sub(self.scope_line(scope));
        if let Some(index) = self.entry_index(scope, name) {
            let entry = self.entry(index);
            self.set_entry(index, super::scope::Entry { slot: line.min(255) as u8, ..entry });
        }
    }

    /// `name := value`: the name belongs to the function around all comprehensions.
    fn scan_named(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (Some(target), Some(value)) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        let name = self.node_name(target, 0)?;
        let owner = self.named_owner(name, target)?;
        let is_global =
            owner == NO_SCOPE || self.find_entry(owner, name).is_some_and(|entry| entry.flags & GLOBAL != 0);
        let mut scope = self.state.scan_scope;
        while scope != owner {
            let flags = if is_global { GLOBAL } else { NONLOCAL };
            if self.scope_kind(scope) == ScopeKind::Generator {
                self.flag(scope, name, flags | BOUND)?;
            } else {
                self.flag(scope, name, USED)?;
            }
            scope = self.scope_parent(scope);
        }
        if owner != NO_SCOPE {
            self.flag(owner, name, BOUND | REBOUND)?;
        }
        self.push_scan(value, LOAD);
        Ok(())
    }

    /// The scope an assignment expression binds in.
    fn named_owner(&mut self, name: Name, node: Node) -> Done<u32> {
        let mut scope = self.state.scan_scope;
        let argument = Argument::Name(name.bits());
        let mut inside = false;
        while scope != NO_SCOPE {
            let kind = self.scope_kind(scope);
            if inside && kind == ScopeKind::Class {
                let text = "assignment expression within a comprehension cannot be used in a class body";
                return self.fail(text, Argument::None, node);
            }
            if !matches!(kind, ScopeKind::Comprehension | ScopeKind::Generator | ScopeKind::Types) {
                break;
            }
            inside |= kind != ScopeKind::Types;
            if self.find_entry(scope, name).is_some_and(|entry| entry.flags & (BOUND | NONLOCAL | GLOBAL) == BOUND) {
                let text = "assignment expression cannot rebind comprehension iteration variable '{}'";
                return self.fail(text, argument, node);
            }
            scope = self.scope_parent(scope);
        }
        Ok(scope)
    }

    fn scan_lambda(&mut self, node: Node) -> Done {
        let body = self.tree().child(node, 1);
        let (x, y) = (self.state.scan_scope, self.state.scan_class);
        self.push(Frame { x, y, ..Frame::new(Task::ScanLeave) });
        if let Some(body) = body {
            self.push_scan(body, LOAD);
        }
        self.push(Frame { a: ENTER_LAMBDA, x: node.0, ..Frame::new(Task::ScanScope) });
        self.push_defaults_scan(node, 0);
        Ok(())
    }

    fn scan_comprehension(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let first = first_clause(tree.kind(node));
        let iterable = tree.child(node, first).and_then(|clause| tree.child(clause, 1));
        let (x, y) = (self.state.scan_scope, self.state.scan_class);
        self.push(Frame { x, y, ..Frame::new(Task::ScanLeave) });
        self.push(Frame { a: ENTER_COMPREHENSION, x: node.0, ..Frame::new(Task::ScanScope) });
        if let Some(iterable) = iterable {
            self.push(Frame { b: 1, x: iterable.0, ..Frame::new(Task::Scan) });
        }
        Ok(())
    }

    /// Enters a scope, or visits the next clause of a comprehension.
    pub(super) fn scan_scope(&mut self, frame: Frame) -> Done {
        let node = Node(frame.x);
        let (kind, position, parent) = (self.tree().kind(node), self.tree().position(node), self.state.scan_scope);
        match frame.a {
            ENTER_FUNCTION | ENTER_LAMBDA => {
                let (scope_kind, operand) =
                    if frame.a == ENTER_LAMBDA { (ScopeKind::Lambda, 0) } else { (ScopeKind::Function, 2) };
                let scope = self.add_scope(scope_kind, position, parent)?;
                if let Some(parameters) = self.tree().child(node, operand) {
                    self.scan_parameters(scope, parameters)?;
                }
                self.state.scan_scope = scope;
            }
            ENTER_CLASS => {
                let scope = self.add_scope(ScopeKind::Class, position, parent)?;
                self.state.scan_scope = scope;
                self.state.scan_class = self.tree().operand(node, 0);
            }
            ENTER_COMPREHENSION => {
                let is_generator = kind == Kind::Generator;
                let scope_kind = if is_generator { ScopeKind::Generator } else { ScopeKind::Comprehension };
                let scope = self.add_scope(scope_kind, position, parent)?;
                if is_generator {
                    self.flag(scope, name::DOT_ZERO, PARAMETER | BOUND)?;
                }
                self.state.scan_scope = scope;
                let y = first_clause(kind);
                self.push(Frame { a: CLAUSES, x: node.0, y, ..Frame::new(Task::ScanScope) });
            }
            ENTER_TYPES => self.scan_types(node)?,
            ENTER_THUNK => self.state.scan_scope = self.add_scope(ScopeKind::Lambda, position, parent)?,
            _ => self.scan_clause(frame, kind),
        }
        Ok(())
    }

    /// Visits clause `frame.y` of a comprehension; after the last one, what comes before the clauses.
    fn scan_clause(&mut self, frame: Frame, kind: Kind) {
        let (node, tree) = (Node(frame.x), self.tree());
        let first = first_clause(kind);
        let Some(clause) = tree.child(node, frame.y) else {
            let (element, value) = (tree.child(node, 0), tree.child(node, first - 1));
            for part in [value.filter(|_| first == 2), element].into_iter().flatten() {
                self.push_scan(part, LOAD);
            }
            return;
        };
        let target = tree.child(clause, 0).filter(|_| frame.y == first);
        self.push(Frame { y: frame.y + 1, ..frame });
        match target {
            Some(target) => self.push_scan(target, STORE),
            None => self.push_scan(clause, LOAD),
        }
    }

    fn scan_parameters(&mut self, scope: u32, parameters: Node) -> Done {
        for kinds in PARAMETER_ORDER {
            for operand in 0..self.tree().count(parameters) {
                let parameter = Node(self.tree().operand(parameters, operand));
                if !kinds.contains(&self.tree().parameter_kind(parameter)) || self.tree().name(parameter, 0).is_none() {
                    continue;
                }
                let name = self.node_name(parameter, 0)?;
                if name == name::__DEBUG__ {
                    return self.fail("cannot assign to __debug__", Argument::None, parameter);
                }
                if self.entry_index(scope, name).is_some() {
                    let text = "duplicate argument '{}' in function definition";
                    return self.fail(text, Argument::Name(name.bits()), parameter);
                }
                self.flag(scope, name, PARAMETER | BOUND)?;
            }
        }
        Ok(())
    }

    /// Goes back to the scope around.
    pub(super) fn scan_leave(&mut self, frame: Frame) -> Done {
        self.state.scan_scope = frame.x;
        self.state.scan_class = frame.y;
        Ok(())
    }

    /// A syntax error about a name, on a line.
    pub(super) fn fail_named<T>(&mut self, text: &'static str, name: Name, line: u32) -> Done<T> {
        let at = Position::new(line, 0);
        let argument = Argument::Name(name.bits());
        *self.error = SyntaxError { class: ErrorClass::Syntax, text, argument, at, end: at };
        Err(Pause::Syntax)
    }
}

/// The operand of a comprehension's first clause.
pub(super) fn first_clause(kind: Kind) -> u32 {
    if kind == Kind::DictComprehension { 2 } else { 1 }
}
