"""Story nine: an editor goes through every screen of the CMS, and reads Chinese wherever she looks."""

import json
import re

import pytest
from playwright.sync_api import expect

# What a Chinese office writes in Latin letters itself, and names that somebody gave.
NAMES = re.compile(
    r"\b(PDF|Word|Excel|PowerPoint|Office|WPS|CSV|ID|HTML|JavaScript|WebVTT|WEBVTT|UTF-?8|MB|GB|KB|px|UTC"
    r"|LUFS|JPE?G|PNG|WEBP|WebP|AVIF|HEIC|MP4|MP3|M4A|MOV|WAV|OGG|WebM|DOCX|XLSX|PPTX|TXT|MD|GIFT"
    r"|Ctrl|Alt|Shift|Cmd|English|DELETE|ISO\d*)\b"
)
# Addresses, file names and what stands in a field for an example are no words.
NO_WORDS = re.compile(
    r"https?://\S+|\S*[/\\]\S+|[\w-]+\.(docx|xlsx|pptx|pdf|md|txt|mp4|vtt|jpe?g|png|webp)\b|\.\w{2,5}\b"
)
SLUGS = re.compile(r"\b[a-z]+(-[a-z0-9]+)+\b|YYYY-MM-DD")
ENGLISH = re.compile(r"[A-Za-z]{3,}")

# All that is written on a screen or in a piece of one, seen or still folded away. Never shown, and so left out: the
# calendar's own buttons, counters of nothing, and a button that Wagtail keeps for those who search by the Enter key.
SEEN = """(piece) => {
  const seen = piece ? new DOMParser().parseFromString(piece, "text/html") : document;
  const said = [];
  const unsaid = "script, style, noscript, textarea, code, kbd, iframe, .xdsoft_datetimepicker, .w-hidden";
  const walk = document.createTreeWalker(seen.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const around = walk.currentNode.parentElement;
    if (around && !around.closest(`${unsaid}, [data-side-panel-toggle-counter]`))
      said.push(walk.currentNode.textContent);
  }
  for (const name of ["title", "aria-label", "placeholder", "alt"])
    for (const one of seen.querySelectorAll(`[${name}]`)) said.push(one.getAttribute(name));
  for (const one of seen.querySelectorAll(":not(.w-sr-only) > input[type=submit]")) said.push(one.value);
  return said;
}"""

SCREENS = [
    "/cms/",
    "/cms/account/",
    "/cms/pages/3/",
    "/cms/pages/3/edit/",
    "/cms/pages/3/history/",
    "/cms/images/",
    "/cms/images/add/",
    "/cms/images/multiple/add/",
    "/cms/documents/",
    "/cms/documents/multiple/add/",
    "/cms/snippets/media/film/",
    "/cms/snippets/media/film/add/",
    "/cms/snippets/regulations/regulation/",
    "/cms/snippets/quizzes/quiz/",
    "/cms/snippets/quizzes/quiz/add/",
    "/cms/snippets/quizzes/questionbank/",
    "/cms/snippets/quizzes/question/",
    "/cms/snippets/quizzes/singlechoice/add/",
    "/cms/snippets/quizzes/scenario/add/",
    "/cms/reports/locked/",
    "/cms/reports/workflow/",
    "/cms/reports/workflow_tasks/",
    "/cms/reports/site-history/",
    "/cms/reports/aging-pages/",
    "/cms/choose-page/",
    "/cms/choose-external-link/",
    "/cms/choose-email-link/",
    "/cms/choose-phone-link/",
    "/cms/choose-anchor-link/",
    "/cms/images/chooser/",
    "/cms/documents/chooser/",
    "/cms/sent-stories/",
    "/cms/sent-stories/lines/",
    "/cms/citations/outdated/",
    "/cms/regulations/import/",
    "/cms/regulations/1/versions/",
    "/cms/snippets/regulations/regulation/edit/1/",
    "/cms/snippets/media/film/edit/1/",
    "/cms/films/1/captions/zh/",
    "/cms/manual/",
    "/cms/no-such-screen/",
]
OF_A_PAGE = ["edit", "history", "usage", "copy", "move", "delete", "revisions/compare/live...latest"]


def english_in(texts):
    """The words of these texts that no Chinese reader should have to read."""
    return sorted({text.strip()[:300] for text in texts if ENGLISH.search(_words(text))})


def _words(text):
    return SLUGS.sub("", NAMES.sub("", NO_WORDS.sub("", text)))


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("保存草稿", False),
        ("可用格式：JPG, PNG，不超过 10.0 MB。", False),
        ("网址 https://example.org/a 和 gift-cards", False),
        ("law.docx", False),
        ("Save draft", True),
        ("第 1 页 of 3 pages", True),
        ("Open the PDF", True),
    ],
)
def test_9_what_counts_as_english(text, is_english):
    assert bool(english_in([text])) is is_english


def test_9_an_editor_reads_chinese_on_every_screen(visit):
    editor = visit("苏文澜", desk=True)
    editor.signs_in()
    page, found = editor.page, {}

    for screen in [*SCREENS, *screens_of_pages(page)]:
        answer = page.goto(screen)
        if answer.status != 200 and "no-such" not in screen:
            found[screen] = answer.status
        elif "json" in answer.headers["content-type"]:
            found[screen] = english_in(page.evaluate(SEEN, answer.json()["html"]))
        else:
            page.wait_for_timeout(200)  # until what scripts write is written
            found[screen] = english_in(page.evaluate(SEEN, None))

    left = {screen: texts for screen, texts in found.items() if texts}
    assert not left, json.dumps(left, ensure_ascii=False)
    assert [word for word in editor.complaints if "404" not in word] == []


def screens_of_pages(page):
    """The editor of one page of each kind, and what else can be done with a page."""
    page.goto("/cms/")
    forms = page.locator(".write a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.goto("/cms/pages/?q=")
    shelves = sorted({re.search(r"/(\d+)/$", form)[1] for form in forms})
    pages = []
    for shelf in shelves:
        page.goto(f"/cms/pages/{shelf}/")
        edit = page.locator("td.title a[href$='/edit/']").first.get_attribute("href")
        pages.append(re.search(r"/(\d+)/edit/", edit)[1])
    of_first = [f"/cms/pages/{pages[0]}/{deed}/" for deed in OF_A_PAGE if deed not in ("move", "delete")]
    bulk = [f"/cms/bulk/wagtailcore/page/{deed}/?id={pages[0]}&next=/cms/" for deed in ("delete", "move")]
    return [*forms, *(f"/cms/pages/{pk}/edit/" for pk in pages), *of_first, *bulk]


def test_9_a_refused_picture_shows_the_reason_and_asks_for_no_description(visit):
    editor = visit("苏文澜", desk=True)
    editor.signs_in()
    editor.goes_to("/cms/images/multiple/add/")

    no_picture = {"name": "bad.jpg", "mimeType": "image/jpeg", "buffer": b"words"}
    editor.page.set_input_files("#fileupload", [no_picture])
    refused = editor.page.locator("#upload-list > .upload-failure.upload-complete")

    told = re.compile(r"bad\.jpg\s+没有上传成功。\s+这个文件不是 PNG、JPEG 或 WebP 图片")
    expect(refused).to_contain_text(told, use_inner_text=True)
