"""Every address of the site, room by room; what is left over is a page."""

from importlib.util import find_spec

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls


def _room(prefix, module):
    return [path(prefix, include(module))] if find_spec(module) else []


urlpatterns = [
    *_room("", "accounts.urls"),
    *_room("", "enterprises.urls"),
    *_room("", "campaigns.urls"),
    *_room("", "quizzes.urls"),
    *_room("", "attendance.urls"),
    *_room("", "pledges.urls"),
    *_room("", "reports.urls"),
    *_room("r/", "regulations.urls"),
    *_room("media/", "media.urls"),
    path("documents/", include(wagtaildocs_urls)),
    path("cms/", include(wagtailadmin_urls)),
    *_room("", "content.urls"),
]

handler403 = "accounts.views.refused"
handler404 = "accounts.views.missing"
