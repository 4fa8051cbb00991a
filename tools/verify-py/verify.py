#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies Candor receipts (.tlog-proof) and needs nothing but Python 3.11: one file, no packages, no server.

Written from the published specifications alone, so that it is a second opinion on Candor's own programs:

  receipt file    C2SP tlog-proof, with the additions of docs/security/receipt-format.md
  checkpoint      C2SP signed-note and tlog-checkpoint, Ed25519 (RFC 8032)
  witnesses       C2SP tlog-cosignature (Ed25519) and tlog-policy
  tree            RFC 6962 section 2.1, verified by the steps of RFC 9162 section 2.1.3.2
  record          canonical JSON (RFC 8785), commitment by HMAC-SHA-256 (RFC 2104)
  anchor          Ethereum JSON-RPC: `rootAt` of the contract that keeps the roots

    python3 verify.py receipt.tlog-proof --key journal.vkey
    python3 verify.py receipts/ --policy trusted.policy --rpc https://ledger.example.com

Exit code: 0 all genuine, 1 something was refused, 2 called wrongly, 3 a ledger could not be asked, so nothing is known.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import hmac
import json
import math
import os
import re
import sys
import unicodedata
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Any, Callable

LONGEST_RECEIPT = 1_048_576
LARGEST_INTEGER = 2**53 - 1


class Malformed(Exception):
    """Input that does not have the form its specification asks for."""


class Refused(Exception):
    """A check that did not hold."""

    def __init__(self, code: str, message: str, stated: Any = None, found: Any = None):
        super().__init__(message)
        self.code, self.message, self.stated, self.found = code, message, stated, found


def require(holds: bool, why: str) -> None:
    if not holds:
        raise Malformed(why)


# --- Ed25519, RFC 8032 section 5.1.7 -----------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQRT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)

Point = tuple[int, int, int, int]  # extended coordinates X, Y, Z, T with x = X/Z, y = Y/Z, xy = T/Z
NEUTRAL: Point = (0, 1, 1, 0)


def point_add(p: Point, q: Point) -> Point:
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_double(p: Point) -> Point:
    a = p[0] * p[0] % P
    b = p[1] * p[1] % P
    h = a + b
    e = h - (p[0] + p[1]) * (p[0] + p[1]) % P
    g = a - b
    f = 2 * p[2] * p[2] + g
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point_equal(p: Point, q: Point) -> bool:
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


