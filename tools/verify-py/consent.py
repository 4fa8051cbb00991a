#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Verifies Candor consent records (.jsonld) and needs nothing but Python 3.11 and verify.py beside it.

Written from docs/security/consent-record.md and the published specifications alone:

  receipt         verify.py
  commitments     HMAC-SHA-256 (RFC 2104) over canonical JSON (RFC 8785)
  signature       EIP-712 typed data, ECDSA public key recovery on secp256k1 (SEC 1 version 2, section 4.1.6)

    python3 consent.py consent.jsonld --key journal.vkey

Exit code: 0 all genuine, 1 something was refused, 2 called wrongly.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import os
import sys
from datetime import datetime
from typing import Any

import verify as receipts
from verify import Malformed, Refused, canonical, keccak256, require

KINDS = {"granted": "consent.granted", "refused": "consent.refused", "withdrawn": "consent.withdrawn"}
STATUSES = {"granted": "dpv:ConsentGiven", "refused": "dpv:ConsentRefused", "withdrawn": "dpv:ConsentWithdrawn"}
STATES = {"granted": 1, "refused": 2, "withdrawn": 3}
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "candor": "urn:candor:terms:",
}
INDICATION = "Switch in the customer portal after sign-in, signed with a key kept for the person"

# --- secp256k1 ---------------------------------------------------------------------------------------------------------

FIELD = 2**256 - 2**32 - 977
ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
GENERATOR = (
    0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798,
    0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8,
)
Affine = tuple[int, int] | None  # None is the point at infinity


def add(p: Affine, q: Affine) -> Affine:
    if p is None or q is None:
        return p or q
    if p[0] == q[0] and (p[1] + q[1]) % FIELD == 0:
        return None
    if p == q:
        slope = 3 * p[0] * p[0] * pow(2 * p[1], -1, FIELD) % FIELD
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, FIELD) % FIELD
    x = (slope * slope - p[0] - q[0]) % FIELD
    return x, (slope * (p[0] - x) - p[1]) % FIELD


