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
    // Containers: containers.py.
    /// `(self)`: of any built-in container.
    ListRepr "_list_repr",
    SliceRepr "_slice_repr",
    /// `(op, a, b)`: op counts from `<`, as `Op::Less` and on do.
    SequenceCompare "_sequence_compare",
    DictEqual "_dict_equal",
    DictNotEqual "_dict_not_equal",
    /// `(sequence, item)`
    SequenceContains "_sequence_contains",
    /// `(sequence, item, start, stop)`
    SequenceIndex "_sequence_index",
    SequenceCount "_sequence_count",
    ListRemove "_list_remove",
    /// `(self, key, reverse)`
    ListSort "_list_sort",
    /// `(iterable)`: lists from anything that Rust cannot iterate at once.
    ListFrom "_list_from",
    TupleFrom "_tuple_from",
    ListExtend "_list_extend",
    /// `(value, function)`
    NotSpread "_not_spread",
    ListInPlaceAdd "_list_in_place_add",
    /// `(self, slice, value)`
    ListSetSlice "_list_set_slice",
    DictGet "_dict_get",
    DictItem "_dict_item",
    DictSet "_dict_set",
    DictDelete "_dict_delete",
    DictContains "_dict_contains",
    DictPop "_dict_pop",
    DictSetDefault "_dict_setdefault",
    /// `(pairs)`: a tuple of keys and values in turn.
    DictBuild "_dict_build",
    DictFrom "_dict_from",
    DictUpdate "_dict_update",
    /// `dict.update(self, mapping=(), /, **keywords)`
    DictUpdateKeywords "_dict_update_keywords",
    /// `dict.__init__(self, mapping=(), /, **keywords)`
    DictInitKeywords "_dict__init___keywords",
    /// `{**mapping}`
    DictUnpack "_dict_unpack",
    /// `(self, mapping, callable)`: keyword arguments.
    DictMerge "_dict_merge",
    DictInPlaceOr "_dict_in_place_or",
    DictFromKeys "_dict_from_keys",
    SetFrom "_set_from",
    FrozenSetFrom "_frozenset_from",
    SetAdd "_set_add",
    /// `(self, item, silent)`
    SetRemove "_set_remove",
    SetContains "_set_contains",
    SetUpdate "_set_update",
    /// `(self, others)`, as the ones that follow: a tuple of the arguments.
    SetUpdateMany "_set_update_many",
    SetUnion "_set_union",
    SetIntersection "_set_intersection",
    SetIntersectionUpdate "_set_intersection_update",
    SetDifference "_set_difference",
    SetDifferenceUpdate "_set_difference_update",
    SetSymmetricDifference "_set_symmetric_difference",
    SetSymmetricDifferenceUpdate "_set_symmetric_difference_update",
    SetIsDisjoint "_set_isdisjoint",
    SetIsSubset "_set_issubset",
    SetIsSuperset "_set_issuperset",
    /// `(method, self, others)`: the method, but the result is the set.
    SetInPlace "_set_in_place",
    /// `(small, large)`
    SetIsSubsetOf "_set_is_subset_of",
    SetIsNoSubset "_set_is_no_subset_of",
    TupleHash "_tuple_hash",
    FrozenSetHash "_frozenset_hash",
    ViewContains "_view_contains",
    /// `(op, a, b)`: 0 `&`, 1 `|`, 2 `^`, 3 `-`.
    ViewBinary "_view_binary",
    ViewCompare "_view_compare",
    ViewIsDisjoint "_view_isdisjoint",
    RangeFrom "_range_from",
    RangeLen "_range_len",
    RangeIter "_range_iter",
    RangeReversed "_range_reversed",
    RangeItem "_range_item",
    RangeSlice "_range_slice",
    RangeContains "_range_contains",
    RangeCount "_range_count",
    RangeIndex "_range_index",
    RangeEqual "_range_equal",
    RangeNotEqual "_range_not_equal",
    RangeHash "_range_hash",
    SliceIndices "_slice_indices",
    Enumerate "_enumerate",
    /// `zip(*iterables, strict=False)`
    ZipKeywords "_zip_keywords",
    /// `(iterables, strict)`
    Zip "_zip",
    Map "_map",
    /// `(function, iterables)`
    MapMany "_map_many",
    Filter "_filter",
    /// `iter(function, sentinel)`
    CallableIter "_callable_iter",
    SequenceIter "_sequence_iter",
    Reversed "_reversed",
    StrJoin "_str_join",
    // Classes, generators and the prompt: classes.py.
    /// `(traceback)`
    FrameOf "_frame_of",
    BuildClass "_build_class",
    BuildGeneric "_build_generic",
    TypeVariable "_type_variable",
    TypeAlias "_type_alias",
    TypeNew "_type_new",
    Construct "_construct",
    ConstructPlain "_construct_plain",
    /// `(class)`
    AbstractError "_abstract_error",
    /// `(class, function, arguments...)`: an instance on what the function makes.
    ConstructOn "_construct_on",
    ConstructDict "_construct_dict",
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
    AliasRepr "_alias_repr",
    AliasHash "_alias_hash",
    /// `(a, b, wanted)`
    AliasEqual "_alias_equal",
    ProxyRepr "_proxy_repr",
    /// `(descriptor, object, *arguments)`: of a special method of the object's class.
    CallDescriptor "_call_descriptor",
    /// `(descriptor, object, arguments, keywords)`
    CallBound "_call_bound",
    /// `(namespace, name, globals)`
    LoadName "_load_name",
    DictWith "_dict_with",
    /// `(object, class, arguments, keywords)`
    Refill "_refill",
    /// `(object, name, arguments, keywords)`
    CallAttribute "_call_attribute",
    Binary "_binary",
    /// `(op, a, b, how)`: the left operand's method, or if 2 is set in `how` the right one's, has given up; 1: in place.
    OperateRight "_operate_right",
    /// `(op, a, b)`: the left operand's method has given up.
    CompareRight "_compare_right",
    CheckLength "_check_length",
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
    /// `(text, *arguments, **keywords)`
    StrFormatKeywords "_str_format_keywords",
    /// `(format, arguments)`
    Percent "_percent",
    /// `(text, characters, ends)`
    StripLong "_strip_long",
    /// `(text, name, parts, bounds)`
    EndsLong "_ends_long",
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
    // Built-in functions: builtins.py. Those without an underscore are public.
    All "all",
    Any "any",
    Sorted "sorted",
    /// With keyword arguments; without, the natives of these names go first.
    Max "max",
    Min "min",
    Print "print",
    Open "open",
    Input "input",
    Help "help",
    AIter "aiter",
    ANext "anext",
    /// `(iterable, start)`
    Sum "_sum",
    MaxOf "_max_of",
    MinOf "_min_of",
    /// `(iterator, default)`
    NextDefault "_next_default",
    /// `(values)`: a tuple.
    PrintValues "_print_values",
    PrintTo "_print_to",
    Dir "_dir",
    DirBy "_dir_by",
    Vars "_vars",
    // Operators: operators.py.
    NotEqual "_not_equal",
    Len "_len",
    Abs "_abs",
    DivMod "_divmod",
    /// `(base, exponent, modulus)`
    Pow "_pow",
    /// `(value, digits)`
    Round "_round",
    IntFrom "_int_from",
    IntBase "_int_base",
    /// `(value, order, signed)`
    IntFromBytes "_int_from_bytes",
    FloatFrom "_float_from",
    /// `(real)`, `(real, imag)`
    ComplexFrom "_complex_from",
    /// `(number, spec)`
    ComplexFormat "_complex_format",
    /// `(value, radix)`
    InRadix "_in_radix",
    ChrIndexed "_chr_indexed",
    Hash "_hash",
    /// `(object, class)`
    IsInstance "_is_instance",
    IsSubclass "_is_subclass",
    IsInstanceAs "_is_instance_as",
    // Long ints: numbers.py.
    LongMultiply "_long_multiply",
    LongDivide "_long_divide",
    LongFloorDivide "_long_floor_divide",
    LongModulo "_long_modulo",
    LongPower "_long_power",
    LongPowerModulo "_long_power_modulo",
    LongInversePower "_long_inverse_power",
    LongText "_long_text",
    /// `(a, b)`: `a / b`
    LongRatio "_long_ratio",
    /// `(number, spec)`
    LongFormat "_long_format",
    /// `(text, base)`
    IntParse "_int_parse",
    /// `(name, annotation)`
    Annotate "_annotate",
    // Functions of real numbers: numbers.py.
    /// `(function, arguments)`: the function again, with floats for what has `__float__`.
    CallReal "_call_real",
    /// `(function, name, value)`: the special method of that name, or the function of the value's float.
    CallRounding "_call_rounding",
    // Patterns, as `compile/hidden.rs` calls them.
    MatchSequence "_match_sequence",
    MatchMapping "_match_mapping",
    MatchRest "_match_rest",
    MatchClass "_match_class",
    // Texts: code.py.
    CompileText "_compile_text",
    /// `(compilation, namespace)`
    RunText "_run_text",
    RunModule "_run_module",
    /// `(file)`: of the first volume, in `__main__`.
    RunFile "_run_file",
    /// `(line)`: what the prompt may add to it.
    Complete "_complete",
    /// `(name, package)`: the module from the file systems.
    ImportFile "_import_file",
    /// `(package, name)`: a module of the package from the file systems.
    ImportFrom "_import_from",
    /// `(hook, module, name)`
    ImportFromHook "_import_from_hook",
    /// `(module, name)`
    NoImport "_no_import",
    /// `(module, namespace)`
    ImportStar "_import_star",
    // Futures: futures.py.
    /// `(future)`: a coroutine.
    Drive "_drive",
    /// `(future)`: its value, once it is there.
    Await "_await",
    // Events and what is scheduled: events.py.
    CallBack "_call_back",
    /// `(source)`
    EventGet "_event_get",
    /// `(source)`
    EventNext "_event_next",
    // Arrays: array.py.
    /// `(array, iterable)`: the array.
    ArrayExtend "_array_extend",
    ArrayExtendMethod "_array_extend_method",
    /// `(array, index, value)`
    ArrayInsert "_array_insert",
    ArraySet "_array_set",
    // Deques: deque.py.
    /// `(self, iterable)`: gives the deque; the next one None.
    DequeExtend "_deque_extend",
    DequeExtendMethod "_deque_extend_method",
    DequeExtendLeft "_deque_extend_left",
    DequeRepr "_deque_repr",
    DequeReversed "_deque_reversed",
    DequeContains "_deque_contains",
    DequeCount "_deque_count",
    /// `(self, value, start, stop)`
    DequeIndex "_deque_index",
    DequeRemove "_deque_remove",
    /// `(self, times, in_place)`
    DequeMultiply "_deque_multiply",
    /// `(op, a, b)`: op counts from `<`.
    DequeCompare "_deque_compare",
    // Exceptions: exceptions.py.
    ExceptionStr "_exception_str",
    ExceptionRepr "_exception_repr",
    /// `(group, condition)`
    GroupSplit "_split",
    GroupSubgroup "_subgroup",
    /// `except*`: see `compile/hidden.rs`.
    GroupMatch "_group_split",
    GroupJoin "_group_join",
    /// `(exception, write)`
    PrintException "_print_exception",
}

