"""Judges one raw question of a bank by its kind: the data of a question, or the reason why not."""

import re
from dataclasses import dataclass

from quizzes.rules import bank_text
from quizzes.rules.bank_text import Remark
from quizzes.rules.marking import plain

TRUE_WORDS = {"√", "✓", "✔", "对", "正确", "是", "T", "TRUE", "Y"}
FALSE_WORDS = {"×", "✗", "✘", "╳", "X", "错", "错误", "否", "不正确", "F", "FALSE", "N"}
BRACKET = re.compile(r"[（(]\s*([^（）()]*?)\s*[)）]")
GAP = re.compile(r"_{2,}|＿{2,}|[（(]\s*[)）]")
BLANK = "____"
ZONES = {"红线": "red", "红线行为": "red", "安全区": "safe", "安全区行为": "safe"}
CITATION = re.compile(
    r"《[^《》]+》第[零〇○一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?"
    r"(?:第[一二三四五六七八九十\d]+款)?(?:第?[（(]?[一二三四五六七八九十\d]+[)）]?项)?"
)


@dataclass(frozen=True)
class Parsed:
    """A question understood: data as importers.save_question takes it, and where it stood."""

    line: int
    data: dict


class RawRefused(Exception):
    """The question cannot be marked as it stands."""

    def __init__(self, line, code, **about):
        super().__init__(code)
        self.remark = Remark(line, code, about)


def read_bank(text):
    """(parsed, doubtful, refused): Parsed questions, and two lists of Remarks."""
    parsed, doubtful, refused = [], [], []
    seen, before = {}, 0
    for raw in bank_text.gather(text):
        if before and raw.number not in (before + 1, 1):
            doubtful.append(Remark(raw.line, "number_jumps", {"before": before, "number": raw.number}))
        before = raw.number
        try:
            question = judge(raw, doubtful)
        except RawRefused as refusal:
            refused.append(refusal.remark)
            continue
        first = seen.setdefault(identity(question.data), raw.line)
        if first != raw.line:
            doubtful.append(Remark(raw.line, "said_twice", {"first": first}))
            continue
        parsed.append(question)
    return parsed, doubtful, refused


def identity(data):
    """What makes two questions the same one: the kind, the stem, and what there is to choose from."""
    parts = [data["kind"], data["stem"], *data.get("options", [])]
    for part in data.get("parts", []):
        parts += [part["text"], *part.get("options", [])]
    return "\n".join(plain(part) for part in parts)


def judge(raw, doubtful):
    """The Parsed question of a raw one; adds to `doubtful` what a person should look at."""
    kind = raw.kind or _infer(raw, doubtful)
    reader = READERS.get(kind)
    if not reader:
        raise RawRefused(raw.line, "kind_unknown")
    data = reader(raw, doubtful)
    said = raw.explanation + "".join(part.explanation for part in raw.parts)
    cited = CITATION.search(said)
    about = {"explanation": raw.explanation, "citation": cited[0] if cited else ""}
    return Parsed(raw.line, {"kind": kind, **data, **about})


def _infer(raw, doubtful):
    """The kind of a question that stands under no heading, told by its answer."""
    letters = _letters(raw.answer or "")
    if raw.options:
        kind = "multiple_choice" if len(letters) > 1 else "single_choice"
    elif _verdict(raw.answer or "") is not None or _inline_verdict(raw.stem)[1] is not None:
        kind = "true_false"
    else:
        return None
    doubtful.append(Remark(raw.line, "kind_inferred"))
    return kind


def _letters(answer):
    return list(dict.fromkeys(re.findall(r"[A-H]", answer.upper())))


def _right_places(raw, doubtful):
    """The places (from 1) of the options that the answer names."""
    if not raw.options:
        raise RawRefused(raw.line, "no_options")
    offered = [letter for letter, _ in raw.options]
    if len(set(offered)) != len(offered):
        raise RawRefused(raw.line, "letter_twice")
    if any(not text for _, text in raw.options):
        raise RawRefused(raw.line, "option_empty")
    letters = _letters(raw.answer or "") or _take_inline_letters(raw)
    if not letters:
        raise RawRefused(raw.line, "no_answer")
    strangers = [letter for letter in letters if letter not in offered]
    if strangers:
        raise RawRefused(raw.line, "answer_not_offered", letters="、".join(strangers))
    if len({plain(text) for _, text in raw.options}) != len(raw.options):
        doubtful.append(Remark(raw.line, "options_alike"))
    if offered != [chr(ord("A") + i) for i in range(len(offered))]:
        doubtful.append(Remark(raw.line, "letters_jump", {"letters": "、".join(offered)}))
    return sorted(offered.index(letter) + 1 for letter in letters)


