"""A name is shown as it was typed, whatever it looks like to a browser."""

import pytest
from bs4 import BeautifulSoup
from django.db import models
from django.http import HttpResponse

from attendance.models import CheckIn, Event
from campaigns.models import Activity, Assignment, Campaign
from content.models import FamilyLine, SentPicture, SentStory, Topic
from enterprises.models import Department, Enterprise, Member, PartyBranch
from quizzes.models import Question, Quiz
from tests.trust.routes import Asked, readable_addresses
from tests.trust.test_headers import faults_of_page

PAYLOAD = """"'><script>x()</script><img src=x onerror=x()><i id=injected>{{ 7 }}</i>"""
# Texts that somebody types, or that come with a file.
TYPED = {
    Enterprise: ["name", "industry", "address"],
    Department: ["name"],
    PartyBranch: ["name"],
    Member: ["name", "post"],
    Campaign: ["title", "intro"],
    Activity: ["title"],
    Assignment: ["excused_because"],
    Event: ["title", "description", "agenda", "venue", "organiser"],
    CheckIn: ["reason"],
    Quiz: ["title", "intro"],
    Question: ["stem", "explanation", "topic"],
    Topic: ["name"],
    SentStory: ["title", "text", "saying", "reason"],
    SentPicture: ["alt_text"],
    FamilyLine: ["name", "line"],
}
PEOPLE = {
    "member": lambda park: park.first.member.user,
    "coordinator": lambda park: park.first.coordinator,
    "supervisor": lambda park: park.supervisor,
}


def poison_everything():
    """Put the payload in front of every typed text, as far as its column is long enough."""
    for model, names in TYPED.items():
        for row in model._base_manager.all():
            for name in names:
                longest = model._meta.get_field(name).max_length or 1000
                setattr(row, name, (PAYLOAD + str(row.pk))[-longest:] if longest > 20 else PAYLOAD[:longest])
            models.Model.save_base(row, raw=True)


def injected(response):
    """What a browser would take for more than text."""
    page = BeautifulSoup(response.content, "lxml")
    return [str(tag) for tag in page.select("#injected, img[src=x], [onerror]")] + faults_of_page(
        response.content, whole=False
    )


@pytest.mark.parametrize("who", PEOPLE)
def test_no_text_that_somebody_typed_becomes_a_part_of_a_page(park, visit, who):
    type(park.first.member.user).objects.update(name=PAYLOAD[:60])
    poison_everything()
    visitor = visit(PEOPLE[who](park))
    addresses = [*readable_addresses(Asked(park, park.first, visitor)).values(), "/search/?q=" + PAYLOAD[:40]]

    answers = {address: visitor.get(address) for address in addresses}

    pages = {a: page for a, page in answers.items() if page.headers.get("Content-Type", "").startswith("text/html")}
    assert {a: injected(page) for a, page in pages.items() if injected(page)} == {}
    assert [a for a, page in pages.items() if "&lt;i" in page.content.decode() or "&lt;script" in page.content.decode()]
    assert [address for address, answer in answers.items() if answer.status_code >= 500] == []


def test_a_text_that_was_let_through_is_found():
    assert injected(HttpResponse(f"<p>{PAYLOAD}</p>")) != []
