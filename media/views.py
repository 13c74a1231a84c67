"""Bytes of films and pictures, for whoever may have them."""

from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from media import queries
from media.models import Film, PictureRendition
from media.rules import passes
from media.rules.ranges import RangeRefused, requested_range

_CHUNK = 256 * 1024
_TYPES = {
    "mp4": "video/mp4",
    "vtt": "text/vtt; charset=utf-8",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}


@require_safe
def film_file(request, public_id, token, name):
    """A file of a film, for the viewer its pass was made for."""
    film = get_object_or_404(Film, public_id=public_id)
    try:
        passes.check_pass(
            passes.film_key(settings.SECRET_KEY),
            token,
            film=film.public_id,
            viewer=queries.viewer_of(request),
            now=timezone.now().timestamp(),
        )
    except passes.PassRefused as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    file = queries.film_files(film).get(name)
    if not file:
        raise Http404
    return _answer(request, file.storage, file.name, "private, max-age=3600")


@require_safe
def picture(request, name):
    """A picture at one size. Only what the CMS made for pages: no original, no document, no film."""
    storage = PictureRendition._meta.get_field("file").storage
    return _answer(request, storage, f"images/{name}", "public, max-age=604800")


def _answer(request, storage, name, cache_control):
    """A stored file, or the bytes of it that were asked for."""
    content_type = _TYPES.get(name.rpartition(".")[2])
    if content_type is None or not storage.exists(name):
        raise Http404
    response = _handed_over(name) if settings.MEDIA_ACCEL_PREFIX else _streamed(request, storage, name)
    response["Content-Type"] = content_type
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _handed_over(name):
    """nginx sends the file, ranges and all, once it is told which."""
    address = settings.MEDIA_ACCEL_PREFIX.rstrip("/") + "/" + quote(name)
    return HttpResponse(headers={"X-Accel-Redirect": address})


def _streamed(request, storage, name):
    size = storage.size(name)
    changed = storage.get_modified_time(name).timestamp()
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": f'"{size:x}-{int(changed * 1000):x}"',
        "Last-Modified": http_date(changed),
        # Said so that nothing on the way packs it: bytes of a packed film are not bytes of the film.
        "Content-Encoding": "identity",
    }
    try:
        part = requested_range(_range_header(request, headers), size)
    except RangeRefused:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        headers["Content-Length"] = str(size)
        return StreamingHttpResponse(_bytes(storage, name, 0, size), headers=headers)
    headers["Content-Length"] = str(part.length)
    headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    content = _bytes(storage, name, part.first, part.length)
    return StreamingHttpResponse(content, status=206, headers=headers)


def _range_header(request, headers):
    """The range asked for, unless it was asked of an older file than this one."""
    condition = request.headers.get("If-Range")
    if condition and condition not in (headers["ETag"], headers["Last-Modified"]):
        return ""
    return request.headers.get("Range", "")


def _bytes(storage, name, start, length):
    with storage.open(name, "rb") as source:
        source.seek(start)
        while length > 0 and (chunk := source.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
