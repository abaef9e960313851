//! What is in an image.

use crate::Image;
use crate::ImageError;
use crate::vm::code::code::Flags;
use crate::vm::code::image::{self, MODULE};
use crate::vm::code::{Code, listing};
use crate::vm::exec::program::FIRMWARE;
use crate::vm::heap::{Heap, Kind};
use crate::vm::value::{PROGRAM, Ref, Value};
use std::format;
use std::string::{String, ToString};
use std::vec;
use std::vec::Vec;

/// An image on a heap without a VM, proven.
struct Opened<'m> {
    heap: Heap<'m>,
    words: &'static [u32],
}

/// Proves an image as a firmware with all standard modules does. *Errors*: what is wrong with it.
pub fn verify(image: &Image) -> Result<(), ImageError> {
    open(image, &mut vec![0; 4096]).map(drop)
}

fn open<'m>(image: &Image, memory: &'m mut [u8]) -> Result<Opened<'m>, ImageError> {
    let Ok(mut heap) = Heap::claim(memory) else { return Err(ImageError::Unaligned) };
    heap.set_images(crate::image::PRELUDE, &super::library().images);
    heap.set_program(image.words());
    image::contents(&heap, FIRMWARE)?;
    Ok(Opened { heap, words: image.words() })
}

impl Opened<'_> {
    fn text(&self, value: Value) -> String {
        let mut text = Vec::new();
        listing::value_text(&self.heap, value, &mut |part| text.extend_from_slice(part));
        String::from_utf8_lossy(&text).into_owned()
    }

    /// The modules: their entries, and where their blocks start.
    fn modules(&self) -> Vec<([u32; MODULE], usize)> {
        let mut start = image::word(self.words, image::BLOCKS) as usize;
        let mut all = Vec::new();
        while let Some(entry) = image::module(&self.heap, all.len()) {
            all.push((entry, start));
            start = entry[MODULE - 1] as usize;
        }
        all
    }

    /// The code blocks between two words, in the order of the source.
    fn code(&self, start: usize, end: usize) -> Vec<Ref> {
        let (mut at, mut found) = (start, Vec::new());
        while at < end {
            at += if image::word(self.words, at) == Kind::Large as u32 { 2 } else { 0 };
            let block = Ref(PROGRAM | (at * 4) as u32);
            if self.heap.kind(block) == Kind::Code {
                found.push(block);
            }
            at += self.heap.size(block) / 4;
        }
        found.sort_by_key(|block| Code::new(&self.heap, *block).first_line());
        found
    }

    /// A parameter list as `def` has it.
    fn parameters(&self, code: Code) -> String {
        let (positional, keyword) = (code.positional(), code.keyword_only());
        // Which keyword-only parameters have defaults is known at run time only.
        let defaults = code.defaults();
        let has_default = |index: usize| index >= positional || index + defaults >= positional;
        let name = |index: usize| {
            let shown = self.text(code.value(2 + index));
            if index < positional + keyword && has_default(index) { shown + "=..." } else { shown }
        };
        let mut parts: Vec<String> = Vec::new();
        for index in 0..positional {
            parts.push(name(index));
            if index + 1 == code.positional_only() {
                parts.push("/".to_string());
            }
        }
        let mut next = positional + keyword;
        if code.flags().has(Flags::STAR) {
            parts.push(format!("*{}", name(next)));
            next += 1;
        } else if keyword > 0 {
            parts.push("*".to_string());
        }
        parts.extend((positional..positional + keyword).map(name));
        if code.flags().has(Flags::DOUBLE_STAR) {
            parts.push(format!("**{}", name(next)));
        }
        parts.join(", ")
    }
}

