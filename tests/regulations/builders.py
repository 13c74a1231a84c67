"""Regulations that never surprise: written for tests, with the dates and articles a test names."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from regulations.actions import save_regulation
from regulations.rules.numerals import to_numeral
from regulations.rules.parse import parse
from tests.builders import NOW

REAL_LAWS = Path(settings.BASE_DIR).parent / "shared/data/regulations"
needs_real_laws = pytest.mark.skipif(not REAL_LAWS.is_dir(), reason="the folder of real laws is not here")
TODAY = NOW.date()

ARTICLES = """第一条 为了示范，制定本法。

第二条 企业应当廉洁经营。
不得有下列行为：
（一）送礼；
（二）宴请；
（三）安排旅游。
违反前款规定的，予以公示。
"""


def law_text(title="中华人民共和国示范法", articles=ARTICLES, day=date(2020, 1, 1), *, effective=True):
    on = f"{day.year}年{day.month}月{day.day}日"
    told = f"{on} 全国人民代表大会常务委员会通过" + (f" 自{on}起施行" if effective else "")
    return f"# {title}\n\n{told}\n\n{articles}"


def plain_articles(count):
    return "\n\n".join(f"第{to_numeral(number)}条 第{number}件事。\n\n还有一款。" for number in range(1, count + 1))


def make_version(title="中华人民共和国示范法", *, articles=ARTICLES, day=date(2020, 1, 1), aliases=()):
    """A saved version, promulgated and in force from `day`."""
    outline = parse(law_text(title, articles, day))
    return save_regulation(outline=outline, by=None, now=NOW, aliases=aliases).version
