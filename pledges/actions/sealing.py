"""The document of a signed pledge is made and sealed: claimed by one, outside of any transaction, then kept."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from journal.actions import record

from .. import queries
from ..models import Pledge, SealedDocument
from ..rules.signing import SEALING_STALLS_AFTER
from ..sealing import document as typeset
from ..sealing import keys, stamp

SEAL_REASON = "平台封签：证明文件自封签后未被改动"


def seal(*, pledge, now):
    """The pledge's SealedDocument: sealed, or with `last_error` saying why not, or in another's hands.

    Safe to repeat at any time: a sealed pledge is left alone, a stalled one is taken up again.
    """
    document, _ = SealedDocument.objects.get_or_create(pledge=pledge)
    if document.sealed_at or not _claim(pledge, now):
        return document
    try:
        unsealed = typeset.render(queries.page_of(pledge), signed_at=pledge.signed_at)
        sealed = stamp.seal(unsealed, reason=SEAL_REASON)
    except (typeset.DocumentRefused, keys.KeysMissing, OSError, ValueError) as error:
        return _fail(pledge, error)
    return _keep(pledge, unsealed, sealed, now)


def _claim(pledge, now):
    """Take the sealing for ourselves; False when it is done, in hand, or no longer wanted."""
    State = Pledge.State
    open_ = Q(state__in=[State.ACCEPTED, State.SEAL_FAILED])
    stalled = Q(state=State.SEALING, sealing_since__lt=now - SEALING_STALLS_AFTER)
    claimed = Pledge.objects.filter(open_ | stalled, pk=pledge.pk).update(state=State.SEALING, sealing_since=now)
    return claimed == 1


@transaction.atomic
def _fail(pledge, error):
    """The signature stands; only its document is missing, and it says why."""
    Pledge.objects.filter(pk=pledge.pk, state=Pledge.State.SEALING).update(state=Pledge.State.SEAL_FAILED)
    SealedDocument.objects.filter(pledge=pledge).update(attempts=F("attempts") + 1, last_error=str(error)[:500])
    return SealedDocument.objects.get(pledge=pledge)


@transaction.atomic
def _keep(pledge, unsealed, sealed, now):
    document = SealedDocument.objects.select_for_update().get(pledge=pledge)
    if document.sealed_at:
        return document
    document.sha256_unsealed = hashlib.sha256(unsealed).hexdigest()
    document.sha256_sealed = hashlib.sha256(sealed).hexdigest()
    document.renderer = typeset.renderer()
    document.sealed_at = now
    document.attempts += 1
    document.last_error = ""
    signed = timezone.localtime(pledge.signed_at)
    document.file.save(f"{signed:%Y/%m}/{pledge.public_id}.pdf", ContentFile(sealed), save=False)
    document.save()
    Pledge.objects.filter(pk=pledge.pk, state=Pledge.State.SEALING).update(state=Pledge.State.SEALED)
    detail = {
        "serial": pledge.serial,
        "sha256_unsealed": document.sha256_unsealed,
        "sha256_sealed": document.sha256_sealed,
        "certificate_sha256": keys.described(keys.SEAL).fingerprint,
        "renderer": document.renderer,
    }
    record("pledges.pledge.sealed", by=None, about=pledge, now=now, detail=detail)
    return document
