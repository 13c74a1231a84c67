"""How an answer is marked. Every rule gives a share of the marks, a Fraction from 0 to 1."""

import re
import unicodedata
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

FULL, NONE = Fraction(1), Fraction(0)


def exact(answer, right):
    return FULL if answer == right else NONE


def ticks(chosen, right):
    """A right tick earns its part; a wrong tick takes away what a right tick gave; never below nothing."""
    right, chosen = set(right), set(chosen or ())
    balance = len(chosen & right) - len(chosen - right)
    return Fraction(max(balance, 0), len(right))


def sequence(chosen, right):
    """Each step that is followed by its right next step earns its part, wherever the two stand."""
    if not chosen or set(chosen) != set(right):
        return NONE
    if len(right) == 1:
        return FULL
    followed = set(zip(chosen, chosen[1:], strict=False)) & set(zip(right, right[1:], strict=False))
    return Fraction(len(followed), len(right) - 1)


def pairs(chosen, right):
    """Each pair rightly joined earns its part. Both are dicts of left id to right id."""
    joined = [left for left in right if (chosen or {}).get(left) == right[left]]
    return Fraction(len(joined), len(right))


def blanks(given, accepted):
    """Each blank that holds one of its accepted words earns its part."""
    filled = [
        plain(word) in {plain(choice) for choice in choices}
        for word, choices in zip(given or (), accepted, strict=False)
    ]
    return Fraction(sum(filled), len(accepted))


def plain(text):
    """What was meant, however it was typed: width, case, spaces and a closing stop do not count."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"\s+", "", folded).strip("。.,，;；、《》\"'“”")


def mean(shares):
    shares = list(shares)
    return sum(shares, NONE) / len(shares) if shares else NONE


def percent(earned):
    """(share, marks) of every question → the exact percentage of the paper, a Fraction."""
    earned = list(earned)
    whole = sum(marks for _, marks in earned)
    return sum((share * marks for share, marks in earned), NONE) * 100 / whole if whole else NONE


def to_decimal(fraction, *, places):
    """So many decimal places, rounded down: 59.96 must not read as a pass at 60."""
    exact_value = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return exact_value.quantize(Decimal(1).scaleb(-places), ROUND_DOWN)
