//! Native modules: tables in flash, and the firmware's state behind them.

use super::Vm;
use super::heap::Heap;
use super::limits::MODULES;
use super::raise::Outcome;
use super::raise::Stop;
use super::types::Native;
use super::value::Ref;
use super::value::Value;
use crate::image::modules;
use core::any::Any;
use core::cell::Cell;

/// A module written in Rust, as it lies in flash.
pub struct NativeModule {
    /// The name scripts import.
    pub name: &'static str,
    /// What `__doc__` says; empty: nothing.
    pub doc: &'static str,
    /// Its functions; a function's number is its row, and the members of the classes count on from there.
    pub functions: &'static [Native],
    /// Its constants.
    pub constants: &'static [(&'static str, Constant)],
    /// Its classes.
    pub classes: &'static [NativeClass],
}

impl NativeModule {
    /// A module without anything, for `..` in the tables.
    pub const PLAIN: NativeModule = NativeModule { name: "", doc: "", functions: &[], constants: &[], classes: &[] };

    /// The function or class member with a number.
    pub fn row(&self, number: usize) -> Option<&Native> {
        match self.functions.get(number) {
            Some(row) => Some(row),
            None => self.members().nth(number - self.functions.len()).map(|member| &member.native),
        }
    }

    fn members(&self) -> impl Iterator<Item = &Member> {
        self.classes.iter().flat_map(|class| class.members)
    }
}

/// A constant of a native module.
#[derive(Clone, Copy, Debug)]
pub enum Constant {
    /// An int.
    Int(i64),
    /// A float.
    Float(f64),
    /// A bool.
    Bool(bool),
    /// A string.
    Str(&'static str),
    /// Any other value without memory of its own.
    Value(Value),
    /// What is made when it is first used.
    Made(fn(&mut Vm) -> Outcome<Value>),
}

/// A Rust type that scripts see as a class.
pub struct NativeClass {
    /// The Python name.
    pub name: &'static str,
    /// What `__doc__` says; empty: nothing.
    pub doc: &'static str,
    /// What instances have.
    pub members: &'static [Member],
    /// How instances are saved and restored, if they can be.
    pub codec: Option<Codec>,
}

/// How the Rust objects of a class become bytes and come back.
#[derive(Clone, Copy)]
pub struct Codec {
    /// Writes the object of a block: how many bytes; `None`: it cannot be saved as it is.
    pub save: fn(&Heap, Ref, &mut [u8]) -> Option<usize>,
    /// Makes an object of bytes and puts it in place of a block's; false if they are none.
    pub restore: fn(&mut Heap, Ref, &[u8]) -> Result<bool, Stop>,
}

/// What a member of a native class is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// It makes an instance.
    Make,
    /// It is a method.
    Method,
    /// It reads the property of its name.
    Get,
    /// It writes the property of its name.
    Set,
}

/// One member of a native class.
pub struct Member {
    /// What it is for.
    pub role: Role,
    /// Its function.
    pub native: Native,
}