def times(number: int, point: Affine) -> Affine:
    result: Affine = None
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def signer_of(digest: bytes, signature: bytes) -> str:
    """The account whose key made a signature r, s, v of a digest."""
    require(len(signature) == 65 and signature[64] in (27, 28), "the signature is not r, s and v of 27 or 28")
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:64])
    require(0 < r < ORDER and 0 < s <= ORDER // 2, "r or s of the signature is out of bounds")
    square = (pow(r, 3, FIELD) + 7) % FIELD
    y = pow(square, (FIELD + 1) // 4, FIELD)
    require(y * y % FIELD == square, "r of the signature is no point of the curve")
    if y & 1 != signature[64] - 27:
        y = FIELD - y
    inverse = pow(r, -1, ORDER)
    z = int.from_bytes(digest)
    key = add(times(s * inverse % ORDER, (r, y)), times(-z * inverse % ORDER, GENERATOR))
    require(key is not None, "the signature has no key")
    assert key is not None
    return "0x" + keccak256(key[0].to_bytes(32) + key[1].to_bytes(32))[12:].hex()


# --- EIP-712 -----------------------------------------------------------------------------------------------------------

DOMAIN = b"EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"
DECISION = (
    b"Decision(address account,uint32 member,bytes32 consent,uint8 state,bytes32 content,uint40 validUntil,"
    b"uint32 nonce,uint40 deadline)"
)


def word(value: int | str) -> bytes:
    """32 bytes of a whole number, or of 0x and hexadecimal digits."""
    return (int(value, 16) if isinstance(value, str) else int(value)).to_bytes(32)


def seconds(instant: str | None) -> int:
    return 0 if instant is None else int(datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp())


def digest_of(body: dict[str, Any]) -> bytes:
    ledger, decision = body["ledger"], body["decision"]
    domain = [keccak256(DOMAIN), keccak256(b"Candor Consents"), keccak256(b"1"), word(ledger["chainId"]), word(ledger["contract"])]
    content = [
        keccak256(DECISION),
        word(body["signer"]["account"]),
        word(ledger["member"]),
        word(ledger["consent"]),
        word(STATES[decision["state"]]),
        word(ledger["content"]),
        word(seconds(decision["validUntil"])),
        word(ledger["nonce"]),
        word(seconds(ledger["deadline"])),
    ]
    return keccak256(b"\x19\x01" + keccak256(b"".join(domain)) + keccak256(b"".join(content)))


# --- The record --------------------------------------------------------------------------------------------------------


def urn(identifier: str) -> str:
    return f"urn:uuid:{identifier}"


def time(instant: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": instant}


def concept(term: dict[str, Any], otherwise: str) -> dict[str, Any]:
    names = [{"@value": term["name"][short], "@language": long} for short, long in (("en", "en"), ("zh", "zh-CN"))]
    return {"@id": urn(term["id"]), "@type": term["dpv"] or otherwise, "dct:title": names}


def record_of(entry: dict[str, Any], body: dict[str, Any], receipt: str) -> dict[str, Any]:
    """The record that a receipt stands for (docs/security/consent-record.md)."""
    decision, ledger, notice = body["decision"], body["ledger"], body["decision"]["notice"]
    status = {
        "@type": STATUSES[decision["state"]],
        "dpv:isIndicatedBy": {"@id": urn(entry["subject"])},
        "dpv:isIndicatedAtTime": time(decision["decidedAt"]),
        "dpv:hasIndicationMethod": INDICATION,
    }
    if decision["validUntil"] is not None:
        status["candor:validUntil"] = time(decision["validUntil"])
    open_ledger = ("chainId", "contract", "member", "consent", "content", "nonce", "deadline", "signature")
    return {
        "@context": CONTEXT,
        "@id": urn(entry["id"]),
        "@type": ["dpv:ConsentRecord", "dpv:ConsentReceipt"],
        "dct:conformsTo": "ISO/IEC TS 27560:2023",
        "dct:identifier": entry["id"],
        "dct:created": time(entry["recordedAt"]),
        "dpv:hasDataSubject": {"@id": urn(entry["subject"]), "@type": "dpv:Customer"},
        "dpv:hasDataController": {"@id": urn(entry["organisation"]), "@type": "dpv:DataController"},
        "dpv:hasLegalBasis": "dpv:ExplicitlyExpressedConsent",
        "dpv:hasNotice": {
            "@type": "dpv:ConsentNotice",
            "dct:hasVersion": str(int(notice["version"])),
            "dct:language": notice["language"],
            "candor:sha256": notice["hash"],
        },
        "dpv:hasProcess": {
            "@type": "dpv:Process",
            "dpv:hasPurpose": concept(decision["purpose"], "dpv:Purpose"),
            "dpv:hasPersonalData": [concept(each, "dpv:PersonalData") for each in decision["categories"]],
            "dpv:hasRecipient": concept(decision["recipient"], "dpv:Recipient"),
            "candor:channels": [concept(each, "candor:Channel") for each in decision["channels"]],
        },
        "dpv:hasConsentStatus": status,
        "candor:proof": {
            "@type": "candor:JournalReceipt",
            "candor:decisionNumber": body["number"],
            "candor:signer": body["signer"],
            "candor:ledger": {name: ledger[name] for name in open_ledger},
            "candor:receipt": receipt,
        },
    }


def commitment(salt: str, value: Any) -> str:
    return "0x" + hmac.new(bytes.fromhex(salt), canonical(value).encode(), hashlib.sha256).hexdigest()


def check(data: bytes, trust: receipts.Trust) -> dict[str, Any]:
    """All checks of a record. Gives the decision. Raises Refused."""
    try:
        record = receipts.parse_json(data.decode())
        receipt = record["candor:proof"]["candor:receipt"]
        require(isinstance(receipt, str), "its receipt is no text")
    except (Malformed, UnicodeDecodeError, KeyError, TypeError) as error:
        raise Refused("CONSENT_MALFORMED", f"Not a consent record: {error}.") from error
    verdict = receipts.verify(receipt.encode(), trust)
    if verdict.refused is not None:
        raise verdict.refused
    assert verdict.receipt is not None
    entry, opened = verdict.receipt.entry, verdict.receipt.opened
    try:
        require(opened is not None, "the receipt does not show what was decided")
        assert opened is not None
        body = opened[1]
        decision, ledger = body["decision"], body["ledger"]
        require(entry["kind"] == KINDS[decision["state"]], "the entry is of another kind than the decision")
        same = canonical(record_of(entry, body, receipt)) == canonical(record)
        matter = {"organisation": entry["organisation"], "purpose": decision["purpose"]["id"], "recipient": decision["recipient"]["id"]}
        commits = commitment(ledger["consentSalt"], matter) == ledger["consent"]
        commits = commits and commitment(ledger["contentSalt"], decision) == ledger["content"]
        signer = signer_of(digest_of(body), bytes.fromhex(ledger["signature"][2:]))
    except (Malformed, KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Refused("CONSENT_MALFORMED", f"Not a consent record: {error}.") from error
    if not same:
        raise Refused("CONSENT_RECORD_DIFFERS", "The record says something else than its receipt.")
    if not commits:
        raise Refused("CONSENT_COMMITMENT_DIFFERS", "The commitments on the ledger do not open to the decision.")
    if signer != body["signer"]["account"]:
        raise Refused("CONSENT_SIGNATURE_FAILS", f"The account {signer} signed, not the one that is named.")
    return decision


def main(argv: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    parser = argparse.ArgumentParser(prog="consent.py", description="Verifies Candor consent records, trusting no server.")
    parser.add_argument("records", nargs="+", metavar="record")
    parser.add_argument("--key", action="append", required=True, help="public key (vkey) of the journal, or a file with such keys")
    options = parser.parse_args(argv)
    try:
        trust = receipts.Trust(receipts.read_keys(options.key), None, None)
    except (Malformed, OSError) as error:
        parser.error(f"the keys cannot be used: {error}")
    refused = 0
    for path in options.records:
        name = os.path.relpath(path)
        try:
            with open(path, "rb") as file:
                decision = check(file.read(2 * receipts.LONGEST_RECEIPT), trust)
            print(f"{name}: genuine, {decision['state']} at {decision['decidedAt']}: {decision['purpose']['name']['en']}")
        except Refused as reason:
            refused += 1
            print(f"{name}: NOT ACCEPTED [{reason.code}] {reason.message}")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
