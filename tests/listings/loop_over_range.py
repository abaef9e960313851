def total(n):
    sum = 0
    for i in range(n):
        if i % 3 == 0 and i != 9:
            sum += i
    return sum


print(total(20))
