"""What a signed pledge consists of, in the one canonical form that is hashed (JCS, RFC 8785).

Two records. The *core* is what anyone holding the document may recompute: text, signer, strokes, times. The *evidence*
adds how the person was known and from where, and a nonce: its hash in the journal tells nothing until the record is
shown, so the record can be erased one day while the journal keeps standing.
"""

import hashlib

import rfc8785

CORE_SCHEMA = "pledge-core/1"
EVIDENCE_SCHEMA = "pledge-evidence/1"


def canonical(value):
    """The one text that stands for a JSON value."""
    return rfc8785.dumps(value).decode()


def digest(value):
    """SHA-256 of the canonical JSON of `value`, in hexadecimal."""
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def instant(moment):
    """A moment as evidence writes it: UTC to the millisecond, `2026-11-23T02:00:00.000Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def core_record(*, serial, code, text, terms, signer, method, strokes, presented_at, signed_at, valid_until):
    """`text` is {code, title, version, sha256}, `terms` {version, sha256}, `signer` {subject, name, enterprise,
    enterprise_ref, post}; moments are UTC."""
    return {
        "schema": CORE_SCHEMA,
        "serial": serial,
        "code": code,
        "text": text,
        "terms": terms,
        "signer": signer,
        "method": method,
        "strokes_sha256": digest(strokes),
        "presented_at": instant(presented_at),
        "signed_at": instant(signed_at),
        "valid_until": instant(valid_until),
    }


def evidence_record(*, nonce, core_sha256, attempt, identity, intent, client):
    return {
        "schema": EVIDENCE_SCHEMA,
        "nonce": nonce,
        "core_sha256": core_sha256,
        "idempotency_key": attempt,
        "identity": identity,
        "intent": intent,
        "client": client,
    }
