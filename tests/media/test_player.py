"""What a page shows where a film or a picture belongs."""

import json
import re
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from media.models import Film, FilmState, Picture
from media.rules.pictures import ahead
from media.tasks import prepare_picture
from tests.media.builders import make_film, make_picture
from tests.media.test_film_form import make_film_editor

pytestmark = pytest.mark.django_db


def show(source, **values):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    request.session = type("Session", (), {"session_key": None})()
    return Template("{% load media %}" + source).render(Context({"request": request, **values}))


def test_the_player_waits_for_a_press_and_goes_on_from_where_she_was():
    film = make_film()

    html = show("{% film_player film resume=41.6 %}", film=film)

    video = re.search(r"<video[^>]*>", html).group()
    assert 'preload="none"' in video
    assert "playsinline" in video
    assert 'data-resume="41"' in video
    assert f'data-film="{film.public_id}"' in video
    assert "data-study-video" in video


@pytest.mark.parametrize(("seconds", "words"), [(67.583333, "1:07"), (67.96, "1:07"), (4503.2, "1:15:03")])
def test_the_poster_and_the_bar_say_the_same_length(seconds, words):
    film = make_film()
    film.seconds = seconds

    html = show("{% film_player film %}", film=film)

    assert re.findall(r"(?:·|/) ([\d:]+)</span>", html) == [words, words]
    # What the bar counts in is no shorter and no longer than that.
    assert int(float(re.search(r'data-seconds="([\d.]+)"', html).group(1))) == int(seconds)


def test_the_player_obeys_the_content_policy():
    html = show("{% film_player film %}", film=make_film())

    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", html)


def test_the_player_names_every_size_and_the_one_file_for_browsers_without_playlists():
    html = show("{% film_player film %}", film=make_film())

    assert re.search(r'data-main="[^"]+/main.m3u8"', html)
    assert re.findall(r'data-address="[^"]+/(\d+).m3u8"', html) == ["720", "240"]
    assert re.search(r'<source src="[^"]+/film.mp4" type="video/mp4">', html)
    assert json.loads(unescape(re.search(r'data-sheet-map="([^"]*)"', html).group(1)))["every"] == 2


def test_a_film_of_one_size_offers_no_choice_of_sizes():
    film = make_film()
    film.rungs = film.rungs[:1]

    html = show("{% film_player film %}", film=film)

    assert "data-player-quality" not in html
    assert "data-player-saver" not in html


def test_every_button_of_the_player_has_a_name():
    html = show("{% film_player film %}", film=make_film())

    buttons = re.findall(r"<button[^>]*>(.*?)</button>", html, re.DOTALL)
    named = re.findall(r"<button[^>]*aria-label=\"[^\"]+\"", html)
    said = [button for button in buttons if re.sub(r"<[^>]*>|\s", "", button)]
    assert len(named) + len(said) == len(buttons) == 7


def test_a_recording_is_listened_to():
    film = make_film()
    film.is_sound = True

    with translation.override("en"):
        assert "Listen ·" in show("{% film_player film %}", film=film)


def test_chinese_captions_are_on_by_default():
    html = show("{% film_player film %}", film=make_film())

    (track,) = re.findall(r"<track[^>]*>", html)
    assert 'srclang="zh-Hans"' in track
    assert track.endswith("default>")


def test_an_english_reader_without_english_captions_gets_the_chinese():
    with translation.override("en"):
        html = show("{% film_player film %}", film=make_film())

    assert re.search(r'srclang="zh-Hans"[^>]* default>', html)


def test_a_film_that_is_not_ready_says_so_and_has_no_address():
    html = show("{% film_player film %}", film=make_film(ready=False))

    assert "<video" not in html
    assert "/media/film/" not in html
    assert 'role="status"' in html


def test_a_film_that_failed_does_not_show_the_members_why():
    film = make_film(ready=False)
    Film.objects.update(state=FilmState.FAILED, reason="unreadable", detail="moov atom not found")
    film.refresh_from_db()

    html = show("{% film_player film %}", film=film)

    assert "notice--warn" in html
    assert "moov" not in html


AGAIN = [
    {"state": FilmState.UPLOADED},
    {"state": FilmState.PROCESSING, "progress": 40, "run": "second"},
    {"state": FilmState.FAILED, "reason": "disk", "detail": "No space left"},
]


