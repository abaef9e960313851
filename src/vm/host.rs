//! What the VM asks of the firmware around it.

/// The firmware's side: output, time, source text of modules. Every method has a default that offers nothing.
pub trait Host {
    /// Takes text that the script prints.
    fn write(&mut self, text: &[u8]) {
        let _ = text;
    }

    /// Monotonic time in microseconds.
    fn now(&mut self) -> u64 {
        0
    }

    /// The source text of module `name` (dotted for a module in a package), and whether it is a package.
    fn module_source(&mut self, name: &str) -> Option<(&[u8], bool)> {
        let _ = name;
        None
    }
}

/// A host that offers nothing.
pub struct NoHost;

impl Host for NoHost {}
