//! Writing an image: see `vm/code/image.rs` for the format.

use super::code::{Compiled, Constant, Function};
use super::{Failure, Options, Source};
use crate::image::{LANGUAGE, LIBRARY};
use crate::vm::code::code::VALUES;
use crate::vm::code::image;
use crate::vm::heap::{Heap, Kind, MAX_WORDS};
use crate::vm::name::{LIBRARY_START, NAME_LIMIT, Name, STATIC_NAMES, hash16};
use crate::vm::number::Float;
use crate::vm::value::{PROGRAM, Value};
use std::collections::{BTreeSet, HashMap};
use std::format;
use std::string::{String, ToString};
use std::vec;
use std::vec::Vec;

/// Granules that the size field of a header can say.
const LARGE: usize = 255;

/// An image under construction.
struct Writer {
    /// The blocks.
    words: Vec<u32>,
    /// Where they will be, in words.
    first: usize,
    /// The granules at which blocks start.
    starts: Vec<usize>,
    /// The words of names by their texts.
    names: HashMap<String, u32>,
    /// Places of blocks by what they hold, so that equal ones are there once.
    known: HashMap<Vec<u32>, u32>,
}

/// Writes the image of compiled modules.
pub(super) fn image(
    modules: &[(&Source, Compiled)],
    files: &[(String, Vec<u8>)],
    options: &Options,
    needs: &str,
) -> Result<Vec<u8>, Failure> {
    let mut texts = BTreeSet::new();
    for (source, compiled) in modules {
        texts.extend([source.name.clone(), source.file.clone()]);
        texts.extend(compiled.globals.iter().cloned());
        texts_of(&compiled.body, &mut texts);
    }
    let mut names = HashMap::new();
    let (own, uses_library) = firmware_names(texts, options, &mut names);
    if own.len() > image::NAMES_MAX {
        return Err(Failure::Limit(format!(
            "the program has {} names, and an image {} at most",
            own.len(),
            image::NAMES_MAX
        )));
    }
    for (row, text) in own.iter().enumerate() {
        names.insert(text.clone(), Name::new((NAME_LIMIT - 1 - row) as u16, hash16(text.as_bytes())).bits());
    }
    // Header, entries of modules and files, names; then the blocks, at an even word.
    let entries = image::HEADER;
    let file_entries = entries + modules.len() * image::MODULE;
    let name_words = file_entries + files.len() * image::FILE;
    let first = (name_words + own.len() + 1 + own.len().div_ceil(2)).next_multiple_of(2);
    let mut writer = Writer { words: Vec::new(), first, starts: Vec::new(), names, known: HashMap::new() };
    let mut head = vec![0u32; first];
    for (index, (source, compiled)) in modules.iter().enumerate() {
        // Code belongs to one module: its slots are those of this module's globals.
        writer.known.retain(|block, _| block.first().is_some_and(|header| header & 63 != Kind::Code as u32));
        let code = writer.function(&compiled.body)?;
        let globals: Vec<u32> = compiled.globals.iter().map(|name| writer.name(name)).collect();
        let globals = writer.tuple(&globals)?;
        let end = (first + writer.words.len()) as u32;
        let entry = [writer.name(&source.name), code, globals, writer.name(&source.file), source.package.into(), end];
        head.splice(entries + index * image::MODULE..entries + (index + 1) * image::MODULE, entry);
    }
    let blocks_end = first + writer.words.len();
    let starts_at = blocks_end;
    let mut starts = vec![0u32; (writer.words.len() / 2).div_ceil(32)];
    for granule in &writer.starts {
        if let Some(word) = starts.get_mut(granule / 32) {
            *word |= 1 << (granule % 32);
        }
    }
    // The bytes at the end: manifest, texts of names, files.
    let base = (starts_at + starts.len()) * 4;
    let mut bytes = manifest(options, uses_library, needs);
    head.splice(image::MANIFEST..image::MANIFEST + 2, [base as u32, bytes.len() as u32]);
    for (row, text) in own.iter().enumerate() {
        put(&mut head, name_words + row, base + bytes.len());
        bytes.extend(text.as_bytes());
        let half = name_words + own.len() + 1 + row / 2;
        let hash = usize::from(hash16(text.as_bytes())) << (row % 2 * 16);
        let before = head.get(half).copied().unwrap_or(0) as usize;
        put(&mut head, half, before | hash);
    }
    put(&mut head, name_words + own.len(), base + bytes.len());
    for (index, (path, text)) in files.iter().enumerate() {
        let at = file_entries + index * image::FILE;
        put(&mut head, at, base + bytes.len());
        put(&mut head, at + 1, path.len());
        bytes.extend(path.as_bytes());
        bytes.resize(bytes.len().next_multiple_of(4), 0);
        put(&mut head, at + 2, base + bytes.len());
        put(&mut head, at + 3, text.len());
        bytes.extend(text);
    }
    bytes.resize(bytes.len().next_multiple_of(4) + MAX_WORDS * 4, 0);
    let total = base / 4 + bytes.len() / 4;
    if total > image::WORDS_MAX {
        return Err(Failure::Limit(format!(
            "the image would have {} bytes, and may have {}",
            total * 4,
            image::WORDS_MAX * 4
        )));
    }
    for (index, value) in [
        (0, image::MAGIC as usize),
        (1, image::VERSION as usize),
        (2, total),
        (image::NAMES, name_words),
        (image::NAMES + 1, own.len()),
        (image::MODULES, entries),
        (image::MODULES + 1, modules.len()),
        (image::FILES, file_entries),
        (image::FILES + 1, files.len()),
        (image::STARTS, starts_at),
        (image::BLOCKS, first),
        (image::BLOCKS + 1, blocks_end),
    ] {
        put(&mut head, index, value);
    }
    let mut words = head;
    words.extend(writer.words);
    words.extend(starts);
    words.extend(bytes.chunks(4).map(|part| part.iter().rev().fold(0u32, |word, byte| word << 8 | u32::from(*byte))));
    let sum = image::checksum(&words);
    put(&mut words, image::CHECKSUM, sum as usize);
    Ok(words.iter().flat_map(|word| word.to_le_bytes()).collect())
}

