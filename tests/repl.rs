//! The prompt on a serial line, byte by byte, as people and tools use it.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use ferropy::volume::{Access, Fault, Name, Seek, Space, Stat, Volume};
use ferropy::{Budget, Host, Identity, Input, Repl, Turn, Vm};

/// The host's side of the wire.
#[derive(Default)]
struct Wire {
    typed: VecDeque<u8>,
    shown: Vec<u8>,
    /// Bytes that go out until the other end stops reading.
    room: Option<usize>,
    watched: Option<u8>,
}

#[derive(Clone)]
struct Board {
    wire: Rc<RefCell<Wire>>,
    files: Files,
    now: u64,
    interrupt: &'static Input<16>,
}

/// A volume of texts.
#[derive(Clone, Default)]
struct Files {
    texts: BTreeMap<String, Vec<u8>>,
    open: Vec<Option<(String, u32)>>,
    is_broken: bool,
}

impl Volume for Files {
    fn open(&mut self, path: &str, access: Access) -> Result<u16, Fault> {
        if self.is_broken {
            return Err(Fault::BROKEN);
        }
        if !self.texts.contains_key(path) || access.truncate {
            if !access.create {
                return Err(Fault::NOT_FOUND);
            }
            self.texts.insert(path.to_owned(), Vec::new());
        }
        let number = match self.open.iter().position(Option::is_none) {
            Some(number) => number,
            None if self.open.len() < 4 => {
                self.open.push(None);
                self.open.len() - 1
            }
            None => return Err(Fault::TOO_MANY_OPEN),
        };
        self.open[number] = Some((path.to_owned(), 0));
        Ok(number as u16)
    }

    fn close(&mut self, file: u16) -> Result<(), Fault> {
        let place = self.open.get_mut(usize::from(file)).ok_or(Fault::NOT_OPEN)?;
        place.take().map(drop).ok_or(Fault::NOT_OPEN)
    }

    fn read(&mut self, file: u16, into: &mut [u8]) -> Result<usize, Fault> {
        let (path, at) = self.open[usize::from(file)].as_mut().ok_or(Fault::NOT_OPEN)?;
        let rest = &self.texts[path][*at as usize..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        *at += count as u32;
        Ok(count)
    }

    fn write(&mut self, file: u16, bytes: &[u8]) -> Result<usize, Fault> {
        let (path, at) = self.open[usize::from(file)].as_mut().ok_or(Fault::NOT_OPEN)?;
        let text = self.texts.get_mut(path).ok_or(Fault::NOT_OPEN)?;
        if text.len() + bytes.len() > 100 {
            return Err(Fault::FULL);
        }
        text.extend(bytes);
        *at += bytes.len() as u32;
        Ok(bytes.len())
    }

    fn seek(&mut self, file: u16, to: Seek) -> Result<u32, Fault> {
        let (path, at) = self.open[usize::from(file)].as_mut().ok_or(Fault::NOT_OPEN)?;
        *at = to.place(*at, self.texts[path].len() as u32)?;
        Ok(*at)
    }

    fn stat(&mut self, path: &str) -> Result<Stat, Fault> {
        match self.texts.get(path) {
            _ if self.is_broken => Err(Fault::BROKEN),
            Some(text) => Ok(Stat { size: text.len() as u32, ..Stat::default() }),
            None => Err(Fault::NOT_FOUND),
        }
    }

    fn entry(&mut self, _: &str, index: u32, name: &mut Name) -> Result<Option<Stat>, Fault> {
        if self.is_broken {
            return Err(Fault::BROKEN);
        }
        let Some((path, text)) = self.texts.iter().nth(index as usize) else { return Ok(None) };
        name.set(path.trim_start_matches('/').as_bytes());
        Ok(Some(Stat { size: text.len() as u32, ..Stat::default() }))
    }

    fn space(&mut self) -> Result<Space, Fault> {
        Ok(Space { block: 100, blocks: 10, free: 3, name: 20 })
    }
}

impl Host for Board {
    fn write(&mut self, text: &[u8]) {
        for byte in text {
            if *byte == b'\n' {
                self.write_bytes(b"\r");
            }
            self.write_bytes(&[*byte]);
        }
    }

    fn write_bytes(&mut self, bytes: &[u8]) {
        let mut wire = self.wire.borrow_mut();
        if let Some(room) = &mut wire.room {
            *room = room.saturating_sub(bytes.len());
        }
        wire.shown.extend(bytes);
    }

    fn can_write(&mut self) -> bool {
        self.wire.borrow().room != Some(0)
    }

