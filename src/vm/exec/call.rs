//! Calls of anything callable.
//!
//! A call site is a stack word `at`: the callable there, two words for the record, the arguments from `at + 3` on.
//! Whatever a callable needs in front of its arguments (`self`, a new instance) is not put between them but into a
//! copy above the running frame: the caller's registers stay as they are until nothing can fail any more, so that the
//! instruction can be started again.

use super::fetch::Fetch;
use super::frame::{Frame, Return};
use super::{Exit, Link, finish};
use super::{REGISTERS, SIGNATURE};
use crate::vm::Vm;
use crate::vm::code::Op;
use crate::vm::code::code::VALUES;
use crate::vm::heap::Kind;
use crate::vm::limits::RECORD;
use crate::vm::name;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::types::{Args, Native, TypeId, class, dict, function, list, tuple};
use crate::vm::value::{Immediate, Ref, Value};

/// The module number that stands for functions of the prelude: rows are those of `Prelude`.
pub const PRELUDE_MODULE: u8 = 254;
/// `type.__new__`, whose keywords are the class's.
const TYPE_NEW: Value = Value::method(TypeId::Type, 1);
/// `type.__call__`, whose keywords are the constructor's.
const TYPE_CALL: Value = Value::method(TypeId::Type, 2);

/// A call site.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    /// The stack word of the callable.
    pub at: u32,
    /// Arguments, those given by keyword included.
    pub count: u32,
    /// The tuple of names of the last arguments, or `UNDEFINED`.
    pub names: Value,
    /// How the frame that the call opens returns.
    pub kind: Return,
    /// The length of the call instruction, for `Return::Call`.
    pub length: usize,
}

impl Site {
    /// The stack word of the first argument.
    pub(super) fn first(self) -> u32 {
        self.at + RECORD
    }
}

/// Callables that may lead from one to the next, like an instance to its class's `__call__`, until a function is found.
const CALLABLES: usize = 100;

