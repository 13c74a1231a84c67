"""From a regulation's text to its outline: no article lost, none invented, what was unsure reported.

A line opens an article only where the numbers continue. Sentences that begin with 第四条规定的… are told from
articles by what follows the label and by whether the real fourth article comes later.
"""

import re
from datetime import date

from regulations.rules import dates, labels, marks
from regulations.rules.assembly import Assembly
from regulations.rules.lines import Line, clean_lines, digest
from regulations.rules.naming import is_on_trial
from regulations.rules.outline import Deed, Doubt, Doubtful, Mention, Outline, ReadLine, Role
from regulations.rules.running import one_a_line
from regulations.rules.wrapping import Unwrapped, unwrapped

_YEAR_NOTE = re.compile(rf"[（(](?:(?:\d{{4}}年?|{dates.YEAR}年)[^）)]{{0,12}}|试行|草案)[）)]$")
# What a regulation is by its title; a first line that ends in none of them may go on in the next.
_KINDS = (
    "法|条例|办法|规定|规则|意见|细则|准则|决定|决议|通知|章程|制度|守则|规范|公约|方案|纲要|规程|通则"
    "|修正案|解释|指引|标准|清单|措施"
)
_WHOLE_TITLE = re.compile(rf"(?:{_KINDS})》?(?:[（(][^）)]*[）)])?》?$")
_NO_TITLE = re.compile(r"[。；：，]|^(?:为|根据|依据|依照|按照|经)")
_LONGEST_TITLE_LINE = 40
_HALF_TITLES = ("中华人民共和国", "中国共产党")
_DATES_BEHIND = re.compile(rf"[（(]\s*{dates.DAY.pattern}.*$")
_NAME_DAY = re.compile(r"[（(_\- ]*\d{4}-\d{2}-\d{2}[）)]?")
_HAS_POINTS = re.compile("修正案|决定|意见|通知|规定")
# These have articles, as a rule, and are in points where there is none.
_MAY_HAVE_POINTS = re.compile(
    "(?:措施|清单|方案|准则|办法|制度|守则|规范|公约|指引|标准|纲要|规程|细则|规则)(?:（[^）]*）)?$"
)
_UNFINISHED = re.compile(r"[（(][^）)]*$")


class RegulationRefused(Exception):
    """A text that is no regulation: `code` is empty, no-articles, no-title or undated."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def parse(text: str, name: str = "") -> Outline:
    """The outline of a regulation's text. `name` is its file's name, asked only for what the text does not say."""
    lines = clean_lines(text)
    if not lines:
        raise RegulationRefused("empty")
    letterhead, titled = _letterhead(lines)
    title, body, doubts = _title(titled, name)
    on_trial = not doubts and is_on_trial(_split_title(titled)[0])
    points = _is_in_points(title, body)
    whole = Unwrapped(body) if points else unwrapped(body)
    body, run_on = one_a_line(whole.lines, points)
    assembly = Assembly(body, points)
    if not assembly.articles:
        raise RegulationRefused("no-articles")
    heading, preamble, facts = _front(assembly.front)
    heading = "\n".join([*(line.text for line in letterhead), heading])
    mentions = dates.mentions_in(heading)
    promulgated, as_effective = _promulgated(mentions, name, assembly)
    effective, inferred = _effective(mentions, promulgated, assembly.texts)
    doubts += [*whole.doubts, *run_on, *assembly.doubts]
    if as_effective:
        doubts.append(Doubt(0, Doubtful.PROMULGATED_DAY_INFERRED, promulgated.isoformat()))
    if inferred:
        doubts.append(Doubt(0, Doubtful.EFFECTIVE_DAY_INFERRED, effective.isoformat()))
    roles = _with_joined(whole, assembly.roles) | facts | _facts(letterhead)
    return Outline(
        title=title,
        issuer=dates.issuer_in(heading) or dates.signer_in([*heading.split("\n"), *assembly.signature]),
        document_number=dates.document_number_in(heading),
        dates=mentions,
        version=promulgated.isoformat(),
        promulgated_on=promulgated,
        effective_on=effective,
        preamble=preamble,
        books=tuple(assembly.books),
        chapters=tuple(assembly.chapters),
        sections=tuple(assembly.sections),
        articles=tuple(assembly.articles),
        appendix="\n".join(assembly.appendix),
        digest=digest(lines),
        doubts=tuple(doubts),
        on_trial=on_trial,
        lines=tuple(_as_read(lines, titled[0].number, roles)),
    )


def _as_read(lines: list[Line], first: int, roles: dict[int, Role]) -> list[ReadLine]:
    """Every line with what it was taken for; the title, from the `first` line on, is what is nothing else."""
    # Dates in brackets behind the title stand in its own line.
    title = Role.TITLE if roles.get(first) == Role.FACTS else roles.get(first, Role.TITLE)
    return [
        ReadLine(line.number, title if line.number == first else roles.get(line.number, Role.TITLE), line.text)
        for line in lines
    ]


def _with_joined(whole: Unwrapped, roles: dict[int, Role]) -> dict[int, Role]:
    """The roles, and those of lines that were joined to others; what goes on an article's first line is no article."""
    goes_on = {number: roles.get(first, Role.PARAGRAPH) for number, first in whole.joined.items()}
    return roles | {number: Role.PARAGRAPH if role == Role.ARTICLE else role for number, role in goes_on.items()}


