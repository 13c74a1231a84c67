"""At which sizes and in which formats a picture is kept ready, as Wagtail's filters say it."""

WIDTHS = (480, 960, 1440)
# How pictures are cut: by their width alone, or to a shape around what matters in them.
CROPS = {"": "width-{width}", "wide": "fill-{width}x{height}"}
_WIDE = 9 / 16
_FALLBACK = 960


def specs(crop="", kind="webp"):
    """The filters for one format of one crop, smallest first."""
    sizes = (CROPS[crop].format(width=width, height=round(width * _WIDE)) for width in WIDTHS)
    return [f"{size}|format-{kind}" for size in sizes]


def fallback(crop=""):
    """The one size for browsers that know no newer format."""
    return f"{CROPS[crop].format(width=_FALLBACK, height=round(_FALLBACK * _WIDE))}|format-jpeg"


def at_once(crop=""):
    """What a page may wait for: quickly made."""
    return [*specs(crop), fallback(crop)]


def ahead():
    """All there is, made before anybody asks: AVIF is small to fetch and slow to make."""
    return [spec for crop in CROPS for spec in (*at_once(crop), *specs(crop, "avif"))]
