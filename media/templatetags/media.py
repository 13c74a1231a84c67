"""Tags that show films and pictures: `{% load media %}`."""

import json

from django import template
from django.utils import timezone
from wagtail.images.models import Filter

from media import queries
from media.rules import pictures

register = template.Library()

# For `prefetch_renditions(*PICTURE_SPECS)` where a page shows many pictures.
PICTURE_SPECS = (*pictures.at_once(), *pictures.specs(kind="avif"))


@register.inclusion_tag("media/_player.html", takes_context=True)
def film_player(context, film, resume=0):
    """The player for whoever this page is made for; `resume` is the second they left off at."""
    return {
        "film": film,
        "addresses": _addresses(context, film),
        "sheet": json.dumps(film.sheet),
        "resume": int(resume or 0),
    }


@register.simple_tag(takes_context=True)
def film_poster(context, film):
    """The address of a film's poster for whoever this page is made for; "" when it has none."""
    return _addresses(context, film).poster


@register.simple_tag(takes_context=True)
def film_addresses(context, film):
    """The addresses of a film for whoever this page is made for, where the browser's own player will do."""
    return _addresses(context, film)


@register.inclusion_tag("media/_picture.html")
def picture(image, sizes="(min-width: 48rem) 44rem, 100vw", alt=None, eager=False, crop=""):
    """A picture at the size the screen needs; `alt=""` where the text beside it says it all.

    `crop="wide"` cuts it to 16:9 around its focal point. AVIF is offered where the worker has made it; nobody waits
    for that here.
    """
    made = _existing(image, [*pictures.at_once(crop), *pictures.specs(crop, "avif")])
    missing = [spec for spec in pictures.at_once(crop) if spec not in made]
    if missing:
        made |= image.get_renditions(*missing)
    return {
        "kinds": [(kind, _by_width(made, pictures.specs(crop, kind))) for kind in ("avif", "webp")],
        "fallback": made[pictures.fallback(crop)],
        "sizes": sizes,
        "alt": image.alt_text if alt is None else alt,
        "eager": eager,
    }


def _existing(image, specs):
    found = image.find_existing_renditions(*(Filter(spec=spec) for spec in specs))
    return {made.spec: rendition for made, rendition in found.items()}


def _by_width(made, specs):
    return {made[spec].width: made[spec] for spec in specs if spec in made}


def _addresses(context, film):
    viewer = queries.viewer_of(context["request"])
    return queries.film_addresses(film, viewer=viewer, now=timezone.now())
