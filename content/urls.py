from django.urls import include, path, re_path

from content.views import library, pages, search

_ours = (
    [
        path("library/", library.library, name="library"),
        path("library/open/<int:page_id>/", pages.open_page, name="open"),
        path("search/", search.search, name="search"),
    ],
    "content",
)

# Wagtail reverses the last two by these names, so they stand outside our namespace.
urlpatterns = [
    path("", include(_ours)),
    path("_util/login/", pages.wagtail_sign_in, name="wagtailcore_login"),
    re_path(r"^((?:[\w\-]+/)*)$", pages.serve, name="wagtail_serve"),
]
