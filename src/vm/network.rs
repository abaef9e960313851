//! What a network stack in Rust offers to the modules `socket` and `network`.

use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use core::task::Waker;

pub use super::fault::Fault;

/// A network stack: the sockets of a laptop, of `embassy-net`, of a modem.
///
/// Sockets have numbers below [`SOCKETS`] that the stack hands out. No call waits: what is not there at the moment is
/// refused with [`Fault::AGAIN`], and the VM asks again when [`Network::ready`] says so. What a stack cannot do it refuses
/// with [`Fault::UNSUPPORTED`].
///
/// [`Host::network`](crate::Host::network) gives it to the VM.
///
/// # Examples
/// A network without cables, which has room for no socket:
/// ```
/// use core::net::SocketAddr;
/// use ferropy::network::{Family, Fault, Network, Ready, SocketKind};
/// use ferropy::{Host, Vm};
///
/// struct Silence;
///
/// impl Network for Silence {
///     fn open(&mut self, _: SocketKind, _: Family) -> Result<u16, Fault> { Err(Fault::TOO_MANY_OPEN) }
///     fn close(&mut self, _: u16) {}
///     fn bind(&mut self, _: u16, _: SocketAddr) -> Result<(), Fault> { Err(Fault::NOT_OPEN) }
///     fn listen(&mut self, _: u16, _: u16) -> Result<(), Fault> { Err(Fault::NOT_OPEN) }
///     fn accept(&mut self, _: u16) -> Result<(u16, SocketAddr), Fault> { Err(Fault::NOT_OPEN) }
///     fn connect(&mut self, _: u16, _: SocketAddr) -> Result<(), Fault> { Err(Fault::NOT_OPEN) }
///     fn send(&mut self, _: u16, _: &[u8], _: Option<SocketAddr>) -> Result<usize, Fault> { Err(Fault::NOT_OPEN) }
///     fn receive(&mut self, _: u16, _: &mut [u8]) -> Result<(usize, Option<SocketAddr>), Fault> { Err(Fault::NOT_OPEN) }
///     fn ready(&mut self, _: u16) -> Ready { Ready::default() }
///     fn local(&mut self, _: u16) -> Result<SocketAddr, Fault> { Err(Fault::NOT_OPEN) }
///     fn peer(&mut self, _: u16) -> Result<SocketAddr, Fault> { Err(Fault::NOT_OPEN) }
/// }
///
/// struct Firmware(Silence);
///
/// impl Host for Firmware {
///     fn network(&mut self) -> Option<&mut dyn Network> { Some(&mut self.0) }
/// }
///
/// let (mut firmware, mut memory) = (Firmware(Silence), [0; 32 * 1024]);
/// let mut vm = Vm::builder(&mut memory).host(&mut firmware).standard_modules().build()?;
/// # #[cfg(feature = "network")] {
/// let error = vm.exec("import socket\nsocket.socket()").unwrap_err();
/// assert_eq!(error.message(&mut vm), "[Errno 24] EMFILE");
/// # }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub trait Network {
    /// Makes a socket and gives it a number. *Errors*: `TOO_MANY_OPEN` when no number is left: the VM then closes what no
    /// script can reach any more and tries again.
    fn open(&mut self, kind: SocketKind, family: Family) -> Result<u16, Fault>;

    /// Closes a socket, at once for the script: what was sent is still delivered, if the stack can do that. A number that
    /// is not in use is no mistake.
    fn close(&mut self, socket: u16);

    /// Closes all sockets: the VM starts anew.
    fn close_all(&mut self) {
        (0..SOCKETS).for_each(|socket| self.close(socket));
    }

    /// Gives a socket its own address; port 0 is any that is free.
    fn bind(&mut self, socket: u16, address: SocketAddr) -> Result<(), Fault>;

    /// Lets others connect to a socket.
    fn listen(&mut self, socket: u16, backlog: u16) -> Result<(), Fault>;

    /// The next connection to a socket that listens: its number and the address of its other end. *Errors*: `AGAIN`.
    fn accept(&mut self, socket: u16) -> Result<(u16, SocketAddr), Fault>;

    /// Connects a socket, or says where a datagram socket sends to. *Errors*: `IN_PROGRESS`: when the socket can be
    /// written, [`Network::failure`] says how that ended.
    fn connect(&mut self, socket: u16, address: SocketAddr) -> Result<(), Fault>;

    /// Sends bytes and says how many were taken; a datagram is sent as a whole, to the address given or the one connected
    /// to. *Errors*: `AGAIN`.
    fn send(&mut self, socket: u16, bytes: &[u8], to: Option<SocketAddr>) -> Result<usize, Fault>;

    /// Receives bytes, 0 when there will be no more, or the start of a datagram; and where they come from, if that is
    /// known. *Errors*: `AGAIN`.
    fn receive(&mut self, socket: u16, into: &mut [u8]) -> Result<(usize, Option<SocketAddr>), Fault>;

    /// As [`Network::receive`], but what it gives is there once more.
    fn peek(&mut self, socket: u16, into: &mut [u8]) -> Result<(usize, Option<SocketAddr>), Fault> {
        let _ = (socket, into);
        Err(Fault::UNSUPPORTED)
    }

    /// Ends what is sent; the other end may go on.
    fn finish(&mut self, socket: u16) -> Result<(), Fault> {
        let _ = socket;
        Err(Fault::UNSUPPORTED)
    }

    /// What could be done with a socket at the moment.
    fn ready(&mut self, socket: u16) -> Ready;

    /// Why a connection could not be made or broke, once; `None`: it did not.
    fn failure(&mut self, socket: u16) -> Option<Fault> {
        let _ = socket;
        None
    }

    /// The address of a socket.
    fn local(&mut self, socket: u16) -> Result<SocketAddr, Fault>;

    /// The address of the other end.
    fn peer(&mut self, socket: u16) -> Result<SocketAddr, Fault>;

    /// Sets an option. By default those are accepted that promise nothing.
    fn set_option(&mut self, socket: u16, option: SocketOption) -> Result<(), Fault> {
        let _ = socket;
        match option {
            SocketOption::ReuseAddress(_) | SocketOption::NoDelay(_) | SocketOption::KeepAlive(_) => Ok(()),
            _ => Err(Fault::UNSUPPORTED),
        }
    }

    /// Looks up a name and says how many addresses it has put into the buffer. *Errors*: `AGAIN` while the query is under
    /// way: the VM asks again with the same name, or never; `NOT_FOUND` if nobody has that name; `NO_BUFFERS` if other
    /// queries are under way.
    fn resolve(&mut self, name: &str, into: &mut [IpAddr]) -> Result<usize, Fault> {
        let _ = (name, into);
        Err(Fault::NOT_FOUND)
    }

    /// Has a waker woken by the next change of any socket, link or query. False: that is not possible, and the VM looks
    /// again every millisecond while a script waits.
    fn watch(&mut self, waker: &Waker) -> bool {
        let _ = waker;
        false
    }

    /// The interface with a number: 0 is the station of a WLAN (or the only one there is), 1 its access point.
    fn link(&mut self, number: u8) -> Option<&mut dyn Link> {
        let _ = number;
        None
    }
}