/// The row of the first function that scripts see.
const FIRST_PUBLIC: usize = Prelude::All as usize;
/// How many they are: one behind the other.
const PUBLIC: usize = Prelude::ANext as usize + 1 - FIRST_PUBLIC;
/// Their names. Those of all functions are known to the build only.
static PUBLIC_NAMES: [&str; PUBLIC] = {
    let mut names = [""; PUBLIC];
    let mut index = 0;
    while index < PUBLIC {
        names[index] = NAMES[FIRST_PUBLIC + index];
        index += 1;
    }
    names
};
const _: () = assert!(stand_together(), "the public functions do not");

/// True if no other function has a name without an underscore in front.
const fn stand_together() -> bool {
    let mut row = 0;
    while row < NAMES.len() {
        if (row.wrapping_sub(FIRST_PUBLIC) < PUBLIC) != (NAMES[row].as_bytes()[0] != b'_') {
            return false;
        }
        row += 1;
    }
    true
}

/// The functions that take the keyword arguments of methods that have none, by the end of the methods' names.
const KEYWORD_TWINS: [(Prelude, &str); 4] = [
    (Prelude::DictUpdateKeywords, "update"),
    (Prelude::DictInitKeywords, "__init__"),
    (Prelude::ZipKeywords, "zip"),
    (Prelude::StrFormatKeywords, "format"),
];

/// The names of the functions that scripts see, by row.
pub fn public() -> impl Iterator<Item = (usize, &'static str)> {
    PUBLIC_NAMES.iter().enumerate().map(|(index, name)| (FIRST_PUBLIC + index, *name))
}

/// The name of the function of row `row`, if scripts see it.
pub fn public_name(row: usize) -> Option<&'static str> {
    PUBLIC_NAMES.get(row.wrapping_sub(FIRST_PUBLIC)).copied()
}

/// The row of the function that takes the keyword arguments of a method.
pub fn keyword_twin(method: &str) -> Option<usize> {
    KEYWORD_TWINS.iter().find(|twin| twin.1 == method).map(|twin| twin.0 as usize)
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
