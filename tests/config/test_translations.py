import re
from pathlib import Path

import polib
from config import translations
from config.translations import (
    _in_python,
    catalogue,
    texts_in,
    texts_of,
    untranslated,
    untranslated_of_packages,
)
from django.conf import settings
from django.utils.translation import gettext, override


def test_every_text_of_ours_is_translated():
    assert untranslated() == []


def test_texts_are_found_in_python():
    source = 'from x import gettext_lazy as _\nlabel = _("One")\nngettext("%d day", "%d days", 2)\nprint("no")'

    assert list(_in_python(source)) == ["One", "%d day"]


def test_texts_are_found_in_templates(tmp_path):
    (tmp_path / "templates").mkdir()
    one = """{% load i18n %}{% translate "A 'b'" %}"""
    many = "{% blocktranslate count n=2 %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    (tmp_path / "templates" / "page.html").write_text(one + many, "utf-8")

    assert sorted(texts_in(tmp_path)) == ["%(n)s day", "A 'b'"]


def test_a_text_that_no_catalogue_has_is_named(monkeypatch, tmp_path, settings):
    room = tmp_path / "room"
    (room / "locale" / "zh_Hans" / "LC_MESSAGES").mkdir(parents=True)
    (room / "views.py").write_text('label = _("Nobody translated this")', "utf-8")
    settings.BASE_DIR = tmp_path

    assert [msgid for _, msgid in untranslated()] == ["Nobody translated this"]


def test_every_text_of_the_packages_we_stand_on_is_in_chinese():
    assert untranslated_of_packages() == []


def test_a_text_that_a_package_adds_is_named(monkeypatch, tmp_path):
    catalogue = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    one, many = 'msgid "Publish"\nmsgstr ""\n', 'msgid "One lotus"\nmsgid_plural "Many lotus"\nmsgstr[0] ""\n'
    catalogue.write_text(f'{one}\nmsgctxt "a flower"\n{one}\n{many}', "utf-8")
    monkeypatch.setattr(translations, "packages", lambda: {"lotus": tmp_path})

    assert untranslated_of_packages() == [("lotus", "Publish"), ("lotus", "One lotus")]


def test_a_package_without_an_english_catalogue_is_known_by_its_others(tmp_path):
    for language, msgid in (("de", "Lotus"), ("fr", "Pond")):
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / language / "LC_MESSAGES" / "django.po").write_text(f'msgid "{msgid}"\nmsgstr "x"\n', "utf-8")

    assert sorted(texts_of(tmp_path)) == [(None, "Lotus"), (None, "Pond")]


def test_our_words_win_over_those_of_a_package():
    with override("zh-hans"):
        assert (gettext("Comments"), gettext("Unpublish")) == ("批注", "取消发布")


def test_what_we_say_in_the_place_of_a_package_keeps_its_placeholders():
    for domain in ("django", "djangojs"):
        entries = polib.pofile(str(catalogue(Path(settings.BASE_DIR) / "site" / "config").with_stem(domain)))
        assert [entry.msgid for entry in entries if not placeholders_are_kept(entry)] == []


def placeholders_are_kept(entry):
    """What stands in the Chinese stands in the English; links and emphasis open and close as they did."""
    english, chinese = entry.msgid + entry.msgid_plural, entry.msgstr or entry.msgstr_plural[0]
    marks = re.compile(r"%\(\w+\)[sd]|%[sdr]|\{\w+\}|</?\w+")
    said = set(marks.findall(chinese))
    return said <= set(marks.findall(english)) and not (set(marks.findall(entry.msgid_plural or english)) - said - ODD)


# A sum that Wagtail names in the plural only; Chinese has no other.
ODD = {"%(descendant_count)s"}
