from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from pledges import actions, queries
from pledges.models import Pledge, PledgeTextVersion, SigningTerms
from tests.builders import NOW, make_enterprise, make_member
from tests.pledges.builders import BLOCKS, make_pledge, make_text, open_text, revise

pytestmark = pytest.mark.django_db


def refused_by_the_database(queryset, **changed):
    with pytest.raises(IntegrityError), transaction.atomic():
        queryset.update(**changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"blocks": BLOCKS | {"closing": "另一句。"}},
        {"text_sha256": "0" * 64},
        {"major": 9},
        {"minor": 9},
        {"change_summary": "改了"},
        {"state": "draft", "published_at": None},
        {"published_at": NOW + timedelta(days=1)},
    ],
)
def test_a_published_version_cannot_be_changed_behind_our_back(changed):
    make_text()

    refused_by_the_database(PledgeTextVersion.objects.all(), **changed)


def test_a_draft_can_be_changed():
    draft = actions.draft_version(text=make_text(), blocks=BLOCKS, by=None, now=NOW)

    PledgeTextVersion.objects.filter(pk=draft.pk).update(change_summary="改一处")

    draft.refresh_from_db()
    assert draft.change_summary == "改一处"


def test_a_published_version_cannot_be_deleted_behind_our_back():
    make_text()

    with pytest.raises(IntegrityError), transaction.atomic():
        PledgeTextVersion.objects.all()._raw_delete("default")

    assert PledgeTextVersion.objects.count() == 1


def test_a_published_version_refuses_to_be_deleted_by_us():
    version = queries.version_in_force(make_text())

    with pytest.raises(actions.PublishingRefused):
        version.delete()

    assert PledgeTextVersion.objects.count() == 1


def test_a_published_version_is_not_published_again():
    text = make_text()

    with pytest.raises(actions.PublishingRefused):
        actions.publish_version(version=queries.version_in_force(text), by=None, now=NOW)


def test_a_new_version_supersedes_the_one_before():
    text = make_text()

    second = revise(text, change_summary="增加一项")

    assert queries.version_in_force(text) == second
    assert list(text.versions.values_list("major", "state")) == [(2, "published"), (1, "superseded")]


def test_a_text_has_one_draft_at_a_time():
    text = make_text()
    actions.draft_version(text=text, blocks=BLOCKS, by=None, now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        actions.draft_version(text=text, blocks=BLOCKS, by=None, now=NOW)


def test_terms_cannot_be_changed_behind_our_back():
    make_text()

    refused_by_the_database(SigningTerms.objects.all(), paragraphs=["别的。"])


@pytest.mark.parametrize(
    "changed",
    [
        {"serial": "QQ20261123-ZZZZZZZZ"},
        {"code": "Z" * 16},
        {"signer": {"name": "别人", "enterprise": "别家", "post": ""}},
        {"strokes": {}},
        {"core_sha256": "0" * 64},
        {"evidence": {}},
        {"signed_at": NOW - timedelta(days=1)},
        {"valid_until": NOW + timedelta(days=9999)},
    ],
)
def test_what_was_signed_cannot_be_changed_behind_our_back(changed):
    make_pledge()

    refused_by_the_database(Pledge.objects.all(), **changed)


def test_a_member_has_one_live_pledge_on_a_text():
    pledge = make_pledge()
    attempt = open_second_attempt(pledge)
    pledge.pk, pledge._state.adding = None, True
    pledge.public_id, pledge.serial, pledge.code, pledge.attempt = attempt.uuid, "QQ-2", "2" * 16, attempt
    pledge.entry = pledge.entry.__class__.objects.exclude(pk=pledge.entry_id).first()

    with pytest.raises(IntegrityError, match=r"one_live_pledge|member_id"), transaction.atomic():
        pledge.save(force_insert=True)


def open_second_attempt(pledge):
    attempt = pledge.attempt
    return type(attempt).objects.create(
        member=pledge.member,
        version=pledge.version,
        terms=pledge.terms,
        started_at=timezone.now(),
        presented_sha256=attempt.presented_sha256,
    )


def without_guards():
    """What an administrator of the database can do, and nobody else."""
    with connection.cursor() as cursor:
        of_table = "" if connection.vendor == "sqlite" else " ON pledges_pledge"
        cursor.execute(f"DROP TRIGGER pledges_pledge_no_update{of_table}")


def mutations():
    """One change of each stored field that says something, as (name, what it becomes)."""
    other = {"name": "王小朋", "enterprise": "清源企业有限公司", "post": ""}
    return {
        "serial": lambda pledge: "QQ20261123-00000000",
        "code": lambda pledge: "0" * 16,
        "signer": lambda pledge: other,
        "member": lambda pledge: make_member(),
        "enterprise": lambda pledge: make_enterprise(),
        "method": lambda pledge: "paper_photo",
        "strokes": lambda pledge: pledge.strokes | {"height": pledge.strokes["height"] + 1},
        "core_sha256": lambda pledge: "0" * 64,
        "evidence": lambda pledge: pledge.evidence | {"client": {"ip": "10.0.0.1"}},
        "presented_at": lambda pledge: pledge.presented_at - timedelta(milliseconds=1),
        "signed_at": lambda pledge: pledge.signed_at + timedelta(milliseconds=1),
        "valid_until": lambda pledge: pledge.valid_until + timedelta(days=1),
        "text": lambda pledge: make_text(code="other", title="另一份承诺书"),
        "attempt": open_second_attempt,
    }


@pytest.mark.parametrize("field", list(mutations()))
def test_a_changed_field_is_found_even_where_the_guard_was_taken_away(field):
    pledge = make_pledge(text=make_text())
    without_guards()
    assert queries.verification(pledge.code, NOW).sound

    Pledge.objects.filter(pk=pledge.pk).update(**{field: mutations()[field](pledge)})

    assert not queries.verification(Pledge.objects.get(pk=pledge.pk).code, NOW).sound


def test_a_changed_wording_is_found_even_where_the_guard_was_taken_away():
    pledge = make_pledge()
    with connection.cursor() as cursor:
        of_table = "" if connection.vendor == "sqlite" else " ON pledges_pledgetextversion"
        cursor.execute(f"DROP TRIGGER pledges_pledgetextversion_no_update{of_table}")

    PledgeTextVersion.objects.update(blocks=BLOCKS | {"closing": "以上承诺由本人自愿作出。"})

    assert queries.discrepancies(Pledge.objects.get()) == ["text", "core"]
    assert open_text(make_member(), pledge.text)
