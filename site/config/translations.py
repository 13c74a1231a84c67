"""Which texts of ours there are to translate, found without gettext's tools, and what is translated."""

import ast
import re
from pathlib import Path

import polib
from django.conf import settings
from django.template import Origin
from django.utils.translation.template import templatize

SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}
PLURAL = {"ngettext", "ngettext_lazy"}
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|'{3}.*?'{3}|"{3}.*?"{3})"""
TEMPLATE_CALL = re.compile(rf"(?<!\w)([np]?gettext|_)\(({STRING}(?:, *{STRING})*)", re.DOTALL)


def rooms():
    """The folders of our own apps that hold a catalogue: each room translates itself."""
    base = settings.BASE_DIR
    folders = [*base.glob("*/locale/zh_Hans/LC_MESSAGES"), *base.glob("site/*/locale/zh_Hans/LC_MESSAGES")]
    return sorted(folder.parents[2] for folder in folders)


def catalogue(room):
    return room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"


def texts_in(room):
    """Give {msgid: first place where it stands} of one room's Python files and templates."""
    found = {}
    for file in sorted(room.rglob("*.py")):
        if "migrations" not in file.parts:
            for msgid in _in_python(file.read_text("utf-8")):
                found.setdefault(msgid, file)
    for file in sorted([*room.rglob("*.html"), *room.rglob("*.txt")]):
        if "templates" in file.parts:
            for msgid in _in_template(file):
                found.setdefault(msgid, file)
    return found


def _in_python(source):
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        texts = [text for text in texts if isinstance(text, str) and text]
        if name in SINGULAR and texts:
            yield texts[-1]
        elif name in PLURAL and texts:
            yield texts[0]


def _in_template(file):
    code = templatize(file.read_text("utf-8"), origin=Origin(str(file)).name)
    for call, arguments in TEMPLATE_CALL.findall(code):
        literals = ast.literal_eval(f"({arguments},)")
        text = literals[0] if call != "pgettext" else literals[-1]
        if text.strip():
            yield text


def untranslated():
    """Give [(place, msgid)] of all that no catalogue of ours has in Chinese, or has only as a guess."""
    known = set()
    for room in rooms():
        if catalogue(room).is_file():
            entries = polib.pofile(str(catalogue(room)))
            known |= {entry.msgid for entry in entries if entry.translated() and not entry.fuzzy}
    return [
        (Path(place).relative_to(settings.BASE_DIR), msgid)
        for room in rooms()
        for msgid, place in texts_in(room).items()
        if msgid not in known
    ]
