//! littlefs: files in a flash chip that outlast a loss of power, as MicroPython's boards have them.
//!
//! The file system is the crate `littlefs-rust`, a port of the C one: the same bytes on the chip. It needs an allocator.

use super::FILES;
use crate::vm::volume::{Access, Fault, Name, Seek, Space, Stat, Volume};
use core::array;
use littlefs_rust::{Error, File, FileType, Filesystem, OpenFlags, SeekFrom, Storage};

/// The longest file, in bytes.
const SIZE_MAX: u32 = i32::MAX as u32;

/// A volume on a mounted littlefs, which the firmware keeps.
///
/// What was written is on the chip when the file is flushed or closed: a loss of power before that leaves the file as it
/// was, one at any other time leaves all files as they are.
///
/// # Examples
/// ```
/// use ferropy::volume::{LittleFs, Volume};
/// use ferropy::{Host, Vm};
/// use littlefs_rust::{Config, Filesystem, RamStorage};
///
/// struct Board<'f>(LittleFs<'f, RamStorage>);
///
/// impl Host for Board<'_> {
///     fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
///         (number == 0).then_some(&mut self.0)
///     }
/// }
///
/// // `RamStorage` stands for the driver of the chip.
/// let mut chip = RamStorage::new(512, 64);
/// Filesystem::format(&mut chip, &Config::new(512, 64)).unwrap();
/// let files = Filesystem::mount(chip, Config::new(512, 64)).map_err(|(error, _)| error).unwrap();
///
/// let mut board = Board(LittleFs::new(&files, 512, 64));
/// let mut memory = [0; 32 * 1024];
/// let mut vm = Vm::builder(&mut memory).standard_modules().host(&mut board).build()?;
/// vm.exec("with open('boots', 'a') as f: f.write('x')")?;
/// assert_eq!(vm.eval::<&str>("open('boots').read()")?, "x");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct LittleFs<'f, S: Storage> {
    files: &'f Filesystem<S>,
    block: u32,
    blocks: u32,
    open: [Option<Open<'f, S>>; FILES],
    label: &'static str,
}

struct Open<'f, S: Storage> {
    file: File<'f, S>,
    access: Access,
}

fn fault(error: Error) -> Fault {
    match error {
        Error::Io | Error::Corrupt => Fault::BROKEN,
        Error::NoEntry => Fault::NOT_FOUND,
        Error::Exists => Fault::EXISTS,
        Error::NotDir => Fault::NO_FOLDER,
        Error::IsDir => Fault::FOLDER,
        Error::NotEmpty => Fault::NOT_EMPTY,
        Error::Invalid | Error::NoAttribute => Fault::INVALID,
        Error::NoSpace => Fault::FULL,
        Error::NoMemory => Fault::NO_MEMORY,
        Error::NameTooLong => Fault::NAME_TOO_LONG,
    }
}

impl<'f, S: Storage> LittleFs<'f, S> {
    /// A volume on a mounted file system, whose chip has so many blocks of so many bytes.
    pub fn new(files: &'f Filesystem<S>, block: u32, blocks: u32) -> LittleFs<'f, S> {
        LittleFs { files, block, blocks, open: array::from_fn(|_| None), label: "flash" }
    }

    /// Mounted elsewhere than at `/flash`, if it is not the first volume.
    pub fn labelled(self, label: &'static str) -> LittleFs<'f, S> {
        LittleFs { label, ..self }
    }

    fn opened(&self, file: u16) -> Result<&Open<'f, S>, Fault> {
        self.open.get(usize::from(file)).and_then(Option::as_ref).ok_or(Fault::NOT_OPEN)
    }
}

impl<S: Storage> Volume for LittleFs<'_, S> {
    fn open(&mut self, path: &str, access: Access) -> Result<u16, Fault> {
        let number = self.open.iter().position(Option::is_none).ok_or(Fault::TOO_MANY_OPEN)?;
        let mut flags = OpenFlags::empty();
        for (wanted, flag) in [
            (access.read, OpenFlags::READ),
            (access.write, OpenFlags::WRITE),
            (access.create, OpenFlags::CREATE),
            (access.exclusive, OpenFlags::EXCL),
            (access.truncate, OpenFlags::TRUNC),
            (access.append, OpenFlags::APPEND),
        ] {
            if wanted {
                flags |= flag;
            }
        }
        let file = self.files.open(path, flags).map_err(fault)?;
        if let Some(place) = self.open.get_mut(number) {
            *place = Some(Open { file, access });
        }
        Ok(number as u16)
    }

