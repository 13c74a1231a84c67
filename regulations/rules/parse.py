"""From a regulation's text to its outline: no article lost, none invented, what was unsure reported.

A line opens an article only where the numbers continue. Sentences that begin with 第四条规定的… are told from
articles by what follows the label and by whether the real fourth article comes later.
"""

import re
from datetime import date

from regulations.rules import dates, marks
from regulations.rules.assembly import Assembly
from regulations.rules.lines import Line, clean_lines, digest
from regulations.rules.outline import Deed, Doubt, Doubtful, Mention, Outline

_YEAR_NOTE = re.compile(r"[（(](?:\d{4}年?[^）)]{0,12}|试行|草案)[）)]$")
_HALF_TITLES = ("中华人民共和国", "中国共产党")
_DATES_BEHIND = re.compile(r"[（(]\s*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日.*$")
_NAME_DAY = re.compile(r"[（(_\- ]*\d{4}-\d{2}-\d{2}[）)]?")
_HAS_POINTS = re.compile("修正案|决定|意见|通知|规定")
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
    title, body, doubts = _title(lines, name)
    assembly = Assembly(body, points=_is_in_points(title, body))
    if not assembly.articles:
        raise RegulationRefused("no-articles")
    heading, preamble = _front(assembly.front)
    mentions = dates.mentions_in(heading)
    promulgated = _promulgated(mentions, name, assembly.text)
    effective, inferred = _effective(mentions, promulgated, assembly.text)
    doubts += assembly.doubts
    if inferred:
        doubts.append(Doubt(0, Doubtful.EFFECTIVE_DAY_INFERRED, effective.isoformat()))
    return Outline(
        title=title,
        issuer=dates.issuer_in(heading),
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
    )


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
    """The words of the title: some break it after 中华人民共和国, some put the dates behind it in brackets."""
    words, rest = lines[0].text, lines[1:]
    if words in _HALF_TITLES and rest and not _opens_something(rest[0]):
        words, rest = words + rest[0].text, rest[1:]
    if told := _DATES_BEHIND.search(words):
        rest = [Line(lines[0].number, told[0]), *rest]
        words = words[: told.start()]
    return words, rest


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
        return False
    if "修正案" in title and any(marks.point_mark(line) for line in lines):
        return True
    return not any((mark := marks.article_mark(line)) and mark.convincing for line in lines)


def _front(lines: list[Line]) -> tuple[str, str]:
    """The lines under the title that tell dates, and the preamble after them."""
    heading: list[str] = []
    for index, line in enumerate(lines):
        if not (_is_heading_line(line) or (heading and _goes_on(heading[-1]))):
            return "\n".join(heading), "\n".join(rest.text for rest in lines[index:])
        if heading and _goes_on(heading[-1]):
            heading[-1] += line.text
        else:
            heading.append(line.text)
    return "\n".join(heading), ""


def _is_heading_line(line: Line) -> bool:
    text = line.text.lstrip("（(")
    return bool(dates.DAY.match(text)) or (bool(dates.document_number_in(text)) and len(text) < 60)


def _goes_on(told: str) -> bool:
    return bool(_UNFINISHED.search(told)) or (bool(dates.DAY.search(told)) and not dates.is_told(told))


def _promulgated(mentions: tuple[Mention, ...], name: str, text: str) -> date:
    """The last day it was adopted, promulgated or amended: it names the version, as law collections do."""
    acted = [mention.day for mention in mentions if mention.deed != Deed.EFFECTIVE]
    stated = [mention.day for mention in mentions]
    day = max(acted, default=None) or dates.day_in_name(name) or max(stated, default=None)
    day = day or dates.effective_day_in(text)
    if not day:
        raise RegulationRefused("undated")
    return day


def _effective(mentions: tuple[Mention, ...], promulgated: date, text: str) -> tuple[date, bool]:
    """The day this version took effect, and whether that had to be inferred.

    An amended law keeps the sentence that brought its first version into force: an earlier day says nothing
    of this version.
    """
    stated = [mention.day for mention in mentions if mention.deed == Deed.EFFECTIVE]
    day = max(stated, default=None) or dates.effective_day_in(text)
    if day and day >= promulgated:
        return day, False
    first_version = sum(mention.deed != Deed.EFFECTIVE for mention in mentions) <= 1
    return promulgated, not (first_version and "自公布之日起" in text)
