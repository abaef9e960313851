//! Where the collector starts.

use super::Heap;
use crate::vm::value::Value;

/// The named roots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(usize)]
pub enum Root {
    /// The VM stack, a `Stack` block.
    Stack,
    /// The dict of imported modules.
    Modules,
    /// The table of interned names, a `Names` block; the heap's own.
    Names,
    /// The exception being handled.
    Handled,
    /// The exception on its way.
    Pending,
    /// What the host holds.
    Handles,
    /// A call asked for in place of an operation.
    Tail,
    /// The native objects whose boxes are to be dropped, linked; the heap's own.
    Dead,
    /// For the running native operation.
    Scratch1,
    /// For the running native operation.
    Scratch2,
    /// For the running native operation.
    Scratch3,
    /// For the compiler.
    Compiler1,
    /// For the compiler.
    Compiler2,
    /// For the compiler.
    Compiler3,
    /// The running tasks.
    Tasks,
    /// What has no other place.
    Spare1,
    /// What has no other place.
    Spare2,
    /// What has no other place.
    Spare3,
    /// What has no other place.
    Spare4,
}

/// The first of the roots that the VM fills before the collector runs: exceptions on their way.
pub const VM_ROOTS: usize = Root::Spare4 as usize + 1;
/// How many roots there are.
pub const ROOTS: usize = VM_ROOTS + 2 * PENDING;
/// Values of a pending exception.
pub const PENDING: usize = 6;

/// The running frame, in words from the start of the stack block (its header is word 0).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct StackTop {
    /// Its first register; 0: no frame.
    pub fp: u32,
    /// The first word that is not in use.
    pub end: u32,
}

impl Heap<'_> {
    /// A root.
    #[inline(always)]
    pub fn root(&self, root: Root) -> Value {
        self.roots[root as usize]
    }

    /// Sets a root.
    #[inline(always)]
    pub fn set_root(&mut self, root: Root, value: Value) {
        self.roots[root as usize] = value;
    }

    /// Says which stack words are in use; before each call that collects.
    #[inline(always)]
    pub fn set_stack_top(&mut self, fp: u32, end: u32) {
        self.stack_top = StackTop { fp, end };
    }
}
