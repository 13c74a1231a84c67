from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from quizzes.models.question import Question
from quizzes.rules import dealing, marking


class FillIn(Question):
    """A stem with blanks (____), each with one or more accepted words. Answer: a list of words."""

    kind, data_name, kind_order = "fill_in", "fillin", 40
    kind_label = _("Fill in")

    blanks = StreamField(
        [("blank", blocks.ListBlock(blocks.CharBlock(), label=_("accepted words"), min_num=1))],
        verbose_name=_("blanks"),
        min_num=1,
    )

    panels = [*Question.stem_panels, FieldPanel("blanks"), *Question.further_panels]

    class Meta:
        verbose_name = _("fill in")
        verbose_name_plural = _("fill in")

    def clean(self):
        super().clean()
        if any(not marking.plain(word) for accepted in self._accepted() for word in accepted):
            raise ValidationError({"blanks": _("A blank needs a word that can be typed.")})

    @staticmethod
    def fields_from(data):
        """blanks: for each blank the list of words accepted."""
        return {"blanks": [("blank", accepted) for accepted in data["blanks"]]}

    def _accepted(self):
        return [list(blank.value) for blank in self.blanks]

    def deal(self, rng):
        return {"blanks": list(range(1, len(self.blanks) + 1))}, {"accepted": self._accepted()}

    @staticmethod
    def read(face, form):
        words = [form.get(f"{face['field']}-{n}", "").strip()[:200] for n in face["blanks"]]
        return words if any(words) else None

    @staticmethod
    def mark(key, answer):
        return marking.blanks(answer, key["accepted"])

    @staticmethod
    def rows(face, key, answer):
        given = answer or [""] * len(key["accepted"])
        return [
            dealing.Row(
                prompt=gettext("Blank %d") % place if len(given) > 1 else "",
                yours=word,
                right=" / ".join(accepted),
                correct=marking.blanks([word], [accepted]) == 1,
            )
            for place, (word, accepted) in enumerate(zip(given, key["accepted"], strict=True), 1)
        ]
