"""The park that the demo loads is whole, and agrees with itself. Its films are tested where they are drawn."""

import pytest
from demo.accounts import listed
from demo.loader import FILMS, Loader, is_loaded, keep_today_true
from demo.people import INVITED, Inventor
from django.utils import timezone, translation

from accounts.models import Role
from attendance.models import Event
from campaigns.actions import recount
from campaigns.models import Completion, Tally
from content.models import BoundaryItem, CasePage, FamilyLine, SentStory, StoryPage
from enterprises.models import Enterprise, Member
from enterprises.rules import is_credit_code
from journal.queries import first_broken
from media.models import Film, FilmState
from pledges.models import Pledge, PledgeTextVersion
from quizzes.models import Attempt, Question, kinds
from regulations.models import Article, Regulation, Version

pytestmark = pytest.mark.django_db


class LoaderWithoutFilms(Loader):
    """Loads everything but what takes a minute to draw."""

    def films(self):
        self.made = {
            name: Film.objects.create(
                title=table["title"], state=FilmState.READY, seconds=67, mp4="x.mp4", poster="x.jpg"
            )
            for name, table in FILMS.items()
        }

    def _spoken(self, name):
        return []


@pytest.fixture(scope="module")
def park(django_db_setup, django_db_blocker):
    """One park for all sentences of this file, forgotten afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        now = timezone.now()
        with translation.override("zh-hans"):
            LoaderWithoutFilms(now, lambda words: None).load()
        yield now
        transaction.set_rollback(True)


def test_three_hundred_people_work_in_six_pilots_and_four_others(park):
    assert (Member.objects.count(), Enterprise.objects.count()) == (300, 10)
    assert Enterprise.objects.filter(pilot__isnull=False).count() == 6
    assert all(is_credit_code(code) for code in Enterprise.objects.values_list("credit_code", flat=True))


def test_the_library_has_what_the_park_promises(park):
    assert CasePage.objects.live().count() >= 8
    assert StoryPage.objects.live().count() >= 4
    assert {
        kind: BoundaryItem.objects.filter(kind=kind).count() for kind in ("prohibited", "required", "permitted")
    } == {
        "prohibited": 8,
        "required": 7,
        "permitted": 7,
    }
    assert (Regulation.objects.count(), Version.objects.count()) == (2, 3)
    assert Article.objects.count() == 25 + 22 + 18


def test_every_kind_of_question_is_there(park):
    assert Question.objects.count() >= 80
    assert {question.kind for question in Question.objects.all()} == set(kinds())


def test_one_event_is_past_one_today_and_one_to_come(park):
    days = sorted(
        (timezone.localdate(event.sessions.get().starts_at) - timezone.localdate(park)).days
        for event in Event.objects.all()
    )

    assert days[0] < 0
    assert days[1] in {0, 1}  # a park that is loaded just before midnight meets just after
    assert days[2] > 1


def test_the_pledge_text_has_two_versions_and_only_the_second_is_in_force(park):
    versions = PledgeTextVersion.objects.order_by("major").values_list("major", "minor", "state")

    assert list(versions) == [(1, 0, "superseded"), (2, 0, "published")]


def test_the_campaign_is_half_done_and_its_tallies_are_true(park):
    before = sorted(Tally.objects.values_list("activity", "enterprise", "asked", "done"))
    asked, done = (sum(row[place] for row in before) for place in (2, 3))

    recount(campaign=Completion.objects.first().activity.campaign)

    assert sorted(Tally.objects.values_list("activity", "enterprise", "asked", "done")) == before
    assert 0.25 < done / asked < 0.75


def test_what_was_signed_and_sat_is_counted(park):
    signed = Completion.objects.filter(activity__kind="pledge").count()
    passed = Completion.objects.filter(activity__kind="quiz").count()

    assert signed == Pledge.objects.count() > 20
    assert 20 < passed <= Attempt.objects.filter(passed=True).count()


def test_stories_wait_for_an_editor_and_one_was_returned(park):
    states = SentStory.objects.order_by("state").values_list("state", flat=True)

    assert list(states) == ["returned", "waiting", "waiting"]
    assert list(FamilyLine.objects.order_by("state").values_list("state", flat=True)) == ["shown", "waiting"]


def test_the_journal_of_three_weeks_is_unbroken(park):
    assert first_broken() is None


def test_each_role_has_an_account(park):
    roles = [role for role, _, _ in listed()]

    assert len(roles) == 8
    assert {grant for grant in Role.values if grant != Role.MEMBER} <= set(
        Member._meta.get_field("user").related_model.objects.values_list("grants__role", flat=True)
    )


def test_the_invited_member_has_no_password_yet(park):
    assert not Member.objects.get(name=INVITED).user.has_usable_password()


def test_the_meeting_is_held_again_when_the_park_is_served_on_a_later_day(park):
    meeting = Event.objects.get(kind=Event.Kind.WARNING_MEETING)
    tomorrow = park + timezone.timedelta(days=1)

    keep_today_true(tomorrow)
    keep_today_true(tomorrow)

    assert meeting.sessions.count() == 2
    assert meeting.sessions.last().invitees.count() > 200


def test_the_park_knows_that_it_is_loaded(park):
    assert is_loaded()


def test_two_loads_invent_the_same_people():
    table = {"short": "甲", "size": 12, "departments": ["采购部", "财务部"], "branches": ["第一党支部"]}

    assert Inventor().people_of(table) == Inventor().people_of(table)
