"""A member's own stories in her browser: nothing typed is lost, every file that is refused is named."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from content.actions import lift_withdrawal, withdraw_page
from content.models import SentPicture, SentStory
from content.rules import sent as rules
from media.models import Film
from tests.builders import NOW, make_member, make_publisher
from tests.content.builders import make_site
from tests.content.stories import (
    TEXT,
    TITLE,
    again,
    film_file,
    make_draft,
    make_published,
    make_waiting,
    picture_file,
    story_form,
    take,
)
from tests.media.builders import picture_bytes

pytestmark = pytest.mark.django_db

WRITE = "/stories/write/"
MINE = "/stories/"


@pytest.fixture
def writer(client):
    client.member = make_member(name="周晓梅")
    client.force_login(client.member.user, backend="accounts.backends.PhoneBackend")
    return client


def words(answer):
    return answer.content.decode()


def at(story, name="my-story"):
    return reverse(f"content:{name}", args=[story.public_id])


def send_files(client, *pictures, recording=None, address=WRITE, **fields):
    data = story_form(keep="1", pictures=list(pictures), **fields)
    if recording is not None:
        data["recording"] = recording
    return client.post(address, data, follow=True)


def bomb():
    """A picture of very many pixels in very few bytes."""
    return SimpleUploadedFile("墙.png", picture_bytes("png", size=(12_000, 12_000)))


def svg():
    return SimpleUploadedFile("莲.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>')


def cut(name="半张.jpg"):
    whole = picture_bytes("jpeg", size=(800, 600))
    return SimpleUploadedFile(name, whole[: len(whole) // 2])


def heic():
    return SimpleUploadedFile("手机.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 200)


def empty(name):
    return SimpleUploadedFile(name, b"")


# -- Writing


def test_asking_for_the_form_makes_nothing(writer):
    answer = writer.get(WRITE)

    assert {'name="pictures"', 'name="recording"'} <= set(re.findall(r'name="(?:pictures|recording)"', words(answer)))
    assert SentStory.objects.count() == 0


def test_what_is_kept_is_a_draft_to_go_on_with(writer):
    writer.post(WRITE, story_form(text="第一行\r\n第二行", keep="1"))

    story = SentStory.objects.get()
    assert (story.member, story.state, story.text) == (writer.member, "draft", "第一行\n第二行")
    assert "第二行" in writer.get(at(story)).content.decode()


def test_what_was_pasted_from_word_keeps_its_lines_and_no_character_that_nobody_sees(writer):
    writer.post(WRITE, story_form(title="外\x01婆\x0b的秤", text="第一行\x0b第二\x02行", saying="心\x1f秤", keep="1"))

    story = SentStory.objects.get()
    assert (story.title, story.text, story.saying) == ("外婆 的秤", "第一行\n第二行", "心秤")


def test_keeping_goes_on_to_looking_where_the_button_says_so(writer):
    answer = writer.post(WRITE, story_form(next="1"))

    assert answer.url == at(SentStory.objects.get(), "send-story")


@pytest.mark.parametrize(
    "fields", [{"title": "长" * 41}, {"text": "长" * 8001}, {"saying": "长" * 61}, {"credit": "x"}]
)
def test_what_does_not_fit_is_refused_with_all_of_it_still_there(writer, fields):
    answer = writer.post(WRITE, story_form(**fields))

    assert answer.status_code == 422
    assert TITLE in answer.content.decode() or "长" * 41 in answer.content.decode()
    assert SentStory.objects.count() == 0


def cut_off(writer, address, at_least):
    """What is posted where the network breaks off after these bytes of it."""
    data = story_form(known="1", text="半路断了")
    data |= {"pictures": picture_file(), "whole": data.pop("whole")}
    body = encode_multipart(BOUNDARY, data)
    there = {"wsgi.input": BytesIO(body[: body.index(at_least) + len(at_least)])}
    return writer.generic("POST", address, body, MULTIPART_CONTENT, HTTP_ACCEPT="application/json", **there)


@pytest.mark.parametrize("at_least", [b'name="text"', b'name="credit"\r\n\r\nname', b"\xff\xd8\xff"])
def test_what_did_not_arrive_whole_is_neither_a_new_story_nor_a_change_of_one(writer, at_least):
    story = make_draft(writer.member)

    answers = [cut_off(writer, address, at_least) for address in (WRITE, at(story))]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "没有全部传到" in answers[1].json()["errors"][0]
    assert (SentStory.objects.get(), again(story).version, again(story).text) == (story, 1, TEXT)


@pytest.mark.parametrize("address", [WRITE, None])
def test_the_last_field_of_the_form_says_that_all_of_it_arrived(writer, address):
    story = make_draft(writer.member)

    html = words(writer.get(address or at(story)))

    fields = re.findall(r'<(?:input|button)[^>]* form="story"[^>]*>', html)
    assert fields[-1] == '<input type="hidden" form="story" name="whole" value="1">'
    assert html.index("</form>", html.index('id="story"')) < html.index(fields[-1])


def test_an_older_window_is_told_and_keeps_its_words(writer):
    story = make_draft(writer.member)
    writer.post(at(story), story_form(known="1", text="新窗口里写的", keep="1"))

    answer = writer.post(at(story), story_form(known="1", text="旧窗口里写的", keep="1"))

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "旧窗口里写的" in html
    assert again(story).text == "新窗口里写的"
    assert 'name="known" value="2"' in html


def test_one_draft_too_many_is_told(writer):
    for _ in range(rules.MOST_DRAFTS):
        make_draft(writer.member)

    answer = writer.post(WRITE, story_form())

    assert answer.status_code == 409
    assert "五篇" in answer.content.decode()
    assert SentStory.objects.count() == rules.MOST_DRAFTS


# -- Files


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (svg, "不是 PNG、JPEG 或 WebP"),
        (cut, "已损坏"),
        (heic, "HEIC"),
        (bomb, "像素"),
        (lambda: empty("空.jpg"), "文件是空的"),
        (lambda: film_file("其实是录像.jpg"), "不是 PNG、JPEG 或 WebP"),
    ],
)
def test_a_picture_that_is_none_is_named_and_all_else_is_kept(writer, file, why):
    bad = file()

    html = send_files(writer, bad, picture_file("好的.jpg")).content.decode()

    assert f"{bad.name} 没有收下" in html
    assert why in html
    assert SentStory.objects.get().title == TITLE
    assert SentPicture.objects.count() == 1


def test_the_seventh_picture_is_named(writer):
    html = send_files(writer, *[picture_file(f"{number}.jpg") for number in range(1, 8)]).content.decode()

    assert "7.jpg 没有收下" in html
    assert "6.jpg 没有收下" not in html
    assert SentPicture.objects.count() == 6


def test_a_picture_that_goes_makes_room_for_one_that_comes(writer):
    story = make_draft(writer.member, *[picture_file(f"{number}.jpg") for number in range(6)])
    outgoing = story.pictures.first()

    send_files(writer, picture_file("新.jpg"), address=at(story), known="1", remove=str(outgoing.public_id))

    assert story.pictures.count() == 6
    assert not story.pictures.filter(pk=outgoing.pk).exists()


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (lambda: empty("空.mp4"), "文件是空的"),
        (lambda: SimpleUploadedFile("其实是文字.mp4", b"words " * 40), "不是我们能播放的"),
        (lambda: picture_file("其实是照片.mp4"), "不是我们能播放的"),
    ],
)
def test_a_recording_that_is_none_is_named_and_all_else_is_kept(writer, file, why):
    bad = file()

    html = send_files(writer, picture_file(), recording=bad).content.decode()

    assert f"{bad.name} 没有收下" in html
    assert why in html
    assert (SentPicture.objects.count(), Film.objects.count()) == (1, 0)
    assert SentStory.objects.get().text == TEXT


def test_a_recording_larger_than_allowed_is_told(writer, monkeypatch):
    monkeypatch.setattr(rules, "LARGEST_RECORDING", 10)

    html = send_files(writer, recording=film_file()).content.decode()

    assert "超过 200 MB" in html
    assert Film.objects.count() == 0


def test_files_go_up_by_themselves_and_come_back_as_a_part_of_the_page(writer):
    data = story_form(pictures=[picture_file("好的.jpg"), svg()])

    answer = writer.post(WRITE, data, HTTP_ACCEPT="application/json")

    story, said = SentStory.objects.get(), answer.json()
    assert (said["address"], said["known"], said["errors"]) == (at(story), 1, [])
    assert "莲.svg" in said["files"]
    assert str(story.pictures.get().public_id) in said["files"]


def test_each_file_is_refused_where_it_was_chosen(writer):
    data = story_form(pictures=[svg()], recording=empty("空.mp4"))

    html = writer.post(WRITE, data, HTTP_ACCEPT="application/json").json()["files"]

    pictures, recording = re.findall(r"<fieldset.*?</fieldset>", html, re.DOTALL)
    assert ("莲.svg 没有收下" in pictures, "空.mp4" in pictures) == (True, False)
    assert ("莲.svg" in recording, "空.mp4 没有收下" in recording) == (False, True)


def test_a_refusal_tells_a_script_as_well(writer):
    story = make_draft(writer.member)

    answer = writer.post(at(story), story_form(known="0"), HTTP_ACCEPT="application/json")

    assert (answer.status_code, answer.json()["known"]) == (409, 1)
    assert "另一个窗口" in answer.json()["errors"][0]


def test_descriptions_are_kept_with_the_words(writer):
    story = make_draft(writer.member, picture_file(), described=False)
    picture = story.pictures.get()

    writer.post(at(story), story_form(known="1", **{f"alt-{picture.public_id}": " 灶台 "}))

    picture.refresh_from_db()
    assert picture.alt_text == "灶台"


def test_her_picture_is_hers_to_see(writer):
    story = make_draft(writer.member, picture_file())
    address = reverse("content:sent-picture", args=[story.pictures.get().public_id, "small"])

    answer = writer.get(address)

    assert answer["Content-Type"] == "image/jpeg"
    assert "private" in answer["Cache-Control"]
    assert BytesIO(b"".join(answer.streaming_content)).read(2) == b"\xff\xd8"


# -- Sending


def test_a_story_is_seen_as_readers_will_and_sent(writer):
    story = make_draft(writer.member, picture_file(), credit="firm")
    html = writer.get(at(story, "send-story")).content.decode()
    assert TEXT.splitlines()[0] in html
    assert "周晓梅" not in html

    answer = writer.post(at(story, "send-story"), {"agreed": "on"}, follow=True)

    assert again(story).state == "waiting"
    assert "谢谢您的故事" in answer.content.decode()
    assert "接下来" in answer.content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {"text": f"{TEXT}周晓梅记。"},
        {"title": "周晓梅的外婆"},
        {"saying": "周 晓梅"},
        {"credit": "firm", "text": f"{TEXT}周晓梅"},
    ],
)
def test_who_chose_not_to_be_named_reads_that_her_name_stands_in_it_and_may_send_it_all_the_same(writer, fields):
    story = make_draft(writer.member, **{"credit": "anonymous", **fields})

    html = words(writer.get(at(story, "send-story")))
    writer.post(at(story, "send-story"), {"agreed": "on"})

    assert "您的名字“周晓梅”" in html
    assert again(story).state == "waiting"


def test_her_name_under_a_picture_counts_as_well(writer):
    story = make_draft(writer.member, picture_file(), credit="anonymous")
    story.pictures.update(alt_text="周晓梅摄")

    assert "您的名字“周晓梅”" in words(writer.get(at(story, "send-story")))


def test_who_is_named_anyhow_reads_nothing_of_it(writer):
    story = make_draft(writer.member, text=f"{TEXT}周晓梅记。", credit="name")

    assert "您的名字" not in words(writer.get(at(story, "send-story")))


def test_without_the_tick_it_is_not_sent(writer):
    story = make_draft(writer.member)

    answer = writer.post(at(story, "send-story"), {"agreed": ""})

    assert answer.status_code == 422
    assert "请勾选" in answer.content.decode()
    assert again(story).state == "draft"


def test_what_is_missing_is_listed_and_there_is_no_button(writer):
    story = make_draft(writer.member, picture_file(), described=False, title="")

    html = writer.get(at(story, "send-story")).content.decode()

    assert "标题" in html
    assert "每张图片下面" in html
    assert 'form="send"' not in html


def test_a_returned_story_shows_the_reason_and_can_be_mended(writer):
    story = make_waiting(writer.member)
    SentStory.objects.filter(pk=story.pk).update(
        state="returned", reason="请补充是哪一年", decided_by=make_publisher(), decided_at=story.sent_at
    )

    assert "请补充是哪一年" in writer.get(at(story)).content.decode()
    assert "请补充是哪一年" in writer.get(MINE).content.decode()
    assert "1 篇待修改" in writer.get("/me/").content.decode()
    writer.post(at(story), story_form(known="1", text=TEXT + "那是一九八六年。"))
    writer.post(at(story, "send-story"), {"agreed": "on"})
    assert again(story).state == "waiting"


def test_what_waits_is_taken_back_by_a_button(writer):
    story = make_waiting(writer.member)

    writer.post(at(story, "take-back-story"))

    assert again(story).state == "draft"


def test_a_published_story_leads_to_its_page(writer):
    page = make_published(writer.member)

    html = writer.get(at(page.sent)).content.decode()

    assert page.url in html
    assert "已发布" in writer.get(MINE).content.decode()


def test_a_story_that_the_office_took_back_is_not_called_published(writer):
    page = make_published(writer.member)

    withdraw_page(page=page, because="内容需要核实，先撤下。", by=make_publisher(), now=NOW)

    assert "没有在展示" in words(writer.get(at(page.sent)))
    assert "新发布" not in words(writer.get("/me/"))
    assert ("已撤下" in words(writer.get(MINE)), "已发布" in words(writer.get(MINE))) == (True, False)


def test_she_reads_on_its_page_when_and_why_the_office_took_it_back(writer):
    page = make_published(writer.member)
    withdraw_page(page=page, because="内容需要核实，先撤下。", by=make_publisher("苏文澜"), now=NOW)

    html = words(writer.get(at(page.sent)))

    assert "内容需要核实，先撤下。" in html
    assert f"{date_format(localtime(NOW))}撤下" in html
    assert "苏文澜" not in html
    assert "可以问编辑" not in html


def test_of_what_came_out_again_no_reason_is_shown(writer):
    page = make_published(writer.member)
    withdraw_page(page=page, because="内容需要核实，先撤下。", by=make_publisher(), now=NOW)
    lift_withdrawal(page=page, by=make_publisher(), now=NOW)

    assert "内容需要核实" not in words(writer.get(at(page.sent)))
    assert "已发布" in words(writer.get(MINE))


def test_whoever_withdrew_it_herself_reads_that_and_no_editors_reason(writer):
    page = make_published(writer.member)
    withdraw_page(page=page, because="内容需要核实，先撤下。", by=make_publisher(), now=NOW)

    html = words(writer.post(at(page.sent, "withdraw-story"), follow=True))

    assert "是您撤回的" in html
    assert "内容需要核实" not in html


def test_a_writer_withdraws_by_a_button(writer):
    page = make_published(writer.member)

    answer = writer.post(at(page.sent, "withdraw-story"), follow=True)

    assert "是您撤回的" in answer.content.decode()
    assert writer.get(page.url).status_code == 404


def test_a_writer_withdraws_for_good_what_went_off_without_her(writer):
    page = make_published(writer.member)
    page.unpublish()
    assert at(page.sent, "withdraw-story") in words(writer.get(at(page.sent)))

    html = words(writer.post(at(page.sent, "withdraw-story"), follow=True))

    assert "是您撤回的" in html
    assert at(page.sent, "withdraw-story") not in html


def test_a_draft_is_deleted_by_a_button(writer):
    story = make_draft(writer.member)

    writer.post(at(story, "delete-story"))

    assert SentStory.objects.count() == 0


def test_what_cannot_be_done_any_more_is_said(writer):
    story = make_waiting(writer.member)
    take(story)

    html = writer.post(at(story, "take-back-story"), follow=True).content.decode()

    assert "不能取回了" in html


# -- Others


@pytest.mark.parametrize("name", ["my-story", "send-story", "take-back-story", "withdraw-story", "delete-story"])
def test_a_colleagues_story_is_not_there(writer, name):
    story = make_draft(make_member(writer.member.enterprise), picture_file())
    before = SentStory.objects.values().get()

    answers = [writer.get(at(story, name)), writer.post(at(story, name), story_form(known="1", text="改"))]

    assert {answer.status_code for answer in answers} <= {404, 405}
    assert 404 in {answer.status_code for answer in answers}
    assert SentStory.objects.values().get() == before


def test_nor_are_its_pictures(writer):
    story = make_waiting(None, picture_file())
    address = reverse("content:sent-picture", args=[story.pictures.get().public_id, "whole"])

    assert writer.get(address).status_code == 404


def test_nor_is_it_on_her_list(writer):
    make_draft(title="别人的故事")
    make_draft(writer.member, title="我的故事")

    html = writer.get(MINE).content.decode()

    assert "我的故事" in html
    assert "别人的故事" not in html


@pytest.mark.parametrize("stories", [1, 3])
def test_her_list_asks_as_much_for_many_stories_as_for_one(writer, django_assert_max_num_queries, stories):
    for _ in range(stories):
        make_waiting(writer.member, picture_file())

    with django_assert_max_num_queries(6):
        writer.get(MINE)


def test_what_was_published_lately_is_told_on_her_page(writer):
    page = make_published(writer.member)
    assert "新发布" in writer.get("/me/").content.decode()

    type(page).objects.update(first_published_at=page.first_published_at - timedelta(days=15))

    assert "新发布" not in writer.get("/me/").content.decode()


def test_members_find_the_way_where_stories_stand(writer):
    make_site()

    for address in ("/library/?kind=story", "/library/stories/", "/me/"):
        assert MINE in writer.get(address).content.decode(), address
    assert MINE not in writer.get("/library/?kind=case").content.decode()
