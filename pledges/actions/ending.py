from django.db import transaction

from journal.actions import record

from ..models import Pledge
from ..rules import signing
from ..rules.refusals import RevokingRefused


@transaction.atomic
def revoke(*, pledge, reason, by, now):
    """End a live pledge for a reason that is kept; the document stays as it is, its verification says 已撤销."""
    reason = signing.check_reason(reason, RevokingRefused)
    pledge = Pledge.objects.select_for_update().get(pk=pledge.pk)
    signing.check_revocable(pledge.is_live)
    pledge.state, pledge.ended_at, pledge.ended_reason = Pledge.State.REVOKED, now, reason
    pledge.save(update_fields=["state", "ended_at", "ended_reason"])
    record("pledges.pledge.revoked", by=by, about=pledge, now=now, detail={"serial": pledge.serial})
    return pledge
