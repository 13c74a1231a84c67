"""What there is to sign, who signed, and what a signature is worth."""

from dataclasses import dataclass
from datetime import UTC

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from journal.queries import digest_of

from .models import Decline, Pledge, PledgeText, PledgeTextVersion, SigningAttempt, SigningTerms
from .rules import evidence, signing

MIN_READING_SECONDS = 20


def min_reading_seconds():
    return getattr(settings, "PLEDGE_MIN_READING_SECONDS", MIN_READING_SECONDS)


def version_in_force(text):
    return text.versions.filter(state=PledgeTextVersion.State.PUBLISHED).first()


def terms_in_force():
    return SigningTerms.objects.first()


def texts_in_force():
    """The texts that anybody can sign now."""
    return PledgeText.objects.filter(versions__state=PledgeTextVersion.State.PUBLISHED)


def versions_asked_of(member):
    """The versions in force of the texts that address this member."""
    addressed = [PledgeText.Addressees.EVERYONE]
    if member.is_party_member:
        addressed.append(PledgeText.Addressees.PARTY_MEMBERS)
    if member.risk_level == member.Risk.HIGH:
        addressed.append(PledgeText.Addressees.HIGH_RISK)
    return (
        PledgeTextVersion.objects.filter(state=PledgeTextVersion.State.PUBLISHED, text__addressed_to__in=addressed)
        .select_related("text")
        .order_by("text__title", "text_id")
    )


@dataclass(frozen=True)
class Waiting:
    """A version that a member has yet to sign; `previous` is the live pledge that it would replace, or None."""

    version: PledgeTextVersion
    previous: Pledge | None
    declined: bool

    @property
    def text(self):
        return self.version.text


def pledges_waiting(member, now):
    """What this member has to sign now, again or for the first time; what was declined stays, and is marked."""
    versions = list(versions_asked_of(member))
    live = {
        pledge.text_id: pledge
        for pledge in member.pledges.live().filter(text__in=[v.text_id for v in versions]).select_related("version")
    }
    declined = set(member.pledge_declines.filter(version__in=versions).values_list("version_id", flat=True))
    return [
        Waiting(version, live.get(version.text_id), version.pk in declined)
        for version in versions
        if is_waiting(version, live.get(version.text_id), now)
    ]


def is_waiting(version, pledge, now):
    """Must `version` be signed by who holds the live `pledge` (or None) on its text?"""
    return signing.waits(
        in_force_major=version.major,
        signed_major=pledge.version.major if pledge else None,
        valid_until=pledge.valid_until if pledge else None,
        now=now,
    )


def live_pledge(member, text):
    return member.pledges.live().filter(text=text).select_related("version").first()


def pledges_of(member):
    """Everything this member ever signed, latest first."""
    return member.pledges.select_related("text", "version", "document", "entry")


def attempts_of(member):
    return SigningAttempt.objects.filter(member=member).select_related("version__text", "terms", "pledge")


def has_declined(member, version):
    return Decline.objects.filter(member=member, version=version).exists()


def signed_by(members, text):
    """Those of `members` (a queryset) whose live pledge is on the edition of `text` in force."""
    version = version_in_force(text)
    return members.filter(Exists(_good_pledges(text, version.major if version else 0)))


def missing_from(members, text):
    """Those of `members` (a queryset) whom `signed_by` leaves out."""
    version = version_in_force(text)
    return members.exclude(Exists(_good_pledges(text, version.major if version else 0)))


def _good_pledges(text, major):
    return Pledge.objects.live().filter(member=OuterRef("pk"), text=text, version__major__gte=major)


@dataclass(frozen=True)
class Signing:
    """One line of the desk: a member, the live pledge or None, and whether the version in force was declined."""

    member: object
    pledge: Pledge | None
    declined: bool
    standing: str


def signings(members, text, now):
    """How `members` (a queryset or a page of one) stand to `text`: a list of Signing in their order."""
    members = list(members)
    version = version_in_force(text)
    pledges = {
        pledge.member_id: pledge
        for pledge in Pledge.objects.live().filter(member__in=members, text=text).select_related("version")
    }
    declined = set(Decline.objects.filter(member__in=members, version=version).values_list("member_id", flat=True))

    def line(member):
        pledge = pledges.get(member.pk)
        worth = standing_of(pledge, version.major if version else None, now) if pledge else ""
        return Signing(member, pledge, member.pk in declined, worth)

    return [line(member) for member in members]


