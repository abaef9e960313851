//! Functions, lambdas, classes and decorators.

use super::annotation::ANNOTATIONS;
use super::call::CALL_GAP;
use super::constant::Piece;
use super::display::POSITIONAL;
use super::frame::{Frame, Task};
use super::hidden;
use super::scope::{BOUND, CHILD, DELETED, Entry, FAR, FREE, GLOBAL, NO_SCOPE, NONLOCAL, PARAMETER, ScopeKind};
use super::unit::{CLASS_CELL, UnitKind};
use super::variable::Place;
use super::{Done, Work};
use crate::vm::code::Flags;
use crate::vm::code::op::Op;
use crate::vm::name::{self, Name};
use crate::vm::syntax::tree::{ASYNC, ParameterKind};
use crate::vm::syntax::{Argument, Kind, Node};
use crate::vm::value::{Ref, Value};

/// Registers that locals may take; the rest is for temporaries.
const LOCAL_REGISTERS: u8 = 36;
/// Registers that parameters and cells may take, which cannot be elsewhere.
const FIXED_REGISTERS: u8 = 56;
/// The first frame slot that is no register.
const FIRST_FAR: u8 = 64;
/// Of `MakeFunction`: there are positional defaults.
const DEFAULTS: u8 = 1;
/// Of `MakeFunction`: there are defaults of keyword-only parameters.
const KEYWORD_DEFAULTS: u8 = 2;
/// Of `MakeFunction`: a captured cell is one that this function has captured itself.
const OWN_CAPTURED: u16 = 0x100;
/// Arguments of a class that are passed in registers.
const MAX_CLASS_ARGUMENTS: u32 = 12;

impl Work<'_, '_> {
    /// Evaluates a decorator.
    pub(super) fn decorator(&mut self, node: Node) -> Done {
        if self.frame(self.state.stack).task != Task::Decorator {
            self.push_definition();
        }
        let base = self.state.unit.top;
        self.set_top(base.saturating_add(CALL_GAP + 1))?;
        self.push(Frame { a: base, z: self.state.unit.line, ..Frame::new(Task::Decorator) });
        self.push(Frame { a: base + CALL_GAP, ..Frame::new(Task::Release) });
        if let Some(value) = self.tree().child(node, 0) {
            self.push_into_at(value, base, base + 1);
        }
        Ok(())
    }

    /// Pushes the end of a definition: stores what register a has to the name, which is filled in later.
    fn push_definition(&mut self) {
        self.push_release();
        self.push(Frame::new(Task::StoreName));
    }

    /// Fills in the definition's name and makes the decorators wait no more; gives the register that is to have the
    /// function or class, and that of its type parameters.
    fn definition(&mut self, node: Node, scanned: bool) -> Done<(u8, u8)> {
        let name = self.node_name(node, 0)?;
        let decorated = self.frame(self.state.stack).task == Task::Decorator;
        if !decorated {
            self.push_definition();
        }
        let place = match self.place(name) {
            Place::Register(register, false) => register,
            _ if decorated => self.frame(self.bottom_decorator()).a,
            _ => self.temporary()?,
        };
        let (mut to, mut at) = (place, self.bottom_decorator());
        self.change(at - 1, |frame| (frame.a, frame.x) = (place, name.bits()));
        while at <= self.state.stack {
            self.change(at, |frame| (frame.task, frame.b) = (Task::Decorate, to));
            to = self.frame(at).a + CALL_GAP;
            at += 1;
        }
        if decorated {
            self.set_top(to + 1)?;
        }
        if scanned {
            self.push(Frame { x: 0, ..Frame::new(Task::StatementEnd) });
        }
        let owner = (self.tree().kind(node) == Kind::Def).then_some(to);
        let types = self.open_types(node, owner)?;
        Ok((to, types))
    }

    /// Gets the memory for a definition, so that nothing fails once the decorators have been changed.
    fn reserve_definition(&mut self, node: Node) -> Done {
        let parameters = self.tree().child(node, 1).map_or(0, |parameters| self.tree().count(parameters));
        let arguments = if self.tree().kind(node) == Kind::Class { self.tree().count(node) } else { 0 };
        self.reserve_frames(parameters + arguments + 16)
    }

