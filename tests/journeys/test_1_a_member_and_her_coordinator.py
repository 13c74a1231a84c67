"""Stories one and two: a member from her invitation to her sealed pledge, and what her coordinator sees of it."""

import io
import re
import subprocess

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.journeys.steps import answer_question, draw_signature, right_answers, second_of, until

MEMBER, COORDINATOR = "许安然", "郑国栋"
HER_PASSWORD = "竹影清风 2026"
CASE = "申报材料里的三张购物卡"


def figures(page):
    """The six figures of the overview, as {label: what is done of it}."""
    page.goto("/desk/overview/")
    cards = page.locator(".stat")
    return {
        cards.nth(number).locator(".stat__label").first.inner_text().strip(): cards.nth(number).inner_text()
        for number in range(cards.count())
    }


@pytest.fixture(scope="module")
def told():
    """What one story leaves for the next."""
    return {}


def test_1_a_member_studies_and_signs(visit, told):
    coordinator = visit(COORDINATOR, desk=True).signs_in()
    told["before"] = figures(coordinator.page)
    coordinator.shot("总览之前")
    member = visit(MEMBER)

    invited(coordinator, member)
    reads_a_case(member)
    watches_a_film(member)
    takes_the_quiz(member)
    checks_in(coordinator, member)
    signs(member)

    member.goes_to("/me/")
    member.reads(MEMBER, "学时")
    member.fits()
    member.shot("我的")
    assert member.complaints == []
    assert coordinator.complaints == []


def invited(coordinator, member):
    page = coordinator.page
    page.goto(f"/desk/members/?q={MEMBER}")
    page.locator("tr", has_text=MEMBER).get_by_role("link", name=re.compile("邀请")).click()
    link = page.locator("#address").input_value()
    coordinator.shot("邀请链接")
    member.goes_to(link)
    member.reads(MEMBER)
    member.shot("设置密码")
    member.page.get_by_label("新密码").fill(HER_PASSWORD)
    member.page.get_by_label("再输入一次").fill(HER_PASSWORD)
    member.presses("设好了，开始学习")
    member.page.wait_for_url("**/today/")
    member.reads(MEMBER, "2026年第四季度廉洁学习", "0/6", CASE)
    member.fits()
    member.shot("今日")
    assert member.page.request.get(link).status == 410


