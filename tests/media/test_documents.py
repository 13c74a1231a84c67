"""Documents and pictures at every door of the CMS: what is refused says why in Chinese and leaves nothing behind."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as site_settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordFile
from openpyxl import Workbook
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from wagtail.models import ReferenceIndex, UploadedFile

from content.models import FilmPage
from media.actions import forget_unfinished_uploads
from media.forms import DOCUMENT_FAULTS, AttachmentForm
from media.models import Attachment, Film, Picture
from media.rules.documents import DocumentRefused, check_document
from media.rules.names import shortened
from tests.builders import make_publisher
from tests.content.builders import make_case, make_site
from tests.media.builders import MP4_HEAD, make_film, make_picture, make_upload, picture_bytes, scan_bytes
from tests.media.test_archives import pack


def word():
    file, document = BytesIO(), WordFile()
    document.add_paragraph("承诺书")
    document.save(file)
    return file.getvalue()


def sheet():
    file, book = BytesIO(), Workbook()
    book.active["A1"] = "企业"
    book.save(file)
    return file.getvalue()


def slides():
    return pack({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}).getvalue()


def pdf(change=lambda pdf: None, **options):
    file, made = BytesIO(), pikepdf.new()
    made.add_blank_page()
    change(made)
    made.save(file, **options)
    return file.getvalue()


def runs_script(made):
    made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launches(made):
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe")))
    made.pages[0].Annots = Array([link])


def carries_file(made):
    made.attachments["a.exe"] = b"MZ"


def opens_at_its_page(made):
    made.Root.OpenAction = Array([made.pages[0].obj, Name.Fit])


def speaks_of_scripts(made):
    made.docinfo["/Title"] = "/JavaScript and /Launch, explained"


GOOD = {
    "a.docx": word(),
    "a.xlsx": sheet(),
    "a.pptx": slides(),
    "a.pdf": pdf(),
    "opens.pdf": pdf(opens_at_its_page),
    "speaks.pdf": pdf(speaks_of_scripts),
    "a.txt": "通知".encode(),
    "gb.txt": "通知".encode("gb18030"),
    "wide.txt": "通知".encode("utf-16"),
}
PACKED = pikepdf.ObjectStreamMode.generate
SPELT_OUT = pdf(runs_script, object_stream_mode=pikepdf.ObjectStreamMode.disable)
BAD = {
    "page.html": (b"<p>", "kind"),
    "run.exe": (b"MZ", "kind"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind"),
    "no-ending": (b"x", "kind"),
    "none.pdf": (b"", "empty"),
    "word.pdf": (word(), "not-pdf"),
    "words.pdf": (b"not a pdf", "not-pdf"),
    "head.pdf": (b"%PDF-1.7\n", "not-pdf"),
    "cut.pdf": (pdf()[:-200], "not-pdf"),
    "script.pdf": (pdf(runs_script), "acts"),
    "packed-script.pdf": (pdf(runs_script, object_stream_mode=PACKED), "acts"),
    "spelt-script.pdf": (SPELT_OUT.replace(b"/JavaScript", b"/Jav#61Script").replace(b"/JS", b"/#4aS"), "acts"),
    "launch.pdf": (pdf(launches), "acts"),
    "file.pdf": (pdf(carries_file), "carries"),
    "locked.pdf": (pdf(encryption=pikepdf.Encryption(owner="x", user="y")), "locked"),
    "half-locked.pdf": (pdf(encryption=pikepdf.Encryption(owner="x", user="")), "locked"),
    "pdf.docx": (pdf(), "not-office"),
    "sheet.docx": (sheet(), "not-office"),
    "word.xlsx": (word(), "not-office"),
    "zip.pptx": (pack({"a.txt": b"x"}).getvalue(), "not-office"),
    "cut.docx": (word()[:-100], "not-office"),
    "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-office"),
    "macro.docx": (
        pack({"[Content_Types].xml": b"x", "word/document.xml": b"x", "word/vbaProject.bin": b"x"}).getvalue(),
        "macros",
    ),
    "bomb.xlsx": (pack({"[Content_Types].xml": b"x", "xl/workbook.xml": b"0" * 2_000_000}).getvalue(), "unfolds"),
    "stray.docx": (pack({"[Content_Types].xml": b"x", "word/../../x": b"x"}).getvalue(), "not-office"),
    "bytes.txt": (bytes(range(256)), "not-text"),
    "word.txt": (word(), "not-text"),
    "run.txt": (b"MZ\x90\x00", "not-text"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_document_that_is_what_it_says_is_taken(name):
    file = BytesIO(GOOD[name])

    check_document(file, Path(name).suffix)

    assert file.tell() == 0


@pytest.mark.parametrize("name", BAD)
def test_a_document_that_is_not_is_refused(name):
    content, why = BAD[name]

    with pytest.raises(DocumentRefused) as refusal:
        check_document(BytesIO(content), Path(name).suffix)

    assert refusal.value.code == why


# -- In the CMS -------------------------------------------------------------------------------------------------------


@pytest.fixture
def publisher(client, db):
    make_site()
    client.force_login(make_publisher(), backend="accounts.backends.PhoneBackend")
    return client


def by_itself(client, room, name, content):
    fields = {"title": "文件", "collection": 1, "tags": "", "alt_text": "莲花"}
    return client.post(reverse(f"{room}:add"), {**fields, "file": make_upload(name, content)})


def with_others(client, room, name, content):
    return client.post(reverse(f"{room}:add_multiple"), {"files[]": make_upload(name, content), "collection": 1})


def from_a_page(client, room, name, content):
    chooser = {"wagtaildocs": "wagtaildocs_chooser", "wagtailimages": "wagtailimages_chooser"}[room]
    prefix = {"wagtaildocs": "document-chooser-upload", "wagtailimages": "image-chooser-upload"}[room]
    fields = {f"{prefix}-title": "文件", f"{prefix}-collection": 1, f"{prefix}-alt_text": "莲花"}
    return client.post(reverse(f"{chooser}:create"), {**fields, f"{prefix}-file": make_upload(name, content)})


DOORS = [by_itself, with_others, from_a_page]


def kept_files():
    """Whatever stands in the storage after all."""
    return [path.name for path in Path(site_settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def said(response):
    text = response.content.decode()
    return json.dumps(json.loads(text), ensure_ascii=False) if response["Content-Type"] == "application/json" else text


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["page.html", "none.pdf", "script.pdf", "locked.docx", "bomb.xlsx", "bytes.txt"])
def test_a_bad_document_is_refused_in_chinese_at_every_door_and_leaves_nothing(publisher, door, name):
    content, why = BAD[name]
    words = "空" if why == "empty" else str(DOCUMENT_FAULTS[why])

    response = door(publisher, "wagtaildocs", name, content)

    assert response.status_code == 200
    assert words in said(response)
    assert (Attachment.objects.count(), UploadedFile.objects.count(), kept_files()) == (0, 0, [])


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "gb.txt"])
def test_a_good_document_is_taken_at_every_door(publisher, door, name):
    door(publisher, "wagtaildocs", name, GOOD[name])

    assert Attachment.objects.get().file.read() == GOOD[name]


@pytest.mark.parametrize("door", DOORS)
def test_a_document_that_is_too_large_is_refused(publisher, door, monkeypatch):
    monkeypatch.setattr(AttachmentForm.declared_fields["file"], "max_upload_size", 100)

    response = door(publisher, "wagtaildocs", "a.pdf", GOOD["a.pdf"])

    assert "太大" in said(response)
    assert (Attachment.objects.count(), kept_files()) == (0, [])


LONG = "关于进一步规范园区企业商务接待与礼品登记工作的若干提醒" * 4


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("room", "ending"), [("wagtailimages", ".png"), ("wagtaildocs", ".pdf")])
def test_a_long_name_is_shortened_between_two_characters_and_keeps_its_ending(publisher, door, room, ending):
    content = picture_bytes() if ending == ".png" else GOOD["a.pdf"]

    assert door(publisher, room, LONG + ending, content).status_code in (200, 302)

    assert max(len(name.encode()) for name in kept_files() if name.endswith(ending)) < 255


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("莲.png", "莲.png"),
        ("莲" * 90 + ".png", "莲" * 65 + ".png"),
        ("a" * 300, "a" * 200),
        ("第一。" + "a." + "b" * 300, "第一。a." + "b" * 189),
    ],
)
def test_a_name_is_kept_in_200_bytes(name, kept):
    assert shortened(name) == kept


def bomb():
    out = BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "png")
    return out.getvalue()


PICTURES = {
    "cut.png": picture_bytes(size=(400, 400))[:400],
    "none.png": b"",
    "svg.png": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "logo.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "bomb.png": bomb(),
    "pdf.jpg": pdf(),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", PICTURES)
def test_a_bad_picture_is_refused_in_chinese_at_every_door_and_leaves_nothing(publisher, door, name):
    response = door(publisher, "wagtailimages", name, PICTURES[name])

    assert response.status_code == 200
    assert any(words in said(response) for words in ("图片", "像素", "空"))
    assert (Picture.objects.count(), UploadedFile.objects.count(), kept_files()) == (0, 0, [])


@pytest.mark.parametrize("door", DOORS)
def test_a_scan_in_finer_greys_is_taken_at_every_door_as_pages_can_show_it(publisher, door):
    assert door(publisher, "wagtailimages", "scan.png", scan_bytes()).status_code in (200, 302)

    kept = [*Picture.objects.all(), *UploadedFile.objects.all()]
    assert [Image.open(each.file).mode for each in kept] == ["L"]


def test_a_scan_on_a_case_is_shown_to_readers_and_made_ready_ahead(publisher):
    by_itself(publisher, "wagtailimages", "scan.png", scan_bytes())
    picture = Picture.objects.get()

    page = publisher.get(make_case(picture=picture).url)
    call_command("prepare_pictures", verbosity=0)

    assert page.status_code == 200
    assert "scan" in page.text
    assert picture.renditions.filter(filter_spec__contains="jpeg").exists()


def photo():
    """As a phone takes it: with the place in it."""
    exif = Image.Exif()
    exif[0x010E] = "拍摄地点：某某公司"
    return picture_bytes("jpeg", exif=exif)


def test_one_of_many_pictures_waits_for_its_words_without_the_place_where_it_was_taken(publisher):
    answer = with_others(publisher, "wagtailimages", "photo.jpg", photo()).json()
    waiting = UploadedFile.objects.get()
    with Image.open(waiting.file) as kept:
        assert dict(kept.getexif()) == {}

    prefix = f"uploaded-image-{answer['uploaded_file_id']}"
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    fields = {f"{prefix}-title": "莲", f"{prefix}-alt_text": "", f"{prefix}-tags": "", f"{prefix}-collection": 1}
    refused = publisher.post(address, fields).json()
    taken = publisher.post(address, {**fields, f"{prefix}-alt_text": "一朵莲花"}).json()

    assert (refused["success"], taken["success"]) == (False, True)
    picture = Picture.objects.get()
    assert (picture.alt_text, picture.width, UploadedFile.objects.count()) == ("一朵莲花", 64, 0)
    with Image.open(picture.file) as kept:
        assert dict(kept.getexif()) == {}


def test_the_photo_of_that_story_does_tell_its_place():
    assert dict(Image.open(BytesIO(photo())).getexif()) != {}


def test_what_was_uploaded_and_never_described_is_gone_after_a_day(publisher):
    with_others(publisher, "wagtailimages", "photo.jpg", photo())

    kept = forget_unfinished_uploads(now=timezone.now() + timedelta(hours=23)), len(kept_files())
    forgotten = forget_unfinished_uploads(now=timezone.now() + timedelta(hours=25)), len(kept_files())

    assert (kept, forgotten, UploadedFile.objects.count()) == ((0, 1), (1, 0), 0)


# -- What pages show --------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(publisher):
    """A picture on a page that is out."""
    picture = make_picture()
    ReferenceIndex.create_or_update_for_object(make_case(picture=picture))
    return picture


def exchange(client, picture):
    fields = {"title": "新标题", "alt_text": "莲", "tags": "", "collection": 1}
    return client.post(
        reverse("wagtailimages:edit", args=[picture.pk]), {**fields, "file": make_upload("b.png", picture_bytes())}
    )


def test_a_picture_is_not_exchanged_under_a_page(publisher, shown):
    before = shown.file.name

    exchange(publisher, shown)

    shown.refresh_from_db()
    assert (shown.file.name, shown.title) == (before, "莲")


def test_a_picture_that_no_page_shows_is_exchanged(publisher):
    picture = make_picture()

    exchange(publisher, picture)

    picture.refresh_from_db()
    assert "b" in Path(picture.file.name).stem


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_picture_is_not_deleted_from_under_a_page(publisher, shown, in_bulk):
    delete_picture(publisher, shown, in_bulk)

    assert Picture.objects.filter(pk=shown.pk).exists()


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_picture_that_no_page_shows_is_deleted(publisher, in_bulk):
    picture = make_picture()

    delete_picture(publisher, picture, in_bulk)

    assert not Picture.objects.exists()


def delete_picture(client, picture, in_bulk):
    if in_bulk:
        client.post(f"/cms/bulk/media/picture/delete/?id={picture.pk}&next=/cms/images/")
    else:
        client.post(reverse("wagtailimages:delete", args=[picture.pk]))


def exchange_film(client, film):
    sent = {"title": "新片名", "original": make_upload("b.mp4", MP4_HEAD + b"another film")}
    client.post(reverse("wagtailsnippets_media_film:edit", args=[film.pk]), sent)
    film.refresh_from_db()
    return film.original.read().endswith(b"another film")


def test_a_film_is_not_exchanged_under_a_page(publisher):
    film, shelf = make_film(), make_site().sections["films"]
    page = shelf.add_child(instance=FilmPage(title="莲", slug="lotus", summary="一部片子。", film=film))
    ReferenceIndex.create_or_update_for_object(page)

    assert not exchange_film(publisher, film)


def test_nor_is_one_whose_preparing_anew_failed(publisher):
    film, shelf = make_film(), make_site().sections["films"]
    page = shelf.add_child(instance=FilmPage(title="莲", slug="lotus", summary="一部片子。", film=film))
    ReferenceIndex.create_or_update_for_object(page)
    Film.objects.update(state="failed", reason="disk")

    assert not exchange_film(publisher, Film.objects.get())


def test_a_film_that_no_page_shows_is_exchanged(publisher):
    assert exchange_film(publisher, make_film())
