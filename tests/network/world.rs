//! A network that is simulated: time passes only when the test says so, chance follows from a seed.

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::rc::Rc;
use std::task::Waker;

use ferropy::network::{Addresses, Family, Fault, Link, LinkStatus, Network, Ready, SocketKind, Station};

/// What a server does with what has come: it takes from it and answers.
pub type Service = Box<dyn FnMut(&mut Vec<u8>, &mut Answers)>;

/// What answers to a datagram.
type Answer = Box<dyn Fn(&[u8]) -> Vec<Vec<u8>>>;

/// What a server sends, and when.
#[derive(Default)]
pub struct Answers {
    parts: Vec<(u64, Part)>,
}

#[derive(Clone, Debug)]
enum Part {
    Bytes(Vec<u8>),
    End,
    Reset,
}

impl Part {
    fn len(&self) -> usize {
        match self {
            Part::Bytes(bytes) => bytes.len(),
            _ => 0,
        }
    }
}

impl Answers {
    /// Sends bytes.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.send_after(0, bytes);
    }

    /// Sends bytes so many microseconds later.
    pub fn send_after(&mut self, delay: u64, bytes: impl AsRef<[u8]>) {
        self.parts.push((delay, Part::Bytes(bytes.as_ref().to_vec())));
    }

    /// Ends the connection behind what was sent.
    pub fn end(&mut self) {
        self.parts.push((0, Part::End));
    }

    /// Breaks the connection.
    pub fn reset(&mut self) {
        self.parts.push((0, Part::Reset));
    }
}

/// A stream's other end.
enum Remote {
    /// A server of the test, with what it has not taken yet.
    Service(Service, Vec<u8>),
    /// A socket of the same VM.
    Socket(u16),
    /// Nobody any more.
    Gone,
}

enum State {
    Fresh,
    /// Connecting until then, and how that ends.
    Connecting(u64, Result<(), Fault>),
    Connected,
    Listening(VecDeque<u16>),
}

struct Socket {
    kind: SocketKind,
    state: State,
    local: Option<SocketAddr>,
    peer: Option<SocketAddr>,
    remote: Remote,
    /// What comes, by the time it does, and from where.
    inbox: VecDeque<(u64, Part, Option<SocketAddr>)>,
    failure: Option<Fault>,
    ended: bool,
    finished: bool,
}

/// How the network treats what is sent.
#[derive(Clone, Copy)]
pub struct Weather {
    /// Microseconds from end to end.
    pub latency: u64,
    /// So many more, by chance.
    pub jitter: u64,
    /// Of 100 packets so many are lost. Those of streams are sent again after a second.
    pub loss: u64,
    /// Bytes that wait for a reader.
    pub window: usize,
    /// Bytes of a packet.
    pub packet: usize,
    /// Sockets that there are.
    pub sockets: usize,
    /// It has the program woken.
    pub wakes: bool,
}

impl Default for Weather {
    fn default() -> Weather {
        Weather { latency: 1000, jitter: 0, loss: 0, window: 4096, packet: 536, sockets: 8, wakes: true }
    }
}

/// The network, its servers and its clock.
pub struct World {
    pub now: u64,
    pub weather: Weather,
    seed: u64,
    sockets: Vec<Option<Socket>>,
    services: HashMap<SocketAddr, Box<dyn Fn() -> Service>>,
    echoes: HashMap<SocketAddr, Answer>,
    /// Addresses that never answer.
    pub holes: Vec<SocketAddr>,
    names: HashMap<String, Vec<IpAddr>>,
    /// Names whose queries are never answered.
    pub lost_names: Vec<String>,
    queries: HashMap<String, u64>,
    next_port: u16,
    pub station: StationLink,
    /// Whom the next change wakes.
    pub waker: Option<Waker>,
}

impl World {
    pub fn new(weather: Weather) -> World {
        World {
            now: 1_000_000,
            weather,
            seed: 0x9e37_79b9_7f4a_7c15,
            sockets: (0..weather.sockets).map(|_| None).collect(),
            services: HashMap::new(),
            echoes: HashMap::new(),
            holes: Vec::new(),
            names: HashMap::new(),
            lost_names: Vec::new(),
            queries: HashMap::new(),
            next_port: 50_000,
            station: StationLink::default(),
            waker: None,
        }
    }

