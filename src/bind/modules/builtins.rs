//! The built-ins: what a name means that no script has bound.
//!
//! A row is a number that needs no table to be decoded, so that `LoadGlobalOrBuiltin` costs no look-up:
//!
//! | row | what |
//! |--|--|
//! | `0x00tt` | the built-in type with number `tt` |
//! | `0xmmrr` | row `rr` of native table `mm - 1` |
//! | `0x4000` and up | a function of the prelude |
//! | `0x7f00` and up | a constant |
//! | `0x8000` and up | in standard modules: the native `row & 0xff` of the native module `row >> 8` |

use crate::vm::Vm;
use crate::vm::exec::call::PRELUDE_MODULE;
use crate::vm::exec::natives;
use crate::vm::name::Name;
use crate::vm::native::NativeModule;
use crate::vm::prelude;
use crate::vm::types::{Native, TYPES, TypeId, special};
use crate::vm::value::{Immediate, Value};

/// Rows from here on are functions of the prelude.
pub const PRELUDE_ROWS: u16 = 0x4000;
/// Rows from here on are constants.
const CONSTANT_ROWS: u16 = 0x7f00;
/// The number of the firmware's first native module; the lower ones are the tables below.
pub const FIRST_MODULE: usize = 32;
/// The number of the first native standard module.
pub const FIRST_STANDARD: usize = 128;

/// Native functions that scripts see.
static PUBLIC: &[&[Native]] = &[super::functions::NATIVES, natives::NATIVES];

/// Natives of the prelude, with names that start with `_`; their numbers follow those of the public tables.
static HIDDEN: &[&[Native]] = super::functions::HIDDEN;

static CONSTANTS: &[(&str, Value)] =
    &[("NotImplemented", Value::NOT_IMPLEMENTED), ("Ellipsis", Value::ELLIPSIS), ("__debug__", Value::TRUE)];

/// Types that have no name among the built-ins.
fn is_public(id: TypeId) -> bool {
    id as u8 >= TypeId::BaseException as u8 && id != TypeId::CancelledError
        || matches!(
            id,
            TypeId::Object
                | TypeId::Type
                | TypeId::Int
                | TypeId::Bool
                | TypeId::Float
                | TypeId::Complex
                | TypeId::Str
                | TypeId::Bytes
                | TypeId::ByteArray
                | TypeId::MemoryView
                | TypeId::List
                | TypeId::Tuple
                | TypeId::Dict
                | TypeId::Set
                | TypeId::FrozenSet
                | TypeId::Range
                | TypeId::Slice
                | TypeId::Property
                | TypeId::ClassMethod
                | TypeId::StaticMethod
                | TypeId::Super
                | TypeId::Enumerate
                | TypeId::Zip
                | TypeId::Map
                | TypeId::Filter
                | TypeId::ReverseIterator
        )
}

fn table(number: usize) -> Option<&'static [Native]> {
    match PUBLIC.get(number) {
        Some(table) => Some(table),
        None => HIDDEN.get(number - PUBLIC.len()).copied(),
    }
}

fn native_row_of(tables: &[&[Native]], first: usize, text: &[u8]) -> Option<u16> {
    tables.iter().enumerate().find_map(|(number, table)| {
        let row = table.iter().position(|row| row.name.as_bytes() == text)?;
        Some(((first + number + 1) << 8 | row) as u16)
    })
}

/// The row of a built-in that scripts see.
pub fn row_of(name: Name) -> Option<u16> {
    let text = name.static_text()?;
    if let Some(row) = native_row_of(PUBLIC, 0, text) {
        return Some(row);
    }
    if let Some(row) = CONSTANTS.iter().position(|row| row.0.as_bytes() == text) {
        return Some(CONSTANT_ROWS + row as u16);
    }
    let special = match text {
        b"IOError" | b"EnvironmentError" => Some(TypeId::OsError as u16),
        _ => None,
    };
    let named = |id: usize| TYPES.get(id).is_some_and(|table| table.name.as_bytes() == text);
    if let Some(row) = special.or_else(|| (0..TYPES.len()).find(|id| named(*id)).map(|id| id as u16)) {
        return TypeId::ALL.get(row as usize).filter(|id| is_public(**id)).map(|_| row);
    }
    prelude::public().find(|known| known.1.as_bytes() == text).map(|known| PRELUDE_ROWS + known.0 as u16)
}

/// True for the row of a built-in that scripts see.
pub fn is_public_row(row: u16) -> bool {
    let low = usize::from(row & 0xff);
    match row {
        ..0x100 => TypeId::ALL.get(low).is_some_and(|id| is_public(*id)),
        CONSTANT_ROWS..0x8000 => low < CONSTANTS.len(),
        PRELUDE_ROWS..CONSTANT_ROWS => prelude::public_name(usize::from(row - PRELUDE_ROWS)).is_some(),
        0x8000.. => false,
        _ => PUBLIC.get(usize::from(row >> 8) - 1).is_some_and(|table| low < table.len()),
    }
}

