"""For whom a page is, asked at every place where it could show."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts.models import Role
from campaigns.models import ActivityKind, Campaign
from content.models import Audience
from content.queries import may_family_read, pages_visible_to, study_pages_visible_to
from tests.builders import grant, make_coordinator, make_enterprise, make_member, make_publisher, make_supervisor
from tests.builders import make_user as make_login
from tests.content.builders import make_case, make_notice, make_site, show_to
from tests.content.stories import make_story_page
from tests.reports.builders import make_campaign

pytestmark = pytest.mark.django_db
NARROWED = pytest.mark.parametrize(
    "narrowed", [lambda page: page, lambda page: page.get_parent().specific], ids=["page", "shelf"]
)


@pytest.fixture
def firms():
    return make_enterprise("溪石"), make_enterprise("禾润")


@pytest.fixture
def page(firms):
    """A case that only the first of two firms may see."""
    return show_to(make_case(), firms[0])


def sees(user, page):
    listed = study_pages_visible_to(user).filter(pk=page.pk).exists()
    assert listed == pages_visible_to(user).filter(pk=page.pk).exists() == page.is_open_to(user)
    return listed


def test_a_page_for_an_enterprise_is_for_its_members_and_its_coordinator(page, firms):
    people = [make_member(firms[0]).user, make_coordinator(firms[0])]

    assert [sees(person, page) for person in people] == [True, True]


def test_nobody_of_another_enterprise_sees_it(page, firms):
    people = [make_member(firms[1]).user, make_coordinator(firms[1]), make_login("路过")]

    assert [sees(person, page) for person in people] == [False, False, False]


def test_who_has_left_the_enterprise_has_left_its_pages(page, firms):
    member = make_member(firms[0])
    member.left_on = member.joined_on
    member.save()

    assert not sees(member.user, page)


def test_publishers_and_supervisors_see_what_is_meant_for_any_enterprise(page):
    assert [sees(person, page) for person in (make_publisher(), make_supervisor())] == [True, True]


def test_an_administrator_of_the_machine_is_not_among_the_readers(page):
    administrator = make_login("方知远")
    grant(administrator, Role.ADMINISTRATOR)

    assert not sees(administrator, page)


def test_a_stranger_meets_the_door_and_a_colleague_of_another_firm_nothing(client, page, firms):
    assert client.get(page.url).status_code == 302

    client.force_login(make_member(firms[1]).user)

    assert client.get(page.url).status_code == 404


@pytest.mark.parametrize(("public", "status"), [(True, 200), (False, 302)])
def test_a_visitor_reads_what_is_for_everybody_and_signs_in_for_the_rest(client, public, status):
    notice = make_notice(make_site(), public=public)

    assert client.get(notice.url).status_code == status


def test_a_case_may_be_for_everybody_too(client):
    page = make_case()
    page.audience = Audience.EVERYBODY
    page.save_revision().publish()

    assert client.get(page.url).status_code == 200


def test_what_is_hidden_is_in_no_list_search_or_count(client, page, firms):
    addresses = ["/library/", "/search/?q=购物卡", page.get_parent().url]
    said = {}
    for firm in firms:
        client.force_login(make_member(firm).user)
        said[firm.short_name] = ["三张" in client.get(address).content.decode() for address in addresses]

    assert said == {"溪石": [True, True, True], "禾润": [False, False, False]}


def test_no_time_is_counted_on_a_page_for_others(client, page, firms):
    client.force_login(make_member(firms[1]).user)

    assert client.post(reverse("attendance:study-open", args=[page.pk])).status_code == 404


def test_only_for_enterprises_asks_for_which():
    page = make_case()
    page.audience = Audience.ENTERPRISES

    with pytest.raises(ValidationError) as refusal:
        page.clean()

    assert list(refusal.value.message_dict) == ["shown_to"]


def refusal_of(page):
    try:
        page.clean()
    except ValidationError as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize(
    ("asked", "state", "refused"),
    [
        ([0, 1], "open", True),
        ([0], "open", False),
        ([0, 1], "closed", False),
        ([0, 1], "draft", False),
    ],
)
@NARROWED
def test_a_page_is_not_hidden_from_those_whom_a_running_task_asks_for_it(firms, asked, state, refused, narrowed):
    for firm in firms:
        make_member(firm)
    page = make_case()
    campaign = make_campaign(*(firms[place] for place in asked), kinds=[ActivityKind.READ])
    campaign.activities.update(page=page)
    Campaign.objects.update(state=state)
    page = narrowed(page)
    page.audience = Audience.ENTERPRISES
    page.shown_to.set([firms[0]])

    assert ("四季度廉洁学习" in refusal_of(page)) is refused


def test_who_may_see_a_page_waits_for_the_second_editor_like_its_words(page, firms):
    page.audience = Audience.EVERYBODY
    page.save_revision()

    assert not sees(make_member(firms[1]).user, page)


# -- Shelves ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def notice():
    """A notice for everybody, on its shelf."""
    return make_notice(make_site(), public=True)


def shelf_of(page):
    return page.get_parent().specific


def put_away(page):
    """The shelf goes off by the clock."""
    shelf = shelf_of(page)
    shelf.expire_at = timezone.now()
    shelf.unpublish()


def never_let_out(page):
    type(shelf_of(page)).objects.filter(pk=shelf_of(page).pk).update(live=False, first_published_at=None)


@pytest.mark.parametrize("close", [put_away, never_let_out], ids=["gone off", "a draft"])
def test_what_stands_on_a_shelf_that_is_not_out_is_nowhere(client, notice, close):
    people = [AnonymousUser(), make_member().user, make_publisher()]
    before = [sees(person, notice) for person in people]
    close(notice)

    assert (before, [sees(person, notice) for person in people]) == ([True] * 3, [False] * 3)
    assert notice.title not in client.get("/").text + client.get("/feed/").text + client.get("/sitemap-pages.xml").text
    assert client.get(notice.url).status_code != 200


def test_a_shelf_for_an_enterprise_hides_from_others_what_stands_on_it(client, notice, firms):
    inside, outside = make_member(firms[0]).user, make_member(firms[1]).user
    shelf = show_to(shelf_of(notice), firms[0])

    assert [sees(person, notice) for person in (inside, make_publisher())] == [True, True]
    assert [sees(person, notice) for person in (outside, AnonymousUser())] == [False, False]
    for person, status in ((outside, 404), (inside, 200)):
        client.force_login(person)
        assert [client.get(address).status_code for address in (notice.url, shelf.url)] == [status, status]


def test_a_shelf_opens_no_page_that_is_for_others(page, firms):
    shelf = shelf_of(page)
    shelf.audience = Audience.EVERYBODY
    shelf.save_revision().publish()

    assert not sees(make_member(firms[1]).user, page)


def test_no_time_is_counted_on_a_shelf_for_others(client, firms):
    page = make_case()
    show_to(shelf_of(page), firms[0])
    client.force_login(make_member(firms[1]).user)

    assert client.post(reverse("attendance:study-open", args=[page.pk])).status_code == 404


def test_no_family_link_leads_to_a_shelf_for_an_enterprise(firms):
    story = make_story_page()
    before = may_family_read(story)
    show_to(shelf_of(story), firms[0])

    assert (before, may_family_read(story)) == (True, False)


# -- In the CMS -------------------------------------------------------------------------------------------------------


@pytest.fixture
def editor(client):
    """A browser in which a publisher has signed in."""
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    return client


BODY = streamfield([("paragraphs", rich_text("<p>请看。</p>"))])


def form_of(page, audience, firms):
    """What the form of a page or a shelf sends with these enterprises ticked."""
    fields = {"title": page.title, "slug": page.slug, "summary": "摘要。", "source": "通报", "body": BODY}
    form = nested_form_data(fields | {"audience": audience, "comments": inline_formset([])})
    return form | {"shown_to": [firm.pk for firm in firms]}


def kept_of(page):
    """For whom the latest version of a page is: the audience, and the enterprises."""
    kept = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    return kept.audience, list(kept.shown_to.all())


ON_ITS_SHELF = pytest.mark.parametrize(
    ("kind", "shelf"),
    [("noticepage", lambda site: site.sections["notices"]), ("sectionpage", lambda site: site.library)],
    ids=["page", "shelf"],
)


@ON_ITS_SHELF
@pytest.mark.parametrize("accept", ["text/html", "application/json"], ids=["button", "of its own accord"])
def test_what_is_new_may_be_for_the_enterprises_that_are_ticked(editor, firms, kind, shelf, accept):
    address = reverse("wagtailadmin_pages:add", args=["content", kind, shelf(make_site()).pk])
    new = Page(title="只给一家", slug="one-firm")

    answer = editor.post(address, form_of(new, "enterprises", firms[:1]), headers={"accept": accept})

    assert answer.status_code < 400
    assert kept_of(Page.objects.get(slug="one-firm")) == ("enterprises", [firms[0]])


@ON_ITS_SHELF
def test_what_is_new_is_for_no_enterprise_only_when_none_is_ticked(editor, firms, kind, shelf):
    address = reverse("wagtailadmin_pages:add", args=["content", kind, shelf(make_site()).pk])
    new = Page(title="只给一家", slug="one-firm")

    answer = editor.post(address, form_of(new, "enterprises", []), headers={"accept": "application/json"})

    assert (answer.status_code, Page.objects.filter(slug="one-firm").exists()) == (400, False)


def keep(editor, page, audience, firms):
    return editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page, audience, firms), follow=True)


@NARROWED
def test_ticks_move_from_one_enterprise_to_another(editor, firms, narrowed):
    page = show_to(narrowed(make_case()), firms[0])

    keep(editor, page, "enterprises", firms[1:])

    assert kept_of(page) == ("enterprises", [firms[1]])


@NARROWED
def test_the_last_tick_is_not_taken_away(editor, firms, narrowed):
    page = show_to(narrowed(make_case()), firms[0])

    answer = keep(editor, page, "enterprises", [])

    assert "请至少勾选一家企业" in answer.text
    assert kept_of(page) == ("enterprises", [firms[0]])


@NARROWED
@pytest.mark.parametrize(("ticked", "refused"), [([0], True), ([0, 1], False)])
def test_a_running_task_is_held_against_what_is_ticked_now(editor, firms, narrowed, ticked, refused):
    for firm in firms:
        make_member(firm)
    case = make_case()
    page = show_to(narrowed(case), *firms)
    make_campaign(*firms, kinds=[ActivityKind.READ]).activities.update(page=case)

    answer = keep(editor, page, "enterprises", [firms[place] for place in ticked])

    assert ("四季度廉洁学习" in answer.text) is refused
    assert len(kept_of(page)[1]) == 2