    fn read(&mut self, into: &mut [u8]) -> Option<usize> {
        let mut wire = self.wire.borrow_mut();
        let count = wire.typed.len().min(into.len());
        into.iter_mut().zip(wire.typed.drain(..count)).for_each(|(place, byte)| *place = byte);
        Some(count)
    }

    fn can_read(&mut self) -> bool {
        !self.wire.borrow().typed.is_empty()
    }

    fn interrupt_on(&mut self, byte: Option<u8>) {
        self.wire.borrow_mut().watched = byte;
        self.interrupt.interrupt_on(byte);
    }

    fn is_terminal(&self) -> bool {
        true
    }

    fn now(&mut self) -> u64 {
        self.now += 100;
        self.now
    }

    fn identity(&self) -> Identity {
        Identity { machine: "test bench", ..Identity::default() }
    }

    fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
        (number == 0).then_some(&mut self.files as &mut dyn Volume)
    }
}

const BANNER: &str = concat!(
    "MicroPython (ferropy ",
    env!("CARGO_PKG_VERSION"),
    "); test bench\r\nType \"help()\" for more information.\r\n>>> "
);

/// A board in use: what was typed and what came back.
struct Session {
    wire: Rc<RefCell<Wire>>,
    interrupt: &'static Input<16>,
    turns: usize,
}

impl Session {
    /// Lets the board work until it waits for input; gives what it has shown.
    fn settle(&mut self, vm: &mut Vm, repl: &mut Repl) -> String {
        for _ in 0..self.turns {
            match repl.step(vm, Budget::ops(200)) {
                Turn::Input => break,
                Turn::Reset => repl.restart(vm),
                Turn::Run | Turn::Waiting(_) => {}
                Turn::Closed => panic!("the wire is open"),
            }
        }
        let shown = std::mem::take(&mut self.wire.borrow_mut().shown);
        String::from_utf8(shown).expect("text")
    }

    /// Types bytes; Ctrl-C interrupts where a script may be interrupted.
    fn send(&mut self, vm: &mut Vm, repl: &mut Repl, bytes: &[u8]) -> String {
        for byte in bytes {
            if self.wire.borrow().watched == Some(*byte) {
                self.interrupt.receive(*byte);
            } else {
                self.wire.borrow_mut().typed.push_back(*byte);
            }
        }
        self.settle(vm, repl)
    }
}

/// Runs a session on a board with so much memory and these files; the first text is what it shows at the start.
fn with_board(bytes: usize, files: &[(&str, &str)], session: impl FnOnce(&str, &mut dyn FnMut(&[u8]) -> String)) {
    let files = files.iter().map(|(path, text)| (path.to_string(), text.as_bytes().to_vec())).collect();
    with_volume(bytes, Files { texts: files, ..Files::default() }, session);
}

fn with_volume(bytes: usize, files: Files, session: impl FnOnce(&str, &mut dyn FnMut(&[u8]) -> String)) {
    let interrupt: &'static Input<16> = Box::leak(Box::new(Input::new()));
    let wire = Rc::new(RefCell::new(Wire::default()));
    let mut board = Board { wire: wire.clone(), files, now: 0, interrupt };
    let mut memory = vec![0; bytes];
    let builder = Vm::builder(&mut memory).standard_modules().host(&mut board).interrupt(interrupt.interrupt());
    let mut vm = builder.build().expect("a VM");
    let mut repl = Repl::new();
    let mut user = Session { wire, interrupt, turns: 20_000 };
    let start = user.settle(&mut vm, &mut repl);
    session(&start, &mut |bytes| user.send(&mut vm, &mut repl, bytes));
}

const KB: usize = 1024;

/// What follows a line at the friendly prompt, without its echo and the next prompt.
#[track_caller]
fn check(keys: &mut dyn FnMut(&[u8]) -> String, line: &str, wanted: &str) {
    // A block wants an empty line.
    let end = if line.starts_with("class ") || line.starts_with("def ") { "\r\r" } else { "\r" };
    let shown = keys(format!("{line}{end}").as_bytes());
    let shown = shown.replace("\r\n... ", "");
    let shown = shown.strip_suffix(">>> ").unwrap_or_else(|| panic!("no prompt: {shown:?}"));
    let shown = shown.split_once("\r\n").map_or("", |(_, rest)| rest);
    assert_eq!(shown, wanted, "{line}");
}

#[test]
fn it_starts_with_a_banner_that_tools_know() {
    with_board(32 * KB, &[], |start, keys| {
        assert_eq!(start, BANNER);
        assert_eq!(keys(b"\x02"), format!("\r\n{BANNER}"));
        assert_eq!(keys(b"\r\x03"), "\r\n>>> \r\n>>> ");
    });
}

