"""The editor's manual, as it stands in `docs/manual`."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt


@dataclass(frozen=True)
class Manual:
    """The manual made ready to be read: its title, its chapters as (anchor, title), and all of it as HTML."""

    title: str
    chapters: list
    html: SafeString


def manual_in(language):
    """The manual in one of our two languages."""
    name = "en" if language.startswith("en") else "zh"
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse((_folder() / f"{name}.md").read_text("utf-8"))
    headings = [(one, tokens[place + 1].content) for place, one in enumerate(tokens) if one.type == "heading_open"]
    chapters = [(f"chapter-{number}", title) for number, (one, title) in enumerate(_of("h2", headings), 1)]
    for (anchor, _), (one, _) in zip(chapters, _of("h2", headings), strict=True):
        one.attrSet("id", anchor)
    # Our own file, and HTML inside of it is shown as it is written.
    html = mark_safe(markdown.renderer.render(tokens, markdown.options, {}))  # noqa: S308
    return Manual(title=headings[0][1], chapters=chapters, html=html)


def manual_picture(name):
    """The file of one of its pictures, or None."""
    file = _folder() / "pictures" / f"{name}.webp"
    return file if file.is_file() else None


def _folder():
    return settings.BASE_DIR / "docs" / "manual"


def _of(tag, headings):
    return [heading for heading in headings if heading[0].tag == tag]
