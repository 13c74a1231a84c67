"""The days a regulation mentions: in the lines under its title, in its closing article, in its file's name."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from regulations.rules.numerals import ZEROS, to_number
from regulations.rules.outline import Deed, Mention

# 2024 or 二〇二四, and a month or day: 3, 03, 三, 〇三, 二十三.
YEAR = rf"(?:\d{{4}}|[{ZEROS}零一二三四五六七八九]{{4}})"
_FEW = rf"(?:\d{{1,2}}|[{ZEROS}零一二三四五六七八九十]{{1,3}})"
_DAY = rf"({YEAR})\s*年\s*({_FEW})\s*月\s*({_FEW})\s*日"
DAY = re.compile(_DAY)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_QUOTED_TITLE = re.compile(r"《[^》]*》")
_DEEDS = (
    (re.compile("修正|修订|修改"), Deed.AMENDED),
    (re.compile("施行|实施|生效|起(?:正式)?(?:试行|执行|实行)"), Deed.EFFECTIVE),
    (re.compile("公布|发布|印发|颁布"), Deed.PROMULGATED),
    (re.compile("通过|批准|审议|制定"), Deed.ADOPTED),
)
_FORCE = r"(?:零时|0时)?\s*起\s*，?\s*(?:正式)?\s*(?:施行|实施|生效|试行|执行|实行)"
# 起施行前 and 起施行的 tell of something else.
_TAKES_EFFECT = re.compile(rf"本[^。，；]{{1,10}}[自从]\s*{_DAY}{_FORCE}(?![前后以之时的])")
# A closing article may leave out what it speaks of, or say something else of it first. Another law it would name.
_SAID_FIRST = (
    r"(?:本(?![市省区县州园地])|由)[^。；《》\n]{0,60}(?:解释|通过|批准|同意|备案|印发|有效期)[^。；《》，\n]{0,12}，"
)
_OTHER_LAW = "《|(?<!本)条例|法律|法规|该"
_CLOSING = re.compile(
    rf"^(?:(?:(?!{_OTHER_LAW}).)*[。；])?\s*(?:{_SAID_FIRST})?[并且]?[自从于]\s*{_DAY}{_FORCE}(?=[。；，,\s]|$)",
    re.MULTILINE,
)
MOST_CLOSING = 3
_ON_ISSUE = re.compile(rf"自\s*(?:公布|发布|颁布|印发|公告|下发|通过)之日{_FORCE}")
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,20}令\s*第?\s*\d+\s*号|[\u4e00-\u9fff]{2,12}[〔\[［（(]\d{4}[〕\]］）)]\s*第?\d+号"
)
# What an office prints above the title: 某某委员会文件.
_LETTERHEAD = re.compile(r"(?!关于)[^。，；：《》]{2,40}文件(?<!性文件)")
# Any other body is known by how it is called and by what it did: 某某园区管理委员会公布, 某市人民政府办公室印发.
_ANY_ISSUER = re.compile(
    r"([\u4e00-\u9fff、]{2,40}?(?:委员会|人民政府|办公[室厅]|工委|党委|党组|管委会|总局|委|部|局|厅|院))"
    r"(?:令\s*(?:第\s*\d+\s*号)?|第\S{1,8}?次\S{0,6}?会议)?\s*(?:公布|发布|印发|颁布|通过|制定|审议|文件)"
)
# A line that is a body and no more; the last lines of a document are such a one and a day.
_BODY = re.compile(r"[\u4e00-\u9fff、 ]{2,40}(?:委|委员会|管委会|人民政府|办公[室厅]|党组|部|局|厅|院|公司|协会|中心)")
_SIGNATURE = re.compile(
    rf"[（(]?(?:{_BODY.pattern})?\s*(?:{_DAY}\s*(?:印发|发布|公布)?)?[）)]?|[（(]此件[^）)]*[）)]|(?:抄送|主题词)[：:].*"
)
_SESSION = re.compile(r"第[一二三四五六七八九十]{1,4}届")
_ISSUERS = (
    "全国人民代表大会常务委员会",
    "全国人民代表大会",
    "国务院",
    "中国共产党中央委员会",
    "中共中央",
    "中央纪律检查委员会",
    "国家监察委员会",
)
_ANY_KNOWN = f"(?:{'|'.join(_ISSUERS)})"
# 国务院办公厅 and 中共中央组织部 are other bodies; 国务院第1次常务会议 and 中共中央政治局 are not.
_OTHER_BODY = (
    r"(?!政治局)(?:(?!批准|同意|公布|发布|印发|通过|修[改订正]|令|第|关于)[\u4e00-\u9fff]){0,16}"
    r"(?:委员会|办公[室厅]|总局|部|局|署)(?=[、，。；（(\s]|令|第|批准|公布|发布|印发|颁布|通过|制定|审议|$)"
)
# 中共中央、国务院印发: what bodies do together is of all of them.
_KNOWN = tuple(
    re.compile(rf"(?:{_ANY_KNOWN}[、 ])*{issuer}(?!{_OTHER_BODY})(?:[、 ]{_ANY_KNOWN}(?!{_OTHER_BODY}))*")
    for issuer in _ISSUERS
)
_OF_A_COURT = re.compile(r"(?:最高人民(?:法院|检察院)[、 ]?)+(?:审判|检察)委员会")
_COURT = re.compile(r"最高人民(?:法院|检察院)")


def day_of(year: str, month: str, day: str) -> date | None:
    """The day three numerals name, or None when there is no such day."""
    try:
        return date(to_number(year), to_number(month), to_number(day))
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
            mentions.append(Mention(day, deed_in(clause)))
    return tuple(mentions)


def deed_in(clause: str) -> Deed:
    """What was done on the day that a clause follows."""
    return next((deed for pattern, deed in _DEEDS if pattern.search(clause)), Deed.PROMULGATED)


def is_told(clause: str) -> bool:
    """Whether a line under the title says what was done, or goes on in the next line."""
    clause = _QUOTED_TITLE.sub("", clause)
    return "《" not in clause and any(pattern.search(clause) for pattern, _ in _DEEDS)


def effective_day_in(articles: Sequence[str]) -> date | None:
    """The day that 本法自…起施行 gives, or 自…起施行 in one of the last articles; None if there is none."""
    closing = (_CLOSING.search(words) or _TAKES_EFFECT.search(words) for words in reversed(articles[-MOST_CLOSING:]))
    anywhere = (_TAKES_EFFECT.search(words) for words in reversed(articles))
    found = next(filter(None, (*closing, *anywhere)), None)
    return day_of(*found.groups()) if found else None


def takes_effect_when_issued(articles: Sequence[str]) -> bool:
    """Whether the text says 自公布之日起施行 of itself, in this or other words."""
    return any(_ON_ISSUE.search(words) for words in articles)


def day_in_name(name: str) -> date | None:
    """The last YYYY-MM-DD in a file's name, or None."""
    found = _ISO_DAY.findall(name)
    return day_of(*found[-1]) if found else None


