"""Numbers that people read out, type and compare: verification codes, serials; and names shown to strangers."""

import re

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES = 10
SERIAL_BYTES = 5

_LOOKALIKES = str.maketrans("OIL", "011")
_CODE = re.compile(rf"[{CROCKFORD}]{{16}}")


def crockford(secret):
    """Bytes (a multiple of five) as Crockford base32, eight characters for five bytes."""
    number, length = int.from_bytes(secret), len(secret) * 8 // 5
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(length)))


def read_code(typed):
    """The code somebody typed or read off paper, or None: case, blanks, dashes and look-alikes do not matter."""
    plain = re.sub(r"[\s\-—－_.]", "", typed or "").upper().translate(_LOOKALIKES)
    return plain if _CODE.fullmatch(plain) else None


def spaced_code(code):
    """ABCD-EFGH-JKMN-PQRS, as printed."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def serial_number(signed_on, secret):
    """QQ20261123-8 characters. Random, not counted: a serial must not tell how many have signed."""
    return f"QQ{signed_on:%Y%m%d}-{crockford(secret)}"


def masked_name(name):
    """王*喆, 王*: enough for who knows the person, too little for who does not."""
    if len(name) < 2:
        return "*"
    if len(name) == 2:
        return f"{name[0]}*"
    return f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"
