"""What a phone number is, and who may pass a door."""

import re
import unicodedata


class PhoneRefused(ValueError):
    """The text is not a mainland mobile number; `code` says in which way: empty, not_a_number, length or prefix."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def normalise_phone(text):
    """Give a mainland mobile number as it is stored, "+86" and 11 digits, however it was typed.

    Full-width digits, spaces, dashes, a leading +86 or 0086 and the ".0" of a spreadsheet are taken off.
    """
    plain = unicodedata.normalize("NFKC", str(text or "")).strip()
    plain = re.sub(r"\.0$", "", plain)
    plain = re.sub(r"[\s\-()·.]", "", plain)
    plain = re.sub(r"^(\+86|0086|86(?=1\d{10}$))", "", plain)
    if not plain:
        raise PhoneRefused("empty")
    if not re.fullmatch(r"[0-9]+", plain):
        raise PhoneRefused("not_a_number")
    if len(plain) != 11:
        raise PhoneRefused("length")
    if not re.match(r"1[3-9]", plain):
        raise PhoneRefused("prefix")
    return "+86" + plain


def mask_phone(phone):
    """Show a stored number to somebody who need not dial it: 138****0001."""
    national = phone.removeprefix("+86")
    return f"{national[:3]}****{national[-4:]}" if len(national) == 11 else "****"


def may_pass(*, allowed, roles, signed_in):
    """Whether somebody with `roles` may use a route that the table opens to `allowed` (both sets of words)."""
    if "anyone" in allowed:
        return True
    return signed_in and ("signed_in" in allowed or bool(allowed & roles))


def may_begin_anew(*, roles):
    """Whether a coordinator may take back a forgotten password: only that of a mere member."""
    return roles <= {"member"}
