"""A site that never surprises: home, library and sections as they are made for the park, and pages with plain words."""

from datetime import date
from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import PageViewRestriction

from content import importers
from content.actions import prepare_site
from content.models import Audience, CasePage
from media.models import Film, FilmState, Picture
from tests.builders import NOW

_numbers = count(1)

CASE = {
    "title": "三张购物卡",
    "summary": "把卡夹进材料的人，和把卡放进抽屉的人。",
    "topics": ["送礼收礼"],
    "post": "采购",
    "industry": "装备制造",
    "source": "通报〔2025〕第3号",
    "decided_on": date(2025, 3, 18),
    "happened": ["何某把信封夹在材料里。"],
    "timeline": [{"when": "2024年中秋前", "text": "卡片送出。"}],
    "broken": [{"regulation": "示范法", "article": "第二条", "note": "收受卡片。"}],
    "consequence": ["受到处分。"],
    "lesson": ["合格的材料不需要信封。"],
    "reflect": ["你会怎样回答？"],
}
STORY = {
    "title": "第二杆秤",
    "slug": "scale",
    "summary": "柜台上的两杆秤。",
    "author": "顾晚禾",
    "saying": "心是给自己看的。",
    "body": ["外婆卖了三十四年干货。"],
}
BOUNDARY = {
    "title": "正负清单",
    "slug": "list",
    "intro": "哪些来往可以大大方方？",
    "item": [
        {
            "kind": kind,
            "title": title,
            "text": "说明。",
            "situations": ["送礼", "宴请"],
            "safe": "当天登记退还。",
            "over": "收下不说。",
            "citations": [{"regulation": "示范法", "article": "第二条"}],
        }
        for kind, title in (("prohibited", "不准收礼"), ("required", "不送财物"), ("permitted", "可以走访"))
    ],
}


def make_site():
    return prepare_site(NOW)


def make_case(site=None, *, title="三张购物卡", slug=None, quiz=None, picture=None, **fields):
    site = site or make_site()
    data = {**CASE, "title": title, "slug": slug or f"case-{next(_numbers)}", **fields}
    return importers.save_case(site.sections["cases"], data, NOW, quiz=quiz, picture=picture)


def make_notice(site, *, public, title="放假通知", **fields):
    data = {"title": title, "slug": f"notice-{next(_numbers)}", "public": public, "body": ["请看。"], **fields}
    return importers.save_notice(site.sections["notices"], data, NOW)


def make_film():
    return Film.objects.create(
        title="抽屉里的卡",
        original="films/x/original.mp4",
        state=FilmState.READY,
        mp4="films/x/film.mp4",
        poster="films/x/poster.jpg",
        seconds=75,
        width=1280,
        height=720,
    )


def make_picture():
    file = BytesIO()
    Image.new("RGB", (640, 360), "#14706a").save(file, "PNG")
    return Picture.objects.create(
        title="窗口", alt_text="服务大厅的窗口", file=ContentFile(file.getvalue(), "window.png"), width=640, height=360
    )


def only_for(page, *groups):
    """Hide a page from all who are in none of these groups."""
    restriction = PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(groups)


def show_to(page, *enterprises):
    """Publish a page for named enterprises only."""
    page.audience = Audience.ENTERPRISES
    page.shown_to.set(enterprises)
    page.save_revision().publish()
    return page


def draft_of(site, title="还没写完"):
    """A case that was never published."""
    page = CasePage(title=title, slug=f"draft-{next(_numbers)}", summary="草稿。", source="来源", live=False)
    site.sections["cases"].refresh_from_db()
    return site.sections["cases"].add_child(instance=page)
