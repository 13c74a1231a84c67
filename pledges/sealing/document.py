"""The pledge as PDF/A-3a, set by typst. The same data gives the same bytes, so a file can be made again to compare."""

import hashlib
import io
import json
import threading
from functools import cache
from importlib.metadata import version
from pathlib import Path

import manimgx_fonts_cjk
import pylopdf_fonts_zh_cn
import segno
import typst
from django.conf import settings

from ..rules.ink import signature_svg

TEMPLATE = Path(__file__).parent.parent / "typst" / "pledge.typ"
# PDF/A also makes typst refuse a character that no font has; plain PDF would print an empty box for a name.
STANDARDS = ["a-3a", "ua-1"]
SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "HanaMinA", "HanaMinB")
SANS = ("Noto Sans CJK SC", "Noto Sans SC", "HanaMinA", "HanaMinB")

# A compiler keeps its fonts in memory and is not made for two threads at once.
_compiling = threading.Lock()


class DocumentRefused(Exception):
    """The document cannot be made as it must look; the sentence names the character or the fault."""


def render(data, *, signed_at):
    """The PDF of `data` (see `pledge.typ`; the pictures are drawn here from its `strokes` and `verify_address`),
    dated `signed_at`. DocumentRefused where a character has no glyph."""
    compiler, fonts = _compiler(tuple(map(str, getattr(settings, "PLEDGE_FONT_DIRS", ()))))
    drawn = {"signature_svg": signature_svg(data["strokes"]), "qr_svg": qr_svg(data["verify_address"])}
    inputs = {"data": json.dumps({**data, **drawn, "fonts": fonts}, ensure_ascii=False)}
    try:
        with _compiling:
            return compiler.compile(
                format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=int(signed_at.timestamp())
            )
    except typst.TypstError as error:
        raise DocumentRefused(str(error.message)[:400]) from error


def renderer():
    """What made a document: the engine and the very template."""
    return f"typst {version('typst')}/{hashlib.sha256(TEMPLATE.read_bytes()).hexdigest()[:16]}"


def qr_svg(address):
    """A QR of the address as SVG, dark modules in the ink of the page, with its quiet zone."""
    out = io.BytesIO()
    segno.make(address, error="m", boost_error=False, micro=False).save(
        out, kind="svg", border=2, scale=4, dark="#1b2630", xmldecl=False
    )
    return out.getvalue().decode()


@cache
def _compiler(font_dirs):
    """A compiler and the families it knows, by face: fonts come from packages, then from the operator's folders."""
    folders = [Path(package.__file__).parent for package in (pylopdf_fonts_zh_cn, manimgx_fonts_cjk)]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders, *map(Path, font_dirs)]
    )
    known = set(fonts.families())
    families = {
        "serif": [family for family in (*SERIF, *SANS) if family in known],
        "sans": [family for family in (*SANS, *SERIF) if family in known],
    }
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts), families
