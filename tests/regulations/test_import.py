import json
import zipfile
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import translation
from docx import Document
from docx.oxml import OxmlElement, parse_xml

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
        package.writestr("word/document.xml", b"0" * 1_000_000)

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


# Numbers that Word writes by itself

ARTICLES_OF_A_STYLE = """
<w:abstractNum xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
</w:abstractNum>"""
LIST = (
    '<w:num xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:numId="90">'
    '<w:abstractNumId w:val="90"/></w:num>'
)


def write_numbered(path, lines):
    """A Word file whose articles (depth 0) and items (depth 1) have no number of their own; None: a plain paragraph."""
    document = Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(ARTICLES_OF_A_STYLE))
    numbering.append(parse_xml(LIST))
    for words, depth in lines:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        if depth is not None:
            mark = properties.get_or_add_numPr()
            mark.get_or_add_numId().val, mark.get_or_add_ilvl().val = 90, depth
    document.save(path)
    return path


def test_articles_that_word_numbers_by_itself_are_read_with_their_numbers(tmp_path):
    path = write_numbered(
        tmp_path / "law.docx",
        [
            ("示范办法", None),
            ("2020年1月1日 公布", None),
            ("为了示范，制定本办法。", 0),
            ("不得有下列行为：", 0),
            ("送礼；", 1),
            ("宴请。", 1),
            ("违反前款规定的，予以公示。", None),
            ("下列情形除外：", 0),
            ("走访。", 1),
        ],
    )

    articles = importers.read_outline(path).articles

    assert [article.label for article in articles] == ["第一条", "第二条", "第三条"]
    assert [[item.label for p in article.paragraphs for item in p.items] for article in articles] == [
        [],
        ["（一）", "（二）"],
        ["（一）"],
    ]
    assert [len(article.paragraphs) for article in articles] == [1, 2, 1]


# Files that no Word wrote, or that were damaged on the way

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write_with_part(path, name, content):
    """A Word file in which one part has been replaced."""
    source = write_numbered(path.with_name("whole.docx"), [("示范办法", None), ("为了示范。", 0)])
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part in whole.namelist():
            package.writestr(part, content if part == name else whole.read(part))
    return path


@pytest.mark.parametrize(
    "document",
    [
        f"<w:document {W}/>",
        "<html><body><p>示范办法</p></body></html>",
        f'<w:document {W}><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="90"/></w:numPr></w:pPr>'
        "<w:r><w:t>为了示范。</w:t></w:r></w:p></w:body></w:document>",
        "no XML",
    ],
)
def test_a_word_file_with_a_damaged_text_says_so(tmp_path, document):
    path = write_with_part(tmp_path / "a.docx", "word/document.xml", document)

    assert "not the Word file" in refusal_of(path)


@pytest.mark.parametrize(
    ("numbering", "words"),
    [
        ("<html/>", "No articles"),
        (
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="x"/>'
            '<w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum></w:numbering>',
            "not the Word file",
        ),
    ],
)
def test_a_word_file_with_damaged_numbers_says_what_is_wrong(tmp_path, numbering, words):
    path = write_with_part(tmp_path / "a.docx", "word/numbering.xml", numbering)

    assert words in refusal_of(path)


# Text boxes

BOX = "<w:txbxContent><w:p><w:r><w:t>框中的话。</w:t></w:r></w:p></w:txbxContent>"
PARAGRAPH_WITH_A_BOX = f"""
<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
  xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
  <w:r><w:t>第一条 为了示范，</w:t></w:r>
  <w:r><mc:AlternateContent>
    <mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>
    <mc:Fallback><w:t>旧程序看到的话</w:t><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>
  </mc:AlternateContent></w:r>
  <w:r><w:t>制定本办法。</w:t></w:r>
</w:p>"""


def test_what_stands_in_a_text_box_comes_once_after_the_paragraph_it_hangs_on(tmp_path):
    document = Document()
    document.element.body.insert(0, parse_xml(PARAGRAPH_WITH_A_BOX))
    document.add_paragraph("第二条 企业应当公开。")
    document.save(tmp_path / "law.docx")

    lines = importers.read_text(tmp_path / "law.docx").split("\n")

    assert lines == ["第一条 为了示范，制定本办法。", "框中的话。", "第二条 企业应当公开。"]


def test_a_file_is_read_without_characters_that_nobody_sees(tmp_path):
    path = tmp_path / "law.txt"
    path.write_text(law_text(articles="第一条 企业应当\x01廉洁。"), encoding="utf-8")

    assert importers.read_outline(path).articles[0].paragraphs[0].text == "企业应当廉洁。"
