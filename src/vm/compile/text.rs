//! f-strings.

use super::frame::{Frame, Task};
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::name;
use crate::vm::syntax::{Kind, Node};
use crate::vm::value::Value;

/// Parts that are joined at once.
const RUN: u32 = 16;
/// Flag of `FormatValue`: the specification stands in the next register.
const SPECIFICATION: u8 = 4;

impl Work<'_, '_> {
    pub(super) fn f_string(&mut self, node: Node, to: u8) -> Done {
        let tree = self.tree();
        match (tree.count(node), tree.child(node, 0)) {
            (1, Some(part)) if tree.kind(part) == Kind::String => {
                self.push_into(part, to);
                return Ok(());
            }
            (1, Some(part)) if tree.kind(part) == Kind::FormattedValue => return self.formatted_value(part, to),
            (0, _) => return self.load_constant(Value::name(name::EMPTY), to),
            _ => {}
        }
        let (a, c) = (self.run_base(to), self.state.unit.top);
        self.push(Frame { a, b: to, c, x: node.0, ..Frame::new(Task::StringParts) });
        Ok(())
    }

    /// Evaluates part `frame.y` of an f-string; joins the parts when enough of them stand in a row.
    pub(super) fn string_parts(&mut self, frame: Frame) -> Done {
        let node = Node(frame.x);
        let part = self.tree().child(node, frame.y);
        let count = frame.z;
        if part.is_none() || count >= RUN {
            let to = if part.is_some() { frame.a } else { frame.b };
            self.at(node);
            self.emit(Op::BuildString, to, frame.a, count as u8);
            if part.is_some() {
                self.push(Frame { z: 1, ..frame });
            } else {
                self.state.unit.top = frame.c;
            }
            return Ok(());
        }
        let register = frame.a + count as u8;
        self.push(Frame { y: frame.y + 1, z: count + 1, ..frame });
        if let Some(part) = part {
            self.push_into_at(part, register, register + 1);
        }
        Ok(())
    }

    /// `{value!r:specification}`
    pub(super) fn formatted_value(&mut self, node: Node, to: u8) -> Done {
        let tree = self.tree();
        let (Some(value), specification) = (tree.child(node, 0), tree.child(node, 1)) else { return Ok(()) };
        let conversion = match tree.flags(node) {
            b's' => 1,
            b'r' => 2,
            b'a' => 3,
            _ => 0,
        };
        let top = self.state.unit.top;
        let Some(specification) = specification else {
            let value = self.operand(value, false, Some(to))?;
            self.push_emit(Op::FormatValue, [to, value.register, conversion], 0, top);
            self.push_operand(value);
            return Ok(());
        };
        let base = self.run_base(to);
        self.set_top(base.saturating_add(2))?;
        self.push_emit(Op::FormatValue, [to, base, conversion | SPECIFICATION], 0, top);
        self.push_into_at(specification, base + 1, base + 2);
        self.push_into_at(value, base, base + 1);
        Ok(())
    }
}
