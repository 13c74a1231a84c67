"""Uploads in pieces, as tus 1.0 has it (creation, termination): who lost the network asks how far it came."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from media import actions, queries
from media.rules import uploads
from media.rules.uploads import UploadRefused

REFUSALS = {
    "no-length": (400, _("The size of the file is not known.")),
    "empty": (400, _("The file is empty: it has 0 bytes.")),
    "too-large": (413, _("This film is larger than 2 GB.")),
    "too-many": (429, _("Five uploads are not finished yet. Finish or cancel one first.")),
    "no-room": (507, _("The server has no room for this file. Tell whoever looks after it.")),
    "not-a-film": (415, _("This file is neither a film (MP4, MOV, WebM) nor a sound recording (M4A, MP3, WAV, OGG).")),
}


@never_cache
@require_http_methods(["GET", "OPTIONS", "POST"])
def begin(request):
    """Announce a file and be told where to send it; or be told what was begun before, on whatever computer."""
    if request.method == "GET":
        return JsonResponse({"uploads": [_told(upload) for upload in queries.uploads_of(request.user)]})
    if request.method == "OPTIONS":
        return _tus(
            204,
            {"Tus-Version": uploads.VERSION, "Tus-Extension": "creation,termination", "Tus-Max-Size": uploads.LARGEST},
        )
    if not _speaks_tus(request):
        return _tus(412, {"Tus-Version": uploads.VERSION})
    try:
        upload = actions.begin_upload(
            by=request.user,
            name=uploads.read_name(request.headers.get("Upload-Metadata")),
            size=uploads.read_length(request.headers.get("Upload-Length")),
            now=timezone.now(),
        )
    except UploadRefused as refusal:
        return _refused(refusal)
    return _tus(201, {"Location": reverse("media:upload-piece", args=[upload.public_id])})


@never_cache
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def piece(request, public_id):
    """How far an upload is; the next piece of it; the end of it."""
    upload = get_object_or_404(queries.uploads_of(request.user), public_id=public_id)
    if not _speaks_tus(request):
        return _tus(412, {"Tus-Version": uploads.VERSION})
    if request.method == "HEAD":
        return _tus(200, {"Upload-Offset": upload.received, "Upload-Length": upload.size})
    if request.method == "DELETE":
        actions.drop_upload(upload=upload)
        return _tus(204)
    return _taken(request, upload)


def _told(upload):
    return {
        "address": reverse("media:upload-piece", args=[upload.public_id]),
        "name": upload.name,
        "percent": 100 * upload.received // upload.size,
        "size": upload.size,
        "begun": date_format(timezone.localtime(upload.begun_at), "SHORT_DATETIME_FORMAT"),
    }


def _taken(request, upload):
    offset = uploads.read_offset(request.headers.get("Upload-Offset"))
    if request.content_type != uploads.PIECE or offset is None:
        return _tus(415 if offset is not None else 400)
    try:
        received = actions.take_piece(upload=upload, offset=offset, source=request, now=timezone.now())
    except actions.UploadBusy:
        return _tus(409)
    except UploadRefused as refusal:
        return _refused(refusal)
    except OSError:
        # Nobody is there any more to read this.
        return _tus(400)
    return _tus(204, {"Upload-Offset": received})


def _speaks_tus(request):
    return request.headers.get("Tus-Resumable") == uploads.VERSION


def _refused(refusal):
    status, words = REFUSALS[refusal.code]
    return _tus(status, words=words)


def _tus(status, headers=None, words=""):
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8", headers=headers or {})
    response["Tus-Resumable"] = uploads.VERSION
    return response
