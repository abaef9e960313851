from urllib.parse import *

for url in ["http://user:pw@Host.com:8080/p/a/t/h;x=1?q=1&r=a%20b#frag", "mailto:a@b.c", "//cdn/x", "/just/path?x", "HTTPS://[::1]:443/", "a:b", "", "http://h", "x?y#z", "file:///etc/x", "http://h:bad/"]:
    r = urlparse(url); s = urlsplit(url); print(r, r.geturl(), s.hostname, r.username, r.password)
    try: print(r.port)
    except ValueError as e: print(e)
# expect: ParseResult(scheme='http', netloc='user:pw@Host.com:8080', path='/p/a/t/h', params='x=1', query='q=1&r=a%20b', fragment='frag') http://user:pw@Host.com:8080/p/a/t/h;x=1?q=1&r=a%20b#frag host.com user pw
# expect: 8080
# expect: ParseResult(scheme='mailto', netloc='', path='a@b.c', params='', query='', fragment='') mailto:a@b.c None None None
# expect: None
# expect: ParseResult(scheme='', netloc='cdn', path='/x', params='', query='', fragment='') //cdn/x cdn None None
# expect: None
# expect: ParseResult(scheme='', netloc='', path='/just/path', params='', query='x', fragment='') /just/path?x None None None
# expect: None
# expect: ParseResult(scheme='https', netloc='[::1]:443', path='/', params='', query='', fragment='') https://[::1]:443/ ::1 None None
# expect: 443
# expect: ParseResult(scheme='a', netloc='', path='b', params='', query='', fragment='') a:b None None None
# expect: None
# expect: ParseResult(scheme='', netloc='', path='', params='', query='', fragment='')  None None None
# expect: None
# expect: ParseResult(scheme='http', netloc='h', path='', params='', query='', fragment='') http://h h None None
# expect: None
# expect: ParseResult(scheme='', netloc='', path='x', params='', query='y', fragment='z') x?y#z None None None
# expect: None
# expect: ParseResult(scheme='file', netloc='', path='/etc/x', params='', query='', fragment='') file:///etc/x None None None
# expect: None
# expect: ParseResult(scheme='http', netloc='h:bad', path='/', params='', query='', fragment='') http://h:bad/ h None None
# expect: Port could not be cast to integer value as 'bad'
joined = []
for rel in ["g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", ";x", "..", "../", "../g", "../../../g", ".", "g;x=1/../y", "http://o/p", "", "g?y/./x", "./../g"]: joined.append(urljoin("http://a/b/c/d;p?q", rel))
print(joined)
# expect: ['http://a/b/c/g', 'http://a/b/c/g', 'http://a/b/c/g/', 'http://a/g', 'http://g', 'http://a/b/c/d;p?y', 'http://a/b/c/g?y', 'http://a/b/c/d;p?q#s', 'http://a/b/c/;x', 'http://a/b/', 'http://a/b/', 'http://a/b/g', 'http://a/g', 'http://a/b/c/', 'http://a/b/c/y', 'http://o/p', 'http://a/b/c/d;p?q', 'http://a/b/c/g?y/./x', 'http://a/b/g']
print(quote("a b/é?&="), quote("a/b", ""), quote_plus("a b&c"), unquote("a%20b%C3%A9%zz%4"), unquote_plus("a+b%2B"), unquote("é%C3%A9"), quote(b"\xff"), unquote_to_bytes("%ff"), urlencode({"a": 1, "b": "x y", "c": [1, 2]}), urlencode([("a", [1, "z"])], doseq=True), parse_qs("a=1&a=2&b=&c=%20x+y"), parse_qsl("a=1&b=&c", keep_blank_values=True), urlunparse(("http", "h", "/p", "", "q=1", "f")), urldefrag("http://x/y#z"), tuple(urlsplit(b"http://x/y?z")), urlunsplit(("", "", "p", "", "")))
# expect: a%20b/%C3%A9%3F%26%3D a%2Fb a+b%26c a bé%zz%4 a b+ éé %FF b'\xff' a=1&b=x+y&c=%5B1%2C+2%5D a=1&a=z {'a': ['1', '2'], 'c': [' x y']} [('a', '1'), ('b', ''), ('c', '')] http://h/p?q=1#f DefragResult(url='http://x/y', fragment='z') (b'http', b'x', b'/y', b'z', b'') p

parts = urlparse(b'http://u:p@Host:80/a;b?c#d')
print(tuple(parts), parts.hostname, parts.username, parts.port, parts.geturl())
# expect: (b'http', b'u:p@Host:80', b'/a', b'b', b'c', b'd') b'host' b'u' 80 b'http://u:p@Host:80/a;b?c#d'
print(urljoin(b'http://a/b/c', b'../d'), urldefrag(b'x#y').geturl(), urlsplit(b'//h/p').geturl())
# expect: b'http://a/d' b'x#y' b'//h/p'
try:
    urljoin('http://a', b'b')
except TypeError as error:
    print(error)
# expect: Cannot mix str and non-str arguments
