"""Laws that no office has written: built at random, typed as offices type them, for the parser to read back."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from regulations.rules.numerals import to_numeral

# How a line may go on after a place of some law has been named, and still be a sentence.
TAILS = [
    "规定的人员，应当守法。",
    "、第九十八条所列行为，从重处罚。",
    "第二款的规定，适用于本条。",
    "第一项所称企业，是指法人。",
    "至第九十九条的规定除外。",
    "所称公开，是指依法公开。",
    "的规定不适用于前款。",
    "中的期限，自次日起算。",
    "或者第九十九条的情形，应当报告。",
]
CHAPTER_TAILS = ["规定的措施，应当登记。", "、第九章的规定同样适用。", "另有规定的，从其规定。", "的规定，适用于本章。"]
SENTENCES = [
    "国家实行某种制度。",
    "企业应当廉洁经营，公开、登记。",
    "前款规定的人员，依照《某某法》第四条第二款处理。",
    "本法第三条所列情形除外。",
    "期限为三十日；情况复杂的，可以延长十日。",
    "“礼品”是指现金、卡券等财物。",
    "有2个以上部门的，共同负责。",
    "一、二审均由同级部门办理。",
    "附件材料应当齐全。",
    "章程由企业制定。",
    "节假日不计入期限。",
    "目录由部门公布。",
]
HEADINGS = ["总则", "一般规定", "监督与检查", "法律责任", "往来的范围和程序", "登记"]
# What no parser can tell from an article by its words alone: only where it stands tells it.
ODD_TAILS = ["情形除外。", "并不适用于企业。", "另行制定。"]
DATES = [
    "2020年1月1日 全国人民代表大会常务委员会通过　自2020年3月1日起施行",
    "（二〇二〇年一月一日全国人民代表大会常务委员会通过　自二〇二〇年三月一日起施行）",
    "二○二○年一月一日 全国人民代表大会常务委员会通过　自二○二○年三月一日起施行",
]
GAPS = ["　", " ", "　　", "  ", "", "、", "，"]
ZEROS = ["零", "〇", "○", "Ｏ", "O"]


@dataclass
class Law:
    """What was written, and the lines it was written in. `articles`: (number, suffix, [(words, [item words])]).

    `entries` are what a table of contents lists; `is_close`: no space parts a label from its words.
    """

    lines: list[str] = field(default_factory=list)
    articles: list[tuple] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    appendix: list[str] = field(default_factory=list)
    is_close: bool = False

    @property
    def text(self):
        return "\n".join(self.lines)


@dataclass(frozen=True)
class Manner:
    """How one office types: its numerals, its spaces, its markup."""

    digits: bool
    gap: str
    indent: str
    markdown: bool
    bold: bool
    zero: str
    bullet: str

    def spell(self, number):
        return str(number) if self.digits else to_numeral(number).replace("零", self.zero)

    @property
    def is_close(self):
        return not (self.gap or self.bold)

    @property
    def space(self):
        return self.gap if self.gap not in ("、", "，") else " "

    def article(self, label, words):
        if self.bold:
            return f"{self.indent}**{label}**{self.gap}{words}"
        return f"{self.indent}{label}{self.gap}{words}"

    def heading(self, label, words, depth):
        wide = words if len(words) > 2 else self.space.join(words)
        marks = "#" * depth + " " if self.markdown else ""
        return f"{marks}{label}{self.space}{wide}".strip()


MANNERS = st.builds(
    Manner,
    digits=st.booleans(),
    gap=st.sampled_from(GAPS),
    indent=st.sampled_from(["", "　　", "  "]),
    markdown=st.booleans(),
    bold=st.booleans(),
    zero=st.sampled_from(ZEROS),
    bullet=st.sampled_from(["", "", "- ", "* "]),
)


@st.composite
def paragraphs(draw, manner, following):
    """[(words, [items])] of an article; some begin by naming an article, and be it the one that comes next."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        named = draw(st.sampled_from([following, following + 1, max(1, following - 1), 1, 40]))
        # Never so many that they could be the articles, and the articles the exceptions.
        tails = [*TAILS, *ODD_TAILS] if manner.gap.isspace() and following % 3 == 1 else TAILS
        mention = f"第{manner.spell(named)}条" + draw(st.sampled_from(tails))
        other = f"第{manner.spell(draw(st.integers(1, 4)))}章" + draw(st.sampled_from(CHAPTER_TAILS))
        words = draw(st.sampled_from([draw(st.sampled_from(SENTENCES)), mention, mention, other]))
        found.append((words, _items(draw)))
    return found


