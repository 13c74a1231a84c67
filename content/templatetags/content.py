"""The body of a page, made once a day for each published revision and language, and what stands beside it."""

import re

from django import template
from django.core.cache import cache
from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from content import queries, rules
from content.models.second_editor import writers_of
from enterprises.queries import member_of
from media.rules.moments import write_moment
from quizzes.queries import askable_in_films, film_ticket
from regulations.queries import citations_in, passages, reading, version_in_force
from regulations.templatetags.regulations import citation_link

register = template.Library()

# An article that is amended, a quiz that is withdrawn: seen within this many seconds without publishing again.
BODY_KEPT = 600
# What a slot may hold: which of these keys a person may see, as {key: what its template shows}.
SLOTS = {"films": queries.pages_for, "cases": queries.pages_for}
_SLOT = re.compile(r"<!--slot:(\w+):([\d,]+)-->")


@register.simple_tag(takes_context=True)
def page_body(context, page):
    """What is read of a page: made once for everybody, with slots that are filled for the one who reads."""
    user = context["request"].user
    if getattr(context["request"], "is_preview", False):
        return _with_slots_filled(_made(page, preview=True), user)
    published = page.last_published_at.timestamp() if page.last_published_at else 0
    lines = getattr(page, "open_lines", None)
    lines = "all" if lines is None else "-".join(sorted(lines.split(",")))
    # At midnight another version of a law may take effect.
    today = timezone.localdate()
    key = f"content.body:{page.pk}:{published}:{today}:{get_language()}:{lines}"
    return _with_slots_filled(cache.get_or_set(key, lambda: _made(page), BODY_KEPT), user)


@register.filter
def related_to(page, user):
    """Pages on the same topics that this person may open."""
    return queries.related_to(page, user)


@register.simple_tag
def public_notices(user):
    return queries.public_notices(user)


@register.simple_tag
def public_reading():
    return queries.public_reading()


@register.filter
def children_for(section, user):
    """The pages on a shelf that this person may open, newest first."""
    pages = queries.study_pages_visible_to(user).child_of(section)
    return pages.order_by("-first_published_at", "-pk")


@register.filter
def wording(page):
    """The version of a regulation page's regulation that is in force today, with its text; None if none is."""
    version = version_in_force(page.regulation, timezone.localdate())
    return {"version": version, "reading": reading(version)} if version else None


@register.filter
def linked_today(html):
    """A law's own text, with every citation in it a link to the wording in force today, as the text itself is."""
    return mark_safe(_link_citations(html, timezone.localdate(), preview=False))  # noqa: S308  rendered by a template


@register.simple_tag
def safety_findings(page, editor):
    """The points of the safety checklist that something speaks against, for the revision that waits."""
    waiting = page.get_latest_revision_as_object()
    found = waiting.safety_findings(writers=writers_of(page.current_workflow_task_state), editor=editor.pk)
    return [point for point, holds in found.items() if not holds]


@register.simple_tag(takes_context=True)
def film_questions(context, page):
    """What the film stops for, in its order: [(moment, as written, question, address or "")].

    A member gets an address to answer at; whoever writes the page sees in the preview what will be asked, and where.
    """
    if getattr(context["request"], "is_preview", False):
        return [(each.moment, write_moment(each.moment), each.question, "") for each in page.questions.all()]
    if (member := member_of(context["request"].user)) is None:
        return []
    asked = page.questions.filter(question__in=askable_in_films(member)).select_related("question")
    addresses = [reverse("quizzes:in-film", args=[film_ticket(each.question, member)]) for each in asked]
    return [
        (each.moment, write_moment(each.moment), each.question, address)
        for each, address in zip(asked, addresses, strict=True)
    ]


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
def edit_address(question):
    return queries.edit_address(question)


@register.filter
def minutes(seconds):
    return rules.minutes(seconds)


@register.filter
def can_narrow(groups):
    """Whether any group has a word left to choose."""
    return any(group.facets and not group.chosen for group in groups)


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


def _with_slots_filled(html, user):
    """A body names other pages in slots, `<!--slot:cases:12,15-->`; who may open none of them finds nothing there."""
    slots = {found[0]: (found[1], [int(pk) for pk in found[2].split(",")]) for found in _SLOT.finditer(html)}
    for kind, model in SLOTS.items():
        wanted = {pk for its_kind, pks in slots.values() if its_kind == kind for pk in pks}
        visible = model(user, wanted) if wanted else {}
        for slot, (its_kind, pks) in slots.items():
            if its_kind == kind:
                shown = [visible[pk] for pk in pks if pk in visible]
                filled = render_to_string(f"content/slots/{kind}.html", {"shown": shown}) if shown else ""
                html = html.replace(slot, filled)
    return mark_safe(html)  # noqa: S308  it came from templates


def _made(page, preview=False):
    if not preview:
        prefetch_related_objects([page], *page.body_needs)
    html = render_to_string(f"content/bodies/{page.KIND}.html", {"page": page})
    return mark_safe(_link_citations(html, page.cited_on, preview))  # noqa: S308  rendered, and so escaped, above


def _link_citations(html, on, preview):
    """Every citation in the text becomes a link to the wording of that day; a preview marks those that cannot."""
    pieces = rules.split_by_tags(html)
    parts = {place: [] for place in range(len(pieces))}
    for run in rules.runs_of(pieces):
        for citation in citations_in("".join(pieces[place][0] for place in run)):
            for place, start, end in _parts(citation, run, pieces):
                parts[place].append((citation, start, end))
    found = passages([citation for cited in parts.values() for citation, _, _ in cited], on)
    return "".join(_linked(piece, parts[place], found, preview) for place, (piece, _) in enumerate(pieces))


def _parts(citation, run, pieces):
    """Where a citation stands: (place, start, end) in each piece that it runs through, as where its law is in bold."""
    begins = 0
    for place in run:
        ends = begins + len(pieces[place][0])
        start, end = max(citation.start, begins), min(citation.end, ends)
        if start < end:
            yield place, start - begins, end - begins
        begins = ends


def _linked(piece, parts, found, preview):
    made, position = [], 0
    for citation, start, end in parts:
        made += [piece[position:start], _link(found[citation], piece[start:end], preview)]
        position = end
    return "".join([*made, piece[position:]])


def _link(passage, words, preview):
    if passage:
        return citation_link(passage, mark_safe(words))  # noqa: S308  a piece of rendered HTML
    return f'<mark class="cite-missing">{words}</mark>' if preview else words


@register.simple_tag
def family_lines(page):
    """What families said of a story; one query."""
    return queries.lines_under(page)
