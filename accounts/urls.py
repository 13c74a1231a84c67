from django.urls import path

from accounts import views

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("invitation/<uuid:public_id>/<str:token>/", views.invitation, name="invitation"),
    path("go/", views.landing, name="landing"),
    path("me/settings/", views.preferences, name="settings"),
    path("appearance/", views.appearance, name="appearance"),
    path("health/", views.health, name="health"),
    path("cms/login/", views.cms_sign_in, name="cms-sign-in"),
]
