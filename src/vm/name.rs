//! Names: interned strings. Equal names are equal words, and a name carries its text's hash.
//!
//! | bits | field |
//! |--|--|
//! | 0..=2 | the tag of [`Value`](super::value::Value): `010` |
//! | 3..=15 | index |
//! | 16 | 1 if the text is ASCII |
//! | 17..=31 | hash of the text, never 0 |
//!
//! Indices 0..=127 are the texts of one ASCII character, 128 is the empty text, the next ones the rows of the table
//! below and then the other names of the prelude, which `build.rs` collects; their texts lie in flash. So do those of the
//! standard modules, from [`LIBRARY_START`] on, in an image that only a library of modules links. From
//! [`STATIC_NAMES`] on a name's text is a block in the heap (`heap/names.rs`).

use crate::image::{LIBRARY_NAMES, NAMES, modules};

/// An interned string.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(transparent)]
pub struct Name(u32);

const NAME_TAG: u32 = 0b010;
/// Names that one program can have.
pub const NAME_LIMIT: usize = 1 << 13;
/// The index of the empty text.
const NAME_EMPTY: u16 = 128;
/// The index of the table's first row.
const FIRST_ROW: u16 = 129;
/// The index of the first name that only the standard modules use.
pub const LIBRARY_START: u16 = FIRST_ROW + ROW_TEXTS.len() as u16;
/// The names that need no heap.
pub const STATIC_NAMES: u16 = LIBRARY_START + LIBRARY_NAMES;
/// The number of the image with those names' texts.
pub const LIBRARY_IMAGE: u32 = modules::IMAGES as u32 + 1;
/// What the first word of the library's names is followed by: where the rows of each of so many buckets of hashes start
/// (16 bits each, and the end), where each row's text starts (likewise, in bytes), the texts.
pub const BUCKETS: usize = 1024;

/// The bucket of a hash of [`hash16`].
pub const fn bucket(hash: u16) -> usize {
    hash as usize >> 6
}

/// The empty text.
pub const EMPTY: Name = Name::EMPTY;

/// The hash of a text in the upper 15 bits, never 0 there, and 1 in the lowest bit if the text is ASCII. FNV-1a, folded.
///
/// Of a long text its ends and its length decide, so that it need not be read as a whole.
pub const fn hash16(text: &[u8]) -> u16 {
    if text.len() > HASHED_WHOLE {
        return hash_of_long(text, text.is_ascii());
    }
    let (mut hash, mut all, mut rest) = (HASH_START, 0, text);
    while let [byte, after @ ..] = rest {
        all |= *byte;
        hash = (hash ^ *byte as u32).wrapping_mul(PRIME);
        rest = after;
    }
    folded(hash, all < 0x80)
}

/// Texts above this length are long.
const HASHED_WHOLE: usize = 254;
/// Bytes at each end of a long text that are hashed.
const HASHED_END: usize = 64;
/// What FNV-1a multiplies by.
const PRIME: u32 = 0x0100_0193;
/// Where FNV-1a starts.
const HASH_START: u32 = 0x811c_9dc5;

/// The hash of a text of more than `HASHED_WHOLE` bytes; `ascii` says whether it is ASCII.
pub const fn hash_of_long(text: &[u8], ascii: bool) -> u16 {
    let (front, _) = text.split_at(HASHED_END);
    let (_, back) = text.split_at(text.len() - HASHED_END);
    folded(fnv(fnv(HASH_START ^ text.len() as u32, front), back), ascii)
}

/// The hash of what `bytes` hold.
pub const fn hash_of_bytes(bytes: &[u8]) -> u16 {
    if bytes.len() > HASHED_WHOLE { hash_of_long(bytes, false) } else { hash16(bytes) }
}

#[inline(always)]
const fn fnv(start: u32, text: &[u8]) -> u32 {
    let (mut hash, mut rest) = (start, text);
    while let [byte, after @ ..] = rest {
        hash = (hash ^ *byte as u32).wrapping_mul(PRIME);
        rest = after;
    }
    hash
}

