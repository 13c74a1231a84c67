from django.urls import path

from quizzes.views import practice, sitting

app_name = "quizzes"
urlpatterns = [
    path("practice/", practice.home, name="practice"),
    path("practice/daily/", practice.daily, name="daily"),
    path("practice/wrong/", practice.wrong_book, name="wrong-book"),
    path("practice/review/", practice.review, name="review"),
    path("practice/film/<str:ticket>/", practice.in_film, name="in-film"),
    path("practice/red-line/", practice.red_line, name="red-line"),
    path("quizzes/<uuid:public_id>/", sitting.quiz, name="quiz"),
    path("quizzes/<uuid:public_id>/start/", sitting.start, name="start"),
    path("quizzes/sit/<uuid:token>/", sitting.sit, name="sit"),
    path("quizzes/sit/<uuid:token>/answer/", sitting.answer, name="answer"),
    path("quizzes/sit/<uuid:token>/here/", sitting.take_over, name="take-over"),
    path("quizzes/sit/<uuid:token>/hand-in/", sitting.hand_in, name="hand-in"),
    path("quizzes/sit/<uuid:token>/receipt/", sitting.receipt, name="receipt"),
    path("quizzes/results/<uuid:token>/", sitting.result, name="result"),
]
