"""Study time from a browser's beats to a completed record."""

from datetime import timedelta

import pytest
from wagtail.models import Page, PageViewRestriction

from attendance import actions, queries
from attendance.models import StudyBeat, StudyRecord, StudySession
from journal.models import Entry
from tests.attendance.builders import make_beats, make_page
from tests.builders import NOW, make_member, make_user

pytestmark = pytest.mark.django_db


def at(seconds):
    return NOW + timedelta(seconds=seconds)


def open_study(member, page, now=NOW):
    return actions.open_study(member=member, page=page, now=now).session


def take(session, beats, seconds):
    return actions.take_beats(session=session, beats=beats, now=at(seconds))


def completions():
    return Entry.objects.filter(event="attendance.study.completed")


def test_a_minute_of_reading_to_the_end_completes_a_page_of_a_minute():
    session = open_study(make_member(), make_page(seconds=60))

    progress = take(session, make_beats(4, pos1=100), 60)

    record = StudyRecord.objects.get()
    assert (progress.accepted, progress.why) == ((1, 2, 3, 4), ())
    assert (record.credited_seconds, record.completed_at) == (60, at(60))
    assert completions().count() == 1


def test_the_same_batch_twice_is_answered_twice_and_counted_once():
    session = open_study(make_member(), make_page(seconds=600))
    take(session, make_beats(4), 60)

    again = take(session, make_beats(4), 61)

    assert (again.accepted, again.record.credited_seconds) == ((1, 2, 3, 4), 60)
    assert StudyBeat.objects.count() == 4


def test_one_number_twice_in_a_batch_is_counted_once():
    session = open_study(make_member(), make_page(seconds=600))

    take(session, make_beats(1) + make_beats(1), 60)

    assert StudyRecord.objects.get().credited_seconds == 15


def test_reading_without_reaching_the_end_says_so_and_completes_nothing():
    session = open_study(make_member(), make_page(seconds=60))

    progress = take(session, make_beats(4, pos1=70), 60)

    assert (progress.why, progress.record.completed_at) == (("end_not_reached",), None)
    assert not completions().exists()


def test_a_page_is_completed_once_however_long_one_reads_on():
    session = open_study(make_member(), make_page(seconds=60))
    take(session, make_beats(4, pos1=100), 60)

    take(session, make_beats(2, first=5, after=60, pos1=100), 90)

    assert StudyRecord.objects.get().completed_at == at(60)
    assert completions().count() == 1


def test_a_second_page_opened_elsewhere_replaces_the_first_ticket():
    member = make_member()
    first = open_study(member, make_page(seconds=600))

    second = open_study(member, make_page(seconds=600), at(30))
    progress = take(first, make_beats(4), 60)

    first.refresh_from_db()
    assert (first.state, first.abandoned_at, first.abandoned_for) == ("abandoned", at(30), second)
    assert (progress.record.credited_seconds, progress.why) == (30, ("abandoned",))


def test_time_that_another_page_was_credited_with_is_not_credited_again():
    member = make_member()
    first = open_study(member, make_page(seconds=600))
    second = open_study(member, make_page(seconds=600), at(14))
    take(first, make_beats(1), 15)
    take(second, make_beats(4), 74)

    credited = [record.credited_seconds for record in StudyRecord.objects.order_by("pk")]

    assert credited == [15, 59]


def test_two_phones_at_once_share_one_member_s_time():
    member, page = make_member(), make_page(seconds=600)
    first = open_study(member, page)
    second = open_study(member, page, at(1))
    StudySession.objects.filter(pk=first.pk).update(state="abandoned", abandoned_at=at(999))

    take(first, make_beats(4), 61)
    progress = take(second, make_beats(4), 61)

    assert progress.record.credited_seconds == 61


def test_another_member_s_time_is_her_own():
    page = make_page(seconds=600)
    for member in (make_member(), make_member()):
        take(open_study(member, page), make_beats(4), 60)

    credited = [record.credited_seconds for record in StudyRecord.objects.all()]

    assert credited == [60, 60]


def test_what_was_played_in_two_sittings_adds_up_to_the_film():
    member, page = make_member(), make_page(kind="watch", seconds=60)
    first = open_study(member, page)
    take(first, [beat(1, 0, 15), beat(2, 15, 30)], 30)
    second = open_study(member, page, at(100))

    progress = actions.take_beats(session=second, beats=[beat(1, 30, 45), beat(2, 45, 60)], now=at(130))

    assert (progress.record.coverage, progress.record.position) == ([[0, 60]], 60)
    assert progress.record.completed_at == at(130)


def beat(seq, pos0, pos1):
    return make_beats(1, first=seq, after=(seq - 1) * 15, playing=True, pos0=pos0, pos1=pos1)[0]


def test_a_film_is_found_where_it_was_left():
    member, page = make_member(), make_page(kind="watch", seconds=600)
    take(open_study(member, page), [beat(1, 0, 15), beat(2, 15, 30)], 30)

    opened = actions.open_study(member=member, page=page, now=at(3600))

    assert (opened.record.position, opened.record.covered_percent) == (30, 5)


