//! The command as a user runs it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

const SCRIPTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts");

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ferropy-desktop"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the input is read");
    child.wait_with_output().expect("the command ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_weather_station_reports_a_day() {
    let done = run(&["--board", &format!("{SCRIPTS}/weather_station.py")], "");
    let report = text(&done.stdout);
    assert_eq!((done.status.code(), report.lines().count()), (Some(0), 47), "{}{report}", text(&done.stderr));
    assert_eq!(report.lines().next(), Some("00:00   17.5 C   72.5 %   1013.7 hPa"));
    assert_eq!(report.lines().last(), Some("}"));
    let board = text(&done.stderr);
    assert!(board.starts_with("86405.825 s of board time passed\n"), "{board}");
    assert!(board.contains("\ngreen  LED is off, switched 144 times"), "{board}");
}

#[test]
fn an_image_does_what_its_source_does() {
    let source = std::fs::read_to_string(format!("{SCRIPTS}/weather_station.py")).expect("the script");
    let image = ferropy::tool::Program::new().module("main", &source).compile().expect("it is Python");
    let path = std::env::temp_dir().join(format!("weather-{}.fpim", std::process::id()));
    std::fs::write(&path, &image).expect("a file");
    let shown = path.display().to_string();
    let done = run(&[&shown], "");
    let plain = run(&[&format!("{SCRIPTS}/weather_station.py")], "");
    assert_eq!((done.status.code(), text(&done.stdout)), (Some(0), text(&plain.stdout)), "{}", text(&done.stderr));
    std::fs::write(&path, &image[..image.len() / 2]).expect("a file");
    let refused = run(&[&shown], "");
    std::fs::remove_file(&path).expect("the file");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("byte 8: the image is not as long as it says"), "{}", text(&refused.stderr));
}

#[test]
fn it_fits_in_the_memory_of_a_small_board() {
    let done = run(&["--heap", "24576", &format!("{SCRIPTS}/weather_station.py")], "");
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
}

#[test]
fn an_exception_ends_with_a_traceback_and_code_1() {
    let done = run(&["-c", "def f(): return 1 // 0\nprint('before')\nf()"], "");
    assert_eq!((done.status.code(), text(&done.stdout)), (Some(1), "before\n".into()));
    let traceback = "Traceback (most recent call last):\n  File \"<string>\", line 3, in <module>\n    f()\n  \
                     File \"<string>\", line 1, in f\n    def f(): return 1 // 0\n\
                     ZeroDivisionError: integer division or modulo by zero\n";
    assert_eq!(text(&done.stderr), traceback);
}

#[test]
fn the_status_is_the_exit_code_and_arguments_are_the_scripts() {
    let done = run(&["-c", "import sys; print(sys.argv); sys.exit(len(sys.argv))", "-x", "y"], "");
    assert_eq!((done.status.code(), text(&done.stdout)), (Some(3), "['-c', '-x', 'y']\n".into()));
    let done = run(&["-c", "raise SystemExit"], "");
    assert_eq!((done.status.code(), text(&done.stderr)), (Some(0), String::new()));
    let done = run(&["-c", "raise SystemExit('no power')"], "");
    assert_eq!((done.status.code(), text(&done.stderr)), (Some(1), "no power\n".into()));
}

#[test]
fn programs_come_from_standard_input() {
    let done = run(&["-"], "for i in range(3):\n    print(i, end=' ')\n");
    assert_eq!((done.status.code(), text(&done.stdout)), (Some(0), "0 1 2 ".into()));
}

#[test]
fn without_a_program_there_is_a_prompt() {
    let done = run(&[], "from board import Led\nled = Led('red')\nled.on()\nled.is_lit\nled.nope\n1 + 1\n");
    assert_eq!(done.status.code(), Some(0));
    let shown = "True\nTraceback (most recent call last):\n  File \"<stdin>\", line 1, in <module>\n\
                 AttributeError: 'Led' object has no attribute 'nope'\n2\n";
    assert_eq!(text(&done.stdout), shown);
}

#[test]
fn mistakes_on_the_command_line_are_code_2() {
    let done = run(&["--speed", "3"], "");
    assert_eq!(done.status.code(), Some(2));
    assert!(
        text(&done.stderr).starts_with("ferropy-desktop: invalid option '--speed'\nusage:"),
        "{}",
        text(&done.stderr)
    );
    let done = run(&["--heap", "100", "-c", "1"], "");
    assert_eq!(done.status.code(), Some(1));
    let complaint = text(&done.stderr);
    let rest = complaint.strip_prefix("ferropy-desktop: a VM needs ").expect(&complaint);
    assert!(rest.ends_with(" bytes of memory at least, not 100\n"), "{complaint}");
}

/// A program that takes four seconds.
const COUNTING: &str = "
import time
def numbers():
    for i in range(40):
        yield i
total = 0
for i in numbers():
    total += i
    print(i, total)
    time.sleep(0.1)
";

#[test]
fn a_program_that_was_killed_goes_on() {
    let folder = std::env::temp_dir().join(format!("killed-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = |name: &str| folder.join(name).display().to_string();
    let (script, snapshot) = (file("count.py"), file("state"));
    std::fs::write(&script, COUNTING).expect("a file");
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ferropy-desktop"));
        command.args(["--snapshot", &snapshot, &script]).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let mut first = command().spawn().expect("the command starts");
    std::thread::sleep(std::time::Duration::from_millis(2500));
    first.kill().expect("it is still running");
    let first = text(&first.wait_with_output().expect("it has ended").stdout);
    let second = command().output().expect("the command ends");
    let goes_on_at = |output: &str| output.lines().next().and_then(|line| line.split(' ').next()?.parse().ok());
    let (before, last) = (first.lines().count(), text(&second.stdout).lines().last().map(str::to_owned));
    let start: Option<usize> = goes_on_at(&text(&second.stdout));
    assert!(
        start.is_some_and(|start| start > 5 && start <= before),
        "{first}{}{}",
        text(&second.stdout),
        text(&second.stderr)
    );
    assert_eq!((second.status.code(), last.as_deref()), (Some(0), Some("39 780")));
    assert!(!std::path::Path::new(&snapshot).exists(), "the program has ended");

    std::fs::write(&snapshot, "nonsense").expect("a file");
    let refused = command().output().expect("the command ends");
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("byte 0: this is no snapshot"), "{}", text(&refused.stderr));
    std::fs::remove_dir_all(&folder).expect("the folder");
}
