#!/usr/bin/env python3
"""A second reader of editions, written from docs/formats/edition.md alone.

    verify.py FOLDER SITE_ID [--page PATH] [--all] [--now RFC3339]

FOLDER is what an edition is exported to: metadata/, targets/, objects/ lie in it. Checks the trust
metadata from the site id down to edition.json, then one page or all of them. Writes the page to
standard output, a line about the edition to standard error. Exits with 0, 3 (something has expired)
or 5 (not what was signed); 1 for what cannot be read.
"""
import argparse
import datetime
import hashlib
import json
import pathlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

CHUNK = 1 << 20
STATUS = [200, 301, 404, 410]
LIMITS = {"root": 512_000, "timestamp": 16_384, "snapshot": 2_000_000, "targets": 5_000_000}


class Forged(Exception):
    pass


def demand(condition, what):
    if not condition:
        raise Forged(what)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# JSON

def no_doubles(pairs):
    fields = dict(pairs)
    demand(len(fields) == len(pairs), "a field stands twice")
    return fields


def refuse(_):
    raise Forged("a number that is no integer")


def integer(text):
    number = int(text)
    demand(abs(number) <= 2**53 - 1, "an integer over 2^53-1")
    return number


def depth(value):
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 1


def parse(data, limit):
    demand(len(data) <= limit, "metadata is too long")
    try:
        value = json.loads(data.decode("utf-8"), object_pairs_hook=no_doubles, parse_int=integer,
                           parse_float=refuse, parse_constant=refuse, strict=False)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        raise Forged(f"no JSON: {fault}") from fault
    demand(depth(value) <= 32, "JSON is deeper than 32")
    return value


def canonical(value):
    if value is None or isinstance(value, (bool, int)):
        return json.dumps(value).encode()
    if isinstance(value, str):
        return b'"' + value.replace("\\", "\\\\").replace('"', '\\"').encode() + b'"'
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    fields = sorted(value.items(), key=lambda field: field[0].encode())
    return b"{" + b",".join(canonical(name) + b":" + canonical(field)
                            for name, field in fields) + b"}"


# Numbers and texts

class Wire:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        demand(self.at + count <= len(self.data), "a structure is cut off")
        self.at += count
        return self.data[self.at - count:self.at]

    def u64(self):
        return int.from_bytes(self.take(8), "little")

    def varint(self):
        number = 0
        for place in range(10):
            byte = self.take(1)[0]
            demand(place == 0 or byte != 0, "a varint is longer than need be")
            number |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                demand(number < 1 << 64, "a varint is past 64 bits")
                return number
        raise Forged("a varint does not end")

    def text(self):
        return self.take(self.varint())

    def digest(self):
        return self.take(32).hex()

    def end(self):
        demand(self.at == len(self.data), "something follows the end of a structure")


NONE = "00" * 32


def read_inner(data):
    wire = Wire(data)
    demand(wire.take(4) == b"KTN\x01", "no inner node")
    present = wire.u64()
    demand(present != 0, "an inner node without a child")
    children = [wire.digest() if present >> child & 1 else NONE for child in range(64)]
    demand(sum(child != NONE for child in children) == bin(present).count("1"), "an empty child")
    wire.end()
    return children


def read_leaf(data):
    wire = Wire(data)
    demand(wire.take(4) == b"KTL\x01", "no leaf")
    types = [wire.text() for _ in range(wire.varint())]
    demand(types == sorted(set(types)), "media types are not in order")
    entries = [read_entry(wire, types) for _ in range(wire.varint())]
    wire.end()
    paths = [entry["path"] for entry in entries]
    demand(paths and paths == sorted(set(paths)), "entries are not in order")
    demand({entry["type"] for entry in entries if "type" in entry} == set(types),
           "a media type that nobody uses")
    return entries


def read_entry(wire, types):
    path, status, headers = wire.text(), wire.varint(), wire.varint()
    demand(path.startswith(b"/") and len(path) <= 2048 and status < 4, "no entry")
    entry = {"path": path, "status": STATUS[status], "headers": headers}
    if entry["status"] == 301:
        entry["target"] = wire.text()
        return entry
    place = wire.varint()
    demand(place < len(types), "an unknown media type")
    return entry | {"type": types[place], "size": wire.varint(), "digest": wire.digest()}


