//! Files in a slice of memory.
//!
//! The slice is a row of entries without gaps: `[bytes of the entry u32][id u16][kind u8][bytes of the path u8][path]`
//! and what the file holds. What grows or shrinks moves what lies behind it.

use super::{FILES, name_in, parent};
use crate::vm::volume::{Access, Fault, Name, Seek, Space, Stat, Volume};

/// Bytes of an entry before the path.
const HEAD: usize = 8;
const FILE: u8 = 0;
const FOLDER: u8 = 1;

/// A volume in a slice of memory: what is in it is gone with the power.
///
/// # Examples
/// ```
/// use ferropy::volume::{RamDisk, Volume};
/// use ferropy::{Host, Vm};
///
/// struct Board<'d>(RamDisk<'d>);
///
/// impl Host for Board<'_> {
///     fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
///         (number == 0).then_some(&mut self.0)
///     }
/// }
///
/// let mut disk = [0; 1024];
/// let mut board = Board(RamDisk::new(&mut disk));
/// let mut memory = [0; 32 * 1024];
/// let mut vm = Vm::builder(&mut memory).standard_modules().host(&mut board).build()?;
/// vm.exec("import os\nos.mkdir('log')\nwith open('log/day.txt', 'a') as f:\n    f.write('21.5\\n')")?;
/// assert_eq!(vm.eval::<&str>("open('/log/day.txt').read()")?, "21.5\n");
/// assert!(vm.exec("open('big', 'w').write('x' * 2000)").unwrap_err().is(&vm, "OSError"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct RamDisk<'d> {
    memory: &'d mut [u8],
    used: usize,
    /// The id of the next entry.
    next: u16,
    open: [Option<Open>; FILES],
    label: &'static str,
}

/// An open file.
#[derive(Clone, Copy)]
struct Open {
    id: u16,
    at: u32,
    access: Access,
}

/// Where an entry is.
#[derive(Clone, Copy)]
struct Entry {
    start: usize,
    len: usize,
    id: u16,
    kind: u8,
    path: usize,
}

impl Entry {
    /// Where what the file holds starts.
    fn text(self) -> usize {
        self.start + HEAD + self.path
    }

    fn end(self) -> usize {
        self.start + self.len
    }

    fn size(self) -> usize {
        self.len.saturating_sub(HEAD + self.path)
    }
}

