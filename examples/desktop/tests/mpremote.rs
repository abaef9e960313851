//! `mpremote`, unmodified, drives the prompt on a pseudo-terminal.
//!
//! The first run installs it from the package index into the target folder; without it these tests have nothing to say,
//! and say so loudly.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// The version that the tests were written for.
const PACKAGE: &str = "mpremote==1.29.0";

/// The programs of a virtual environment with `mpremote`.
fn tools() -> Option<&'static Path> {
    static TOOLS: OnceLock<Option<PathBuf>> = OnceLock::new();
    TOOLS
        .get_or_init(|| {
            let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mpremote");
            let tools = place.join("bin");
            if !tools.join("mpremote").exists() {
                let succeeds = |command: &mut Command| command.output().is_ok_and(|done| done.status.success());
                let made = succeeds(Command::new("python3").args(["-m", "venv"]).arg(&place))
                    && succeeds(Command::new(tools.join("pip")).args(["install", "--quiet", PACKAGE]));
                if !made {
                    eprintln!("\n*** {PACKAGE} cannot be installed here: THE PROMPT IS NOT TESTED WITH IT ***\n");
                    return None;
                }
            }
            Some(tools)
        })
        .as_deref()
}

/// A board on a pseudo-terminal, with a folder for its files and one for the laptop's.
struct Board {
    command: Child,
    name: String,
    files: PathBuf,
    laptop: PathBuf,
    tools: &'static Path,
}

impl Board {
    /// `None` without `mpremote`.
    fn start(test: &str) -> Option<Board> {
        let tools = tools()?;
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&place);
        let (files, laptop) = (place.join("board"), place.join("laptop"));
        fs::create_dir_all(&files).expect("a folder");
        fs::create_dir_all(&laptop).expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_ferropy-desktop"))
            .args(["--pty", "--files"])
            .arg(&files)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut name = String::new();
        BufReader::new(command.stdout.take().expect("a pipe")).read_line(&mut name).expect("the name of the terminal");
        Some(Board { command, name: name.trim().to_owned(), files, laptop, tools })
    }

    /// Runs `mpremote` in the laptop's folder: whether it succeeds, and all it says.
    fn mpremote(&self, arguments: &[&str]) -> (bool, String) {
        let done = Command::new("timeout")
            .arg("60")
            .arg(self.tools.join("mpremote"))
            .args(["connect", &self.name])
            .args(arguments)
            .current_dir(&self.laptop)
            .env("EDITOR", "sed -i s/blue/green/")
            .env("PYTHONUNBUFFERED", "1")
            .stdin(Stdio::null())
            .output()
            .expect("mpremote starts");
        let said = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8_lossy(&said).replace('\r', ""))
    }

    #[track_caller]
    fn check(&self, arguments: &[&str], wanted: &str) {
        let (succeeds, said) = self.mpremote(arguments);
        assert!(succeeds, "{arguments:?}: {said}");
        assert_eq!(said, wanted, "{arguments:?}");
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.laptop.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn on_board(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.files.join(name)).ok()
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        let _ = self.command.kill();
        let _ = self.command.wait();
    }
}

#[test]
fn programs_run() {
    let Some(board) = Board::start("programs") else { return };
    board.put("blink.py", "import time\nfor i in range(3):\n    print('blink', i)\n    time.sleep_ms(1)\n");
    board.check(&["exec", "print(6 * 7)"], "42\n");
    board.check(&["exec", "x = 'kept'", "eval", "x", "run", "blink.py"], "kept\nblink 0\nblink 1\nblink 2\n");
    board.check(&["eval", "[1, 2.5, b'\\x00a', 'é', None, (1,)]"], "[1, 2.5, b'\\x00a', 'é', None, (1,)]\n");
    board.check(&["exec", "x = 1", "soft-reset", "eval", "'x' in globals()"], "False\n");
    board.check(&["exec", "x = 2"], "");
    board.check(&["resume", "eval", "x"], "2\n");
    board.check(&["sleep", "0.1", "eval", "1"], "1\n");
    board.check(&["exec", "--no-follow", "import time; time.sleep(0.1)"], "");
    let (succeeds, said) = board.mpremote(&["exec", "def f():\n  return 1 / 0\nf()"]);
    assert!(
        !succeeds && said.ends_with("  File \"<stdin>\", line 2, in f\nZeroDivisionError: division by zero\n"),
        "{said}"
    );
    // A text of many windows, of which each line is short.
    let long: String = (0..400).map(|number| format!("# line {number} of a long program\n")).collect();
    board.put("long.py", &format!("{long}print('the end')\n"));
    board.check(&["run", "long.py"], "the end\n");
}

