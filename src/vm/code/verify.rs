//! Passes over a code block that prove every operand, so that the interpreter need not look.
//!
//! What is proven follows from the letters of the opcode table: registers and runs of registers lie in the frame,
//! constants are there and of the kind that is wanted, slots of globals and frame slots are there, built-ins are such as
//! scripts see, jumps go to the start of an instruction, control does not fall off the end. Going backward without a turn of
//! the budget cannot be: handlers lie behind what they cover. What code does with the values in its registers is not
//! proven: the instructions that count on one kind look themselves.

use super::code::{Code, ENTRY, Flags, VALUES};
use super::listing::Instruction;
use super::op::{OPS, Op};
use crate::vm::heap::{Heap, Kind};
use crate::vm::limits::WINDOW;
use crate::vm::value::{Ref, Value};

/// Units whose starts of instructions are known at once.
const KNOWN: usize = 2048;
/// Units that two such stretches have in common: more than a `ForNext` has.
const OVERLAP: usize = 8;

/// What is wrong with a code block, and at which unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The unit of the instruction, or the number of the table's entry.
    pub at: usize,
    /// What it is.
    pub what: &'static str,
}

/// What the world around a code block offers.
#[derive(Clone, Copy)]
pub struct Around {
    /// Slots of the module's globals.
    pub slots: usize,
    /// True for the rows of built-ins that scripts may use.
    pub is_builtin: fn(u16) -> bool,
}

/// Proves a code block. Code in it that functions are made of is to be proven on its own.
pub fn verify(heap: &Heap, at: Ref, around: Around) -> Result<(), Fault> {
    let code = Code::new(heap, at);
    frame(heap, code, at).map_err(|what| Fault { at: 0, what })?;
    let (mut unit, mut falls) = (0, true);
    while unit < code.unit_count() {
        let instruction = Instruction::at(code, unit);
        check(heap, code, instruction, around).map_err(|what| Fault { at: unit, what })?;
        falls = !ends(instruction.op);
        unit = instruction.end;
    }
    if falls || unit != code.unit_count() {
        return Err(Fault { at: unit, what: "control falls off the end" });
    }
    let mut first = 0;
    while first < code.unit_count() {
        targets(code, first)?;
        first += KNOWN - OVERLAP;
    }
    for index in 0..code.handler_count() {
        let (start, end, handler) = code.entry(index);
        if start > end || handler < end || handler >= code.unit_count() {
            return Err(Fault { at: index, what: "bad entry of the exception table" });
        }
    }
    Ok(())
}

/// What stands before the units.
fn frame(heap: &Heap, code: Code, at: Ref) -> Result<(), &'static str> {
    if heap.kind(at) != Kind::Code {
        return Err("no code block");
    }
    let halves = code.unit_count() + code.handler_count() * ENTRY + code.line_bytes().div_ceil(2);
    if (VALUES + code.value_count() + halves.div_ceil(2)) * 4 > heap.size(at) {
        return Err("the block is too small");
    }
    let parameters = code.parameters();
    if code.value_count() < 2 + parameters + usize::from(code.flags().has(Flags::DOC)) {
        return Err("names are missing");
    }
    if code.registers() == 0 || parameters > code.registers() || code.positional_only() > code.positional() {
        return Err("bad number of registers");
    }
    let bends = Flags::STAR | Flags::DOUBLE_STAR | Flags::GENERATOR | Flags::COROUTINE;
    let is_plain = code.keyword_only() == 0 && !code.flags().has(bends);
    if code.plain() != 255 && !(is_plain && code.plain() == code.positional()) {
        return Err("the parameters are not plain");
    }
    if (2..2 + parameters).any(|index| !code.value(index).is_name()) {
        return Err("a parameter's name is none");
    }
    let is_text = |value: Value| value.is_name() || matches!(heap.kind(value.block()), Kind::Str | Kind::LongStr);
    if !is_text(code.value(0)) || !is_text(code.value(1)) || code.flags().has(Flags::DOC) && !is_text(code.doc()) {
        return Err("a text is none");
    }
    variables(heap, code)
}

/// The names and places of the variables, for `locals()`.
fn variables(heap: &Heap, code: Code) -> Result<(), &'static str> {
    let Some(variables) = code.variables() else { return Ok(()) };
    let Some(count) = tuple_len(heap, variables) else { return Err("the variables are no tuple") };
    for index in 0..count / 2 {
        let (name, place) = (item(heap, variables, 2 * index), item(heap, variables, 2 * index + 1));
        let (most, least) = (code.registers() as i32, -(code.captured() as i32));
        if !name.is_name() || !place.is_small() || !(least..most).contains(&place.small_int()) {
            return Err("bad place of a variable");
        }
    }
    Ok(())
}

fn tuple_len(heap: &Heap, tuple: Value) -> Option<usize> {
    (heap.kind(tuple.block()) == Kind::Tuple).then(|| heap.value(tuple.block(), 1).small_int().max(0) as usize)
}

fn item(heap: &Heap, tuple: Value, index: usize) -> Value {
    heap.value(tuple.block(), 2 + index)
}

