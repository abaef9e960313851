//! Without sockets nobody waits for one.

use crate::vm::Vm;
use crate::vm::value::Value;

/// Nothing is.
pub(super) fn has_come(_: &mut Vm<'_>, _: Value) -> Option<bool> {
    None
}

/// Nobody waits for a socket.
pub(super) fn look(_: &mut Vm<'_>, _: Value, deadline: u64) -> Option<u64> {
    Some(deadline)
}
