from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from quizzes.blocks import OptionBlock
from quizzes.models.question import Question
from quizzes.rules import dealing, marking


class SingleChoice(Question):
    """Options of which exactly one is right. Answer: the option's id."""

    kind, data_name, kind_order = "single_choice", "single", 10
    kind_label = _("Single choice")

    options = StreamField([("option", OptionBlock())], verbose_name=_("options"), min_num=2)

    panels = [
        *Question.stem_panels,
        FieldPanel("options"),
        *Question.further_panels,
    ]

    class Meta:
        verbose_name = _("single choice")
        verbose_name_plural = _("single choice")

    def clean(self):
        super().clean()
        if sum(bool(option.value["right"]) for option in self.options) != 1:
            raise ValidationError({"options": _("Tick exactly one option as right.")})

    @staticmethod
    def fields_from(data):
        """options: texts; answer: the place of the right one, from 1."""
        return {
            "options": [
                ("option", {"text": text, "right": place == data["answer"]})
                for place, text in enumerate(data["options"], 1)
            ],
        }

    def deal(self, rng):
        options = [(option.value["text"], option.value["right"]) for option in self.options]
        shown, right = dealing.deal_options(options, rng, said=self.explanation)
        return {"options": shown}, {"right": right[0]}

    @staticmethod
    def read(face, form):
        chosen = form.get(face["field"])
        return chosen if chosen in {option["id"] for option in face["options"]} else None

    @staticmethod
    def mark(key, answer):
        return marking.exact(answer, key["right"])

    @staticmethod
    def rows(face, key, answer):
        return [
            dealing.Row(
                prompt="",
                yours=dealing.lettered(face["options"], {answer}),
                right=dealing.lettered(face["options"], {key["right"]}),
                correct=answer == key["right"],
            )
        ]

    @staticmethod
    def taps(face):
        return [(option["id"], f"{option['letter']}. {option['text']}") for option in face["options"]]
