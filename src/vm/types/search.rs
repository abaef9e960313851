//! Finding bytes in bytes. Plain scans: quick for the short texts of boards, at worst the product of both lengths.

/// Finds the first place of `part`; the empty part is at the front.
pub fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    let Some((first, rest)) = part.split_first() else { return Some(0) };
    let last = text.len().checked_sub(part.len())?;
    let mut from = 0;
    loop {
        let at = from + text.get(from..=last)?.iter().position(|byte| byte == first)?;
        if text.get(at + 1..).is_some_and(|tail| tail.starts_with(rest)) {
            return Some(at);
        }
        from = at + 1;
    }
}

/// Finds the last place of `part`; the empty part is at the end.
pub fn find_last(text: &[u8], part: &[u8]) -> Option<usize> {
    let mut end = text.len();
    loop {
        let head = text.get(..end)?;
        if head.ends_with(part) {
            return Some(end - part.len());
        }
        end = end.checked_sub(1)?;
    }
}

/// Finds `part` at `from` or behind it.
pub fn find_from(text: &[u8], part: &[u8], from: usize) -> Option<usize> {
    Some(find(text.get(from..)?, part)? + from)
}

/// Counts the places of `part`, which is not empty, without overlap.
pub fn count(text: &[u8], part: &[u8]) -> usize {
    let (mut from, mut count) = (0, 0);
    while let Some(at) = find_from(text, part, from) {
        count += 1;
        from = at + part.len().max(1);
    }
    count
}
