import base64

for data in (b'', b'h', b'hello!', b'\0\0\0\0x', b'    ', b'\xff' * 9, bytes(range(20))):
    print(base64.b85encode(data), base64.a85encode(data), base64.a85encode(data, foldspaces=True, adobe=True), base64.b85encode(data, pad=True))
    print(base64.b85decode(base64.b85encode(data)) == base64.a85decode(base64.a85encode(data)) == data)
# expect: b'' b'' b'<~~>' b''
# expect: True
# expect: b'Xa' b'BE' b'<~BE~>' b'XaE2J'
# expect: True
# expect: b'Xk~0{Zy^' b'BOu!rD]o' b'<~BOu!rD]o~>' b'Xk~0{Zy^8x'
# expect: True
# expect: b'00000cm' b'zGQ' b'<~zGQ~>' b'00000cmMzZ'
# expect: True
# expect: b'ARr(h' b'+<VdL' b'<~y~>' b'ARr(h'
# expect: True
# expect: b'|NsC0|NsC0{{' b's8W-!s8W-!rr' b'<~s8W-!s8W-!rr~>' b'|NsC0|NsC0{{R30'
# expect: True
# expect: b'009C61O)~M2nh-c3=Iws5D^j+' b'!!*-\'"9eu7#RLhG$k3[W&.oNg' b'<~!!*-\'"9eu7#RLhG$k3[W&.oNg~>' b'009C61O)~M2nh-c3=Iws5D^j+'
# expect: True
print(base64.a85encode(b'a line that is wrapped', wrapcol=7, adobe=True), base64.a85decode(b'<~87cUR\nD]i,"~>', adobe=True))
# expect: b'<~@3BB#\nDIjr4BO\nQ!*BlbD\n@Ea`p+A\nRk~>' b'Hello Wo'
for text in (b'\x01', 'é', b'~~~~~', b'a b'):
    try:
        print(base64.b85decode(text))
    except ValueError as error:
        print(error)
# expect: bad base85 character at position 0
# expect: string argument should contain only ASCII characters
# expect: base85 overflow in hunk starting at byte 0
# expect: bad base85 character at position 1
for text in (b'az', b's8W-"', b'v', b'<~'):
    try:
        print(base64.a85decode(text))
    except ValueError as error:
        print(error)
# expect: z inside Ascii85 5-tuple
# expect: Ascii85 overflow
# expect: Non-Ascii85 digit found: v
# expect: Non-Ascii85 digit found: ~
try:
    base64.a85decode(b'x', adobe=True)
except ValueError as error:
    print(error)
# expect: Ascii85 encoded byte sequences must end with b'~>'
kept = bytearray(b'cXx')
print(base64.b85decode(kept), base64.b85encode(kept), kept)  # expect: b'ww' b'V_0|' bytearray(b'cXx')
for wrong in (base64.encodebytes, base64.decodebytes):
    try:
        wrong('text')
    except TypeError as error:
        print(error)
# expect: expected bytes-like object, not str
# expect: expected bytes-like object, not str
