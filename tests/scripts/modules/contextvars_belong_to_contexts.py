import asyncio
import contextvars

v = contextvars.ContextVar("v", default=5); w = contextvars.ContextVar("w")
print(v.get(), w.get(3), v.name); t = v.set(7); print(v.get(), t.old_value is contextvars.Token.MISSING, t.var is v); v.reset(t); print(v.get())
# expect: 5 3 v
# expect: 7 True True
# expect: 5
try: w.get()
except LookupError as e: print(type(e).__name__)
# expect: LookupError
try: v.reset(t)
except RuntimeError as e: print("RuntimeError")
# expect: RuntimeError
c = contextvars.copy_context(); print(c.run(lambda: (v.set(9), v.get())[1]), v.get(), c[v], v in c, len(c), list(c) == [v], c.get(w, "d"))
# expect: 9 5 9 True 1 True d
async def sub(n): v.set(n); await asyncio.sleep(0); return v.get()
async def main(): v.set(1); r = await asyncio.gather(sub(2), sub(3)); return r, v.get()
print(asyncio.run(main()), v.get())  # expect: ([2, 3], 1) 5
