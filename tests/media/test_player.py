"""What a page shows where a film or a picture belongs."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from media.models import Film, FilmState
from tests.media.builders import make_film, make_picture

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


def test_the_player_obeys_the_content_policy():
    html = show("{% film_player film %}", film=make_film())

    assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", html)


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


def test_a_picture_comes_in_the_size_the_screen_needs_with_its_words():
    html = show("{% picture image %}", image=make_picture(size=(2000, 1000)))

    assert re.findall(r"(\d+)w", html) == ["480", "960", "1440"]
    assert 'alt="一朵莲花"' in html
    assert 'width="960" height="480"' in html
    assert 'loading="lazy"' in html


def test_a_small_picture_is_not_made_larger():
    html = show("{% picture image %}", image=make_picture(size=(300, 200)))

    assert re.findall(r"(\d+)w", html) == ["300"]


def test_one_picture_or_three_cost_the_same_where_renditions_are_fetched_ahead(django_assert_num_queries):
    from media.models import Picture
    from media.templatetags.media import PICTURE_SPECS

    for _ in range(3):
        show("{% picture image %}", image=make_picture())

    for count in (1, 3):
        with django_assert_num_queries(2):
            for image in Picture.objects.prefetch_renditions(*PICTURE_SPECS)[:count]:
                show("{% picture image %}", image=image)
