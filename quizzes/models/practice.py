from django.db import models
from django.db.models import Q

from quizzes.models.question import Question


class WrongEntry(models.Model):
    """A question in a member's wrong-answer book. due_at None: she has learned it by heart."""

    wagtail_reference_index_ignore = True

    member = models.ForeignKey("enterprises.Member", on_delete=models.CASCADE, related_name="wrong_entries")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="+")
    box = models.PositiveSmallIntegerField(default=0)
    lapses = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "question"], name="a_question_is_once_in_a_wrong_book")
        ]
        indexes = [models.Index(fields=["member", "due_at"], condition=Q(due_at__isnull=False), name="reviews_due")]

    def __str__(self):
        return f"{self.member_id}/{self.question_id}"


class DailyAnswer(models.Model):
    """What a member answered to the question of one day (in Shanghai)."""

    wagtail_reference_index_ignore = True

    member = models.ForeignKey("enterprises.Member", on_delete=models.CASCADE, related_name="daily_answers")
    day = models.DateField()
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField()
    correct = models.BooleanField()

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["member", "day"], name="one_daily_answer_per_member_and_day")]

    def __str__(self):
        return f"{self.member_id}/{self.day}"