def document_number_in(heading: str) -> str:
    """The latest 文号, such as 国务院令第802号, or nothing."""
    found = _DOCUMENT_NUMBER.findall(DAY.sub(" ", _QUOTED_TITLE.sub("", heading)))
    return found[-1].removeprefix("中华人民共和国").replace(" ", "") if found else ""


def is_letterhead(line: str) -> bool:
    """Whether a line above the title says whose document it is, or gives its 文号, and no more."""
    without, numbers = _DOCUMENT_NUMBER.subn("", line)
    rest = without.strip("（()） ")
    return bool(_LETTERHEAD.fullmatch(rest)) or (bool(numbers) and not rest)


def is_signature(line: str) -> bool:
    """Whether a line is the name of a body, a day, or both, as they stand under a document."""
    return bool(_SIGNATURE.fullmatch(line))


def signer_in(lines: Sequence[str]) -> str:
    """The body that a line names alone or before a day, or nothing."""
    found = (_BODY.fullmatch(DAY.split(line)[0].strip("（( ")) for line in lines)
    return next((body[0] for body in found if body), "")


def issuer_in(heading: str) -> str:
    """The body that issued the latest version, or nothing."""
    lines = _QUOTED_TITLE.sub("", heading).strip().split("\n")
    known = (issuer.search(line) for line in reversed(lines) for issuer in _KNOWN)
    if found := next(filter(None, known), None):
        return found[0].replace(" ", "、")
    others = [match[1] for line in lines for match in _ANY_ISSUER.finditer(DAY.sub(" ", line))]
    issuer = _SESSION.sub("", others[-1]) if others else ""
    # What their committees adopt is of the courts, each of which names a session of its own.
    return "、".join(dict.fromkeys(_COURT.findall("".join(lines)))) if _OF_A_COURT.fullmatch(issuer) else issuer
