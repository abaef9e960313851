//! Rust futures that Python awaits: each lies in a block that is never moved, with what it borrows.
//!
//! | bytes of the block | what |
//! |--|--|
//! | 4..8 | the Python object whose Rust object the future borrows, or None |
//! | 8..12 | a small int: the [`Stage`], and from bit 8 on the number of the module whose state it borrows |
//! | 12..16 | the next one that has been started, or the next dead one |
//! | 16.. | the table of the Rust type |
//! | 24.. | the call: arguments, then the future, then its output; and what is borrowed |
//!
//! While a future runs it has what it borrows to itself: the Rust object is taken out of its Python object and lies
//! beside the future, the state of the module is away from the VM. Both are given back when it ends.
//!
//! Invariant **H7**: where a `Future` or `DeadFuture` block has a stage other than `Stage::Empty`, `fill_future` has
//! filled it with a `Call` of the type that its table names. Such a block is neither moved nor reused before the `Call`
//! has been dropped in place, and there are none but in a heap whose slice is its own for ever. Only this file
//! writes to bytes 8..12 and from 16 on.

use super::layout::Kind;
use super::{Heap, Root};
use crate::vm::Vm;
use crate::vm::raise::{Outcome, Stop};
use crate::vm::value::{Ref, Value};
use core::any::Any;
use core::marker::PhantomData;
use core::pin::Pin;
use core::ptr::NonNull;
use core::task::{Context, Poll};

/// The word with the object.
const OBJECT: usize = 1;
/// The word with stage and module.
const STAGE: usize = 2;
/// The word with the next future.
const NEXT: usize = 3;
/// Where the table's address stands.
const TABLE: usize = 16;
/// Where the call stands.
const CALL: usize = 24;
/// The number of no module.
const NO_MODULE: u8 = 255;

/// The state of a module, lent to a future.
type Lent = NonNull<dyn Any>;

/// How far a future has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Stage {
    /// The block has been made.
    Empty,
    /// It has its arguments and nothing of what it borrows.
    New,
    /// It has been started.
    Running,
    /// Its output is there, and what it borrowed has been given back.
    Done,
    /// It has been dropped, or its output taken.
    Over,
}

/// What an async function gives: it becomes a Python value.
pub trait Output: 'static {
    /// Makes the Python value.
    fn value(&self, vm: &mut Vm<'_>) -> Outcome<Value>;
}

/// An async function: what it borrows, its arguments, what it gives.
pub trait Job: Copy + 'static {
    /// The Rust type of the object it is a method of; `()`: none.
    type Object: 'static;
    /// The state of its module; `()`: none.
    type State: 'static;
    /// Its arguments.
    type Arguments: 'static;
    /// Its future.
    type Future: Future<Output: Output> + 'static;

    /// Makes the future.
    fn start(
        self,
        object: &'static mut Self::Object,
        state: &'static mut Self::State,
        arguments: Self::Arguments,
    ) -> Self::Future;
}

/// What must be known of a type of calls.
struct Table {
    start: unsafe fn(NonNull<u8>, &Heap, Value, Option<Lent>) -> bool,
    poll: unsafe fn(NonNull<u8>, &mut Context) -> bool,
    give_back: unsafe fn(NonNull<u8>, &Heap, Value) -> Option<Lent>,
    value: unsafe fn(NonNull<u8>, &mut Vm) -> Option<Outcome<Value>>,
    drop: unsafe fn(NonNull<u8>),
}

/// A call of an async function, and where its future stands.
struct Call<J: Job> {
    content: Content<J>,
    object: Option<J::Object>,
    state: Option<Lent>,
    job: J,
}

enum Content<J: Job> {
    New(J::Arguments),
    Future(J::Future),
    Output(<J::Future as Future>::Output),
    Nothing,
}

struct Of<J>(PhantomData<J>);