def in_state(film, fields):
    Film.objects.filter(pk=film.pk).update(**fields)
    film.refresh_from_db()
    return film


@pytest.mark.parametrize("fields", AGAIN)
def test_a_film_that_was_ready_is_shown_while_it_is_prepared_again_and_after_that_failed(fields):
    html = show("{% film_player film %}", film=in_state(make_film(), fields))

    assert ("<video" in html, "main.m3u8" in html, "No space left" in html) == (True, True, False)


@pytest.mark.parametrize("fields", AGAIN)
def test_one_that_never_was_is_not(fields):
    html = show("{% film_player film %}", film=in_state(make_film(ready=False), fields))

    assert ("<video" in html, 'class="notice' in html) == (False, True)


@pytest.mark.parametrize("fields", AGAIN)
@pytest.mark.parametrize("address", ["/cms/snippets/media/film/edit/{}/", "/cms/films/{}/captions/zh/"])
def test_an_editor_sees_the_film_of_before(client, address, fields):
    client.force_login(make_film_editor())
    film = in_state(make_film(), fields)

    html = client.get(address.format(film.pk)).text

    assert "/film.mp4" in html


def test_and_reads_how_the_latest_run_ended(client):
    client.force_login(make_film_editor())
    film = in_state(make_film(), AGAIN[2])

    html = client.get(f"/cms/snippets/media/film/edit/{film.pk}/").text

    assert "No space left" in html
    assert "页面上仍播放原先处理好的版本" in html


def test_a_picture_comes_in_the_size_the_screen_needs_with_its_words():
    html = show("{% picture image %}", image=make_picture(size=(2000, 1000)))

    assert re.findall(r" (\d+)w", html) == ["480", "960", "1440"]
    assert 'alt="一朵莲花"' in html
    assert 'width="960" height="480"' in html
    assert 'loading="lazy"' in html


def test_the_smallest_format_is_offered_first_once_the_worker_has_made_it():
    image = make_picture(size=(1000, 500))
    before = show("{% picture image %}", image=image)

    prepare_picture.call(image.pk)

    after = show("{% picture image %}", image=image)
    assert re.findall(r'type="image/(\w+)"', before) == ["webp"]
    assert re.findall(r'type="image/(\w+)"', after) == ["avif", "webp"]
    avif = re.search(r'avif".*?srcset="(\S+) 480w', after).group(1)
    assert avif.endswith(".avif")


def test_a_page_never_waits_for_the_format_that_is_slow_to_make():
    image = make_picture(size=(1000, 500))

    show("{% picture image %}{% picture image crop='wide' %}", image=image)

    assert not image.renditions.filter(filter_spec__endswith="avif").exists()


def test_a_picture_is_cut_around_what_matters_in_it():
    left, right = make_picture(size=(1200, 1200)), make_picture(size=(1200, 1200))
    for image, x in ((left, 300), (right, 300)):
        Picture.objects.filter(pk=image.pk).update(
            focal_point_x=600, focal_point_y=x if image is left else 900, focal_point_width=200, focal_point_height=200
        )
        image.refresh_from_db()

    html = show("{% picture left crop='wide' %}{% picture right crop='wide' %}", left=left, right=right)

    assert re.findall(r'width="(\d+)" height="(\d+)"', html) == [("960", "540")] * 2
    keys = set(left.renditions.values_list("focal_point_key", flat=True))
    assert "" not in keys


def test_a_saved_picture_is_made_ready_by_the_worker(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = make_picture()

    made = set(image.renditions.values_list("filter_spec", flat=True))
    assert made == set(ahead())


def test_a_picture_that_is_gone_by_its_turn_is_passed_over():
    prepare_picture.call(4711)


def test_a_small_picture_is_not_made_larger():
    html = show("{% picture image %}", image=make_picture(size=(300, 200)))

    assert re.findall(r" (\d+)w", html) == ["300"]


def test_one_picture_or_three_cost_the_same_where_renditions_are_fetched_ahead(django_assert_num_queries):
    from media.templatetags.media import PICTURE_SPECS

    for _ in range(3):
        show("{% picture image %}", image=make_picture())

    for count in (1, 3):
        with django_assert_num_queries(2):
            for image in Picture.objects.prefetch_renditions(*PICTURE_SPECS)[:count]:
                show("{% picture image %}", image=image)
