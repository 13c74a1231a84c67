import pytest

from campaigns import actions as campaigns
from campaigns.models import Activity, ActivityKind, Campaign, Completion
from tests.builders import NOW, make_member
from tests.campaigns.builders import make_campaign
from tests.quizzes.builders import answer_all, finish, make_quiz, start

pytestmark = pytest.mark.django_db


def asked_to_pass(quiz, member):
    campaign = make_campaign(member.enterprise, events=0, opened=False)
    Activity.objects.create(campaign=campaign, kind=ActivityKind.QUIZ, quiz=quiz)
    return campaigns.open_campaign(campaign=Campaign.objects.get(pk=campaign.pk), by=member.user, now=NOW)


def test_a_pass_completes_what_a_campaign_asks_for_once():
    member, quiz = make_member(), make_quiz()
    asked_to_pass(quiz, member)
    attempt = answer_all(start(quiz, member))

    finish(attempt)
    finish(attempt)

    [completion] = Completion.objects.all()
    assert (completion.member, completion.evidence["attempt"]) == (member, str(attempt.token))


def test_a_failed_paper_completes_nothing():
    member, quiz = make_member(), make_quiz()
    asked_to_pass(quiz, member)

    finish(start(quiz, member))

    assert not Completion.objects.exists()
