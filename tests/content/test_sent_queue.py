"""What editors do with what was sent in; and that a page never says more of its writer than she chose."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Revision, Workflow

from content import actions
from content.models import Audience, SentPicture, SentStory, StoryPage
from journal.models import Entry
from media.models import Film, Picture
from tests.builders import NOW, PASSWORD, grant, make_enterprise, make_member, make_publisher, make_user
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
    publish,
    take,
)

pytestmark = pytest.mark.django_db

NAME, FIRM = "司马晓梅", "麒麟智造"


def writer():
    return make_member(make_enterprise(FIRM), NAME)


def signed_in(client, user):
    client.force_login(user, backend="accounts.backends.PhoneBackend")
    return client


def cms(name, *arguments):
    return reverse(f"content-cms:{name}", args=arguments)


# -- Taking


def test_a_story_that_is_taken_becomes_a_draft_page_with_all_that_came_along():
    editor = make_publisher("苏文澜")
    story = make_waiting(writer(), picture_file(), picture_file(), recording=film_file(), saying="心里踏实")

    page = take(story, editor)

    page = StoryPage.objects.get(pk=page.pk)
    assert (page.live, page.title, page.saying, page.credit) == (False, TITLE, "心里踏实", "name")
    assert (page.author, page.enterprise, page.sent, page.recording) == (
        NAME,
        story.member.enterprise,
        story,
        story.recording,
    )
    assert [block.block_type for block in page.body] == ["paragraphs", "picture", "picture"]
    assert page.plain_text().count("外婆站在柜台后面") == 2
    assert page.get_parent().slug == "stories"
    assert page.get_latest_revision().user == editor
    page.full_clean()


def test_a_story_that_is_taken_says_by_whom():
    editor = make_publisher("苏文澜")
    story = make_waiting()

    take(story, editor)

    taken = again(story)
    assert (taken.state, taken.decided_by, taken.decided_at) == ("taken", editor, NOW)
    assert Entry.objects.filter(event="content.story.taken", by=str(editor.public_id)).exists()


def test_words_are_shown_as_they_were_typed():
    page = take(make_waiting(text="<script>alert(1)</script>外婆说：1 < 2 & 3，心里踏实，不怕复称。"))

    html = str(page.body)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_recording_is_offered_to_editors_once_its_story_is_taken():
    story = make_waiting(recording=film_file())

    take(story)

    assert Film.objects.get().is_offered


def test_of_two_editors_the_second_is_told_of_the_first_and_makes_no_page():
    story = make_waiting()
    take(story, make_publisher("苏文澜"))

    with pytest.raises(actions.StoryRefused) as refused:
        take(story, make_publisher("顾砚秋"))

    assert (refused.value.code, refused.value.by) == ("decided", "苏文澜")
    assert StoryPage.objects.count() == 1


def test_without_a_place_for_stories_nothing_is_taken():
    story = make_waiting()

    with pytest.raises(actions.StoryRefused) as refused:
        actions.take_story(story=story, by=make_publisher(), now=NOW)

    assert refused.value.code == "no-section"
    assert again(story).state == "waiting"


def test_a_story_whose_page_was_thrown_away_can_be_taken_again_with_the_same_pictures():
    story = make_waiting(None, picture_file())
    take(story).delete()

    page = take(story)

    assert (StoryPage.objects.get().pk, Picture.objects.count()) == (page.pk, 1)


# -- Returning


def test_a_story_is_returned_with_the_reason():
    editor = make_publisher("苏文澜")
    story = make_waiting()

    actions.return_story(story=story, reason=" 请补充时间 ", by=editor, now=NOW)

    returned = again(story)
    assert (returned.state, returned.reason, returned.decided_by) == ("returned", "请补充时间", editor)


@pytest.mark.parametrize("reason", ["", "  ", "不行"])
def test_without_a_reason_it_stays_where_it_is(reason):
    story = make_waiting()

    with pytest.raises(actions.StoryRefused):
        actions.return_story(story=story, reason=reason, by=make_publisher(), now=NOW)

    assert again(story).state == "waiting"


def test_what_was_taken_is_not_returned():
    story = make_waiting()
    take(story)

    with pytest.raises(actions.StoryRefused):
        actions.return_story(story=story, reason="请补充时间", by=make_publisher(), now=NOW)

    assert again(story).state == "taken"


# -- Out, and out no more


def test_a_story_is_published_with_its_page():
    page = take(make_waiting())
    assert again(page.sent).state == "taken"

    publish(page)

    assert again(page.sent).state == "published"


def test_a_story_is_withdrawn_with_its_page_and_out_again_with_it():
    page = make_published()

    page.unpublish()
    assert (again(page.sent).state, again(page.sent).withdrawn_by_writer) == ("withdrawn", False)

    publish(page)
    assert again(page.sent).state == "published"


def test_a_story_is_out_as_long_as_one_of_its_pages_is():
    page = make_published()
    copied = page.copy(update_attrs={"title": "副本", "slug": "copy"}, keep_live=True)
    assert copied.live

    page.unpublish()
    assert again(page.sent).state == "published"

    copied.specific.unpublish()
    assert again(page.sent).state == "withdrawn"


def test_editors_read_that_the_page_of_a_story_was_withdrawn_and_why(client):
    page = make_published()
    signed_in(client, make_publisher("苏文澜"))
    addresses = cms("sent-stories") + "?state=published", cms("sent-story", page.sent.public_id)
    before = [client.get(address).text for address in addresses]
    actions.withdraw_page(page=page, because="讲述人记错了年份。", by=make_publisher("顾砚秋"), now=NOW)

    queue, story = (client.get(address).text for address in addresses)

    assert ["已撤下 ·" in html for html in (*before, queue)] == [False, False, True]
    assert "<strong>已撤下</strong>" in story
    assert "讲述人记错了年份。" in story


def test_a_page_that_no_member_sent_in_changes_nothing():
    page = take(make_waiting())
    page.sent = None
    page.save_revision()

    publish(page)

    assert SentStory.objects.get().state == "taken"


# -- The writer's choice


@pytest.mark.parametrize(("credit", "author", "shown"), [("firm", "", FIRM), ("anonymous", "", "匿名讲述")])
def test_what_is_not_to_be_shown_is_nowhere_in_the_page(credit, author, shown):
    page = make_published(writer(), picture_file(f"{NAME}.jpg"), recording=film_file(f"{NAME}.mp4"), credit=credit)

    kept = str(page.serializable_data()) + str([revision.content for revision in Revision.objects.all()])
    kept += str(list(Picture.objects.values())) + str(list(Film.objects.values()))
    assert (page.author, str(page.byline)) == (author, shown)
    assert NAME not in kept
    assert FIRM not in kept
    assert (page.enterprise is None) == (credit == "anonymous")


@pytest.mark.parametrize("credit", ["name", "firm", "anonymous"])
def test_readers_and_the_search_meet_a_writer_only_as_she_chose(client, credit):
    page = make_published(writer(), picture_file(), credit=credit)
    signed_in(client, make_member().user)

    said = [client.get(address) for address in (page.url, "/library/?kind=story", f"/search/?q={TITLE}")]
    html = " ".join(answer.content.decode() for answer in said)
    by_name, by_firm = (client.get(f"/search/?q={word}").content.decode() for word in (NAME, FIRM))

    assert {answer.status_code for answer in said} == {200}
    assert TITLE in html
    assert (NAME in html, FIRM in html) == (credit == "name", credit != "anonymous")
    assert (page.url in by_name, page.url in by_firm) == (credit == "name", credit != "anonymous")


@pytest.mark.parametrize("credit", ["firm", "anonymous"])
def test_nor_does_the_world_where_an_editor_shows_the_story_to_everybody(client, credit):
    page = take(make_waiting(writer(), picture_file(), credit=credit))
    page.audience = Audience.EVERYBODY
    page.save_revision()
    publish(page)

    said = [client.get(address).content.decode() for address in (page.url, "/", "/feed/", "/sitemap-pages.xml")]

    assert page.url in said[2]
    assert NAME not in "".join(said)
    assert (FIRM in "".join(said)) == (credit == "firm")


@pytest.mark.parametrize(
    ("chosen", "change", "field"),
    [
        ("anonymous", {"credit": "name", "author": NAME}, "credit"),
        ("anonymous", {"credit": "firm"}, "credit"),
        ("firm", {"credit": "name", "author": NAME}, "credit"),
        ("firm", {"author": NAME}, "author"),
        ("anonymous", {"title": f"{NAME}的外婆"}, "__all__"),
        ("anonymous", {"summary": f"讲述人 {NAME}"}, "__all__"),
        ("firm", {"saying": NAME}, "__all__"),
        ("anonymous", {"slug": NAME}, "__all__"),
    ],
)
def test_an_editor_cannot_say_more_of_a_writer_than_she_chose(chosen, change, field):
    page = take(make_waiting(writer(), credit=chosen))
    for name, value in change.items():
        setattr(page, name, value)

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert field in refused.value.message_dict


def test_nor_name_her_as_a_topic_of_the_page():
    page = take(make_waiting(writer(), credit="anonymous"))
    page.topics.add("诚信")
    page.full_clean()
    page.topics.add(NAME)

    with pytest.raises(ValidationError):
        page.full_clean()


def test_nor_name_the_firm_of_one_who_wanted_to_stay_anonymous():
    page = take(make_waiting(writer(), credit="anonymous"))
    page.enterprise = make_enterprise()

    with pytest.raises(ValidationError) as refused:
        page.full_clean()

    assert "enterprise" in refused.value.message_dict


def naming_herself(**fields):
    """A story whose writer wants not to be named, and signs it."""
    return make_waiting(writer(), text=f"{TEXT}{NAME}记。", **{"credit": "anonymous", **fields})


@pytest.mark.parametrize("credit", ["firm", "anonymous"])
def test_a_story_in_which_its_writers_name_stands_is_taken_but_comes_out_only_without_it(credit):
    page = take(naming_herself(credit=credit))

    with pytest.raises(ValidationError):
        page.get_latest_revision().publish()

    page = StoryPage.objects.get(pk=page.pk)
    assert (page.live, again(page.sent).state) == (False, "taken")
    page.summary, page.body = TITLE, [("paragraphs", f"<p>{TEXT}</p>")]
    page.save_revision()
    assert publish(page).live


def test_her_name_is_in_no_title_of_what_came_along_nor_in_the_description_that_a_picture_keeps():
    story = naming_herself(title=f"{NAME}的外婆", recording=film_file())
    SentPicture.objects.create(story=story, file=picture_file(), small=picture_file(), alt_text=f"{NAME}摄")

    page = take(story)

    kept = [*Picture.objects.values_list("title", "alt_text"), *Film.objects.values_list("title")]
    assert len(kept) == 2
    assert NAME not in str(kept)
    assert f"{NAME}摄" in page.plain_text()


def test_an_editor_may_say_less():
    page = take(make_waiting(writer(), credit="name"))
    page.credit, page.author, page.enterprise = "anonymous", "", None

    page.full_clean()


def test_a_copy_of_the_page_is_held_to_the_choice_as_well():
    page = make_published(writer(), credit="anonymous")
    copied = page.copy(update_attrs={"title": "副本", "slug": "copy"}, keep_live=False).specific
    copied.credit, copied.author = "name", NAME

    with pytest.raises(ValidationError):
        copied.full_clean()


def test_what_its_writer_withdrew_cannot_be_kept_by_an_editor():
    page = make_published()
    actions.withdraw_story(story=page.sent, now=NOW)
    page = StoryPage.objects.get(pk=page.pk)

    with pytest.raises(ValidationError):
        page.full_clean()


def test_a_story_by_name_names_somebody():
    page = take(make_waiting())
    page.author = ""

    with pytest.raises(ValidationError):
        page.full_clean()


# -- In the CMS


@pytest.fixture
def desk(client):
    make_site()
    client.publisher = make_publisher("苏文澜")
    return signed_in(client, client.publisher)


def test_the_list_shows_what_waits_and_not_what_is_still_being_written(desk):
    make_waiting(title="寄来的")
    make_draft(title="没写完的")

    html = desk.get(cms("sent-stories")).content.decode()
    everything = desk.get(cms("sent-stories"), {"state": "all"}).content.decode()

    assert "寄来的" in html
    assert "没写完的" not in html + everything


def test_the_menu_says_how_much_waits(desk):
    make_waiting()
    make_waiting()

    # The menu comes as JSON.
    assert json.dumps("投稿 2") in desk.get("/cms/").content.decode()


def test_a_story_is_shown_whole_with_what_readers_will_see(desk):
    story = make_waiting(writer(), picture_file(), credit="firm")

    html = desk.get(cms("sent-story", story.public_id)).content.decode()

    for words in (TITLE, TEXT.splitlines()[0], "外婆站在柜台后面", FIRM, NAME):
        assert words in html


def test_a_recording_stays_to_be_heard_wherever_it_was_while_it_is_prepared_again(desk):
    page = make_published(writer(), recording=film_file())
    story, reader = page.sent, signed_in(Client(), make_member().user)
    exits = [(reader, page.url), (desk, cms("sent-story", story.public_id))]
    ready = {"mp4": "films/x/film.mp4", "poster": "films/x/poster.jpg", "seconds": 12, "width": 320, "height": 240}

    before = ["<video" in client.get(address).text for client, address in exits]
    Film.objects.update(state="failed", reason="disk", **ready)
    after = ["<video" in client.get(address).text for client, address in exits]

    assert (before, after) == ([False, False], [True, True])
    assert again(story).missing == []


def test_taking_leads_to_the_editor_of_the_page(desk):
    story = make_waiting()

    answer = desk.post(cms("take-story", story.public_id))

    assert answer.url == reverse("wagtailadmin_pages:edit", args=[StoryPage.objects.get().pk])
    assert desk.get(answer.url).status_code == 200


def test_whoever_takes_or_edits_a_story_that_names_its_writer_reads_that_the_name_must_come_out(desk):
    story = naming_herself()

    taken = desk.post(cms("take-story", story.public_id), follow=True).content.decode()
    edited = desk.get(reverse("wagtailadmin_pages:edit", args=[StoryPage.objects.get().pk])).content.decode()

    assert f"作者姓名“{NAME}”" in taken
    assert f"作者姓名“{NAME}”" in edited


def test_of_a_story_that_names_nobody_no_such_thing_is_said(desk):
    story = make_waiting(writer(), credit="anonymous")

    html = desk.post(cms("take-story", story.public_id), follow=True).content.decode()

    assert "作者姓名" not in html


def test_the_second_to_take_it_reads_who_was_first(desk):
    story = make_waiting()
    take(story, make_publisher("顾砚秋"))

    html = desk.post(cms("take-story", story.public_id), follow=True).content.decode()

    assert "顾砚秋" in html
    assert StoryPage.objects.count() == 1


def test_returning_without_a_reason_shows_the_story_again(desk):
    story = make_waiting()

    answer = desk.post(cms("return-story", story.public_id), {"reason": ""})

    assert answer.status_code == 422
    assert TITLE in answer.content.decode()


def test_a_taken_story_passes_the_second_editor(desk):
    page = take(make_waiting(), desk.publisher)
    page.save_revision(user=desk.publisher)
    Workflow.objects.get().start(page, desk.publisher)

    state = page.current_workflow_task_state
    desk.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""})
    assert not StoryPage.objects.get().live

    signed_in(desk, make_publisher("顾砚秋"))
    desk.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]), {"comment": ""})
    assert StoryPage.objects.get().live
    assert SentStory.objects.get().state == "published"


@pytest.mark.parametrize("role", ["administrator", "supervisor", "member"])
def test_what_members_send_in_is_the_publishers_alone(client, role):
    make_site()
    user = make_member().user if role == "member" else make_user("某人", password=PASSWORD)
    if role != "member":
        grant(user, role)
    story = make_waiting(None, picture_file())
    picture = story.pictures.get()
    signed_in(client, user)

    addresses = [cms("sent-stories"), cms("sent-story", story.public_id), cms("family-lines")]
    answers = [client.get(address).status_code for address in addresses]
    answers.append(client.post(cms("take-story", story.public_id)).status_code)

    assert set(answers) == {403}
    assert client.get(reverse("content:sent-picture", args=[picture.public_id, "whole"])).status_code in (403, 404)
    assert again(story).state == "waiting"


def test_a_publisher_sees_no_draft_and_none_of_its_pictures(desk):
    story = make_draft(None, picture_file())
    picture = story.pictures.get()

    assert desk.get(cms("sent-story", story.public_id)).status_code == 404
    assert desk.get(reverse("content:sent-picture", args=[picture.public_id, "whole"])).status_code == 404


def test_films_that_wait_are_not_offered_in_the_cms(desk):
    waiting = make_waiting(title="等待的故事", recording=film_file()).recording
    take(make_waiting(title="采用的故事", recording=film_file()))
    content_type = ContentType.objects.get_for_model(Film)

    html = desk.get(reverse(f"wagtailsnippetchoosers_{content_type.app_label}_film:choose_results")).content.decode()
    listed = desk.get(reverse("wagtailsnippets_media_film:list")).content.decode()

    assert "采用的故事" in html
    assert "采用的故事" in listed
    assert "等待的故事" not in html + listed
    assert waiting.title not in html + listed
