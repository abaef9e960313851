//! The built-in types: one file per Python type, its table first.
//!
//! A native function or slot never sees an object move and never runs Python itself. What it needs and cannot do at
//! once it returns as a [`Stop`](super::raise::Stop): an exception, a need for memory (before any side effect: the
//! instruction starts again), or a call to be made in its place (`vm.tail_call`), usually of a function of the
//! prelude, which does the same work in Python where elements need Python code (`__eq__`, `__next__`, a key function).

use super::Vm;
use super::code::Op;
use super::raise::Outcome;
use super::value::Value;
use core::cell::Cell;

/// The arguments of a native call: a view of the VM's registers.
#[derive(Clone, Copy)]
pub struct Args<'m> {
    cells: &'m [Cell<u32>],
}

impl<'m> Args<'m> {
    /// The arguments in these registers.
    pub const fn new(cells: &'m [Cell<u32>]) -> Args<'m> {
        Args { cells }
    }

    /// How many there are (positional, and those given by keyword put in their place).
    #[inline(always)]
    pub fn count(self) -> usize {
        self.cells.len()
    }

    /// The argument at `index`; `Value::UNDEFINED` if it was not given.
    #[inline(always)]
    pub fn get(self, index: usize) -> Value {
        self.cells.get(index).map_or(Value::UNDEFINED, |cell| Value::from_bits(cell.get()))
    }

    /// The argument at `index`, or `default` if it was not given.
    pub fn get_or(self, index: usize, default: Value) -> Value {
        let value = self.get(index);
        if value.is_defined() { value } else { default }
    }

    /// The arguments from `index` on.
    pub fn from(self, index: usize) -> Args<'m> {
        Args { cells: self.cells.get(index..).unwrap_or_default() }
    }

    /// All arguments in turn.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Value> + ExactSizeIterator + use<'m> {
        self.cells.iter().map(|cell| Value::from_bits(cell.get()))
    }
}

/// A native function.
pub type NativeFn = for<'m> fn(&mut Vm<'m>, Args<'m>) -> Outcome<Value>;

/// One row of a table of native functions or methods.
pub struct Native {
    /// The Python name.
    pub name: &'static str,
    /// The parameters as the Python reference writes them, `self` included for methods: `"self, key, default=None, /"`.
    /// `*args` takes any number of positional arguments. Keyword arguments are put in the place of their parameter.
    pub parameters: &'static str,
    /// The least number of arguments, `self` included.
    pub min: u8,
    /// The greatest number of positional arguments; 255: any number.
    pub max: u8,
    /// The function.
    pub call: NativeFn,
}

impl Native {
    /// True if it may be called with so many positional arguments, `self` included.
    #[inline(always)]
    pub fn takes(&self, count: usize) -> bool {
        count >= self.min as usize && (count <= self.max as usize || self.max == u8::MAX)
    }
}

/// A row of a table of natives.
pub const fn native(name: &'static str, parameters: &'static str, min: u8, max: u8, call: NativeFn) -> Native {
    Native { name, parameters, min, max, call }
}

/// An attribute that is computed: `int.real`, `range.start`.
pub struct Getter {
    /// The Python name.
    pub name: &'static str,
    /// Its value for an object.
    pub get: fn(&mut Vm, Value) -> Outcome<Value>,
}

/// What a type does beyond its methods. `None`: it does not.
///
/// The receiver is always of the type itself (the payload of an instance of a subclass is taken out before).
#[allow(clippy::type_complexity)] // The signatures are the table's documentation.
pub struct Slots {
    /// `T(...)`: the arguments do not include the class.
    pub make: Option<NativeFn>,
    /// `repr(x)` into a sink; must not need Python. Containers leave it out and have `__repr__` in the prelude.
    pub repr: Option<fn(&mut Vm, Value, &mut Out) -> Outcome<()>>,
    /// `str(x)`, where it differs from `repr`.
    pub str: Option<fn(&mut Vm, Value, &mut Out) -> Outcome<()>>,
    /// `hash(x)`: 31 bits. `None`: by identity if `compare` is `None`, else unhashable.
    pub hash: Option<fn(&mut Vm, Value) -> Outcome<i32>>,
    /// `len(x)`.
    pub len: Option<fn(&mut Vm, Value) -> Outcome<usize>>,
    /// `bool(x)`, where it is not `len(x) != 0`.
    pub truth: Option<fn(&Vm, Value) -> bool>,
    /// `x[key]`.
    pub item: Option<fn(&mut Vm, Value, Value) -> Outcome<Value>>,
    /// `x[key] = value`, or `del x[key]` if the value is `UNDEFINED`.
    pub set_item: Option<fn(&mut Vm, Value, Value, Value) -> Outcome<()>>,
    /// `item in x`.
    pub contains: Option<fn(&mut Vm, Value, Value) -> Outcome<bool>>,
    /// `iter(x)`.
    pub iter: Option<fn(&mut Vm, Value) -> Outcome<Value>>,
    /// `next(x)`; `None` at the end.
    pub next: Option<fn(&mut Vm, Value) -> Outcome<Option<Value>>>,
    /// `a op b` for `Op::Add` to `Op::BitXor`, where `a` or `b` is of the type; `NotImplemented` if it does not know
    /// the other one. The flag says whether it is in place (`a += b`).
    pub binary: Option<fn(&mut Vm, Op, Value, Value, bool) -> Outcome<Value>>,
    /// `op x` for `Op::Negative`, `Op::Positive`, `Op::Invert`.
    pub unary: Option<fn(&mut Vm, Op, Value) -> Outcome<Value>>,
    /// `a op b` for `Op::Less` to `Op::NotEqual`, where `a` is of the type; `NotImplemented` if it does not know `b`.
    pub compare: Option<fn(&mut Vm, Op, Value, Value) -> Outcome<Value>>,
}

