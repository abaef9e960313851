//! Compiles the crate's Python files into images in flash.
//!
//! The build script is the crate itself once more. Each file of the prelude (`src/vm/prelude/*.py`) is loaded as a
//! module on a heap of its own and run; the functions that result are copied, with all they refer to, into an array of words.
//! Of a standard module (`src/bind/modules/python`) the code of its body is copied, which import runs. Names that are no
//! rows of `names!` in `src/vm/name.rs` become further static names.
#![allow(dead_code, unused, missing_docs, unsafe_code)]

#[path = "src/bind/mod.rs"]
pub mod bind;
#[path = "src/vm/mod.rs"]
pub mod vm;

pub use vm::Vm;

/// What is being made: nothing yet.
pub mod image {
    pub static PRELUDE: &[u32] = &[0; 32];
    pub const NAMES: &[&str] = &[];
    pub const LIBRARY_NAMES: u16 = 0;
    pub mod modules {
        pub const NAMES: &[u32] = &[];
        pub const ALL: &[&super::super::vm::native::StandardModule] = &[];
        pub const IMAGES: usize = 0;
        pub const NATIVES: usize = 0;
    }
}

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;
use std::path::Path;
use vm::code::listing::Instruction;
use vm::code::{Code, Flags, OPS, Op};
use vm::compile::{Environment, Options, Order, Progress, Target};
use vm::exec::{Exit, Return};
use vm::heap::{Heap, Kind, MAX_WORDS};
use vm::name::{Name, STATIC_NAMES};
use vm::raise::Outcome;
use vm::syntax::{Mode, Source};
use vm::value::{FLASH, Ref, Value};

/// The slot that has no value in any standard module: it stands for globals that only the built-ins have.
const NO_SLOT: u16 = 1;

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

    /// Interns all names that stand for rows, in the heap of a new VM.
    fn intern(&mut self, heap: &mut Heap) {
        self.rows.clear();
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

/// What a standard module sees: its own natives, what the prelude has, the built-ins.
struct ModuleGlobals<'a> {
    prelude: &'a Functions,
    /// The rows of the natives of the table of the module's name, by the words of their names.
    natives: HashMap<u32, u16>,
}

impl<'a> ModuleGlobals<'a> {
    fn of(module: &str, prelude: &'a Functions, heap: &mut Heap) -> ModuleGlobals<'a> {
        let mut natives = HashMap::new();
        let tables = bind::modules::NATIVES;
        if let Some(number) = tables.iter().position(|table| table.name == module) {
            for (row, native) in tables[number].functions.iter().enumerate() {
                let name = heap.intern(native.name.as_bytes()).expect("room");
                let module = (bind::modules::builtins::FIRST_STANDARD + number) as u16;
                natives.insert(name.bits(), module << 8 | row as u16);
            }
            for (name, constant) in tables[number].constants {
                if let vm::Constant::Value(value) = constant
                    && let Some((vm::value::Immediate::Type, index)) = value.as_immediate()
                {
                    natives.insert(heap.intern(name.as_bytes()).expect("room").bits(), index);
                }
            }
        }
        ModuleGlobals { prelude, natives }
    }
}

impl Environment for ModuleGlobals<'_> {
    fn slot(&mut self, heap: &mut Heap, dict: Ref, name: Name) -> Outcome<u16> {
        vm::types::dict::slot(heap, dict, name)
    }

    fn builtin(&self, name: Name) -> Option<u16> {
        self.natives.get(&name.bits()).copied().or_else(|| self.prelude.builtin(name))
    }
}

/// What the globals of the code that is being copied are.
enum Globals {
    /// Functions of the prelude have none: other functions of the prelude become constants. The dict of the module.
    Prelude(Ref),
    /// Those of a standard module: the slots there for the slots of the code.
    Module(Vec<u16>),
}

/// The image under construction.
struct Image<'a> {
    /// Its number among the images of a VM.
    number: u32,
    words: Vec<u32>,
    copies: HashMap<u32, u32>,
    globals: Globals,
    /// Tracebacks do not show the functions.
    hidden: bool,
    /// The names that are no rows of `names!`, for all images.
    names: &'a mut Vec<String>,
    /// Globals that nobody defines.
    unknown: BTreeSet<String>,
}

