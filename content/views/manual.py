"""The editor's manual inside the CMS: members of the office have no other door to it."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.admin.auth import require_admin_access

from content import queries


@require_admin_access
def read(request):
    return render(request, "content/cms/manual.html", {"manual": queries.manual_in(get_language())})


@require_admin_access
def picture(request, name):
    file = queries.manual_picture(name)
    if file is None:
        raise Http404
    return FileResponse(file.open("rb"), content_type="image/webp")
