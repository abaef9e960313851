//! The built-ins that compiled code calls and scripts cannot name.

use crate::vm::exec::call::PRELUDE_MODULE;
use crate::vm::prelude::Prelude;
use crate::vm::types::TypeId;
use crate::vm::value::Value;

macro_rules! hidden {
    ($($(#[$doc:meta])* $name:ident $function:ident,)*) => {
        $($(#[$doc])* pub const $name: Value = Value::native(PRELUDE_MODULE, Prelude::$function as u8);)*

        /// True for the immediates that code may have as constants.
        pub fn is_constant(value: Value) -> bool {
            [$($name,)* ASSERTION_ERROR, Value::NONE, Value::FALSE, Value::TRUE, Value::ELLIPSIS].contains(&value)
        }
    };
}

hidden! {
    /// `(function, name, *bases, **keywords)`: makes a class. `function` is called with the namespace and returns the
    /// `__class__` cell of the body, which is filled with the class, or `None`.
    BUILD_CLASS BuildClass,
    /// `(function, name, *bases, __type_params__, **keywords)`: makes a class that has type parameters.
    BUILD_GENERIC BuildGeneric,
    /// `(kind, name, bound, default)`: makes a type parameter: of kind 0 a `TypeVar`, 1 a `TypeVarTuple`, 2 a
    /// `ParamSpec`. Bound and default are functions, or `None`.
    TYPE_VARIABLE TypeVariable,
    /// `(name, parameters, function)`: makes what a `type` statement binds; the function gives its value.
    TYPE_ALIAS TypeAlias,
    /// `(name, annotation)`: notes a module's annotation.
    ANNOTATE Annotate,
    /// `(subject, count, more)`: whether the subject is a sequence for patterns (no str, bytes or bytearray) of exactly
    /// `count` items, or of at least as many if `more` is true.
    MATCH_SEQUENCE MatchSequence,
    /// `(subject, keys)`: a tuple of the mapping's values for the tuple of keys; `None` if the subject is no mapping or
    /// lacks a key. A key that is there twice is a ValueError.
    MATCH_MAPPING MatchMapping,
    /// `(subject, keys)`: a new dict of what a mapping has beyond the keys.
    MATCH_REST MatchRest,
    /// `(subject, class, count, names)`: a tuple of the attributes that `count` positional patterns (by `__match_args__`)
    /// and the tuple of names ask for; `None` if the subject is no instance of the class or lacks one.
    MATCH_CLASS MatchClass,
    /// `(exception, type)`: what `except* type` takes: a tuple of the part of the exception that matches, as a group, or
    /// `None`, and the rest, or `None`.
    GROUP_SPLIT GroupMatch,
    /// `(original, raised, rest)`: what is to be raised after the `except*` clauses of a try statement, or `None`:
    /// the rest of the original exception and the list of what the suites raised, put together.
    GROUP_JOIN GroupJoin,
}

/// `AssertionError`, whatever a script calls so.
pub const ASSERTION_ERROR: Value = Value::builtin_type(TypeId::AssertionError);
