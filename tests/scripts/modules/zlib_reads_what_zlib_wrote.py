# What zlib wrote is read: stored, fixed and dynamic blocks, raw, zlib and gzip.
import zlib

DYNAMIC = bytes.fromhex(
    "78da25908111c030080257713510f75fa14fda5e4d150224cacad98ba2f54ab33c3ee9e8870a6079331e7b4a97443d5eaf03"
    "642887cc8d86369ad3c510f7cae7c7ed4050f0f3a94abaa2a079387238872d59fbe64d2183a45f9aeae8cf4d038d78100951"
    "fc493d1b7260719d917298c052cd0886f67f8074af5ef8e7c2719e4f51483bbd8c9b17009af401b29f6e2a"
)
STORED = bytes.fromhex(
    "014600b9ff00071c3f70af015cc541c65e04b37545230f0911274b7dbd106cd653d97219c98c5d3c29242d44699cdd318ef9"
    "77039840f1b5876755515b7399cd1464c233ad3ad07930f0c3"
)
GZIP = bytes.fromhex(
    "1f8b08000000000002032bc94855282ccd4cce56482aca2fcf5348cbaf50c82acd2d2856c82f4b2d5228014ae72456552aa4"
    "e4a75b8379c35ab181a191b189a999b98525b12c00efa36cee40010000"
)

text = zlib.decompress(DYNAMIC)
print(len(text), text[:24])  # expect: 300 b'adcabdcedadacbcaa ccccbe'
print(zlib.crc32(text), zlib.adler32(text))  # expect: 907240966 2996792874
print(zlib.decompress(STORED, -15) == bytes([i * i * 7 % 251 for i in range(70)]))  # expect: True
print(zlib.decompress(GZIP, 31)[-55:])  # expect: b'dog; 01234567890123456789012345678901234567890123456789'
print(zlib.decompress(GZIP, 47) == zlib.decompress(GZIP, 31))  # expect: True
print(zlib.decompress(zlib.compress(b"")))  # expect: b''

for data in (b"a", b"abc" * 300, bytes(range(256)) * 3, text, text + text[::-1]):
    packed = zlib.compress(data)
    print(zlib.decompress(packed) == data, zlib.decompress(zlib.compress(data, wbits=-9), -9) == data)
# expect: True True
# expect: True True
# expect: True True
# expect: True True
# expect: True True
print(len(zlib.compress(b"abc" * 300)) < 40)  # expect: True


def broken(data, *rest):
    try:
        zlib.decompress(data, *rest)
    except zlib.error as error:
        print(str(error)[:8])


broken(DYNAMIC[:-1])  # expect: Error -5
broken(DYNAMIC[:40])  # expect: Error -5
broken(DYNAMIC[:-1] + b"x")  # expect: Error -3
broken(b"\x07" * 10, -15)  # expect: Error -3
broken(b"no zlib at all")  # expect: Error -3
broken(b"")  # expect: Error -5
