"""Links from citations to articles. `static/regulations/sheet.js` opens them in a bottom sheet."""

import re

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from regulations import queries
from regulations.rules.comparing import Change

register = template.Library()

_CLOSED = re.compile(r"<a\b.*?</a>|<[^>]*>", re.DOTALL | re.IGNORECASE)


@register.simple_tag
def citation_link(passage, text=""):
    """A link to a passage (or a bare article), reading `text` or 《监察法》第四条第二款."""
    if not isinstance(passage, queries.Passage):
        passage = queries.Passage(passage)
    return _link(passage, text or passage.label)


@register.filter
def link_citations(text, on=None):
    """Link every citation in a text to the passage that meant on the day `on` (today if none is given).

    Text that is not marked safe is escaped first. What cannot be resolved stays as it was written, and so does what
    stands in a link or a tag already.
    """
    html = conditional_escape(text)
    closed = [match.span() for match in _CLOSED.finditer(html)]
    citations = [c for c in queries.citations_in(html) if not any(a <= c.start < b for a, b in closed)]
    if not citations:
        return html
    found = queries.passages(citations, on or timezone.localdate())
    pieces, position = [], 0
    for citation in citations:
        if passage := found[citation]:
            words = mark_safe(html[citation.start : citation.end])  # noqa: S308  escaped above, or safe when it came
            pieces += [html[position : citation.start], _link(passage, words)]
            position = citation.end
    pieces.append(html[position:])
    return SafeString("".join(pieces))


@register.filter
def paragraphs_of(article):
    """An article's paragraphs with the anchors they have on its version's page."""
    return [(paragraph, f"{article.anchor}-{paragraph.number}") for paragraph in article.paragraphs.all()]


@register.filter
def breaks(text):
    """The text with its line breaks kept: 目 stand on lines of their own inside an item."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in text.split("\n")))


def _link(passage, words):
    return format_html(
        '<a class="cite" data-sheet data-fragment="{}" href="{}">{}</a>', passage.fragment_url, passage.url, words
    )


@register.simple_tag
def diff_line(line):
    """A compared line: what was added in <ins>, what was dropped in <del>, each said in words to who cannot see it."""
    return format_html_join("", "{}", ((_marked(piece),) for piece in line))


def _marked(piece):
    if piece.change == Change.SAME:
        return piece.words
    tag, said = ("ins", _("added:")) if piece.change == Change.ADDED else ("del", _("dropped:"))
    return format_html(
        '<{0}><span class="visually-hidden">{1}</span>{2}<span class="visually-hidden">{3}</span></{0}>',
        tag,
        said,
        piece.words,
        _("(end)"),
    )


@register.filter
def bare_label(label):
    """第四条, or 五 where an amendment prints 五、."""
    return label.removesuffix("、")