impl<J: Job> Of<J> {
    const TABLE: &'static Table = &Table {
        start: start::<J>,
        poll: poll::<J>,
        give_back: give_back::<J>,
        value: value::<J>,
        drop: drop_call::<J>,
    };
    const FITS: () = assert!(
        size_of::<Call<J>>() <= 1 << 16 && align_of::<Call<J>>() <= 8,
        "the future of an async function has at most 64 KB and an alignment of at most 8"
    );
}

/// Starts a future with what it borrows; false if the object is in use or the state of another type.
/// Safety: there is a call of the type (H7), its slice is the heap's for ever, and the state is nobody else's until it is given back.
unsafe fn start<J: Job>(call: NonNull<u8>, heap: &Heap, object: Value, state: Option<Lent>) -> bool {
    let call = call.cast::<Call<J>>().as_ptr();
    let mut borrowed = match state {
        // SAFETY: the caller's promise: it is a reference that nobody uses.
        Some(mut state) => unsafe { state.as_mut() }.downcast_mut::<J::State>().map(NonNull::from),
        // Nothing is read through a reference to a value without size.
        None => (size_of::<J::State>() == 0).then_some(NonNull::dangling()),
    };
    let Some(borrowed) = &mut borrowed else { return false };
    let taken = if object.is_none() { no_object::<J>() } else { heap.take_native(object.block()) };
    let Some(taken) = taken else { return false };
    // SAFETY: H7; no future runs that could borrow from these fields.
    let (content, place) = unsafe { (&mut (*call).content, &mut (*call).object) };
    let Content::New(arguments) = core::mem::replace(content, Content::Nothing) else { return false };
    let object = NonNull::from(place.insert(taken));
    // SAFETY: H7: the object lies where it does until `give_back`, which drops the future first; so does the state.
    let (object, borrowed) = unsafe { (&mut *object.as_ptr(), borrowed.as_mut()) };
    // SAFETY: H7.
    let job = unsafe { (*call).job };
    let future = job.start(object, borrowed, arguments);
    // SAFETY: H7: there was nothing.
    unsafe { (&raw mut (*call).content).write(Content::Future(future)) };
    // SAFETY: H7.
    unsafe { (*call).state = state };
    true
}

/// The object of a function that is no method: `()`.
fn no_object<J: Job>() -> Option<J::Object> {
    let mut nothing = Some(());
    (&mut nothing as &mut dyn Any).downcast_mut::<Option<J::Object>>().and_then(Option::take)
}

/// Polls a future; true if its output is there. Safety: there is a call of the type (H7).
unsafe fn poll<J: Job>(call: NonNull<u8>, context: &mut Context) -> bool {
    // SAFETY: H7; the future borrows from the other fields, not from this one.
    let content = unsafe { &mut (*call.cast::<Call<J>>().as_ptr()).content };
    let Content::Future(future) = content else { return true };
    // SAFETY: H7: the block is not moved before the future has been dropped.
    match unsafe { Pin::new_unchecked(future) }.poll(context) {
        Poll::Ready(output) => {
            *content = Content::Output(output);
            true
        }
        Poll::Pending => false,
    }
}

/// Drops the future, if it is not done, and gives back what it borrowed. Safety: there is a call of the type (H7).
unsafe fn give_back<J: Job>(call: NonNull<u8>, heap: &Heap, object: Value) -> Option<Lent> {
    let call = call.cast::<Call<J>>().as_ptr();
    // SAFETY: H7.
    let content = unsafe { &mut (*call).content };
    if !matches!(content, Content::Output(_)) {
        *content = Content::Nothing;
    }
    // SAFETY: H7: nothing borrows from the object any more.
    if let Some(taken) = unsafe { (*call).object.take() }
        && !object.is_none()
    {
        heap.return_native(object.block(), taken);
    }
    // SAFETY: H7.
    unsafe { (*call).state.take() }
}

