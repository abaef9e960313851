//! The part of the built-ins that is written in Python.
//!
//! `build.rs` compiles `*.py` of this folder into an image of 32-bit words in flash, which starts with one word per
//! row of the table below: the reference of that function. These functions cost no RAM until they run; they take part
//! in the step budget like any script, so whatever iterates, compares, hashes or prints objects of user classes is
//! suspendable without a line of Rust for it. Their globals are the rows of the built-ins table (see
//! `bind/modules/builtins.rs`), hidden ones included: names that start with `_`.

use super::Vm;
use super::value::{FLASH, Ref, Value};

macro_rules! prelude {
    ($($(#[$doc:meta])* $id:ident $name:literal,)*) => {
        /// The functions of the prelude that Rust code calls by name.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u16)]
        pub enum Prelude { $($(#[$doc])* $id,)* }

        /// Their Python names, in the order of the enum.
        pub const NAMES: &[&str] = &[$($name,)*];
    };
}

prelude! {
    /// `(a, b)`: `a < b` … are in operators.py.
    ListRepr "_list_repr",
    TupleRepr "_tuple_repr",
    DictRepr "_dict_repr",
    SetRepr "_set_repr",
    /// `(self, other)`: element by element.
    SequenceEqual "_sequence_equal",
    /// `(op, a, b)`: op one of "<" "<=" ">" ">=".
    SequenceOrder "_sequence_order",
    DictEqual "_dict_equal",
    /// `(sequence, item)`
    SequenceContains "_sequence_contains",
    SequenceIndex "_sequence_index",
    SequenceCount "_sequence_count",
    ListRemove "_list_remove",
    ListSort "_list_sort",
    /// `(iterable)`: lists from anything that Rust cannot iterate at once.
    ListFrom "_list_from",
    TupleFrom "_tuple_from",
    ListExtend "_list_extend",
    DictGet "_dict_get",
    DictItem "_dict_item",
    DictSet "_dict_set",
    DictDelete "_dict_delete",
    DictContains "_dict_contains",
    DictPop "_dict_pop",
    DictSetDefault "_dict_setdefault",
    DictFrom "_dict_from",
    DictUpdate "_dict_update",
    SetFrom "_set_from",
    SetAdd "_set_add",
    SetRemove "_set_remove",
    SetContains "_set_contains",
    SetUpdate "_set_update",
    StrJoin "_str_join",
    // Classes, generators and the prompt: classes.py.
    BuildClass "_build_class",
    TypeNew "_type_new",
    Construct "_construct",
    ConstructPlain "_construct_plain",
    GetAttribute "_getattribute",
    GetAttrDefault "_getattr_default",
    HasAttr "_hasattr",
    GeneratorThrow "_generator_throw",
    GeneratorClose "_generator_close",
    CloseAndRaise "_close_and_raise",
    AsyncSend "_async_send",
    AsyncThrow "_async_throw",
    AsyncClose "_async_close",
    Display "_display",
    Binary "_binary",
    InPlace "_in_place",
    Unary "_unary",
    Compare "_compare",
    Truth "_truth",
    Contains "_contains",
    Missing "_missing",
    Iter "_iter",
    UnpackItems "_unpack_items",
    /// `(value)`: `str(value)`, `repr(value)`, `ascii(value)` of what needs Python.
    Str "_str",
    Repr "_repr",
    Ascii "_ascii",
    /// `(value, spec)`
    Format "_format",
    /// `(value, conversion, spec)`
    FormatConverted "_format_converted",
    /// `(text, arguments, keywords)`
    StrFormat "_str_format",
    /// `(format, arguments)`
    Percent "_percent",
    /// `(text, table)`
    StrTranslate "_str_translate",
    /// `(receiver, name, arguments)`: the method again, with ints for what has `__index__`.
    CallIndexed "_call_indexed",
    /// `(sequence, key)`, `(sequence, key, value)`: the item again, with ints for what has `__index__`.
    ItemIndexed "_item_indexed",
    SetItemIndexed "_set_item_indexed",
    DeleteItemIndexed "_delete_item_indexed",
    /// `(sequence, times)`
    SequenceMultiply "_sequence_multiply",
    /// `(class, source)`
    BytesFrom "_bytes_from",
    /// `(array, iterable)`
    ByteArrayExtend "_bytearray_extend",
}

impl Vm<'_> {
    /// A function of the prelude.
    pub fn prelude(&self, function: Prelude) -> Value {
        self.prelude_at(function as usize)
    }

    /// The function of the prelude's row `row`.
    pub(crate) fn prelude_at(&self, row: usize) -> Value {
        Value::from_bits(self.heap.word(Ref(FLASH), row))
    }
}
