# The context that runs: of `contextvars`, which makes one when it is imported, and `asyncio`.

current = None