def point_decode(text: bytes) -> Point | None:
    """Section 5.1.3. None for what does not encode a point in its one way."""
    y = int.from_bytes(text, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P == P - u and u != 0:
        x = x * SQRT_OF_MINUS_1 % P
    elif v * x * x % P != u:
        return None
    if x == 0 and sign == 1:
        return None
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_decode(bytes([0x58]) + bytes([0x66]) * 31)
assert BASE is not None


def times_eight(p: Point) -> Point:
    return point_double(point_double(point_double(p)))


def ed25519_verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether [8][S]B = [8]R + [8][k]A, with every part in its one encoding."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    a, r = point_decode(public_key), point_decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or point_equal(times_eight(a), NEUTRAL):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    # [S]B - [k]A in one pass over the bits of both numbers.
    minus_a: Point = (P - a[0], a[1], 1, P - a[3])
    table = (None, BASE, minus_a, point_add(BASE, minus_a))
    total = NEUTRAL
    for bit in range(max(s.bit_length(), k.bit_length()) - 1, -1, -1):
        total = point_double(total)
        term = table[(s >> bit & 1) | (k >> bit & 1) << 1]
        if term is not None:
            total = point_add(total, term)
    return point_equal(times_eight(total), times_eight(r))


# --- Text and bytes ----------------------------------------------------------------------------------------------------


def from_base64(text: str) -> bytes:
    """RFC 4648 section 4, in its one spelling: padded, unused bits zero."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("expected base64 with padding") from error
    require(base64.b64encode(data).decode() == text, "expected base64 in its canonical spelling")
    return data


def from_hex(text: str, length: int) -> bytes:
    require(re.fullmatch(r"[0-9a-f]{%d}" % (2 * length), text) is not None, f"expected {length} bytes as lower-case hex")
    return bytes.fromhex(text)


def decimal(text: str) -> int:
    require(re.fullmatch(r"0|[1-9][0-9]{0,15}", text) is not None, f"{text[:40]!r} is not a decimal number")
    require(int(text) <= LARGEST_INTEGER, f"{text} is too large")
    return int(text)


# --- Canonical JSON, RFC 8785 ------------------------------------------------------------------------------------------

DEEPEST = 64
ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def canonical_string(text: str) -> str:
    require(not any("\ud800" <= c <= "\udfff" for c in text), "a text holds half of a surrogate pair")
    return '"%s"' % "".join(ESCAPES.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in text)


def canonical_number(number: float) -> str:
    """Number::toString of ECMAScript, which RFC 8785 section 3.2.2.3 prescribes, from Python's shortest digits."""
    require(math.isfinite(number), "a number is not finite")
    if number == 0:
        return "0"
    sign = "-" if number < 0 else ""
    mantissa, _, exponent = repr(abs(number)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    power = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return sign + digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + power


def canonical(value: Any, depth: int = 0) -> str:
    require(depth <= DEEPEST, f"a value is nested more than {DEEPEST} levels deep")
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return canonical_number(float(value))
    if isinstance(value, str):
        return canonical_string(value)
    if isinstance(value, list):
        return "[%s]" % ",".join(canonical(item, depth + 1) for item in value)
    for name in value:
        canonical_string(name)
    # Section 3.2.3: names in the order of their UTF-16 code units.
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{%s}" % ",".join(f"{canonical_string(name)}:{canonical(value[name], depth + 1)}" for name in names)


def refuse_constant(name: str) -> Any:
    raise Malformed(f"{name} is not JSON")


def parse_json(text: str) -> Any:
    """Reads JSON; every number becomes a double, as RFC 8785 takes them."""
    try:
        return json.loads(text, parse_int=float, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"not JSON: {error}") from error


# --- Keys and notes: C2SP signed-note ----------------------------------------------------------------------------------

ED25519, COSIGNATURE = 0x01, 0x04
MOST_SIGNATURES = 64


@dataclass(frozen=True)
class Key:
    name: str
    id: bytes
    kind: int
    public_key: bytes

    def signs(self, text: str, signature: bytes) -> bool:
        """Whether the signature of this key holds for the text of a note."""
        if self.kind == ED25519:
            return ed25519_verify(self.public_key, text.encode(), signature)
        # C2SP tlog-cosignature: the time in 8 bytes, then the signature over two lines of its own and the text.
        if len(signature) != 72:
            return False
        time = int.from_bytes(signature[:8], "big")
        message = f"cosignature/v1\ntime {time}\n{text}".encode()
        return 0 < time < 2**63 and ed25519_verify(self.public_key, message, signature[8:])


def is_key_name(name: str) -> bool:
    return name != "" and not any(
        c == "+" or c == "\ufeff" or c.isspace() or unicodedata.category(c) == "Cc" or "\ud800" <= c <= "\udfff" for c in name
    )


def parse_key(text: str, kind: int) -> Key:
    """Reads a vkey: name, id and key material, joined by plus signs."""
    parts = text.split("+", 2)
    require(len(parts) == 3 and is_key_name(parts[0]), "a key has the form <name>+<id>+<key>")
    name, key_id, material = parts[0], from_hex(parts[1], 4), from_base64(parts[2])
    what = "an Ed25519 key" if kind == ED25519 else "the key of a witness (Ed25519 cosignatures)"
    require(len(material) == 33 and material[0] == kind, f"{name}: this is not {what}")
    own = hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]
    require(key_id == own, f"{name}: the id does not belong to name and key")
    return Key(name, key_id, kind, material[1:])


@dataclass(frozen=True)
class Note:
    text: str
    signatures: list[tuple[str, bytes, bytes]]


def parse_note(note: str) -> Note:
    require(note.endswith("\n"), "the note does not end in a newline")
    require(not any(c < " " and c != "\n" for c in note), "the note has a control character")
    end = note.rfind("\n\n")
    require(end >= 0, "there is no empty line before the signatures")
    lines = note[end + 2 : -1].split("\n")
    require(len(lines) <= MOST_SIGNATURES, f"the note has more than {MOST_SIGNATURES} signatures")
    signatures = []
    for line in lines:
        parts = line.split(" ")
        require(len(parts) == 3 and parts[0] == "\u2014" and is_key_name(parts[1]), f"{line[:80]!r} is not a signature line")
        data = from_base64(parts[2])
        require(len(data) >= 5, f"the signature of {parts[1]} is too short")
        signatures.append((parts[1], data[:4], data[4:]))
    return Note(note[: end + 1], signatures)


def signed_by(note: Note, key: Key) -> bool:
    """Whether the key signed. A signature under its name and id that does not fit the text refuses the whole note."""
    found = False
    for name, key_id, signature in note.signatures:
        if (name, key_id) != (key.name, key.id):
            continue
        if not key.signs(note.text, signature):
            raise Refused("SIGNATURE_FAILS", f"The signature of {name} does not fit the text.")
        found = True
    return found


# --- Checkpoints: C2SP tlog-checkpoint ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes


def parse_checkpoint(text: str) -> Checkpoint:
    require(text.endswith("\n"), "the checkpoint does not end in a newline")
    lines = text[:-1].split("\n")
    require(len(lines) >= 3 and "" not in lines, "a checkpoint has at least three lines, none of them empty")
    root = from_base64(lines[2])
    require(len(root) == 32, "the root of a checkpoint has 32 bytes")
    return Checkpoint(lines[0], decimal(lines[1]), root)


UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
ORIGIN = re.compile(rf"[a-z0-9](?:[a-z0-9.-]{{0,251}}[a-z0-9])?(?::[1-9][0-9]{{0,4}})?/journal/({UUID})")


# --- Whom to trust: C2SP tlog-policy -----------------------------------------------------------------------------------


@dataclass
class Policy:
    """Keys of logs, witnesses and groups by name, and the name of those who must have signed."""

    logs: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    quorum: str | None = None

    def witnessed(self, name: str, cosigned: set[str]) -> bool:
        if name == "none":
            return True
        if name in self.witnesses:
            return name in cosigned
        least, members = self.groups[name]
        return sum(self.witnessed(member, cosigned) for member in members) >= least


def parse_policy(text: str) -> Policy:
    policy = Policy()
    keys: set[tuple[bool, bytes]] = set()
    members_used: set[str] = set()

    def add_key(key: Key) -> Key:
        place = (key.kind == ED25519, key.public_key)
        require(place not in keys, f"the key of {key.name} is there twice")
        keys.add(place)
        return key

    def known(name: str) -> bool:
        return name in policy.witnesses or name in policy.groups

    for number, line in enumerate(text.split("\n"), 1):
        require(not any(c < " " and c != "\t" or c == "\x7f" for c in line), f"line {number} has a control character")
        words = line.replace("\t", " ").split(" ")
        words = [word for word in words if word != ""]
        if not words or words[0].startswith("#"):
            continue
        try:
            match words:
                case ["log", vkey] | ["log", vkey, _]:
                    policy.logs.append(add_key(parse_key(vkey, ED25519)))
                case ["witness", name, vkey] | ["witness", name, vkey, _]:
                    require(name != "none" and not known(name), f"the name {name} is taken")
                    policy.witnesses[name] = add_key(parse_key(vkey, COSIGNATURE))
                case ["group", name, count, *members] if members:
                    require(name != "none" and not known(name), f"the name {name} is taken")
                    for member in members:
                        require(known(member), f"{member} is not defined above")
                        require(member not in members_used, f"{member} is a member twice")
                        members_used.add(member)
                    least = {"any": 1, "all": len(members)}.get(count) or decimal(count)
                    require(1 <= least <= len(members), f"{count} of {len(members)} cannot be")
                    policy.groups[name] = (least, members)
                case ["quorum", name]:
                    require(policy.quorum is None, "there are two quorum lines")
                    require(name == "none" or known(name), f"{name} is not defined above")
                    policy.quorum = name
                case _:
                    raise Malformed("this is not a line of a policy")
        except Malformed as error:
            raise Malformed(f"line {number}: {error}") from error
    require(policy.quorum is not None, "there is no quorum line")
    return policy


# --- Receipts: C2SP tlog-proof and docs/security/receipt-format.md -----------------------------------------------------

HEADER = "c2sp.org/tlog-proof@v1"
ENTRY_RULES = {
    "actor": r"system|[a-z]{1,32}:[A-Za-z0-9._-]{1,128}",
    "commitment": r"[0-9a-f]{64}",
    "id": UUID,
    "kind": r"(?=.{3,100}\Z)[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+",
    "organisation": UUID,
    "purpose": r"[a-z][a-z0-9-]{0,99}",
    "recordedAt": r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})\.[0-9]{3}Z",
    "subject": UUID,
}