#[test]
fn values_are_shown_and_kept() {
    with_board(32 * KB, &[], |_, keys| {
        assert_eq!(keys(b"6 * 7\r"), "6 * 7\r\n42\r\n>>> ");
        check(keys, "_ + 1", "43\r\n");
        check(keys, "None", "");
        check(keys, "import sys; sys.ps1 = '>>> '", "");
        check(keys, "'\u{e9}'", "'\u{e9}'\r\n");
        check(
            keys,
            "1 / 0",
            "Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\n\
             ZeroDivisionError: division by zero\r\n",
        );
        check(keys, "sys.implementation._machine, sys.platform", "('test bench', 'ferropy')\r\n");
    });
}

#[test]
fn blocks_are_indented_and_end_with_an_empty_line() {
    with_board(32 * KB, &[], |_, keys| {
        assert_eq!(keys(b"for i in range(2):\r"), "for i in range(2):\r\n...     ");
        assert_eq!(keys(b"if i:\r"), "if i:\r\n...         ");
        assert_eq!(keys(b"print(i)\r"), "print(i)\r\n...         ");
        // One key takes a level away.
        assert_eq!(keys(b"\x7f"), "\x1b[1D\x1b[K".repeat(4));
        assert_eq!(keys(b"print('.')\r\r"), "print('.')\r\n...     \r\n.\r\n1\r\n.\r\n>>> ");
        assert_eq!(keys(b"x = (1,\r"), "x = (1,\r\n... ");
        assert_eq!(keys(b"2)\rx\r"), "2)\r\n>>> x\r\n(1, 2)\r\n>>> ");
        assert_eq!(keys(b"if True:\r\x03"), "if True:\r\n...     \r\n>>> ");
    });
}

#[test]
fn lines_can_be_edited() {
    with_board(32 * KB, &[], |_, keys| {
        for (typed, value) in [
            // Home and End, by letters and by sequences.
            (&b"2\x011\x053\r"[..], "123"),
            (b"2\x1b[H1\x1b[F3\r", "123"),
            (b"2\x1bOH1\x1bOF3\r", "123"),
            (b"2\x1b[1~1\x1b[4~3\r", "123"),
            // Left, right, delete, backspace.
            (b"13\x1b[D2\r", "123"),
            (b"13\x022\x063\r", "1233"),
            (b"1x23\x1b[D\x1b[D\x1b[D\x1b[3~\r", "123"),
            (b"1x23\x02\x02\x7f\r", "123"),
            (b"1x23\x01\x06\x04\r", "123"),
            // To the end, to the start, a word.
            (b"123999\x02\x02\x02\x0b\r", "123"),
            (b"999123\x02\x02\x02\x15\r", "123"),
            (b"'a b'\x17'\r", "'a '"),
            (b"12 + 3\x1b[1;5D\x1b[1;5D9\r", "915"),
            (b"12 + 3\x01\x1b[1;5C9\r", "132"),
            // A letter of two bytes is one step.
            (b"len('\xc3\xa9\xc3\xa9')\x02\x02\x7f\r", "1"),
        ] {
            let shown = keys(typed);
            let value = format!("\r\n{value}\r\n>>> ");
            assert!(shown.ends_with(&value), "{:?}: {shown:?}", String::from_utf8_lossy(typed));
        }
    });
}

#[test]
fn history_goes_eight_lines_back() {
    with_board(32 * KB, &[], |_, keys| {
        for number in 0..10 {
            keys(format!("{number}00\r").as_bytes());
        }
        assert!(keys(b"\x1b[A\x1b[A\r").ends_with("\r\n800\r\n>>> "));
        assert!(keys(b"\x10\x10\x10\x0e\r").ends_with("\r\n900\r\n>>> "));
        // The oldest stays when one goes on.
        let shown = keys(&[&b"\x10"[..]; 20].concat());
        assert!(shown.contains("400"), "{shown:?}");
        assert!(!shown.contains("100") && !shown.contains("300"), "{shown:?}");
        assert!(keys(b"\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e\x0e7\r").ends_with("\r\n7\r\n>>> "));
    });
}

