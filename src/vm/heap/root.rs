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
    /// What the host holds.
    Handles,
    /// The native objects whose boxes are to be dropped, linked; the heap's own.
    Dead,
    /// The futures that have been started and not ended, linked; the heap's own.
    Futures,
    /// A list of what is to be called when the program has its next turn: callables and arguments in turn.
    Scheduled,
    /// A list of the sources of events that scripts listen to, and of their callbacks, in turn.
    Sources,
    /// What is called when the alarm rings.
    Alarm,
    /// What a long instruction that pauses is making.
    Work,
    /// And what a part of its work is making.
    InnerWork,
    /// What is known of objects without keeping them alive; the heap's own.
    Weak,
    /// What has become due by the death of objects, linked; the heap's own.
    Due,
    /// For what the host does.
    Scratch1,
    /// For what the host does.
    Scratch2,
}

/// The first of the roots that the VM fills before the collector runs: exceptions on their way.
pub const VM_ROOTS: usize = Root::Scratch2 as usize + 1;
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