    /// The number of the lowest frame of the decorators on top; the one after the top if there are none.
    fn bottom_decorator(&self) -> u32 {
        let mut at = self.state.stack;
        while self.frame(at).task == Task::Decorator {
            at -= 1;
        }
        at + 1
    }

    /// Calls a decorator.
    pub(super) fn decorate(&mut self, frame: Frame) {
        self.state.unit.line = frame.z;
        self.emit(Op::Call, frame.b, frame.a, 1);
    }

    /// The header of a `def`.
    pub(super) fn def(&mut self, node: Node, scanned: bool) -> Done {
        let (position, parent) = (self.tree().position(node), self.scope_around(node));
        let scope = self.take_scope(ScopeKind::Function, position, parent);
        let done = self.def_in(node, scope, scanned);
        if done.is_err() {
            self.untake_scope(scope);
        }
        done
    }

    fn def_in(&mut self, node: Node, scope: u32, scanned: bool) -> Done {
        self.at(node);
        self.reserve_definition(node)?;
        let (to, types) = self.definition(node, scanned)?;
        let parameters = self.tree().child(node, 2);
        self.push_function(node, parameters, scope, to, Task::EnterFunction)?;
        self.push_type_variables(node, types)
    }

    /// Pushes the making of a function: its defaults, then the task that enters it.
    fn push_function(&mut self, node: Node, parameters: Option<Node>, scope: u32, to: u8, enter: Task) -> Done {
        let annotations = self.annotation_flag(node, parameters);
        let flags = self.default_flags(parameters) | annotations;
        let top = self.state.unit.top;
        let mut a = to;
        if flags != 0 {
            a = self.run_base(to);
            self.set_top(a.saturating_add(if annotations != 0 { 3 } else { 2 }))?;
            self.push(Frame { a: top, ..Frame::new(Task::Release) });
            if a != to {
                self.push_emit(Op::Move, [to, a, 0], 0, 0xff);
            }
        }
        self.push(Frame { a, b: flags, x: node.0, y: scope, ..Frame::new(enter) });
        if annotations != 0 {
            self.push(Frame { a: a + 2, b: ANNOTATIONS, x: node.0, ..Frame::new(Task::Defaults) });
        }
        if let Some(parameters) = parameters.filter(|_| flags & (DEFAULTS | KEYWORD_DEFAULTS) != 0) {
            self.push(Frame { a, b: flags, x: parameters.0, ..Frame::new(Task::Defaults) });
        }
        Ok(())
    }

    /// Which defaults there are.
    fn default_flags(&self, parameters: Option<Node>) -> u8 {
        let tree = self.tree();
        let Some(parameters) = parameters else { return 0 };
        tree.children(parameters, 0).filter(|parameter| tree.child(*parameter, 2).is_some()).fold(
            0,
            |flags, parameter| {
                flags
                    | if tree.parameter_kind(parameter) == ParameterKind::KeywordOnly {
                        KEYWORD_DEFAULTS
                    } else {
                        DEFAULTS
                    }
            },
        )
    }

    /// Evaluates defaults: y counts the parameters, z is 0 for the positional ones and 1 for the others.
    pub(super) fn defaults(&mut self, frame: Frame) -> Done {
        if frame.b == ANNOTATIONS {
            return self.annotations(frame);
        }
        let (parameters, first) = (Node(frame.x), frame.a);
        let keyword_only = frame.z != 0;
        if frame.y == 0 && !keyword_only && self.constant_defaults(parameters, first)? {
            self.push(Frame { z: 1, ..frame });
            return Ok(());
        }
        let tree = self.tree();
        let found = (frame.y..tree.count(parameters)).find_map(|index| {
            let parameter = tree.child(parameters, index)?;
            let is_keyword = tree.parameter_kind(parameter) == ParameterKind::KeywordOnly;
            tree.child(parameter, 2).filter(|_| is_keyword == keyword_only).map(|default| (index, parameter, default))
        });
        let Some((index, parameter, default)) = found else { return self.end_defaults(frame) };
        if keyword_only {
            let name = self.node_name(parameter, 0)?;
            let constant = self.name_constant(name)?;
            let (dict, key) = (first + 1, first + 2);
            if frame.b & KEYWORD_DEFAULTS != 0 && frame.c == 0 {
                self.emit(Op::BuildDict, dict, dict, 0);
            }
            self.set_top(key.saturating_add(2))?;
            self.push(Frame { c: 1, y: index + 1, ..frame });
            self.push_emit(Op::DictSet, [dict, key, key + 1], 0, key);
            self.push_into_at(default, key + 1, key + 2);
            self.emit_wide(Op::LoadConst, key, 0, 0, constant);
        } else {
            let register = first + frame.c;
            self.push(Frame { c: frame.c + 1, y: index + 1, ..frame });
            self.push_into_at(default, register, register.saturating_add(1));
        }
        Ok(())
    }

