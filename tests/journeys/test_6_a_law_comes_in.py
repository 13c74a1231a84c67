"""Story six: a rule comes in through the CMS, a case cites it, and when the rule changes an editor is told."""

import re

from playwright.sync_api import expect

from tests.journeys.test_3_a_case_is_published import block_of, goes_through_the_checklist, submits_it

SHORT = "往来登记办法"
FIRST = """清源开发园区公务往来登记办法
2025年12月8日 清源开发园区管理委员会公布　自2026年1月1日起施行

目　录
第一章　总则
第二章　登记
附则

第一章　总　则
第一条　为了规范园区公务往来，让每一次见面都说得清楚，制定本办法。
第二条　本办法适用于园区工作人员与企业之间的公务往来。

第二章　登　记
第三条　工作人员到企业办理公务，应当在返回后登记。
登记应当在三个工作日内完成，写明下列内容：
（一）时间和地点；
（二）参加人员；
（三）商谈的事项。
第四条　企业有权查阅与本企业有关的登记。

附　则
第五条　本办法自2026年1月1日起施行。
"""
SECOND = (
    FIRST.replace("2025年12月8日", "2026年11月2日")
    .replace("2026年1月1日", "2026年11月9日")
    .replace("三个工作日内完成", "当日完成")
    .replace("第五条　本办法", "第五条　收到礼品的，同时登记礼品的去向。\n第六条　本办法")
)
DAY_ONE, DAY_TWO = "2025-12-08", "2026-11-02"
TITLE = "登记本上空着的一页"
CITED = f"《{SHORT}》第三条第二款"


def test_6_a_law_comes_in_is_cited_and_is_changed(visit):
    editor, second = visit("苏文澜", desk=True), visit("顾砚秋", desk=True)
    member, stranger = visit("周晓梅"), visit("路人")
    for visitor in (editor, second, member):
        visitor.signs_in()

    imports_it(editor, FIRST)
    reads_it_at_a_paragraph(member)
    writes_a_case_that_cites_it(editor)
    lets_it_out(second)
    finds_the_case_at_the_article(member)
    imports_the_change(editor)
    sees_what_changed(stranger)
    looks_through_what_is_outdated(editor)

    for visitor in (member, stranger):
        assert visitor.complaints == []


def imports_it(editor, text):
    page = editor.page
    page.goto("/cms/snippets/regulations/regulation/")
    page.get_by_role("link", name="导入法规").first.click()
    page.get_by_label("或者粘贴文本").fill(text)
    editor.shot("粘贴文本")
    editor.presses("读取")
    expect(page.get_by_role("textbox", name="标题")).to_have_value("清源开发园区公务往来登记办法")
    expect(page.get_by_role("textbox", name="发布机关")).to_have_value("清源开发园区管理委员会")
    editor.reads("没有拿不准的地方", "目录（略过）")
    editor.shot("核对")
    page.get_by_role("textbox", name="简称").fill(SHORT)
    editor.presses("确认导入")
    expect(page.locator(".messages")).to_contain_text("已导入")
    editor.shot("已导入")


def reads_it_at_a_paragraph(member):
    """The address of a paragraph leads to the paragraph, on a phone as well."""
    page = member.page
    page.goto("/r/")
    page.get_by_role("link", name=SHORT).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("清源开发园区公务往来登记办法")
    page.goto(f"{page.url}#art-3-2")
    expect(page.locator("#art-3-2")).to_be_in_viewport()
    expect(page.locator("#art-3-2")).to_contain_text("三个工作日内完成")
    member.fits()
    member.shot("第三条第二款")
    copies_the_address_of_an_article(member)


def copies_the_address_of_an_article(member):
    page = member.page
    page.locator("#art-2").get_by_role("link", name="第二条").click()
    copied = page.locator("#art-2")
    expect(copied.get_by_role("textbox")).to_have_value(re.compile(r"/r/.+/#art-2$"))
    copied.get_by_role("button", name="复制链接").click()
    expect(copied).to_contain_text("已复制")
    member.fits()


