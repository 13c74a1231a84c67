"""Sealing in the background. A failure is tried again after 1, 5 and then every 30 minutes, eight times in all."""

import logging

from django.utils import timezone
from django_tasks import task

from . import actions
from .models import Pledge
from .rules.signing import retry_after

logger = logging.getLogger(__name__)


@task(queue_name="seal")
def seal_pledge(public_id):
    """Seal the pledge, or queue another try; the last failure is logged for the operator."""
    now = timezone.now()
    pledge = Pledge.objects.get(public_id=public_id)
    document = actions.seal(pledge=pledge, now=now)
    if document.sealed_at or not document.last_error:
        return
    wait = retry_after(document.attempts)
    if wait is None or not seal_pledge.get_backend().supports_defer:
        logger.error("Sealing of pledge %s failed: %s", pledge.serial, document.last_error)
        return
    seal_pledge.using(run_after=now + wait).enqueue(public_id)
