//! What the heap should hold: objects by number, and the frames of a program.

use super::super::layout::Kind;
use super::super::{Heap, Root};
use crate::vm::value::{Ref, Value};
use std::collections::{HashMap, HashSet};
use std::string::String;
use std::vec::Vec;

/// A value, as the model sees it.
#[derive(Clone, PartialEq, Debug)]
pub enum Val {
    /// Whatever an earlier frame has left there.
    Stale,
    Int(i32),
    Object(usize),
    Name(String),
}

/// An object: its values from a word on, and its bytes from an offset on.
#[derive(Clone, Debug)]
pub struct Object {
    pub kind: Kind,
    pub first: usize,
    pub values: Vec<Val>,
    pub bytes: Vec<u8>,
}

/// The objects and the stack. Slot 0 stands for the stack block's header.
#[derive(Default)]
pub struct Model {
    pub objects: HashMap<usize, Object>,
    pub slots: Vec<Val>,
    pub fp: usize,
    next: usize,
}

impl Model {
    pub fn add(&mut self, kind: Kind, first: usize, values: Vec<Val>, bytes: Vec<u8>) -> usize {
        self.next += 1;
        self.objects.insert(self.next, Object { kind, first, values, bytes });
        self.next
    }

    /// The heap holds what the model holds; gives the places of the objects. What cannot be reached is dropped.
    pub fn compare(&mut self, heap: &Heap) -> HashMap<usize, Ref> {
        let mut places: HashMap<usize, Ref> = HashMap::new();
        let mut taken: HashSet<u32> = HashSet::new();
        let stack = heap.root(Root::Stack).block();
        let mut open: Vec<(Val, Value)> = Vec::new();
        for (index, slot) in self.slots.iter().enumerate().skip(1) {
            open.push((slot.clone(), heap.value(stack, index)));
        }
        while let Some((val, value)) = open.pop() {
            match val {
                Val::Stale => {}
                Val::Int(int) => assert_eq!(value, Value::small(int)),
                Val::Name(text) => {
                    let name = value.as_name().expect("a name");
                    assert_eq!(heap.name_text(name), text.as_bytes());
                }
                Val::Object(id) => {
                    let at = value.as_ref().expect("a reference");
                    if let Some(place) = places.get(&id) {
                        assert_eq!(*place, at, "object {id} is in two places");
                        continue;
                    }
                    assert!(taken.insert(at.0), "two objects at {}", at.0);
                    places.insert(id, at);
                    let object = &self.objects[&id];
                    compare_object(heap, at, object);
                    for (index, val) in object.values.iter().enumerate() {
                        open.push((val.clone(), heap.value(at, object.first + index)));
                    }
                }
            }
        }
        self.objects.retain(|id, _| places.contains_key(id));
        places
    }
}

fn compare_object(heap: &Heap, at: Ref, object: &Object) {
    assert_eq!(heap.kind(at), object.kind);
    assert!(heap.size(at) >= (object.first + object.values.len()) * 4);
    assert_eq!(heap.bytes(at, 4, object.bytes.len()), &object.bytes[..]);
}
