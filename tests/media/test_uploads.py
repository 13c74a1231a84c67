"""A film that comes in pieces: it goes on from where it stopped, for the one who began it, or it never was."""

from base64 import b64encode
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from media import actions
from media.models import Film, Upload
from media.rules.uploads import LARGEST, UploadRefused, check_beginning, read_length, read_name, read_offset
from media.wagtail_hooks import FilmViewSet
from tests.builders import make_member, make_publisher
from tests.media.builders import MP4_HEAD

pytestmark = pytest.mark.django_db
CONTENT = MP4_HEAD + bytes(range(256)) * 8


@pytest.fixture
def editor(client):
    client.force_login(make_publisher())
    return client


def begin(client, size=None, **headers):
    size = len(CONTENT) if size is None else size
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(size)} | headers
    name = b64encode("短片.mp4".encode()).decode()
    return client.post(reverse("media:upload"), headers={**headers, "Upload-Metadata": f"filename {name}"})


def send(client, address, content, offset=0, **headers):
    return client.patch(
        address,
        content,
        content_type="application/offset+octet-stream",
        headers={"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset)} | headers,
    )


def ask(client, address):
    return client.head(address, headers={"Tus-Resumable": "1.0.0"})


def uploaded(client, content=CONTENT):
    address = begin(client, len(content))["Location"]
    send(client, address, content)
    return address


def test_a_film_comes_in_pieces(editor):
    begun = begin(editor)
    address = begun["Location"]
    first = send(editor, address, CONTENT[:1000])
    asked = ask(editor, address)
    last = send(editor, address, CONTENT[1000:], 1000)

    assert (begun.status_code, first.status_code, last.status_code) == (201, 204, 204)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("1000", str(len(CONTENT)))
    upload = Upload.objects.get()
    assert (upload.is_whole, upload.name, upload.path.read_bytes()) == (True, "短片.mp4", CONTENT)


def test_a_piece_that_does_not_begin_where_the_last_ended_is_not_taken(editor):
    address = begin(editor)["Location"]
    send(editor, address, CONTENT[:1000])

    assert send(editor, address, CONTENT[900:], 900).status_code == 409
    assert send(editor, address, CONTENT[1500:], 1500).status_code == 409
    assert Upload.objects.get().received == 1000


def test_what_came_before_the_network_was_lost_is_kept():
    class Lost(BytesIO):
        def read(self, size=-1):
            chunk = super().read(500)
            if not chunk:
                raise OSError("the network was lost")
            return chunk

    upload = actions.begin_upload(by=make_publisher(), name="", size=len(CONTENT), now=timezone.now())

    with pytest.raises(OSError, match="lost"):
        actions.take_piece(upload=upload, offset=0, source=Lost(CONTENT[:1200]), now=timezone.now())

    upload.refresh_from_db()
    assert upload.received == 1200
    rest = BytesIO(CONTENT[1200:])
    assert actions.take_piece(upload=upload, offset=1200, source=rest, now=timezone.now()) == len(CONTENT)
    assert upload.path.read_bytes() == CONTENT


def test_more_bytes_than_were_announced_are_not_taken(editor):
    address = begin(editor, size=100)["Location"]

    send(editor, address, CONTENT)

    assert Upload.objects.get().path.stat().st_size == 100


def test_only_who_began_an_upload_goes_on_with_it(editor, client):
    address = begin(editor)["Location"]
    other = type(client)()
    other.force_login(make_publisher())

    assert ask(other, address).status_code == 404
    assert send(other, address, CONTENT).status_code == 404
    assert other.delete(address, headers={"Tus-Resumable": "1.0.0"}).status_code == 404
    assert Upload.objects.get().received == 0
    assert send(editor, address, CONTENT).status_code == 204


def test_a_member_uploads_no_film(client):
    client.force_login(make_member().user)

    assert begin(client).status_code in (403, 404)
    assert Upload.objects.count() == 0


@pytest.mark.parametrize("content", [b"<html>" * 400, b"PK\x03\x04" * 600, b"\x89PNG\r\n\x1a\n" + b"0" * 3000])
def test_what_is_no_film_is_refused_after_its_first_piece_and_nothing_is_kept(editor, content):
    address = begin(editor, size=2 * 1024**3)["Location"]

    answer = send(editor, address, content)

    assert answer.status_code == 415
    assert "MP4" in answer.content.decode()
    assert Upload.objects.count() == 0
    assert ask(editor, address).status_code == 404


def test_a_small_file_that_is_no_film_is_refused_too(editor, settings):
    address = begin(editor, size=6)["Location"]

    assert send(editor, address, b"<html>").status_code == 415
    assert list(settings.UPLOAD_ROOT.iterdir()) == []


@pytest.mark.parametrize(("size", "status"), [("0", 400), ("", 400), ("x", 400), (str(LARGEST + 1), 413)])
def test_what_cannot_be_a_film_of_ours_does_not_even_begin(editor, size, status):
    assert begin(editor, size=size).status_code == status
    assert Upload.objects.count() == 0


def test_nobody_leaves_more_than_five_uploads_lying_about(editor):
    statuses = [begin(editor).status_code for _ in range(6)]

    assert statuses == [201] * 5 + [429]


def test_what_was_begun_is_told_by_name_on_any_computer_so_that_it_can_be_given_up(editor, client):
    send(editor, begin(editor)["Location"], CONTENT[: len(CONTENT) // 2])
    other = type(client)()
    other.force_login(make_publisher())
    begin(other)

    (told,) = editor.get(reverse("media:upload")).json()["uploads"]

    assert (told["name"], told["percent"], told["size"]) == ("短片.mp4", 50, len(CONTENT))
    assert editor.delete(told["address"], headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert editor.get(reverse("media:upload")).json() == {"uploads": []}
    assert Upload.objects.count() == 1


def test_one_upload_or_three_cost_the_same_to_list(editor, django_assert_num_queries):
    for count in (1, 2):
        for _ in range(count):
            begin(editor)
        with django_assert_num_queries(4):
            told = editor.get(reverse("media:upload")).json()["uploads"]

    assert len(told) == 3


def test_a_member_is_told_of_no_uploads(client):
    client.force_login(make_member().user)

    assert client.get(reverse("media:upload")).status_code in (403, 404)


def test_a_disk_without_room_says_so_before_anything_is_sent():
    check_beginning(size=100, unfinished=0, free=200)

    with pytest.raises(UploadRefused, match="no-room"):
        check_beginning(size=100, unfinished=0, free=199)


def test_a_browser_that_speaks_another_tus_is_told_which_is_spoken(editor):
    address = begin(editor)["Location"]

    assert begin(editor, **{"Tus-Resumable": "0.2.2"}).status_code == 412
    assert send(editor, address, CONTENT, **{"Tus-Resumable": "0.2.2"})["Tus-Version"] == "1.0.0"
    told = editor.options(reverse("media:upload"))
    assert (told["Tus-Extension"], told["Tus-Max-Size"]) == ("creation,termination", str(LARGEST))


def test_an_upload_that_is_given_up_leaves_nothing(editor, settings):
    address = begin(editor)["Location"]
    send(editor, address, CONTENT[:1000])

    assert editor.delete(address, headers={"Tus-Resumable": "1.0.0"}).status_code == 204
    assert (Upload.objects.count(), list(settings.UPLOAD_ROOT.iterdir())) == (0, [])


def test_what_nobody_goes_on_with_is_cleared_away_in_time(editor, settings):
    begin(editor)
    (settings.UPLOAD_ROOT / "orphan").write_bytes(b"x")
    now = timezone.now()

    assert actions.drop_stale_uploads(before=now - timedelta(days=3)) == 0
    assert len(list(settings.UPLOAD_ROOT.iterdir())) == 2

    assert actions.drop_stale_uploads(before=now + timedelta(seconds=5)) == 1
    assert list(settings.UPLOAD_ROOT.iterdir()) == []


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (None, ""),
        ("filename", ""),
        ("filename ***", ""),
        ("filetype dmlkZW8=,filename Y2xpcC5tcDQ=", "clip.mp4"),
    ],
)
def test_a_name_is_read_where_there_is_one(header, name):
    assert read_name(header) == name


@pytest.mark.parametrize("header", [None, "", "-1", "1.5", "²", "9" * 16])
def test_a_number_of_bytes_is_a_number(header):
    assert read_offset(header) is None
    with pytest.raises(UploadRefused):
        read_length(header)


# -- In the form -------------------------------------------------------------------------------------------------------


def form(user, **data):
    form_class = FilmViewSet.edit_handler.bind_to_model(Film).get_form_class()
    return form_class({"title": "莲", **data}, {}, instance=Film(), for_user=user)


def test_a_film_that_came_in_pieces_is_saved_with_the_form(editor, settings, django_capture_on_commit_callbacks):
    uploaded(editor)
    upload = Upload.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        film = form(upload.owner, upload=str(upload.public_id)).save()

    assert film.original.read() == CONTENT
    assert film.original.name.endswith("/original.mp4")
    assert (Upload.objects.count(), list(settings.UPLOAD_ROOT.iterdir())) == (0, [])


def test_a_film_that_is_not_all_there_is_not_saved(editor):
    address = begin(editor)["Location"]
    send(editor, address, CONTENT[:1000])
    upload = Upload.objects.get()

    asked = form(upload.owner, upload=str(upload.public_id))

    assert list(asked.errors) == ["original"]
    assert Upload.objects.get() == upload


def test_nobody_saves_what_somebody_else_uploaded(editor):
    uploaded(editor)
    upload = Upload.objects.get()

    assert list(form(make_publisher(), upload=str(upload.public_id)).errors) == ["original"]


@pytest.mark.parametrize("upload", ["x", "00000000-0000-0000-0000-000000000000"])
def test_an_upload_that_never_was_is_told_at_the_file(upload):
    assert list(form(make_publisher(), upload=upload).errors) == ["original"]


def test_a_film_that_has_come_need_not_come_again_when_something_else_is_to_be_mended(editor):
    uploaded(editor)
    upload = Upload.objects.get()

    asked = form(upload.owner, title="", upload=str(upload.public_id))

    assert list(asked.errors) == ["title"]
    assert str(upload.public_id) in str(asked["original"])