#[test]
fn files_are_moved_and_looked_at() {
    let Some(board) = Board::start("files") else { return };
    board.put("a.txt", "sky: blue\n");
    board.put("tree/inner/b.py", "print('b')\n");
    board.check(&["cp", "a.txt", ":"], "cp a.txt :\n");
    assert_eq!(board.on_board("a.txt").as_deref(), Some("sky: blue\n"));
    board.check(&["cat", "a.txt"], "sky: blue\n");
    board.check(&["cp", ":a.txt", "copy.txt"], "cp :a.txt copy.txt\n");
    assert_eq!(fs::read_to_string(board.laptop.join("copy.txt")).ok().as_deref(), Some("sky: blue\n"));
    board.check(
        &["mkdir", ":d", "+", "touch", ":d/e", "+", "ls"],
        "mkdir :d\ntouch :d/e\nls :\n          10 a.txt\n           0 d/\n",
    );
    board.check(&["cp", "-r", "tree", ":"], "cp tree :\n");
    assert_eq!(board.on_board("tree/inner/b.py").as_deref(), Some("print('b')\n"));
    board.check(&["tree", ":tree"], "tree :tree\n:tree\n└── inner\n    └── b.py\n");
    let (_, said) = board.mpremote(&["sha256sum", ":a.txt"]);
    let local = Command::new("sha256sum").arg(board.laptop.join("a.txt")).output().expect("sha256sum");
    let local = String::from_utf8_lossy(&local.stdout).split(' ').next().unwrap_or_default().to_owned();
    assert_eq!(said, format!("sha256sum :a.txt\n{local}\n"));
    board.check(&["edit", ":a.txt"], "edit :a.txt\n");
    assert_eq!(board.on_board("a.txt").as_deref(), Some("sky: green\n"));
    let (succeeds, said) = board.mpremote(&["df"]);
    assert!(succeeds && said.contains("1048576") && said.ends_with(" /\n"), "{said}");
    board.check(&["rm", ":d/e", "+", "rmdir", ":d", "+", "rm", "-r", ":tree"], "rm :d/e\nrmdir :d\nrm :tree\n");
    board.check(&["ls"], "ls :\n          11 a.txt\n");
    let (succeeds, said) = board.mpremote(&["cat", ":none"]);
    assert_eq!((succeeds, said.as_str()), (false, "mpremote: cat: none: No such file or directory.\n"));
}

#[test]
fn a_folder_of_the_laptop_is_mounted() {
    let Some(board) = Board::start("mount") else { return };
    board.put("pack/__init__.py", "from .part import value\nfrom . import other\n");
    board.put("pack/part.py", "value = 7\n");
    board.put("pack/other.py", "value = 8\n");
    let mounted = "Local directory . is mounted at /remote\n";
    board
        .check(&["mount", ".", "exec", "import pack; print(pack.value, pack.other.value)"], &format!("{mounted}7 8\n"));
    board.check(
        &["mount", ".", "exec", "with open('new.txt', 'w') as f: print(f.write('é\\n' * 300))"],
        &format!("{mounted}600\n"),
    );
    assert_eq!(fs::read_to_string(board.laptop.join("new.txt")).ok(), Some("é\n".repeat(300)));
    board.check(
        &["mount", ".", "exec", "import os; print(sorted(os.listdir()), os.getcwd(), os.stat('new.txt')[6])"],
        &format!("{mounted}['new.txt', 'pack'] /remote 900\n"),
    );
    let twice = [
        "mount",
        ".",
        "exec",
        "print(len(open('new.txt').readlines()))",
        "umount",
        "exec",
        "import os; print(os.getcwd(), os.listdir())",
    ];
    board.check(&twice, &format!("{mounted}300\n/ []\n"));
}