impl Slots {
    /// A type that does nothing.
    pub const NONE: Slots = Slots {
        make: None,
        repr: None,
        str: None,
        hash: None,
        len: None,
        truth: None,
        item: None,
        set_item: None,
        contains: None,
        iter: None,
        next: None,
        binary: None,
        unary: None,
        compare: None,
    };
}

/// A built-in type.
pub struct Type {
    /// The Python name.
    pub name: &'static str,
    /// The class it derives from.
    pub base: TypeId,
    /// What it does.
    pub slots: Slots,
    /// Its methods.
    pub methods: &'static [Native],
    /// Its computed attributes.
    pub getters: &'static [Getter],
}

impl Type {
    /// A plain type, for `..` in the tables.
    pub const PLAIN: Type = Type { name: "", base: TypeId::Object, slots: Slots::NONE, methods: &[], getters: &[] };
}

pub use out::Out;

pub mod alias;
pub mod arithmetic;
pub mod array;
pub mod bigint;
pub mod boolean;
pub mod bytearray;
pub mod bytes;
pub mod class;
pub mod class_attribute;
pub mod class_order;
pub mod code;
pub mod code_letters;
pub mod complex;
pub mod containers;
pub mod deque;
pub mod dict;
pub mod draft;
pub mod equality;
pub mod exception;
pub mod float;
pub mod format_text;
pub mod frozenset;
pub mod function;
pub mod function_attribute;
pub mod generator;
pub mod hex;
pub mod instance;
pub mod int;
pub mod iterator;
pub mod linear;
pub mod list;
pub mod long;
pub mod long_text;
pub mod member;
pub mod memoryview;
pub mod module;
pub mod none;
pub mod object;
pub mod out;
pub mod property;
pub mod proxy;
pub mod quick;
pub mod range;
pub mod search;
pub mod set;
pub mod slice;
pub mod sort;
pub mod special;
pub mod str;
pub mod str_case;
pub mod str_encode;
pub mod str_format;
pub mod str_pad;
pub mod str_percent;
pub mod str_quote;
pub mod str_search;
pub mod str_split;
pub mod str_translate;
pub mod super_;
pub mod table;
pub mod text;
pub mod tuple;
pub mod unicode;
pub mod utf8;
pub mod view;

macro_rules! types {
    ($($id:ident $table:path,)*) => {
        /// The number of each built-in type.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum TypeId {
            $(#[doc = stringify!($table)] $id,)*
        }

        impl TypeId {
            /// Every type, by number.
            pub const ALL: &'static [TypeId] = &[$(TypeId::$id,)*];
        }

        /// The tables of the built-in types, by number.
        pub static TYPES: &[&Type] = &[$(&$table,)*];
    };
}

