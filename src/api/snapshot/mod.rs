//! Running programs as bytes: saved, and restored in another process, on another machine, after a loss of power.
//!
//! A snapshot is four bytes, `fpsn`, the version of the format, and frames: ints as postcard writes them (groups of
//! seven bits), each frame behind its length and before the sum of its bytes. The first frame says what the program counts on
//! and where it stands; the second has the blocks of its memory, moved together; each further one a Rust object; an empty
//! one is the end.

mod format;

use core::fmt;
use embedded_io::{Read, ReadExactError, Write};

use self::format::{CALLING_BACK, EARLY, Head, SUM, Sink, Source, THROWN, Taken, summed};
use crate::bind::modules::builtins::{FIRST_MODULE, FIRST_STANDARD};
#[cfg(feature = "network")]
use crate::bind::modules::network::socket::is_socket;
use crate::bind::modules::vfs::is_file;
use crate::bind::snapshot::SAVED_MAX;
use crate::image::FIRMWARE;
use crate::vm::Vm;
use crate::vm::code::image::checksum;
use crate::vm::exec::native::class_number;
use crate::vm::heap::{Heap, Kind, PENDING, Pinned, Root, Unsound, VM_ROOTS};
use crate::vm::limits::MODULES;
use crate::vm::native::{Codec, NativeModule};
use crate::vm::raise::{Pending, Stop};
use crate::vm::types::{TypeId, class, list, module, table};
use crate::vm::value::{Immediate, Ref, Value};

/// The first bytes of a snapshot.
const MAGIC: [u8; 4] = *b"fpsn";
/// The version of the format.
const VERSION: u8 = 1;
/// Bytes of a module's name that are kept.
const NAME: usize = 24;
/// Bytes that are read at once.
const PIECE: usize = 512;

/// Why a program could not be saved. It goes on as if nothing had been asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SaveError<E> {
    /// A text is being compiled: step on, and try again.
    Compiling,
    /// The program awaits a function of Rust: step on, and try again.
    Awaiting,
    /// The program has an object of a Rust type that is no [`Snapshot`](crate::Snapshot), or whose `save` has refused.
    Object(&'static str),
    /// There is no memory for the exception that is being handled.
    Memory,
    /// The writer's error.
    Write(E),
}

/// Why a snapshot could not be restored. The VM is as if it had just been made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RestoreError<E> {
    /// The reader's error.
    Read(E),
    /// The snapshot is refused.
    Snapshot(SnapshotError),
}

/// Why a snapshot is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SnapshotError {
    /// It ends too soon, it is no snapshot, or not the one that was written.
    Damaged {
        /// The byte that shows it.
        at: u32,
        /// What is wrong there.
        what: &'static str,
    },
    /// It has another version of the format.
    Version(u8),
    /// It was saved by another version of ferropy, or with other features.
    Firmware {
        /// The snapshot's tables.
        snapshot: u32,
        /// Those of the firmware.
        firmware: u32,
    },
    /// It was saved by a firmware with other standard modules.
    StandardModules,
    /// The program ran over another image, or over none.
    Image,
    /// It needs a native module that this firmware has not, or has with other functions and classes.
    Module(ModuleName),
    /// The memory is too small for it.
    TooSmall {
        /// Bytes that are needed at least.
        needed: usize,
        /// Bytes that there are.
        given: usize,
    },
}

/// The name of a module in a snapshot, or its first 24 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ModuleName {
    bytes: [u8; NAME],
    len: u8,
}

impl ModuleName {
    const EMPTY: ModuleName = ModuleName { bytes: [0; NAME], len: 0 };

    fn of(name: &str) -> ModuleName {
        let mut made = ModuleName::EMPTY;
        for (place, byte) in made.bytes.iter_mut().zip(name.bytes()) {
            *place = byte;
            made.len += 1;
        }
        made
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len.into()).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or("?")
    }
}

impl<E: fmt::Debug> fmt::Display for SaveError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SaveError::Compiling => f.write_str("a text is being compiled: nothing can be saved now"),
            SaveError::Awaiting => {
                f.write_str("the program awaits a function of the firmware: nothing can be saved now")
            }
            SaveError::Object(name) => write!(f, "the program has a '{name}' object, which cannot be saved"),
            SaveError::Memory => f.write_str("there is no memory for the exception that is being handled"),
            SaveError::Write(error) => write!(f, "{error:?}"),
        }
    }
}

