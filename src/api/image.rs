//! Programs that were compiled elsewhere: see `docs/images.md`.

use super::error::Error;
use super::host::volume::Bundle;
use crate::bind::ToPython;
use crate::image::{LANGUAGE, LIBRARY};
use crate::vm::Vm;
use crate::vm::code::image::{self, FILES, Fault, MANIFEST};
use crate::vm::exec::frame::Return;
use crate::vm::heap::words_of;
use crate::vm::name::{self, LIBRARY_START, Name};
use crate::vm::number::Float;
use crate::vm::raise::raise;
use crate::vm::types::{dict, module};
use crate::vm::value::Value;

/// A program that was compiled elsewhere: modules, packages and files. Code, constants and names are used where they lie.
///
/// A firmware embeds its scripts by a line in its `build.rs`, `ferropy::tool::embed("scripts")`, and another in its
/// program, `ferropy::image!("scripts")`; or it has the bytes from elsewhere, at an address that is a multiple of four.
/// Whatever the bytes are: they are refused, or safe to run.
///
/// # Examples
/// ```
/// use ferropy::{BuildError, Image, ImageError, Vm};
///
/// static FOREIGN: &[u32] = &[0x464c_457f; 64];
///
/// assert_eq!(Image::of_words(FOREIGN).err().map(|error| error.to_string()).as_deref(), Some("byte 0: this is no image"));
///
/// # #[cfg(feature = "tool")] {
/// // What `ferropy compile` made.
/// # let mut program = ferropy::tool::Program::new();
/// # program.module("main", "import greeting\ntext = greeting.to('you')\n");
/// # program.module("greeting", "def to(name): return f'hello {name}'\n");
/// # let words = ferropy::tool::leak(&program.compile()?);
/// let image = Image::of_words(words)?;
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).image(image).build()?;
/// vm.load_program("main")?;
/// while let ferropy::Step::Ready = vm.step(ferropy::Budget::ops(1000)) {}
/// assert_eq!(vm.get::<&str>("text")?, "hello you");
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Image {
    words: &'static [u32],
    bytes: &'static [u8],
    manifest: Manifest,
}

/// What an image says of itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Manifest {
    /// The tables of opcodes, names and built-ins that the code counts on.
    pub language: u32,
    /// The table of the standard modules' names that it counts on; 0: none.
    pub library: u32,
    /// Bytes of a float.
    pub float: u32,
    /// The least version of the firmware's API that will do, and the greatest.
    pub api: (u32, u32),
    /// The module that is the program.
    pub entry: &'static str,
    /// The modules that it imports and does not have, with spaces between them.
    pub needs: &'static str,
}

impl Manifest {
    /// Reads the fields as postcard writes them: ints in groups of seven bits, texts behind their length.
    fn read(bytes: &'static [u8]) -> Option<Manifest> {
        let mut rest = bytes;
        let [language, library, float, least, most] =
            [int(&mut rest), int(&mut rest), int(&mut rest), int(&mut rest), int(&mut rest)];
        let (entry, needs) = (text(&mut rest)?, text(&mut rest)?);
        Some(Manifest { language: language?, library: library?, float: float?, api: (least?, most?), entry, needs })
    }
}

fn int(rest: &mut &'static [u8]) -> Option<u32> {
    let (mut int, mut shift) = (0u64, 0);
    loop {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        int |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return u32::try_from(int).ok();
        }
        if shift > 28 {
            return None;
        }
    }
}