    fn end_defaults(&mut self, frame: Frame) -> Done {
        if frame.z != 0 {
            return Ok(());
        }
        if frame.b & DEFAULTS != 0 {
            self.emit(Op::BuildTuple, frame.a, frame.a, frame.c);
        }
        self.set_top(frame.a + 2)?;
        self.push(Frame { y: 0, z: 1, c: 0, ..frame });
        Ok(())
    }

    /// Positional defaults that are all literals become one constant.
    fn constant_defaults(&mut self, parameters: Node, to: u8) -> Done<bool> {
        let (first, count) = (self.state.values, self.tree().count(parameters));
        let mut defaults = 0;
        for index in 0..count {
            let tree = self.tree();
            let Some(parameter) = tree.child(parameters, index) else { continue };
            let default = tree.child(parameter, 2);
            let Some(default) = default.filter(|_| tree.parameter_kind(parameter) != ParameterKind::KeywordOnly) else {
                continue;
            };
            if !self.is_literal(default) {
                self.state.values = first;
                return Ok(false);
            }
            let value = self.literal(default)?.unwrap_or(Value::NONE);
            self.reserve_values(1)?;
            self.push_value(value);
            defaults += 1;
        }
        if defaults == 0 {
            return Ok(false);
        }
        let tuple = self.tuple_of(first, defaults)?;
        self.state.values = first;
        self.load_constant(Value::reference(tuple), to)?;
        Ok(true)
    }

    /// A lambda.
    pub(super) fn lambda(&mut self, node: Node, scope: u32, to: u8) -> Done {
        let parameters = self.tree().child(node, 0);
        self.push_function(node, parameters, scope, to, Task::EnterLambda)
    }

    /// The qualified name of something called `name` in the current unit.
    pub(super) fn qualified(&mut self, name: Name) -> Done<Value> {
        let unit = self.state.unit;
        let around = self.value_at(unit.values);
        let inside = match unit.kind {
            UnitKind::Module => return Ok(Value::name(name)),
            UnitKind::Class => ".",
            _ => ".<locals>.",
        };
        let block = self.concatenate(3, &|_, index| match index {
            0 => Piece::Value(around),
            1 => Piece::Text(inside),
            _ => Piece::Name(name, 0),
        })?;
        Ok(Value::reference(block))
    }

    /// Enters the function of a `def`; the parser's next events are its body.
    pub(super) fn enter_function(&mut self, frame: Frame) -> Done {
        let node = Node(frame.x);
        self.at(node);
        let name = Name::from_bits(self.tree().operand(node, 0));
        let is_async = self.tree().has(node, ASYNC);
        let parameters = self.tree().child(node, 2);
        let qualified = self.qualified_definition(node, name)?;
        self.enter_unit(UnitKind::Function, frame.y, qualified)?;
        if is_async {
            self.state.unit.flags |= Flags::COROUTINE;
        }
        self.enter_parameters(parameters)?;
        self.push(Frame { a: frame.a, b: frame.b, x: frame.y, ..Frame::new(Task::UnitEnd) });
        self.push(Frame::new(Task::Def));
        Ok(())
    }

    /// Enters the function of a lambda or a generator expression and compiles it.
    pub(super) fn enter_lambda(&mut self, frame: Frame) -> Done {
        let (node, scope, is_thunk) = (Node(frame.x), frame.y, frame.c != 0);
        self.at(node);
        let is_generator = self.tree().kind(node) == Kind::Generator && !is_thunk;
        let end = Frame { a: frame.a, b: frame.b, x: scope, ..Frame::new(Task::UnitEnd) };
        if is_generator {
            let qualified = self.qualified(name::IN_GENEXPR)?;
            self.enter_unit(UnitKind::Generator, scope, qualified)?;
            self.enter_parameters(None)?;
            self.push(end);
            return self.push_generator_body(node, scope);
        }
        let qualified = self.qualified(name::IN_LAMBDA)?;
        let (parameters, body) = match is_thunk {
            true => (None, Some(node)),
            false => (self.tree().child(node, 0), self.tree().child(node, 1)),
        };
        self.enter_unit(UnitKind::Lambda, scope, qualified)?;
        self.enter_parameters(parameters)?;
        self.push(end);
        let Some(body) = body else { return Ok(()) };
        let value = self.operand(body, false, None)?;
        self.push_emit(Op::Return, [value.register, 0, 0], 0, 0xff);
        self.push_operand(value);
        Ok(())
    }

