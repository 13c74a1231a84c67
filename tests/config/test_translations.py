from config.translations import _in_python, texts_in, untranslated


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
