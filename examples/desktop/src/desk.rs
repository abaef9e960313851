//! The laptop around the board: its terminal, and the folder of scripts.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use ferropy::Host;

/// What the VM asks of a laptop.
pub struct Desk {
    /// Where modules are looked for.
    folder: PathBuf,
    /// The modules found so far and the texts of the files whose lines were shown; `None`: there is none.
    modules: HashMap<String, Option<(Vec<u8>, bool)>>,
    texts: HashMap<String, String>,
    start: Instant,
}

impl Desk {
    pub fn new(folder: PathBuf) -> Desk {
        Desk { folder, modules: HashMap::new(), texts: HashMap::new(), start: Instant::now() }
    }

    /// Remembers the text of a program that is in no file.
    pub fn remember(&mut self, file: &str, text: &str) {
        self.texts.insert(file.to_owned(), text.to_owned());
    }
}

impl Host for Desk {
    fn write(&mut self, text: &[u8]) {
        // A closed pipe is no reason for the board to stop.
        let _ = io::stdout().write_all(text);
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
