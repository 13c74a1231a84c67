"""What the first words of a line say it is: a division, an article, a point, an item, or just text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regulations.rules.dates import YEAR
from regulations.rules.lines import Line
from regulations.rules.numerals import NUMERAL, ZEROS, to_number

_DIVISION = re.compile(rf"第\s*({NUMERAL}[{NUMERAL[1:-1]}\s]{{0,7}}?)\s*(分编|编|章|节)(?![款项条])([：:\s]*)(.*)")
CLOSING = "附则"
_CLOSING_CHAPTER = re.compile(r"附\s*则")
_ARTICLE = re.compile(
    rf"第\s*({NUMERAL}[{NUMERAL[1:-1]}\s]{{0,12}}?)\s*条(?:\s?之({NUMERAL}{{1,3}}))?([：:\s]*)(.*)", re.DOTALL
)
_POINT = re.compile(rf"({NUMERAL}{{1,4}})、(\s*)(.*)", re.DOTALL)
_ITEM = re.compile(rf"([“\"‘]?)[（(]\s*([{ZEROS}零一二三四五六七八九十百]{{1,5}})\s*[）)]\s*(.*)", re.DOTALL)
_DETAIL = re.compile(r"[“\"]?(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d))")
_AMENDED = rf"{YEAR}\s*年[^）)】\]〕]{{0,12}}(?:修改|修正|修订|增加|增设|新增|删去|删除|废止)"
_NOTE = re.compile(rf"[（(【\[〔](?:注|编者|[本此该]条|根据|原条文|已失效|{_AMENDED})[^）)】\]〕]*[）)】\]〕]")
_CAPTION = re.compile(r"[【〔](.{1,40}?)[】〕]\s*(.*)", re.DOTALL)
_APPENDIX = re.compile(rf"附\s*(?:件|表|录)\s*{NUMERAL}{{0,3}}\s*(?:[：:\s].*)?|附\s*[：:].*")
CONTENTS = re.compile(r"[（(【]?目\s*[录次][）)】]?[：:]?")

# Headings that may stand before a label in the same line: 第二章 登记 第九条 …
_HEADING = rf"(?:第\s*{NUMERAL}{{1,8}}\s*(?:分编|[编章节])\s[^。；：，第]{{1,40}}?\s|附\s?则\s)"
_STOPS = '。；！？”"'
_INSIDE = re.compile(rf"(?:^|(?<=[{_STOPS}\s]))({_HEADING}{{0,3}})第\s*{NUMERAL}[{NUMERAL[1:-1]}\s]{{0,12}}?\s*条")
_INSIDE_POINT = re.compile(rf"(?<=[{_STOPS} ]){NUMERAL}{{1,4}}、")
_HEADING_AT_END = re.compile(
    rf"(?<=[{_STOPS}])\s?(第\s*{NUMERAL}{{1,8}}\s*(?:分编|[编章节])\s[^。；：，第]{{1,40}}|附\s?则)$"
)
_ONE_HEADING = re.compile(_HEADING)
_ENOUGH = 80

# How a sentence goes on after it has named an article of this or another law.
_MENTION_TAIL = re.compile(
    rf"(?:第\s*{NUMERAL}+\s*[款项条]|规定|所(?:列|称|述|规定)|之规定|的|、|，|,|；|。|）|和第|及第|与第|或者?第|至第|到第|以及第|中(?:的|规定|所)|(?:修改|修正)为)"
)
_SIGN = re.compile(r"[、，,](?!\s*第)")
# A label of no number that is known; one character of it may be any, as scanned pages have it.
_UNREAD = re.compile(r"第([^条，。；：《》]{1,12})条(?![件款例约理文目])")
_SEVERAL = re.compile(rf"[{NUMERAL[1:-1]}\s]+(?:[、至到和及与或~～-][{NUMERAL[1:-1]}\s]+)+")
_OTHER_WORDS = re.compile(rf"(?![{NUMERAL[1:-1]}壹贰叁肆伍陆柒捌玖拾佰仟廿卅])[\u4e00-\u9fff]")
_NO_NUMBER = re.compile("[本前该各两上下此同款项章节编类种]")
_CLOSES = re.compile(r"自.{2,20}起.{0,4}(?:施行|实施|生效|试行|执行)|(?:负责|进行)解释|解释权")
_LONGEST_HEADING = 60
_LONGEST_UNNUMBERED = 30
_MOST = 9_999
_WHOLE = '。；：！？”’」』》）〕】…—.;:!?")]'
_NO_HEADING_ENDS = "。；：，、！？…—.;:,!?"
_ENDS_A_SENTENCE = re.compile(r"[。；：，]$")


@dataclass(frozen=True)
class DivisionMark:
    kind: str  # 编, 分编, 章, 节
    number: int
    label: str
    heading: str
    certain: bool

    @property
    def is_closing(self) -> bool:
        """附则, which has no number."""
        return not self.number and self.heading == CLOSING

    @property
    def is_unnumbered(self) -> bool:
        """A heading of the office's own, without a label."""
        return not self.number and not self.is_closing


