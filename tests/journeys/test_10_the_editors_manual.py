"""Story ten: the manual, walked through as it is written, with every picture that it shows taken on the way.

`MANUAL_PICTURES=1` writes them to docs/manual/pictures; otherwise they go where other screenshots go.
"""

import io
import json
import os
import re

import pytest
from django.conf import settings
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.journeys.conftest import SHOTS
from tests.journeys.steps import boxes
from tests.journeys.test_3_a_case_is_published import block_of

MANUAL = settings.BASE_DIR / "docs" / "manual"
PICTURES = MANUAL / "pictures" if os.environ.get("MANUAL_PICTURES") else SHOTS / "manual"
LARGEST = 120 * 1024
WIDEST = 1280

TITLE = "一张没有署名的清单"
STORY = "评审会前一天，窗口的工作人员在材料里发现一张没有署名的清单。她没有声张，当天登记上交。"
RULE = """清源开发园区来访登记办法
2025年12月8日 清源开发园区管理委员会公布　自2026年1月1日起施行

第一章　总　则
第一条　为了让每一次来访都说得清楚，制定本办法。

第二章　登　记
第二条　企业人员来访，应当在三个工作日内登记。
第三条　企业有权查阅与本企业有关的登记。

附　则
第四条　本办法自2026年1月1日起施行。
"""
CHANGED = (
    RULE.replace("2025年12月8日", "2026年11月2日")
    .replace("2026年1月1日", "2026年11月9日")
    .replace("三个工作日内", "当日")
)
CITED = "《来访登记办法》第二条"


# -- The manual and its pictures --------------------------------------------------------------------------------------


