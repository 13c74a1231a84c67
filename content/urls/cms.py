"""Addresses inside the CMS that Wagtail does not have. They stand before its own; the table opens /cms/ to editors."""

from django.urls import path

from content.views import account, citations, editing, manual, sent_queue

app_name = "content-cms"
urlpatterns = [
    # In the place of Wagtail's own.
    path("account/", account.looks, name="looks"),
    path("manual/", manual.read, name="manual"),
    path("manual/pictures/<slug:name>.webp", manual.picture, name="manual-picture"),
    path("citations/<str:which>/", citations.report, name="citations"),
    path("citations/<int:pk>/keep/", citations.keep, name="keep-citation"),
    path("citations/<int:pk>/reopen/", citations.reopen, name="reopen-citation"),
    path("sent-stories/", sent_queue.stories, name="sent-stories"),
    path("sent-stories/<uuid:public_id>/", sent_queue.story, name="sent-story"),
    path("sent-stories/<uuid:public_id>/take/", sent_queue.take, name="take-story"),
    path("sent-stories/<uuid:public_id>/return/", sent_queue.give_back, name="return-story"),
    path("sent-stories/lines/", sent_queue.lines, name="family-lines"),
    path("sent-stories/lines/<uuid:public_id>/", sent_queue.decide, name="decide-line"),
    path("pages/<int:page_id>/withdraw/", editing.withdraw, name="withdraw"),
    path("pages/<int:page_id>/let-out-again/", editing.let_out_again, name="let-out-again"),
]