def is_instant(text: str) -> bool:
    parts = re.fullmatch(ENTRY_RULES["recordedAt"], text)
    if parts is None:
        return False
    year, month, day, hour, minute, second = map(int, parts.groups())
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return 1 <= month <= 12 and 1 <= day <= days[month - 1] and hour < 24 and minute < 60 and second < 60


def check_entry(entry: Any) -> dict[str, Any]:
    require(isinstance(entry, dict), "an entry is a JSON object")
    require(isinstance(entry.get("v"), float) and entry["v"] == 1, "entry.v: this program reads entries of format 1")
    for name, rule in ENTRY_RULES.items():
        value = entry.get(name)
        holds = isinstance(value, str) and re.fullmatch(rule, value) is not None
        require(holds and (name != "recordedAt" or is_instant(value)), f"entry.{name} is not as it has to be")
    require(entry.keys() == {"v", *ENTRY_RULES}, "the entry has a member that entries do not have")
    return entry


def members(value: Any, allowed: set[str], what: str) -> dict[str, Any]:
    require(isinstance(value, dict) and value.keys() <= allowed, f"{what} is not an object of {', '.join(sorted(allowed))}")
    return value


@dataclass(frozen=True)
class Anchor:
    chain_id: int
    contract: str
    log: str
    transaction_hash: str
    block_number: int


def parse_anchor(value: Any) -> Anchor:
    names = {"chainId", "contract", "log", "transactionHash", "blockNumber"}
    anchor = members(value, names, "anchor")

    def hex_text(name: str, length: int) -> str:
        text = anchor.get(name)
        require(isinstance(text, str) and text.startswith("0x"), f"anchor.{name} is not hexadecimal")
        from_hex(text[2:], length)
        return text

    def whole(name: str) -> int:
        number = anchor.get(name)
        good = isinstance(number, float) and number.is_integer() and 0 <= number <= LARGEST_INTEGER
        require(good, f"anchor.{name} is not a whole number")
        return int(number)

    return Anchor(
        whole("chainId"), hex_text("contract", 20), hex_text("log", 32), hex_text("transactionHash", 32), whole("blockNumber")
    )


@dataclass(frozen=True)
class Receipt:
    entry: dict[str, Any]
    key: Key
    opened: tuple[bytes, Any] | None
    anchor: Anchor | None
    index: int
    proof: list[bytes]
    checkpoint: Checkpoint
    note: Note
    signature: bytes
    #: What the log signed when it issued the file: the file without that signature, under a line of its own.
    message: bytes


