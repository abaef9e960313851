//! Finding bytes in bytes, in time that grows with the sum of both lengths.
//!
//! Short parts are compared place by place; longer ones go by the two-way algorithm (Crochemore and Perrin, 1991).

/// The longest part that is compared place by place.
const SHORT: usize = 8;

/// Finds the first place of `part`; the empty part is at the front.
pub fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    let Some((first, rest)) = part.split_first() else { return Some(0) };
    let last = text.len().checked_sub(part.len())?;
    if part.len() > SHORT {
        return two_way(Run::forwards(text), Run::forwards(part));
    }
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
    let last = text.len().checked_sub(part.len())?;
    if part.len() > SHORT {
        return two_way(Run::backwards(text), Run::backwards(part)).and_then(|at| last.checked_sub(at));
    }
    (0..=last).rev().find(|at| text.get(*at..).is_some_and(|tail| tail.starts_with(part)))
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

/// A set of bytes.
#[derive(Clone, Copy)]
pub struct ByteSet([u32; 8]);

impl ByteSet {
    /// The bytes of a text.
    pub fn of(bytes: &[u8]) -> ByteSet {
        let mut set = ByteSet([0; 8]);
        for byte in bytes {
            set.0[usize::from(byte >> 5)] |= 1 << (byte & 31);
        }
        set
    }

    /// True if the byte is in the set.
    pub fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte >> 5)] >> (byte & 31) & 1 != 0
    }
}

/// Bytes, read from one end or the other.
#[derive(Clone, Copy)]
struct Run<'a> {
    bytes: &'a [u8],
    backwards: bool,
}

impl<'a> Run<'a> {
    fn forwards(bytes: &'a [u8]) -> Run<'a> {
        Run { bytes, backwards: false }
    }

    fn backwards(bytes: &'a [u8]) -> Run<'a> {
        Run { bytes, backwards: true }
    }

    fn get(self, index: usize) -> Option<u8> {
        let index = if self.backwards { self.bytes.len().wrapping_sub(index + 1) } else { index };
        self.bytes.get(index).copied()
    }

    fn len(self) -> usize {
        self.bytes.len()
    }
}

/// Where the greatest suffix starts, in one of the two orders of bytes, and its period.
fn greatest_suffix(part: Run, reversed: bool) -> (usize, usize) {
    let (mut left, mut right, mut offset, mut period) = (0, 1, 0, 1);
    while let (Some(a), Some(b)) = (part.get(right + offset), part.get(left + offset)) {
        if a == b {
            offset += 1;
            if offset == period {
                right += offset;
                offset = 0;
            }
        } else if (a < b) != reversed {
            right += offset + 1;
            offset = 0;
            period = right - left;
        } else {
            left = right;
            (right, offset, period) = (right + 1, 0, 1);
        }
    }
    (left, period)
}

fn two_way(text: Run, part: Run) -> Option<usize> {
    let len = part.len();
    let (split, period) = greatest_suffix(part, false).max(greatest_suffix(part, true));
    // Where the left half recurs after a period, what has matched once need not be compared again.
    let recurs = (0..split).all(|index| part.get(index) == part.get(index + period));
    let period = if recurs { period } else { split.max(len - split) + 1 };
    let (mut at, mut known) = (0, 0);
    while at + len <= text.len() {
        let differs = |index: &usize| part.get(*index) != text.get(at + index);
        if let Some(index) = (split.max(known)..len).find(differs) {
            at += index + 1 - split;
            known = 0;
        } else if (known..split).rev().any(|index| differs(&index)) {
            at += period;
            known = if recurs { len - period } else { 0 };
        } else {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    /// All texts of `len` letters of an alphabet of `letters`, as numbers.
    fn text(number: usize, len: usize, letters: usize) -> Vec<u8> {
        (0..len).map(|place| b'a' + (number / letters.pow(place as u32) % letters) as u8).collect()
    }

    #[test]
    fn finds_what_a_plain_scan_finds() {
        let mut seed = 1u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for _ in 0..20_000 {
            let letters = 1 + random(3) as usize;
            let hay = text(random(1 << 24) as usize, random(40) as usize, letters.max(2));
            let needle = text(random(1 << 24) as usize, random(20) as usize, letters.max(2));
            let last = hay.len().checked_sub(needle.len());
            let plain = |at: &usize| hay[*at..].starts_with(&needle);
            let forwards = last.and_then(|last| (0..=last).find(plain));
            let backwards = last.and_then(|last| (0..=last).rev().find(plain));
            assert_eq!(find(&hay, &needle), forwards, "{hay:?} {needle:?}");
            assert_eq!(find_last(&hay, &needle), backwards, "{hay:?} {needle:?}");
            if last.is_some() {
                assert_eq!(
                    two_way(Run::forwards(&hay), Run::forwards(&needle)).filter(|_| !needle.is_empty()),
                    forwards.filter(|_| !needle.is_empty())
                );
            }
        }
    }

    #[test]
    fn periodic_parts_are_found() {
        let part = [b"ab".repeat(20), b"c".to_vec()].concat();
        let text = [b"ab".repeat(100), part.clone(), part.clone(), b"ab".repeat(50)].concat();
        assert_eq!(find(&text, &part), Some(200));
        assert_eq!(find_last(&text, &part), Some(241));
        assert_eq!(count(&text, &part), 2);
        assert_eq!(find(&b"a".repeat(10_000), &[b"a".repeat(5_000), b"b".to_vec()].concat()), None);
    }
}
