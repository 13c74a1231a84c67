"""Story seven: a member writes of his family on the phone; it is mended, published, and his daughter adds a line."""

import io
import re

from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.media.builders import make_sound

TITLE = "祖父的两本账"
FIRST = "祖父在粮站记了二十年账，家里还有一本，记的是欠人家的情。"
MENDED = "那是一九八三年的冬天，他把多称的七斤米送了回去，来回走了四十里山路。"
SAYING = "账要记两本，亏欠不过夜。"
ALT_TEXT = "两本旧账簿并排放在木桌上"
REASON = "写得很好。请补上是哪一年的事，读者会更信。"
SUMMARY = "粮站记账员有两本账：一本是公家的，一本记着欠人家的情。"
FIRM, NAME = "禾润食品", "何建新"
WHO, LINE = "女儿 小雨", "爷爷那本账，我接着记。"


def test_7_a_story_goes_from_the_phone_to_the_page_and_a_daughter_adds_a_line(visit, tmp_path):
    writer, editor, second = visit("何建新"), visit("苏文澜", desk=True), visit("顾砚秋", desk=True)
    daughter, stranger = visit("小雨"), visit("路人")
    for visitor in (writer, editor, second):
        visitor.signs_in()

    writes_it(writer)
    loses_nothing_by_closing_the_page(writer)
    adds_a_picture_and_his_voice(writer, tmp_path)
    looks_and_sends(writer)
    returns_it(editor)
    mends_it_and_sends_it_again(writer)
    takes_and_edits_it(editor)
    lets_it_out(second)
    address = finds_it_published(writer)
    link = invites_his_daughter(writer)
    opens_the_door_and_writes_a_line(daughter, link)
    is_told_that_it_was_opened_elsewhere(stranger, link)
    lets_the_line_stand(editor)
    reads_the_line(writer, address)

    # A browser complains of what is gone; the stranger was told so on purpose.
    assert [complaint for complaint in stranger.complaints if "410 (Gone)" not in complaint] == []
    assert writer.complaints + daughter.complaints == []


def test_7_a_button_waits_for_the_file_that_is_going_up(visit):
    """Neither is the file lost, nor are there two stories of one."""
    writer = visit("周晓梅").signs_in()
    page, going_up = writer.page, []
    page.goto("/stories/write/")
    page.get_by_label("标题").fill(TITLE)
    page.route("**/stories/**", lambda route: going_up.append(route) if _is_upload(route) else route.continue_())

    with page.expect_request(lambda request: request.method == "POST"):
        page.locator("#pictures").set_input_files({"name": "账簿.jpg", "mimeType": "image/jpeg", "buffer": picture()})
        writer.presses("先存着")
    writer.reads("还在上传，传完就继续")
    going_up[0].continue_()

    expect(page.locator(".messages")).to_contain_text("存好了")
    expect(page.get_by_label("拍的是什么")).to_have_count(1)
    page.goto("/stories/")
    expect(page.get_by_role("link", name=TITLE)).to_have_count(1)
    assert writer.complaints == []


def _is_upload(route):
    return "application/json" in route.request.headers["accept"]


def picture():
    """Two account books on a table, drawn for this story, as large as a phone's camera makes it."""
    image = Image.new("RGB", (3200, 2400), "#d9cbb0")
    draw = ImageDraw.Draw(image)
    for left, colour in ((500, "#14706a"), (1700, "#7f5300")):
        draw.rectangle((left, 500, left + 1000, 1900), fill=colour)
        draw.rectangle((left + 200, 800, left + 800, 950), fill="#f7f4ec")
    file = io.BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


def writes_it(writer):
    page = writer.page
    page.goto("/library/?kind=story")
    writer.presses(re.compile("写下你家的故事"), role="link")
    writer.presses("写故事", role="link")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("正文").fill(FIRST)
    page.get_by_label("家训").fill(SAYING)
    page.get_by_text("只写企业", exact=True).click()
    writer.fits()
    writer.shot("写故事")


def loses_nothing_by_closing_the_page(writer):
    """What was typed and never kept is on this phone still."""
    page = writer.page
    expect(page.locator("[data-status]")).to_have_text("已存在这部手机上")
    page.goto("/today/")
    page.goto("/stories/write/")
    expect(page.get_by_label("正文")).to_have_value(FIRST)
    expect(page.get_by_label("只写企业")).to_be_checked()
    writer.shot("没有丢")


def adds_a_picture_and_his_voice(writer, folder):
    """Files go up as soon as they are chosen; one that is no picture is named, and the others stay."""
    page = writer.page
    page.locator("#pictures").set_input_files(
        [
            {"name": "账簿.jpg", "mimeType": "image/jpeg", "buffer": picture()},
            {"name": "图案.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"},
        ]
    )
    expect(page.get_by_role("alert")).to_contain_text("图案.svg 没有收下")
    page.get_by_label("拍的是什么").fill(ALT_TEXT)
    voice = make_sound(folder / "讲述.m4a", seconds=3)
    page.locator("#recording").set_input_files(voice)
    expect(page.locator(".sent-recording")).to_be_visible()
    expect(page.get_by_label("拍的是什么")).to_have_value(ALT_TEXT)
    writer.fits()
    writer.shot("照片和录音")


def looks_and_sends(writer):
    page = writer.page
    writer.presses("看看再寄")
    writer.reads(TITLE, FIRST, SAYING, FIRM)
    expect(page.locator(".look")).not_to_contain_text(NAME)
    expect(page.get_by_role("img", name=ALT_TEXT)).to_be_visible()
    writer.fits()
    writer.shot("看看")
    page.get_by_role("checkbox").check()
    writer.presses("投稿")
    writer.reads("谢谢您的故事", "接下来")
    writer.fits()
    writer.shot("谢谢")


