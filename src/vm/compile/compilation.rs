//! A compilation as a block of the heap: begun, taken step by step, closed.

use super::{
    CompileStop, Compiler, Environment, Mode, Name, Options, Pause, Progress, Source, Target, Work, no_error, scratch,
};
use crate::vm::heap::Heap;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};

/// What a text is and what it is compiled for.
#[derive(Clone, Copy)]
pub struct Order {
    /// Where the text can be had again: a value for the caller.
    pub source: Value,
    /// What the text is.
    pub mode: Mode,
    /// What it is compiled for.
    pub target: Target,
    /// The dict of the globals, or `Ref::NONE`.
    pub globals: Ref,
    /// What tracebacks show.
    pub file: Name,
    /// What may be left out.
    pub options: Options,
}

/// Starts a compilation. The block that is the result holds all there is of it; any number may be under way.
pub fn open(heap: &mut Heap, order: Order) -> Outcome<Ref> {
    let (state, tables) = scratch::open(heap, &order)?;
    fill(heap, state, &order);
    let begun = heap
        .lend_native(state, |heap, state| Work::new(heap, tables, state, &mut NoEnvironment, &mut no_error()).begin());
    match begun {
        Some(Ok(())) => Ok(tables),
        _ => Err(Stop::Memory),
    }
}

/// Puts a new state into its block; not inlined, so that nothing else stands on the stack beside it.
#[inline(never)]
fn fill(heap: &mut Heap, block: Ref, order: &Order) {
    heap.fill_native(block, Compiler::new(order));
}

/// Compiles the next event of the parser. On `Memory` call again with the same text after a collection.
pub fn step(
    heap: &mut Heap,
    compilation: Ref,
    source: &Source,
    environment: &mut dyn Environment,
) -> Result<Progress, CompileStop> {
    let block = scratch::state(heap, compilation);
    let mut error = no_error();
    let advanced = heap.lend_native(block, |heap, state: &mut Compiler| {
        let mut work = Work::new(heap, compilation, state, environment, &mut error);
        work.look();
        let advanced = work.advance(source);
        work.keep_classes();
        work.note_values();
        advanced.map(|()| work.state.ended)
    });
    match advanced {
        Some(Ok(true)) => Ok(Progress::Done(scratch::result(heap, compilation))),
        Some(Ok(false) | Err(Pause::Turn)) => Ok(Progress::More),
        Some(Err(Pause::Memory | Pause::Again)) => Err(CompileStop::Memory),
        Some(Err(Pause::Starved)) => Ok(Progress::Starved),
        Some(Err(Pause::Syntax)) => Err(CompileStop::Syntax(error)),
        None => Err(CompileStop::Syntax(error)),
    }
}

/// Frees the scratch memory before the collector finds it, and forgets the text; harmless when repeated.
pub fn close(heap: &mut Heap, compilation: Ref) {
    if scratch::state(heap, compilation).is_some() {
        scratch::close(heap, compilation);
    }
}

/// The order's source.
pub fn source(heap: &Heap, compilation: Ref) -> Value {
    scratch::source(heap, compilation)
}

/// The dict of the globals, or `Ref::NONE`.
pub fn globals(heap: &Heap, compilation: Ref) -> Ref {
    scratch::globals(heap, compilation)
}

/// The code that was made.
pub fn result(heap: &Heap, compilation: Ref) -> Ref {
    scratch::result(heap, compilation)
}

/// What tracebacks show.
pub fn file(heap: &mut Heap, compilation: Ref) -> Name {
    let block = scratch::state(heap, compilation);
    heap.lend_native(block, |_, state: &mut Compiler| state.file).unwrap_or(Name::EMPTY)
}

/// How many bytes from the window's start are not needed any more: they may be dropped, which this function is told.
pub fn consume(heap: &mut Heap, compilation: Ref) -> usize {
    let block = scratch::state(heap, compilation);
    let consumed = heap.lend_native(block, |_, state: &mut Compiler| {
        let dropped = if state.scanning || state.scanned { 0 } else { state.parser.position() };
        state.parser.rebase(dropped);
        dropped
    });
    consumed.unwrap_or(0)
}

/// The number of the line in which the window starts.
pub fn window_line(heap: &mut Heap, compilation: Ref) -> u32 {
    let block = scratch::state(heap, compilation);
    heap.lend_native(block, |_, state: &mut Compiler| state.parser.window_line()).unwrap_or(1)
}

/// Stands where no environment is needed.
struct NoEnvironment;

impl Environment for NoEnvironment {
    fn slot(&mut self, _: &mut Heap, _: Ref, _: Name) -> Outcome<u16> {
        Ok(0)
    }
    fn builtin(&self, _: Name) -> Option<u16> {
        None
    }
}
