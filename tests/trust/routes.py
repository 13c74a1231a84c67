"""Every route of the site with an address to ask it at: one that is a firm's own, or one that all share."""

from dataclasses import dataclass

from django.urls import get_resolver, reverse
from django.utils import timezone

from accounts.queries import invitation_path
from attendance.queries import codes
from media.queries import film_addresses
from media.rules import passes
from quizzes.queries import film_ticket
from tests.accounts.test_permissions import routes


@dataclass(frozen=True)
class Asked:
    """In whose browser, about which firm of which park an address is asked for."""

    park: object
    firm: object
    visitor: object


def _invitation(asked):
    return invitation_path(asked.firm.newcomer.user).strip("/").split("/")[1:]


def _film(asked):
    """A pass is good for one viewer; pages make it, so here it is made for whoever asks."""
    user = asked.visitor.user
    viewer = passes.viewer(user.pk if user else None, asked.visitor.session.session_key)
    return film_addresses(asked.park.film, viewer=viewer, now=timezone.now()).film.strip("/").split("/")[2:]


def _check_in(asked):
    session = asked.firm.session
    return [session.public_id, codes.screen_codes(session, timezone.now())[0].token]


def _two_versions(version):
    """The last two of its regulation, the newer one first."""
    return list(version.regulation.versions.values_list("name", flat=True)[:2])


