"""Every address of the site, room by room; what is left over is a page."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("enterprises.urls")),
    path("", include("campaigns.urls")),
    path("", include("quizzes.urls")),
    path("", include("attendance.urls")),
    path("", include("pledges.urls")),
    path("", include("reports.urls")),
    path("r/", include("regulations.urls")),
    path("media/", include("media.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("cms/", include("content.urls.cms")),
    path("cms/", include(wagtailadmin_urls)),
    path("", include("content.urls")),
]

handler403 = "accounts.views.refused"
handler404 = "accounts.views.missing"
