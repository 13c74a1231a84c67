"""Short-lived codes that prove somebody saw the host's screen a moment ago.

A code is base32(uint32 counter ‖ HMAC-SHA256(key, "ci1|purpose|about|" ‖ uint64 counter)[:8]). Nothing is stored:
whoever holds the session's key can tell when a code was made, for what, and that nobody else made it.
"""

import hmac
from base64 import b32decode, b32encode
from binascii import Error as NotBase32
from struct import pack, unpack

STEP = 15
SCREEN, NUMBER, CONFIRM = "in", "number", "confirm"
CONFIRM_STEPS = 8

EXPIRED, FUTURE, FORGED = "expired", "future", "forged"


class TokenRefused(Exception):
    """A code that proves nothing; `code` says why: expired, future or forged."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def counter_at(moment):
    """The number of the 15-second step that an epoch second falls into."""
    return int(moment // STEP)


def make(key, *, purpose, about, counter):
    """Twenty letters and digits that fit in an address."""
    return b32encode(pack(">I", counter) + _mac(key, purpose, about, counter)[:8]).decode().rstrip("=")


def check(token, key, *, purpose, about, current, before=1, after=1):
    """The counter a code was made for, or raise TokenRefused."""
    counter, mac = _parts(token)
    if not hmac.compare_digest(mac, _mac(key, purpose, about, counter)[:8]):
        raise TokenRefused(FORGED)
    if counter > current + after:
        raise TokenRefused(FUTURE)
    if counter < current - before:
        raise TokenRefused(EXPIRED)
    return counter


def number(key, *, about, counter):
    """Six digits for those who cannot scan."""
    return f"{int.from_bytes(_mac(key, NUMBER, about, counter)[:8]) % 1_000_000:06d}"


def number_is_current(digits, key, *, about, current):
    """Whether six digits are the ones on the screen now, one step ago or one step ahead."""
    shown = [number(key, about=about, counter=counter) for counter in (current - 1, current, current + 1)]
    return any(hmac.compare_digest(digits.encode(), each.encode()) for each in shown)


def _parts(token):
    try:
        raw = b32decode(token.upper() + "=" * (-len(token) % 8))
    except (NotBase32, ValueError):
        raise TokenRefused(FORGED) from None
    if len(raw) != 12:
        raise TokenRefused(FORGED)
    return unpack(">I", raw[:4])[0], raw[4:]


def _mac(key, purpose, about, counter):
    return hmac.digest(bytes(key), f"ci1|{purpose}|{about}|".encode() + pack(">Q", counter), "sha256")
