"""A regulation comes in through the CMS: read, looked over, corrected, confirmed. A refusal loses nothing."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.oxml import OxmlElement

from journal.models import Entry
from regulations.actions import note_citations
from regulations.models import Alias, Article, Regulation, Version
from regulations.rules.lines import clean_lines, digest
from tests.builders import NOW, make_member, make_publisher, make_user
from tests.regulations.builders import ARTICLES, law_text, make_version

pytestmark = pytest.mark.django_db
READ, CHECK, SAVE = (reverse(f"regulations-cms:{name}") for name in ("import", "import-check", "import-save"))


@pytest.fixture
def editor(client):
    client.force_login(make_publisher())
    return client


def word(lines, *, tracked=None):
    document, file = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    if tracked:
        document.element.body.append(OxmlElement(tracked))
    document.save(file)
    return file.getvalue()


def upload(editor, name, data, **said):
    return editor.post(READ, {"file": SimpleUploadedFile(name, data), **said})


def facts(text=None, **changes):
    """What a person confirms who corrected nothing."""
    text = text or law_text()
    said = {
        "title": "中华人民共和国示范法",
        "short_title": "示范法",
        "issuer": "全国人民代表大会常务委员会",
        "promulgated_on": "2020-01-01",
        "effective_on": "2020-01-01",
        "text": text,
    }
    said |= {"seen": digest(clean_lines(changes.get("text", text))), "seen_title": changes.get("title", said["title"])}
    return said | changes


def journalled():
    return Entry.objects.filter(event__startswith="regulations.")


def nothing_was_kept():
    return (Regulation.objects.count(), Version.objects.count(), Article.objects.count(), journalled().count())


# What is shown before anything is saved


def test_a_pasted_text_is_shown_as_it_was_read(editor):
    page = editor.post(READ, {"text": law_text(articles="第一章 总则\n" + ARTICLES)}).text

    assert "1 章 · 2 条" in page
    assert 'value="中华人民共和国示范法"' in page
    assert 'value="示范法"' in page
    assert 'value="全国人民代表大会常务委员会"' in page
    assert page.count("asread__line--item") == 3
    assert "没有拿不准的地方" in page
    assert nothing_was_kept() == (0, 0, 0, 0)


@pytest.mark.parametrize("name", ["law.md", "law.txt", "law.docx"])
def test_a_file_of_any_kind_is_read(editor, name):
    text = law_text()
    data = word(text.replace("# ", "").split("\n")) if name.endswith("docx") else text.encode("gb18030")

    page = upload(editor, name, data)

    assert (page.status_code, "0 章 · 2 条" in page.text) == (200, True)


def test_what_was_unsure_is_marked_where_it_stands(editor):
    page = editor.post(READ, {"text": law_text(articles="第一条 甲。\n第四条 丁。\n第一条 戊。")}).text

    assert page.count("asread__line--unsure") == 2
    assert "这一条之前似乎缺条文" in page
    assert "像是一条，但序号不连续" in page


def test_a_table_of_contents_is_shown_as_passed_over(editor):
    text = law_text(articles="目录\n第一章 总则\n第一章 总则\n第一条 甲。")

    assert editor.post(READ, {"text": text}).text.count("asread__line--contents") == 2


def test_what_it_would_change_is_shown(editor):
    make_version()
    text = law_text(articles=ARTICLES.replace("宴请", "超标准宴请") + "第三条 丙。", day=date(2026, 1, 1))

    page = editor.post(READ, {"text": text}).text

    assert "修改 1 条，新增 1 条，删去 0 条，1 条未变" in page
    assert "超标准" in page


def test_names_that_an_editor_gave_are_there_again(editor):
    make_version(aliases=["示范"])
    text = law_text(articles=ARTICLES + "第三条 丙。", day=date(2026, 1, 1))

    assert "示范</textarea>" in editor.post(READ, {"text": text}).text


def test_the_very_same_text_is_told_before_it_is_confirmed(editor):
    make_version()

    assert "再次导入不会改动文字" in editor.post(READ, {"text": law_text()}).text


def test_of_the_very_same_text_the_facts_that_are_known_are_shown(editor):
    version = make_version()
    Version.objects.update(effective_on="2020-06-01", number="某令第1号", issuer="某委员会")

    form = editor.post(READ, {"text": law_text()}).context["form"]

    shown = [form[name].value() for name in ("promulgated_on", "effective_on", "document_number", "issuer")]
    assert shown == [version.promulgated_on, date(2020, 6, 1), "某令第1号", "某委员会"]


# Confirming


def test_confirming_saves_what_was_shown(editor):
    answer = editor.post(SAVE, facts())

    version = Version.objects.get()
    assert answer.url == reverse("regulations-cms:versions", args=[version.regulation_id])
    assert (version.name, version.issuer, version.articles.count()) == ("2020-01-01", "全国人民代表大会常务委员会", 2)
    entry = journalled().get()
    assert (entry.event, bool(entry.by)) == ("regulations.version.saved", True)


def test_what_an_editor_corrected_is_what_is_saved(editor):
    said = facts(
        title="中华人民共和国榜样法",
        short_title="榜样",
        names="榜法\n样法",
        issuer="某委员会",
        document_number="某令第1号",
        promulgated_on="2021-02-03",
        effective_on="2021-05-01",
    )

    editor.post(SAVE, said)

    version = Version.objects.select_related("regulation").get()
    assert (version.regulation.title, version.regulation.short_title) == ("中华人民共和国榜样法", "榜样")
    assert (version.name, version.promulgated_on, version.effective_on) == (
        "2021-02-03",
        date(2021, 2, 3),
        date(2021, 5, 1),
    )
    assert (version.issuer, version.number) == ("某委员会", "某令第1号")
    assert {"榜样", "榜法", "样法", "榜样法"} <= set(Alias.objects.values_list("name", flat=True))


def test_a_name_that_an_editor_struck_out_in_the_preview_is_none_any_more(editor):
    make_version(aliases=["旧名", "留名"])
    text = law_text(articles=ARTICLES + "第三条 丙。", day=date(2026, 1, 1))
    day = {"promulgated_on": "2026-01-01", "effective_on": "2026-01-01"}

    editor.post(SAVE, facts(text, names="留名\n新名", seen_names="旧名、留名", **day))

    names = set(Alias.objects.values_list("name", flat=True))
    assert ("旧名" in names, "留名" in names, "新名" in names) == (False, True, True)


@pytest.mark.parametrize("said", [{"title": "《》"}, {"short_title": "《》"}, {"names": "名" * 201}])
def test_a_name_that_cannot_be_one_is_refused(editor, said):
    page = editor.post(SAVE, facts(**said))

    assert (page.status_code, Version.objects.count()) == (422, 0)


def test_confirming_twice_saves_once(editor):
    for _ in range(2):
        answer = editor.post(SAVE, facts(), follow=True)

    assert (Version.objects.count(), journalled().count()) == (1, 1)
    assert "没有任何变化" in answer.text


def test_an_editor_is_told_how_many_places_it_outdates(editor):
    make_version()
    note_citations(source=make_user(), cited=[("", "《示范法》第二条")], on=NOW.date(), by=None, now=NOW)
    text = law_text(articles=ARTICLES.replace("宴请", "赌博"), day=date(2026, 1, 1))

    page = editor.post(SAVE, facts(text, promulgated_on="2026-01-01", effective_on="2026-01-01"), follow=True)

    assert "有 1 处引用的条文被它改动" in page.text


def test_a_text_that_was_mended_is_looked_over_once_more(editor):
    mended = law_text(articles=ARTICLES + "第三条 丙。")

    page = editor.post(SAVE, facts(text=mended, seen=facts()["seen"]))

    assert "请再看一遍后确认" in page.text
    assert "0 章 · 3 条" in page.text
    assert Version.objects.count() == 0


NEW = "清管发〔2026〕12号\n" + law_text("清源园区接待办法", "第一条 甲。\n第二条 乙。", date(2026, 1, 1))


def as_first_read(title, short, **changes):
    """What a person sends who read the first line of `NEW` as its title, and then typed another one."""
    day = {"promulgated_on": "2026-01-01", "effective_on": "2026-01-01"}
    return facts(NEW, title=title, short_title=short, seen_title="清管发〔2026〕12号", **day, **changes)


def test_a_title_that_was_corrected_to_that_of_a_known_regulation_shows_what_changes_before_anything_is_saved(editor):
    make_version("清源园区接待办法", articles="第一条 甲。", aliases=["接待办法"])
    Regulation.objects.update(short_title="接待规矩")

    page = editor.post(SAVE, as_first_read("清源园区接待办法", "清管发〔2026〕12号", names="新名"))

    assert (page.status_code, Version.objects.count()) == (200, 1)
    assert "标题改过了，请再看一遍后确认" in page.text
    assert "新增 1 条" in page.text
    form = page.context["form"]
    assert (form["short_title"].value(), form["seen_title"].value()) == ("接待规矩", "清源园区接待办法")
    assert (form["names"].value(), form["seen_names"].value()) == ("接待办法\n新名", "接待办法")
    assert Regulation.objects.get().short_title == "接待规矩"


def test_what_is_shown_after_a_title_was_corrected_is_saved_when_it_is_confirmed(editor):
    make_version("清源园区接待办法", articles="第一条 甲。", aliases=["接待办法"])
    shown = editor.post(SAVE, as_first_read("清源园区接待办法", "清管发〔2026〕12号")).context["form"]

    editor.post(SAVE, {field.name: field.value() or "" for field in shown})

    assert Version.objects.filter(regulation__short_title="清源园区接待办法").count() == 2
    assert Alias.objects.filter(name="接待办法").exists()


def test_a_title_on_trial_that_was_corrected_leaves_no_name(editor):
    text = law_text("错名（试行）")

    editor.post(SAVE, facts(text, title="清源园区接待办法", short_title="接待办法"))

    assert set(Alias.objects.values_list("name", flat=True)) == {"清源园区接待办法", "接待办法"}


def test_a_new_title_takes_the_short_title_along_unless_an_editor_typed_one(editor):
    same = editor.post(CHECK, as_first_read("中华人民共和国接待法", "清管发〔2026〕12号"))
    typed = editor.post(CHECK, as_first_read("中华人民共和国接待法", "待客法"))

    assert [page.context["form"]["short_title"].value() for page in (same, typed)] == ["接待法", "待客法"]


def test_reading_again_keeps_what_was_corrected(editor):
    page = editor.post(CHECK, facts(short_title="榜样", names="榜法"))

    assert 'value="榜样"' in page.text
    assert "榜法</textarea>" in page.text
    assert Version.objects.count() == 0


def test_the_same_text_with_another_day_of_effect_corrects_it_and_says_so(editor):
    version = make_version()
    note_citations(source=make_user(), cited=[("", "《示范法》第二条")], on=NOW.date(), by=None, now=NOW)

    page = editor.post(SAVE, facts(effective_on="2020-06-01", document_number="某令第1号"), follow=True).text

    version.refresh_from_db()
    assert (version.effective_on, version.number, Version.objects.count()) == (date(2020, 6, 1), "某令第1号", 1)
    assert "不同之处已更正" in page
    assert (journalled().last().event, bool(journalled().last().by)) == ("regulations.version.corrected", True)


def test_the_same_text_promulgated_on_another_day_is_refused(editor):
    make_version()

    page = editor.post(SAVE, facts(promulgated_on="2020-02-02", effective_on="2020-06-01"))

    assert (page.status_code, "版本以公布日期命名" in page.text) == (422, True)
    assert Version.objects.get().effective_on == date(2020, 1, 1)


def test_a_day_of_effect_beyond_that_of_a_later_version_is_refused_with_everything_kept(editor):
    make_version()
    make_version(articles=ARTICLES + "第三条 丙。", day=date(2024, 1, 1))

    page = editor.post(SAVE, facts(effective_on="2025-01-01"))

    assert (page.status_code, 'value="2025-01-01"' in page.text, "2024-01-01 版" in page.text) == (422, True, True)
    assert Version.objects.get(name="2020-01-01").effective_on == date(2020, 1, 1)


# What is refused


def test_a_taken_version_is_refused_with_everything_kept(editor):
    make_version()
    before = nothing_was_kept()

    page = editor.post(SAVE, facts(law_text(articles="第一条 别的内容。"), issuer="某委员会"))

    assert (page.status_code, nothing_was_kept()) == (422, before)
    assert "已有 2020-01-01 版" in page.text
    assert 'value="某委员会"' in page.text
    assert "第一条 别的内容。</textarea>" in page.text


def test_a_name_of_another_regulation_is_refused(editor):
    make_version("中华人民共和国别样法", aliases=["乙名"])

    page = editor.post(SAVE, facts(names="乙名"))

    assert (page.status_code, Version.objects.count()) == (422, 1)
    assert "“乙名”已经指《别样法》" in page.text


def test_an_effect_before_its_promulgation_is_refused(editor):
    page = editor.post(SAVE, facts(effective_on="2019-12-31"))

    assert (page.status_code, Version.objects.count()) == (422, 0)
    assert "施行日期不能早于公布日期" in page.text


@pytest.mark.parametrize("day", ["", "昨天", "2020-13-01"])
def test_a_day_that_is_none_is_refused(editor, day):
    page = editor.post(SAVE, facts(promulgated_on=day))

    assert (page.status_code, Version.objects.count()) == (422, 0)


def test_a_text_mended_to_nothing_is_refused_and_kept(editor):
    page = editor.post(SAVE, facts(text="只剩一句话。\n又一句。", seen=""))

    assert (page.status_code, Version.objects.count()) == (422, 0)
    assert "只剩一句话。" in page.text
    assert "没有找到条文" in page.text


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 50_000_000)
    return file.getvalue()


REFUSED = {
    "wrong kind": ("law.pdf", lambda: b"%PDF-1.7", "只能读取"),
    "not what its name says": ("law.docx", lambda: "第一条 甲。".encode(), "不是 Word 文件"),
    "a Word file called text": ("law.txt", lambda: word(["第一条 甲。"]), "另存为 .docx"),
    "a bomb": ("law.docx", bomb, "解压后"),
    "insertions": ("law.docx", lambda: word(["示范法"], tracked="w:ins"), "修订"),
    "moves": ("law.docx", lambda: word(["示范法"], tracked="w:moveTo"), "修订"),
    "empty": ("law.txt", lambda: b"", "空"),
    "blank": ("law.docx", lambda: word(["", " "]), "空"),
    "no articles": ("law.txt", lambda: "示范办法\n2020年1月1日公布\n没有条文。".encode(), "没有找到条文"),
    "undated": ("law.txt", lambda: "示范办法\n第一条 甲。".encode(), "没有找到日期"),
    "too large": ("law.txt", lambda: b"a" * (8 * 1024 * 1024 + 1), "文件过大"),
    "too long": ("law.txt", lambda: ("示范办法\n" + "字" * 600_001).encode(), "过长"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_read_says_why_and_leaves_nothing(editor, case):
    name, data, words = REFUSED[case]

    page = upload(editor, name, data())

    assert (page.status_code, nothing_was_kept()) == (422, (0, 0, 0, 0))
    assert words in page.text


def test_a_file_that_could_be_read_is_kept_as_text_to_mend(editor):
    page = upload(editor, "law.txt", "示范办法\n第一条 甲。".encode())

    assert "示范办法\n第一条 甲。</textarea>" in page.text.replace("\r\n", "\n")


def test_a_date_given_by_the_editor_is_enough(editor):
    page = editor.post(READ, {"text": "示范办法\n第一条 甲。", "promulgated_on": "2022-03-04"})

    assert (page.status_code, 'value="2022-03-04"' in page.text) == (200, True)


def test_a_title_given_by_the_editor_is_enough(editor):
    page = editor.post(READ, {"text": "第一条 甲。", "title": "示范办法", "promulgated_on": "2022-03-04"})

    assert (page.status_code, 'value="示范办法"' in page.text) == (200, True)


@pytest.mark.parametrize("said", [{}, {"text": "  \n "}])
def test_nothing_at_all_is_refused(editor, said):
    assert editor.post(READ, said).status_code == 422


def test_a_file_and_a_text_are_one_too_many(editor):
    page = upload(editor, "law.txt", law_text().encode(), text="第一条 甲。")

    assert (page.status_code, "二者只用其一" in page.text) == (422, True)


@pytest.mark.parametrize("address", [CHECK, SAVE])
def test_coming_back_to_an_address_of_a_form_leads_to_the_beginning(editor, address):
    assert editor.get(address).url == READ


def test_a_member_does_not_import(client):
    client.force_login(make_member().user)

    assert client.post(SAVE, facts()).status_code == 403
    assert Version.objects.count() == 0


def test_the_list_of_regulations_leads_here(editor):
    assert READ in editor.get(reverse("wagtailsnippets_regulations_regulation:list")).text


def test_a_pasted_text_is_read_without_characters_that_nobody_sees_and_with_words_own_line_breaks(editor):
    text = law_text(articles="第一条 企业应当\x01廉洁。\x0b第二条 不得\x1f送礼。")

    seen = editor.post(READ, {"text": text}).context["form"]["text"].value()
    editor.post(SAVE, facts(text, seen=digest(clean_lines(seen))))

    assert [article.wording for article in Article.objects.all()] == ["企业应当廉洁。", "不得送礼。"]
