//! The opcode table. One row gives the number, the operand form, the text of the listing and the verifier's rules.
//!
//! Code is a sequence of 16-bit units. The first unit holds the opcode in its low byte and operand byte `a` in its
//! high byte; if the form has more operand bytes, the next unit holds `b` (low) and `c` (high). 16-bit operands follow,
//! one unit each, a jump always last. The letters of a form, in the order of the operands:
//!
//! | letter | operand |
//! |--|--|
//! | `r` | byte: a register (6 bits; the two upper bits are flags of the instruction, see its effect) |
//! | `w` | byte: the first of a run of registers whose length stands in the effect |
//! | `i` | byte: a signed immediate |
//! | `n` | byte: a count or a small number |
//! | `c` | byte: an index into the constants |
//! | `k` | unit: an index into the constants |
//! | `N` | unit: the same, and the constant is a name |
//! | `T` | unit: the same, and the constant is a tuple of names, no more than the operand `n` before it |
//! | `F` | unit: the same, and the constant is code that captures as many cells as further units follow |
//! | `s` | unit: a slot of the module's globals |
//! | `v` | unit: the index of an immediate (a built-in) |
//! | `m` | unit: a signed 16-bit immediate |
//! | `f` | unit: the index of a frame slot from 64 upwards |
//! | `*` | unit: low byte a count of further units, high byte flags; the further units follow |
//! | `j` | unit: a signed jump, in units, from the start of the instruction |
//!
//! In the effects, `a`, `b`, `c` are the registers named by the operand bytes.