    /// A server at an address; every connection gets a service of its own.
    pub fn serve(&mut self, address: &str, service: impl Fn() -> Service + 'static) {
        self.services.insert(address.parse().unwrap(), Box::new(service));
    }

    /// What answers to datagrams at an address.
    pub fn answer(&mut self, address: &str, answer: impl Fn(&[u8]) -> Vec<Vec<u8>> + 'static) {
        self.echoes.insert(address.parse().unwrap(), Box::new(answer));
    }

    pub fn name(&mut self, name: &str, ip: &str) {
        self.names.insert(name.into(), vec![ip.parse().unwrap()]);
    }

    /// How many sockets are open.
    pub fn open_sockets(&self) -> usize {
        self.sockets.iter().flatten().count()
    }

    fn chance(&mut self) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        self.seed
    }

    /// When a packet that leaves now is there; `None`: it is lost.
    fn arrival(&mut self) -> Option<u64> {
        let Weather { latency, jitter, loss, .. } = self.weather;
        let late = if jitter > 0 { self.chance() % jitter } else { 0 };
        (self.chance() % 100 >= loss).then_some(self.now + latency + late)
    }

    /// When something happens next.
    pub fn next_event(&self) -> Option<u64> {
        let sockets = self.sockets.iter().flatten().flat_map(|socket| {
            let connecting = match socket.state {
                State::Connecting(time, _) => Some(time),
                _ => None,
            };
            connecting.into_iter().chain(socket.inbox.iter().map(|part| part.0))
        });
        let link = self.station.ready_at;
        sockets.chain(self.queries.values().copied()).chain([link]).filter(|time| *time > self.now).min()
    }

    fn free(&self) -> Result<u16, Fault> {
        let place = self.sockets.iter().position(Option::is_none);
        place.map(|place| place as u16).ok_or(Fault::TOO_MANY_OPEN)
    }

    fn put(&mut self, kind: SocketKind, state: State) -> Result<u16, Fault> {
        let number = self.free()?;
        let (local, peer, remote, inbox) = (None, None, Remote::Gone, VecDeque::new());
        let socket = Socket { kind, state, local, peer, remote, inbox, failure: None, ended: false, finished: false };
        self.sockets[number as usize] = Some(socket);
        Ok(number)
    }

    fn socket(&mut self, number: u16) -> Result<&mut Socket, Fault> {
        self.sockets.get_mut(number as usize).and_then(Option::as_mut).ok_or(Fault::NOT_OPEN)
    }

    /// Puts a part of a stream on its way to a socket: streams stay in order.
    fn stream_to(&mut self, number: u16, delay: u64, part: Part) {
        let mut time = self.now + delay;
        let packets = match part {
            Part::Bytes(bytes) => bytes.chunks(self.weather.packet).map(|chunk| Part::Bytes(chunk.to_vec())).collect(),
            other => vec![other],
        };
        for packet in packets {
            let mut tries = 0;
            let arrival = loop {
                match self.arrival() {
                    Some(arrival) => break arrival + tries * 1_000_000,
                    None => tries += 1,
                }
            };
            time = time.max(arrival + delay);
            let Ok(socket) = self.socket(number) else { return };
            time = time.max(socket.inbox.back().map_or(0, |last| last.0));
            socket.inbox.push_back((time, packet, None));
        }
    }

    fn answers_to(&mut self, number: u16, answers: Answers) {
        for (delay, part) in answers.parts {
            self.stream_to(number, delay, part);
        }
    }

    /// The connection of a socket is there or not, when it is time.
    fn settle(&mut self, number: u16) {
        let now = self.now;
        let Ok(socket) = self.socket(number) else { return };
        if let State::Connecting(time, result) = socket.state
            && time <= now
        {
            socket.state = match result {
                Ok(()) => State::Connected,
                Err(fault) => {
                    socket.failure = Some(fault);
                    State::Fresh
                }
            };
        }
    }

    fn listener(&self, address: SocketAddr) -> Option<u16> {
        let fits = |socket: &Socket| {
            matches!(socket.state, State::Listening(_))
                && socket.local.is_some_and(|local| local.port() == address.port())
        };
        let place = self.sockets.iter().position(|socket| socket.as_ref().is_some_and(fits))?;
        Some(place as u16)
    }

    fn any_port(&mut self) -> SocketAddr {
        self.next_port += 1;
        SocketAddr::new(Ipv4Addr::new(10, 0, 0, 2).into(), self.next_port)
    }

    fn waiting_bytes(&self, number: u16) -> usize {
        let inbox = self.sockets.get(number as usize).and_then(Option::as_ref).map(|socket| &socket.inbox);
        inbox.map_or(0, |inbox| inbox.iter().map(|(_, part, _)| part.len()).sum())
    }
}

