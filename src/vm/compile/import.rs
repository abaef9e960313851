//! Imports.

use super::constant::Piece;
use super::frame::{Frame, Task};
use super::unit::UnitKind;
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::name::{self, Name};
use crate::vm::syntax::tree::STAR;
use crate::vm::syntax::{Argument, Node};

/// Flag of `Import` on its register: the last component, not the first.
const LAST: u8 = 0x40;

/// What `from __future__` may import and has long been so.
const FEATURES: &[&[u8]] = &[
    b"nested_scopes",
    b"generators",
    b"division",
    b"absolute_import",
    b"with_statement",
    b"print_function",
    b"unicode_literals",
    b"generator_stop",
];

impl Work<'_, '_> {
    /// The dotted name of a `Module`.
    fn module_name(&mut self, module: Node) -> Done<Name> {
        let parts = self.tree().count(module) - 1;
        if parts == 1 {
            return Ok(Name::from_bits(self.tree().operand(module, 1)));
        }
        self.joined_name(2 * parts - 1, &|work, index| match index % 2 {
            0 => Piece::Name(Name::from_bits(work.tree().operand(module, 1 + index / 2)), 0),
            _ => Piece::Text("."),
        })
    }

    /// `import a.b, c.d as e`: imports module `frame.y` and those after it.
    pub(super) fn import_modules(&mut self, frame: Frame) -> Done {
        let Some(module) = self.tree().child(Node(frame.x), frame.y) else { return Ok(()) };
        let alias = self.tree().name(module, 0);
        let name = self.module_name(module)?;
        let constant = self.name_constant(name)?;
        let top = self.state.unit.top;
        let register = self.temporary()?;
        let (flag, bound) = match alias {
            Some(alias) => (LAST, alias),
            None => (0, self.tree().operand(module, 1)),
        };
        self.push(Frame { y: frame.y + 1, ..frame });
        let bound = self.mangle(Name::from_bits(bound))?;
        self.emit_wide(Op::Import, register | flag, 0, 0, constant);
        self.state.unit.top = top;
        self.store_name(bound, register)
    }

    /// `from a.b import c as d`
    pub(super) fn import_from(&mut self, node: Node) -> Done {
        let tree = self.tree();
        let (level, module, star) = (tree.operand(node, 0), tree.child(node, 1), tree.has(node, STAR));
        if star && self.state.unit.kind != UnitKind::Module {
            return self.fail("import * only allowed at module level", Argument::None, node);
        }
        let name = match module {
            Some(module) => self.module_name(module)?,
            None => name::EMPTY,
        };
        if name == name::__FUTURE__ && level == 0 {
            return self.future(node);
        }
        self.state.future = false;
        let constant = self.name_constant(name)?;
        self.push_release();
        let register = self.temporary()?;
        self.emit_wide(Op::Import, register | LAST, level as u8, 0, constant);
        if star {
            self.emit(Op::ImportStar, register, 0, 0);
            return Ok(());
        }
        self.push(Frame { a: register, x: node.0, y: 2, ..Frame::new(Task::ImportNames) });
        Ok(())
    }

    /// `from __future__ import …` is known to the compiler only.
    fn future(&mut self, node: Node) -> Done {
        if !self.state.future {
            let text = "from __future__ imports must occur at the beginning of the file";
            return self.fail(text, Argument::None, node);
        }
        for index in 2..self.tree().count(node) {
            let Some(alias) = self.tree().child(node, index) else { continue };
            let feature = Name::from_bits(self.tree().operand(alias, 0));
            match self.heap.name_text(feature) {
                b"annotations" => self.state.future_annotations = true,
                text if FEATURES.contains(&text) => {}
                _ => return self.fail("future feature {} is not defined", Argument::Name(feature.bits()), alias),
            }
        }
        Ok(())
    }

    /// Imports name `frame.y` and those after it from the module in register `frame.a`.
    pub(super) fn import_names(&mut self, frame: Frame) -> Done {
        let Some(alias) = self.tree().child(Node(frame.x), frame.y) else { return Ok(()) };
        let (name, other) = (self.tree().operand(alias, 0), self.tree().name(alias, 1));
        let constant = self.name_constant(Name::from_bits(name))?;
        let bound = self.mangle(Name::from_bits(other.unwrap_or(name)))?;
        let top = self.state.unit.top;
        self.push(Frame { y: frame.y + 1, ..frame });
        let register = self.temporary()?;
        self.emit_wide(Op::ImportFrom, register, frame.a, 0, constant);
        self.state.unit.top = top;
        self.store_name(bound, register)
    }
}