/// Tells what is in an image: what it needs, its modules, functions and files with their bytes; with `code`, the
/// instructions. *Errors*: as [`verify`].
///
/// # Examples
/// ```
/// use ferropy::{Image, tool};
///
/// let made = tool::Program::new().module("main", "import relays\ndef go(n): relays.set(n)\n").compile()?;
/// let image = Image::of_words(tool::leak(&made))?;
/// let text = tool::inspect::describe(&image, false)?;
/// assert!(text.contains("needs      relays"));
/// assert!(text.contains("main.go(n)"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn describe(image: &Image, code: bool) -> Result<String, ImageError> {
    let mut memory = vec![0; 4096];
    let opened = open(image, &mut memory)?;
    let manifest = image.manifest();
    let api = match manifest.api {
        (0, u32::MAX) => "any".to_string(),
        (least, u32::MAX) => format!("{least} and up"),
        (least, most) => format!("{least} to {most}"),
    };
    let none = |text: &str| if text.is_empty() { "nothing".to_string() } else { text.to_string() };
    let library = if manifest.library == 0 { "none named" } else { "named" };
    let mut out = format!(
        "format     {}\nlanguage   {:08x}\nfloats     {} bytes\nAPI        {api}\nentry      {}\nneeds      {}\nlibrary    {library}\nbytes      {}\nnames      {}\n",
        image::VERSION,
        manifest.language,
        manifest.float,
        manifest.entry,
        none(manifest.needs),
        opened.words.len() * 4,
        image::word(opened.words, image::NAMES + 1),
    );
    for (entry, start) in opened.modules() {
        let end = entry[MODULE - 1] as usize;
        let name = opened.text(Value::from_bits(entry[0]));
        let package = if entry[4] != 0 { ", a package" } else { "" };
        out += &format!("\n{:>8}  {name}{package}\n", (end - start) * 4);
        for block in opened.code(start, end) {
            let view = Code::new(&opened.heap, block);
            let shown = opened.text(view.value(0));
            let what = if view.flags().has(Flags::CLASS) || shown == "<module>" {
                String::new()
            } else {
                format!("({})", opened.parameters(view))
            };
            out += &format!("{:>8}  {name}.{shown}{what}\n", opened.heap.size(block));
            if code {
                let mut text = Vec::new();
                listing::list(&opened.heap, block, &mut |part| text.extend_from_slice(part));
                out += &String::from_utf8_lossy(&text);
            }
        }
    }
    for (path, bytes) in image.packed_files() {
        out += &format!("\n{:>8}  {path}\n", bytes.len());
    }
    Ok(out)
}

/// The modules of an image as stubs for type checkers: the name of each and the text of its `.pyi` file. *Errors*: as
/// [`verify`].
///
/// # Examples
/// ```
/// use ferropy::{Image, tool};
///
/// let made = tool::Program::new().module("pump", "class Pump:\n    def run(self, *, rpm): pass\n").compile()?;
/// let stubs = tool::inspect::stubs(&Image::of_words(tool::leak(&made))?)?;
/// assert_eq!(stubs[0].0, "pump");
/// assert_eq!(stubs[0].1, "class Pump:\n    def run(self, *, rpm=...): ...\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stubs(image: &Image) -> Result<Vec<(String, String)>, ImageError> {
    let mut memory = vec![0; 4096];
    let opened = open(image, &mut memory)?;
    let mut all = Vec::new();
    for (entry, start) in opened.modules() {
        let mut text = String::new();
        for block in opened.code(start, entry[MODULE - 1] as usize) {
            let code = Code::new(&opened.heap, block);
            let qualified = opened.text(code.value(0));
            if qualified.contains('<') {
                continue;
            }
            let depth = qualified.matches('.').count();
            let (indent, name) = ("    ".repeat(depth), qualified.rsplit('.').next().unwrap_or_default());
            text += &if code.flags().has(Flags::CLASS) {
                format!("{indent}class {name}:\n")
            } else {
                let kind = if code.flags().has(Flags::COROUTINE) { "async def" } else { "def" };
                format!("{indent}{kind} {name}({}): ...\n", opened.parameters(code))
            };
        }
        all.push((opened.text(Value::from_bits(entry[0])), filled(&text)));
    }
    Ok(all)
}

/// Gives classes without methods a body.
fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out += line;
        out.push('\n');
        let indent = |line: &str| line.len() - line.trim_start().len();
        let has_body = lines.peek().is_some_and(|next| indent(next) > indent(line));
        if line.trim_start().starts_with("class ") && !has_body {
            out += &format!("{}    ...\n", " ".repeat(indent(line)));
        }
    }
    out
}