impl<'d> RamDisk<'d> {
    /// An empty volume.
    pub fn new(memory: &'d mut [u8]) -> RamDisk<'d> {
        RamDisk { memory, used: 0, next: 0, open: [None; FILES], label: "ram" }
    }

    /// Mounted elsewhere than at `/ram`, if it is not the first volume.
    pub fn labelled(self, label: &'static str) -> RamDisk<'d> {
        RamDisk { label, ..self }
    }

    fn entry_at(&self, start: usize) -> Option<Entry> {
        let head = self.memory.get(start..self.used)?.first_chunk::<HEAD>()?;
        let [a, b, c, d, low, high, kind, path] = *head;
        let len = u32::from_le_bytes([a, b, c, d]) as usize;
        Some(Entry { start, len: len.max(HEAD), id: u16::from_le_bytes([low, high]), kind, path: path.into() })
    }

    fn entries(&self) -> impl Iterator<Item = Entry> + '_ {
        core::iter::successors(self.entry_at(0), |entry| self.entry_at(entry.end()))
    }

    fn path(&self, entry: Entry) -> &str {
        let bytes = self.memory.get(entry.start + HEAD..entry.text()).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }

    fn find(&self, path: &str) -> Result<Entry, Fault> {
        self.entries().find(|entry| self.path(*entry) == path).ok_or(Fault::NOT_FOUND)
    }

    /// The place for a new entry must be in a folder.
    fn check_parent(&self, path: &str) -> Result<(), Fault> {
        let folder = parent(path);
        if folder == "/" {
            return Ok(());
        }
        if self.find(folder)?.kind == FOLDER { Ok(()) } else { Err(Fault::NO_FOLDER) }
    }

    /// Makes a part of the memory longer or shorter, moving what lies behind it.
    fn resize(&mut self, at: usize, old: usize, new: usize) -> Result<(), Fault> {
        let used = self.used + new - old;
        if used > self.memory.len() {
            return Err(Fault::FULL);
        }
        if at + old <= self.used {
            self.memory.copy_within(at + old..self.used, at + new);
        }
        self.used = used;
        Ok(())
    }

    fn set_len(&mut self, entry: Entry, len: usize) {
        if let Some(place) = self.memory.get_mut(entry.start..entry.start + 4) {
            place.copy_from_slice(&(len as u32).to_le_bytes());
        }
    }

    fn add(&mut self, path: &str, kind: u8) -> Result<Entry, Fault> {
        self.check_parent(path)?;
        let path_len = u8::try_from(path.len()).map_err(|_| Fault::NAME_TOO_LONG)?;
        let (start, len) = (self.used, HEAD + path.len());
        self.resize(start, 0, len)?;
        let id = self.next;
        self.next = id.wrapping_add(1);
        let place = self.memory.get_mut(start..start + len).unwrap_or_default();
        if let Some((head, name)) = place.split_first_chunk_mut::<HEAD>() {
            let ([a, b, c, d], [low, high]) = ((len as u32).to_le_bytes(), id.to_le_bytes());
            *head = [a, b, c, d, low, high, kind, path_len];
            name.copy_from_slice(path.as_bytes());
        }
        Ok(Entry { start, len, id, kind, path: path.len() })
    }

    fn remove(&mut self, entry: Entry) -> Result<(), Fault> {
        self.resize(entry.start, entry.len, 0)
    }

    /// Gives what a file holds another length; what is new is zeros.
    fn set_size(&mut self, entry: Entry, size: usize) -> Result<(), Fault> {
        let (text, old) = (entry.text(), entry.size());
        self.resize(text + old.min(size), old - old.min(size), size - old.min(size))?;
        self.set_len(entry, HEAD + entry.path + size);
        if let Some(new) = self.memory.get_mut(text + old.min(size)..text + size) {
            new.fill(0);
        }
        Ok(())
    }

    fn opened(&self, file: u16) -> Result<(Open, Entry), Fault> {
        let open = self.open.get(usize::from(file)).copied().flatten().ok_or(Fault::NOT_OPEN)?;
        let entry = self.entries().find(|entry| entry.id == open.id).ok_or(Fault::NOT_OPEN)?;
        Ok((open, entry))
    }

    fn go(&mut self, file: u16, at: u32) {
        if let Some(open) = self.open.get_mut(usize::from(file)).and_then(Option::as_mut) {
            open.at = at;
        }
    }

    fn stat_of(entry: Entry) -> Stat {
        Stat { folder: entry.kind == FOLDER, size: entry.size() as u32, modified: 0 }
    }
}

impl Volume for RamDisk<'_> {
    fn open(&mut self, path: &str, access: Access) -> Result<u16, Fault> {
        let number = self.open.iter().position(Option::is_none).ok_or(Fault::TOO_MANY_OPEN)?;
        let entry = match self.find(path) {
            Ok(entry) if entry.kind == FOLDER => return Err(Fault::FOLDER),
            Ok(_) if access.exclusive => return Err(Fault::EXISTS),
            Ok(entry) => entry,
            Err(_) if path == "/" => return Err(Fault::FOLDER),
            Err(_) if access.create => self.add(path, FILE)?,
            Err(fault) => return Err(fault),
        };
        if access.truncate {
            self.set_size(entry, 0)?;
        }
        if let Some(place) = self.open.get_mut(number) {
            *place = Some(Open { id: entry.id, at: 0, access });
        }
        Ok(number as u16)
    }

    fn close(&mut self, file: u16) -> Result<(), Fault> {
        let place = self.open.get_mut(usize::from(file)).and_then(Option::take);
        place.map(drop).ok_or(Fault::NOT_OPEN)
    }

    fn read(&mut self, file: u16, into: &mut [u8]) -> Result<usize, Fault> {
        let (open, entry) = self.opened(file)?;
        let start = entry.text().saturating_add(open.at as usize).min(entry.end());
        let rest = self.memory.get(start..entry.end()).unwrap_or_default();
        let count = rest.len().min(into.len());
        into.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
        self.go(file, open.at.saturating_add(count as u32));
        Ok(count)
    }

