//! File systems for the firmware's volumes.
//!
//! | file | what |
//! |--|--|
//! | [`bundle`] | [`Bundle`]: files in flash that nobody changes |
//! | [`ram`] | [`RamDisk`]: files in a slice of memory |
//! | `littlefs` | `LittleFs`: files in a flash chip (feature `littlefs`) |

pub mod bundle;
#[cfg(feature = "littlefs")]
pub mod littlefs;
pub mod ram;

pub use bundle::Bundle;
#[cfg(feature = "littlefs")]
pub use littlefs::LittleFs;
pub use ram::RamDisk;

/// Files that can be open at a time.
pub(crate) const FILES: usize = 8;

/// True if `path` lies directly in a folder; then its name.
pub(crate) fn name_in<'p>(folder: &str, path: &'p str) -> Option<&'p str> {
    let rest = path.strip_prefix(folder)?;
    let rest = if folder.ends_with('/') { rest } else { rest.strip_prefix('/')? };
    (!rest.is_empty() && !rest.contains('/')).then_some(rest)
}

/// The folder around a path: `/` for `/a`.
pub(crate) fn parent(path: &str) -> &str {
    match path.rfind('/') {
        Some(0) | None => "/",
        Some(at) => path.get(..at).unwrap_or("/"),
    }
}
