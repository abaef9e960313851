//! Making a VM.

use super::image::{Image, ImageError};
use crate::bind::Module;
use crate::bind::module::{Lives, State, Unpinned};
use crate::vm::Vm;
use crate::vm::heap::Heap;
use crate::vm::host::{Host, nobody};
use crate::vm::limits::{Limits, MODULES};
#[cfg(feature = "modules")]
use crate::vm::native::Library;
use crate::vm::native::Modules;
use core::sync::atomic::AtomicBool;

/// The flag of those who do not interrupt.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Bytes of memory with which a VM can be made, whatever their alignment. A script needs some more.
const LEAST: usize = 704;

/// A VM in the making: see [`Vm::builder`].
pub struct Builder<'m> {
    memory: &'m mut [u8],
    host: &'m mut dyn Host,
    limits: Limits,
    interrupt: &'m AtomicBool,
    modules: Modules<'m>,
    image: Option<Image>,
    api: u32,
    crowded: bool,
    prepare: fn(&mut Heap<'m>),
}

/// Why a VM could not be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The memory is too small.
    TooSmall {
        /// Bytes that are needed at least.
        needed: usize,
        /// Bytes that were given.
        given: usize,
    },
    /// More native modules were given than this number.
    TooManyModules(usize),
    /// The image of the program is damaged, or made for another firmware.
    Image(ImageError),
}

impl core::fmt::Display for BuildError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            BuildError::TooSmall { needed, given } => {
                write!(f, "a VM needs {needed} bytes of memory at least, not {given}")
            }
            BuildError::TooManyModules(most) => write!(f, "a VM takes {most} native modules at most"),
            BuildError::Image(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for BuildError {}

impl<'m> Vm<'m> {
    /// Starts to make a VM that lives in `memory`, which is all it uses besides constant parts of its own size.
    ///
    /// *Units*: a first script runs in 8 KB; up to 512 KB are used, with feature `large-heap` 16 MB. Alignment does not matter.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// assert_eq!(vm.eval::<i32>("sum(range(10))")?, 45);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn builder(memory: &'m mut [u8]) -> Builder<'m> {
        Builder {
            host: nobody(),
            limits: Limits::for_heap(memory.len()),
            memory,
            interrupt: &NEVER,
            modules: Modules::NONE,
            image: None,
            api: 0,
            crowded: false,
            prepare: Unpinned::prepare,
        }
    }
}

impl<'m> Builder<'m> {
    /// Adds a module that was made with [`module!`](crate::module), and the state that its functions work on: `()`, or
    /// a mutable reference.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// struct Counter(u32);
    ///
    /// ferropy::module! {
    ///     COUNTER = "counter" for Counter {
    ///         fn add(counter, step: u32 = 1) -> u32 {
    ///             counter.0 += step;
    ///             counter.0
    ///         }
    ///     }
    /// }
    ///
    /// let (mut memory, mut counter) = ([0; 16 * 1024], Counter(0));
    /// let mut vm = Vm::builder(&mut memory).module(&COUNTER, &mut counter).build()?;
    /// vm.exec("import counter; counter.add(); counter.add(step=40)")?;
    /// drop(vm);
    /// assert_eq!(counter.0, 41);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn module<S, P>(mut self, module: &'m Module<S, P>, state: impl State<'m, S>) -> Builder<'m>
    where
        P: Lives<'m>,
    {
        self.crowded |= !self.modules.add(module.table(), state.erase());
        if P::PINNED {
            self.prepare = P::prepare;
        }
        self
    }

