"""Which texts of ours there are to translate, found without gettext's tools, and what is translated."""

import ast
import re
from pathlib import Path

import django
import polib
from django.apps import apps
from django.conf import settings
from django.template import Origin
from django.utils.translation.template import templatize
from django.utils.translation.trans_real import DjangoTranslation, translation

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


# -- What the packages say that we stand on ----------------------------------------------------------------------------


def packages():
    """The folders of catalogues of every installed app that is not ours, and Django's own: {name: folder}."""
    ours = {room.name for room in rooms()} | {folder.parent.name for folder in settings.BASE_DIR.glob("*/apps.py")}
    folders = {app.name: Path(app.path) / "locale" for app in apps.get_app_configs() if app.name not in ours}
    folders["django"] = Path(django.__file__).parent / "conf" / "locale"
    return {name: folder for name, folder in folders.items() if folder.is_dir()}


def texts_of(folder, domain="django"):
    """What a package may say: the keys of its English catalogue, or where it has none, of all its others together."""
    found = [folder / "en" / "LC_MESSAGES" / f"{domain}.po"]
    if not found[0].is_file():
        found = sorted(folder.glob(f"*/LC_MESSAGES/{domain}.po"))
    entries = (entry for file in found for entry in polib.pofile(str(file)) if not entry.obsolete)
    return {(entry.msgctxt, entry.msgid): bool(entry.msgid_plural) for entry in entries}


def untranslated_of_packages():
    """Give [(package, msgid)] of what an installed package would still say in English to a Chinese reader."""
    said = {"django": translation("zh-hans"), "djangojs": script_translation("zh-hans")}
    return [
        (name, msgid)
        for name, folder in sorted(packages().items())
        for domain, spoken in said.items()
        for (context, msgid), many in texts_of(folder, domain).items()
        if not _is_said(spoken, context, msgid, many)
    ]


def script_translation(language):
    """What the scripts of the CMS are given, as `content.wagtail_hooks` puts it together."""
    folders = [Path(apps.get_app_config(label).path) / "locale" for label in ("wagtailadmin", "config")]
    return DjangoTranslation(language, domain="djangojs", localedirs=[str(folder) for folder in folders])


def _is_said(spoken, context, msgid, many):
    key = msgid if context is None else f"{context}\x04{msgid}"
    return (key, 0) in spoken._catalog if many else key in spoken._catalog
