"""Who may fetch a film's files, and for how long.

The page that shows a film hands out a pass with its addresses: whoever could open the page, in
the session they opened it in, until the pass ends. Nobody else can use it, and the film needs
no idea of which pages show it.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode

# A whole number of these, so that one film keeps its addresses, and the browser its poster, for a while.
_STEP = 300
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class PassRefused(Exception):
    """The pass is not for this film, not for this viewer, or no longer."""


def film_key(secret):
    """The key for passes, so that nothing else signed with `secret` can be taken for one."""
    return hmac.digest(secret.encode(), b"media.rules.passes", hashlib.sha256)


def viewer(user_id, session, guest=""):
    """One person in one session, or one guest; everybody else who is not signed in is the same visitor."""
    if user_id:
        return f"{user_id}/{session}"
    return f"guest/{guest}" if guest else "visitor"


def ends_at(now, film_seconds):
    """When a pass made at `now` (seconds since 1970) ends: never before a film watched slowly does."""
    earliest = int(now + _STEP + 1.5 * film_seconds)
    return -(-earliest // _STEP) * _STEP


def make_pass(key, *, film, viewer, ends):
    return f"{_base36(ends)}.{_signature(key, film, viewer, ends)}"


def check_pass(key, token, *, film, viewer, now):
    end, _, signature = token.partition(".")
    ends = int(end, 36) if end and not set(end) - set(_DIGITS) and len(end) < 12 else 0
    expected = _signature(key, film, viewer, ends)
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        raise PassRefused("This address was made for somebody else.")
    if now >= ends:
        raise PassRefused("This address has ended. Open the page again.")


def _signature(key, film, viewer, ends):
    message = json.dumps([str(film), viewer, ends]).encode()
    return urlsafe_b64encode(hmac.digest(key, message, hashlib.sha256)[:24]).decode()


def _base36(number):
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
