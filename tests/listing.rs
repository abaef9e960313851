//! The code that small programs compile to, instruction by instruction: `tests/listings/NAME.txt` for `NAME.py`.
//!
//! `FERROPY_BLESS=1 cargo test --test listing` writes the texts anew: read the difference before you keep it.

mod stand;

use ferropy::Vm;
use stand::{Script, check_all, scripts};
use std::fs;

fn listing(script: &Script) -> Result<String, String> {
    let mut memory = vec![0; stand::HEAP];
    let mut vm = Vm::builder(&mut memory).build().expect("the memory is large enough");
    let mut text = Vec::new();
    match vm.listing(&script.source, &mut |part| text.extend_from_slice(part)) {
        Ok(()) => Ok(without_rows(&String::from_utf8_lossy(&text))),
        Err(error) => Err(error.traceback(&mut vm).to_owned()),
    }
}

/// Takes the numbers of built-ins away, which change with every new one.
fn without_rows(listing: &str) -> String {
    let line = |line: &str| match line.rsplit_once(", v").or_else(|| line.rsplit_once("<native ")) {
        Some((before, number)) if number.trim_end_matches('>').bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{before}, built-in\n")
        }
        _ => format!("{line}\n"),
    };
    listing.lines().map(line).collect()
}

#[test]
fn code_is_as_recorded() {
    let bless = std::env::var_os("FERROPY_BLESS").is_some();
    check_all(scripts("tests/listings"), |script| {
        let ours = listing(script)?;
        let recorded = script.path.with_extension("txt");
        if bless {
            return fs::write(&recorded, &ours).map_err(|error| error.to_string());
        }
        let theirs = fs::read_to_string(&recorded).map_err(|error| error.to_string())?;
        let different = ours.lines().zip(theirs.lines()).position(|(ours, theirs)| ours != theirs);
        match different {
            Some(line) => {
                let shown = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
                Err(format!("line {}: `{}` instead of `{}`", line + 1, shown(&ours), shown(&theirs)))
            }
            None if ours != theirs => Err("the lengths differ".to_owned()),
            None => Ok(()),
        }
    });
}

/// The verifier's complaints stand in the listing, behind the function they are about.
#[test]
fn all_code_is_verified() {
    let mut all = scripts("tests/scripts");
    all.extend(scripts("examples/scripts"));
    check_all(all, |script| {
        // Scripts about errors in programs do not compile.
        let text = listing(script).unwrap_or_default();
        match text.lines().find(|line| line.starts_with("at ")) {
            Some(complaint) => Err(complaint.to_owned()),
            None => Ok(()),
        }
    });
}
