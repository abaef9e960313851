//! Which type a value has, and which types are its bases.

use super::{METACLASS, MRO, native_base};
use crate::vm::Vm;
use crate::vm::heap::Kind;
use crate::vm::types::{TYPES, TypeId, generator, iterator, member, tuple, view};
use crate::vm::value::{Immediate, Ref, Value};

/// The type of all blocks of a kind; `object` where it depends on the block.
static TYPE_OF_KIND: [TypeId; 64] = {
    let mut table = [TypeId::Object; 64];
    let rows = [
        (Kind::Float, TypeId::Float),
        (Kind::FloatTemp, TypeId::Float),
        (Kind::BigInt, TypeId::Int),
        (Kind::Str, TypeId::Str),
        (Kind::LongStr, TypeId::Str),
        (Kind::Bytes, TypeId::Bytes),
        (Kind::ByteArray, TypeId::ByteArray),
        (Kind::List, TypeId::List),
        (Kind::Tuple, TypeId::Tuple),
        (Kind::Dict, TypeId::Dict),
        (Kind::Set, TypeId::Set),
        (Kind::FrozenSet, TypeId::FrozenSet),
        (Kind::Array, TypeId::Array),
        (Kind::Deque, TypeId::Deque),
        (Kind::Range, TypeId::Range),
        (Kind::Slice, TypeId::Slice),
        (Kind::Function, TypeId::Function),
        (Kind::Cell, TypeId::Cell),
        (Kind::Code, TypeId::Code),
        (Kind::Class, TypeId::Type),
        (Kind::Module, TypeId::Module),
        (Kind::Property, TypeId::Property),
        (Kind::ClassMethod, TypeId::ClassMethod),
        (Kind::StaticMethod, TypeId::StaticMethod),
        (Kind::MemoryView, TypeId::MemoryView),
        (Kind::Complex, TypeId::Complex),
        (Kind::MappingProxy, TypeId::MappingProxy),
        (Kind::Super, TypeId::Super),
        (Kind::Traceback, TypeId::Traceback),
    ];
    let mut row = 0;
    while row < rows.len() {
        table[rows[row].0 as usize] = rows[row].1;
        row += 1;
    }
    table
};

/// The type behind type `index` in the method resolution order of built-in type `first`. All have one base, but for
/// `ExceptionGroup`, which has `Exception` as its second.
#[inline(always)]
pub fn next_in_order(first: u16, index: u16) -> u16 {
    if first == TypeId::ExceptionGroup as u16 && index == TypeId::BaseExceptionGroup as u16 {
        return TypeId::Exception as u16;
    }
    TYPES.get(index as usize).map_or(TypeId::Object, |table| table.base) as u16
}

impl<'m> Vm<'m> {
    /// The kind of the block a value refers to.
    #[inline(never)]
    pub fn kind(&self, value: Value) -> Option<Kind> {
        self.kind_here(value)
    }

    /// As [`Vm::kind`], for what the loop calls most: expanded in place.
    #[inline(always)]
    pub(crate) fn kind_here(&self, value: Value) -> Option<Kind> {
        value.as_ref().map(|block| self.heap.memory().kind(block))
    }

    /// The class of a value.
    pub fn type_of(&self, value: Value) -> Value {
        let block = value.block();
        match self.kind_here(value) {
            Some(Kind::Instance | Kind::LooseInstance | Kind::Exception | Kind::Native) => {
                self.heap.memory().value(block, 1)
            }
            Some(Kind::Class) => {
                let metaclass = self.heap.memory().value(block, METACLASS);
                if metaclass.is_defined() { metaclass } else { Value::builtin_type(TypeId::Type) }
            }
            _ => Value::builtin_type(self.plain_type(value)),
        }
    }

    /// The built-in type of a value; for instances of classes of Python the built-in type they are made on.
    #[inline(never)]
    pub fn type_id(&self, value: Value) -> TypeId {
        match self.kind_here(value) {
            Some(Kind::Instance | Kind::LooseInstance | Kind::Exception | Kind::Native) => {
                native_base(self, self.heap.memory().value(value.block(), 1))
            }
            _ => self.plain_type(value),
        }
    }

    fn plain_type(&self, value: Value) -> TypeId {
        if value.is_small() {
            return TypeId::Int;
        }
        if value.is_name() {
            return TypeId::Str;
        }
        if let Some((class, index)) = value.as_immediate() {
            return match class {
                Immediate::Singleton => {
                    [TypeId::NoneType, TypeId::Bool, TypeId::Bool, TypeId::Ellipsis, TypeId::NotImplemented]
                        .get(index as usize)
                        .copied()
                        .unwrap_or(TypeId::Object)
                }
                Immediate::Type => TypeId::Type,
                Immediate::Native => TypeId::NativeFunction,
                Immediate::Method => TypeId::MethodDescriptor,
            };
        }
        let Some(block) = value.as_ref() else { return TypeId::NoneType };
        let header = self.heap.memory().header(block);
        match TYPE_OF_KIND.get(header.kind_bits() as usize) {
            Some(id) if *id != TypeId::Object => *id,
            _ => self.rare_type(block, header.kind()),
        }
    }

    /// The type of blocks of a kind that many types share.
    #[inline(never)]
    fn rare_type(&self, block: Ref, kind: Kind) -> TypeId {
        match kind {
            Kind::BoundMethod if self.heap.value(block, 1).is_ref() => TypeId::BoundMethod,
            Kind::BoundMethod => TypeId::BuiltinMethod,
            Kind::Generator => generator::type_id(&self.heap, block),
            Kind::Iterator => iterator::type_id(&self.heap, block),
            Kind::DictView => view::type_id(&self.heap, block),
            Kind::Member => member::type_id(&self.heap, block),
            Kind::Alias if self.heap.value(block, 1).is_none() => TypeId::Union,
            Kind::Alias => TypeId::Alias,
            _ => TypeId::Object,
        }
    }

    /// The built-in object inside an instance of a subclass of a built-in type; any other value itself.
    #[inline(never)]
    pub fn payload(&self, value: Value) -> Value {
        let block = value.block();
        let word = match self.heap.memory().kind(block) {
            Kind::Instance => 2,
            Kind::LooseInstance => 3,
            _ => return value,
        };
        let class = self.heap.value(block, 1);
        if native_base(self, class) == TypeId::Object { value } else { self.heap.value(block, word) }
    }

    /// True for classes, built-in or not.
    pub fn is_class(&self, value: Value) -> bool {
        matches!(value.as_immediate(), Some((Immediate::Type, _))) || self.kind(value) == Some(Kind::Class)
    }

    /// True if `class` is `of` or derives from it.
    pub fn is_subclass(&self, class: Value, of: Value) -> bool {
        if class == of || of == Value::builtin_type(TypeId::Object) {
            return true;
        }
        if self.kind_here(class) == Some(Kind::Class) {
            let (memory, mro) = (self.heap.memory(), self.heap.memory().block(class.block(), MRO));
            return (0..tuple::len(self, Value::reference(mro)))
                .any(|index| memory.value(mro, tuple::ITEMS + index) == of);
        }
        let (Some((Immediate::Type, mut index)), Some((Immediate::Type, wanted))) =
            (class.as_immediate(), of.as_immediate())
        else {
            return false;
        };
        let first = index;
        while index != TypeId::Object as u16 {
            if index == wanted {
                return true;
            }
            index = next_in_order(first, index);
        }
        false
    }
}