impl Image<'_> {
    fn new(number: u32, names: &mut Vec<String>) -> Image<'_> {
        let (words, copies) = (Vec::new(), HashMap::new());
        Image {
            number,
            words,
            copies,
            globals: Globals::Prelude(Ref::NONE),
            hidden: true,
            names,
            unknown: BTreeSet::new(),
        }
    }

    /// The word that stands for a value in the image.
    fn value(&mut self, vm: &Vm, value: Value) -> u32 {
        if let Some(name) = value.as_name() {
            return match name.static_text() {
                Some(_) => value.bits(),
                None => self.name(&text_of(vm, name)),
            };
        }
        match value.as_ref() {
            Some(block) => self.block(vm, block),
            None => value.bits(),
        }
    }

    /// A name that is no row of the static names: it becomes one.
    fn name(&mut self, text: &str) -> u32 {
        let index = self.names.iter().position(|known| known == text).unwrap_or_else(|| {
            self.names.push(text.to_string());
            self.names.len() - 1
        });
        Name::new(STATIC_NAMES + index as u16, vm::name::hash16(text.as_bytes())).bits()
    }

    fn place(&mut self, words: usize) -> usize {
        let at = self.words.len();
        self.words.resize(at + words.next_multiple_of(2), 0);
        at
    }

    /// Room for a block; gives its place and its size field.
    fn place_block(&mut self, words: usize) -> (usize, u32) {
        if words < 510 {
            return (self.place(words), words.div_ceil(2) as u32);
        }
        let before = self.place(2);
        self.words[before] = Kind::Large as u32;
        self.words[before + 1] = words.div_ceil(2) as u32;
        (self.place(words), 255)
    }

    fn address(&self, at: usize) -> u32 {
        FLASH | self.number << 24 | (at * 4) as u32
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
        let (at, _) = self.place_block(words);
        let copy = self.address(at);
        self.copies.insert(block.0, copy);
        // Colour and link are the collector's.
        self.words[at] = heap.header(block).0 & 0xff3f;
        let values = match kind {
            Kind::Float | Kind::BigInt | Kind::Str | Kind::LongStr | Kind::Bytes | Kind::Complex => 0..0,
            Kind::DictTable => 2..2 + 2 * (heap.value(block, 1).small_int() & 0xff_ffff) as usize,
            Kind::Function | Kind::FunctionExtras | Kind::Tuple | Kind::Dict => 1..words,
            other => panic!("a function refers to a {other:?}"),
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

    /// Copies a code block.
    fn code(&mut self, vm: &Vm, block: Ref) -> u32 {
        let code = Code::new(&vm.heap, block);
        // The code units, behind them the exception table and the line table.
        let mut lines = code.line_bytes();
        let mut tail = code.unit_count() + code.handler_count() * 3 + lines / 2;
        let first = 6 + code.value_count();
        let mut units: Vec<u16> =
            (0..tail).map(|half| (vm.heap.word(block, first + half / 2) >> (half % 2 * 16)) as u16).collect();
        let is_prelude = matches!(self.globals, Globals::Prelude(_));
        if is_prelude {
            units.truncate(tail - lines / 2);
            (tail, lines) = (units.len(), 0);
        }
        let mut extra = Vec::new();
        for unit in starts(code) {
            match &self.globals {
                Globals::Prelude(dict) => {
                    let dict = *dict;
                    if let Some(function) = self.prelude_global(vm, dict, &mut units[unit..], code) {
                        units[unit + 1] = (code.value_count() + extra.len()) as u16;
                        extra.push(function);
                    }
                }
                Globals::Module(slots) => match Op::decode(units[unit] as u8) {
                    Op::LoadGlobal | Op::LoadGlobalOrBuiltin | Op::StoreGlobal | Op::DeleteGlobal => {
                        units[unit + 1] = slots[units[unit + 1] as usize];
                    }
                    _ => {}
                },
            }
        }
        let values = code.value_count() + extra.len();
        let words = (6 + values + tail.div_ceil(2) + 1).next_multiple_of(2);
        let (at, size) = self.place_block(words);
        let copy = self.address(at);
        self.copies.insert(block.0, copy);
        self.words[at] = Kind::Code as u32 | size << 8;
        self.words[at + 1] = values as u32 | (code.unit_count() as u32) << 16;
        for index in 2..6 {
            self.words[at + index] = vm.heap.word(block, index);
        }
        if self.hidden {
            self.words[at + 2] |= u32::from(Flags::HIDDEN) << 24;
        }
        self.words[at + 4] = code.handler_count() as u32 | (lines as u32) << 16;
        for (index, pair) in units.chunks(2).enumerate() {
            let high = pair.get(1).copied().unwrap_or(0);
            self.words[at + 6 + values + index] = u32::from(pair[0]) | u32::from(high) << 16;
        }
        for index in 0..code.value_count() {
            self.words[at + 6 + index] = self.value(vm, code.value(index));
        }
        for (index, function) in extra.iter().enumerate() {
            self.words[at + 6 + code.value_count() + index] = self.value(vm, *function);
        }
        copy
    }

    /// Changes the access to a global of the prelude; gives the function that becomes a constant.
    fn prelude_global(&mut self, vm: &Vm, dict: Ref, units: &mut [u16], code: Code) -> Option<Value> {
        match Op::decode(units[0] as u8) {
            Op::LoadGlobalOrBuiltin => {
                units[1] = 0;
                None
            }
            Op::LoadGlobal => {
                let (name, function) = global(vm, dict, units[1]);
                if !(function.is_ref() && function.is_defined()) {
                    self.unknown
                        .insert(format!("{name} in {:?}", code.value(0).as_name().map(|name| text_of(vm, name))));
                }
                units[0] = units[0] & 0xff00 | Op::LoadConst as u16;
                Some(function)
            }
            _ => None,
        }
    }

    /// Adds the code of a standard module; gives its code and the tuple of its globals.
    fn module(&mut self, vm: &Vm, file: &str, code: Ref, dict: Ref) -> (u32, u32) {
        let (mut stored, mut loaded) = (BTreeSet::new(), BTreeMap::new());
        globals_of(vm, code, &mut stored, &mut loaded);
        let mut globals = vec!["__name__".to_string(), "__builtins__".to_string()];
        let mut slots = Vec::new();
        for slot in 0..vm::types::table::Table::of(&vm.heap, dict).used() as u16 {
            let (name, _) = global(vm, dict, slot);
            slots.push(match globals.iter().position(|known| *known == name) {
                Some(known) => known as u16,
                None if stored.contains(&slot) => {
                    globals.push(name);
                    globals.len() as u16 - 1
                }
                None => {
                    if loaded.get(&slot) == Some(&false) {
                        self.unknown.insert(format!("{name} in {file}"));
                    }
                    NO_SLOT
                }
            });
        }
        self.globals = Globals::Module(slots);
        let code = self.block(vm, code);
        let (at, size) = self.place_block(2 + globals.len());
        self.words[at] = Kind::Tuple as u32 | size << 8;
        self.words[at + 1] = Value::len(globals.len()).bits();
        for (index, name) in globals.iter().enumerate() {
            let known = Name::find_static(name.as_bytes(), vm::name::hash16(name.as_bytes()));
            self.words[at + 2 + index] = known.map_or_else(|| self.name(name), |known| Value::name(known).bits());
        }
        (code, self.address(at))
    }

    /// The image as Rust text.
    fn text(mut self, name: &str) -> String {
        assert!(self.unknown.is_empty(), "globals that nobody defines: {:?}", self.unknown);
        self.place(MAX_WORDS);
        assert!(self.words.len() * 4 < 1 << 24, "the image is too large");
        let count = self.words.len();
        let mut text = format!(
            "/// An image.\npub static {name}: &[u32] = &{name}_WORDS;\nstatic {name}_WORDS: [u32; {count}] = ["
        );
        for word in &self.words {
            write!(text, "{word},").unwrap();
        }
        text + "];\n"
    }
}

fn text_of(vm: &Vm, name: Name) -> String {
    String::from_utf8_lossy(vm.heap.name_text(name)).into_owned()
}

/// Name and value of a slot of a dict.
fn global(vm: &Vm, dict: Ref, slot: u16) -> (String, Value) {
    let table = vm.heap.block(dict, 1);
    let name = vm.heap.value(table, 2 + 2 * slot as usize).as_name().map(|name| text_of(vm, name));
    (name.unwrap_or_default(), vm.heap.value(table, 3 + 2 * slot as usize))
}

/// The first units of the instructions of a code block.
fn starts(code: Code) -> Vec<usize> {
    let (mut starts, mut unit) = (Vec::new(), 0);
    while unit < code.unit_count() {
        starts.push(unit);
        let op = Op::decode(code.unit(unit) as u8);
        unit += op.length();
        if op == Op::MakeFunction {
            unit += (code.unit(unit - 1) & 0xff) as usize;
        }
    }
    starts
}

/// Collects the slots that a module's code and the code in it stores to, and those it loads; true: a built-in's too.
fn globals_of(vm: &Vm, block: Ref, stored: &mut BTreeSet<u16>, loaded: &mut BTreeMap<u16, bool>) {
    let code = Code::new(&vm.heap, block);
    for unit in starts(code) {
        let slot = code.unit(unit + 1);
        match Op::decode(code.unit(unit) as u8) {
            Op::StoreGlobal | Op::DeleteGlobal => drop(stored.insert(slot)),
            Op::LoadGlobal => drop(loaded.insert(slot, false)),
            Op::LoadGlobalOrBuiltin => drop(loaded.insert(slot, true)),
            Op::ImportStar => panic!("a standard module says import *"),
            _ => {}
        }
    }
    for index in 0..code.value_count() {
        let value = code.value(index);
        if value.as_ref().is_some_and(|block| vm.heap.kind(block) == Kind::Code) {
            globals_of(vm, value.block(), stored, loaded);
        }
    }
}

/// Compiles a file as a module; its code and its dict.
fn compile(vm: &mut Vm, environment: &mut dyn Environment, file: &str, text: &str, options: Options) -> (Ref, Value) {
    let name = vm.heap.intern(file.as_bytes()).expect("room");
    let module = vm::types::module::new(vm, Value::name(name)).expect("room");
    let dict = vm.heap.value(module.block(), vm::types::module::DICT);
    let order = Order {
        source: Value::NONE,
        mode: Mode::File,
        target: Target::Module,
        globals: dict.block(),
        file: name,
        options,
    };
    let compilation = vm::compile::open(&mut vm.heap, order).expect("room");
    let source = Source { text: text.as_bytes(), complete: true };
    let code = loop {
        match vm::compile::step(&mut vm.heap, compilation, &source, environment) {
            Ok(Progress::More) => {}
            Ok(Progress::Done(code)) => break code,
            Ok(Progress::Starved) => panic!("{file}: the compiler wants more"),
            Err(stop) => panic!("{file}: {stop:?}"),
        }
    };
    vm::compile::close(&mut vm.heap, compilation);
    (code, dict)
}

/// Loads a file of the prelude and runs it; its dict.
fn load(vm: &mut Vm, functions: &mut Functions, file: &str, text: &str) -> Value {
    let options = Options { optimize: 1, docstrings: false, lines: false, annotations: false };
    let (code, dict) = compile(vm, functions, file, text, options);
    let function = vm.new_function(code, dict.block()).expect("room");
    if vm.call_values(function, &[], Return::Host).expect("a frame").is_none() {
        assert!(matches!(vm.run(u32::MAX), Exit::Done(_)), "{file} raises");
    }
    dict
}

/// The Python files below a folder: their paths from there, and their texts.
fn python_files(folder: &Path) -> Vec<(String, String)> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(next) = folders.pop() {
        for path in std::fs::read_dir(next).expect("a folder").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).expect("text")));
            }
        }
    }
    files.sort();
    files
}

