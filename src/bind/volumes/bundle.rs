//! Files that are part of the firmware.

use super::FILES;
use crate::vm::volume::{Access, Fault, Name, Seek, Space, Stat, Volume};

/// A read-only volume of files that lie in flash: scripts and data that come with the firmware.
///
/// # Examples
/// ```
/// use ferropy::volume::{Bundle, Volume};
/// use ferropy::{Host, Vm};
///
/// static FILES: &[(&str, &[u8])] =
///     &[("/main.py", b"import helper\n"), ("/lib/helper.py", b"print('from the firmware')\n")];
///
/// struct Board(Bundle, Vec<u8>);
///
/// impl Host for Board {
///     fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
///         (number == 0).then_some(&mut self.0)
///     }
///     fn write(&mut self, text: &[u8]) {
///         self.1.extend_from_slice(text);
///     }
/// }
///
/// let mut board = Board(Bundle::new(FILES), Vec::new());
/// let mut memory = [0; 32 * 1024];
/// let mut vm = Vm::builder(&mut memory).standard_modules().host(&mut board).build()?;
/// vm.exec("import main")?;
/// vm.exec("import os\nprint(os.listdir(), open('main.py').read().strip())")?;
/// let error = vm.exec("open('main.py', 'w')").unwrap_err();
/// assert_eq!(error.message(&mut vm), "[Errno 30] EROFS: 'main.py'");
/// drop(vm);
/// assert_eq!(board.1, b"from the firmware\n['main.py', 'lib'] import helper\n");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Bundle {
    files: Files,
    label: &'static str,
    /// Which file, and where it stands.
    open: [Option<(usize, u32)>; FILES],
}

/// Files in flash.
#[derive(Clone, Copy)]
enum Files {
    /// As a firmware lists them.
    Listed(&'static [(&'static str, &'static [u8])]),
    /// As an image has them: its bytes, where in them the entries are, and how many. An entry is path and text, each by
    /// its place and length in words of four bytes.
    Packed(&'static [u8], usize, usize),
}

impl Files {
    fn get(self, index: usize) -> Option<(&'static str, &'static [u8])> {
        match self {
            Files::Listed(files) => files.get(index).copied(),
            Files::Packed(bytes, at, count) => {
                let entry = bytes.get(at + 16 * index..at + 16 * index + 16).filter(|_| index < count)?;
                let mut words = entry.chunks_exact(4).map(|word| match word {
                    [a, b, c, d] => u32::from_le_bytes([*a, *b, *c, *d]) as usize,
                    _ => 0,
                });
                let mut part = || {
                    let (start, len) = (words.next()?, words.next()?);
                    bytes.get(start..start.saturating_add(len))
                };
                Some((core::str::from_utf8(part()?).ok()?, part()?))
            }
        }
    }

    fn each(self) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        (0..).map_while(move |index| self.get(index))
    }
}

impl Bundle {
    /// A volume of the files of an image: see `Files::Packed`.
    pub(crate) const fn packed(bytes: &'static [u8], at: usize, count: usize) -> Bundle {
        Bundle { files: Files::Packed(bytes, at, count), label: "rom", open: [None; FILES] }
    }

    /// A volume of these files: absolute paths, each once, and what they hold. Folders are made of the paths.
    pub const fn new(files: &'static [(&'static str, &'static [u8])]) -> Bundle {
        Bundle { files: Files::Listed(files), label: "rom", open: [None; FILES] }
    }

    /// Mounted elsewhere than at `/rom`, if it is not the first volume.
    pub const fn labelled(self, label: &'static str) -> Bundle {
        Bundle { label, ..self }
    }

    /// Its files.
    pub(crate) fn into_files(self) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        self.files.each()
    }

    fn find(&self, path: &str) -> Option<(usize, &'static [u8])> {
        let (index, file) = self.files.each().enumerate().find(|(_, file)| file.0 == path)?;
        Some((index, file.1))
    }

    fn opened(&mut self, file: u16) -> Result<(&'static [u8], &mut u32), Fault> {
        let place = self.open.get_mut(usize::from(file)).and_then(Option::as_mut).ok_or(Fault::NOT_OPEN)?;
        let (index, at) = place;
        let text = self.files.get(*index).ok_or(Fault::NOT_OPEN)?.1;
        Ok((text, at))
    }

    /// The name that a file's path has in a folder, its own or that of the folder it lies in, and whether it is a folder.
    fn part(folder: &str, path: &'static str) -> Option<(&'static str, bool)> {
        let rest = path.strip_prefix(folder)?;
        let rest = if folder == "/" { rest } else { rest.strip_prefix('/')? };
        Some(rest.split_once('/').map_or((rest, false), |(name, _)| (name, true)))
    }
}

impl Volume for Bundle {
    fn open(&mut self, path: &str, access: Access) -> Result<u16, Fault> {
        if access.write {
            return Err(Fault::READ_ONLY);
        }
        let Some((index, _)) = self.find(path) else {
            return Err(if self.stat(path).is_ok() { Fault::FOLDER } else { Fault::NOT_FOUND });
        };
        let number = self.open.iter().position(Option::is_none).ok_or(Fault::TOO_MANY_OPEN)?;
        if let Some(place) = self.open.get_mut(number) {
            *place = Some((index, 0));
        }
        Ok(number as u16)
    }

    fn close(&mut self, file: u16) -> Result<(), Fault> {
        let place = self.open.get_mut(usize::from(file)).and_then(Option::take);
        place.map(drop).ok_or(Fault::NOT_OPEN)
    }

    fn read(&mut self, file: u16, into: &mut [u8]) -> Result<usize, Fault> {
        let (text, at) = self.opened(file)?;
        let rest = text.get(*at as usize..).unwrap_or_default();
        let count = rest.len().min(into.len());
        into.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
        *at = at.saturating_add(count as u32);
        Ok(count)
    }

    fn seek(&mut self, file: u16, to: Seek) -> Result<u32, Fault> {
        let (text, at) = self.opened(file)?;
        *at = to.place(*at, text.len() as u32)?;
        Ok(*at)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Fault> {
        if let Some((_, text)) = self.find(path) {
            return Ok(Stat { size: text.len() as u32, ..Stat::default() });
        }
        let is_folder = path == "/" || self.files.each().any(|file| Bundle::part(path, file.0).is_some());
        if is_folder { Ok(Stat { folder: true, ..Stat::default() }) } else { Err(Fault::NOT_FOUND) }
    }

    fn entry(&mut self, path: &str, index: u32, name: &mut Name) -> Result<Option<Stat>, Fault> {
        let mut left = index;
        for (number, (file, text)) in self.files.each().enumerate() {
            let Some((part, folder)) = Bundle::part(path, file) else { continue };
            // A folder is told when its first file comes.
            let mut before = self.files.each().take(number);
            if folder && before.any(|file| Bundle::part(path, file.0) == Some((part, true))) {
                continue;
            }
            if left == 0 {
                name.set(part.as_bytes());
                let size = if folder { 0 } else { text.len() as u32 };
                return Ok(Some(Stat { folder, size, modified: 0 }));
            }
            left -= 1;
        }
        Ok(None)
    }

    fn space(&mut self) -> Result<Space, Fault> {
        let bytes: usize = self.files.each().map(|file| file.1.len()).sum();
        Ok(Space { block: 1, blocks: bytes as u32, free: 0, name: 255 })
    }

    fn label(&self) -> &str {
        self.label
    }
}