# Arguments of routes about something that belongs to one firm, or to one person of it.
OWNED = {
    "accounts:invitation": _invitation,
    "attendance:check-in": _check_in,
    "attendance:check-in-result": lambda asked: [asked.firm.session.public_id],
    "attendance:desk-event": lambda asked: [asked.firm.event.public_id],
    "attendance:desk-mark": lambda asked: [asked.firm.event.public_id],
    "attendance:desk-screen": lambda asked: [asked.firm.event.public_id],
    "attendance:desk-screen-codes": lambda asked: [asked.firm.event.public_id],
    "attendance:desk-sheet": lambda asked: [asked.firm.event.public_id],
    "attendance:event": lambda asked: [asked.firm.event.public_id],
    "attendance:leave": lambda asked: [asked.firm.session.public_id],
    "attendance:study-beats": lambda asked: [asked.firm.study.public_id],
    "attendance:study-open": lambda asked: [asked.firm.restricted.pk],
    "campaigns:remind": lambda asked: [asked.firm.campaign.public_id],
    "content:delete-story": lambda asked: [asked.firm.draft_story.public_id],
    "content:family": lambda asked: [asked.firm.family_link.token],
    "content:family-line": lambda asked: [asked.firm.family_link.token],
    "content:my-story": lambda asked: [asked.firm.draft_story.public_id],
    "content:open": lambda asked: [asked.firm.restricted.pk],
    "content:revoke-family-link": lambda asked: [asked.firm.family_link.public_id],
    "content:send-story": lambda asked: [asked.firm.draft_story.public_id],
    "content:sent-picture": lambda asked: [asked.firm.sent_picture.public_id, "small"],
    "content:take-back-story": lambda asked: [asked.firm.waiting_story.public_id],
    "content:withdraw-story": lambda asked: [asked.firm.waiting_story.public_id],
    "pledges:check": lambda asked: [asked.firm.pledge.code],
    "pledges:document": lambda asked: [asked.firm.pledge.public_id],
    "pledges:receipt": lambda asked: [asked.firm.pledge.public_id],
    "pledges:sign": lambda asked: [asked.firm.signing.uuid],
    "pledges:verify": lambda asked: [asked.firm.pledge.code],
    "quizzes:answer": lambda asked: [asked.firm.attempt.token],
    "quizzes:in-film": lambda asked: [film_ticket(asked.park.asked_in_film, asked.firm.member)],
    "quizzes:hand-in": lambda asked: [asked.firm.attempt.token],
    "quizzes:receipt": lambda asked: [asked.firm.attempt.token],
    "quizzes:result": lambda asked: [asked.firm.finished.token],
    "quizzes:sit": lambda asked: [asked.firm.attempt.token],
    "quizzes:take-over": lambda asked: [asked.firm.attempt.token],
    "reports:campaign": lambda asked: [asked.firm.campaign.public_id],
    "reports:enterprise": lambda asked: [asked.firm.enterprise.public_id],
    "enterprises:begin-anew": lambda asked: [asked.firm.newcomer.public_id],
    "reports:invitation": lambda asked: [asked.firm.newcomer.public_id],
    "wagtail_serve": lambda asked: [asked.firm.restricted.url.lstrip("/")],
}
# Arguments of routes about something that is the whole park's.
SHARED = {
    "content:citing": lambda asked: [asked.park.version.articles.last().pk],
    "content:invite-family": lambda asked: [asked.park.story.pk],
    "content:search-in-regulation": lambda asked: [asked.park.version.pk],
    "content:sitemap-section": lambda asked: ["pages"],
    "media:film": _film,
    # Asked before it is looked for: no upload needs to be there.
    "media:upload-piece": lambda asked: [asked.park.film.public_id],
    "media:picture": lambda asked: [asked.park.rendition.file.name.rpartition("/")[2]],
    "pledges:decline": lambda asked: [asked.park.unsigned.public_id],
    "pledges:read": lambda asked: [asked.park.unsigned.public_id],
    "quizzes:quiz": lambda asked: [asked.park.exam.public_id],
    "quizzes:start": lambda asked: [asked.park.exam.public_id],
    "regulations:article": lambda asked: [asked.park.version.articles.first().pk],
    "regulations:compare": lambda asked: [asked.park.version.regulation.slug, *_two_versions(asked.park.version)],
    "regulations:in-force": lambda asked: [asked.park.version.regulation.slug],
    "regulations:read": lambda asked: [asked.park.version.regulation.slug, asked.park.version.name],
    "wagtaildocs_serve": lambda asked: [asked.park.attachment.pk, "words.txt"],
}
# Addresses that only take a POST; all others are asked by GET, whatever else they take.
WRITE_ONLY = {
    "accounts:sign-out",
    "accounts:appearance",
    "attendance:desk-mark",
    "attendance:leave",
    "attendance:study-beats",
    "attendance:study-open",
    "campaigns:remind",
    "content:delete-story",
    "content:family-line",
    "content:revoke-family-link",
    "content:take-back-story",
    "content:withdraw-story",
    "enterprises:begin-anew",
    "enterprises:import-confirm",
    "media:upload-piece",
    "pledges:check",
    "quizzes:answer",
    "quizzes:start",
    "quizzes:take-over",
}
# Wagtail's own form for shared passwords, which the settings switch off: there is no such document to ask it about.
LEFT_OUT = {"wagtaildocs_authenticate_with_password"}


def our_routes():
    """{name: pattern} of every route outside the CMS."""
    found = {name: address for name, address in routes(get_resolver().url_patterns) if not address.startswith("/cms/")}
    found["accounts:cms-sign-in"] = "/cms/login/"
    return found


def needs_arguments(pattern):
    return "<" in pattern or "(" in pattern


def address_of(name, asked):
    """Where a route is asked for; None if nothing here says which arguments it takes."""
    if name in OWNED:
        return reverse(name, args=OWNED[name](asked))
    if name in SHARED:
        return reverse(name, args=SHARED[name](asked))
    return None if needs_arguments(our_routes()[name]) else reverse(name)


def readable_addresses(asked):
    """{name: address} of every route that answers to a GET."""
    return {name: address_of(name, asked) for name in our_routes() if name not in WRITE_ONLY | LEFT_OUT}


def cms_addresses():
    """The CMS's routes without arguments."""
    found = {address.replace("^", "").rstrip("$") for _, address in routes(get_resolver().url_patterns)}
    return sorted(each for each in found if each.startswith("/cms/") and not needs_arguments(each) and "*" not in each)
