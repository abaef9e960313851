//! What interrupts tell scripts: queues of small values.

use crate::vm::Vm;
use crate::vm::heap::{Kind, Root};
use crate::vm::name;
use crate::vm::native::{Member, NativeClass, NativeModule, Role};
use crate::vm::prelude::Prelude;
use crate::vm::raise::Outcome;
use crate::vm::types::{Args, Native, TypeId, list, native, tuple};
use crate::vm::value::Value;
use core::marker::PhantomData;
use core::sync::atomic::{AtomicU32, Ordering};
use core::task::Waker;

use super::ToPython;
use super::waker::WakerPlace;
use crate::vm::exec::frame::Return;

/// A value that fits two words: what can be posted.
///
/// | Rust | |
/// |--|--|
/// | `bool`, ints of up to 64 bits, `f32`, `f64`, `()` | as they are |
/// | `(A, B)` | two values of one word each |
///
/// # Examples
/// ```
/// use ferropy::bind::{Event, Outcome, ToPython, Value};
/// use ferropy::Vm;
///
/// #[derive(Clone, Copy)]
/// struct Turned { wheel: u8, by: i16 }
///
/// impl Event for Turned {
///     fn words(self) -> [u32; 2] { (self.wheel, self.by).words() }
///     fn of_words(words: [u32; 2]) -> Turned {
///         let (wheel, by) = Event::of_words(words);
///         Turned { wheel, by }
///     }
/// }
///
/// impl ToPython for Turned {
///     const ROOM: usize = <(u8, i16)>::ROOM;
///     fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> { (self.wheel, self.by).to_python(vm) }
/// }
/// ```
pub trait Event: Copy + ToPython + 'static {
    /// The value as two words.
    fn words(self) -> [u32; 2];
    /// The value of two words.
    fn of_words(words: [u32; 2]) -> Self;
}

/// An [`Event`] of one word.
pub trait SmallEvent: Event {
    #[doc(hidden)]
    fn word(self) -> u32 {
        self.words()[0]
    }
    #[doc(hidden)]
    fn of_word(word: u32) -> Self {
        Self::of_words([word, 0])
    }
}

macro_rules! small_events {
    ($($type:ident)*) => { $(
        impl Event for $type {
            fn words(self) -> [u32; 2] {
                [self as u32, 0]
            }
            fn of_words(words: [u32; 2]) -> $type {
                words[0] as $type
            }
        }
        impl SmallEvent for $type {}
    )* };
}

small_events! { i8 i16 i32 u8 u16 u32 }

macro_rules! other_events {
    ($($type:ty: $value:ident => $words:expr, $given:ident => $made:expr;)*) => { $(
        impl Event for $type {
            fn words(self) -> [u32; 2] {
                let $value = self;
                $words
            }
            fn of_words($given: [u32; 2]) -> $type {
                $made
            }
        }
    )* };
}

other_events! {
    (): _value => [0, 0], _words => ();
    bool: value => [value.into(), 0], words => words[0] != 0;
    f32: value => [value.to_bits(), 0], words => f32::from_bits(words[0]);
    u64: value => [value as u32, (value >> 32) as u32], words => u64::from(words[0]) | u64::from(words[1]) << 32;
    i64: value => (value as u64).words(), words => u64::of_words(words) as i64;
    f64: value => value.to_bits().words(), words => f64::from_bits(u64::of_words(words));
}

impl SmallEvent for bool {}
impl SmallEvent for f32 {}

impl<A: SmallEvent, B: SmallEvent> Event for (A, B) {
    fn words(self) -> [u32; 2] {
        [self.0.word(), self.1.word()]
    }

    fn of_words(words: [u32; 2]) -> (A, B) {
        (A::of_word(words[0]), B::of_word(words[1]))
    }
}

