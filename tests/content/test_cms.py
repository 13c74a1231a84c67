import json
import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Collection, Page, Revision, Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from content.models import BoundaryItem, StoryPage, kinds
from tests.builders import make_administrator, make_publisher
from tests.content.builders import draft_of, make_case, make_notice, make_picture, make_site
from tests.content.stories import make_story_page
from tests.regulations.builders import make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client):
    """A browser in which a publisher has signed in."""
    make_site()
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    return client


def test_the_cms_wears_the_colours_and_the_lotus_of_the_site(publisher):
    html = publisher.get("/cms/").content.decode()

    assert "content/cms" in html
    assert "theme/lotus" in html.split("data-wagtail-sidebar-branding-logo", 1)[1].split("</template>")[0]
    assert html.split("</title>", 1)[0].endswith("- 亲清学堂")


def test_the_scripts_of_the_cms_speak_chinese_too(publisher):
    script = publisher.get("/cms/jsi18n/").content.decode()

    for ours_or_wagtails in ("插入内容块", "字数"):
        assert json.dumps(ours_or_wagtails).strip('"') in script


def test_the_menu_calls_pages_pages(publisher):
    html = publisher.get("/cms/").content.decode()

    assert "页码" not in html
    assert "guide.wagtail.org" not in html


def test_what_the_search_finds_is_counted_as_pages(publisher):
    html = publisher.get("/cms/pages/search/").content.decode()

    assert re.search(r"页面共 \d+ 个，显示第 1–\d+ 个", html)


def test_the_cms_says_in_chinese_how_long_ago_it_was():
    with override("zh-hans"):
        said = [naturaltime(timezone.now() - timedelta(seconds=seconds)) for seconds in (3, 70, 7200)]

    assert [re.sub(r"\s", "", words) for words in said] == ["3秒之前", "1分钟之前", "2小时之前"]


LINKS = {
    "external": ["网址", "链接文字"],
    "email": ["邮箱地址", "链接文字", "主题", "正文"],
    "phone": ["电话号码", "链接文字"],
    "anchor": ["#", "链接文字"],
}


@pytest.mark.parametrize(("kind", "labels"), LINKS.items())
def test_the_fields_of_a_link_are_called_in_chinese(publisher, kind, labels):
    html = publisher.get(f"/cms/choose-{kind}-link/").json()["html"]

    found = BeautifulSoup(html, "html.parser").select("label")
    assert [label.text.strip("* \n") for label in found] == labels


def test_the_list_of_sites_is_headed_in_chinese(client):
    make_site()
    client.force_login(make_administrator(), backend="accounts.backends.PhoneBackend")

    html = client.get("/cms/sites/").content.decode()

    headings = BeautifulSoup(html, "html.parser").select(".listing thead th")
    assert [" ".join(heading.text.split()) for heading in headings] == [
        "站点",
        "端口号",
        "站点名称",
        "根页面",
        "默认？",
    ]


def test_a_table_takes_cells_that_were_copied_elsewhere(publisher):
    """What its script does is told in story eleven."""
    home = publisher.get("/cms/").content.decode()
    form = publisher.get(BeautifulSoup(home, "html.parser").select(".write a")[0]["href"]).content.decode()

    assert "content.blocks.TableBlock" in form
    assert form.index("typed_table_block") < form.index("content/table")


def section_of(html, name):
    """The words of one panel of the first screen."""
    found = BeautifulSoup(html, "html.parser").find(id=f"{name}-section")
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_first_screen_offers_each_kind_of_page_on_its_shelf(publisher):
    html = publisher.get("/cms/").content.decode()

    links = BeautifulSoup(html, "html.parser").select(".write a")
    assert [publisher.get(link["href"]).status_code for link in links] == [200] * len(kinds())


def test_the_first_screen_shows_my_drafts_and_nobody_elses(client):
    site, me, other = make_site(), make_publisher(), make_publisher()
    for title, author in (("我的草稿", me), ("我交上去的", me), ("别人的草稿", other)):
        page = draft_of(site, title)
        page.save_revision(user=author)
        if title == "我交上去的":
            Workflow.objects.get().start(page, author)
    client.force_login(me, backend="accounts.backends.PhoneBackend")

    drafts = section_of(client.get("/cms/").content.decode(), "my-drafts")

    assert [title in drafts for title in ("我的草稿", "我交上去的", "别人的草稿")] == [True, False, False]


def test_the_first_screen_tells_what_comes_out_and_goes_off(publisher):
    tomorrow, site = timezone.now() + timedelta(days=1), make_site()
    coming, going = draft_of(site, "明天发布的"), make_case(site, title="明天下线的")
    revision = coming.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=tomorrow)
    Page.objects.filter(pk=going.pk).update(expire_at=tomorrow)

    told = section_of(publisher.get("/cms/").content.decode(), "schedule")

    day = timezone.localtime(tomorrow).strftime("%Y-%m-%d %H:%M")
    assert f"明天发布的 案例 {day} 发布" in told.replace("典型案例", "案例")
    assert f"明天下线的 案例 {day} 下线" in told.replace("典型案例", "案例")