def writes_a_case_that_cites_it(editor):
    page = editor.page
    page.goto("/cms/pages/")
    for shelf in ("学习", "典型案例"):
        page.get_by_role("link", name=f"查看“{shelf}”的下级页面").click()
    page.get_by_role("link", name="添加下级页面").first.click()
    page.get_by_role("link", name="典型案例", exact=True).last.click()
    page.get_by_placeholder("页面标题").fill(TITLE)
    page.get_by_role("textbox", name="摘要").fill("一次没有登记的见面，后来谁也说不清谈了什么。")
    page.get_by_role("textbox", name="来源").fill("园区纪检监察工委通报〔2026〕第15号")
    page.get_by_role("textbox", name="处理决定生效日期").fill("2026-10-20")
    page.get_by_role("textbox", name="行业").click()
    told = block_of(page, "事情经过")
    told.locator("[contenteditable=true]").fill("他从企业回来，没有登记。")
    chooses_in_running_text(editor, told)
    chooses_in_a_field(editor, block_of(page, "触犯的规定"))
    for kind, text in (("付出的代价", "他在会上作了检讨。"), ("警示", "登记，是对双方的保护。")):
        block_of(page, kind).locator("[contenteditable=true]").fill(text)
    # The text editor hands over what was typed a moment later, as it would between two strokes of a key.
    page.wait_for_timeout(1_000)
    editor.keeps_the_draft()
    expect(page.locator(".messages")).not_to_contain_text("没有对应的现行条文")
    submits_it(editor)


def chooses_in_running_text(editor, told):
    """What is chosen comes to where the cursor stands."""
    page = editor.page
    told.locator("[contenteditable=true]").press("End")
    page.keyboard.type("按照")
    told.get_by_role("button", name="引用条文").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("往来登记 第三条")
    dialog.get_by_role("button", name="搜索").click()
    dialog.get_by_role("button", name=f"《{SHORT}》第三条").click()
    editor.shot("选择款项")
    dialog.get_by_role("button", name=CITED).first.click()
    expect(told.locator("[contenteditable=true]")).to_contain_text(f"没有登记。按照{CITED}")


def chooses_in_a_field(editor, broken):
    page = editor.page
    broken.get_by_role("button", name="选择条文").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=f"《{SHORT}》").click()
    dialog.get_by_role("button", name=f"《{SHORT}》第三条").click()
    dialog.get_by_role("button", name=CITED).first.click()
    expect(broken.get_by_role("textbox", name="引用条文")).to_have_value(CITED)


def lets_it_out(second):
    page = second.page
    page.goto("/cms/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("textbox", name="摘要")).not_to_have_value("")
    second.presses("更多操作")
    second.presses(re.compile("核对安全清单并发布"))
    goes_through_the_checklist(second)
    expect(page.locator(".messages")).to_contain_text(TITLE)


def finds_the_case_at_the_article(member):
    page = member.page
    page.reload()
    page.locator("#art-3").get_by_role("link", name="被引用 1 处").click()
    sheet = page.locator("dialog.sheet[open]")
    expect(sheet).to_contain_text(TITLE)
    member.shot("引用这一条的内容")
    sheet.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def imports_the_change(editor):
    page = editor.page
    page.goto("/cms/regulations/import/")
    page.get_by_label("或者粘贴文本").fill(SECOND)
    editor.presses("读取")
    editor.reads("修改 2 条，新增 1 条，删去 0 条")
    page.get_by_text("查看改动").click()
    editor.shot("会有哪些改动")
    editor.presses("确认导入")
    expect(page.locator(".messages")).to_contain_text("有 1 处引用的条文被它改动")


def sees_what_changed(stranger):
    """Anybody may, signed in or not."""
    page = stranger.page
    page.goto("/r/")
    page.get_by_role("link", name=SHORT).click()
    page.get_by_role("link", name=f"与 {DAY_ONE} 版对照").click()
    third = page.locator(".compare__one", has_text="第三条")
    expect(third.locator("del")).to_contain_text("三个工作日内")
    expect(third.locator("ins")).to_contain_text("当日")
    expect(page.locator(".compare__one--added")).to_contain_text("收到礼品的")
    stranger.fits()
    stranger.shot("改了什么")


def looks_through_what_is_outdated(editor):
    page = editor.page
    page.goto("/cms/")
    # Another story told in this park may have left some of its own.
    expect(page.locator("body")).to_contain_text(re.compile(r"有 \d+ 处引用的条文已被新版本修改或删去"))
    editor.shot("工作台提示")
    page.get_by_role("link", name="去看看").click()
    entry = page.locator(".citing", has_text=TITLE)
    expect(entry).to_contain_text(CITED)
    expect(entry.locator("del")).to_contain_text("三个工作日内")
    editor.shot("引用已过时")
    entry.get_by_role("link", name="去修改").click()
    expect(page.get_by_placeholder("页面标题")).to_have_value(TITLE)
    page.go_back()
    entry.get_by_role("button", name="看过，不用改").click()
    expect(entry).to_have_count(0)
    page.get_by_role("link", name=re.compile("看过的")).click()
    expect(entry).to_contain_text("苏文澜")
    entry.get_by_role("button", name="放回清单").click()
    expect(entry).to_contain_text(TITLE)
