//! Standard modules: their code lies in flash, their globals in a dict that import makes.

use super::Link;
use super::namespace::GLOBALS;
use crate::bind::modules::builtins::FIRST_STANDARD;
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::limits::RECORD;
use crate::vm::name;
use crate::vm::native::StandardModule;
use crate::vm::raise::Outcome;
use crate::vm::types::{dict, module, table, tuple};
use crate::vm::value::{FLASH, Ref, Value};

/// Where the image of the first standard module is: behind that of the prelude.
const IMAGES: u32 = FLASH | 1 << 24;

impl<'m> Vm<'m> {
    /// The standard module with a name, if the running code may import it: what lies in flash may in any case.
    pub(super) fn standard(&self, text: &[u8]) -> Option<&'static StandardModule> {
        let is_statement = matches!(self.current_op(), Op::Import | Op::ImportFrom);
        self.modules.standard(text, is_statement && self.is_in_flash())
    }

    /// True if the running function is one of the prelude or of a standard module.
    fn is_in_flash(&self) -> bool {
        self.frame.fp != 0 && self.code_of(self.slot(self.frame.fp - RECORD)).is_firmware()
    }

    /// The name of the module whose code called the standard module that runs, as scripts see it.
    pub(crate) fn calling_module(&self) -> Value {
        let mut fp = self.frame.fp;
        while fp > RECORD {
            let function = self.slot(fp - RECORD);
            if !self.code_of(function).is_firmware() {
                let globals = self.heap.block(function.block(), GLOBALS);
                let name = dict::get_name(&self.heap, globals, Value::name(name::__NAME__));
                return name.unwrap_or(Value::name(name::__MAIN__));
            }
            fp = fp.saturating_sub(Link(self.slot(fp - 1).small_int()).distance().max(1));
        }
        Value::name(name::__MAIN__)
    }

    /// Makes a standard module; `None` if its part in Python runs first.
    pub(super) fn open_standard(
        &mut self,
        name: Value,
        standard: &StandardModule,
        parent: Value,
    ) -> Outcome<Option<Value>> {
        let found = match standard.native {
            Some((number, _)) => module::native(self, name, (FIRST_STANDARD + number) as u8)?,
            None => module::new(self, name)?,
        };
        let Some((number, _)) = standard.image else {
            self.enter_module(name, found, parent)?;
            return Ok(Some(found));
        };
        let image = Ref(IMAGES + ((number as u32) << 24));
        let (code, names) = (self.heap.block(image, 0), self.heap.value(image, 1));
        let attributes = self.heap.block(found.block(), module::DICT);
        let count = tuple::len(self, names);
        table::reserve(&mut self.heap, attributes, count, false)?;
        for index in 0..count {
            if let Some(global) = tuple::item(self, names, index).as_name() {
                dict::slot(&mut self.heap, attributes, global)?;
            }
        }
        let function = self.new_function(code, attributes)?;
        self.enter_module(name, found, parent)?;
        self.open_module(name, function, &[])
    }
}
