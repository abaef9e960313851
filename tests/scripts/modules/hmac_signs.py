import hashlib
import hmac

print(hmac.new(b"key", b"msg", "sha256").hexdigest(), hmac.digest(b"k" * 100, b"m", "md5").hex(), hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"), hmac.new(b"k", digestmod=hashlib.sha1).name)
# expect: 2d93cbc1be167bcb1637a4a23cbff01a7878f0c50ee833954ea5221bb1b8c628 42b30474e1d3e8c54f2060cc0b35bf27 True False hmac-sha1
h = hmac.new(b"k", b"a", hashlib.sha256); g = h.copy(); h.update(b"b"); print(h.hexdigest() == hmac.new(b"k", b"ab", "sha256").hexdigest(), g.digest() == hmac.new(b"k", b"a", "sha256").digest(), h.digest_size, h.block_size)
# expect: True True 32 64