def returns_it(editor):
    page = editor.page
    page.goto("/cms/")
    editor.presses(re.compile("^投稿"), role="link")
    editor.shot("投稿")
    editor.presses(TITLE, role="link")
    editor.reads(FIRST, FIRM, NAME)
    page.get_by_label("退回的原因").fill(REASON)
    editor.shot("退回")
    editor.presses("按此原因退回")
    editor.reads("已退回")


def mends_it_and_sends_it_again(writer):
    page = writer.page
    page.goto("/me/")
    writer.reads("1 篇待修改")
    writer.presses("我的投稿", role="link")
    writer.presses(TITLE, role="link")
    writer.reads(REASON)
    writer.shot("退回了")
    page.get_by_label("正文").fill(f"{FIRST}\n{MENDED}")
    writer.presses("看看再寄")
    page.get_by_role("checkbox").check()
    writer.presses("投稿")
    writer.reads("谢谢您的故事")


def takes_and_edits_it(editor):
    page = editor.page
    page.goto("/cms/sent-stories/")
    editor.presses(TITLE, role="link")
    hears_the_voice(editor)
    editor.reads(MENDED)
    editor.shot("采用")
    editor.presses("采用并编辑页面")
    page.wait_for_url(re.compile(r"/cms/pages/\d+/edit/"))
    page.get_by_role("textbox", name="摘要").fill(SUMMARY)
    editor.shot("编辑")
    editor.presses("更多操作")
    editor.presses(re.compile("提交双人审核"))
    expect(page.locator(".messages")).to_contain_text("已提交审核")


def hears_the_voice(editor):
    """The background worker makes the recording ready a moment after it came."""
    for _ in range(60):
        if editor.page.locator("video").count():
            return
        editor.page.wait_for_timeout(1_000)
        editor.page.reload()
    expect(editor.page.locator("video")).to_be_visible()


def lets_it_out(second):
    page = second.page
    page.goto("/cms/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("textbox", name="摘要")).to_have_value(SUMMARY)
    second.presses("更多操作")
    second.presses(re.compile("批准并发布"))
    expect(page.locator(".messages")).to_contain_text(TITLE)
    second.shot("已发布")


def finds_it_published(writer):
    """Gives the address of the page."""
    page = writer.page
    page.goto("/me/")
    writer.reads("新发布")
    writer.presses("我的投稿", role="link")
    writer.presses(TITLE, role="link")
    writer.reads("您的故事已发布")
    page.locator("main a.card--link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    writer.reads(FIRM, MENDED, SAYING)
    expect(page.locator("main")).not_to_contain_text(NAME)
    expect(page.get_by_role("img", name=ALT_TEXT)).to_be_visible()
    expect(page.locator("video")).to_be_visible()
    writer.fits()
    writer.shot("发布了")
    return page.url


def invites_his_daughter(writer):
    """Gives the link."""
    page = writer.page
    writer.presses("请家人读一读", role="link")
    writer.presses("生成链接")
    text = page.get_by_label("复制后粘贴到微信").input_value()
    writer.fits()
    writer.shot("链接")
    return re.search(r"http\S+", text)[0]


def opens_the_door_and_writes_a_line(daughter, link):
    page = daughter.page
    page.goto(link)
    daughter.reads("家人想请您读一篇故事", TITLE)
    expect(page.locator("body")).not_to_contain_text(FIRST)
    daughter.fits()
    daughter.shot("门")
    daughter.presses("在这部手机上读")
    daughter.reads(FIRST, MENDED)
    expect(page.get_by_role("img", name=ALT_TEXT)).to_be_visible()
    assert page.get_by_role("img", name=ALT_TEXT).evaluate(
        "picture => picture.decode().then(() => picture.naturalWidth)"
    )
    plays(page)
    expect(page.locator(".tabbar")).to_have_count(0)
    page.get_by_label("您是谁").fill(WHO)
    page.get_by_label("想说的一句话").fill(LINE)
    daughter.fits()
    daughter.shot("读故事")
    daughter.presses("寄出")
    daughter.reads("已经交给编辑", LINE)
    daughter.shot("寄出了")


def plays(page):
    """The voice can be heard on a phone that nobody has signed in on."""
    video = page.locator("video")
    video.scroll_into_view_if_needed()
    video.evaluate("video => video.play()")
    video.evaluate("video => new Promise((heard) => (video.ontimeupdate = () => video.currentTime > 0.2 && heard()))")


def is_told_that_it_was_opened_elsewhere(stranger, link):
    stranger.page.goto(link)
    stranger.reads("这个链接已经在另一部手机上打开了")
    expect(stranger.page.locator("body")).not_to_contain_text(FIRST)
    stranger.shot("打不开")


def lets_the_line_stand(editor):
    page = editor.page
    page.goto("/cms/sent-stories/lines/")
    editor.reads(LINE, WHO)
    row = page.locator(".queue__line", has_text=LINE)
    editor.shot("寄语")
    row.get_by_role("button", name="展示", exact=True).click()
    editor.reads("已展示在故事下面")


def reads_the_line(writer, address):
    page = writer.page
    page.goto(address)
    writer.reads("家人寄语", LINE, WHO)
    page.get_by_text(LINE).scroll_into_view_if_needed()
    writer.fits()
    writer.shot("家人寄语")
