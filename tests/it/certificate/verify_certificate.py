"""Another verifier of an erasure certificate, written from docs/certificate.md alone: python verify_certificate.py CERTIFICATE KEYFILE.

It needs nothing but the standard library. It follows no rotation, and compares with no export.
"""

import base64, hashlib, json, pathlib, struct, sys


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def climb(hash, index, size, path):
    if size == 1:
        return hash if not path else None
    split = 1 << ((size - 1).bit_length() - 1)
    if index < split:
        below = climb(hash, index, split, path[:-1])
        return below and sha(b"\x01", below, path[-1])
    below = climb(hash, index - split, size - split, path[:-1])
    return below and sha(b"\x01", path[-1], below)


# Ed25519 as in RFC 8032, section 6.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        q, p, n = add(q, p) if n & 1 else q, add(p, p), n >> 1
    return q


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - square) % P == 0, "no point of the curve"
    return (x if x & 1 == sign else P - x), y, 1, (x if x & 1 == sign else P - x) * y % P


BASE = point(bytes([0x58]) + bytes([0x66] * 31))


def signed(key, text, signature):
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    s = int.from_bytes(signature[32:], "little")
    left, right = times(s, BASE), add(point(signature[:32]), times(h, point(key)))
    return s < L and not any((left[i] * right[2] - right[i] * left[2]) % P for i in (0, 1))


def fields(leaf):
    assert leaf[0] == 1, "the leaf's format"
    at, found = 1, []
    while at < len(leaf):
        (length,) = struct.unpack_from(">H", leaf, at)
        found.append(leaf[at + 2 : at + 2 + length])
        at += 2 + length
    return found


def pairs(line):
    return dict(pair.split("=", 1) for pair in line.split(" ")[1:])


note = pathlib.Path(sys.argv[1]).read_text()
text, signatures = note.rsplit("\n\n", 1)
lines = text.split("\n")
assert lines[0] == "anteroom erasure certificate v1"
origin = lines[1]
statement = [line for line in lines[2:] if not line.startswith(("#", "proof ", "rotation ", ">"))]
proofs = [line.split(" ")[1:] for line in lines if line.startswith("proof ")]
checkpoint = "".join(line[2:] + "\n" for line in lines if line.startswith(">"))
of, size, root = checkpoint.split("\n")[:3]
assert of == origin, "the checkpoint is of another log"

events = {}
for position, leaf, *path in proofs:
    leaf = base64.b64decode(leaf)
    top = climb(sha(b"\x00", leaf), int(position) - 1, int(size), [base64.b64decode(hash) for hash in path])
    assert top == base64.b64decode(root), "the proof of position " + position
    _, _, _, kind, public, *_ = fields(leaf)
    events[int(position)] = kind.decode(), json.loads(public)

head = dict(line.split(" ", 1) for line in statement[:4])
named = lambda name: [pairs(line) for line in statement if line.startswith(name + " ")]
keys, kept = set(), {}
for one in named("commanded"):
    kind, event = events.pop(int(one["position"]))
    assert kind == "erasure.commanded.v1" and event["erasure"] == one["erasure"] and event["subject"] == head["subject"], "commanded"
for one in named("destroyed"):
    kind, event = events.pop(int(one["position"]))
    assert kind == "vault.keys-destroyed.v1" and event["subject"] == head["subject"] and event["organisation"] == head["organisation"], "destroyed"
    assert str(event["epoch"]) == one["epoch"] and event["day"] == one["day"], "destroyed"
    cause = event["cause"]
    assert one["cause"] == (cause if cause == "expired" else cause["commanded"]["erasure"]), "the cause"
    assert one["keys"] == ",".join(key["class"] + ":" + key["key"] for key in event["keys"]), "the keys"
    keys |= {key["key"] for key in event["keys"]}
    kept |= {(it["position"], it["part"]): it["commitment"] for it in event.get("commitments", [])}
for one in named("ended"):
    kind, event = events.pop(int(one["position"]))
    assert kind == "vault.epoch-destroyed.v1" and event["destruction"] == one["root"] and event["nodes"] == one["nodes"], "ended"
    assert str(event["epoch"]) == one["epoch"] and all(int(gone["epoch"]) <= event["epoch"] for gone in named("destroyed")), "ended"
for one in named("held"):
    kind, event = events.pop(int(one["position"]))
    assert kind in ("hold.confirmed.v1", "hold.restored.v1") and event["hold"] == one["hold"] and event["until"] == one["until"], "held"
assert not events, "proofs of nothing that is stated"
for one in named("part"):
    assert one["key"] in keys, "a part under another key"
    at = int(one["position"]), int(one["part"])
    assert kept.pop(at, one["commitment"]) == one["commitment"], "the commitment"
assert not kept, "parts are left out"
state = "done" if named("ended") else "pending" if named("destroyed") else "held"
assert head["state"] == state and (state != "held" or named("held")), "the state"


def believed(note):
    text, lines = note.rsplit("\n\n", 1)
    for vkey in pathlib.Path(sys.argv[2]).read_text().split():
        name, _, encoded = vkey.split("+", 2)
        kind, key = base64.b64decode(encoded)[:1], base64.b64decode(encoded)[1:]
        id = sha(name.encode() + b"\n" + kind + key)[:4]
        for line in lines.splitlines():
            dash, signer, signature = line.split(" ")
            signature = base64.b64decode(signature)
            if (dash, signer, signature[:4], kind) == ("\u2014", name, id, b"\x01") and name == origin:
                assert signed(key, (text + "\n").encode(), signature[4:]), "the signature"
                return True
    return False


assert believed(note), "the certificate is signed by nobody who is known"
assert believed(checkpoint), "the checkpoint is signed by nobody who is known"
print("agreed")
