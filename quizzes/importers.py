"""Question banks as offices exchange them (text or Word), and banks as plain data."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from docx import Document

from journal.actions import record
from quizzes.actions.banks import QuestionRefused, save_question
from quizzes.models import QuestionBank
from quizzes.rules.bank_kinds import read_bank
from quizzes.rules.bank_text import Remark

ENCODINGS = ("utf-8-sig", "gb18030")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class FileRefused(Exception):
    """The file cannot be read as a question bank."""


@dataclass
class Outcome:
    """What an import did: counts of questions, and remarks by line (a paragraph, in Word)."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    by_kind: Counter = field(default_factory=Counter)
    doubtful: list[Remark] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)


class _DryRun(Exception):
    pass


def read_text(path):
    """The text of a .txt (UTF-8, GBK or UTF-16) or .docx file. Raises FileRefused."""
    path = Path(path)
    if path.suffix.lower() == ".docx":
        return _word_text(path)
    data = path.read_bytes()
    encodings = ("utf-16",) if data.startswith(BYTE_ORDER_MARKS) else ENCODINGS
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(path.name)


def _word_text(path):
    try:
        return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    except Exception as error:  # python-docx lets zip, XML, key and attribute errors of a broken file through
        raise FileRefused(path.name) from error


def import_bank(*, text, name, now, by=None, dry_run=False):
    """Read a bank's text into the bank of that name; what is there already is not doubled. An Outcome."""
    parsed, doubtful, refused = read_bank(text)
    outcome = Outcome(doubtful=doubtful, refused=refused)
    try:
        with transaction.atomic():
            bank, _ = QuestionBank.objects.get_or_create(name=name)
            for question in parsed:
                _save(outcome, bank, question.line, question.data, now)
            detail = {"created": outcome.created, "refused": len(outcome.refused)}
            record("quizzes.bank.imported", by=by, about=bank, now=now, detail=detail)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    outcome.refused.sort(key=lambda remark: remark.line)
    outcome.doubtful.sort(key=lambda remark: remark.line)
    return outcome


def _save(outcome, bank, line, data, now):
    try:
        question, done = save_question(bank=bank, now=now, **data)
    except QuestionRefused as refusal:
        outcome.refused.append(Remark(line, "rejected", {"reason": str(refusal)}))
        return
    setattr(outcome, done, getattr(outcome, done) + 1)
    if done == "created":
        outcome.by_kind[question.kind] += 1


@transaction.atomic
def load_questions(data, *, bank, now):
    """Load {kind: [question data]} (see save_question) into a bank, all or none; an Outcome."""
    outcome = Outcome()
    for kind, questions in data.items():
        for question in questions:
            saved, done = save_question(bank=bank, kind=kind, now=now, **question)
            setattr(outcome, done, getattr(outcome, done) + 1)
            outcome.by_kind[saved.kind] += done == "created"
    return outcome