impl<'m> Vm<'m> {
    /// The quick way into a Python function with plain positional parameters, all given.
    ///
    /// `None`: nothing has been done.
    #[inline(always)]
    pub(crate) fn call_simple(
        &mut self,
        frame: Frame<'m>,
        function: Value,
        base: u8,
        count: u32,
        length: usize,
    ) -> Option<Frame<'m>> {
        let memory = self.heap.memory();
        let words = memory.words::<2>(function.block());
        if !words.header().is(Kind::Function) {
            return None;
        }
        let code = memory.words::<4>(Ref(words.get(1)));
        let shape = code.get(REGISTERS);
        if shape >> 8 & 0xff != count {
            return None;
        }
        let distance = u32::from(base & 63) + RECORD;
        let fp = self.frame.fp + distance;
        let depth = self.frame.depth;
        if fp + (shape & 0xff) > self.frame.stack_words || depth >= u32::from(self.limits.depth) {
            return None;
        }
        let window = memory.shifted(frame.window, distance as i32)?;
        let link = super::Link::new(distance, Return::Call, length);
        frame.set_behind(base, 1, Value::small(frame.fetch.ip() as i32));
        frame.set_behind(base, 2, Value::small(link.0));
        self.frame.fp = fp;
        self.frame.depth = depth + 1;
        Some(Frame { fetch: Fetch::first(code.pointer()), window })
    }

    /// `Op::Call`: `None` if a frame was opened.
    #[inline(never)]
    pub(crate) fn call_plain(&mut self, base: u8, count: u32) -> Outcome<Option<Value>> {
        let site = Site {
            at: self.frame.fp + u32::from(base & 63),
            count,
            names: Value::UNDEFINED,
            kind: Return::Call,
            length: 2,
        };
        let callable = self.slot(site.at);
        self.call_site(callable, site)
    }

    /// `Op::CallMethod`: the receiver stands in `base + 3`, the arguments behind it.
    #[inline(never)]
    pub(crate) fn call_method(&mut self, base: u8, count: u32, name: Value) -> Outcome<Option<Value>> {
        self.call_method_at(base, count, name, Value::UNDEFINED, 3)
    }

    fn call_method_at(
        &mut self,
        base: u8,
        count: u32,
        name: Value,
        names: Value,
        length: usize,
    ) -> Outcome<Option<Value>> {
        let at = self.frame.fp + u32::from(base & 63);
        let receiver = self.slot(at + RECORD);
        let (callable, bound) = match self.load_method(receiver, name) {
            // The attribute itself takes Python (a property, `__getattr__`): all of the call in the prelude.
            Err(Stop::Tail) => return Err(self.call_attribute(receiver, name, at + 1 + RECORD, count, names)),
            other => other?,
        };
        // Unbound: the receiver's word becomes the last one of the record.
        let (at, count) = if bound { (at, count + 1) } else { (at + 1, count) };
        self.set_slot(at, callable);
        self.call_site(callable, Site { at, count, names, kind: Return::Call, length })
    }

    /// The stop that makes `receiver.name(...)` with the arguments from stack word `first` on in the prelude.
    #[cold]
    fn call_attribute(&mut self, receiver: Value, name: Value, first: u32, count: u32, names: Value) -> Stop {
        match self.packed_arguments(first, count, names) {
            Ok((positional, keywords)) => {
                self.instead_prelude(Prelude::CallAttribute, &[receiver, name, positional, keywords])
            }
            Err(stop) => stop,
        }
    }

    /// Arguments as a tuple and a dict.
    fn packed_arguments(&mut self, first: u32, count: u32, names: Value) -> Outcome<(Value, Value)> {
        let named = if names.is_defined() { tuple::len(self, names) as u32 } else { 0 };
        let plain = count - named;
        let cells = self.heap.cells(self.stack(), first as usize, plain as usize);
        let positional = tuple::from_args(self, Args::new(cells))?;
        let keywords = dict::new(self)?;
        for index in 0..named {
            let (name, value) = (tuple::item(self, names, index as usize), self.slot(first + plain + index));
            dict::set_item(self, keywords, name, value)?;
        }
        Ok((positional, keywords))
    }

    /// `Op::CallKeyword`.
    #[inline(never)]
    pub(crate) fn call_keyword(&mut self, frame: Frame<'m>, names: Value) -> Outcome<Option<Value>> {
        let at = self.frame.fp + u32::from(frame.fetch.b() & 63);
        let callable = self.slot(at);
        let count = u32::from(frame.fetch.c());
        self.call_site(callable, Site { at, count, names, kind: Return::Call, length: 3 })
    }

    /// `Op::CallMethodKeyword`.
    #[inline(never)]
    pub(crate) fn call_method_keyword(
        &mut self,
        frame: Frame<'m>,
        name: Value,
        names: Value,
    ) -> Outcome<Option<Value>> {
        self.call_method_at(frame.fetch.b(), u32::from(frame.fetch.c()), name, names, 4)
    }

    /// `Op::CallSpread`: the positional arguments in a list or tuple, those by keyword in a dict.
    #[inline(never)]
    pub(crate) fn call_spread(&mut self, frame: Frame<'m>) -> Outcome<Option<Value>> {
        let base = frame.fetch.b();
        let (callable, positional, keywords) = (frame.get(base), frame.get(base + 3), frame.get(base + 4));
        let plain = list::sequence_len(self, positional);
        let named = if self.kind(keywords) == Some(Kind::Dict) { dict::len(&self.heap, keywords.block()) } else { 0 };
        let names = if named == 0 { Value::UNDEFINED } else { dict::keys_tuple(self, keywords.block())? };
        let at = self.frame_end();
        let count = (plain + named) as u32;
        self.reserve(at + RECORD + count)?;
        self.set_slot(at, callable);
        for index in 0..plain {
            let value = list::sequence_item(self, positional, index);
            self.set_slot(at + RECORD + index as u32, value);
        }
        let mut position = 0;
        for index in 0..named {
            if let Some((_, value, next)) = dict::next_entry(&self.heap, keywords.block(), position) {
                self.set_slot(at + RECORD + (plain + index) as u32, value);
                position = next;
            }
        }
        for index in 0..named {
            if !self.is_str(tuple::item(self, names, index)) {
                return raise!(self, TypeError, "keywords must be strings");
            }
        }
        self.call_site(callable, Site { at, count, names, kind: Return::Call, length: 2 })
    }

    /// Makes a call; `None` if it opened a frame.
    pub(crate) fn call_site(&mut self, callable: Value, site: Site) -> Outcome<Option<Value>> {
        let (mut callable, mut site) = (callable, site);
        for _ in 0..CALLABLES {
            match self.kind_here(callable) {
                Some(Kind::Function) => return self.call_function(callable, site),
                Some(Kind::BoundMethod) => {
                    let words = self.heap.words::<3>(callable.block());
                    site = self.prepend(site, words.value(1), words.value(2))?;
                    callable = words.value(1);
                }
                Some(Kind::Class) => {
                    let is_call = site.kind == Return::Call && !site.names.is_defined();
                    if is_call && let Some(opened) = self.construct_simple(callable, site) {
                        return opened.map(|()| None);
                    }
                    return self.construct(callable, site);
                }
                Some(Kind::Generator) => return self.resume_call(callable, site),
                Some(Kind::Instance | Kind::LooseInstance) => {
                    let class = self.type_of(callable);
                    let Some(method) = self.class_attribute(class, name::__CALL__) else {
                        return raise!(self, TypeError, "'{}' object is not callable", class);
                    };
                    let (method, bound) = match self.bind_special(method, callable) {
                        // It takes Python to bind it: all of the call in the prelude.
                        Err(Stop::Tail) => {
                            let (positional, keywords) = self.packed_arguments(site.first(), site.count, site.names)?;
                            return Err(
                                self.instead_prelude(Prelude::CallBound, &[method, callable, positional, keywords])
                            );
                        }
                        other => other?,
                    };
                    if bound {
                        site = self.prepend(site, method, callable)?;
                    }
                    callable = method;
                }
                Some(Kind::StaticMethod) => callable = self.heap.memory().value(callable.block(), 1),
                Some(Kind::Alias) => callable = self.heap.memory().value(callable.block(), 1),
                _ => return self.call_native(callable, site),
            }
        }
        raise!(self, RecursionError, "maximum recursion depth exceeded while calling a Python object")
    }

    /// A call of an immediate: a native function, a method of a built-in type, a built-in type.
    pub(super) fn call_native(&mut self, callable: Value, site: Site) -> Outcome<Option<Value>> {
        match callable.as_immediate() {
            Some((Immediate::Native, index)) if index >> 8 == u16::from(PRELUDE_MODULE) => {
                let function = self.prelude_at((index & 0xff) as usize);
                self.call_function(function, site)
            }
            Some((Immediate::Method, _)) if callable == TYPE_NEW && site.count > 2 => {
                let function = self.prelude(Prelude::TypeNew);
                self.call_function(function, site)
            }
            Some((Immediate::Method, _)) if callable == TYPE_CALL && site.count > 0 => {
                // The class's word becomes the last one of the record.
                let class = self.slot(site.first());
                self.construct_plain(class, Site { at: site.at + 1, count: site.count - 1, ..site })
            }
            Some((Immediate::Method, _)) if function::is_call(callable) && site.count > 0 => {
                // The function's word becomes the last one of the record.
                let function = self.slot(site.first());
                self.call_site(function, Site { at: site.at + 1, count: site.count - 1, ..site })
            }
            Some((Immediate::Native | Immediate::Method, _)) => {
                let Some(row) = self.native_row(callable) else {
                    return raise!(self, SystemError, "no such native function");
                };
                if site.names.is_defined()
                    && let Some(function) = self.keyword_twin(row)
                {
                    return self.call_function(function, site);
                }
                self.call_row(callable, row, site).map(Some)
            }
            Some((Immediate::Type, index)) => self.call_type(callable, index, site),
            _ => raise!(self, TypeError, "'{}' object is not callable", self.type_of(callable)),
        }
    }

    /// Runs a native function after its arguments have been counted.
    pub(crate) fn call_row(&mut self, callable: Value, row: &'m Native, site: Site) -> Outcome<Value> {
        let named = if site.names.is_defined() { tuple::len(self, site.names) } else { 0 };
        let given = site.count as usize - named;
        if given > row.max as usize && row.max != u8::MAX {
            return self.wrong_count(callable, row, given);
        }
        if let Some((Immediate::Method, index)) = callable.as_immediate() {
            let owner = (index >> 8) as u8;
            let bound = function::method_binding(callable) == function::Binding::Instance;
            let receiver = self.slot(site.first());
            let is_plain = self.type_id(receiver) as u8 == owner && self.payload(receiver) == receiver;
            if bound && (given == 0 || !is_plain) {
                if row.name == "__init__" && given > 0 && self.is_refillable(receiver) {
                    return self.refill(receiver, Site { at: site.at + 1, count: site.count - 1, ..site });
                }
                return self.call_inherited(callable, row, site);
            }
        }
        let args = self.native_args(row, site)?;
        if args.count() < row.min as usize {
            return self.wrong_count(callable, row, args.count());
        }
        (row.call)(self, args)
    }

    /// True for lists, dicts, sets, byte arrays and properties, and instances made on them: `__init__` fills them anew.
    fn is_refillable(&self, receiver: Value) -> bool {
        matches!(
            self.kind(self.payload(receiver)),
            Some(Kind::List | Kind::Dict | Kind::Set | Kind::ByteArray | Kind::Deque | Kind::Property)
        )
    }

    /// `list.__init__(receiver, ...)`: the object takes the contents of a new one made of the arguments.
    fn refill(&mut self, receiver: Value, site: Site) -> Outcome<Value> {
        let payload = self.payload(receiver);
        let class = Value::builtin_type(self.type_id(payload));
        let index = class.as_immediate().map_or(0, |(_, index)| index);
        match self.call_type(class, index, site) {
            Ok(Some(made)) => {
                class::take_contents(&mut self.heap, payload, made);
                Ok(Value::NONE)
            }
            Ok(None) => Ok(Value::NONE),
            Err(Stop::Tail) => {
                let (positional, keywords) = self.packed_arguments(site.first(), site.count, site.names)?;
                Err(self.instead_prelude(Prelude::Refill, &[payload, class, positional, keywords]))
            }
            Err(stop) => Err(stop),
        }
    }

    /// A method of a built-in type on an object that is not plainly of that type.
    #[cold]
    fn call_inherited(&mut self, callable: Value, row: &'m Native, site: Site) -> Outcome<Value> {
        // Room for the arguments put in place and for a copy: the stack does not move after this.
        self.reserve(self.frame_end().max(site.first() + site.count) + 2 * site.count + 24)?;
        let args = self.native_args(row, site)?;
        if args.count() < row.min as usize {
            return self.wrong_count(callable, row, args.count());
        }
        let receiver = args.get(0);
        let owner = Value::builtin_type(function::owner(callable));
        let class = self.type_of(receiver);
        if !self.is_subclass(class, owner) {
            return match row.name {
                "__init__" | "__new__" => (row.call)(self, args),
                _ => {
                    let name = self.new_str(row.name.as_bytes())?;
                    raise!(self, TypeError, "descriptor '{}' requires a '{}' object", name, owner)
                }
            };
        }
        let payload = self.payload(receiver);
        // What `object` does, it does with the instance.
        if payload == receiver || owner == Value::builtin_type(TypeId::Object) {
            return (row.call)(self, args);
        }
        // The payload takes the receiver's place in a copy.
        let at = self.frame_end().max(site.first() + site.count) + args.count() as u32 + 12;
        self.reserve(at + args.count() as u32)?;
        self.set_slot(at, payload);
        for (index, value) in args.iter().enumerate().skip(1) {
            self.set_slot(at + index as u32, value);
        }
        let cells = self.heap.cells(self.stack(), at as usize, args.count());
        let value = (row.call)(self, Args::new(cells))?;
        // What changes in place gives the instance itself.
        let itself = row.name.starts_with("__i") || row.name == "__get__";
        Ok(if value == payload && itself { receiver } else { value })
    }

    /// The arguments of a site, all positional.
    pub(crate) fn site_args(&self, site: Site) -> Args<'m> {
        Args::new(self.heap.cells(self.stack(), site.first() as usize, site.count as usize))
    }

    /// Puts a value before the arguments, in a copy of the call site above the running frame.
    pub(super) fn prepend(&mut self, site: Site, callable: Value, first: Value) -> Outcome<Site> {
        // Behind a copy made before, which may be the source.
        let end = self.frame_end().max(if site.at >= self.frame_end() { site.first() + site.count } else { 0 });
        self.reserve(end + RECORD + 1 + site.count)?;
        self.set_slot(end, callable);
        self.set_slot(end + RECORD, first);
        self.move_slots(site.first(), end + RECORD + 1, site.count);
        Ok(Site { at: end, count: site.count + 1, ..site })
    }

    /// Opens a frame of a Python function.
    pub(super) fn call_function(&mut self, function: Value, site: Site) -> Outcome<Option<Value>> {
        let code = self.code_of(function);
        self.reserve(site.first() + self.frame_slots(code))?;
        self.set_slot(site.at, function);
        if self.heap.memory().word(code, SIGNATURE) & 0x0fff_00ff != site.count || site.names.is_defined() {
            if self.is_generator_code(code) {
                return self.new_generator(function, site.first(), site.count, site.names).map(Some);
            }
            self.bind_arguments(function, site.first(), site.count, site.names)?;
        }
        self.push_frame(function, site.first(), site.kind, site.length)?;
        Ok(None)
    }

    /// The arguments of a native function, those by keyword put in their places.
    pub(crate) fn native_args(&mut self, row: &Native, site: Site) -> Outcome<Args<'m>> {
        if !site.names.is_defined() {
            return Ok(self.site_args(site));
        }
        if row.parameters.ends_with("**ignored") {
            let count = site.count - tuple::len(self, site.names) as u32;
            return Ok(self.site_args(Site { count, names: Value::UNDEFINED, ..site }));
        }
        let callable = self.slot(site.at);
        self.place_keywords(callable, row.parameters, site)
    }

    /// A call for the host or in place of an instruction: the callable and arguments are copied above the frame.
    pub(crate) fn call_values(&mut self, callable: Value, arguments: &[Value], kind: Return) -> Outcome<Option<Value>> {
        self.call_values_for(callable, arguments, kind, 0)
    }

    /// As `call_values`, in place of an instruction of some length.
    fn call_values_for(
        &mut self,
        callable: Value,
        arguments: &[Value],
        kind: Return,
        length: usize,
    ) -> Outcome<Option<Value>> {
        let at = self.frame_end();
        if self.open_plain(callable, at, arguments, kind, length).is_some() {
            return Ok(None);
        }
        self.reserve(at + RECORD + arguments.len() as u32)?;
        self.set_slot(at, callable);
        for (index, value) in arguments.iter().enumerate() {
            self.set_slot(at + RECORD + index as u32, *value);
        }
        let site = Site { at, count: arguments.len() as u32, names: Value::UNDEFINED, kind, length };
        self.call_site(callable, site)
    }

    /// Opens the frame of a Python function that takes just these arguments, if it is one, at stack word `at`.
    pub(super) fn open_plain(
        &mut self,
        function: Value,
        at: u32,
        arguments: &[Value],
        kind: Return,
        length: usize,
    ) -> Option<()> {
        let first = self.plain_code(function, arguments.len(), at)?;
        let slots = self.heap.cells(self.stack(), (at + RECORD) as usize, arguments.len());
        for (slot, argument) in slots.iter().zip(arguments) {
            slot.set(argument.bits());
        }
        self.open_at(function, at, first, Link::new(at + RECORD - self.frame.fp, kind, length));
        Some(())
    }

    /// The first unit of a Python function that takes `count` arguments, all positional, if its frame has room at stack
    /// word `at`.
    #[inline]
    pub(super) fn plain_code(&self, function: Value, count: usize, at: u32) -> Option<u32> {
        let memory = self.heap.memory();
        let words = memory.words::<2>(function.block());
        if !words.header().is(Kind::Function) {
            return None;
        }
        let code = memory.words::<4>(Ref(words.get(1)));
        let shape = code.get(REGISTERS);
        let is_plain = (shape >> 8 & 0xff) as usize == count;
        let is_deep = self.frame.depth >= u32::from(self.limits.depth);
        let has_room = at + RECORD + (shape & 0xff) <= self.frame.stack_words && !is_deep;
        (is_plain && has_room).then_some((VALUES as u32 + (code.get(1) & 0xffff)) * 2)
    }

    /// Opens a frame at stack word `at`, where its arguments lie in place.
    #[inline]
    pub(super) fn open_at(&mut self, function: Value, at: u32, first: u32, link: Link) {
        if let [callable, ip, place] = self.heap.cells(self.stack(), at as usize, RECORD as usize) {
            callable.set(function.bits());
            ip.set(Value::small(self.frame.ip as i32).bits());
            place.set(Value::small(link.0).bits());
        }
        self.frame.fp = at + RECORD;
        self.frame.ip = first;
        self.frame.depth += 1;
    }

    /// Makes the call in `self.tail` in place of the current instruction and finishes it if the value is there at once.
    pub(crate) fn tail_enter(&mut self) -> Outcome<Option<Exit>> {
        let tail = self.tail;
        let arguments = tail.arguments;
        let count = tail.count as usize;
        let arguments = arguments.get(..count).unwrap_or_default();
        let op = self.current_op();
        // To be resumed is a generator's own affair.
        let is_plain = finish::takes_result(op) && self.kind(tail.callable) != Some(Kind::Generator);
        let (kind, length) = if is_plain { (Return::Call, op.length()) } else { (Return::Finish, 0) };
        match self.call_values_for(tail.callable, arguments, kind, length)? {
            None => Ok(None),
            Some(value) => self.finish(value).map(|()| None),
        }
    }

    /// Ends a frame with its value: `Some` if the host entered it.
    #[inline(never)]
    pub(crate) fn leave(&mut self, value: Value) -> Outcome<Option<Exit>> {
        let fp = self.frame.fp;
        let kind = super::Link(self.slot(fp - 1).small_int()).kind();
        if kind == Return::Init && !value.is_none() {
            return raise!(self, TypeError, "__init__() should return None, not '{}'", self.type_of(value));
        }
        let is_length = value.is_small() && value.small_int() >= 0;
        let below = self.slot(fp - RECORD - 1);
        self.pop_frame();
        match kind {
            Return::Host => return Ok(Some(Exit::Done(value))),
            Return::Drop => {}
            Return::Init => self.finish(below)?,
            Return::Operator if value == Value::NOT_IMPLEMENTED => return Err(self.not_implemented()),
            Return::Length if !is_length => return Err(self.instead_prelude(Prelude::CheckLength, &[value])),
            Return::Call | Return::Finish | Return::Operator | Return::Length => self.finish(value)?,
            Return::Generator => {
                self.end_generator(below);
                self.generator_returned(below, value)?;
            }
        }
        Ok(None)
    }

    /// The stop that makes `callable(arguments)` the result of the running native.
    pub(crate) fn instead(&mut self, callable: Value, arguments: &[Value]) -> Stop {
        self.tail_call(callable, arguments)
    }

    /// The opcode of the instruction that the running frame stands at.
    pub(crate) fn current_op(&self) -> Op {
        self.op_in(self.code_of(self.running()))
    }

    /// As `current_op`; the running frame's code is known.
    #[inline]
    pub(crate) fn op_in(&self, code: Ref) -> Op {
        let word = self.heap.memory().word(code, self.frame.ip as usize / 2);
        Op::decode((word >> (self.frame.ip % 2 * 16)) as u8)
    }
}