/// The rows of the natives that only the prelude sees.
pub fn hidden_rows() -> impl Iterator<Item = (&'static str, u16)> {
    HIDDEN.iter().enumerate().flat_map(|(number, table)| {
        table
            .iter()
            .enumerate()
            .map(move |(row, native)| (native.name, ((PUBLIC.len() + number + 1) << 8 | row) as u16))
    })
}

/// The value of a row.
#[inline(always)]
pub fn value(vm: &Vm, row: u16) -> Value {
    match row >> 8 {
        0 => TypeId::ALL.get(row as usize).map_or(Value::NONE, |id| Value::builtin_type(*id)),
        0x7f => CONSTANTS.get((row - CONSTANT_ROWS) as usize).map_or(Value::NONE, |row| row.1),
        module @ 0x80.. => Value::native(module as u8, row as u8),
        0x40.. => function(vm, (row - PRELUDE_ROWS) as usize),
        module => Value::native(module as u8 - 1, row as u8),
    }
}

/// A function of the prelude: a public one looks like any built-in function.
fn function(vm: &Vm, row: usize) -> Value {
    match prelude::public_name(row) {
        Some(_) => Value::native(PRELUDE_MODULE, row as u8),
        None => vm.prelude_at(row),
    }
}

/// The names of all built-ins that scripts see, in the order of the tables.
pub fn names() -> impl Iterator<Item = &'static str> {
    let natives = PUBLIC.iter().flat_map(|table| table.iter().map(|row| row.name));
    let types = TypeId::ALL
        .iter()
        .filter(|id| is_public(**id))
        .filter_map(|id| TYPES.get(*id as usize))
        .map(|table| table.name);
    let functions = prelude::public().map(|known| known.1);
    natives.chain(types).chain(functions).chain(CONSTANTS.iter().map(|row| row.0))
}

impl<'m> Vm<'m> {
    /// The row behind a native function of a module; `None` for some.
    #[inline(never)]
    pub fn native_function(&self, value: Value) -> Option<&'m Native> {
        let (high, low) = value.method_place();
        match high.checked_sub(FIRST_MODULE) {
            None => table(high)?.get(low),
            Some(_) if high == PRELUDE_MODULE as usize => None,
            Some(_) => self.native_module(high as u8)?.functions.get(low),
        }
    }

    /// The row behind a native function or a method of a built-in type.
    pub fn native_row(&self, value: Value) -> Option<&'m Native> {
        let (class, index) = value.as_immediate()?;
        let (high, low) = ((index >> 8) as usize, (index & 0xff) as usize);
        match class {
            Immediate::Method => special::row(low).or_else(|| TYPES.get(high)?.methods.get(low)),
            Immediate::Native if high < FIRST_MODULE => table(high)?.get(low),
            Immediate::Native if high != PRELUDE_MODULE as usize => self.native_module(high as u8)?.row(low),
            _ => None,
        }
    }

    /// The function of the prelude that takes the keyword arguments of a native that has none: `print(sep='')`, or
    /// that takes any of them: `str.format(a=1)`, done by `_str_format_keywords`.
    pub(crate) fn keyword_twin(&self, row: &Native) -> Option<Value> {
        let place = if row.parameters == "*args" {
            prelude::public().find(|known| known.1 == row.name)?.0
        } else if row.parameters.as_bytes().windows(2).any(|two| two == b"**") {
            prelude::keyword_twin(row.name)?
        } else {
            return None;
        };
        Some(self.prelude_at(place))
    }

    /// The name of a built-in function or of a method of a built-in type.
    pub fn native_name(&self, value: Value) -> Option<&'m str> {
        match value.as_immediate()? {
            (Immediate::Native, index) if index >> 8 == u16::from(PRELUDE_MODULE) => {
                prelude::public_name((index & 0xff) as usize)
            }
            _ => self.native_row(value).map(|row| row.name),
        }
    }

    /// The native module with a number: the standard ones first, then those of the firmware.
    pub fn native_module(&self, number: u8) -> Option<&'m NativeModule> {
        match (number as usize).checked_sub(FIRST_STANDARD) {
            Some(standard) => self.modules.library.natives.get(standard).copied().flatten(),
            None => self.modules.get((number as usize).checked_sub(FIRST_MODULE)?),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::name::hash16;

    #[test]
    fn what_scripts_see_has_static_names() {
        let natives = PUBLIC.iter().flat_map(|table| table.iter().map(|row| row.name));
        let types = TypeId::ALL.iter().filter(|id| is_public(**id)).map(|id| TYPES[*id as usize].name);
        let functions = prelude::public().map(|known| known.1);
        for text in natives.chain(CONSTANTS.iter().map(|row| row.0)).chain(types).chain(functions) {
            let name = Name::find_static(text.as_bytes(), hash16(text.as_bytes()));
            assert!(name.is_some_and(|name| row_of(name).is_some()), "{text}");
        }
    }
}
