"""Bytes of films and pictures, for whoever may have them."""

from hashlib import sha256
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import FileSystemStorage
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from media import queries
from media.models import Film, PictureRendition
from media.rules import passes
from media.rules.ranges import RangeRefused, requested_range

_CHUNK = 256 * 1024
_TYPES = {
    "mp4": "video/mp4",
    "m4s": "video/mp4",
    "m3u8": "application/vnd.apple.mpegurl",
    "vtt": "text/vtt; charset=utf-8",
    "avif": "image/avif",
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
    stored = queries.film_files(film).get(name)
    if not stored:
        raise Http404
    return _answer(request, film.mp4.storage, stored, "private, max-age=3600")


@require_safe
def picture(request, name):
    """A picture at one size, for whoever may open a page that shows it. No original, no document, no film."""
    rendition = get_object_or_404(PictureRendition.objects.select_related("image"), file=f"images/{name}")
    # Pages stand above this room, so whoever knows them is asked by name.
    reach = import_string(settings.MEDIA_REACH)(request, rendition.image, timezone.now())
    if reach is None:
        raise Http404
    kept = f"{'public' if reach.value == 'everybody' else 'private'}, max-age=86400"
    return _answer(request, rendition.file.storage, rendition.file.name, kept)


def _answer(request, storage, name, cache_control):
    """A stored file, or the bytes of it that were asked for."""
    content_type = _TYPES.get(name.rpartition(".")[2])
    if content_type is None:
        raise Http404
    try:
        response = _handed_over(storage, name) or _streamed(request, storage, name)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Content-Type"] = content_type
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _handed_over(storage, name):
    """nginx sends a file of this machine, ranges and all, once it is told which."""
    if not settings.MEDIA_ACCEL_PREFIX or not isinstance(storage, FileSystemStorage):
        return None
    if not storage.exists(name):
        raise FileNotFoundError(name)
    address = settings.MEDIA_ACCEL_PREFIX.rstrip("/") + "/" + quote(name)
    return HttpResponse(headers={"X-Accel-Redirect": address})


def _streamed(request, storage, name):
    size = storage.size(name)
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": _version(storage, name, size),
        # Said so that nothing on the way packs it: bytes of a packed film are not bytes of the film.
        "Content-Encoding": "identity",
    }
    try:
        part = requested_range(_range_header(request, headers), size)
    except RangeRefused:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if part is None:
        headers["Content-Length"] = str(size)
        return StreamingHttpResponse(_bytes(request, storage, name, 0, size), headers=headers)
    headers["Content-Length"] = str(part.length)
    headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    content = _bytes(request, storage, name, part.first, part.length)
    return StreamingHttpResponse(content, status=206, headers=headers)


def _version(storage, name, size):
    """What tells one content from another. In a bucket, where to ask takes a journey, a name is never written over."""
    if isinstance(storage, FileSystemStorage):
        return f'"{size:x}-{int(storage.get_modified_time(name).timestamp() * 1000):x}"'
    return f'"{size:x}-{sha256(name.encode()).hexdigest()[:16]}"'


def _range_header(request, headers):
    """The range asked for, unless it was asked of an older file than this one."""
    condition = request.headers.get("If-Range")
    if condition and condition != headers["ETag"]:
        return ""
    return request.headers.get("Range", "")


def _bytes(request, storage, name, start, length):
    """Nothing for who asks for the head alone; else the bytes, from a bucket no more of them than were asked for."""
    if request.method == "HEAD" or not length:
        return ()
    if hasattr(storage, "part"):
        return storage.part(name, start, length)
    return _read(storage.open(name, "rb"), start, length)


def _read(source, start, length):
    with source:
        source.seek(start)
        while length > 0 and (chunk := source.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
