//! Compiles the prelude (`src/vm/prelude/*.py`) into an image in flash.
//!
//! The build script is the crate itself once more: it loads each file as a module on a large heap, runs it, and copies
//! the functions that result, with all they refer to, into an array of words.
#![allow(dead_code, unused, missing_docs, unsafe_code)]

#[path = "src/bind/mod.rs"]
pub mod bind;
#[path = "src/vm/mod.rs"]
pub mod vm;

pub use vm::Vm;

/// The image that is being made: none yet.
pub mod image {
    pub static PRELUDE: &[u32] = &[0; 32];
}

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use vm::code::{Code, Flags, OPS, Op};
use vm::compile::{Compiler, Environment, Options, Progress, Target};
use vm::exec::{Exit, Return};
use vm::heap::{Heap, Kind, MAX_WORDS};
use vm::name::{Name, STATIC_NAMES};
use vm::raise::Outcome;
use vm::syntax::{Mode, Source};
use vm::value::{FLASH, Ref, Value};

/// Rows of the built-ins table from here on are functions of the prelude.
const PRELUDE_ROWS: u16 = bind::modules::builtins::PRELUDE_ROWS;

/// The functions of the prelude: those that Rust calls first, the others as they come.
struct Functions {
    names: Vec<String>,
    /// Rows by the words of the names.
    rows: HashMap<u32, u16>,
}

impl Functions {
    fn of(texts: &[(String, String)]) -> Functions {
        let mut names: Vec<String> = vm::prelude::NAMES.iter().map(|name| name.to_string()).collect();
        for (file, text) in texts {
            for line in text.lines() {
                let def = line.strip_prefix("async def ").or_else(|| line.strip_prefix("def "));
                if let Some((name, _)) = def.and_then(|rest| rest.split_once('(')) {
                    if !names.iter().any(|known| known == name) {
                        names.push(name.to_string());
                    }
                } else if !line.is_empty() && !line.starts_with([' ', '#', ')']) {
                    panic!("{file}: only functions may stand at the top level of the prelude: {line}");
                }
            }
        }
        Functions { names, rows: HashMap::new() }
    }

    /// Interns all names that stand for rows.
    fn intern(&mut self, heap: &mut Heap) {
        let mut enter = |name: &str, row: u16| {
            self.rows.insert(heap.intern(name.as_bytes()).expect("room").bits(), row);
        };
        for (name, row) in bind::modules::builtins::hidden_rows() {
            enter(name, row);
        }
        for (index, name) in self.names.iter().enumerate() {
            enter(name, PRELUDE_ROWS + index as u16);
        }
    }
}

impl Environment for Functions {
    fn slot(&mut self, heap: &mut Heap, dict: Ref, name: Name) -> Outcome<u16> {
        // Slots are looked at before the row of a built-in: functions in flash have no globals, and reading slot 0 of
        // nothing gives no value. Only a function's own `def` needs a real slot.
        match self.builtin(name) {
            Some(row) if row < PRELUDE_ROWS => Ok(0),
            _ => vm::types::dict::slot(heap, dict, name),
        }
    }

    fn builtin(&self, name: Name) -> Option<u16> {
        self.rows.get(&name.bits()).copied().or_else(|| bind::modules::builtins::row_of(name))
    }
}

/// The image under construction.
struct Image {
    words: Vec<u32>,
    copies: HashMap<u32, u32>,
    /// The dict of the module that the functions being copied belong to.
    globals: Ref,
    /// Attribute names that are no static names.
    missing: BTreeSet<String>,
    /// Globals that nobody defines.
    unknown: BTreeSet<String>,
}

impl Image {
    /// The word that stands for a value in the image.
    fn value(&mut self, vm: &Vm, value: Value) -> u32 {
        if let Some(name) = value.as_name() {
            return match name.static_text() {
                Some(_) => value.bits(),
                None => self.text(vm, name),
            };
        }
        match value.as_ref() {
            Some(block) => self.block(vm, block),
            None => value.bits(),
        }
    }

    /// A name that is no row of the static names: a plain string will do for parameters and messages.
    fn text(&mut self, vm: &Vm, name: Name) -> u32 {
        let key = Value::name(name).bits();
        if let Some(copy) = self.copies.get(&key) {
            return *copy;
        }
        let text = vm.heap.name_text(name);
        let mut bytes = vec![Kind::Str as u8, text.len() as u8, 0, 0];
        bytes.extend_from_slice(&vm::name::hash16(text).to_le_bytes());
        bytes.extend_from_slice(text);
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        let at = self.place(bytes.len() / 4);
        for (index, chunk) in bytes.chunks(4).enumerate() {
            self.words[at + index] = u32::from_le_bytes(chunk.try_into().unwrap());
        }
        let copy = FLASH | (at * 4) as u32;
        self.copies.insert(key, copy);
        copy
    }

