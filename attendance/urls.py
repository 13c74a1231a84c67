from django.urls import path

from attendance.views import desk, member, study

app_name = "attendance"

urlpatterns = [
    path("study/open/<int:page_id>/", study.open_study, name="study-open"),
    path("study/<uuid:session>/beats/", study.take_beats, name="study-beats"),
    path("events/", member.event_list, name="events"),
    path("events/<uuid:public_id>/", member.event, name="event"),
    path("events/<uuid:session>/leave/", member.ask_leave, name="leave"),
    path("check-in/", member.check_in_by_number, name="check-in-number"),
    path("check-in/<uuid:session>/result/", member.check_in_result, name="check-in-result"),
    path("check-in/<uuid:session>/<slug:token>/", member.check_in, name="check-in"),
    path("desk/events/", desk.event_list, name="desk-events"),
    path("desk/events/<uuid:public_id>/", desk.event, name="desk-event"),
    path("desk/events/<uuid:public_id>/mark/", desk.mark, name="desk-mark"),
    path("desk/events/<uuid:public_id>/sheet/", desk.sheet, name="desk-sheet"),
    path("desk/events/<uuid:public_id>/screen/", desk.screen, name="desk-screen"),
    path("desk/events/<uuid:public_id>/screen/codes/", desk.screen_codes, name="desk-screen-codes"),
]