@dataclass(frozen=True)
class ArticleMark:
    """A line that may open an article. `spaced`: its label stands apart; `mention`: it reads on like a reference.

    `signed`: it reads on with 、 or ，, but not with a second article, as a reference to several would.
    """

    number: int
    suffix: int
    label: str
    text: str
    spaced: bool
    mention: bool
    heading: str = ""
    signed: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return self.number, self.suffix

    @property
    def convincing(self) -> bool:
        return self.spaced and not self.mention


@dataclass(frozen=True)
class InnerLabel:
    """第…条 inside a line. `starts`: where it and the headings before it begin in the line.

    `behind_a_sentence`: the sentence before it has ended, or headings part it from it.
    """

    starts: tuple[int, ...]
    mark: ArticleMark
    behind_a_sentence: bool


def division_mark(line: Line) -> DivisionMark | None:
    """The book, chapter or section a line opens, or None."""
    if _CLOSING_CHAPTER.fullmatch(line.text):
        return DivisionMark("章", 0, "", CLOSING, True)
    found = _DIVISION.fullmatch(line.text)
    if not found or len(line.text) > _LONGEST_HEADING or _ENDS_A_SENTENCE.search(line.text):
        return None
    numeral, kind, space, rest = found.groups()
    certain = line.marked or bool(space) or not rest
    if not certain and _MENTION_TAIL.match(rest):
        return None
    number = _number(numeral)
    label = "第" + "".join(numeral.split()) + kind
    return DivisionMark(kind, number, label, tidy_heading(rest), certain) if number else None


def unnumbered_mark(line: Line) -> DivisionMark | None:
    """The heading without a number that a line may be: short, and no sentence; or None."""
    words = line.text.rstrip('”’」』》）〕】")')
    if len(line.text) > _LONGEST_UNNUMBERED or not words or words[-1] in _NO_HEADING_ENDS or words[0] in "（([【〔":
        return None
    if "。" in words or "；" in words or item_mark(line):
        return None
    # 2 要求 is not set wide.
    heading = line.text if words[0].isdigit() else tidy_heading(line.text)
    return DivisionMark("章", 0, "", heading, line.marked)


def article_mark(line: Line) -> ArticleMark | None:
    """The article a line may open, or None."""
    found = _ARTICLE.fullmatch(line.text)
    if not found:
        return None
    numeral, suffix, space, rest = found.groups()
    number, after = _number(numeral), _number(suffix) if suffix else 0
    if not number:
        return None
    label = "第" + "".join(numeral.split()) + "条" + (f"之{suffix}" if suffix else "")
    spaced = line.marked or bool(space) or not rest or rest.startswith("【")
    heading, text = _caption(rest, line.marked)
    mention, signed = bool(_MENTION_TAIL.match(rest)), bool(_SIGN.match(rest))
    return ArticleMark(number, after, label, text, spaced, mention, heading, signed)


def inner_labels(line: Line) -> list[InnerLabel]:
    """The labels further on in a line that stand behind a sentence or a space. What is quoted is none."""
    found = []
    for match, before in _unquoted(_INSIDE, line.text):
        begin, label = match.start(), match.end(1)
        mark = article_mark(Line(line.number, line.text[label : label + _ENOUGH]))
        if label and mark:
            headings = [begin + each.start() for each in _ONE_HEADING.finditer(match[1])]
            found.append(InnerLabel((*headings, label), mark, bool(headings) or before in _STOPS))
    return found