types! {
    Object object::TYPE,
    Type class::TYPE,
    NoneType none::TYPE,
    Ellipsis none::ELLIPSIS,
    NotImplemented none::NOT_IMPLEMENTED,
    Int int::TYPE,
    Bool boolean::TYPE,
    Float float::TYPE,
    Complex complex::TYPE,
    Str str::TYPE,
    Bytes bytes::TYPE,
    ByteArray bytearray::TYPE,
    MemoryView memoryview::TYPE,
    List list::TYPE,
    Tuple tuple::TYPE,
    Dict dict::TYPE,
    DictKeys view::KEYS,
    DictValues view::VALUES,
    DictItems view::ITEMS,
    Set set::TYPE,
    FrozenSet frozenset::TYPE,
    Range range::TYPE,
    Slice slice::TYPE,
    Function function::TYPE,
    NativeFunction function::NATIVE,
    MethodDescriptor function::METHOD_DESCRIPTOR,
    BoundMethod function::BOUND_METHOD,
    BuiltinMethod function::BUILTIN_METHOD,
    Cell function::CELL,
    Code code::TYPE,
    Generator generator::TYPE,
    Coroutine generator::COROUTINE,
    AsyncGenerator generator::ASYNC_GENERATOR,
    Module module::TYPE,
    Property property::TYPE,
    ClassMethod property::CLASS_METHOD,
    StaticMethod property::STATIC_METHOD,
    Super super_::TYPE,
    Alias alias::ALIAS,
    Union alias::UNION,
    MappingProxy proxy::TYPE,
    MemberDescriptor member::MEMBER,
    GetSetDescriptor member::GETSET,
    Traceback exception::TRACEBACK,
    ListIterator iterator::LIST,
    TupleIterator iterator::TUPLE,
    StrIterator iterator::STR,
    BytesIterator iterator::BYTES,
    RangeIterator iterator::RANGE,
    DictKeyIterator iterator::DICT_KEY,
    DictValueIterator iterator::DICT_VALUE,
    DictItemIterator iterator::DICT_ITEM,
    SetIterator iterator::SET,
    ReverseIterator iterator::REVERSE,
    SequenceIterator iterator::SEQUENCE,
    CallableIterator iterator::CALLABLE,
    Enumerate iterator::ENUMERATE,
    Zip iterator::ZIP,
    Map iterator::MAP,
    Filter iterator::FILTER,
    Array array::TYPE,
    ArrayIterator iterator::ARRAY,
    Deque deque::TYPE,
    DequeIterator iterator::DEQUE,
    BaseException exception::BASE_EXCEPTION,
    BaseExceptionGroup exception::BASE_EXCEPTION_GROUP,
    GeneratorExit exception::GENERATOR_EXIT,
    KeyboardInterrupt exception::KEYBOARD_INTERRUPT,
    SystemExit exception::SYSTEM_EXIT,
    CancelledError exception::CANCELLED_ERROR,
    Exception exception::EXCEPTION,
    ExceptionGroup exception::EXCEPTION_GROUP,
    ArithmeticError exception::ARITHMETIC_ERROR,
    FloatingPointError exception::FLOATING_POINT_ERROR,
    OverflowError exception::OVERFLOW_ERROR,
    ZeroDivisionError exception::ZERO_DIVISION_ERROR,
    AssertionError exception::ASSERTION_ERROR,
    AttributeError exception::ATTRIBUTE_ERROR,
    BufferError exception::BUFFER_ERROR,
    EofError exception::EOF_ERROR,
    ImportError exception::IMPORT_ERROR,
    ModuleNotFoundError exception::MODULE_NOT_FOUND_ERROR,
    LookupError exception::LOOKUP_ERROR,
    IndexError exception::INDEX_ERROR,
    KeyError exception::KEY_ERROR,
    MemoryError exception::MEMORY_ERROR,
    NameError exception::NAME_ERROR,
    UnboundLocalError exception::UNBOUND_LOCAL_ERROR,
    OsError exception::OS_ERROR,
    BlockingIoError exception::BLOCKING_IO_ERROR,
    ChildProcessError exception::CHILD_PROCESS_ERROR,
    ConnectionError exception::CONNECTION_ERROR,
    BrokenPipeError exception::BROKEN_PIPE_ERROR,
    ConnectionAbortedError exception::CONNECTION_ABORTED_ERROR,
    ConnectionRefusedError exception::CONNECTION_REFUSED_ERROR,
    ConnectionResetError exception::CONNECTION_RESET_ERROR,
    FileExistsError exception::FILE_EXISTS_ERROR,
    FileNotFoundError exception::FILE_NOT_FOUND_ERROR,
    InterruptedError exception::INTERRUPTED_ERROR,
    IsADirectoryError exception::IS_A_DIRECTORY_ERROR,
    NotADirectoryError exception::NOT_A_DIRECTORY_ERROR,
    PermissionError exception::PERMISSION_ERROR,
    ProcessLookupError exception::PROCESS_LOOKUP_ERROR,
    TimeoutError exception::TIMEOUT_ERROR,
    ReferenceError exception::REFERENCE_ERROR,
    RuntimeError exception::RUNTIME_ERROR,
    NotImplementedError exception::NOT_IMPLEMENTED_ERROR,
    RecursionError exception::RECURSION_ERROR,
    StopIteration exception::STOP_ITERATION,
    StopAsyncIteration exception::STOP_ASYNC_ITERATION,
    SyntaxError exception::SYNTAX_ERROR,
    IndentationError exception::INDENTATION_ERROR,
    TabError exception::TAB_ERROR,
    SystemError exception::SYSTEM_ERROR,
    TypeError exception::TYPE_ERROR,
    ValueError exception::VALUE_ERROR,
    UnicodeError exception::UNICODE_ERROR,
    UnicodeDecodeError exception::UNICODE_DECODE_ERROR,
    UnicodeEncodeError exception::UNICODE_ENCODE_ERROR,
    Warning exception::WARNING,
    BytesWarning exception::BYTES_WARNING,
    EncodingWarning exception::ENCODING_WARNING,
    PendingDeprecationWarning exception::PENDING_DEPRECATION_WARNING,
    ResourceWarning exception::RESOURCE_WARNING,
    UnicodeWarning exception::UNICODE_WARNING,
    DeprecationWarning exception::DEPRECATION_WARNING,
    RuntimeWarning exception::RUNTIME_WARNING,
    SyntaxWarning exception::SYNTAX_WARNING,
    UserWarning exception::USER_WARNING,
    FutureWarning exception::FUTURE_WARNING,
    ImportWarning exception::IMPORT_WARNING,
}
