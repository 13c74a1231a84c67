from django.urls import path

from campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("desk/campaigns/<uuid:public_id>/remind/", views.remind, name="remind"),
]
