//! `heapless`: owned texts and lists of bounded length.

use super::convert::{FromPython, Mismatch, ToPython, list_room};
use super::sequences::Items;
use crate::vm::Vm;
use crate::vm::raise::Outcome;
use crate::vm::value::Value;
use core::fmt::{self, Write};
use heapless::{String, Vec};

impl<const N: usize> FromPython<'_> for String<N> {
    const NAME: &'static str = "str";
    type Checked = String<N>;

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<String<N>, Mismatch> {
        let checked = <&str>::check(vm, value)?;
        String::try_from(<&str>::take(checked, vm)).map_err(|_| Mismatch::TooLong(N))
    }

    fn take(checked: String<N>, _: &Vm<'_>) -> String<N> {
        checked
    }
}

impl<const N: usize> ToPython for String<N> {
    const ROOM: usize = 16 + N;

    fn hint(out: &mut dyn Write) -> fmt::Result {
        out.write_str("str")
    }

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        self.as_str().to_python(vm)
    }
}

impl<'a, T: FromPython<'a>, const N: usize> FromPython<'a> for Vec<T, N> {
    const NAME: &'static str = "list";
    type Checked = Vec<T::Checked, N>;

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<Self::Checked, Mismatch> {
        let items = Items::of(vm, value).ok_or(Mismatch::Type(Self::NAME))?;
        let mut checked = Vec::new();
        for index in 0..items.len {
            let item = items.get(vm, index);
            let item = T::check(vm, item).map_err(|mismatch| mismatch.of_item(item))?;
            checked.push(item).map_err(|_| Mismatch::TooLong(N))?;
        }
        Ok(checked)
    }

    fn take(checked: Self::Checked, vm: &'a Vm<'_>) -> Vec<T, N> {
        checked.into_iter().map(|item| T::take(item, vm)).collect()
    }
}

impl<T: ToPython, const N: usize> ToPython for Vec<T, N> {
    const ROOM: usize = list_room(N, T::ROOM);

    fn hint(out: &mut dyn Write) -> fmt::Result {
        T::slice_hint(out)
    }

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        T::slice_to_python(self, vm)
    }
}