def pictures_in(language):
    return re.findall(r"!\[[^\]]+\]\(pictures/([a-z-]+)\.webp\)", (MANUAL / f"{language}.md").read_text("utf-8"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_10_the_manual_shows_every_picture_once_and_none_that_is_missing(language):
    shown, there = pictures_in(language), sorted(file.stem for file in (MANUAL / "pictures").glob("*.webp"))

    assert (sorted(shown), len(set(shown))) == (there, len(shown))


def test_10_both_manuals_tell_the_same_in_the_same_order():
    assert pictures_in("zh") == pictures_in("en")
    chapters = [re.findall(r"^(#+) ", (MANUAL / f"{one}.md").read_text("utf-8"), re.M) for one in ("zh", "en")]
    assert chapters[0] == chapters[1]


def test_10_the_pictures_are_light():
    assert [file.name for file in (MANUAL / "pictures").glob("*.webp") if file.stat().st_size > LARGEST] == []


# -- The walk ---------------------------------------------------------------------------------------------------------


def test_10_everything_that_the_manual_says_can_be_done(visit):
    PICTURES.mkdir(parents=True, exist_ok=True)
    writer, second = visit("苏文澜", desk=True), visit("顾砚秋", desk=True)

    comes_in(writer)
    second.signs_in()
    brings_a_rule_in(writer)
    editor = writes_a_case(writer)
    talks_about_it(writer)
    sets_a_time(writer)
    hands_it_in(writer)
    lets_it_out(second)
    looks_back(writer, editor)
    changes_the_rule(writer)
    looks_through_what_is_outdated(writer)
    takes_it_back(second, editor)
    goes_through_what_was_sent_in(writer)
    draws_lines(writer)
    says_for_whom(writer)
    looks_after_a_film(writer)
    sends_pictures(writer)
    is_refused(writer)
    finds_things(writer)

    taken = sorted(file.stem for file in PICTURES.glob("*.webp"))
    assert taken == sorted(pictures_in("zh"))


FROM_WORD = """<html><head><style>p.MsoNormal { font-family: 宋体; color: red }</style></head><body>
<p class="MsoNormal" style="color: red"><b><span style="font-size: 16pt">评审会</span></b>前一天。</p>
<p class="MsoNormal"><i>她</i>看了<a href="https://example.org/a">通报</a>。<img src="file:///C:/a.png"></p>
<ol><li style="mso-list: l0">登记</li><li>上交</li></ol><ul><li>不声张</li></ul></body></html>"""
PASTE = """(field, html) => {
  const carried = new DataTransfer();
  carried.setData("text/html", html);
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
}"""


def test_10_what_comes_from_word_keeps_its_order_and_leaves_its_looks(visit):
    writer = visit("苏文澜", desk=True)
    writer.signs_in()
    page = writer.page
    page.goto("/cms/")
    page.get_by_role("link", name="新建案例").click()
    told = block_of(page, "事情经过").locator("[contenteditable=true]")
    told.click()
    told.evaluate(PASTE, FROM_WORD)

    expect(told).to_contain_text("不声张")
    sent = page.locator("input[name='body-0-value']")
    expect(sent).to_have_value(re.compile("不声张"))
    kept = json.loads(sent.input_value())
    lines = [(line["type"], line["text"].strip()) for line in kept["blocks"] if line["text"].strip()]
    looks = {look["style"] for line in kept["blocks"] for look in line["inlineStyleRanges"]}
    assert lines == [
        ("unstyled", "评审会前一天。"),
        ("unstyled", "她看了通报。"),
        ("ordered-list-item", "登记"),
        ("ordered-list-item", "上交"),
        ("unordered-list-item", "不声张"),
    ]
    assert (looks, [one["type"] for one in kept["entityMap"].values()]) == ({"BOLD", "ITALIC"}, ["LINK"])


def shows(visitor, name, *things, tall=760, margin=16):
    """Keep a picture of what stands between the first and the last of these things, or of the top of the screen."""
    page = visitor.page
    page.wait_for_timeout(400)
    # A calendar that was just used lies over what is to be seen.
    page.evaluate("document.querySelectorAll('.xdsoft_datetimepicker').forEach(one => (one.style.display = 'none'))")
    if things:
        things[0].scroll_into_view_if_needed()
        page.wait_for_timeout(200)
        stand = boxes(*things)
        left = min(box["left"] for box in stand) - margin
        top = min(box["top"] for box in stand) - margin
        right = max(box["right"] for box in stand) + margin
        bottom = max(box["bottom"] for box in stand) + margin
    else:
        left, top, right, bottom = 0, 0, 1280, tall
    left, top, right = max(left, 0), max(top, 0), min(right, 1280)
    clip = {"x": left, "y": top, "width": right - left, "height": min(bottom, top + tall, 900) - top}
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")
    if picture.width > WIDEST:
        picture = picture.resize((WIDEST, round(picture.height * WIDEST / picture.width)), Image.Resampling.LANCZOS)
    picture.save(PICTURES / f"{name}.webp", quality=82, method=6)


def part(page, name):
    """The panel of a form under a heading."""
    return page.locator("section.w-panel", has=page.locator("h2", has_text=name)).first


def comes_in(writer):
    page = writer.page
    page.goto("/sign-in/")
    shows(writer, "sign-in", page.locator("form").first)
    writer.signs_in()
    page.goto("/cms/")
    shows(writer, "home", tall=560)


def brings_a_rule_in(writer):
    page = writer.page
    page.goto("/cms/regulations/import/")
    page.get_by_label("或者粘贴文本").fill(RULE)
    writer.presses("读取")
    expect(page.get_by_role("textbox", name="标题")).to_have_value("清源开发园区来访登记办法")
    page.get_by_role("textbox", name="简称").fill("来访登记办法")
    shows(writer, "law-import")
    writer.presses("确认导入")
    expect(page.locator(".messages")).to_contain_text("已导入")


def writes_a_case(writer):
    page = writer.page
    page.goto("/cms/")
    page.get_by_role("link", name="新建案例").click()
    page.get_by_placeholder("页面标题").fill(TITLE)
    page.get_by_role("textbox", name="摘要").fill("没有署名的清单，为什么谁也不敢收下？")
    page.get_by_role("textbox", name="来源").fill("园区纪检监察工委通报〔2026〕第18号")
    page.get_by_role("textbox", name="处理决定生效日期").fill("2026-10-15")
    page.get_by_role("textbox", name="行业").click()
    page.get_by_placeholder("页面标题").scroll_into_view_if_needed()
    shows(writer, "case-form")
    for kind, text in (
        ("事情经过", STORY),
        ("付出的代价", "清单退回，当事企业取消本次评审资格。"),
        ("警示", "当天登记，最省事。"),
    ):
        block_of(page, kind).locator("[contenteditable=true]").fill(text)
    shows(writer, "case-body", block_of(page, "事情经过"), block_of(page, "触犯的规定"))
    cites(writer)
    page.get_by_role("button", name="插入内容块").last.click()
    offered = page.get_by_role("option", name="小标题", exact=True)
    shows(writer, "blocks", offered.locator("xpath=ancestor::*[@role='listbox'][1]"))
    page.keyboard.press("Escape")
    writer.keeps_the_draft()
    page.get_by_role("button", name="显示或隐藏预览").click()
    heading = page.frame_locator("iframe:not(.w-preview__proxy)").get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    # What is written is shown while it is written.
    page.get_by_role("textbox", name="摘要").fill("没有署名的清单，为什么没有人敢收下？")
    expect(heading).to_have_text(TITLE)
    shows(writer, "preview")
    page.get_by_role("button", name="显示或隐藏预览").click()
    return page.url


def cites(writer):
    page = writer.page
    broken = block_of(page, "触犯的规定")
    broken.get_by_role("button", name="选择条文").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("searchbox").fill("来访登记 第二条")
    dialog.get_by_role("button", name="搜索").click()
    expect(dialog.get_by_role("button", name=CITED).first).to_be_visible()
    shows(writer, "citation", dialog)
    dialog.get_by_role("button", name=CITED).first.click()
    # Of the article all may be cited, or one of its paragraphs.
    dialog.locator("[data-cite]").first.click()
    expect(broken.get_by_role("textbox", name="引用条文")).to_have_value(CITED)
    broken.get_by_role("textbox", name="怎样违反").fill("三天后才补登记。")


def talks_about_it(writer):
    """A comment beside the summary."""
    page = writer.page
    page.get_by_role("button", name="显示或隐藏批注").click()
    page.get_by_role("textbox", name="摘要").hover()
    part(page, "摘要").get_by_role("button", name="添加批注").first.click()
    page.get_by_placeholder("写下批注").fill("这句要不要再短一点？")
    shows(writer, "comment", tall=700)
    page.locator("#comments").get_by_role("button", name="批注").first.click()


def sets_a_time(writer):
    page = writer.page
    page.get_by_role("button", name="显示或隐藏状态").click()
    page.get_by_role("button", name="设置时间").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox", name="上线时间")).to_be_visible()
    shows(writer, "schedule", dialog)
    dialog.get_by_role("button", name="关闭对话框").click()
    page.get_by_role("button", name="显示或隐藏状态").click()


def hands_it_in(writer):
    page = writer.page
    writer.presses("更多操作")
    shows(
        writer,
        "submit",
        page.get_by_role("button", name="保存草稿"),
        page.get_by_role("button", name=re.compile("提交双人审核")),
        margin=32,
    )
    writer.presses(re.compile("提交双人审核"))
    expect(page.locator(".messages")).to_contain_text("已提交审核")


def lets_it_out(second):
    page = second.page
    page.goto("/cms/")
    second.reads("等待您审核", TITLE)
    shows(second, "waiting", tall=620)
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("textbox", name="摘要")).not_to_have_value("")
    second.presses("更多操作")
    second.presses(re.compile("核对安全清单并发布"))
    checklist = page.locator(".modal-content")
    points = checklist.get_by_role("checkbox")
    expect(points).to_have_count(5)
    for point in points.all():
        point.check()
    shows(second, "checklist", checklist)
    checklist.get_by_role("button", name="发布").click()
    expect(page.locator(".messages")).to_contain_text(TITLE)


def looks_back(writer, editor):
    page = writer.page
    page.goto(editor)
    page.get_by_role("textbox", name="摘要").fill("没有署名的清单，谁也不敢收下。")
    writer.keeps_the_draft()
    pk = re.search(r"/pages/(\d+)/", editor)[1]
    page.goto(f"/cms/pages/{pk}/history/")
    shows(writer, "history", tall=420)
    page.goto(f"/cms/pages/{pk}/revisions/compare/live...latest/")
    expect(page.locator("main")).to_contain_text("摘要")
    shows(writer, "compare", tall=420)


def changes_the_rule(writer):
    page = writer.page
    page.goto("/cms/regulations/import/")
    page.get_by_label("或者粘贴文本").fill(CHANGED)
    writer.presses("读取")
    writer.reads("修改 2 条")
    page.get_by_text("查看改动").click()
    page.get_by_text("查看改动").scroll_into_view_if_needed()
    shows(writer, "law-diff")
    writer.presses("确认导入")
    expect(page.locator(".messages")).to_contain_text("引用的条文被它改动")


def looks_through_what_is_outdated(writer):
    page = writer.page
    page.goto("/cms/")
    page.get_by_role("link", name="去看看").click()
    expect(page.locator(".citing", has_text=TITLE)).to_be_visible()
    shows(writer, "outdated", tall=620)


def takes_it_back(second, editor):
    page = second.page
    page.goto(editor)
    page.locator("header").get_by_role("button", name="操作", exact=True).click()
    page.get_by_role("link", name="撤回", exact=True).click()
    page.get_by_role("textbox", name="撤回理由").fill("处理决定正在复核，先行撤回。")
    shows(second, "withdraw", tall=560)
    second.presses("立即撤回")
    expect(page.locator(".messages")).to_contain_text("已撤回")


def goes_through_what_was_sent_in(writer):
    page = writer.page
    page.goto("/cms/sent-stories/")
    shows(writer, "sent-in", tall=420)
    page.locator("td.title a").first.click()
    deeds = page.locator(".queue__deeds")
    shows(writer, "sent-story", page.locator(".queue__facts"), deeds)
    page.goto("/cms/sent-stories/lines/")
    shows(writer, "family-lines", tall=420)


def draws_lines(writer):
    page = writer.page
    page.goto("/cms/")
    page.get_by_role("link", name="新建清单").click()
    page.get_by_role("button", name="添加条目").click()
    item = part(page, "条目")
    item.get_by_label("类型").select_option(label="不准")
    item.get_by_role("textbox", name="标题").first.fill("不收企业送的购物卡")
    item.get_by_role("textbox", name="正文").first.fill("不论面值，不论节日，当场退回；退不了的当天登记。")
    shows(writer, "boundary", item)


def says_for_whom(writer):
    page = writer.page
    page.goto("/cms/")
    page.get_by_role("link", name="新建通知").click()
    page.get_by_placeholder("页面标题").fill("评审会安排")
    page.get_by_label("仅限下列企业").check()
    part(page, "谁可以看").get_by_role("checkbox").first.check()
    shows(writer, "audience", part(page, "谁可以看"))
    writer.keeps_the_draft()


def looks_after_a_film(writer):
    page = writer.page
    page.goto("/cms/snippets/media/film/")
    page.get_by_role("link", name="一张购物卡").first.click()
    shows(writer, "film", tall=620)
    page.get_by_role("link", name="编辑中文字幕").click()
    expect(page.locator("[data-captioning-rows] li").first).to_be_visible()
    shows(writer, "captions")
    page.goto("/cms/")
    page.get_by_role("link", name="新建微电影").click()
    page.get_by_role("button", name="添加片中提问").click()
    shows(writer, "film-questions", part(page, "片中提问"))


def drawn_picture():
    image = Image.new("RGB", (640, 420), "#efe8d8")
    ImageDraw.Draw(image).rounded_rectangle((120, 90, 520, 330), 24, fill="#14706a")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def sends_pictures(writer):
    page = writer.page
    page.goto("/cms/images/multiple/add/")
    files = [{"name": f"{name}.png", "mimeType": "image/png", "buffer": drawn_picture()} for name in ("窗口", "信封")]
    page.locator("input[type=file]").first.set_input_files(files)
    expect(page.get_by_role("textbox", name="替代文字")).to_have_count(2)
    page.get_by_role("textbox", name="替代文字").first.fill("桌上放着一个绿色信封")
    shows(writer, "pictures")
    page.get_by_role("button", name="更新").first.click()


def is_refused(writer):
    page = writer.page
    page.goto("/cms/documents/multiple/add/")
    page.locator("input[type=file]").first.set_input_files(
        {"name": "通报.docx", "mimeType": "application/octet-stream", "buffer": b"not a Word file"}
    )
    writer.reads("文件内容与文件名不符")
    shows(writer, "refused", tall=420)


def finds_things(writer):
    page = writer.page
    page.goto("/search/?q=购物卡")
    shows(writer, "search", tall=620)
