//! Why what a firmware gives, a volume or a network, refuses.

/// The number of an `OSError`, Linux's as CPython has them there.
///
/// # Examples
/// ```
/// use ferropy::{network, volume};
///
/// // The same for both.
/// assert_eq!(volume::Fault::NOT_OPEN, network::Fault(9));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fault(pub i32);

impl Fault {
    /// `ENOENT`
    pub const NOT_FOUND: Fault = Fault(2);
    /// `EIO`
    pub const BROKEN: Fault = Fault(5);
    /// `EBADF`
    pub const NOT_OPEN: Fault = Fault(9);
    /// `EAGAIN`: not at the moment.
    pub const AGAIN: Fault = Fault(11);
    /// `ENOMEM`
    pub const NO_MEMORY: Fault = Fault(12);
    /// `EACCES`
    pub const DENIED: Fault = Fault(13);
    /// `EEXIST`
    pub const EXISTS: Fault = Fault(17);
    /// `ENODEV`
    pub const NO_DEVICE: Fault = Fault(19);
    /// `ENOTDIR`
    pub const NO_FOLDER: Fault = Fault(20);
    /// `EISDIR`
    pub const FOLDER: Fault = Fault(21);
    /// `EINVAL`
    pub const INVALID: Fault = Fault(22);
    /// `EMFILE`
    pub const TOO_MANY_OPEN: Fault = Fault(24);
    /// `EFBIG`
    pub const TOO_BIG: Fault = Fault(27);
    /// `ENOSPC`
    pub const FULL: Fault = Fault(28);
    /// `EROFS`
    pub const READ_ONLY: Fault = Fault(30);
    /// `EPIPE`: what was sent has been finished.
    pub const PIPE: Fault = Fault(32);
    /// `ENAMETOOLONG`
    pub const NAME_TOO_LONG: Fault = Fault(36);
    /// `ENOTEMPTY`
    pub const NOT_EMPTY: Fault = Fault(39);
    /// `EMSGSIZE`: no datagram can be so long.
    pub const TOO_LONG: Fault = Fault(90);
    /// `EOPNOTSUPP`
    pub const UNSUPPORTED: Fault = Fault(95);
    /// `EADDRINUSE`
    pub const IN_USE: Fault = Fault(98);
    /// `ENETUNREACH`: there is no way to that address.
    pub const NO_WAY: Fault = Fault(101);
    /// `ECONNRESET`
    pub const RESET: Fault = Fault(104);
    /// `ENOBUFS`
    pub const NO_BUFFERS: Fault = Fault(105);
    /// `EISCONN`
    pub const CONNECTED: Fault = Fault(106);
    /// `ENOTCONN`
    pub const NOT_CONNECTED: Fault = Fault(107);
    /// `ETIMEDOUT`
    pub const TIMED_OUT: Fault = Fault(110);
    /// `ECONNREFUSED`
    pub const REFUSED: Fault = Fault(111);
    /// `EHOSTUNREACH`
    pub const UNREACHABLE: Fault = Fault(113);
    /// `EALREADY`: it is being connected.
    pub const ALREADY: Fault = Fault(114);
    /// `EINPROGRESS`: it is being connected from now on.
    pub const IN_PROGRESS: Fault = Fault(115);
}
