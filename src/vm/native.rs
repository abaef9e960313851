//! Native modules: tables in flash, and the firmware's state behind them.

use super::Vm;
use super::limits::MODULES;
use super::raise::Outcome;
use super::types::Native;
use super::value::Value;
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

/// The standard modules: tables of what is native, and an image of what is written in Python.
pub struct Library {
    /// The native tables, by number.
    pub natives: &'static [&'static NativeModule],
    /// The names of the modules with a part in Python, in the order of the image's first words: a pair for each, its
    /// code and the tuple of its globals.
    pub names: &'static [&'static str],
    /// The image; empty if there is none.
    pub image: &'static [u32],
}

/// Where the parts of a standard module are.
#[derive(Clone, Copy)]
pub struct Standard {
    /// The module's name.
    pub name: &'static str,
    /// The number of its native table.
    pub native: Option<usize>,
    /// The number of its part in Python.
    pub python: Option<usize>,
}

impl Library {
    /// No modules.
    pub const NONE: Library = Library { natives: &[], names: &[], image: &[] };

    /// The module with a name.
    pub fn find(&self, text: &[u8]) -> Option<Standard> {
        let native = self.natives.iter().position(|table| table.name.as_bytes() == text);
        let python = self.names.iter().position(|name| name.as_bytes() == text);
        let native_name = self.natives.get(native.unwrap_or(usize::MAX)).map(|table| table.name);
        let name = native_name.or(self.names.get(python.unwrap_or(usize::MAX)).copied())?;
        Some(Standard { name, native, python })
    }
}

/// The modules that scripts may import: the standard ones, and those of the firmware with their states.
pub struct Modules<'m> {
    added: [Option<Added<'m>>; MODULES],
    /// The standard modules.
    pub library: &'static Library,
    /// The standard modules that scripts may import; `None`: all of the library.
    pub granted: Option<&'m [&'m str]>,
}

/// A module of the firmware.
struct Added<'m> {
    table: &'m NativeModule,
    /// What its functions work on; empty while one of them runs.
    state: Cell<Option<&'m mut dyn Any>>,
}

impl<'m> Modules<'m> {
    /// None.
    pub const NONE: Modules<'m> = Modules { added: [const { None }; MODULES], library: &Library::NONE, granted: None };

    /// The standard module with a name, if scripts may import it.
    pub fn standard(&self, text: &[u8], trusted: bool) -> Option<Standard> {
        let found = self.library.find(text)?;
        let granted = self.granted.is_none_or(|names| names.contains(&found.name));
        (granted || trusted).then_some(found)
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
