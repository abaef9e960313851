//! CPython's words for a wrong number of arguments of a native.

use crate::vm::Vm;
use crate::vm::raise::Outcome;
use crate::vm::types::{Native, TYPES, special};
use crate::vm::value::{Immediate, Value};

/// What a parameter text says.
struct Parameters {
    /// Parameters that take no keyword, a receiver not counted.
    positional_only: usize,
    /// All that take a positional argument, a receiver not counted.
    positional: usize,
    /// Some may be given by keyword.
    keywords: bool,
}

impl Parameters {
    fn of(text: &str) -> Parameters {
        let mut found = Parameters { positional_only: 0, positional: 0, keywords: false };
        let (mut star, mut count) = (false, 0);
        for part in text.split(',').map(str::trim) {
            match part {
                "" | "self" | "cls" => {}
                "/" => found.positional_only = count,
                _ if part.starts_with('*') => star = true,
                _ => count += 1,
            }
            if !star {
                found.positional = count;
            }
        }
        found.keywords = count > found.positional_only;
        found
    }
}

/// The name of parameter `index`, a receiver not counted.
fn parameter(text: &'static str, index: usize) -> &'static str {
    let names = text.split(',').map(|part| part.split('=').next().unwrap_or_default().trim());
    names.filter(|name| !matches!(*name, "" | "/" | "*" | "self" | "cls")).nth(index).unwrap_or_default()
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

impl Vm<'_> {
    /// The error for `count` arguments, a receiver counted.
    #[cold]
    #[inline(never)]
    pub(crate) fn wrong_count(&mut self, callable: Value, row: &Native, count: usize) -> Outcome<Value> {
        let owner = match callable.as_immediate() {
            Some((Immediate::Method, index)) => Some(index),
            _ => None,
        };
        let own = usize::from(owner.is_some());
        let class = owner.and_then(|index| TYPES.get((index >> 8) as usize)).map_or("", |table| table.name);
        let given = count.saturating_sub(own);
        let (min, max) = ((row.min as usize).saturating_sub(own), (row.max as usize).saturating_sub(own));
        let takes = Parameters::of(row.parameters);
        let is_special = owner.is_some_and(|index| special::row((index & 0xff) as usize).is_some());
        let text = self.new_text(|out, vm| {
            let mut part = |text: &str| out.text(vm, text.as_bytes());
            if own > 0 && count == 0 {
                for text in ["unbound method ", class, ".", row.name, "() needs an argument"] {
                    part(text)?;
                }
                return Ok(());
            }
            if is_special {
                part("expected ")?;
                out.decimal(vm, min)?;
                out.text(vm, b" argument")?;
                out.text(vm, plural(min).as_bytes())?;
                out.text(vm, b", got ")?;
                return out.decimal(vm, given);
            }
            if min == max && max <= 1 && !takes.keywords {
                for text in [class, if own > 0 { "." } else { "" }, row.name] {
                    part(text)?;
                }
                part(if max == 0 { "() takes no arguments (" } else { "() takes exactly one argument (" })?;
                out.decimal(vm, given)?;
                return out.text(vm, b" given)");
            }
            part(row.name)?;
            if !takes.keywords {
                let (word, limit) = match given < min {
                    _ if min == max => (" expected ", min),
                    true => (" expected at least ", min),
                    false => (" expected at most ", max),
                };
                part(word)?;
                out.decimal(vm, limit)?;
                out.text(vm, b" argument")?;
                out.text(vm, plural(limit).as_bytes())?;
                out.text(vm, b", got ")?;
                return out.decimal(vm, given);
            }
            if given < min && given >= takes.positional_only {
                part("() missing required argument '")?;
                part(parameter(row.parameters, given))?;
                part("' (pos ")?;
                out.decimal(vm, given + 1)?;
                return out.text(vm, b")");
            }
            if max == 0 {
                return part("() takes no positional arguments");
            }
            let (word, limit) =
                if given < min { ("() takes at least ", takes.positional_only) } else { ("() takes at most ", max) };
            part(word)?;
            out.decimal(vm, limit)?;
            out.text(vm, if given < min { b" positional argument" } else { b" argument" })?;
            out.text(vm, plural(limit).as_bytes())?;
            out.text(vm, b" (")?;
            out.decimal(vm, given)?;
            out.text(vm, b" given)")
        })?;
        raise!(self, TypeError, "{}", text)
    }
}
