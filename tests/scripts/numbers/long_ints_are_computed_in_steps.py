seed = 99
def rnd(bits):
    global seed
    r = 0
    for _ in range(bits // 24 + 1):
        seed = (seed * 1103515245 + 12345) % 2147483648
        r = (r << 24) | (seed >> 7)
    return r & ((1 << bits) - 1)
def check(i):
    a = rnd(500 + i * 500)
    b = rnd(300 + (i * 377) % 5000) + 1
    if i & 1: a = -a
    if i & 2: b = -b
    p = a * b
    q, r = divmod(a, b)
    print(p % 1000000007, q % 1000000007, r % 1000000007, q * b + r == a, p // b == a, p % a, (a * a) // a == a)
    print((p + 1) % b == 1 % b, a // b == q, a % b == r, hex(p)[:20], pow(a, 5) % 1000003, pow(a, 65537, abs(b)) % 1000003)
    s = str(p)
    print(s[:30], len(s), int(s) == p, int("-" + s.lstrip("-")) == -abs(p), f"{p}"[-10:], repr([p])[-5:])

for i in range(12):
    check(i)  # expect: 424745874 694174180 477251891 True True 0 True
# expect: True True True 0x61608142448b41cdd6 566687 200493
# expect: 253637131621465691753251230855 241 True True 0614395256 5256]
# expect: 511972945 441624783 417839525 True True 0 True
# expect: True True True -0x13c50556d70adcff9 836596 527801
# expect: -41509825902164594534499368811 506 True True 7383754740 4740]
# expect: 123876380 283315081 234133661 True True 0 True
# expect: True True True -0x3a6c6f05ad9d80c47 877373 100843
# expect: -38627540222865021919840172879 769 True True 5407480064 0064]
# expect: 768528188 781946897 259208201 True True 0 True
# expect: True True True 0x2fddba2e33cf669450 694874 646131
# expect: 255113474785206032501772885556 1033 True True 7155090247 0247]
# expect: 965427188 554357955 45534321 True True 0 True
# expect: True True True 0x44747f2dd8e3173672 573356 898849
# expect: 114885961540641325714630308173 1296 True True 1464586432 6432]
# expect: 714901991 137022784 624247536 True True 0 True
# expect: True True True -0x273689a8650f85dc1 212246 551926
# expect: -33156452976787218602933732902 1560 True True 3395780026 0026]
# expect: 313228245 802060355 755690705 True True 0 True
# expect: True True True -0x50020a3004933ff57 388533 78687
# expect: -54533955410948432712496701630 1825 True True 8607282306 2306]
# expect: 273280006 510738819 101160947 True True 0 True
# expect: True True True 0x7ee77e516e40254d6c 537938 602575
# expect: 435798969963902536483626569641 2088 True True 3482760312 0312]
# expect: 95453113 183618853 676587893 True True 0 True
# expect: True True True 0x72e94e2b257944240f 228941 414542
# expect: 318103954063798027519581410440 2353 True True 8774323535 3535]
# expect: 334826104 822594907 783742898 True True 0 True
# expect: True True True -0xb787e73ab964ea10e 62488 533568
# expect: -15998213618806823564611202422 2617 True True 2301665696 5696]
# expect: 293713296 698591152 540042423 True True 0 True
# expect: True True True -0x30b8964f4638537b9 527658 5036
# expect: -34235378162376778402157158627 2881 True True 9531965627 5627]
# expect: 462919404 299151792 607124262 True True 0 True
# expect: True True True 0x3fa159aba1d31cc801 770149 652856
# expect: 360428005694293461107208963691 3145 True True 6375618842 8842]
print((10 ** 1500) // 7 % 10 ** 20, 3 ** 2000 % 10 ** 20, len(str(3 ** 5000)))  # expect: 57142857142857142857 91673819054110440001 2386
m = 2 ** 521 - 1
print(pow(3, m - 2, m) * 3 % m, pow(3, -1, m) * 3 % m, pow(7, -3, m) * 7 ** 3 % m)  # expect: 1 1 1
def error(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
error(lambda: pow(m * 3, -1, m * 9))  # expect: ValueError base is not invertible for the given modulus
print(int("1_0" * 1000) % 10 ** 12, int("f" * 2000, 16).bit_length(), int("z" * 1000, 36) % 10 ** 9)  # expect: 101010101010 8000 434469375