#[test]
fn names_are_completed() {
    with_board(64 * KB, &[], |_, keys| {
        assert_eq!(keys(b"impo\t sy\t\r"), "import sys\r\n>>> ");
        assert_eq!(keys(b"sys.byte\t\r"), "sys.byteorder\r\n'little'\r\n>>> ");
        check(keys, "class Motor: speed = 3; spin = 4; _hidden = 1", "");
        check(keys, "motor = Motor()", "");
        assert_eq!(keys(b"motor.sp\t"), "motor.sp\r\nspeed           spin\r\n>>> motor.sp\x1b[K\x1b[8D\x1b[8C");
        assert_eq!(keys(b"e\t\r"), "eed\r\n3\r\n>>> ");
        assert_eq!(keys(b"motor._h\t\r"), "motor._hidden\r\n1\r\n>>> ");
        assert_eq!(keys(b"no_such.\t\x03"), "no_such.\r\n>>> ");
        assert_eq!(keys(b"\tx\x03"), "    x\r\n>>> ");
    });
}

#[test]
fn completion_does_not_run_properties() {
    with_board(64 * KB, &[], |_, keys| {
        check(keys, "class A: b = property(lambda self: print('ran'))", "");
        check(keys, "a = A()", "");
        assert_eq!(keys(b"a.b.\t\x03"), "a.b.\r\n>>> ");
    });
}

