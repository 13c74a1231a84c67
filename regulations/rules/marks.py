"""What the first words of a line say it is: a division, an article, a point, an item, or just text."""

import re
from dataclasses import dataclass

from regulations.rules.lines import Line
from regulations.rules.numerals import NUMERAL, to_number

_DIVISION = re.compile(rf"第\s*({NUMERAL}[{NUMERAL[1:-1]}\s]{{0,7}}?)\s*(分编|编|章|节)(?![款项条])([：:\s]*)(.*)")
_CLOSING_CHAPTER = re.compile(r"附\s*则")
_ARTICLE = re.compile(
    rf"第\s*({NUMERAL}[{NUMERAL[1:-1]}\s]{{0,12}}?)\s*条(?:\s?之({NUMERAL}{{1,3}}))?([：:\s]*)(.*)", re.DOTALL
)
_POINT = re.compile(rf"({NUMERAL}{{1,4}})、(\s*)(.*)", re.DOTALL)
_ITEM = re.compile(r"([“\"‘]?)[（(]\s*([〇零一二三四五六七八九十百]{1,5})\s*[）)]\s*(.*)", re.DOTALL)
_DETAIL = re.compile(r"[“\"]?(?:[（(]\d{1,2}[）)]|\d{1,2}[.．、](?!\d))")
_NOTE = re.compile(r"[（(【\[](?:注|编者|本条|根据|原条文|已失效)[^）)】\]]*[）)】\]]")
_CAPTION = re.compile(r"[【〔](.{1,40}?)[】〕]\s*(.*)", re.DOTALL)
_APPENDIX = re.compile(rf"附\s*(?:件|表|录)\s*{NUMERAL}{{0,3}}\s*(?:[：:\s].*)?|附\s*[：:].*")
CONTENTS = re.compile(r"[（(【]?目\s*[录次][）)】]?")

# How a sentence goes on after it has named an article of this or another law.
_MENTION_TAIL = re.compile(
    rf"(?:第\s*{NUMERAL}+\s*[款项条]|规定|所(?:列|称|述|规定)|之规定|的|、|，|,|；|。|）|和第|及第|与第|或者?第|至第|到第|以及第|中(?:的|规定|所)|(?:修改|修正)为)"
)
_ENDS_A_SENTENCE = re.compile(r"[。；：，]$")


@dataclass(frozen=True)
class DivisionMark:
    kind: str  # 编, 分编, 章, 节
    number: int
    label: str
    heading: str
    certain: bool


@dataclass(frozen=True)
class ArticleMark:
    """A line that may open an article. `spaced`: its label stands apart; `mention`: it reads on like a reference."""

    number: int
    suffix: int
    label: str
    text: str
    spaced: bool
    mention: bool
    heading: str = ""

    @property
    def key(self) -> tuple[int, int]:
        return self.number, self.suffix

    @property
    def convincing(self) -> bool:
        return self.spaced and not self.mention


def division_mark(line: Line) -> DivisionMark | None:
    """The book, chapter or section a line opens, or None."""
    if _CLOSING_CHAPTER.fullmatch(line.text):
        return DivisionMark("章", 0, "", "附则", True)
    found = _DIVISION.fullmatch(line.text)
    if not found or len(line.text) > 60 or _ENDS_A_SENTENCE.search(line.text):
        return None
    numeral, kind, space, rest = found.groups()
    certain = line.marked or bool(space) or not rest
    if not certain and _MENTION_TAIL.match(rest):
        return None
    number = _number(numeral)
    label = "第" + "".join(numeral.split()) + kind
    return DivisionMark(kind, number, label, tidy_heading(rest), certain) if number else None


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
    return ArticleMark(number, after, label, text, spaced, bool(_MENTION_TAIL.match(rest)), heading)


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
    if marked and rest and not re.search(r"[。；：，]", rest):
        return rest, ""
    return "", rest


def _number(numeral: str) -> int:
    try:
        return to_number(numeral)
    except ValueError:
        return 0
