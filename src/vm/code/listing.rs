//! A disassembly, derived from the opcode table: for tests and tools.
//!
//! One line an instruction: unit, line, opcode, operands. Registers are `r3`, with `*` if the flag 0x40 is set; constants
//! `k2` with their value; jumps the unit they go to. Then the exception table.

use super::code::Code;
use super::op::Op;
use crate::vm::heap::{Heap, Kind};
use crate::vm::value::{Immediate, Ref, Value};

/// Where the text goes.
pub type Sink<'a> = &'a mut dyn FnMut(&[u8]);

/// The instruction at a unit of a code block, decoded.
#[derive(Clone, Copy)]
pub struct Instruction {
    /// Its unit.
    pub start: usize,
    /// Its opcode.
    pub op: Op,
    /// Its operand bytes.
    pub bytes: [u8; 3],
    /// The unit after its opcode and operand bytes.
    pub wide: usize,
    /// The unit after it.
    pub end: usize,
}

impl Instruction {
    /// Decodes the instruction at `unit`.
    pub fn at(code: Code, unit: usize) -> Instruction {
        let [low, a] = code.unit(unit).to_le_bytes();
        let op = Op::decode(low);
        let second = usize::from(op.operand_bytes() > 1);
        let [b, c] = if second > 0 { code.unit(unit + 1).to_le_bytes() } else { [0, 0] };
        let wide = unit + 1 + second;
        let mut end = unit + op.length();
        if op.row().form.ends_with('*') {
            end += usize::from(code.unit(end - 1) & 0xff);
        }
        Instruction { start: unit, op, bytes: [a, b, c], wide, end }
    }

    /// The unit that a jump whose operand is the last unit goes to.
    pub fn target(self, code: Code) -> usize {
        self.start.wrapping_add_signed((code.unit(self.end - 1) as i16).into())
    }
}

/// Writes the listing of a code block.
pub fn list(heap: &Heap, at: Ref, out: Sink) {
    let code = Code::new(heap, at);
    let mut unit = 0;
    while unit < code.unit_count() {
        let instruction = Instruction::at(code, unit);
        number(unit as i32, 4, out);
        number(code.line(unit) as i32, 5, out);
        out(b"  ");
        out(instruction.op.row().name.as_bytes());
        operands(heap, code, instruction, out);
        out(b"\n");
        unit = instruction.end;
    }
    for index in 0..code.handler_count() {
        let (start, end, handler) = code.entry(index);
        number(start as i32, 4, out);
        out(b"..");
        number(end as i32, 0, out);
        out(b" => ");
        number(handler as i32, 0, out);
        out(b"\n");
    }
}

pub fn operands(heap: &Heap, code: Code, instruction: Instruction, out: Sink) {
    let (mut byte, mut wide) = (0, instruction.wide);
    for (index, letter) in instruction.op.row().form.bytes().enumerate() {
        out(if index == 0 { b" " } else { b", " });
        let (small, large) = (instruction.bytes.get(byte).copied().unwrap_or(0), code.unit(wide));
        match letter {
            b'r' | b'w' => register(small, out),
            b'i' => number((small as i8).into(), 0, out),
            b'n' => number(small.into(), 0, out),
            b'c' => constant(heap, code, small.into(), out),
            b'k' | b'N' | b'T' | b'F' => constant(heap, code, large.into(), out),
            b'm' => number((large as i16).into(), 0, out),
            b'j' => {
                out(b"-> ");
                number(instruction.target(code) as i32, 0, out);
            }
            b'*' => cells(code, wide, out),
            other => {
                out(&[other]);
                number(large.into(), 0, out);
            }
        }
        if matches!(letter, b'r' | b'w' | b'i' | b'n' | b'c') { byte += 1 } else { wide += 1 }
    }
}

fn register(operand: u8, out: Sink) {
    out(b"r");
    number((operand & 63).into(), 0, out);
    if operand & 0x40 != 0 {
        out(b"*");
    }
}