def standing_of(pledge, in_force_major, now):
    return signing.standing(
        state=pledge.state,
        valid_until=pledge.valid_until,
        text_withdrawn=pledge.version.state == PledgeTextVersion.State.WITHDRAWN,
        signed_major=pledge.version.major,
        in_force_major=in_force_major,
        now=now,
    )


@dataclass(frozen=True)
class Verification:
    """What a stranger with the code may know; `sound` is False where the stored record no longer matches its proof."""

    standing: str
    pledge: Pledge
    sha256_sealed: str
    sound: bool


def verification(code, now):
    """The pledge that `code` (sixteen characters, see rules.codes) belongs to, or None."""
    pledge = (
        Pledge.objects.filter(code=code)
        .select_related("text", "version", "terms", "member", "enterprise", "attempt", "entry", "document")
        .first()
    )
    if pledge is None:
        return None
    in_force = version_in_force(pledge.text)
    return Verification(
        standing=standing_of(pledge, in_force.major if in_force else None, now),
        pledge=pledge,
        sha256_sealed=pledge.document.sha256_sealed if hasattr(pledge, "document") else "",
        sound=not discrepancies(pledge),
    )


def core_of(pledge):
    """The core record of a pledge, made from its row as it is now."""
    return evidence.core_record(
        serial=pledge.serial,
        code=pledge.code,
        text={
            "code": pledge.text.code,
            "title": pledge.text.title,
            "version": pledge.version.number,
            "sha256": evidence.digest(pledge.version.blocks),
        },
        terms={"version": pledge.terms.version, "sha256": pledge.terms.sha256},
        signer={
            **pledge.signer,
            "subject": str(pledge.member.public_id),
            "enterprise_ref": str(pledge.enterprise.public_id),
        },
        method=pledge.method,
        strokes=pledge.strokes,
        presented_at=pledge.presented_at.astimezone(UTC),
        signed_at=pledge.signed_at.astimezone(UTC),
        valid_until=pledge.valid_until.astimezone(UTC),
    )


def discrepancies(pledge):
    """Where the stored pledge and its proof part: [] as long as nobody touched a thing."""
    detail = pledge.entry.detail
    checks = {
        "text": pledge.version.is_intact and detail.get("text_sha256") == pledge.version.text_sha256,
        "core": evidence.digest(core_of(pledge)) == pledge.core_sha256 == detail.get("core_sha256"),
        "evidence": evidence.digest(pledge.evidence) == detail.get("evidence_sha256")
        and pledge.evidence.get("core_sha256") == pledge.core_sha256
        and pledge.evidence.get("idempotency_key") == str(pledge.attempt.uuid),
        "entry": digest_of(pledge.entry) == pledge.entry.digest and pledge.entry.about.endswith(str(pledge.public_id)),
    }
    return [name for name, holds in checks.items() if not holds]


def verify_address(code):
    """The public address that a QR leads to."""
    return settings.SITE_ADDRESS.rstrip("/") + reverse("pledges:verify", args=[code])


def page_of(pledge):
    """Everything that is printed on the document of a pledge, as `pledge.typ` takes it. Always Chinese."""
    signed = timezone.localtime(pledge.signed_at)
    core = core_of(pledge)
    return {
        "title": pledge.text.title,
        "serial": pledge.serial,
        "issuer": settings.WAGTAIL_SITE_NAME,
        "motto": "亲而有度　清而有为",
        "disclaimer": "平台封签用于证明本文件自封签后未被改动（完整性），非第三方电子认证。",
        "seal_words": "平台封签",
        "alt": {"lotus": "莲花纹", "signature": "承诺人手写签名", "qr": "核验二维码"},
        "blocks": pledge.version.blocks,
        "signer": pledge.signer,
        "strokes": pledge.strokes,
        "signed_on": {"year": signed.year, "month": signed.month, "day": signed.day},
        "signed_day": _day(signed),
        "signed_moment": f"{_day(signed)} {signed:%H:%M:%S}（北京时间）",
        "valid_day": _day(pledge.valid_through),
        "code": pledge.spaced_code,
        "verify_address": verify_address(pledge.code),
        "version_line": f"第 {pledge.version.number} 版",
        "text_sha256": pledge.version.text_sha256,
        "entry_line": f"第 {pledge.entry.sequence} 条",
        "attached": [
            {"name": "core.json", "body": evidence.canonical(core), "about": "签署核心记录"},
            {"name": "text.json", "body": evidence.canonical(pledge.version.blocks), "about": "承诺书文本"},
        ],
    }


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日"
