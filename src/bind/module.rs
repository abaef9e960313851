//! `module!`: Rust functions and constants as a Python module.

use crate::vm::Vm;
use crate::vm::heap::Heap;
use crate::vm::native::NativeModule;
use core::any::Any;
use core::marker::PhantomData;

/// A Python module written in Rust, whose functions work on a state of type `S`: see [`module!`](crate::module).
///
/// It lies in flash; its functions are found by name when a script uses them.
///
/// A module with `async` functions is a `Module<S, Pinned>`: their futures lie in the VM's memory, so that this must be
/// borrowed for ever (a `StaticCell`, a leaked box).
pub struct Module<S, P = Unpinned> {
    table: NativeModule,
    state: PhantomData<fn(S, P)>,
}

/// Marks modules without `async` functions.
pub struct Unpinned;

/// Marks modules with `async` functions: they need a VM in memory that is borrowed for ever.
pub struct Pinned;

/// Which modules a VM can have, by how long its memory is borrowed.
#[diagnostic::on_unimplemented(message = "a module with `async` functions needs memory that is borrowed for `'static`")]
pub trait Lives<'m> {
    #[doc(hidden)]
    const PINNED: bool;

    #[doc(hidden)]
    fn prepare(heap: &mut Heap<'m>);
}

impl<'m> Lives<'m> for Unpinned {
    const PINNED: bool = false;

    fn prepare(_: &mut Heap<'m>) {}
}

impl Lives<'static> for Pinned {
    const PINNED: bool = true;

    fn prepare(heap: &mut Heap<'static>) {
        heap.allow_futures();
    }
}

impl<S, P> Module<S, P> {
    #[doc(hidden)]
    pub const fn new(table: NativeModule) -> Module<S, P> {
        Module { table, state: PhantomData }
    }

    #[doc(hidden)]
    pub const fn table(&self) -> &NativeModule {
        &self.table
    }
}

/// What [`Builder::module`](crate::Builder::module) takes as a module's state: `&mut S`, or `()` where there is none.
pub trait State<'m, S> {
    #[doc(hidden)]
    fn erase(self) -> Option<&'m mut dyn Any>;
}

impl<'m, S: 'static> State<'m, S> for &'m mut S {
    fn erase(self) -> Option<&'m mut dyn Any> {
        Some(self)
    }
}

impl<'m> State<'m, ()> for () {
    fn erase(self) -> Option<&'m mut dyn Any> {
        None
    }
}

/// Calls a function with the state of its module, which nobody else can have meanwhile.
#[doc(hidden)]
pub fn with_state<S: 'static, R>(vm: &Vm<'_>, table: &NativeModule, function: impl FnOnce(&mut S) -> R) -> Option<R> {
    let state = vm.modules.take_state(table)?;
    let result = state.downcast_mut().map(function);
    vm.modules.return_state(table, state);
    result
}