    /// Lets scripts import the standard modules. None of them takes memory before it is imported.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).standard_modules().build()?;
    /// vm.exec("import sys")?;
    /// assert_eq!(vm.eval::<&str>("sys.implementation.name")?, "ferropy");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[cfg(feature = "modules")]
    pub fn standard_modules(mut self) -> Builder<'m> {
        self.modules.library = &crate::bind::modules::LIBRARY;
        self
    }

    /// As [`Builder::standard_modules`], but only those of a library: what is in none is not linked.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{Library, Vm, modules};
    ///
    /// static LIBRARY: Library = Library::of(&[&modules::SYS, &modules::TIME, &modules::JSON]);
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).library(&LIBRARY).build()?;
    /// assert!(vm.exec("import json").is_ok());
    /// assert!(vm.exec("import random").unwrap_err().is(&vm, "ModuleNotFoundError"));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[cfg(feature = "modules")]
    pub fn library(mut self, library: &'static Library) -> Builder<'m> {
        self.modules.library = library;
        self
    }

    /// Lets scripts import these standard modules and no others; the modules may import what they need.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).standard_modules_only(&["operator"]).build()?;
    /// assert!(vm.exec("import operator").is_ok());
    /// assert!(vm.exec("import sys").unwrap_err().is(&vm, "ModuleNotFoundError"));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[cfg(feature = "modules")]
    pub fn standard_modules_only(mut self, names: &'m [&'m str]) -> Builder<'m> {
        self.modules.library = &crate::bind::modules::LIBRARY;
        self.modules.granted = Some(names);
        self
    }

    /// Lets scripts import the modules of an image, which are used where they lie; [`Vm::load_program`] runs one of them.
    ///
    /// # Examples
    /// See [`Image`].
    pub fn image(mut self, image: Image) -> Builder<'m> {
        self.modules.program = image.words();
        self.image = Some(image);
        self
    }

    /// Sets the version of what this firmware offers to scripts, which images may ask for; 0 without this.
    ///
    /// # Examples
    /// ```
    /// let mut memory = [0; 16 * 1024];
    /// assert!(ferropy::Vm::builder(&mut memory).api(3).build().is_ok());
    /// ```
    pub fn api(mut self, version: u32) -> Builder<'m> {
        self.api = version;
        self
    }

    /// Sets the firmware's side: where `print` goes, what time it is, where the sources of modules are.
    pub fn host(mut self, host: &'m mut dyn Host) -> Builder<'m> {
        self.host = host;
        self
    }

    /// Sets what scripts may use, instead of what suits the size of the memory.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{Limits, Vm};
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).limits(Limits { depth: 20 }).build()?;
    /// vm.exec("def down(n): return 0 if n == 0 else down(n - 1)")?;
    /// assert!(vm.eval::<i32>("down(10)").is_ok());
    /// assert!(vm.eval::<i32>("down(30)").is_err());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn limits(mut self, limits: Limits) -> Builder<'m> {
        self.limits = limits;
        self
    }

    /// Names a flag that an interrupt handler or another thread may set: the running script then gets a
    /// `KeyboardInterrupt` at its next loop turn or call, and the flag is cleared.
    ///
    /// # Examples
    /// ```
    /// use core::sync::atomic::{AtomicBool, Ordering};
    /// use ferropy::Vm;
    ///
    /// static STOP: AtomicBool = AtomicBool::new(false);
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).interrupt(&STOP).build()?;
    /// STOP.store(true, Ordering::Relaxed);
    /// let error = vm.exec("while True: pass").unwrap_err();
    /// assert!(error.is(&vm, "KeyboardInterrupt"));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn interrupt(mut self, flag: &'m AtomicBool) -> Builder<'m> {
        self.interrupt = flag;
        self
    }

    /// Makes the VM. *Errors*: the memory is too small, or there are too many modules.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{BuildError, Vm};
    ///
    /// let mut memory = [0; 100];
    /// let Err(BuildError::TooSmall { needed, given: 100 }) = Vm::builder(&mut memory).build() else { panic!() };
    /// assert!(Vm::builder(&mut vec![0; needed]).build().is_ok());
    /// ```
    pub fn build(self) -> Result<Vm<'m>, BuildError> {
        let mut place = None;
        self.build_in(&mut place)?;
        place.ok_or(BuildError::TooManyModules(MODULES))
    }

    /// As [`Builder::build`], but the VM is made where it is to stay: on a small stack the moves of a VM count, which
    /// has some hundred bytes beside its memory. *Errors*: as `build`.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let (mut memory, mut place) = ([0; 16 * 1024], None);
    /// let vm = Vm::builder(&mut memory).build_in(&mut place)?;
    /// assert_eq!(vm.eval::<i32>("6 * 7")?, 42);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[inline(never)]
    pub fn build_in<'p>(self, place: &'p mut Option<Vm<'m>>) -> Result<&'p mut Vm<'m>, BuildError> {
        if self.crowded {
            return Err(BuildError::TooManyModules(MODULES));
        }
        let given = self.memory.len();
        let too_small = BuildError::TooSmall { needed: LEAST, given };
        let Ok(memory) = Heap::claim_memory(self.memory) else { return Err(too_small) };
        let vm = place.insert(Vm::new(memory, self.host, self.limits, self.modules, self.interrupt));
        (self.prepare)(&mut vm.heap);
        if vm.boot().is_err() {
            return Err(too_small);
        }
        if let Some(image) = self.image {
            image.check(vm, self.api).map_err(BuildError::Image)?;
        }
        match vm.make_handles().and_then(|()| vm.make_main()) {
            Ok(()) => Ok(vm),
            Err(_) => Err(too_small),
        }
    }
}

impl Vm<'_> {
    /// Forgets everything, as if the VM had just been made: scripts, modules, objects that Rust keeps. What stands outside
    /// of its memory (host, modules and their states) stays.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.exec("x = 1")?;
    /// vm.restart();
    /// assert!(vm.eval::<i32>("x").is_err());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn restart(&mut self) {
        self.let_go();
        // It had room once.
        let _ = self.boot().and_then(|()| self.make_handles()).and_then(|()| self.make_main());
    }

    /// Forgets the program and its memory; what futures have borrowed of the firmware is given back.
    pub(crate) fn let_go(&mut self) {
        self.settle();
        self.end_futures();
        self.forget();
    }
}
