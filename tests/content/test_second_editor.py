import json

import pytest
from django.urls import reverse
from wagtail.models import TaskState, Workflow
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from content.models import CasePage, SecondEditorTask
from tests.builders import make_member, make_publisher
from tests.content.builders import draft_of, make_case, make_site
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    """A draft that its author has submitted: (page, author, second editor)."""
    site = make_site()
    author, second = make_publisher("林编辑"), make_publisher("周编辑")
    page = draft_of(site)
    page.save_revision(user=author)
    Workflow.objects.get().start(page, author)
    return page, author, second


def act(client, user, page, action):
    client.force_login(user, backend="accounts.backends.PhoneBackend")
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(url, {"comment": "请补充来源"})


def is_live(page):
    return CasePage.objects.get(pk=page.pk).live


def test_the_author_cannot_let_out_what_she_wrote(client, waiting):
    page, author, _ = waiting

    act(client, author, page, "approve")

    assert not is_live(page)
    assert TaskState.objects.get().status == TaskState.STATUS_IN_PROGRESS


def test_a_second_editor_publishes_it(client, waiting):
    page, _, second = waiting

    act(client, second, page, "approve")

    assert is_live(page)


def test_a_second_editor_sends_it_back_with_a_remark(client, waiting):
    page, _, second = waiting

    act(client, second, page, "reject")

    assert not is_live(page)
    assert TaskState.objects.get().comment == "请补充来源"


def test_whoever_changes_a_waiting_page_needs_another_pair_of_eyes(client, waiting):
    page, author, second = waiting
    page.save_revision(user=second)

    act(client, second, page, "approve")
    assert not is_live(page)

    act(client, author, page, "approve")
    assert is_live(page)


def test_only_those_who_may_approve_have_it_on_their_list(waiting):
    _, author, second = waiting
    task = SecondEditorTask.objects.get()

    on_lists = [task.get_task_states_user_can_moderate(user).count() for user in (author, second, make_member().user)]

    assert on_lists == [0, 1, 0]


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
            "body": body,
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
            **fields,
        }
    )


@pytest.fixture
def write(client):
    """Send the form of a new case as a publisher; gives the response."""
    site = make_site()
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    shelf = site.sections["cases"]
    return lambda **fields: client.post(
        reverse("wagtailadmin_pages:add", args=["content", "casepage", shelf.pk]), case_form(**fields), follow=True
    )


def test_a_publisher_writes_a_case_and_submits_it(write):
    response = write(**{"action-submit": "1"})

    page = CasePage.objects.get()
    assert (response.status_code, page.live, page.current_workflow_task) == (200, False, SecondEditorTask.objects.get())
    assert page.get_latest_revision().as_object().topics.first().name == "送礼收礼"


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
