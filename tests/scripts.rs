//! Every script prints what its comments promise and what CPython prints.

mod stand;

use stand::{Effect, Script, check_all, scripts};

/// The folder of scripts that differ from CPython, and say why.
const DIVERGENCE: &str = "tests/scripts/divergence";
/// The folder of scripts that do not work yet.
const WISHLIST: &str = "tests/scripts/wishlist";

fn ordinary() -> Vec<Script> {
    let special = |script: &Script| script.title().starts_with(DIVERGENCE) || script.title().starts_with(WISHLIST);
    let mut ordinary = scripts("tests/scripts");
    ordinary.retain(|script| !special(script));
    ordinary.extend(scripts("examples/scripts"));
    ordinary.retain(|script| !script.needs_board());
    ordinary
}

fn compare(ours: &Effect, wanted: Option<Effect>, judge: &str) -> Result<(), String> {
    match wanted.and_then(|wanted| ours.difference(&wanted)) {
        Some(difference) => Err(format!("{judge}: {difference}")),
        None => Ok(()),
    }
}

#[test]
fn scripts_do_as_promised_and_as_in_cpython() {
    check_all(ordinary(), |script| {
        let ours = script.here();
        compare(&ours, script.promised(), "promise")?;
        compare(&ours, script.in_cpython(), "CPython")
    });
}

#[test]
fn divergences_do_as_promised_and_not_as_in_cpython() {
    check_all(scripts(DIVERGENCE), |script| {
        let promised = script.promised().ok_or("a divergence needs `# expect:` comments")?;
        if !script.source.starts_with("\"\"\"") {
            return Err("a divergence starts with a docstring that says why".to_owned());
        }
        compare(&script.here(), Some(promised.clone()), "promise")?;
        match script.in_cpython() {
            Some(theirs) if theirs == promised => Err("CPython does the same".to_owned()),
            _ => Ok(()),
        }
    });
}

#[test]
fn wishes_are_not_granted_yet() {
    check_all(scripts(WISHLIST), |script| {
        let wanted = script.promised().or_else(|| script.in_cpython()).ok_or("nothing says what to wish for")?;
        match script.here() == wanted {
            true => Err("works: move it to the folder of its area".to_owned()),
            false => Ok(()),
        }
    });
}