    /// Sets the current unit's parameters, gives registers to its locals and emits what it starts with.
    fn enter_parameters(&mut self, parameters: Option<Node>) -> Done {
        let scope = self.state.unit.scope;
        if scope == NO_SCOPE {
            return self.fail_here("function is too complex");
        }
        if let Some(parameters) = parameters {
            self.count_parameters(parameters)?;
        } else if self.state.unit.kind == UnitKind::Generator {
            self.state.unit.parameters = 1 | 1 << 8;
        }
        self.number_locals(scope)?;
        if self.shows_locals() {
            let (first, end) = (u32::from(self.state.unit.arguments), u32::from(self.state.unit.fixed));
            self.state.unit.undefine |= (1 << end) - (1 << first);
        }
        self.state.unit.doc = true;
        self.state.unit.captured = self.captured(scope);
        if self.state.unit.fixed > self.state.unit.arguments {
            self.keep_prologue();
        }
        let far = self.state.unit.far;
        if far > 0 {
            self.emit_wide(Op::UndefineFar, far, 0, 0, FIRST_FAR.into());
        }
        self.make_cells(scope)
    }

    /// Counts parameters by kind.
    fn count_parameters(&mut self, parameters: Node) -> Done {
        let tree = self.tree();
        let count = |wanted: ParameterKind| {
            tree.children(parameters, 0)
                .filter(|child| tree.parameter_kind(*child) == wanted && tree.name(*child, 0).is_some())
                .count() as u32
        };
        let (only, normal) = (count(ParameterKind::PositionalOnly), count(ParameterKind::Normal));
        let keyword_only = count(ParameterKind::KeywordOnly);
        let (star, double_star) = (count(ParameterKind::Star), count(ParameterKind::DoubleStar));
        let defaults = tree
            .children(parameters, 0)
            .filter(|child| {
                tree.child(*child, 2).is_some() && tree.parameter_kind(*child) != ParameterKind::KeywordOnly
            })
            .count();
        if only + normal + keyword_only > u32::from(FIXED_REGISTERS) - 2 {
            return self.fail("too many parameters", Argument::None, parameters);
        }
        let unit = &mut self.state.unit;
        unit.parameters = (only + normal) | only << 8 | keyword_only << 16;
        unit.defaults = defaults as u8;
        unit.flags |= if star > 0 { Flags::STAR } else { 0 } | if double_star > 0 { Flags::DOUBLE_STAR } else { 0 };
        Ok(())
    }

    /// Gives registers to parameters, cells and other locals, in this order; parameters' names go to the values.
    fn number_locals(&mut self, scope: u32) -> Done {
        let generator = self.state.unit.kind == UnitKind::Generator;
        let mut next = 0;
        for index in scope + 1..self.state.scopes {
            let entry = self.entry(index);
            if entry.is_name_in(scope) && entry.flags & PARAMETER != 0 {
                self.set_entry(index, Entry { slot: next, ..entry });
                self.reserve_values(1)?;
                self.push_value(Value::from_bits(entry.word));
                self.number_local(next, entry.flags | BOUND);
                next += 1;
            }
        }
        self.state.unit.arguments = next;
        self.state.unit.constants = self.state.values;
        if generator {
            // The state of the outermost loop.
            next = 3;
        }
        for cells in [true, false] {
            for index in scope + 1..self.state.scopes {
                let entry = self.entry(index);
                let is_local = entry.flags & BOUND != 0 && entry.flags & (FREE | GLOBAL | NONLOCAL | PARAMETER) == 0;
                if !entry.is_name_in(scope) || !is_local || (entry.flags & CHILD != 0) != cells {
                    continue;
                }
                if !cells && next >= LOCAL_REGISTERS.max(self.state.unit.arguments) {
                    self.number_far(index, entry)?;
                    continue;
                }
                if next >= FIXED_REGISTERS {
                    return self.fail_here("too many local variables");
                }
                self.set_entry(index, Entry { slot: next, flags: entry.flags & !FAR, ..entry });
                self.number_local(next, entry.flags & !BOUND);
                next += 1;
            }
        }
        self.state.unit.fixed = next;
        self.set_top(next)
    }

