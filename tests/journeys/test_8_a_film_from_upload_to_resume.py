"""Story eight: a film is uploaded over a network that breaks, gets its captions and a question, is let out by a second
editor, and a member watches it, answers, leaves, and goes on where she was."""

import re
import subprocess
from base64 import b64encode

from playwright.sync_api import expect

from media.importers import find_ffmpeg
from tests.journeys.steps import boxes, second_of, until

FILM, TITLE = "窗口的一天", "窗口的一天（微电影）"
SUMMARY = "早上八点半，窗口开门。一个上午，二十三位办事人。"
CAPTIONS = [(1, "00:05.000", "早上八点半 --> 窗口开门。"), (6, "00:16.000", "请把材料放在这里。")]
ASKED = "企业被命名为清廉企业以后，就不用再接受各项检查。"


def test_8_a_film_comes_over_a_broken_network_and_is_watched_to_where_she_left_it(visit, tmp_path):
    writer, second, member = visit("苏文澜", desk=True), visit("顾砚秋", desk=True), visit("周晓梅")
    for visitor in (writer, second, member):
        visitor.signs_in()

    gives_up_what_stands_in_the_way(writer, tmp_path)
    uploads_a_film_over_a_network_that_breaks(writer, make_film(tmp_path / f"{FILM}.mp4"))
    waits_until_it_is_prepared(writer)
    writes_the_captions(writer)
    writes_its_page(writer)
    lets_it_out(second)
    watches_and_answers(member)
    goes_on_where_she_was(member)

    assert member.complaints == []


def make_film(path):
    """Twenty seconds of moving colours and a tone, some ten megabytes of them."""
    source = ["-f", "lavfi", "-i", "testsrc2=size=854x480:rate=25:duration=20"]
    tone = ["-f", "lavfi", "-i", "sine=frequency=330:duration=20"]
    words = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "4", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    subprocess.run([find_ffmpeg(), "-v", "error", "-y", *source, *tone, *words, path], check=True)
    assert path.stat().st_size > 8 * 1024**2
    return path


