//! Type parameters and aliases. The parameters are variables of a scope of their own, which lie in the frame around like
//! those of a comprehension; bounds, defaults and the values of aliases are functions, called when somebody asks.

use super::call::CALL_GAP;
use super::frame::{Frame, Task};
use super::scope::{NO_SCOPE, ScopeKind};
use super::{Done, Work, hidden};
use crate::vm::code::op::Op;
use crate::vm::name;
use crate::vm::syntax::{Argument, Kind, Node};

/// The operand of a `Def`, `Class` or `TypeAlias` that has its type parameters.
const PARAMETERS: u32 = 1;

impl Work<'_, '_> {
    /// The type parameters of a definition.
    fn type_parameters(&self, node: Node) -> Option<Node> {
        self.tree().child(node, PARAMETERS)
    }

    /// The scope that is around a function or class: that of its type parameters, if it has some.
    pub(super) fn scope_around(&mut self, node: Node) -> u32 {
        let (position, inner) = (self.tree().position(node), self.state.unit.inner);
        match self.type_parameters(node) {
            Some(_) => self.take_scope(ScopeKind::Types, position, inner),
            None => inner,
        }
    }

    /// Enters the scope of type parameters, if there are some. There is room for a frame. After the definition what is
    /// in register `to` gets the parameters. Gives the register of their tuple, if there are some.
    pub(super) fn open_types(&mut self, node: Node, to: Option<u8>) -> Done<u8> {
        if self.type_parameters(node).is_none() {
            return Ok(0);
        }
        let scope = self.scope_around(node);
        self.enter_types(node, scope, to)
    }

    fn enter_types(&mut self, node: Node, scope: u32, to: Option<u8>) -> Done<u8> {
        if scope == NO_SCOPE {
            return self.fail("expression is too complex", Argument::None, node);
        }
        let (a, x) = (self.state.unit.top, self.state.unit.inner);
        let tuple = self.temporary()?;
        self.push(Frame { a, b: to.unwrap_or(u8::MAX), c: tuple, x, ..Frame::new(Task::TypeEnd) });
        self.name_registers(scope)?;
        self.state.unit.inner = scope;
        Ok(tuple)
    }

    /// Leaves the scope of type parameters.
    pub(super) fn type_end(&mut self, frame: Frame) -> Done {
        if frame.b != u8::MAX {
            let attribute = self.name_constant(name::__TYPE_PARAMS__)?;
            self.emit_wide(Op::StoreAttr, frame.b, frame.c, 0, attribute);
        }
        self.state.unit.top = frame.a;
        self.state.unit.inner = frame.x;
        Ok(())
    }

    /// Pushes the making of the type parameters, then of a tuple of them in a register.
    pub(super) fn push_type_variables(&mut self, node: Node, tuple: u8) -> Done {
        let Some(parameters) = self.type_parameters(node) else { return Ok(()) };
        let count = self.tree().count(parameters);
        self.reserve_frames(count + 2)?;
        self.push(Frame { a: tuple, x: parameters.0, ..Frame::new(Task::TypeTuple) });
        for index in (0..count).rev() {
            if let Some(parameter) = self.tree().child(parameters, index) {
                self.push(Frame { x: parameter.0, ..Frame::new(Task::TypeVariable) });
            }
        }
        Ok(())
    }

    /// Makes type parameter x.
    pub(super) fn type_variable(&mut self, frame: Frame) -> Done {
        let parameter = Node(frame.x);
        let name = self.node_name(parameter, 0)?;
        let (function, constant) = (self.constant(hidden::TYPE_VARIABLE)?, self.name_constant(name)?);
        let top = self.state.unit.top;
        let base = self.temporaries(CALL_GAP + 4)?;
        let first = base + CALL_GAP;
        self.push(Frame { a: top, ..Frame::new(Task::Release) });
        self.push(Frame { a: base, x: name.bits(), ..Frame::new(Task::StoreName) });
        self.push_emit(Op::Call, [base, base, 4], 0, 0xff);
        for (operand, register) in [(2, first + 3), (1, first + 2)] {
            match self.tree().child(parameter, operand) {
                Some(value) => self.push_thunk(value, register),
                None => self.push_emit(Op::LoadNone, [register, 0, 0], 0, 0xff),
            }
        }
        let flags = self.tree().flags(parameter).into();
        self.emit_wide(Op::LoadConst, base, 0, 0, function);
        self.emit_wide(Op::LoadInt, first, 0, 0, flags);
        self.emit_wide(Op::LoadConst, first + 1, 0, 0, constant);
        Ok(())
    }

