"""Reads a question bank as offices write it: numbered stems, lettered options, 答案, 解析, type headings.

Lines are sorted by what they look like (`classify`), gathered into raw questions (`gather`), and each raw
question is judged by its kind (bank_kinds). Nothing is guessed silently: what is odd is reported as doubtful,
what cannot be marked is refused.
"""

import re
from dataclasses import dataclass, field

KINDS_BY_WORD = (
    ("single_choice", ("单选", "单项选择")),
    ("multiple_choice", ("多选", "多项选择", "不定项")),
    ("true_false", ("判断", "是非")),
    ("fill_in", ("填空",)),
    ("scenario", ("案例", "情景", "情境", "材料分析")),
    ("unsupported", ("简答", "问答", "论述", "名词解释")),
)

HEADING = re.compile(
    r"^(?:第?[一二三四五六七八九十]+(?:部分)?\s*[、．.:：\s]\s*|[（(][一二三四五六七八九十]+[)）]\s*|[【\[])?"
    r"(?P<name>[^（(【\]】\d，。]{0,12}?题)[】\]]?(?:[\s：:（(，,].*)?$"
)
STEM = re.compile(r"^(?:第\s*)?(?P<number>\d{1,4})\s*(?:题\s*)?[、．.)）:：]\s*(?!\d)(?P<text>\S.*)$")
PART = re.compile(r"^[（(]\s*(?P<number>\d{1,2})\s*[)）]\s*(?P<text>\S.*)$")
OPTION = re.compile(r"^[A-H]\s*[、．.:：)）]")
ANSWER = re.compile(r"^[【\[（(]?\s*(?:正确|参考|标准)?答案\s*[】\]]?\s*[:：]?\s*(?P<text>.*?)\s*$")
EXPLANATION = re.compile(r"[【\[（(]?\s*(?:答案|试题)?(?:解析|分析|依据)\s*(?:[】\]]\s*[:：]?|[:：])\s*(?P<text>.*)$")
FULL_WIDTH = {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)}
FULL_WIDTH |= {ord("０") + i: str(i) for i in range(10)} | {ord("　"): " ", ord("\ufeff"): ""}


@dataclass(frozen=True)
class Remark:
    """Something to tell about a line. `code` is one of forms.BANK_REMARKS, `about` fills its sentence."""

    line: int
    code: str
    about: dict = field(default_factory=dict)


@dataclass
class Raw:
    """A question, or a part of a case, as gathered: nothing judged yet. `line` is where its stem stands."""

    line: int
    number: int
    stem: str
    kind: str | None = None
    options: list = field(default_factory=list)  # (letter, text)
    answer: str | None = None
    explanation: str = ""
    parts: list = field(default_factory=list)
    last: str = "stem"


def kind_of_heading(text):
    """The kind a heading announces; None where the line is no heading."""
    match = HEADING.match(text)
    if not match:
        return None
    words = ((kind, word) for kind, words in KINDS_BY_WORD for word in words)
    return next((kind for kind, word in words if word in match["name"]), None)


def split_options(text):
    """[(letter, text), …] of a line with one option or several: each letter must follow the one before."""
    marks = []
    for match in re.finditer(r"(?<![A-Za-z0-9])([A-H])\s*[、．.:：)）]\s*", text):
        if not marks or ord(match[1]) == ord(marks[-1][1]) + 1:
            marks.append(match)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(mark[1], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]


def gather(text):
    """The raw questions of a bank, in order."""
    questions, kind = [], None
    for line, content in enumerate(text.splitlines(), 1):
        content = content.translate(FULL_WIDTH).strip()
        if not content:
            continue
        heading = kind_of_heading(content)
        if heading:
            kind = heading
            continue
        stem = STEM.match(content)
        if stem:
            questions.append(Raw(line, int(stem["number"]), stem["text"].strip(), kind))
        elif questions:
            _take(questions[-1], line, content)
    return questions


def _take(question, line, content):
    """Add a line to the question it belongs to."""
    part = PART.match(content)
    if part and question.kind == "scenario":
        question.parts.append(Raw(line, int(part["number"]), part["text"].strip()))
        return
    _take_detail(question.parts[-1] if question.parts else question, content)


def _take_detail(raw, content):
    answer, explanation = ANSWER.match(content), EXPLANATION.match(content)
    if explanation:
        raw.explanation, raw.last = explanation["text"], "explanation"
    elif answer:
        _take_answer(raw, answer["text"])
    elif OPTION.match(content):
        raw.options += split_options(content)
        raw.last = "options"
    else:
        _continue(raw, content)


def _take_answer(raw, text):
    """An explanation may follow the answer on its line."""
    explanation = EXPLANATION.search(text)
    if explanation:
        raw.explanation = explanation["text"]
        text = text[: explanation.start()]
    raw.answer, raw.last = text.strip(" ）)。."), "answer"


def _continue(raw, content):
    """A line with no mark of its own goes on with what stood above it."""
    if raw.last == "explanation":
        raw.explanation += content
    elif raw.last == "options":
        letter, text = raw.options[-1]
        raw.options[-1] = (letter, text + content)
    elif raw.last == "answer":
        raw.answer = f"{raw.answer}；{content}" if raw.answer else content
    else:
        raw.stem += content
