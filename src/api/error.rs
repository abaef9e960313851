//! What went wrong in a script, to be looked at in the VM.

use crate::bind::Object;
use crate::vm::Vm;
use crate::vm::exec::Exit;
use crate::vm::exec::frame::Return;
use crate::vm::heap::Kind;
use crate::vm::raise::{Outcome, Pending};
use crate::vm::types::exception::Extra;
use crate::vm::types::{Out, TYPES, TypeId, class, exception, tuple};
use crate::vm::value::Value;

/// Operations that `__str__` of an exception may take.
const PATIENCE: u32 = 1000;

/// An exception that ended a script.
///
/// The exception itself stands in the VM until the next one takes its place; `Error` is a handle, and what it tells is
/// formatted only if it is asked for. Printed without the VM it shows the built-in class alone.
///
/// # Examples
/// ```
/// use ferropy::Vm;
///
/// let mut memory = [0; 16 * 1024];
/// let mut vm = Vm::builder(&mut memory).build()?;
/// let error = vm.exec("def check(x):\n    assert x < 10, f'{x} is too much'\ncheck(11)").unwrap_err();
/// assert!(error.is(&vm, "AssertionError"));
/// assert!(error.is(&vm, "Exception"));
/// assert_eq!(error.message(&mut vm), "11 is too much");
/// assert_eq!(
///     error.traceback(&mut vm),
///     "Traceback (most recent call last):\n\
///     \x20 File \"<string>\", line 3, in <module>\n\
///     \x20 File \"<string>\", line 2, in check\n\
///     AssertionError: 11 is too much\n",
/// );
/// assert_eq!(error.to_string(), "AssertionError");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Error {
    exception: Object,
    class: TypeId,
}

impl Error {
    /// The name of the exception's class.
    pub fn class<'v>(&self, vm: &'v Vm<'_>) -> &'v str {
        let class = vm.kept(self.exception).map_or(Value::builtin_type(self.class), |exception| vm.type_of(exception));
        class_name(vm, class)
    }

    /// True if the exception is of a class of this name, or of one derived from it.
    pub fn is(&self, vm: &Vm<'_>, name: &str) -> bool {
        let Some(exception) = vm.kept(self.exception) else { return builtin_is(self.class, name) };
        let class = vm.type_of(exception);
        if vm.kind(class) != Some(Kind::Class) {
            return builtin_is(self.class, name);
        }
        let order = vm.heap.value(class.block(), class::MRO);
        (0..tuple::len(vm, order)).any(|index| class_name(vm, tuple::item(vm, order, index)) == name)
    }

    /// The exception's text, `str(exception)`; its class where that needs more than the memory that is left.
    ///
    /// A `__str__` in Python runs for a bounded time.
    pub fn message<'v>(&self, vm: &'v mut Vm<'_>) -> &'v str {
        let text = vm.kept(self.exception).and_then(|exception| vm.text_of(exception));
        self.show(vm, text)
    }

    /// What CPython prints: the frames that the exception passed, its class and text; before that its cause.
    pub fn traceback<'v>(&self, vm: &'v mut Vm<'_>) -> &'v str {
        let text = vm.kept(self.exception).and_then(|_| {
            let write = |vm: &mut Vm<'_>| -> Outcome<Value> {
                let mut out = Out::new_text();
                let Some(exception) = vm.kept(self.exception) else { return vm.new_str(b"") };
                vm.print_exception(exception, &mut out)?;
                vm.str_from_out(out)
            };
            vm.attempt(write).ok()
        });
        self.show(vm, text)
    }

    /// The exception that this one was raised from, or while that one was handled. It is kept until it is released.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// let error = vm.exec("try: 1 / 0\nexcept ArithmeticError as e: raise ValueError('no ratio') from e").unwrap_err();
    /// let cause = error.cause(&mut vm).ok_or("a cause")?;
    /// assert_eq!(cause.message(&mut vm), "division by zero");
    /// vm.release(cause.object());
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn cause(&self, vm: &mut Vm<'_>) -> Option<Error> {
        let exception = vm.kept(self.exception)?;
        let words = [Extra::Cause, Extra::Context].map(|word| exception::extra(&vm.heap, exception, word));
        let cause = words.into_iter().find(|cause| exception::is_instance(vm, *cause))?;
        let class = exception::builtin_class(vm, vm.type_of(cause));
        let exception = vm.keep_result(cause);
        let exception = vm.attempt(|vm| vm.kept(exception).map(|cause| vm.keep(cause)).transpose()).ok()??;
        Some(Error { exception, class })
    }

    /// The exception as an object, to be given to Python code or to be read.
    pub fn object(&self) -> Object {
        self.exception
    }

    /// The name of the built-in class that the exception's class is or derives from; known without the VM.
    pub fn builtin_class(&self) -> &'static str {
        type_name(self.class)
    }

    fn show<'v>(&self, vm: &'v mut Vm<'_>, text: Option<Value>) -> &'v str {
        let Some(text) = text else { return type_name(self.class) };
        let text = vm.keep_text(text);
        let bytes = vm.kept(text).and_then(|text| vm.str_bytes(text)).unwrap_or_default();
        match core::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => type_name(self.class),
        }
    }
}

fn type_name(class: TypeId) -> &'static str {
    TYPES.get(class as usize).map_or("", |row| row.name)
}

fn class_name<'v>(vm: &'v Vm<'_>, class: Value) -> &'v str {
    match vm.kind(class) {
        Some(Kind::Class) => {
            let name = vm.heap.value(class.block(), class::NAME);
            core::str::from_utf8(vm.str_bytes(name).unwrap_or_default()).unwrap_or_default()
        }
        _ => type_name(class::native_base(vm, class)),
    }
}

/// True if a built-in exception derives from the one of a name.
fn builtin_is(class: TypeId, name: &str) -> bool {
    let named = TypeId::ALL.iter().find(|id| type_name(**id) == name);
    named.is_some_and(|ancestor| exception::derives(class, *ancestor))
}

impl core::fmt::Debug for Error {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(type_name(self.class))
    }
}

impl core::fmt::Display for Error {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(type_name(self.class))
    }
}

impl core::error::Error for Error {}

impl Vm<'_> {
    /// Takes the pending exception.
    pub(crate) fn take_error(&mut self) -> Error {
        let class = exception::builtin_class(self, self.pending.class);
        let object = self.materialize_now();
        self.pending = Pending::NONE;
        match object {
            Some(object) => self.error_of(object),
            None => Error { exception: self.keep_exception(Value::UNDEFINED), class },
        }
    }

    fn error_of(&mut self, exception: Value) -> Error {
        let class = exception::builtin_class(self, self.type_of(exception));
        Error { exception: self.keep_exception(exception), class }
    }

    /// `str(value)`, for a bounded time; `None` if that fails.
    fn text_of(&mut self, value: Value) -> Option<Value> {
        let object = self.keep_result(value);
        let before = self.frame;
        self.frame.collecting = false;
        let opened = self.attempt(|vm| {
            let value = vm.kept(object).unwrap_or(Value::NONE);
            let opened = vm.call_values(Value::builtin_type(TypeId::Str), &[value], Return::Host);
            vm.open(opened)
        });
        let text = match opened {
            Err(_) => None,
            Ok(()) if core::mem::take(&mut self.early) => self.kept(self.last_result()),
            Ok(()) => match self.run(PATIENCE) {
                Exit::Done(text) => Some(text),
                _ => None,
            },
        };
        self.frame = before;
        self.pending = Pending::NONE;
        text
    }
}
