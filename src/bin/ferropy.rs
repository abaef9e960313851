//! `ferropy`: compiles programs into images, looks into them, runs them.

use ferropy::tool::{self, Options, Program};
use ferropy::volume::{Bundle, Volume};
use ferropy::{Budget, Host, Image, Step, Vm};
use lexopt::{Arg, Parser, ValueExt};
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const HELP: &str = "\
usage: ferropy COMMAND ...

  compile PATH ... -o IMAGE   compiles files of Python, and folders with all the
                              modules and packages in them, into one image
  inspect [--code] IMAGE      what is in it: needs, functions, files, bytes
  verify IMAGE                whether a firmware would take it
  run [--heap BYTES] PATH     runs an image, a file or a folder, on this machine
  stubs IMAGE -o FOLDER       writes .pyi files of its modules

compile also takes
  --include PATTERN   a file of the folders that scripts can open; * is anything
  --entry MODULE      the module that is the program (main)
  -O, -OO             without asserts; without docstrings too
  --strip             without the line numbers of tracebacks
  --bare              for a firmware without standard modules
  --api LEAST[..MOST] the versions of the firmware's API that will do
  --optional MODULE   it may be missing although it is imported
";

fn main() -> ExitCode {
    match command(Parser::from_env()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("ferropy: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line says.
struct Wish {
    paths: Vec<PathBuf>,
    out: Option<PathBuf>,
    include: Vec<String>,
    options: Options,
    heap: usize,
    code: bool,
}

fn parse(mut arguments: Parser) -> Result<Option<(String, Wish)>, Box<dyn Error>> {
    let options = Options::default();
    let mut wish = Wish { paths: Vec::new(), out: None, include: Vec::new(), options, heap: 256 * 1024, code: false };
    let mut command = None;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("help") | Arg::Short('h') => return Ok(None),
            Arg::Short('o') | Arg::Long("out") => wish.out = Some(arguments.value()?.into()),
            Arg::Short('O') => wish.options.optimize += 1,
            Arg::Long("include") => wish.include.push(arguments.value()?.string()?),
            Arg::Long("entry") => wish.options.entry = arguments.value()?.string()?,
            Arg::Long("strip") => wish.options.strip = true,
            Arg::Long("bare") => wish.options.bare = true,
            Arg::Long("optional") => wish.options.optional.push(arguments.value()?.string()?),
            Arg::Long("api") => {
                let text = arguments.value()?.string()?;
                let (least, most) = text.split_once("..").unwrap_or((&text, ""));
                let most = if most.is_empty() { u32::MAX } else { most.parse()? };
                wish.options.api = (least.parse()?, most);
            }
            Arg::Long("heap") => wish.heap = arguments.value()?.parse()?,
            Arg::Long("code") => wish.code = true,
            Arg::Value(value) if command.is_none() => command = Some(value.string()?),
            Arg::Value(path) => wish.paths.push(path.into()),
            unexpected => return Err(unexpected.unexpected().into()),
        }
    }
    Ok(command.map(|command| (command, wish)))
}

fn command(arguments: Parser) -> Result<ExitCode, Box<dyn Error>> {
    let Some((command, wish)) = parse(arguments)? else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    match command.as_str() {
        "compile" => compile(&wish)?,
        "inspect" => print!("{}", tool::inspect::describe(&read(only(&wish)?)?, wish.code)?),
        "verify" => {
            let path = only(&wish)?;
            tool::inspect::verify(&read(path)?)?;
            println!("{}: good", path.display());
        }
        "run" => return run(&wish),
        "stubs" => stubs(&wish)?,
        other => return Err(format!("no command '{other}'\n{HELP}").into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// The one path of a command line.
fn only(wish: &Wish) -> Result<&Path, Box<dyn Error>> {
    match wish.paths.as_slice() {
        [path] => Ok(path),
        _ => Err("this command takes one path".into()),
    }
}

fn read(path: &Path) -> Result<Image, Box<dyn Error>> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Image::of_words(tool::leak(&bytes)).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn compiled(wish: &Wish) -> Result<Vec<u8>, Box<dyn Error>> {
    let include: Vec<&str> = wish.include.iter().map(String::as_str).collect();
    let mut program = Program::new();
    for path in &wish.paths {
        program.path(path, &include)?;
    }
    program.options(wish.options.clone());
    Ok(program.compile()?)
}

fn compile(wish: &Wish) -> Result<(), Box<dyn Error>> {
    let out = wish.out.as_ref().ok_or("compile: where to? -o IMAGE")?;
    if wish.paths.is_empty() {
        return Err("compile: what?".into());
    }
    let image = compiled(wish)?;
    std::fs::write(out, &image).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("{}: {} bytes", out.display(), image.len());
    Ok(())
}

fn stubs(wish: &Wish) -> Result<(), Box<dyn Error>> {
    let out = wish.out.as_ref().ok_or("stubs: where to? -o FOLDER")?;
    let all = tool::inspect::stubs(&read(only(wish)?)?)?;
    for (module, text) in &all {
        let inside = module.replace('.', "/");
        let is_package = all.iter().any(|(other, _)| other.starts_with(&format!("{module}.")));
        let path = out.join(if is_package { inside + "/__init__.pyi" } else { inside + ".pyi" });
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}

/// The machine around a program that runs here.
struct Laptop {
    start: Instant,
    files: Bundle,
}

impl Host for Laptop {
    fn write(&mut self, text: &[u8]) {
        // A closed pipe is no reason to stop.
        let _ = std::io::stdout().write_all(text);
    }

    fn now(&mut self) -> u64 {
        self.start.elapsed().as_micros() as u64
    }

    fn time(&mut self) -> u64 {
        SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_micros() as u64)
    }

    fn volume(&mut self, number: usize) -> Option<&mut dyn Volume> {
        (number == 0).then_some(&mut self.files)
    }
}

/// The image that a path is, or that what it names compiles to; and the module that is run.
fn program(wish: &Wish) -> Result<Image, Box<dyn Error>> {
    let path = only(wish)?;
    if !path.is_dir() && path.extension().is_none_or(|extension| extension != "py") {
        return read(path);
    }
    let mut options = wish.options.clone();
    if !path.is_dir() {
        options.entry = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    }
    let wish = Wish { paths: vec![path.to_path_buf()], out: None, include: vec!["*".to_owned()], options, ..*wish };
    Ok(Image::of_words(tool::leak(&compiled(&wish)?))?)
}

fn run(wish: &Wish) -> Result<ExitCode, Box<dyn Error>> {
    let image = program(wish)?;
    let mut laptop = Laptop { start: Instant::now(), files: image.files() };
    let mut memory = vec![0; wish.heap];
    let api = image.manifest().api.0;
    let mut vm = Vm::builder(&mut memory).host(&mut laptop).standard_modules().image(image).api(api).build()?;
    let mut step = match vm.load_program("") {
        Ok(()) => Step::Ready,
        Err(error) => Step::Raised(error),
    };
    loop {
        step = match step {
            Step::Ready => vm.step(Budget::ops(10_000)),
            Step::Waiting(_) => {
                std::thread::sleep(Duration::from_millis(1));
                vm.step(Budget::ops(10_000))
            }
            Step::Done(_) => return Ok(ExitCode::SUCCESS),
            Step::Raised(error) => {
                let _ = std::io::stdout().flush();
                eprint!("{}", error.traceback(&mut vm));
                return Ok(ExitCode::FAILURE);
            }
        };
    }
}