/// How many sockets a stack may have.
pub const SOCKETS: u16 = 64;

/// An interface of a stack, as `network.WLAN` sees it.
pub trait Link {
    /// Switches it on or off.
    fn set_active(&mut self, on: bool) -> Result<(), Fault>;

    /// True if it is switched on.
    fn is_active(&mut self) -> bool;

    /// Starts to connect to an access point, or becomes one of that name. An empty name: the one it knows.
    fn connect(&mut self, name: &[u8], key: &[u8], station: Option<[u8; 6]>) -> Result<(), Fault>;

    /// Leaves it.
    fn disconnect(&mut self) -> Result<(), Fault>;

    /// How far it came.
    fn status(&mut self) -> LinkStatus;

    /// Access point `index` of those within reach; `None` behind the last. Index 0 starts to look for them. *Errors*:
    /// `AGAIN` while it looks.
    fn scan(&mut self, index: u16) -> Result<Option<Station>, Fault> {
        let _ = index;
        Err(Fault::UNSUPPORTED)
    }

    /// Its addresses.
    fn addresses(&mut self) -> Addresses;

    /// Sets its addresses; `None`: they come from the network.
    fn set_addresses(&mut self, addresses: Option<Addresses>) -> Result<(), Fault> {
        let _ = addresses;
        Err(Fault::UNSUPPORTED)
    }

    /// Its hardware address.
    fn hardware_address(&mut self) -> [u8; 6] {
        [0; 6]
    }

    /// How strongly the access point is heard, in dBm.
    fn strength(&mut self) -> Option<i16> {
        None
    }

    /// The value of another parameter, by MicroPython's name for it.
    fn parameter(&mut self, name: &str) -> Result<i32, Fault> {
        let _ = name;
        Err(Fault::INVALID)
    }

    /// Sets it.
    fn set_parameter(&mut self, name: &str, value: i32) -> Result<(), Fault> {
        let _ = (name, value);
        Err(Fault::INVALID)
    }
}

/// What a socket carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SocketKind {
    /// A stream of bytes: TCP.
    Stream,
    /// Datagrams: UDP.
    Datagram,
}

/// The kind of a socket's addresses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// IPv4
    V4,
    /// IPv6
    V6,
}

/// What can be set of a socket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum SocketOption {
    /// `SO_REUSEADDR`
    ReuseAddress(bool),
    /// `SO_KEEPALIVE`
    KeepAlive(bool),
    /// `SO_BROADCAST`
    Broadcast(bool),
    /// `TCP_NODELAY`
    NoDelay(bool),
    /// `IP_ADD_MEMBERSHIP`: the group.
    Join(Ipv4Addr),
    /// `IP_DROP_MEMBERSHIP`
    Leave(Ipv4Addr),
}

/// What can be done with a socket.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ready {
    /// Something can be received or accepted, or its end has been.
    pub readable: bool,
    /// Something can be sent; an attempt to connect has ended.
    pub writable: bool,
    /// The connection broke or could not be made.
    pub failed: bool,
    /// Both directions have ended.
    pub hung_up: bool,
}

/// How far an interface came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkStatus {
    /// Nothing was asked of it.
    Idle,
    /// It is connecting, or waits for its addresses.
    Connecting,
    /// The access point refused the key.
    WrongKey,
    /// There is no such access point.
    NotFound,
    /// It did not work for another reason.
    Failed,
    /// It has its addresses.
    Up,
}

/// An access point within reach.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Station {
    /// Its name, and how many bytes of it count.
    pub name: [u8; 32],
    /// Bytes of the name.
    pub name_len: u8,
    /// Its hardware address.
    pub address: [u8; 6],
    /// Its channel.
    pub channel: u8,
    /// Its strength in dBm.
    pub strength: i16,
    /// 0 open, 1 WEP, 2 WPA, 3 WPA2, 4 WPA and WPA2, 5 and more as the board has it.
    pub security: u8,
    /// It does not tell its name.
    pub hidden: bool,
}

/// The addresses of an interface; zeros where it has none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Addresses {
    /// Its own.
    pub address: Ipv4Addr,
    /// The mask of its network.
    pub mask: Ipv4Addr,
    /// The way to other networks.
    pub gateway: Ipv4Addr,
    /// Who knows names.
    pub names: Ipv4Addr,
}
