//! Arrays and tuples, and the arguments of a call.

use super::convert::{BLOCK, FromPython, Mismatch, ToPython};
use super::stub::joined;
use crate::vm::Vm;
use crate::vm::exec::frame::Return;
use crate::vm::heap::Kind;
use crate::vm::raise::Outcome;
use crate::vm::types::equality::items_of;
use crate::vm::types::tuple;
use crate::vm::value::Value;
use core::fmt::{self, Write};

/// A sequence whose items Rust can look at.
pub(super) struct Items {
    value: Value,
    /// How many there are.
    pub len: usize,
}

impl Items {
    /// The items of a list, a tuple or something bytes-like.
    pub fn of(vm: &Vm<'_>, value: Value) -> Option<Items> {
        let value = vm.payload(value);
        if let Some(text) = vm.buffer_text(value) {
            return Some(Items { value, len: text.len() });
        }
        match vm.kind(value) {
            Some(Kind::List | Kind::Tuple) => Some(Items { value, len: items_of(&vm.heap, value).2 }),
            _ => None,
        }
    }

    /// The item at an index below `len`.
    pub fn get(&self, vm: &Vm<'_>, index: usize) -> Value {
        match vm.buffer_text(self.value) {
            Some(text) => Value::small(text.bytes(vm).get(index).copied().unwrap_or_default().into()),
            None => {
                let (block, first, len) = items_of(&vm.heap, self.value);
                if index < len { vm.heap.value(block, first + index) } else { Value::NONE }
            }
        }
    }
}

impl<'a, T: FromPython<'a>, const N: usize> FromPython<'a> for [T; N]
where
    T::Checked: Copy + Default,
{
    const NAME: &'static str = "list";
    type Checked = [T::Checked; N];

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<Self::Checked, Mismatch> {
        let items = Items::of(vm, value).ok_or(Mismatch::Type(Self::NAME))?;
        if items.len != N {
            return Err(Mismatch::Length(N));
        }
        let mut checked = [T::Checked::default(); N];
        for (index, place) in checked.iter_mut().enumerate() {
            let item = items.get(vm, index);
            *place = T::check(vm, item).map_err(|mismatch| mismatch.of_item(item))?;
        }
        Ok(checked)
    }

    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("list[")?;
        T::hint(out)?;
        out.write_str("] | tuple[")?;
        T::hint(out)?;
        out.write_str(", ...]")
    }

    fn take(checked: Self::Checked, vm: &'a Vm<'_>) -> [T; N] {
        checked.map(|item| T::take(item, vm))
    }
}

macro_rules! tuples {
    ($($len:literal: $($item:ident $index:tt),*;)*) => { $(
        impl<'a, $($item: FromPython<'a>),*> FromPython<'a> for ($($item,)*) {
            const NAME: &'static str = "tuple";
            type Checked = ($($item::Checked,)*);

            fn check(vm: &mut Vm<'_>, value: Value) -> Result<Self::Checked, Mismatch> {
                let items = Items::of(vm, value).ok_or(Mismatch::Type(Self::NAME))?;
                if items.len != $len {
                    return Err(Mismatch::Length($len));
                }
                Ok(($({
                    let item = items.get(vm, $index);
                    $item::check(vm, item).map_err(|mismatch| mismatch.of_item(item))?
                },)*))
            }

            fn hint(out: &mut dyn Write) -> fmt::Result {
                out.write_str("tuple[")?;
                joined(out, &[$($item::hint),*], ", ")?;
                out.write_str("]")
            }

            fn take(checked: Self::Checked, vm: &'a Vm<'_>) -> Self {
                ($($item::take(checked.$index, vm),)*)
            }
        }

        impl<$($item: ToPython),*> ToPython for ($($item,)*) {
            const ROOM: usize = BLOCK $(+ $item::ROOM + 4)*;

            fn hint(out: &mut dyn Write) -> fmt::Result {
                out.write_str("tuple[")?;
                joined(out, &[$($item::hint),*], ", ")?;
                out.write_str("]")
            }

            fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
                let items = [$(self.$index.to_python(vm)?),*];
                tuple::new(vm, &items)
            }
        }

        impl<$($item: ToPython),*> Arguments for ($($item,)*) {
            fn put(&self, vm: &mut Vm<'_>, callable: Value) -> Outcome<Option<Value>> {
                let arguments = [$(self.$index.to_python(vm)?),*];
                vm.call_values(callable, &arguments, Return::Host)
            }
        }
    )* };
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
    7: A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
}

/// The arguments of a call of a Python function: a tuple of up to six values, `()` for none.
pub trait Arguments {
    /// Opens the call: `None` if a frame was opened, else its value.
    #[doc(hidden)]
    fn put(&self, vm: &mut Vm<'_>, callable: Value) -> Outcome<Option<Value>>;
}

impl Arguments for () {
    fn put(&self, vm: &mut Vm<'_>, callable: Value) -> Outcome<Option<Value>> {
        vm.call_values(callable, &[], Return::Host)
    }
}
