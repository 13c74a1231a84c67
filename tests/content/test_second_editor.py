import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Comment, Page, TaskState, Workflow, WorkflowState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from content.models import CasePage, FilmPage, SecondEditorTask, SectionPage
from tests.builders import make_member, make_publisher
from tests.content.builders import draft_of, make_case, make_film, make_notice, make_site
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db


CHECKED, AGAIN = "approve_checked", "hand_in_again"
TICKS = dict.fromkeys(("source", "effective", "redacted", "in_force", "second_editor"), "on")


@pytest.fixture
def waiting():
    """A case, ready to be let out, that its author has submitted: (page, author, second editor)."""
    site = make_site()
    make_version(aliases=["示范法"])
    author, second = make_publisher("林编辑"), make_publisher("周编辑")
    page = draft_of(site)
    page.decided_on = date(2025, 3, 18)
    page.body = [("broken", [{"citation": "《示范法》第二条", "note": ""}])]
    page.save_revision(user=author)
    Workflow.objects.get().start(page, author)
    return page, author, second


def act(client, user, page, action, **sent):
    client.force_login(user, backend="accounts.backends.PhoneBackend")
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": "请补充来源", **sent})


def change(page, user, **fields):
    """Save one more revision of a waiting page."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=user)


def hand_in(page, user, **fields):
    """The page as it stands with these fields, taken back and handed in anew."""
    page.current_workflow_state.cancel(user=user)
    change(page, user, **fields)
    Workflow.objects.get().start(page, user)


def is_live(page):
    return CasePage.objects.get(pk=page.pk).live


def test_the_author_cannot_let_out_what_she_wrote(client, waiting):
    page, author, _ = waiting

    act(client, author, page, CHECKED, **TICKS)

    assert not is_live(page)
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


def test_a_second_editor_publishes_it(client, waiting):
    page, _, second = waiting

    act(client, second, page, CHECKED, **TICKS)

    assert is_live(page)


def test_a_second_editor_sends_it_back_with_a_remark(client, waiting):
    page, _, second = waiting

    act(client, second, page, "reject")

    assert not is_live(page)
    assert TaskState.objects.get().comment == "请补充来源"


def test_a_page_goes_back_only_with_a_remark(client, waiting):
    page, _, second = waiting

    act(client, second, page, "reject", comment=" ")

    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


def test_the_writer_reads_above_her_page_who_sent_it_back_and_why_until_she_hands_it_in_again(client, waiting):
    page, author, second = waiting
    address, said = reverse("wagtailadmin_pages:edit", args=[page.pk]), "周编辑退回：请补充来源"
    act(client, second, page, "reject")
    client.force_login(author, backend="accounts.backends.PhoneBackend")

    assert said in client.get(address).content.decode()

    page.current_workflow_state.resume(author)
    assert said not in client.get(address).content.decode()


def test_a_case_does_not_go_out_by_the_door_without_a_checklist(client, waiting):
    page, _, second = waiting

    act(client, second, page, "approve", **TICKS)

    assert not is_live(page)


@pytest.mark.parametrize("left_out", TICKS)
def test_a_point_that_is_not_ticked_keeps_a_case_in(client, waiting, left_out):
    page, _, second = waiting

    act(client, second, page, CHECKED, **{point: on for point, on in TICKS.items() if point != left_out})

    assert not is_live(page)
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize(
    "fields",
    [
        {"source": " "},
        {"decided_on": None},
        {"decided_on": date(2999, 1, 1)},
        {"summary": "请打他的电话13912345678。"},
        {"body": []},
        {"body": [("broken", [{"citation": "《示范法》第九十九条", "note": ""}])]},
        {"decided_on": date(2019, 12, 31)},
    ],
)
def test_ticking_does_not_make_it_true(client, waiting, fields):
    page, author, second = waiting
    hand_in(page, author, **fields)

    act(client, second, page, CHECKED, **TICKS)

    assert not is_live(page)
    assert TaskState.objects.last().status == TaskState.STATUS_IN_PROGRESS


def test_numbers_may_stand_in_a_case_whose_names_are_public(client, waiting):
    page, author, second = waiting
    hand_in(page, author, summary="监督电话13912345678。", anonymised=False)

    act(client, second, page, CHECKED, **TICKS)

    assert is_live(page)


def test_the_approval_keeps_that_the_points_were_checked_and_the_remark(client, waiting):
    page, _, second = waiting

    act(client, second, page, CHECKED, **TICKS)

    kept = TaskState.objects.get()
    assert (kept.finished_by, kept.comment) == (second, "安全清单五项均已核对。 请补充来源")


def test_the_checklist_says_what_speaks_against_letting_out(client, waiting):
    page, author, second = waiting
    hand_in(page, author, decided_on=None)
    client.force_login(second, backend="accounts.backends.PhoneBackend")
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)

    html = client.get(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, CHECKED, state.pk])).json()["html"]

    assert "这篇案例还不能放行" in html
    assert "处理决定的生效日期" in html
    assert "checkbox" not in html


def test_the_checklist_asks_for_five_ticks(client, waiting):
    page, _, second = waiting
    client.force_login(second, backend="accounts.backends.PhoneBackend")
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)

    html = client.get(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, CHECKED, state.pk])).json()["html"]

    assert html.count('type="checkbox"') == 5


def test_a_notice_needs_a_second_editor_and_no_checklist(client, waiting):
    _, author, second = waiting
    waiting[0].current_workflow_state.cancel(user=author)
    notice = make_notice(make_site(), public=True)
    notice.unpublish()
    notice.save_revision(user=author)
    Workflow.objects.get().start(notice, author)

    act(client, second, notice, "approve")

    assert Page.objects.get(pk=notice.pk).live


def remark(page, user):
    """A comment at the margin: Wagtail keeps it as a revision of whoever made it."""
    page.wagtail_admin_comments.add(Comment(text="这里我不同意，请核对。", user=user, contentpath="summary"))
    page.save_revision(user=user)


def test_a_remark_at_the_margin_does_not_make_the_writer_the_second_editor(client, waiting):
    page, author, second = waiting
    remark(page, second)

    act(client, author, page, CHECKED, **TICKS)
    assert not is_live(page)

    act(client, second, page, CHECKED, **TICKS)
    assert is_live(page)


@pytest.mark.parametrize("who", ["author", "second", "third"])
@pytest.mark.parametrize("by", ["author", "second"])
def test_nobody_lets_out_words_that_came_after_it_was_handed_in(client, waiting, who, by):
    page, author, second = waiting
    people = {"author": author, "second": second, "third": make_publisher("吴编辑")}
    change(page, people[by], summary="后来添上的一句话。")

    act(client, people[who], page, CHECKED, **TICKS)

    assert not is_live(page)
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


def test_what_was_changed_is_handed_in_again_and_another_lets_it_out(client, waiting):
    page, author, second = waiting
    change(page, second, summary="改正了一个字。")

    act(client, second, page, AGAIN)
    act(client, second, page, CHECKED, **TICKS)
    assert not is_live(page)

    act(client, author, page, CHECKED, **TICKS)
    assert is_live(page)
    assert CasePage.objects.get().summary == "改正了一个字。"


def test_a_screen_from_before_it_was_handed_in_again_approves_nothing(client, waiting):
    page, author, second = waiting
    before = TaskState.objects.get()
    hand_in(page, author, summary="后来添上的一句话。")

    client.force_login(second, backend="accounts.backends.PhoneBackend")
    client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, CHECKED, before.pk]), TICKS)

    assert not is_live(page)


def test_what_is_offered_says_what_to_do_next(waiting):
    page, author, second = waiting
    task = SecondEditorTask.objects.get()

    def offered(user):
        return [name for name, *_ in task.get_actions(CasePage.objects.get(), user)]

    before = offered(author), offered(second)
    change(page, author, summary="后来添上的一句话。")

    assert before == (["reject"], ["reject", CHECKED])
    assert offered(author) == offered(second) == ["reject", AGAIN]


def test_only_those_who_may_approve_have_it_on_their_list(waiting):
    _, author, second = waiting
    task = SecondEditorTask.objects.get()

    on_lists = [task.get_task_states_user_can_moderate(user).count() for user in (author, second, make_member().user)]

    assert on_lists == [0, 1, 0]


def as_sent(html):
    """What the form of a page holds as it came from the server, before the browser's own editors are there."""
    fields = {}
    for field in BeautifulSoup(html, "html.parser").select("[data-edit-form] [name]:not(button)"):
        if field.name == "select":
            fields[field["name"]] = [option["value"] for option in field.select("option[selected]")]
        elif field.get("type") not in ("checkbox", "radio") or field.has_attr("checked"):
            fields[field["name"]] = field.text.strip() if field.name == "textarea" else field.get("value", "")
    return fields


