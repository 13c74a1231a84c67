"""Story three: a publisher writes a case, a second editor lets it out, and a member finds it by a word."""

import io
import re

from PIL import Image, ImageDraw
from playwright.sync_api import expect

TITLE = "茶叶罐底的提货单"
SUMMARY = "企业送来两罐茶叶，罐底压着一张提货单。窗口的工作人员没有声张，当天登记上交。"
STORY = (
    "中秋前，园区窗口的一名工作人员收到企业送来的两罐茶叶。他打开罐子，看见罐底压着一张海参提货单，"
    "想起《亲清指导意见》第十条第一款，当天就登记上交。"
)
CITED, BROKEN = "《亲清指导意见》第十条第一款", "企业以节日问候为名，送来价值四千元的提货单。"
CONSEQUENCE, LESSON = "提货单由纪检部门退回企业。", "当天登记，是最省事的办法。"
ALT_TEXT = "桌上并排放着两罐茶叶"
QUIZ = "第四季度廉洁知识测试"
WORD = "提货单"
HURRIED = "窗口下周起早开门"
REMARKED, REMARK = "窗口下周起晚半小时关门", "这句要不要再短一点？"
WHY = "通报中的金额有误，核对后重新发布。"


def test_3_a_case_is_written_and_let_out_by_another(visit):
    writer, second, member = visit("苏文澜", desk=True), visit("顾砚秋", desk=True), visit("周晓梅")
    for visitor in (writer, second, member):
        visitor.signs_in()

    uploads_a_picture(writer)
    editor = writes_a_case(writer)
    submits_it(writer)
    is_found_by_nobody(member)
    cannot_let_it_out_herself(writer, editor)
    reads_and_approves(second)
    finds_and_studies_it(member)
    takes_it_back(second, editor)
    is_told_that_it_was_withdrawn(member)

    # A browser complains of what is gone; it was told so on purpose.
    assert [complaint for complaint in member.complaints if "410 (Gone)" not in complaint] == []


def test_3_a_page_that_keeps_itself_while_its_writer_presses_the_button_is_kept_once(visit):
    """On a slow network both would be on their way at once, and one would find the page's own address taken."""
    writer = visit("苏文澜", desk=True).signs_in()
    page, sent = writer.page, []
    page.goto("/cms/")
    page.get_by_role("link", name="新建通知").click()
    expect(page.get_by_placeholder("页面标题")).to_be_visible()
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    becomes_slow(page)
    types_in_a_hurry(page, HURRIED)
    page.wait_for_timeout(900)
    writer.keeps_the_draft()
    assert sum("/cms/pages/add/" in url for url in sent) == 1
    assert writer.complaints == []


def test_3_a_remark_that_is_begun_while_the_page_keeps_itself_stays(visit):
    """The answer to the page tells of remarks too; one that it cannot know of yet must not go with it."""
    writer = visit("苏文澜", desk=True).signs_in()
    page = writer.page
    page.goto("/cms/")
    page.get_by_role("link", name="新建通知").click()
    types_in_a_hurry(page, REMARKED)
    writer.keeps_the_draft()
    becomes_slow(page)

    begun = begins_a_remark_while_the_page_keeps_itself(page)
    expect(begun).to_have_value(REMARK)
    page.locator("#comments").get_by_role("button", name="批注").first.click()
    is_kept(page)
    page.reload()
    page.get_by_role("button", name="显示或隐藏批注").click()

    expect(page.locator("#comments .comment")).to_have_count(1)
    expect(page.locator("#comments .comment")).to_contain_text(REMARK)
    assert writer.complaints == []


def begins_a_remark_while_the_page_keeps_itself(page):
    page.get_by_role("button", name="显示或隐藏批注").click()
    summary = page.get_by_role("textbox", name="摘要")
    page.wait_for_timeout(2_500)  # what is changed earlier is kept with the next change
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        with page.expect_request(lambda asked: asked.method == "POST" and "/edit/" in asked.url):
            summary.fill("请互相转告。")
        panel = page.locator("section.w-panel", has=page.locator("h2", has_text="摘要")).first
        panel.get_by_role("button", name="添加批注").click()
        begun = page.get_by_placeholder("写下批注")
        begun.press_sequentially(REMARK, delay=60)
    page.wait_for_timeout(1_000)
    return begun


