"""A film in the CMS beside its form: its captions, and preparing it again."""

import re

import pytest
from django.contrib.auth.models import Permission

from media import actions, queries
from media.models import Film, FilmState
from media.rules.probes import FilmRefused
from tests.builders import make_member, make_publisher
from tests.media.builders import CAPTIONS, make_clip, make_film

pytestmark = pytest.mark.django_db
GOOD = "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n莲子心苦。\n"


@pytest.fixture
def editor(client):
    """A publisher who may change films: which ones her group may is settled elsewhere."""
    user = make_publisher()
    codes = ["access_admin", "change_film", "view_film", "add_film"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    client.force_login(user)
    return client


def captions_of(film, language="zh"):
    return queries.captions_text(Film.objects.get(pk=film.pk), language)


def save(client, film, text, language="zh"):
    return client.post(f"/cms/films/{film.pk}/captions/{language}/", {"text": text})


def stored(film):
    folder, _, _ = film.original.name.rpartition("/")
    return sorted(name for name in film.original.storage.listdir(folder)[1] if name.endswith(".vtt"))


def test_captions_are_written_beside_the_film(editor):
    film = make_film()

    page = editor.get(f"/cms/films/{film.pk}/captions/zh/").content.decode()

    assert "00:00:00.500" in page
    assert "莲" in page
    assert "data-captioning-video" in page


def test_new_captions_take_the_place_of_the_old_ones_whole(editor, django_capture_on_commit_callbacks):
    film = make_film()
    before = stored(film)

    with django_capture_on_commit_callbacks(execute=True):
        answer = save(editor, film, GOOD)

    assert answer.status_code == 302
    assert captions_of(film) == GOOD
    assert len(stored(film)) == len(before) == 1
    assert stored(film) != before


def test_captions_in_english_leave_the_chinese_alone(editor):
    film = make_film()

    save(editor, film, GOOD.replace("莲子心苦。", "A bitter heart."), "en")

    assert "bitter" in captions_of(film, "en")
    assert captions_of(film) == CAPTIONS


@pytest.mark.parametrize("text", ["", "WEBVTT", "WEBVTT\n\n"])
def test_without_a_caption_left_a_film_has_none(editor, text, django_capture_on_commit_callbacks):
    film = make_film()

    with django_capture_on_commit_callbacks(execute=True):
        save(editor, film, text)

    assert not Film.objects.get().captions_zh
    assert stored(film) == []


def test_every_fault_is_told_and_nothing_typed_is_lost(editor):
    film = make_film()
    wrong = "WEBVTT\n\n00:04.000 --> 00:02.000\n倒着\n\n00:05.000 --> 00:06.000\n\n\n没有时间\n"

    page = save(editor, film, wrong).content.decode()

    assert 'data-faults="1 2 3 "' in page
    assert "没有时间" in page
    assert page.count("<li>") >= 3
    assert captions_of(film) == CAPTIONS


def test_an_arrow_that_would_hide_words_from_viewers_is_told_with_its_line(editor):
    film = make_film()

    page = save(editor, film, GOOD + "\n00:00:04.000 --> 00:00:05.000\nA --> B\n").content.decode()

    assert 'data-faults="2 "' in page
    assert "--&amp;gt;" in page
    assert re.search("第 ?7 ?行|Line 7", page)
    assert captions_of(film) == CAPTIONS


def test_captions_beyond_the_end_of_the_film_are_refused(editor):
    film = make_film()

    answer = save(editor, film, GOOD.replace("00:00:01", "00:09:01").replace("00:00:03", "00:09:03"))

    assert answer.status_code == 200
    assert captions_of(film) == CAPTIONS


def test_only_two_languages_are_spoken(editor):
    assert editor.get(f"/cms/films/{make_film().pk}/captions/fr/").status_code == 404


def test_who_may_not_change_films_writes_no_captions(client):
    film = make_film()
    user = make_publisher()
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    user.groups.clear()
    client.force_login(user)

    assert save(client, film, GOOD).status_code in (302, 403)
    client.force_login(make_member().user)
    assert save(client, film, GOOD).status_code in (302, 403)
    assert captions_of(film) == CAPTIONS


def test_a_film_that_failed_is_prepared_again_at_the_press_of_a_button(editor, tmp_path):
    film = make_film(ready=False)
    film.original.storage.delete(film.original.name)
    with make_clip(tmp_path / "clip.mp4", seconds=1).open("rb") as clip:
        film.original.storage.save(film.original.name, clip)
    Film.objects.update(attempts=3)
    actions.fail_preparing(film=film, refusal=FilmRefused("took-too-long"))

    page = editor.get(f"/cms/snippets/media/film/edit/{film.pk}/").content.decode()
    answer = editor.post(f"/cms/films/{film.pk}/prepare/")

    assert f"/cms/films/{film.pk}/prepare/" in page
    assert answer.status_code == 302
    assert Film.objects.get().state == FilmState.READY


def test_looking_prepares_nothing(editor):
    assert editor.get(f"/cms/films/{make_film().pk}/prepare/").status_code == 405


def test_uploaded_captions_leave_no_old_ones_behind(django_capture_on_commit_callbacks):
    from tests.media.test_film_form import form

    film = make_film()
    with django_capture_on_commit_callbacks(execute=True):
        form(film, zh=GOOD.encode()).save()

    assert captions_of(film) == GOOD
    assert len(stored(film)) == 1
