//! `network.WLAN`, `ntptime`, `umqtt`.

use std::cell::Cell;
use std::rc::Rc;

use super::world::{Answers, World};
use super::{calm, run, stormy};

#[test]
fn a_station_finds_its_access_point() {
    let source = "
import network, time
wlan = network.WLAN(network.STA_IF)
print(wlan.active(), wlan.isconnected(), wlan.status() == network.STAT_IDLE, wlan.ifconfig()[0])
try:
    wlan.connect('home', 'secret')
except OSError as e:
    print(e.errno)
wlan.active(True)
print(wlan.scan())
for key in ('wrong', 'secret'):
    wlan.connect('home', key)
    while wlan.status() == network.STAT_CONNECTING:
        time.sleep_ms(100)
    print(wlan.isconnected(), wlan.status() == network.STAT_WRONG_PASSWORD)
wlan.connect('away')
time.sleep(3)
print(wlan.status() == network.STAT_NO_AP_FOUND)
wlan.connect('home', 'secret')
while not wlan.isconnected():
    time.sleep(1)
print(wlan.ifconfig(), wlan.status('rssi'), wlan.config('mac'), wlan)
wlan.ifconfig(('192.168.1.7', '255.255.255.0', '192.168.1.1', '8.8.8.8'))
print(wlan.ipconfig('addr4'), wlan.ipconfig('gw4'))
wlan.ipconfig(addr4='192.168.1.9/20')
print(wlan.ifconfig())
for wrong in (lambda: wlan.ifconfig(('x', '', '', '')), lambda: network.WLAN(1), lambda: wlan.config('pm')):
    try:
        wrong()
    except (OSError, ValueError) as e:
        print(repr(e))
wlan.config(hostname='lamp')
print(network.hostname(), network.country())
wlan.disconnect()
print(wlan.isconnected())
";
    let expected = "\
False False True 0.0.0.0
19
[(b'home', b'\\x02\\x00\\x00\\x00\\x00\\x01', 6, -61, 3, False)]
False True
True False
True
('10.0.0.2', '255.255.255.0', '10.0.0.1', '10.0.0.1') -61 b'\\x02\\x00\\x00\\x00\\x00\\x02' <WLAN 0 status=1010>
('192.168.1.7', '255.255.255.0') 192.168.1.1
('192.168.1.9', '255.255.240.0', '192.168.1.1', '8.8.8.8')
OSError(22, 'EINVAL')
ValueError('no such interface')
OSError(22, 'EINVAL')
lamp XX
False
";
    assert_eq!(run(calm(), source), expected);
}

#[test]
fn what_time_it_is() {
    let mut world = calm();
    world.name("pool.ntp.org", "10.0.0.123");
    world.answer("10.0.0.123:123", |asked| {
        let mut answer = vec![0; 48];
        (answer[0], answer[1]) = (0x24, 2);
        let forged = answer.clone();
        answer[24..32].copy_from_slice(&asked[40..48]);
        // 2026-01-02 03:04:05
        answer[40..44]
            .copy_from_slice(&(1_767_323_045u32 + 2_208_988_800 % (1 << 31)).wrapping_add(1 << 31).to_be_bytes());
        vec![forged, answer]
    });
    let source = "
import ntptime, time
print(time.gmtime(ntptime.time())[:6])
ntptime.host = '10.0.0.124'
ntptime.timeout = 1
try:
    ntptime.time()
except OSError as e:
    print(e.errno)
";
    assert_eq!(run(world, source), "(2026, 1, 2, 3, 4, 5)\n110\n");
}