/// The world as a stack for a VM.
#[derive(Clone)]
pub struct Stack(pub Rc<RefCell<World>>, pub StationPort);

impl Network for Stack {
    fn open(&mut self, kind: SocketKind, _: Family) -> Result<u16, Fault> {
        self.0.borrow_mut().put(kind, State::Fresh)
    }

    fn close(&mut self, number: u16) {
        let mut world = self.0.borrow_mut();
        let Some(socket) = world.sockets.get_mut(number as usize).and_then(Option::take) else { return };
        match socket.state {
            State::Listening(waiting) => {
                for other in waiting {
                    world.sockets[other as usize] = None;
                }
            }
            _ => {
                if let (Remote::Socket(other), false) = (socket.remote, socket.finished) {
                    let part = if socket.inbox.is_empty() { Part::End } else { Part::Reset };
                    world.stream_to(other, 0, part);
                    if let Ok(other) = world.socket(other) {
                        other.remote = Remote::Gone;
                    }
                }
            }
        }
    }

    fn bind(&mut self, number: u16, address: SocketAddr) -> Result<(), Fault> {
        let mut world = self.0.borrow_mut();
        let port = if address.port() == 0 { world.any_port().port() } else { address.port() };
        let kind = world.socket(number)?.kind;
        let is_taken = world.sockets.iter().flatten().any(|other| {
            other.kind == kind && other.local.is_some_and(|local| local.port() == port) && other.peer.is_none()
        });
        if is_taken {
            return Err(Fault::IN_USE);
        }
        world.socket(number)?.local = Some(SocketAddr::new(address.ip(), port));
        Ok(())
    }

    fn listen(&mut self, number: u16, _: u16) -> Result<(), Fault> {
        let mut world = self.0.borrow_mut();
        world.socket(number)?.state = State::Listening(VecDeque::new());
        Ok(())
    }

    fn accept(&mut self, number: u16) -> Result<(u16, SocketAddr), Fault> {
        let mut world = self.0.borrow_mut();
        let State::Listening(waiting) = &mut world.socket(number)?.state else { return Err(Fault::INVALID) };
        let accepted = waiting.pop_front().ok_or(Fault::AGAIN)?;
        let peer = world.socket(accepted)?.peer.ok_or(Fault::NOT_CONNECTED)?;
        Ok((accepted, peer))
    }

    fn connect(&mut self, number: u16, address: SocketAddr) -> Result<(), Fault> {
        let mut world = self.0.borrow_mut();
        let local = world.any_port();
        let socket = world.socket(number)?;
        socket.peer = Some(address);
        let local = *socket.local.get_or_insert(local);
        if socket.kind == SocketKind::Datagram {
            return Ok(());
        }
        match socket.state {
            State::Connected => return Err(Fault::CONNECTED),
            State::Connecting(..) => return Err(Fault::ALREADY),
            _ => {}
        }
        let time = world.now + 2 * world.weather.latency;
        let (time, result) = if world.holes.contains(&address) {
            (world.now + 75_000_000, Err(Fault::TIMED_OUT))
        } else if let Some(service) = world.services.get(&address).map(|make| make()) {
            world.socket(number)?.remote = Remote::Service(service, Vec::new());
            (time, Ok(()))
        } else if let Some(listener) = world.listener(address)
            && let Ok(other) = world.put(SocketKind::Stream, State::Connected)
        {
            world.socket(number)?.remote = Remote::Socket(other);
            let accepted = world.socket(other)?;
            (accepted.local, accepted.peer, accepted.remote) = (Some(address), Some(local), Remote::Socket(number));
            if let State::Listening(waiting) = &mut world.socket(listener)?.state {
                waiting.push_back(other);
            }
            (time, Ok(()))
        } else {
            (time, Err(Fault::REFUSED))
        };
        world.socket(number)?.state = State::Connecting(time, result);
        Err(Fault::IN_PROGRESS)
    }