impl<E: fmt::Debug> fmt::Display for RestoreError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RestoreError::Read(error) => write!(f, "{error:?}"),
            RestoreError::Snapshot(error) => error.fmt(f),
        }
    }
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SnapshotError::Damaged { at, what } => write!(f, "byte {at}: {what}"),
            SnapshotError::Version(version) => {
                write!(f, "the snapshot has version {version} of the format, not {VERSION}")
            }
            SnapshotError::Firmware { snapshot, firmware } => {
                write!(f, "the snapshot was saved by firmware {snapshot:08x}, and this is {firmware:08x}")
            }
            SnapshotError::StandardModules => f.write_str("the snapshot was saved with other standard modules"),
            SnapshotError::Image => f.write_str("the snapshot belongs to another image of the program"),
            SnapshotError::Module(name) => {
                write!(
                    f,
                    "the snapshot needs the module '{}' as it was: this firmware has another, or none",
                    name.as_str()
                )
            }
            SnapshotError::TooSmall { needed, given } => {
                write!(f, "the snapshot needs {needed} bytes of memory at least, not {given}")
            }
        }
    }
}

impl<E: fmt::Debug> core::error::Error for SaveError<E> {}
impl<E: fmt::Debug> core::error::Error for RestoreError<E> {}
impl core::error::Error for SnapshotError {}

/// What scripts count on in a native module: the names of what it has, in their order.
fn version(table: &NativeModule) -> u32 {
    let functions = table.functions.iter().map(|row| row.name);
    let members = table.classes.iter().flat_map(|class| class.members.iter().map(|member| member.native.name));
    let names = functions.chain(table.classes.iter().map(|class| class.name)).chain(members);
    names.flat_map(|name| name.bytes().chain([0])).fold(SUM, summed)
}

