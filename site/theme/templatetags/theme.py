"""Small parts that every room's templates share."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from theme.icons import PATHS

register = template.Library()


@register.simple_tag
def icon(name):
    """An inline sign, hidden from screen readers: the words beside it say it."""
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', PATHS[name])


@register.inclusion_tag("theme/_ring.html")
def ring(value, total):
    """A progress ring: `value` of `total`."""
    percent = round(100 * value / total) if total else 0
    return {"value": value, "total": total, "percent": percent}


@register.inclusion_tag("theme/_field.html")
def form_field(field):
    """A label, hint, error and input that belong together for the eye and for the screen reader."""
    describing = [f"{field.id_for_label}-hint"] if field.help_text else []
    attributes = {}
    if field.errors:
        describing.append(f"{field.id_for_label}-error")
        attributes["aria-invalid"] = "true"
    if describing:
        attributes["aria-describedby"] = " ".join(describing)
    return {"field": field, "input": field.as_widget(attrs=attributes)}


@register.inclusion_tag("theme/_error_summary.html")
def error_summary(form):
    return {"form": form}


class CaptureNode(template.Node):
    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        # What is captured was rendered, and so escaped, already.
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return ""


@register.tag
def capture(parser, token):
    """`{% capture name %}…{% endcapture %}`: keep what is rendered, so that a shell can ask if a block is empty."""
    _, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


@register.filter
def percent_of(value, total):
    """How many of a hundred, rounded down, so that 100 means all; 0 of nothing is 0."""
    return int(100 * value / total) if total else 0
