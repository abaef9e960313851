//! Annotations of functions, classes and modules.

use super::call::CALL_GAP;
use super::frame::Frame;
use super::hidden;
use super::{Done, Work};
use crate::vm::code::op::Op;
use crate::vm::name;
use crate::vm::syntax::{Kind, Node};
use crate::vm::value::Value;

/// Of `MakeFunction`: there are annotations. Alone in a frame of `Task::Defaults`: they are what it evaluates.
pub(super) const ANNOTATIONS: u8 = 4;

impl Work<'_, '_> {
    /// `ANNOTATIONS` if there are some to be kept.
    pub(super) fn annotation_flag(&self, node: Node, parameters: Option<Node>) -> u8 {
        let tree = self.tree();
        if tree.kind(node) != Kind::Def || !self.state.options.annotations {
            return 0;
        }
        let annotated = parameters
            .is_some_and(|parameters| tree.children(parameters, 0).any(|parameter| tree.child(parameter, 1).is_some()));
        if annotated || tree.child(node, 3).is_some() { ANNOTATIONS } else { 0 }
    }

    /// Puts the annotations of function x into a dict in register a: y counts the parameters, c is 1 behind the first.
    pub(super) fn annotations(&mut self, frame: Frame) -> Done {
        let (node, tree) = (Node(frame.x), self.tree());
        let Some(parameters) = tree.child(node, 2) else { return Ok(()) };
        let count = tree.count(parameters);
        let (dict, key) = (frame.a, frame.a + 1);
        let found = (frame.y..count).find_map(|index| {
            let parameter = tree.child(parameters, index)?;
            tree.child(parameter, 1).map(|annotation| (index, Some(parameter), annotation))
        });
        let last = if frame.y <= count { tree.child(node, 3) } else { None };
        let found = found.or_else(|| last.map(|annotation| (count, None, annotation)));
        let Some((index, parameter, annotation)) = found else { return self.set_top(frame.a + 1) };
        let name = match parameter {
            Some(parameter) => self.node_name(parameter, 0)?,
            None => name::RETURN,
        };
        let constant = self.name_constant(name)?;
        let text = self.annotation_text(annotation)?;
        if frame.c == 0 {
            self.emit(Op::BuildDict, dict, dict, 0);
        }
        self.set_top(key.saturating_add(2))?;
        self.push(Frame { c: 1, y: index + 1, ..frame });
        self.push_emit(Op::DictSet, [dict, key, key + 1], 0, key);
        match text {
            Some(text) => self.push_emit(Op::LoadConst, [key + 1, 0, 0], text.into(), 0xff),
            None => self.push_into_at(annotation, key + 1, key + 2),
        }
        self.emit_wide(Op::LoadConst, key, 0, 0, constant);
        Ok(())
    }

    /// Puts an annotation into `__annotations__`.
    pub(super) fn push_annotation(&mut self, target: Node, annotation: Node) -> Done {
        let name = self.node_name(target, 0)?;
        let (key, dict) = (self.name_constant(name)?, self.name_constant(name::__ANNOTATIONS__)?);
        let first = self.temporaries(3)?;
        self.state.unit.annotations = true;
        self.push_emit(Op::StoreItem, [first, first + 1, first + 2], 0, first);
        self.push_emit(Op::LoadConst, [first + 1, 0, 0], key.into(), 0xff);
        self.push_emit(Op::LoadName, [first, 0, 0], dict.into(), 0xff);
        match self.annotation_text(annotation)? {
            Some(text) => self.push_emit(Op::LoadConst, [first + 2, 0, 0], text.into(), 0xff),
            None => self.push_into(annotation, first + 2),
        }
        Ok(())
    }

    /// Has the prelude put an annotation of a module's variable into the module's `__annotations__`.
    pub(super) fn push_module_annotation(&mut self, target: Node, annotation: Node) -> Done {
        let name = self.node_name(target, 0)?;
        let (key, function) = (self.name_constant(name)?, self.constant(hidden::ANNOTATE)?);
        let text = self.annotation_text(annotation)?;
        let base = self.temporaries(CALL_GAP + 2)?;
        let first = base + CALL_GAP;
        self.push_emit(Op::Call, [base, base, 2], 0, base);
        self.push_emit(Op::LoadConst, [first, 0, 0], key.into(), 0xff);
        self.push_emit(Op::LoadConst, [base, 0, 0], function.into(), 0xff);
        match text {
            Some(text) => self.push_emit(Op::LoadConst, [first + 1, 0, 0], text.into(), 0xff),
            None => self.push_into(annotation, first + 1),
        }
        Ok(())
    }

    /// The constant of an annotation that is not evaluated: CPython keeps its text; a name or a string stands for
    /// itself here, anything else for None.
    fn annotation_text(&mut self, annotation: Node) -> Done<Option<u16>> {
        if !self.state.future_annotations {
            return Ok(None);
        }
        let text = match self.tree().kind(annotation) {
            Kind::Name => Value::name(self.node_name(annotation, 0)?),
            Kind::String => self.literal(annotation)?.unwrap_or(Value::NONE),
            _ => Value::NONE,
        };
        self.constant(text).map(Some)
    }
}
