//! Async functions of Rust as Python awaitables: see [`module!`](crate::module).
//!
//! A call puts arguments and future into a block of the VM's memory that is never moved, and gives a coroutine that
//! drives it (`prelude/futures.py`). All futures that have been started are polled whenever the program waits, with the
//! waker of whoever runs the VM; there is no list of tasks and no waker of the VM's own. What a future borrows, an object or
//! its module's state, is away while it runs: a second one that wants it waits for its turn.

use crate::vm::Vm;
use crate::vm::heap::{Job, Kind, Output, Stage};
use crate::vm::native::NativeModule;
use crate::vm::prelude::Prelude;
use crate::vm::raise::{Outcome, Stop, raise};
use crate::vm::types::{Args, Native, native};
use crate::vm::value::{Ref, Value};
use core::marker::PhantomData;
use core::task::Context;

use super::ToPython;

/// Hidden natives of the prelude.
pub static HIDDEN: &[Native] = &[
    native("_poll", "future, /", 1, 1, poll),
    native("_result", "future, /", 1, 1, result),
    native("_end", "future, /", 1, 1, end),
    native("_rest", "deadline, ready=None, parked=None, /", 1, 3, rest),
    native("_is_future", "value, /", 1, 1, |vm, args| {
        let value = args.get(0);
        let is_event = super::events::is_source(vm, value);
        let is_some = is_event || vm.kind(value) == Some(Kind::Future) || super::network::has_come(vm, value).is_some();
        Ok(Value::bool(is_some))
    }),
];

impl<T: ToPython + 'static> Output for T {
    fn value(&self, vm: &mut Vm<'_>) -> Outcome<Value> {
        self.to_python(vm)
    }
}

/// An async function: a method of `T`, with the state `S`, arguments `A`.
#[doc(hidden)]
pub struct Async<T, S, A, G>(G, PhantomData<fn(T, S, A)>);

impl<T, S, A, G: Copy> Copy for Async<T, S, A, G> {}
impl<T, S, A, G: Copy> Clone for Async<T, S, A, G> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static, S: 'static, A: 'static, G, F> Async<T, S, A, G>
where
    G: Fn(&'static mut T, &'static mut S, A) -> F + Copy + 'static,
    F: Future<Output: ToPython> + 'static,
{
    /// Of a function that makes the future.
    pub fn new(start: G) -> Self {
        Async(start, PhantomData)
    }
}

impl<T: 'static, S: 'static, A: 'static, G, F> Job for Async<T, S, A, G>
where
    G: Fn(&'static mut T, &'static mut S, A) -> F + Copy + 'static,
    F: Future<Output: ToPython + 'static> + 'static,
{
    type Object = T;
    type State = S;
    type Arguments = A;
    type Future = F;

    fn start(self, object: &'static mut T, state: &'static mut S, arguments: A) -> F {
        (self.0)(object, state, arguments)
    }
}