    /// Notes what is known of a local's register: `flags` has `BOUND` if it has a value from the start.
    fn number_local(&mut self, register: u8, flags: u32) {
        let (bit, unit) = (1 << (register & 63), &mut self.state.unit);
        unit.bound |= if flags & BOUND != 0 { bit } else { 0 };
        unit.deletable |= if flags & DELETED != 0 { bit } else { 0 };
        unit.undefine |= if flags & CHILD != 0 && flags & PARAMETER == 0 { bit } else { 0 };
    }

    fn number_far(&mut self, index: u32, entry: Entry) -> Done {
        let far = self.state.unit.far;
        let Some(slot) = FIRST_FAR.checked_add(far).filter(|slot| *slot < u8::MAX) else {
            return self.fail_here("too many local variables");
        };
        self.set_entry(index, Entry { slot, flags: entry.flags | FAR, ..entry });
        self.state.unit.far = far + 1;
        Ok(())
    }

    /// Emits the making of cells.
    fn make_cells(&mut self, scope: u32) -> Done {
        let cells = (scope + 1..self.state.scopes).filter(|index| self.entry(*index).flags & CHILD != 0).count();
        self.reserve_code(cells as u32 + 8)?;
        for index in scope + 1..self.state.scopes {
            let entry = self.entry(index);
            let is_cell = entry.flags & BOUND != 0 && entry.flags & (FREE | GLOBAL | NONLOCAL) == 0;
            if entry.is_name_in(scope) && is_cell && entry.flags & CHILD != 0 {
                self.emit(Op::MakeCell, entry.slot, 0, 0);
            }
        }
        Ok(())
    }

    /// Ends a function or class body: makes its code and, in the unit around, the function.
    pub(super) fn unit_end(&mut self, frame: Frame) -> Done {
        let unit = self.state.unit;
        if unit.kind == UnitKind::Class && unit.class_cell {
            self.emit(Op::Return, CLASS_CELL, 0, 0);
        } else {
            self.emit(Op::ReturnNone, 0, 0, 0);
        }
        let (captured, scope) = (unit.captured, frame.x);
        let code = self.finish_unit()?;
        if code == Ref::NONE || self.state.unit.dead {
            return Ok(());
        }
        let constant = self.constant(Value::reference(code))?;
        self.reserve_code(u32::from(captured) + 8)?;
        self.emit_wide(Op::MakeFunction, frame.a, 0, 0, constant);
        self.emit_unit(u16::from_le_bytes([captured, frame.b]));
        for number in 0..captured {
            let cell = match self.captured_name(scope, number).and_then(|name| self.capture(name)) {
                Some(Place::Cell(register)) => register.into(),
                Some(Place::Free(number) | Place::FreeOrName(number)) => OWN_CAPTURED + u16::from(number),
                _ => return self.fail_here("function is too complex"),
            };
            self.emit_unit(cell);
        }
        Ok(())
    }

    /// The header of a `class`.
    pub(super) fn class(&mut self, node: Node, scanned: bool) -> Done {
        let (position, parent) = (self.tree().position(node), self.scope_around(node));
        let scope = self.take_scope(ScopeKind::Class, position, parent);
        let done = self.class_in(node, scope, scanned);
        if done.is_err() && scope != NO_SCOPE {
            self.untake_scope(scope);
        }
        done
    }

