"""Lines that were typed one below the other stand so for whoever reads them."""

import pytest
from django.urls import reverse

from content import importers
from content.actions import withdraw_page
from content.models import HomePage, SectionPage, SentStory
from quizzes.models import Quiz
from tests.builders import NOW, make_member, make_publisher
from tests.content.builders import BOUNDARY, make_case, make_film, make_site
from tests.content.stories import make_published, make_waiting
from tests.quizzes.builders import make_quiz
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db

TYPED, SHOWN, RUN_TOGETHER = "头一行\n第二<行", "头一行<br>第二&lt;行", "头一行\n第二&lt;行"


def case_with(*block):
    page = make_case()
    page.body = [block]
    page.save_revision().publish()
    return page


def list_with(**fields):
    items = [{**BOUNDARY["item"][0], **fields}]
    return importers.save_boundary_list(make_site().sections["boundary"], {**BOUNDARY, "item": items}, NOW)


def law_page():
    data = {"summary": TYPED, "topics": [], "intro": ""}
    return importers.save_regulation_page(make_site().sections["regulations"], make_version().regulation, data, NOW)


def film_page():
    data = {"title": "抽屉里的卡", "slug": "drawer", "summary": TYPED, "intro": "导语。", "transcript": ""}
    return importers.save_film_page(make_site().sections["films"], make_film(), data, NOW)


def withdrawn():
    page = make_case()
    withdraw_page(page=page, because=TYPED, by=make_publisher(), now=NOW)
    return page


def shelf():
    SectionPage.objects.filter(pk=make_site().sections["cases"].pk).update(intro=TYPED)
    return make_site().sections["cases"]


def home():
    page = HomePage.objects.get(pk=make_site().home.pk)
    page.blocks = [("block", {"mark": "清", "title": "清风", "text": TYPED})]
    page.save_revision().publish()
    return page


def with_a_quiz():
    quiz = make_quiz()
    Quiz.objects.filter(pk=quiz.pk).update(intro=TYPED)
    return make_case(quiz=quiz)


PLACES = {
    "summary of a case": lambda: make_case(summary=TYPED),
    "summary of a law": law_page,
    "summary of a film": film_page,
    "quotation": lambda: case_with("quotation", {"words": TYPED, "source": ""}),
    "timeline": lambda: case_with("timeline", [{"when": "2024年", "text": TYPED}]),
    "question to think about": lambda: case_with("reflect", [TYPED]),
    "how it was broken": lambda: case_with("broken", [{"citation": "《示范法》第二条", "note": TYPED}]),
    "quiz": with_a_quiz,
    "line of a list": lambda: list_with(text=TYPED),
    "within the line": lambda: list_with(safe=TYPED),
    "over the line": lambda: list_with(over=TYPED),
    "reason of a withdrawal": withdrawn,
    "shelf": shelf,
    "home": home,
}


@pytest.mark.parametrize("made", PLACES.values(), ids=PLACES)
def test_readers_see_lines_as_an_editor_typed_them(client, made):
    page = made()
    client.force_login(make_member().user)

    html = client.get(page.url).text.split("</head>")[1]

    assert (SHOWN in html, RUN_TOGETHER in html) == (True, False)


def test_a_writer_sees_the_lines_of_the_reason_for_which_her_story_came_back(client):
    story = make_waiting()
    SentStory.objects.update(state="returned", reason=TYPED, decided_by=make_publisher(), decided_at=NOW)
    client.force_login(story.member.user)

    assert SHOWN in client.get(f"/stories/{story.public_id}/").text


def test_a_writer_and_the_editors_see_the_lines_of_the_reason_for_which_it_was_taken_off(client):
    page = make_published()
    withdraw_page(page=page, because=TYPED, by=make_publisher(), now=NOW)

    client.force_login(page.sent.member.user)
    hers = client.get(f"/stories/{page.sent.public_id}/").text
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    addresses = [
        reverse("content-cms:sent-story", args=[page.sent.public_id]),
        reverse("content-cms:withdraw", args=[page.pk]),
    ]
    theirs = [client.get(address).text for address in addresses]

    assert [SHOWN in html for html in (hers, *theirs)] == [True] * 3