    fn send(&mut self, number: u16, bytes: &[u8], to: Option<SocketAddr>) -> Result<usize, Fault> {
        let mut world = self.0.borrow_mut();
        world.settle(number);
        let any = world.any_port();
        let socket = world.socket(number)?;
        if socket.kind == SocketKind::Datagram {
            let to = to.or(socket.peer).ok_or(Fault::NOT_CONNECTED)?;
            let from = *socket.local.get_or_insert(any);
            if bytes.len() > 1472 {
                return Err(Fault::TOO_LONG);
            }
            let answers = world.echoes.get(&to).map(|answer| answer(bytes));
            let target = world.sockets.iter().position(|other| {
                other.as_ref().is_some_and(|other| {
                    other.kind == SocketKind::Datagram && other.local.is_some_and(|local| local.port() == to.port())
                })
            });
            let (datagrams, target, from) = match (answers, target) {
                (Some(answers), _) => (answers, number, to),
                (None, Some(target)) => (vec![bytes.to_vec()], target as u16, from),
                (None, None) => (Vec::new(), number, to),
            };
            for datagram in datagrams {
                if let Some(time) = world.arrival() {
                    let inbox = &mut world.socket(target)?.inbox;
                    let place = inbox.partition_point(|other| other.0 <= time);
                    inbox.insert(place, (time, Part::Bytes(datagram), Some(from)));
                }
            }
            return Ok(bytes.len());
        }
        match socket.state {
            State::Connected if socket.finished => return Err(Fault::PIPE),
            State::Connected => {}
            State::Connecting(..) => return Err(Fault::AGAIN),
            _ => return Err(socket.failure.take().unwrap_or(Fault::NOT_CONNECTED)),
        }
        match std::mem::replace(&mut socket.remote, Remote::Gone) {
            Remote::Gone => Err(Fault::RESET),
            Remote::Socket(other) => {
                socket.remote = Remote::Socket(other);
                let room = world.weather.window.saturating_sub(world.waiting_bytes(other));
                let count = room.min(bytes.len());
                if count == 0 && !bytes.is_empty() {
                    return Err(Fault::AGAIN);
                }
                world.stream_to(other, 0, Part::Bytes(bytes[..count].to_vec()));
                Ok(count)
            }
            Remote::Service(mut service, mut text) => {
                let count = bytes.len().min(world.weather.window.saturating_sub(text.len()));
                text.extend(&bytes[..count]);
                let mut answers = Answers::default();
                service(&mut text, &mut answers);
                world.socket(number)?.remote = Remote::Service(service, text);
                world.answers_to(number, answers);
                if count == 0 && !bytes.is_empty() { Err(Fault::AGAIN) } else { Ok(count) }
            }
        }
    }

