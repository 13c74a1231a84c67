"""Story four: the supervisor sees every enterprise's figures; a stranger sees nothing of the first enterprise."""

import io

import openpyxl
from playwright.sync_api import expect

PILOTS = ["溪石智能装备", "禾润食品", "澄江医药", "云栈物流", "青禾环保", "海岳建工"]
THEIRS = ["周晓梅", "郑国栋", "许安然"]


def cells_of(body):
    sheet = openpyxl.load_workbook(io.BytesIO(body)).active
    return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)


def addresses_of_the_first(coordinator):
    """Where the people and papers of the first enterprise are, as its own coordinator finds them."""
    page = coordinator.page
    page.goto("/desk/members/?q=周晓梅")
    coordinator.reads("周晓梅")
    member = page.locator('tbody input[name="member"]').first.get_attribute("value")
    return [f"/desk/members/{member}/invitation/"]


def papers_of_a_member(member):
    """What a member of the first enterprise has of her own: a paper of a quiz that she has just begun."""
    page = member.page
    page.goto("/practice/")
    page.get_by_role("link", name="综合练习：七种题型各来一点").click()
    if page.get_by_role("button", name="开始").count():
        page.get_by_role("button", name="开始").click()
    else:
        page.get_by_role("link", name="继续").click()
    page.wait_for_url("**/quizzes/sit/**")
    return [page.url.split("?")[0].split("//", 1)[1].split("/", 1)[1]]


def test_4_figures_for_the_supervisor_nothing_for_a_stranger(visit):
    supervisor = visit("陈守正", desk=True).signs_in()
    first = visit("郑国栋", desk=True).signs_in()
    owner = visit("周晓梅").signs_in()
    second = visit("林素芬", desk=True).signs_in()
    stranger = visit("何建新").signs_in()
    secret = addresses_of_the_first(first) + ["/" + path for path in papers_of_a_member(owner)]

    sees_every_enterprise(supervisor)
    sees_nothing_of_the_first(second, secret)
    sees_nothing_of_the_first_on_the_phone(stranger, secret)

    assert supervisor.complaints == []


def sees_every_enterprise(supervisor):
    page = supervisor.page
    page.goto("/desk/park/")
    supervisor.reads(*PILOTS)
    for name in THEIRS:
        expect(page.locator("body")).not_to_contain_text(name)
    supervisor.fits()
    supervisor.shot("全园区")
    page.get_by_role("link", name=PILOTS[0]).first.click()
    supervisor.reads(PILOTS[0], "采购部")
    for name in THEIRS:
        expect(page.locator("body")).not_to_contain_text(name)
    supervisor.shot("一家企业")
    table = cells_of(page.request.get("/desk/park/export/").body())
    assert all(name in table for name in PILOTS)
    assert not any(name in table for name in THEIRS)
    assert page.request.get("/desk/members/").status == 403


def sees_nothing_of_the_first(second, secret):
    """The other enterprise's coordinator has the same desk, and none of their people on it."""
    page = second.page
    for path in ("/desk/overview/", "/desk/members/", "/desk/members/?q=周晓梅", "/desk/campaigns/", "/desk/pledges/"):
        page.goto(path)
        for name in ("许安然", "郑国栋", PILOTS[0]):
            expect(page.locator("main")).not_to_contain_text(name)
    second.shot("另一家的成员")
    table = cells_of(page.request.get("/desk/members/export/").body())
    assert "何建新" in table
    assert not any(name in table for name in THEIRS)
    page.goto("/search/?q=周晓梅")
    expect(page.locator("main .list")).to_have_count(0)
    for path in secret:
        assert page.request.get(path).status == 404
    assert page.request.get("/desk/park/").status == 403


def sees_nothing_of_the_first_on_the_phone(stranger, secret):
    page = stranger.page
    for path in secret:
        assert page.request.get(path).status in {403, 404}
    assert page.request.get(secret[-1]).status == 404
    for path in ("/desk/overview/", "/desk/members/", "/desk/park/", "/cms/"):
        assert page.request.get(path).status == 403
    stranger.goes_to(secret[-1])
    stranger.reads("没有找到这个页面")
    stranger.shot("没有这个页面")
