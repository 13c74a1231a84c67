from django.urls import path

from . import views

app_name = "pledges"

urlpatterns = [
    path("pledges/", views.index, name="index"),
    path("pledges/<uuid:public_id>/", views.read, name="read"),
    path("pledges/<uuid:public_id>/decline/", views.decline, name="decline"),
    path("pledges/sign/<uuid:attempt>/", views.sign, name="sign"),
    path("pledges/receipt/<uuid:public_id>/", views.receipt, name="receipt"),
    path("pledges/document/<uuid:public_id>/", views.document, name="document"),
    path("v/", views.code, name="code"),
    path("v/root.pem", views.root_certificate, name="root"),
    path("v/<str:code>/", views.verify, name="verify"),
    path("v/<str:code>/check/", views.check, name="check"),
    path("desk/pledges/", views.desk, name="desk"),
]
