//! A VM from its first word on: the image of the prelude, the stack, the table of modules.

use super::Saved;
use crate::vm::heap::{Heap, Root};
use crate::vm::host::Host;
use crate::vm::limits::{Limits, STACK_START};
use crate::vm::native::Modules;
use crate::vm::raise::{Outcome, Pending};
use crate::vm::types::dict;
use crate::vm::{Tail, Vm};
use core::sync::atomic::AtomicBool;

impl<'m> Vm<'m> {
    /// A VM without any module imported. Fails only for want of memory.
    pub(crate) fn boot(
        heap: Heap<'m>,
        host: &'m mut dyn Host,
        limits: Limits,
        modules: Modules<'m>,
        interrupt: &'m AtomicBool,
    ) -> Outcome<Vm<'m>> {
        let mut vm = Vm {
            heap,
            pending: Pending::NONE,
            handled: Pending::NONE,
            tail: Tail::NONE,
            host,
            limits,
            modules,
            early: false,
            frame: Saved::default(),
            interrupt,
        };
        let _ = vm.heap.add_image(crate::image::PRELUDE);
        let _ = vm.heap.add_image(vm.modules.library.image);
        vm.make_stack(STACK_START)?;
        let modules = dict::new(&mut vm)?;
        vm.heap.set_root(Root::Modules, modules);
        Ok(vm)
    }
}
