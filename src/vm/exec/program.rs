//! Modules of a program's image: their code is run where it lies, their globals are in a dict that import makes.

use crate::bind::modules::builtins;
use crate::vm::Vm;
use crate::vm::code::image::{self, Fault, Firmware, MODULE};
use crate::vm::compile::hidden;
use crate::vm::name::{self, Name};
use crate::vm::raise::Outcome;
use crate::vm::types::{dict, module, table, tuple};
use crate::vm::value::{Ref, Value};

/// What an image may refer to.
pub const FIRMWARE: Firmware = Firmware { is_builtin: builtins::is_public_row, is_immediate: hidden::is_constant };

/// A module of an image.
#[derive(Clone, Copy)]
pub(crate) struct ImageModule([u32; MODULE]);

impl ImageModule {
    fn value(self, index: usize) -> Value {
        Value::from_bits(self.0[index % MODULE])
    }

    /// True for a package.
    pub fn is_package(self) -> bool {
        self.0[4] != 0
    }
}

impl Vm<'_> {
    /// Proves what the image holds; before a script runs.
    pub(crate) fn prove_program(&self) -> Result<(), Fault> {
        if self.heap.program().is_empty() { Ok(()) } else { image::contents(&self.heap, FIRMWARE) }
    }

    /// The module of the image with a name.
    pub(crate) fn image_module(&self, text: &[u8]) -> Option<ImageModule> {
        if self.heap.program().is_empty() {
            return None;
        }
        let name = self.heap.find_name(text)?;
        (0..)
            .map_while(|index| image::module(&self.heap, index))
            .map(ImageModule)
            .find(|module| module.value(0) == Value::name(name))
    }

    /// Opens the frame of the body of a module of the image.
    pub(super) fn open_image_module(
        &mut self,
        name: Value,
        image: ImageModule,
        parent: Value,
    ) -> Outcome<Option<Value>> {
        let found = module::new(self, name)?;
        let attributes = self.heap.value(found.block(), module::DICT);
        let function = self.image_function(image, attributes)?;
        let package = self.package_of(name, image.is_package())?;
        dict::set_item(self, attributes, Value::name(name::__PACKAGE__), package)?;
        self.enter_module(name, found, parent)?;
        self.open_module(name, function, &[])
    }

    /// The function of a module's body, whose globals are in a dict with nothing in it but `__name__`.
    pub(crate) fn image_function(&mut self, image: ImageModule, attributes: Value) -> Outcome<Value> {
        let [_, code, names, file] = [0, 1, 2, 3].map(|index| image.value(index));
        let (count, globals) = (tuple::len(self, names), attributes.block());
        table::reserve(&mut self.heap, globals, count, false)?;
        for index in 0..count {
            let global = tuple::item(self, names, index).as_name().unwrap_or(Name::EMPTY);
            // Code has numbers for these.
            if dict::slot(&mut self.heap, globals, global)? as usize != index {
                return raise!(self, ImportError, "the image names the global {} twice", Value::name(global));
            }
        }
        dict::set_item(self, attributes, Value::name(name::__FILE__), file)?;
        self.new_function(code.block(), Ref(globals.0))
    }
}
