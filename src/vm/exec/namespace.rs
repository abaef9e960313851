//! Variables outside registers: globals by slot and by name, class namespaces, captured cells; functions are made here.

use super::frame::{Frame, Link};
use crate::bind::modules::builtins;
use crate::vm::Vm;
use crate::vm::code::{Code, Flags};
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::function_attribute::EXTRAS;
use crate::vm::types::{TypeId, dict};
use crate::vm::value::{Ref, Value};

/// The word of a function block with its globals.
pub(crate) const GLOBALS: usize = 2;
/// The word of a function block with its first captured cell.
pub(crate) const CAPTURED: usize = 4;

/// A frame on the stack.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// What runs in it.
    pub function: Value,
    /// The stack word of its first register.
    pub fp: u32,
    /// The unit of its code at which it stands.
    pub unit: usize,
    outer: u32,
    return_to: u32,
}

impl<'m> Vm<'m> {
    /// The globals of a frame's function.
    #[inline(always)]
    fn globals_of(&self, frame: Frame<'m>) -> Ref {
        Ref(self.heap.words::<3>(frame.function()).get(GLOBALS))
    }

    /// The globals dict of the running function; `Ref::NONE` in the prelude.
    pub(crate) fn globals(&self) -> Ref {
        match self.frame.fp {
            0 => Ref::NONE,
            fp => Ref(self.heap.words::<3>(self.slot(fp - RECORD).block()).get(GLOBALS)),
        }
    }

    /// Globals slot `slot`: word `3 + 2 * slot` of the dict's table.
    #[inline(always)]
    pub(crate) fn global(&self, frame: Frame<'m>, slot: usize) -> Value {
        let table = Ref(self.heap.words::<2>(self.globals_of(frame)).get(1));
        self.heap.memory().value(table, 3 + 2 * slot)
    }

    /// Sets a globals slot.
    #[inline(always)]
    pub(crate) fn set_global(&mut self, frame: Frame<'m>, slot: usize, value: Value) {
        let table = Ref(self.heap.words::<2>(self.globals_of(frame)).get(1));
        self.heap.set(table, 3 + 2 * slot, value);
    }

    /// NameError for a globals slot.
    #[cold]
    pub(crate) fn no_global(&mut self, slot: usize) -> Stop {
        let table = Ref(self.heap.words::<2>(self.globals()).get(1));
        let name = self.heap.value(table, 2 + 2 * slot);
        self.no_name(name)
    }

    #[cold]
    fn no_name(&mut self, name: Value) -> Stop {
        self.raise(TypeId::NameError, "name '{}' is not defined", [name, Value::UNDEFINED])
    }

    /// A row of the built-ins table.
    #[inline(always)]
    pub(crate) fn builtin(&self, row: u16) -> Value {
        builtins::value(self, row)
    }

    /// Captured cell `index` of a frame's function.
    #[inline(always)]
    pub(crate) fn captured(&self, frame: Frame<'m>, index: u8) -> Value {
        self.heap.memory().value(frame.function(), CAPTURED + index as usize)
    }

    /// The globals of the innermost frame that is no prelude function's.
    pub(crate) fn script_globals(&self) -> Ref {
        let mut fp = self.frame.fp;
        while fp != 0 {
            let globals = Ref(self.heap.words::<3>(self.slot(fp - RECORD).block()).get(GLOBALS));
            if globals.is_some() {
                return globals;
            }
            fp -= Link(self.slot(fp - 1).small_int()).distance();
        }
        Ref::NONE
    }

    /// The running frame, if it is of a function in RAM, else the next one outwards that is; `None` behind the last.
    pub(crate) fn innermost_frame(&self) -> Option<Place> {
        self.script_frame(self.frame.fp, self.frame.ip)
    }

    /// The next frame outwards of a function in RAM.
    pub(crate) fn frame_outside(&self, place: Place) -> Option<Place> {
        self.script_frame(place.outer, place.return_to)
    }

    fn script_frame(&self, mut fp: u32, mut ip: u32) -> Option<Place> {
        while fp > RECORD {
            let function = self.slot(fp - RECORD);
            let outer = fp.saturating_sub(Link(self.slot(fp - 1).small_int()).distance().max(1));
            let return_to = self.slot(fp - RECORD + 1).small_int() as u32;
            let code = self.code_of(function);
            if !code.is_firmware() {
                let unit = (ip as usize).saturating_sub(Code::new(&self.heap, code).first_unit());
                return Some(Place { function, fp, unit, outer, return_to });
            }
            (fp, ip) = (outer, return_to);
        }
        None
    }

