//! Running programs: in steps, or to the end.

use super::error::Error;
use crate::bind::arguments::refuse;
use crate::bind::{Arguments, FromPython, Object, ToPython};
use crate::vm::Vm;
use crate::vm::exec::Exit;
use crate::vm::exec::frame::Return;
use crate::vm::heap::{Progress, Report};
use crate::vm::name;
use crate::vm::raise::{Outcome, Pending, Stop, raise};
use crate::vm::syntax::{Mode, Source};
use crate::vm::types::{dict, module};
use crate::vm::value::{Ref, Value};

/// How much a step may do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget(u32);

impl Budget {
    /// So many operations: turns of loops, calls, and a hundred code units without either; long operations and the
    /// collector's work count as several. Between two of them lie a hundred instructions of a Cortex-M4 as a rule, some
    /// thousand when a collection is under way. What takes longer with much data is listed in the README.
    pub const fn ops(count: u32) -> Budget {
        Budget(count)
    }

    /// How many operations.
    pub const fn count(self) -> u32 {
        self.0
    }
}

/// What a step came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[must_use]
pub enum Step {
    /// The budget is spent, and there is more to do.
    Ready,
    /// The program waits: step again when it is time.
    Waiting(Until),
    /// The program has ended. The object is the program's result, good until the next one.
    Done(Object),
    /// An exception has ended the program.
    Raised(Error),
}

/// What a program waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Until {
    /// Something in the firmware: a driver's waker, an event.
    Event,
    /// This time of [`Host::now`](crate::Host::now) in microseconds, or something before.
    Time(u64),
}

/// Operations between two looks at events, of programs that run to their end.
const TURN: u32 = 1 << 14;