/// The image of the prelude.
fn prelude(vm: &mut Vm, functions: &mut Functions, texts: &[(String, String)], names: &mut Vec<String>) -> String {
    let dicts: Vec<Value> = texts.iter().map(|(file, text)| load(vm, functions, file, text)).collect();
    let mut image = Image::new(0, names);
    image.place(functions.names.len());
    for (index, name) in functions.names.iter().enumerate() {
        let key = Value::name(vm.heap.intern(name.as_bytes()).expect("room"));
        let found = dicts.iter().find_map(|dict| Some((dict, vm::types::dict::get_name(&vm.heap, dict.block(), key)?)));
        match found {
            Some((dict, function)) => {
                image.globals = Globals::Prelude(dict.block());
                image.words[index] = image.value(vm, function);
            }
            None => println!("cargo::warning=the prelude has no function {name}"),
        }
    }
    image.text("PRELUDE")
}

/// A standard module in the making.
#[derive(Default)]
struct Part {
    /// The number of its native table.
    native: Option<usize>,
    /// The number of its image; it has no part in Python where this is `None`.
    image: Option<usize>,
    /// What it imports.
    needs: BTreeSet<String>,
}

/// What the prelude imports for those who have a module: `open` for `io`, files to import for `os`.
const WANTED: &[(&str, &[&str])] =
    &[("io", &["_files", "_streams"]), ("os", &["_vfs", "_files"]), ("_repl", &["_help", "_vfs", "_streams"])];