def parse_receipt(data: bytes) -> Receipt:
    require(len(data) <= LONGEST_RECEIPT, f"it is longer than {LONGEST_RECEIPT} bytes")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Malformed("it is not UTF-8") from error
    head, blank, checkpoint = text.partition("\n\n")
    require(blank != "", "there is no empty line before the checkpoint")
    lines = head.split("\n")
    require(lines[0] == HEADER, f"the first line is not {HEADER}")
    require(len(lines) >= 3 and lines[1].startswith("extra ") and lines[2].startswith("index "), "extra or index is missing")
    try:
        extra_text = from_base64(lines[1][6:]).decode()
    except UnicodeDecodeError as error:
        raise Malformed("extra is not UTF-8") from error
    extra = members(parse_json(extra_text), {"entry", "key", "opened", "anchor", "signature"}, "extra")
    require(canonical(extra) == extra_text, "extra is not canonical JSON")
    require(isinstance(extra.get("key"), str) and isinstance(extra.get("signature"), str), "extra has no key or signature")
    opened = None
    if "opened" in extra:
        shown = members(extra["opened"], {"salt", "body"}, "opened")
        require(isinstance(shown.get("salt"), str) and "body" in shown, "opened needs salt and body")
        opened = (from_hex(shown["salt"], 32), shown["body"])
    proof = [from_base64(line) for line in lines[3:]]
    require(all(len(each) == 32 for each in proof), "a hash of the proof does not have 32 bytes")
    note = parse_note(checkpoint)
    unsigned = canonical({name: value for name, value in extra.items() if name != "signature"})
    unsigned_extra = base64.b64encode(unsigned.encode()).decode()
    message = "\n".join(["candor.receipt/v1", HEADER, f"extra {unsigned_extra}", *lines[2:], "", checkpoint])
    return Receipt(
        entry=check_entry(extra.get("entry")),
        key=parse_key(extra["key"], ED25519),
        opened=opened,
        anchor=parse_anchor(extra["anchor"]) if "anchor" in extra else None,
        index=decimal(lines[2][6:]),
        proof=proof,
        checkpoint=parse_checkpoint(note.text),
        note=note,
        signature=from_base64(extra["signature"]),
        message=message.encode(),
    )


# --- The tree: RFC 6962 section 2.1, RFC 9162 section 2.1.3.2 ----------------------------------------------------------


