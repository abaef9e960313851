//! The network with real servers and clients, on the loop-back interface.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Runs a script on the board: what it printed.
fn run(source: &str, arguments: &[String], heap: &str) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_ferropy-desktop"))
        .args(["--heap", heap, "-c", source])
        .args(arguments)
        .output()
        .expect("the command starts");
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{errors}");
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// A server in Python: it prints the number of its port first.
struct PythonServer {
    child: Child,
    port: u16,
}

impl PythonServer {
    fn start(source: &str) -> PythonServer {
        let mut child = Command::new("python3")
            .args(["-B", "-u", "-c", source])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 is there");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("the server prints its port");
        PythonServer { child, port: line.trim().parse().expect("a port") }
    }
}

impl Drop for PythonServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const HTTP_SERVER: &str = "
import http.server, json
class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    def send(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_GET(self):
        if self.path == '/moved':
            self.send(302, b'', Location='/json')
        elif self.path == '/chunks':
            self.send_response(200)
            self.send_header('Transfer-Encoding', 'chunked')
            self.end_headers()
            for n in range(1, 100):
                self.wfile.write(b'%x\\r\\n%s\\r\\n' % (n, b'c' * n))
            self.wfile.write(b'0\\r\\n\\r\\n')
        elif self.path == '/big':
            self.send(200, b'b' * 2000000)
        else:
            self.send(200, json.dumps({'path': self.path, 'port': self.client_address[1]}).encode())
    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length']))
        self.send(200, body[::-1], X_Type=self.headers['Content-Type'])
    def log_message(self, *args):
        pass
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Pages)
print(server.server_address[1])
server.serve_forever()
";

#[test]
fn requests_to_a_real_server() {
    let server = PythonServer::start(HTTP_SERVER);
    let source = "
import requests, sys
base = f'http://localhost:{sys.argv[1]}'
print(requests.get(base + '/a?b=c').json()['path'])
r = requests.get(base + '/moved')
print(r.status_code, r.json()['path'], r.history)
print(len(requests.get(base + '/chunks').content))
r = requests.post(base, data={'k': 'v w'})
print(r.text, r.headers['x_type'])
print(sum(len(part) for part in requests.get(base + '/big', stream=True).iter_content(900)))
with requests.Session() as s:
    ports = {s.get(base).json()['port'] for _ in range(5)}
print(len(ports))
";
    let printed = run(source, &[server.port.to_string()], "61440");
    let expected = "/a?b=c\n200 /json [<Response [302]>]\n4950\nw+v=k application/x-www-form-urlencoded\n2000000\n1\n";
    assert_eq!(printed, expected);
}

/// A port that was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port()
}

/// Connects as soon as somebody listens.
fn connect(port: u16) -> TcpStream {
    let start = Instant::now();
    loop {
        match TcpStream::connect(("127.0.0.1", port)) {
            Ok(stream) => return stream,
            Err(error) => assert!(start.elapsed() < Duration::from_secs(30), "{error}"),
        }
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn real_clients_of_an_asyncio_server() {
    let port = free_port();
    let clients = thread::spawn(move || {
        let mut first = connect(port);
        let mut second = connect(port);
        second.write_all(b"second\n").unwrap();
        first.write_all(b"first").unwrap();
        let mut line = String::new();
        BufReader::new(&second).read_line(&mut line).unwrap();
        first.write_all(b"\n").unwrap();
        BufReader::new(&first).read_line(&mut line).unwrap();
        drop(first);
        second.write_all(b"stop\n").unwrap();
        line
    });
    let source = "
import asyncio, sys

async def serve(reader, writer):
    while line := await reader.readline():
        if line == b'stop\\n':
            stop.set()
        writer.write(line.upper())
        await writer.drain()
    writer.close()

async def main():
    global stop
    stop = asyncio.Event()
    async with await asyncio.start_server(serve, '127.0.0.1', int(sys.argv[1])):
        await asyncio.wait_for(stop.wait(), 30)
    print('stopped')

asyncio.run(main())
";
    assert_eq!(run(source, &[port.to_string()], "65536"), "stopped\n");
    assert_eq!(clients.join().unwrap(), "SECOND\nFIRST\n");
}

#[test]
fn a_peer_that_says_nothing_costs_its_timeout_only() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let peer = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"some").unwrap();
        let mut rest = Vec::new();
        // Until the board gives up.
        stream.read_to_end(&mut rest).unwrap();
        rest
    });
    let source = "
import socket, sys, time
s = socket.create_connection(('127.0.0.1', int(sys.argv[1])), 0.3)
start = time.ticks_ms()
try:
    s.sendall(b'hello')
    s.read(10)
