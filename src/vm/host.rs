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

    /// Microseconds since 1970-01-01, UTC; without a calendar since the start, as `now`.
    fn time(&mut self) -> u64 {
        self.now()
    }

    /// Line `line`, from 1, of the text that was loaded as `file`: tracebacks show it.
    fn source_line(&mut self, file: &str, line: u32) -> Option<&str> {
        let _ = (file, line);
        None
    }

    /// The source text of module `name` (dotted for a module in a package), and whether it is a package.
    fn module_source(&mut self, name: &str) -> Option<(&[u8], bool)> {
        let _ = name;
        None
    }
}

/// A host that offers nothing: an empty array, because only that can be borrowed mutably for ever without a place.
impl Host for [(); 0] {}

/// A host that offers nothing, in no place.
pub fn nobody<'m>() -> &'m mut dyn Host {
    let nothing: &'m mut [(); 0] = &mut [];
    nothing
}
