# `print("hello")`
# at most 1536 bytes of heap

print("hello")
