"""Another verifier of an erasure certificate, written from docs/certificate.md alone: python verify_certificate.py CERTIFICATE KEYFILE.

The standard library checks lines, leaves and proofs; the package aics-tlog (PyPI, another implementation of the C2SP formats), where it is there, the signatures.
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

try:
    import aics_tlog
except ImportError:
    print("agreed, signatures not checked")
    sys.exit(0 if signatures.strip() else 1)
known = [aics_tlog.parse_vkey(line) for line in pathlib.Path(sys.argv[2]).read_text().splitlines()]
for signed in (note, checkpoint):
    assert aics_tlog.verify_note(aics_tlog.parse_note(signed), known[:1]), "the signature"
print("agreed, signatures and all, with aics-tlog")
