//! Arguments to parameters: defaults, keywords, stars.
//!
//! All that can fail or allocate comes first, into the free stack above the new frame; the arguments themselves, which
//! may be the caller's registers, are changed at the very end.

use super::call::Site;
use super::{PARAMETERS, SIGNATURE};
use crate::vm::Vm;
use crate::vm::code::Flags;
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, TypeId, dict, function_attribute, tuple};
use crate::vm::value::{Immediate, Ref, Value};

/// What a code block takes.
#[derive(Clone, Copy)]
struct Signature {
    /// Positional parameters.
    positional: u32,
    /// How many of them take no keyword.
    positional_only: u32,
    /// Keyword-only parameters.
    keyword_only: u32,
    /// Stars and the rest.
    flags: Flags,
}

impl Signature {
    fn of(word: u32) -> Signature {
        Signature {
            positional: word & 0xff,
            positional_only: word >> 8 & 0xff,
            keyword_only: word >> 16 & 0xff,
            flags: Flags((word >> 24) as u8),
        }
    }

    fn named(self) -> u32 {
        self.positional + self.keyword_only
    }
}

impl<'m> Vm<'m> {
    /// Name of parameter `index` of a code block (positional, keyword-only, then the stars).
    fn parameter_name(&self, code: Ref, index: u32) -> Value {
        self.heap.memory().value(code, PARAMETERS + index as usize)
    }

    /// True for code whose call makes a generator, a coroutine or an async generator.
    pub(crate) fn is_generator_code(&self, code: Ref) -> bool {
        Signature::of(self.heap.memory().word(code, SIGNATURE)).flags.has(Flags::GENERATOR | Flags::COROUTINE)
    }

    /// Puts the `count` arguments at stack word `fp` in the places of the function's parameters.
    pub(crate) fn bind_arguments(&mut self, function: Value, fp: u32, count: u32, names: Value) -> Outcome<()> {
        let code = self.code_of(function);
        let signature = Signature::of(self.heap.memory().word(code, SIGNATURE));
        let keywords = if names.is_defined() { tuple::len(self, names) as u32 } else { 0 };
        let given = count - keywords;
        let named = signature.named();
        let has_stars = signature.flags.has(Flags::STAR | Flags::DOUBLE_STAR);
        if !has_stars && signature.keyword_only == 0 && self.bind_in_order(function, signature, fp, (given, names)) {
            return Ok(());
        }
        // The values of the parameters, found so far, lie above frame and arguments.
        let table = fp + self.frame_slots(code).max(count);
        self.reserve(table + named)?;
        for index in 0..named {
            let value = if index < given.min(signature.positional) { self.slot(fp + index) } else { Value::UNDEFINED };
            self.set_slot(table + index, value);
        }
        let rest = match signature.flags.has(Flags::STAR) {
            true => self.pack_rest(fp, signature.positional, given)?,
            false if given > signature.positional => {
                return self.too_many_positional(function, signature, given, names);
            }
            false => Value::UNDEFINED,
        };
        let extra = match signature.flags.has(Flags::DOUBLE_STAR) {
            true => dict::new(self)?,
            false => Value::UNDEFINED,
        };
        for index in 0..keywords {
            let name = self.heap.memory().value(names.block(), tuple::ITEMS + index as usize);
            let value = self.slot(fp + given + index);
            self.bind_keyword(function, signature, table, (names, name), value, extra)?;
        }
        self.fill_defaults(function, signature, table)?;
        for index in 0..named {
            let value = self.slot(table + index);
            self.set_slot(fp + index, value);
        }
        let mut next = fp + named;
        for star in [rest, extra] {
            if star.is_defined() {
                self.set_slot(next, star);
                next += 1;
            }
        }
        Ok(())
    }

    /// Arguments that stand in the order of the parameters, those by keyword too, and defaults for the last ones; false:
    /// there is more to it.
    fn bind_in_order(&mut self, function: Value, signature: Signature, fp: u32, (given, names): (u32, Value)) -> bool {
        let code = self.code_of(function);
        let keywords = if names.is_defined() { tuple::len(self, names) as u32 } else { 0 };
        let Some(missing) = signature.positional.checked_sub(given + keywords) else { return false };
        let is_next = |index: u32| {
            self.parameter_name(code, given + index)
                == self.heap.memory().value(names.block(), tuple::ITEMS + index as usize)
        };
        let in_order = keywords == 0 || (given >= signature.positional_only && (0..keywords).all(is_next));
        let defaults = if missing > 0 { self.function_extra(function, 1) } else { Value::UNDEFINED };
        let have = if defaults.is_defined() { tuple::len(self, defaults) as u32 } else { 0 };
        if !in_order || have < missing {
            return false;
        }
        for index in 0..missing {
            let default = tuple::item(self, defaults, (have - missing + index) as usize);
            self.set_slot(fp + given + keywords + index, default);
        }
        true
    }

