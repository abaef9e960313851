//! Variables: where a name is kept, and the instructions that load, store and delete it.

use super::frame::{Frame, Task};
use super::scope::{BOUND, CHILD, FAR, FREE, GLOBAL, NO_SCOPE, NONLOCAL, REBOUND, ScopeKind};
use super::unit::UnitKind;
use super::{Done, Pause, Target, Work};
use crate::vm::code::op::Op;
use crate::vm::name::{self, Name};
use crate::vm::syntax::{Kind, Node};
use crate::vm::value::Value;

/// Where a variable is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// A register; the flag: an assignment expression binds it somewhere.
    Register(u8, bool),
    /// A cell in a register.
    Cell(u8),
    /// A frame slot beyond the registers.
    Far(u8),
    /// A captured cell.
    Free(u8),
    /// The namespace of a class body, else a captured cell.
    FreeOrName(u8),
    /// The globals.
    Global,
    /// The namespace in register 0.
    Name,
}

impl Work<'_, '_> {
    /// Where a variable is kept. The name is mangled.
    pub(super) fn place(&self, name: Name) -> Place {
        let mut scope = self.state.unit.inner;
        let mut in_comprehension = false;
        while scope != NO_SCOPE {
            let kind = self.scope_kind(scope);
            if let Some(entry) = self.find_entry(scope, name)
                && let Some(place) = self.place_in(kind, entry.flags, entry.slot, in_comprehension)
            {
                return place;
            }
            if !matches!(kind, ScopeKind::Comprehension | ScopeKind::Types) {
                return if kind == ScopeKind::Class && !in_comprehension { Place::Name } else { Place::Global };
            }
            in_comprehension |= kind == ScopeKind::Comprehension;
            scope = self.scope_parent(scope);
        }
        let names = match self.state.unit.kind {
            UnitKind::Class => !in_comprehension,
            UnitKind::Module => self.state.target == Target::Names,
            _ => false,
        };
        if names { Place::Name } else { Place::Global }
    }

    /// The qualified name of a definition: what is declared global is called so.
    pub(super) fn qualified_definition(&mut self, node: Node, name: Name) -> Done<Value> {
        let mangled = self.node_name(node, 0)?;
        if self.place(mangled) == Place::Global { Ok(Value::name(name)) } else { self.qualified(name) }
    }

    /// Where the variable of an entry of a scope is kept, unless the entry says nothing.
    fn place_in(&self, kind: ScopeKind, flags: u32, slot: u8, in_comprehension: bool) -> Option<Place> {
        if flags & GLOBAL != 0 {
            return Some(Place::Global);
        }
        if kind == ScopeKind::Class {
            let free = flags & FREE != 0;
            return match (flags & BOUND != 0 && flags & NONLOCAL == 0, in_comprehension) {
                (true, false) => Some(Place::Name),
                _ if free && (in_comprehension || flags & NONLOCAL != 0) => Some(Place::Free(slot)),
                _ if free => Some(Place::FreeOrName(slot)),
                _ => None,
            };
        }
        match () {
            _ if flags & FREE != 0 => Some(Place::Free(slot)),
            _ if flags & BOUND == 0 => None,
            _ if flags & CHILD != 0 => Some(Place::Cell(slot)),
            _ if flags & FAR != 0 => Some(Place::Far(slot)),
            _ => Some(Place::Register(slot, flags & REBOUND != 0)),
        }
    }

    /// Where the cell of a variable is that a function inside captures.
    pub(super) fn capture(&mut self, name: Name) -> Option<Place> {
        if let Some(place) = self.class_cell_place(name) {
            return Some(place);
        }
        let unit = &self.state.unit;
        if unit.kind == UnitKind::Class && unit.scope != NO_SCOPE {
            let (entry, mut inner) = (self.find_entry(unit.scope, name), unit.inner);
            while inner != unit.scope && self.scope_kind(inner) == ScopeKind::Types {
                if let Some(own) = self.find_entry(inner, name).filter(|own| own.flags & BOUND != 0) {
                    return Some(Place::Cell(own.slot));
                }
                inner = self.scope_parent(inner);
            }
            if let Some(entry) = entry.filter(|entry| entry.flags & FREE != 0 && inner == unit.scope) {
                return Some(Place::Free(entry.slot));
            }
        }
        Some(self.place(name))
    }

    /// The register of the variable that a node names, if it is in one.
    #[inline(never)]
    pub(super) fn local_of(&mut self, node: Node) -> Done<Option<(u8, bool, Name)>> {
        if self.tree().kind(node) != Kind::Name {
            return Ok(None);
        }
        let name = self.node_name(node, 0)?;
        match self.place(name) {
            Place::Register(register, rebound) => Ok(Some((register, rebound, name))),
            _ => Ok(None),
        }
    }

    /// The mangled name at an operand of a node.
    #[inline(never)]
    pub(super) fn node_name(&mut self, node: Node, operand: u32) -> Done<Name> {
        let name = Name::from_bits(self.tree().operand(node, operand));
        self.mangle(name)
    }

