import random


def tell(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


random.seed(42)
print([random.random() for _ in range(3)], random.getrandbits(5), random.getrandbits(32), random.getrandbits(100), random.getrandbits(0))
# expect: [0.6394267984578837, 0.025010755222666936, 0.27502931836911926] 7 599310825 925123444424254823561077285033 0
print([random.randrange(10) for _ in range(10)], random.randrange(5, 50, 7), random.randrange(10, 0, -3), random.randint(-5, 5))
# expect: [8, 1, 9, 6, 0, 0, 1, 3, 3, 8] 33 10 3
print(random.choice('abcdef'), random.choice([1, 2, 3]), random.choices('abc', k=5), random.choices([1, 2, 3], [1, 0, 5], k=5), random.choices('ab', cum_weights=[1, 2], k=3))
# expect: b 3 ['b', 'b', 'a', 'b', 'c'] [1, 3, 3, 3, 1] ['b', 'a', 'a']
x = list(range(10))
random.shuffle(x)
print(x, random.sample(range(1000), 4), random.sample([1, 2, 3, 4], 4), random.sample(range(100000), 8), random.sample('ab', counts=[3, 4], k=5))
# expect: [9, 6, 7, 3, 0, 2, 4, 8, 5, 1] [996, 944, 387, 80] [3, 4, 2, 1] [92349, 9116, 6006, 86673, 29871, 37930, 10458, 30512] ['b', 'a', 'b', 'a', 'a']
print([f'{v:.12g}' for v in (random.uniform(1, 5), random.triangular(), random.triangular(0, 10, 2), random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(5, 2), random.expovariate(2), random.lognormvariate(0, 1), random.paretovariate(3), random.weibullvariate(1, 2))])
# expect: ['3.54273777706', '0.427101966145', '2.90172396771', '0.198365046376', '0.762764675805', '5.45174568792', '0.653052228356', '0.39434017762', '4.5701016893', '1.01076732261']
print(random.randbytes(5))  # expect: b'9B\x94\x8e8'
r = random.Random(7)
print(r.random(), random.Random(7).random(), random.Random(-7).random(), random.Random(2**100).random(), random.Random(0).random())
# expect: 0.32383276483316237 0.32383276483316237 0.32383276483316237 0.7586581712996778 0.8444218515250481
print([random.Random(n).getrandbits(64) for n in (1, 2**32, 2**64 + 5)])
# expect: [10499958131665514997, 6480552028864852439, 13251147426698707891]
s = r.getstate()
first = r.random()
r.setstate(s)
print(r.random() == first)  # expect: True
random.seed(1)
for _ in range(700):
    random.random()
print(random.random(), random.getrandbits(70))  # expect: 0.0601840957099572 697064904502907701737
print(tell(lambda: random.randrange(0)))  # expect: ValueError: empty range for randrange()
print(tell(lambda: random.randrange(5, 5)))  # expect: ValueError: empty range for randrange() (5, 5, 0)
print(tell(lambda: random.randrange(1, 5, 0)))  # expect: ValueError: zero step for randrange()
print(tell(lambda: random.choice([])))  # expect: IndexError: Cannot choose from an empty sequence
print(tell(lambda: random.sample([1], 2)))  # expect: ValueError: Sample larger than population or is negative
print(tell(lambda: random.sample({1}, 1)))
# expect: TypeError: Population must be a sequence.  For dicts or sets, use sorted(d).
print(tell(lambda: random.choices([1, 2], [0, 0])))  # expect: ValueError: Total of weights must be greater than zero
print(tell(lambda: random.choices([1, 2], [1])))
# expect: ValueError: The number of weights does not match the population
print(tell(lambda: random.getrandbits(-1)))  # expect: ValueError: number of bits must be non-negative
print(tell(lambda: random.seed([])))
# expect: TypeError: The only supported seed types are: None,
# expect: int, float, str, bytes, and bytearray.


class Own(random.Random):
    def random(self):
        return 0.5


print(Own().uniform(0, 4), isinstance(Own(), random.Random), 0 <= random.Random().random() < 1)
# expect: 2.0 True True
print([random.Random(s).random() for s in ('abc', b'abc', 'é', bytearray(b''))])
# expect: [0.7720246314157545, 0.7720246314157545, 0.9689252893653495, 0.9602256525641875]