except OSError as e:
    print(e.errno, 250 < time.ticks_diff(time.ticks_ms(), start) < 5000)
s.close()
try:
    socket.create_connection(('127.0.0.1', int(sys.argv[2])))
except ConnectionRefusedError as e:
    print(e)
";
    let printed = run(source, &[port.to_string(), free_port().to_string()], "65536");
    assert_eq!(printed, "110 True\n[Errno 111] ECONNREFUSED\n");
    assert_eq!(peer.join().unwrap(), b"hello");
}

#[test]
fn datagrams_and_the_time() {
    let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
    let port = socket.local_addr().unwrap().port();
    let server = thread::spawn(move || {
        let mut asked = [0; 100];
        let (count, from): (usize, SocketAddr) = socket.recv_from(&mut asked).unwrap();
        assert_eq!(count, 48);
        let mut answer = [0u8; 48];
        (answer[0], answer[1]) = (0x24, 1);
        answer[24..32].copy_from_slice(&asked[40..48]);
        answer[40..44].copy_from_slice(&3_976_311_845u32.to_be_bytes());
        socket.send_to(&answer, from).unwrap();
    });
    let source = "
import ntptime, sys, time
ntptime.host, ntptime.port = '127.0.0.1', int(sys.argv[1])
print(time.gmtime(ntptime.time())[:6])
";
    assert_eq!(run(source, &[port.to_string()], "65536"), "(2026, 1, 2, 3, 4, 5)\n");
    server.join().unwrap();
}

#[test]
fn the_examples_speak_to_each_other_and_to_the_world() {
    let example = |name: &str, argument: &str| {
        Command::new(env!("CARGO_BIN_EXE_ferropy-desktop"))
            .arg(format!("{}/../network/{name}", env!("CARGO_MANIFEST_DIR")))
            .arg(argument)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts")
    };
    let port = free_port();
    let mut server = example("http_server.py", &port.to_string());
    let mut answer = String::new();
    let mut browser = connect(port);
    browser.write_all(b"GET /first HTTP/1.1\r\nHost: here\r\n\r\n").unwrap();
    browser.read_to_string(&mut answer).unwrap();
    let client = example("fetch.py", &format!("http://127.0.0.1:{port}/second"));
    let fetched = client.wait_with_output().unwrap();
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(answer.ends_with("\r\n\r\n<p>GET /first: visitor 1</p>\n"), "{answer}");
    assert_eq!(String::from_utf8_lossy(&fetched.stdout), "<p>GET /second: visitor 2</p>\n");
}

/// A broker of Debian's package `mosquitto`.
struct Broker(Child, u16);

impl Broker {
    fn start() -> Broker {
        let port = free_port();
        let start = |path: &str| {
            let port = port.to_string();
            Command::new(path).args(["-p", &port]).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
        };
        let child = start("mosquitto").or_else(|_| start("/usr/sbin/mosquitto")).expect("mosquitto is installed");
        drop(connect(port));
        Broker(child, port)
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn messages_through_a_real_broker() {
    let broker = Broker::start();
    let source = "
import sys, time
from umqtt.simple import MQTTClient

def client(name):
    made = MQTTClient(name, '127.0.0.1', int(sys.argv[1]), keepalive=30)
    made.set_callback(lambda topic, message: heard.append((topic, len(message))))
    return made

heard = []
lamp, switch = client('lamp'), client('switch')
lamp.set_last_will('lamp/gone', 'yes', qos=1)
lamp.connect(timeout=10)
switch.connect(timeout=10)
lamp.subscribe('lamp/set', qos=2)
switch.subscribe('lamp/+', qos=1)
for size, qos in ((1, 0), (200, 1), (3000, 2)):
    switch.publish('lamp/set', 'x' * size, qos=qos)
while len(heard) < 6:
    lamp.check_msg()
    switch.check_msg()
print(sorted(heard))
heard.clear()
lamp.ping()
# What ends the delivery of the last message may come first.
while (kind := lamp.wait_msg()) != 0xd0:
    pass
print(hex(kind))
lamp.sock.close()
switch.wait_msg()
print(heard)
switch.disconnect()
";
    let expected = "[(b'lamp/set', 1), (b'lamp/set', 1), (b'lamp/set', 200), (b'lamp/set', 200), (b'lamp/set', 3000), \
                    (b'lamp/set', 3000)]\n0xd0\n[(b'lamp/gone', 3)]\n";
    assert_eq!(run(source, &[broker.1.to_string()], "65536"), expected);
}
