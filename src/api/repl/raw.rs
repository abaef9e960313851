//! The protocol of tools: raw mode, and raw paste with flow control.

use super::{CTRL_A, CTRL_B, CTRL_C, CTRL_D, CTRL_E, Purpose, Repl, State};
use crate::api::Error;
use crate::vm::Vm;
use crate::vm::raise::Outcome;
use crate::vm::types::exception::errno;
use crate::vm::types::{Out, TypeId};

/// Bytes that the host sends in raw paste before it waits; twice as many may be under way.
const WINDOW: u16 = 128;

impl Repl {
    /// The banner and prompt of raw mode.
    pub(super) fn raw_banner(&mut self, vm: &mut Vm<'_>) {
        vm.host.write_bytes(b"raw REPL; CTRL-B to exit\r\n");
        self.raw_prompt(vm);
    }

    fn raw_prompt(&mut self, vm: &mut Vm<'_>) {
        self.forget_text(vm);
        (self.state, self.is_raw, self.received) = (State::Raw, true, 0);
        vm.host.write_bytes(b">");
    }

    /// A byte in raw mode.
    pub(super) fn raw(&mut self, vm: &mut Vm<'_>, byte: u8) {
        match byte {
            CTRL_A if self.received == 2 && self.text.bytes(vm).first() == Some(&CTRL_E) => self.offer_paste(vm),
            CTRL_A => self.raw_banner(vm),
            CTRL_B => {
                self.is_raw = false;
                vm.host.write_bytes(b"\r\n");
                self.prompt_first(vm);
            }
            CTRL_C => {
                self.forget_text(vm);
                self.received = 0;
            }
            CTRL_D if self.received == 0 => {
                vm.host.write_bytes(b"OK\r\n");
                self.state = State::Ended;
            }
            CTRL_D => {
                vm.host.write_bytes(b"OK");
                vm.host.interrupt_on(Some(CTRL_C));
                self.state = State::Compile(Purpose::Raw);
            }
            byte => {
                self.received = self.received.saturating_add(1);
                self.receive(vm, if byte == b'\r' { b'\n' } else { byte });
            }
        }
    }

    /// A tool has asked for raw paste: `\x05A\x01`. Any other letter is another mode that nobody knows.
    fn offer_paste(&mut self, vm: &mut Vm<'_>) {
        let is_known = self.text.bytes(vm).get(1) == Some(&b'A');
        self.forget_text(vm);
        self.received = 0;
        if !is_known {
            return vm.host.write_bytes(b"R\x00");
        }
        (self.state, self.window) = (State::RawPaste, WINDOW);
        let [low, high] = WINDOW.to_le_bytes();
        vm.host.write_bytes(&[b'R', 1, low, high, 1]);
    }

    /// A byte of a raw paste.
    pub(super) fn raw_paste(&mut self, vm: &mut Vm<'_>, byte: u8) {
        match byte {
            CTRL_C | CTRL_D => {
                vm.host.write_bytes(&[CTRL_D]);
                if byte == CTRL_C {
                    let error = vm.error_of_class(TypeId::KeyboardInterrupt);
                    self.fail(vm, error);
                }
                vm.host.interrupt_on(Some(CTRL_C));
                self.state = State::Compile(Purpose::Raw);
                return;
            }
            byte => self.receive(vm, byte),
        }
        if self.failed.is_some() {
            // The host is told to stop; what it has sent already is dropped.
            vm.host.write_bytes(&[CTRL_D]);
            self.state = State::Drain;
            return;
        }
        self.window -= 1;
        if self.window == 0 {
            self.window = WINDOW;
            vm.host.write_bytes(&[1]);
        }
    }

    /// A byte of a raw paste that is in vain.
    pub(super) fn drain(&mut self, vm: &mut Vm<'_>, byte: u8) {
        if byte == CTRL_C || byte == CTRL_D {
            let error = self.failed.take();
            self.finish(vm, Purpose::Raw, error);
        }
    }

    /// The end of what a tool has run: the exception, if there is one, between two marks.
    pub(super) fn finish_raw(&mut self, vm: &mut Vm<'_>, error: Option<Error>, wants_reset: bool) {
        vm.host.write_bytes(&[CTRL_D]);
        if let (Some(error), false) = (error, wants_reset) {
            vm.report_to_tool(error);
        }
        vm.host.write_bytes(&[CTRL_D]);
        if wants_reset {
            self.state = State::Ended;
        } else {
            self.raw_prompt(vm);
        }
    }
}

/// The name of the number in `OSError: [Errno 2] ...`, if the text does not tell it.
fn missing_name(line: &[u8]) -> &'static str {
    let number = line.split(|byte| *byte == b'[' || *byte == b']').nth(1).unwrap_or_default();
    let number = number.strip_prefix(b"Errno ").and_then(|number| core::str::from_utf8(number).ok());
    let row = number.and_then(|number| errno::ERRORS.iter().find(|row| number.parse() == Ok(row.0)));
    let name = row.map_or("", |row| row.1);
    if line.windows(name.len().max(1)).any(|part| part == name.as_bytes()) { "" } else { name }
}

impl Vm<'_> {
    /// Writes an exception with its traceback. Tools look for `OSError` and the name of its number: so goes every class
    /// that derives from it, and the name is told even if the exception does not.
    fn report_to_tool(&mut self, error: Error) {
        let class = error.class(self);
        if class != error.builtin_class() || !error.is(self, "OSError") {
            return self.report(error);
        }
        let (object, len) = (error.object(), class.len());
        let written = self.attempt(|vm| -> Outcome<()> {
            let mut out = Out::new_text();
            let Some(exception) = vm.kept(object) else { return Ok(()) };
            vm.print_exception(exception, &mut out)?;
            let text = vm.str_from_out(out)?;
            let text = vm.str_text(text).map(|text| text.detached(vm)).unwrap_or_default();
            // The last line starts with the class, unless the message has several lines.
            let text = text.strip_suffix(b"\n").unwrap_or(text);
            let start = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
            let (before, line) = text.split_at_checked(start).unwrap_or((text, &[]));
            let rest = line.get(len..).unwrap_or_default();
            for part in [before, b"OSError", rest, missing_name(line).as_bytes(), b"\n"] {
                vm.host.write(part);
            }
            Ok(())
        });
        if written.is_err() {
            self.host.write(b"MemoryError\n");
        }
    }
}
