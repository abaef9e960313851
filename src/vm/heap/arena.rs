//! One arena for a firmware whose crates need an allocator: talc, of which the memory of a VM is one block.
//!
//! The VM itself needs no allocator. Where there has to be one (`littlefs`, TLS, a radio's driver), two fixed slices would
//! each have to be as large as it ever gets; from one arena each takes what it needs.
//!
//! **H8** A block that talc has given is nobody else's until it is given back, with the layout it was asked for.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::RefCell;
use core::ops::{Deref, DerefMut};
use core::ptr::{NonNull, null_mut};
use critical_section::Mutex;
use talc::DefaultBinning;
use talc::base::Talc;
use talc::source::Manual;

/// An allocator over memory that the firmware gives it, from which VMs get theirs.
///
/// As `#[global_allocator]` it also serves crates that need `alloc`. All it does happens in critical sections; an
/// allocation takes some hundred instructions.
///
/// ```
/// use ferropy::{Vm, arena::Arena};
///
/// static ARENA: Arena = Arena::new();
///
/// let all: &'static mut [u8] = Box::leak(vec![0; 64 * 1024].into_boxed_slice()); // a `StaticCell` in a firmware
/// assert!(ARENA.add(all));
/// let mut memory = ARENA.block(32 * 1024).ok_or("no memory")?;
/// let mut vm = Vm::builder(&mut memory).build()?;
/// assert_eq!(vm.eval::<i32>("6 * 7")?, 42);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Arena {
    talc: Mutex<RefCell<Talc<Manual, DefaultBinning>>>,
}

impl Arena {
    /// An arena without memory.
    pub const fn new() -> Arena {
        Arena { talc: Mutex::new(RefCell::new(Talc::new(Manual))) }
    }

    /// Adds memory. False if it is too small to be of use; the first slice must hold the arena's own tables as well.
    pub fn add(&self, memory: &'static mut [u8]) -> bool {
        self.with(|talc| {
            // SAFETY: the slice is borrowed for ever, so that from now on it is talc's alone.
            unsafe { talc.claim(memory.as_mut_ptr(), memory.len()) }
        })
        .is_some()
    }

    /// A block of zeros, which is given back when it is dropped; `None` if there is no room for it.
    pub fn block(&self, bytes: usize) -> Option<Block<'_>> {
        let layout = Layout::from_size_align(bytes.max(1), 8).ok()?;
        // SAFETY: the size is not 0.
        let start = self.with(|talc| unsafe { talc.allocate(layout) })?;
        // SAFETY: H8: so many bytes are this block's.
        unsafe { start.write_bytes(0, bytes) };
        Some(Block { arena: self, start, bytes, layout })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Talc<Manual, DefaultBinning>) -> Option<T>) -> Option<T> {
        critical_section::with(|section| work(&mut *self.talc.borrow(section).try_borrow_mut().ok()?))
    }
}

impl Default for Arena {
    fn default() -> Arena {
        Arena::new()
    }
}

// SAFETY: H8 by talc; `with` excludes everybody else, interrupts included, and nothing in it allocates or panics.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller vouches for a size that is not 0.
        self.with(|talc| unsafe { talc.allocate(layout) }).map_or(null_mut(), NonNull::as_ptr)
    }

    unsafe fn dealloc(&self, start: *mut u8, layout: Layout) {
        self.with(|talc| {
            // SAFETY: the caller vouches for a block of this allocator and its layout.
            unsafe { talc.deallocate(start, layout) };
            Some(())
        });
    }
}

/// A block of an [`Arena`]: the memory of a VM. It is given back when it is dropped.
///
/// ```
/// use ferropy::arena::Arena;
///
/// static ARENA: Arena = Arena::new();
/// assert!(ARENA.block(1).is_none());
/// assert!(ARENA.add(Box::leak(vec![0; 16 * 1024].into_boxed_slice())));
/// let block = ARENA.block(8 * 1024).ok_or("no memory")?;
/// assert_eq!(block.len(), 8 * 1024);
/// assert!(ARENA.block(8 * 1024).is_none());
/// drop(block);
/// assert!(ARENA.block(8 * 1024).is_some());
/// # Ok::<(), &str>(())
/// ```
pub struct Block<'a> {
    arena: &'a Arena,
    start: NonNull<u8>,
    bytes: usize,
    layout: Layout,
}

impl Block<'static> {
    /// The block for ever, for a VM that runs futures.
    ///
    /// ```
    /// use ferropy::arena::Arena;
    ///
    /// static ARENA: Arena = Arena::new();
    /// ARENA.add(Box::leak(vec![0; 16 * 1024].into_boxed_slice()));
    /// let memory: Option<&'static mut [u8]> = ARENA.block(4096).map(|block| block.leak());
    /// assert_eq!(memory.map(|memory| memory.len()), Some(4096));
    /// ```
    pub fn leak(self) -> &'static mut [u8] {
        let block = core::mem::ManuallyDrop::new(self);
        // SAFETY: H8: the bytes have been written, and without its destructor nobody gives the block back.
        unsafe { NonNull::slice_from_raw_parts(block.start, block.bytes).as_mut() }
    }
}

// SAFETY: the block is its bytes, and the arena may be used from anywhere.
unsafe impl Send for Block<'_> {}

impl Deref for Block<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        // SAFETY: H8: the bytes have been written when the block was made.
        unsafe { NonNull::slice_from_raw_parts(self.start, self.bytes).as_ref() }
    }
}

impl DerefMut for Block<'_> {
    fn deref_mut(&mut self) -> &mut [u8] {
        // SAFETY: as above.
        unsafe { NonNull::slice_from_raw_parts(self.start, self.bytes).as_mut() }
    }
}

impl Drop for Block<'_> {
    fn drop(&mut self) {
        // SAFETY: H8: the block came from this arena with this layout.
        unsafe { self.arena.dealloc(self.start.as_ptr(), self.layout) };
    }
}
