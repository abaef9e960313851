//! A text that grows and shrinks in the VM's memory, kept by a handle.

use crate::api::Error;
use crate::bind::{Object, ToPython};
use crate::vm::Vm;
use crate::vm::raise::Outcome;
use crate::vm::types::bytearray;
use crate::vm::types::text::{Draft, Family};
use crate::vm::value::Value;
use core::ops::Range;

/// A `bytearray` that the prompt keeps; none while it is empty and was never used.
pub(super) struct Text {
    array: Option<Object>,
}

impl Text {
    /// No text.
    pub const NONE: Text = Text { array: None };

    /// The array, if there is one.
    pub fn value(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        match self.array {
            Some(array) => array.to_python(vm),
            None => Ok(Value::NONE),
        }
    }

    /// The bytes. Nothing can be read while blocks move: the caller has settled the VM.
    pub fn bytes<'v>(&self, vm: &'v Vm<'_>) -> &'v [u8] {
        let array = self.array.and_then(|array| vm.kept(array));
        array.and_then(|array| vm.buffer_text(array)).map_or(&[], |text| text.bytes(vm))
    }

    /// How many bytes there are.
    pub fn len(&self, vm: &Vm<'_>) -> usize {
        self.bytes(vm).len()
    }

    /// Replaces a part by other bytes. *Errors*: there is no room; nothing has changed then.
    pub fn replace(&mut self, vm: &mut Vm<'_>, part: Range<usize>, with: &[u8]) -> Result<(), Error> {
        let array = match self.array {
            Some(array) => array,
            None => vm.attempt(|vm| {
                let empty = Draft::new(vm, Family::ByteArray, 0)?.finish(vm);
                vm.keep(empty)
            })?,
        };
        self.array = Some(array);
        let old = self.len(vm);
        let end = part.end.min(old);
        let start = part.start.min(end);
        let new = old - (end - start) + with.len();
        if new > old {
            vm.attempt(|vm| {
                let array = array.to_python(vm)?.block();
                bytearray::resize(&mut vm.heap, array, new)
            })?;
        }
        let Some(block) = vm.kept(array).map(|array| array.block()) else { return Ok(()) };
        let bytes = bytearray::bytes_mut(&mut vm.heap, block);
        if end <= old && start + with.len() + (old - end) <= bytes.len() {
            bytes.copy_within(end..old, start + with.len());
        }
        if let Some(place) = bytes.get_mut(start..start + with.len()) {
            place.copy_from_slice(with);
        }
        if new < old {
            // A shorter one always fits.
            let _ = bytearray::resize(&mut vm.heap, block, new);
        }
        Ok(())
    }

    /// Adds bytes at the end. *Errors*: there is no room.
    pub fn push(&mut self, vm: &mut Vm<'_>, bytes: &[u8]) -> Result<(), Error> {
        let end = self.len(vm);
        self.replace(vm, end..end, bytes)
    }

    /// Forgets the bytes and their memory.
    pub fn clear(&mut self, vm: &mut Vm<'_>) {
        if let Some(array) = self.array.take() {
            vm.release(array);
        }
    }

    /// Forgets a memory that is gone.
    pub fn lose(&mut self) {
        self.array = None;
    }
}
