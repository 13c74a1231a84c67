import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from quizzes.models.question import Question
from quizzes.models.quiz import Quiz


class Attempt(models.Model):
    """One sitting of one member.

    `paper` is the list of faces as dealt (see Question.dealt): what she may see. The answers to it stand in
    AttemptKey, which nothing reads before hand-in.
    """

    wagtail_reference_index_ignore = True

    class Ended(models.TextChoices):
        HANDED_IN = "handed_in", _("Handed in")
        TIME_UP = "time_up", _("Time was up")

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    member = models.ForeignKey("enterprises.Member", on_delete=models.PROTECT, related_name="attempts")
    # The enterprise she belonged to then: results stay where they were earned.
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    paper = models.JSONField()
    # Which browser holds the paper; another must take it over first.
    seat = models.CharField(max_length=32, default="", blank=True)
    seq = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True, default="")
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    passed = models.BooleanField(null=True)
    receipt = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "quiz"],
                condition=Q(finished_at__isnull=True),
                name="one_open_attempt_per_member_and_quiz",
            ),
            models.UniqueConstraint(fields=["member", "quiz", "number"], name="attempts_are_numbered_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, score__isnull=True, receipt="")
                | Q(finished_at__isnull=False, score__isnull=False, passed__isnull=False) & ~Q(receipt=""),
                name="an_attempt_is_open_or_finished",
            ),
        ]
        indexes = [models.Index(fields=["quiz", "member", "finished_at"], name="attempt_standing")]

    def __str__(self):
        return f"{self.quiz_id}/{self.number}"

    @property
    def receipt_code(self):
        """The receipt as a person can read it out."""
        return f"{self.receipt[:4]}-{self.receipt[4:8]}".upper()


class AttemptKey(models.Model):
    """The answers to one paper: a list of keys as dealt, in the paper's order."""

    wagtail_reference_index_ignore = True

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, primary_key=True, related_name="+")
    keys = models.JSONField()

    def __str__(self):
        return str(self.attempt_id)


class Response(models.Model):
    """One question of one attempt: the latest answer to it, and its marks once handed in."""

    wagtail_reference_index_ignore = True

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="responses")
    number = models.PositiveSmallIntegerField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="responses")
    answer = models.JSONField(null=True)
    seq = models.PositiveBigIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    marks = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    correct = models.BooleanField(null=True)

    class Meta:
        ordering = ["attempt", "number"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "number"], name="a_question_of_a_paper_has_one_response")
        ]

    def __str__(self):
        return f"{self.attempt_id}/{self.number}"
