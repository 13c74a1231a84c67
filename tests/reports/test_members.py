from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.models import ActivityKind
from enterprises.models import PartyBranch
from tests.builders import NOW, make_coordinator, make_department, make_enterprise, make_member, make_user
from tests.reports.builders import do, make_campaign, make_members

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at_now")]


@pytest.fixture
def enterprise():
    return make_enterprise("溪石智能装备")


def names(client, enterprise, **query):
    """The names that the coordinator of the enterprise sees for this filter."""
    client.force_login(make_coordinator(enterprise))
    context = client.get(reverse("reports:members"), query).context
    return sorted(line.member.name for line in context["lines"])


def export(client, enterprise, **query):
    client.force_login(make_coordinator(enterprise, name="李联络"))
    answer = client.get(reverse("reports:members-export"), query)
    return answer, load_workbook(BytesIO(answer.content)).active


def test_members_are_filtered_by_what_they_are(client, enterprise):
    buying, branch = make_department(enterprise), PartyBranch.objects.create(enterprise=enterprise, name="一支部")
    make_member(enterprise, "王采购", department=buying)
    make_member(enterprise, "李党员", branch=branch, is_party_member=True)
    make_member(enterprise, "赵高危", risk_level="high")

    assert names(client, enterprise, name="王采") == ["王采购"]
    assert names(client, enterprise, department=buying.pk) == ["王采购"]
    assert names(client, enterprise, branch=branch.pk) == ["李党员"]
    assert names(client, enterprise, is_party_member="1") == ["李党员"]
    assert names(client, enterprise, is_party_member="0") == ["王采购", "赵高危"]
    assert names(client, enterprise, risk_level="high") == ["赵高危"]


def test_members_are_filtered_by_what_they_have_done(client, enterprise):
    done, half, nothing = (make_member(enterprise, name) for name in ("全完成", "完成一半", "没开始"))
    campaign = make_campaign(enterprise, kinds=[ActivityKind.READ, ActivityKind.QUIZ])
    do(done, campaign)
    do(half, campaign, ActivityKind.READ)

    assert names(client, enterprise, state="finished") == ["全完成"]
    assert names(client, enterprise, state="missing") == ["完成一半", "没开始"]
    assert names(client, enterprise, state="missing-read") == ["没开始"]
    assert nothing.name in names(client, enterprise, state="missing-quiz")


def test_who_joined_later_is_neither_finished_nor_missing(client, enterprise):
    make_member(enterprise, "早来的")
    make_campaign(enterprise, kinds=[ActivityKind.READ])
    make_member(enterprise, "后来的")

    assert names(client, enterprise, state="finished") == []
    assert names(client, enterprise, state="missing") == ["早来的"]


def test_who_never_signed_in_is_found(client, enterprise):
    make_member(enterprise, "来过的", user=make_user("来过的", last_login=NOW))
    make_member(enterprise, "没来过")
    make_member(enterprise, "没有账号", login=False)

    assert names(client, enterprise, state="never") == ["没有账号", "没来过"]


def test_a_wrong_filter_in_an_address_is_left_out(client, enterprise):
    make_member(enterprise, "王小明")

    assert names(client, enterprise, department="999", state="nonsense", page="x") == ["王小明"]


def test_somebody_elses_department_filters_nothing(client, enterprise):
    make_member(enterprise, "王小明")
    foreign = make_department(make_enterprise(), "别家部门")

    assert names(client, enterprise, department=foreign.pk) == ["王小明"]
    assert "别家部门" not in client.get(reverse("reports:members")).content.decode()


def test_fifty_members_stand_on_a_page(client, enterprise):
    make_members(enterprise, 51)

    assert len(names(client, enterprise)) == 50
    assert len(names(client, enterprise, page=2)) == 1


@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_table_costs_the_same_for_one_and_for_many(client, django_assert_max_num_queries, enterprise, many):
    campaign_members = make_members(enterprise, many, department=make_department(enterprise))
    do(campaign_members[0], make_campaign(enterprise))
    client.force_login(make_coordinator(enterprise))

    with django_assert_max_num_queries(13):
        client.get(reverse("reports:members"))


