from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OptionBlock(blocks.StructBlock):
    """One option of a choice."""

    text = blocks.CharBlock(label=_("text"))
    right = blocks.BooleanBlock(label=_("is right"), required=False)

    class Meta:
        icon = "tick"
        label = _("option")


class PairBlock(blocks.StructBlock):
    """Two things that belong together."""

    left = blocks.CharBlock(label=_("left side"))
    right = blocks.CharBlock(label=_("right side"))

    class Meta:
        icon = "link"
        label = _("pair")


class JudgementBlock(blocks.StructBlock):
    """A deed to be judged: over the red line, or safe."""

    text = blocks.TextBlock(label=_("deed"), rows=2)
    zone = blocks.ChoiceBlock(label=_("zone"), choices=[("red", _("Red line")), ("safe", _("Safe zone"))])
    why = blocks.TextBlock(label=_("why"), required=False, rows=2)

    class Meta:
        icon = "warning"
        label = _("judgement")


class CaseChoiceBlock(blocks.StructBlock):
    """A question on the case, answered by options; several may be right."""

    text = blocks.TextBlock(label=_("question"), rows=2)
    options = blocks.ListBlock(OptionBlock(), label=_("options"), min_num=2)
    why = blocks.TextBlock(label=_("why"), required=False, rows=2)

    class Meta:
        icon = "list-ul"
        label = _("choice")