impl<'m> Vm<'m> {
    /// Prepares a module, `__main__`, to be run by [`Vm::step`]: its text is compiled. `file` is what tracebacks show.
    ///
    /// *Errors*: the text is no Python, or too long for the memory.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{Budget, Step, Vm};
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.load("main.py", "total = 0\nfor i in range(1000): total += i")?;
    /// let mut steps = 1;
    /// while let Step::Ready = vm.step(Budget::ops(100)) {
    ///     steps += 1;
    /// }
    /// assert!(steps >= 10);
    /// assert_eq!(vm.get::<u32>("total")?, 499_500);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn load(&mut self, file: &str, source: &str) -> Result<(), Error> {
        self.open_text(file, source, Mode::File)
    }

    /// Prepares a call of a function of `__main__`, to be run by [`Vm::step`].
    ///
    /// *Errors*: there is no such function, or the arguments have no room.
    pub fn start(&mut self, function: &str, arguments: &impl Arguments) -> Result<(), Error> {
        self.attempt(|vm| {
            let callable = vm.main_attribute(function)?;
            let opened = arguments.put(vm, callable);
            vm.open(opened)
        })
    }

    /// Runs the program for a while. What runs is what was loaded or started last; when that has ended, what was under
    /// way before goes on.
    pub fn step(&mut self, budget: Budget) -> Step {
        if core::mem::take(&mut self.early) {
            return Step::Done(self.last_result());
        }
        match self.run(budget.0) {
            Exit::Budget => Step::Ready,
            Exit::Waiting => Step::Waiting(self.until()),
            Exit::Done(value) => Step::Done(self.keep_result(value)),
            Exit::Raised => Step::Raised(self.take_error()),
        }
    }

    /// What the program that waits waits for.
    fn until(&mut self) -> Until {
        match self.until.min(self.alarm) {
            u64::MAX => Until::Event,
            time if self.clock == 0 => Until::Time(time),
            time => {
                let rest = time.saturating_sub(self.now());
                Until::Time(self.host.now().saturating_add(rest))
            }
        }
    }

    /// Forgets the program under way, whatever it is doing; its `finally` suites do not run. Futures that it awaits are
    /// dropped.
    pub fn abandon(&mut self) {
        self.settle();
        self.end_futures();
        self.frame = Default::default();
        (self.early, self.calling_back) = (false, false);
        self.pending = Pending::NONE;
        self.handled = Pending::NONE;
    }

    /// Runs a text in `__main__` to its end, however long that takes: use [`Vm::load`] for what may not end.
    ///
    /// *Errors*: the exception that ended it.
    pub fn exec(&mut self, source: &str) -> Result<(), Error> {
        self.inside(|vm| {
            vm.open_text("<string>", source, Mode::File)?;
            vm.complete().map(drop)
        })
    }

    /// Gives the value of an expression in `__main__`.
    ///
    /// *Errors*: the exception that it raised, or a `TypeError` if its value is not a `T`.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.exec("samples = [1, 2, 6]")?;
    /// assert_eq!(vm.eval::<f64>("sum(samples) / len(samples)")?, 3.0);
    /// assert_eq!(vm.eval::<&str>("'-'.join(map(str, samples))")?, "1-2-6");
    /// assert_eq!(vm.eval::<(u8, Option<u8>)>("samples[0], None")?, (1, None));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn eval<'a, T: FromPython<'a>>(&'a mut self, expression: &str) -> Result<T, Error> {
        let value = self.inside(|vm| {
            vm.open_text("<string>", expression, Mode::Expression)?;
            vm.complete()
        })?;
        self.convert(value)
    }

    /// Calls a function of `__main__` and runs it to its end.
    ///
    /// *Errors*: the exception that ended it, or a `TypeError` if its result is not a `T`.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.exec("def area(width, height): return width * height")?;
    /// assert_eq!(vm.call::<f32>("area", &(3, 1.5))?, 4.5);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn call<'a, T: FromPython<'a>>(&'a mut self, function: &str, arguments: &impl Arguments) -> Result<T, Error> {
        let value = self.inside(|vm| {
            vm.start(function, arguments)?;
            vm.complete()
        })?;
        self.convert(value)
    }

    /// Calls an object that Rust keeps and runs it to its end.
    ///
    /// *Errors*: as [`Vm::call`].
    pub fn call_object<'a, T: FromPython<'a>>(
        &'a mut self,
        object: Object,
        arguments: &impl Arguments,
    ) -> Result<T, Error> {
        let value = self.inside(|vm| {
            vm.attempt(|vm| {
                let callable = object.to_python(vm)?;
                let opened = arguments.put(vm, callable);
                vm.open(opened)
            })?;
            vm.complete()
        })?;
        self.convert(value)
    }

    /// Gives a global of `__main__`.
    ///
    /// *Errors*: a `NameError` if there is none, a `TypeError` if it is not a `T`.
    pub fn get<'a, T: FromPython<'a>>(&'a mut self, name: &str) -> Result<T, Error> {
        let value = self.attempt(|vm| vm.main_attribute(name))?;
        self.convert(value)
    }

    /// Sets a global of `__main__`.
    ///
    /// *Errors*: the value has no room.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.set("limits", &[10, 20, 30])?;
    /// vm.set("name", "pump")?;
    /// assert_eq!(vm.eval::<&str>("f'{name}: {max(limits)}'")?, "pump: 30");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn set<T: ToPython + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.attempt(|vm| {
            let name = Value::name(vm.heap.intern(name.as_bytes())?);
            let value = value.to_python(vm)?;
            let main = vm.main_module();
            module::store_attribute(vm, main, name, value)
        })
    }

    /// Gives the value of an object that Rust keeps: of a program's result, for example.
    ///
    /// *Errors*: a `TypeError` if it is not a `T`, a `ReferenceError` if it has been released or replaced.
    ///
    /// # Examples
    /// ```
    /// use ferropy::{Budget, Step, Vm};
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// vm.exec("def greet(name): return 'hello ' + name")?;
    /// vm.start("greet", &("world",))?;
    /// let Step::Done(result) = vm.step(Budget::ops(100)) else { panic!() };
    /// assert_eq!(vm.read::<&str>(result)?, "hello world");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn read<'a, T: FromPython<'a>>(&'a mut self, object: Object) -> Result<T, Error> {
        let value = self.attempt(|vm| object.to_python(vm))?;
        self.convert(value)
    }

    /// Says what the memory looks like.
    pub fn memory(&self) -> Report {
        self.heap.report()
    }

    /// Collects what no script can reach any more, in one go.
    pub fn collect(&mut self) {
        self.settle();
        self.collecting(|vm| vm.heap.collect_all());
    }

    /// Collects for about so many instructions of a Cortex-M4, at least some hundred: for a firmware that has nothing else
    /// to do, so that scripts need not stop for it later. True if there is more to do; false at a collection's end, and
    /// while a step has blocks under way to other places.
    ///
    /// ```
    /// # let mut memory = [0; 16 * 1024];
    /// # let mut vm = ferropy::Vm::builder(&mut memory).build()?;
    /// vm.exec("kept = [str(n) for n in range(100)]; kept.clear()")?;
    /// let before = vm.memory().live;
    /// // Whenever there is time:
    /// while vm.idle_gc(2_000) {}
    /// assert!(vm.memory().live < before);
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn idle_gc(&mut self, instructions: u32) -> bool {
        !self.heap.is_moving() && self.collecting(|vm| vm.heap.collect_step(instructions)) == Progress::More
    }

    /// The `__main__` module.
    pub(crate) fn main_module(&self) -> Value {
        let modules = self.modules_dict().block();
        dict::get_name(&self.heap, modules, Value::name(name::__MAIN__)).unwrap_or(Value::UNDEFINED)
    }

    /// Makes the `__main__` module.
    pub(crate) fn make_main(&mut self) -> Outcome<()> {
        let name = Value::name(name::__MAIN__);
        let main = module::new(self, name)?;
        let modules = self.modules_dict();
        dict::set_item(self, modules, name, main)
    }

    /// The globals of `__main__`.
    pub(crate) fn main_globals(&self) -> Ref {
        self.heap.block(self.main_module().block(), module::DICT)
    }

    fn main_attribute(&mut self, text: &str) -> Outcome<Value> {
        let name = Value::name(self.heap.intern(text.as_bytes())?);
        match dict::get_name(&self.heap, self.main_globals(), name) {
            Some(value) => Ok(value),
            None => raise!(self, NameError, "name '{}' is not defined", name),
        }
    }

    /// Compiles a text and opens the frame that runs it.
    pub(crate) fn open_text(&mut self, file: &str, source: &str, mode: Mode) -> Result<(), Error> {
        let source = Source { text: source.as_bytes(), complete: true };
        self.open_source(file, &source, mode).map(drop)
    }

    /// Compiles a text, which may lack lines, and opens the frame that runs it; false if lines are missing.
    pub(crate) fn open_source(&mut self, file: &str, source: &Source, mode: Mode) -> Result<bool, Error> {
        let file = self.attempt(|vm| vm.heap.intern(file.as_bytes()))?;
        let globals = Value::reference(self.main_globals());
        let function = match self.load_text(source, file, mode, globals) {
            Ok(Some(function)) => self.keep_result(function),
            Ok(None) => return Ok(false),
            Err(_) => return Err(self.take_error()),
        };
        self.attempt(|vm| {
            let function = function.to_python(vm)?;
            let opened = vm.call_values(function, &[], Return::Host);
            vm.open(opened)
        })?;
        Ok(true)
    }

    /// Finishes the opening of a call: makes the call that a native function asks for in its place, and remembers a
    /// value that is there without a frame.
    pub(crate) fn open(&mut self, opened: Outcome<Option<Value>>) -> Outcome<()> {
        let mut opened = opened;
        while opened == Err(Stop::Tail) {
            let tail = self.tail;
            let arguments = tail.arguments.get(..tail.count as usize).unwrap_or_default();
            opened = self.call_values(tail.callable, arguments, Return::Host);
        }
        if let Some(value) = opened? {
            self.keep_result(value);
            self.early = true;
        }
        Ok(())
    }

    /// Runs what has been opened to its end.
    fn complete(&mut self) -> Result<Value, Error> {
        if core::mem::take(&mut self.early) {
            return Ok(self.kept(self.last_result()).unwrap_or(Value::NONE));
        }
        loop {
            match self.run(TURN) {
                Exit::Budget => {}
                Exit::Waiting => {
                    let until = match self.until() {
                        Until::Time(time) => Some(time),
                        Until::Event => None,
                    };
                    self.host.idle(until);
                }
                Exit::Done(value) => return Ok(value),
                Exit::Raised => return Err(self.take_error()),
            }
        }
    }

    /// Runs something of the host's above the program that is under way, which stays as it is.
    fn inside<T>(&mut self, run: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        self.settle();
        let (collecting, retry, granted) = (self.frame.collecting, self.frame.retry, self.heap.granted());
        self.frame.collecting = false;
        let result = run(self);
        (self.frame.collecting, self.frame.retry) = (collecting, retry);
        self.heap.grant(granted);
        result
    }

    /// The Rust value of a Python value, which nothing but this needs to keep alive.
    fn convert<'a, T: FromPython<'a>>(&'a mut self, value: Value) -> Result<T, Error> {
        let object = self.keep_result(value);
        self.borrowed.clear();
        let checked = self.attempt(|vm| {
            let value = object.to_python(vm)?;
            T::check(vm, value).map_err(|mismatch| refuse(vm, value, mismatch, |out, vm| out.text(vm, b"the value ")))
        })?;
        Ok(T::take(checked, self))
    }

    /// Ends a compaction that a step has left under way: nothing can be read while blocks move.
    pub(crate) fn settle(&mut self) {
        self.heap.drop_work();
        while self.heap.is_moving() {
            self.make_room_now();
        }
    }

    /// Performs an operation of the host, as often as it takes to find the memory for it.
    pub(crate) fn attempt<T>(&mut self, mut operation: impl FnMut(&mut Self) -> Outcome<T>) -> Result<T, Error> {
        self.settle();
        let outcome = self.find_room(|vm| match operation(vm) {
            Err(Stop::Tail | Stop::Entered | Stop::Wait) => {
                raise!(vm, SystemError, "the host asked for what only a script can do")
            }
            other => other,
        });
        outcome.map_err(|_| self.take_error())
    }
}