/// The modules that are behind a feature.
const FEATURES: &[(&str, &[&str])] = &[
    ("HASHES", &["hashlib.py"]),
    (
        "NETWORK",
        &[
            "socket.py",
            "network.py",
            "requests.py",
            "requests/exceptions.py",
            "ntptime.py",
            "umqtt.py",
            "umqtt/simple.py",
            "umqtt/robust.py",
        ],
    ),
];

/// The name of a module's static.
fn static_name(module: &str) -> String {
    let name = module.to_uppercase().replace('.', "_");
    name.strip_prefix('_').map_or(name.clone(), |rest| format!("PART_{rest}"))
}

/// The names of the modules that code and the code in it import.
fn imports_of(vm: &Vm, block: Ref, needs: &mut BTreeSet<String>) {
    let code = Code::new(&vm.heap, block);
    let text = |unit: usize| {
        let end = Instruction::at(code, unit).end;
        code.value(code.unit(end - 1).into()).as_name().map(|name| text_of(vm, name))
    };
    let mut last = None;
    for unit in starts(code) {
        match Op::decode(code.unit(unit) as u8) {
            Op::Import => {
                last = text(unit);
                needs.extend(last.clone());
            }
            Op::ImportFrom => {
                if let (Some(package), Some(name)) = (&last, text(unit)) {
                    needs.insert(format!("{package}.{name}"));
                }
            }
            _ => {}
        }
    }
    for index in 0..code.value_count() {
        let value = code.value(index);
        if value.as_ref().is_some_and(|block| vm.heap.kind(block) == Kind::Code) {
            imports_of(vm, value.block(), needs);
        }
    }
}

