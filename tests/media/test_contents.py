import pytest

from media.rules.contents import kind_of
from tests.media.builders import MP4_HEAD, picture_bytes


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_picture_is_known_by_its_content(kind):
    assert kind_of(picture_bytes(kind)) == kind


def test_an_mp4_is_known_by_its_content():
    assert kind_of(MP4_HEAD) == "mp4"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype html><script>alert(1)</script>",
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1/secret.ts",
        b"ffconcat version 1.0\nfile /etc/passwd",
        b"GIF89a\x01\x00\x01\x00",
        b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  ",
        b"RIFF\x00\x00\x00\x00AVI LIST",
    ],
)
def test_nothing_else_is_taken_for_a_picture_or_a_film(content):
    assert kind_of(content) is None