def _items(draw):
    return [f"某项行为之{number}；" for number in range(1, draw(st.sampled_from([0, 0, 0, 0, 0, 1, 2, 3, 11])) + 1)]


@st.composite
def laws(draw, longest=30):
    """A law of books, chapters, sections and articles, or of articles alone, and how it was typed."""
    manner = draw(MANNERS)
    law, body = Law(is_close=manner.is_close), []
    # One 第一条、 alone might be a reference.
    total, number = draw(st.integers(1 if manner.gap == manner.space else 2, longest)), 0
    deep = draw(st.sampled_from([(), ("章",), ("章", "节"), ("编", "章"), ("编", "章", "节")]))
    counts = dict.fromkeys(("编", "章", "节"), 0)
    while number < total:
        for depth in range(len(deep)):
            if number == 0 or draw(st.integers(0, 5)) == 0:
                _open(draw, law, body, manner, counts, deep[depth:])
                break
        number += 1
        for suffix in range(draw(st.sampled_from([1, 1, 1, 1, 2, 3]))):
            _article(draw, law, body, manner, number, suffix)
    if "章" in deep and draw(st.booleans()):
        law.headings.append("附则")
        law.entries.append("附则")
        body.append(draw(st.sampled_from(["附则", "附　则", "附 则"])))
        _article(draw, law, body, manner, number + 1, 0)
    if draw(st.booleans()):
        law.appendix = ["附件：清单", "第一条 附件里的条。", "一、二、三"]
    contents = _contents(draw, law, manner)
    date = draw(st.sampled_from(DATES))
    preamble = draw(st.sampled_from([[], ["为了示范，根据《某某法》第四条，特作如下规定。"]]))
    title = ("# " if manner.markdown else "") + "中华人民共和国示范法"
    blank = [""] if manner.markdown else []
    spaced = [line for each in [title, date, *contents, *preamble, *body, *law.appendix] for line in (each, *blank)]
    law.lines = spaced
    return law


def _open(draw, law, body, manner, counts, kinds):
    """A heading of the first of these kinds, and one of each kind inside it."""
    for kind in kinds:
        counts[kind] += 1
        for inner in kinds[kinds.index(kind) + 1 :]:
            counts[inner] = 0
        words = draw(st.sampled_from(HEADINGS))
        label = f"第{manner.spell(counts[kind])}{kind}"
        depth = {"编": 2, "章": 3, "节": 4}[kind]
        law.headings.append(f"{label} {words}")
        law.entries.append(f"{label} {words}")
        body.append(manner.heading(label, words, depth))


def _article(draw, law, body, manner, number, suffix):
    label = f"第{manner.spell(number)}条" + (f"之{to_numeral(suffix)}" if suffix else "")
    # 第一条之一一、二审 cannot be told from 第一条之一一 by anybody.
    close = not manner.gap
    first = draw(st.sampled_from([words for words in SENTENCES if not (close and words.startswith("一"))]))
    rest = draw(paragraphs(manner, number + 1))
    first_items = _items(draw)
    body.append(manner.article(label, first))
    written = [(first, first_items), *rest]
    for place, (words, items) in enumerate(written):
        if place:
            body.append(manner.indent + words)
        body.extend(f"{manner.indent}{manner.bullet}（{to_numeral(n)}）{item}" for n, item in enumerate(items, 1))
    if draw(st.integers(0, 9)) == 0:
        body.append(manner.indent + "（注：本条2019年修改）")
    law.entries.append(f"{label}{manner.gap}{draw(st.sampled_from(HEADINGS))}")
    law.articles.append((number, suffix, written))


def _contents(draw, law, manner):
    """A table of contents, with page numbers or without, naming the articles or not, or none."""
    kind = draw(st.sampled_from(["none", "plain", "leaders", "tabs", "articles"]))
    listed = law.entries if kind == "articles" else law.headings
    if kind == "none" or not listed:
        return []
    ends = {"plain": "", "articles": "", "leaders": "……{}", "tabs": "\t{}"}
    head = draw(st.sampled_from(["目录", "目　录", "目  次"]))
    return [head, *(f"{line}{ends[kind].format(page)}" for page, line in enumerate(listed, 1))]
