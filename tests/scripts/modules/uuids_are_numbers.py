import uuid

u = uuid.UUID("12345678-1234-5678-1234-567812345678"); print(u, repr(u), u.hex, u.int, u.bytes, u.fields, u.version, u.variant, u.urn, u == uuid.UUID(int=u.int), uuid.UUID(bytes_le=u.bytes_le) == u, u.node, u.clock_seq, hash(u) == hash(u.int), sorted([u, uuid.UUID(int=1)])[0])
# expect: 12345678-1234-5678-1234-567812345678 UUID('12345678-1234-5678-1234-567812345678') 12345678123456781234567812345678 24197857161011715162171839636988778104 b'\x124Vx\x124Vx\x124Vx\x124Vx' (305419896, 4660, 22136, 18, 52, 95073701484152) None reserved for NCS compatibility urn:uuid:12345678-1234-5678-1234-567812345678 True True 95073701484152 4660 True 00000000-0000-0000-0000-000000000001
print(uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid5(uuid.NAMESPACE_URL, "http://x/"))
# expect: 6fa459ea-ee8a-3ca4-894e-db77e160355e be3eb191-c297-5830-bbd0-33d52c04f8fc
for b in [lambda: uuid.UUID("x"), lambda: uuid.UUID(), lambda: uuid.UUID(int=-1), lambda: setattr(u, "int", 3)]:
    try: b()
    except Exception as e: print(type(e).__name__, e)
# expect: ValueError badly formed hexadecimal UUID string
# expect: TypeError one of the hex, bytes, bytes_le, fields, or int arguments must be given
# expect: ValueError int is out of range (need a 128-bit value)
# expect: TypeError UUID objects are immutable
