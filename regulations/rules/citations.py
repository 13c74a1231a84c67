"""Citations as people type them: 《监察法》第四条第二款第（三）项, found in running text or read alone.

Nothing is guessed here: a citation says what was written; whether there is such an article is for queries. What looks
like a citation and cannot be read is one that is `unread`, so that an editor is told of it.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from regulations.rules import dates
from regulations.rules.naming import plain_name
from regulations.rules.numerals import NUMERAL, to_number, to_numeral
from regulations.rules.outline import Deed

_N = rf"{NUMERAL}{{1,8}}"
_BRACKETED = rf"[（(]\s*{_N}\s*[）)]"
_THROUGH = r"起?[至到]|[~～]|[―—–－-]{1,2}"
_AND = r"[、和及与或]|以及|或者"
_JOINT = rf"\s*(?P<joint>(?P<through>{_THROUGH})|(?P<and>{_AND})|，)\s*"
# In what follows, spaces come only after or before a sign that is there: no text has many ways to be looked through.
_OPEN, _CLOSE = r"(?:[（(]\s*)?", r"(?:\s*[）)])?"
# 第一、二款, 第（一）至（三）项, （一）（二）项: numbers that share the one 款 or 项 after them.
_MORE = rf"(?:\s*(?:{_THROUGH}|{_AND})\s*(?:第\s*)?{_OPEN}{_N}{_CLOSE}|[^\S\n]*{_BRACKETED}){{0,19}}"
_ARTICLE = rf"(?P<article>{_N}{_MORE})\s*条(?:\s*之\s*(?P<suffix>{NUMERAL}{{1,3}}))?"
_PARAGRAPH = rf"(?P<paragraph>{_N}{_MORE})\s*款"
_ITEM = rf"(?P<item>{_OPEN}{_N}{_CLOSE}{_MORE})\s*项"
# 第四条2款 and 第一款（一）项 go without a 第.
_DIGIT, _SIGN = r"(?=[0-9０-９])", r"(?=[（(])"
_WITHIN_PARAGRAPH = rf"(?:(?:\s*第\s*|[^\S\n]*{_SIGN}){_ITEM})?"
_WITHIN = rf"(?:(?:\s*第\s*|[^\S\n]*{_DIGIT}){_PARAGRAPH})?{_WITHIN_PARAGRAPH}"
_DIVISION = rf"第\s*{_N}\s*(?:分编|[编章节])"
_DIVISIONS = rf"(?:(?:{_DIVISION}|[总分附]则)\s*)*"
# 第二款项 and 第二项目 are other words; so is 第二项工作 of a sentence that goes on.
_OTHER_WORDS = r"(?!目|工作|任务|指标|措施|内容|活动)"
_NEXT_SUFFIX = re.compile(rf"{_JOINT}之\s*(?P<suffix>{NUMERAL}{{1,3}})")
_NEXT_PARAGRAPH = re.compile(rf"{_JOINT}(?(through)(?:第\s*)?|(?:第\s*|{_DIGIT})){_PARAGRAPH}(?!项){_WITHIN_PARAGRAPH}")
_NEXT_ITEM = re.compile(rf"{_JOINT}(?(through)(?:第\s*)?|(?:第\s*|{_SIGN})){_ITEM}{_OTHER_WORDS}")

_TITLE = r"(?:《(?P<title>[^《》]{2,80})》|〈(?P<inner>[^《》〈〉]{2,80})〉)"
# （以下简称《监察法》）: another name of the same law.
_CALLED = r"(?:(?<=[称为：:])[“\"‘]?《[^（）()《》〈〉]{1,60}》[”\"’]?)?"
_BRACKET = rf"(?:\s*[（(〔\[](?P<bracket>[^（）()《》〈〉]{{1,60}}{_CALLED})[）)〕\]])?"
_OF = r"(?:(?:[中里]的?|的)\s*)?"
_PLACE = rf"\s*{_OF}{_DIVISIONS}{_OF}第\s*{_ARTICLE}{_WITHIN}"
_LAW = re.compile(_TITLE)
_AFTER_LAW = re.compile(_BRACKET + _PLACE)
_NAMED = rf"(?:{_TITLE}{_BRACKET}|(?P<bare>[^《》〈〉第]{{2,80}}?))"
_ALONE = re.compile(_NAMED + _PLACE)
_IN_HASTE = re.compile(rf"{_NAMED}\s*{_ARTICLE}{_WITHIN}")

# 《监察法》规定的第四条. What is counted in 条 and comes in its first may be a piece of news.
_GAP = r"[^《》〈〉第，。；：！？,.;:!?\n]"
_OTHER_THINGS = r"(?!线索|消息|新闻|短信|微信|视频|信息|留言|评论|建议|意见|要求|经验|措施|举措|理由|红线|底线|道路)"
# Further ones may go without a 第 as well: 第五十条至五十三条, 第四条、五条.
_BY_NUMBER = rf"(?={_N}\s*条{_OTHER_THINGS}(?!禁令|铁律|纪律|规矩|原则|办法))"
_ANOTHER = rf"(?(through)(?:第\s*)?|(?:第\s*|(?(and){_BY_NUMBER}|(?!))))"
_NEXT_ARTICLE = re.compile(rf"{_JOINT}{_DIVISIONS}{_ANOTHER}{_ARTICLE}{_WITHIN}")
_NEARLY = re.compile(rf"{_BRACKET}{_GAP}{{0,6}}(?:{_DIVISION}{_GAP}{{0,14}}){{0,2}}第\s*{_N}\s*条{_OTHER_THINGS}")
_LEFT_OVER = re.compile(
    rf"[^\S\n]*(?:[第前（(]|{NUMERAL})(?:[第前（()）、]|[^\S\n]|{NUMERAL}){{0,14}}[款项]{_OTHER_WORDS}"
)

_ONE = re.compile(rf"(?:\s*(?:(?P<through>{_THROUGH})|{_AND})\s*)?(?P<said>(?:第\s*)?{_OPEN}(?P<number>{_N}){_CLOSE})")
_EDITION = re.compile(r"(?P<law>.{2,}?)（(?P<said>[^（）]*)）")
_YEAR = re.compile(rf"(?<![第{NUMERAL[1:-1]}]){NUMERAL}{{4}}(?!{NUMERAL})")
_PARTS = ("article", "paragraph", "item")

# (article, suffix, paragraph, item); 0 where none is named.
Place = tuple[int, int, int, int]


@dataclass(frozen=True)
class Citation:
    """One place cited. `start` and `end` delimit it in the text it was found in; 0 means "none named".

    `since`: the place at the other end of a range that ends here. `unread`: what was written, where it cannot be read;
    then there is no article.
    """

    start: int
    end: int
    title: str
    article: int
    suffix: int = 0
    paragraph: int = 0
    item: int = 0
    since: Place | None = None
    unread: str = ""

    @property
    def place(self) -> Place:
        return self.article, self.suffix, self.paragraph, self.item

    @property
    def law(self) -> str:
        """The title without the version it names: 监察法 of 监察法（2018年）."""
        return edition(self.title)[0]

    @property
    def words(self) -> str:
        """The citation in full, as it is written however it was typed: 《监察法》第四条之一第二款第（三）项."""
        if self.unread:
            return self.unread
        return f"《{self.title}》{self.place_words}"

    @property
    def place_words(self) -> str:
        """The same without the law: 第四条之一第二款第（三）项."""
        words = f"第{_spell(self.article)}条"
        words += f"之{_spell(self.suffix)}" if self.suffix else ""
        words += f"第{_spell(self.paragraph)}款" if self.paragraph else ""
        return words + (f"第（{_spell(self.item)}）项" if self.item else "")


def edition(title: str) -> tuple[str, frozenset[int]]:
    """The law that a title names, and the years by which it names a version: 监察法（2018修正） is (监察法, {2018})."""
    match = _EDITION.fullmatch(title)
    years = frozenset(_years(match["said"])) if match else frozenset()
    return (match["law"], years) if years else (title, years)


def names_version_of(title: str, *, promulgated_on: date, effective_on: date) -> bool:
    """Whether a title that names a version means that of these days: 监察法（2018年）, 公司法（2024年7月1日起施行）.

    A year is that of promulgation, unless it is said to be that of effect; whole days are these days or none.
    """
    said, years = _EDITION.fullmatch(title)["said"], edition(title)[1]
    if not dates.DAY.search(said):
        return {(effective_on if dates.deed_in(said) == Deed.EFFECTIVE else promulgated_on).year} == years
    mentions = dates.mentions_in(said)
    acted = [mention.day for mention in mentions if mention.deed != Deed.EFFECTIVE]
    began = [mention.day for mention in mentions if mention.deed == Deed.EFFECTIVE]
    of_these_days = (max(acted, default=promulgated_on), max(began, default=effective_on))
    return bool(mentions) and of_these_days == (promulgated_on, effective_on)


def find_citations(text: str) -> list[Citation]:
    """Every citation in running text, in order; 《监察法》第四条第一款、第二款和第五条 is three of the same title."""
    found, position = [], 0
    while law := _LAW.search(text, position):
        here = _citations_of(text, law)
        found += here
        position = here[-1].end if here else law.end()
    return [citation for citation in found if citation.article or citation.unread]


def read_citation(text: str) -> Citation | None:
    """The one citation a text consists of, with or without 《》; None when it is anything else."""
    return _read_whole(_ALONE, text)


def read_in_haste(text: str) -> Citation | None:
    """The one citation a text without any 第 may be: 公司法4条, 公司法二百六十六条. 廉洁从业十条 looks the same."""
    return _read_whole(_IN_HASTE, text)


def _read_whole(pattern: re.Pattern, text: str) -> Citation | None:
    match = pattern.fullmatch(text.strip().rstrip("。；;."))
    if not match:
        return None
    found = _read(match, _title(match, match), 0)
    return found[0] if len(found) == 1 and found[0].article else None


def in_full(text: str) -> str:
    """监察法第四条 as 《监察法》第四条; a text that is no citation stays as it is."""
    citation = read_citation(text)
    return citation.words if citation else text


def names_its_version(words: str) -> bool:
    """Whether a citation in full says which version of its law it means, whatever the day."""
    citation = read_citation(words)
    return bool(citation and edition(citation.title)[1])


def _citations_of(text: str, law: re.Match) -> list[Citation]:
    """All that is cited of a law, from where its title stands on."""
    match = _AFTER_LAW.match(text, law.end())
    if not match:
        nearly = _NEARLY.match(text, law.end())
        title = plain_name(law["title"] or law["inner"])
        return [_unread(text, Citation(law.start(), nearly.end(), title, 0))] if nearly else []
    found = _read(match, _title(law, match), law.start())
    while found[-1].article and (more := _following(text, found[-1])):
        if more[0].since and not _runs_on(more[0]):
            found[-1:] = [_unread(text, replace(found[-1], end=more[-1].end))]
            break
        found += more
    if found[-1].article and (rest := _LEFT_OVER.match(text, found[-1].end)):
        found[-1] = _unread(text, replace(found[-1], end=rest.end()))
    return found


def _following(text: str, last: Citation) -> list[Citation]:
    """What is listed after another place: an article; a paragraph where that was one; an item where that was."""
    if match := _NEXT_ARTICLE.match(text, last.end):
        return _read(match, last.title, match.end("joint"), after=last)
    if last.suffix and not last.paragraph and not last.item and (match := _NEXT_SUFFIX.match(text, last.end)):
        since = last.place if match["through"] else None
        suffix = _number(match["suffix"])
        return [replace(last, start=match.end("joint"), end=match.end(), suffix=suffix, since=since)]
    if last.paragraph and (match := _NEXT_PARAGRAPH.match(text, last.end)):
        return _read(match, last.title, match.end("joint"), after=last)
    if last.item and (match := _NEXT_ITEM.match(text, last.end)):
        return _read(match, last.title, match.end("joint"), after=last)
    return []


def _read(match: re.Match, title: str, start: int, after: Citation | None = None) -> list[Citation]:
    """What a match says; what it leaves out before the first thing it says is that of the place listed before it."""
    said = {part: _numbers(match, part) for part in _PARTS if match.groupdict().get(part)}
    whole = Citation(start, match.end(), title, 0)
    if not all(each.number for each in said.get("article", ())):
        return [whole]
    *above, last = said.values()
    # 第四、五条第一款 may mean a paragraph of one article or of both.
    if any(len(numbers) > 1 for numbers in above) or not all(each.number for each in [*sum(above, []), *last]):
        return [_unread(match.string, whole)]
    *_, part = said
    place, found = _place(match, said, after), []
    for each in last:
        begins, ends = each.start if found else start, match.end() if each is last[-1] else each.end
        suffix = place["suffix"] if part != "article" or each is last[-1] else 0
        cited = Citation(begins, ends, title, **{**place, "suffix": suffix, part: each.number})
        if each.through if found else match.groupdict().get("through"):
            cited = replace(cited, since=(found[-1] if found else after).place)
            if found and not _runs_on(cited):
                return [_unread(match.string, whole)]
        found.append(cited)
    return found


def _place(match: re.Match, said: dict[str, list["_Number"]], after: Citation | None) -> dict[str, int]:
    """The place of the first number of each part that was said, within the place listed before it."""
    first = _PARTS.index(next(iter(said)))
    place = {part: getattr(after, part) if _PARTS.index(part) < first else 0 for part in _PARTS}
    suffix = after.suffix if first else _number(match["suffix"])
    return place | {part: numbers[0].number for part, numbers in said.items()} | {"suffix": suffix}


@dataclass(frozen=True)
class _Number:
    """One of the numbers that share a 条, 款 or 项; `through`: it ends a range that the one before it begins."""

    number: int
    through: bool
    start: int
    end: int


def _numbers(match: re.Match, part: str) -> list[_Number]:
    return [
        _Number(_number(one["number"]), bool(one["through"]), one.start("said"), one.end())
        for one in _ONE.finditer(match.string, *match.span(part))
    ]


def _runs_on(last: Citation) -> bool:
    """Whether the range that a citation ends goes forward."""
    return last.since < last.place


def _unread(text: str, citation: Citation) -> Citation:
    """A citation that nobody can resolve, as it was written."""
    words = "".join(text[citation.start : citation.end].split())
    words = words if words[0] in "《〈" else f"《{citation.title}》{words}"
    return replace(citation, article=0, suffix=0, paragraph=0, item=0, since=None, unread=words)


def _title(law: re.Match, match: re.Match) -> str:
    """The title as names are compared, with the version where what follows it in brackets names one."""
    groups = law.groupdict()
    title = plain_name(groups["title"] or groups["inner"] or groups["bare"])
    return f"{title}（{plain_name(match['bracket'])}）" if _years(match["bracket"] or "") else title


def _years(text: str) -> set[int]:
    return {year for numeral in _YEAR.findall(text) if 1900 < (year := _number(numeral)) < 2100}


def _number(numeral: str | None) -> int:
    try:
        return to_number(numeral) if numeral else 0
    except ValueError:
        return 0


def _spell(number: int) -> str:
    """A numeral, or the digits of a number that no statute reaches."""
    return to_numeral(number) if number < 10_000 else str(number)