/// A queue from one interrupt handler (or thread) to a script, for up to `N` values.
///
/// [`Events::post`] is wait-free, allocates nothing and may be called from an interrupt handler; it needs no more than loads and
/// stores of words. A queue has *one* sender: where two contexts post, each has a queue of its own, else events may be lost
/// (but nothing worse happens). The script gets them in order; what finds the queue full is counted.
///
/// | Python | |
/// |--|--|
/// | `await board.pressed.get()` | the next event |
/// | `async for event in board.pressed:` | one after the other |
/// | `board.pressed.poll()` | the next event, or None |
/// | `board.pressed.irq(callback)` | `callback(event)` is called between two instructions of the program; None: no more |
/// | `board.pressed.any()`, `.lost` | how many wait; how many were lost |
///
/// With the feature `critical-section` an event wakes the executor that runs the VM; without, it is seen at the VM's
/// next step.
///
/// # Examples
/// ```
/// use ferropy::Vm;
/// use ferropy::bind::Events;
///
/// static PRESSED: Events<u16, 8> = Events::new();
///
/// ferropy::module! {
///     BUTTONS = "buttons" {
///         events pressed: u16 = PRESSED;
///     }
/// }
///
/// let mut memory = [0; 24 * 1024];
/// let mut vm = Vm::builder(&mut memory).module(&BUTTONS, ()).standard_modules().build()?;
/// vm.exec("import buttons\nseen = []\nbuttons.pressed.irq(seen.append)")?;
/// PRESSED.post(7); // in an interrupt handler
/// PRESSED.post(8);
/// vm.exec("pass")?;
/// assert_eq!(vm.eval::<(u16, u16)>("seen")?, (7, 8));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Events<T, const N: usize> {
    slots: [[AtomicU32; 2]; N],
    /// Where the next event is taken, counted modulo `2 * N`.
    first: AtomicU32,
    /// Where the next event is put.
    end: AtomicU32,
    lost: AtomicU32,
    waker: WakerPlace,
    life: PhantomData<fn(T) -> T>,
}

impl<T: Event, const N: usize> Events<T, N> {
    const FITS: () = assert!(N > 0 && N < 1 << 30, "a queue has room for one event at least");
    const MODULUS: u32 = {
        let () = Self::FITS;
        2 * N as u32
    };

    /// An empty queue.
    pub const fn new() -> Events<T, N> {
        Events {
            slots: [const { [const { AtomicU32::new(0) }; 2] }; N],
            first: AtomicU32::new(0),
            end: AtomicU32::new(0),
            lost: AtomicU32::new(0),
            waker: WakerPlace::new(),
            life: PhantomData,
        }
    }

    /// Posts an event; false if the queue is full, which is counted. Wait-free.
    pub fn post(&self, event: T) -> bool {
        let end = self.end.load(Ordering::Relaxed);
        if self.between(self.first.load(Ordering::Acquire), end) >= N as u32 {
            self.lost.store(self.lost.load(Ordering::Relaxed).saturating_add(1), Ordering::Relaxed);
            return false;
        }
        let [low, high] = event.words();
        if let Some(slot) = self.slots.get(end as usize % N) {
            slot[0].store(low, Ordering::Relaxed);
            slot[1].store(high, Ordering::Relaxed);
        }
        self.end.store((end + 1) % Self::MODULUS, Ordering::Release);
        self.waker.wake();
        true
    }

    /// How many events were lost because the queue was full.
    pub fn lost(&self) -> u32 {
        self.lost.load(Ordering::Relaxed)
    }

    fn between(&self, first: u32, end: u32) -> u32 {
        (end + Self::MODULUS - first) % Self::MODULUS
    }
}

impl<T: Event, const N: usize> Default for Events<T, N> {
    fn default() -> Events<T, N> {
        Events::new()
    }
}

/// A queue as the VM sees it.
#[doc(hidden)]
pub trait Erased: Sync {
    /// How many events wait.
    fn waiting(&self) -> u32;
    /// Where the next event will be put: changes with every event.
    fn mark(&self) -> u32;
    /// The next event as a tuple of one; `None` if there is none. It stays until it is dropped.
    fn look(&self, vm: &mut Vm<'_>) -> Outcome<Option<Value>>;
    /// Drops the next event.
    fn pass(&self);
    fn lost(&self) -> u32;
    /// Who is to be woken by the next event.
    fn wakes(&self, waker: &Waker);
}

/// A queue of events of a type.
#[doc(hidden)]
pub trait Source: Erased {
    type Event;

    fn erased(&'static self) -> &'static dyn Erased;
}

impl<T: Event, const N: usize> Source for Events<T, N> {
    type Event = T;

