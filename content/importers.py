"""Pages from files: one call makes one page from a plain dictionary. A page that is there already is left alone."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.html import escape
from wagtail.models import Page

from content.models import (
    Audience,
    BoundaryItem,
    BoundaryListPage,
    CasePage,
    FilmPage,
    FilmQuestion,
    HomePage,
    NoticePage,
    RegulationPage,
    StoryPage,
)
from enterprises.models import Enterprise


def save_case(parent, data, now, *, picture=None, quiz=None):
    """A case from {title, slug, summary, topics, post, industry, source, decided_on, happened, timeline, broken, …}.

    `crossed` names lines of boundary lists by their titles; one that is on no list is passed over.
    """
    page = CasePage(
        **_common(data),
        post=data.get("post", ""),
        picture=picture,
        industry=data.get("industry", ""),
        source=data["source"],
        decided_on=data.get("decided_on"),
        anonymised=data.get("anonymised", True),
    )
    blocks = [
        ("happened", _paragraphs(data["happened"])),
        ("timeline", data.get("timeline", [])),
        ("broken", [_breach(row) for row in data.get("broken", [])]),
        ("consequence", _paragraphs(data.get("consequence", []))),
        ("lesson", _paragraphs(data.get("lesson", []))),
        ("reflect", data.get("reflect", [])),
        ("quiz", quiz.pk if quiz else None),
    ]
    page.body = _stream(page, "body", blocks)
    page.crossed = BoundaryItem.objects.filter(title__in=data.get("crossed", []))
    return _publish(parent, page, data, now)


def save_story(parent, data, now):
    """A family story from {title, slug, summary, author, credit, enterprise (short name), saying, body, reflect}."""
    page = StoryPage(
        **_common(data),
        author=data["author"],
        credit=data.get("credit", StoryPage.Credit.NAME),
        enterprise=Enterprise.objects.filter(short_name=data.get("enterprise", "")).first(),
        told_on=data.get("told_on"),
        saying=data.get("saying", ""),
    )
    blocks = [("paragraphs", _paragraphs(data["body"])), ("reflect", data.get("reflect", []))]
    page.body = _stream(page, "body", blocks)
    return _publish(parent, page, data, now)


def save_notice(parent, data, now):
    """A notice from {title, slug, published_days_ago, public, body}; one that is not public asks for a sign-in."""
    audience = Audience.EVERYBODY if data.get("public", False) else Audience.MEMBERS
    page = NoticePage(**_common({"summary": data["body"][0][:120], **data}), audience=audience)
    page.body = _stream(page, "body", [("paragraphs", _paragraphs(data["body"]))])
    return _publish(parent, page, data, now)


def save_boundary_list(parent, data, now):
    """A boundary list from {title, slug, intro, item: [{kind, title, text, situations, safe, over, citations}]}."""
    paragraphs = [line.strip() for line in data["intro"].split("\n\n")]
    common = _common({"summary": paragraphs[0], **data})
    page = BoundaryListPage(**common, intro=_paragraphs(paragraphs))
    page.items = [
        BoundaryItem(
            sort_order=place,
            kind=row["kind"],
            title=row["title"],
            text=row["text"],
            situations="、".join(row.get("situations", [])),
            safe=row.get("safe", ""),
            over=row.get("over", ""),
            citations="\n".join(_citation(cited) for cited in row.get("citations", [])),
        )
        for place, row in enumerate(data["item"])
    ]
    return _publish(parent, page, data, now)


def save_regulation_page(parent, regulation, data, now):
    """A regulation's place in the library, from {summary, topics, intro}; title and address are the regulation's."""
    common = _common({"title": regulation.title, "slug": regulation.slug, **data})
    page = RegulationPage(**common, regulation=regulation, intro=_paragraphs(data.get("intro", [])))
    return _publish(parent, page, data, now)


def save_film_page(parent, film, data, now):
    """A film's page from {title, slug, summary, topics, intro: [paragraph], transcript, asks: [(at, Question)]}."""
    page = FilmPage(
        **_common(data), film=film, intro=_paragraphs(data.get("intro", [])), transcript=data.get("transcript", "")
    )
    page.questions = [FilmQuestion(moment=moment, question=question) for moment, question in data.get("asks", [])]
    return _publish(parent, page, data, now)


@transaction.atomic
def save_home(home, data, now):
    """The visitors' home from {title, tagline, intro, block: [{mark, title, text}], contact: {heading, lines}}.

    A home that an editor has published is left alone.
    """
    if home.has_unpublished_changes or home.get_latest_revision():
        return home
    home.title, home.tagline = data["title"], data["tagline"]
    home.intro = _paragraphs(data["intro"])
    home.blocks = _stream(home, "blocks", [("block", row) for row in data["block"]])
    home.contact_heading = data["contact"]["heading"]
    home.contact = "\n".join(data["contact"]["lines"])
    home.save_revision().publish()
    return HomePage.objects.get(pk=home.pk)


def _common(data):
    return {name: data[name] for name in ("title", "slug", "summary")}


def _breach(row):
    return {"citation": _citation(row), "note": row.get("note", "")}


def _citation(row):
    return f"《{row['regulation']}》{row['article']}{row.get('paragraph', '')}{row.get('item', '')}"


def _paragraphs(lines):
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _stream(page, field, blocks):
    """The raw form of a StreamField; a block without content is left out. Ids are told from the page's address."""
    return page._meta.get_field(field).to_python(
        [
            {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{page.slug}/{place}"))}
            for place, (kind, value) in enumerate(blocks)
            if value
        ]
    )


@transaction.atomic
def _publish(parent, page, data, now):
    """Put a new page below its parent, published `published_days_ago`; or give the one that has its address already."""
    found = type(page).objects.child_of(parent).filter(slug=page.slug).first()
    if found:
        return found
    page.live = False
    page.first_published_at = now - timedelta(days=data.get("published_days_ago", 0))
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.topics.add(*data.get("topics", []))
    page.save()
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
