"""What a person may open. Every list, count, feed and address of pages begins here."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Left, Length
from django.db.models.lookups import In
from wagtail.models import Page, PageViewRestriction

from content.models import SectionPage, StudyPage, Withdrawal, meant_for


def hidden_from(user):
    """Whether a page is not for this person: by its own audience, by that of its shelf, by a restriction above it.

    An alias is as restricted as the page it mirrors. A shared password proves nothing about a person.
    """
    return hidden_by_place(user) | Q(_meant_for_others(user))


def hidden_by_place(user):
    """Whether a page stands where this person may not look: below what is closed, or on a shelf that is not out."""
    return _restricted_for(user) | shelved_away(SectionPage.objects.filter(~meant_for(user, SectionPage)))


def shelved_away(hidden):
    """Whether a page is one of these shelves, or stands on one, or on one that is not out.

    The shelves are told once by their paths: asked anew of each of ten thousand pages it would take a minute.
    """
    paths = (hidden | SectionPage.objects.filter(live=False)).order_by().values("path")
    return Q(path__in=paths) | Q(In(Left("path", Length("path") - Page.steplen), paths))


def _restricted_for(user):
    restrictions = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.NONE)
    if user.is_authenticated:
        met = Q(restriction_type=PageViewRestriction.LOGIN)
        met |= Q(restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.values("pk"))
        restrictions = restrictions.exclude(pk__in=PageViewRestriction.objects.filter(met).values("pk"))
    closed = restrictions.values("page")
    # Two questions, so that each begins at the few pages that are closed: it is asked of every page of a list.
    return _is_below(Page.objects.filter(pk__in=closed)) | _is_below(
        Page.objects.filter(alias_of__gt=0, alias_of__in=closed)
    )


def _is_below(pages):
    below = pages.annotate(below=ExpressionWrapper(OuterRef("path"), CharField()))
    return Q(Exists(below.filter(below__startswith=F("path")).order_by()))


def _meant_for_others(user):
    return Exists(StudyPage.objects.filter(~meant_for(user), pk=OuterRef("pk")).order_by())


def open_to_somebody(place):
    """The pages to study at or below a place, as those that somebody may open and those that nobody may.

    Nobody may open what is not out, what was taken back, and what stands on a shelf that is not out.
    """
    here = StudyPage.objects.filter(path__startswith=place.path)
    out = Q(live=True) & ~shelved_away(SectionPage.objects.none()) & ~Q(taken_back())
    return here.filter(out), here.filter(~out)


def taken_back():
    """Whether a page was withdrawn."""
    return Exists(Withdrawal.objects.filter(page=OuterRef("pk")))


def withdrawal_of(page):
    """When, why and by whom a page was withdrawn, or None."""
    return Withdrawal.objects.select_related("by").filter(page=page.pk).first()


def pages_visible_to(user):
    """The published pages that this person may open, those that only say they were withdrawn among them."""
    return Page.objects.live().filter(~hidden_from(user))


def study_pages_visible_to(user):
    """The published pages to study that this person may open: what every list, count and search begins with."""
    return StudyPage.objects.live().filter(meant_for(user), ~hidden_by_place(user), ~Q(taken_back()))
