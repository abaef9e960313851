//! Python values that Rust keeps.
//!
//! They stand in a list in the VM's memory, two items each: the value and the serial number of its place, which makes
//! handles of values that have been given back detectable. The first places belong to the last result, the last
//! exception and the last text; they are used again without asking.

use super::convert::{FromPython, Mismatch, ToPython};
use crate::vm::Vm;
use crate::vm::heap::Root;
use crate::vm::raise::{Outcome, raise};
use crate::vm::types::list;
use crate::vm::value::{Ref, Value};

/// A Python value that Rust keeps: a callback, a result.
///
/// It is a number: the value stands in the VM, which moves it as needed. Give it back with [`Vm::release`].
///
/// # Examples
/// ```
/// use ferropy::{Object, Vm};
///
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).build()?;
/// vm.exec("def twice(x): return 2 * x")?;
/// let twice: Object = vm.get("twice")?;
/// assert_eq!(vm.call_object::<i32>(twice, &(21,))?, 42);
/// vm.release(twice);
/// assert!(vm.call_object::<i32>(twice, &(21,)).is_err());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Object {
    place: u16,
    serial: u16,
}

/// The place of the last result.
const RESULT: usize = 0;
/// The place of the last exception.
const EXCEPTION: usize = 1;
/// The place of the last text shown to the host.
const TEXT: usize = 2;
/// Places that a host can have.
const PLACES: usize = 1 << 12;
/// Serial numbers go round.
const SERIALS: i32 = 1 << 16;

impl Vm<'_> {
    /// Makes the list with the places that are always there.
    pub(crate) fn make_handles(&mut self) -> Outcome<()> {
        let zero = Value::ZERO;
        let handles = self.new_list(&[Value::NONE, zero, Value::NONE, zero, Value::NONE, zero])?;
        self.heap.set_root(Root::Handles, handles);
        Ok(())
    }

    fn handles(&self) -> Ref {
        self.heap.root(Root::Handles).block()
    }

    fn serial(&self, place: usize) -> i32 {
        list::get(&self.heap, self.handles(), 2 * place + 1).as_small().unwrap_or(-1)
    }

    fn put_object(&mut self, place: usize, value: Value) -> Object {
        let serial = (self.serial(place) + 1) % SERIALS;
        let handles = self.handles();
        list::set(&mut self.heap, handles, 2 * place, value);
        list::set(&mut self.heap, handles, 2 * place + 1, Value::small(serial));
        Object { place: place as u16, serial: serial as u16 }
    }

    /// Keeps a value until it is released.
    pub(crate) fn keep(&mut self, value: Value) -> Outcome<Object> {
        let places = list::len(&self.heap, self.handles()) / 2;
        let free = (TEXT + 1..places).find(|place| !list::get(&self.heap, self.handles(), 2 * place).is_defined());
        if let Some(place) = free {
            return Ok(self.put_object(place, value));
        }
        if places >= PLACES {
            return raise!(self, RuntimeError, "the host keeps too many objects");
        }
        let handles = self.handles();
        list::reserve(&mut self.heap, handles, 2)?;
        let list = Value::reference(handles);
        list::push(self, list, value)?;
        list::push(self, list, Value::ZERO)?;
        Ok(Object { place: places as u16, serial: 0 })
    }

    /// Keeps a value as the last result.
    pub(crate) fn keep_result(&mut self, value: Value) -> Object {
        self.put_object(RESULT, value)
    }

    /// The last result.
    pub(crate) fn last_result(&self) -> Object {
        Object { place: RESULT as u16, serial: self.serial(RESULT) as u16 }
    }

    /// Keeps a value as the last exception.
    pub(crate) fn keep_exception(&mut self, value: Value) -> Object {
        self.put_object(EXCEPTION, value)
    }

    /// Keeps a text as the last one shown.
    pub(crate) fn keep_text(&mut self, value: Value) -> Object {
        self.put_object(TEXT, value)
    }

    /// The value of an object; `None` if it has been released or replaced.
    pub(crate) fn kept(&self, object: Object) -> Option<Value> {
        let place = object.place as usize;
        let value = list::get(&self.heap, self.handles(), 2 * place);
        (value.is_defined() && self.serial(place) == i32::from(object.serial)).then_some(value)
    }

    /// Gives a value back. Nothing happens if that has been done.
    pub fn release(&mut self, object: Object) {
        // Nothing can be read while blocks move.
        while self.heap.is_moving() {
            self.make_room_now();
        }
        if self.kept(object).is_some() && object.place as usize > TEXT {
            self.put_object(object.place as usize, Value::UNDEFINED);
        }
    }
}

impl FromPython<'_> for Object {
    const NAME: &'static str = "object";
    type Checked = Object;

    fn check(vm: &mut Vm<'_>, value: Value) -> Result<Object, Mismatch> {
        vm.keep(value).map_err(Mismatch::Stop)
    }

    fn take(checked: Object, _: &Vm<'_>) -> Object {
        checked
    }
}

impl ToPython for Object {
    const ROOM: usize = 0;

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        match vm.kept(*self) {
            Some(value) => Ok(value),
            None => raise!(vm, ReferenceError, "the object has been released"),
        }
    }
}
