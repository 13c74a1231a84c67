import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from media.rules import archives
from media.rules.archives import ArchiveRefused, check_archive


def pack(parts, way=zipfile.ZIP_DEFLATED):
    file = BytesIO()
    with zipfile.ZipFile(file, "w", way) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file


def why_refused(file):
    with pytest.raises(ArchiveRefused) as refusal:
        check_archive(file)
    return refusal.value.code


def test_an_honest_archive_gives_the_names_of_its_parts():
    assert check_archive(pack({"word/document.xml": b"<w:p/>" * 9, "a.txt": b""})) == ["word/document.xml", "a.txt"]


def test_it_can_be_read_again_afterwards():
    file = pack({"a.txt": b"lotus"})

    check_archive(file)

    assert zipfile.ZipFile(file).read("a.txt") == b"lotus"


def test_what_unfolds_to_more_than_a_hundred_times_its_size_is_refused():
    assert why_refused(pack({"a.xml": b"0" * 1_000_000})) == "unfolds"


def test_what_unfolds_to_more_than_a_hundred_megabytes_is_refused(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_UNFOLDED", 1_000)

    assert check_archive(pack({"a.xml": bytes(1_000)}, zipfile.ZIP_STORED)) == ["a.xml"]
    assert why_refused(pack({"a.xml": bytes(1_001)}, zipfile.ZIP_STORED)) == "unfolds"


def test_what_has_more_than_a_thousand_parts_is_refused():
    assert len(check_archive(pack({f"{number}.xml": b"" for number in range(1_000)}))) == 1_000
    assert why_refused(pack({f"{number}.xml": b"" for number in range(1_001)})) == "unfolds"


def test_an_archive_that_lies_about_its_size_is_counted_all_the_same(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_UNFOLDED", 1_000_000)
    content = b"0" * 3_000_000
    honest = pack({"a.xml": content}).getvalue()
    said, lie = struct.pack("<L", len(content)), struct.pack("<L", 10)
    crc, crc_of_lie = struct.pack("<L", zlib.crc32(content)), struct.pack("<L", zlib.crc32(content[:10]))

    lying = honest.replace(said, lie).replace(crc, crc_of_lie)

    assert zipfile.ZipFile(BytesIO(lying)).testzip() is None, "Python believes the lie"
    assert why_refused(BytesIO(lying)) == "unfolds"


@pytest.mark.parametrize("name", ["../a.xml", "word/../../a.xml", "/etc/a.xml", "..\\a.xml", "C:/a.xml"])
def test_what_would_leave_its_folder_is_refused(name):
    assert why_refused(pack({name: b"x"})) == "strays"


def test_dots_inside_a_name_harm_nobody():
    assert check_archive(pack({"word/a..b.xml": b"x"})) == ["word/a..b.xml"]


def test_what_is_locked_by_a_password_is_refused():
    file = bytearray(pack({"a.xml": b"x"}).getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        file[file.index(mark) + place] |= 1

    assert why_refused(BytesIO(bytes(file))) == "locked"


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_ways_of_folding_that_no_office_uses_are_refused(way):
    assert why_refused(pack({"a.xml": b"x" * 99}, way)) == "damaged"


@pytest.mark.parametrize("cut", [0, 4, 30, -30])
def test_what_is_cut_short_is_refused(cut):
    file = pack({"a.xml": bytes(range(256)), "b.xml": bytes(range(256))}).getvalue()

    assert why_refused(BytesIO(file[:cut])) == "damaged"


def test_a_part_that_was_damaged_is_refused():
    file = bytearray(pack({"a.xml": bytes(range(256)) * 9}, zipfile.ZIP_STORED).getvalue())
    file[500] ^= 255

    assert why_refused(BytesIO(bytes(file))) == "damaged"