def read_chunks(data):
    wire = Wire(data)
    demand(wire.take(4) == b"KCL\x01", "no list of chunks")
    size, count = wire.varint(), wire.varint()
    demand(size > CHUNK and count == -(-size // CHUNK), "a list of chunks that does not add up")
    chunks = [wire.digest() for _ in range(count)]
    wire.end()
    return size, chunks


def child_of(path, level):
    bits = int.from_bytes(hashlib.sha256(path).digest(), "big")
    return bits >> 256 - 6 * (level + 1) & 63


# Trust

class Reader:
    def __init__(self, folder, site, now):
        self.folder, self.site, self.now, self.expired = folder, site, now, []

    def file(self, name):
        path = self.folder / name
        demand(path.is_file(), f"{name} is missing")
        return path.read_bytes()

    def content(self, role, data, roots):
        """What is signed, when every root in `roots` finds enough signatures of its role."""
        envelope = parse(data, LIMITS[role])
        signed = envelope["signed"]
        demand(signed["_type"] == role and signed["spec_version"].startswith("1."), "another role")
        roots = roots or [signed]
        for root in roots:
            wanted = root["roles"][role]
            good = {signature["keyid"] for signature in envelope["signatures"]
                    if signature["keyid"] in wanted["keyids"]
                    and self.signed_by(root["keys"][signature["keyid"]], signature, signed)}
            demand(len(good) >= wanted["threshold"], f"{role} is not signed by its keys")
        return signed

    @staticmethod
    def signed_by(key, signature, signed):
        if key["scheme"] != "ed25519" or sha256(canonical(key)) != signature["keyid"]:
            return False
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key["keyval"]["public"]))
        try:
            public.verify(bytes.fromhex(signature["sig"]), canonical(signed))
            return True
        except InvalidSignature:
            return False

    def fresh(self, role, signed):
        if datetime.datetime.fromisoformat(signed["expires"].replace("Z", "+00:00")) <= self.now:
            self.expired.append(role)

    def root(self):
        data = self.file("metadata/1.root.json")
        demand(sha256(data) == self.site, "another site's first root metadata")
        root = self.content("root", data, [])
        demand(root["version"] == 1, "the first root metadata is not the first")
        while (self.folder / f"metadata/{root['version'] + 1}.root.json").exists():
            data = self.file(f"metadata/{root['version'] + 1}.root.json")
            following = parse(data, LIMITS["root"])["signed"]
            self.content("root", data, [root, following])
            demand(following["version"] == root["version"] + 1, "a root metadata is left out")
            root = following
        self.fresh("root", root)
        return root

    def named(self, role, meta, root):
        data = self.file(f"metadata/{meta['version']}.{role}.json")
        demand(len(data) == meta["length"] and sha256(data) == meta["hashes"]["sha256"],
               f"{role} is not the file that was signed")
        signed = self.content(role, data, [root])
        demand(signed["version"] == meta["version"], f"{role} has another version")
        self.fresh(role, signed)
        return signed

    def edition(self):
        root = self.root()
        timestamp = self.content("timestamp", self.file("metadata/timestamp.json"), [root])
        self.fresh("timestamp", timestamp)
        snapshot = self.named("snapshot", timestamp["meta"]["snapshot.json"], root)
        targets = self.named("targets", snapshot["meta"]["targets.json"], root)
        target = targets["targets"]["edition.json"]
        data = self.file(f"targets/{target['hashes']['sha256']}.edition.json")
        demand(len(data) == target["length"] and sha256(data) == target["hashes"]["sha256"],
               "edition.json is not the file that was signed")
        facts = parse(data, 1 << 20)
        demand(facts["format"] == "kolokol-edition-1", "edition.json is of another format")
        return facts

    # Pages

    def object(self, digest):
        data = self.file(f"objects/{digest}")
        demand(sha256(data) == digest, f"object {digest} was changed")
        return data

    def page(self, entry):
        if entry["status"] == 301:
            return b""
        data = self.object(entry["digest"])
        if entry["size"] > CHUNK:
            size, chunks = read_chunks(data)
            data = b"".join(map(self.object, chunks))
            demand(len(data) == size, "chunks do not add up")
        demand(len(data) == entry["size"], "a page has another length")
        return data

    def find(self, facts, path):
        node = facts["index"]["root"]
        for level in range(facts["index"]["depth"]):
            if node == NONE:
                return None
            node = read_inner(self.object(node))[child_of(path, level)]
        if node == NONE:
            return None
        return next((e for e in read_leaf(self.object(node)) if e["path"] == path), None)

    def entries(self, facts):
        def below(node, level, place):
            if node == NONE:
                return
            if level == facts["index"]["depth"]:
                for entry in read_leaf(self.object(node)):
                    demand([child_of(entry["path"], i) for i in range(level)] == place,
                           "an entry stands at the wrong place")
                    yield entry
                return
            for number, child in enumerate(read_inner(self.object(node))):
                yield from below(child, level + 1, place + [number])
        yield from below(facts["index"]["root"], 0, [])

    def everything(self, facts):
        entries, total = 0, 0
        for entry in self.entries(facts):
            entries, total = entries + 1, total + entry.get("size", 0)
            self.page(entry)
        demand(entries == facts["index"]["entries"] and total == facts["bytes"],
               "the index does not add up")
        return entries


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("site")
    parser.add_argument("--page")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--now", default=None)
    wish = parser.parse_args()
    now = (datetime.datetime.fromisoformat(wish.now.replace("Z", "+00:00")) if wish.now
           else datetime.datetime.now(datetime.timezone.utc))
    reader = Reader(wish.folder, wish.site, now)
    try:
        facts = reader.edition()
        checked = reader.everything(facts) if wish.all else 0
        if wish.page:
            entry = reader.find(facts, wish.page.encode())
            demand(entry is not None, f"the edition has no page {wish.page}")
            sys.stdout.buffer.write(reader.page(entry))
    except Forged as fault:
        print(f"forged, damaged or foreign: {fault}", file=sys.stderr)
        return 5
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        print(f"metadata of another shape: {fault!r}", file=sys.stderr)
        return 5
    print(f"edition {facts['sequence']} of {facts['origin']}, {facts['index']['entries']} entries, "
          f"{checked} checked", file=sys.stderr)
    if reader.expired:
        print("expired: " + ", ".join(reader.expired), file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