@pytest.mark.parametrize(("typed", "out"), [({}, True), ({"transcript": "后来添上的一句话。"}, False)])
@pytest.mark.parametrize("intro", ["", "<p>片长一分钟。</p>"])
def test_pressing_before_the_browser_is_ready_changes_nothing(client, waiting, intro, typed, out):
    _, author, second = waiting
    film = FilmPage(title="抽屉里的卡", slug="drawer", summary="一分钟。", film=make_film(), intro=intro, live=False)
    make_site().sections["films"].add_child(instance=film)
    film.save_revision(user=author)
    Workflow.objects.get().start(film, author)
    client.force_login(second, backend="accounts.backends.PhoneBackend")
    address = reverse("wagtailadmin_pages:edit", args=[film.pk])
    comments = nested_form_data({"comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}})
    approval = {"action-workflow-action": "true", "workflow-action-name": "approve"}

    client.post(address, as_sent(client.get(address).content) | comments | approval | typed)

    assert FilmPage.objects.get().live == out


def press(client, user, page, action, **beside):
    """Press one of the buttons below the form of a waiting page; gives what is said on the next screen."""
    client.force_login(user, backend="accounts.backends.PhoneBackend")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = as_sent(client.get(address).content)
    pressed = {"action-workflow-action": "true", "workflow-action-name": action}
    extra = {"workflow-action-extra-data": json.dumps({"comment": "请核对"})}
    comments = nested_form_data({"comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}})
    html = client.post(address, form | comments | pressed | extra | beside, follow=True).content
    return [item.get_text(" ", strip=True) for item in BeautifulSoup(html, "html.parser").select(".messages li")]


@pytest.fixture
def film(waiting):
    """A film's page that waits: (page, author, second editor)."""
    _, author, second = waiting
    page = FilmPage(title="抽屉里的卡", slug="drawer", summary="一分钟。", film=make_film(), live=False)
    make_site().sections["films"].add_child(instance=page)
    page.save_revision(user=author)
    Workflow.objects.get().start(page, author)
    return page, author, second


def test_who_approves_reads_that_the_page_is_out(client, film):
    page, _, second = film

    assert press(client, second, page, "approve") == ["“抽屉里的卡”已批准并发布。"]
    assert Page.objects.get(pk=page.pk).live


def test_who_approves_a_page_with_a_time_reads_that_it_waits_for_it(client, film):
    page, author, second = film
    time = timezone.localtime().replace(second=0, microsecond=0) + timedelta(days=3)
    hand_in(page, author, go_live_at=time)

    assert press(client, second, page, "approve", go_live_at=f"{time:%Y-%m-%d %H:%M}") == [
        "“抽屉里的卡”已批准，将在设定的时间发布。"
    ]
    assert not Page.objects.get(pk=page.pk).live


def test_who_sends_back_reads_to_whom(client, film):
    page, _, second = film

    assert press(client, second, page, "reject") == ["“抽屉里的卡”已退回给林编辑。"]


def test_who_hands_in_again_reads_that_another_is_waited_for(client, film):
    page, _, second = film
    change(page, second, summary="改正了一个字。")

    assert press(client, second, page, AGAIN) == ["“抽屉里的卡”已重新提交，等另一位编辑审核。"]


def test_who_only_saves_reads_that_it_was_saved(client, film):
    page, _, second = film

    assert [said for said in press(client, second, page, "no such button") if "已保存" in said]


def test_somebody_who_is_no_publisher_can_do_nothing_with_it(waiting):
    page, _, _ = waiting
    member = make_member().user

    assert SecondEditorTask.objects.get().get_actions(page, member) == []
    assert not SecondEditorTask.objects.get().user_can_access_editor(page, member)


def case_form(**fields):
    body = streamfield([("happened", rich_text("<p>何某把信封夹在材料里，见《无此法》第九条。</p>"))])
    return nested_form_data(
        {
            "title": "新写的案例",
            "slug": "new-case",
            "summary": "两句话。",
            "source": "通报",
            "topics": "送礼收礼",
            "audience": "members",
            "body": body,
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("report", "headings"),
    [
        ("workflow", "流程,编号,类型,标题,状态,提交者,开始时间"),
        ("workflow_tasks", "步骤,编号,类型,标题,状态,提交者,开始时间,结束时间,处理人"),
    ],
)
def test_reports_of_reviews_are_exported_in_chinese_and_in_the_time_of_here(client, waiting, report, headings):
    page, author, _ = waiting
    client.force_login(author, backend="accounts.backends.PhoneBackend")
    TaskState.objects.update(started_at=datetime(2026, 3, 1, 18, 30, tzinfo=UTC))
    WorkflowState.objects.update(created_at=datetime(2026, 3, 1, 18, 30, tzinfo=UTC))

    exported = client.get(f"/cms/reports/{report}/?export=csv").getvalue().decode()
    book = load_workbook(BytesIO(client.get(f"/cms/reports/{report}/?export=xlsx").getvalue()))

    assert exported.splitlines()[0] == headings
    assert "2026-03-02 02:30" in exported
    assert datetime(2026, 3, 2, 2, 30) in [cell.value for cell in book.active[2]]


@pytest.fixture
def write(client):
    """Send the form of a new case as a publisher; gives the response."""
    site = make_site()
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    address = reverse("wagtailadmin_pages:add", args=["content", "casepage", site.sections["cases"].pk])
    return lambda headers=None, **fields: client.post(address, case_form(**fields), headers=headers, follow=True)


def test_a_publisher_writes_a_case_and_submits_it(write):
    response = write(**{"action-submit": "1"})

    page = CasePage.objects.get()
    assert (response.status_code, page.live, page.current_workflow_task) == (200, False, SecondEditorTask.objects.get())
    assert page.get_latest_revision().as_object().topics.first().name == "送礼收礼"


TITLED = {"title": "国庆放假", "slug": "国庆放假"}


@pytest.mark.parametrize("was_out", [True, False])
@pytest.mark.parametrize(("fields", "address"), [(TITLED, "国庆放假-3"), (TITLED | {"slug": "holiday"}, None)])
def test_every_year_the_same_title_may_be_written_again(write, fields, address, was_out):
    for slug in (fields["slug"], "国庆放假-2"):
        earlier = make_case(title="国庆放假", slug=slug)
        if not was_out:
            Page.objects.filter(pk=earlier.pk).update(first_published_at=None)

    answer = write(**fields)

    new = CasePage.objects.filter(slug=address)
    assert (new.count(), CasePage.objects.count()) == ((1, 3) if was_out and address else (0, 2))
    assert ("已被使用" in answer.text) == (not new.exists())


def test_a_page_that_keeps_itself_tells_the_browser_the_address_it_was_given(write):
    make_case(**TITLED)

    answer = write(headers={"accept": "application/json"}, **TITLED)

    assert answer.json()["field_updates"]["slug"] == "国庆放假-2"


def test_and_leaves_an_address_that_stays_to_whoever_is_typing_it(write):
    answer = write(headers={"accept": "application/json"}, **TITLED)

    assert "slug" not in answer.json()["field_updates"]


def test_a_publisher_cannot_publish_on_her_own(write):
    write(**{"action-publish": "1"})

    assert not CasePage.objects.get().live


def test_the_editor_is_told_which_citation_points_at_nothing(write):
    make_version(aliases=["示范法"])

    html = write().content.decode()

    assert "《无此法》第九条" in html.split("messages", 1)[1]


def test_a_citation_block_refuses_what_is_no_citation(write):
    broken = streamfield([("citation", "大家都知道的那一条")])

    response = write(body=broken)

    assert json.dumps("不是条文引用").strip('"') in response.content.decode()
    assert not CasePage.objects.exists()


def test_the_preview_shows_the_page_and_marks_dead_citations(client):
    page = make_case(happened=["见《无此法》第九条。"])
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")

    html = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    assert '<mark class="cite-missing">《无此法》第九条</mark>' in html
    assert "data-study" not in html


def test_each_place_of_a_list_on_a_page_is_a_link_of_its_own(client):
    version = make_version(aliases=["示范法"])
    page = make_case(happened=["见《示范法》第二条第一款、第二款和第九款。"])
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")

    html = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    address = version.get_absolute_url()
    assert f'href="{address}#art-2-1">《示范法》第二条第一款</a>、' in html
    assert f'href="{address}#art-2-2">第二款</a>和<mark class="cite-missing">第九款</mark>' in html


@pytest.fixture
def kept_first(monkeypatch):
    """Between looking at a new page and keeping it, the same page is kept by another request."""
    keep = SectionPage.add_child

    def keep_both(shelf, *, instance):
        monkeypatch.setattr(SectionPage, "add_child", keep)
        shelf.add_child(instance=CasePage(title=instance.title, slug=instance.slug, summary="草稿。", live=False))
        return shelf.add_child(instance=instance)

    monkeypatch.setattr(SectionPage, "add_child", keep_both)


@pytest.mark.usefixtures("kept_first")
@pytest.mark.parametrize(("accept", "status"), [("text/html", 200), ("application/json", 409)])
def test_of_a_page_that_is_kept_twice_at_once_the_writer_is_told_where_it_is(write, accept, status):
    answer = write(headers={"accept": accept})

    assert answer.status_code == status
    assert "刚刚已经自动保存成草稿" in (answer.json()["error_message"] if status == 409 else answer.text)
    assert CasePage.objects.count() == 1
