"""The body of a page, made once for each published revision and language, and what stands beside it."""

from django import template
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from content import queries, rules
from regulations.queries import citations_in, passages, reading, version_in_force
from regulations.templatetags.regulations import citation_link

register = template.Library()

# An article that is amended, a quiz that is withdrawn: seen within this many seconds without publishing again.
BODY_KEPT = 600


@register.simple_tag(takes_context=True)
def page_body(context, page):
    """What everybody reads of a page: nothing in it may depend on who reads."""
    if getattr(context["request"], "is_preview", False):
        return _made(page, preview=True)
    published = page.last_published_at.timestamp() if page.last_published_at else 0
    key = f"content.body:{page.pk}:{published}:{get_language()}"
    return mark_safe(cache.get_or_set(key, lambda: _made(page), BODY_KEPT))  # noqa: S308  it came from templates


@register.filter
def related_to(page, user):
    """Pages on the same topics that this person may open."""
    return queries.related_to(page, user)


@register.simple_tag
def public_notices(user):
    return queries.public_notices(user)


@register.filter
def children_for(section, user):
    """The pages on a shelf that this person may open, newest first."""
    pages = queries.study_pages_visible_to(user).child_of(section)
    return pages.order_by("-first_published_at", "-pk")


@register.filter
def wording(page):
    """The version of a regulation page's regulation that is in force on its day, with its text; None if none is."""
    version = version_in_force(page.regulation, page.cited_on)
    return {"version": version, "reading": reading(version)} if version else None


@register.filter
def columns(items):
    """A boundary list's items by kind, in the order of the kinds: (kind, its name, items)."""
    items = list(items)
    names = items[0].Kind.choices if items else []
    return [(kind, name, [item for item in items if item.kind == kind]) for kind, name in names]


@register.filter
def situations(items):
    """The words by which a boundary list can be searched, the most frequent first."""
    words = [word for item in items for word in item.situation_words]
    return sorted(set(words), key=lambda word: (-words.count(word), word))


@register.filter
def minutes(seconds):
    return rules.minutes(seconds)


@register.simple_tag(takes_context=True)
def narrowed_by(context, name, word):
    """The address of this list with one of its filters set to `word`, or let go if it was set to it."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    if word and query.get(name) != word:
        query[name] = word
    else:
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else context["request"].path


def _made(page, preview=False):
    html = render_to_string(f"content/bodies/{page.KIND}.html", {"page": page})
    return mark_safe(_link_citations(html, page.cited_on, preview))  # noqa: S308  rendered, and so escaped, above


def _link_citations(html, on, preview):
    """Every citation in the text becomes a link to the wording of that day; a preview marks those that cannot."""
    pieces = [(piece, citations_in(piece) if may_link else []) for piece, may_link in rules.split_by_tags(html)]
    found = passages([citation for _, citations in pieces for citation in citations], on)
    return "".join(_linked(piece, citations, found, preview) for piece, citations in pieces)


def _linked(piece, citations, found, preview):
    made, position = [], 0
    for citation in citations:
        words = piece[citation.start : citation.end]
        made += [piece[position : citation.start], _link(found[citation], words, preview)]
        position = citation.end
    return "".join([*made, piece[position:]])


def _link(passage, words, preview):
    if passage:
        return citation_link(passage, mark_safe(words))  # noqa: S308  a piece of rendered HTML
    return f'<mark class="cite-missing">{words}</mark>' if preview else words