/// Makes the future of a call and what scripts see of it: a coroutine, or if the function `blocks` its value.
#[doc(hidden)]
pub fn call<J: Job>(
    vm: &mut Vm<'_>,
    object: Option<Value>,
    module: Option<&NativeModule>,
    blocks: bool,
    job: J,
    arguments: impl FnOnce(&Vm<'_>) -> J::Arguments,
) -> Outcome<Value> {
    let Some(block) = vm.heap.alloc_future::<J>()? else {
        return raise!(vm, SystemError, "this memory cannot hold futures");
    };
    let module = module.and_then(|table| vm.modules.index_of(table)).unwrap_or(u8::MAX);
    let arguments = arguments(vm);
    vm.heap.fill_future(block, object.unwrap_or(Value::NONE), module, job, arguments);
    let function = if blocks { Prelude::Await } else { Prelude::Drive };
    Err(vm.instead_prelude(function, &[Value::reference(block)]))
}

/// `_poll(future)`: whether it is done; starts it, if what it borrows is at hand.
fn poll(vm: &mut Vm, args: Args) -> Outcome<Value> {
    let block = args.get(0).block();
    if let Some(waits) = super::events::has_event(vm, args.get(0)).or_else(|| super::network::has_come(vm, args.get(0)))
    {
        return Ok(Value::bool(waits));
    }
    if vm.heap.stage(block) == Stage::New && !vm.start_future(block)? {
        return Ok(Value::FALSE);
    }
    Ok(Value::bool(vm.heap.stage(block) == Stage::Done))
}

/// `_result(future)`
fn result(vm: &mut Vm, args: Args) -> Outcome<Value> {
    match crate::vm::heap::future_value(vm, args.get(0).block()) {
        Some(value) => value,
        None => raise!(vm, RuntimeError, "the operation was closed"),
    }
}

/// `_end(future)`: drops it, if it is not done.
fn end(vm: &mut Vm, args: Args) -> Outcome<Value> {
    vm.end_future(args.get(0).block());
    Ok(Value::NONE)
}

/// `_rest(deadline, ready, parked)`: waits until a future is done, a time has come, something is in the deque of what is
/// ready, or one of the sockets in the list of who is parked. None: no time.
fn rest(vm: &mut Vm, args: Args) -> Outcome<Value> {
    vm.poll_futures();
    vm.look_for_events();
    let is_roused = core::mem::take(&mut vm.roused);
    let ready = args.get(1);
    if is_roused || (vm.kind(ready) == Some(Kind::Deque) && crate::vm::types::deque::len(&vm.heap, ready.block()) > 0) {
        return Ok(Value::NONE);
    }
    let deadline = vm.as_int(args.get(0)).and_then(|int| int.to_u64(&vm.heap)).unwrap_or(u64::MAX);
    if deadline != u64::MAX && vm.now() >= deadline {
        return Ok(Value::NONE);
    }
    let Some(until) = super::network::look(vm, args.get(2), deadline) else { return Ok(Value::NONE) };
    vm.until = until;
    Err(Stop::Wait)
}

impl Vm<'_> {
    /// Starts a future and polls it; false if what it borrows is in use.
    fn start_future(&mut self, block: Ref) -> Outcome<bool> {
        let module = self.heap.future_module(block);
        let state = match module {
            Some(number) => match self.modules.take_state_of(number) {
                Some(state) => Some(state),
                None => return Ok(false),
            },
            None => None,
        };
        if let Err(state) = self.heap.start_future(block, state) {
            if let (Some(number), Some(state)) = (module, state) {
                self.modules.return_state_of(number, state);
            }
            return Ok(false);
        }
        self.poll_future(block);
        Ok(true)
    }

    fn poll_future(&mut self, block: Ref) {
        let waker = self.waker.clone();
        if self.heap.poll_future(block, &mut Context::from_waker(&waker)) {
            self.end_future(block);
            self.roused = true;
        }
    }

    /// Polls all futures that have been started, if something may have happened since that was done last.
    pub(crate) fn poll_futures(&mut self) {
        if !core::mem::take(&mut self.woken) {
            return;
        }
        let mut next = self.heap.next_future(None);
        while let Some(block) = next {
            // The one behind it, before it is taken out of the list.
            next = self.heap.next_future(Some(block));
            self.poll_future(block);
        }
    }

    /// Ends a future and gives back what it borrowed.
    fn end_future(&mut self, block: Ref) {
        let module = self.heap.future_module(block);
        let state = self.heap.end_future(block);
        if let (Some(number), Some(state)) = (module, state) {
            self.modules.return_state_of(number, state);
        }
        self.roused = true;
    }

    /// Ends all futures that have been started.
    pub(crate) fn end_futures(&mut self) {
        while let Some(block) = self.heap.next_future(None) {
            self.end_future(block);
        }
    }
}