def _take_inline_letters(raw):
    """Some write the answer into the stem's brackets: take it out, or the paper would show it."""
    match = re.search(r"[（(]\s*([A-H](?:[\s、,，]*[A-H])*)\s*[)）]", raw.stem)
    if not match:
        return []
    raw.stem = f"{raw.stem[: match.start()]}（  ）{raw.stem[match.end() :]}"
    return _letters(match[1])


def _single(raw, doubtful):
    places = _right_places(raw, doubtful)
    if len(places) > 1:
        raise RawRefused(raw.line, "several_for_one")
    return {"stem": raw.stem, "options": _texts(raw), "answer": places[0]}


def _multiple(raw, doubtful):
    places = _right_places(raw, doubtful)
    if len(places) == 1:
        doubtful.append(Remark(raw.line, "one_for_several"))
    return {"stem": raw.stem, "options": _texts(raw), "answers": places}


def _texts(raw):
    return [text for _, text in raw.options]


def _verdict(word):
    """True or False for a word that says so, else None."""
    word = word.strip().upper()
    return True if word in TRUE_WORDS else False if word in FALSE_WORDS else None


def _inline_verdict(stem):
    """(stem without its verdict, verdict or None) of "……。（√）"."""
    matches = [match for match in BRACKET.finditer(stem) if _verdict(match[1]) is not None]
    if not matches:
        return stem, None
    last = matches[-1]
    return (stem[: last.start()] + stem[last.end() :]).strip(), _verdict(last[1])


def _true_false(raw, doubtful):
    stem, inline = _inline_verdict(raw.stem)
    said = _verdict(raw.answer) if raw.answer else None
    if raw.answer and said is None:
        raise RawRefused(raw.line, "not_a_verdict", answer=raw.answer)
    if said is None and inline is None:
        raise RawRefused(raw.line, "no_answer")
    if None not in (said, inline) and said != inline:
        doubtful.append(Remark(raw.line, "two_verdicts"))
    # Empty brackets that waited for a tick say nothing on a screen.
    stem = re.sub(r"[（(]\s*[)）]\s*[。.]?$", "", stem).strip()
    return {"stem": stem, "answer": inline if said is None else said}


def _fill_in(raw, doubtful):
    if raw.answer:
        gaps = len(GAP.findall(raw.stem))
        blanks = _words(raw.answer, gaps)
        if len(blanks) != gaps:
            raise RawRefused(raw.line, "blanks_differ", gaps=gaps, words=len(blanks))
        return {"stem": GAP.sub(BLANK, raw.stem), "blanks": blanks}
    filled = [match[1] for match in BRACKET.finditer(raw.stem)]
    if not any(filled):
        raise RawRefused(raw.line, "no_answer")
    if not all(filled):
        raise RawRefused(raw.line, "blanks_differ", gaps=len(filled), words=sum(map(bool, filled)))
    if len(filled) > 1:
        doubtful.append(Remark(raw.line, "brackets_taken_as_blanks", {"count": len(filled)}))
    return {"stem": BRACKET.sub(BLANK, raw.stem), "blanks": [[word] for word in filled]}


def _words(answer, gaps):
    """The accepted words of each blank: blanks are parted by ； ; or spaces, choices by / or 或."""
    blanks = [answer] if gaps == 1 else re.split(r"\s*[；;|]\s*|\s+", answer)
    if gaps > 1 and len(blanks) == 1:
        blanks = re.split(r"[、，,]", answer)
    return [[w.strip() for w in re.split(r"\s*/\s*|或者", blank) if w.strip()] for blank in blanks]


def _scenario(raw, doubtful):
    if not raw.parts:
        raise RawRefused(raw.line, "no_parts")
    stem = re.sub(r"^[【\[](?:案例|材料|情景|情境)\d*[】\]]\s*[:：]?\s*", "", raw.stem)
    parts = [_part(part, doubtful) for part in raw.parts]
    return {"stem": stem, "parts": parts}


def _part(part, doubtful):
    zone = ZONES.get(part.answer or "")
    if zone and not part.options:
        return {"text": part.stem, "zone": zone, "why": part.explanation}
    places = _right_places(part, doubtful)
    return {"text": part.stem, "options": _texts(part), "answers": places, "why": part.explanation}


READERS = {
    "single_choice": _single,
    "multiple_choice": _multiple,
    "true_false": _true_false,
    "fill_in": _fill_in,
    "scenario": _scenario,
}