/// The Python value of the output, if there is one. Safety: there is a call of the type (H7).
unsafe fn value<J: Job>(call: NonNull<u8>, vm: &mut Vm) -> Option<Outcome<Value>> {
    // SAFETY: H7; what the conversion allocates lies elsewhere, and nothing is freed or moved meanwhile.
    match unsafe { &(*call.cast::<Call<J>>().as_ptr()).content } {
        Content::Output(output) => Some(output.value(vm)),
        _ => None,
    }
}

/// Drops a call. Safety: there is one of the type (H7).
unsafe fn drop_call<J: Job>(call: NonNull<u8>) {
    let call = call.cast::<Call<J>>().as_ptr();
    // SAFETY: H7; the future goes before what it borrows.
    unsafe { (*call).content = Content::Nothing };
    // SAFETY: H7.
    unsafe { call.drop_in_place() }
}

/// The Python value of a future's output; `None` if it is not done.
pub fn future_value(vm: &mut Vm, block: Ref) -> Option<Outcome<Value>> {
    let (table, call) = vm.heap.future_place(block).filter(|_| vm.heap.stage(block) == Stage::Done)?;
    // SAFETY: H7.
    unsafe { (table.read().value)(call, vm) }
}

impl Heap<'static> {
    /// Notes that the slice is the heap's for ever, so that futures may lie in it: who borrows it for ever cannot get
    /// it back by forgetting the VM.
    pub fn allow_futures(&mut self) {
        self.is_forever = true;
    }
}

impl<'m> Heap<'m> {
    /// Makes the block of a future of a type. `None`: this heap may have none.
    pub fn alloc_future<J: Job>(&mut self) -> Result<Option<Ref>, Stop> {
        const { Of::<J>::FITS };
        if !self.is_forever {
            return Ok(None);
        }
        let block = self.alloc_pinned(Kind::Future, (CALL + size_of::<Call<J>>()).div_ceil(4))?;
        self.set_stage(block, Stage::Empty, NO_MODULE);
        self.has_natives = true;
        Ok(Some(block))
    }

    /// Puts a call into the block that `alloc_future` of the same type made since the last instruction boundary.
    pub fn fill_future<J: Job>(&mut self, block: Ref, object: Value, module: u8, job: J, arguments: J::Arguments) {
        let fits = self.size(block) >= CALL + size_of::<Call<J>>();
        let (Stage::Empty, true, Some((table, call))) = (self.stage(block), fits, self.future_place(block)) else {
            return;
        };
        let content = Content::New(arguments);
        // SAFETY: the block has room for both (H1), and no call is overwritten (H7).
        unsafe {
            table.write(Of::<J>::TABLE);
            call.cast::<Call<J>>().write(Call { content, object: None, state: None, job });
        }
        self.init(block, OBJECT, object);
        self.set_stage(block, Stage::New, module);
    }

    /// How far a future has come; `Over` for what is none.
    pub fn stage(&self, block: Ref) -> Stage {
        if !self.memory.header(block).is_future() {
            return Stage::Over;
        }
        match self.value(block, STAGE).small_int() & 0xff {
            0 => Stage::Empty,
            1 => Stage::New,
            2 => Stage::Running,
            3 => Stage::Done,
            _ => Stage::Over,
        }
    }

    /// The number of the module whose state a future borrows.
    pub fn future_module(&self, block: Ref) -> Option<u8> {
        let module = (self.value(block, STAGE).small_int() >> 8) as u8;
        (module != NO_MODULE).then_some(module)
    }

    fn set_stage(&self, block: Ref, stage: Stage, module: u8) {
        let word = stage as i32 | i32::from(module) << 8;
        self.memory.put(block, STAGE, Value::small(word).bits());
    }

    fn advance_to(&self, block: Ref, stage: Stage) {
        self.set_stage(block, stage, self.future_module(block).unwrap_or(NO_MODULE));
    }

