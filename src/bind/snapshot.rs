//! Rust objects in snapshots, which feature `snapshot` makes.

use crate::vm::heap::Heap;
use crate::vm::native::Codec;
use crate::vm::raise::Stop;
use crate::vm::value::Ref;
use core::marker::PhantomData;

/// A type whose objects are saved with the program that has them. Implement it for the types of classes in a
/// [`module!`](crate::module); a program that has an object of another type cannot be saved.
///
/// # Examples
/// ```
/// # #[cfg(feature = "snapshot")] {
/// use ferropy::{Snapshot, Vm};
///
/// struct Filter {
///     mean: f32,
/// }
///
/// impl Snapshot for Filter {
///     fn save(&self, into: &mut [u8]) -> Option<usize> {
///         into.get_mut(..4)?.copy_from_slice(&self.mean.to_le_bytes());
///         Some(4)
///     }
///
///     fn restore(saved: &[u8]) -> Option<Filter> {
///         Some(Filter { mean: f32::from_le_bytes(saved.try_into().ok()?) })
///     }
/// }
///
/// ferropy::module! {
///     FILTERS = "filters" {
///         class Filter = "Filter" {
///             new() -> Filter { Filter { mean: 0.0 } }
///             fn feed(filter, sample: f32) -> f32 {
///                 filter.mean += (sample - filter.mean) / 2.0;
///                 filter.mean
///             }
///         }
///     }
/// }
///
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).module(&FILTERS, ()).build()?;
/// vm.exec("import filters\nf = filters.Filter()\nf.feed(8)")?;
/// let mut store = [0; 8 * 1024];
/// let saved = vm.save(&mut &mut store[..])?;
///
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).module(&FILTERS, ()).build()?;
/// vm.restore(&mut &store[..saved])?;
/// assert_eq!(vm.eval::<f32>("f.feed(4)")?, 4.0);
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub trait Snapshot: Sized + 'static {
    /// Writes what is to be kept, and gives its length. At most [`SAVED_MAX`] bytes; `None`: it cannot be saved as it is.
    fn save(&self, into: &mut [u8]) -> Option<usize>;

    /// Makes the object again, perhaps on another machine; `None`: the bytes are none of one.
    fn restore(saved: &[u8]) -> Option<Self>;
}

/// The bytes that an object has for what it saves.
pub const SAVED_MAX: usize = 256;

/// What tells whether a type can be saved.
#[doc(hidden)]
pub struct Probe<T>(PhantomData<T>);

/// Of all types.
#[doc(hidden)]
pub trait Unsaved {
    const CODEC: Option<Codec> = None;
}

impl<T> Unsaved for Probe<T> {}

/// Of those that can: this constant hides the other.
impl<T: Snapshot> Probe<T> {
    #[doc(hidden)]
    pub const CODEC: Option<Codec> = Some(Codec { save: save::<T>, restore: restore::<T> });
}

fn save<T: Snapshot>(heap: &Heap, block: Ref, into: &mut [u8]) -> Option<usize> {
    heap.with_native::<T, _>(block, |object| object.save(into)).flatten().filter(|len| *len <= SAVED_MAX)
}

fn restore<T: Snapshot>(heap: &mut Heap, block: Ref, saved: &[u8]) -> Result<bool, Stop> {
    match T::restore(saved) {
        Some(object) => heap.revive_native(block, object).map(|()| true),
        None => Ok(false),
    }
}