/// The further units of `MakeFunction`.
fn cells(code: Code, unit: usize, out: Sink) {
    let [count, flags] = code.unit(unit).to_le_bytes();
    out(b"flags ");
    number(flags.into(), 0, out);
    for index in 0..usize::from(count) {
        let cell = code.unit(unit + 1 + index);
        out(if cell & 0x100 != 0 { b" ^" } else { b" r" });
        number((cell & 0xff).into(), 0, out);
    }
}

fn constant(heap: &Heap, code: Code, index: usize, out: Sink) {
    out(b"k");
    number(index as i32, 0, out);
    out(b" ");
    value(heap, code.value(index), out);
}

/// Writes a constant.
pub fn value(heap: &Heap, value: Value, out: Sink) {
    if let Some(int) = value.as_small() {
        return number(int, 0, out);
    }
    if let Some(name) = value.as_name() {
        return quoted(heap.name_text(name), out);
    }
    match value.as_immediate() {
        Some((Immediate::Singleton, index)) => {
            out([b"None" as &[u8], b"False", b"True", b"..."].get(usize::from(index)).unwrap_or(&(b"?" as &[u8])))
        }
        Some((class, index)) => {
            out(match class {
                Immediate::Native => b"<native ",
                Immediate::Method => b"<method ",
                _ => b"<type ",
            });
            number(index.into(), 0, out);
            out(b">");
        }
        None => block(heap, value.block(), out),
    }
}

fn block(heap: &Heap, at: Ref, out: Sink) {
    match heap.kind(at) {
        Kind::Str | Kind::LongStr => quoted(heap.text(at), out),
        Kind::Code => {
            out(b"<code ");
            value_text(heap, Code::new(heap, at).value(0), out);
            out(b">");
        }
        Kind::Tuple => {
            let count = heap.value(at, 1).small_int().max(0) as usize;
            out(b"(");
            // Tuples in tuples are not opened, so that nothing recurses.
            for index in 0..count {
                let item = heap.value(at, 2 + index);
                if index > 0 {
                    out(b", ");
                }
                if heap.kind(item.block()) == Kind::Tuple { out(b"(...)") } else { scalar(heap, item, out) }
            }
            out(b")");
        }
        _ => scalar(heap, Value::reference(at), out),
    }
}

/// Writes what is no tuple.
fn scalar(heap: &Heap, item: Value, out: Sink) {
    if item.is_small() || item.is_name() || item.as_immediate().is_some() {
        if let Some(int) = item.as_small() {
            number(int, 0, out);
        } else if let Some(name) = item.as_name() {
            quoted(heap.name_text(name), out);
        } else {
            out(b"<immediate>");
        }
        return;
    }
    match heap.kind(item.block()) {
        Kind::Str | Kind::LongStr => quoted(heap.text(item.block()), out),
        Kind::Float => out(b"<float>"),
        Kind::BigInt => out(b"<int>"),
        Kind::Bytes => out(b"<bytes>"),
        Kind::Complex => out(b"<complex>"),
        _ => out(b"<block>"),
    }
}

/// Writes the text of a string.
pub fn value_text(heap: &Heap, value: Value, out: Sink) {
    match value.as_name() {
        Some(name) => out(heap.name_text(name)),
        None => out(heap.text(value.block())),
    }
}

fn quoted(text: &[u8], out: Sink) {
    out(b"'");
    for byte in text {
        match byte {
            b'\n' => out(b"\\n"),
            byte => out(&[*byte]),
        }
    }
    out(b"'");
}

/// Writes a number, right-aligned to a width.
pub fn number(value: i32, width: usize, out: Sink) {
    let (mut digits, mut at, mut rest) = ([b' '; 12], 12, value.unsigned_abs());
    loop {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        at -= 1;
        digits[at] = b'-';
    }
    let start = at.min(12usize.saturating_sub(width));
    out(&digits[start..]);
}