    fn receive(&mut self, number: u16, into: &mut [u8]) -> Result<(usize, Option<SocketAddr>), Fault> {
        let mut world = self.0.borrow_mut();
        world.settle(number);
        let now = world.now;
        let socket = world.socket(number)?;
        if matches!(socket.state, State::Fresh) && socket.kind == SocketKind::Stream {
            return Err(socket.failure.take().unwrap_or(Fault::NOT_CONNECTED));
        }
        if socket.ended {
            return Ok((0, None));
        }
        match socket.inbox.pop_front() {
            Some((time, Part::Bytes(mut bytes), from)) if time <= now => {
                let count = bytes.len().min(into.len());
                into[..count].copy_from_slice(&bytes[..count]);
                if count < bytes.len() && socket.kind == SocketKind::Stream {
                    bytes.drain(..count);
                    socket.inbox.push_front((time, Part::Bytes(bytes), from));
                }
                Ok((count, from.or(socket.peer)))
            }
            Some((time, Part::End, _)) if time <= now => {
                socket.ended = true;
                Ok((0, None))
            }
            Some((time, Part::Reset, _)) if time <= now => {
                (socket.ended, socket.remote) = (true, Remote::Gone);
                Err(Fault::RESET)
            }
            Some(later) => {
                socket.inbox.push_front(later);
                Err(Fault::AGAIN)
            }
            None => Err(Fault::AGAIN),
        }
    }

    fn peek(&mut self, number: u16, into: &mut [u8]) -> Result<(usize, Option<SocketAddr>), Fault> {
        let kept = self.0.borrow_mut().socket(number)?.inbox.front().cloned();
        let received = self.receive(number, into)?;
        let mut world = self.0.borrow_mut();
        let socket = world.socket(number)?;
        if socket.ended {
            return Ok(received);
        }
        // Of a stream a rest may have stayed.
        if received.0 < kept.as_ref().map_or(0, |part| part.1.len()) && socket.kind == SocketKind::Stream {
            socket.inbox.pop_front();
        }
        socket.inbox.extend(kept);
        socket.inbox.rotate_right(1);
        Ok(received)
    }

    fn finish(&mut self, number: u16) -> Result<(), Fault> {
        let mut world = self.0.borrow_mut();
        let socket = world.socket(number)?;
        if !matches!(socket.state, State::Connected) {
            return Err(Fault::NOT_CONNECTED);
        }
        socket.finished = true;
        if let Remote::Socket(other) = socket.remote {
            world.stream_to(other, 0, Part::End);
        }
        Ok(())
    }

    fn ready(&mut self, number: u16) -> Ready {
        let mut world = self.0.borrow_mut();
        world.settle(number);
        let (now, window) = (world.now, world.weather.window);
        let other = match world.socket(number) {
            Ok(Socket { remote: Remote::Socket(other), .. }) => Some(*other),
            _ => None,
        };
        let waits = other.map_or(0, |other| world.waiting_bytes(other));
        let Ok(socket) = world.socket(number) else { return Ready { failed: true, ..Ready::default() } };
        let has_come = socket.ended || socket.inbox.front().is_some_and(|part| part.0 <= now);
        let failed = socket.failure.is_some();
        if socket.kind == SocketKind::Datagram {
            return Ready { readable: has_come, writable: true, failed, hung_up: false };
        }
        let has_room = match &socket.remote {
            Remote::Service(_, text) => text.len() < window,
            Remote::Socket(_) => waits < window,
            Remote::Gone => true,
        };
        let (readable, writable) = match &socket.state {
            State::Fresh => (failed, failed),
            State::Connecting(..) => (false, false),
            State::Connected => (has_come, has_room),
            State::Listening(waiting) => (!waiting.is_empty(), false),
        };
        Ready { readable, writable, failed, hung_up: socket.ended && socket.finished }
    }

    fn failure(&mut self, number: u16) -> Option<Fault> {
        let mut world = self.0.borrow_mut();
        world.settle(number);
        world.socket(number).ok()?.failure.take()
    }

    fn local(&mut self, number: u16) -> Result<SocketAddr, Fault> {
        let mut world = self.0.borrow_mut();
        Ok(world.socket(number)?.local.unwrap_or(SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 0)))
    }

    fn peer(&mut self, number: u16) -> Result<SocketAddr, Fault> {
        let mut world = self.0.borrow_mut();
        world.socket(number)?.peer.ok_or(Fault::NOT_CONNECTED)
    }

    fn resolve(&mut self, name: &str, into: &mut [IpAddr]) -> Result<usize, Fault> {
        let mut world = self.0.borrow_mut();
        if world.lost_names.iter().any(|lost| lost == name) {
            return Err(Fault::AGAIN);
        }
        let (now, latency) = (world.now, world.weather.latency);
        let time = *world.queries.entry(name.into()).or_insert(now + 2 * latency);
        if now < time {
            return Err(Fault::AGAIN);
        }
        world.queries.remove(name);
        let found = world.names.get(name).ok_or(Fault::NOT_FOUND)?;
        let count = found.len().min(into.len());
        into[..count].copy_from_slice(&found[..count]);
        Ok(count)
    }

    fn watch(&mut self, waker: &Waker) -> bool {
        let mut world = self.0.borrow_mut();
        world.waker = Some(waker.clone());
        world.weather.wakes
    }

    fn link(&mut self, number: u8) -> Option<&mut dyn Link> {
        (number == 0).then_some(&mut self.1 as &mut dyn Link)
    }
}

