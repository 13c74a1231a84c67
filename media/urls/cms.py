"""Addresses below /cms/films/."""

from django.urls import path

from media.views import editing

app_name = "media-cms"

urlpatterns = [
    path("<int:film_id>/prepare/", editing.prepare, name="prepare"),
    path("<int:film_id>/captions/<str:language>/", editing.captions, name="captions"),
]
