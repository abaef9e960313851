import hashlib


def tell(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


for name in ('md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'):
    make = getattr(hashlib, name)
    print(name, make().hexdigest(), make(b'abc').hexdigest(), make(b'a' * 1000).hexdigest())
    h = make()
    print(h.name, h.digest_size, h.block_size, hashlib.new(name, b'x').hexdigest() == make(b'x').hexdigest())
    for size in (1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 3000):
        h.update(bytes(size))
    print(h.hexdigest(), h.digest() == h.digest(), h.copy().hexdigest() == h.hexdigest())
# expect: md5 d41d8cd98f00b204e9800998ecf8427e 900150983cd24fb0d6963f7d28e17f72 cabe45dcc9ae5b66ba86600cca6b8ba8
# expect: md5 16 64 True
# expect: 203acec05476bb39b6106b731b5f68bf True True
# expect: sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709 a9993e364706816aba3e25717850c26c9cd0d89d 291e9a6c66994949b57ba5e650361e98fc36b1ba
# expect: sha1 20 64 True
# expect: 03f7dc38d38fbce53ad94556d0ce03946f4a1e1c True True
# expect: sha224 d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7 4e8f0ce90b64661a2b5e84be6d93a7d9b76871062f1814433d04a03d
# expect: sha224 28 64 True
# expect: 7172e7e769a040181e45c0f46f5f68012471ba076107b557fe284dbf True True
# expect: sha256 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad 41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3
# expect: sha256 32 64 True
# expect: 13e6f6adbc2e8999181cacf6b8f78b4814e85d2bb3507904b305d471234dda05 True True
# expect: sha384 38b060a751ac96384cd9327eb1b1e36a21fdb71114be07434c0cc7bf63f6e1da274edebfe76f65fbd51ad2f14898b95b cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7 f54480689c6b0b11d0303285d9a81b21a93bca6ba5a1b4472765dca4da45ee328082d469c650cd3b61b16d3266ab8ced
# expect: sha384 48 128 True
# expect: 47a74098692102e5d11a3e48a85af37f985ae375c6ffc250298de8bd673baaab46adfbb8cb21394e6ec1ce4f75a1baab True True
# expect: sha512 cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f 67ba5535a46e3f86dbfbed8cbbaf0125c76ed549ff8b0b9e03e0c88cf90fa634fa7b12b47d77b694de488ace8d9a65967dc96df599727d3292a8d9d447709c97
# expect: sha512 64 128 True
# expect: e184fefae9830aa94649eb4fff0f73e9c775c25f6907b6c19306dc365a54330e9ef4861949c0f84cda92a7f39a285711f84583c2f8bdec9fadec656e1dbb8280 True True
h = hashlib.sha256(b'a')
g = h.copy()
g.update(b'b')
print(h.hexdigest() == hashlib.sha256(b'a').hexdigest(), g.hexdigest() == hashlib.sha256(b'ab').hexdigest(), h.digest()[:4])
# expect: True True b'\xca\x97\x81\x12'
print(tell(lambda: hashlib.sha256('text')))  # expect: TypeError: Strings must be encoded before hashing
print(tell(lambda: hashlib.md5(5)))  # expect: TypeError: object supporting the buffer API required
print(tell(lambda: hashlib.new('nope')))  # expect: ValueError: unsupported hash type nope
print(hashlib.sha1(bytearray(b'x')).hexdigest(), hashlib.sha1(memoryview(b'xyz')[1:]).hexdigest())
# expect: 11f6ad8ec52a2984abaafd7c3b516503785c2072 8cda636a798c6f896b7b82cf21797ec3f7ad7559