    /// True if the local in a register has a value here for certain.
    pub(super) fn is_bound(&self, register: u8) -> bool {
        self.state.unit.bound >> (register & 63) & 1 != 0
    }

    /// Emits a check that a local has a value, where that is not certain.
    #[inline(never)]
    pub(super) fn check(&mut self, register: u8, name: Name) -> Done {
        if self.is_bound(register) {
            return Ok(());
        }
        let constant = self.name_constant(name)?;
        if self.is_local(register) {
            if register >= self.state.unit.arguments {
                self.state.unit.undefine |= 1 << (register & 63);
            }
        } else {
            // The variable of a comprehension that is read before its loop has bound it.
            self.emit(Op::Undefine, register, 1, 0);
        }
        self.emit_wide(Op::CheckBound, register, 0, 0, constant);
        self.mark_bound(register);
        Ok(())
    }

    /// Loads a variable into a register.
    #[inline(never)]
    pub(super) fn load_name(&mut self, name: Name, to: u8) -> Done {
        if name == name::__DEBUG__ {
            let op = if self.state.options.optimize > 0 { Op::LoadFalse } else { Op::LoadTrue };
            self.emit(op, to, 0, 0);
            return Ok(());
        }
        match self.place(name) {
            Place::Register(register, _) => {
                self.check(register, name)?;
                if register != to {
                    self.emit(Op::Move, to, register, 0);
                }
            }
            Place::Cell(cell) => self.load_cell(name, cell, to)?,
            Place::Far(slot) => {
                let constant = self.name_constant(name)?;
                self.load_checked(to, constant, Op::LoadFar, slot)?;
            }
            Place::Free(index) => {
                let constant = self.name_constant(name)?;
                self.emit_wide(Op::LoadFree, to, index, 0, constant);
            }
            Place::FreeOrName(index) => {
                let constant = self.name_constant(name)?;
                self.emit_wide(Op::LoadFreeOrName, to, index, 0, constant);
            }
            Place::Global => self.load_global(name, to)?,
            Place::Name => {
                let constant = self.name_constant(name)?;
                self.emit_wide(Op::LoadName, to, 0, 0, constant);
            }
        }
        Ok(())
    }

    /// Loads the value of a cell.
    fn load_cell(&mut self, name: Name, cell: u8, to: u8) -> Done {
        if self.is_bound(cell) && !self.is_deleted_elsewhere(name) {
            self.emit(Op::LoadCell, to, cell, 0);
            return Ok(());
        }
        let constant = self.name_constant(name)?;
        self.load_checked(to, constant, Op::LoadCell, cell)?;
        self.mark_bound(cell);
        Ok(())
    }

    /// Loads what may have no value; a local is not touched if it has none.
    fn load_checked(&mut self, to: u8, constant: u16, op: Op, from: u8) -> Done {
        let top = self.state.unit.top;
        let at = if self.is_local(to) { self.temporary()? } else { to };
        if op == Op::LoadFar {
            self.emit_wide(op, at, 0, 0, from.into());
        } else {
            self.emit(op, at, from, 0);
        }
        self.emit_wide(Op::CheckBound, at, 0, 0, constant);
        if at != to {
            self.emit(Op::Move, to, at, 0);
            self.state.unit.top = top;
        }
        Ok(())
    }

    fn load_global(&mut self, name: Name, to: u8) -> Done {
        if self.state.target == Target::Names {
            let constant = self.name_constant(name)?;
            self.emit_wide(Op::LoadGlobalName, to, 0, 0, constant);
            return Ok(());
        }
        let slot = self.slot(name)?;
        match self.environment.builtin(name) {
            None => self.emit_wide(Op::LoadGlobal, to, 0, 0, slot),
            Some(builtin) if !self.state.unit.dead => {
                self.emit_wide(Op::LoadGlobalOrBuiltin, to, 0, 0, slot);
                self.emit_unit(builtin);
            }
            Some(_) => {}
        }
        Ok(())
    }

    /// The slot of a global.
    fn slot(&mut self, name: Name) -> Done<u16> {
        if self.state.unit.dead {
            return Ok(0);
        }
        let globals = self.globals();
        self.environment.slot(self.heap, globals, name).map_err(|_| Pause::Memory)
    }

    /// Stores a register to a variable.
    #[inline(never)]
    pub(super) fn store_name(&mut self, name: Name, from: u8) -> Done {
        if name == name::__DEBUG__ {
            return self.fail_here("cannot assign to __debug__");
        }
        match self.place(name) {
            Place::Register(register, _) => {
                if register != from {
                    self.emit(Op::Move, register, from, 0);
                }
                self.mark_bound(register);
            }
            Place::Cell(cell) => {
                self.emit(Op::StoreCell, cell, from, 0);
                self.mark_bound(cell);
            }
            Place::Far(slot) => self.emit_wide(Op::StoreFar, from, 0, 0, slot.into()),
            Place::Free(index) | Place::FreeOrName(index) => self.emit(Op::StoreFree, from, index, 0),
            Place::Global => self.store_global(name, from)?,
            Place::Name => {
                let constant = self.name_constant(name)?;
                self.emit_wide(Op::StoreName, from, 0, 0, constant);
            }
        }
        Ok(())
    }

