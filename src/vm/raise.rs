//! How native code stops: an exception, a need for memory, a call it wants made in its place.

/// Why a native operation did not give a value. The details stand in the VM (`Vm::pending` and neighbours), so that
/// a result stays two registers wide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// An exception is pending.
    Raised,
    /// The heap cannot place `Heap::wanted` bytes: nothing has been changed, collect and start the instruction again.
    Memory,
    /// Call `Vm::tail` in place of this operation; its result is this operation's result.
    Tail,
    /// The host must act or time must pass before this operation, started again, can go on.
    Wait,
}

/// What an operation gives.
pub type Outcome<T> = Result<T, Stop>;