    fn pack_rest(&mut self, fp: u32, positional: u32, given: u32) -> Outcome<Value> {
        let first = positional.min(given);
        let cells = self.heap.cells(self.stack(), (fp + first) as usize, (given - first) as usize);
        tuple::from_args(self, Args::new(cells))
    }

    fn bind_keyword(
        &mut self,
        function: Value,
        signature: Signature,
        table: u32,
        (names, name): (Value, Value),
        value: Value,
        extra: Value,
    ) -> Outcome<()> {
        let code = self.code_of(function);
        let found = (signature.positional_only..signature.named())
            .find(|&index| self.same_name(self.parameter_name(code, index), name));
        if !self.is_str(name) {
            return raise!(self, TypeError, "keywords must be strings");
        }
        if let Some(index) = found {
            if self.slot(table + index).is_defined() {
                let shown = self.qualified_name(function);
                return raise!(self, TypeError, "{}() got multiple values for argument '{}'", shown, name);
            }
            self.set_slot(table + index, value);
            return Ok(());
        }
        if extra.is_defined() {
            return dict::set_item(self, extra, name, value);
        }
        let shown = self.qualified_name(function);
        let only = (0..signature.positional_only).any(|index| self.same_name(self.parameter_name(code, index), name));
        if only {
            return self.positional_only_by_keyword(function, signature, names);
        }
        if self.is_hidden(code) {
            return raise!(self, TypeError, "'{}' is an invalid keyword argument for {}()", name, shown);
        }
        raise!(self, TypeError, "{}() got an unexpected keyword argument '{}'", shown, name)
    }

    /// True for equal strings, of which the first is a parameter's name.
    fn same_name(&self, parameter: Value, name: Value) -> bool {
        parameter == name
            || (!(parameter.is_name() && name.is_name())
                && self.str_bytes(parameter).is_some()
                && self.str_bytes(parameter) == self.str_bytes(name))
    }

    /// The extras block of a function: defaults, keyword defaults, annotations, attributes.
    pub(crate) fn function_extra(&self, function: Value, index: usize) -> Value {
        let extras = self.heap.words::<4>(function.block()).block(3);
        if extras.is_some() { self.heap.memory().value(extras, index) } else { Value::UNDEFINED }
    }

    fn fill_defaults(&mut self, function: Value, signature: Signature, table: u32) -> Outcome<()> {
        let code = self.code_of(function);
        let defaults = self.function_extra(function, 1);
        let keyword_defaults = self.function_extra(function, 2);
        let have = if defaults.is_defined() { tuple::len(self, defaults) as u32 } else { 0 };
        for index in 0..signature.named() {
            if self.slot(table + index).is_defined() {
                continue;
            }
            let default = if index < signature.positional {
                let from_end = signature.positional - index;
                if from_end <= have {
                    tuple::item(self, defaults, (have - from_end) as usize)
                } else {
                    Value::UNDEFINED
                }
            } else if keyword_defaults.is_defined() {
                let name = self.parameter_name(code, index);
                dict::get_name(&self.heap, keyword_defaults.block(), name).unwrap_or(Value::UNDEFINED)
            } else {
                Value::UNDEFINED
            };
            if !default.is_defined() {
                return self.missing_arguments(function, signature, table, have);
            }
            self.set_slot(table + index, default);
        }
        Ok(())
    }

