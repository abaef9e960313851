//! The table of exception classes.

use super::super::{Type, TypeId};
use super::attribute::{self as getters, METHODS};
use super::group;

macro_rules! hierarchy {
    ($($table:ident $name:literal : $base:ident $($getters:expr)?;)*) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub static $table: Type = Type {
                name: $name,
                base: TypeId::$base,
                $(getters: $getters,)?
                ..Type::PLAIN
            };
        )*
    };
}

/// `BaseException`
pub static BASE_EXCEPTION: Type =
    Type { name: "BaseException", methods: METHODS, getters: getters::BASE, ..Type::PLAIN };
/// `BaseExceptionGroup`
pub static BASE_EXCEPTION_GROUP: Type = Type {
    name: "BaseExceptionGroup",
    base: TypeId::BaseException,
    methods: group::METHODS,
    getters: group::GETTERS,
    ..Type::PLAIN
};

hierarchy! {
    GENERATOR_EXIT "GeneratorExit": BaseException;
    KEYBOARD_INTERRUPT "KeyboardInterrupt": BaseException;
    SYSTEM_EXIT "SystemExit": BaseException getters::SYSTEM_EXIT;
    CANCELLED_ERROR "CancelledError": BaseException;
    EXCEPTION "Exception": BaseException;
    EXCEPTION_GROUP "ExceptionGroup": BaseExceptionGroup;
    ARITHMETIC_ERROR "ArithmeticError": Exception;
    FLOATING_POINT_ERROR "FloatingPointError": ArithmeticError;
    OVERFLOW_ERROR "OverflowError": ArithmeticError;
    ZERO_DIVISION_ERROR "ZeroDivisionError": ArithmeticError;
    ASSERTION_ERROR "AssertionError": Exception;
    ATTRIBUTE_ERROR "AttributeError": Exception getters::ATTRIBUTE_ERROR;
    BUFFER_ERROR "BufferError": Exception;
    EOF_ERROR "EOFError": Exception;
    IMPORT_ERROR "ImportError": Exception getters::IMPORT_ERROR;
    MODULE_NOT_FOUND_ERROR "ModuleNotFoundError": ImportError;
    LOOKUP_ERROR "LookupError": Exception;
    INDEX_ERROR "IndexError": LookupError;
    KEY_ERROR "KeyError": LookupError;
    MEMORY_ERROR "MemoryError": Exception;
    NAME_ERROR "NameError": Exception getters::NAME_ERROR;
    UNBOUND_LOCAL_ERROR "UnboundLocalError": NameError;
    OS_ERROR "OSError": Exception getters::OS_ERROR;
    BLOCKING_IO_ERROR "BlockingIOError": OsError;
    CHILD_PROCESS_ERROR "ChildProcessError": OsError;
    CONNECTION_ERROR "ConnectionError": OsError;
    BROKEN_PIPE_ERROR "BrokenPipeError": ConnectionError;
    CONNECTION_ABORTED_ERROR "ConnectionAbortedError": ConnectionError;
    CONNECTION_REFUSED_ERROR "ConnectionRefusedError": ConnectionError;
    CONNECTION_RESET_ERROR "ConnectionResetError": ConnectionError;
    FILE_EXISTS_ERROR "FileExistsError": OsError;
    FILE_NOT_FOUND_ERROR "FileNotFoundError": OsError;
    INTERRUPTED_ERROR "InterruptedError": OsError;
    IS_A_DIRECTORY_ERROR "IsADirectoryError": OsError;
    NOT_A_DIRECTORY_ERROR "NotADirectoryError": OsError;
    PERMISSION_ERROR "PermissionError": OsError;
    PROCESS_LOOKUP_ERROR "ProcessLookupError": OsError;
    TIMEOUT_ERROR "TimeoutError": OsError;
    REFERENCE_ERROR "ReferenceError": Exception;
    RUNTIME_ERROR "RuntimeError": Exception;
    NOT_IMPLEMENTED_ERROR "NotImplementedError": RuntimeError;
    RECURSION_ERROR "RecursionError": RuntimeError;
    STOP_ITERATION "StopIteration": Exception getters::STOP_ITERATION;
    STOP_ASYNC_ITERATION "StopAsyncIteration": Exception;
    SYNTAX_ERROR "SyntaxError": Exception getters::SYNTAX_ERROR;
    INDENTATION_ERROR "IndentationError": SyntaxError;
    TAB_ERROR "TabError": IndentationError;
    SYSTEM_ERROR "SystemError": Exception;
    TYPE_ERROR "TypeError": Exception;
    VALUE_ERROR "ValueError": Exception;
    UNICODE_ERROR "UnicodeError": ValueError;
    UNICODE_DECODE_ERROR "UnicodeDecodeError": UnicodeError getters::UNICODE_ERROR;
    UNICODE_ENCODE_ERROR "UnicodeEncodeError": UnicodeError getters::UNICODE_ERROR;
    WARNING "Warning": Exception;
    BYTES_WARNING "BytesWarning": Warning;
    ENCODING_WARNING "EncodingWarning": Warning;
    PENDING_DEPRECATION_WARNING "PendingDeprecationWarning": Warning;
    RESOURCE_WARNING "ResourceWarning": Warning;
    UNICODE_WARNING "UnicodeWarning": Warning;
    DEPRECATION_WARNING "DeprecationWarning": Warning;
    RUNTIME_WARNING "RuntimeWarning": Warning;
    SYNTAX_WARNING "SyntaxWarning": Warning;
    USER_WARNING "UserWarning": Warning;
    FUTURE_WARNING "FutureWarning": Warning;
    IMPORT_WARNING "ImportWarning": Warning;
}
