"""What cites an article, as far as a person may know of it: nothing that she may not open is listed or counted."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page

from accounts.models import Role
from accounts.queries import has_role
from content.models import BoundaryItem
from content.queries.visible import study_pages_visible_to
from enterprises.queries import member_of
from pledges.models import PledgeTextVersion
from quizzes.models import Question
from regulations.queries import citations_to_article


def citations_known_to(user, citations):
    """Those of these citations whose source this person may know of; three queries, or none for no citations."""
    if not citations:
        return []
    keys = {model: {each.source_id for each in citations if each.source_type_id == kind} for model, kind in _kinds()}
    known = {
        Page: lambda: study_pages_visible_to(user).filter(pk__in=keys[Page]),
        PledgeTextVersion: lambda: _pledges_known_to(user).filter(pk__in=keys[PledgeTextVersion]),
        Question: lambda: _questions_known_to(user).filter(pk__in=keys[Question]),
    }
    sources = {
        (kind, pk) for model, kind in _kinds() if keys[model] for pk in known[model]().values_list("pk", flat=True)
    }
    return [each for each in citations if each.source in sources]


def _kinds():
    return [(model, ContentType.objects.get_for_model(model).pk) for model in (Page, PledgeTextVersion, Question)]


def _edits(user):
    return has_role(user, Role.PUBLISHER) or has_role(user, Role.ADMINISTRATOR)


def _pledges_known_to(user):
    """The wordings in force; a visitor has nothing to sign and is told of none."""
    if not (_edits(user) or member_of(user)):
        return PledgeTextVersion.objects.none()
    return PledgeTextVersion.objects.filter(state=PledgeTextVersion.State.PUBLISHED)


def _questions_known_to(user):
    """For editors all that are in use; for members those of practice, since an exam's are nobody's to count."""
    questions = Question.objects.non_polymorphic().filter(retired=False)
    if _edits(user):
        return questions
    return questions.filter(bank__for_practice=True) if member_of(user) else questions.none()


@dataclass(frozen=True)
class CitingPage:
    """A page with the places in it that cite: (citation, the key of the boundary item it stands in or None)."""

    page: object
    places: list


@dataclass(frozen=True)
class CitedBy:
    """What cites an article. `questions` are there for editors alone; to members they are a number."""

    pages: list
    pledges: list
    questions: list
    question_count: int

    @property
    def is_empty(self):
        return not (self.pages or self.pledges or self.question_count)


def cited_by(article, user):
    """What cites an article that this person may know of."""
    citations = citations_known_to(user, citations_to_article(article))
    by_model = {model: [each for each in citations if each.source_type_id == kind] for model, kind in _kinds()}
    questions = {each.source_id for each in by_model[Question]}
    return CitedBy(
        pages=_pages(by_model[Page], user),
        pledges=_pledges(by_model[PledgeTextVersion]),
        questions=list(Question.objects.filter(pk__in=questions)) if _edits(user) else [],
        question_count=len(questions),
    )


def _pages(citations, user):
    pages = study_pages_visible_to(user).filter(pk__in={each.source_id for each in citations})
    pages = pages.annotate(film_seconds=F("filmpage__film__seconds")).order_by("-first_published_at", "-pk")
    items = BoundaryItem.objects.filter(page__in=pages.values("pk")).values_list("page", "title", "pk")
    item_of = {(page, title): pk for page, title, pk in items}
    return [
        CitingPage(
            page,
            [(each, item_of.get((page.pk, each.place))) for each in citations if each.source_id == page.pk],
        )
        for page in pages
    ]


def _pledges(citations):
    versions = PledgeTextVersion.objects.filter(pk__in={each.source_id for each in citations}).select_related("text")
    return [(version, [each for each in citations if each.source_id == version.pk]) for version in versions]