fn text(rest: &mut &'static [u8]) -> Option<&'static str> {
    let len = int(rest)? as usize;
    let (text, behind) = rest.split_at_checked(len)?;
    *rest = behind;
    core::str::from_utf8(text).ok()
}

/// Why an image is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ImageError {
    /// It is not at an address that is a multiple of four, or its length is none.
    Unaligned,
    /// It is no image, or not one that the tool makes.
    Damaged {
        /// The byte that shows it.
        at: u32,
        /// What is wrong there.
        what: &'static str,
    },
    /// It was compiled by another version of ferropy.
    Language {
        /// The image's tables.
        image: u32,
        /// Those of the firmware.
        firmware: u32,
    },
    /// Its floats have other sizes than the firmware's.
    Float {
        /// Bytes of the image's.
        image: u32,
        /// Bytes of the firmware's.
        firmware: u32,
    },
    /// It was compiled for a firmware that has the standard modules, or for other ones.
    StandardModules,
    /// It needs another version of the firmware's API.
    Api {
        /// The least one that will do.
        least: u32,
        /// The greatest.
        most: u32,
        /// The firmware's.
        firmware: u32,
    },
    /// It imports a module that nobody has.
    NoModule(&'static str),
}

impl core::fmt::Display for ImageError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            ImageError::Unaligned => f.write_str("the image is not made of whole words"),
            ImageError::Damaged { at, what } => write!(f, "byte {at}: {what}"),
            ImageError::Language { image, firmware } => {
                write!(
                    f,
                    "the image was compiled for language {image:08x}, and this is {firmware:08x}: compile it again"
                )
            }
            ImageError::Float { image, firmware } => {
                write!(f, "the image has floats of {image} bytes, and this firmware of {firmware}")
            }
            ImageError::StandardModules => f.write_str("the image was compiled for other standard modules"),
            ImageError::Api { least, most, firmware } => {
                write!(f, "the image needs version {least} to {most} of the firmware's API, and this is {firmware}")
            }
            ImageError::NoModule(name) => write!(f, "the image needs the module '{name}', which this firmware has not"),
        }
    }
}

impl core::error::Error for ImageError {}

impl From<Fault> for ImageError {
    fn from(fault: Fault) -> ImageError {
        ImageError::Damaged { at: fault.at, what: fault.what }
    }
}

impl Image {
    /// An image in memory that nobody changes. *Errors*: it is none, it is not whole, or another version's; what its blocks
    /// hold is proven when a VM is built.
    ///
    /// # Examples
    /// ```
    /// # use ferropy::{Image, ImageError};
    /// assert_eq!(Image::new(b"x").err(), Some(ImageError::Unaligned));
    /// ```
    pub fn new(bytes: &'static [u8]) -> Result<Image, ImageError> {
        let words = words_of(bytes).ok_or(ImageError::Unaligned)?;
        Image::of_words(words)
    }

    /// As [`Image::new`], of words as a machine reads them.
    pub fn of_words(words: &'static [u32]) -> Result<Image, ImageError> {
        image::frame(words)?;
        let bytes = crate::vm::heap::bytes_of(words);
        let at = image::word(words, MANIFEST);
        let Some(manifest) = Image::of_program(words) else {
            return Err(ImageError::Damaged { at, what: "the manifest is damaged" });
        };
        let float = size_of::<Float>() as u32;
        if manifest.language != LANGUAGE {
            return Err(ImageError::Language { image: manifest.language, firmware: LANGUAGE });
        }
        if manifest.float != float {
            return Err(ImageError::Float { image: manifest.float, firmware: float });
        }
        Ok(Image { words, bytes, manifest })
    }

    /// What it says of itself.
    pub fn manifest(&self) -> Manifest {
        self.manifest
    }

    /// Its files, as a volume for [`Host::volume`](crate::Host::volume).
    ///
    /// # Examples
    /// ```
    /// # #[cfg(feature = "tool")] {
    /// use ferropy::{Host, Image, Vm, volume};
    ///
    /// # let mut program = ferropy::tool::Program::new();
    /// # program.module("main", "import greeting\n").file("/units.txt", b"mm cm m");
    /// # let words = ferropy::tool::leak(&program.compile()?);
    /// let image = Image::of_words(words)?;
    ///
    /// struct Board(volume::Bundle);
    ///
    /// impl Host for Board {
    ///     fn volume(&mut self, number: usize) -> Option<&mut dyn volume::Volume> {
    ///         (number == 0).then_some(&mut self.0)
    ///     }
    /// }
    ///
    /// let (mut board, mut memory) = (Board(image.files()), [0; 32 * 1024]);
    /// let mut vm = Vm::builder(&mut memory).image(image).host(&mut board).standard_modules().build()?;
    /// assert_eq!(vm.eval::<&str>("open('units.txt').read()")?, "mm cm m");
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn files(&self) -> Bundle {
        let (at, count) = (image::word(self.words, FILES) as usize, image::word(self.words, FILES + 1) as usize);
        Bundle::packed(self.bytes, at * 4, count)
    }