/// A module of the library, as it lies in flash: what is native, what is written in Python, what it imports. The statics of
/// [`modules`](crate::modules) are the modules there are.
pub struct StandardModule {
    /// The name scripts import.
    pub(crate) name: &'static str,
    /// Its number among all.
    pub(crate) number: usize,
    /// The native table, with its number.
    pub(crate) native: Option<(usize, &'static NativeModule)>,
    /// The image of the part in Python, with its number; its first words are its code and the tuple of its globals.
    pub(crate) image: Option<(usize, &'static [u32])>,
    /// The modules that it imports.
    pub(crate) needs: &'static [&'static StandardModule],
}

impl StandardModule {
    /// The name scripts import.
    ///
    /// # Examples
    /// ```
    /// assert_eq!(ferropy::modules::JSON.name(), "json");
    /// ```
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// Standard modules for VMs: what no library names and no module in it imports, the linker leaves out.
pub struct Library {
    /// The modules that scripts may import.
    pub(crate) granted: &'static [&'static StandardModule],
    /// These and what they need, by number.
    pub(crate) modules: [Option<&'static StandardModule>; modules::ALL.len()],
    /// Their native tables, by number.
    pub(crate) natives: [Option<&'static NativeModule>; modules::NATIVES],
    /// Their images, by number, and behind them the image of their names.
    pub(crate) images: [&'static [u32]; modules::IMAGES + 1],
}

impl Library {
    /// No modules.
    pub const NONE: Library = Library::of(&[]);

    /// The modules listed. To be evaluated at compile time: what it does not reach takes no flash.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{Library, Vm, modules};
    ///
    /// static LIBRARY: Library = Library::of(&[&modules::MATH, &modules::JSON]);
    ///
    /// let mut memory = [0; 32 * 1024];
    /// let mut vm = Vm::builder(&mut memory).library(&LIBRARY).build()?;
    /// vm.exec("import json, math; text = json.dumps([math.floor(2.5)])")?;
    /// assert_eq!(vm.get::<&str>("text")?, "[2]");
    /// assert!(vm.exec("import statistics").is_err());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub const fn of(granted: &'static [&'static StandardModule]) -> Library {
        let modules = [None; modules::ALL.len()];
        Library { granted, modules, natives: [None; modules::NATIVES], images: [&[]; modules::IMAGES + 1] }
            .with(granted)
    }

    /// This library with some modules more and what they need. Only the compiler runs it, for a list that ends.
    const fn with(mut self, list: &[&'static StandardModule]) -> Library {
        let mut index = 0;
        while index < list.len() {
            let module = list[index];
            index += 1;
            if self.modules[module.number].is_some() {
                continue;
            }
            self.modules[module.number] = Some(module);
            self.images[modules::IMAGES] = modules::NAMES;
            if let Some((number, table)) = module.native {
                self.natives[number] = Some(table);
            }
            if let Some((number, image)) = module.image {
                self.images[number] = image;
            }
            self = self.with(module.needs);
        }
        self
    }

    /// The number of a native table.
    pub fn number_of(&self, table: &NativeModule) -> Option<usize> {
        self.natives.iter().position(|known| known.is_some_and(|known| core::ptr::eq(known, table)))
    }

    /// True if there is a module of that name, for scripts or not.
    pub fn has(&self, text: &[u8]) -> bool {
        self.find(text).is_some()
    }

    /// The module with a name.
    fn find(&self, text: &[u8]) -> Option<&'static StandardModule> {
        self.modules.iter().flatten().copied().find(|module| module.name.as_bytes() == text)
    }

    /// True if scripts may import a module.
    fn grants(&self, module: &StandardModule) -> bool {
        self.granted.iter().any(|granted| granted.number == module.number)
    }
}

/// The modules that scripts may import: the standard ones, and those of the firmware with their states.
pub struct Modules<'m> {
    added: [Option<Added<'m>>; MODULES],
    /// The standard modules.
    pub library: &'static Library,
    /// The names of those that scripts may import; `None`: all that the library grants.
    pub granted: Option<&'m [&'m str]>,
    /// The image of the program; empty: there is none.
    pub program: &'static [u32],
}

/// A module of the firmware.
struct Added<'m> {
    table: &'m NativeModule,
    /// What its functions work on; empty while one of them runs.
    state: Cell<Option<&'m mut dyn Any>>,
}

impl<'m> Modules<'m> {
    /// None.
    pub const NONE: Modules<'m> =
        Modules { added: [const { None }; MODULES], library: &Library::NONE, granted: None, program: &[] };

    /// The standard module with a name, if scripts may import it.
    pub fn standard(&self, text: &[u8], trusted: bool) -> Option<&'static StandardModule> {
        let found = self.library.find(text)?;
        let is_granted = || self.library.grants(found) && self.granted.is_none_or(|names| names.contains(&found.name));
        (trusted || is_granted()).then_some(found)
    }

