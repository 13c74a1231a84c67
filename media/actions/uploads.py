"""An upload in pieces: begun, gone on with from where it stopped, used up by the film it becomes, or given up."""

import fcntl
import os
import shutil
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from wagtail.models import UploadedFile

from media import queries
from media.models import Upload
from media.rules import uploads
from media.rules.contents import HEAD

UNFINISHED_AFTER = timedelta(days=1)
_CHUNK = 256 * 1024


class UploadBusy(Exception):
    """Another piece of the same upload is still being written, or this one begins elsewhere than the last ended."""


def begin_upload(*, by, name, size, now):
    """Make room for a file of `size` bytes, or raise UploadRefused."""
    settings.UPLOAD_ROOT.mkdir(parents=True, exist_ok=True)
    uploads.check_beginning(
        size=size,
        unfinished=queries.uploads_of(by).count(),
        free=shutil.disk_usage(settings.UPLOAD_ROOT).free,
    )
    with transaction.atomic():
        upload = Upload.objects.create(owner=by, name=name, size=size, begun_at=now, touched_at=now)
        upload.path.touch(mode=0o640)
    return upload


def take_piece(*, upload, offset, source, now):
    """Write what `source` gives from byte `offset` on, as much of it as arrives; gives back how far the upload is.

    UploadRefused, with nothing left of the upload, where its first bytes are those of no film.
    """
    with _alone(upload) as file:
        upload.refresh_from_db()
        if offset != upload.received:
            raise UploadBusy
        file.seek(offset)
        try:
            _write(file, source, upload.size - offset)
        finally:
            # What came before the network was lost is kept: the next piece begins after it.
            received = file.tell()
            file.flush()
            os.fsync(file.fileno())
            Upload.objects.filter(pk=upload.pk).update(received=received, touched_at=now)
        file.seek(0)
        head = file.read(HEAD)
    try:
        # A file of fewer bytes than a beginning has is judged by all it has.
        uploads.check_kind(head, received=HEAD if received == upload.size else received)
    except uploads.UploadRefused:
        drop_upload(upload=upload)
        raise
    return received


def drop_upload(*, upload):
    """Forget an upload and what came of it."""
    upload.delete()
    upload.path.unlink(missing_ok=True)


def drop_stale_uploads(*, before):
    """Give up what nobody went on with since then, and pieces that belong to nothing; gives back how many."""
    stale = list(Upload.objects.filter(touched_at__lt=before))
    for upload in stale:
        drop_upload(upload=upload)
    known = {str(public_id) for public_id in Upload.objects.values_list("public_id", flat=True)}
    left = [path for path in settings.UPLOAD_ROOT.glob("*") if path.name not in known]
    for path in left:
        if path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
    return len(stale)


@contextmanager
def _alone(upload):
    """The file of the upload, to nobody else meanwhile."""
    try:
        file = upload.path.open("r+b")
    except FileNotFoundError:
        raise UploadBusy from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UploadBusy from None
        yield file


def _write(file, source, most):
    while most > 0 and (chunk := source.read(min(_CHUNK, most))):
        file.write(chunk)
        most -= len(chunk)


def forget_unfinished_uploads(*, now):
    """Delete what was uploaded among others and never given its words; give back how many files that were."""
    forgotten = 0
    for upload in UploadedFile.objects.all():
        storage, name = upload.file.storage, upload.file.name
        if not storage.exists(name) or now - storage.get_modified_time(name) > UNFINISHED_AFTER:
            upload.delete()
            storage.delete(name)
            forgotten += 1
    return forgotten
