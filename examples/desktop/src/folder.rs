//! A folder of the laptop as a volume of the board.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek as _, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};
use std::time::UNIX_EPOCH;

use ferropy::volume::{Access, Fault, Name, Seek, Space, Stat, Volume};

/// Files that can be open at a time.
const FILES: usize = 8;
/// Bytes of the flash chip that the folder stands for, and of its blocks.
const CAPACITY: u32 = 1 << 20;
const BLOCK: u32 = 4096;

/// A folder; links that lead out of it are refused.
pub struct Folder {
    root: PathBuf,
    files: [Option<File>; FILES],
}

fn fault(error: io::Error) -> Fault {
    Fault(error.raw_os_error().unwrap_or(Fault::BROKEN.0))
}

fn stat_of(data: &Metadata) -> Stat {
    let modified = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Stat {
        folder: data.is_dir(),
        size: if data.is_dir() { 0 } else { u32::try_from(data.len()).unwrap_or(u32::MAX) },
        modified: modified.map_or(0, |time| time.as_secs() as u32),
    }
}

impl Folder {
    /// *Errors*: there is no such folder.
    pub fn new(root: &Path) -> io::Result<Folder> {
        Ok(Folder { root: root.canonicalize()?, files: Default::default() })
    }

    fn path(&self, path: &str) -> Result<PathBuf, Fault> {
        let inside = Path::new(path.trim_start_matches('/'));
        if inside.components().any(|part| !matches!(part, Component::Normal(_))) {
            return Err(Fault::INVALID);
        }
        let full = self.root.join(inside);
        let mut known = full.as_path();
        while !known.exists() && known != self.root {
            known = known.parent().unwrap_or(&self.root);
        }
        let is_inside = known.canonicalize().is_ok_and(|known| known.starts_with(&self.root));
        if is_inside { Ok(full) } else { Err(Fault::DENIED) }
    }

    fn file(&mut self, number: u16) -> Result<&mut File, Fault> {
        self.files.get_mut(usize::from(number)).and_then(Option::as_mut).ok_or(Fault::NOT_OPEN)
    }

    fn used(folder: &Path) -> u32 {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let blocks = entries.map(|entry| match entry.metadata() {
            Ok(data) if data.is_dir() => 1 + Folder::used(&entry.path()),
            Ok(data) => (data.len() as u32).div_ceil(BLOCK).max(1),
            Err(_) => 0,
        });
        blocks.sum()
    }
}

impl Volume for Folder {
    fn open(&mut self, path: &str, access: Access) -> Result<u16, Fault> {
        let number = self.files.iter().position(Option::is_none).ok_or(Fault::TOO_MANY_OPEN)?;
        let path = self.path(path)?;
        if path.is_dir() {
            return Err(Fault::FOLDER);
        }
        let file = OpenOptions::new()
            .read(access.read)
            .write(access.write && !access.append)
            .append(access.append)
            .truncate(access.truncate)
            .create(access.create)
            .create_new(access.exclusive)
            .open(path)
            .map_err(fault)?;
        self.files[number] = Some(file);
        Ok(number as u16)
    }

    fn close(&mut self, file: u16) -> Result<(), Fault> {
        let place = self.files.get_mut(usize::from(file)).ok_or(Fault::NOT_OPEN)?;
        place.take().map(drop).ok_or(Fault::NOT_OPEN)
    }

    fn read(&mut self, file: u16, into: &mut [u8]) -> Result<usize, Fault> {
        self.file(file)?.read(into).map_err(fault)
    }

    fn write(&mut self, file: u16, bytes: &[u8]) -> Result<usize, Fault> {
        self.file(file)?.write(bytes).map_err(fault)
    }

    fn seek(&mut self, file: u16, to: Seek) -> Result<u32, Fault> {
        let to = match to {
            Seek::Start(place) => SeekFrom::Start(place.into()),
            Seek::Current(distance) => SeekFrom::Current(distance.into()),
            Seek::End(distance) => SeekFrom::End(distance.into()),
        };
        let place = self.file(file)?.seek(to).map_err(fault)?;
        u32::try_from(place).map_err(|_| Fault::TOO_BIG)
    }

    fn truncate(&mut self, file: u16, len: u32) -> Result<(), Fault> {
        self.file(file)?.set_len(len.into()).map_err(fault)
    }

    fn flush(&mut self, file: u16) -> Result<(), Fault> {
        self.file(file)?.flush().map_err(fault)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Fault> {
        self.path(path)?.metadata().map(|data| stat_of(&data)).map_err(fault)
    }

    fn entry(&mut self, path: &str, index: u32, name: &mut Name) -> Result<Option<Stat>, Fault> {
        let mut entries: Vec<_> = fs::read_dir(self.path(path)?).map_err(fault)?.flatten().collect();
        entries.sort_by_key(|entry| entry.file_name());
        let Some(entry) = entries.get(index as usize) else { return Ok(None) };
        name.set(entry.file_name().as_encoded_bytes());
        entry.metadata().map(|data| Some(stat_of(&data))).map_err(fault)
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        fs::create_dir(self.path(path)?).map_err(fault)
    }

    fn remove_file(&mut self, path: &str) -> Result<(), Fault> {
        fs::remove_file(self.path(path)?).map_err(fault)
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        fs::remove_dir(self.path(path)?).map_err(fault)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        fs::rename(self.path(from)?, self.path(to)?).map_err(fault)
    }

    fn space(&mut self) -> Result<Space, Fault> {
        let blocks = CAPACITY / BLOCK;
        let free = blocks.saturating_sub(Folder::used(&self.root));
        Ok(Space { block: BLOCK, blocks, free, name: 255 })
    }
}
