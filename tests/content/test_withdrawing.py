"""A page that was out and was taken back: it says so and why, and no list has it any more."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from content.actions import WithdrawalRefused, keep_schedule, lift_withdrawal, withdraw_page
from content.models import Withdrawal
from content.queries import going, pages_visible_to, study_pages_visible_to
from journal.models import Entry
from tests.builders import NOW, make_member, make_publisher
from tests.content.builders import draft_of, make_case, make_site

pytestmark = pytest.mark.django_db
WHY = "处分决定已被复核撤销。"


def taken_back(page=None, by=None):
    page = page or make_case()
    withdraw_page(page=page, because=WHY, by=by or make_publisher(), now=NOW)
    return page


def told():
    return list(Entry.objects.filter(event__startswith="content.page.").values_list("event", flat=True))


def test_its_address_says_that_it_was_withdrawn_and_why_and_shows_nothing_of_it(client):
    page = taken_back()
    client.force_login(make_member().user)

    response = client.get(page.url)

    html = response.content.decode()
    assert response.status_code == 410
    assert WHY in html
    assert page.summary not in html
    assert "何某把信封夹在材料里" not in html


def test_it_leaves_every_list_and_stays_at_its_address():
    page, user = taken_back(), make_member().user

    assert not study_pages_visible_to(user).exists()
    assert pages_visible_to(user).filter(pk=page.pk).exists()
    assert not page.is_open_to(user)


def test_the_journal_has_who_took_it_back():
    taken_back()

    assert told() == ["content.page.withdrawn"]


def test_a_draft_cannot_be_taken_back():
    page = draft_of(make_site())

    with pytest.raises(WithdrawalRefused) as refusal:
        withdraw_page(page=page, because=WHY, by=make_publisher(), now=NOW)

    assert refusal.value.code == "not-out"
    assert (Withdrawal.objects.count(), told()) == (0, [])


def test_it_is_taken_back_once():
    page = taken_back()

    with pytest.raises(WithdrawalRefused) as refusal:
        withdraw_page(page=page, because="又一个理由，改了主意。", by=make_publisher(), now=NOW)

    assert refusal.value.code == "already"
    assert Withdrawal.objects.get().because == WHY


def test_another_hand_lets_it_out_again(client):
    page, user = taken_back(), make_member().user

    lift_withdrawal(page=page, by=make_publisher("周编辑"), now=NOW)

    client.force_login(user)
    assert client.get(page.url).status_code == 200
    assert told() == ["content.page.withdrawn", "content.page.let_out_again"]


def test_the_same_hand_does_not():
    editor = make_publisher()
    page = taken_back(by=editor)

    with pytest.raises(WithdrawalRefused) as refusal:
        lift_withdrawal(page=page, by=editor, now=NOW)

    assert refusal.value.code == "same-hand"
    assert Withdrawal.objects.exists()
    assert told() == ["content.page.withdrawn"]


def test_what_was_not_taken_back_cannot_be_let_out_again():
    with pytest.raises(WithdrawalRefused) as refusal:
        lift_withdrawal(page=make_case(), by=make_publisher(), now=NOW)

    assert refusal.value.code == "not-taken-back"


def test_publishing_once_more_does_not_bring_it_back():
    page = taken_back()

    page.save_revision().publish()

    assert not study_pages_visible_to(make_member().user).exists()


# -- Its time passes meanwhile ----------------------------------------------------------------------------------------


def going_off(page, hours):
    """The page as two editors agreed on it: off by the clock so many hours from now, or never."""
    page.expire_at = hours and NOW + timedelta(hours=hours)
    page.save_revision().publish()
    return page


def test_what_goes_off_by_the_clock_says_its_reason_if_it_was_withdrawn_before(client):
    withdrawn, other = (going_off(make_case(), hours=1) for _ in range(2))
    taken_back(withdrawn)

    kept = keep_schedule(now=NOW + timedelta(hours=2))

    client.force_login(make_member().user)
    answers = [client.get(page.url) for page in (withdrawn, other)]
    assert (kept.taken_off, [answer.status_code for answer in answers]) == (1, [410, 404])
    assert WHY in answers[0].text


def lifted(page, now):
    """Let out again by another hand; gives the code of the refusal, if any."""
    try:
        lift_withdrawal(page=Page.objects.get(pk=page.pk), by=make_publisher("周编辑"), now=now)
    except WithdrawalRefused as refusal:
        return refusal.code
    return ""


@pytest.mark.parametrize(("hours", "code"), [(0.5, ""), (1, "over"), (2, "over")])
def test_it_does_not_come_out_again_to_be_gone_with_the_next_stroke(hours, code):
    page = taken_back(going_off(make_case(), hours=1))

    assert lifted(page, NOW + timedelta(hours=hours)) == code
    assert Withdrawal.objects.exists() is bool(code)
    assert ("content.page.let_out_again" in told()) is not bool(code)


@pytest.mark.parametrize("hours", [3, None])
def test_with_a_later_time_or_none_it_comes_out_again_and_stays(hours):
    page = taken_back(going_off(make_case(), hours=1))
    now = NOW + timedelta(hours=2)
    going_off(page, hours)

    assert (lifted(page, now), keep_schedule(now=now).taken_off) == ("", 0)
    assert study_pages_visible_to(make_member().user).filter(pk=page.pk).exists()


def test_what_goes_off_is_told_to_editors_but_for_what_is_off_already():
    withdrawn, other = (going_off(make_case(), hours=1) for _ in range(2))
    taken_back(withdrawn)

    assert [page.pk for page in going(NOW)] == [other.pk]


class TestInTheCms:
    @pytest.fixture
    def editor(self, client):
        editor = make_publisher()
        client.force_login(editor, backend="accounts.backends.PhoneBackend")
        return editor

    def address(self, page):
        return reverse("content-cms:withdraw", args=[page.pk])

    def test_an_editor_gives_a_reason_and_takes_a_page_back(self, client, editor):
        page = make_case()

        response = client.post(self.address(page), {"because": WHY}, follow=True)

        assert Withdrawal.objects.get().page_id == page.pk
        assert "已撤回" in response.content.decode()

    def test_without_a_reason_nothing_happens_and_what_was_typed_stays(self, client, editor):
        response = client.post(self.address(make_case()), {"because": "不妥"})

        assert response.status_code == 200
        assert "不妥" in response.content.decode()
        assert not Withdrawal.objects.exists()

    def test_four_characters_are_a_reason_and_fewer_are_told_how_many_are_wanted(self, client, editor):
        page = make_case()

        assert (
            "请至少写 4 个字，现在是 3 个。" in client.post(self.address(page), {"because": "写错了"}).content.decode()
        )

        client.post(self.address(page), {"because": "内容有误"})
        assert Withdrawal.objects.get().because == "内容有误"

    def test_the_page_of_the_editor_says_that_it_was_taken_back(self, client, editor):
        page = taken_back()

        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

        assert WHY in html

    @pytest.mark.parametrize("sought", ["", "?q=购物卡"])
    def test_lists_call_it_withdrawn_and_what_is_out_published(self, client, editor, sought):
        shelf = taken_back(make_case(title="一张购物卡")).get_parent()
        make_case(title="两张购物卡", site=make_site())

        html = client.get(reverse("wagtailadmin_explore", args=[shelf.pk]) + sought).content.decode()

        states = re.findall(r"页面状态：</span>\s*(\S+)", html)
        assert sorted(states) == ["已发布", "已撤回"]

    def test_a_list_asks_for_all_of_its_pages_at_once(self, client, editor):
        shelf = taken_back().get_parent()
        address = reverse("wagtailadmin_explore", args=[shelf.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as before:
            client.get(address)
        for number in range(3):
            taken_back(make_case(title=f"第{number}个"))

        with CaptureQueriesContext(connection) as after:
            client.get(address)

        asked = [query["sql"] for query in after if "content_withdrawal" in query["sql"]]
        assert len(asked) == len([query for query in before if "content_withdrawal" in query["sql"]])

    def test_the_one_who_took_it_back_is_told_to_ask_another(self, client, editor):
        page = taken_back(by=editor)

        response = client.post(reverse("content-cms:let-out-again", args=[page.pk]), follow=True)

        assert "另一位编辑" in response.content.decode()
        assert Withdrawal.objects.exists()

    def test_another_editor_lets_it_out_again(self, client, editor):
        page = taken_back(by=make_publisher("周编辑"))

        client.post(reverse("content-cms:let-out-again", args=[page.pk]))

        assert not Withdrawal.objects.exists()

    def test_an_editor_is_told_that_its_time_has_passed(self, client, editor):
        page = taken_back(by=make_publisher("周编辑"))
        Page.objects.filter(pk=page.pk).update(expire_at=NOW)

        response = client.post(reverse("content-cms:let-out-again", args=[page.pk]), follow=True)

        assert "下线时间已经过了" in response.text
        assert Withdrawal.objects.exists()

    def test_members_find_no_such_door(self, client):
        page = make_case()
        client.force_login(make_member().user)

        assert client.post(self.address(page), {"because": WHY}).status_code == 403
        assert not Withdrawal.objects.exists()