/// The standard modules: an image and a static for each, so that the linker keeps what a firmware names, and a list.
fn modules(functions: &mut Functions, names: &mut Vec<String>) -> String {
    if std::env::var_os("CARGO_FEATURE_MODULES").is_none() {
        return modules_text(&BTreeMap::new(), 0);
    }
    let mut files = python_files(Path::new("src/bind/modules/python"));
    files.retain(|(file, _)| {
        let feature = FEATURES.iter().find(|(_, modules)| modules.contains(&file.as_str()));
        feature.is_none_or(|(feature, _)| std::env::var_os(format!("CARGO_FEATURE_{feature}")).is_some())
    });
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    for (number, table) in bind::modules::NATIVES.iter().enumerate() {
        parts.entry(table.name.to_string()).or_default().native = Some(number);
    }
    assert!(files.len() < 125, "number 127 is the user's, and one is that of the names");
    let mut text = String::new();
    for (index, (file, source)) in files.iter().enumerate() {
        let module = file.trim_end_matches(".py").replace('/', ".");
        let options = Options { optimize: 0, docstrings: false, lines: true, annotations: false };
        let part = parts.entry(module.clone()).or_default();
        part.image = Some(index);
        let mut image = Image::new(1 + index as u32, names);
        image.place(2);
        with_vm(|vm| {
            functions.intern(&mut vm.heap);
            // The machinery of imports is nobody's business.
            image.hidden = module == "_vfs";
            let mut environment = ModuleGlobals::of(&module, functions, &mut vm.heap);
            let (code, dict) = compile(vm, &mut environment, file, source, options);
            imports_of(vm, code, &mut part.needs);
            let (code, globals) = image.module(vm, file, code, dict.block());
            (image.words[0], image.words[1]) = (code, globals);
        });
        text += &image.text(&format!("IMAGE_{index}"));
    }
    for (name, needs) in WANTED {
        if let Some(part) = parts.get_mut(*name) {
            part.needs.extend(needs.iter().map(|need| need.to_string()));
        }
    }
    text + &modules_text(&parts, files.len())
}

