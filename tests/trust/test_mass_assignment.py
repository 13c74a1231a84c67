"""Whatever else a form carries, only the fields that it shows are taken."""

import json

import pytest
from django.db import models
from django.urls import reverse

from attendance.queries import codes
from quizzes.models import WrongEntry
from tests.attendance.builders import on_the_screen
from tests.builders import NOW, PASSWORD
from tests.pledges.builders import sent_drawing
from tests.trust.routes import Asked, address_of
from tests.trust.rows import our_models, snapshot

WORD, NUMBER, MOMENT = "投毒", 8128, "2031-05-05T05:05:05+08:00"


def poison(park):
    """A value for every field of every model of ours: the name it would have in a body, and what nobody may set."""
    people = {"Enterprise": park.second.enterprise, "Member": park.second.member, "User": park.second.member.user}
    body = {}
    for field in (field for model in our_models() for field in model._meta.local_concrete_fields):
        if field.related_model:
            target = people.get(field.related_model.__name__)
            body[field.name] = body[field.attname] = target.pk if target else NUMBER
        elif isinstance(field, models.BooleanField):
            body[field.name] = "on"
        elif isinstance(field, models.DateField):
            body[field.name] = MOMENT
        elif isinstance(field, models.IntegerField | models.FloatField | models.DecimalField | models.AutoField):
            body[field.name] = NUMBER
        else:
            body[field.name] = WORD
    return body


def poisoned(before, after, park):
    """["app.Model.field"] that took what nobody may set."""
    foreign = {
        "enterprise_id": park.second.enterprise.pk,
        "member_id": park.second.member.pk,
        "user_id": park.second.member.user_id,
        "by_id": park.second.member.user_id,
    }
    taken = []
    for label, rows in after.items():
        for key, row in rows.items():
            old = before[label].get(key, {})
            changed = {name: value for name, value in row.items() if value != old.get(name)}
            taken += [
                f"{label}.{name}"
                for name, value in changed.items()
                if WORD in str(value)
                or value == NUMBER
                or str(value).startswith("2031-05-0")
                or (name in foreign and value == foreign[name])
                or (name in ("is_superuser", "is_staff", "passed", "correct", "reached_end") and value is True)
            ]
    return taken


def _review(park):
    WrongEntry.objects.filter(member=park.first.member).update(due_at=NOW)
    entry = WrongEntry.objects.filter(member=park.first.member, due_at=NOW).first()
    return {"question": entry.question.public_id}


def _signature(park):
    drawing = json.dumps(sent_drawing())
    return {"presented_sha256": park.first.signing.presented_sha256, "strokes": drawing, "password": PASSWORD}


def _number(park):
    return {"session": park.first.session.public_id, "digits": on_the_screen(park.first.session).number}


def _ticket(park):
    return {"ticket": codes.confirm_ticket(park.first.session, park.first.member, NOW)}


def _words(park):
    return {"title": "外婆", "text": "外婆有两杆秤，称完再称一遍。", "saying": "", "credit": "firm", "whole": "1"}


# Who sends which form, and the fields that it really has.
FORMS = {
    "accounts:appearance": ("member", lambda park: {"large_type": "1", "language": "en"}),
    "accounts:invitation": ("nobody", lambda park: {"password": "meadow-under-snow", "again": "meadow-under-snow"}),
    "accounts:settings": ("member", lambda park: {"language": "en", "large_type": "on"}),
    "accounts:sign-in": ("nobody", lambda park: {"phone": park.first.member.phone, "password": PASSWORD}),
    "attendance:check-in": ("member", _ticket),
    "attendance:check-in-number": ("member", _number),
    "attendance:leave": ("member", lambda park: {"leave_kind": "sick", "reason": "发烧"}),
    "attendance:study-open": ("member", lambda park: {}),
    "content:my-story": ("member", lambda park: _words(park) | {"known": park.first.draft_story.version}),
    "content:send-story": ("member", lambda park: {"agreed": "on"}),
    "content:write-story": ("member", lambda park: _words(park)),
    "pledges:decline": ("member", lambda park: {"reason": "还要再想一想"}),
    "pledges:read": ("member", lambda park: {"terms": "on", "handwriting": "on"}),
    "pledges:sign": ("member", _signature),
    "quizzes:answer": ("member", lambda park: {"number": 1, "q1": "x", "seq": 3}),
    "quizzes:daily": ("member", lambda park: {"q1": "x"}),
    "quizzes:hand-in": ("member", lambda park: {"late": ["1"], "q1": "x"}),
    "quizzes:red-line": ("member", lambda park: {"q1": "x"}),
    "quizzes:review": ("member", _review),
    "quizzes:start": ("colleague", lambda park: {}),
    "quizzes:take-over": ("member", lambda park: {}),
    "campaigns:remind": ("coordinator", lambda park: {"who": "all"}),
    "attendance:desk-mark": (
        "coordinator",
        lambda park: {"member": park.first.member.public_id, "state": "present", "reason": "手机没电"},
    ),
}


def people(park):
    first = park.first
    return {
        "nobody": None,
        "member": first.member.user,
        "colleague": first.colleague.user,
        "coordinator": first.coordinator,
    }


@pytest.mark.parametrize("name", FORMS)
def test_a_form_takes_its_own_fields_and_no_others(park, visit, name):
    who, form = FORMS[name]
    visitor = visit(people(park)[who])
    address = address_of(name, Asked(park, park.first, visitor))
    body = poison(park) | {"next": "/"} | form(park)
    if name.startswith("quizzes:") and name != "quizzes:take-over":
        # The paper is held by the browser that took it last.
        visitor.post(reverse("quizzes:take-over", args=[park.first.attempt.token]))
    before = snapshot()

    answer = visitor.post(address, body)

    assert answer.status_code in (200, 302)
    assert poisoned(before, snapshot(), park) == []


def test_beats_take_what_they_are_and_nothing_else(park, visit):
    beat = {"seq": 9, "mono_ms": 75000, "dt": 15, "playing": True, "visible": True, "idle": 0, "rate": 1}
    body = poison(park) | {"beats": [poison(park) | {"pos0": 0, "pos1": 0} | beat]}
    before = snapshot()
    visitor = visit(park.first.member.user)
    address = reverse("attendance:study-beats", args=[park.first.study.public_id])

    answer = visitor.post(address, json.dumps(body), content_type="application/json")

    assert answer.status_code == 200
    assert poisoned(before, snapshot(), park) == []


def test_what_is_taken_is_found(park, visit):
    visitor, before = visit(park.first.member.user), snapshot()

    visitor.post(reverse("pledges:decline", args=[park.unsigned.public_id]), {"reason": f"{WORD}{WORD}"})
    type(park.first.member.user).objects.filter(pk=park.first.member.user_id).update(is_superuser=True)

    assert poisoned(before, snapshot(), park) == ["accounts.User.is_superuser", "pledges.Decline.reason"]
