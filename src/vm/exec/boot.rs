//! A VM from its first word on: the image of the prelude, the stack, the table of modules.

use super::Saved;
use crate::vm::heap::{Heap, Memory, Root};
use crate::vm::host::Host;
use crate::vm::limits::{Limits, STACK_FIRST};
use crate::vm::native::Modules;
use crate::vm::raise::{Outcome, Pending};
use crate::vm::types::dict;
use crate::vm::{Tail, Vm};
use core::sync::atomic::AtomicBool;
use core::task::Waker;

impl<'m> Vm<'m> {
    /// A VM to be booted. Inlined, so that it is made where it stays.
    #[inline(always)]
    pub(crate) fn new(
        memory: Memory<'m>,
        host: &'m mut dyn Host,
        limits: Limits,
        modules: Modules<'m>,
        interrupt: &'m AtomicBool,
    ) -> Vm<'m> {
        Vm {
            heap: Heap::of(memory),
            pending: Pending::NONE,
            handled: Pending::NONE,
            tail: Tail::NONE,
            host,
            limits,
            most_depth: limits.depth,
            modules,
            early: false,
            frame: Saved::default(),
            clock: 0,
            until: u64::MAX,
            waker: Waker::noop().clone(),
            woken: false,
            roused: false,
            calling_back: false,
            alarm: u64::MAX,
            borrowed: Default::default(),
            interrupt,
        }
    }

    /// Forgets everything but what stands outside of the memory: the VM is to be booted again.
    pub(crate) fn forget(&mut self) {
        self.heap.restart();
        (self.pending, self.handled, self.tail) = (Pending::NONE, Pending::NONE, Tail::NONE);
        (self.early, self.frame) = (false, Saved::default());
    }

    /// Shows an empty memory what stands outside of it.
    pub(crate) fn reattach(&mut self) {
        if let Some(network) = self.host.network() {
            network.close_all();
        }
        self.heap.set_images(crate::image::PRELUDE, &self.modules.library.images);
        self.heap.set_program(self.modules.program);
    }

    /// Makes what a VM has before any module is imported. Fails only for want of memory.
    pub(crate) fn boot(&mut self) -> Outcome<()> {
        self.reattach();
        self.make_stack(STACK_FIRST)?;
        let modules = dict::new(self)?;
        self.heap.set_root(Root::Modules, modules);
        Ok(())
    }
}
