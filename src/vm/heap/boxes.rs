//! Rust objects that Python objects own: they lie in the object's block and are moved with it, which Rust allows
//! whenever nobody borrows them.
//!
//! | bytes of the block | what |
//! |--|--|
//! | 4..8 | the class |
//! | 8..12 | 1 if there is an object and nobody has it, else 0; a small int |
//! | 12..16 | the next dead one |
//! | 16.. | the table of the Rust type |
//! | 24.. | the Rust object |
//!
//! Invariant **H6**: where that is 1 in a `Native` or `Dead` block with room for an object, the block was filled by
//! `fill_native` with an object of the type that its table names, and the object has not been dropped. Only this file
//! writes to bytes 8..12 and from 16 on.

use super::Heap;
use super::layout::{Kind, LARGE};
use crate::vm::raise::Stop;
use crate::vm::value::{Ref, Value};
use core::any::TypeId;
use core::marker::PhantomData;
use core::ptr::NonNull;

/// The word that says whether there is an object.
const PRESENT: usize = 2;
/// Where the table's address stands.
const TABLE: usize = 16;
/// Where the object stands.
const OBJECT: usize = 24;

/// What must be known of a Rust type.
struct Table {
    id: fn() -> TypeId,
    drop: unsafe fn(NonNull<u8>),
}

struct Of<T>(PhantomData<T>);

impl<T: 'static> Of<T> {
    const TABLE: &'static Table = &Table { id: TypeId::of::<T>, drop: drop_in_place::<T> };
    const FITS: () = assert!(
        OBJECT + size_of::<T>() < LARGE as usize * 8 && align_of::<T>() <= 8,
        "an object of a native class has at most 2 KB and an alignment of at most 8"
    );
}

/// Drops an object. Safety: there is one of the type.
unsafe fn drop_in_place<T>(object: NonNull<u8>) {
    // SAFETY: the caller's promise.
    unsafe { object.cast::<T>().drop_in_place() }
}

