//! The terminal: a pseudo-terminal for tools, or the one the command was started in, as a serial line.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use ferropy::Input;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

/// What the wire holds that nobody has read.
pub static INPUT: Input<1024> = Input::new();

/// The other end is gone.
static HUNG_UP: AtomicBool = AtomicBool::new(false);

/// A serial line that ends at a person or a tool.
pub struct Terminal {
    out: File,
    /// How the user's terminal was before.
    before: Option<Termios>,
    /// The other end of a pseudo-terminal: as long as it is open here, tools may come and go.
    _other: Option<OwnedFd>,
}

impl Terminal {
    /// A pseudo-terminal and its name: `/dev/pts/3`.
    ///
    /// *Errors*: the system has none.
    pub fn pseudo() -> io::Result<(Terminal, String)> {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY)?;
        grantpt(&master)?;
        unlockpt(&master)?;
        let name = ptsname(&master, Vec::new())?.to_string_lossy().into_owned();
        let other = File::options().read(true).write(true).open(&name)?;
        make_raw(&other)?;
        let out = File::from(master);
        listen(out.try_clone()?);
        Ok((Terminal { out, before: None, _other: Some(other.into()) }, name))
    }

    /// The terminal of the command, byte by byte.
    ///
    /// *Errors*: it is none.
    pub fn own() -> io::Result<Terminal> {
        let before = make_raw(io::stdin())?;
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        listen(File::from(io::stdin().as_fd().try_clone_to_owned()?));
        Ok(Terminal { out, before: Some(before), _other: None })
    }

    /// Sends bytes as they are.
    pub fn send(&mut self, bytes: &[u8]) {
        // Nobody at the other end is no reason for the board to stop.
        let _ = self.out.write_all(bytes).and_then(|()| self.out.flush());
    }

    /// True if no byte will come again.
    pub fn is_hung_up(&self) -> bool {
        HUNG_UP.load(Ordering::Relaxed)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            let _ = tcsetattr(io::stdin(), OptionalActions::Drain, before);
        }
    }
}

fn make_raw(terminal: impl AsFd) -> io::Result<Termios> {
    let before = tcgetattr(&terminal)?;
    let mut raw = before.clone();
    raw.make_raw();
    tcsetattr(&terminal, OptionalActions::Now, &raw)?;
    Ok(before)
}

/// Receives bytes, as the interrupt handler of a serial port does; the sender waits while the ring is full.
fn listen(mut from: File) {
    thread::spawn(move || {
        let mut bytes = [0; 64];
        loop {
            match from.read(&mut bytes) {
                Ok(0) => break,
                Ok(count) => bytes[..count].iter().for_each(|byte| {
                    while !INPUT.receive(*byte) {
                        thread::sleep(Duration::from_micros(100));
                    }
                }),
                // Between two tools a pseudo-terminal has nobody at its other end.
                Err(error) if error.raw_os_error() == Some(5) => thread::sleep(Duration::from_millis(10)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        HUNG_UP.store(true, Ordering::Relaxed);
    });
}