    /// The value of a name in the namespace in register 0; `behind` is where it may be else: a cell or the globals.
    pub(crate) fn namespace_value(&mut self, frame: Frame<'m>, name: Value, behind: Value) -> Outcome<Option<Value>> {
        let namespace = frame.get(0);
        match self.kind(namespace) {
            Some(Kind::Dict) => Ok(dict::get_name(&self.heap, namespace.block(), name)),
            _ if name == Value::name(name::__CLASS__) => Ok(None),
            _ => Err(self.instead_prelude(Prelude::LoadName, &[namespace, name, behind])),
        }
    }

    /// `Op::LoadName`.
    pub(crate) fn load_name(&mut self, frame: Frame<'m>, name: Value) -> Outcome<Value> {
        let globals = Value::reference(self.globals());
        match self.namespace_value(frame, name, globals)? {
            Some(value) => Ok(value),
            None => self.load_global_name(name),
        }
    }

    /// `Op::LoadGlobalName`.
    pub(crate) fn load_global_name(&mut self, name: Value) -> Outcome<Value> {
        self.name_in(self.globals(), name)
    }

    /// The value of a name in these globals, else among the built-ins.
    pub(crate) fn name_in(&mut self, globals: Ref, name: Value) -> Outcome<Value> {
        if let Some(value) = dict::get_name(&self.heap, globals, name) {
            return Ok(value);
        }
        match name.as_name().and_then(builtins::row_of) {
            Some(row) => Ok(self.builtin(row)),
            None if name == Value::name(name::__QUALNAME__) && self.is_class_body() => {
                Ok(self.qualified_name(self.running()))
            }
            None => Err(self.no_name(name)),
        }
    }

    /// True while the body of a class runs.
    fn is_class_body(&self) -> bool {
        let code = self.code_of(self.running());
        Code::new(&self.heap, code).flags().has(Flags::CLASS)
    }

    /// `Op::StoreName` and `Op::DeleteName`.
    pub(crate) fn store_name(&mut self, frame: Frame<'m>, name: Value, value: Value) -> Outcome<()> {
        let namespace = frame.get(0);
        if value.is_defined() {
            return match self.kind(namespace) {
                Some(Kind::Dict) => dict::set_item(self, namespace, name, value),
                _ => super::operator::set_item(self, namespace, name, value),
            };
        }
        if self.kind(namespace) != Some(Kind::Dict) {
            return super::operator::set_item(self, namespace, name, Value::UNDEFINED);
        }
        match dict::remove_name(self, namespace.block(), name)? {
            true => Ok(()),
            false => Err(self.no_name(name)),
        }
    }

    /// `Op::StoreGlobalName` and `Op::DeleteGlobalName`.
    pub(crate) fn store_global_name(&mut self, name: Value, value: Value) -> Outcome<()> {
        let globals = Value::reference(self.globals());
        if value.is_defined() {
            return dict::set_item(self, globals, name, value);
        }
        match dict::remove_name(self, globals.block(), name)? {
            true => Ok(()),
            false => Err(self.no_name(name)),
        }
    }

    /// `Op::MakeFunction`.
    pub(crate) fn make_function(&mut self, frame: Frame<'m>) -> Outcome<Value> {
        let code = frame.fetch.constant(frame.fetch.unit(1) as usize);
        let what = frame.fetch.unit(2);
        let (captures, flags) = ((what & 0xff) as usize, what >> 8);
        let a = frame.fetch.a();
        let extras = if flags & 7 != 0 {
            let extras = self.heap.alloc(Kind::FunctionExtras, EXTRAS)?;
            for part in 0..3u8 {
                let value = frame.get(a + part);
                // Defaults are a tuple and a dict.
                let fits = match part {
                    0 => self.kind_here(value) == Some(Kind::Tuple),
                    1 => self.kind_here(value) == Some(Kind::Dict),
                    _ => true,
                };
                if flags & 1 << part != 0 && fits {
                    self.heap.init(extras, 1 + part as usize, value);
                }
            }
            Value::reference(extras)
        } else {
            Value::UNDEFINED
        };
        let function = self.heap.alloc_here(Kind::Function, CAPTURED + captures)?;
        self.heap.init(function, 1, code);
        self.heap.init(function, GLOBALS, Value::reference(self.globals_of(frame)));
        self.heap.init(function, 3, extras);
        for index in 0..captures {
            let capture = frame.fetch.unit(3 + index);
            let cell = match capture & 0x100 {
                0 => frame.get(capture as u8),
                _ => self.captured(frame, capture as u8),
            };
            if self.kind_here(cell) == Some(Kind::Cell) {
                self.heap.init(function, CAPTURED + index, cell);
            }
        }
        Ok(Value::reference(function))
    }

    /// A function without captured cells, to be called by the host or the importer.
    pub(crate) fn new_function(&mut self, code: Ref, globals: Ref) -> Outcome<Value> {
        let function = self.heap.alloc(Kind::Function, CAPTURED)?;
        self.heap.init(function, 1, Value::reference(code));
        self.heap.init(function, GLOBALS, Value::reference(globals));
        Ok(Value::reference(function))
    }
}
