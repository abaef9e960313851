# Big ints: factorials, powers, digits
def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


value = factorial(120)
print(len(str(value)), value % 1000003, value >> 600)
print(fibonacci(300))
print(pow(3, 200, 10**20), (1 << 200) - 1)
print(factorial(60) // factorial(58), factorial(40) % 10**12)
print(sum(int(digit) for digit in str(2**300)))
