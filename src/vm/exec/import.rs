//! Imports: native modules from their tables, the host's source text compiled and run as a frame of its own.
//!
//! `Op::Import` is started again after each module body it has run (`Return::Drop`), until the last component of the
//! name is there; a body that raises takes its module back out of `sys.modules`.

use super::call::Site;
use super::frame::{Frame, Return};
use crate::bind::modules::builtins::FIRST_STANDARD;
use crate::vm::Vm;
use crate::vm::heap::{Kind, Root};
use crate::vm::limits::RECORD;
use crate::vm::name::{self, Name};
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{dict, list, module, table, tuple};
use crate::vm::value::Value;

/// The longest dotted name.
const NAME_BYTES: usize = 128;

/// A dotted name on the Rust stack.
struct Dotted {
    bytes: [u8; NAME_BYTES],
    len: usize,
}

impl Dotted {
    fn text(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn push(&mut self, text: &[u8]) -> bool {
        let end = self.len + text.len();
        match self.bytes.get_mut(self.len..end) {
            Some(room) => {
                room.copy_from_slice(text);
                self.len = end;
                true
            }
            None => false,
        }
    }

    /// The name up to its component `index`, and whether that is the last one.
    fn prefix(&self, index: usize) -> Option<(&[u8], bool)> {
        let text = self.text();
        let mut dots = text.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(at, _)| at);
        match dots.nth(index) {
            Some(at) => text.get(..at).map(|text| (text, false)),
            None if index == text.iter().filter(|byte| **byte == b'.').count() => Some((text, true)),
            None => None,
        }
    }
}

impl<'m> Vm<'m> {
    /// The dict of imported modules.
    pub(crate) fn modules_dict(&self) -> Value {
        self.heap.root(Root::Modules)
    }

    /// `Op::Import`: `None` if a module body runs first.
    pub(crate) fn import(&mut self, frame: Frame<'m>) -> Outcome<Option<Value>> {
        let name = frame.fetch.constant(frame.fetch.unit(2) as usize);
        self.import_named(name, frame.fetch.b(), frame.fetch.a() & 0x40 != 0)
    }

    /// The last component of a dotted name that is `level` packages up, or the first; `None` if a module body runs first.
    fn import_named(&mut self, name: Value, level: u8, whole: bool) -> Outcome<Option<Value>> {
        let mut dotted = Dotted { bytes: [0; NAME_BYTES], len: 0 };
        self.absolute_name(name, level, &mut dotted)?;
        let (mut parent, mut first, mut index) = (Value::UNDEFINED, Value::UNDEFINED, 0);
        while let Some((text, _)) = dotted.prefix(index) {
            let Some(found) = self.find_module(text, parent)? else { return Ok(None) };
            if index == 0 {
                first = found;
            }
            parent = found;
            index += 1;
        }
        Ok(Some(if whole { parent } else { first }))
    }

    /// `__import__(name, ..., fromlist, level)`. May run Python.
    pub(crate) fn import_by_call(&mut self, name: Value, from: Value, level: u8) -> Outcome<Value> {
        let count = list::sequence_len(self, from);
        let Some(found) = self.import_named(name, level, count > 0 || from == Value::TRUE)? else {
            return Err(Stop::Entered);
        };
        for index in 0..count {
            let item = list::sequence_item(self, from, index);
            if module::attribute(self, found, item)?.is_none() {
                self.submodule(found, item)?;
            }
        }
        Ok(found)
    }

    /// Import finished running a body: the instruction starts again.
    pub(crate) fn import_ran(&mut self) -> Outcome<()> {
        Ok(())
    }

    /// The absolute form of a name that is `level` packages up.
    fn absolute_name(&mut self, name: Value, level: u8, dotted: &mut Dotted) -> Outcome<()> {
        if level > 0 {
            let globals = self.globals();
            let package = dict::get_name(&self.heap, globals, Value::name(name::__PACKAGE__))
                .filter(|package| !package.is_none())
                .unwrap_or(Value::name(name::Name::EMPTY));
            let text = self.str_bytes(package).unwrap_or_default();
            let mut keep = text;
            for _ in 1..level {
                let Some(dot) = keep.iter().rposition(|byte| *byte == b'.') else {
                    return raise!(self, ImportError, "attempted relative import beyond top-level package");
                };
                keep = keep.get(..dot).unwrap_or_default();
            }
            if keep.is_empty() {
                return raise!(self, ImportError, "attempted relative import with no known parent package");
            }
            dotted.push(keep);
        }
        let text = self.str_bytes(name).unwrap_or_default();
        let fits = (dotted.len == 0 || text.is_empty() || dotted.push(b".")) && dotted.push(text);
        if fits { Ok(()) } else { raise!(self, ImportError, "module name too long") }
    }

