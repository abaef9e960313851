squares = {x: x * x for x in range(10) if x & 1}
names = [f"{key}-{value:>4}" for key, value in squares.items()]
