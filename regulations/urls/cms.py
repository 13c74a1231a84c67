"""Addresses inside the CMS; the permission table opens /cms/ to editors."""

from django.urls import path

from regulations.views import choosing, editing, importing

app_name = "regulations-cms"
urlpatterns = [
    path("choose/", choosing.search, name="choose"),
    path("choose/<int:pk>/", choosing.article, name="choose-article"),
    path("import/", importing.read, name="import"),
    path("import/check/", importing.check, name="import-check"),
    path("import/save/", importing.save, name="import-save"),
    path("<int:pk>/versions/", editing.versions, name="versions"),
    path("versions/<int:pk>/correct/", editing.correct, name="correct"),
    path("versions/<int:pk>/discard/", editing.discard, name="discard"),
]