#[inline(always)]
const fn folded(hash: u32, ascii: bool) -> u16 {
    let folded = (hash ^ hash >> 15) as u16 & 0x7fff;
    let nonzero = if folded == 0 { 1 } else { folded };
    nonzero << 1 | ascii as u16
}

impl Name {
    /// The empty text.
    pub const EMPTY: Name = Name::new(NAME_EMPTY, hash16(b""));

    /// The name with `index`, whose text has the hash `hash`.
    pub const fn new(index: u16, hash: u16) -> Name {
        Name((hash as u32) << 16 | (index as u32 % NAME_LIMIT as u32) << 3 | NAME_TAG)
    }

    /// The name of a text of one ASCII character (of another byte: of its low seven bits).
    pub const fn ascii(character: u8) -> Name {
        let character = character & 0x7f;
        // As `hash16`, without its loops.
        Name::new(character as u16, folded((HASH_START ^ character as u32).wrapping_mul(PRIME), true))
    }

    /// The word itself.
    #[inline(always)]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The name of a word that [`Name::bits`] gave.
    #[inline(always)]
    pub const fn from_bits(bits: u32) -> Name {
        Name(bits)
    }

    /// The index.
    #[inline(always)]
    pub const fn index(self) -> u16 {
        (self.0 >> 3) as u16 & (NAME_LIMIT as u16 - 1)
    }

    /// The hash and ASCII flag, as [`hash16`] gave them.
    #[inline(always)]
    pub const fn hash(self) -> u16 {
        (self.0 >> 16) as u16
    }

    /// True if the text is ASCII.
    #[inline(always)]
    pub const fn is_ascii(self) -> bool {
        self.0 & 1 << 16 != 0
    }

    /// The text, unless it is in the heap or among the library's names.
    pub fn static_text(self) -> Option<&'static [u8]> {
        match self.index() {
            index @ ..NAME_EMPTY => NAME_CHARACTERS.get(index as usize..index as usize + 1),
            NAME_EMPTY => Some(b""),
            index => row_text((index - FIRST_ROW) as usize),
        }
    }

    /// The name of `text` if it needs neither heap nor library; `hash` is the text's [`hash16`].
    pub fn find_static(text: &[u8], hash: u16) -> Option<Name> {
        if let [character @ ..0x80] = text {
            return Some(Name::new(*character as u16, hash));
        }
        if text.is_empty() {
            return Some(EMPTY);
        }
        let mut at = hash as usize >> 1;
        loop {
            let row = ROW_INDEX[at % ROW_INDEX.len()];
            if row == ROW_VACANT {
                return None;
            }
            if row_text(row as usize) == Some(text) {
                return Some(Name::new(FIRST_ROW + row, hash));
            }
            at += 1;
        }
    }
}

fn row_text(row: usize) -> Option<&'static [u8]> {
    let (start, end) = (*ROW_STARTS.get(row)?, *ROW_STARTS.get(row + 1)?);
    ROW_BYTES.get(start as usize..end as usize)
}

/// Every ASCII character, in order.
static NAME_CHARACTERS: [u8; 128] = {
    let mut characters = [0; 128];
    let mut i = 0;
    while i < 128 {
        characters[i] = i as u8;
        i += 1;
    }
    characters
};

/// The texts of all rows: the table's, then those that `build.rs` adds.
static ROW_TEXTS: [&str; TABLE_TEXTS.len() + NAMES.len()] = {
    let mut texts = [""; TABLE_TEXTS.len() + NAMES.len()];
    let mut row = 0;
    while row < texts.len() {
        texts[row] = if row < TABLE_TEXTS.len() { TABLE_TEXTS[row] } else { NAMES[row - TABLE_TEXTS.len()] };
        row += 1;
    }
    texts
};

