"""What is told of pictures by a signal, from whatever door they came: the CMS, a member's phone, a command."""

from functools import partial

from django.db import transaction

from media.tasks import prepare_picture


def when_picture_saved(sender, instance, raw=False, **kwargs):
    """A new picture, or one whose focal point was moved, is made ready by the worker."""
    if not raw:
        transaction.on_commit(partial(prepare_picture.enqueue, instance.pk))