    fn close(&mut self, file: u16) -> Result<(), Fault> {
        let open = self.open.get_mut(usize::from(file)).and_then(Option::take).ok_or(Fault::NOT_OPEN)?;
        open.file.close().map_err(fault)
    }

    fn read(&mut self, file: u16, into: &mut [u8]) -> Result<usize, Fault> {
        let open = self.opened(file)?;
        if !open.access.read {
            return Err(Fault::NOT_OPEN);
        }
        open.file.read(into).map(|count| count as usize).map_err(fault)
    }

    fn write(&mut self, file: u16, bytes: &[u8]) -> Result<usize, Fault> {
        let open = self.opened(file)?;
        if !open.access.write {
            return Err(Fault::NOT_OPEN);
        }
        let at = if open.access.append { open.file.size() } else { open.file.tell() };
        if u64::from(at) + bytes.len() as u64 > u64::from(SIZE_MAX) {
            return Err(Fault::TOO_BIG);
        }
        open.file.write(bytes).map(|count| count as usize).map_err(fault)
    }

    fn seek(&mut self, file: u16, to: Seek) -> Result<u32, Fault> {
        let open = self.opened(file)?;
        let place = to.place(open.file.tell(), open.file.size())?;
        if place > SIZE_MAX {
            return Err(Fault::INVALID);
        }
        open.file.seek(SeekFrom::Start(place)).map_err(fault)
    }

    fn truncate(&mut self, file: u16, len: u32) -> Result<(), Fault> {
        let open = self.opened(file)?;
        if !open.access.write || len > SIZE_MAX {
            return Err(Fault::INVALID);
        }
        open.file.truncate(len).map_err(fault)
    }

    fn flush(&mut self, file: u16) -> Result<(), Fault> {
        self.opened(file)?.file.sync().map_err(fault)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Fault> {
        let found = self.files.stat(path).map_err(fault)?;
        let folder = found.file_type == FileType::Dir;
        Ok(Stat { folder, size: if folder { 0 } else { found.size }, modified: 0 })
    }

    fn entry(&mut self, path: &str, index: u32, name: &mut Name) -> Result<Option<Stat>, Fault> {
        let entries = self.files.read_dir(path).map_err(fault)?;
        let mut entries =
            entries.filter(|entry| !matches!(entry, Ok(entry) if entry.name == "." || entry.name == ".."));
        let Some(entry) = entries.nth(index as usize) else { return Ok(None) };
        let entry = entry.map_err(fault)?;
        name.set(entry.name.as_bytes());
        let folder = entry.file_type == FileType::Dir;
        Ok(Some(Stat { folder, size: if folder { 0 } else { entry.size }, modified: 0 }))
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        self.files.mkdir(path).map_err(fault)
    }

    fn remove_file(&mut self, path: &str) -> Result<(), Fault> {
        if self.stat(path)?.folder {
            return Err(Fault::FOLDER);
        }
        self.files.remove(path).map_err(fault)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        if !self.stat(path)?.folder {
            return Err(Fault::NO_FOLDER);
        }
        self.files.remove(path).map_err(fault)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        self.files.rename(from, to).map_err(fault)
    }

    fn space(&mut self) -> Result<Space, Fault> {
        let used = self.files.fs_size().map_err(fault)?;
        Ok(Space { block: self.block, blocks: self.blocks, free: self.blocks.saturating_sub(used), name: 255 })
    }

    fn sync(&mut self) -> Result<(), Fault> {
        self.open.iter().flatten().filter(|open| open.access.write).try_for_each(|open| open.file.sync().map_err(fault))
    }

    fn label(&self) -> &str {
        self.label
    }
}