/// A broker for one client: what is published comes back to who has subscribed.
fn broker(text: &mut Vec<u8>, answers: &mut Answers, subscribed: &mut bool) {
    while text.len() >= 2 && text.len() >= 2 + usize::from(text[1]) {
        let packet: Vec<u8> = text.drain(..2 + usize::from(text[1])).collect();
        let body = &packet[2..];
        match packet[0] >> 4 {
            1 if body.ends_with(b"wrong") => answers.send([0x20, 2, 0, 5]),
            1 => answers.send([0x20, 2, 0, 0]),
            3 => {
                let length = usize::from(body[1]) + 2;
                let qos = packet[0] >> 1 & 3;
                let (id, message) = body[length..].split_at(if qos > 0 { 2 } else { 0 });
                if qos > 0 {
                    answers.send([if qos == 1 { 0x40 } else { 0x50 }, 2, id[0], id[1]]);
                }
                if *subscribed {
                    let size = (length + message.len()) as u8;
                    answers.send([&[0x30, size], &body[..length], message].concat());
                }
            }
            6 => answers.send([0x70, 2, body[0], body[1]]),
            8 => {
                *subscribed = true;
                answers.send([0x90, 3, body[0], body[1], 0]);
            }
            10 => {
                *subscribed = false;
                answers.send([0xb0, 2, body[0], body[1]]);
            }
            12 => answers.send([0xd0, 0]),
            _ => {}
        }
    }
}

fn with_broker(mut world: World) -> World {
    world.serve("10.0.0.18:1883", || {
        let mut subscribed = false;
        Box::new(move |text, answers| broker(text, answers, &mut subscribed))
    });
    world
}

#[test]
fn messages_go_through_a_broker() {
    let source = "
from umqtt.simple import MQTTClient, MQTTException
import time

client = MQTTClient('me', '10.0.0.18', keepalive=60)
client.set_callback(lambda topic, message: print(topic, message))
client.set_last_will('gone', 'me', retain=True)
print(client.connect(timeout=10))
client.publish('a', 'nobody hears')
client.subscribe(b'a/#', qos=1)
for qos in (0, 1, 2):
    client.publish('a/b', f'quality {qos}', qos=qos)
time.sleep(30)
while client.check_msg() is not None:
    pass
client.ping()
print(hex(client.wait_msg()))
print(client.check_msg())
client.unsubscribe('a/#')
client.publish('a/b', 'quiet')
client.disconnect()
try:
    client.publish('a', 'b')
except OSError as e:
    print(e.errno)
try:
    MQTTClient('me', '10.0.0.18', user='x', password='wrong').connect()
except MQTTException as e:
    print(e)
";
    for world in [calm(), stormy()] {
        let printed = run(with_broker(world), source);
        let mut lines: Vec<&str> = printed.lines().collect();
        // When they come is a matter of chance.
        lines[1..].sort();
        let expected =
            ["0", "0xd0", "107", "5", "None", "b'a/b' b'quality 0'", "b'a/b' b'quality 1'", "b'a/b' b'quality 2'"];
        assert_eq!(lines, expected);
    }
}

#[test]
fn a_robust_client_connects_again() {
    let mut world = calm();
    let connections = Rc::new(Cell::new(0));
    let seen = connections.clone();
    world.serve("10.0.0.18:1883", move || {
        seen.set(seen.get() + 1);
        let (number, mut subscribed) = (seen.get(), true);
        Box::new(move |text, answers| {
            // The first connection breaks when something is published.
            if number == 1 && text[0] >> 4 == 3 {
                text.clear();
                return answers.reset();
            }
            broker(text, answers, &mut subscribed);
        })
    });
    let source = "
from umqtt.robust import MQTTClient

client = MQTTClient('me', '10.0.0.18')
client.set_callback(lambda topic, message: print(topic, message))
client.connect()
client.publish('a', 'one', qos=1)
client.wait_msg()
client.sock.close()
client.publish('a', 'two')
client.wait_msg()
client.disconnect()
";
    // What came with the acknowledgement has been told already.
    let source = source.replacen("client.wait_msg()\n", "client.check_msg()\n", 1);
    assert_eq!(run(world, &source), "b'a' b'one'\nb'a' b'two'\n");
    assert_eq!(connections.get(), 3);
}
