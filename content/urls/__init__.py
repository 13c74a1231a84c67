from django.contrib.sitemaps.views import index, sitemap
from django.urls import include, path, re_path

from content.views import family, feeds, library, pages, search, stories

_ours = (
    [
        path("library/", library.library, name="library"),
        path("library/open/<int:page_id>/", pages.open_page, name="open"),
        path("library/citing/<int:article_id>/", library.citing, name="citing"),
        path("library/in/<int:pk>/", search.search_in_regulation, name="search-in-regulation"),
        path("search/", search.search, name="search"),
        path("feed/", feeds.PublicFeed(), name="feed"),
        path("sitemap.xml", index, feeds.MAPS | {"sitemap_url_name": "content:sitemap-section"}, name="sitemap"),
        path("sitemap-<slug:section>.xml", sitemap, feeds.MAPS, name="sitemap-section"),
        path("robots.txt", feeds.robots, name="robots"),
        path("stories/", stories.my_stories, name="my-stories"),
        path("stories/write/", stories.write, name="write-story"),
        path("stories/<uuid:public_id>/", stories.story, name="my-story"),
        path("stories/<uuid:public_id>/send/", stories.send, name="send-story"),
        path("stories/<uuid:public_id>/take-back/", stories.take_back, name="take-back-story"),
        path("stories/<uuid:public_id>/withdraw/", stories.withdraw, name="withdraw-story"),
        path("stories/<uuid:public_id>/delete/", stories.delete, name="delete-story"),
        path("stories/pictures/<uuid:public_id>/<slug:size>/", stories.picture, name="sent-picture"),
        path("stories/<int:page_id>/family/", family.invite, name="invite-family"),
        path("stories/links/<uuid:public_id>/revoke/", family.revoke, name="revoke-family-link"),
        path("family/<str:token>/", family.door, name="family"),
        path("family/<str:token>/line/", family.add_line, name="family-line"),
    ],
    "content",
)

# Wagtail reverses the last two by these names, so they stand outside our namespace.
urlpatterns = [
    path("", include(_ours)),
    path("_util/login/", pages.wagtail_sign_in, name="wagtailcore_login"),
    re_path(r"^((?:[\w\-]+/)*)$", pages.serve, name="wagtail_serve"),
]
