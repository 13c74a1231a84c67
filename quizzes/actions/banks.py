"""Filling a bank from plain data."""

import hashlib
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue

from quizzes.actions.citing import note_question
from quizzes.models import kinds
from quizzes.rules.bank_kinds import identity
from regulations.queries import resolve


class QuestionRefused(Exception):
    """The data of a question does not make one."""


@transaction.atomic
def save_question(*, bank, kind, stem, now, key="", citation="", **data):
    """Create or update one question of a bank: (question, "created" | "updated" | "unchanged").

    kind: a kind's name or data_name. citation: "《…》第三条" or {"regulation", "article", "paragraph"?}.
    key: what names the question in its file; without one, its words do. data: see the kind's fields_from, and
    explanation, topic, difficulty. Raises QuestionRefused.
    """
    model = _kind(kind)
    words = {"kind": model.kind, "stem": stem, **data}
    name = key or hashlib.sha256(identity(words).encode()).hexdigest()
    fields = _fields(model, stem=stem, citation=citation, data=data, now=now)
    question = model.objects.filter(bank=bank, identity=name).first()
    if question and _same(question, fields):
        return question, "unchanged"
    outcome = "updated" if question else "created"
    question = question or model(bank=bank, identity=name)
    for field, value in fields.items():
        setattr(question, field, value)
    _check(question)
    question.save()
    # The import's own entry tells of it; a bank has hundreds.
    note_question(question=question, by=None, now=now, journalled=False)
    return question, outcome


def _kind(name):
    for kind in kinds().values():
        if name in (kind.kind, kind.data_name):
            return kind
    raise QuestionRefused(f"No such kind of question: {name}")


def _fields(model, *, stem, citation, data, now):
    common = {field: data[field] for field in ("explanation", "topic", "difficulty") if field in data}
    text = _citation_text(citation)
    cited = {"citation": text, "article": _article(text, now)}
    try:
        return {"stem": stem} | common | cited | model.fields_from(data)
    except KeyError as missing:
        raise QuestionRefused(f"A {model.data_name} question needs {missing}") from missing


def _citation_text(citation):
    if not isinstance(citation, dict):
        return citation
    return f"《{citation['regulation']}》{citation['article']}{citation.get('paragraph', '')}"


def _article(text, now):
    """The article a citation means, if that regulation is in the library already."""
    cited = resolve(text, timezone.localdate(now)) if text else None
    return cited.article if cited else None


def _same(question, fields):
    """Compares as the database would store it: blocks have ids of their own, their values have not."""
    wanted = type(question)(**fields)
    return all(_plain(getattr(question, name)) == _plain(getattr(wanted, name)) for name in fields)


def _plain(value):
    if isinstance(value, StreamValue):
        return [(block.block_type, _plain(block.value)) for block in value]
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, ListValue) else value


def _check(question):
    try:
        question.full_clean(exclude=["polymorphic_ctype"])
    except ValidationError as error:
        raise QuestionRefused("；".join(error.messages)) from error