    fn erased(&'static self) -> &'static dyn Erased {
        self
    }
}

impl<T: Event, const N: usize> Erased for Events<T, N> {
    fn waiting(&self) -> u32 {
        self.between(self.first.load(Ordering::Relaxed), self.end.load(Ordering::Acquire))
    }

    fn mark(&self) -> u32 {
        self.end.load(Ordering::Acquire)
    }

    fn look(&self, vm: &mut Vm<'_>) -> Outcome<Option<Value>> {
        if self.waiting() == 0 {
            return Ok(None);
        }
        let slot = self.slots.get(self.first.load(Ordering::Relaxed) as usize % N);
        let words = slot.map_or([0; 2], |slot| [0, 1].map(|index: usize| slot[index].load(Ordering::Relaxed)));
        let value = T::of_words(words).to_python(vm)?;
        tuple::new(vm, &[value]).map(Some)
    }

    fn pass(&self) {
        if self.waiting() > 0 {
            self.first.store((self.first.load(Ordering::Relaxed) + 1) % Self::MODULUS, Ordering::Release);
        }
    }

    fn lost(&self) -> u32 {
        Events::lost(self)
    }

    fn wakes(&self, waker: &Waker) {
        self.waker.set(waker);
    }
}

/// What scripts have of a queue.
#[derive(Clone, Copy)]
struct Handle {
    source: &'static dyn Erased,
    /// The mark when the VM looked last.
    seen: u32,
}

/// The class of queues.
pub static MODULE: NativeModule = NativeModule { name: "_events", classes: &[CLASS], ..NativeModule::PLAIN };

const CLASS: NativeClass = NativeClass {
    name: "Events",
    doc: "What interrupts post, in order.\n",
    members: &[
        member(Role::Method, "get", "self,", 1, |vm, args| {
            listen(vm, args.get(0), None)?;
            Err(vm.instead_prelude(Prelude::EventGet, &[args.get(0)]))
        }),
        member(Role::Method, "__aiter__", "self,", 1, |_, args| Ok(args.get(0))),
        member(Role::Method, "__anext__", "self,", 1, |vm, args| {
            listen(vm, args.get(0), None)?;
            Err(vm.instead_prelude(Prelude::EventGet, &[args.get(0)]))
        }),
        member(Role::Method, "poll", "self,", 1, |vm, args| {
            let event = take(vm, args)?;
            Ok(if event.is_none() { event } else { tuple::item(vm, event, 0) })
        }),
        member(Role::Method, "any", "self,", 1, |vm, args| {
            Ok(Value::len(source(vm, args.get(0)).map_or(0, |source| source.waiting() as usize)))
        }),
        member(Role::Method, "irq", "self,handler,", 2, |vm, args| {
            listen(vm, args.get(0), Some(args.get_or(1, Value::NONE)))?;
            Ok(Value::NONE)
        }),
        member(Role::Get, "lost", "self,", 1, |vm, args| {
            Ok(Value::len(source(vm, args.get(0)).map_or(0, |source| source.lost() as usize)))
        }),
    ],
    codec: None,
};

const fn member(
    role: Role,
    name: &'static str,
    parameters: &'static str,
    count: u8,
    call: crate::vm::types::NativeFn,
) -> Member {
    Member { role, native: native(name, parameters, 1, count, call) }
}

/// Hidden natives of the prelude and the standard modules.
pub static HIDDEN: &[Native] = &[
    native("_take_event", "source, /", 1, 1, take),
    native("_next_call", "", 0, 0, next_call),
    native("_end_calls", "", 0, 0, |vm, _| {
        vm.calling_back = false;
        Ok(Value::NONE)
    }),
    native("_schedule", "function, argument, /", 2, 2, |vm, args| {
        vm.schedule(args.get(0), args.get(1)).map(|()| Value::NONE)
    }),
];

/// Calls that may be scheduled at a time.
const MOST_CALLS: usize = 32;

/// A queue as the result of a function: scripts get its object.
#[doc(hidden)]
pub struct Queue(pub &'static dyn Erased);

impl ToPython for Queue {
    const ROOM: usize = 96;

    fn to_python(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        object(vm, self.0)
    }
}

/// Makes what scripts have of a queue.
#[doc(hidden)]
pub fn object(vm: &mut Vm<'_>, source: &'static dyn Erased) -> Outcome<Value> {
    let number = crate::bind::modules::NATIVES.iter().position(|table| core::ptr::eq(*table, &MODULE)).unwrap_or(0);
    let number = crate::bind::modules::builtins::FIRST_STANDARD + number;
    let class = vm.new_native_class(number as u8, 0, &CLASS)?;
    let block = vm.heap.alloc_native::<Handle>()?;
    vm.heap.fill_native(block, Handle { source, seen: source.mark() });
    vm.heap.init(block, 1, class);
    Ok(Value::reference(block))
}

/// True for what scripts have of a queue.
pub(super) fn is_source(vm: &Vm<'_>, value: Value) -> bool {
    vm.heap.is_native_of::<Handle>(value.block())
}

fn source(vm: &Vm<'_>, value: Value) -> Option<&'static dyn Erased> {
    vm.heap.with_native::<Handle, _>(value.block(), |handle| handle.source)
}

/// Whether an event waits; `None` for what is no queue.
pub(super) fn has_event(vm: &Vm<'_>, value: Value) -> Option<bool> {
    if vm.kind(value) != Some(Kind::Native) {
        return None;
    }
    source(vm, value).map(|source| source.waiting() > 0)
}

/// `_take_event(source)`: the next event in a tuple, or None.
fn take(vm: &mut Vm<'_>, args: Args) -> Outcome<Value> {
    let Some(source) = source(vm, args.get(0)) else { return Ok(Value::NONE) };
    let event = source.look(vm)?;
    source.pass();
    Ok(event.unwrap_or(Value::NONE))
}

/// Puts a queue among those that the VM looks at; `None`: its callback stays as it is.
fn listen(vm: &mut Vm<'_>, queue: Value, callback: Option<Value>) -> Outcome<()> {
    let sources = root_list(vm, Root::Sources)?;
    let block = sources.block();
    let known = (0..list::len(&vm.heap, block) / 2).find(|index| list::get(&vm.heap, block, 2 * index) == queue);
    if let Some(index) = known {
        if let Some(callback) = callback {
            list::set(&mut vm.heap, block, 2 * index + 1, callback);
        }
        return Ok(());
    }
    list::reserve(&mut vm.heap, block, 2)?;
    list::push(vm, sources, queue)?;
    list::push(vm, sources, callback.unwrap_or(Value::NONE))
}

/// The list at a root, which is made when it is first asked for.
fn root_list(vm: &mut Vm<'_>, root: Root) -> Outcome<Value> {
    if !vm.heap.root(root).is_defined() {
        let made = vm.new_list(&[])?;
        vm.heap.set_root(root, made);
    }
    Ok(vm.heap.root(root))
}

/// `_next_call()`: the next callable and its argument, or None.
fn next_call(vm: &mut Vm<'_>, _: Args) -> Outcome<Value> {
    let calls = vm.heap.root(Root::Scheduled);
    if calls.is_defined() && list::len(&vm.heap, calls.block()) >= 2 {
        let block = calls.block();
        let call = tuple::new(vm, &[list::get(&vm.heap, block, 0), list::get(&vm.heap, block, 1)])?;
        let len = list::len(&vm.heap, block);
        list::keep_part(&mut vm.heap, block, 2, len);
        return Ok(call);
    }
    if vm.heap.root(Root::Due).is_defined() {
        return due_call(vm);
    }
    let sources = vm.heap.root(Root::Sources);
    for index in 0..if sources.is_defined() { list::len(&vm.heap, sources.block()) / 2 } else { 0 } {
        let callback = list::get(&vm.heap, sources.block(), 2 * index + 1);
        let Some(source) = source(vm, list::get(&vm.heap, sources.block(), 2 * index)) else { continue };
        if callback.is_none() {
            continue;
        }
        if let Some(event) = source.look(vm)? {
            let event = tuple::item(vm, event, 0);
            let call = tuple::new(vm, &[callback, event])?;
            source.pass();
            return Ok(call);
        }
    }
    Ok(Value::NONE)
}

/// What the death of objects makes due: a callback for a weak reference, or an object's finalizer.
fn due_call(vm: &mut Vm<'_>) -> Outcome<Value> {
    let call = tuple::new(vm, &[Value::NONE; 2])?;
    let Some((callback, object)) = vm.heap.next_due() else { return Ok(Value::NONE) };
    let finalizer = || vm.class_attribute(vm.type_of(object), name::__DEL__);
    let callable = if callback.is_none() { finalizer().unwrap_or(Value::builtin_type(TypeId::Type)) } else { callback };
    vm.heap.init(call.block(), 2, callable);
    vm.heap.init(call.block(), 3, object);
    Ok(call)
}

impl Vm<'_> {
    /// Calls a function of Python with one argument when the program has its next turn.
    ///
    /// *Errors*: a `RuntimeError` if too many such calls wait.
    pub(crate) fn schedule(&mut self, callable: Value, argument: Value) -> Outcome<()> {
        let calls = root_list(self, Root::Scheduled)?;
        if list::len(&self.heap, calls.block()) >= 2 * MOST_CALLS {
            return crate::vm::raise::raise!(self, RuntimeError, "schedule queue full");
        }
        list::reserve(&mut self.heap, calls.block(), 2)?;
        list::push(self, calls, callable)?;
        list::push(self, calls, argument)?;
        // The loop looks up.
        self.roused = true;
        Ok(())
    }

    /// True if something may have to be called between two instructions.
    #[inline(always)]
    pub(crate) fn is_interested(&self) -> bool {
        self.heap.root(Root::Scheduled).is_defined()
            || self.heap.root(Root::Due).is_defined()
            || self.heap.root(Root::Sources).is_defined()
            || self.alarm != u64::MAX
    }

    /// Opens the frame of what is to be called between two instructions, if there is something and a program that it
    /// can interrupt.
    #[cold]
    pub(crate) fn enter_callbacks(&mut self) {
        let idle = self.frame.fp == 0 || self.frame.collecting || self.heap.is_moving() || self.pending.is_some();
        self.look_for_events();
        if !idle && self.alarm != u64::MAX && self.now() >= self.alarm {
            let function = self.heap.root(Root::Alarm);
            // Without memory it rings a little later.
            if self.schedule(function, Value::NONE).is_ok() {
                self.alarm = u64::MAX;
            }
        }
        if idle || self.calling_back || !self.has_calls() {
            return;
        }
        let function = self.prelude(Prelude::CallBack);
        // Without memory for the frame it waits for a better time.
        if self.call_values(function, &[], Return::Drop).is_ok() {
            // What a long instruction has noted may be different when it is started again.
            self.heap.drop_work();
            self.calling_back = true;
        }
    }

    fn has_calls(&self) -> bool {
        if self.heap.root(Root::Due).is_defined() {
            return true;
        }
        let calls = self.heap.root(Root::Scheduled);
        if calls.is_defined() && list::len(&self.heap, calls.block()) > 0 {
            return true;
        }
        self.sources().any(|(source, callback)| {
            !callback.is_none() && self::source(self, source).is_some_and(|source| source.waiting() > 0)
        })
    }

    /// The queues that the VM looks at, and their callbacks.
    fn sources(&self) -> impl Iterator<Item = (Value, Value)> {
        let sources = self.heap.root(Root::Sources);
        let count = if sources.is_defined() { list::len(&self.heap, sources.block()) / 2 } else { 0 };
        (0..count).map(move |index| {
            let item = |at| list::get(&self.heap, sources.block(), at);
            (item(2 * index), item(2 * index + 1))
        })
    }

    /// Sees whether events have been posted since the last look, and says who is to be woken by the next ones.
    pub(crate) fn look_for_events(&mut self) {
        if !self.heap.root(Root::Sources).is_defined() || self.heap.is_moving() {
            return;
        }
        let waker = self.waker.clone();
        let mut is_new = false;
        for (handle, _) in self.sources() {
            let look = |handle: &mut Handle| {
                handle.source.wakes(&waker);
                let mark = handle.source.mark();
                core::mem::replace(&mut handle.seen, mark) != mark
            };
            is_new |= self.heap.with_native(handle.block(), look).unwrap_or(false);
        }
        self.roused |= is_new;
    }
}