    /// What the function of a bound, default or alias evaluates: of a starred default what is behind the star.
    pub(super) fn thunk_body(&self, value: Node) -> Node {
        let tree = self.tree();
        tree.child(value, 0).filter(|_| tree.kind(value) == Kind::Starred).unwrap_or(value)
    }

    /// Pushes the making of a function that evaluates an expression.
    fn push_thunk(&mut self, node: Node, to: u8) {
        let node = self.thunk_body(node);
        let (position, parent) = (self.tree().position(node), self.state.unit.inner);
        let y = self.take_scope(ScopeKind::Lambda, position, parent);
        self.push(Frame { a: to, c: 1, x: node.0, y, ..Frame::new(Task::EnterLambda) });
    }

    /// Puts a tuple of the type parameters x into register a.
    pub(super) fn type_tuple(&mut self, frame: Frame) -> Done {
        let parameters = Node(frame.x);
        let (top, count) = (self.state.unit.top, self.tree().count(parameters));
        let first = self.temporaries(count.min(0xff) as u8)?;
        self.reserve_code(count * 6 + 8)?;
        for index in 0..count {
            let Some(parameter) = self.tree().child(parameters, index) else { continue };
            let name = self.node_name(parameter, 0)?;
            self.load_name(name, first + index as u8)?;
        }
        self.emit(Op::BuildTuple, frame.a, first, count as u8);
        self.state.unit.top = top;
        Ok(())
    }

    /// Puts the type parameters of a class, a tuple in register b, into a new dict of keywords in register a.
    pub(super) fn type_keyword(&mut self, frame: Frame) -> Done {
        let keyword = self.name_constant(name::__TYPE_PARAMS__)?;
        self.set_top(frame.a.saturating_add(1))?;
        let key = self.temporary()?;
        self.emit(Op::BuildDict, frame.a, frame.a, 0);
        self.emit_wide(Op::LoadConst, key, 0, 0, keyword);
        self.emit(Op::DictSet, frame.a, key, frame.b);
        Ok(())
    }

    /// `type name = value`
    pub(super) fn type_alias(&mut self, node: Node) -> Done {
        let Some(target) = self.tree().child(node, 0) else { return Ok(()) };
        let name = self.node_name(target, 0)?;
        self.push_release();
        let register = self.temporary()?;
        self.push(Frame { a: register, x: name.bits(), ..Frame::new(Task::StoreName) });
        self.push_into(node, register);
        Ok(())
    }

    /// The alias of a `type` statement.
    pub(super) fn alias(&mut self, node: Node, to: u8) -> Done {
        let tree = self.tree();
        let (Some(target), Some(value)) = (tree.child(node, 0), tree.child(node, 2)) else { return Ok(()) };
        let (position, inner) = (tree.position(node), self.state.unit.inner);
        let scope = self.take_scope(ScopeKind::Types, position, inner);
        if scope == NO_SCOPE && inner == NO_SCOPE {
            self.scan_then(node, Frame { a: to, x: node.0, ..Frame::new(Task::Into) });
            return Ok(());
        }
        let count = self.type_parameters(node).map_or(0, |parameters| self.tree().count(parameters));
        self.reserve_frames(count + 8)?;
        let name = self.node_name(target, 0)?;
        let (function, name) = (self.constant(hidden::TYPE_ALIAS)?, self.name_constant(name)?);
        self.enter_types(node, scope, None)?;
        let base = self.temporaries(CALL_GAP + 3)?;
        let first = base + CALL_GAP;
        self.push_emit(Op::Call, [to, base, 3], 0, 0xff);
        self.push_thunk(value, first + 2);
        self.push_type_variables(node, first + 1)?;
        self.emit(Op::BuildTuple, first + 1, first + 1, 0);
        self.emit_wide(Op::LoadConst, base, 0, 0, function);
        self.emit_wide(Op::LoadConst, first, 0, 0, name);
        Ok(())
    }
}
