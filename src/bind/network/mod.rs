//! How programs wait for the network, if there is one.

#[cfg(not(feature = "network"))]
#[path = "no_waits.rs"]
mod waits;
#[cfg(feature = "network")]
mod waits;

pub(super) use waits::*;