impl Vm<'_> {
    /// Writes the running program as it stands between two steps: everything in its memory, functions and generators and
    /// tasks that wait and exceptions under way. [`Vm::restore`] goes on with it, in another process, on another machine.
    /// Gives the bytes written: those that are alive, and some dozens more.
    ///
    /// What stands outside of the memory is the firmware's: the states of native modules, objects that Rust keeps. Open
    /// files and sockets come back closed. Not for between two deadlines: all is collected and moved together before.
    ///
    /// *Errors*: something is under way that cannot be saved, or an object that is no [`Snapshot`](crate::Snapshot).
    ///
    /// # Examples
    /// ```
    /// use ferropy::{Budget, Step, Vm};
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.load("main.py", "total = 0\nfor i in range(1000): total += i")?;
    /// assert_eq!(vm.step(Budget::ops(300)), Step::Ready);
    /// let mut store = [0; 8 * 1024];
    /// let saved = vm.save(&mut &mut store[..])?;
    /// assert!(saved < 2000);
    ///
    /// // After a loss of power:
    /// let mut memory = [0; 12 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.restore(&mut &store[..saved])?;
    /// while let Step::Ready = vm.step(Budget::ops(300)) {}
    /// assert_eq!(vm.get::<u32>("total")?, 499_500);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn save<W: Write>(&mut self, writer: &mut W) -> Result<usize, SaveError<W::Error>> {
        let end = self.packed()?;
        let mut result = Ok(());
        let mut out = |bytes: &[u8]| {
            if result.is_ok() {
                result = writer.write_all(bytes);
            }
        };
        let mut sink = Sink::new(&mut out);
        self.lend_roots();
        self.write_snapshot(end, &mut sink);
        self.take_roots();
        let len = sink.len;
        result.map_err(SaveError::Write)?;
        writer.flush().map_err(SaveError::Write)?;
        Ok(len)
    }

    /// Moves everything together, if it can be saved.
    fn packed<E>(&mut self) -> Result<u32, SaveError<E>> {
        self.settle();
        let has_objects = (!self.pending.is_some() || self.materialize_now().is_some())
            && (!self.handled.is_some() || self.materialize_handled_now().is_some());
        if !has_objects {
            return Err(SaveError::Memory);
        }
        self.collecting(|vm| vm.heap.collect_all());
        let end = self.collecting(|vm| vm.heap.pack()).map_err(|pinned| match pinned {
            Pinned::Future => SaveError::Awaiting,
            Pinned::Compilation => SaveError::Compiling,
        })?;
        let mut at = Ref::NONE;
        while let Some(block) = self.heap.next_of_kind(at, Kind::Native) {
            let mut buffer = [0; SAVED_MAX];
            let can_be_saved = match self.codec_of(block) {
                Some((_, codec)) => (codec.save)(&self.heap, block, &mut buffer).is_some(),
                None => comes_back_closed(&self.heap, block),
            };
            if !can_be_saved {
                return Err(self.unsaved(block));
            }
            at = block;
        }
        Ok(end)
    }

    /// What is said of an object that cannot be saved.
    #[cold]
    fn unsaved<E>(&self, block: Ref) -> SaveError<E> {
        let Some(number) = class_number(&self.heap, self.heap.value(block, 1)) else {
            return SaveError::Object("library");
        };
        let classes = self.native_module((number >> 8) as u8).map_or(&[][..], |table| table.classes);
        SaveError::Object(classes.get(usize::from(number & 0xff)).map_or("native", |class| class.name))
    }

    /// The number of a native object's class, and how its objects are saved.
    fn codec_of(&self, block: Ref) -> Option<(u16, Codec)> {
        let number = class_number(&self.heap, self.heap.value(block, 1))?;
        Some((number, self.codec(number)?))
    }

    fn codec(&self, number: u16) -> Option<Codec> {
        self.native_module((number >> 8) as u8)?.classes.get(usize::from(number & 0xff))?.codec
    }

    /// The native modules of the firmware, as a snapshot names them.
    fn module_names(&self) -> [Option<(ModuleName, u32)>; MODULES] {
        let mut names = [None; MODULES];
        for (index, name) in names.iter_mut().enumerate() {
            *name = self.modules.get(index).map(|table| (ModuleName::of(table.name), version(table)));
        }
        names
    }

    /// Which images there are.
    fn library_sum(&self) -> u32 {
        let lengths = self.modules.library.images.iter().flat_map(|image| (image.len() as u32).to_le_bytes());
        lengths.fold(SUM, summed)
    }

    fn write_snapshot(&mut self, end: u32, sink: &mut Sink) {
        let flag = |set: bool, flag: u32| if set { flag } else { 0 };
        let head = Head {
            firmware: FIRMWARE,
            library: self.library_sum(),
            image: checksum(self.heap.program()),
            modules: self.module_names(),
            now: self.now(),
            until: self.until,
            alarm: self.alarm,
            depth: self.limits.depth.into(),
            frame: [self.frame.fp, self.frame.ip, self.frame.depth],
            flags: flag(self.frame.thrown, THROWN) | flag(self.early, EARLY) | flag(self.calling_back, CALLING_BACK),
            state: self.heap.around(end),
        };
        sink.bytes(&MAGIC);
        sink.bytes(&[VERSION]);
        sink.frame(|sink| head.write(sink));
        sink.frame(|sink| self.heap.each_run(end, &mut |bytes| sink.bytes(bytes)));
        let mut at = Ref::NONE;
        while let Some(block) = self.heap.next_of_kind(at, Kind::Native) {
            if let Some((number, codec)) = self.codec_of(block) {
                let mut buffer = [0; SAVED_MAX];
                let len = (codec.save)(&self.heap, block, &mut buffer).unwrap_or(0);
                sink.frame(|sink| {
                    sink.int(block.0.into());
                    sink.int(number.into());
                    sink.bytes(buffer.get(..len).unwrap_or_default());
                });
            }
            at = block;
        }
        sink.int(0);
    }

    /// Forgets everything and goes on with a program that was saved: step it. Its clock goes on from where it stood. Objects that Rust
    /// kept are released.
    ///
    /// The VM is to have what the program needs: the native modules and the image, under the same names and with the same
    /// functions and classes, in any order; the same version and features of ferropy, whatever the machine.
    ///
    /// *Errors*: the bytes are not those that were written, or not for this firmware. The VM is then as if it had just
    /// been made. The bytes are checked against damage, not against those who know how to make a right sum: keep
    /// snapshots where only the firmware writes.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{RestoreError, SnapshotError, Vm};
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// let error = vm.restore(&mut &b"nonsense"[..]).unwrap_err();
    /// let damaged = SnapshotError::Damaged { at: 0, what: "this is no snapshot" };
    /// assert_eq!(error, RestoreError::Snapshot(damaged));
    /// assert_eq!(vm.eval::<i32>("6 * 7")?, 42);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn restore<R: Read>(&mut self, reader: &mut R) -> Result<(), RestoreError<R::Error>> {
        let mut failed = None;
        let mut read = |into: &mut [u8]| match reader.read_exact(into) {
            Ok(()) => true,
            Err(ReadExactError::UnexpectedEof) => false,
            Err(ReadExactError::Other(error)) => {
                failed = Some(error);
                false
            }
        };
        let mut source = Source::new(&mut read);
        self.let_go();
        self.reattach();
        let result = self.take_snapshot(&mut source);
        if result.is_err() {
            self.restart();
        }
        match failed {
            Some(error) => Err(RestoreError::Read(error)),
            None => result.map_err(RestoreError::Snapshot),
        }
    }

    fn take_snapshot(&mut self, source: &mut Source) -> Taken {
        let mut magic = [0; 4];
        source.bytes(&mut magic)?;
        if magic != MAGIC {
            return Err(SnapshotError::Damaged { at: 0, what: "this is no snapshot" });
        }
        match source.byte()? {
            VERSION => {}
            other => return Err(SnapshotError::Version(other)),
        }
        let head = Head::read(source)?;
        if head.firmware != FIRMWARE {
            return Err(SnapshotError::Firmware { snapshot: head.firmware, firmware: FIRMWARE });
        }
        if head.library != self.library_sum() {
            return Err(SnapshotError::StandardModules);
        }
        if head.image != checksum(self.heap.program()) {
            return Err(SnapshotError::Image);
        }
        let numbers = self.numbers(&head)?;
        let first = self.read_blocks(&head, source)?;
        if let Err(Unsound { at, what }) = self.heap.adopt(&head.state, table::Table::is_sound, is_immediate) {
            return Err(SnapshotError::Damaged { at: first.saturating_add(at), what });
        }
        self.go_to(&head);
        if let Err(what) = self.prove_frames() {
            return Err(SnapshotError::Damaged { at: first, what });
        }
        self.renumber(&numbers);
        self.read_objects(&numbers, source)?;
        self.release_all();
        Ok(())
    }

    /// The numbers that this firmware gives to the snapshot's modules.
    fn numbers(&self, head: &Head) -> Taken<[u8; MODULES]> {
        let (mut numbers, known) = (core::array::from_fn(|index| index as u8), self.module_names());
        for (number, wanted) in numbers.iter_mut().zip(head.modules.iter().flatten()) {
            match known.iter().position(|known| *known == Some(*wanted)) {
                Some(index) => *number = index as u8,
                None => return Err(SnapshotError::Module(wanted.0)),
            }
        }
        Ok(numbers)
    }

    /// Reads the blocks into the memory; where they start in the snapshot.
    fn read_blocks(&mut self, head: &Head, source: &mut Source) -> Taken<u32> {
        let (end, len) = (head.state.end, source.frame()?);
        if end.checked_sub(Heap::BLOCKS) != Some(len) {
            return source.damaged("the blocks are not as long as they should be");
        }
        if !self.heap.has_room_for_blocks(end) {
            return Err(SnapshotError::TooSmall { needed: Heap::needed_for_blocks(end), given: self.memory().total });
        }
        let first = source.at;
        let mut from = 0;
        while from < len {
            let piece = (len - from).min(PIECE as u32);
            source.bytes(self.heap.place_for_blocks(from, piece as usize))?;
            from += piece;
        }
        source.end()?;
        Ok(first)
    }

    /// Stands where the program stood.
    fn go_to(&mut self, head: &Head) {
        let [fp, ip, depth] = head.frame;
        (self.frame.fp, self.frame.ip, self.frame.depth) = (fp, ip, depth);
        self.frame.thrown = head.flags & THROWN != 0;
        self.early = head.flags & EARLY != 0;
        self.calling_back = head.flags & CALLING_BACK != 0;
        self.note_stack();
        self.limits.depth = head.depth.min(self.most_depth.into()) as u16;
        (self.until, self.alarm) = (head.until, head.alarm);
        self.clock = head.now.wrapping_sub(self.host.now());
        (self.woken, self.roused) = (true, true);
        let roots = self.heap.roots[VM_ROOTS..].chunks_mut(PENDING);
        for (roots, exception) in roots.zip([&mut self.pending, &mut self.handled]) {
            if roots.first().is_some_and(|class| class.is_defined()) {
                *exception = Pending::NONE;
                exception.set_values(roots);
            }
            roots.fill(Value::UNDEFINED);
        }
        for root in [Root::Work, Root::InnerWork, Root::Scratch1, Root::Scratch2] {
            self.heap.set_root(root, Value::UNDEFINED);
        }
    }

    /// Gives functions and classes of native modules the numbers that they have here.
    fn renumber(&mut self, numbers: &[u8; MODULES]) {
        if numbers.iter().enumerate().all(|(index, number)| index == usize::from(*number)) {
            return;
        }
        self.heap.each_value(|value| match value.as_immediate() {
            Some((Immediate::Native, index)) => match renumbered(index, numbers) {
                Some(index) => Value::native((index >> 8) as u8, index as u8),
                None => value,
            },
            _ => value,
        });
        let mut at = Ref::NONE;
        while let Some(block) = self.heap.next_of_kind(at, Kind::Class) {
            let number = class_number(&self.heap, Value::reference(block));
            if let Some(number) = number.and_then(|number| renumbered(number, numbers)) {
                self.heap.init(block, class::LAYOUT, Value::small(number.into()));
            }
            at = block;
        }
        at = Ref::NONE;
        while let Some(block) = self.heap.next_of_kind(at, Kind::Module) {
            let number = self.heap.value(block, module::NATIVE).as_small();
            if let Some(number) = number.and_then(|number| renumbered((number as u16) << 8, numbers)) {
                self.heap.init(block, module::NATIVE, Value::small((number >> 8).into()));
            }
            at = block;
        }
    }

    /// Makes the Rust objects.
    fn read_objects(&mut self, numbers: &[u8; MODULES], source: &mut Source) -> Taken {
        // Objects that do not fit their places get others above, where they are not looked for.
        loop {
            let len = source.frame()?;
            if len == 0 {
                return Ok(());
            }
            let start = source.at;
            let (block, number) = (Ref(source.int()?), source.int()? as u16);
            let mut buffer = [0; SAVED_MAX];
            let rest = (len as usize).checked_sub((source.at - start) as usize);
            let Some(saved) = rest.and_then(|rest| buffer.get_mut(..rest)) else {
                return source.damaged("an object is not as long as it says");
            };
            source.bytes(saved)?;
            source.end()?;
            let number = renumbered(number, numbers).unwrap_or(number);
            let is_its = self.codec_of(block).is_some_and(|(class, _)| class == number);
            let Some(codec) = self.codec(number).filter(|_| is_its && self.heap.kind(block) == Kind::Native) else {
                return source.damaged("an object is of no class");
            };
            match (codec.restore)(&mut self.heap, block, saved) {
                Ok(true) => {}
                Ok(false) => return source.damaged("an object cannot be made"),
                Err(Stop::Memory) | Err(_) => {
                    let given = self.memory().total;
                    return Err(SnapshotError::TooSmall { needed: given + self.heap.wanted, given });
                }
            }
        }
    }

    /// Releases what Rust kept, but for a result that was there at once.
    fn release_all(&mut self) {
        let handles = self.heap.root(Root::Handles).block();
        let first = if self.early { 2 } else { 0 };
        for place in (first..list::len(&self.heap, handles)).step_by(2) {
            list::set(&mut self.heap, handles, place, Value::UNDEFINED);
        }
    }
}

/// True for an object of the library that is restored as if it had been closed.
fn comes_back_closed(heap: &Heap, block: Ref) -> bool {
    #[cfg(feature = "network")]
    if is_socket(heap, block) {
        return true;
    }
    is_file(heap, block)
}

/// True for a value without memory that a program can have. Functions that are not there are found to be absent when they are called.
fn is_immediate(value: Value) -> bool {
    let known = Value::from_bits(value.bits() & 0x3f_ffff) == value && value.bits() >> 3 & 4 == 0;
    known
        && match value.as_immediate() {
            Some((Immediate::Singleton, index)) => index <= Value::NOT_IMPLEMENTED.index(),
            Some((Immediate::Type, index)) => usize::from(index) < TypeId::ALL.len(),
            other => other.is_some(),
        }
}

/// The number of a native function or class of a firmware's module in this firmware.
fn renumbered(index: u16, numbers: &[u8; MODULES]) -> Option<u16> {
    let module = usize::from(index >> 8);
    if module >= FIRST_STANDARD {
        return None;
    }
    let number = numbers.get(module.checked_sub(FIRST_MODULE)?)?;
    Some((FIRST_MODULE as u16 + u16::from(*number)) << 8 | index & 0xff)
}