    fn class_in(&mut self, node: Node, scope: u32, scanned: bool) -> Done {
        self.at(node);
        self.reserve_definition(node)?;
        self.check_keywords(node, 2)?;
        let name = self.node_name(node, 0)?;
        let name = self.name_constant(name)?;
        let count = self.tree().count(node) - 2;
        let generic = self.tree().child(node, 1).is_some();
        let spread = generic || self.has_spread(node, 2) || count > MAX_CLASS_ARGUMENTS;
        let keywords = if spread { None } else { self.keyword_names(node, 2)? };
        let builder = self.constant(if generic { hidden::BUILD_GENERIC } else { hidden::BUILD_CLASS })?;
        let (to, types) = self.definition(node, scanned)?;
        let (base, top) = (self.run_base(to), self.state.unit.top);
        let first = base.saturating_add(CALL_GAP);
        let z = self.state.unit.line;
        let arguments = if spread { 0xff } else { count as u8 + 2 };
        self.set_top(first.saturating_add(if spread { 5 } else { arguments }))?;
        self.push(Frame { a: top, ..Frame::new(Task::Release) });
        let y = keywords.map_or(0, |keywords| u32::from(keywords) + 1);
        self.push(Frame { a: base, b: to, c: arguments, y, z, ..Frame::new(Task::ClassCall) });
        let function = if spread { first + 2 } else { first };
        self.push(Frame { a: function, x: node.0, y: scope, ..Frame::new(Task::EnterClass) });
        self.emit_wide(Op::LoadConst, base, 0, 0, builder);
        if spread {
            self.push(Frame { a: first + 4, ..Frame::new(Task::Release) });
            let b = generic.into();
            self.push(Frame { a: first + 1, b, x: node.0, y: 2, ..Frame::new(Task::SpreadKeywords) });
            if generic {
                self.push(Frame { a: first + 1, b: types, ..Frame::new(Task::TypeKeyword) });
            }
            let items = Frame {
                a: first,
                b: POSITIONAL,
                c: first + 2,
                x: node.0,
                y: 2,
                z: 1,
                ..Frame::new(Task::DisplayItems)
            };
            self.push(items);
            self.emit(Op::LoadNone, first + 2, 0, 0);
            self.emit_wide(Op::LoadConst, first + 3, 0, 0, name);
            self.emit(Op::BuildList, first, first + 2, 2);
            return self.push_type_variables(node, types);
        }
        self.emit_wide(Op::LoadConst, first + 1, 0, 0, name);
        for index in (0..count).rev() {
            let Some(argument) = self.tree().child(node, 2 + index) else { continue };
            let is_keyword = self.tree().kind(argument) == Kind::Keyword;
            let value = if is_keyword { self.tree().child(argument, 1) } else { Some(argument) };
            let register = first + 2 + index as u8;
            if let Some(value) = value {
                self.push_into_at(value, register, register + 1);
            }
        }
        Ok(())
    }

    /// Enters a class body; the parser's next events are its body.
    pub(super) fn enter_class(&mut self, frame: Frame) -> Done {
        let (node, scope) = (Node(frame.x), frame.y);
        let name = Name::from_bits(self.tree().operand(node, 0));
        let qualified = self.qualified_definition(node, name)?;
        self.enter_unit(UnitKind::Class, scope, qualified)?;
        self.push_value(Value::name(name::DOT_ZERO));
        let captured = if scope == NO_SCOPE { 0 } else { self.captured(scope) };
        let constants = self.state.values;
        let unit = &mut self.state.unit;
        unit.flags = Flags::CLASS;
        unit.constants = constants;
        unit.class = name.bits();
        unit.parameters = 1 | 1 << 8;
        (unit.arguments, unit.captured, unit.doc) = (1, captured, true);
        (unit.fixed, unit.top, unit.peak) = (2, 2, 3);
        self.keep_prologue();
        self.push(Frame { a: frame.a, x: scope, ..Frame::new(Task::UnitEnd) });
        self.push(Frame::new(Task::Class));
        Ok(())
    }

    /// Calls the class builder: c is the number of arguments, or 0xff if they are in a list and a dict.
    pub(super) fn class_call(&mut self, frame: Frame) -> Done {
        self.state.unit.line = frame.z;
        let (base, first) = (frame.a, frame.a + CALL_GAP);
        if frame.c == 0xff {
            self.emit_wide(Op::LoadInt, first + 3, 0, 0, 0);
            self.emit(Op::StoreItem, first, first + 3, first + 2);
            self.emit(Op::CallSpread, frame.b, base, 0);
        } else if frame.y == 0 {
            self.emit(Op::Call, frame.b, base, frame.c);
        } else {
            self.emit_wide(Op::CallKeyword, frame.b, base, frame.c, (frame.y - 1) as u16);
        }
        Ok(())
    }
}