    fn place(&mut self, words: usize) -> usize {
        let at = self.words.len();
        self.words.resize(at + words.next_multiple_of(2), 0);
        at
    }

    fn block(&mut self, vm: &Vm, block: Ref) -> u32 {
        if let Some(copy) = self.copies.get(&block.0) {
            return *copy;
        }
        let heap = &vm.heap;
        let kind = heap.kind(block);
        if kind == Kind::Code {
            return self.code(vm, block);
        }
        let words = heap.size(block) / 4;
        assert!(words < 510, "a large {kind:?} in the prelude");
        let at = self.place(words);
        let copy = FLASH | (at * 4) as u32;
        self.copies.insert(block.0, copy);
        // Colour and link are the collector's.
        self.words[at] = heap.header(block).0 & 0xff3f;
        let values = match kind {
            Kind::Float | Kind::BigInt | Kind::Str | Kind::LongStr | Kind::Bytes | Kind::Complex => 0..0,
            Kind::DictTable => 2..2 + 2 * (heap.value(block, 1).small_int() & 0xff_ffff) as usize,
            Kind::Function | Kind::FunctionExtras | Kind::Tuple | Kind::Dict => 1..words,
            other => panic!("a prelude function refers to a {other:?}"),
        };
        for index in 1..words {
            let word = if kind == Kind::Function && index == 2 {
                0
            } else if values.contains(&index) {
                self.value(vm, heap.value(block, index))
            } else {
                heap.word(block, index)
            };
            self.words[at + index] = word;
        }
        copy
    }

    /// Copies a code block. Functions in flash have no globals: other functions of the prelude become constants.
    fn code(&mut self, vm: &Vm, block: Ref) -> u32 {
        let code = Code::new(&vm.heap, block);
        let mut units: Vec<u16> = (0..code.unit_count()).map(|unit| code.unit(unit)).collect();
        let mut extra = Vec::new();
        let mut unit = 0;
        while unit < units.len() {
            let op = Op::decode(units[unit] as u8);
            match op {
                Op::LoadGlobalOrBuiltin => units[unit + 1] = 0,
                Op::LoadGlobal => {
                    let table = vm.heap.block(self.globals, 1);
                    let function = vm.heap.value(table, 3 + 2 * units[unit + 1] as usize);
                    if !(function.is_ref() && function.is_defined()) {
                        let name = vm.heap.value(table, 2 + 2 * units[unit + 1] as usize);
                        let name =
                            name.as_name().map(|name| String::from_utf8_lossy(vm.heap.name_text(name)).into_owned());
                        let user = code
                            .value(0)
                            .as_name()
                            .map(|name| String::from_utf8_lossy(vm.heap.name_text(name)).into_owned());
                        self.unknown.insert(format!("{name:?} in {user:?}"));
                    }
                    units[unit] = units[unit] & 0xff00 | Op::LoadConst as u16;
                    units[unit + 1] = (code.value_count() + extra.len()) as u16;
                    extra.push(function);
                }
                _ => {}
            }
            unit += op.length();
            if op == Op::MakeFunction {
                unit += (units[unit - 1] & 0xff) as usize;
            }
        }
        check_names(vm, block, &mut self.missing);
        let values = code.value_count() + extra.len();
        let tail = (units.len() + code.handler_count() * 3 + code.line_bytes() / 2).div_ceil(2);
        let words = (6 + values + tail + 1).next_multiple_of(2);
        if words >= 510 {
            let before = self.place(2);
            self.words[before] = Kind::Large as u32;
            self.words[before + 1] = (words / 2) as u32;
        }
        let at = self.place(words);
        let copy = FLASH | (at * 4) as u32;
        self.copies.insert(block.0, copy);
        let size = if words >= 510 { 255 } else { (words / 2) as u32 };
        self.words[at] = Kind::Code as u32 | size << 8;
        self.words[at + 1] = values as u32 | (units.len() as u32) << 16;
        for index in 2..6 {
            self.words[at + index] = vm.heap.word(block, index);
        }
        self.words[at + 2] |= u32::from(Flags::HIDDEN) << 24;
        for index in 0..code.value_count() {
            self.words[at + 6 + index] = self.value(vm, code.value(index));
        }
        for (index, function) in extra.iter().enumerate() {
            self.words[at + 6 + code.value_count() + index] = self.value(vm, *function);
        }
        for entry in 0..code.handler_count() {
            let (start, end, handler) = code.entry(entry);
            units.extend([start as u16, end as u16, handler as u16]);
        }
        for (index, pair) in units.chunks(2).enumerate() {
            let high = pair.get(1).copied().unwrap_or(0);
            self.words[at + 6 + values + index] = u32::from(pair[0]) | u32::from(high) << 16;
        }
        self.words[at + 4] = code.handler_count() as u32;
        copy
    }
}

