//! One pass over a code block that proves every operand, so that the interpreter need not look.
//!
//! What is proven follows from the letters of the opcode table: registers and runs of registers lie in the frame,
//! constants and frame slots are there, jumps go to the start of an instruction, control does not fall off the end.

use super::code::{Code, VALUES};
use super::listing::Instruction;
use super::op::{OPS, Op};
use crate::vm::heap::{Heap, Kind};
use crate::vm::limits::WINDOW;
use crate::vm::value::Ref;

/// What is wrong with a code block, and at which unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The unit of the instruction, or the number of the table's entry.
    pub at: usize,
    /// What it is.
    pub what: &'static str,
}

/// Proves a code block.
pub fn verify(heap: &Heap, at: Ref) -> Result<(), Fault> {
    let code = Code::new(heap, at);
    let fault = |what| Err(Fault { at: 0, what });
    if heap.kind(at) != Kind::Code {
        return fault("no code block");
    }
    let halves = code.unit_count() + code.handler_count() * super::code::ENTRY + code.line_bytes().div_ceil(2);
    if (VALUES + code.value_count() + halves.div_ceil(2)) * 4 > heap.size(at) {
        return fault("the block is too small");
    }
    if code.value_count() < 2 + code.parameters() {
        return fault("names are missing");
    }
    if code.registers() == 0 || code.parameters() > code.registers() {
        return fault("bad number of registers");
    }
    let (mut unit, mut falls) = (0, true);
    while unit < code.unit_count() {
        let instruction = Instruction::at(code, unit);
        check(code, unit, instruction).map_err(|what| Fault { at: unit, what })?;
        falls = !ends(instruction.op);
        unit = instruction.end;
    }
    if falls || unit != code.unit_count() {
        return Err(Fault { at: unit, what: "control falls off the end" });
    }
    for index in 0..code.handler_count() {
        let (start, end, handler) = code.entry(index);
        let good = start <= end && end <= code.unit_count() && is_start(code, handler);
        if !good {
            return Err(Fault { at: index, what: "bad entry of the exception table" });
        }
    }
    Ok(())
}

/// True if control never goes on to the next instruction.
fn ends(op: Op) -> bool {
    matches!(
        op,
        Op::Return
            | Op::ReturnNone
            | Op::Jump
            | Op::Loop
            | Op::ForLoop
            | Op::Raise
            | Op::RaiseFrom
            | Op::RaiseAgain
            | Op::Reraise
    )
}

/// True if an instruction starts at a unit.
fn is_start(code: Code, target: usize) -> bool {
    let mut unit = 0;
    while unit < target {
        unit = Instruction::at(code, unit).end;
    }
    unit == target && target < code.unit_count()
}

fn check(code: Code, unit: usize, instruction: Instruction) -> Result<(), &'static str> {
    let op = instruction.op;
    if usize::from(code.unit(unit) as u8) >= OPS.len() || op == Op::Halt {
        return Err("unknown opcode");
    }
    if instruction.end > code.unit_count() {
        return Err("the instruction is not complete");
    }
    let (mut byte, mut wide) = (0, instruction.wide);
    for letter in op.row().form.bytes() {
        let (small, large) = (usize::from(instruction.bytes[byte.min(2)]), usize::from(code.unit(wide)));
        match letter {
            b'r' => within(code, small & 63, 1)?,
            b'w' => within(code, small & 63, run(instruction))?,
            b'c' => constant(code, small)?,
            b'k' => constant(code, large)?,
            b'f' if large < WINDOW || large >= code.registers() => return Err("bad frame slot"),
            b'j' => jump(code, unit, instruction)?,
            b'*' => function(code, instruction, wide)?,
            _ => {}
        }
        if matches!(letter, b'r' | b'w' | b'i' | b'n' | b'c') { byte += 1 } else { wide += 1 }
    }
    special(code, instruction)
}

/// The length of the run of an instruction, as its effect says.
fn run(instruction: Instruction) -> usize {
    let n = usize::from(instruction.bytes[2]);
    match instruction.op {
        Op::BuildDict => 2 * n,
        Op::Call | Op::CallKeyword => 3 + n,
        Op::CallMethod | Op::CallMethodKeyword => 4 + n,
        Op::CallSpread => 5,
        Op::ForPrepare | Op::ForNext | Op::ForLoop | Op::LoadHandledParts => 3,
        Op::UnpackStar => (n & 15) + (n >> 4) + 1,
        _ => n,
    }
}

/// What the letters do not say.
fn special(code: Code, instruction: Instruction) -> Result<(), &'static str> {
    let [a, b, c] = instruction.bytes.map(usize::from);
    match instruction.op {
        Op::Undefine => within(code, a & 63, b),
        Op::FormatValue if c & 4 != 0 => within(code, b & 63, 2),
        Op::UndefineFar if usize::from(code.unit(instruction.wide)) + a > code.registers() => Err("bad frame slot"),
        Op::LoadAttr => name(code, c),
        Op::LoadAttrWide
        | Op::StoreAttr
        | Op::DeleteAttr
        | Op::LoadSpecial
        | Op::CallMethod
        | Op::CallMethodKeyword => name(code, code.unit(instruction.wide).into()),
        Op::LoadFree | Op::LoadFreeOrName | Op::StoreFree | Op::LoadFreeCell if b >= code.captured() => {
            Err("bad captured cell")
        }
        _ => Ok(()),
    }
}

fn within(code: Code, first: usize, count: usize) -> Result<(), &'static str> {
    if first + count <= code.registers().min(WINDOW) { Ok(()) } else { Err("bad register") }
}

fn constant(code: Code, index: usize) -> Result<(), &'static str> {
    if index < code.value_count() { Ok(()) } else { Err("bad constant") }
}

/// The caches of attributes know names only.
fn name(code: Code, index: usize) -> Result<(), &'static str> {
    if code.value(index).is_name() { Ok(()) } else { Err("an attribute's name is none") }
}

/// A jump goes forward to the start of an instruction, a loop backward; that of a `ForLoop` behind its `ForNext`.
fn jump(code: Code, unit: usize, instruction: Instruction) -> Result<(), &'static str> {
    let target = instruction.target(code);
    let backward = matches!(instruction.op, Op::Loop | Op::ForLoop);
    if target >= code.unit_count() || backward != (target <= unit) {
        return Err("bad jump");
    }
    let mut at = if backward { 0 } else { instruction.end };
    let mut before = at;
    while at < target {
        before = at;
        at = Instruction::at(code, at).end;
    }
    let next = Instruction::at(code, before);
    let is_its = next.op == Op::ForNext && next.end == target && next.bytes[..2] == instruction.bytes[..2];
    if at == target && (instruction.op != Op::ForLoop || is_its) { Ok(()) } else { Err("bad jump") }
}

/// The further units of `MakeFunction`.
fn function(code: Code, instruction: Instruction, wide: usize) -> Result<(), &'static str> {
    let [count, flags] = code.unit(wide).to_le_bytes();
    let needed = if flags & 4 != 0 {
        3
    } else if flags & 2 != 0 {
        2
    } else {
        1
    };
    within(code, usize::from(instruction.bytes[0] & 63), needed)?;
    for index in 0..usize::from(count) {
        let cell = usize::from(code.unit(wide + 1 + index));
        if cell & 0x100 == 0 {
            within(code, cell, 1)?;
        } else if cell & 0xff >= code.captured() {
            return Err("bad captured cell");
        }
    }
    Ok(())
}
