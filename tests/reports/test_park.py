from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.models import ActivityKind
from enterprises.models import Pilot
from reports.queries import park
from tests.builders import NOW, make_department, make_enterprise, make_supervisor
from tests.reports.builders import do, make_campaign, make_members

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("time_machine_at_now")]

READ = [ActivityKind.READ]


def make_firm(name, people, done, **fields):
    """An enterprise and those of its members who will have done what is asked."""
    enterprise = make_enterprise(name)
    return enterprise, make_members(enterprise, people, name=f"{name}员工", **fields)[:done]


def make_park(*firms):
    """A campaign that asks every firm to read one thing, and the enterprises."""
    made = [make_firm(*firm) for firm in firms]
    campaign = make_campaign(*(enterprise for enterprise, _ in made), kinds=READ)
    for _, done in made:
        for member in done:
            do(member, campaign)
    return campaign, [enterprise for enterprise, _ in made]


def test_enterprises_are_ranked_by_how_much_is_done():
    campaign, _ = make_park(("甲", 10, 5), ("乙", 10, 10), ("丙", 10, 0))

    table = park.park(make_supervisor(), campaign)

    assert [(row.name, row.percent) for row in table.rows] == [("乙", 100), ("甲", 50), ("丙", 0)]
    assert (table.total.people, table.total.percent, table.hides) == (30, 50, False)


def test_three_of_a_firm_who_did_it_are_not_shown_nor_is_what_would_tell_them():
    campaign, _ = make_park(("甲", 10, 3), ("乙", 12, 6), ("丙", 20, 10))

    table = park.park(make_supervisor(), campaign)

    assert {row.name: row.cells[0].withheld for row in table.rows} == {"甲": True, "乙": True, "丙": False}
    assert (table.total.cells[0].done, table.hides) == (19, True)


def test_a_firm_of_three_is_not_counted_aloud():
    campaign, _ = make_park(("小", 3, 0), ("甲", 10, 5), ("乙", 20, 10))

    table = park.park(make_supervisor(), campaign)

    assert {row.name: row.people for row in table.rows} == {"小": None, "甲": None, "乙": 20}


def test_a_firm_that_is_not_asked_stands_last_and_empty():
    campaign, _ = make_park(("甲", 10, 5))
    make_firm("旁", 10, 0)

    rows = park.park(make_supervisor(), campaign).rows

    assert [(row.name, row.people, row.percent) for row in rows] == [("甲", 10, 50), ("旁", 0, None)]


def test_the_page_of_the_park_shows_figures_and_stages_and_no_name(client):
    _, [enterprise, _] = make_park(("甲", 10, 5), ("乙", 10, 10))
    Pilot.objects.create(enterprise=enterprise, stage="honoured", since=NOW.date())
    client.force_login(make_supervisor())

    html = client.get(reverse("reports:park")).content.decode()

    assert "50%" in html
    assert enterprise.pilot.get_stage_display() in html
    assert "员工" not in html


def test_the_departments_of_a_firm_do_not_tell_what_the_park_withholds(client):
    campaign, [enterprise, *_] = make_park(("甲", 10, 3), ("乙", 12, 6), ("丙", 20, 10))

    place, table = park.enterprise_table(make_supervisor(), enterprise, campaign)

    assert place.cells[0].withheld
    assert all(cell.withheld for row in [*table.rows, table.total] for cell in row.cells)


def test_a_department_of_three_is_hidden_behind_the_next_smallest():
    enterprise = make_enterprise("甲")
    sizes = {"财务部": 3, "采购部": 8, "生产部": 30}
    for name, people in sizes.items():
        make_members(enterprise, people, department=make_department(enterprise, name))
    campaign = make_campaign(enterprise, kinds=READ)

    _, table = park.enterprise_table(make_supervisor(), enterprise, campaign)

    assert {row.name: row.people for row in table.rows} == {"财务部": None, "采购部": None, "生产部": 30}
    assert table.total.people == 41


def test_a_firm_of_three_has_no_table_of_departments(client):
    _, [enterprise, *_] = make_park(("小", 3, 1), ("甲", 10, 5), ("乙", 20, 10))
    client.force_login(make_supervisor())

    context = client.get(reverse("reports:enterprise", args=[enterprise.public_id])).context

    assert (context["place"].people, context["table"].rows) == (None, [])


def test_the_trend_counts_in_steps_of_five():
    campaign, _ = make_park(("甲", 10, 7))

    days = park.trend(make_supervisor(), campaign, NOW)

    assert (len(days), days[-1].day, days[-1].count) == (14, NOW.date(), 5)
    assert sum(day.count for day in days[:-1]) == 0


def test_the_export_withholds_what_the_page_withholds(client):
    make_park(("甲", 10, 3), ("乙", 12, 6), ("丙", 20, 10))
    client.force_login(make_supervisor())

    sheet = load_workbook(BytesIO(client.get(reverse("reports:park-export")).content)).active
    rows = {row[0].value: [cell.value for cell in row[2:4]] for row in sheet.iter_rows(min_row=5)}

    assert rows == {"甲": [10, "<5"], "乙": [12, "<5"], "丙": [20, 10], "合计": [42, 19]}


@pytest.mark.parametrize("many", [1, 3])
def test_the_park_costs_the_same_for_one_firm_and_for_three(client, django_assert_max_num_queries, many):
    make_park(*[(f"企业{number}", 6, 6) for number in range(many)])
    client.force_login(make_supervisor())

    with django_assert_max_num_queries(12):
        client.get(reverse("reports:park"))


def test_without_a_campaign_the_park_says_so(client):
    client.force_login(make_supervisor())

    answer = client.get(reverse("reports:park"))

    assert (answer.status_code, answer.context["campaign"]) == (200, None)
