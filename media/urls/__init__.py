from django.urls import path, re_path

from media.views import files, uploads

app_name = "media"

urlpatterns = [
    path("film/<uuid:public_id>/<str:token>/<str:name>", files.film_file, name="film"),
    path("upload/", uploads.begin, name="upload"),
    path("upload/<uuid:public_id>/", uploads.piece, name="upload-piece"),
    re_path(r"^pictures/(?P<name>[\w-][\w.-]*)$", files.picture, name="picture"),
]