    /// A module that is there, or is there after a native table was found; `None` if its body runs now.
    fn find_module(&mut self, text: &[u8], parent: Value) -> Outcome<Option<Value>> {
        let text = self.without_prefix(text);
        let name = Value::name(self.heap.intern(text)?);
        let modules = self.modules_dict();
        if let Some(found) = dict::get_name(&self.heap, modules.block(), name)
            && !found.is_none()
        {
            return Ok(Some(found));
        }
        if !parent.is_defined() {
            if let Some(number) = self.native_number(text) {
                let found = module::native(self, name, number)?;
                dict::set_item(self, modules, name, found)?;
                return Ok(Some(found));
            }
        } else if let Some(found) = self.attribute_module(parent, text)? {
            return Ok(Some(found));
        }
        self.run_module(name, text, parent)
    }

    /// A submodule that a native module offers as an attribute.
    fn attribute_module(&mut self, parent: Value, text: &[u8]) -> Outcome<Option<Value>> {
        let tail = text.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
        let Some(tail) = self.heap.find_name(tail) else { return Ok(None) };
        Ok(module::attribute(self, parent, Value::name(tail))?.filter(|found| self.kind(*found) == Some(Kind::Module)))
    }

    /// The number of the native module that a name or its `u` form stands for.
    fn native_number(&self, text: &[u8]) -> Option<u8> {
        let named = |text: &[u8]| {
            (0..FIRST_STANDARD as u8)
                .find(|number| self.native_module(*number).is_some_and(|table| table.name.as_bytes() == text))
        };
        named(text)
    }

