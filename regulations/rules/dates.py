"""The days a regulation mentions: in the lines under its title, in its closing article, in its file's name."""

import re
from datetime import date
from itertools import zip_longest

from regulations.rules.outline import Deed, Mention

DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_QUOTED_TITLE = re.compile(r"《[^》]*》")
_DEEDS = (
    (re.compile("修正|修订|修改"), Deed.AMENDED),
    (re.compile("施行|实施|生效"), Deed.EFFECTIVE),
    (re.compile("公布|发布|印发|颁布"), Deed.PROMULGATED),
    (re.compile("通过|批准|审议|制定"), Deed.ADOPTED),
)
_TAKES_EFFECT = re.compile(
    r"本[^。，；]{1,10}自\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*起\s*(?:施行|实施|生效)"
)
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,20}令\s*第?\s*\d+\s*号|[\u4e00-\u9fff]{2,12}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d+号"
)
_ISSUERS = (
    "全国人民代表大会常务委员会",
    "全国人民代表大会",
    "国务院",
    "中国共产党中央委员会",
    "中共中央",
    "中央纪律检查委员会",
    "国家监察委员会",
)


def day_of(year: str, month: str, day: str) -> date | None:
    """The day three groups of digits name, or None when there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def mentions_in(heading: str) -> tuple[Mention, ...]:
    """Each day in the lines under the title with what was done on it.

    The deed stands between its day and the next one; titles of deciding documents are skipped,
    because 《关于修改…的决定》 would make every adoption an amendment.
    """
    heading = _QUOTED_TITLE.sub("", heading)
    found = list(DAY.finditer(heading))
    mentions = []
    for match, following in zip_longest(found, found[1:]):
        clause = heading[match.end() : following.start() if following else None]
        if day := day_of(*match.groups()):
            mentions.append(Mention(day, _deed_in(clause)))
    return tuple(mentions)


def _deed_in(clause: str) -> Deed:
    return next((deed for pattern, deed in _DEEDS if pattern.search(clause)), Deed.PROMULGATED)


def is_told(clause: str) -> bool:
    """Whether a line under the title says what was done, or goes on in the next line."""
    clause = _QUOTED_TITLE.sub("", clause)
    return "《" not in clause and any(pattern.search(clause) for pattern, _ in _DEEDS)


def effective_day_in(text: str) -> date | None:
    """The day that 本法自…起施行 gives, or None."""
    found = _TAKES_EFFECT.search(text)
    return day_of(*found.groups()) if found else None


def day_in_name(name: str) -> date | None:
    """The last YYYY-MM-DD in a file's name, or None."""
    found = _ISO_DAY.findall(name)
    return day_of(*found[-1]) if found else None


def document_number_in(heading: str) -> str:
    """The latest 文号, such as 国务院令第802号, or nothing."""
    found = _DOCUMENT_NUMBER.findall(DAY.sub(" ", _QUOTED_TITLE.sub("", heading)))
    return found[-1].removeprefix("中华人民共和国").replace(" ", "") if found else ""


def issuer_in(heading: str) -> str:
    """The body that issued the latest version, or nothing."""
    lines = _QUOTED_TITLE.sub("", heading).strip().split("\n")
    return next((issuer for line in reversed(lines) for issuer in _ISSUERS if issuer in line), "")
