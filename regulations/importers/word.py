"""The words of a Word file as a reader sees them, the numbers that Word writes by itself among them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from regulations.rules.numerals import to_numeral

_TEXT = qn("w:t")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
# Text in a box stands in the file twice: once for new programs, once for old ones.
_OLD_PROGRAMS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PLACE = re.compile(r"%(\d)")
_MOST_STYLES = 20
# The outline level that Word gives to what is no heading.
_NO_HEADING = 9


def lines_of(document) -> Iterator[str]:
    """Every paragraph and table cell of the body, in order, one a line.

    What stands in a text box is kept, once, on lines of its own after the paragraph that the box hangs on: an editor
    sees it there and can take it out, while words left out here nobody would miss.
    """
    numbering = _Numbering(document)
    for paragraph in document.element.body.iter(qn("w:p")):
        if next(paragraph.iterancestors(_OLD_PROGRAMS), None) is not None:
            continue
        words = _words(paragraph)
        label = numbering.label_of(paragraph) if words.strip() else ""
        line = f"{label} {words}" if label else words
        # What begins with 第 tells by itself what it is.
        is_plain = not line.strip() or "\n" in line or line.lstrip().startswith("第")
        yield line if is_plain or not numbering.is_heading(paragraph) else f"## {line}"


def _words(paragraph) -> str:
    """The words of a paragraph, without those of the paragraphs in its text boxes."""
    mine = (node for node in paragraph.iter(_TEXT, *_SIGNS) if _is_said_by(paragraph, node))
    return "".join(node.text or "" if node.tag == _TEXT else _SIGNS[node.tag] for node in mine)


def _is_said_by(paragraph, node) -> bool:
    """Whether this is the innermost paragraph around a text or sign, with no copy for old programs between them."""
    return next(node.iterancestors(paragraph.tag, _OLD_PROGRAMS)) is paragraph


@dataclass(frozen=True)
class _Level:
    """How one level of a list writes its number: 第%1条 in Chinese numerals, from 1."""

    text: str
    chinese: bool
    start: int

    def spell(self, number: int) -> str:
        return to_numeral(number) if self.chinese and number > 0 else str(number)


class _Numbering:
    """Counts as Word counts: each list by itself, each level from its start again under a new number above it."""

    def __init__(self, document):
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        try:
            self._read(document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element)
        except KeyError:
            return

    def _read(self, numbering) -> None:
        kinds = {each.get(qn("w:abstractNumId")): _levels_in(each) for each in numbering.iter(qn("w:abstractNum"))}
        for each in numbering.iter(qn("w:num")):
            kind = each.find(qn("w:abstractNumId"))
            if kind is not None:
                self._levels[each.get(qn("w:numId"))] = kinds.get(kind.get(qn("w:val")), {})

    def label_of(self, paragraph) -> str:
        """第三条, or nothing where the paragraph has no number of Word's own making."""
        number, depth = self._place_of(paragraph)
        levels = self._levels.get(number, {})
        if depth not in levels:
            return ""
        counts = self._counts[number]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        return _PLACE.sub(lambda place: _spelt(levels, counts, int(place[1]) - 1), levels[depth].text)

    def is_heading(self, paragraph) -> bool:
        """Whether Word lists the paragraph among the headings, by itself or by its style."""
        for properties in self._properties_of(paragraph):
            if level := _value(properties, "w:outlineLvl"):
                return int(level) < _NO_HEADING
        return False

    def _place_of(self, paragraph) -> tuple[str, int]:
        """Which list a paragraph belongs to and how deep, by itself or by its style."""
        for properties in self._properties_of(paragraph):
            mark = properties.find(qn("w:numPr"))
            if mark is not None and mark.find(qn("w:numId")) is not None:
                return _value(mark, "w:numId"), int(_value(mark, "w:ilvl") or 0)
        return "", 0

    def _properties_of(self, paragraph) -> Iterator:
        """What is set of a paragraph, then what its style sets, and the styles that this one is based on."""
        properties = paragraph.find(qn("w:pPr"))
        for _ in range(_MOST_STYLES):
            if properties is None:
                return
            yield properties
            style = self._styles.get(_value(properties, "w:pStyle") or _value(properties.getparent(), "w:basedOn"))
            properties = style.find(qn("w:pPr")) if style is not None else None


def _value(parent, name: str) -> str:
    found = parent.find(qn(name))
    return found.get(qn("w:val"), "") if found is not None else ""


def _levels_in(kind) -> dict[int, _Level]:
    """The levels of a kind of list that write a number; bullets do not."""
    found = {}
    for level in kind.iter(qn("w:lvl")):
        text = _value(level, "w:lvlText")
        if _PLACE.search(text):
            chinese = "hinese" in _value(level, "w:numFmt") or _value(level, "w:numFmt") == "japaneseCounting"
            found[int(level.get(qn("w:ilvl"), 0))] = _Level(text, chinese, int(_value(level, "w:start") or 1))
    return found


def _spelt(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    return level.spell(counts.get(depth, level.start)) if level else ""
