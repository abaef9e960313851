//! What registers hold: the verifier does not follow values, so that instructions that count on a cell, a list, a set or a
//! dict in a register look first. What is none reads as nothing and takes nothing.

use super::frame::Frame;
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::raise::Outcome;
use crate::vm::types::{dict, list, set, tuple};
use crate::vm::value::Value;

impl<'m> Vm<'m> {
    /// A value if it is a block of a kind, else no value.
    #[inline(always)]
    fn held(&self, value: Value, kind: Kind) -> Value {
        if self.heap.memory().header(value.block()).is(kind) { value } else { Value::UNDEFINED }
    }

    /// `Op::StoreCell`.
    #[inline(never)]
    pub(super) fn store_cell(&mut self, cell: Value, value: Value) {
        let cell = self.held(cell, Kind::Cell);
        self.heap.set(cell.block(), 1, value);
    }

    /// `Op::ListAppend`.
    #[inline(never)]
    pub(super) fn append_item(&mut self, frame: Frame<'m>) -> Outcome<()> {
        let list = self.held(frame.get(frame.fetch.a()), Kind::List);
        list::push(self, list, frame.get(frame.fetch.b()))
    }

    /// `Op::ListToTuple`.
    #[inline(never)]
    pub(super) fn tuple_of_list(&mut self, frame: Frame<'m>) -> Outcome<Value> {
        let list = self.held(frame.get(frame.fetch.b()), Kind::List);
        tuple::from_list(self, list)
    }

    /// `Op::SetAdd`.
    #[inline(never)]
    pub(super) fn add_to_set(&mut self, frame: Frame<'m>) -> Outcome<()> {
        set::add(self, self.held(frame.get(frame.fetch.a()), Kind::Set), frame.get(frame.fetch.b()))
    }

    /// `Op::SetUpdate`.
    #[inline(never)]
    pub(super) fn update_set(&mut self, frame: Frame<'m>) -> Outcome<()> {
        set::update(self, self.held(frame.get(frame.fetch.a()), Kind::Set), frame.get(frame.fetch.b()))
    }

    /// `Op::DictSet`.
    #[inline(never)]
    pub(super) fn add_to_dict(&mut self, frame: Frame<'m>) -> Outcome<()> {
        let dict = self.held(frame.get(frame.fetch.a()), Kind::Dict);
        dict::set_item(self, dict, frame.get(frame.fetch.b()), frame.get(frame.fetch.c()))
    }

    /// `Op::DictUpdate`.
    #[inline(never)]
    pub(super) fn update_dict(&mut self, frame: Frame<'m>) -> Outcome<()> {
        dict::update(self, self.held(frame.get(frame.fetch.a()), Kind::Dict), frame.get(frame.fetch.b()))
    }

    /// `Op::DictMerge`.
    #[inline(never)]
    pub(super) fn merge_dict(&mut self, frame: Frame<'m>) -> Outcome<()> {
        let dict = self.held(frame.get(frame.fetch.a()), Kind::Dict);
        dict::merge(self, dict, frame.get(frame.fetch.b()), frame.get(frame.fetch.c()))
    }
}
