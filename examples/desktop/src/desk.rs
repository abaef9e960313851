//! The laptop around the board: its terminal, and the folder of scripts.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use ferropy::network::Network;
use ferropy::volume::Volume;
use ferropy::{Host, Identity};

use crate::folder::Folder;
use crate::network::Sockets;
use crate::terminal::{INPUT, Terminal};

/// What the VM asks of a laptop.
pub struct Desk {
    /// Where modules are looked for.
    folder: PathBuf,
    /// The modules found so far and the texts of the files whose lines were shown; `None`: there is none.
    modules: HashMap<String, Option<(Vec<u8>, bool)>>,
    texts: HashMap<String, String>,
    start: Instant,
    /// The serial line; without it the standard output takes what is printed.
    pub terminal: Option<Terminal>,
    sockets: Sockets,
    /// The board's file system.
    pub files: Option<Folder>,
}

impl Desk {
    pub fn new(folder: PathBuf) -> Desk {
        Desk {
            folder,
            modules: HashMap::new(),
            texts: HashMap::new(),
            start: Instant::now(),
            terminal: None,
            sockets: Sockets::default(),
            files: None,
        }
    }

    /// Remembers the text of a program that is in no file.
    pub fn remember(&mut self, file: &str, text: &str) {
        self.texts.insert(file.to_owned(), text.to_owned());
    }
}

impl Host for Desk {
    fn write(&mut self, text: &[u8]) {
        if self.terminal.is_none() {
            // A closed pipe is no reason for the board to stop.
            let _ = io::stdout().write_all(text);
            return;
        }
        let mut sent = Vec::with_capacity(text.len() + 8);
        for byte in text {
            if *byte == b'\n' {
                sent.push(b'\r');
            }
            sent.push(*byte);
        }
        self.write_bytes(&sent);
    }

    fn write_bytes(&mut self, bytes: &[u8]) {
        match &mut self.terminal {
            Some(terminal) => terminal.send(bytes),
            None => drop(io::stdout().write_all(bytes)),
        }
    }

    fn read(&mut self, into: &mut [u8]) -> Option<usize> {
        match &self.terminal {
            Some(terminal) if terminal.is_hung_up() && INPUT.is_empty() => None,
            Some(_) => Some(INPUT.read(into)),
            None => io::stdin().read(into).ok().filter(|count| *count > 0),
        }
    }

    fn can_read(&mut self) -> bool {
        self.terminal.is_none() || !INPUT.is_empty()
    }

    fn interrupt_on(&mut self, byte: Option<u8>) {
        INPUT.interrupt_on(byte);
    }

    fn is_terminal(&self) -> bool {
        self.terminal.is_some()
    }

    fn random(&mut self, into: &mut [u8]) -> bool {
        fs::File::open("/dev/urandom").and_then(|mut source| source.read_exact(into)).is_ok()
    }

    fn identity(&self) -> Identity {
        Identity { machine: "simulated board", ..Identity::default() }
    }

    fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
        match (number, &mut self.files) {
            (0, Some(files)) => Some(files),
            _ => None,
        }
    }

    fn network(&mut self) -> Option<&mut dyn Network> {
        Some(&mut self.sockets)
    }

    fn now(&mut self) -> u64 {
        self.start.elapsed().as_micros() as u64
    }

    fn time(&mut self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_micros() as u64)
    }

    fn source_line(&mut self, file: &str, line: u32) -> Option<&str> {
        if !self.texts.contains_key(file) {
            let text =
                [PathBuf::from(file), self.folder.join(file)].iter().find_map(|path| fs::read_to_string(path).ok());
            self.texts.insert(file.to_owned(), text?);
        }
        self.texts.get(file)?.lines().nth(line.checked_sub(1)? as usize)
    }

    fn module_source(&mut self, name: &str) -> Option<(&[u8], bool)> {
        if !self.modules.contains_key(name) {
            let path = self.folder.join(name.replace('.', "/"));
            let plain = fs::read(path.with_extension("py")).ok().map(|text| (text, false));
            let found = plain
                .or_else(|| fs::read(path.join("__init__.py")).ok().map(|text| (text, true)))
                .or_else(|| path.is_dir().then(|| (Vec::new(), true)));
            self.modules.insert(name.to_owned(), found);
        }
        self.modules.get(name)?.as_ref().map(|(text, package)| (text.as_slice(), *package))
    }
}
