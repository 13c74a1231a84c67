"""Whoever could open the page gets the film's bytes; nobody else does."""

from datetime import timedelta
from urllib.parse import urljoin

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from media import queries
from media.models import Film
from tests.builders import make_member
from tests.media.builders import BYTES, CAPTIONS, make_film

pytestmark = pytest.mark.django_db


@pytest.fixture
def watching(client):
    """A member's client, and the addresses that a page would give her for a film."""
    client.force_login(make_member().user)
    return client, addresses_for(client, make_film())


def addresses_for(client, film, now=None):
    request = RequestFactory().get("/")
    request.session = client.session
    request.user = type("Viewer", (), {"pk": client.session.get("_auth_user_id")})()
    return queries.film_addresses(film, viewer=queries.viewer_of(request), now=now or timezone.now())


def body(response):
    return b"".join(response.streaming_content)


def test_a_member_gets_the_whole_film(watching):
    client, addresses = watching

    response = client.get(addresses.film)

    assert (response.status_code, body(response)) == (200, BYTES)
    assert response["Content-Type"] == "video/mp4"
    assert response["Accept-Ranges"] == "bytes"
    assert response["Cache-Control"].startswith("private")


def test_a_player_gets_the_bytes_it_asks_for(watching):
    client, addresses = watching

    response = client.get(addresses.film, headers={"Range": "bytes=10-19"})

    assert (response.status_code, body(response)) == (206, BYTES[10:20])
    assert response["Content-Range"] == "bytes 10-19/1024"
    assert response["Content-Length"] == "10"


def test_bytes_of_a_film_are_never_packed_on_the_way(watching):
    client, addresses = watching

    response = client.get(addresses.film, headers={"Range": "bytes=0-799", "Accept-Encoding": "gzip"})

    assert body(response) == BYTES[:800]


def test_a_range_beyond_the_end_is_answered_with_the_size(watching):
    client, addresses = watching

    response = client.get(addresses.film, headers={"Range": "bytes=5000-"})

    assert (response.status_code, response["Content-Range"]) == (416, "bytes */1024")


def test_a_range_of_an_older_file_is_answered_with_the_whole_new_one(watching):
    client, addresses = watching
    current = client.get(addresses.film)["ETag"]

    same = client.get(addresses.film, headers={"Range": "bytes=0-9", "If-Range": current})
    other = client.get(addresses.film, headers={"Range": "bytes=0-9", "If-Range": '"older"'})

    assert (same.status_code, other.status_code) == (206, 200)


def test_captions_are_text_of_their_kind(watching):
    client, addresses = watching

    response = client.get(addresses.captions_zh)

    assert body(response).decode() == CAPTIONS
    assert response["Content-Type"] == "text/vtt; charset=utf-8"


def test_a_film_without_english_captions_has_no_address_for_them(watching):
    client, addresses = watching

    assert addresses.captions_en == ""
    assert client.get(addresses.captions_zh.replace("zh.vtt", "en.vtt")).status_code == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("main.m3u8", "application/vnd.apple.mpegurl"),
        ("720.m3u8", "application/vnd.apple.mpegurl"),
        ("720.m4s", "video/mp4"),
        ("scrubber.jpg", "image/jpeg"),
    ],
)
def test_what_a_playlist_names_stands_beside_it_under_the_same_pass(watching, name, kind):
    client, addresses = watching
    beside = urljoin(addresses.main, name)

    response = client.get(beside, headers={"Range": "bytes=10-19"})

    assert (response.status_code, body(response)) == (206, BYTES[10:20])
    assert response["Content-Type"] == kind
    assert type(client)().get(beside).status_code == 403


def test_a_film_prepared_before_there_were_sizes_has_no_playlists(watching):
    client, addresses = watching
    Film.objects.update(rungs=[], sheet={})

    assert client.get(addresses.main).status_code == 404
    assert addresses_for(client, Film.objects.get()).main == ""
    assert client.get(addresses.film).status_code == 200


def test_a_piece_of_a_film_costs_three_queries(watching, django_assert_num_queries):
    client, addresses = watching
    piece = urljoin(addresses.main, "720.m4s")
    client.get(piece)

    # The session, who she is, the film.
    with django_assert_num_queries(3):
        client.get(piece, headers={"Range": "bytes=0-9"})


def test_who_asks_for_the_head_gets_no_bytes(watching):
    client, addresses = watching

    response = client.head(addresses.film)

    assert (response["Content-Length"], body(response)) == ("1024", b"")


def test_a_file_that_went_missing_is_missing(watching):
    client, addresses = watching
    film = Film.objects.get()
    film.mp4.storage.delete(film.mp4.name)

    assert client.get(addresses.film).status_code == 404


def test_a_film_kept_where_there_are_no_paths_is_sent_by_the_application(client, settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.media.builders.Elsewhere"}}
    settings.MEDIA_ACCEL_PREFIX = "/internal/"
    client.force_login(make_member().user)
    addresses = addresses_for(client, make_film())

    response = client.get(addresses.film, headers={"Range": "bytes=10-19"})

    assert (response.status_code, body(response)) == (206, BYTES[10:20])


@pytest.mark.parametrize("name", ["original.mp4", "..", "film.mp4.bak"])
def test_the_original_and_anything_else_has_no_address(watching, name):
    client, addresses = watching

    assert client.get(addresses.film.replace("film.mp4", name)).status_code == 404


def test_somebody_else_cannot_use_her_address(watching):
    client, addresses = watching
    other = type(client)()
    other.force_login(make_member().user)

    assert client.get(addresses.film).status_code == 200
    assert other.get(addresses.film).status_code == 403


def test_a_visitor_cannot_use_a_members_address(watching):
    client, addresses = watching

    assert type(client)().get(addresses.film).status_code == 403


def test_her_address_ends_with_her_session(watching):
    client, addresses = watching
    user_id = client.session["_auth_user_id"]
    client.logout()

    client.force_login(User.objects.get(pk=user_id))

    assert client.get(addresses.film).status_code == 403


def test_an_address_is_for_one_film_only(watching):
    client, addresses = watching
    film = make_film("一张购物卡")
    token = addresses.film.split("/")[-2]

    assert client.get(f"/media/film/{film.public_id}/{token}/film.mp4").status_code == 403


def test_an_address_ends(watching):
    client, _ = watching
    addresses = addresses_for(client, make_film())

    with time_machine.travel(timezone.now() + timedelta(minutes=30)):
        # The session itself is good for hours.
        assert client.get(addresses.film).status_code == 403


def test_a_visitor_may_see_a_film_on_a_page_for_visitors(client):
    addresses = addresses_for(client, make_film())

    assert body(client.get(addresses.film)) == BYTES


def test_nginx_is_told_the_file_and_nothing_is_read_here(watching, settings):
    client, addresses = watching
    settings.MEDIA_ACCEL_PREFIX = "/internal/"

    response = client.get(addresses.film)

    assert response["X-Accel-Redirect"].startswith("/internal/films/")
    assert (response["Content-Type"], response.content) == ("video/mp4", b"")


def test_the_check_comes_before_nginx(watching, settings):
    client, addresses = watching
    settings.MEDIA_ACCEL_PREFIX = "/internal/"

    response = type(client)().get(addresses.film)

    assert response.status_code == 403
    assert "X-Accel-Redirect" not in response