    fn store_global(&mut self, name: Name, from: u8) -> Done {
        if self.state.target == Target::Names {
            let constant = self.name_constant(name)?;
            self.emit_wide(Op::StoreGlobalName, from, 0, 0, constant);
        } else {
            let slot = self.slot(name)?;
            self.emit_wide(Op::StoreGlobal, from, 0, 0, slot);
        }
        Ok(())
    }

    /// Deletes a variable; `quiet` if it certainly has a value.
    #[inline(never)]
    pub(super) fn delete_name(&mut self, name: Name, quiet: bool) -> Done {
        let top = self.state.unit.top;
        match self.place(name) {
            Place::Register(register, _) => {
                if !quiet {
                    self.check(register, name)?;
                }
                self.emit(Op::Undefine, register, 1, 0);
                self.forget(register);
            }
            Place::Cell(cell) => {
                let empty = self.temporary()?;
                if !quiet {
                    self.load_cell(name, cell, empty)?;
                }
                self.emit(Op::Undefine, empty, 1, 0);
                self.emit(Op::StoreCell, cell, empty, 0);
                self.forget(cell);
            }
            Place::Far(slot) => {
                let empty = self.temporary()?;
                let constant = self.name_constant(name)?;
                self.load_checked(empty, constant, Op::LoadFar, slot)?;
                self.emit(Op::Undefine, empty, 1, 0);
                self.emit_wide(Op::StoreFar, empty, 0, 0, slot.into());
            }
            Place::Free(index) | Place::FreeOrName(index) => {
                let empty = self.temporary()?;
                let constant = self.name_constant(name)?;
                self.emit_wide(Op::LoadFree, empty, index, 0, constant);
                self.emit(Op::Undefine, empty, 1, 0);
                self.emit(Op::StoreFree, empty, index, 0);
            }
            Place::Global if self.state.target == Target::Names => {
                let constant = self.name_constant(name)?;
                self.emit_wide(Op::DeleteGlobalName, 0, 0, 0, constant);
            }
            Place::Global => {
                let slot = self.slot(name)?;
                self.emit_wide(Op::DeleteGlobal, 0, 0, 0, slot);
            }
            Place::Name => {
                let constant = self.name_constant(name)?;
                self.emit_wide(Op::DeleteName, 0, 0, 0, constant);
            }
        }
        self.state.unit.top = top;
        Ok(())
    }

    fn forget(&mut self, register: u8) {
        if !self.state.unit.dead {
            self.state.unit.bound &= !(1 << (register & 63));
        }
    }

    /// The constant of a name.
    #[inline(never)]
    pub(super) fn name_constant(&mut self, name: Name) -> Done<u16> {
        self.constant(Value::name(name))
    }

    /// An operand of an instruction: a variable's own register if it can be used, else a temporary to be filled.
    #[inline(never)]
    pub(super) fn operand(&mut self, node: Node, rebinding: bool, scratch: Option<u8>) -> Done<Operand> {
        if let Some((register, rebound, name)) = self.local_of(node)?
            && !(rebound && rebinding)
        {
            return Ok(Operand { register, node, name: Some(name) });
        }
        if let Some(register) = self.named_local(node)?.filter(|_| !rebinding) {
            return Ok(Operand { register, node, name: None });
        }
        let register = match scratch {
            Some(register) if !self.is_local(register) => register,
            _ => self.temporary()?,
        };
        Ok(Operand { register, node, name: None })
    }

    /// The local that an assignment expression assigns to.
    fn named_local(&mut self, node: Node) -> Done<Option<u8>> {
        let target = self.tree().child(node, 0).filter(|_| self.tree().kind(node) == Kind::Named);
        match target {
            Some(target) => Ok(self.local_of(target)?.map(|(register, ..)| register)),
            None => Ok(None),
        }
    }

    /// Pushes what an operand still needs.
    #[inline(never)]
    pub(super) fn push_operand(&mut self, operand: Operand) {
        match operand.name {
            None => self.push_into(operand.node, operand.register),
            Some(_) if self.is_bound(operand.register) => {}
            Some(name) => {
                self.push(Frame { a: operand.register, x: name.bits(), ..Frame::new(Task::Check) });
            }
        }
    }

    /// True for what cannot rebind a variable.
    #[inline(never)]
    pub(super) fn is_simple(&self, node: Node) -> bool {
        matches!(
            self.tree().kind(node),
            Kind::Name
                | Kind::Int
                | Kind::BigInt
                | Kind::Float
                | Kind::Imaginary
                | Kind::String
                | Kind::Bytes
                | Kind::None
                | Kind::True
                | Kind::False
                | Kind::Ellipsis
        )
    }
}

/// An operand of an instruction.
#[derive(Clone, Copy)]
pub(super) struct Operand {
    /// Where its value will be.
    pub register: u8,
    /// What it is.
    pub node: Node,
    /// The local that it is, if it is used where it stands.
    pub name: Option<Name>,
}
