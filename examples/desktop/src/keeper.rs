//! The running program in a file, so that it goes on after the process was killed.

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use ferropy::{SaveError, Vm};

/// How long what was computed may be lost.
const EVERY: Duration = Duration::from_secs(1);

pub struct Keeper {
    file: PathBuf,
    /// When the program was saved last.
    saved: Instant,
    /// What has prevented that, once it has been told.
    complaint: Option<String>,
}

impl Keeper {
    pub fn new(file: &Path) -> Keeper {
        Keeper { file: file.to_owned(), saved: Instant::now(), complaint: None }
    }

    /// Goes on with the program in the file; false if there is no file. *Errors*: the file is no snapshot, or one of
    /// another firmware.
    pub fn restore(&self, vm: &mut Vm) -> Result<bool, Box<dyn Error>> {
        let named = |error: &dyn std::fmt::Display| format!("{}: {error}", self.file.display());
        let bytes = match fs::read(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            other => other.map_err(|error| named(&error))?,
        };
        vm.restore(&mut &bytes[..]).map_err(|error| named(&error))?;
        Ok(true)
    }

    /// Saves the program if it is time. What prevents it is told once; the program goes on.
    pub fn save_in_time(&mut self, vm: &mut Vm) {
        if self.saved.elapsed() < EVERY {
            return;
        }
        match self.save(vm) {
            // In a moment it can be.
            Err(SaveError::Compiling | SaveError::Awaiting) => return,
            Err(error) => self.complain(error.to_string()),
            Ok(()) => {}
        }
        self.saved = Instant::now();
    }

    /// The file is the old one or the new one, whenever the process ends.
    fn save(&self, vm: &mut Vm) -> Result<(), SaveError<io::Error>> {
        let mut bytes = Vec::new();
        vm.save(&mut bytes).map_err(|error| match error {
            SaveError::Write(never) => match never {},
            SaveError::Compiling => SaveError::Compiling,
            SaveError::Awaiting => SaveError::Awaiting,
            SaveError::Object(name) => SaveError::Object(name),
            _ => SaveError::Memory,
        })?;
        // What was printed before is seen before.
        io::stdout().flush().map_err(SaveError::Write)?;
        let new = self.file.with_extension("new");
        fs::write(&new, bytes).and_then(|()| fs::rename(&new, &self.file)).map_err(SaveError::Write)
    }

    fn complain(&mut self, text: String) {
        if self.complaint.as_ref() != Some(&text) {
            eprintln!("ferropy-desktop: {}: {text}", self.file.display());
            self.complaint = Some(text);
        }
    }

    /// The program has ended.
    pub fn forget(&self) {
        let _ = fs::remove_file(&self.file);
    }
}
