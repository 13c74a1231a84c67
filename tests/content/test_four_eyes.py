"""Every door of Wagtail through which a page could come out, go away or change its place by one person's hand."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry, TaskState, Workflow

from accounts.models import Role, User
from content.actions import keep_schedule, prepare_site
from content.models import CasePage, SectionPage
from journal.models import Entry
from media.models import Picture
from tests.builders import NOW, grant, make_administrator, make_publisher
from tests.content.builders import draft_of, make_case, make_notice, make_picture, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return make_site()


@pytest.fixture(params=[make_publisher, make_administrator], ids=["publisher", "administrator"])
def alone(request, client, site):
    """A browser in which somebody works in the CMS whom no second person helps."""
    client.force_login(request.param(), backend="accounts.backends.PhoneBackend")
    return client


@pytest.fixture
def operator(client, site):
    """The control: whoever may do everything gets through the same doors, so they are the right ones to try."""
    user = User.objects.create_superuser("13900000000", "x", name="站长")
    grant(user, Role.ADMINISTRATOR)
    client.force_login(user, backend="accounts.backends.PhoneBackend")
    return client


def draft(site):
    page = draft_of(site)
    page.save_revision()
    return page


def in_bulk(client, action, *pages, **form):
    chosen = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"/cms/bulk/wagtailcore/page/{action}/?{chosen}&next=/cms/", form)


def to_page(client, name, page, **form):
    return client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), form)


def copied(client, page, **ticked):
    form = {"new_title": "副本", "new_slug": "twin", "new_parent_page": page.get_parent().pk, **ticked}
    to_page(client, "copy", page, **form)
    return Page.objects.filter(slug="twin").first()


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def is_there(page):
    return Page.objects.filter(pk=page.pk).exists()


# -- Out --------------------------------------------------------------------------------------------------------------


def test_nobody_publishes_many_at_once(alone, site):
    page, shelf = draft(site), site.sections["cases"]

    in_bulk(alone, "publish", page)
    in_bulk(alone, "publish", shelf, include_descendants="on")

    assert not is_live(page)


def test_whoever_may_publish_does_so_through_that_door(operator, site):
    page = draft(site)

    in_bulk(operator, "publish", page)

    assert is_live(page)


def test_a_copy_of_what_is_out_is_a_draft_whatever_was_ticked(alone):
    page = make_case()

    twin = copied(alone, page, publish_copies="on", alias="on")

    assert (twin.live, twin.alias_of_id) == (False, None)


def test_the_form_of_a_copy_could_make_an_alias_that_is_out(operator):
    page = make_case()

    twin = copied(operator, page, alias="on")

    assert (twin.live, twin.alias_of_id) == (True, page.pk)


def test_no_group_keeps_wagtails_permission_to_publish(site):
    given = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    for name in ("Publishers", "Administrators"):
        group = Group.objects.get(name=name)
        GroupPagePermission.objects.create(group=group, page=site.home.page_ptr, permission=given)

    prepare_site(NOW)

    assert not GroupPagePermission.objects.filter(permission=given).exists()


def make_workflow(client):
    lines = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    form = {f"{of}-{name}": value for of in ("workflow_tasks", "pages") for name, value in lines.items()}
    client.post(reverse("wagtailadmin_workflows:add"), {"name": "空的", "active": "on", **form})
    return Workflow.objects.filter(name="空的").exists()


def test_nobody_makes_a_workflow_without_a_second_editor(alone):
    assert not make_workflow(alone)


def test_the_form_of_a_workflow_would_make_one_without_any_step(operator):
    assert make_workflow(operator)


def test_nor_is_the_way_to_publication_changed_or_switched_off(alone):
    workflow = Workflow.objects.get()

    for door in ("edit", "disable"):
        alone.post(reverse(f"wagtailadmin_workflows:{door}", args=[workflow.pk]), {"name": "另一个"})

    assert list(Workflow.objects.values_list("name", "active")) == [("双人审核", True)]
    assert reverse("wagtailadmin_workflows:index") not in alone.get("/cms/").content.decode()


def test_no_group_keeps_a_permission_to_change_workflows(site):
    given = Permission.objects.filter(content_type__app_label="wagtailcore", content_type__model="workflow")
    Group.objects.get(name="Administrators").permissions.add(*given)

    prepare_site(NOW)

    assert not Group.objects.filter(permissions__in=given).exists()


# -- Away -------------------------------------------------------------------------------------------------------------


def test_nobody_takes_what_is_out_off_without_a_reason(alone):
    page = make_case()

    to_page(alone, "unpublish", page)
    in_bulk(alone, "unpublish", page)

    assert is_live(page)


def test_what_is_out_or_ever_was_is_not_deleted(alone):
    out, was_out = make_case(), make_case()
    was_out.unpublish()

    for page in (out, was_out):
        to_page(alone, "delete", page)
        in_bulk(alone, "delete", page)

    assert (is_there(out), is_there(was_out)) == (True, True)


def test_nor_is_what_it_stands_on(alone, site):
    make_case()
    shelf = site.sections["cases"]

    to_page(alone, "delete", shelf, wagtail_site_name="亲清学堂")
    in_bulk(alone, "delete", shelf)

    assert is_there(shelf)


@pytest.mark.parametrize("door", [to_page, in_bulk], ids=["by itself", "with others"])
def test_a_draft_that_was_never_out_is_deleted(alone, site, door):
    page = draft(site)

    door(alone, "delete", page)

    assert not is_there(page)


# -- Elsewhere --------------------------------------------------------------------------------------------------------


def move(client, page, shelf):
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, shelf.pk]))
    in_bulk(client, "move", page, chooser=shelf.pk)
    return Page.objects.get(pk=page.pk).get_parent().pk == shelf.pk


def test_what_is_out_keeps_its_place_and_address(alone, site):
    assert not move(alone, make_case(), site.sections["notices"])


def test_a_draft_is_put_on_another_shelf(alone, site):
    assert move(alone, draft(site), site.sections["notices"])


def test_a_draft_that_waits_stays_where_it_is_read(alone, site):
    page = draft(site)
    Workflow.objects.get().start(page, make_publisher())

    assert not move(alone, page, site.sections["notices"])


# -- Changed while it waited ------------------------------------------------------------------------------------------


@pytest.fixture
def changed(client, site):
    """A draft that its second editor changed while it waited; she is who sits at the browser."""
    page, author, second = draft_of(site), make_publisher("林编辑"), make_publisher("周编辑")
    page.save_revision(user=author)
    Workflow.objects.get().start(page, author)
    page.title = "改过的标题"
    page.save_revision(user=second)
    client.force_login(second, backend="accounts.backends.PhoneBackend")
    return page


def test_whoever_changed_it_finds_on_her_list_what_is_next(client, changed):
    html = client.get("/cms/").content.decode()

    assert ("按现在的文字重新提交" in html, "批准并" in html) == (True, False)


def test_whoever_reads_a_page_that_was_changed_is_told_to_hand_it_in_again(client, changed):
    sent = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    html = client.post(reverse("wagtailadmin_pages:edit", args=[changed.pk]), sent, follow=True).content.decode()

    assert ("这一页在提交审核以后又有改动" in html, is_live(changed)) == (True, False)


# -- At its time ------------------------------------------------------------------------------------------------------


@pytest.fixture
def agreed(client, site):
    """A notice to come out in an hour and go off in two; its writer submitted it, a second editor approved."""
    page = make_notice(site, public=True)
    page.unpublish()
    page.go_live_at, page.expire_at = (timezone.now() + timedelta(hours=hours) for hours in (1, 2))
    author, second = make_publisher("林编辑"), make_publisher("周编辑")
    page.save_revision(user=author)
    Workflow.objects.get().start(page, author)
    client.force_login(second, backend="accounts.backends.PhoneBackend")
    state = TaskState.objects.get()
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {})
    return page


def keep_schedule_in(minutes):
    """What the clock does then: Wagtail looks at its own, so that is put forward."""
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        return keep_schedule(now=timezone.now())


def test_what_two_agreed_on_comes_out_and_goes_off_by_the_clock(agreed):
    seen = []
    for minutes in (0, 59, 61, 119, 121):
        keep_schedule_in(minutes)
        seen.append(is_live(agreed))

    assert seen == [False, False, True, True, False]


def test_the_journal_tells_who_agreed_and_that_the_clock_did_the_rest(agreed):
    keep_schedule_in(61)
    keep_schedule_in(121)

    events = Entry.objects.filter(event__startswith="content.page").order_by("sequence")
    assert [(entry.event, bool(entry.by)) for entry in events] == [
        ("content.page.approved", True),
        ("content.page.let_out_on_time", False),
        ("content.page.taken_off_on_time", False),
    ]


def test_a_time_alone_lets_nothing_out(site):
    page = draft_of(site)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision(user=make_publisher())

    kept = keep_schedule_in(120)

    assert (kept.let_out, is_live(page)) == (0, False)


def test_either_of_the_two_may_stop_it(client, agreed):
    revision = agreed.get_latest_revision()

    client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[agreed.pk, revision.pk]))
    keep_schedule_in(120)

    assert not is_live(agreed)


def test_a_page_that_cannot_come_out_does_not_hold_up_the_others(agreed, site):
    other = draft_of(site)
    broken = other.save_revision()
    broken.content["source"] = ""
    broken.approved_go_live_at = timezone.now()
    broken.save()

    kept = keep_schedule_in(61)

    assert (kept.let_out, kept.failed, is_live(agreed), is_live(other)) == (1, 1, True, False)


# -- Locked -----------------------------------------------------------------------------------------------------------


def is_locked(page):
    return CasePage.objects.get(pk=page.pk).locked


def test_a_publisher_locks_a_page_and_unlocks_it_herself(client):
    page = make_case()
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")

    to_page(client, "lock", page)
    assert is_locked(page)

    to_page(client, "unlock", page)
    assert not is_locked(page)


def test_what_a_colleague_on_leave_has_locked_is_unlocked_and_the_history_says_so(client):
    page, colleague = make_case(), make_publisher("周编辑")
    page.locked, page.locked_by, page.locked_at = True, make_publisher("林编辑"), timezone.now()
    page.save()
    client.force_login(colleague, backend="accounts.backends.PhoneBackend")

    listed = page.title in client.get("/cms/reports/locked/").content.decode()
    to_page(client, "unlock", page)

    last = PageLogEntry.objects.filter(page=page.pk).latest("timestamp")
    assert (listed, is_locked(page)) == (True, False)
    assert (last.action, last.user) == ("wagtail.unlock", colleague)


def test_sections_are_as_guarded_as_what_stands_on_them(alone, site):
    shelf = SectionPage(title="新栏目", slug="new", live=False)
    site.library.refresh_from_db()
    site.library.add_child(instance=shelf)

    in_bulk(alone, "publish", shelf)

    assert not is_live(shelf)


# -- Whole ------------------------------------------------------------------------------------------------------------


def without_summary(page):
    page.summary = ""


def without_alternative_text(page):
    wordless = make_picture()
    Picture.objects.update(alt_text="")
    picture = {"picture": wordless.pk, "alt_text": "", "caption": ""}
    page.body = page.body.stream_block.to_python([{"type": "picture", "value": picture}])


def with_nothing_missing(page):
    pass


@pytest.fixture
def lacking(client, site):
    """Takes something away from a notice that waits; gives it, and what the second editor then sees."""

    def take_away(something):
        page, author = make_notice(site, public=True), make_publisher("林编辑")
        page.unpublish()
        page.save_revision(user=author)
        Workflow.objects.get().start(page, author)
        something(page)
        page.save_revision(user=author, clean=False)
        client.force_login(make_publisher("周编辑"), backend="accounts.backends.PhoneBackend")
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
        state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
        client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
        return page, html

    return take_away


@pytest.mark.parametrize(("something", "called"), [(without_summary, "摘要"), (without_alternative_text, "正文")])
def test_what_was_handed_in_whole_and_is_so_no_more_does_not_come_out(lacking, something, called):
    page, html = lacking(something)

    assert (is_live(page), TaskState.objects.get().status) == (False, TaskState.STATUS_IN_PROGRESS)
    assert called in html.split("还不能发布", 1)[1][:60]
    assert "批准并发布" not in html


def test_what_is_whole_comes_out(lacking):
    page, html = lacking(with_nothing_missing)

    assert (is_live(page), "还不能发布" in html) == (True, False)
