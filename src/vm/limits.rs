//! All maxima, each with its reason.

/// What a firmware allows its scripts; see each field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Python calls that may be open at once. Frames live in the VM's heap, so this bounds memory, not the Rust stack.
    pub depth: u16,
}

impl Limits {
    /// What suits a heap of so many bytes: a call for every 128 of them, in which a frame of ten registers takes 52; 64 at
    /// least, and at most CPython's 1000.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Limits;
    ///
    /// assert_eq!(Limits::for_heap(48 * 1024).depth, 384);
    /// ```
    pub const fn for_heap(bytes: usize) -> Limits {
        let depth = bytes / 128;
        Limits {
            depth: if depth < 64 {
                64
            } else if depth > 1000 {
                1000
            } else {
                depth as u16
            },
        }
    }
}

impl Default for Limits {
    /// CPython's 1000 nested calls.
    fn default() -> Limits {
        Limits { depth: 1000 }
    }
}

/// Registers an instruction can name: operands have 6 bits.
pub const WINDOW: usize = 64;
/// Words of a frame record below its first register: callable, saved ip, link.
pub const RECORD: u32 = 3;
/// Words of the VM stack of a new VM.
pub const STACK_FIRST: usize = 16;
/// Words it has from the first growth on.
pub const STACK_START: usize = 48;
/// The longest call that native code may ask for in its place.
pub const TAIL_ARGUMENTS: usize = 4;
/// Bits of an int that a script may make; CPython has no limit, a board does: the product of two such numbers still
/// fits the arithmetic of the number room.
pub const INT_BITS: usize = 1 << 20;
/// Native modules that a firmware may add: each takes 12 bytes of the VM on a 32-bit target.
pub const MODULES: usize = 8;
