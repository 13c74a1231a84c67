"""How one entry is bound to the one before it.

An entry's digest is SHA-256 over the JSON Canonicalization Scheme (RFC 8785) of its facts and of the digest before it.
"""

import hashlib

import rfc8785

GENESIS = "0" * 64


def entry_digest(*, sequence, at, event, by, about, detail, previous):
    """Give the hex digest of an entry; `at` is an aware datetime, `by` and `about` are texts, "" for nothing."""
    facts = {
        "sequence": sequence,
        "at": at.isoformat(timespec="microseconds"),
        "event": event,
        "by": by,
        "about": about,
        "detail": detail,
        "previous": previous,
    }
    return hashlib.sha256(rfc8785.dumps(facts)).hexdigest()
