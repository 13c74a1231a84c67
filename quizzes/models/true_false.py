from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from quizzes.models.question import Question
from quizzes.rules import dealing, marking


class TrueFalse(Question):
    """A sentence that is true or not. Answer: True or False."""

    kind, data_name, kind_order = "true_false", "truefalse", 30
    kind_label = _("True or false")

    is_true = models.BooleanField(_("the sentence is true"), default=False)

    panels = [*Question.stem_panels, FieldPanel("is_true"), *Question.further_panels]

    class Meta:
        verbose_name = _("true or false")
        verbose_name_plural = _("true or false")

    @staticmethod
    def fields_from(data):
        """answer: true or false."""
        return {"is_true": data["answer"]}

    def deal(self, rng):
        return {}, {"right": self.is_true}

    @staticmethod
    def read(face, form):
        return {"true": True, "false": False}.get(form.get(face["field"]))

    @staticmethod
    def mark(key, answer):
        return marking.exact(answer, key["right"])

    @staticmethod
    def rows(face, key, answer):
        words = {True: gettext("True"), False: gettext("False"), None: ""}
        correct = answer == key["right"]
        return [dealing.Row("", words[answer], words[key["right"]], correct)]

    @staticmethod
    def taps(face):
        return [("true", gettext("True")), ("false", gettext("False"))]
