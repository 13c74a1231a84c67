"""Pictures are what they say they are, and carry nothing but pixels."""

from io import BytesIO

import pytest
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from media.forms import PictureForm, redrawn
from media.models import Picture
from tests.builders import make_publisher
from tests.media.builders import make_picture, make_upload, picture_bytes, scan_bytes


def photo_with_place():
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"
    return picture_bytes("jpeg", exif=exif)


def test_a_photo_keeps_its_pixels_and_loses_where_it_was_taken():
    content = photo_with_place()
    assert dict(Image.open(BytesIO(content)).getexif())

    clean = Image.open(redrawn(make_upload("photo.jpg", content)))

    assert clean.size == (64, 48)
    assert dict(clean.getexif()) == {}


def test_a_photo_taken_sideways_is_stood_up():
    exif = Image.Exif()
    exif[0x0112] = 6

    clean = Image.open(redrawn(make_upload("photo.jpg", picture_bytes("jpeg", exif=exif))))

    assert clean.size == (48, 64)


def test_what_hangs_on_the_end_of_a_picture_stays_behind():
    polyglot = picture_bytes() + b"<script>alert(1)</script>"

    assert b"<script>" not in redrawn(make_upload("photo.png", polyglot)).read()


def test_a_picture_larger_than_any_page_shows_is_made_smaller():
    clean = Image.open(redrawn(make_upload("photo.jpg", picture_bytes("jpeg", size=(6000, 4000)))))

    assert clean.width * clean.height <= 12_000_000
    assert clean.width / clean.height == pytest.approx(1.5, abs=0.01)


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_what_is_seen_through_stays_so(kind):
    out = BytesIO()
    Image.new("RGBA", (8, 8), (31, 122, 116, 0)).save(out, kind)

    clean = Image.open(redrawn(make_upload(f"seal.{kind}", out.getvalue())))

    assert clean.convert("RGBA").getpixel((4, 4))[3] == 0


def test_a_scan_in_finer_greys_keeps_its_greys_and_is_kept_as_pages_can_show_it():
    content = scan_bytes()
    assert Image.open(BytesIO(content)).mode == "I;16"

    clean = Image.open(redrawn(make_upload("scan.png", content)))

    assert clean.mode == "L"
    assert [clean.getpixel((column, 0)) for column in (0, 20, 40)] == [0, 128, 255]


def test_a_scan_that_is_turned_and_too_large_is_drawn_as_well():
    exif = Image.Exif()
    exif[0x0112] = 6

    clean = Image.open(redrawn(make_upload("scan.png", scan_bytes((5000, 4000), exif=exif))))

    assert (clean.mode, clean.width < clean.height, clean.width * clean.height <= 12_000_000) == ("L", True, True)


def test_a_scan_that_is_seen_through_is_drawn_as_well():
    clean = Image.open(redrawn(make_upload("scan.png", scan_bytes(transparency=65535))))

    assert (clean.mode, "transparency" in clean.info) == ("L", False)


BAD = {
    "logo.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "page.png": b"<!doctype html><script>alert(1)</script>",
    "cut.png": picture_bytes(size=(400, 400))[:400],
    "head.png": picture_bytes()[:20],
    "none.jpg": b"",
    "other.jpg": picture_bytes("gif"),
    "text.webp": b"RIFF\x00\x00\x00\x00WEBPVP8 nothing",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.django_db
def test_what_is_no_picture_is_refused_with_a_word_and_leaves_nothing(name, settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
    data = {"title": "莲", "alt_text": "莲花", "tags": "", "collection": 1}

    form = get_image_form(get_image_model())(data, {"file": make_upload(name, BAD[name])})

    assert isinstance(form, PictureForm)
    assert list(form.errors) == ["file"]
    assert Picture.objects.count() == 0


@pytest.mark.django_db
def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
    out = BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "png")
    data = {"title": "莲", "alt_text": "莲花", "tags": "", "collection": 1}

    form = get_image_form(get_image_model())(data, {"file": make_upload("bomb.png", out.getvalue())})

    assert list(form.errors) == ["file"]
    assert "pixels" in str(form.errors) or "像素" in str(form.errors)


@pytest.mark.django_db
def test_a_picture_that_is_one_is_kept_with_its_words(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
    data = {"title": "莲", "alt_text": "莲花", "tags": "", "collection": 1}

    form = get_image_form(get_image_model())(data, {"file": make_upload("lotus.png")})
    assert form.errors == {}
    picture = form.save()

    assert (picture.width, picture.height, picture.default_alt_text) == (64, 48, "莲花")


@pytest.mark.django_db
def test_a_picture_without_words_for_it_is_refused(settings):
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"

    form = get_image_form(get_image_model())({"title": "莲", "tags": "", "collection": 1}, {"file": make_upload()})

    assert list(form.errors) == ["alt_text"]


@pytest.mark.django_db
def test_pictures_are_served_at_their_sizes_and_originals_are_not(client):
    picture = make_picture()
    client.force_login(make_publisher())
    rendition = picture.get_rendition("width-32|format-webp")

    shown = client.get(rendition.url)

    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert Image.open(BytesIO(b"".join(shown.streaming_content))).size == (32, 24)
    assert client.get(picture.file.url).status_code in (302, 404)
    assert client.get("/media/pictures/" + picture.file.name.split("/")[-1]).status_code == 404


@pytest.mark.parametrize(
    "name", ["..", "../films/x.mp4", "%2e%2e/original_images/lotus.png", "missing.webp", ".hidden.png", "x.svg"]
)
@pytest.mark.django_db
def test_the_address_of_pictures_leads_nowhere_else(client, name):
    make_picture()
    client.force_login(make_publisher())

    assert client.get(f"/media/pictures/{name}").status_code in (302, 404)