class Network:
    """The writer's line to the server: slow, so that there is a middle to be interrupted in; then gone; then back."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")

    def is_(self, *, there, fast=False):
        up = -1 if fast else 1024**2
        limits = {"offline": not there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": up}
        self.session.send("Network.emulateNetworkConditions", limits)


def gives_up_what_stands_in_the_way(writer, folder):
    """Five uploads were begun on another computer. She is told which, gives them up, and may begin again."""
    page, another = writer.page, folder / "另一部.mp4"
    another.write_bytes(b"\x00\x00\x00\x20ftypisom" + bytes(1000))
    page.goto("/cms/snippets/media/film/add/")
    token = page.locator("input[name=csrfmiddlewaretoken]").first.input_value()
    for number in range(1, 6):
        name = b64encode(f"旧片{number}.mp4".encode()).decode()
        headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "5000000", "Upload-Metadata": f"filename {name}"}
        assert page.request.post("/media/upload/", headers=headers | {"X-CSRFToken": token}).status == 201
    page.reload()
    rows = page.locator("[data-resumable-unfinished] li")
    expect(rows).to_have_count(5)
    expect(rows.first).to_contain_text("旧片1.mp4")
    writer.shot("没有传完的")
    page.locator("input[type=file]").first.set_input_files(another)
    expect(page.locator("[data-resumable-words]")).to_contain_text("还有五个上传没有完成")
    for left in range(4, -1, -1):
        rows.first.get_by_role("button", name="取消上传").click()
        expect(rows).to_have_count(left)
    page.locator("input[type=file]").first.set_input_files(another)
    expect(page.locator("[data-resumable-words]")).to_contain_text("文件已传完")
    page.get_by_role("button", name="取消上传").click()
    expect(page.locator("[data-resumable-words]")).to_be_hidden()
    writer.complaints.clear()  # the browser tells of the refused sixth


def uploads_a_film_over_a_network_that_breaks(writer, file):
    page, network = writer.page, Network(writer.page)
    page.goto("/cms/snippets/media/film/add/")
    page.get_by_role("textbox", name="标题").fill(FILM)
    network.is_(there=True)
    page.locator("input[type=file]").first.set_input_files(file)
    state = page.locator("[data-resumable-words]")
    expect(state).to_contain_text(re.compile(r"正在上传：[1-9]\d*%"))
    network.is_(there=False)
    expect(state).to_contain_text("网络已断开")
    page.get_by_role("button", name="保存").first.click()
    hold = page.locator("[data-resumable-hold]")
    expect(hold).to_contain_text("文件还在上传")
    writer.shot("网络断开")
    network.is_(there=True)
    expect(state).to_contain_text("正在上传")
    expect(hold).to_contain_text("文件还在上传")
    expect(state).to_contain_text("文件已传完", timeout=60_000)
    expect(hold).to_be_empty()
    network.is_(there=True, fast=True)
    writer.shot("传完")
    page.get_by_role("button", name="保存").first.click()
    page.wait_for_url("**/cms/snippets/media/film/")


def waits_until_it_is_prepared(writer):
    page = writer.page
    row = page.get_by_role("row").filter(has_text=FILM).first
    for _ in range(60):
        page.goto("/cms/snippets/media/film/")
        if "可播放" in row.inner_text():
            break
        page.wait_for_timeout(1_000)
    expect(row).to_contain_text("0:20")
    writer.shot("处理完成")


def writes_the_captions(writer):
    page = writer.page
    page.get_by_role("link", name=FILM).first.click()
    page.get_by_role("link", name="编辑中文字幕").click()
    for start, end, words in CAPTIONS:
        page.locator("[data-captioning-video]").evaluate("(video, at) => { video.currentTime = at; }", start)
        page.get_by_role("button", name="在此处加一条").click()
        row = page.locator(".captioning__row").last
        expect(row.get_by_label("开始")).to_have_value(f"0:0{start}.000")
        row.get_by_label("结束").fill(end)
        row.get_by_label("字幕文字").fill(words)
    page.get_by_role("button", name="保存字幕").click()
    expect(page.locator(".messages")).to_contain_text("字幕已保存")
    expect(page.locator(".captioning__row")).to_have_count(2)
    expect(page.locator(".captioning__row").first.get_by_label("字幕文字")).to_have_value(CAPTIONS[0][2])
    writer.shot("字幕")


def writes_its_page(writer):
    page = writer.page
    page.goto("/cms/pages/")
    for shelf in ("学习", "廉洁微电影"):
        page.get_by_role("link", name=f"查看“{shelf}”的下级页面").click()
    page.get_by_role("link", name="添加下级页面").first.click()
    page.get_by_role("link", name="微电影页面", exact=True).click()
    page.get_by_placeholder("页面标题").fill(TITLE)
    page.get_by_role("textbox", name="摘要").fill(SUMMARY)
    page.get_by_role("button", name="选择影片").click()
    chooses(page, FILM)
    page.get_by_role("button", name="添加片中提问").click()
    page.get_by_role("textbox", name="时间点").fill("0:04")
    page.get_by_role("button", name="选择题目").click()
    page.locator(".modal-body").get_by_role("textbox").first.fill("清廉企业")
    chooses(page, ASKED)
    writer.shot("写页面")
    writer.keeps_the_draft()
    writer.presses("更多操作")
    writer.presses(re.compile("提交双人审核"))
    expect(page.locator(".messages")).to_contain_text("已提交审核")


def chooses(page, title):
    page.locator(".modal-body").get_by_role("link", name=title).first.click()
    expect(page.locator(".modal-body")).to_have_count(0)


def lets_it_out(second):
    page = second.page
    page.goto("/cms/")
    page.get_by_role("link", name=TITLE).first.click()
    second.presses("更多操作")
    second.presses(re.compile("批准并发布"))
    expect(page.locator(".messages")).to_contain_text(TITLE)


def watches_and_answers(member):
    page = member.page
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/media/film/" in request.url else None)
    page.goto("/library/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("button", name="播放 · 0:20").wait_for()
    assert not [address for address in asked if re.search(r"\.(m3u8|m4s|mp4)$", address)]
    member.shot("短片")
    member.fits()
    reaches_its_buttons_however_it_was_filmed(member)
    page.get_by_role("button", name="关闭声音").click()
    page.get_by_role("button", name="播放 · 0:20").click()
    expect(page.locator("[data-player-play]")).to_have_attribute("aria-label", "暂停")
    shown = until(page, "video => video.textTracks[0].activeCues?.[0]?.getCueAsHTML().textContent")
    assert shown == CAPTIONS[0][2]
    assert [address for address in asked if address.endswith("/main.m3u8")]
    assert not [address for address in asked if address.endswith(".mp4")]
    member.shot("字幕")
    answers_the_question(member)
    until(page, "video => video.currentTime > 10")
    page.locator("[data-player-play]").click()
    page.wait_for_timeout(1_500)


def reaches_its_buttons_however_it_was_filmed(member):
    """A film filmed upright leaves room for its buttons above the bar at the foot of the screen."""
    page = member.page
    upright = page.locator("video").evaluate_handle("video => { video.style.aspectRatio = '9 / 16'; return video; }")
    for width, height in ((360, 640), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for large in (True, False):
            page.evaluate("large => document.documentElement.classList.toggle('large-type', large)", large)
            buttons, bar = boxes(page.locator("[data-player-play]"), page.locator(".tabbar"))
            assert buttons["bottom"] <= bar["top"], f"{width} × {height}, large: {large}"
    upright.evaluate("video => { video.style.aspectRatio = ''; }")


def answers_the_question(member):
    page = member.page
    dialog = page.locator("dialog.in-film")
    expect(dialog).to_contain_text(ASKED)
    assert 3.5 < second_of(page) < 8
    member.shot("片中提问")
    dialog.get_by_role("button", name="对", exact=True).click()
    expect(dialog).to_contain_text("错题本")
    member.shot("讲解")
    dialog.get_by_role("button", name="继续播放").click()
    expect(dialog).to_have_count(0)


def goes_on_where_she_was(member):
    page = member.page
    left = second_of(page)
    page.goto("/today/")
    page.goto("/library/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("[data-player-resume]")).to_contain_text("上次看到")
    page.get_by_role("button", name="播放 · 0:20").click()
    until(page, "video => !video.paused && video.readyState > 2 && video.currentTime > 1")
    assert left - 4 < second_of(page) < left + 6
    member.shot("继续")
    page.goto("/practice/wrong/")
    member.reads(ASKED)


def test_8_a_fault_on_the_way_does_not_stop_a_film(visit):
    """What she jumps to does not come at first; the browser then stops the film, and the player goes on with it."""
    member, lost = visit("周晓梅").signs_in(), []
    page = member.page
    page.goto("/library/films/shopping-card/")
    page.locator("[data-player-start]").click()
    until(page, "video => video.currentTime > 1")

    def lose_the_first(route):
        if not lost and route.request.url.endswith(".m4s"):
            lost.append(route.request.url)
            return route.abort("internetdisconnected")
        return route.continue_()

    page.route("**/media/film/**", lose_the_first)
    page.locator("video").evaluate("video => { video.currentTime = 50; }")
    until(page, "video => video.currentTime > 51")

    assert lost


def test_8_an_empty_film_is_refused_at_once_and_the_reason_stays(visit, tmp_path):
    writer, empty = visit("苏文澜", desk=True).signs_in(), tmp_path / "空.mp4"
    empty.touch()
    page = writer.page
    page.goto("/cms/snippets/media/film/add/")
    page.get_by_role("textbox", name="标题").fill(FILM)

    page.locator("input[type=file]").first.set_input_files(empty)
    page.get_by_role("button", name="保存").first.click()
    page.wait_for_timeout(1_000)

    expect(page.locator("[data-resumable-words]")).to_contain_text("文件是空的")
    assert page.url.endswith("/film/add/")
    assert writer.complaints == []
