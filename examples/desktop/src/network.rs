//! The laptop's sockets as the board's network.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs, UdpSocket};
use std::os::fd::OwnedFd;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;

use ferropy::network::{Addresses, Family, Fault, Link, LinkStatus, Network, Ready, SOCKETS, SocketKind, SocketOption};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::net::{
    self, AddressFamily, RecvFlags, SendFlags, Shutdown, SocketAddrAny, SocketFlags, SocketType, sockopt,
};

/// Sockets of the laptop, by the numbers that the script's have, and the names that are being looked up.
#[derive(Default)]
pub struct Sockets {
    sockets: Vec<Option<OwnedFd>>,
    queries: HashMap<String, Receiver<Vec<IpAddr>>>,
    cable: Cable,
}

/// Names that are looked up at once.
const QUERIES: usize = 8;

const FLAGS: SocketFlags = SocketFlags::NONBLOCK.union(SocketFlags::CLOEXEC);

/// The numbers are those of Linux here and there.
fn fault(error: Errno) -> Fault {
    Fault(error.raw_os_error())
}

fn known(address: SocketAddrAny) -> Result<SocketAddr, Fault> {
    SocketAddr::try_from(address).map_err(fault)
}

fn receive(socket: &OwnedFd, into: &mut [u8], flags: RecvFlags) -> Result<(usize, Option<SocketAddr>), Fault> {
    let (count, _, from) = net::recvfrom(socket, into, flags).map_err(fault)?;
    Ok((count, from.and_then(|from| known(from).ok())))
}

impl Sockets {
    fn get(&self, number: u16) -> Result<&OwnedFd, Fault> {
        self.sockets.get(usize::from(number)).and_then(Option::as_ref).ok_or(Fault::NOT_OPEN)
    }

    fn free(&mut self) -> Result<u16, Fault> {
        let place = self.sockets.iter().position(Option::is_none).unwrap_or(self.sockets.len());
        if place >= usize::from(SOCKETS) {
            return Err(Fault::TOO_MANY_OPEN);
        }
        if place == self.sockets.len() {
            self.sockets.push(None);
        }
        Ok(place as u16)
    }

    fn put(&mut self, number: u16, socket: OwnedFd) -> u16 {
        self.sockets[usize::from(number)] = Some(socket);
        number
    }
}

impl Network for Sockets {
    fn open(&mut self, kind: SocketKind, family: Family) -> Result<u16, Fault> {
        let number = self.free()?;
        let family = match family {
            Family::V4 => AddressFamily::INET,
            Family::V6 => AddressFamily::INET6,
        };
        let kind = match kind {
            SocketKind::Stream => SocketType::STREAM,
            SocketKind::Datagram => SocketType::DGRAM,
        };
        let socket = net::socket_with(family, kind, FLAGS, None).map_err(fault)?;
        Ok(self.put(number, socket))
    }

    fn close(&mut self, socket: u16) {
        if let Some(place) = self.sockets.get_mut(usize::from(socket)) {
            *place = None;
        }
    }

    fn bind(&mut self, socket: u16, address: SocketAddr) -> Result<(), Fault> {
        net::bind(self.get(socket)?, &address).map_err(fault)
    }

    fn listen(&mut self, socket: u16, backlog: u16) -> Result<(), Fault> {
        net::listen(self.get(socket)?, backlog.into()).map_err(fault)
    }

    fn accept(&mut self, socket: u16) -> Result<(u16, SocketAddr), Fault> {
        let number = self.free()?;
        let (connection, from) = net::acceptfrom_with(self.get(socket)?, FLAGS).map_err(fault)?;
        let from = known(from.ok_or(Fault::NOT_CONNECTED)?)?;
        Ok((self.put(number, connection), from))
    }

    fn connect(&mut self, socket: u16, address: SocketAddr) -> Result<(), Fault> {
        net::connect(self.get(socket)?, &address).map_err(fault)
    }

    fn send(&mut self, socket: u16, bytes: &[u8], to: Option<SocketAddr>) -> Result<usize, Fault> {
        let socket = self.get(socket)?;
        match to {
            Some(to) => net::sendto(socket, bytes, SendFlags::NOSIGNAL, &to),
            None => net::send(socket, bytes, SendFlags::NOSIGNAL),
        }
        .map_err(fault)
    }

    fn receive(&mut self, socket: u16, into: &mut [u8]) -> Result<(usize, Option<SocketAddr>), Fault> {
        receive(self.get(socket)?, into, RecvFlags::empty())
    }

    fn peek(&mut self, socket: u16, into: &mut [u8]) -> Result<(usize, Option<SocketAddr>), Fault> {
        receive(self.get(socket)?, into, RecvFlags::PEEK)
    }

    fn finish(&mut self, socket: u16) -> Result<(), Fault> {
        net::shutdown(self.get(socket)?, Shutdown::Write).map_err(fault)
    }