macro_rules! opcodes {
    ($($(#[$doc:meta])* $name:ident $form:literal = $effect:literal,)*) => {
        #[allow(rustdoc::broken_intra_doc_links)] // Effects speak of `constants[k]`.
        /// What one instruction does; see the table in this file.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Op { $(#[doc = concat!("`", $form, "`: `", $effect, "`")] $name,)* }

        /// The rows of the table, by opcode.
        pub static OPS: &[Row] = &[$(Row { name: stringify!($name), form: $form, effect: $effect },)*];

        const ALL: &[Op] = &[$(Op::$name,)*];
        const FORMS: &[&str] = &[$($form,)*];
    };
}

/// One row of the opcode table.
pub struct Row {
    /// The opcode's name.
    pub name: &'static str,
    /// Its operand letters.
    pub form: &'static str,
    /// What it does.
    pub effect: &'static str,
}

opcodes! {
    // Moves and constants
    Move "rr" = "a = b",
    LoadConst "rk" = "a = constants[k]",
    LoadInt "rm" = "a = m",
    LoadNone "r" = "a = None",
    LoadFalse "r" = "a = False",
    LoadTrue "r" = "a = True",
    Undefine "rn" = "a, a+1, ... (n registers) = no value",
    CheckBound "rN" = "raise UnboundLocalError for the name k if a has no value",
    LoadFar "rf" = "a = frame slot f",
    StoreFar "rf" = "frame slot f = a",
    // Globals and names
    LoadGlobal "rs" = "a = globals slot s; NameError if it has no value",
    LoadGlobalOrBuiltin "rsv" = "a = globals slot s, or built-in v if the slot has no value",
    StoreGlobal "rs" = "globals slot s = a",
    DeleteGlobal "ns" = "globals slot s = no value; n is unused",
    LoadName "rN" = "a = namespace (register 0, a mapping) [k], else global k, else built-in k",
    StoreName "rN" = "namespace (register 0) [k] = a",
    DeleteName "nN" = "delete namespace (register 0) [k]",
    LoadGlobalName "rN" = "a = global k, else built-in k, by name",
    StoreGlobalName "rN" = "global k = a, by name",
    DeleteGlobalName "nN" = "delete global k, by name",
    // Cells
    MakeCell "r" = "a = a cell holding a",
    LoadCell "rr" = "a = the value in cell b",
    StoreCell "rr" = "cell a's value = b",
    LoadFree "rnN" = "a = the value in this function's captured cell n; NameError for the name k if it has none",
    StoreFree "rn" = "captured cell n's value = a",
    LoadFreeOrName "rnN" = "a = namespace (register 0) [k] if present, else the value in captured cell n",
    LoadFreeCell "rn" = "a = captured cell n itself",
    // Arithmetic. Flag 0x40 on operand c (on b for the Int forms): in place; on a: only another of these takes the result.
    Add "rrr" = "a = b + c",
    Subtract "rrr" = "a = b - c",
    Multiply "rrr" = "a = b * c",
    TrueDivide "rrr" = "a = b / c",
    FloorDivide "rrr" = "a = b // c",
    Modulo "rrr" = "a = b % c",
    Power "rrr" = "a = b ** c",
    MatrixMultiply "rrr" = "a = b @ c",
    LeftShift "rrr" = "a = b << c",
    RightShift "rrr" = "a = b >> c",
    BitAnd "rrr" = "a = b & c",
    BitOr "rrr" = "a = b | c",
    BitXor "rrr" = "a = b ^ c",
    AddInt "rri" = "a = b + i",
    SubtractInt "rri" = "a = b - i",
    MultiplyInt "rri" = "a = b * i",
    FloorDivideInt "rri" = "a = b // i",
    ModuloInt "rri" = "a = b % i",
    LeftShiftInt "rri" = "a = b << i",
    RightShiftInt "rri" = "a = b >> i",
    BitAndInt "rri" = "a = b & i",
    Negative "rr" = "a = -b",
    Positive "rr" = "a = +b",
    Invert "rr" = "a = ~b",
    Not "rr" = "a = not b",
    // Comparison
    Less "rrr" = "a = b < c",
    LessEqual "rrr" = "a = b <= c",
    Greater "rrr" = "a = b > c",
    GreaterEqual "rrr" = "a = b >= c",
    Equal "rrr" = "a = b == c",
    NotEqual "rrr" = "a = b != c",
    In "rrr" = "a = b in c",
    NotIn "rrr" = "a = b not in c",
    Is "rrr" = "a = b is c",
    IsNot "rrr" = "a = b is not c",
    // Jumps. Flag 0x40 on operand a of the fused comparisons: jump if the comparison is false.
    Jump "nj" = "jump; n is unused",
    Turn "n" = "count one step of the budget; n is unused",
    Loop "nj" = "jump backwards, counting one step of the budget; n is unused",
    ForLoop "wrj" = "as the ForNext three units before the target, and jump there; or jump to that one",
    JumpIfTrue "rj" = "if a is true, jump",
    JumpIfFalse "rj" = "if a is false, jump",
    JumpIfNone "rj" = "if a is None, jump",
    JumpIfNotNone "rj" = "if a is not None, jump",
    JumpIfLess "rrj" = "if a < b, jump",
    JumpIfLessEqual "rrj" = "if a <= b, jump",
    JumpIfGreater "rrj" = "if a > b, jump",
    JumpIfGreaterEqual "rrj" = "if a >= b, jump",
    JumpIfEqual "rrj" = "if a == b, jump",
    JumpIfNotEqual "rrj" = "if a != b, jump",
    JumpIfIs "rrj" = "if a is b, jump",
    JumpIfLessInt "rij" = "if a < i, jump",
    JumpIfLessEqualInt "rij" = "if a <= i, jump",
    JumpIfGreaterInt "rij" = "if a > i, jump",
    JumpIfGreaterEqualInt "rij" = "if a >= i, jump",
    JumpIfEqualInt "rij" = "if a == i, jump",
    JumpIfNotEqualInt "rij" = "if a != i, jump",
    // Iteration. A loop's state is three registers from a upwards, which only these two instructions touch.
    ForPrepare "w" = "make registers a, a+1, a+2 the state of a loop over a",
    ForNext "wrj" = "b = next value of the loop state at a, or jump if there is none; flag 0x40 of b: only the Unpack that follows wants it",
    GetIter "rr" = "a = iter(b)",
    // Attributes and items
    LoadAttr "rrc" = "a = b.constants[c]",
    LoadAttrWide "rrN" = "a = b.constants[k]",
    StoreAttr "rrN" = "a.constants[k] = b",
    DeleteAttr "rN" = "delete a.constants[k]",
    LoadSpecial "rrN" = "a = bound special method constants[k] of b, looked up on its type",
    LoadItem "rrr" = "a = b[c]",
    LoadItemInt "rri" = "a = b[i]",
    StoreItem "rrr" = "a[b] = c",
    DeleteItem "rr" = "delete a[b]",
    // Building. A run starts at the register named by b and is n long.
    BuildList "rwn" = "a = [b, b+1, ...] (n items)",
    BuildTuple "rwn" = "a = (b, b+1, ...) (n items)",
    BuildSet "rwn" = "a = {b, b+1, ...} (n items)",
    BuildDict "rwn" = "a = {b: b+1, b+2: b+3, ...} (n pairs)",
    BuildSlice "rwn" = "a = slice(b, b+1, b+2 or None): n is 2 or 3; flag 0x40 of a: only the next instruction wants it",
    BuildString "rwn" = "a = the n strings from b joined",
    ListAppend "rr" = "append b to list a",
    ListExtend "rr" = "extend list a by the items of iterable b",
    ListToTuple "rr" = "a = tuple of list b",
    SetAdd "rr" = "add b to set a",
    SetUpdate "rr" = "add the items of iterable b to set a",
    DictSet "rrr" = "dict a[b] = c, a being a dict under construction",
    DictUpdate "rr" = "dict a takes the items of mapping b: {**b}",
    DictMerge "rrr" = "dict a takes the items of mapping b; a key it has already is a TypeError (keyword arguments of callable c)",
    FormatValue "rrn" = "a = format(b, spec): low 2 bits of n the conversion (0 none, 1 str, 2 repr, 3 ascii), 4: the spec is in b+1",
    Unpack "wrn" = "a, a+1, ... (n registers) = the items of iterable b, exactly n",
    UnpackStar "wrn" = "a, ... = items of iterable b: low 4 bits of n before the star, high 4 bits after it; the list of the rest between",
    // Calls. The callable stands in b; b+1 and b+2 are left free for the frame; arguments start at b+3.
    Call "rwn" = "a = b(b+3, ...) with n arguments",
    CallMethod "rwnN" = "a = (b+3).constants[k](b+4, ...) with n arguments (b+3, the receiver, not counted)",
    CallKeyword "rwnT" = "as Call; the last of the n arguments are named by the tuple constants[k]",
    CallMethodKeyword "rwnNT" = "as CallMethod, with names as in CallKeyword",
    CallSpread "rw" = "a = b(*b+3, **b+4): b+3 a list or tuple, b+4 a dict or no value",
    Return "r" = "return a",
    ReturnNone "n" = "return None; n is unused",
    // Functions
    MakeFunction "rF*" = "a = function of code constants[k]: flag 1: a is its tuple of defaults; 2: a+1 its dict of keyword defaults; 4: a+2 its annotations; a unit per captured cell: 0x100 + captured cell, or a register holding a cell",
    // Generators and coroutines
    Yield "rr" = "yield b; a = the value sent",
    YieldFrom "rr" = "yield all of iterator a, passing on what is sent; a = its result; b = the value sent (None at first)",
    GetYieldFromIter "rr" = "a = iter(b), or b itself if it is a generator or a coroutine",
    GetAwaitable "rr" = "a = the iterator that awaiting b runs",
    GetAsyncIter "rr" = "a = aiter(b)",
    GetAsyncNext "rr" = "a = awaitable of anext(b)",
    // Exceptions. "Handled" is the exception that the running except or finally suite is for.
    Raise "r" = "raise a (a class or an instance)",
    RaiseFrom "rr" = "raise a from b",
    RaiseAgain "n" = "bare raise: raise the handled exception again; RuntimeError if there is none; n is unused",
    EnterHandler "r" = "a = the exception handled so far (or None); the one just caught becomes the handled one",
    LeaveHandler "r" = "the handled exception is a again",
    Reraise "r" = "raise the handled exception again with its traceback; the handled one is a again",
    JumpIfNoMatch "rj" = "jump unless the handled exception is an instance of class (or tuple of classes) a",
    LoadHandled "r" = "a = the handled exception, as an object",
    SetHandled "r" = "the handled exception is a (an exception object) from here on: what remains of an except* group",
    JumpIfNotStopAsync "rj" = "jump unless the handled exception is StopAsyncIteration; a is unused",
    // Modules
    Import "rnN" = "a = import of the module named constants[k], n levels up; flag 0x40 on a: give the last component (import a.b as c, from a.b import), else the first",
    ImportFrom "rrN" = "a = constants[k] of module b, or its submodule; ImportError if it has none",
    ImportStar "r" = "take all public names of module a into the namespace",
    // The prompt
    Display "r" = "give a to the display hook",
    Halt "n" = "leave the interpreter: the bottom frame's return address; n is unused",
    // Added to the end
    LoadHandledParts "w" = "a, a+1, a+2 = the handled exception's type, the exception as an object, its traceback (or None)",
    UndefineFar "nf" = "n frame slots from f upwards = no value",
}

impl Op {
    /// The opcode of a unit's low byte. Bytes beyond the table give `Halt`: verified code has none.
    #[inline(always)]
    pub const fn decode(byte: u8) -> Op {
        if (byte as usize) < ALL.len() { ALL[byte as usize] } else { Op::Halt }
    }

    /// This opcode's row.
    pub fn row(self) -> &'static Row {
        &OPS[self as usize % OPS.len()]
    }

    /// How many operand bytes the form has.
    pub const fn operand_bytes(self) -> usize {
        count(FORMS[self as usize], true)
    }

    /// How many operand units the form has, without the further units of `*`.
    pub const fn operand_units(self) -> usize {
        count(FORMS[self as usize], false)
    }

    /// True if the form ends with a jump.
    pub const fn jumps(self) -> bool {
        matches!(FORMS[self as usize].as_bytes(), [.., b'j'])
    }

    /// The units of an instruction without the further units of `*`.
    pub const fn length(self) -> usize {
        LENGTHS[self as usize] as usize
    }
}

/// Counts the letters of a form that mean bytes, or those that mean units.
const fn count(form: &str, bytes: bool) -> usize {
    let form = form.as_bytes();
    let (mut count, mut i) = (0, 0);
    while i < form.len() {
        let is_byte = matches!(form[i], b'r' | b'w' | b'i' | b'n' | b'c');
        if is_byte == bytes {
            count += 1;
        }
        i += 1;
    }
    count
}

const fn lengths() -> [u8; ALL.len()] {
    let mut lengths = [0; ALL.len()];
    let mut op = 0;
    while op < ALL.len() {
        let second = if count(FORMS[op], true) > 1 { 1 } else { 0 };
        lengths[op] = 1 + second + count(FORMS[op], false) as u8;
        op += 1;
    }
    lengths
}
static LENGTHS: [u8; ALL.len()] = lengths();