/// True if control never goes on to the next instruction.
pub(crate) fn ends(op: Op) -> bool {
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

/// Proves that what leads into a stretch of units leads to starts of instructions.
fn targets(code: Code, first: usize) -> Result<(), Fault> {
    let mut starts = [0u32; KNOWN / 32];
    let mut unit = 0;
    while unit < code.unit_count().min(first + KNOWN) {
        if let Some(word) = unit.checked_sub(first).and_then(|known| starts.get_mut(known / 32)) {
            *word |= 1 << ((unit - first) % 32);
        }
        unit = Instruction::at(code, unit).end;
    }
    let is_start = |unit: usize| {
        let known = unit.wrapping_sub(first);
        starts.get(known / 32).is_some_and(|word| word >> (known % 32) & 1 != 0)
    };
    // The first units belong to the stretch before.
    let least = if first == 0 { 0 } else { first + OVERLAP };
    let is_here = |unit: usize| (least..first + KNOWN).contains(&unit);
    let mut unit = 0;
    while unit < code.unit_count() {
        let instruction = Instruction::at(code, unit);
        let target = if instruction.op.jumps() { instruction.target(code) } else { usize::MAX };
        if is_here(target) {
            // That of a `ForLoop` is behind its `ForNext`.
            let head = target.wrapping_sub(Op::ForNext.length());
            let next = Instruction::at(code, head.min(code.unit_count()));
            let is_its = || is_start(head) && next.op == Op::ForNext && next.bytes[..2] == instruction.bytes[..2];
            if !is_start(target) || instruction.op == Op::ForLoop && !is_its() {
                return Err(Fault { at: unit, what: "bad jump" });
            }
        }
        unit = instruction.end;
    }
    for index in 0..code.handler_count() {
        let handler = code.entry(index).2;
        if is_here(handler) && !is_start(handler) {
            return Err(Fault { at: index, what: "bad entry of the exception table" });
        }
    }
    Ok(())
}

fn check(heap: &Heap, code: Code, instruction: Instruction, around: Around) -> Result<(), &'static str> {
    let op = instruction.op;
    if usize::from(code.unit(instruction.start) as u8) >= OPS.len() || op == Op::Halt {
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
            b'N' => name(code, large)?,
            b'T' => names(heap, code, large, instruction.bytes[2].into())?,
            b'F' => captures(heap, code, large, code.unit(wide + 1))?,
            b's' if large >= around.slots => return Err("bad slot of the globals"),
            b'v' if !(around.is_builtin)(large as u16) => return Err("bad built-in"),
            b'f' if large < WINDOW || large >= code.registers() => return Err("bad frame slot"),
            b'j' => jump(code, instruction)?,
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
        Op::BuildSlice if !matches!(c, 2 | 3) => Err("a slice has two or three parts"),
        Op::LoadAttr => name(code, c),
        Op::LoadFree | Op::LoadFreeOrName | Op::StoreFree | Op::LoadFreeCell if b >= code.captured() => {
            Err("bad captured cell")
        }
        Op::Yield | Op::YieldFrom if !code.flags().has(Flags::GENERATOR | Flags::COROUTINE) => {
            Err("a plain function yields")
        }
        // These pass over the instruction behind them.
        Op::ForNext if b & 0x40 != 0 => followed(code, instruction, &[Op::Unpack]),
        Op::BuildSlice if a & 0x40 != 0 => followed(code, instruction, &[Op::LoadItem, Op::StoreItem]),
        _ => Ok(()),
    }
}

fn followed(code: Code, instruction: Instruction, by: &[Op]) -> Result<(), &'static str> {
    let next = Instruction::at(code, instruction.end);
    if next.start < code.unit_count() && by.contains(&next.op) { Ok(()) } else { Err("the wrong instruction follows") }
}

fn within(code: Code, first: usize, count: usize) -> Result<(), &'static str> {
    if first + count <= code.registers().min(WINDOW) { Ok(()) } else { Err("bad register") }
}

fn constant(code: Code, index: usize) -> Result<(), &'static str> {
    if index < code.value_count() { Ok(()) } else { Err("bad constant") }
}

fn name(code: Code, index: usize) -> Result<(), &'static str> {
    if code.value(index).is_name() { Ok(()) } else { Err("a name is none") }
}

fn names(heap: &Heap, code: Code, index: usize, most: usize) -> Result<(), &'static str> {
    let tuple = code.value(index);
    match tuple_len(heap, tuple) {
        Some(count) if count <= most && (0..count).all(|index| item(heap, tuple, index).is_name()) => Ok(()),
        _ => Err("the names of arguments are none"),
    }
}

fn captures(heap: &Heap, code: Code, index: usize, what: u16) -> Result<(), &'static str> {
    let inner = code.value(index).block();
    let is_right = heap.kind(inner) == Kind::Code && Code::new(heap, inner).captured() == usize::from(what & 0xff);
    if is_right { Ok(()) } else { Err("no code for a function with so many cells") }
}

/// A jump goes forward, a loop backward.
fn jump(code: Code, instruction: Instruction) -> Result<(), &'static str> {
    let target = instruction.target(code);
    let backward = matches!(instruction.op, Op::Loop | Op::ForLoop);
    if target < code.unit_count() && backward == (target <= instruction.start) { Ok(()) } else { Err("bad jump") }
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
            within(code, cell & 63, 1)?;
        } else if cell & 0xff >= code.captured() {
            return Err("bad captured cell");
        }
    }
    Ok(())
}