def test_her_account_asks_for_nothing_that_is_asked_elsewhere(publisher):
    html = publisher.get("/cms/account/").content.decode()

    fields = {field["name"] for field in BeautifulSoup(html, "html.parser").select("[name^=name_email],[name^=avatar]")}
    assert (fields, "theme" in html) == (set(), True)
    assert reverse("accounts:settings") in html


@pytest.mark.parametrize(("audience", "words"), [("members", "登录的成员"), ("everybody", "所有人")])
def test_the_side_of_a_page_says_for_whom_it_is_as_the_form_does(publisher, audience, words):
    page = make_case()
    page.audience = audience
    page.save()

    html = publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    status = BeautifulSoup(html, "html.parser").select_one("[data-side-panel='status']").get_text(" ")
    assert words in status


def test_a_preview_may_stand_in_a_frame_of_ours_and_no_page_may_otherwise(publisher):
    page = make_case(audience="everybody")
    page.save_revision()

    answers = [
        publisher.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])),
        publisher.get(page.url),
    ]

    assert [answer["X-Frame-Options"] for answer in answers] == ["SAMEORIGIN", "DENY"]
    ancestors = [answer["Content-Security-Policy"].split("frame-ancestors ")[1].split(";")[0] for answer in answers]
    assert ancestors == ["'self'", "'none'"]


def test_an_editor_may_preview_in_large_type_whatever_she_reads_in(publisher):
    page = make_case()
    looks = [page.make_preview_request(preview_mode=mode).content.decode() for mode in ("", "large")]

    assert ["large-type" in look.split("<head>")[0] for look in looks] == [False, True]


