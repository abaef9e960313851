seed = 99
def rnd(bits):
    global seed
    r = 0
    for _ in range(bits // 24 + 1):
        seed = (seed * 1103515245 + 12345) % 2147483648
        r = (r << 24) | (seed >> 7)
    return r & ((1 << bits) - 1)
def check(i):
    a = rnd(500 + i * 700)
    b = rnd(300 + (i * 377) % 5000) + 1
    if i & 1: a = -a
    if i & 2: b = -b
    p = a * b
    q, r = divmod(a, b)
    print(p % 1000000007, q % 1000000007, r % 1000000007, q * b + r == a, p // b == a, p % a, (a * a) // a == a)
    print((p + 1) % b == 1 % b, a // b == q, a % b == r, hex(p)[:20], pow(a, 5) % 1000003, pow(a, 65537, abs(b)) % 1000003)
    s = str(p)
    print(s[:30], len(s), int(s) == p, int("-" + s.lstrip("-")) == -abs(p), f"{p}"[-10:], repr([p])[-5:])

for i in range(3):
    check(i)  # expect: 424745874 694174180 477251891 True True 0 True
# expect: True True True 0x61608142448b41cdd6 566687 200493
# expect: 253637131621465691753251230855 241 True True 0614395256 5256]
# expect: 808160650 12615950 697035354 True True 0 True
# expect: True True True -0xa5a49b22ee9003d7e 621419 864206
# expect: -21831570800983325213442587906 565 True True 2464451274 1274]
# expect: 864748044 229587802 217695872 True True 0 True
# expect: True True True -0x77a07cfbda163d294 382929 921460
# expect: -20423779315760309582319947628 890 True True 4974375352 5352]
print((10 ** 1500) // 7 % 10 ** 20, 3 ** 1500 % 10 ** 20, len(str(3 ** 1200)))  # expect: 57142857142857142857 69979968322432830001 573
m = 2 ** 127 - 1
print(pow(3, m - 2, m) * 3 % m, pow(3, -1, m) * 3 % m, pow(7, -3, m) * 7 ** 3 % m)  # expect: 1 1 1
def error(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
error(lambda: pow(m * 3, -1, m * 9))  # expect: ValueError base is not invertible for the given modulus
print(int("1_0" * 400) % 10 ** 12, int("f" * 500, 16).bit_length(), int("z" * 300, 36) % 10 ** 9)  # expect: 101010101010 2000 273317375
