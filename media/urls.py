from django.urls import path, re_path

from media import views

app_name = "media"

urlpatterns = [
    path("film/<uuid:public_id>/<str:token>/<str:name>", views.film_file, name="film"),
    re_path(r"^pictures/(?P<name>[\w-][\w.-]*)$", views.picture, name="picture"),
]