/// The statics of the standard modules, and the list of all.
fn modules_text(parts: &BTreeMap<String, Part>, images: usize) -> String {
    let natives = bind::modules::NATIVES.len();
    let mut text = "/// The standard modules, for a firmware that links only some of them: see `Library::of`.\npub mod modules {\n\
                    #[allow(unused_imports)]\nuse crate::bind::modules::NATIVES as TABLES;\n\
                    use crate::vm::native::StandardModule;\n"
        .to_string();
    for (number, (name, part)) in parts.iter().enumerate() {
        let native = part.native.map_or("None".to_string(), |number| format!("Some(({number}, TABLES[{number}]))"));
        let image = part.image.map_or("None".to_string(), |number| format!("Some(({number}, super::IMAGE_{number}))"));
        let parent = name.rsplit_once('.').map(|(parent, _)| parent.to_string());
        let needs: Vec<String> =
            part.needs.iter().chain(&parent).filter(|need| parts.contains_key(*need)).cloned().collect();
        let needs: String = needs.iter().map(|need| format!("&{},", static_name(need))).collect();
        writeln!(
            text,
            "/// The module `{name}`.\npub static {}: StandardModule = StandardModule {{ name: {name:?}, number: {number}, native: {native}, \
             image: {image}, needs: &[{needs}] }};",
            static_name(name)
        )
        .unwrap();
    }
    let all: String = parts.keys().map(|name| format!("&{},", static_name(name))).collect();
    text + &format!(
        "/// All.\npub(crate) const ALL: &[&StandardModule] = &[{all}];\n\
         /// Images.\npub(crate) const IMAGES: usize = {images};\n\
         /// Native tables.\npub(crate) const NATIVES: usize = {natives};\n\
         /// Names.\npub(crate) const NAMES: &[u32] = super::NAMES_IMAGE;\n}}\n"
    )
}

/// The image of the names that only the standard modules use: see `vm::name::BUCKETS`.
fn library_names(names: &[String]) -> String {
    let mut halves = vec![names.len(), 0];
    let bucket_of = |name: &String| vm::name::bucket(vm::name::hash16(name.as_bytes()));
    halves.extend((0..=vm::name::BUCKETS).map(|bucket| names.partition_point(|name| bucket_of(name) < bucket)));
    let start = 2 * (halves.len() + names.len() + 1);
    let mut bytes = Vec::<u8>::new();
    for name in names {
        halves.push(start + bytes.len());
        bytes.extend(name.as_bytes());
    }
    halves.push(start + bytes.len());
    let mut all: Vec<u8> =
        halves.iter().flat_map(|half| u16::try_from(*half).expect("few names").to_le_bytes()).collect();
    all.extend(bytes);
    all.resize(all.len().next_multiple_of(4) + 4 * MAX_WORDS, 0);
    let words: Vec<u32> = all.chunks(4).map(|word| u32::from_le_bytes(word.try_into().unwrap())).collect();
    format!(
        "/// Names of the standard modules.\nstatic NAMES_IMAGE: &[u32] = &{words:?};\n\
         /// How many there are.\npub const LIBRARY_NAMES: u16 = {};\n",
        names.len()
    )
}