    fn write(&mut self, file: u16, bytes: &[u8]) -> Result<usize, Fault> {
        let (open, entry) = self.opened(file)?;
        if !open.access.write {
            return Err(Fault::NOT_OPEN);
        }
        let at = if open.access.append { entry.size() } else { open.at as usize };
        let end = at.checked_add(bytes.len()).ok_or(Fault::TOO_BIG)?;
        if end > entry.size() {
            self.set_size(entry, end)?;
        }
        if let Some(place) = self.memory.get_mut(entry.text() + at..entry.text() + end) {
            place.copy_from_slice(bytes);
        }
        self.go(file, end as u32);
        Ok(bytes.len())
    }

    fn seek(&mut self, file: u16, to: Seek) -> Result<u32, Fault> {
        let (open, entry) = self.opened(file)?;
        let place = to.place(open.at, entry.size() as u32)?;
        self.go(file, place);
        Ok(place)
    }

    fn truncate(&mut self, file: u16, len: u32) -> Result<(), Fault> {
        let (_, entry) = self.opened(file)?;
        self.set_size(entry, len as usize)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Fault> {
        if path == "/" {
            return Ok(Stat { folder: true, ..Stat::default() });
        }
        self.find(path).map(RamDisk::stat_of)
    }

    fn entry(&mut self, path: &str, index: u32, name: &mut Name) -> Result<Option<Stat>, Fault> {
        let mut entries = self.entries().filter(|entry| name_in(path, self.path(*entry)).is_some());
        let Some(entry) = entries.nth(index as usize) else { return Ok(None) };
        name.set(name_in(path, self.path(entry)).unwrap_or_default().as_bytes());
        Ok(Some(RamDisk::stat_of(entry)))
    }

    fn make_folder(&mut self, path: &str) -> Result<(), Fault> {
        if path == "/" || self.find(path).is_ok() {
            return Err(Fault::EXISTS);
        }
        self.add(path, FOLDER).map(drop)
    }

    fn remove_file(&mut self, path: &str) -> Result<(), Fault> {
        let entry = self.find(path)?;
        if entry.kind == FOLDER { Err(Fault::FOLDER) } else { self.remove(entry) }
    }

    fn remove_folder(&mut self, path: &str) -> Result<(), Fault> {
        let entry = self.find(path)?;
        if entry.kind != FOLDER {
            return Err(Fault::NO_FOLDER);
        }
        if self.entries().any(|entry| name_in(path, self.path(entry)).is_some()) {
            return Err(Fault::NOT_EMPTY);
        }
        self.remove(entry)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let moved = self.find(from)?;
        self.check_parent(to)?;
        if from == to {
            return Ok(());
        }
        let inside = |path: &str| path.strip_prefix(from).is_some_and(|rest| rest.starts_with('/'));
        if moved.kind == FOLDER && inside(to) {
            return Err(Fault::INVALID);
        }
        let longest = self.entries().map(|entry| self.path(entry)).filter(|path| inside(path)).map(str::len).max();
        if longest.unwrap_or(from.len()) - from.len() + to.len() > 255 {
            return Err(Fault::NAME_TOO_LONG);
        }
        // All paths below change; there must be room for them before the first one does.
        let count = 1 + self.entries().filter(|entry| inside(self.path(*entry))).count();
        if to.len() > from.len() && self.used + (to.len() - from.len()) * count > self.memory.len() {
            return Err(Fault::FULL);
        }
        match self.find(to) {
            Ok(known) if known.kind == FOLDER || moved.kind == FOLDER => return Err(Fault::EXISTS),
            Ok(known) => self.remove(known)?,
            Err(_) => {}
        }
        let mut at = 0;
        while let Some(entry) = self.entry_at(at) {
            let is_moved = self.path(entry) == from || inside(self.path(entry));
            if is_moved {
                let (start, path) = (entry.start + HEAD, entry.path - from.len() + to.len());
                self.resize(start, from.len(), to.len())?;
                if let Some(place) = self.memory.get_mut(start..start + to.len()) {
                    place.copy_from_slice(to.as_bytes());
                }
                if let Some(place) = self.memory.get_mut(entry.start + 7) {
                    *place = path as u8;
                }
                self.set_len(entry, entry.len - from.len() + to.len());
            }
            at = match self.entry_at(at) {
                Some(entry) => entry.end(),
                None => break,
            };
        }
        Ok(())
    }

    fn space(&mut self) -> Result<Space, Fault> {
        let len = self.memory.len() as u32;
        Ok(Space { block: 1, blocks: len, free: len - self.used as u32, name: 200 })
    }

    fn label(&self) -> &str {
        self.label
    }
}
