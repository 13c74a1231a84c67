"""The picture that is seen while a recording is heard."""

from PIL import Image, ImageDraw, ImageOps

SIZE = (1280, 720)
_PAPER, _WATER, _LINE = "#f7f4ec", "#e8e9de", "#c9d6cf"
_PETALS = ("#ecd9d2", "#e3c6bd", "#d9a9a0")
_FINE = 2  # drawn larger and made smaller, for smooth edges


def draw_still(path, picture=None):
    """Write the still to `path`: the open file `picture` whole on quiet paper, or a lotus of our own."""
    still = _on_paper(picture) if picture else _lotus()
    still.save(path, "JPEG", quality=90)


def _on_paper(picture):
    with Image.open(picture) as opened:
        return ImageOps.pad(opened.convert("RGB"), SIZE, color=_PAPER)


def _lotus():
    width, height = (side * _FINE for side in SIZE)
    paper = Image.new("RGB", (width, height), _PAPER)
    draw = ImageDraw.Draw(paper)
    draw.rectangle((0, height * 0.72, width, height), fill=_WATER)
    for ring in range(4):
        wide, high = width * (0.12 + 0.09 * ring), height * (0.02 + 0.018 * ring)
        middle = height * 0.78
        box = (width / 2 - wide, middle - high, width / 2 + wide, middle + high)
        draw.ellipse(box, outline=_LINE, width=3 * _FINE)
    for turn, shade, long in ((62, 0, 0.24), (-62, 0, 0.24), (34, 1, 0.29), (-34, 1, 0.29), (0, 2, 0.32)):
        petal = _petal(int(height * long), _PETALS[shade]).rotate(-turn, Image.Resampling.BICUBIC)
        paper.paste(petal, (width // 2 - petal.width // 2, int(height * 0.75) - petal.height // 2), petal)
    return paper.resize(SIZE, Image.Resampling.LANCZOS)


def _petal(long, colour):
    """A petal that stands on the middle of its picture: where two circles lie over each other."""
    side = 2 * long
    petal = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    left, right = (Image.new("L", (side, side), 0) for _ in range(2))
    reach, apart = long * 0.7, long * 0.5
    for mask, way in ((left, -1), (right, 1)):
        centre = side / 2 + way * apart
        box = (centre - reach, side / 2 - long / 2 - reach, centre + reach, side / 2 - long / 2 + reach)
        ImageDraw.Draw(mask).ellipse(box, fill=255)
    both = Image.composite(left, Image.new("L", (side, side), 0), right)
    petal.paste(colour, (0, 0, side, side), both)
    return petal