/// Where each row's text starts in `ROW_BYTES`, and the end.
static ROW_STARTS: [u16; ROW_TEXTS.len() + 1] = offsets();
/// The rows' texts, one after the other.
static ROW_BYTES: [u8; offsets()[ROW_TEXTS.len()] as usize] = all_text();
/// An unused place of `ROW_INDEX`.
const ROW_VACANT: u16 = u16::MAX;
/// Rows by hash: open addressing, linear probing, at most three quarters full.
static ROW_INDEX: [u16; (ROW_TEXTS.len() * 4 / 3).next_power_of_two()] = index();

const fn offsets() -> [u16; ROW_TEXTS.len() + 1] {
    let mut offsets = [0; ROW_TEXTS.len() + 1];
    let mut row = 0;
    while row < ROW_TEXTS.len() {
        offsets[row + 1] = offsets[row] + ROW_TEXTS[row].len() as u16;
        row += 1;
    }
    offsets
}

const fn all_text() -> [u8; offsets()[ROW_TEXTS.len()] as usize] {
    let mut all = [0; offsets()[ROW_TEXTS.len()] as usize];
    let (mut row, mut at) = (0, 0);
    while row < ROW_TEXTS.len() {
        let text = ROW_TEXTS[row].as_bytes();
        let mut i = 0;
        while i < text.len() {
            all[at] = text[i];
            (at, i) = (at + 1, i + 1);
        }
        row += 1;
    }
    all
}

const fn index() -> [u16; (ROW_TEXTS.len() * 4 / 3).next_power_of_two()] {
    let mut index = [ROW_VACANT; (ROW_TEXTS.len() * 4 / 3).next_power_of_two()];
    let mut row = 0;
    while row < ROW_TEXTS.len() {
        let mut at = hash16(ROW_TEXTS[row].as_bytes()) as usize >> 1;
        while index[at % index.len()] != ROW_VACANT {
            at += 1;
        }
        let place = at % index.len();
        index[place] = row as u16;
        row += 1;
    }
    index
}

macro_rules! names {
    ($($name:ident $text:literal,)*) => {
        /// The rows' numbers.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[repr(u16)]
        enum Row { $($name,)* }

        $(
            #[doc = concat!("`", $text, "`")]
            pub const $name: Name = Name::new(FIRST_ROW + Row::$name as u16, hash16($text.as_bytes()));
        )*

        const TABLE_TEXTS: &[&str] = &[$($text,)*];
    };
}