def heading_at_end(line: Line) -> tuple[int, str]:
    """Where a heading begins that ends a line behind a sentence, and the heading; (0, "") where none does."""
    found = _HEADING_AT_END.search(line.text)
    return (found.start(1), found[1]) if found else (0, "")


def inner_points(line: Line) -> list[InnerLabel]:
    """The points further on in a line that stand behind a sentence. What is quoted is none."""
    found = []
    for match, before in _unquoted(_INSIDE_POINT, line.text):
        mark = point_mark(Line(line.number, line.text[match.start() : match.start() + _ENOUGH]))
        if mark and before in _STOPS:
            found.append(InnerLabel((match.start(),), mark, behind_a_sentence=True))
    return found


def _unquoted(pattern: re.Pattern, text: str) -> Iterator[tuple[re.Match, str]]:
    """What the pattern finds outside quotation marks, and the character before it that is no space."""
    quotes, seen = 0, 0
    for match in pattern.finditer(text):
        begin = match.start()
        quotes += text.count("“", seen, begin) - text.count("”", seen, begin)
        seen, before = begin, text[max(0, begin - 2) : begin].rstrip()[-1:]
        # Each paragraph of a long quotation opens it anew, and only the last one closes it.
        quotes = 0 if before == "”" else quotes
        if quotes <= 0:
            yield match, before or " "


def unread_label(line: Line) -> str:
    """第壹条 or 第二十—条 of a line that begins so: a label whose number cannot be read. Or nothing."""
    found = _UNREAD.match(line.text)
    if not found or article_mark(line) or _SEVERAL.fullmatch(found[1]):
        return ""
    odd = _OTHER_WORDS.findall(found[1])
    return found[0].rstrip() if len(odd) < 2 and not _NO_NUMBER.search(found[1]) else ""


def point_mark(line: Line) -> ArticleMark | None:
    """The point (一、) of an amendment a line may open, or None."""
    found = _POINT.fullmatch(line.text)
    number = _number(found[1]) if found else 0
    if not number:
        return None
    return ArticleMark(number, 0, found[1], found[3], spaced=True, mention=False)


def item_mark(line: Line) -> tuple[int, str, str] | None:
    """（number, label, text) of the item （三） a line opens; a quotation mark before it stays with the label."""
    found = _ITEM.fullmatch(line.text)
    number = _number(found[2]) if found else 0
    return (number, f"{found[1]}（{found[2]}）", found[3]) if number else None


def closes(words: str) -> bool:
    """Whether these are the words of a closing article: from when the regulation holds, who explains it."""
    return bool(_CLOSES.search(words))


def ends_a_sentence(words: str) -> bool:
    """Whether a new paragraph may follow these words: they are whole, or there are none."""
    return not words or words[-1] in _WHOLE


def is_detail(line: Line) -> bool:
    """1. or （1）: 目, which stays inside the item or paragraph above it."""
    return bool(_DETAIL.match(line.text))


def is_note(line: Line) -> bool:
    """A remark in brackets on a line of its own, which is no paragraph."""
    return bool(_NOTE.fullmatch(line.text))


def is_appendix(line: Line) -> bool:
    """附件, 附表, 附录: what follows the last article."""
    return bool(_APPENDIX.fullmatch(line.text))


def tidy_heading(words: str) -> str:
    """总 则 is set wide on paper; in a list it is 总则."""
    close = words.replace(" ", "")
    return close if len(close) <= 4 else words.strip()


def _caption(rest: str, marked: bool) -> tuple[str, str]:
    found = _CAPTION.fullmatch(rest)
    if found:
        return found[1], found[2]
    if marked and 0 < len(rest) <= _LONGEST_HEADING and not re.search(r"[。；：，]", rest):
        return rest, ""
    return "", rest


def _number(numeral: str) -> int:
    """The number, or 0 where it is none, or one that no law reaches."""
    try:
        number = to_number(numeral)
    except ValueError:
        return 0
    return number if number <= _MOST else 0