    #[cold]
    fn too_many_positional(&mut self, function: Value, signature: Signature, given: u32, names: Value) -> Outcome<()> {
        let shown = self.qualified_name(function);
        let code = self.code_of(function);
        if self.is_hidden(code) {
            return self.builtin_count(shown, signature, given);
        }
        // Those of the keyword-only parameters that have been given.
        let named = if names.is_defined() { tuple::len(self, names) } else { 0 };
        let keyword_only = (0..named)
            .filter(|&index| {
                let name = tuple::item(self, names, index);
                (signature.positional..signature.named())
                    .any(|parameter| self.same_name(self.parameter_name(code, parameter), name))
            })
            .count();
        let defaults = self.function_extra(function, 1);
        let have = if defaults.is_defined() { tuple::len(self, defaults) as u32 } else { 0 };
        let were = if given == 1 { "was" } else { "were" };
        let text = self.new_text(|out, vm| {
            out.value(vm, shown)?;
            out.text(vm, b"() takes ")?;
            if have > 0 {
                out.text(vm, b"from ")?;
                out.value(vm, Value::small((signature.positional - have) as i32))?;
                out.text(vm, b" to ")?;
            }
            out.value(vm, Value::small(signature.positional as i32))?;
            let plural: &[u8] = if signature.positional == 1 && have == 0 { b"" } else { b"s" };
            out.text(vm, b" positional argument")?;
            out.text(vm, plural)?;
            out.text(vm, b" but ")?;
            out.decimal(vm, given as usize)?;
            if keyword_only > 0 {
                out.text(vm, if given == 1 { b" positional argument" } else { b" positional arguments" })?;
                out.text(vm, b" (and ")?;
                out.decimal(vm, keyword_only)?;
                out.text(vm, if keyword_only == 1 { b" keyword-only argument)" } else { b" keyword-only arguments)" })?;
                return out.text(vm, b" were given");
            }
            out.text(vm, b" ")?;
            out.text(vm, were.as_bytes())?;
            out.text(vm, b" given")
        })?;
        raise!(self, TypeError, "{}", text)
    }

    /// The error for a built-in function that is written in Python.
    #[cold]
    fn builtin_count(&mut self, shown: Value, signature: Signature, given: u32) -> Outcome<()> {
        let given = Value::small(given as i32);
        match signature.keyword_only {
            0 => raise!(self, TypeError, "{}() takes exactly one argument ({} given)", shown, given),
            _ => raise!(self, TypeError, "{} expected 1 argument, got {}", shown, given),
        }
    }

    /// The error for parameters before the `/` that were given by keyword.
    #[cold]
    fn positional_only_by_keyword(&mut self, function: Value, signature: Signature, names: Value) -> Outcome<()> {
        let (code, shown) = (self.code_of(function), self.qualified_name(function));
        let count = tuple::len(self, names);
        let text = self.new_text(|out, vm| {
            let mut written = 0;
            for index in 0..signature.positional_only {
                let parameter = vm.parameter_name(code, index);
                if (0..count).any(|at| vm.same_name(parameter, tuple::item(vm, names, at))) {
                    out.text(vm, if written > 0 { b", " } else { b"" })?;
                    out.value(vm, parameter)?;
                    written += 1;
                }
            }
            Ok(())
        })?;
        raise!(
            self,
            TypeError,
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            shown,
            text
        )
    }

    /// CPython's list of what is missing: `f() missing 2 required positional arguments: 'a' and 'b'`.
    #[cold]
    fn missing_arguments(&mut self, function: Value, signature: Signature, table: u32, have: u32) -> Outcome<()> {
        let code = self.code_of(function);
        let shown = self.qualified_name(function);
        if self.is_hidden(code) {
            let given = (0..signature.positional).filter(|&index| self.slot(table + index).is_defined()).count();
            return self.builtin_count(shown, signature, given as u32);
        }
        let required = signature.positional - have.min(signature.positional);
        let missing = |vm: &Self, index: u32| !vm.slot(table + index).is_defined();
        let positional = (0..required).filter(|&index| missing(self, index)).count() as u32;
        let (range, kind): (core::ops::Range<u32>, &[u8]) = if positional > 0 {
            (0..required, b" required positional argument")
        } else {
            (signature.positional..signature.named(), b" required keyword-only argument")
        };
        let keyword_defaults = self.function_extra(function, 2);
        let lacks = |vm: &Self, index: u32| {
            missing(vm, index)
                && !(keyword_defaults.is_defined()
                    && dict::get_name(&vm.heap, keyword_defaults.block(), vm.parameter_name(code, index)).is_some())
        };
        let total = range.clone().filter(|&index| lacks(self, index)).count();
        let text = self.new_text(|out, vm| {
            out.value(vm, shown)?;
            out.text(vm, b"() missing ")?;
            out.value(vm, Value::len(total))?;
            out.text(vm, kind)?;
            out.text(vm, if total == 1 { b": " } else { b"s: " })?;
            let mut written = 0;
            for index in range.clone() {
                if !lacks(vm, index) {
                    continue;
                }
                let between: &[u8] = match (written, total) {
                    (0, _) => b"",
                    (1, 2) => b" and ",
                    (w, t) if w + 1 == t => b", and ",
                    _ => b", ",
                };
                out.text(vm, between)?;
                out.text(vm, b"'")?;
                out.value(vm, vm.parameter_name(code, index))?;
                out.text(vm, b"'")?;
                written += 1;
            }
            Ok(())
        })?;
        raise!(self, TypeError, "{}", text)
    }

