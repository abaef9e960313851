//! The compiler's stack: what is still to be done, what is open, and where jumps will go.
//!
//! Everything is a frame of four words. The runner takes the topmost frame and performs it; a construct pushes the
//! tasks for its parts in reverse order. A label is bound when its frame comes to the top. Frames of open blocks stop
//! the runner until the parser's next event.

use super::Work;
use super::scratch::Table;

macro_rules! tasks {
    ($($(#[$doc:meta])* $name:ident,)* ; $($(#[$block_doc:meta])* $block:ident,)*) => {
        /// What a frame is.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(super) enum Task { $($(#[$doc])* $name,)* $($(#[$block_doc])* $block,)* }

        const TASKS: &[Task] = &[$(Task::$name,)* $(Task::$block,)*];
    };
}

tasks! {
    /// Nothing to do. A frame whose work is over and that others lie above.
    Nothing,
    /// Binds a label. x: head of its chain of jumps; y, z: locals bound on every jump to it.
    Label,
    /// Frees temporaries. a: the next free register.
    Release,
    /// Emits an instruction. a: the next free register after it (0xff: unchanged); x: opcode and operand bytes; y: operand units (two); z: line.
    Emit,
    /// Evaluates x into register a; first the next free register becomes b, if it is not 0.
    Into,
    /// Evaluates x for its effects.
    Effect,
    /// Jumps to label y if x is a (1 true, 0 false).
    Jump,
    /// Jumps to label y always.
    JumpTo,
    /// Jumps to label y if register a is b (1 true, 0 false), or with opcode b if c is set; z: line.
    JumpRegister,
    /// The next pair of a comparison: see `condition.rs`.
    ChainNext,
    /// The last pair of a comparison.
    ChainLast,
    /// Makes sure register a has a value, of the variable named x; if b is set, loads that variable into it.
    Check,
    /// Stores register a to target x.
    Store,
    /// Assigns register a to all targets of the assignment x from number y on.
    StoreAll,
    /// Stores registers from a on to the items of target x from number y on.
    StoreItems,
    /// Stores register a to the variable named x.
    StoreName,
    /// Says that register a has a value.
    MarkBound,
    /// Deletes target x, with its items.
    Delete,
    /// Argument y of call x: see `call.rs`.
    CallArguments,
    /// The rest of a call with unpacking.
    SpreadKeywords,
    /// The operands of list or set x from number y on may be literals; a: the register it goes to.
    LiteralItems,
    /// The operands of a list or set from number y on; a: the accumulator, b: List or Set.
    DisplayItems,
    /// The pairs of a dict from number y on; a: the accumulator.
    DictItems,
    /// The parts of an f-string from number y on: see `text.rs`.
    StringParts,
    /// Item z of the constant tuple x, whose items are on the values from y on; b: load it into register a.
    ConstantTuple,
    /// Awaits register a.
    Await,
    /// Clause y of comprehension x: see `comprehension.rs`.
    Clause,
    /// After a clause's iterable.
    ClauseLoop,
    /// The element of comprehension x.
    Element,
    /// Goes back to the loop of a comprehension's clause.
    ClauseEnd,
    /// Leaves a comprehension's scope.
    ComprehensionEnd,
    /// Enters the function of lambda or generator x.
    EnterLambda,
    /// Ends a function: makes its code block; see `unit.rs`.
    UnitEnd,
    /// Calls the decorator in register a on its argument, the result going to b.
    Decorate,
    /// Evaluates defaults: see `function.rs`.
    Defaults,
    /// Enters the function of Def x.
    EnterFunction,
    /// Enters the body of Class x.
    EnterClass,
    /// Calls the class builder.
    ClassCall,
    /// Register a becomes itself, operator b, value x.
    Augment,
    /// Leaves blocks from block x outwards: see `leave.rs`. a: why, b: the value's register.
    Leave,
    /// Opens the regions of the blocks from block x outwards again.
    Reopen,
    /// A try statement without finally is over.
    TryClose,
    /// Item y of With x.
    WithItem,
    /// The context manager of a with item has been evaluated.
    WithEnter,
    /// The with block in frame x begins.
    WithOpen,
    /// The with block ends.
    WithClose,
    /// The with block's handler: after the exit call.
    WithHandler,
    /// The end of a with block's handler.
    WithAfter,
    /// A finally suite begins.
    FinallyOpen,
    /// A finally suite ended.
    FinallyClose,
    /// The next way out of a finally suite.
    FinallyExit,
    /// The rest of a finally suite: its handlers.
    FinallyHandlers,
    /// An except suite's type has been evaluated.
    ExceptMatch,
    /// The type of an `except*` has been evaluated.
    StarMatch,
    /// An except suite begins.
    ExceptOpen,
    /// The head of a for loop.
    ForLoop,
    /// A pattern: see `pattern.rs`.
    Pattern,
    /// The items of a sequence or class pattern from number y on.
    PatternItems,
    /// The next alternative of an or-pattern.
    PatternOr,
    /// A mapping pattern after its keys.
    PatternMapping,
    /// Stores what a pattern captured.
    PatternStore,
    /// The guard of a case.
    PatternGuard,
    /// The rest of an assert statement.
    AssertFail,
    /// The names of an import from.
    ImportNames,
    /// The rest of a raise statement, and other small ones.
    Import,
    /// An event of the parser. a: which; x: its node.
    Event,
    /// The scope scan of node x, operand y; a: how names are meant.
    Scan,
    /// Scan: the children of a new scope.
    ScanScope,
    /// Scan: the end of a scope.
    ScanLeave,
    /// Scan: all is over, settle.
    ScanSettle,
    /// Scan: settle and go on with the task below.
    ScanExpression,
    /// The end of a scanned statement or expression: drops the scopes from x on.
    StatementEnd,
    /// Makes type parameter x: see `types.rs`.
    TypeVariable,
    /// A tuple of type parameters x.
    TypeTuple,
    /// Gives the type parameters of a class to its builder.
    TypeKeyword,
    /// Leaves the scope of type parameters.
    TypeEnd,
    /// The code block is finished.
    ModuleEnd,
    ;
    /// The bottom.
    Module,
    /// `if`: the label of the next clause lies right below, that of the end below it.
    If,
    /// A loop. x: unit of its top; y: 1 in the else suite. Below: labels of the else suite and of the end.
    Loop,
    /// `try` without its finally. a: saved handled exception; b: where we are.
    Try,
    /// An except suite with a name x.
    Suite,
    /// `try` with a finally, or a try that may have one. a: why; a + 1: value or saved handled exception.
    Finally,
    /// `with`. a: the exit function.
    With,
    /// `match`. a: the subject.
    Match,
    /// `def`.
    Def,
    /// `class`.
    Class,
    /// A decorator.
    Decorator,
    /// Scan: an open block.
    ScanBlock,
}

impl Task {
    /// True for the frames that wait for an event.
    pub(super) fn waits(self) -> bool {
        self as u8 >= Task::Module as u8
    }
}

/// Four words of the stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    /// What it is.
    pub task: Task,
    /// Small operands.
    pub a: u8,
    /// See `a`.
    pub b: u8,
    /// See `a`.
    pub c: u8,
    /// Operands.
    pub x: u32,
    /// See `x`.
    pub y: u32,
    /// See `x`.
    pub z: u32,
}

impl Frame {
    /// A frame without operands.
    pub(super) const fn new(task: Task) -> Frame {
        Frame { task, a: 0, b: 0, c: 0, x: 0, y: 0, z: 0 }
    }

    /// The same operands for another task.
    pub(super) const fn with_task(self, task: Task) -> Frame {
        Frame { task, ..self }
    }
}

/// The frames, from the bottom. Frame numbers start at 1, so that 0 is none.
impl Work<'_, '_> {
    /// Frame number `index`.
    #[inline(never)]
    pub(super) fn frame(&self, index: u32) -> Frame {
        let [head, x, y, z] = self.get_words(Table::Stack, index.wrapping_sub(1).wrapping_mul(4));
        let task = TASKS.get((head & 0xff) as usize).copied().unwrap_or(Task::Nothing);
        Frame { task, a: (head >> 8) as u8, b: (head >> 16) as u8, c: (head >> 24) as u8, x, y, z }
    }

    /// Writes frame number `index`.
    #[inline(never)]
    pub(super) fn set_frame(&mut self, index: u32, frame: Frame) {
        let head = u32::from_le_bytes([frame.task as u8, frame.a, frame.b, frame.c]);
        self.put_words(Table::Stack, index.wrapping_sub(1).wrapping_mul(4), [head, frame.x, frame.y, frame.z]);
    }

    /// Changes frame number `index`.
    pub(super) fn change(&mut self, index: u32, change: impl FnOnce(&mut Frame)) {
        let mut frame = self.frame(index);
        change(&mut frame);
        self.set_frame(index, frame);
    }

    /// Pushes a frame; gives its number.
    #[inline(never)]
    pub(super) fn push(&mut self, frame: Frame) -> u32 {
        self.state.stack += 1;
        let index = self.state.stack;
        debug_assert!(self.is_within_limits(), "a task pushed more than it may");
        if self.is_within_limits() {
            self.set_frame(index, frame);
        }
        index
    }
}