    /// True if scripts can import a native or standard module of this name.
    pub fn has(&self, name: &str) -> bool {
        self.added.iter().flatten().any(|added| added.table.name == name)
            || self.standard(name.as_bytes(), false).is_some()
    }

    /// Adds a module; false if there are [`MODULES`] already.
    pub fn add(&mut self, table: &'m NativeModule, state: Option<&'m mut dyn Any>) -> bool {
        match self.added.iter_mut().find(|place| place.is_none()) {
            Some(place) => {
                *place = Some(Added { table, state: Cell::new(state) });
                true
            }
            None => false,
        }
    }

    /// The module added as number `index`.
    pub fn get(&self, index: usize) -> Option<&'m NativeModule> {
        self.added.get(index)?.as_ref().map(|added| added.table)
    }

    /// Takes the state of a module; `None` if there is none or one of its functions is running.
    pub fn take_state(&self, table: &NativeModule) -> Option<&'m mut dyn Any> {
        self.added_by(table)?.state.take()
    }

    /// Puts the state back.
    pub fn return_state(&self, table: &NativeModule, state: &'m mut dyn Any) {
        if let Some(added) = self.added_by(table) {
            added.state.set(Some(state));
        }
    }

    /// The number of a module of the firmware among those.
    pub fn index_of(&self, table: &NativeModule) -> Option<u8> {
        let is_table = |added: &Option<Added>| added.as_ref().is_some_and(|added| core::ptr::eq(added.table, table));
        self.added.iter().position(is_table).map(|index| index as u8)
    }

    /// Takes the state of the module added as number `index`; `None` as for `take_state`.
    pub fn take_state_of(&self, index: u8) -> Option<&'m mut dyn Any> {
        self.added.get(index as usize)?.as_ref()?.state.take()
    }

    /// Puts it back.
    pub fn return_state_of(&self, index: u8, state: &'m mut dyn Any) {
        if let Some(Some(added)) = self.added.get(index as usize) {
            added.state.set(Some(state));
        }
    }

    fn added_by(&self, table: &NativeModule) -> Option<&Added<'m>> {
        self.added.iter().flatten().find(|added| core::ptr::eq(added.table, table))
    }
}

/// The buffers that a native function has borrowed: ranges of addresses. Nobody has one together with who may write to it.
#[derive(Clone, Default)]
pub struct Borrowed {
    /// What may be written to, and whether it has been handed out.
    exclusive: (u32, u32),
    handed_out: Cell<bool>,
    shared: [(u32, u32); 2],
}

fn overlap(one: (u32, u32), other: (u32, u32)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

impl Borrowed {
    /// Forgets all: a new call begins.
    #[inline(always)]
    pub fn clear(&mut self) {
        // The others mean nothing without these; the call that is made of clearing all takes forty instructions.
        self.exclusive = (0, 0);
        self.shared = [(0, 0); 2];
    }

    /// Borrows bytes to be read; false if that cannot be.
    pub fn share(&mut self, range: (u32, u32)) -> bool {
        let place = self.shared.iter_mut().find(|place| **place == (0, 0) || **place == range);
        match place {
            Some(place) if !overlap(self.exclusive, range) => {
                *place = range;
                true
            }
            _ => false,
        }
    }

    /// Borrows bytes to be written; false if that cannot be.
    pub fn take(&mut self, range: (u32, u32)) -> bool {
        if self.exclusive != (0, 0) || self.shared.iter().any(|shared| overlap(*shared, range)) {
            return false;
        }
        (self.exclusive, self.handed_out) = (range, Cell::new(false));
        true
    }

    /// True if bytes may be handed out to be read.
    pub fn is_shared(&self, range: (u32, u32)) -> bool {
        !overlap(self.exclusive, range)
    }

    /// True if bytes may be handed out to be written: once.
    pub fn hand_out(&self, range: (u32, u32)) -> bool {
        self.exclusive == range && !self.handed_out.replace(true)
    }
}
