//! The code that a text compiles to, as text: for tests and tools.

use super::error::Error;
use crate::bind::modules::builtins::is_public_row;
use crate::vm::Vm;
use crate::vm::code::Code;
use crate::vm::code::listing;
use crate::vm::code::verify::{Around, Fault, verify};
use crate::vm::heap::Kind;
use crate::vm::syntax::{Mode, Source};
use crate::vm::value::{Ref, Value};

/// Functions that can wait to be listed.
const WAITING: usize = 128;

impl Vm<'_> {
    /// Compiles a text as [`Vm::load`] does and writes its instructions, function by function; a function stands behind
    /// the one that defines it. Each is verified, and what is wrong with it is written too.
    ///
    /// *Errors*: the text is no Python, or too long for the memory.
    ///
    /// # Examples
    /// ```
    /// use ferropy::Vm;
    ///
    /// let mut memory = [0; 16 * 1024];
    /// let mut vm = Vm::builder(&mut memory).build()?;
    /// let mut listing = Vec::new();
    /// vm.listing("x = 1", &mut |text| listing.extend_from_slice(text))?;
    /// assert_eq!(std::str::from_utf8(&listing)?, "<module>: 1 register\n   0    1  LoadInt r0, 1\n\
    ///     \x20  2    1  StoreGlobal r0, s1\n   4    1  ReturnNone 0\n");
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    pub fn listing(&mut self, source: &str, out: &mut dyn FnMut(&[u8])) -> Result<(), Error> {
        let file = self.attempt(|vm| vm.heap.intern(b"<listing>"))?;
        let globals = Value::reference(self.main_globals());
        let source = Source { text: source.as_bytes(), complete: true };
        let function = match self.load_text(&source, file, Mode::File, globals) {
            Ok(function) => function.unwrap_or(Value::NONE),
            Err(_) => return Err(self.take_error()),
        };
        let code = self.code_of(function);
        let mut waiting = [Ref::NONE; WAITING];
        let mut count = 0;
        let mut next = Some(code);
        while let Some(code) = next {
            self.list(code, out);
            let shown = Code::new(&self.heap, code);
            // The last one first, so that the first one is on top.
            for index in (0..shown.value_count()).rev() {
                let inner = shown.value(index).block();
                let is_code = self.heap.kind(inner) == Kind::Code;
                if let (true, Some(place)) = (is_code, waiting.get_mut(count)) {
                    *place = inner;
                    count += 1;
                }
            }
            next = count.checked_sub(1).and_then(|last| waiting.get(last).copied());
            count = count.saturating_sub(1);
        }
        Ok(())
    }

    /// Writes one function.
    fn list(&self, at: Ref, out: &mut dyn FnMut(&[u8])) {
        let code = Code::new(&self.heap, at);
        listing::value_text(&self.heap, code.value(0), out);
        out(b": ");
        listing::number(code.registers() as i32, 0, out);
        out(if code.registers() == 1 { b" register\n" } else { b" registers\n" });
        listing::list(&self.heap, at, out);
        let around = Around { slots: usize::MAX, is_builtin: is_public_row };
        if let Err(Fault { at, what }) = verify(&self.heap, at, around) {
            out(b"at ");
            listing::number(at as i32, 0, out);
            out(b": ");
            out(what.as_bytes());
            out(b"\n");
        }
    }
}