def root_from(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes | None:
    """The root that leaf and proof lead to; None if the proof has not the length that such a place asks for."""
    node, last, value = index, size - 1, hashlib.sha256(b"\x00" + leaf).digest()
    for sibling in proof:
        if last == 0:
            return None
        if node & 1 or node == last:
            value = hashlib.sha256(b"\x01" + sibling + value).digest()
            while node & 1 == 0 and node != 0:
                node, last = node >> 1, last >> 1
        else:
            value = hashlib.sha256(b"\x01" + value + sibling).digest()
        node, last = node >> 1, last >> 1
    return value if last == 0 else None


# --- The ledger: Ethereum JSON-RPC -------------------------------------------------------------------------------------

ROUND_CONSTANTS = []
_lfsr = 1
for _round in range(24):
    _constant = 0
    for _j in range(7):
        if _lfsr & 1:
            _constant |= 1 << (2**_j - 1)
        _lfsr = (_lfsr << 1) ^ (0x171 if _lfsr & 0x80 else 0)
    ROUND_CONSTANTS.append(_constant)


def keccak256(data: bytes) -> bytes:
    """Keccak-256 with the padding that Ethereum uses (not the one of SHA-3): names functions and events of contracts."""
    mask, rate = 2**64 - 1, 136
    lanes = [[0] * 5 for _ in range(5)]
    padded = bytearray(data + b"\x01" + b"\x00" * (-(len(data) + 1) % rate))
    padded[-1] |= 0x80

    def rotate(lane: int, by: int) -> int:
        return (lane << by | lane >> (64 - by)) & mask if by else lane

    for start in range(0, len(padded), rate):
        for at in range(rate // 8):
            lanes[at % 5][at // 5] ^= int.from_bytes(padded[start + 8 * at : start + 8 * at + 8], "little")
        for constant in ROUND_CONSTANTS:
            parity = [a[0] ^ a[1] ^ a[2] ^ a[3] ^ a[4] for a in lanes]
            mixed = [parity[x - 1] ^ rotate(parity[(x + 1) % 5], 1) for x in range(5)]
            lanes = [[lanes[x][y] ^ mixed[x] for y in range(5)] for x in range(5)]
            x, y, current = 1, 0, lanes[1][0]
            for step in range(24):
                x, y = y, (2 * x + 3 * y) % 5
                current, lanes[x][y] = lanes[x][y], rotate(current, (step + 1) * (step + 2) // 2 % 64)
            lanes = [
                [lanes[x][y] ^ (~lanes[(x + 1) % 5][y] & mask & lanes[(x + 2) % 5][y]) for y in range(5)] for x in range(5)
            ]
            lanes[0][0] ^= constant
    return b"".join(lanes[at % 5][at // 5].to_bytes(8, "little") for at in range(4))


ROOT_AT = keccak256(b"rootAt(bytes32,uint64)")[:4].hex()
OWNER_OF = keccak256(b"ownerOf(bytes32)")[:4].hex()
ANCHORED = "0x" + keccak256(b"Anchored(uint32,bytes32,uint64,bytes32,bytes32)").hex()


class Unreachable(Exception):
    """The ledger could not be asked: nothing is known against a receipt then."""


class Ledger:
    """A node that the verifier chose, and, where given, the contract that must keep the roots."""

    def __init__(self, url: str, contract: str | None):
        self.url, self.contract = url, contract
        self.answers: dict[tuple[str, ...], Any] = {}
        self.chain_id = int(self.ask("eth_chainId"), 16)

    def ask(self, method: str, *params: Any) -> Any:
        question = (method, json.dumps(params))
        if question not in self.answers:
            self.answers[question] = self.fetch(method, params)
        return self.answers[question]

    def fetch(self, method: str, params: tuple[Any, ...]) -> Any:
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode()
        request = urllib.request.Request(
            self.url, body, {"content-type": "application/json", "user-agent": "candor-verify-py/1"}
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                answer = json.loads(response.read(8_388_608))
        except (urllib.error.URLError, OSError, ValueError) as error:
            raise Unreachable(str(error)) from error
        if not isinstance(answer, dict) or "result" not in answer:
            what = answer.get("error", {}).get("message") if isinstance(answer, dict) else None
            raise Unreachable(f"{method}: {what or 'the node gave no result'}")
        return answer["result"]

    def word(self, contract: str, data: str) -> str:
        result = self.ask("eth_call", {"to": contract, "data": data}, "latest")
        if not isinstance(result, str) or re.fullmatch(r"0x[0-9a-fA-F]{64}", result) is None:
            raise Unreachable(f"there is no such contract at {contract}")
        return result.lower()


@dataclass(frozen=True)
class Anchored:
    member: int
    sealed_at: str | None


def check_anchor(receipt: Receipt, ledger: Ledger) -> Anchored:
    """Asks the contract which root it keeps for the log at that size, and whether the transaction is the one stated."""
    anchor, root = receipt.anchor, "0x" + receipt.checkpoint.root.hex()
    if anchor is None:
        raise Refused("RECEIPT_ANCHOR_MISSING", "The receipt was issued before its root was anchored.", root)

    def differs(why: str, found: Any) -> Refused:
        return Refused("RECEIPT_ANCHOR_DIFFERS", why, root, found)

    if anchor.chain_id != ledger.chain_id:
        raise differs(f"The receipt names ledger {anchor.chain_id}; this node serves ledger {ledger.chain_id}.", ledger.chain_id)
    if ledger.contract is not None and ledger.contract != anchor.contract:
        raise differs(f"The receipt names the contract {anchor.contract}, not {ledger.contract}.", ledger.contract)
    size = f"{receipt.checkpoint.size:064x}"
    found = ledger.word(anchor.contract, f"0x{ROOT_AT}{anchor.log[2:]}{size}")
    if int(found, 16) == 0:
        size_text = receipt.checkpoint.size
        raise Refused("RECEIPT_ANCHOR_MISSING", f"The ledger keeps no root of this log at size {size_text}.", root)
    if found != root:
        raise differs("The ledger keeps another root than the checkpoint states.", found)
    member = int(ledger.word(anchor.contract, f"0x{OWNER_OF}{anchor.log[2:]}"), 16)
    transaction = ledger.ask("eth_getTransactionReceipt", anchor.transaction_hash)
    if transaction is None:  # Nodes may forget old transactions; the contract's own memory is what counts.
        return Anchored(member, None)
    there = any(
        log["address"].lower() == anchor.contract
        and [topic.lower() for topic in log["topics"][::2]] == [ANCHORED, anchor.log]
        and log["data"].lower().startswith(f"0x{size}{root[2:]}")
        for log in transaction["logs"]
        if len(log["topics"]) == 3
    )
    if not there or int(transaction["blockNumber"], 16) != anchor.block_number:
        raise differs(f"The transaction {anchor.transaction_hash} does not anchor this checkpoint.", transaction["blockNumber"])
    block = ledger.ask("eth_getBlockByNumber", transaction["blockNumber"], False)
    sealed_at = datetime.fromtimestamp(int(block["timestamp"], 16), timezone.utc).strftime("%Y-%m-%d %H:%M:%S UTC")
    return Anchored(member, sealed_at)


# --- A receipt as a whole ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Trust:
    """What the person holds true: keys of logs, witnesses, a ledger."""

    logs: list[Key]
    policy: Policy | None
    ledger: Ledger | None


@dataclass
class Verdict:
    passed: list[str] = field(default_factory=list)
    refused: Refused | None = None
    receipt: Receipt | None = None
    key: str | None = None
    witnesses: list[str] = field(default_factory=list)
    anchored: Anchored | None = None
    anchor: str = "absent"


def verify(data: bytes, trust: Trust) -> Verdict:
    """All checks of a receipt, in order, until one does not hold."""
    verdict = Verdict()
    try:
        run_checks(data, trust, verdict)
    except Refused as refused:
        verdict.refused = refused
    return verdict


def key_for(receipt: Receipt, trust: Trust, verdict: Verdict) -> Key:
    """The person's own key of this log; else, where a ledger can back it and no keys were given, the receipt's."""
    origin = receipt.checkpoint.origin
    own = [key for key in trust.logs if key.name == origin]
    if own:
        verdict.key = "given"
        # A log may have had several keys: the one that the receipt is signed with, if it is among them.
        return receipt.key if receipt.key in own else own[-1]
    if trust.ledger is None or trust.logs:
        message = f"The receipt is of the journal {origin}, for which no key was given."
        raise Refused("RECEIPT_ORIGIN_WRONG", message, None, origin)
    verdict.key = "stated"
    return receipt.key


def check_witnesses(receipt: Receipt, policy: Policy, verdict: Verdict) -> None:
    for name, key in policy.witnesses.items():
        try:
            if signed_by(receipt.note, key):
                verdict.witnesses.append(name)
        except Refused as refused:
            raise Refused("RECEIPT_WITNESS_SIGNATURE_FAILS", refused.message, None, name) from refused
    if policy.quorum != "none" and not policy.witnessed(str(policy.quorum), set(verdict.witnesses)):
        count = len(verdict.witnesses)
        message = f"The policy asks for more witnesses than have signed ({count} of {len(policy.witnesses)} known ones)."
        raise Refused("RECEIPT_WITNESSES_MISSING", message, policy.quorum, verdict.witnesses)


def run_checks(data: bytes, trust: Trust, verdict: Verdict) -> None:
    try:
        receipt = parse_receipt(data)
    except Malformed as error:
        raise Refused("RECEIPT_MALFORMED", f"Not a receipt: {error}.", None, str(error)) from error
    verdict.receipt = receipt
    verdict.passed.append("form")
    checkpoint, entry = receipt.checkpoint, receipt.entry

    key = key_for(receipt, trust, verdict)
    organisation = ORIGIN.fullmatch(checkpoint.origin)
    if key.name != checkpoint.origin or organisation is None:
        message = "The checkpoint is of another log than the key."
        raise Refused("RECEIPT_ORIGIN_WRONG", message, checkpoint.origin, key.name)
    verdict.passed.append("origin")

    try:
        signed = signed_by(receipt.note, key)
    except Refused as refused:
        raise Refused("RECEIPT_CHECKPOINT_SIGNATURE_FAILS", refused.message) from refused
    if not signed:
        raise Refused("RECEIPT_CHECKPOINT_SIGNATURE_FAILS", "The journal's key has not signed this checkpoint.")
    verdict.passed.append("checkpoint")

    if trust.policy is not None:
        check_witnesses(receipt, trust.policy, verdict)
        verdict.passed.append("witnesses")

    if entry["organisation"] != organisation[1]:
        message = "The entry belongs to another organisation than the log."
        raise Refused("RECEIPT_ENTRY_MISMATCH", message, entry["organisation"], organisation[1])
    verdict.passed.append("entry")

    if receipt.opened is not None:
        salt, body = receipt.opened
        commitment = hmac.new(salt, canonical(body).encode(), hashlib.sha256).hexdigest()
        if commitment != entry["commitment"]:
            message = "The entry commits to another content than is shown."
            raise Refused("RECEIPT_COMMITMENT_MISMATCH", message, entry["commitment"], commitment)
        verdict.passed.append("commitment")

    if receipt.index >= checkpoint.size:
        message = f"A tree of {checkpoint.size} leaves has no leaf {receipt.index}."
        raise Refused("RECEIPT_INCLUSION_FAILS", message, checkpoint.size, receipt.index)
    root = root_from(canonical(entry).encode(), receipt.index, checkpoint.size, receipt.proof)
    if root != checkpoint.root:
        message = "Leaf and proof lead to another root than the checkpoint states."
        raise Refused("RECEIPT_INCLUSION_FAILS", message, checkpoint.root.hex(), root.hex() if root else None)
    verdict.passed.append("inclusion")

    if not ed25519_verify(key.public_key, receipt.message, receipt.signature):
        message = "The file is not as the log issued it."
        raise Refused("RECEIPT_SIGNATURE_FAILS", message, receipt.signature.hex())
    verdict.passed.append("signature")

    if receipt.anchor is not None:
        log = "0x" + hashlib.sha256(checkpoint.origin.encode()).hexdigest()
        if receipt.anchor.log != log:
            raise Refused("RECEIPT_ANCHOR_DIFFERS", "The anchor is that of another log.", receipt.anchor.log, log)
        verdict.anchor = "stated"
    if trust.ledger is not None:
        try:
            verdict.anchored = check_anchor(receipt, trust.ledger)
        except (Unreachable, KeyError, TypeError, ValueError) as error:
            why = f"The ledger could not be asked: {error}"
            raise Refused("RECEIPT_ANCHOR_UNREADABLE", why, None, str(error)) from error
        verdict.anchor = "confirmed"
        verdict.passed.append("anchor")


# --- For people --------------------------------------------------------------------------------------------------------

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "genuine": "GENUINE",
        "refused": "NOT ACCEPTED",
        "form": "the file is a receipt: {kind}, recorded {time} by {actor}",
        "origin": "it is of the journal {origin}",
        "checkpoint": "the seal over {size} records carries the journal's signature ({key})",
        "witnesses": "independent witnesses have signed the same seal: {witnesses}",
        "entry": "the record belongs to the company of that journal",
        "commitment": "the content shown is the content that was recorded",
        "inclusion": "the record is number {number} of the {size} sealed ones, unchanged and in its place",
        "signature": "no byte of the file differs from what the journal issued",
        "anchor": "the ledger {chain} keeps the same seal, for member {member}, in block {block}{sealed}",
        "given": "with the key you gave",
        "stated": "with the key that the receipt names",
        "sealed": ", made {time}",
        "nobody": "none asked for",
        "not_anchored": "not yet on the ledger: the receipt was issued before its seal was anchored",
        "not_asked": "not asked: whether ledger {chain} keeps the seal (give --rpc <url> to ask)",
        "not_witnessed": "not asked: whether witnesses have signed the seal (give --policy <file> to ask)",
        "contract": "the contract {contract} was taken from the receipt: compare it with the published one, or give --contract",
        "content": "content",
        "sum": "{accepted} of {all} genuine, {refused} not accepted",
    },
    "zh": {
        "genuine": "真实",
        "refused": "不予接受",
        "form": "文件是一份凭证：{kind}，由 {actor} 于 {time} 记录",
        "origin": "它属于日志 {origin}",
        "checkpoint": "覆盖 {size} 条记录的封存带有该日志的签名（{key}）",
        "witnesses": "独立见证人已签署同一封存：{witnesses}",
        "entry": "该记录属于该日志的公司",
        "commitment": "所示内容就是当初记录的内容",
        "inclusion": "该记录是 {size} 条已封存记录中的第 {number} 条，未经改动，位置正确",
        "signature": "文件与日志签发时逐字节一致",
        "anchor": "账本 {chain} 为成员 {member} 保存着同一封存，位于区块 {block}{sealed}",
        "given": "用您提供的公钥",
        "stated": "用凭证中写明的公钥",
        "sealed": "，时间 {time}",
        "nobody": "未要求",
        "not_anchored": "尚未上账本：凭证在封存被锚定之前签发",
        "not_asked": "未询问：账本 {chain} 是否保存该封存（用 --rpc <网址> 询问）",
        "not_witnessed": "未询问：见证人是否签署该封存（用 --policy <文件> 询问）",
        "contract": "合约 {contract} 取自凭证本身：请与公布的合约核对，或用 --contract 指定",
        "content": "内容",
        "sum": "{all} 份中 {accepted} 份真实，{refused} 份不予接受",
    },
}

EXPLAINED = 3  # Receipts explained one by one; of more, only those that were refused.


def short_time(text: str) -> str:
    return re.sub(r"\.\d+Z$", " UTC", text.replace("T", " "))


def whole_numbers(value: Any) -> Any:
    """The same with 100 instead of 100.0, as people write it."""
    if isinstance(value, dict):
        return {name: whole_numbers(member) for name, member in value.items()}
    if isinstance(value, list):
        return [whole_numbers(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def explain(name: str, verdict: Verdict, trust: Trust, language: str, content: bool) -> list[str]:
    words, receipt, refused = WORDS[language], verdict.receipt, verdict.refused
    lines = [f"{name}: {words['refused' if refused else 'genuine']}"]
    values: dict[str, Any] = {}
    if receipt is not None:
        entry, anchor, anchored = receipt.entry, receipt.anchor, verdict.anchored
        sealed = words["sealed"].format(time=anchored.sealed_at) if anchored and anchored.sealed_at else ""
        values = {
            "kind": entry["kind"],
            "time": short_time(entry["recordedAt"]),
            "actor": entry["actor"],
            "origin": receipt.checkpoint.origin,
            "size": f"{receipt.checkpoint.size:,}",
            "number": f"{receipt.index + 1:,}",
            "key": words[verdict.key or "given"],
            "witnesses": ", ".join(verdict.witnesses) or words["nobody"],
            "chain": anchor.chain_id if anchor else "",
            "block": anchor.block_number if anchor else "",
            "contract": anchor.contract if anchor else "",
            "member": anchored.member if anchored else "",
            "sealed": sealed,
        }
    lines += [f"  ✓ {words[check].format(**values)}" for check in verdict.passed]
    if refused is not None:
        return [*lines, f"  ✗ {refused.message} [{refused.code}]"]
    if trust.policy is None:
        lines.append(f"  – {words['not_witnessed']}")
    if verdict.anchor != "confirmed":
        lines.append(f"  – {words['not_anchored' if verdict.anchor == 'absent' else 'not_asked'].format(**values)}")
    elif verdict.key == "stated" and trust.ledger is not None and trust.ledger.contract is None:
        lines.append(f"  – {words['contract'].format(**values)}")
    if content and receipt is not None and receipt.opened is not None:
        shown = json.dumps(whole_numbers(receipt.opened[1]), ensure_ascii=False, indent=2)
        lines += [f"  {words['content']}:", *(f"    {line}" for line in shown.split("\n"))]
    return lines


def as_json(name: str, verdict: Verdict) -> dict[str, Any]:
    receipt, refused = verdict.receipt, verdict.refused
    if refused is not None or receipt is None:
        assert refused is not None
        evidence = {"stated": refused.stated, "found": refused.found}
        told = {"code": refused.code, "message": refused.message, "evidence": evidence}
        return {"file": name, "ok": False, "passed": verdict.passed, **told}
    return {
        "file": name,
        "ok": True,
        "passed": verdict.passed,
        "key": verdict.key,
        "witnesses": verdict.witnesses,
        "anchor": verdict.anchor,
        "sealedAt": verdict.anchored.sealed_at if verdict.anchored else None,
        "entry": {**receipt.entry, "v": 1},
        "index": receipt.index,
        "treeSize": receipt.checkpoint.size,
        "origin": receipt.checkpoint.origin,
    }


# --- The command line --------------------------------------------------------------------------------------------------


def receipt_files(paths: list[str], usage: Callable[[str], None]) -> list[str]:
    files: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            found = [
                os.path.join(folder, name)
                for folder, _, names in os.walk(path)
                for name in names
                if name.endswith(".tlog-proof")
            ]
            if not found:
                usage(f"the folder {path} holds no file ending in .tlog-proof")
            files += sorted(found)
        elif os.path.isfile(path):
            files.append(path)
        else:
            usage(f"there is no {path}")
    return files


def read_keys(given: list[str]) -> list[Key]:
    keys: list[Key] = []
    for text in given:
        lines = [text]
        if os.path.isfile(text):
            with open(text, encoding="utf-8") as file:
                lines = file.read().splitlines()
        for line in filter(None, map(str.strip, lines)):
            keys.append(parse_key(line, ED25519))
    return keys


def read_policy(path: str) -> Policy:
    with open(path, "rb") as file:
        return parse_policy(file.read().decode("utf-8", "surrogateescape"))


def parse_arguments(argv: list[str]) -> tuple[argparse.Namespace, Callable[[str], None]]:
    parser = argparse.ArgumentParser(
        prog="verify.py",
        description="Verifies Candor receipts, trusting no server.",
        epilog="Ends with 0 when all are genuine, 1 when one was refused, 2 when called wrongly, 3 when nothing is known.",
    )
    parser.add_argument("receipts", nargs="+", metavar="receipt or folder")
    parser.add_argument("--key", action="append", default=[], help="public key (vkey) of the journal, or a file with such keys")
    parser.add_argument("--policy", help="file with journals, witnesses and how many must have signed (C2SP tlog-policy)")
    parser.add_argument("--rpc", help="address of any node of the ledger; the seal is looked up there")
    parser.add_argument("--contract", help="the contract that must keep the seals; else the one the receipt names")
    parser.add_argument("--content", action="store_true", help="also show what was recorded, where the receipt has it")
    parser.add_argument("--language", choices=sorted(WORDS), default="en")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON document")
    return parser.parse_args(argv), parser.error


def trust_from(options: argparse.Namespace, usage: Callable[[str], None]) -> Trust:
    if not (options.key or options.policy or options.rpc):
        usage("a receipt cannot vouch for itself: give --key, --policy or --rpc")
    if options.rpc and re.match(r"https?://", options.rpc) is None:
        usage("--rpc takes an address such as https://ledger.example.com/rpc")
    if options.contract and re.fullmatch(r"0x[0-9a-fA-F]{40}", options.contract) is None:
        usage("--contract takes 0x and 40 hexadecimal digits")
    try:
        policy = read_policy(options.policy) if options.policy else None
        logs = (policy.logs if policy else []) + read_keys(options.key)
    except (Malformed, OSError) as error:
        usage(f"the keys or the policy cannot be used: {error}")
        raise
    ledger = Ledger(options.rpc, options.contract and options.contract.lower()) if options.rpc else None
    return Trust(logs, policy, ledger)


def read_receipt(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(LONGEST_RECEIPT + 1)


def main(argv: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options, usage = parse_arguments(argv)
    files = receipt_files(options.receipts, usage)
    try:
        trust = trust_from(options, usage)
    except Unreachable as error:
        print(f"The ledger node at {options.rpc} does not answer: {error}", file=sys.stderr)
        return 3
    verdicts = [(os.path.relpath(path), verify(read_receipt(path), trust)) for path in files]
    refused = [each for each in verdicts if each[1].refused is not None]
    accepted = len(verdicts) - len(refused)
    if options.json:
        told = [as_json(name, verdict) for name, verdict in verdicts]
        print(json.dumps({"ok": not refused, "accepted": accepted, "refused": len(refused), "receipts": told}))
    else:
        for name, verdict in verdicts if len(verdicts) <= EXPLAINED else refused:
            print("\n".join(explain(name, verdict, trust, options.language, options.content)))
        if len(verdicts) > 1:
            counts = {"accepted": accepted, "all": len(verdicts), "refused": len(refused)}
            print(WORDS[options.language]["sum"].format(**counts))
    if not refused:
        return 0
    unknown = all(verdict.refused and verdict.refused.code == "RECEIPT_ANCHOR_UNREADABLE" for _, verdict in refused)
    return 3 if unknown else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
