from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from quizzes.blocks import CaseChoiceBlock, JudgementBlock
from quizzes.models.question import Question
from quizzes.rules import dealing, marking


class Scenario(Question):
    """A situation, told in the stem, and parts to judge (red line or safe zone) or to answer by options.

    Answer: a dict of part id to a list of ids; a judgement's ids are "red" and "safe".
    """

    kind, data_name, kind_order = "scenario", "scenario", 70
    kind_label = _("Scenario")

    parts = StreamField(
        [("judgement", JudgementBlock()), ("choice", CaseChoiceBlock())],
        verbose_name=_("parts"),
        min_num=1,
    )

    panels = [*Question.stem_panels, FieldPanel("parts"), *Question.further_panels]

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")

    def clean(self):
        super().clean()
        choices = [part.value for part in self.parts if part.block_type == "choice"]
        if any(not any(option["right"] for option in choice["options"]) for choice in choices):
            raise ValidationError({"parts": _("Tick at least one option as right.")})

    @property
    def has_judgement(self):
        return any(part.block_type == "judgement" for part in self.parts)

    @staticmethod
    def fields_from(data):
        """parts: {text, zone "red"|"safe", why?} or {text, options, answers (from 1), why?} each."""
        return {"parts": [_part_from(part) for part in data["parts"]]}

    def deal(self, rng):
        dealt = [_deal_part(part, rng) for part in self.parts]
        shown = [face for face, _ in dealt]
        return {"parts": shown}, {
            "parts": {face["id"]: key for face, key in dealt},
        }

    @staticmethod
    def read(face, form):
        sent = {part["id"]: form.getlist(f"{face['field']}-{part['id']}") for part in face["parts"]}
        known = {part["id"]: _ids(part) for part in face["parts"]}
        kept = {id: [one for one in known[id] if one in ids] for id, ids in sent.items()}
        return {id: ids for id, ids in kept.items() if ids} or None

    @staticmethod
    def mark(key, answer):
        given = answer or {}
        return marking.mean(marking.ticks(given.get(id), part["right"]) for id, part in key["parts"].items())

    @staticmethod
    def rows(face, key, answer):
        given = answer or {}
        return [_row(part, key["parts"][part["id"]], given.get(part["id"], [])) for part in face["parts"]]


def _part_from(part):
    why = part.get("why", "")
    if "zone" in part:
        return ("judgement", {"text": part["text"], "zone": part["zone"], "why": why})
    options = [{"text": text, "right": place in part["answers"]} for place, text in enumerate(part["options"], 1)]
    return ("choice", {"text": part["text"], "options": options, "why": why})


def _deal_part(part, rng):
    face = {"id": dealing.new_id(rng), "type": part.block_type, "text": part.value["text"]}
    if part.block_type == "judgement":
        return face, {"right": [part.value["zone"]], "why": part.value["why"]}
    options = [(option["text"], option["right"]) for option in part.value["options"]]
    shown, right = dealing.deal_options(options, rng, said=part.value["why"])
    # That one tick is enough is told on purpose: an exam paper says (单选) or (多选) too.
    face |= {"options": shown, "several": len(right) > 1}
    return face, {"right": right, "why": part.value["why"]}


def _ids(part):
    if part["type"] == "judgement":
        return ["red", "safe"]
    return [option["id"] for option in part["options"]]


def _row(part, key, ids):
    return dealing.Row(
        prompt=part["text"],
        yours=_words(part, ids),
        right=_words(part, key["right"]),
        correct=set(ids) == set(key["right"]),
        why=key["why"],
    )


def _words(part, ids):
    if part["type"] == "choice":
        return dealing.lettered(part["options"], ids)
    zones = {"red": gettext("Red line"), "safe": gettext("Safe zone")}
    return "；".join(zones[id] for id in ids)