def is_kept(page):
    """The remark is kept like every word, of its own accord."""
    with page.expect_response(lambda answer: answer.request.method == "POST" and "/edit/" in answer.url):
        pass


def becomes_slow(page):
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    slow = {"offline": False, "latency": 2_000, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", slow)
    return network


def types_in_a_hurry(page, title):
    """Key by key, as Wagtail listens for keys to tell that there is something to keep."""
    page.get_by_placeholder("页面标题").fill(title)
    page.get_by_role("textbox", name="摘要").click()
    page.keyboard.type("下周一起，窗口早半小时开门。", delay=60)
    page.keyboard.press("Tab")


def picture():
    """A picture as a phone would send it, drawn for this story."""
    image = Image.new("RGB", (960, 640), "#efe8d8")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 500, 960, 640), fill="#d9cbb0")
    for left in (180, 520):
        draw.rounded_rectangle((left, 150, left + 260, 540), 40, fill="#14706a")
        draw.rectangle((left, 230, left + 260, 250), fill="#f7f4ec")
        draw.rectangle((left + 80, 300, left + 180, 450), fill="#f7f4ec")
    file = io.BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


def uploads_a_picture(writer):
    page = writer.page
    page.goto("/cms/")
    writer.shot("工作台")
    page.goto("/cms/images/add/")
    page.get_by_label("文件").set_input_files({"name": "茶叶.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.get_by_role("textbox", name="标题").fill("两罐茶叶")
    page.get_by_role("textbox", name="替代文字").fill(ALT_TEXT)
    writer.shot("上传图片")
    writer.presses("上传")
    page.wait_for_url("**/cms/images/")
    writer.reads("两罐茶叶")


def writes_a_case(writer):
    """Gives the address at which the draft is edited."""
    page = writer.page
    page.goto("/cms/pages/")
    for shelf in ("学习", "典型案例"):
        page.get_by_role("link", name=f"查看“{shelf}”的下级页面").click()
    page.get_by_role("link", name="添加下级页面").first.click()
    page.get_by_role("link", name="典型案例", exact=True).last.click()
    page.get_by_placeholder("页面标题").fill(TITLE)
    page.get_by_role("textbox", name="摘要").fill(SUMMARY)
    page.get_by_role("button", name="选择图片").click()
    page.locator(".modal-body").get_by_role("link", name="两罐茶叶").first.click()
    page.get_by_role("textbox", name="来源").fill("园区纪检监察工委通报〔2026〕第12号")
    page.get_by_role("textbox", name="处理决定生效日期").fill("2026-10-15")
    # A click elsewhere, for the calendar to close: it lies over what comes next.
    page.get_by_role("textbox", name="行业").click()
    page.get_by_role("textbox", name="行业").fill("食品")
    tells_what_happened(page)
    writer.shot("写案例")
    writer.keeps_the_draft()
    writer.shot("草稿")
    return page.url


def tells_what_happened(page):
    for kind, text in (("事情经过", STORY), ("付出的代价", CONSEQUENCE), ("警示", LESSON)):
        block_of(page, kind).locator("[contenteditable=true]").fill(text)
    broken = block_of(page, "触犯的规定")
    broken.get_by_role("textbox", name="引用条文").fill(CITED)
    broken.get_by_role("textbox", name="怎样违反").fill(BROKEN)
    adds_a_block(page, "测验").get_by_role("button", name="选择测验").click()
    page.locator(".modal-body").get_by_role("link", name=QUIZ).click()
    expect(page.locator(".modal-body")).to_have_count(0)


def block_of(page, kind):
    """One of the blocks that a new case begins with."""
    heading = page.locator(".c-sf-block__type", has_text=kind)
    return page.locator("[data-streamfield-stream-container] > [data-streamfield-child]", has=heading).first


def adds_a_block(page, kind):
    """Gives the new block, the last of the body."""
    blocks = page.locator("[data-streamfield-stream-container] > [data-streamfield-child]")
    before = blocks.count()
    page.get_by_role("button", name="插入内容块").last.click()
    page.get_by_role("option", name=kind, exact=True).click()
    expect(blocks).to_have_count(before + 1)
    return blocks.last


def submits_it(writer):
    page = writer.page
    writer.presses("更多操作")
    writer.presses(re.compile("提交双人审核"))
    expect(page.locator(".messages")).to_contain_text("已提交审核")
    writer.shot("已提交")


def is_found_by_nobody(member):
    member.goes_to(f"/search/?q={WORD}")
    expect(member.page.locator("main")).not_to_contain_text(TITLE)
    member.shot("还找不到")


def cannot_let_it_out_herself(writer, editor):
    """Of all that may be done with a waiting page, she is not offered to approve it."""
    page = writer.page
    page.goto(editor)
    expect(page.get_by_role("textbox", name="摘要")).to_have_value(SUMMARY)
    writer.presses("更多操作")
    expect(page.get_by_role("button", name="附意见退回")).to_be_visible()
    writer.shot("自己不能批准")
    expect(page.get_by_role("button", name="核对安全清单并发布")).to_have_count(0)


def reads_and_approves(second):
    page = second.page
    page.goto("/cms/")
    second.reads("等待您审核", TITLE)
    second.shot("等待审核")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("textbox", name="摘要")).to_have_value(SUMMARY)
    second.shot("审核")
    reads_it_as_members_will(second)
    second.presses("更多操作")
    second.presses(re.compile("核对安全清单并发布"))
    network, sent = becomes_slow(page), []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    goes_through_the_checklist(second)
    expect(page.locator(".messages")).to_contain_text(TITLE)
    # What is let out does not keep itself once more meanwhile, as a draft beside what is out.
    assert sum(url.endswith("/edit/") for url in sent) == 1
    network.detach()
    second.shot("已发布")


def goes_through_the_checklist(second):
    """Each point is ticked by hand, and nothing speaks against one."""
    checklist = second.page.locator(".modal-body")
    points = checklist.get_by_role("checkbox")
    expect(points).to_have_count(5)
    second.shot("安全清单")
    for point in points.all():
        point.check()
    checklist.get_by_role("button", name="发布").click()


def reads_it_as_members_will(second):
    page = second.page
    draft = page.url.replace("/edit/", "/view_draft/")
    page.goto(draft)
    second.reads(TITLE, STORY)
    second.shot("预览")
    page.go_back()


def finds_and_studies_it(member):
    page = member.page
    finds_it(page)
    member.fits()
    member.shot("找到了")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    member.address = page.url
    expect(page.get_by_role("img", name=ALT_TEXT)).to_be_visible()
    member.fits()
    member.shot("案例")
    page.locator(".prose a[data-sheet]", has_text=CITED).first.click()
    expect(page.locator("dialog.sheet[open]")).to_contain_text("第十条")
    member.shot("条文")
    page.go_back()
    expect(page.locator("dialog.sheet[open]")).to_have_count(0)
    page.get_by_role("link", name="去答题").scroll_into_view_if_needed()
    member.shot("测验")
    page.get_by_role("link", name="去答题").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(QUIZ)


def finds_it(page):
    """The background worker takes a page into the index a moment after it is published."""
    found = page.get_by_role("link", name=TITLE)
    for _ in range(30):
        page.goto(f"/search/?q={WORD}")
        if found.count():
            return
        page.wait_for_timeout(1_000)
    expect(found).to_be_visible()


def takes_it_back(second, editor):
    page = second.page
    page.goto(editor)
    page.locator("header").get_by_role("button", name="操作", exact=True).click()
    page.get_by_role("link", name="撤回", exact=True).click()
    page.get_by_role("textbox", name="撤回理由").fill(WHY)
    second.shot("撤回")
    second.presses("立即撤回")
    expect(page.locator(".messages")).to_contain_text("已撤回")
    second.shot("已撤回")


def is_told_that_it_was_withdrawn(member):
    """At the address she still has; the search has forgotten it at once."""
    page = member.page
    page.goto(f"/search/?q={WORD}")
    expect(page.locator("main")).not_to_contain_text(TITLE)
    page.go_back()
    page.goto(member.address)
    member.reads("园区已撤回此内容", WHY)
    expect(page.locator("main")).not_to_contain_text(STORY)
    member.fits()
    member.shot("已撤回")