    /// Its files: their paths, and what they hold.
    ///
    /// # Examples
    /// ```
    /// # #[cfg(feature = "tool")] {
    /// # use ferropy::Image;
    /// # let made = ferropy::tool::Program::new().file("/units.txt", b"mm cm m").compile()?;
    /// # let image = Image::of_words(ferropy::tool::leak(&made))?;
    /// assert_eq!(image.packed_files().next(), Some(("/units.txt", &b"mm cm m"[..])));
    /// # }
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn packed_files(&self) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        self.files().into_files()
    }

    pub(crate) fn words(&self) -> &'static [u32] {
        self.words
    }

    /// Proves it for a VM in which nothing has run.
    pub(crate) fn check(&self, vm: &mut Vm, firmware: u32) -> Result<(), ImageError> {
        let Manifest { api: (least, most), library, needs, .. } = self.manifest;
        if !(least..=most).contains(&firmware) {
            return Err(ImageError::Api { least, most, firmware });
        }
        let has_library = vm.heap.static_text(Name::new(LIBRARY_START, 2)).is_some();
        if library != 0 && !(has_library && library == LIBRARY) {
            return Err(ImageError::StandardModules);
        }
        vm.prove_program()?;
        let has_files = vm.host.volume(0).is_some();
        let is_there = |vm: &mut Vm, name: &str| {
            let plain = name.strip_prefix('u').unwrap_or(name);
            has_files || vm.modules.has(name) || vm.modules.has(plain) || vm.host.module_source(name).is_some()
        };
        match needs.split_ascii_whitespace().find(|name| !is_there(vm, name)) {
            Some(name) => Err(ImageError::NoModule(name)),
            None => Ok(()),
        }
    }
}

/// Includes the image that `ferropy::tool::embed("scripts")` has made in the crate's `build.rs`: a `Result<Image, ImageError>`.
///
/// # Examples
/// With `ferropy::tool::embed("scripts")` in `build.rs` the program says `let image = ferropy::image!("scripts")?;`. What no build
/// script has made is an error of the compiler:
/// ```compile_fail
/// let image = ferropy::image!("what_nobody_made");
/// ```
#[macro_export]
macro_rules! image {
    ($folder:literal) => {
        $crate::Image::new($crate::align!(*include_bytes!(concat!(env!("OUT_DIR"), "/", $folder, ".fpim"))))
    };
}

/// Bytes in flash at an address that [`Image::new`] takes: `align!(*include_bytes!("program.fpim"))`.
///
/// # Examples
/// ```
/// let bytes: &'static [u8] = ferropy::align!(*b"four");
/// assert_eq!(bytes.as_ptr() as usize % 4, 0);
/// ```
#[macro_export]
macro_rules! align {
    ($bytes:expr) => {{
        static ALIGNED: &$crate::Aligned<[u8]> = &$crate::Aligned { align: [], bytes: $bytes };
        &ALIGNED.bytes
    }};
}

/// What [`align!`](crate::align!) puts bytes into.
#[doc(hidden)]
#[repr(C)]
pub struct Aligned<B: ?Sized> {
    /// Nothing, at the address of a word.
    pub align: [u32; 0],
    /// The bytes.
    pub bytes: B,
}

impl Vm<'_> {
    /// Prepares a module of the image as `__main__`, to be run by [`Vm::step`]; "" stands for that which is the program.
    /// What `__main__` had before is forgotten.
    ///
    /// *Errors*: an `ImportError` if there is no image or no such module.
    pub fn load_program(&mut self, module: &str) -> Result<(), Error> {
        let function = self.attempt(|vm| {
            let entry = vm.entry();
            let module = if module.is_empty() { entry } else { module };
            let Some(found) = vm.image_module(module.as_bytes()) else {
                let shown = vm.new_str(module.as_bytes())?;
                return raise!(vm, ImportError, "no module '{}' in the image", shown);
            };
            let name = Value::name(name::__MAIN__);
            let main = module::new(vm, name)?;
            let function = vm.image_function(found, vm.heap.value(main.block(), module::DICT))?;
            dict::set_item(vm, vm.modules_dict(), name, main)?;
            Ok(function)
        })?;
        let function = self.keep_result(function);
        self.attempt(|vm| {
            let function = function.to_python(vm)?;
            let opened = vm.call_values(function, &[], Return::Host);
            vm.open(opened)
        })
    }

    /// The module of the image that is the program.
    fn entry(&self) -> &'static str {
        Image::of_program(self.heap.program()).map_or("", |manifest| manifest.entry)
    }
}

impl Image {
    /// The manifest of an image that has been proven.
    fn of_program(words: &'static [u32]) -> Option<Manifest> {
        let (at, len) = (image::word(words, MANIFEST) as usize, image::word(words, MANIFEST + 1) as usize);
        Manifest::read(crate::vm::heap::bytes_of(words).get(at..at.saturating_add(len))?)
    }
}