    /// The name of a module without the `u` that MicroPython puts before those of its standard modules.
    fn without_prefix<'a>(&mut self, text: &'a [u8]) -> &'a [u8] {
        let Some(plain) = text.strip_prefix(b"u") else { return text };
        let is_known = |text| self.native_number(text).is_some() || self.standard(text).is_some();
        let dotted = core::str::from_utf8(text).unwrap_or_default();
        if is_known(plain) && !is_known(text) && self.host.module_source(dotted).is_none() { plain } else { text }
    }

    /// Opens the frame of a module's body: a standard module's, or that which the host's text compiles to.
    fn run_module(&mut self, name: Value, text: &[u8], parent: Value) -> Outcome<Option<Value>> {
        if let Some(standard) = self.standard(text) {
            return self.open_standard(name, standard, parent);
        }
        if let Some(image) = self.image_module(text) {
            return self.open_image_module(name, image, parent);
        }
        let dotted = core::str::from_utf8(text).unwrap_or_default();
        let Some((_, package)) = self.host.module_source(dotted) else {
            if !self.has_files() {
                return raise!(self, ModuleNotFoundError, "No module named '{}'", name);
            }
            let parent = if parent.is_defined() { parent } else { Value::NONE };
            return self.open_module(name, self.prelude(Prelude::ImportFile), &[name, parent]);
        };
        let found = module::new(self, name)?;
        let attributes = self.heap.value(found.block(), module::DICT);
        let package_name = self.package_of(name, package)?;
        dict::set_item(self, attributes, Value::name(name::__PACKAGE__), package_name)?;
        let file = self.file_name(name, package)?;
        dict::set_item(self, attributes, Value::name(name::__FILE__), Value::name(file))?;
        let compilation = self.open_module_text(file, attributes.block())?;
        self.enter_module(name, found, parent)?;
        self.open_module(name, self.prelude(Prelude::RunModule), &[compilation])
    }

    /// True if modules can be in files: the firmware has a volume, or a script has mounted something.
    fn has_files(&mut self) -> bool {
        let mounts = self.heap.find_name(b"_vfs").map(Value::name);
        let modules = self.modules_dict().block();
        self.modules.library.has(b"_vfs")
            && (self.host.volume(0).is_some()
                || mounts.is_some_and(|name| dict::get_name(&self.heap, modules, name).is_some()))
    }

    /// Makes a module known: to `sys.modules`, and as an attribute of its package.
    pub(super) fn enter_module(&mut self, name: Value, found: Value, parent: Value) -> Outcome<()> {
        let modules = self.modules_dict();
        // Both entries or none: with one of them the module would seem to have run.
        table::reserve(&mut self.heap, modules.block(), 1, false)?;
        if parent.is_defined() {
            let tail = self.str_bytes(name).unwrap_or_default().rsplit(|byte| *byte == b'.').next();
            let mut copy = Dotted { bytes: [0; NAME_BYTES], len: 0 };
            copy.push(tail.unwrap_or_default());
            let tail = Value::name(self.heap.intern(copy.text())?);
            module::store_attribute(self, parent, tail, found)?;
        }
        dict::set_item(self, modules, name, found)
    }

    /// `__package__` of a module.
    pub(super) fn package_of(&mut self, name: Value, package: bool) -> Outcome<Value> {
        if package {
            return Ok(name);
        }
        let text = self.str_bytes(name).unwrap_or_default();
        let end = text.iter().rposition(|byte| *byte == b'.').unwrap_or(0);
        let mut parent = Dotted { bytes: [0; NAME_BYTES], len: 0 };
        parent.push(text.get(..end).unwrap_or_default());
        self.heap.intern(parent.text()).map(Value::name)
    }

    /// `a/b.py` for `a.b`.
    fn file_name(&mut self, name: Value, package: bool) -> Outcome<Name> {
        let mut file = Dotted { bytes: [0; NAME_BYTES], len: 0 };
        file.push(self.str_bytes(name).unwrap_or_default());
        let end = file.len;
        for byte in file.bytes.iter_mut().take(end) {
            if *byte == b'.' {
                *byte = b'/';
            }
        }
        file.push(if package { b"/__init__.py" } else { b".py" });
        self.heap.intern(file.text())
    }

    /// Opens the frame that runs a module's body above the running one; the word below its record is the module's name.
    pub(super) fn open_module(&mut self, name: Value, function: Value, arguments: &[Value]) -> Outcome<Option<Value>> {
        let (at, count) = (self.frame_end() + 1, arguments.len() as u32);
        let opened = self.reserve(at + RECORD + count).and_then(|()| {
            self.set_slot(at - 1, name);
            for (index, argument) in arguments.iter().enumerate() {
                self.set_slot(at + RECORD + index as u32, *argument);
            }
            self.call_site(function, Site { at, count, names: Value::UNDEFINED, kind: Return::Drop, length: 0 })
        });
        if opened.is_err() {
            self.forget_module(name);
        }
        opened
    }

    /// Takes a module whose body has raised out of `sys.modules` and of its package.
    pub(crate) fn forget_module(&mut self, name: Value) {
        let modules = self.modules_dict().block();
        let found = dict::get_name(&self.heap, modules, name);
        let _ = dict::remove_name(self, modules, name);
        let text = self.str_bytes(name).unwrap_or_default();
        let Some(dot) = text.iter().rposition(|byte| *byte == b'.') else { return };
        let (package, tail) = (text.get(..dot).unwrap_or_default(), text.get(dot + 1..).unwrap_or_default());
        let (Some(package), Some(tail)) = (self.heap.find_name(package), self.heap.find_name(tail)) else { return };
        let Some(package) = dict::get_name(&self.heap, modules, Value::name(package)) else { return };
        let attributes = self.heap.block(package.block(), module::DICT);
        if found.is_some() && dict::get_name(&self.heap, attributes, Value::name(tail)) == found {
            let _ = dict::remove_name(self, attributes, Value::name(tail));
        }
    }

    /// `Op::ImportFrom`.
    pub(crate) fn import_from(&mut self, source: Value, name: Value) -> Outcome<Value> {
        if self.kind(source) == Some(Kind::Module) {
            if let Some(value) = module::attribute(self, source, name)? {
                return Ok(value);
            }
            if let Some(found) = self.submodule(source, name)? {
                return Ok(found);
            }
            if let Some(hook) = module::attribute(self, source, Value::name(name::__GETATTR__))? {
                return Err(self.instead_prelude(Prelude::ImportFromHook, &[hook, source, name]));
            }
            // It may be in a file of the package's folder.
            let path = self.heap.find_name(b"__path__").map(Value::name);
            let attributes = self.heap.block(source.block(), module::DICT);
            let is_folder = path.is_some_and(|path| dict::get_name(&self.heap, attributes, path).is_some());
            let next = if is_folder { Prelude::ImportFrom } else { Prelude::NoImport };
            return Err(self.instead_prelude(next, &[source, name]));
        }
        self.load_attribute(source, name)
    }

    /// A submodule that has been imported, or can be: `from package import module`.
    fn submodule(&mut self, package: Value, name: Value) -> Outcome<Option<Value>> {
        let mut dotted = Dotted { bytes: [0; NAME_BYTES], len: 0 };
        let shown = module::name(self, package);
        dotted.push(self.str_bytes(shown).unwrap_or_default());
        dotted.push(b".");
        dotted.push(self.str_bytes(name).unwrap_or_default());
        let modules = self.modules_dict();
        if let Some(known) = self.heap.find_name(dotted.text())
            && let Some(found) = dict::get_name(&self.heap, modules.block(), Value::name(known))
        {
            return Ok(Some(found));
        }
        let is_package =
            dict::get_name(&self.heap, self.heap.block(package.block(), module::DICT), Value::name(name::__PACKAGE__))
                == Some(shown);
        let has_source =
            |vm: &mut Self, text| core::str::from_utf8(text).is_ok_and(|text| vm.host.module_source(text).is_some());
        let exists = is_package && (self.image_module(dotted.text()).is_some() || has_source(self, dotted.text()));
        if !exists && self.standard(dotted.text()).is_none() {
            return Ok(None);
        }
        let dotted_name = Value::name(self.heap.intern(dotted.text())?);
        match self.run_module(dotted_name, dotted.text(), package)? {
            Some(found) => Ok(Some(found)),
            // The body's frame is open; the instruction starts again and finds the module.
            None => Err(Stop::Entered),
        }
    }

    /// `Op::ImportStar`: all public names of a module into the globals. May run Python.
    pub(crate) fn import_star(&mut self, source: Value) -> Outcome<()> {
        let globals = Value::reference(self.globals());
        if self.kind(source) != Some(Kind::Module) {
            return raise!(self, TypeError, "'{}' object is not a module", self.type_of(source));
        }
        if module::attribute(self, source, Value::name(name::__GETATTR__))?.is_some() {
            return Err(self.instead_prelude(Prelude::ImportStar, &[source, globals]));
        }
        let attributes = self.heap.value(source.block(), module::DICT);
        if let Some(all) = dict::get_name(&self.heap, attributes.block(), Value::name(name::__ALL__)) {
            for index in 0..list::sequence_len(self, all) {
                let name = list::sequence_item(self, all, index);
                let value = self.starred(source, name)?;
                dict::set_item(self, globals, name, value)?;
            }
            return Ok(());
        }
        let mut position = 0;
        while let Some((name, value, next)) = dict::next_entry(&self.heap, attributes.block(), position) {
            position = next;
            if self.str_bytes(name).is_some_and(|text| !text.starts_with(b"_")) {
                dict::set_item(self, globals, name, value)?;
            }
        }
        for text in module::native_names(self, source) {
            let name = Value::name(self.heap.intern(text.as_bytes())?);
            if let (false, Some(value)) = (text.starts_with('_'), module::attribute(self, source, name)?) {
                dict::set_item(self, globals, name, value)?;
            }
        }
        Ok(())
    }

    /// What `__all__` of a module names.
    fn starred(&mut self, source: Value, name: Value) -> Outcome<Value> {
        let shown = module::name(self, source);
        if self.str_bytes(name).is_none() {
            return raise!(self, TypeError, "Item in {}.__all__ must be str, not {}", shown, self.type_of(name));
        }
        let own = module::attribute(self, source, name)?;
        match if own.is_some() { own } else { self.submodule(source, name)? } {
            Some(value) => Ok(value),
            None => raise!(self, AttributeError, "module '{}' has no attribute '{}'", shown, name),
        }
    }

    /// `Op::Display`: shows the value of an expression at the prompt.
    pub(crate) fn display(&mut self, value: Value) -> Outcome<()> {
        if value.is_none() {
            return Ok(());
        }
        Err(self.instead_prelude(crate::vm::prelude::Prelude::Display, &[value]))
    }

    /// The names of the imported modules, for tools.
    pub fn module_count(&self) -> usize {
        dict::len(&self.heap, self.modules_dict().block())
    }
}

/// The names of a tuple of keyword arguments, for messages.
pub fn names_len(vm: &Vm, names: Value) -> usize {
    if names.is_defined() { tuple::len(vm, names) } else { 0 }
}