/// Attribute names in flash must be static: report the row that `names!` lacks.
fn check_names(vm: &Vm, block: Ref, missing: &mut BTreeSet<String>) {
    let code = Code::new(&vm.heap, block);
    let mut unit = 0;
    while unit < code.unit_count() {
        let word = code.unit(unit);
        let op = Op::decode(word as u8);
        let index = match op {
            Op::LoadAttr => Some((code.unit(unit + 1) >> 8) as usize),
            Op::LoadAttrWide | Op::StoreAttr | Op::LoadSpecial | Op::CallMethod | Op::CallMethodKeyword => {
                Some(code.unit(unit + 2) as usize)
            }
            Op::DeleteAttr => Some(code.unit(unit + 1) as usize),
            _ => None,
        };
        if let Some(name) = index.and_then(|index| code.value(index).as_name())
            && name.static_text().is_none()
        {
            let text = String::from_utf8_lossy(vm.heap.name_text(name)).into_owned();
            missing.insert(text);
        }
        unit += op.length();
        if op == Op::MakeFunction {
            unit += (code.unit(unit - 1) & 0xff) as usize;
        }
    }
}

/// Loads a file as a module and runs it; its dict.
fn load(vm: &mut Vm, functions: &mut Functions, file: &str, text: &str) -> Value {
    let name = vm.heap.intern(file.as_bytes()).expect("room");
    let module = vm::types::module::new(vm, Value::name(name)).expect("room");
    let dict = vm.heap.value(module.block(), vm::types::module::DICT);
    let options = Options { optimize: 1, docstrings: false, lines: false, annotations: false };
    let mut compiler =
        Compiler::new(&mut vm.heap, Mode::File, Target::Module, dict.block(), name, options).expect("room");
    let source = Source { text: text.as_bytes(), complete: true };
    let code = loop {
        match compiler.step(&mut vm.heap, &source, functions) {
            Ok(Progress::More) => {}
            Ok(Progress::Done(code)) => break code,
            Ok(Progress::Starved) => panic!("{file}: the compiler wants more"),
            Err(stop) => panic!("{file}: {stop:?}"),
        }
    };
    compiler.finish(&mut vm.heap);
    let function = vm.new_function(code, dict.block()).expect("room");
    if vm.call_values(function, &[], Return::Host).expect("a frame").is_none() {
        assert!(matches!(vm.run(u32::MAX), Exit::Done(_)), "{file} raises");
    }
    dict
}

fn main() {
    println!("cargo::rerun-if-changed=src");
    let mut texts = Vec::new();
    let mut files: Vec<_> =
        std::fs::read_dir("src/vm/prelude").expect("the prelude").flatten().map(|entry| entry.path()).collect();
    files.sort();
    for path in files {
        if path.extension().is_some_and(|extension| extension == "py") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            texts.push((name, std::fs::read_to_string(&path).expect("text")));
        }
    }
    let mut functions = Functions::of(&texts);
    let mut memory = vec![0u8; 500 * 1024];
    let heap = Heap::claim(&mut memory).expect("a heap");
    let flag = std::sync::atomic::AtomicBool::new(false);
    let mut vm =
        Vm::boot(heap, vm::host::nobody(), Default::default(), vm::native::Modules::NONE, &flag).expect("room");
    functions.intern(&mut vm.heap);
    let dicts: Vec<Value> = texts.iter().map(|(file, text)| load(&mut vm, &mut functions, file, text)).collect();
    let mut image = Image {
        words: Vec::new(),
        copies: HashMap::new(),
        globals: Ref::NONE,
        missing: BTreeSet::new(),
        unknown: BTreeSet::new(),
    };
    image.place(functions.names.len());
    for (index, name) in functions.names.iter().enumerate() {
        let key = Value::name(vm.heap.intern(name.as_bytes()).expect("room"));
        let found = dicts.iter().find_map(|dict| Some((dict, vm::types::dict::get_name(&vm.heap, dict.block(), key)?)));
        match found {
            Some((dict, function)) => {
                image.globals = dict.block();
                image.words[index] = image.value(&vm, function);
            }
            None => println!("cargo::warning=the prelude has no function {name}"),
        }
    }
    assert!(image.unknown.is_empty(), "the prelude uses globals that nobody defines: {:?}", image.unknown);
    assert!(
        image.missing.is_empty(),
        "the prelude uses attributes that names! in src/vm/name.rs lacks: {:?}",
        image.missing
    );
    image.place(MAX_WORDS);
    let mut text = "/// The prelude's image.\npub static PRELUDE: &[u32] = &[".to_string();
    for word in &image.words {
        write!(text, "{word},").unwrap();
    }
    text.push_str("];\n");
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(std::path::Path::new(&out).join("prelude.rs"), text).expect("the image is written");
}
