"""Chinese numerals as statutes write them: 一百二十三, 一百零三, 二〇二四, and plain digits."""

DIGITS = "零一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}
# What stands for 零: the character 〇, and the circles and letters O that people type for it.
ZEROS = "〇○◯OＯ"
NUMERAL = rf"[{ZEROS}零一二两三四五六七八九十百千万0-9０-９]"

_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | dict.fromkeys(ZEROS, 0) | {"两": 2}
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def to_number(text: str) -> int:
    """The number a numeral names; ValueError when it names none."""
    text = "".join(text.split()).translate(_WIDE_DIGITS)
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or text.count("万") > 1 or any(c not in _VALUES and c not in UNITS and c != "万" for c in text):
        raise ValueError(f"not a numeral: {text!r}")
    if not any(c in UNITS or c == "万" for c in text):
        return int("".join(str(_VALUES[c]) for c in text))
    high, found, low = text.rpartition("万")
    return (_below_ten_thousand(high) * 10_000 if found else 0) + _below_ten_thousand(low)


def _below_ten_thousand(text: str) -> int:
    total, digit = 0, 0
    for index, character in enumerate(text):
        if character in UNITS:
            # A leading 十 stands for 一十.
            total += (digit or (1 if index == 0 else 0)) * UNITS[character]
            digit = 0
        else:
            digit = _VALUES[character]
    return total + digit


def to_numeral(number: int) -> str:
    """The numeral a statute writes for a number from 1 to 99,999,999."""
    if not 1 <= number <= 99_999_999:
        raise ValueError(f"no numeral for {number}")
    high, low = divmod(number, 10_000)
    if not high:
        return _spell(low)
    if not low:
        return _spell(high) + "万"
    return _spell(high) + "万" + ("零" if low < 1000 else "") + _spell(low, inside=True)


def _spell(number: int, inside: bool = False) -> str:
    """Four digits in words; inside a longer numeral ten is 一十, alone it is 十."""
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words if inside or not words.startswith("一十") else words[1:]
