from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from quizzes.models.question import Question
from quizzes.rules import dealing, marking


class Ordering(Question):
    """Steps to be put in order. Answer: their ids, first step first."""

    kind, data_name, kind_order = "ordering", "ordering", 50
    kind_label = _("Ordering")

    items = StreamField(
        [("item", blocks.CharBlock(label=_("step")))],
        verbose_name=_("steps in their right order"),
        min_num=2,
    )

    panels = [*Question.stem_panels, FieldPanel("items"), *Question.further_panels]

    class Meta:
        verbose_name = _("ordering")
        verbose_name_plural = _("ordering")

    @staticmethod
    def fields_from(data):
        """items: the steps in their right order."""
        return {"items": [("item", text) for text in data["items"]]}

    def deal(self, rng):
        shown, right = dealing.deal_out_of_order([item.value for item in self.items], rng)
        # Not "items": in a template that is the dict's own.
        return {"steps": shown, "places": list(range(1, len(shown) + 1))}, {"right": right}

    @staticmethod
    def read(face, form):
        """Each step sends its place; a paper with a place missing or taken twice is still kept, as given."""
        sent = {item["id"]: form.get(f"{face['field']}-{item['id']}", "") for item in face["steps"]}
        places = {id: int(place) for id, place in sent.items() if place in map(str, face["places"])}
        return sorted(places, key=places.get) or None

    @staticmethod
    def mark(key, answer):
        return marking.sequence(answer, key["right"])

    @staticmethod
    def rows(face, key, answer):
        texts = {item["id"]: item["text"] for item in face["steps"]}
        return [
            dealing.Row(
                prompt="",
                yours=" → ".join(texts[id] for id in answer or ()),
                right=" → ".join(texts[id] for id in key["right"]),
                correct=answer == key["right"],
            )
        ]