    fn ready(&mut self, socket: u16) -> Ready {
        let failed = Ready { failed: true, ..Ready::default() };
        let Ok(socket) = self.get(socket) else { return failed };
        let mut polled = [PollFd::new(socket, PollFlags::IN | PollFlags::OUT)];
        if poll(&mut polled, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_err() {
            return failed;
        }
        let has = |flag: PollFlags| polled[0].revents().contains(flag);
        Ready {
            readable: has(PollFlags::IN),
            writable: has(PollFlags::OUT),
            failed: has(PollFlags::ERR) || has(PollFlags::NVAL),
            hung_up: has(PollFlags::HUP),
        }
    }

    fn failure(&mut self, socket: u16) -> Option<Fault> {
        sockopt::socket_error(self.get(socket).ok()?).ok()?.err().map(fault)
    }

    fn local(&mut self, socket: u16) -> Result<SocketAddr, Fault> {
        known(net::getsockname(self.get(socket)?).map_err(fault)?)
    }

    fn peer(&mut self, socket: u16) -> Result<SocketAddr, Fault> {
        known(net::getpeername(self.get(socket)?).map_err(fault)?.ok_or(Fault::NOT_CONNECTED)?)
    }

    fn set_option(&mut self, socket: u16, option: SocketOption) -> Result<(), Fault> {
        let socket = self.get(socket)?;
        match option {
            SocketOption::ReuseAddress(on) => sockopt::set_socket_reuseaddr(socket, on),
            SocketOption::KeepAlive(on) => sockopt::set_socket_keepalive(socket, on),
            SocketOption::Broadcast(on) => sockopt::set_socket_broadcast(socket, on),
            SocketOption::NoDelay(on) => sockopt::set_tcp_nodelay(socket, on),
            SocketOption::Join(group) => sockopt::set_ip_add_membership(socket, &group, &Ipv4Addr::UNSPECIFIED),
            SocketOption::Leave(group) => sockopt::set_ip_drop_membership(socket, &group, &Ipv4Addr::UNSPECIFIED),
            _ => return Err(Fault::UNSUPPORTED),
        }
        .map_err(fault)
    }

    /// The system's way to look up names waits, so a thread does.
    fn resolve(&mut self, name: &str, into: &mut [IpAddr]) -> Result<usize, Fault> {
        if !self.queries.contains_key(name) {
            // Those whose answers nobody fetched.
            if self.queries.len() >= QUERIES {
                self.queries.clear();
            }
            let (answer, found) = channel();
            let asked = (name.to_owned(), 0);
            thread::spawn(move || {
                let found = asked.to_socket_addrs().map(|found| found.map(|address| address.ip()).collect());
                let _ = answer.send(found.unwrap_or_default());
            });
            self.queries.insert(name.to_owned(), found);
        }
        let mut found = match self.queries[name].try_recv() {
            Ok(found) => found,
            Err(TryRecvError::Empty) => return Err(Fault::AGAIN),
            Err(TryRecvError::Disconnected) => Vec::new(),
        };
        self.queries.remove(name);
        // Scripts that look at the first one want IPv4.
        found.sort_by_key(IpAddr::is_ipv6);
        found.dedup();
        let count = found.len().min(into.len());
        into[..count].copy_from_slice(&found[..count]);
        if count == 0 { Err(Fault::NOT_FOUND) } else { Ok(count) }
    }

    fn link(&mut self, number: u8) -> Option<&mut dyn Link> {
        (number == 0).then_some(&mut self.cable as &mut dyn Link)
    }
}

/// The laptop is connected, whatever the script does.
#[derive(Default)]
struct Cable {
    is_off: bool,
}

impl Link for Cable {
    fn set_active(&mut self, on: bool) -> Result<(), Fault> {
        self.is_off = !on;
        Ok(())
    }

    fn is_active(&mut self) -> bool {
        !self.is_off
    }

    fn connect(&mut self, _: &[u8], _: &[u8], _: Option<[u8; 6]>) -> Result<(), Fault> {
        if self.is_off { Err(Fault::NO_DEVICE) } else { Ok(()) }
    }

    fn disconnect(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn status(&mut self) -> LinkStatus {
        if self.is_off { LinkStatus::Idle } else { LinkStatus::Up }
    }

    fn addresses(&mut self) -> Addresses {
        // The address from which a datagram would go out; none is sent.
        let own = || -> io::Result<IpAddr> {
            let socket = UdpSocket::bind("0.0.0.0:0")?;
            socket.connect("192.0.2.1:9")?;
            Ok(socket.local_addr()?.ip())
        };
        let address = match own() {
            Ok(IpAddr::V4(address)) => address,
            _ => Ipv4Addr::LOCALHOST,
        };
        let none = Ipv4Addr::UNSPECIFIED;
        Addresses { address, mask: none, gateway: none, names: none }
    }
}