/// All whose order or number compiled code counts on: opcodes, kinds of blocks, names, built-ins.
fn language_tables(functions: &Functions, names: &[String]) -> Vec<String> {
    let mut all: Vec<String> = OPS.iter().map(|row| format!("{} {} {}", row.name, row.form, row.effect)).collect();
    all.extend(Kind::ALL.iter().map(|kind| kind.name().to_string()));
    let row = |index| String::from_utf8_lossy(Name::new(index, 2).static_text().unwrap_or_default()).into_owned();
    all.extend((0..vm::name::LIBRARY_START).map(row));
    all.extend(names.iter().cloned());
    all.extend(bind::modules::builtins::names().map(str::to_string));
    all.extend(functions.names.iter().cloned());
    all.push(format!("{:?}", vm::types::TypeId::ALL));
    all
}

/// The names of all methods and native functions, in the order of their numbers.
fn native_tables() -> impl Iterator<Item = &'static str> {
    let types = vm::types::TYPES.iter().flat_map(|table| table.methods.iter());
    let modules = bind::modules::NATIVES.iter().flat_map(|table| table.functions.iter());
    types.chain(modules).map(|native| native.name).chain(bind::modules::builtins::names())
}

/// FNV-1a of texts.
fn fingerprint<'a>(texts: impl Iterator<Item = &'a str>) -> u32 {
    let bytes = texts.flat_map(|text| text.bytes().chain([0]));
    bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Calls `f` with a new VM, which is gone afterwards: what stands in flash needs no memory here, and nothing collects.
fn with_vm<R>(f: impl FnOnce(&mut Vm) -> R) -> R {
    let mut memory = vec![0u8; 512 * 1024];
    let memory = Heap::claim_memory(&mut memory).expect("a heap");
    let flag = std::sync::atomic::AtomicBool::new(false);
    let mut vm = Vm::new(memory, vm::host::nobody(), Default::default(), vm::native::Modules::NONE, &flag);
    vm.boot().expect("room");
    f(&mut vm)
}

fn main() {
    println!("cargo::rerun-if-changed=src");
    let texts = python_files(Path::new("src/vm/prelude"));
    let mut functions = Functions::of(&texts);
    let mut names = Vec::new();
    let mut text = with_vm(|vm| {
        functions.intern(&mut vm.heap);
        prelude(vm, &mut functions, &texts, &mut names)
    });
    let language = names.len();
    // Once to collect the names, once more with the names in the order of their hashes.
    modules(&mut functions, &mut names);
    names[language..].sort_by_key(|name| (vm::name::hash16(name.as_bytes()), name.clone()));
    text += &modules(&mut functions, &mut names);
    text += &format!("/// Names.\npub const NAMES: &[&str] = &{:?};\n", &names[..language]);
    text += &library_names(&names[language..]);
    let tables = fingerprint(language_tables(&functions, &names[..language]).iter().map(String::as_str));
    writeln!(text, "/// What code that was compiled elsewhere counts on.\npub const LANGUAGE: u32 = {tables};")
        .unwrap();
    let library = fingerprint(names[language..].iter().map(String::as_str)) | 1;
    writeln!(text, "/// What names of standard modules in it count on.\npub const LIBRARY: u32 = {library};").unwrap();
    let tables: Vec<String> = native_tables().map(str::to_string).collect();
    let firmware = fingerprint(tables.iter().map(String::as_str).chain([text.as_str()]));
    writeln!(
        text,
        "/// What saved programs count on.\n#[cfg(feature = \"snapshot\")]\npub const FIRMWARE: u32 = {firmware};"
    )
    .unwrap();
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    std::fs::write(Path::new(&out).join("images.rs"), text).expect("the images are written");
}
