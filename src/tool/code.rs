//! What the compiler has made, taken out of the VM it was made in.

use super::{Failure, Options, Source};
use crate::vm::Vm;
use crate::vm::code::code::{ENTRY, VALUES};
use crate::vm::code::listing::Instruction;
use crate::vm::code::{Code, Op};
use crate::vm::compile;
use crate::vm::heap::Kind;
use crate::vm::name;
use crate::vm::syntax::{Mode, Source as Text};
use crate::vm::types::table::Table;
use crate::vm::types::{dict, module};
use crate::vm::value::{Ref, Value};
use std::collections::BTreeSet;
use std::format;
use std::string::{String, ToString};
use std::vec;
use std::vec::Vec;

/// Memory for the compilation of a module.
const HEAP: usize = 512 * 1024;

/// A value in code.
pub(super) enum Constant {
    /// A word that is the same in every firmware of one language: an int, `None`, a built-in.
    Word(u32),
    Name(String),
    /// A block whose words have no references.
    Raw(Kind, u8, Vec<u32>),
    Tuple(Vec<Constant>),
    Code(Function),
}

/// A function, a class body or a module's body.
pub(super) struct Function {
    /// The words before the values, but for the header; the counts of values, units and tables in them are right.
    pub head: [u32; VALUES - 1],
    pub values: Vec<Constant>,
    /// Code units, exception table, line table.
    pub halves: Vec<u16>,
}

/// A module.
pub(super) struct Compiled {
    pub body: Function,
    /// The names of its globals, by slot.
    pub globals: Vec<String>,
    /// What it imports when it is imported, outside of `try`.
    pub imports: BTreeSet<String>,
}

/// Compiles a module.
pub(super) fn compile(source: &Source, options: &Options) -> Result<Compiled, Failure> {
    let mut memory = vec![0; HEAP];
    let limit = |text: &str| Failure::Limit(format!("{}: {text}", source.file));
    let mut vm = Vm::builder(&mut memory).build().map_err(|error| limit(&error.to_string()))?;
    let prepared = vm.attempt(|vm| {
        let name = Value::name(vm.heap.intern(source.name.as_bytes())?);
        let found = module::new(vm, name)?;
        let globals = vm.heap.value(found.block(), module::DICT);
        // What the loader sets comes first.
        for name in [name::__FILE__, name::__PACKAGE__] {
            dict::slot(&mut vm.heap, globals.block(), name)?;
        }
        dict::set_item(vm, vm.modules_dict(), name, found)?;
        Ok((globals, vm.heap.intern(source.file.as_bytes())?))
    });
    let (globals, file) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return Err(limit(error.message(&mut vm))),
    };
    let chosen = compile::Options {
        optimize: options.optimize.min(1),
        docstrings: options.optimize < 2,
        lines: !options.strip,
        annotations: true,
    };
    let text = Text { text: source.text.as_bytes(), complete: true };
    let function = match vm.load_text_as(&text, file, Mode::File, globals, chosen) {
        Ok(function) => function.unwrap_or(Value::NONE),
        Err(_) => {
            let error = vm.take_error();
            let text = error.traceback(&mut vm).to_string();
            return Err(Failure::Syntax(text));
        }
    };
    let code = vm.code_of(function);
    let globals = vm.heap.block(function.block(), crate::vm::exec::namespace::GLOBALS);
    let mut imports = BTreeSet::new();
    collect_imports(&vm, code, &mut imports);
    let body = function_of(&vm, code).map_err(limit)?;
    let globals = (0..Table::of(&vm.heap, globals).used()).map(|slot| slot_name(&vm, globals, slot)).collect();
    Ok(Compiled { body, globals, imports })
}

/// The name of a slot of a dict.
fn slot_name(vm: &Vm, dict: Ref, slot: usize) -> String {
    text_of(vm, vm.heap.value(vm.heap.block(dict, 1), 2 + 2 * slot))
}

fn text_of(vm: &Vm, name: Value) -> String {
    name.as_name().map_or_else(String::new, |name| String::from_utf8_lossy(vm.heap.name_text(name)).into_owned())
}

fn function_of(vm: &Vm, block: Ref) -> Result<Function, &'static str> {
    let code = Code::new(&vm.heap, block);
    let word = |index: usize| vm.heap.word(block, index);
    let count = code.unit_count() + code.handler_count() * ENTRY + code.line_bytes().div_ceil(2);
    let first = VALUES + code.value_count();
    let halves = (0..count).map(|half| (word(first + half / 2) >> (half % 2 * 16)) as u16).collect();
    let values = (0..code.value_count()).map(|index| constant(vm, code.value(index))).collect::<Result<_, _>>()?;
    Ok(Function { head: [1, 2, 3, 4, 5].map(word), values, halves })
}

fn constant(vm: &Vm, value: Value) -> Result<Constant, &'static str> {
    if value.is_name() {
        return Ok(Constant::Name(text_of(vm, value)));
    }
    let Some(block) = value.as_ref() else { return Ok(Constant::Word(value.bits())) };
    let header = vm.heap.header(block);
    match header.kind() {
        Kind::Code => function_of(vm, block).map(Constant::Code),
        Kind::Tuple => {
            let count = vm.heap.value(block, 1).small_int().max(0) as usize;
            (0..count)
                .map(|index| constant(vm, vm.heap.value(block, 2 + index)))
                .collect::<Result<_, _>>()
                .map(Constant::Tuple)
        }
        kind @ (Kind::Float | Kind::Complex | Kind::BigInt | Kind::Str | Kind::LongStr | Kind::Bytes) => {
            let words = (1..vm.heap.size(block) / 4).map(|index| vm.heap.word(block, index)).collect();
            Ok(Constant::Raw(kind, header.size() as u8, words))
        }
        _ => Err("a constant that no image can have"),
    }
}

/// What a body imports outside of `try`; classes are part of it.
fn collect_imports(vm: &Vm, block: Ref, imports: &mut BTreeSet<String>) {
    let code = Code::new(&vm.heap, block);
    let mut unit = 0;
    while unit < code.unit_count() {
        let instruction = Instruction::at(code, unit);
        let name = code.value(code.unit(instruction.end - 1).into());
        // Operand `b` says how many packages up.
        if instruction.op == Op::Import && instruction.bytes[1] == 0 && code.handler(unit).is_none() {
            imports.insert(text_of(vm, name));
        }
        unit = instruction.end;
    }
}
