//! The text of `str.format`: literal text and fields, by offsets, so that reading can go on after Python code has run.

use super::utf8;

/// A run of bytes in the text.
pub type Range = core::ops::Range<usize>;

/// Literal text and the field behind it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The text that stands for itself; of `{{` and `}}` one brace is the last.
    pub literal: Range,
    /// What is to be formatted.
    pub field: Option<Field>,
    /// Where the next part starts.
    pub next: usize,
}

/// `{name!conversion:spec}`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// The name with its attributes and indices.
    pub name: Range,
    /// `r`, `s`, `a`, another character that is an error, or 0.
    pub conversion: u32,
    /// The spec.
    pub spec: Range,
    /// True if the spec has fields itself.
    pub nested: bool,
}

/// Reads the part at `at`; `None` at the end. An error is the message of a ValueError.
pub fn part(text: &[u8], at: usize) -> Result<Option<Part>, &'static str> {
    let rest = text.get(at..).unwrap_or_default();
    if rest.is_empty() {
        return Ok(None);
    }
    let Some(length) = rest.iter().position(|byte| matches!(byte, b'{' | b'}')) else {
        return Ok(Some(Part { literal: at..text.len(), field: None, next: text.len() }));
    };
    let brace = at + length;
    match (text.get(brace), text.get(brace + 1)) {
        (Some(one), Some(other)) if one == other => {
            Ok(Some(Part { literal: at..brace + 1, field: None, next: brace + 2 }))
        }
        (Some(b'}'), _) => Err("Single '}' encountered in format string"),
        (_, None) => Err("Single '{' encountered in format string"),
        _ => {
            let (field, next) = field(text, brace + 1)?;
            Ok(Some(Part { literal: at..brace, field: Some(field), next }))
        }
    }
}

/// Reads a field whose brace is taken, and says where it ends.
fn field(text: &[u8], start: usize) -> Result<(Field, usize), &'static str> {
    let mut at = start;
    let end = loop {
        match text.get(at) {
            None => return Err("expected '}' before end of string"),
            Some(b'{') => return Err("unexpected '{' in field name"),
            Some(b'[') => match text.get(at..).unwrap_or_default().iter().position(|byte| *byte == b']') {
                Some(length) => at += length,
                None => at = text.len(),
            },
            Some(b'}' | b':' | b'!') => break at,
            Some(_) => at += 1,
        }
    };
    let mut field = Field { name: start..end, conversion: 0, spec: end..end, nested: false };
    let mut at = end + 1;
    match text.get(end) {
        Some(b'}') => return Ok((field, at)),
        Some(b'!') => {
            let conversion = utf8::decode(text.get(at..).unwrap_or_default());
            let (code, length) = conversion.ok_or("end of string while looking for conversion specifier")?;
            field.conversion = code;
            at += length;
            match text.get(at) {
                Some(b'}') => return Ok((field, at + 1)),
                Some(b':') => at += 1,
                Some(_) => return Err("expected ':' after conversion specifier"),
                None => return Err("unmatched '{' in format spec"),
            }
        }
        _ => {}
    }
    let mut depth = 1usize;
    for (offset, byte) in text.get(at..).unwrap_or_default().iter().enumerate() {
        match byte {
            b'{' => {
                field.nested = true;
                depth += 1;
            }
            b'}' if depth == 1 => {
                field.spec = at..at + offset;
                return Ok((field, at + offset + 1));
            }
            b'}' => depth -= 1,
            _ => {}
        }
    }
    Err("unmatched '{' in format spec")
}

/// Counts the bytes of the first part of a field's name.
pub fn first_length(name: &[u8]) -> usize {
    name.iter().position(|byte| matches!(byte, b'.' | b'[')).unwrap_or(name.len())
}

/// `.attribute` or `[index]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Access {
    /// True for an attribute.
    pub attribute: bool,
    /// The name or the index.
    pub key: Range,
    /// Where the next one starts.
    pub next: usize,
}

/// Reads the access at `at` in a field's name; `None` at the end. An error is the message of a ValueError.
pub fn access(name: &[u8], at: usize) -> Result<Option<Access>, &'static str> {
    let rest = name.get(at + 1..).unwrap_or_default();
    let (attribute, length, next) = match name.get(at) {
        None => return Ok(None),
        Some(b'.') => {
            let length = first_length(rest);
            (true, length, at + 1 + length)
        }
        Some(b'[') => {
            let length = rest.iter().position(|byte| *byte == b']').ok_or("Missing ']' in format string")?;
            (false, length, at + 2 + length)
        }
        Some(_) => return Err("Only '.' or '[' may follow ']' in format field specifier"),
    };
    if length == 0 {
        return Err("Empty attribute in format string");
    }
    Ok(Some(Access { attribute, key: at + 1..at + 1 + length, next }))
}

/// The number that a name or index is; `None` if it is none. An error is the message of a ValueError.
pub fn number(text: &[u8]) -> Result<Option<usize>, &'static str> {
    let mut number = 0i32;
    for byte in text {
        if !byte.is_ascii_digit() {
            return Ok(None);
        }
        let next = number.checked_mul(10).and_then(|number| number.checked_add(i32::from(byte - b'0')));
        number = next.ok_or("Too many decimal digits in format string")?;
    }
    Ok((!text.is_empty()).then_some(number as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::{String, ToString};
    use std::vec::Vec;

    #[allow(clippy::type_complexity)] // Text, then the field's name, conversion and spec.
    fn parts(text: &str) -> Result<Vec<(String, Option<(String, char, String)>)>, &'static str> {
        let (mut at, mut found) = (0, Vec::new());
        let of = |range: Range| text[range].to_string();
        while let Some(next) = part(text.as_bytes(), at)? {
            let field =
                next.field.map(|field| (of(field.name), char::from_u32(field.conversion).unwrap(), of(field.spec)));
            found.push((of(next.literal), field));
            at = next.next;
        }
        Ok(found)
    }

    #[test]
    fn literals_and_fields() {
        let field = |name: &str, conversion, spec: &str| Some((name.to_string(), conversion, spec.to_string()));
        assert_eq!(parts("a{}b").unwrap(), [("a".into(), field("", '\0', "")), ("b".into(), None)]);
        assert_eq!(parts("{{x}}").unwrap(), [("{".into(), None), ("x}".into(), None)]);
        assert_eq!(parts("{a.b[}]!r:>{w}}").unwrap(), [("".into(), field("a.b[}]", 'r', ">{w}"))]);
    }

    #[test]
    fn errors_are_those_of_cpython() {
        let error = |text: &str| parts(text).unwrap_err();
        assert_eq!(error("a}"), "Single '}' encountered in format string");
        assert_eq!(error("a{"), "Single '{' encountered in format string");
        assert_eq!(error("{a"), "expected '}' before end of string");
        assert_eq!(error("{a{b}}"), "unexpected '{' in field name");
        assert_eq!(error("{a!"), "end of string while looking for conversion specifier");
        assert_eq!(error("{a!rx}"), "expected ':' after conversion specifier");
        assert_eq!(error("{a:b"), "unmatched '{' in format spec");
        assert_eq!(access(b"a..b", 1), Err("Empty attribute in format string"));
        assert_eq!(access(b"a[0]b", 4), Err("Only '.' or '[' may follow ']' in format field specifier"));
        assert_eq!(access(b"a[0", 1), Err("Missing ']' in format string"));
    }
}