def test_a_new_case_begins_with_its_outline_and_an_old_one_with_its_words(publisher):
    site, page = make_site(), make_case()
    forms = []
    for address in (
        reverse("wagtailadmin_pages:add", args=["content", "casepage", site.sections["cases"].pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ):
        form = publisher.get(address).context["form"]
        forms.append([block.block_type for block in form["body"].value()])

    assert forms == [["happened", "broken", "consequence", "lesson"], [block.block_type for block in page.body]]


def test_what_was_pasted_from_word_is_kept_without_characters_that_no_page_can_show(publisher):
    page = make_case(make_site())
    body = [("heading", "小\x0b标题"), ("lesson", rich_text("<p>合格\x01的材料。</p>"))]
    said = {
        "title": "两行\x0b标题",
        "slug": page.slug,
        "summary": "摘\x01要。",
        "source": "来源",
        "audience": "members",
    }
    form = nested_form_data({**said, "body": streamfield(body), "comments": inline_formset([])})

    publisher.post(f"/cms/pages/{page.pk}/edit/", form)

    page.refresh_from_db()
    kept = page.get_latest_revision_as_object()
    assert (kept.title, kept.draft_title, kept.summary) == ("两行 标题", "两行 标题", "摘要。")
    assert [str(block.value) for block in kept.body][0] == "小 标题"
    assert "合格的材料。" in kept.plain_text()


def test_a_title_of_nothing_that_can_be_seen_is_no_title(publisher):
    page = make_case(make_site(), title="三张购物卡")
    said = {"title": "\x01", "slug": page.slug, "summary": "摘要。", "source": "来源", "audience": "members"}

    publisher.post(
        f"/cms/pages/{page.pk}/edit/",
        nested_form_data({**said, "body": streamfield([]), "comments": inline_formset([])}),
    )

    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "三张购物卡"


def test_a_line_of_a_boundary_list_is_kept_so_too():
    line = BoundaryItem(kind="required", title="不\x01送\x0b财物", text="说明。")

    line.clean_fields(exclude=["page"])

    assert line.title == "不送 财物"


# -- A story whose teller is not known yet


def story_form(**fields):
    words = {"title": "外婆的两杆秤", "slug": "scales", "summary": "柜台上的两杆秤。", "saying": "", "author": ""}
    empty = dict.fromkeys(("topics", "post", "enterprise", "told_on", "recording", "go_live_at", "expire_at"), "")
    choices = {"credit": "name", "audience": "members"}
    body = streamfield([("paragraphs", rich_text("<p>她在老街上卖干货。</p>"))])
    return nested_form_data(
        {**words, **empty, **choices, "body": body, "comments": inline_formset([]), **fields},
    )


@pytest.fixture
def write_story(publisher):
    """Send the form of a new story; gives the response."""
    shelf = make_site().sections["stories"]
    address = reverse("wagtailadmin_pages:add", args=["content", "storypage", shelf.pk])
    return lambda **fields: publisher.post(address, story_form(**fields))


def test_a_draft_of_a_story_is_kept_before_it_says_who_tells_it(write_story):
    write_story()

    draft = StoryPage.objects.get()
    assert (draft.live, draft.author) == (False, "")


def test_it_is_not_handed_in_without(write_story):
    answer = write_story(**{"action-submit": "1"})

    assert "请写上讲述人" in answer.text
    assert not StoryPage.objects.exists()


def test_it_is_handed_in_with_it(write_story):
    write_story(author="顾晚禾", **{"action-submit": "1"})

    assert StoryPage.objects.get().workflow_in_progress


def test_nor_does_it_come_out_without(write_story):
    write_story()
    draft = StoryPage.objects.get()

    with pytest.raises(ValidationError):
        draft.get_latest_revision().publish()

    assert draft.missing_parts() == ["作者"]
    assert not StoryPage.objects.get().live


# -- Folders


def test_the_folder_of_all_files_is_named_in_chinese(publisher):
    picture = make_picture()
    picture.collection = Collection.get_first_root_node().add_child(name="活动照片")
    picture.save()

    answer = publisher.post(
        f"/cms/bulk/media/picture/add_to_collection/?id={picture.pk}&next=/cms/images/",
        {"collection": Collection.get_first_root_node().pk},
        follow=True,
    )

    assert "总文件夹" in answer.text
    assert "“Root”" not in answer.text


def test_a_folder_that_an_administrator_has_named_keeps_its_name():
    make_site()
    Collection.objects.filter(depth=1).update(name="园区文件")

    make_site()

    assert Collection.get_first_root_node().name == "园区文件"


# -- Sent too early


@pytest.fixture
def writes_of_a_law(publisher):
    """Send the form of a new page of a regulation; gives the answer."""
    shelf, law = make_site().sections["regulations"], make_version().regulation
    address = reverse("wagtailadmin_pages:add", args=["content", "regulationpage", shelf.pk])
    fields = {"title": "新法", "slug": "new-law", "summary": "摘要。", "intro": rich_text(""), "audience": "members"}
    form = nested_form_data({**fields, "comments": inline_formset([])})
    return lambda accept, chosen: publisher.post(
        address, form | {"regulation": law.pk if chosen else ""}, headers={"accept": accept}
    )


def test_a_page_of_a_law_that_was_not_chosen_yet_is_asked_for_it(writes_of_a_law):
    answers = [writes_of_a_law(accept, chosen=False) for accept in ("text/html", "application/json")]

    assert [answer.status_code for answer in answers] == [200, 400]
    assert "请填写这一项" in answers[0].text
    assert not Page.objects.filter(slug="new-law").exists()


def test_a_page_of_a_law_that_was_chosen_is_kept_of_its_own_accord(writes_of_a_law):
    answer = writes_of_a_law("application/json", chosen=True)

    assert (answer.status_code, Page.objects.filter(slug="new-law").exists()) == (200, True)


WITH_BLOCKS = pytest.mark.parametrize(
    ("made", "blocks"),
    [
        (make_case, "body"),
        (lambda site: make_notice(site, public=True), "body"),
        (make_story_page, "body"),
        (lambda site: site.home, "blocks"),
    ],
    ids=["case", "notice", "story", "home"],
)
SAID = {"title": "改了的标题", "summary": "改了的摘要。", "source": "通报", "audience": "members", "credit": "firm"}
SAID |= {"tagline": "改了的标语", "intro": rich_text("<p>改了的导语。</p>")}


def kept_of(page, blocks):
    """What the latest version of a page is called, and how many blocks it has."""
    kept = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    return kept.title, len(getattr(kept, blocks))


@WITH_BLOCKS
@pytest.mark.parametrize(("accept", "refused"), [("text/html", 200), ("application/json", 400)])
def test_a_button_pressed_before_the_blocks_stand_empties_no_page(publisher, made, blocks, accept, refused):
    page = made(make_site())
    before = kept_of(page, blocks)
    form = nested_form_data({**SAID, "slug": page.slug, "comments": inline_formset([])})

    answer = publisher.post(f"/cms/pages/{page.pk}/edit/", form, headers={"accept": accept})

    assert (answer.status_code, kept_of(page, blocks)) == (refused, before)
    if accept == "text/html":
        assert "页面还没有完全打开" in answer.text
        assert (answer.context["form"]["title"].value(), len(answer.context["form"][blocks].value())) == (
            "改了的标题",
            before[1],
        )


@WITH_BLOCKS
def test_an_editor_may_take_all_blocks_out_of_a_draft(publisher, made, blocks):
    page = made(make_site())
    form = nested_form_data({**SAID, "slug": page.slug, blocks: streamfield([]), "comments": inline_formset([])})

    publisher.post(f"/cms/pages/{page.pk}/edit/", form)

    assert kept_of(page, blocks) == ("改了的标题", 0)


def test_a_new_page_sent_before_its_blocks_stand_is_not_made(publisher):
    address = reverse("wagtailadmin_pages:add", args=["content", "casepage", make_site().sections["cases"].pk])
    form = nested_form_data({**SAID, "slug": "new-case", "comments": inline_formset([])})

    answer = publisher.post(address, form | {"action-submit": "1"})

    assert ("页面还没有完全打开" in answer.text, Page.objects.filter(slug="new-case").exists()) == (True, False)
    assert [block.block_type for block in answer.context["form"]["body"].value()][0] == "happened"
