# heap: 262144
def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


print(deep(900))  # expect: 900
try:
    deep(5000)
except RecursionError as error:
    print("RecursionError")  # expect: RecursionError
print(deep(900))  # expect: 900
