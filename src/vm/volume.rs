//! What a file system in Rust offers to the module `vfs`.

pub use super::fault::Fault;

/// A file system in Rust: a folder of a laptop, a flash chip, a bundle of files in the firmware.
///
/// Paths are absolute in the volume, start with `/`, have no `.` and `..` in them and do not end with `/` but for the
/// root. Files that are open have numbers that the volume hands out; all calls end soon, since the VM waits for them.
/// What a volume cannot do it refuses with a [`Fault`].
pub trait Volume {
    /// Opens a file and gives it a number. *Errors*: `TOO_MANY_OPEN` when no number is left: the VM then closes what no
    /// script can reach any more and tries again.
    fn open(&mut self, path: &str, access: Access) -> Result<u16, Fault>;

    /// Closes a file: from now on what was written is there after a loss of power.
    fn close(&mut self, file: u16) -> Result<(), Fault>;

    /// Reads from where the file stands; 0 at its end.
    fn read(&mut self, file: u16, into: &mut [u8]) -> Result<usize, Fault>;

    /// Writes where the file stands (at its end, if it was opened to append); how many bytes were taken.
    fn write(&mut self, file: u16, bytes: &[u8]) -> Result<usize, Fault> {
        let _ = (file, bytes);
        Err(Fault::READ_ONLY)
    }

    /// Moves to a place and gives it, counted from the start.
    fn seek(&mut self, file: u16, to: Seek) -> Result<u32, Fault>;

    /// Cuts a file, or lengthens it with zeros.
    fn truncate(&mut self, file: u16, len: u32) -> Result<(), Fault> {
        let _ = (file, len);
        Err(Fault::READ_ONLY)
    }

    /// What was written is there after a loss of power.
    fn flush(&mut self, file: u16) -> Result<(), Fault> {
        let _ = file;
        Ok(())
    }

    /// What is known of a file or folder.
    fn stat(&mut self, path: &str) -> Result<Stat, Fault>;

    /// Entry `index` of a folder, whose name is put into `name`; `None` behind the last one.
    fn entry(&mut self, path: &str, index: u32, name: &mut Name) -> Result<Option<Stat>, Fault>;

    /// Makes a folder.
    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        let _ = path;
        Err(Fault::READ_ONLY)
    }

    /// Removes a file.
    fn remove_file(&mut self, path: &str) -> Result<(), Fault> {
        let _ = path;
        Err(Fault::READ_ONLY)
    }

    /// Removes an empty folder.
    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        let _ = path;
        Err(Fault::READ_ONLY)
    }

    /// Gives a file or folder another name; a file of that name is replaced.
    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let _ = (from, to);
        Err(Fault::READ_ONLY)
    }

    /// How much room there is.
    fn space(&mut self) -> Result<Space, Fault>;

    /// All that was written is there after a loss of power.
    fn sync(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    /// Where it is mounted, `flash` for `/flash`; the first volume is `/` whatever it says.
    fn label(&self) -> &str {
        ""
    }
}

/// How a file is opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Access {
    /// It may be read.
    pub read: bool,
    /// It may be written.
    pub write: bool,
    /// It is made if it is not there.
    pub create: bool,
    /// It must not be there.
    pub exclusive: bool,
    /// It loses what it holds.
    pub truncate: bool,
    /// All writes go to its end.
    pub append: bool,
}

/// A place in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seek {
    /// So many bytes from the start.
    Start(u32),
    /// So many bytes from where the file stands.
    Current(i32),
    /// So many bytes from the end.
    End(i32),
}

impl Seek {
    /// The place, if the file stands at `at` and ends at `end`. *Errors*: before the start.
    pub fn place(self, at: u32, end: u32) -> Result<u32, Fault> {
        let place = match self {
            Seek::Start(place) => return Ok(place),
            Seek::Current(distance) => at.checked_add_signed(distance),
            Seek::End(distance) => end.checked_add_signed(distance),
        };
        place.ok_or(Fault::INVALID)
    }
}

/// What is known of a file or folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stat {
    /// It is a folder.
    pub folder: bool,
    /// Bytes of a file.
    pub size: u32,
    /// Seconds since 1970-01-01 of the last change, or 0.
    pub modified: u32,
}

/// How much room a volume has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Space {
    /// Bytes of a block.
    pub block: u32,
    /// Blocks in all.
    pub blocks: u32,
    /// Blocks that are free.
    pub free: u32,
    /// Bytes of the longest name.
    pub name: u32,
}

/// A name of at most 255 bytes.
pub struct Name {
    bytes: [u8; 255],
    len: u8,
}

impl Name {
    /// No name.
    pub const EMPTY: Name = Name { bytes: [0; 255], len: 0 };

    /// Sets the name; what is longer is cut.
    pub fn set(&mut self, name: &[u8]) {
        let len = name.len().min(self.bytes.len());
        self.bytes.iter_mut().zip(name).for_each(|(place, byte)| *place = *byte);
        self.len = len as u8;
    }

    /// The name.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len as usize).unwrap_or_default()
    }
}
