from django.urls import path

from regulations import views

app_name = "regulations"
urlpatterns = [
    path("", views.shelf, name="list"),
    path("article/<int:pk>/", views.article, name="article"),
    path("<str:slug>/", views.in_force, name="in-force"),
    path("<str:slug>/<str:version>/", views.read, name="read"),
]
