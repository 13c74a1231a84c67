import tomllib

import pytest
from django.conf import settings
from wagtail.models import Page, Revision, Site, Workflow

from content import importers
from content.models import BoundaryItem, HomePage, StudyPage
from tests.builders import NOW, make_enterprise
from tests.content.builders import BOUNDARY, STORY, make_case, make_notice, make_site

pytestmark = pytest.mark.django_db

PARK = settings.BASE_DIR / "site/demo/park"


def park(name):
    return tomllib.loads((PARK / name).read_text())


def test_the_site_is_prepared_once_and_then_left_alone():
    make_site()
    before = Page.objects.count(), Revision.objects.count(), Workflow.objects.count()
    HomePage.objects.update(tagline="编辑改过的")

    make_site()

    assert (Page.objects.count(), Revision.objects.count(), Workflow.objects.count()) == before
    assert HomePage.objects.get().tagline == "编辑改过的"
    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_a_page_that_is_there_is_not_written_over():
    site = make_site()
    first = make_case(site, slug="one")
    first.title = "编辑改过的"
    first.save_revision().publish()

    again = make_case(site, slug="one")

    assert (again.pk, again.title) == (first.pk, "编辑改过的")
    assert Revision.objects.count() == 2


def test_a_page_keeps_the_day_on_which_it_was_published():
    page = make_case(published_days_ago=18)

    assert (NOW - page.first_published_at).days == 18


def test_a_notice_is_for_members_unless_it_says_public():
    site = make_site()

    shown, hidden = make_notice(site, public=True), make_notice(site, public=False)

    assert (shown.audience, hidden.audience) == ("everybody", "members")


def test_a_story_finds_the_firm_it_is_told_from():
    firm = make_enterprise("禾润食品")

    story = importers.save_story(make_site().sections["stories"], {**STORY, "enterprise": "禾润食品"}, NOW)

    assert (story.enterprise, str(story.byline)) == (firm, "禾润食品 · 顾晚禾")


def test_a_boundary_list_keeps_its_items_in_order_with_their_citations():
    page = importers.save_boundary_list(make_site().sections["boundary"], BOUNDARY, NOW)

    assert [item.title for item in page.items.all()] == ["不准收礼", "不送财物", "可以走访"]
    assert page.items.first().cited == ["《示范法》第二条"]


def test_what_is_written_for_the_demo_park_becomes_pages():
    site = make_site()
    importers.save_home(site.home, park("home.toml"), NOW)
    for file in sorted((PARK / "cases").glob("*.toml")):
        importers.save_case(site.sections["cases"], tomllib.loads(file.read_text()), NOW)
    for file in sorted((PARK / "stories").glob("*.toml")):
        importers.save_story(site.sections["stories"], tomllib.loads(file.read_text()), NOW)
    importers.save_boundary_list(site.sections["boundary"], park("boundary.toml"), NOW)

    assert StudyPage.objects.live().filter(kind="case").count() >= 8
    assert StudyPage.objects.live().filter(kind="story").count() >= 4
    assert [BoundaryItem.objects.filter(kind=kind).count() for kind in BoundaryItem.Kind.values] == [8, 7, 7]
    assert HomePage.objects.get().tagline == park("home.toml")["tagline"]


def test_a_home_that_an_editor_published_is_left_alone():
    home = importers.save_home(make_site().home, park("home.toml"), NOW)
    home.tagline = "编辑改过的"
    home.save_revision().publish()

    importers.save_home(home, park("home.toml"), NOW)

    assert HomePage.objects.get().tagline == "编辑改过的"