def test_an_export_says_who_took_it_when_and_which(client, enterprise):
    make_member(enterprise, "王小明")

    answer, sheet = export(client, enterprise, name="王小明")

    assert "李联络" in sheet["A1"].value
    assert "2026-11-23 10:00" in sheet["A1"].value
    assert "王小明" in sheet["A1"].value
    assert "filename*=utf-8''" in answer["Content-Disposition"]


def test_an_export_has_the_members_of_the_filter_with_masked_phones(client, enterprise):
    member = make_member(enterprise, "王小明")
    make_member(enterprise, "李党员")

    _, sheet = export(client, enterprise, name="王小")
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]

    assert member.masked_phone in cells
    assert not [cell for cell in cells if member.phone.removeprefix("+86") in cell]
    assert "李党员" not in cells


def test_an_export_carries_what_each_has_done(client, enterprise):
    member = make_member(enterprise, "王小明")
    do(member, make_campaign(enterprise, kinds=[ActivityKind.READ, ActivityKind.QUIZ]), ActivityKind.QUIZ)

    _, sheet = export(client, enterprise)

    assert [cell.value for cell in sheet[4]][8:10] == ["–", "✓"]


def test_a_name_that_is_a_formula_is_exported_as_text(client, enterprise):
    make_member(enterprise, "=cmd|'/C calc'!A0", post="＝1+1")

    _, sheet = export(client, enterprise)

    row = sheet[4]
    assert {cell.data_type for cell in row if cell.value} == {"s"}
    assert (row[0].value[0], row[4].value[0]) == ("'", "'")


def test_an_invitation_is_shown_for_who_has_no_password(client, enterprise):
    user = make_user("新来的")
    user.set_unusable_password()
    user.save()
    member = make_member(enterprise, "新来的", user=user)
    client.force_login(make_coordinator(enterprise))

    html = client.get(reverse("reports:invitation", args=[member.public_id])).content.decode()

    assert f"/invitation/{user.public_id}/" in html
    assert "<svg" in html


def test_who_has_a_password_is_asked_about_before_there_is_a_link(client, enterprise):
    member = make_member(enterprise, user=make_user(password="correct horse 7"))
    client.force_login(make_coordinator(enterprise))

    html = client.get(reverse("reports:invitation", args=[member.public_id])).content.decode()

    assert reverse("enterprises:begin-anew", args=[member.public_id]) in html
    assert f"/invitation/{member.user.public_id}/" not in html


def test_who_has_no_login_is_not_invited(client, enterprise):
    member = make_member(enterprise, login=False)
    client.force_login(make_coordinator(enterprise))

    assert client.get(reverse("reports:invitation", args=[member.public_id])).status_code == 404


def test_the_matrix_of_a_campaign_has_a_row_a_member_and_a_column_an_activity(client, enterprise):
    first, second = make_members(enterprise, 2)
    campaign = make_campaign(enterprise, kinds=[ActivityKind.READ, ActivityKind.QUIZ])
    do(first, campaign, ActivityKind.QUIZ)
    client.force_login(make_coordinator(enterprise))

    context = client.get(reverse("reports:campaign", args=[campaign.public_id])).context

    assert [(line.member, [tick.done for tick in line.ticks]) for line in context["lines"]] == [
        (first, [0, 1]),
        (second, [0, 0]),
    ]
    assert [(asked, done) for _, asked, done in context["columns"]] == [(2, 0), (2, 1)]


def test_the_list_of_campaigns_says_how_far_each_is(client, enterprise):
    first, _ = make_members(enterprise, 2)
    do(first, make_campaign(enterprise, kinds=[ActivityKind.READ, ActivityKind.QUIZ]))
    client.force_login(make_coordinator(enterprise))

    [row] = client.get(reverse("reports:campaigns")).context["rows"]

    assert (row.people, row.percent) == (2, 50)