/// Makes a Python module of Rust functions.
///
/// | line | Python |
/// |--|--|
/// | `pub RELAYS = "relays" for Board {` | `import relays`; the functions work on one `Board`, given to the builder |
/// | `fn set(board, index: u8, on: bool) -> Result<(), E> {…}` | `relays.set(3, on=True)`; a first parameter without a type is the state, as `&mut Board` |
/// | `fn pulse(board, ms: u32 = 5) {…}` | an optional argument |
/// | `fn parse(text: &str) -> Option<i32> {…}` | a function without state |
/// | `async fn settle(board, ms: u32) {…}` | `await relays.settle(20)`: see below |
/// | `await fn pulse(board, ms: u32) {…}` | `relays.pulse(20)`: async in Rust only |
/// | `events pressed: u16 = BUTTON;` | `relays.pressed`: what interrupts post, see [`Events`](crate::bind::Events) |
/// | `const COUNT: i64 = 4;` | `relays.COUNT`; constants are `i64`, `f64`, `bool` or `&str` |
/// | `class Sensor = "Sensor" {…}` | a class: see below |
///
/// Arguments are what [`FromPython`](crate::bind::FromPython) can make, results what [`ToPython`](crate::bind::ToPython)
/// takes; they are checked before the function runs, with messages that name the argument. All tables lie in flash.
/// Documentation comments go to `__doc__` of the module and its classes.
///
/// # Classes
/// | line | Python |
/// |--|--|
/// | `class Sensor = "Sensor" {` | the Rust type `Sensor` as a class; objects live in the VM's memory and are dropped by its collector |
/// | `new(board, address: u8 = 0x76) -> Result<Sensor, E> {…}` | `Sensor(address=0x77)` |
/// | `fn read(sensor, count: usize) -> u16 {…}` | a method; its first parameter is the object, as `&mut Sensor` |
/// | `fn apply(sensor, board, x: f32) {…}` | a method that uses the state too |
/// | `get celsius(sensor) -> f32 {…}` | a property |
/// | `set celsius(sensor, value: f32) {…}` | assignment to it |
///
/// # Async functions
/// An `async fn` gives a Python coroutine, whose future lies in the VM's memory and is polled with the waker of whoever
/// runs the VM: see [`Vm::run_async`](crate::Vm::run_async). To cancel the coroutine is to drop the future. Functions and methods
/// may be `async`; their arguments own what they hold (no `&str`, but `heapless::String`). While a future runs, its object or the state
/// is borrowed: another `async fn` that wants it waits for its turn, a plain function raises `RuntimeError`. An
/// `await fn` is written in the same way, but scripts call it like any function: they stand still until it is done,
/// while the firmware's other tasks and the other futures go on.
///
/// Memory that holds futures must be the VM's for ever, so the slice of such a VM is `&'static mut`:
/// ```
/// use ferropy::Vm;
///
/// struct Radio { strength: i8 }
///
/// ferropy::module! {
///     RADIO = "radio" for Radio {
///         async fn strength(radio) -> i8 {
///             core::future::ready(radio.strength).await
///         }
///         await fn strength_now(radio) -> i8 {
///             core::future::ready(radio.strength).await
///         }
///     }
/// }
///
/// let memory = Box::leak(Box::new([0; 24 * 1024]));
/// let radio = Box::leak(Box::new(Radio { strength: -60 }));
/// let mut vm = Vm::builder(memory).module(&RADIO, radio).standard_modules().build()?;
/// vm.exec("import asyncio, radio")?;
/// assert_eq!(vm.eval::<i8>("asyncio.run(radio.strength())")?, -60);
/// assert_eq!(vm.eval::<i8>("radio.strength_now()")?, -60);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
/// Memory that is borrowed for less does not compile:
/// ```compile_fail
/// use ferropy::Vm;
///
/// ferropy::module! {
///     RADIO = "radio" {
///         async fn strength() -> i8 { 1 }
///     }
/// }
///
/// let mut memory = [0; 24 * 1024];
/// let vm = Vm::builder(&mut memory).module(&RADIO, ()).build();
/// ```
/// Neither does an async function that takes what it cannot keep:
/// ```compile_fail
/// ferropy::module! {
///     RADIO = "radio" {
///         async fn send(text: &str) -> usize { text.len() }
///     }
/// }
/// ```
///
/// # Examples
/// ```
/// use ferropy::Vm;
/// use ferropy::bind::{Exception, IntoException};
///
/// struct Board { relays: [bool; 4] }
///
/// struct NoSuchRelay;
///
/// impl IntoException for NoSuchRelay {
///     fn exception(&self) -> Exception {
///         Exception::value_error("no such relay")
///     }
/// }
///
/// ferropy::module! {
///     /// Relays on the carrier board.
///     pub RELAYS = "relays" for Board {
///         /// Switches a relay on or off.
///         fn set(board, index: u8, on: bool = true) -> Result<(), NoSuchRelay> {
///             *board.relays.get_mut(usize::from(index)).ok_or(NoSuchRelay)? = on;
///             Ok(())
///         }
///         fn count(board) -> usize {
///             board.relays.iter().filter(|on| **on).count()
///         }
///         const COUNT: i64 = 4;
///     }
/// }
///
/// let mut board = Board { relays: [false; 4] };
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).module(&RELAYS, &mut board).build()?;
/// vm.exec("import relays")?;
/// vm.exec("for i in range(relays.COUNT): relays.set(i)")?;
/// assert_eq!(vm.eval::<u32>("relays.count()")?, 4);
///
/// let error = vm.exec("relays.set(300)").unwrap_err();
/// assert_eq!(error.message(&mut vm), "argument 'index' of set() must be between 0 and 255");
/// let error = vm.exec("relays.set(7)").unwrap_err();
/// assert_eq!(error.message(&mut vm), "no such relay");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[macro_export]
macro_rules! module {
    ($(#[doc = $doc:expr])* $vis:vis $table:ident = $python:literal $(for $state:ty)? { $($items:tt)* }) => {
        $(#[doc = $doc])*
        $vis static $table: $crate::bind::Module<
            $crate::__type_or_unit!($($state)?),
            $crate::__pinning!($($items)*),
        > = $crate::bind::Module::new(
            $crate::__module!([$table [$($state)?]] $python [$($doc)*] [] [] [] $($items)*)
        );

        /// The stub of the module of this name.
        #[allow(dead_code, clippy::upper_case_acronyms)]
        $vis enum $table {}

        impl $crate::bind::Stub for $table {
            fn write(out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                $crate::bind::stub::docs(out, "", &[$($doc),*])?;
                out.write_str("from collections.abc import Buffer, Coroutine\nfrom typing import Any, Final\n")?;
                $crate::__stub!(out $($items)*);
                Ok(())
            }
        }
    };
}

/// The marker of a module: whether one of its functions is async.
#[doc(hidden)]
#[macro_export]
macro_rules! __pinning {
    () => { $crate::bind::module::Unpinned };
    ($(#[doc = $doc:expr])* async $($rest:tt)*) => { $crate::bind::module::Pinned };
    ($(#[doc = $doc:expr])* await $($rest:tt)*) => { $crate::bind::module::Pinned };
    ($(#[doc = $doc:expr])* const $name:ident: $type:ty = $value:expr; $($rest:tt)*) => {
        $crate::__pinning!($($rest)*)
    };
    ($(#[doc = $doc:expr])* events $name:ident: $type:ty = $source:path; $($rest:tt)*) => {
        $crate::__pinning!($($rest)*)
    };
    ($(#[doc = $doc:expr])* class $type:ident = $name:literal { $($members:tt)* } $($rest:tt)*) => {
        $crate::__pinning!($($members)* $($rest)*)
    };
    ($(#[doc = $doc:expr])* new $parameters:tt -> $result:ty $body:block $($rest:tt)*) => {
        $crate::__pinning!($($rest)*)
    };
    ($(#[doc = $doc:expr])* $word:ident $name:ident $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__pinning!($($rest)*)
    };
    ($($other:tt)*) => { $crate::bind::module::Unpinned };
}

/// The items of a module, one by one into the lists of functions, constants and classes.
#[doc(hidden)]
#[macro_export]
macro_rules! __module {
    ($head:tt $python:literal [$($doc:expr)*] [$($functions:tt)*] [$($constants:tt)*] [$($classes:tt)*]) => {
        $crate::bind::NativeModule {
            name: $python,
            doc: concat!($($doc, "\n"),*),
            functions: &[$($functions)*],
            constants: &[$($constants)*],
            classes: &[$($classes)*],
        }
    };
    ($head:tt $python:tt $docs:tt [$($functions:tt)*] $constants:tt $classes:tt
        $(#[doc = $doc:expr])* fn $name:ident $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__module!($head $python $docs
            [$($functions)* $crate::__function!($head (stringify!($name)) $parameters [$($result)?] $body),]
            $constants $classes $($rest)*)
    };
    ($head:tt $python:tt $docs:tt [$($functions:tt)*] $constants:tt $classes:tt
        $(#[doc = $doc:expr])* async fn $name:ident $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__module!($head $python $docs
            [$($functions)* $crate::__async_function!(
                $head false (stringify!($name)) $parameters [$($result)?] $body),]
            $constants $classes $($rest)*)
    };
    ($head:tt $python:tt $docs:tt [$($functions:tt)*] $constants:tt $classes:tt
        $(#[doc = $doc:expr])* await fn $name:ident $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__module!($head $python $docs
            [$($functions)* $crate::__async_function!(
                $head true (stringify!($name)) $parameters [$($result)?] $body),]
            $constants $classes $($rest)*)
    };
    ($head:tt $python:tt $docs:tt $functions:tt [$($constants:tt)*] $classes:tt
        $(#[doc = $doc:expr])* const $name:ident: $type:ty = $value:expr; $($rest:tt)*) => {
        $crate::__module!($head $python $docs $functions
            [$($constants)* (stringify!($name), $crate::bind::convert::Const::<$type>::constant($value)),] $classes $($rest)*)
    };
    ($head:tt $python:tt $docs:tt $functions:tt [$($constants:tt)*] $classes:tt
        $(#[doc = $doc:expr])* events $name:ident: $type:ty = $source:path; $($rest:tt)*) => {
        $crate::__module!($head $python $docs $functions
            [$($constants)* (stringify!($name), $crate::bind::Constant::Made(|vm| {
                const SOURCE: &dyn $crate::bind::events::Source<Event = $type> = &$source;
                $crate::bind::events::object(vm, SOURCE.erased())
            })),] $classes $($rest)*)
    };
    ($head:tt $python:tt $docs:tt $functions:tt $constants:tt [$($classes:tt)*]
        $(#[doc = $doc:expr])* class $type:ident = $name:literal { $($members:tt)* } $($rest:tt)*) => {
        $crate::__module!($head $python $docs $functions $constants
            [$($classes)* $crate::__class!($head $type $name [$($doc)*] [] $($members)*),] $($rest)*)
    };
}

/// A function of a module. Whether it has the state is seen by its first parameter.
#[doc(hidden)]
#[macro_export]
macro_rules! __function {
    ($head:tt $name:tt () $result:tt $body:block) => {
        $crate::__row!(pure $name [] [] [] $result $body)
    };
    ($head:tt $name:tt ($first:ident: $($parameters:tt)*) $result:tt $body:block) => {
        $crate::__row!(pure $name [] [] [$first: $($parameters)*] $result $body)
    };
    ([$table:ident [$type:ty]] $name:tt ($state:ident $(, $($parameters:tt)*)?) $result:tt $body:block) => {
        $crate::__row!(effect $name [] [$state: $type, $table] [$($($parameters)*)?] $result $body)
    };
}

/// The members of a class, one by one.
#[doc(hidden)]
#[macro_export]
macro_rules! __class {
    ($head:tt $type:ident $name:literal [$($doc:expr)*] [$($members:tt)*]) => {
        $crate::__native_class!($type, $name, concat!($($doc, "\n"),*), &[$($members)*])
    };
    ($head:tt $type:ident $name:literal $docs:tt [$($members:tt)*]
        $(#[doc = $doc:expr])* new $parameters:tt -> $result:ty $body:block $($rest:tt)*) => {
        $crate::__class!($head $type $name $docs
            [$($members)* $crate::__member!(Make, $crate::__constructor!($head $type ($name) $parameters [$result] $body)),]
            $($rest)*)
    };
    ($head:tt $type:ident $name:literal $docs:tt [$($members:tt)*]
        $(#[doc = $doc:expr])* fn $member:ident $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__class!($head $type $name $docs [$($members)* $crate::__member!(Method,
            $crate::__method!($head $type (stringify!($member)) $parameters [$($result)?] $body)),] $($rest)*)
    };
    ($head:tt $type:ident $name:literal $docs:tt [$($members:tt)*]
        $(#[doc = $doc:expr])* async fn $member:ident $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__class!($head $type $name $docs [$($members)* $crate::__member!(Method, $crate::__async_method!(
            $head $type false (stringify!($member)) $parameters [$($result)?] $body)),] $($rest)*)
    };
    ($head:tt $type:ident $name:literal $docs:tt [$($members:tt)*]
        $(#[doc = $doc:expr])* await fn $member:ident $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__class!($head $type $name $docs [$($members)* $crate::__member!(Method, $crate::__async_method!(
            $head $type true (stringify!($member)) $parameters [$($result)?] $body)),] $($rest)*)
    };
    ($head:tt $type:ident $name:literal $docs:tt [$($members:tt)*]
        $(#[doc = $doc:expr])* get $member:ident $parameters:tt -> $result:ty $body:block $($rest:tt)*) => {
        $crate::__class!($head $type $name $docs [$($members)* $crate::__member!(Get,
            $crate::__method!($head $type (stringify!($member)) $parameters [$result] $body)),] $($rest)*)
    };
    ($head:tt $type:ident $name:literal $docs:tt [$($members:tt)*]
        $(#[doc = $doc:expr])* set $member:ident $parameters:tt $(-> $result:ty)? $body:block $($rest:tt)*) => {
        $crate::__class!($head $type $name $docs [$($members)* $crate::__member!(Set,
            $crate::__method!($head $type (stringify!($member)) $parameters [$($result)?] $body)),] $($rest)*)
    };
}

/// The table of a class.
#[doc(hidden)]
#[macro_export]
macro_rules! __native_class {
    ($type:ident, $name:literal, $doc:expr, $members:expr) => {{
        #[allow(unused_imports)]
        use $crate::bind::snapshot::Unsaved as _;
        $crate::bind::NativeClass {
            name: $name,
            doc: $doc,
            members: $members,
            codec: $crate::bind::snapshot::Probe::<$type>::CODEC,
        }
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __member {
    ($role:ident, $native:expr) => {
        $crate::bind::Member { role: $crate::bind::Role::$role, native: $native }
    };
}

/// A constructor: it has the state if its first parameter has no type.
#[doc(hidden)]
#[macro_export]
macro_rules! __constructor {
    ($head:tt $type:ident $name:tt () $result:tt $body:block) => {
        $crate::__row!((make $type) $name [] [] [] $result $body)
    };
    ($head:tt $type:ident $name:tt ($first:ident: $($parameters:tt)*) $result:tt $body:block) => {
        $crate::__row!((make $type) $name [] [] [$first: $($parameters)*] $result $body)
    };
    ([$table:ident [$state_type:ty]] $type:ident $name:tt ($state:ident $(, $($parameters:tt)*)?) $result:tt $body:block) => {
        $crate::__row!((make $type) $name [] [$state: $state_type, $table] [$($($parameters)*)?] $result $body)
    };
}

/// A method: its first parameter is the object, and a second one without a type the state.
#[doc(hidden)]
#[macro_export]
macro_rules! __method {
    ($head:tt $type:ident $name:tt ($this:ident $(,)?) $result:tt $body:block) => {
        $crate::__row!(effect $name [$this: $type] [] [] $result $body)
    };
    ($head:tt $type:ident $name:tt ($this:ident, $first:ident: $($parameters:tt)*) $result:tt $body:block) => {
        $crate::__row!(effect $name [$this: $type] [] [$first: $($parameters)*] $result $body)
    };
    ([$table:ident [$state_type:ty]] $type:ident $name:tt ($this:ident, $state:ident $(, $($parameters:tt)*)?)
        $result:tt $body:block) => {
        $crate::__row!(effect $name [$this: $type] [$state: $state_type, $table] [$($($parameters)*)?] $result $body)
    };
}

/// A row of a table: the Rust function, and the native function that converts for it.
#[doc(hidden)]
#[macro_export]
macro_rules! __row {
    ($kind:tt ($name:expr) [$($this:ident: $this_type:ident)?] [$($state:ident: $state_type:ty, $table:ident)?]
        [$($argument:ident: $type:ty $(= $default:expr)?),* $(,)?] [$($result:ty)?] $body:block) => {{
        #[allow(clippy::ptr_arg, clippy::unnecessary_wraps)]
        fn body($($this: &mut $this_type,)? $($state: &mut $state_type,)? $($argument: $type),*) $(-> $result)? $body

        #[allow(unused_mut, unused_variables, clippy::unit_arg, clippy::let_unit_value)]
        fn call<'m>(
            vm: &mut $crate::Vm<'m>,
            args: $crate::bind::Args<'m>,
        ) -> $crate::bind::Outcome<$crate::bind::Value> {
            let mut call = $crate::bind::arguments::Call::new(vm, $name, args);
            $(let $this = call.value();)?
            $(let $argument = $crate::__check!(call, vm, $argument, $type, [$($default)?]);)*
            let prepared = $crate::__prepare!($kind, vm, [$($result)?]);
            let result = $crate::__invoke!(vm, [$($this: $this_type)?] [$($state: $state_type, $table)?],
                body($($crate::__take!(vm, $argument, $type, [$($default)?])),*));
            match result {
                Some(result) => $crate::__finish!($kind, vm, prepared, result),
                None => {
                    let in_use = true $(&& $crate::bind::class::is_object::<$this_type>(vm, $this))?;
                    $crate::bind::class::not_at_hand(vm, call, in_use)
                }
            }
        }

        $crate::bind::arguments::row(
            $name,
            concat!($(stringify!($this), ",",)? $(stringify!($argument), ","),*),
            // The names of missing arguments are told by the check.
            0 $(+ $crate::__one!($this))?,
            0 $(+ $crate::__one!($this))? $(+ $crate::__one!($argument))*,
            call,
        )
    }};
}

/// What must be done before a function has its effects: memory for the result is put by.
#[doc(hidden)]
#[macro_export]
macro_rules! __prepare {
    (pure, $vm:ident, $result:tt) => { () };
    (effect, $vm:ident, [$($result:ty)?]) => {
        $crate::bind::arguments::reserve($vm, <$crate::__type_or_unit!($($result)?) as $crate::bind::ToPython>::ROOM)?
    };
    ((make $type:ident), $vm:ident, $result:tt) => { $crate::bind::class::reserve::<$type>($vm)? };
}

/// Calls the Rust function with the object and the state it wants.
#[doc(hidden)]
#[macro_export]
macro_rules! __invoke {
    ($vm:ident, [] [], $body:ident($($argument:expr),*)) => {
        Some($body($($argument),*))
    };
    ($vm:ident, [] [$state:ident: $state_type:ty, $table:ident], $body:ident($($argument:expr),*)) => {
        $crate::bind::module::with_state($vm, $table.table(), |state: &mut $state_type| $body(state, $($argument),*))
    };
    ($vm:ident, [$this:ident: $type:ident] [], $body:ident($($argument:expr),*)) => {
        $crate::bind::class::with_object($vm, $this, |this: &mut $type| $body(this, $($argument),*))
    };
    ($vm:ident, [$this:ident: $type:ident] [$state:ident: $state_type:ty, $table:ident],
        $body:ident($($argument:expr),*)) => {
        $crate::bind::class::with_object($vm, $this, |this: &mut $type| {
            $crate::bind::module::with_state($vm, $table.table(), |state: &mut $state_type| {
                $body(this, state, $($argument),*)
            })
        })
        .flatten()
    };
}

/// The Python value of a result.
#[doc(hidden)]
#[macro_export]
macro_rules! __finish {
    (pure, $vm:ident, $prepared:ident, $result:ident) => {
        $crate::bind::ToPython::to_python(&$result, $vm)
    };
    (effect, $vm:ident, $prepared:ident, $result:ident) => {
        $crate::bind::arguments::finish($vm, &$result)
    };
    ((make $type:ident), $vm:ident, $prepared:ident, $result:ident) => {
        $crate::bind::class::fill::<$type, _>($vm, $prepared, $result)
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __type_or_unit {
    () => {
        ()
    };
    ($type:ty) => {
        $type
    };
}

/// The check of an argument, which a default makes optional.
#[doc(hidden)]
#[macro_export]
macro_rules! __check {
    ($call:ident, $vm:ident, $argument:ident, $type:ty, []) => {
        $call.required::<$type>($vm, stringify!($argument))?
    };
    ($call:ident, $vm:ident, $argument:ident, $type:ty, [$default:expr]) => {
        $call.optional::<$type>($vm, stringify!($argument))?
    };
}

/// The Rust value of a checked argument.
#[doc(hidden)]
#[macro_export]
macro_rules! __take {
    ($vm:ident, $argument:ident, $type:ty, []) => {
        <$type as $crate::bind::FromPython<'_>>::take($argument, $vm)
    };
    ($vm:ident, $argument:ident, $type:ty, [$default:expr]) => {
        match $argument {
            Some(checked) => <$type as $crate::bind::FromPython<'_>>::take(checked, $vm),
            None => $default,
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __one {
    ($argument:ident) => {
        1
    };
}
