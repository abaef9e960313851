//! What the VM asks of the firmware around it.

use super::network::Network;
use super::volume::Volume;

/// The firmware's side: the terminal, time, volumes, source text of modules. Every method has a default that offers
/// nothing.
pub trait Host {
    /// Takes text that the script prints. On a serial line `\n` is to be sent as `\r\n`.
    fn write(&mut self, text: &[u8]) {
        let _ = text;
    }

    /// Takes bytes for the terminal that are to be sent as they are: those of the prompt, of `sys.stdout.buffer`.
    fn write_bytes(&mut self, bytes: &[u8]) {
        self.write(bytes);
    }

    /// False while nothing can be sent: who prints waits, and can be interrupted. What is printed in one go is not
    /// divided, so `write` must take or drop what exceeds its room. The firmware steps the VM again when it has room.
    fn can_write(&mut self) -> bool {
        true
    }

    /// Moves bytes that the terminal has received into a buffer, without waiting; their number, or `None` if no byte
    /// will ever come again.
    fn read(&mut self, into: &mut [u8]) -> Option<usize> {
        let _ = into;
        None
    }

    /// True if `read` would give something.
    fn can_read(&mut self) -> bool {
        false
    }

    /// From now on this byte, when it is received, interrupts the script (see [`Builder::interrupt`]) and is not to be
    /// given by `read`; `None`: no byte does.
    ///
    /// [`Builder::interrupt`]: crate::Builder::interrupt
    fn interrupt_on(&mut self, byte: Option<u8>) {
        let _ = byte;
    }

    /// True if a person or a tool sits at the other end of a terminal: `input` echoes what is typed.
    fn is_terminal(&self) -> bool {
        false
    }

    /// Fills a buffer with random bytes that nobody can foretell; false if there is no source of them.
    fn random(&mut self, into: &mut [u8]) -> bool {
        let _ = into;
        false
    }

    /// What this firmware calls itself.
    fn identity(&self) -> Identity {
        Identity::default()
    }

    /// The volume with a number, counted from 0, for its files: number 0 is mounted as `/`, the others under their
    /// labels.
    fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
        let _ = number;
        None
    }

    /// The network, for the modules `socket` and `network`.
    fn network(&mut self) -> Option<&mut dyn Network> {
        None
    }

    /// Monotonic time in microseconds.
    fn now(&mut self) -> u64 {
        0
    }

    /// Microseconds since 1970-01-01, UTC; without a calendar since the start, as `now`.
    fn time(&mut self) -> u64 {
        self.now()
    }

    /// Waits: called while a program that the host runs to its end (`exec`, `eval`, `call`) sleeps, until the time that is
    /// given, or for something in the firmware. It may come back at any time.
    fn idle(&mut self, until: Option<u64>) {
        let _ = until;
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

/// What a firmware calls itself: the prompt's banner, `sys.implementation`, `sys.platform`, `os.uname`.
///
/// The defaults are such that the tools of MicroPython know the prompt for one of theirs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Identity {
    /// The first line of the banner up to the machine. Tools look for `MicroPython ` at its start.
    pub banner: &'static str,
    /// The board: the rest of the banner's first line, `sys.implementation._machine`, `os.uname().machine`.
    pub machine: &'static str,
    /// `sys.implementation.name`.
    pub implementation: &'static str,
    /// `sys.platform`, `os.uname().sysname`.
    pub platform: &'static str,
}

impl Default for Identity {
    fn default() -> Identity {
        Identity {
            banner: concat!("MicroPython (ferropy ", env!("CARGO_PKG_VERSION"), ")"),
            machine: "ferropy",
            implementation: "ferropy",
            platform: "ferropy",
        }
    }
}

/// A host that offers nothing: an empty array, because only that can be borrowed mutably for ever without a place.
impl Host for [(); 0] {}

/// A host that offers nothing, in no place.
pub fn nobody<'m>() -> &'m mut dyn Host {
    let nothing: &'m mut [(); 0] = &mut [];
    nothing
}
