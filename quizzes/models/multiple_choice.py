from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from quizzes.blocks import OptionBlock
from quizzes.models.question import Question
from quizzes.rules import dealing, marking


class MultipleChoice(Question):
    """Options of which one or more are right. Answer: a list of the ids ticked, in the order shown."""

    kind, data_name, kind_order = "multiple_choice", "multiple", 20
    kind_label = _("Multiple choice")

    options = StreamField([("option", OptionBlock())], verbose_name=_("options"), min_num=2)

    panels = [
        *Question.stem_panels,
        FieldPanel("options"),
        *Question.further_panels,
    ]

    class Meta:
        verbose_name = _("multiple choice")
        verbose_name_plural = _("multiple choice")

    def clean(self):
        super().clean()
        if not any(option.value["right"] for option in self.options):
            raise ValidationError({"options": _("Tick at least one option as right.")})

    @staticmethod
    def fields_from(data):
        """options: texts; answers: the places of the right ones, from 1."""
        return {
            "options": [
                ("option", {"text": text, "right": place in data["answers"]})
                for place, text in enumerate(data["options"], 1)
            ],
        }

    def deal(self, rng):
        options = [(option.value["text"], option.value["right"]) for option in self.options]
        shown, right = dealing.deal_options(options, rng, said=self.explanation)
        return {"options": shown}, {"right": right}

    @staticmethod
    def read(face, form):
        ticked = set(form.getlist(face["field"]))
        return [option["id"] for option in face["options"] if option["id"] in ticked] or None

    @staticmethod
    def mark(key, answer):
        return marking.ticks(answer, key["right"])

    @staticmethod
    def rows(face, key, answer):
        return [
            dealing.Row(
                prompt="",
                yours=dealing.lettered(face["options"], answer or ()),
                right=dealing.lettered(face["options"], key["right"]),
                correct=set(answer or ()) == set(key["right"]),
            )
        ]