fn put(words: &mut [u32], index: usize, value: usize) {
    if let Some(word) = words.get_mut(index) {
        *word = value as u32;
    }
}

/// The manifest as postcard writes it.
fn manifest(options: &Options, uses_library: bool, needs: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let library = if uses_library { LIBRARY } else { 0 };
    for int in [LANGUAGE, library, size_of::<Float>() as u32, options.api.0, options.api.1] {
        put_int(&mut bytes, int);
    }
    for text in [&options.entry, needs] {
        put_int(&mut bytes, text.len() as u32);
        bytes.extend(text.as_bytes());
    }
    bytes
}

fn put_int(bytes: &mut Vec<u8>, int: u32) {
    let mut rest = int;
    while rest >= 0x80 {
        bytes.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}

/// The texts of all names in code.
fn texts_of(function: &Function, texts: &mut BTreeSet<String>) {
    let mut waiting: Vec<&Constant> = function.values.iter().collect();
    while let Some(constant) = waiting.pop() {
        match constant {
            Constant::Name(text) => drop(texts.insert(text.clone())),
            Constant::Tuple(items) => waiting.extend(items),
            Constant::Code(inner) => waiting.extend(&inner.values),
            Constant::Word(_) | Constant::Raw(..) => {}
        }
    }
}

/// Enters the names that the firmware has; gives the others in the order of hash and text, and whether names of the standard
/// modules are among the first.
fn firmware_names(texts: BTreeSet<String>, options: &Options, names: &mut HashMap<String, u32>) -> (Vec<String>, bool) {
    let mut memory = vec![0; 4096];
    let heap = Heap::claim(&mut memory).ok().map(|mut heap| {
        let library = if options.bare { &crate::vm::Library::NONE } else { super::library() };
        heap.set_images(crate::image::PRELUDE, &library.images);
        heap
    });
    let (mut own, mut uses_library) = (Vec::new(), false);
    for text in texts {
        match heap.as_ref().and_then(|heap| heap.find_name(text.as_bytes())) {
            Some(name) => {
                uses_library |= (LIBRARY_START..STATIC_NAMES).contains(&name.index());
                names.insert(text, Value::name(name).bits());
            }
            None => own.push(text),
        }
    }
    own.sort_by(|a, b| (hash16(a.as_bytes()), a.as_bytes()).cmp(&(hash16(b.as_bytes()), b.as_bytes())));
    (own, uses_library)
}

impl Writer {
    fn name(&self, text: &str) -> u32 {
        self.names.get(text).copied().unwrap_or(0)
    }

    /// The word that stands for a value; blocks are written before what refers to them.
    fn value(&mut self, constant: &Constant) -> Result<u32, Failure> {
        match constant {
            Constant::Word(word) => Ok(*word),
            Constant::Name(text) => Ok(self.name(text)),
            Constant::Raw(kind, size, words) => self.raw(*kind, *size, words),
            Constant::Tuple(items) => {
                let items = items.iter().map(|item| self.value(item)).collect::<Result<Vec<_>, _>>()?;
                self.tuple(&items)
            }
            Constant::Code(function) => self.function(function),
        }
    }

    fn tuple(&mut self, items: &[u32]) -> Result<u32, Failure> {
        let mut words = vec![Value::len(items.len()).bits()];
        words.extend(items);
        self.block(Kind::Tuple, &words)
    }

    fn function(&mut self, function: &Function) -> Result<u32, Failure> {
        let values = function.values.iter().map(|value| self.value(value)).collect::<Result<Vec<_>, _>>()?;
        let mut words = function.head.to_vec();
        words.resize(VALUES - 1, 0);
        words.extend(values);
        let pair = |pair: &[u16]| u32::from(pair[0]) | u32::from(pair.get(1).copied().unwrap_or(0)) << 16;
        words.extend(function.halves.chunks(2).map(pair));
        self.block(Kind::Code, &words)
    }

    /// A block without references; that of a short text has the text's length in its header.
    fn raw(&mut self, kind: Kind, size: u8, words: &[u32]) -> Result<u32, Failure> {
        if kind != Kind::Str {
            return self.block(kind, words);
        }
        self.placed(Kind::Str as u32 | u32::from(size) << 8, words, false)
    }

    fn block(&mut self, kind: Kind, words: &[u32]) -> Result<u32, Failure> {
        let granules = (words.len() + 1).div_ceil(2);
        let is_large = granules >= LARGE;
        self.placed(kind as u32 | (granules.min(LARGE) as u32) << 8, words, is_large)
    }

    /// The address of a block with a header and further words.
    fn placed(&mut self, header: u32, words: &[u32], is_large: bool) -> Result<u32, Failure> {
        let mut block = vec![header];
        block.extend(words);
        block.resize(block.len().next_multiple_of(2), 0);
        if let Some(known) = self.known.get(&block) {
            return Ok(*known);
        }
        if block.len() > 1 << 16 {
            return Err(Failure::Limit("a constant or function is too long for an image".to_string()));
        }
        if is_large {
            self.words.extend([Kind::Large as u32, block.len() as u32 / 2]);
        }
        let at = self.words.len();
        self.starts.push(at / 2);
        self.words.extend(&block);
        let address = PROGRAM | ((self.first + at) * 4) as u32;
        self.known.insert(block, address);
        Ok(address)
    }
}