    /// Starts a new future with the state that it borrows. *Errors*: the state, if that or the object is not at hand.
    pub fn start_future(&mut self, block: Ref, state: Option<&'m mut dyn Any>) -> Result<(), Option<&'m mut dyn Any>> {
        let (Stage::New, Some((table, call))) = (self.stage(block), self.future_place(block)) else {
            return Err(state);
        };
        let state = state.map(NonNull::from);
        let object = self.value(block, OBJECT);
        // SAFETY: H7, which also says that `'m` is for ever; the state is borrowed for as long, and kept for nobody else.
        if !unsafe { (table.read().start)(call, self, object, state) } {
            // SAFETY: it was made of that reference, and has not been kept.
            return Err(state.map(|mut state| unsafe { state.as_mut() }));
        }
        self.advance_to(block, Stage::Running);
        let first = self.root(Root::Futures);
        self.set(block, NEXT, if first.is_ref() { first } else { Value::NONE });
        self.set_root(Root::Futures, Value::reference(block));
        Ok(())
    }

    /// The next future that has been started and has not ended, behind another one or from the first on.
    pub fn next_future(&self, after: Option<Ref>) -> Option<Ref> {
        match after {
            Some(block) => self.value(block, NEXT).as_ref(),
            None => self.root(Root::Futures).as_ref(),
        }
    }

    /// Polls a running future; true if it is done. Then it is to be ended.
    pub fn poll_future(&mut self, block: Ref, context: &mut Context) -> bool {
        let (Stage::Running, Some((table, call))) = (self.stage(block), self.future_place(block)) else { return false };
        // SAFETY: H7.
        let done = unsafe { (table.read().poll)(call, context) };
        if done {
            self.advance_to(block, Stage::Done);
        }
        done
    }

    /// Ends a future that was started: drops it if it is not done, and gives back what it borrowed: the object to its
    /// block, the state to the caller. The output of a future that is done stays.
    pub fn end_future(&mut self, block: Ref) -> Option<&'m mut dyn Any> {
        self.unlist_future(block);
        let (table, call) = self.future_place(block).filter(|_| self.stage(block) != Stage::Empty)?;
        if self.stage(block) != Stage::Done {
            self.advance_to(block, Stage::Over);
        }
        let object = self.value(block, OBJECT);
        // SAFETY: H7.
        let state = unsafe { (table.read().give_back)(call, self, object) };
        // SAFETY: `start_future` was given this reference, and the future that had it is gone.
        state.map(|mut state| unsafe { state.as_mut() })
    }

    /// Takes a future out of the list of those that have been started.
    fn unlist_future(&mut self, block: Ref) {
        let next = self.value(block, NEXT);
        if self.root(Root::Futures).as_ref() == Some(block) {
            self.set_root(Root::Futures, next);
        }
        let mut before = self.next_future(None);
        while let Some(at) = before {
            if self.value(at, NEXT).as_ref() == Some(block) {
                self.set(at, NEXT, next);
            }
            before = self.next_future(Some(at));
        }
        self.set(block, NEXT, Value::NONE);
    }

    /// Drops the call of a block, if it is one of a future and has one.
    pub(super) fn drop_future(&self, block: Ref) {
        let Some((table, call)) = self.future_place(block).filter(|_| self.stage(block) != Stage::Empty) else {
            return;
        };
        self.set_stage(block, Stage::Empty, NO_MODULE);
        // SAFETY: H7: there is a call, and from now on there is none.
        unsafe { (table.read().drop)(call) }
    }

    /// Where table and call of a future stand.
    fn future_place(&self, block: Ref) -> Option<(NonNull<&'static Table>, NonNull<u8>)> {
        let header = self.header(block);
        if !header.is_future() || !self.memory.holds(block.0) || self.size(block) < CALL {
            return None;
        }
        let start = NonNull::new(self.memory.pointer(block)?.cast_mut())?.cast::<u8>();
        // SAFETY: H1: the block's bytes lie in the arena.
        Some(unsafe { (start.add(TABLE).cast(), start.add(CALL)) })
    }
}