#[test]
fn paste_mode_takes_a_file() {
    with_board(32 * KB, &[], |_, keys| {
        assert_eq!(keys(b"\x05"), "\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
        assert_eq!(
            keys(b"def f():\r  return 5\r\r\r7\rprint(f())"),
            "def f():\r\n===   return 5\r\n=== \r\n=== \r\n=== 7\r\n=== print(f())"
        );
        assert_eq!(keys(b"\x04"), "\r\n5\r\n>>> ");
        assert_eq!(
            keys(b"\x05x = = 3\r1\r\x03"),
            "\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== x = = 3\r\n=== 1\r\n=== \r\n>>> "
        );
        let shown = keys(b"\x05if 1:\r    x = = 3\r\x04");
        assert!(
            shown.ends_with(
                "  File \"<stdin>\", line 2\r\n    x = = 3\r\n        ^\r\nSyntaxError: invalid syntax\r\n>>> "
            ),
            "{shown:?}"
        );
    });
}

#[test]
fn a_raw_prompt_speaks_as_tools_expect() {
    with_board(32 * KB, &[], |_, keys| {
        assert_eq!(keys(b"\r\x03\x01"), "\r\n>>> \r\n>>> \r\nraw REPL; CTRL-B to exit\r\n>");
        assert_eq!(keys(b"print(1)\r\nprint('a\\nb')\x04"), "OK1\r\na\r\nb\r\n\x04\x04>");
        // Nothing is shown by itself.
        assert_eq!(keys(b"7\x04"), "OK\x04\x04>");
        assert_eq!(keys(b"x = 5\x04print(x)\x04"), "OK\x04\x04>OK5\r\n\x04\x04>");
        let error = "Traceback (most recent call last):\r\n  File \"<stdin>\", line 2, in <module>\r\n\
                     ZeroDivisionError: division by zero\r\n";
        assert_eq!(keys(b"print(2)\n1/0\x04"), format!("OK2\r\n\x04{error}\x04>"));
        // Ctrl-C forgets, Ctrl-A greets again.
        assert_eq!(keys(b"print(9)\x03print(8)\x04"), "OK8\r\n\x04\x04>");
        assert_eq!(keys(b"\x01"), "raw REPL; CTRL-B to exit\r\n>");
        // The text is compiled line by line: what is wrong at its start is told at its end.
        let shown = keys(b"x = = 1\nprint(3)\n\x04");
        assert!(shown.starts_with("OK\x04  File \"<stdin>\", line 1\r\n    x = = 1\r\n"), "{shown:?}");
        // Soft reset: the raw prompt stays, the globals go.
        assert_eq!(keys(b"\x04"), "OK\r\nMPY: soft reboot\r\nraw REPL; CTRL-B to exit\r\n>");
        assert!(keys(b"x\x04").contains("NameError: name 'x' is not defined"));
        assert_eq!(keys(b"\x02"), format!("\r\n{BANNER}"));
        assert_eq!(keys(b"1\r"), "1\r\n1\r\n>>> ");
    });
}

#[test]
fn errors_of_the_world_have_the_name_that_tools_look_for() {
    with_board(32 * KB, &[], |_, keys| {
        keys(b"\x01");
        let shown = keys(b"open('nothing')\x04");
        assert!(shown.ends_with("\r\nOSError: [Errno 2] ENOENT: 'nothing'\r\n\x04>"), "{shown:?}");
        let shown = keys(b"raise OSError(17, '')\x04");
        assert!(shown.ends_with("\r\nOSError: [Errno 17] EEXIST\r\n\x04>"), "{shown:?}");
        let shown = keys(b"\x02");
        assert!(shown.ends_with(">>> "));
        let shown = keys(b"open('nothing')\r");
        assert!(shown.ends_with("\r\nFileNotFoundError: [Errno 2] ENOENT: 'nothing'\r\n>>> "), "{shown:?}");
    });
}

/// A board whose answers are bytes, not texts.
fn raw_session(bytes: usize, session: impl FnOnce(&mut dyn FnMut(&[u8]) -> Vec<u8>)) {
    let interrupt: &'static Input<16> = Box::leak(Box::new(Input::new()));
    let wire = Rc::new(RefCell::new(Wire::default()));
    let mut board = Board { wire: wire.clone(), files: Files::default(), now: 0, interrupt };
    let mut memory = vec![0; bytes];
    let builder = Vm::builder(&mut memory).standard_modules().host(&mut board).interrupt(interrupt.interrupt());
    let mut vm = builder.build().expect("a VM");
    let mut repl = Repl::new();
    let mut send = |bytes: &[u8]| {
        wire.borrow_mut().typed.extend(bytes);
        loop {
            match repl.step(&mut vm, Budget::ops(500)) {
                Turn::Input => break,
                Turn::Reset => repl.restart(&mut vm),
                _ => {}
            }
        }
        std::mem::take(&mut wire.borrow_mut().shown)
    };
    send(b"\r\x03\x01");
    session(&mut send);
}

#[test]
fn raw_paste_has_flow_control() {
    raw_session(16 * KB, |send| {
        assert_eq!(send(b"\x05A\x01"), b"R\x01\x80\x00\x01");
        // Two windows may be under way; each that is taken in gives leave for another.
        assert_eq!(send(&[b' '; 127]), b"");
        assert_eq!(send(b"\n"), b"\x01");
        assert_eq!(send(&b"x = 1  # a long comment\n".repeat(16)), b"\x01\x01\x01");
        assert_eq!(send(b"print(x)\x04"), b"\x041\r\n\x04\x04>");
        // Another mode is refused, and the prompt goes on.
        assert_eq!(send(b"\x05B\x01"), b"R\x00");
        assert_eq!(send(b"print(2)\x04"), b"OK2\r\n\x04\x04>");
    });
}

#[test]
fn raw_paste_is_compiled_while_it_comes() {
    // Twice the memory, and only one statement of it at a time.
    raw_session(12 * KB, |send| {
        send(b"\x05A\x01");
        for number in 0..300 {
            let told = send(format!("x = {number} # {:60}\n", "").as_bytes());
            assert!(!told.contains(&4), "{number}");
        }
        assert!(send(b"print(x)\x04").ends_with(b"\x04299\r\n\x04\x04>"));
    });
}

#[test]
fn a_raw_paste_that_is_in_vain_is_ended_at_once() {
    raw_session(16 * KB, |send| {
        send(b"\x05A\x01");
        assert_eq!(send(b"x = = 1\n"), b"\x04");
        // What is under way is dropped.
        assert_eq!(send(b"print(1)\nprint(2)\n"), b"");
        let shown = send(b"\x04");
        assert!(shown.starts_with(b"\x04  File \"<stdin>\", line 1\r\n"), "{:?}", String::from_utf8_lossy(&shown));
        assert!(shown.ends_with(b"SyntaxError: invalid syntax\r\n\x04>"));
        // So is a paste that the host gives up, or whose cable was pulled out.
        send(b"\x05A\x01");
        let shown = send(b"def f():\n  retu\x03");
        assert!(shown.ends_with(b"KeyboardInterrupt\r\n\x04>"), "{:?}", String::from_utf8_lossy(&shown));
        send(b"\x05A\x01");
        send(b"def f():\n  retu");
        assert!(send(b"\r\x03\r\x01").ends_with(b"raw REPL; CTRL-B to exit\r\n>"));
        assert_eq!(send(b"print(3)\x04"), b"OK3\r\n\x04\x04>");
    });
}

#[test]
fn a_paste_larger_than_the_memory_is_refused_and_the_prompt_is_back() {
    raw_session(12 * KB, |send| {
        send(b"\x05A\x01");
        let mut told = Vec::new();
        // One statement, as long as it likes.
        told.extend(send(b"x = [\n"));
        for _ in 0..2000 {
            told.extend(send(b"1, 2, 3, 4, 5, 6, 7, 8,\n"));
            if told.contains(&4) {
                break;
            }
        }
        assert!(told.contains(&4));
        let shown = send(b"\x04");
        assert!(shown.ends_with(b"MemoryError\r\n\x04>"), "{:?}", String::from_utf8_lossy(&shown));
        assert_eq!(send(b"print(3)\x04"), b"OK3\r\n\x04\x04>");
        assert!(send(b"\x02").ends_with(b">>> "));
        assert!(send(b"1 + 1\r").ends_with(b"\r\n2\r\n>>> "));
        // A line that never ends rings the bell.
        let shown = send(&[b'x'; 20 * KB]);
        assert!(shown.ends_with(b"\x07"));
        assert!(send(b"\x03").ends_with(b"\r\n>>> "));
        assert!(send(b"2 + 2\r").ends_with(b"\r\n4\r\n>>> "));
    });
}

#[test]
fn any_program_can_be_interrupted() {
    with_board(32 * KB, &[], |_, keys| {
        for program in [
            "while True: pass\r\r",
            "import time; time.sleep(1000)\r",
            "import sys; sys.stdin.read(1)\r",
            "input('name? ')\r",
            "import select, sys; p = select.poll(); p.register(sys.stdin, 1); p.poll()\r",
        ] {
            let started = keys(program.as_bytes());
            assert!(!started.ends_with(">>> "), "{program}: {started:?}");
            let shown = keys(b"\x03");
            assert!(shown.ends_with("KeyboardInterrupt\r\n>>> "), "{program}: {shown:?}");
        }
        // A script that wants the byte itself gets it.
        check(keys, "import micropython, sys", "");
        let started = keys(b"micropython.kbd_intr(-1); sys.stdin.buffer.read(1)\r");
        assert!(!started.ends_with(">>> "));
        assert_eq!(keys(b"\x03"), "b'\\x03'\r\n>>> ");
        // The next program can be interrupted again.
        keys(b"while True: pass\r\r");
        assert!(keys(b"\x03").ends_with("KeyboardInterrupt\r\n>>> "));
    });
}

#[test]
fn who_prints_to_nobody_waits_and_can_be_interrupted() {
    let interrupt: &'static Input<16> = Box::leak(Box::new(Input::new()));
    let wire = Rc::new(RefCell::new(Wire::default()));
    let mut board = Board { wire: wire.clone(), files: Files::default(), now: 0, interrupt };
    let mut memory = vec![0; 32 * KB];
    let builder = Vm::builder(&mut memory).standard_modules().host(&mut board).interrupt(interrupt.interrupt());
    let mut vm = builder.build().expect("a VM");
    let mut repl = Repl::new();
    wire.borrow_mut().typed.extend(b"while True: print('0123456789')\r\r");
    while wire.borrow().shown.len() < 500 {
        let _ = repl.step(&mut vm, Budget::ops(100));
    }
    wire.borrow_mut().room = Some(100);
    let before = wire.borrow().shown.len();
    let turns: Vec<Turn> = (0..100).map(|_| repl.step(&mut vm, Budget::ops(100))).collect();
    assert!(matches!(turns.last(), Some(Turn::Waiting(_))), "{turns:?}");
    assert!(wire.borrow().shown.len() < before + 150);
    interrupt.receive(3);
    wire.borrow_mut().room = None;
    while repl.step(&mut vm, Budget::ops(100)) != Turn::Input {}
    assert!(wire.borrow().shown.ends_with(b"KeyboardInterrupt\r\n>>> "));
}

#[test]
fn boot_and_main_run_in_this_order() {
    let files = [("/boot.py", "print('boot')\nx = 1\n"), ("/main.py", "print('main', x)\n")];
    with_board(32 * KB, &files, |start, keys| {
        assert_eq!(start, format!("boot\r\nmain 1\r\n{BANNER}"));
        check(keys, "x", "1\r\n");
        assert_eq!(keys(b"\x04"), format!("\r\nMPY: soft reboot\r\nboot\r\nmain 1\r\n{BANNER}"));
        // A tool that resets gets boot.py only.
        keys(b"\x01");
        assert_eq!(keys(b"\x04"), "OK\r\nMPY: soft reboot\r\nboot\r\nraw REPL; CTRL-B to exit\r\n>");
        assert_eq!(keys(b"\x02x\r"), format!("\r\n{BANNER}x\r\n1\r\n>>> "));
        let shown = keys(b"raise SystemExit\r");
        assert_eq!(shown, format!("raise SystemExit\r\nMPY: soft reboot\r\nboot\r\nmain 1\r\n{BANNER}"));
    });
}

#[test]
fn what_goes_wrong_at_the_start_leads_to_the_prompt() {
    let broken = [("/boot.py", "print('boot')\n1/0\n"), ("/main.py", "print('main')\n")];
    with_board(32 * KB, &broken, |start, _| {
        let error = "Traceback (most recent call last):\r\n  File \"boot.py\", line 2, in <module>\r\n\
                     ZeroDivisionError: division by zero\r\n";
        assert_eq!(start, format!("boot\r\n{error}{BANNER}"));
    });
    with_board(32 * KB, &[("/main.py", "while True: pass\n")], |start, keys| {
        assert_eq!(start, "");
        assert!(keys(b"\x03").ends_with(&format!("KeyboardInterrupt\r\n{BANNER}")));
    });
    // A file system that cannot be read must not stop the prompt.
    with_volume(32 * KB, Files { is_broken: true, ..Files::default() }, |start, keys| {
        assert_eq!(start, BANNER);
        assert!(keys(b"import os; os.listdir()\r").contains("OSError: [Errno 5] EIO"));
        assert!(keys(b"import nothing\r").contains("ModuleNotFoundError: No module named 'nothing'"));
    });
}

#[test]
fn safe_mode_runs_nothing() {
    let interrupt: &'static Input<16> = Box::leak(Box::new(Input::new()));
    let wire = Rc::new(RefCell::new(Wire::default()));
    let texts = BTreeMap::from([("/main.py".to_owned(), b"print('main')".to_vec())]);
    let files = Files { texts, ..Files::default() };
    let mut board = Board { wire: wire.clone(), files, now: 0, interrupt };
    let mut memory = vec![0; 32 * KB];
    let mut vm = Vm::builder(&mut memory).standard_modules().host(&mut board).build().expect("a VM");
    let mut repl = Repl::new().safe();
    while repl.step(&mut vm, Budget::ops(100)) != Turn::Input {}
    assert_eq!(String::from_utf8_lossy(&wire.borrow().shown), BANNER);
}

#[test]
fn a_full_volume_says_so_and_nothing_is_lost() {
    with_board(32 * KB, &[("/data.txt", "kept")], |_, keys| {
        check(keys, "f = open('new.txt', 'w')", "");
        assert!(keys(b"f.write('x' * 200)\r").ends_with("OSError: [Errno 28] ENOSPC\r\n>>> "));
        check(keys, "f.close()", "");
        check(keys, "open('data.txt').read()", "'kept'\r\n");
    });
}

#[test]
fn files_that_nobody_closes_do_not_run_out() {
    with_board(48 * KB, &[("/data.txt", "kept")], |_, keys| {
        check(keys, "kept = open('data.txt')", "");
        check(keys, "[open('data.txt').read() for _ in range(30)].count('kept')", "30\r\n");
        check(keys, "kept.read()", "'kept'\r\n");
        assert!(keys(b"all = [open('data.txt') for _ in range(30)]\r").contains("OSError: [Errno 24] EMFILE"));
    });
}

#[test]
fn modules_come_from_the_volume() {
    let files = [
        ("/helper.py", "answer = 42\n"),
        ("/lib/deep.py", "import helper\nvalue = helper.answer + 1\n"),
        ("/broken.py", "x = 1\n1/0\n"),
        ("/wrong.py", "x = (\n"),
    ];
    with_board(32 * KB, &files, |_, keys| {
        check(keys, "import helper; helper.answer, helper.__file__", "(42, 'helper.py')\r\n");
        check(keys, "from deep import value; value", "43\r\n");
        let shown = keys(b"import broken\r");
        assert!(shown.contains("File \"broken.py\", line 2, in <module>\r\nZeroDivisionError"), "{shown:?}");
        assert!(keys(b"import broken\r").contains("ZeroDivisionError"));
        assert!(keys(b"import wrong\r").contains("SyntaxError: '(' was never closed"));
        check(keys, "import sys; 'broken' in sys.modules", "False\r\n");
    });
}

#[test]
fn input_is_edited_at_a_terminal() {
    with_board(32 * KB, &[], |_, keys| {
        assert_eq!(keys(b"input('name? ')\r"), "input('name? ')\r\nname? ");
        assert_eq!(keys(b"joey\x7f\r"), "joey\x08 \x08\r\n'joe'\r\n>>> ");
        keys(b"input()\r");
        assert!(keys(b"\x04").contains("EOFError"));
    });
}

#[test]
fn help_tells_of_keys_modules_and_objects() {
    with_board(64 * KB, &[], |_, keys| {
        assert!(keys(b"help()\r").contains("CTRL-D        -- on a blank line, do a soft reset"));
        let modules = keys(b"help('modules')\r");
        assert!(["__main__", "json", "os", "vfs"].iter().all(|name| modules.contains(name)), "{modules}");
        assert!(modules.ends_with("Plus any modules on the filesystem\r\n>>> "));
        assert!(keys(b"help(5)\r").contains("object 5 is of type int\r\n"));
        check(keys, "def turn(by): 'Turns the servo.'", "");
        assert!(keys(b"help(turn)\r").contains("is of type function\r\n  Turns the servo.\r\n"));
    });
}

/// What Thonny's back-end asks of a board when it connects, in the forms that its checklist names.
#[test]
fn the_probe_of_thonny_is_answered() {
    with_board(64 * KB, &[("/main.py", "")], |_, keys| {
        assert!(keys(b"\x02").contains("MicroPython "));
        assert!(keys(b"\r\x03\x01").ends_with("raw REPL; CTRL-B to exit\r\n>"));
        let class = b"class __probe_helper:\n    import builtins\n    try:\n        import uos as os\n    \
                      except builtins.ImportError:\n        import os\n    import sys\n    last = None\n    \
                      @builtins.classmethod\n    def show(cls, value):\n        cls.last = value\n        \
                      cls.builtins.print('<m>', cls.builtins.repr(value), '</m>', sep='', end='\\x02')\n    \
                      @builtins.classmethod\n    def getcwd(cls):\n        return cls.os.getcwd()\n\x04";
        assert_eq!(keys(class), "OK\x04\x04>");
        assert_eq!(keys(b"__probe_helper.show(__probe_helper.getcwd())\x04"), "OK<m>'/'</m>\x02\x04\x04>");
        assert_eq!(
            keys(b"__probe_helper.show(__probe_helper.os.statvfs('/')[:4])\x04"),
            "OK<m>(100, 100, 10, 3)</m>\x02\x04\x04>"
        );
        let shown = keys(b"__probe_helper.builtins.help('modules')\x04");
        assert!(shown.contains("binascii") && shown.contains("Plus any modules on the filesystem"), "{shown}");
        assert_eq!(keys(b"__probe_helper.show(__probe_helper.sys.platform)\x04"), "OK<m>'ferropy'</m>\x02\x04\x04>");
    });
}

/// What ViperIDE asks at its start.
#[test]
fn the_start_of_viper_ide_is_answered() {
    with_board(64 * KB, &[("/a.py", "x")], |_, keys| {
        keys(b"\x01");
        let shown = keys(
            b"import sys\ntry: sys.ps1 = ''\nexcept: pass\nimport os\nu = os.uname()\n\
              v = sys.version.split(';')[1].strip()\nmpy = getattr(sys.implementation, '_mpy', 0)\n\
              print('|'.join([u.machine, u.release, u.sysname, v, str(mpy >> 10 & 15)]))\x04",
        );
        let release = env!("CARGO_PKG_VERSION");
        assert_eq!(shown, format!("OKtest bench|{release}|ferropy|ferropy {release}|0\r\n\x04\x04>"));
        let shown = keys(
            b"import gc, os\ngc.collect()\nprint('%d %d' % (gc.mem_alloc() > 0, gc.mem_free() > 0))\n\
              try:\n    os.stat('/none')\nexcept OSError as e:\n    print(e.args[0] in (17, 20, 39), e.args[0])\n\
              for e in os.ilistdir('/'):\n    print('%s %s' % (e[0], e[1] & 0x4000))\n\
              from ubinascii import hexlify\nprint(hexlify(b'ab'))\x04",
        );
        assert_eq!(shown, "OK1 1\r\nFalse 2\r\na.py 0\r\nb'6162'\r\n\x04\x04>");
    });
}

/// What rshell, MicroPico and others ask.
#[test]
fn older_tools_find_their_names() {
    with_board(64 * KB, &[], |_, keys| {
        keys(b"\x01");
        assert_eq!(keys(b"import uhashlib, ubinascii, uio, uos, usys, ujson, utime, ustruct\nprint(uio.IOBase, utime.gmtime(0)[0])\x04"), "OK<class 'io.IOBase'> 1970\r\n\x04\x04>");
        assert_eq!(keys(b"exec(compile('6 * 7', '<string>', 'single'))\x04"), "OK42\r\n\x04\x04>");
        // rshell's way to send a file: so many bytes of the input, each lot with an answer.
        keys(b"import sys, micropython\nmicropython.kbd_intr(-1)\nb = bytearray(8)\nn = sys.stdin.buffer.readinto(b, 4)\nsys.stdout.buffer.write(b'\\x06' + b[:n] + b'\\n')\x04");
        assert_eq!(keys(b"a\x03\x04\r"), "\x06a\x03\x04\r\n\x04\x04>");
    });
}