// Add rows anywhere: images name texts, not numbers.
names! {
    // Singletons
    NONE "None", TRUE "True", FALSE "False", ELLIPSIS "Ellipsis", NOT_IMPLEMENTED "NotImplemented",
    // Functions and types
    ABS "abs", AITER "aiter", ALL "all", ANEXT "anext", ANY "any", ASCII "ascii", BIN "bin", BOOL "bool",
    BREAKPOINT "breakpoint", BYTEARRAY "bytearray", BYTES "bytes", CALLABLE "callable", CHR "chr",
    CLASSMETHOD "classmethod", COMPILE "compile", COMPLEX "complex", DELATTR "delattr", DICT "dict", DIR "dir",
    DIVMOD "divmod", ENUMERATE "enumerate", EVAL "eval", EXEC "exec", FILTER "filter", FLOAT "float", FORMAT "format",
    FROZENSET "frozenset", GETATTR "getattr", GLOBALS "globals", HASATTR "hasattr", HASH "hash", HELP "help", HEX "hex",
    ID "id", INPUT "input", INT "int", ISINSTANCE "isinstance", ISSUBCLASS "issubclass", ITER "iter", LEN "len",
    LIST "list", LOCALS "locals", MAP "map", MAPPING "mapping", MAX "max", MEMORYVIEW "memoryview", MIN "min", NEXT "next",
    OBJECT "object", OCT "oct", OPEN "open", ORD "ord", POW "pow", PRINT "print", PROPERTY "property", RANGE "range",
    REPR "repr", REVERSED "reversed", ROUND "round", SET "set", SETATTR "setattr", SLICE "slice", SORTED "sorted",
    STATICMETHOD "staticmethod", STR "str", SUM "sum", SUPER "super", TUPLE "tuple", TYPE "type", VARS "vars",
    ZIP "zip",
    // More types
    FUNCTION "function", MODULE "module", METHOD "method", GENERATOR "generator", COROUTINE "coroutine",
    ASYNC_GENERATOR "async_generator", CELL "cell", CODE "code", NONE_TYPE "NoneType",
    NOT_IMPLEMENTED_TYPE "NotImplementedType", ELLIPSIS_LOWER "ellipsis", DICT_KEYS "dict_keys",
    DICT_VALUES "dict_values", DICT_ITEMS "dict_items", TRACEBACK "traceback",
    BUILTIN_FUNCTION_OR_METHOD "builtin_function_or_method", UNION_TYPE "UnionType", GENERIC_ALIAS "GenericAlias",
    ITERATOR "iterator", BOUND_METHOD "bound_method", MAPPINGPROXY "mappingproxy", TYPES "types",
    // Exceptions
    ARITHMETIC_ERROR "ArithmeticError", ASSERTION_ERROR "AssertionError", ATTRIBUTE_ERROR "AttributeError",
    BASE_EXCEPTION "BaseException", BASE_EXCEPTION_GROUP "BaseExceptionGroup", BLOCKING_IO_ERROR "BlockingIOError",
    BROKEN_PIPE_ERROR "BrokenPipeError", BUFFER_ERROR "BufferError", BYTES_WARNING "BytesWarning",
    CHILD_PROCESS_ERROR "ChildProcessError", CONNECTION_ABORTED_ERROR "ConnectionAbortedError",
    CONNECTION_ERROR "ConnectionError", CONNECTION_REFUSED_ERROR "ConnectionRefusedError",
    CONNECTION_RESET_ERROR "ConnectionResetError", DEPRECATION_WARNING "DeprecationWarning", EOF_ERROR "EOFError",
    ENCODING_WARNING "EncodingWarning", ENVIRONMENT_ERROR "EnvironmentError", EXCEPTION "Exception",
    EXCEPTION_GROUP "ExceptionGroup", FILE_EXISTS_ERROR "FileExistsError", FILE_NOT_FOUND_ERROR "FileNotFoundError",
    FLOATING_POINT_ERROR "FloatingPointError", FUTURE_WARNING "FutureWarning", GENERATOR_EXIT "GeneratorExit",
    IO_ERROR "IOError", IMPORT_ERROR "ImportError", IMPORT_WARNING "ImportWarning",
    INDENTATION_ERROR "IndentationError", INDEX_ERROR "IndexError", INTERRUPTED_ERROR "InterruptedError",
    IS_A_DIRECTORY_ERROR "IsADirectoryError", KEY_ERROR "KeyError", KEYBOARD_INTERRUPT "KeyboardInterrupt",
    LOOKUP_ERROR "LookupError", MEMORY_ERROR "MemoryError", MODULE_NOT_FOUND_ERROR "ModuleNotFoundError",
    NAME_ERROR "NameError", NOT_A_DIRECTORY_ERROR "NotADirectoryError", NOT_IMPLEMENTED_ERROR "NotImplementedError",
    OS_ERROR "OSError", OVERFLOW_ERROR "OverflowError", PENDING_DEPRECATION_WARNING "PendingDeprecationWarning",
    PERMISSION_ERROR "PermissionError", PROCESS_LOOKUP_ERROR "ProcessLookupError", RECURSION_ERROR "RecursionError",
    REFERENCE_ERROR "ReferenceError", RESOURCE_WARNING "ResourceWarning", RUNTIME_ERROR "RuntimeError",
    RUNTIME_WARNING "RuntimeWarning", STOP_ASYNC_ITERATION "StopAsyncIteration", STOP_ITERATION "StopIteration",
    SYNTAX_ERROR "SyntaxError", SYNTAX_WARNING "SyntaxWarning", SYSTEM_ERROR "SystemError", SYSTEM_EXIT "SystemExit",
    TAB_ERROR "TabError", TIMEOUT_ERROR "TimeoutError", TYPE_ERROR "TypeError", UNBOUND_LOCAL_ERROR "UnboundLocalError",
    UNICODE_DECODE_ERROR "UnicodeDecodeError", UNICODE_ENCODE_ERROR "UnicodeEncodeError", UNICODE_ERROR "UnicodeError",
    UNICODE_TRANSLATE_ERROR "UnicodeTranslateError", UNICODE_WARNING "UnicodeWarning", USER_WARNING "UserWarning",
    VALUE_ERROR "ValueError", WARNING "Warning", ZERO_DIVISION_ERROR "ZeroDivisionError",
    PYTHON_FINALIZATION_ERROR "PythonFinalizationError",
    // Special names
    __ABS__ "__abs__", __ABSTRACTMETHODS__ "__abstractmethods__", __ADD__ "__add__", __AENTER__ "__aenter__",
    __AEXIT__ "__aexit__", __AITER__ "__aiter__", __ALL__ "__all__", __ALLOC__ "__alloc__", __AND__ "__and__",
    __ANEXT__ "__anext__", __ANNOTATIONS__ "__annotations__", __AWAIT__ "__await__", __BASE__ "__base__",
    __BASES__ "__bases__", __BOOL__ "__bool__", __BUFFER__ "__buffer__", __BYTES__ "__bytes__", __CALL__ "__call__",
    __CAUSE__ "__cause__", __CEIL__ "__ceil__", __CLASS__ "__class__", __CLASS_GETITEM__ "__class_getitem__",
    __CLASSCELL__ "__classcell__", __CLOSURE__ "__closure__", __CODE__ "__code__", __COMPLEX__ "__complex__",
    __CONTAINS__ "__contains__", __CONTEXT__ "__context__", __COPY__ "__copy__",
    __DATACLASS_FIELDS__ "__dataclass_fields__", __DATE__ "__date__", __DEBUG__ "__debug__",
    __DEEPCOPY__ "__deepcopy__", __DEFAULTS__ "__defaults__", __DEL__ "__del__", __DELATTR__ "__delattr__",
    __DELETE__ "__delete__", __DELITEM__ "__delitem__", __DICT__ "__dict__", __DIR__ "__dir__", __DIVMOD__ "__divmod__",
    __DOC__ "__doc__", __ENTER__ "__enter__", __EQ__ "__eq__", __EXIT__ "__exit__", __FILE__ "__file__",
    __FLOAT__ "__float__", __FLOOR__ "__floor__", __FLOORDIV__ "__floordiv__", __FORMAT__ "__format__",
    __FSPATH__ "__fspath__", __FUNC__ "__func__", __FUTURE__ "__future__", __GE__ "__ge__", __GET__ "__get__",
    __GETATTR__ "__getattr__", __GETATTRIBUTE__ "__getattribute__", __GETFORMAT__ "__getformat__",
    __GETITEM__ "__getitem__", __GLOBALS__ "__globals__", __GT__ "__gt__", __HASH__ "__hash__", __IADD__ "__iadd__",
    __IAND__ "__iand__", __IFLOORDIV__ "__ifloordiv__", __ILSHIFT__ "__ilshift__", __IMATMUL__ "__imatmul__",
    __IMOD__ "__imod__", __IMPORT__ "__import__", __IMUL__ "__imul__", __INDEX__ "__index__", __INIT__ "__init__",
    __INIT_SUBCLASS__ "__init_subclass__", __INSTANCECHECK__ "__instancecheck__", __INT__ "__int__",
    __INVERT__ "__invert__", __IOR__ "__ior__", __IPOW__ "__ipow__", __IRSHIFT__ "__irshift__",
    __ISABSTRACTMETHOD__ "__isabstractmethod__", __ISUB__ "__isub__", __ITER__ "__iter__", __ITRUEDIV__ "__itruediv__",
    __IXOR__ "__ixor__", __KWDEFAULTS__ "__kwdefaults__", __LE__ "__le__", __LEN__ "__len__",
    __LENGTH_HINT__ "__length_hint__", __LOADER__ "__loader__", __LSHIFT__ "__lshift__", __LT__ "__lt__",
    __MAIN__ "__main__", __MATCH_ARGS__ "__match_args__", __MATMUL__ "__matmul__", __MISSING__ "__missing__",
    __MOD__ "__mod__", __MODULE__ "__module__", __MRO__ "__mro__", __MUL__ "__mul__", __NAME__ "__name__",
    __NE__ "__ne__", __NEG__ "__neg__", __NEW__ "__new__", __NEXT__ "__next__", __NOTES__ "__notes__", __OR__ "__or__",
    __PACKAGE__ "__package__", __PATH__ "__path__", __POS__ "__pos__", __POST_INIT__ "__post_init__", __POW__ "__pow__",
    __PREPARE__ "__prepare__", __QUALNAME__ "__qualname__", __RADD__ "__radd__", __RAND__ "__rand__",
    __RDIVMOD__ "__rdivmod__", __REPR__ "__repr__", __REVERSED__ "__reversed__", __RFLOORDIV__ "__rfloordiv__",
    __RLSHIFT__ "__rlshift__", __RMATMUL__ "__rmatmul__", __RMOD__ "__rmod__", __RMUL__ "__rmul__", __ROR__ "__ror__",
    __ROUND__ "__round__", __RPOW__ "__rpow__", __RRSHIFT__ "__rrshift__", __RSHIFT__ "__rshift__", __RSUB__ "__rsub__",
    __RTRUEDIV__ "__rtruediv__", __RXOR__ "__rxor__", __SELF__ "__self__", __SELF_CLASS__ "__self_class__",
    __SET__ "__set__", __SET_NAME__ "__set_name__", __SETATTR__ "__setattr__", __SETITEM__ "__setitem__",
    __SLOTS__ "__slots__", __SPEC__ "__spec__", __STR__ "__str__", __SUB__ "__sub__",
    __SUBCLASSCHECK__ "__subclasscheck__", __SUBCLASSES__ "__subclasses__", __SUPPRESS_CONTEXT__ "__suppress_context__",
    __THISCLASS__ "__thisclass__", __TRACEBACK__ "__traceback__", __TRUEDIV__ "__truediv__", __TRUNC__ "__trunc__",
    __TYPE_PARAMS__ "__type_params__", __VERSION__ "__version__", __WEAKREF__ "__weakref__", __WRAPPED__ "__wrapped__",
    __XOR__ "__xor__",
    // Attributes of `str`
    CAPITALIZE "capitalize", CASEFOLD "casefold", CENTER "center", COUNT "count", ENCODE "encode", ENDSWITH "endswith",
    EXPANDTABS "expandtabs", FIND "find", FORMAT_MAP "format_map", INDEX "index", ISALNUM "isalnum", ISALPHA "isalpha",
    ISASCII "isascii", ISDECIMAL "isdecimal", ISDIGIT "isdigit", ISIDENTIFIER "isidentifier", ISLOWER "islower",
    ISNUMERIC "isnumeric", ISPRINTABLE "isprintable", ISSPACE "isspace", ISTITLE "istitle", ISUPPER "isupper",
    JOIN "join", LJUST "ljust", LOWER "lower", LSTRIP "lstrip", MAKETRANS "maketrans", PARTITION "partition",
    REMOVEPREFIX "removeprefix", REMOVESUFFIX "removesuffix", REPLACE "replace", RFIND "rfind", RINDEX "rindex",
    RJUST "rjust", RPARTITION "rpartition", RSPLIT "rsplit", RSTRIP "rstrip", SPLIT "split", SPLITLINES "splitlines",
    STARTSWITH "startswith", STRIP "strip", SWAPCASE "swapcase", TITLE "title", TRANSLATE "translate", UPPER "upper",
    ZFILL "zfill",
    // Attributes of `bytes`
    DECODE "decode", FROMHEX "fromhex",
    // Attributes of `bytearray`
    APPEND "append", CLEAR "clear", COPY "copy", EXTEND "extend", INSERT "insert", POP "pop", REMOVE "remove",
    REVERSE "reverse",
    // Attributes of `list`
    SORT "sort",
    // Attributes of `dict`
    FROMKEYS "fromkeys", GET "get", ITEMS "items", KEYS "keys", POPITEM "popitem", SETDEFAULT "setdefault",
    UPDATE "update", VALUES "values",
    // Attributes of `set`
    ADD "add", DIFFERENCE "difference", DIFFERENCE_UPDATE "difference_update", DISCARD "discard",
    INTERSECTION "intersection", INTERSECTION_UPDATE "intersection_update", ISDISJOINT "isdisjoint",
    ISSUBSET "issubset", ISSUPERSET "issuperset", SYMMETRIC_DIFFERENCE "symmetric_difference",
    SYMMETRIC_DIFFERENCE_UPDATE "symmetric_difference_update", UNION "union",
    // Attributes of `int`
    AS_INTEGER_RATIO "as_integer_ratio", BIT_COUNT "bit_count", BIT_LENGTH "bit_length", CONJUGATE "conjugate",
    DENOMINATOR "denominator", FROM_BYTES "from_bytes", IMAG "imag", NUMERATOR "numerator", REAL "real",
    TO_BYTES "to_bytes",
    // Attributes of `float`
    IS_INTEGER "is_integer",
    // Attributes of `range`
    START "start", STEP "step", STOP "stop",
    // Attributes of `slice`
    INDICES "indices",
    // Attributes of `property`
    DELETER "deleter", FDEL "fdel", FGET "fget", FSET "fset", GETTER "getter", SETTER "setter",
    // Attributes of `memoryview`
    C_CONTIGUOUS "c_contiguous", CAST "cast", CONTIGUOUS "contiguous", F_CONTIGUOUS "f_contiguous", ITEMSIZE "itemsize",
    NBYTES "nbytes", NDIM "ndim", OBJ "obj", READONLY "readonly", RELEASE "release", SHAPE "shape", STRIDES "strides",
    SUBOFFSETS "suboffsets", TOBYTES "tobytes", TOLIST "tolist", TOREADONLY "toreadonly",
    // Attributes of `generator`
    CLOSE "close", GI_CODE "gi_code", GI_FRAME "gi_frame", GI_RUNNING "gi_running", GI_SUSPENDED "gi_suspended",
    GI_YIELDFROM "gi_yieldfrom", SEND "send", THROW "throw",
    // Attributes of `coroutine`
    CR_AWAIT "cr_await", CR_CODE "cr_code", CR_FRAME "cr_frame", CR_ORIGIN "cr_origin", CR_RUNNING "cr_running",
    CR_SUSPENDED "cr_suspended",
    // Attributes of `async_generator`
    ACLOSE "aclose", AG_AWAIT "ag_await", AG_CODE "ag_code", AG_FRAME "ag_frame", AG_RUNNING "ag_running",
    ASEND "asend", ATHROW "athrow",
    // Attributes of `BaseException`
    ADD_NOTE "add_note", ARGS "args", WITH_TRACEBACK "with_traceback",
    // Attributes of `StopIteration`
    VALUE "value",
    // Attributes of `OSError`
    CHARACTERS_WRITTEN "characters_written", ERRNO "errno", FILENAME "filename", FILENAME2 "filename2",
    STRERROR "strerror",
    // Attributes of `ImportError`
    MSG "msg", NAME "name", PATH "path",
    // Attributes of `UnicodeDecodeError`
    ENCODING "encoding", END "end", REASON "reason",
    // Attributes of `SyntaxError`
    END_LINENO "end_lineno", END_OFFSET "end_offset", LINENO "lineno", OFFSET "offset",
    PRINT_FILE_AND_LINE "print_file_and_line", TEXT "text",
    // Attributes of `BaseExceptionGroup`
    DERIVE "derive", EXCEPTIONS "exceptions", MESSAGE "message", SUBGROUP "subgroup",
    // Attributes of `code`
    CO_ARGCOUNT "co_argcount", CO_FILENAME "co_filename", CO_FIRSTLINENO "co_firstlineno", CO_NAME "co_name",
    CO_VARNAMES "co_varnames",
    // Attributes of `traceback`
    TB_FRAME "tb_frame", TB_LASTI "tb_lasti", TB_LINENO "tb_lineno", TB_NEXT "tb_next",
    // Parameters of built-ins
    KEY "key", DEFAULT "default", SEP "sep", FILE "file", FLUSH "flush", ERRORS "errors", BASE "base", STRICT "strict",
    SELF "self", CLS "cls", KWARGS "kwargs", BASES "bases", ITERABLE "iterable", INITIAL "initial", MODE "mode",
    SOURCE "source", DOC "doc", MAXSPLIT "maxsplit", KEEPENDS "keepends", TABSIZE "tabsize", SIGNED "signed",
    WRITE "write", BYTEORDER "byteorder", LENGTH "length", NDIGITS "ndigits", NUMBER "number", METACLASS "metaclass", RETURN "return",
    __ARGS__ "__args__", __ORIGIN__ "__origin__", CELL_CONTENTS "cell_contents",
    // Named tuples
    FIELDS "_fields",
    // Places
    IN_MODULE "<module>", IN_LAMBDA "<lambda>", IN_LISTCOMP "<listcomp>", IN_SETCOMP "<setcomp>",
    IN_DICTCOMP "<dictcomp>", IN_GENEXPR "<genexpr>", STDIN "<stdin>", MAIN "main", BUILTINS "builtins", SYS "sys",
    DOT_ZERO ".0",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found_by_its_text_and_only_once() {
        for (row, text) in ROW_TEXTS.iter().enumerate() {
            let hash = hash16(text.as_bytes());
            let name = Name::find_static(text.as_bytes(), hash).expect(text);
            assert_eq!(name.index() as usize, FIRST_ROW as usize + row, "{text}");
            assert_eq!(name.static_text(), Some(text.as_bytes()));
            assert_eq!(name.hash(), hash);
        }
        assert_eq!(APPEND, Name::find_static(b"append", hash16(b"append")).unwrap());
    }

    #[test]
    fn one_character_and_no_character_are_names() {
        for character in 0..128u8 {
            let name = Name::find_static(&[character], hash16(&[character])).unwrap();
            assert_eq!(name, Name::ascii(character));
            assert_eq!(name.static_text(), Some(&[character][..]));
        }
        assert_eq!(Name::find_static(b"", hash16(b"")), Some(EMPTY));
        assert_eq!(EMPTY.static_text(), Some(&b""[..]));
    }

    #[test]
    fn other_texts_are_not_static() {
        for text in ["frobnicate", "appen", "appendd", "é", "ß2"] {
            assert_eq!(Name::find_static(text.as_bytes(), hash16(text.as_bytes())), None);
        }
        assert_eq!(Name::new(STATIC_NAMES, 3).static_text(), None);
    }

    #[test]
    fn the_hash_is_not_zero_and_knows_ascii() {
        assert_eq!(hash16("é".as_bytes()) & 1, 0);
        for number in 0..50_000u32 {
            let hash = hash16(&number.to_le_bytes());
            assert_ne!(hash >> 1, 0);
            assert_eq!(hash & 1 == 1, number.to_le_bytes().is_ascii());
        }
    }
}
