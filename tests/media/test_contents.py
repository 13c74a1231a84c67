import pytest

from media.rules.contents import kind_of
from tests.media.builders import MP4_HEAD, picture_bytes


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_picture_is_known_by_its_content(kind):
    assert kind_of(picture_bytes(kind)) == kind


def test_an_mp4_is_known_by_its_content():
    assert kind_of(MP4_HEAD) == "mp4"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  ", "mov"),
        (b"\x00\x00\x00\x1cftypM4A \x00\x00\x02\x00M4A isomiso2", "m4a"),
        (bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104"), "webm"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x23TSSE", "mp3"),
        (b"\xff\xfb\x90\x64\x00\x0f\xf0\x00", "mp3"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "wav"),
        (b"OggS\x00\x02\x00\x00\x00\x00", "ogg"),
    ],
)
def test_what_phones_record_is_known_by_its_content(head, kind):
    assert kind_of(head) == kind


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
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic",
        bytes.fromhex("1a45dfa3a34286810142f7810142f2810442f38108428288") + b"matroska",
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00",
        b"\xff\xff\xff\xff\xff\xff",
        b"ID3",
        b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml",
        b"%PDF-1.7",
        b"RIFF\x00\x00\x00\x00AVI LIST",
    ],
)
def test_nothing_else_is_taken_for_a_picture_or_a_film(content):
    assert kind_of(content) is None
