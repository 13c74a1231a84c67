from django.urls import path

from reports.views import desk, mine, park, today

app_name = "reports"

urlpatterns = [
    path("today/", today.today, name="today"),
    path("me/", mine.mine, name="mine"),
    path("me/data/", mine.my_data, name="my-data"),
    path("desk/", desk.desk, name="desk"),
    path("desk/overview/", desk.overview, name="overview"),
    path("desk/members/", desk.members, name="members"),
    path("desk/members/export/", desk.members_export, name="members-export"),
    path("desk/members/<uuid:public_id>/invitation/", desk.invitation, name="invitation"),
    path("desk/campaigns/", desk.campaigns, name="campaigns"),
    path("desk/campaigns/<uuid:public_id>/", desk.campaign, name="campaign"),
    path("desk/park/", park.park, name="park"),
    path("desk/park/export/", park.export, name="park-export"),
    path("desk/park/<uuid:public_id>/", park.enterprise, name="enterprise"),
]