    /// The qualified name of a function, for messages.
    pub(crate) fn qualified_name(&self, function: Value) -> Value {
        match self.kind(function) {
            Some(Kind::Function) => {
                function_attribute::named(self, function, 1).unwrap_or_else(|| self.written_name(function))
            }
            _ => Value::name(crate::vm::name::Name::EMPTY),
        }
    }

    /// The qualified name of a function as its code has it.
    pub(crate) fn written_name(&self, function: Value) -> Value {
        self.heap.memory().value(self.code_of(function), crate::vm::code::code::VALUES)
    }

    /// A native's arguments by keyword, put in the places that its parameter text gives them, in a copy.
    pub(crate) fn place_keywords(&mut self, callable: Value, parameters: &str, site: Site) -> Outcome<Args<'m>> {
        let keywords = tuple::len(self, site.names) as u32;
        let given = site.count - keywords;
        let first = site.at + RECORD;
        let room = given.max(parameters.split(',').count() as u32);
        let table = self.frame_end().max(first + site.count);
        self.reserve(table + room)?;
        for index in 0..room {
            let value = if index < given { self.slot(first + index) } else { Value::UNDEFINED };
            self.set_slot(table + index, value);
        }
        let mut used = given;
        for index in 0..keywords {
            let name = self.heap.memory().value(site.names.block(), tuple::ITEMS + index as usize);
            let text = self.str_bytes(name).unwrap_or_default();
            let Some(place) = parameter_place(parameters, text) else {
                let shown = self.callable_name(callable)?;
                if !takes_keywords(parameters) {
                    let Some((Immediate::Method, index)) = callable.as_immediate() else {
                        return raise!(self, TypeError, "{}() takes no keyword arguments", shown);
                    };
                    let receiver = self.slot(first);
                    let class = match TypeId::ALL.get((index >> 8) as usize) {
                        _ if given > 0 && self.is_class(receiver) => receiver,
                        Some(id) => Value::builtin_type(*id),
                        None => receiver,
                    };
                    return raise!(self, TypeError, "{}.{}() takes no keyword arguments", class, shown);
                }
                return raise!(self, TypeError, "'{}' is an invalid keyword argument for {}()", name, shown);
            };
            if place < given {
                let shown = self.callable_name(callable)?;
                return raise!(self, TypeError, "{}() got multiple values for argument '{}'", shown, name);
            }
            let value = self.slot(first + given + index);
            self.set_slot(table + place, value);
            used = used.max(place + 1);
        }
        Ok(Args::new(self.heap.cells(self.stack(), table as usize, used as usize)))
    }

    /// What a message calls a native function or a type.
    pub(crate) fn callable_name(&mut self, callable: Value) -> Outcome<Value> {
        match self.native_row(callable) {
            Some(row) => {
                let name = row.name;
                self.new_str(name.as_bytes())
            }
            None => Ok(callable),
        }
    }
}

/// True if a parameter takes a keyword.
fn takes_keywords(parameters: &str) -> bool {
    let behind = parameters.rsplit('/').next().unwrap_or_default();
    behind.split(',').any(|part| !matches!(part.trim(), "" | "self" | "cls"))
}

/// Where a parameter stands that takes a keyword; parameters before a `/` take none.
fn parameter_place(parameters: &str, name: &[u8]) -> Option<u32> {
    let mut place = 0;
    let mut found = None;
    for part in parameters.split(',') {
        let part = part.split('=').next().unwrap_or_default().trim();
        match part {
            "/" => found = None,
            "*" => {}
            _ => {
                if part.as_bytes() == name {
                    found = Some(place);
                }
                place += 1;
            }
        }
    }
    found
}
