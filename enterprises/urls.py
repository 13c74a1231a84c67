from django.urls import path

from enterprises import views

app_name = "enterprises"

urlpatterns = [
    path("desk/members/import/", views.import_roster, name="import"),
    path("desk/members/import/confirm/", views.confirm_roster, name="import-confirm"),
    path("desk/members/import/template/", views.template, name="import-template"),
    path("desk/members/<uuid:public_id>/begin-anew/", views.begin_anew, name="begin-anew"),
]
