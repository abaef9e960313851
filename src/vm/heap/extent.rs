//! How a slice is divided: the arena, and behind it the attribute cache, into which a window or a block may run when
//! it is read.

use super::memory::{RECORD, SHOWN};
use super::page::ARENA_MAX;

/// Bytes of an entry of the attribute cache behind the arena: key and result.
pub(super) const ENTRY: u32 = 8;
/// The arena that the larger caches are worth, and their entries: a program of many classes uses hundreds of pairs of a
/// class and a name, and a miss costs twenty times a hit.
const CACHES: [(u32, u32); 3] = [(52 << 10, 256), (24 << 10, 128), (8 << 10, 64)];
/// The entries of the smallest one.
const LEAST_CACHE: u32 = 32;
/// Bytes behind the arena that belong to the heap at least: reading a window or a block may run into them.
pub(super) const LEAST_TAIL: u32 = ((RECORD + 1 + SHOWN) * 4).next_multiple_of(8) as u32;

/// The entries of the attribute cache behind an arena.
pub(super) const fn cache_entries(limit: u32) -> u32 {
    match limit {
        _ if limit >= CACHES[0].0 => CACHES[0].1,
        _ if limit >= CACHES[1].0 => CACHES[1].1,
        _ if limit >= CACHES[2].0 => CACHES[2].1,
        _ => LEAST_CACHE,
    }
}

/// The bytes behind an arena.
const fn tail_bytes(limit: u32) -> u32 {
    let bytes = cache_entries(limit) * ENTRY;
    if bytes > LEAST_TAIL { bytes } else { LEAST_TAIL }
}

/// The end of the arena that has room, with its tail, in so many bytes.
pub(super) fn limit_in(room: u32) -> u32 {
    let mut most = ARENA_MAX;
    for (least, entries) in CACHES {
        let limit = (room.saturating_sub(entries * ENTRY) & !7).min(most);
        if limit >= least {
            return limit;
        }
        most = least - 8;
    }
    ((room - tail_bytes(0)) & !7).min(most)
}
