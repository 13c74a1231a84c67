"""The places that cite, as an editor meets them: what each stands in, and where it is edited."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import Page

from content.models import StudyPage
from pledges.models import PledgeTextVersion
from quizzes.models import Question
from regulations.models import Citation


@dataclass(frozen=True)
class Source:
    """What a citation stands in: its kind, its title, where it is edited ("" for what is not edited in the CMS).

    `has_day`: its citations mean the wording of a day, so that one of today's wording has to say so.
    """

    kind: str
    title: str
    edited_at: str
    has_day: bool = False


def sources_of(citations: list[Citation]) -> dict:
    """What each citation stands in, by the citation's `source`; one query for each kind of source."""
    found = {}
    for model, describe in ((Page, _pages), (Question, _questions), (PledgeTextVersion, _pledges)):
        kind = ContentType.objects.get_for_model(model).pk
        keys = {each.source_id for each in citations if each.source_type_id == kind}
        found |= {(kind, pk): source for pk, source in (describe(keys) if keys else ())}
    return found


def edit_address(question: Question) -> str:
    """Where an editor changes a question: each kind has a form of its own."""
    return reverse(type(question).snippet_viewset.get_url_name("edit"), args=[question.pk])


def _pages(keys):
    for page in StudyPage.objects.filter(pk__in=keys):
        edited_at = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield page.pk, Source(page.kind_name, page.title, edited_at, has_day=True)


def _questions(keys):
    for question in Question.objects.filter(pk__in=keys):
        yield question.pk, Source(question.kind_label, str(question), edit_address(question))


def _pledges(keys):
    for version in PledgeTextVersion.objects.filter(pk__in=keys).select_related("text"):
        yield version.pk, Source(PledgeTextVersion._meta.verbose_name, str(version), "")
