"""Files in: Markdown, text or Word, of whatever encoding, to an outline or a refusal a person understands."""

import io
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from media.rules.archives import ArchiveRefused, check_archive
from regulations.actions import VersionRefused, save_regulation
from regulations.importers import word
from regulations.rules.naming import plain_name
from regulations.rules.outline import Doubt, Doubtful, Outline
from regulations.rules.parse import RegulationRefused, parse

SUFFIXES = (".md", ".txt", ".docx")
MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
LARGEST_TEXT = 8 * MEGABYTE

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
NOT_WORD = gettext_lazy("The file is not the Word file (.docx) that its name says, or it is damaged.")
UNFOLDS = gettext_lazy("The Word file unfolds to far more than a regulation can be, and was not opened.")
# What comes of a package that lacks parts, of parts that are no XML, of XML in which something is missing or no number.
NOT_AS_WORD_WRITES = (PackageNotFoundError, LookupError, ValueError, SyntaxError, AttributeError, TypeError)
# What Word leaves of changes that nobody has accepted yet.
TRACKS = [qn(f"w:{mark}") for mark in ("ins", "del", "moveFrom", "moveTo")]
_BREAKS = re.compile("[\x0b\x0c]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
DOUBTS = {
    Doubtful.TITLE_FROM_NAME: gettext_lazy("the title was taken from the file's name"),
    Doubtful.ARTICLES_MISSING: gettext_lazy("articles seem to be missing before this one"),
    Doubtful.ARTICLE_OUT_OF_ORDER: gettext_lazy("looks like an article but is out of order; kept as text"),
    Doubtful.ARTICLE_OR_REFERENCE: gettext_lazy(
        "begins like the article that should come next, but reads like a reference to one; kept as text"
    ),
    Doubtful.ARTICLES_RUN_ON: gettext_lazy("articles or headings run on in this line; each was taken by itself"),
    Doubtful.ARTICLE_INSIDE: gettext_lazy(
        "the article that should come next may stand inside this line; kept as text. Put it on a line of its own"
    ),
    Doubtful.ARTICLE_UNREAD: gettext_lazy("looks like an article, but its number cannot be read; kept as text"),
    Doubtful.DIVISION_OUT_OF_ORDER: gettext_lazy("the numbers of chapters or sections do not continue"),
    Doubtful.ITEM_OUT_OF_ORDER: gettext_lazy("the numbers of items do not continue"),
    Doubtful.TEXT_OUTSIDE_ARTICLES: gettext_lazy("text between a heading and its first article; kept in the preamble"),
    Doubtful.LINES_JOINED: gettext_lazy(
        "so many lines ended inside a sentence at the margin and were joined with the next; please compare them"
    ),
    Doubtful.PARAGRAPH_OR_NOT: gettext_lazy(
        "the line before it ends at the margin; a paragraph of its own, or more of the one before. Taken for the former"
    ),
    Doubtful.LINES_BROKEN: gettext_lazy(
        "a line ends in the middle of a sentence, and the next was taken for a new paragraph; the text may be wrapped. "
        "The first article in which, and how often"
    ),
    Doubtful.HEADING_OR_TEXT: gettext_lazy(
        "looks like a heading without a number; kept as text. If it is one, write ## and a space before it"
    ),
    Doubtful.HEADING_AMONG_NUMBERED: gettext_lazy(
        "looks like a heading without a number, which finds no place among chapters that are numbered; kept as text"
    ),
    Doubtful.SIGNATURE: gettext_lazy("looks like a signature; kept out of the last article"),
    Doubtful.PROMULGATED_DAY_INFERRED: gettext_lazy(
        "the text does not say when it was promulgated; the day it took effect was taken"
    ),
    Doubtful.EFFECTIVE_DAY_INFERRED: gettext_lazy(
        "the day this version took effect is not stated; taken as its last date"
    ),
}


class ImportRefused(Exception):
    """A file or text that cannot be imported; its words are for the person who sent it, `code` says what is missing."""

    def __init__(self, words: str, code: str = ""):
        super().__init__(words)
        self.code = code


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
    return outline_of(read_text(path), path.stem)


@dataclass(frozen=True)
class Corrections:
    """What an editor says better than the text does."""

    title: str
    issuer: str
    document_number: str
    promulgated_on: date
    effective_on: date

    def of(self, outline: Outline) -> Outline:
        """The outline as the editor corrected it. The version is named by the day of promulgation, as everywhere."""
        # What stood behind a title that was wrong says nothing of the right one.
        on_trial = outline.on_trial and plain_name(self.title) == plain_name(outline.title)
        return replace(outline, version=self.promulgated_on.isoformat(), on_trial=on_trial, **vars(self))


def outline_of(text: str, name: str = "") -> Outline:
    """The outline of the regulation that a text is, or ImportRefused; `name` is asked for what the text lacks."""
    try:
        return parse(text, name)
    except RegulationRefused as refusal:
        raise ImportRefused(str(REFUSALS[refusal.code]), refusal.code) from refusal


def explain(doubt: Doubt) -> str:
    """A doubt in words: where, what, why."""
    why = DOUBTS[doubt.about]
    if not doubt.line:
        return _("%(words)s: %(why)s") % {"words": doubt.words, "why": why}
    return _("line %(line)s, %(words)s: %(why)s") % {"line": doubt.line, "words": doubt.words, "why": why}


def read_text(path: Path) -> str:
    """The text of a file, or ImportRefused. Sizes are looked at before anything is opened."""
    try:
        return text_of(path.name, path.stat().st_size, path.read_bytes)
    except OSError as error:
        raise ImportRefused(_("The file cannot be read.")) from error


def legible(text: str) -> str:
    """A text without characters that nobody sees; Word's own line break is a line break."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def text_of(name: str, size: int, read: Callable[[], bytes]) -> str:
    """The text of a file of this name and size, which `read` gives; or ImportRefused."""
    suffix = Path(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise ImportRefused(_("Only .md, .txt and .docx files can be read."))
    if size > (LARGEST_FILE if suffix == ".docx" else LARGEST_TEXT):
        raise ImportRefused(_("The file is larger than a regulation can be."))
    data = read()
    if not data.strip():
        raise ImportRefused(str(REFUSALS["empty"]))
    return legible(_word_text(data) if suffix == ".docx" else _plain_text(data))


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
    """The text of a Word file, one paragraph a line."""
    try:
        check_archive(io.BytesIO(data))
        document = Document(io.BytesIO(data))
        is_tracked = next(document.element.body.iter(*TRACKS), None) is not None
        text = "\n".join(word.lines_of(document))
    except ArchiveRefused as refusal:
        raise ImportRefused(str(UNFOLDS if refusal.code == "unfolds" else NOT_WORD)) from refusal
    except NOT_AS_WORD_WRITES as error:
        raise ImportRefused(str(NOT_WORD)) from error
    if is_tracked:
        raise ImportRefused(_("The Word file has tracked changes. Accept or reject them, save, and import again."))
    return text
