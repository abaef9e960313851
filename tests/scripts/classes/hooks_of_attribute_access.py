class A:
    def __getattr__(s, n):
        if n.startswith('_'): raise AttributeError(n)
        return n.upper()
    def __setattr__(s, n, v): object.__setattr__(s, n, v + 1)
    def __delattr__(s, n): print('del', n); object.__delattr__(s, n)
    def __dir__(s): return ['z', 'a']
a = A(); print(a.foo); a.x = 1; print(a.x); del a.x; print(a.x, dir(a), hasattr(a, '_q'), getattr(a, '_q', 'dflt'))
class B:
    def __getattribute__(s, n):
        if n == 'y': raise AttributeError('why')
        return 'attr ' + n
    def __getattr__(s, n): return 'fallback ' + n
b = B(); print(b.x, b.y)

# expect: FOO
# expect: 2
# expect: del x
# expect: X ['a', 'z'] False dflt
# expect: attr x fallback y
