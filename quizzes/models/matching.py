from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from quizzes.blocks import PairBlock
from quizzes.models.question import Question
from quizzes.rules import dealing, marking


class Matching(Question):
    """Things to be joined in pairs. Answer: a dict of left id to right id."""

    kind, data_name, kind_order = "matching", "matching", 60
    kind_label = _("Matching")

    pairs = StreamField([("pair", PairBlock())], verbose_name=_("pairs"), min_num=2)

    panels = [*Question.stem_panels, FieldPanel("pairs"), *Question.further_panels]

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matching")

    @staticmethod
    def fields_from(data):
        """pairs: [left, right] each."""
        return {"pairs": [("pair", {"left": a, "right": b}) for a, b in data["pairs"]]}

    def deal(self, rng):
        pairs = [(pair.value["left"], pair.value["right"]) for pair in self.pairs]
        lefts, left_ids = dealing.deal_texts([left for left, _ in pairs], rng)
        # Two lefts may share one right: it is offered once.
        texts = list(dict.fromkeys(right for _, right in pairs))
        rights, right_ids = dealing.deal_texts(texts, rng)
        id_of = dict(zip(texts, right_ids, strict=True))
        key = {id: id_of[right] for id, (_, right) in zip(left_ids, pairs, strict=True)}
        return {"lefts": lefts, "rights": rights}, {"right": key}

    @staticmethod
    def read(face, form):
        known = {right["id"] for right in face["rights"]}
        sent = {left["id"]: form.get(f"{face['field']}-{left['id']}") for left in face["lefts"]}
        return {left: right for left, right in sent.items() if right in known} or None

    @staticmethod
    def mark(key, answer):
        return marking.pairs(answer, key["right"])

    @staticmethod
    def rows(face, key, answer):
        texts = {right["id"]: right["text"] for right in face["rights"]}
        given = answer or {}
        return [
            dealing.Row(
                prompt=left["text"],
                yours=texts.get(given.get(left["id"]), ""),
                right=texts[key["right"][left["id"]]],
                correct=given.get(left["id"]) == key["right"][left["id"]],
            )
            for left in face["lefts"]
        ]
