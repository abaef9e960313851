//! The guide: from an empty project to a scripted product.
#![doc = include_str!("../docs/guide.md")]

#[doc = include_str!("../docs/from_micropython.md")]
pub mod from_micropython {}

#[doc = include_str!("../docs/from_mlua_and_rhai.md")]
pub mod from_mlua_and_rhai {}

#[doc = include_str!("../docs/threads_and_cores.md")]
pub mod threads_and_cores {}

#[doc = include_str!("../docs/images.md")]
pub mod images {}

#[doc = include_str!("../docs/snapshots.md")]
pub mod snapshots {}

#[doc = include_str!("../docs/limits.md")]
pub mod limits {}