impl Heap<'_> {
    /// Makes a block for an object of a type, still without it.
    pub fn alloc_native<T: 'static>(&mut self) -> Result<Ref, Stop> {
        const { Of::<T>::FITS };
        let block = self.alloc(Kind::Native, (OBJECT + size_of::<T>()).div_ceil(4))?;
        if let Some(place) = self.native_place::<T>(block) {
            // SAFETY: H1 and H6: the block has room for it, and no object.
            unsafe { place.table.write(Of::<T>::TABLE) };
        }
        self.set_present(block, false);
        self.has_natives = true;
        Ok(block)
    }

    /// Puts the object into the block that `alloc_native` of the same type made since the last instruction boundary.
    pub fn fill_native<T: 'static>(&mut self, block: Ref, object: T) {
        let (false, Some(place)) = (self.is_present(block), self.native_place::<T>(block)) else { return };
        // SAFETY: `place` has room for both (H1), and no object is overwritten (H6).
        unsafe {
            place.table.write(Of::<T>::TABLE);
            place.object.cast::<T>().write(object);
        }
        self.set_present(block, true);
    }

    /// Makes a native block that was read one without an object.
    pub(super) fn make_husk(&mut self, block: Ref) {
        let Some(place) = self.native_place::<()>(block) else { return };
        // SAFETY: H1 and H6: the block has room for a table, and no object.
        unsafe { place.table.write(Of::<Husk>::TABLE) };
        self.set_present(block, false);
        self.has_natives = true;
    }

    /// Puts an object into a husk; gives it back if there is no room for one of its type.
    pub(super) fn fill_husk<T: 'static>(&mut self, block: Ref, object: T) -> Option<T> {
        const { Of::<T>::FITS };
        if !self.is_native_of::<Husk>(block) || self.native_place::<T>(block).is_none() {
            return Some(object);
        }
        self.fill_native(block, object);
        None
    }

    pub(super) fn is_present(&self, block: Ref) -> bool {
        self.value(block, PRESENT) == Value::small(1)
    }

    pub(super) fn set_present(&self, block: Ref, present: bool) {
        self.memory.put(block, PRESENT, Value::small(present.into()).bits());
    }

    /// Calls a function with the object of a block; `None` if there is none of the type, or somebody has it.
    pub fn with_native<T: 'static, R>(&self, block: Ref, function: impl FnOnce(&mut T) -> R) -> Option<R> {
        let place = self.native_place::<T>(block)?;
        // SAFETY: H6: the table was written.
        let fits = self.is_present(block) && (unsafe { place.table.read() }.id)() == TypeId::of::<T>();
        if !fits {
            return None;
        }
        self.set_present(block, false);
        // SAFETY: H6, and nobody else gets the object while it is not present.
        let result = function(unsafe { place.object.cast::<T>().as_mut() });
        self.set_present(block, true);
        Some(result)
    }

    /// True for a block that is filled with an object of a type, whether somebody has it or not.
    pub fn is_native_of<T: 'static>(&self, block: Ref) -> bool {
        let Some(place) = self.native_place::<T>(block).filter(|_| self.header(block).is(Kind::Native)) else {
            return false;
        };
        // SAFETY: H6: the table was written when the block was made.
        (unsafe { place.table.read() }.id)() == TypeId::of::<T>()
    }

    /// Takes the object out of a block; `None` as for `with_native`.
    pub(super) fn take_native<T: 'static>(&self, block: Ref) -> Option<T> {
        let place = self.native_place::<T>(block)?;
        // SAFETY: H6: the table was written.
        let fits = self.is_present(block) && (unsafe { place.table.read() }.id)() == TypeId::of::<T>();
        if !fits {
            return None;
        }
        self.set_present(block, false);
        // SAFETY: H6, and from now on the block has none.
        Some(unsafe { place.object.cast::<T>().read() })
    }

    /// Puts back what `take_native` has taken out of a block.
    pub(super) fn return_native<T: 'static>(&self, block: Ref, object: T) {
        let Some(place) = self.native_place::<T>(block).filter(|_| !self.is_present(block)) else { return };
        // SAFETY: H6: the table was written.
        if (unsafe { place.table.read() }.id)() == TypeId::of::<T>() {
            // SAFETY: `place` has room for it (H1), and no object is overwritten (H6).
            unsafe { place.object.cast::<T>().write(object) };
            self.set_present(block, true);
        }
    }

    /// Calls a function with the object of a block and the heap, in which it may allocate; it neither collects nor frees
    /// that block (H5). `None` as for `with_native`.
    pub fn lend_native<T: 'static, R>(
        &mut self,
        block: Ref,
        function: impl FnOnce(&mut Self, &mut T) -> R,
    ) -> Option<R> {
        let place = self.native_place::<T>(block)?;
        // SAFETY: H6: the table was written.
        let fits = self.is_present(block) && (unsafe { place.table.read() }.id)() == TypeId::of::<T>();
        if !fits {
            return None;
        }
        self.set_present(block, false);
        // SAFETY: H6, nobody else gets the object while it is not present, and H5: it stays where it is.
        let result = function(self, unsafe { place.object.cast::<T>().as_mut() });
        self.set_present(block, true);
        Some(result)
    }

    /// Drops the objects and futures that the collector found unreachable and gives their blocks back.
    pub fn drop_dead(&mut self) {
        while let Some(dead) = self.next_dead() {
            self.drop_native(dead);
            self.drop_future(dead);
            self.free_now(dead);
        }
    }

    /// Drops all objects: the heap goes out of use.
    pub(super) fn drop_all_natives(&mut self) {
        while self.has_natives && self.is_moving() {
            let _ = self.compact_step(u32::MAX);
        }
        if self.has_natives {
            // Futures first: they borrow.
            for drop in [Self::drop_future, Self::drop_native] {
                let _ = self.each_block(|block| -> Result<(), Stop> {
                    drop(self, block);
                    Ok(())
                });
            }
        }
    }

    /// Drops the object of a block, if the block has one.
    fn drop_native(&self, block: Ref) {
        let (true, Some(place)) = (self.is_present(block), self.native_place::<()>(block)) else { return };
        self.set_present(block, false);
        // SAFETY: H6: there is an object of the table's type, and from now on there is none.
        unsafe { (place.table.read().drop)(place.object) }
    }

    /// Where table and object of a block stand, if it has room for them.
    fn native_place<T>(&self, block: Ref) -> Option<Place> {
        let is_native = matches!(self.kind(block), Kind::Native | Kind::Dead);
        if !is_native || !self.memory.holds(block.0) || self.size(block) < OBJECT + size_of::<T>() {
            return None;
        }
        let start = NonNull::new(self.memory.pointer(block)?.cast_mut())?.cast::<u8>();
        // SAFETY: H1: the block's bytes lie in the arena.
        let (table, object) = unsafe { (start.add(TABLE).cast(), start.add(OBJECT)) };
        Some(Place { table, object })
    }
}

/// What stands for the type of an object that is not there again yet.
struct Husk;

struct Place {
    table: NonNull<&'static Table>,
    object: NonNull<u8>,
}

const _: () = assert!(size_of::<&Table>() <= OBJECT - TABLE && OBJECT.is_multiple_of(8));
