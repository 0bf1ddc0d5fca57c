"""Another verifier of an export, written from docs/proof.md alone: python verify_export.py EXPORT [PROOF].

The standard library computes leaves, tree, tiles and proof of inclusion. Where the package aics-tlog (PyPI, another implementation of the C2SP formats) is there,
it checks the same once more, and the signatures, which the standard library cannot.
"""

import base64, hashlib, json, pathlib, struct, sys

export = pathlib.Path(sys.argv[1])


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def field(data):
    return struct.pack(">H", len(data)) + data


def leaf(line):
    public = base64.b64decode(line["public_base64"]) if "public_base64" in line else line["public"].encode()
    seals = sorted((bytes.fromhex(s["subject"]), s["class"].encode(), s["key"], s["digest"]) for s in line["seals"])
    fields = [line["stream"].encode(), struct.pack(">Q", line["version"]), bytes.fromhex(line["event"]), line["kind"].encode(), public]
    fields += [subject + bytes.fromhex(key) + bytes.fromhex(digest) + kind for subject, kind, key, digest in seals]
    return b"\x01" + b"".join(map(field, fields))


def root(hashes):
    if not hashes:
        return sha()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return sha(b"\x01", root(hashes[:split]), root(hashes[split:]))


def climb(hash, index, size, path):
    if size == 1:
        return hash if not path else None
    split = 1 << ((size - 1).bit_length() - 1)
    if index < split:
        below = climb(hash, index, split, path[:-1])
        return below and sha(b"\x01", below, path[-1])
    below = climb(hash, index - split, size - split, path[:-1])
    return below and sha(b"\x01", path[-1], below)


lines = [json.loads(line) for line in (export / "records.jsonl").read_text().splitlines()]
assert [line["position"] for line in lines] == list(range(1, len(lines) + 1)), "positions"
for line in lines:
    for seal in line["seals"]:
        if "ciphertext" in seal:
            assert sha(base64.b64decode(seal["ciphertext"])).hex() == seal["digest"], ("ciphertext", line["position"])
note = (export / "checkpoint").read_text()
origin, size, signed = note.splitlines()[:3]
leaves = [leaf(line) for line in lines[: int(size)]]
hashes = [sha(b"\x00", data) for data in leaves]
assert len(hashes) == int(size), "records are missing"
assert root(hashes) == base64.b64decode(signed), "the root is another one"
for index in range(0, len(hashes), 256):
    row = hashes[index : index + 256]
    name = "%03d" % (index // 256) + ("" if len(row) == 256 else ".p/%d" % len(row))
    assert (export / "tile/0" / name).read_bytes() == b"".join(row), "tile " + name
if len(sys.argv) > 2:
    head, checkpoint = pathlib.Path(sys.argv[2]).read_text().split("\n\n", 1)
    version, extra, index, *path = head.split("\n")
    assert version == "c2sp.org/tlog-proof@v1"
    index, path = int(index.removeprefix("index ")), [base64.b64decode(hash) for hash in path]
    data = base64.b64decode(extra.removeprefix("extra "))
    assert data == leaves[index], "the proof is of another record"
    _, tree, top = checkpoint.splitlines()[:3]
    assert climb(sha(b"\x00", data), index, int(tree), path) == base64.b64decode(top), "the proof does not lead to the root"

try:
    import aics_tlog
except ImportError:
    print("agreed, signatures not checked")
    sys.exit()
keys = [aics_tlog.parse_vkey(line) for line in (export / "keys").read_text().splitlines()]
assert aics_tlog.verify_note(aics_tlog.parse_note(note), keys[:1]), "the signature"
tree = aics_tlog.MerkleTree(leaves)
assert tree.root() == base64.b64decode(signed)
reader = aics_tlog.FileSystemTileReader(export)
assert aics_tlog.tree_root_from_tiles(reader, int(size)) == tree.root(), "the tiles' root"
if len(sys.argv) > 2:
    assert aics_tlog.verify_leaf_inclusion(data, index, int(tree_size := checkpoint.splitlines()[1]), path, base64.b64decode(top)), "the proof"
print("agreed, signatures and all, with aics-tlog")
