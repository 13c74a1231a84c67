"""What a regulation is called, and what its name and issuer say it is."""

import re

from regulations.rules.numerals import NUMERAL, to_number, to_numeral

_NATION = "中华人民共和国"
_PARTY = "中国共产党"
_ON_TRIAL = "（试行）"
_BEHIND = re.compile(rf"(?P<name>.{{2,}}?)（?(?P<said>{NUMERAL}{{1,8}}|试行)）?")
# What the name of a law ends in, where nothing was left out at its end.
_SORTS = ("法", "条例", "规定", "规则", "准则", "办法", "细则")


def plain_name(title: str) -> str:
    """A title as names are compared: no spaces, no 《》, full-width brackets."""
    return "".join(title.split()).strip("《》").replace("(", "（").replace(")", "）")


def spellings(name: str) -> list[str]:
    """A name as names are compared, then the other ways to write what may stand in brackets behind it.

    刑法修正案十二 and 刑法修正案（12） are 刑法修正案（十二）.
    """
    name = plain_name(name)
    match = _BEHIND.fullmatch(name)
    ways = [match["said"], _numeral(match["said"])] if match else []
    return list(dict.fromkeys([name, *(match["name"] + way for said in ways for way in (f"（{said}）", said))]))


def _numeral(said: str) -> str:
    try:
        return to_numeral(to_number(said))
    except ValueError:
        return said


def is_short_for(name: str, title: str) -> bool:
    """Whether a name leaves something out of a title: 政务处分法 of 公职人员政务处分法, 优化营商环境 of its 条例.

    刑法修正案（十二） has 刑法 in its title and is another law.
    """
    return title.endswith(name) or (name in title and not name.endswith(_SORTS))


def short_title(title: str) -> str:
    """监察法 for 中华人民共和国监察法. Party rules keep 中国共产党 in their short title."""
    return plain_name(title).removeprefix(_NATION)


def names_of(title: str, *, on_trial: bool = False) -> list[str]:
    """Every name by which a title is understood without asking an editor; on trial, with （试行） behind it as well."""
    full = plain_name(title)
    names = list(dict.fromkeys([full, short_title(title), short_title(title).removeprefix(_PARTY)]))
    return names + [name + _ON_TRIAL for name in names] if on_trial else names


def is_on_trial(printed: str) -> bool:
    """Whether a title as it is printed ends in （试行）, which is no part of the name that its versions share."""
    return plain_name(printed).endswith(_ON_TRIAL)


def level_of(title: str, issuer: str) -> str:
    """law, administrative, party or other, by who issued it and what it is called."""
    name = plain_name(title)
    if name.startswith(_PARTY) or "中国共产党" in issuer or issuer.startswith("中共"):
        return "party"
    if "全国人民代表大会" in issuer or (name.startswith(_NATION) and "法" in name):
        return "law"
    return "administrative" if issuer == "国务院" else "other"