/// An async function of a module, as `__function`.
#[doc(hidden)]
#[macro_export]
macro_rules! __async_function {
    ($head:tt $blocks:tt $name:tt () $result:tt $body:block) => {
        $crate::__async_row!($blocks $name [] [] [] $result $body)
    };
    ($head:tt $blocks:tt $name:tt ($first:ident: $($parameters:tt)*) $result:tt $body:block) => {
        $crate::__async_row!($blocks $name [] [] [$first: $($parameters)*] $result $body)
    };
    ([$table:ident [$type:ty]] $blocks:tt $name:tt ($state:ident $(, $($parameters:tt)*)?) $result:tt $body:block) => {
        $crate::__async_row!($blocks $name [] [$state: $type, $table] [$($($parameters)*)?] $result $body)
    };
}

/// An async method, as `__method`.
#[doc(hidden)]
#[macro_export]
macro_rules! __async_method {
    ($head:tt $type:ident $blocks:tt $name:tt ($this:ident $(,)?) $result:tt $body:block) => {
        $crate::__async_row!($blocks $name [$this: $type] [] [] $result $body)
    };
    ($head:tt $type:ident $blocks:tt $name:tt ($this:ident, $first:ident: $($parameters:tt)*) $result:tt $body:block) => {
        $crate::__async_row!($blocks $name [$this: $type] [] [$first: $($parameters)*] $result $body)
    };
    ([$table:ident [$state_type:ty]] $type:ident $blocks:tt $name:tt
        ($this:ident, $state:ident $(, $($parameters:tt)*)?) $result:tt $body:block) => {
        $crate::__async_row!(
            $blocks $name [$this: $type] [$state: $state_type, $table] [$($($parameters)*)?] $result $body)
    };
}

/// A row of a table whose Rust function is async.
#[doc(hidden)]
#[macro_export]
macro_rules! __async_row {
    ($blocks:tt ($name:expr) [$($this:ident: $this_type:ident)?] [$($state:ident: $state_type:ty, $table:ident)?]
        [$($argument:ident: $type:ty $(= $default:expr)?),* $(,)?] [$($result:ty)?] $body:block) => {{
        async fn body($($this: &mut $this_type,)? $($state: &mut $state_type,)? $($argument: $type),*)
            $(-> $result)? $body

        #[allow(unused_mut, unused_variables)]
        fn call<'m>(
            vm: &mut $crate::Vm<'m>,
            args: $crate::bind::Args<'m>,
        ) -> $crate::bind::Outcome<$crate::bind::Value> {
            let mut call = $crate::bind::arguments::Call::new(vm, $name, args);
            $(
                let $this = call.value();
                if !$crate::bind::class::is_object::<$this_type>(vm, $this) {
                    return $crate::bind::class::not_at_hand(vm, call, false);
                }
            )?
            $(let $argument = $crate::__check!(call, vm, $argument, $type, [$($default)?]);)*
            let job = $crate::bind::future::Async::new(
                |object: &'static mut $crate::__type_or_unit!($($this_type)?),
                 state: &'static mut $crate::__type_or_unit!($($state_type)?),
                 ($($argument,)*): ($($type,)*)| {
                    body($($crate::__second!($this, object),)? $($crate::__second!($state, state),)? $($argument),*)
                },
            );
            $crate::bind::future::call(
                vm,
                $crate::__option!($($this)?),
                $crate::__option!($($table.table())?),
                $blocks,
                job,
                |vm| ($($crate::__take!(vm, $argument, $type, [$($default)?]),)*),
            )
        }

        $crate::bind::arguments::row(
            $name,
            concat!($(stringify!($this), ",",)? $(stringify!($argument), ","),*),
            0 $(+ $crate::__one!($this))?,
            0 $(+ $crate::__one!($this))? $(+ $crate::__one!($argument))*,
            call,
        )
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __second {
    ($first:ident, $second:ident) => {
        $second
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __option {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}
