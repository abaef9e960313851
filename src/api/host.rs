//! The firmware's side of a VM.

pub use crate::vm::host::{Host, Identity};

/// File systems for [`Host::volume`]: the trait, and some that implement it.
pub mod volume {
    pub use crate::bind::volumes::*;
    pub use crate::vm::volume::*;
}

/// Networks for [`Host::network`]: the traits.
pub mod network {
    pub use crate::vm::network::*;
}

/// A host that only prints: what scripts write goes to a closure.
///
/// The bytes are UTF-8, but a character may be divided between two calls.
///
/// # Examples
/// ```
/// use ferropy::{Print, Vm};
///
/// let mut printed = Vec::new();
/// let mut print = Print(|text: &[u8]| printed.extend_from_slice(text));
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).host(&mut print).build()?;
/// vm.exec("print('hello', 6 * 7)")?;
/// drop(vm);
/// assert_eq!(printed, b"hello 42\n");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Print<F>(pub F);

impl<F: FnMut(&[u8])> Host for Print<F> {
    fn write(&mut self, text: &[u8]) {
        (self.0)(text);
    }
}