#[test]
fn packages_are_installed() {
    let Some(board) = Board::start("mip") else { return };
    board.put("local/package.json", r#"{"urls": [["hello.py", "hello.py"]], "version": "1"}"#);
    board.put("local/hello.py", "def hi(): return 'hi'\n");
    let (succeeds, said) = board.mpremote(&["mip", "install", "local/package.json"]);
    assert!(succeeds && said.ends_with("Done\n"), "{said}");
    board.check(&["exec", "import hello; print(hello.hi(), hello.__file__)"], "hi /lib/hello.py\n");
    // From an index, which is a tree of files behind a server.
    let text = "answer = 42\n";
    board.put(
        "index/package/py/deep/latest.json",
        r#"{"hashes": [["deep/__init__.py", "abcd"]], "version": "1.0", "v": 1}"#,
    );
    board.put("index/file/ab/abcd", text);
    let mut server = Command::new("python3")
        .args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory"])
        .arg(board.laptop.join("index"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a server");
    let mut line = String::new();
    BufReader::new(server.stdout.take().expect("a pipe")).read_line(&mut line).expect("its port");
    let port = line.split("port ").nth(1).and_then(|rest| rest.split(' ').next()).expect("its port").to_owned();
    let index = format!("http://127.0.0.1:{port}");
    let (succeeds, said) = board.mpremote(&["mip", "install", "--index", &index, "deep"]);
    let _ = server.kill();
    let _ = server.wait();
    assert!(succeeds && said.ends_with("Done\n"), "{said}");
    assert_eq!(board.on_board("lib/deep/__init__.py").as_deref(), Some(text));
    board.check(&["exec", "import deep; print(deep.answer)"], "42\n");
}

#[test]
fn the_board_itself_is_asked_and_reset() {
    let Some(board) = Board::start("board") else { return };
    board.check(&["rtc", "--set"], "");
    let (succeeds, said) = board.mpremote(&["rtc"]);
    assert!(succeeds && said.starts_with("(20") && said.matches(',').count() == 7, "{said}");
    board.check(&["exec", "x = 1", "reset"], "");
    board.check(&["sleep", "0.3", "resume", "eval", "'x' in globals()"], "False\n");
    let (_, said) = board.mpremote(&["bootloader"]);
    assert_eq!(said, "");
    board.check(&["eval", "1 + 1"], "2\n");
    board.check(&["romfs", "query"], "ROMFS is not enabled on this device\n");
    // boot.py and main.py: a tool's soft reset runs the first one only.
    board.put("boot.py", "print('boot')\n");
    board.put("main.py", "print('main')\n");
    board.check(&["cp", "boot.py", "main.py", ":"], "cp boot.py :\ncp main.py :\n");
    board.check(&["exec", "print(1)"], "1\n");
    let (_, said) = board.mpremote(&["resume", "exec", "import main"]);
    assert_eq!(said, "main\n");
}

#[test]
fn its_terminal_passes_keys_through() {
    let Some(board) = Board::start("repl") else { return };
    let script = "import os, pty, sys, time, select\n\
                  pid, fd = pty.fork()\n\
                  if pid == 0: os.execv(sys.argv[1], [sys.argv[1], 'connect', sys.argv[2], 'repl'])\n\
                  shown = b''\n\
                  def until(text):\n\
                  \x20   global shown\n\
                  \x20   end = time.time() + 20\n\
                  \x20   while text not in shown and time.time() < end:\n\
                  \x20       if select.select([fd], [], [], 0.1)[0]: shown += os.read(fd, 1000)\n\
                  \x20   assert text in shown, (text, shown)\n\
                  \x20   shown = b''\n\
                  until(b'Use Ctrl-] or Ctrl-x to exit')\n\
                  os.write(fd, b'\\r'); until(b'>>> ')\n\
                  os.write(fd, b'6 * 7\\r'); until(b'6 * 7\\r\\n42\\r\\n>>> ')\n\
                  os.write(fd, b'while True: pass\\r\\r'); time.sleep(0.3)\n\
                  os.write(fd, b'\\x03'); until(b'KeyboardInterrupt')\n\
                  os.write(fd, b'\\x1d')\n\
                  print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))\n";
    let done = Command::new("python3")
        .args(["-c", script])
        .arg(board.tools.join("mpremote"))
        .arg(&board.name)
        .output()
        .expect("python3");
    assert_eq!(String::from_utf8_lossy(&done.stdout), "0\n", "{}", String::from_utf8_lossy(&done.stderr));
}
