"""Files in: Markdown, text or Word, of whatever encoding, to an outline or a refusal a person understands."""

import io
import zipfile
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from regulations.actions import VersionRefused, save_regulation
from regulations.rules.outline import Doubt, Doubtful, Outline
from regulations.rules.parse import RegulationRefused, parse

SUFFIXES = (".md", ".txt", ".docx")
MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_TEXT = 8 * MEGABYTE
# What a Word file may unfold to. A real law of 1,300 articles unfolds to some 15 MB.
LARGEST_UNFOLDED = 80 * MEGABYTE
MOST_PARTS = 2_000

REFUSALS = {
    "empty": gettext_lazy("The file is empty."),
    "no-articles": gettext_lazy(
        "No articles were found. A regulation has lines that begin with 第一条, or with 一、 in an amendment."
    ),
    "no-title": gettext_lazy("No title was found. Write the title of the regulation in the first line."),
    "undated": gettext_lazy(
        "No date was found. Write the day of promulgation under the title, or as (YYYY-MM-DD) in the file's name."
    ),
}
DOUBTS = {
    Doubtful.TITLE_FROM_NAME: gettext_lazy("the title was taken from the file's name"),
    Doubtful.ARTICLES_MISSING: gettext_lazy("articles seem to be missing before this one"),
    Doubtful.ARTICLE_OUT_OF_ORDER: gettext_lazy("looks like an article but is out of order; kept as text"),
    Doubtful.DIVISION_OUT_OF_ORDER: gettext_lazy("the numbers of chapters or sections do not continue"),
    Doubtful.ITEM_OUT_OF_ORDER: gettext_lazy("the numbers of items do not continue"),
    Doubtful.TEXT_OUTSIDE_ARTICLES: gettext_lazy("text between a heading and its first article; kept in the preamble"),
    Doubtful.EFFECTIVE_DAY_INFERRED: gettext_lazy(
        "the day this version took effect is not stated; taken as its last date"
    ),
}


class ImportRefused(Exception):
    """A file that cannot be imported; its words are for the person who sent it."""


@dataclass
class FileReport:
    """What became of one file. `doubts` are sentences for an editor to look at, `errors` say why it was refused."""

    path: str
    regulation: str = ""
    version: str = ""
    chapters: int = 0
    articles: int = 0
    errors: list[str] = field(default_factory=list)
    created: bool = False
    doubts: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        """The six keys that scripts rely on."""
        keys = ("path", "regulation", "version", "chapters", "articles", "errors")
        return {key: value for key, value in asdict(self).items() if key in keys}


def import_file(path: Path, *, by, now: datetime) -> FileReport:
    """Read one file and save it as a version; a refusal is in the report, and nothing of the file is kept."""
    report = FileReport(str(path))
    try:
        outline = read_outline(path)
        report.regulation, report.version = outline.title, outline.version
        report.chapters, report.articles = len(outline.chapters), len(outline.articles)
        report.doubts = [explain(doubt) for doubt in outline.doubts]
        report.created = save_regulation(outline=outline, by=by, now=now).created
    except ImportRefused as refusal:
        report.errors.append(str(refusal))
    except VersionRefused as refusal:
        report.errors.append(
            _("%(regulation)s has a version %(version)s already, with another text. Nothing was changed.")
            % {"regulation": refusal.regulation, "version": refusal.version}
        )
    return report


def read_outline(path: Path) -> Outline:
    """The outline of the regulation in a file, or ImportRefused."""
    try:
        return parse(read_text(path), path.stem)
    except RegulationRefused as refusal:
        raise ImportRefused(str(REFUSALS[refusal.code])) from refusal


def explain(doubt: Doubt) -> str:
    """A doubt in words: where, what, why."""
    why = DOUBTS[doubt.about]
    if not doubt.line:
        return _("%(words)s: %(why)s") % {"words": doubt.words, "why": why}
    return _("line %(line)s, %(words)s: %(why)s") % {"line": doubt.line, "words": doubt.words, "why": why}


def read_text(path: Path) -> str:
    """The text of a file, or ImportRefused. Sizes are looked at before anything is opened."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ImportRefused(_("Only .md, .txt and .docx files can be read."))
    try:
        size = path.stat().st_size
        if size > (LARGEST_FILE if suffix == ".docx" else LARGEST_TEXT):
            raise ImportRefused(_("The file is larger than a regulation can be."))
        data = path.read_bytes()
    except OSError as error:
        raise ImportRefused(_("The file cannot be read.")) from error
    if not data.strip():
        raise ImportRefused(str(REFUSALS["empty"]))
    return _word_text(data) if suffix == ".docx" else _plain_text(data)


def _plain_text(data: bytes) -> str:
    """Decode UTF-8, or else what the bytes look like among the encodings Chinese offices use."""
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")) or (b"\x00" in data and not is_utf16):
        raise ImportRefused(_("The file is not the text that its name says. If it is a Word file, save it as .docx."))
    if is_utf16:
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=["gb18030", "big5"]).best()
    if best is None:
        raise ImportRefused(_("The file's encoding cannot be told. Save it as UTF-8."))
    return str(best)


def _word_text(data: bytes) -> str:
    """The paragraphs and table cells of a Word file, in order, one a line."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_unfolding(package.infolist())
        body = Document(io.BytesIO(data)).element.body
    except ImportRefused:
        raise
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise ImportRefused(_("The file is not the Word file (.docx) that its name says, or it is damaged.")) from error
    if next(body.iter(qn("w:ins"), qn("w:del")), None) is not None:
        raise ImportRefused(_("The Word file has tracked changes. Accept or reject them, save, and import again."))
    return "\n".join(_words(paragraph) for paragraph in body.iter(qn("w:p")))


def _check_unfolding(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNFOLDED:
        raise ImportRefused(_("The Word file unfolds to far more than a regulation can be, and was not opened."))


def _words(paragraph) -> str:
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n"}
    return "".join(node.text or "" if node.tag == qn("w:t") else signs.get(node.tag, "") for node in paragraph.iter())
