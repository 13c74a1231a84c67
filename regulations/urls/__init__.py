from django.urls import path

from regulations.views import reading

app_name = "regulations"
urlpatterns = [
    path("", reading.shelf, name="list"),
    path("article/<int:pk>/", reading.article, name="article"),
    path("<str:slug>/", reading.in_force, name="in-force"),
    path("<str:slug>/<str:version>/", reading.read, name="read"),
    path("<str:slug>/<str:new>/since/<str:old>/", reading.compare, name="compare"),
]