def reads_a_case(member):
    page = member.page
    page.goto("/today/")
    page.get_by_role("link", name=re.compile(CASE)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CASE)
    member.fits()
    member.shot("案例")
    page.locator("a[data-sheet]").first.scroll_into_view_if_needed()
    page.locator("a[data-sheet]").first.click()
    sheet = page.locator("dialog.sheet[open]")
    expect(sheet).to_contain_text("第")
    member.shot("条文")
    page.go_back()
    expect(page.locator("dialog.sheet[open]")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(CASE)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(page.locator("[data-study-done]")).to_be_visible(timeout=180_000)
    member.shot("学完")


def watches_a_film(member):
    page = member.page
    page.goto("/library/films/shopping-card/")
    member.shot("短片")
    plays_faster(page)
    until(page, "video => video.currentTime > 12")
    stopped = page.locator("video").evaluate("video => { video.pause(); return video.currentTime; }")
    page.wait_for_timeout(1_500)
    page.goto("/today/")
    page.goto("/library/films/shopping-card/")
    plays_faster(page)
    until(page, "video => !video.paused && video.readyState > 2 && video.currentTime > 1")
    assert stopped - 4 < second_of(page) < stopped + 6
    member.shot("短片继续")
    expect(page.locator("[data-study-done]")).to_be_visible(timeout=120_000)


def plays_faster(page):
    """At once and a half the speed, which the player remembers; without sound, since this machine has none."""
    page.get_by_role("button", name="倍速、清晰度和字幕").click()
    page.locator("[data-player-speed]").select_option("1.5")
    page.get_by_role("button", name="关闭声音").click()
    page.get_by_role("button", name="播放 · ").click()


def takes_the_quiz(member):
    page, answers = member.page, right_answers()
    page.goto("/today/")
    page.get_by_role("link", name=re.compile("第四季度廉洁知识测试")).first.click()
    member.shot("测验")
    member.presses("开始")
    for number in range(1, 11):
        form = page.locator(f"#question-{number}")
        expect(form).to_be_visible()
        answer_question(form, answers)
        if number == 1:
            member.fits()
            member.shot("答题")
        if number < 10:
            member.presses("下一题")
    expect(page.locator("[data-status]")).to_contain_text("已保存")
    page.locator("[data-hand-in]").click()
    member.reads("10")
    member.presses("交卷")
    page.wait_for_url("**/quizzes/results/**")
    member.reads("100")
    member.fits()
    member.shot("成绩")


def checks_in(coordinator, member):
    host = coordinator.page
    host.goto("/desk/events/")
    host.get_by_role("link", name=re.compile("警示教育会")).first.click()
    screen = host.url.rstrip("/") + "/screen/"
    host.goto(screen)
    expect(host.locator("svg").first).to_be_visible()
    coordinator.shot("签到屏")
    code = host.evaluate("async () => (await (await fetch('codes/')).json()).codes[0].url")
    member.goes_to(code)
    member.reads(MEMBER)
    member.shot("确认到场")
    member.presses("确认到场")
    member.reads("准时")
    member.fits()
    member.shot("已签到")


def signs(member):
    page = member.page
    page.goto("/today/")
    page.get_by_role("link", name=re.compile("清廉从业承诺书")).first.click()
    member.reads(MEMBER, "采购")
    member.shot("承诺书")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.locator('button[form="terms-form"]').click()
    expect(page.locator("#signing")).to_be_visible()
    member.shot("全文")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.locator("#text-end").scroll_into_view_if_needed()
    expect(page.locator("#to-signature")).to_be_visible(timeout=60_000)
    page.locator("#to-signature").click(timeout=60_000)
    draw_signature(page)
    page.locator("#sign-form input[type=password]").fill(HER_PASSWORD)
    member.shot("签名")
    page.locator("#submit").click()
    page.wait_for_url("**/pledges/receipt/**")
    expect(page.get_by_role("link", name="下载封签文件（PDF）")).to_be_visible(timeout=60_000)
    member.fits()
    member.shot("回执")
    keeps_a_document_that_anyone_can_verify(member)


def keeps_a_document_that_anyone_can_verify(member):
    page = member.page
    document = page.request.get(page.get_by_role("link", name="下载封签文件（PDF）").get_attribute("href"))
    pdf = document.body()
    assert (document.status, pdf[:5]) == (200, b"%PDF-")
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    assert MEMBER in text.decode()
    address = page.locator('a[href^="/v/"]').get_attribute("href")
    page.goto(address)
    member.reads("现行有效", f"{MEMBER[0]}*{MEMBER[-1]}")
    member.fits()
    page.set_input_files("input[type=file]", {"name": "承诺书.pdf", "mimeType": "application/pdf", "buffer": pdf})
    expect(page.get_by_text("文件与存证一致")).to_be_visible()
    member.shot("核验")


def test_2_her_coordinator_sees_it_and_reminds_the_others(visit, told):
    if "before" not in told:
        pytest.fail("This story goes on from the one before it; run the whole file.")
    coordinator = visit(COORDINATOR, desk=True).signs_in()
    page = coordinator.page

    after = figures(page)
    coordinator.shot("总览之后")

    assert list(after) == list(told["before"])
    assert {label: after[label] != told["before"][label] for label in after} == dict.fromkeys(after, True)
    finds_who_is_missing(coordinator)
    reminds_them(coordinator)
    takes_the_list_along(coordinator)
    assert coordinator.complaints == []


def finds_who_is_missing(coordinator):
    page = coordinator.page
    page.goto("/desk/members/")
    coordinator.reads(MEMBER)
    page.get_by_label("状态").select_option(label="未签")
    coordinator.presses("筛选")
    expect(page.locator("tbody")).not_to_contain_text(MEMBER)
    expect(page.locator("tbody")).to_contain_text("周晓梅")
    coordinator.shot("未签名单")


def reminds_them(coordinator):
    page = coordinator.page
    page.locator("tr", has_text="周晓梅").get_by_role("checkbox").check()
    coordinator.presses(re.compile("提醒勾选"))
    if page.locator("dialog[open]").count():
        page.locator("dialog[open]").get_by_role("button", name=re.compile("提醒")).click()
    coordinator.reads("已提醒")
    coordinator.shot("已提醒")


def takes_the_list_along(coordinator):
    page = coordinator.page
    page.goto("/desk/members/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("导出")).first.click()
    sheet = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert MEMBER in cells
    assert not any("13800000003" in cell for cell in cells)