def test_skipping_moves_no_bookmark_and_covers_nothing():
    session = open_study(make_member(), make_page(kind="watch", seconds=600))

    progress = take(session, [beat(1, 0, 400)], 15)

    assert (progress.why, progress.record.position, progress.record.coverage) == (("seek",), 0, [])


@pytest.mark.parametrize("records", [1, 3])
def test_taking_a_batch_costs_the_same_whatever_was_studied_before(records, django_assert_max_num_queries):
    member = make_member()
    for n in range(records):
        earlier = open_study(member, make_page(seconds=600), at(n * 60))
        actions.take_beats(session=earlier, beats=make_beats(4), now=at(n * 60 + 60))
    session = StudySession.objects.get(state="open")

    with django_assert_max_num_queries(12):
        actions.take_beats(session=session, beats=make_beats(2, first=5, after=60), now=at(records * 60 + 30))


# -- Who may study what


@pytest.fixture
def every_page_asks_for_study(monkeypatch):
    says = {"study_kind": "read", "study_seconds": 60, "film": None, "is_open_to": lambda page, user: True}
    for name, value in says.items():
        monkeypatch.setattr(Page, name, value, raising=False)


@pytest.mark.usefixtures("every_page_asks_for_study")
class TestWhoMayStudy:
    def test_a_published_page_is_open_to_a_member(self):
        page = make_page()

        assert queries.page_for_study(make_member().user, page.pk) == page

    def test_a_draft_is_not(self):
        assert queries.page_for_study(make_member().user, make_page(live=False).pk) is None

    def test_a_page_below_a_page_for_signed_in_people_is_open_to_them(self):
        page = make_page()
        PageViewRestriction.objects.create(page=page, restriction_type="login")

        assert queries.page_for_study(make_user(), page.pk) == page

    def test_a_page_that_says_it_is_for_others_is_not(self, monkeypatch):
        monkeypatch.setattr(Page, "is_open_to", lambda page, user: False, raising=False)

        assert queries.page_for_study(make_member().user, make_page().pk) is None

    @pytest.mark.parametrize("restriction", ["groups", "password"])
    def test_a_page_for_others_is_not(self, restriction):
        page = make_page()
        PageViewRestriction.objects.create(page=page, restriction_type=restriction)

        assert queries.page_for_study(make_member().user, page.pk) is None

    def test_opening_a_draft_answers_404_and_leaves_no_ticket(self, client):
        client.force_login(make_member().user)

        response = client.post(f"/study/open/{make_page(live=False).pk}/")

        assert (response.status_code, StudySession.objects.count()) == (404, 0)

    def test_a_browser_opens_and_sends_its_beats(self, client):
        client.force_login(make_member().user)
        opened = client.post(f"/study/open/{make_page().pk}/").json()
        beats = {"beats": [{"seq": 1, "mono_ms": 100, "dt": 0.1, "visible": True, "pos1": 40}]}

        answer = client.post(opened["beats_url"], beats, content_type="application/json").json()

        assert (answer["accepted"], answer["needed"], answer["completed"]) == ([1], 60, False)

    def test_another_member_s_ticket_is_nobody_s_business(self, client):
        session = open_study(make_member(), make_page())
        client.force_login(make_member().user)

        response = client.post(f"/study/{session.public_id}/beats/", {"beats": []}, content_type="application/json")

        assert response.status_code == 404

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "[]",
            '{"beats": []}',
            '{"beats": [1]}',
            '{"beats": [{"seq": 1, "dt": NaN, "mono_ms": 5}]}',
            '{"beats": [{"seq": 0, "mono_ms": 5}]}',
            '{"beats": [{"seq": 1}]}',
            '{"beats": [{"seq": true, "mono_ms": 5}]}',
        ],
    )
    def test_nonsense_is_refused_and_leaves_nothing(self, client, body):
        member = make_member()
        session = open_study(member, make_page())
        client.force_login(member.user)

        response = client.post(f"/study/{session.public_id}/beats/", body, content_type="application/json")

        assert (response.status_code, StudyBeat.objects.count()) == (400, 0)


def test_a_page_without_anything_to_study_gives_no_ticket(client):
    client.force_login(make_member().user)

    assert client.post(f"/study/open/{make_page().pk}/").status_code == 404


# -- What others ask


def test_records_progress_and_credit_are_the_member_s_own():
    member, page = make_member(), make_page(seconds=120)
    take(open_study(member, page), make_beats(8, pos1=100), 120)
    take(open_study(make_member(), page), make_beats(4), 60)

    [record] = queries.records_for(member)

    assert (record.page_id, queries.progress_on(member, [page.pk, 0])) == (page.pk, {page.pk: record})
    assert (queries.credit_of(member).minutes, queries.credit_of(make_member()).minutes) == (2, 0)
