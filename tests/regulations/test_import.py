import json
import zipfile
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation
from docx import Document
from docx.oxml import OxmlElement

from journal.models import Entry
from regulations import importers
from regulations.models import Article, Regulation, Version
from tests.builders import NOW
from tests.regulations.builders import REAL_LAWS, law_text, needs_real_laws


def write_word(path, lines, *, tracked=False):
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if tracked:
        document.element.body.append(OxmlElement("w:ins"))
    document.save(path)
    return path


def run(*arguments):
    """The exit status and what the command said."""
    out = StringIO()
    try:
        call_command("import_regulations", *map(str, arguments), stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def refusal_of(path):
    with translation.override("en"), pytest.raises(importers.ImportRefused) as refusal:
        importers.read_outline(path)
    return str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_of_any_office_encoding_is_read(tmp_path, encoding):
    path = tmp_path / "law.txt"
    path.write_bytes(law_text().encode(encoding))

    assert importers.read_outline(path).title == "中华人民共和国示范法"


def test_the_same_law_from_word_and_markdown_is_the_same_text(tmp_path):
    markdown = tmp_path / "law.md"
    markdown.write_text(law_text())
    word = write_word(tmp_path / "law.docx", law_text().replace("# ", "").split("\n"))

    assert importers.read_outline(word) == importers.read_outline(markdown)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", "　\n<!-- -->".encode(), "empty"),
        ("a.txt", "一篇没有条文的文章。".encode(), "No articles"),
        ("a.md", "某办法\n第一条 甲。".encode(), "No date"),
        ("a.txt", b"%PDF-1.7 ...", "not the text"),
        ("a.md", b"PK\x03\x04....", "not the text"),
        ("a.txt", b"\x00\x01\x02", "not the text"),
        ("a.docx", law_text().encode(), "not the Word file"),
        ("a.docx", b"PK\x03\x04 cut short", "not the Word file"),
        ("a.pdf", b"%PDF-1.7", "Only .md"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, content, words):
    path = tmp_path / name
    path.write_bytes(content)

    assert words in refusal_of(path)


def test_a_missing_file_says_so(tmp_path):
    assert "cannot be read" in refusal_of(tmp_path / "none.md")


def test_a_zip_that_is_no_word_file_says_so(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr("hello.txt", "hello")

    assert "not the Word file" in refusal_of(tmp_path / "a.docx")


def test_a_zip_bomb_is_not_opened(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (importers.LARGEST_UNFOLDED + 1))

    assert "unfolds" in refusal_of(tmp_path / "a.docx")


def test_a_huge_text_is_not_opened(tmp_path):
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(importers.LARGEST_TEXT + 1)

    assert "larger" in refusal_of(tmp_path / "a.txt")


def test_tracked_changes_must_be_settled_first(tmp_path):
    path = write_word(tmp_path / "a.docx", law_text().split("\n"), tracked=True)

    assert "tracked changes" in refusal_of(path)


@pytest.mark.django_db
def test_the_command_answers_with_exactly_these_keys(tmp_path):
    path = tmp_path / "law.md"
    path.write_text(law_text())

    status, said = run(path, "--json")

    file = {
        "path": str(path),
        "regulation": "中华人民共和国示范法",
        "version": "2020-01-01",
        "chapters": 0,
        "articles": 2,
        "errors": [],
    }
    assert (status, json.loads(said)) == (0, {"files": [file], "refused": 0})


@pytest.mark.django_db
def test_one_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.md").write_text("没有条文")
    (tmp_path / "b.md").write_text(law_text())

    status, said = run(tmp_path, "--json")

    answer = json.loads(said)
    assert (status, answer["refused"]) == (1, 1)
    assert [bool(file["errors"]) for file in answer["files"]] == [True, False]
    assert Regulation.objects.get().short_title == "示范法"


@pytest.mark.django_db
def test_a_trial_goes_the_whole_way_and_writes_nothing(tmp_path):
    (tmp_path / "a.md").write_text(law_text())
    (tmp_path / "b.md").write_text(law_text(articles="第一条 同名的另一个文本。"))

    status, said = run(tmp_path, "--dry-run", "--json")

    assert (status, json.loads(said)["refused"]) == (1, 1)
    assert (Regulation.objects.count(), Version.objects.count(), Entry.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_a_sentence_a_file_for_people(tmp_path):
    (tmp_path / "a.md").write_text(law_text())

    with translation.override("en"):
        first, again = run(tmp_path)[1], run(tmp_path)[1]

    assert first.startswith("中华人民共和国示范法, version 2020-01-01: 0 chapters, 2 articles.")
    assert again.endswith("0 imported, 1 here already, 0 refused.\n")


@pytest.mark.django_db
def test_the_sentence_is_chinese_by_default(tmp_path):
    (tmp_path / "a.md").write_text(law_text())

    assert "《中华人民共和国示范法》2020-01-01 版：0 章，2 条。" in run(tmp_path)[1]


@pytest.mark.django_db
def test_a_folder_without_regulations_is_not_a_success(tmp_path):
    assert run(tmp_path)[0] == 1


@needs_real_laws
@pytest.mark.django_db
def test_thirteen_real_files_are_eleven_regulations_and_a_second_run_changes_nothing():
    run(REAL_LAWS, "--json")
    counts = Article.objects.count(), Entry.objects.count()

    status, said = run(REAL_LAWS, "--json")

    assert (status, len(json.loads(said)["files"])) == (0, 13)
    assert (Regulation.objects.count(), Version.objects.count()) == (11, 13)
    assert (Article.objects.count(), Entry.objects.count()) == counts == (931, 13)
    assert [
        r.versions.count() for r in Regulation.objects.filter(short_title__in=["监察法", "保障中小企业款项支付条例"])
    ] == [2, 2]


@needs_real_laws
@pytest.mark.django_db
def test_a_word_copy_of_a_real_law_is_the_version_that_is_here(tmp_path):
    source = next(REAL_LAWS.glob("监察法(2024*"))
    importers.import_file(source, by=None, now=NOW)
    word = write_word(tmp_path / "监察法.docx", source.read_text().replace("<!-- INFO END -->", "").split("\n"))

    report = importers.import_file(word, by=None, now=NOW)

    assert (report.created, report.articles, report.version) == (False, 78, "2024-12-25")
