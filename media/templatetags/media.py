"""Tags that show films and pictures: `{% load media %}`."""

from django import template
from django.utils import timezone

from media import queries

register = template.Library()

_WIDTHS = (480, 960, 1440)
_FALLBACK = "width-960|format-jpeg"
# For `prefetch_renditions(*PICTURE_SPECS)` where a page shows many pictures.
PICTURE_SPECS = (*(f"width-{width}|format-webp" for width in _WIDTHS), _FALLBACK)


@register.inclusion_tag("media/_player.html", takes_context=True)
def film_player(context, film, resume=0):
    """The player for whoever this page is made for; `resume` is the second they left off at."""
    return {
        "film": film,
        "addresses": _addresses(context, film),
        "resume": int(resume or 0),
    }


@register.simple_tag(takes_context=True)
def film_poster(context, film):
    """The address of a film's poster for whoever this page is made for; "" when it has none."""
    return _addresses(context, film).poster


@register.inclusion_tag("media/_picture.html")
def picture(image, sizes="(min-width: 48rem) 44rem, 100vw", alt=None, eager=False):
    """A picture at the size the screen needs; `alt=""` where the text beside it says it all."""
    made = image.get_renditions(*PICTURE_SPECS)
    fallback = made.pop(_FALLBACK)
    return {
        "webp": {rendition.width: rendition for rendition in made.values()},
        "fallback": fallback,
        "sizes": sizes,
        "alt": image.alt_text if alt is None else alt,
        "eager": eager,
    }


def _addresses(context, film):
    viewer = queries.viewer_of(context["request"])
    return queries.film_addresses(film, viewer=viewer, now=timezone.now())
