//! `requests`, and servers that misbehave.

use super::world::{Answers, World};
use super::{HEAP, calm, run, run_in, stormy};

/// The head of a request that has come as a whole, with its body; it is taken.
fn request(text: &mut Vec<u8>) -> Option<(String, Vec<u8>)> {
    let end = text.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(&text[..end]).into_owned();
    let lower = head.to_lowercase();
    let length = lower.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let body = if lower.contains("transfer-encoding: chunked") {
        let last = text.windows(5).position(|five| five == b"0\r\n\r\n")? + 5;
        text.drain(..last).skip(end).collect()
    } else {
        if text.len() < end + length {
            return None;
        }
        text.drain(..end + length).skip(end).collect()
    };
    Some((head, body))
}

fn answer(answers: &mut Answers, head: &str, body: impl AsRef<[u8]>) {
    let length = body.as_ref().len();
    answers.send(format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\n\r\n"));
    answers.send(body);
}

const SECOND: u64 = 1_000_000;

/// A server with good and bad pages.
fn with_server(mut world: World) -> World {
    world.name("example.org", "10.0.0.80");
    world.name("other.org", "10.0.0.81");
    world.serve("10.0.0.81:80", || {
        Box::new(|text, answers| {
            if let Some((head, _)) = request(text) {
                answer(answers, "200 OK\r\nContent-Type: text/plain", head);
            }
        })
    });
    world.serve("10.0.0.80:80", || {
        let mut requests = 0;
        Box::new(move |text, answers| {
            let Some((head, body)) = request(text) else { return };
            requests += 1;
            let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
            match path.split('?').next().unwrap_or_default() {
                "/" => answer(answers, "200 OK\r\nContent-Type: text/html; charset=utf-8", "grüezi"),
                "/count" => answer(answers, "200 OK", requests.to_string()),
                "/json" => answer(answers, "200 OK\r\nSet-Cookie: id=7; Path=/", "{\"a\": [1, 2.5, null]}"),
                "/head" => answer(answers, "200 OK", head),
                "/echo" => answer(answers, "201 Created", body),
                "/missing" => answer(answers, "404 Not Found", "no"),
                "/moved" => answer(answers, "301 Moved\r\nLocation: /", "gone"),
                "/see" => answer(answers, "303 See Other\r\nLocation: head?x=1", ""),
                "/away" => answer(answers, "302 Found\r\nLocation: http://other.org/there", ""),
                "/again" => answer(answers, "307 Temporary Redirect\r\nLocation: /again", ""),
                "/chunks" => {
                    answers.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n");
                    answers.send_after(SECOND / 10, "1\r\n \r\n6\r\nworld!\r\n0\r\nX-Sum: 3\r\n\r\n");
                }
                "/until-end" => {
                    answers.send("HTTP/1.0 200 OK\r\n\r\nall there is");
                    answers.end();
                }
                "/continue" => {
                    answers.send("HTTP/1.1 100 Continue\r\n\r\n");
                    answer(answers, "200 OK", "then");
                }
                "/nothing" => answers.send("HTTP/1.1 204 No Content\r\n\r\n"),
                "/big" => {
                    answer(answers, "200 OK", vec![b'x'; 10_000_000]);
                }
                "/middle" => {
                    answers.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nsome");
                    answers.end();
                }
                "/middle-chunk" => {
                    answers.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\nsome");
                    answers.reset();
                }
                "/bad-chunk" => answers.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nsome\r\n"),
                "/slow" => {
                    answers.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
                    (1..100).for_each(|minute| answers.send_after(minute * 60 * SECOND, "x"));
                }
                "/silent" => {}
                "/endless-head" => {
                    answers.send("HTTP/1.1 200 OK\r\n");
                    (0..3000).for_each(|number| answers.send(format!("X-{number}: 12345678901234567890\r\n")));
                }
                "/endless-line" => answers.send(vec![b'y'; 100_000]),
                "/no-http" => answers.send("220 smtp.example.org ESMTP\r\n"),
                "/bad-length" => answers.send("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"),
                _ => answers.reset(),
            }
        })
    });
    world
}

const PAGES: &str = "
import urequests, requests
print(urequests is requests)
r = requests.get('http://example.org')
print(r.status_code, r.reason, r.text, r.content, r.encoding, r.headers['content-type'], r)
with requests.get('http://example.org/json', params={'q': 'a b&c', 'n': [1, 2]}, timeout=5) as r:
    print(r.url, r.json(), r.cookies, r.ok)
r = requests.post('http://example.org/echo', json={'x': 'ü'})
print(r.status_code, r.content)
print(requests.post('http://example.org/echo', data={'x': 'ü', 'y': '&='}).text)
print(requests.put('http://example.org/echo', data='text').text)
print(requests.patch('http://example.org/echo', data=(part for part in (b'one', '', 'two'))).content)
print(requests.get('http://example.org/chunks').text)
print([line for line in requests.get('http://example.org/chunks').iter_content(4)])
print(requests.get('http://example.org/until-end', stream=True).raw.read(8))
print(requests.get('http://example.org/continue').text)
print(requests.delete('http://example.org/nothing').content)
print(requests.head('http://example.org/').headers['Content-Length'])
r = requests.get('http://example.org/moved')
print(r.text, r.url, [(h.status_code, h.url) for h in r.history])
print(requests.get('http://example.org/moved', allow_redirects=False).status_code)
print(requests.post('http://example.org/see', data=b'x', headers={'X-Mine': 'yes'}).text)
print('Basic' in requests.get('http://example.org/head', auth=('me', 'secret')).text)
print('Basic' in requests.get('http://me:secret@example.org/away').text)
try:
    requests.get('http://example.org/missing').raise_for_status()
except requests.exceptions.HTTPError as e:
    print(e, e.response.text)
with requests.Session() as s:
    s.headers['X-All'] = '1'
    print([s.get('http://example.org/count').text for _ in range(3)])
    s.get('http://example.org/json')
    print(sorted(s.get('http://example.org/head').text.split('\\r\\n')))
    print('id=7' in s.get('http://other.org/').text)
    print([s.get('http://example.org/count').text for _ in range(2)])
import gc
gc.collect()
";
const PAGES_PRINT: &str = "\
True
200 OK grüezi b'gr\\xc3\\xbcezi' utf-8 text/html; charset=utf-8 <Response [200]>
http://example.org/json?q=a+b%26c&n=1&n=2 {'a': [1, 2.5, None]} {'id': '7'} True
201 b'{\"x\": \"\\\\u00fc\"}'
x=%C3%BC&y=%26%3D
text
b'3\\r\\none\\r\\n3\\r\\ntwo\\r\\n0\\r\\n\\r\\n'
hello world!
[b'hell', b'o wo', b'rld!']
b'all ther'
then
b''
7
grüezi http://example.org/ [(301, 'http://example.org/moved')]
301
GET /head?x=1 HTTP/1.1\r\nX-Mine: yes\r\nHost: example.org\r\nConnection: close\r\n\r\n
True
False
404 Client Error: Not Found for url: http://example.org/missing no
['1', '2', '3']
['', '', 'Connection: keep-alive', 'Cookie: id=7', 'GET /head HTTP/1.1', 'Host: example.org', 'X-All: 1']
False
['1', '2']
";

#[test]
fn pages_in_any_weather() {
    for world in [calm(), stormy()] {
        let outcome = run_in(with_server(world), HEAP, PAGES);
        // One was left half-read.
        assert_eq!((outcome.printed.as_str(), outcome.raised, outcome.open), (PAGES_PRINT, None, 1));
    }
}

#[test]
fn servers_that_misbehave_end_in_errors_with_numbers_and_free_sockets() {
    let mut world = with_server(calm());
    world.lost_names.push("lost.example".into());
    world.holes.push("10.0.0.66:80".parse().unwrap());
    let source = "
import requests, time
def attempt(path, **options):
    start = time.ticks_ms()
    try:
        print(path, len(requests.get(path if '://' in path else 'http://example.org/' + path, **options).content))
    except Exception as e:
        print(path, type(e).__name__, isinstance(e, OSError) and e.errno, time.ticks_diff(time.ticks_ms(), start) // 1000)
attempt('middle')
attempt('middle-chunk')
attempt('bad-chunk')
attempt('slow', timeout=10)
attempt('silent', timeout=3)
attempt('silent', timeout=(3, 4))
attempt('endless-head')
attempt('endless-line')
attempt('no-http')
attempt('bad-length')
attempt('again')
attempt('reset')
attempt('http://10.0.0.66/', timeout=2)
attempt('http://lost.example/', timeout=5)
attempt('http://nobody.example/')
attempt('http://10.0.0.99/')
attempt('https://example.org/')
attempt('ftp://example.org/')
attempt('http://:80/')
attempt('http://example.org:x/')
attempt('', headers={'X': 'a\\r\\nb'})
attempt('http://example.org\\r\\nX/')
attempt('http://example.org/')
";
    let expected = "\
middle ChunkedEncodingError 104 0
middle-chunk ConnectionError 104 0
bad-chunk ChunkedEncodingError 104 0
slow Timeout 110 10
silent Timeout 110 3
silent Timeout 110 4
endless-head ChunkedEncodingError 104 0
endless-line ChunkedEncodingError 104 0
no-http ChunkedEncodingError 104 0
bad-length ChunkedEncodingError 104 0
again TooManyRedirects None 0
reset ConnectionError 104 0
http://10.0.0.66/ Timeout 110 2
http://lost.example/ Timeout 110 5
http://nobody.example/ ConnectionError -2 0
http://10.0.0.99/ ConnectionError 111 0
https://example.org/ InvalidURL 95 0
ftp://example.org/ InvalidURL 22 0
http://:80/ InvalidURL 22 0
http://example.org:x/ InvalidURL 22 0
 ValueError False 0
http://example.org\r\nX/ ValueError False 0
http://example.org/ 7
";
    assert_eq!(run(world, source), expected);
}

#[test]
fn ten_megabytes_on_a_heap_of_sixty_kilobytes() {
    let source = "
import requests
try:
    requests.get('http://example.org/big').content
except MemoryError:
    print('MemoryError')
size = 0
for part in requests.get('http://example.org/big', stream=True).iter_content(1024):
    size += len(part)
print(size)
r = requests.get('http://example.org/big')
buffer = bytearray(2000)
print(r.raw.readinto(buffer), buffer == b'x' * 2000)
r.close()
";
    let outcome = run_in(with_server(calm()), 60 * 1024, source);
    assert_eq!(
        (outcome.printed.as_str(), outcome.raised, outcome.open),
        ("MemoryError\n10000000\n2000 True\n", None, 0)
    );
}