def _facts(lines: list[Line]) -> dict[int, Role]:
    return dict.fromkeys((line.number for line in lines), Role.FACTS)


def _letterhead(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines above the title that give issuer, 文号 and perhaps the day; and those from the title on."""
    count = 0
    while count < len(lines) and (
        dates.is_letterhead(lines[count].text) or (count and dates.DAY.fullmatch(lines[count].text))
    ):
        count += 1
    # Where nothing else could be the title, the first line is.
    if count == len(lines) or _opens_something(lines[count]):
        count = 0
    return lines[:count], lines[count:]


def _title(lines: list[Line], name: str) -> tuple[str, list[Line], list[Doubt]]:
    """The title, the lines after it, and a doubt when only the file's name gave it."""
    if not _opens_something(lines[0]):
        words, rest = _split_title(lines)
        title = _YEAR_NOTE.sub("", words.replace(" ", "")).strip("《》")
        if title:
            return title, rest, []
    title = _NAME_DAY.sub("", name).strip()
    if not title:
        raise RegulationRefused("no-title")
    return title, lines, [Doubt(0, Doubtful.TITLE_FROM_NAME, title)]


def _split_title(lines: list[Line]) -> tuple[str, list[Line]]:
    """The words of the title: some break it over two lines or three, some put the dates behind it in brackets."""
    words, rest = lines[0].text, lines[1:]
    if words in _HALF_TITLES and rest and not _opens_something(rest[0]):
        words, rest = words + rest[0].text, rest[1:]
    elif more := _rest_of_title(lines):
        words, rest = words + "".join(line.text for line in rest[:more]), rest[more:]
    if told := _DATES_BEHIND.search(words):
        rest = [Line(lines[0].number, told[0]), *rest]
        words = words[: told.start()]
    return words, rest


def _rest_of_title(lines: list[Line]) -> int:
    """How many lines after the first the title goes on: up to the one that says what it is, 办法 or 规定."""
    for count, line in enumerate(lines[:3]):
        if len(line.text) > _LONGEST_TITLE_LINE or _NO_TITLE.search(line.text) or dates.DAY.search(line.text):
            return 0
        if count and (_opens_something(line) or dates.is_letterhead(line.text)):
            return 0
        if _WHOLE_TITLE.search(line.text):
            return count
    return 0


def _opens_something(line: Line) -> bool:
    return bool(
        marks.article_mark(line)
        or marks.division_mark(line)
        or marks.point_mark(line)
        or marks.CONTENTS.fullmatch(line.text)
        or dates.DAY.match(line.text.lstrip("（("))
    )


def _is_in_points(title: str, lines: list[Line]) -> bool:
    """Whether 一、二、 are the articles: amendments, and decisions that have no 第一条."""
    if not _HAS_POINTS.search(title):
        found, _ = labels.article_marks(lines)
        return bool(_MAY_HAVE_POINTS.search(title)) and not any(mark and not mark.mention for mark in found)
    if "修正案" in title and any(marks.point_mark(line) for line in lines):
        return True
    found, _ = labels.article_marks(lines)
    if any(mark and mark.convincing for mark in found):
        return False
    # 第一条为了…: a law whose labels stand close, unless it is in points that speak of another's first article.
    begins = (mark or marks.point_mark(line) for mark, line in zip(found, lines, strict=True))
    first = next((mark for mark in begins if mark and not mark.mention and mark.key == (1, 0)), None)
    return not (first and first.label.startswith("第"))


def _front(lines: list[Line]) -> tuple[str, str, dict[int, Role]]:
    """The lines under the title that tell dates, the preamble after them, and which lines the former are."""
    heading: list[str] = []
    facts: dict[int, Role] = {}
    for index, line in enumerate(lines):
        goes_on = bool(heading) and _goes_on(heading[-1], line)
        if not (goes_on or _is_heading_line(line) or _is_signed_below(lines, index)):
            return "\n".join(heading), "\n".join(rest.text for rest in lines[index:]), facts
        facts[line.number] = Role.FACTS
        if goes_on:
            heading[-1] += line.text
        else:
            heading.append(line.text)
    return "\n".join(heading), "", facts


def _is_heading_line(line: Line) -> bool:
    text = line.text.lstrip("（(")
    return bool(dates.DAY.match(text)) or (bool(dates.document_number_in(text)) and len(text) < 60)


def _is_signed_below(lines: list[Line], index: int) -> bool:
    """Whether a line names the body whose day stands in the next."""
    return dates.is_signature(lines[index].text) and index + 1 < len(lines) and _is_heading_line(lines[index + 1])


def _goes_on(told: str, line: Line) -> bool:
    """Whether a line under the title is finished in the next one; after a mere day a whole sentence is the preamble."""
    is_open = bool(dates.DAY.search(told)) and not dates.is_told(told) and not line.text.endswith("。")
    return is_open or bool(_UNFINISHED.search(told))


def _promulgated(mentions: tuple[Mention, ...], name: str, assembly: Assembly) -> tuple[date, bool]:
    """The last day it was adopted, promulgated, amended or signed: it names the version, as law collections do.

    And whether no such day is told, so that it had to be taken from when the regulation took effect.
    """
    acted = [mention.day for mention in mentions if mention.deed != Deed.EFFECTIVE]
    signed = [mention.day for mention in dates.mentions_in("\n".join(assembly.signature))]
    if day := max(acted, default=None) or dates.day_in_name(name) or max(signed, default=None):
        return day, False
    stated = [mention.day for mention in mentions]
    if day := max(stated, default=None) or dates.effective_day_in(assembly.texts):
        return day, True
    raise RegulationRefused("undated")


def _effective(mentions: tuple[Mention, ...], promulgated: date, articles: list[str]) -> tuple[date, bool]:
    """The day this version took effect, and whether that had to be inferred.

    An amended law keeps the sentence that brought its first version into force: an earlier day says nothing
    of this version.
    """
    stated = [mention.day for mention in mentions if mention.deed == Deed.EFFECTIVE]
    day = max(stated, default=None) or dates.effective_day_in(articles)
    if day and day >= promulgated:
        return day, False
    first_version = sum(mention.deed != Deed.EFFECTIVE for mention in mentions) <= 1
    return promulgated, not (first_version and dates.takes_effect_when_issued(articles))
