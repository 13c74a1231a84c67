"""What an editor may upload as a film."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from media.models import Film, FilmState
from media.tasks import prepare_film
from media.wagtail_hooks import FilmViewSet
from tests.builders import make_publisher
from tests.media.builders import CAPTIONS, MP4_HEAD, make_clip, make_film

pytestmark = pytest.mark.django_db


def make_film_editor():
    """A publisher with every right in the CMS: which ones her group has is settled elsewhere."""
    editor = make_publisher()
    editor.is_superuser = True
    editor.save()
    return editor


def form(film=None, *, original=None, zh=None):
    form_class = FilmViewSet.edit_handler.bind_to_model(Film).get_form_class()
    files = {}
    if original is not None:
        files["original"] = SimpleUploadedFile("film.mp4", original)
    if zh is not None:
        files["captions_zh"] = SimpleUploadedFile("zh.vtt", zh)
    return form_class({"title": "莲"}, files, instance=film or Film())


def test_a_film_with_captions_is_taken():
    film = form(original=MP4_HEAD, zh=CAPTIONS.encode()).save()

    assert (film.state, film.original.read()) == (FilmState.UPLOADED, MP4_HEAD)
    assert film.captions_zh.read().decode() == CAPTIONS


@pytest.mark.parametrize("content", [b"", b"#EXTM3U\nhttp://127.0.0.1/", b"<html>", b"\x89PNG\r\n\x1a\n" + b"0" * 80])
def test_a_file_that_is_no_mp4_is_refused_whatever_its_name(content):
    asked = form(original=content)

    assert list(asked.errors) == ["original"]
    assert Film.objects.count() == 0


@pytest.mark.parametrize(
    "captions", [b"1\n00:00:01,000 --> 00:00:02,000\nx", "WEBVTT\n\n莲".encode("gbk"), b"WEBVTT\n"]
)
def test_captions_that_no_player_can_read_are_refused(captions):
    assert list(form(original=MP4_HEAD, zh=captions).errors) == ["captions_zh"]


def test_captions_of_a_longer_film_are_refused_once_the_length_is_known():
    late = "WEBVTT\n\n00:09:00.000 --> 00:09:01.000\n莲\n"

    asked = form(make_film(), zh=late.encode())

    assert list(asked.errors) == ["captions_zh"]


def test_new_captions_do_not_send_a_ready_film_back_to_the_queue():
    film = form(make_film(captions=False), zh=CAPTIONS.encode()).save()

    assert film.is_ready


def test_a_new_original_does_and_the_old_film_is_not_shown_for_it():
    film = make_film()
    assert film.is_playable

    film = form(film, original=MP4_HEAD).save()

    film.refresh_from_db()
    assert (film.state, film.is_playable) == (FilmState.UPLOADED, False)


def test_what_was_made_of_the_old_original_goes_once_the_new_one_is_ready(tmp_path, django_capture_on_commit_callbacks):
    film = make_film()
    folder = Path(film.original.path).parent
    clip = make_clip(tmp_path / "clip.mp4", seconds=1).read_bytes()

    with django_capture_on_commit_callbacks(execute=True):
        film = form(film, original=clip).save()
        prepare_film.call(film.pk)

    film.refresh_from_db()
    assert film.is_playable
    assert not (folder / "made" / "film.mp4").exists()


def test_an_editor_uploads_a_film_and_it_is_prepared(client, tmp_path, django_capture_on_commit_callbacks):
    client.force_login(make_film_editor())
    clip = SimpleUploadedFile("clip.mp4", make_clip(tmp_path / "clip.mp4", seconds=1).read_bytes())

    with django_capture_on_commit_callbacks(execute=True):
        added = client.post("/cms/snippets/media/film/add/", {"title": "莲", "original": clip})

    film = Film.objects.get()
    page = client.get(f"/cms/snippets/media/film/edit/{film.pk}/")
    assert (added.status_code, film.state, page.status_code) == (302, FilmState.READY, 200)
    assert str(film.get_state_display()) in page.content.decode()


def test_a_new_film_may_bring_its_captions_along(client):
    client.force_login(make_film_editor())
    files = {"original": MP4_HEAD, "captions_zh": CAPTIONS.encode(), "captions_en": CAPTIONS.encode()}
    sent = {name: SimpleUploadedFile(f"{name}.{'mp4' if name == 'original' else 'vtt'}", files[name]) for name in files}

    added = client.post("/cms/snippets/media/film/add/", {"title": "莲", **sent})

    film = Film.objects.get()
    assert added.status_code == 302
    assert [file.read().decode() for file in (film.captions_zh, film.captions_en)] == [CAPTIONS] * 2


def test_what_an_editor_uploads_in_vain_is_told_and_not_kept(client):
    client.force_login(make_film_editor())

    page = client.post(
        "/cms/snippets/media/film/add/", {"title": "莲", "original": SimpleUploadedFile("film.mp4", b"<html>")}
    )

    assert page.status_code == 200
    assert Film.objects.count() == 0


def test_the_list_of_films_says_how_far_each_is(client):
    client.force_login(make_film_editor())
    make_film()

    page = client.get("/cms/snippets/media/film/").content.decode()

    assert "1:06" in page
    assert "State in words" not in page


@pytest.mark.parametrize("ordered", ["", "&ordering=title", "&ordering=-uploaded_at"])
@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("film/?q=廉洁", ["廉洁一课", "廉洁二课"]),
        ("film/?q=廉洁&state=ready", ["廉洁一课"]),
        ("choose/media/film/results/?q=廉洁", ["廉洁一课", "廉洁二课"]),
    ],
    ids=["list", "list of a state", "chooser"],
)
def test_films_are_found_by_their_title_and_no_other_nor_what_was_not_taken(client, address, found, ordered):
    client.force_login(make_film_editor())
    for title in ("廉洁一课", "廉洁二课", "廉洁三课", "荷花"):
        make_film(title, ready=title == "廉洁一课")
    Film.objects.filter(title="廉洁三课").update(is_offered=False)

    page = client.get(f"/cms/snippets/{'media/' if address.startswith('film') else ''}{address}{ordered}")

    assert [title for title in ("廉洁一课", "廉洁二课", "廉洁三课", "荷花") if title in page.text] == found