/// The station of a WLAN with one access point, "home", whose key is "secret".
#[derive(Default)]
pub struct StationLink {
    is_active: bool,
    status: Option<LinkStatus>,
    scanned_at: Option<u64>,
    pub ready_at: u64,
    fixed: Option<Addresses>,
}

/// Its side for the VM.
#[derive(Clone)]
pub struct StationPort(pub Rc<RefCell<World>>);

impl Link for StationPort {
    fn set_active(&mut self, on: bool) -> Result<(), Fault> {
        self.0.borrow_mut().station.is_active = on;
        Ok(())
    }

    fn is_active(&mut self) -> bool {
        self.0.borrow().station.is_active
    }

    fn connect(&mut self, name: &[u8], key: &[u8], _: Option<[u8; 6]>) -> Result<(), Fault> {
        let mut world = self.0.borrow_mut();
        if !world.station.is_active {
            return Err(Fault::NO_DEVICE);
        }
        world.station.ready_at = world.now + 2_000_000;
        world.station.status = Some(match (name, key) {
            (b"home", b"secret") => LinkStatus::Up,
            (b"home", _) => LinkStatus::WrongKey,
            _ => LinkStatus::NotFound,
        });
        Ok(())
    }

    fn disconnect(&mut self) -> Result<(), Fault> {
        self.0.borrow_mut().station.status = None;
        Ok(())
    }

    fn status(&mut self) -> LinkStatus {
        let world = self.0.borrow();
        match world.station.status {
            None => LinkStatus::Idle,
            Some(_) if world.now < world.station.ready_at => LinkStatus::Connecting,
            Some(status) => status,
        }
    }

    fn scan(&mut self, index: u16) -> Result<Option<Station>, Fault> {
        let mut world = self.0.borrow_mut();
        let now = world.now;
        let time = *world.station.scanned_at.get_or_insert(now + 500_000);
        world.station.ready_at = world.station.ready_at.max(time);
        if now < time {
            return Err(Fault::AGAIN);
        }
        let mut name = [0; 32];
        name[..4].copy_from_slice(b"home");
        let (address, strength) = ([2, 0, 0, 0, 0, 1], -61);
        let home = Station { name, name_len: 4, address, channel: 6, strength, security: 3, hidden: false };
        Ok((index == 0).then_some(home))
    }

    fn addresses(&mut self) -> Addresses {
        let none = Ipv4Addr::UNSPECIFIED;
        let gateway = Ipv4Addr::new(10, 0, 0, 1);
        let given = Addresses {
            address: Ipv4Addr::new(10, 0, 0, 2),
            mask: Ipv4Addr::new(255, 255, 255, 0),
            gateway,
            names: gateway,
        };
        let nothing = Addresses { address: none, mask: none, gateway: none, names: none };
        let fixed = self.0.borrow().station.fixed;
        fixed.unwrap_or(if self.status() == LinkStatus::Up { given } else { nothing })
    }

    fn set_addresses(&mut self, addresses: Option<Addresses>) -> Result<(), Fault> {
        self.0.borrow_mut().station.fixed = addresses;
        Ok(())
    }

    fn hardware_address(&mut self) -> [u8; 6] {
        [2, 0, 0, 0, 0, 2]
    }

    fn strength(&mut self) -> Option<i16> {
        (self.status() == LinkStatus::Up).then_some(-61)
    }
}
