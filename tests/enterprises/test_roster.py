import io
import json
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.management import call_command

from enterprises.actions import take_roster
from enterprises.importers import RosterRefused, read_roster
from enterprises.models import Enterprise, Member
from enterprises.rules import COLUMNS
from journal.models import Entry
from tests.builders import NOW, make_enterprise, make_member

ROSTERS = Path(settings.BASE_DIR).parent / "shared" / "data" / "rosters"
real_rosters = pytest.mark.skipif(not ROSTERS.is_dir(), reason="the real rosters are not on this machine")
pytestmark = pytest.mark.django_db
HEADINGS = tuple(COLUMNS.values())


def make_roster(*rows, headings=HEADINGS):
    book = openpyxl.Workbook()
    book.active.append(list(headings))
    for row in rows:
        book.active.append(list(row))
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def row_of(enterprise, name="王小明", phone="13912345678", post="采购专员"):
    return [enterprise.name, enterprise.credit_code, "采购部", name, phone, post, "是", "第一党支部", "高"]


def take(file, **options):
    return take_roster(roster=read_roster(file), by=None, now=NOW, **options)


def test_a_good_row_becomes_a_member_with_a_login_that_waits_for_an_invitation():
    enterprise = make_enterprise()

    result = take(make_roster(row_of(enterprise)))

    member = Member.objects.get()
    assert (result.rows, result.created, result.refused) == (1, 1, [])
    assert (member.name, member.phone, member.department.name) == ("王小明", "+8613912345678", "采购部")
    assert not member.user.has_usable_password()


def test_the_same_file_again_changes_nothing():
    file = make_roster(row_of(make_enterprise()))
    take(file)
    file.seek(0)
    entries = Entry.objects.count()

    result = take(file)

    assert (result.created, result.updated, result.unchanged) == (0, 0, 1)
    assert Entry.objects.count() == entries


def test_a_changed_post_updates_the_member_and_keeps_her_login():
    enterprise = make_enterprise()
    take(make_roster(row_of(enterprise)))
    login = Member.objects.get().user

    result = take(make_roster(row_of(enterprise, post="经理")))

    assert (result.updated, Member.objects.get().post, Member.objects.get().user) == (1, "经理", login)


def test_a_bad_row_is_named_and_the_good_ones_are_taken():
    enterprise = make_enterprise()

    result = take(make_roster(row_of(enterprise), row_of(enterprise, phone="1380000"), row_of(enterprise, name="")))

    assert result.refused == [(3, "手机号", "phone_length"), (4, "姓名", "missing")]
    assert Member.objects.count() == 1


def test_a_number_that_repeats_is_refused_by_the_row_it_repeats():
    enterprise = make_enterprise()

    result = take(make_roster(row_of(enterprise), row_of(enterprise, name="李四")))

    assert result.refused == [(3, "手机号", "phone_repeats_row_2")]


def test_a_dry_run_tells_the_same_and_writes_nothing():
    enterprise = make_enterprise()

    result = take(make_roster(row_of(enterprise)), dry_run=True)

    assert result.created == 1
    assert (Member.objects.count(), Entry.objects.count()) == (0, 0)


def test_a_coordinator_can_neither_add_to_nor_take_from_another_enterprise():
    hers, other = make_enterprise(), make_enterprise()
    stranger = make_member(other, phone="+8613912345678")

    result = take(make_roster(row_of(hers), row_of(other, phone="13912345679")), only=hers)

    stranger.refresh_from_db()
    assert result.refused == [(2, "手机号", "phone_taken"), (3, "统一社会信用代码", "not_your_enterprise")]
    assert (stranger.enterprise, Member.objects.count()) == (other, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "not_excel"), (b"PK\x03\x04 torn", "not_excel"), ("姓名,手机号".encode(), "not_excel")],
)
def test_a_file_that_is_no_workbook_is_refused_whole(content, code):
    with pytest.raises(RosterRefused) as refusal:
        read_roster(io.BytesIO(content))

    assert refusal.value.code == code


def test_missing_columns_are_named():
    with pytest.raises(RosterRefused) as refusal:
        read_roster(make_roster(headings=["姓名", "手机号"]))

    assert refusal.value.detail.startswith("企业名称、统一社会信用代码")


def run(path, *options):
    out = io.StringIO()
    try:
        call_command("import_roster", str(path), "--json", *options, stdout=out)
        status = 0
    except SystemExit as ending:
        status = ending.code
    return status, json.loads(out.getvalue())


@real_rosters
def test_the_roster_of_3000_is_taken_whole_and_once():
    first = run(ROSTERS / "roster-3000.xlsx")
    second = run(ROSTERS / "roster-3000.xlsx")

    assert first == (0, {"rows": 3000, "created": 3000, "updated": 0, "unchanged": 0, "refused": []})
    assert second == (0, {"rows": 3000, "created": 0, "updated": 0, "unchanged": 3000, "refused": []})
    assert Enterprise.objects.count() == 20


@real_rosters
def test_every_fault_of_the_faulty_roster_is_found_and_nothing_else():
    expected = json.loads((ROSTERS / "roster-with-faults.json").read_text("utf-8"))

    status, answer = run(ROSTERS / "roster-with-faults.xlsx")

    assert status == 1
    assert [fault["row"] for fault in answer["refused"]] == [fault["row"] for fault in expected["faults"]]
    assert (answer["rows"], answer["created"]) == (expected["rows"], expected["rows"] - len(expected["faults"]))


@real_rosters
def test_a_dry_run_of_the_real_roster_leaves_nothing():
    run(ROSTERS / "roster-3000.xlsx", "--dry-run")

    assert (Enterprise.objects.count(), Member.objects.count()) == (0, 0)
