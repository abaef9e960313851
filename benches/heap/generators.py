# Generators: pipelines, delegation, values sent in
def count(limit):
    number = 0
    while number < limit:
        yield number
        number += 1


def squares(source):
    for number in source:
        yield number * number


def evens(source):
    return (number for number in source if number % 2 == 0)


def chain(*sources):
    for source in sources:
        yield from source


def average():
    total = count = 0
    value = None
    while True:
        sent = yield value
        total += sent
        count += 1
        value = total / count


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(sum(evens(squares(count(50)))))
print(list(chain(count(4), squares(count(4)), "ab")))
mean = average()
next(mean)
for number in (10, 20, 60):
    result = mean.send(number)
print(result)
mean.close()
print(sum(tree(6)), max(tree(4)))
