"""Whether a document is what its name says and does nothing but be read. What is in it counts, never its name."""

import re
from os import SEEK_END

import pikepdf

from media.rules.archives import ArchiveRefused, check_archive

OFFICE = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
SUFFIXES = (".pdf", *OFFICE, ".txt")
ENCODINGS = ("utf-8-sig", "gb18030")
MOST_OBJECTS = 500_000  # a law with a thousand pages has some 50,000

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TEXT = (b"PK\x03\x04", b"%PDF", _OLD_OFFICE, b"{\\rtf", b"MZ", b"\x7fELF")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A PDF that runs a script or a program, and one that has other files inside.
_ACTS = {"/JavaScript", "/JS", "/Launch"}
_CARRIES = {"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment", "/RichMedia"}
_SUSPECT = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|EF|FileAttachment|RichMedia)\b")


class DocumentRefused(ValueError):
    """A file that is not taken in.

    `code` says why: kind, empty, not-pdf, not-office, old-office, not-text, locked, macros, acts, carries, unfolds.
    """

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def check_document(file, suffix):
    """Look into a binary file that is called by a suffix; raise DocumentRefused, or leave it at its beginning."""
    if suffix not in SUFFIXES:
        raise DocumentRefused("kind")
    file.seek(0)
    if not file.read(1):
        raise DocumentRefused("empty")
    file.seek(0)
    if suffix == ".pdf":
        _check_pdf(file)
    elif suffix == ".txt":
        _check_text(file)
    else:
        _check_office(file, OFFICE[suffix])
    file.seek(0)


def _check_text(file):
    data = file.read()
    if data.startswith(_NOT_TEXT):
        raise DocumentRefused("not-text")
    encodings = ("utf-16",) if data.startswith(_UTF_16) else ENCODINGS
    if not any(_can_be_read(data, encoding) for encoding in encodings):
        raise DocumentRefused("not-text")


def _can_be_read(data, encoding):
    try:
        return "\x00" not in data.decode(encoding)
    except UnicodeDecodeError:
        return False


def _check_office(file, folder):
    if file.read(len(_OLD_OFFICE)) == _OLD_OFFICE:
        # What Office locks with a password looks like this from outside, too.
        raise DocumentRefused("old-office")
    file.seek(0)
    try:
        parts = check_archive(file)
    except ArchiveRefused as refusal:
        codes = {"unfolds": "unfolds", "locked": "locked"}
        raise DocumentRefused(codes.get(refusal.code, "not-office")) from refusal
    if "[Content_Types].xml" not in parts or not any(part.startswith(folder) for part in parts):
        raise DocumentRefused("not-office")
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise DocumentRefused("macros")


def _check_pdf(file):
    begins = b"%PDF-" in file.read(1024)
    file.seek(-min(2048, file.seek(0, SEEK_END)), SEEK_END)
    if not begins or b"%%EOF" not in file.read():
        # The library would mend what was cut short; a reader's phone may not.
        raise DocumentRefused("not-pdf")
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            _check_open_pdf(pdf)
    except pikepdf.PasswordError as error:
        raise DocumentRefused("locked") from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        if isinstance(error, DocumentRefused):
            raise
        raise DocumentRefused("not-pdf") from error


def _check_open_pdf(pdf):
    if pdf.is_encrypted:
        raise DocumentRefused("locked")
    if len(pdf.objects) > MOST_OBJECTS:
        raise DocumentRefused("unfolds")
    if not len(pdf.pages):
        raise DocumentRefused("not-pdf")
    for thing in pdf.objects:
        words = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        # Written out once more by the library, so that a name cannot hide behind another spelling.
        if isinstance(words, pikepdf.Object) and _SUSPECT.search(words.unparse(resolved=True)):
            _check_names(_names(words))


def _check_names(names):
    found = set(names)
    if found & _ACTS:
        raise DocumentRefused("acts")
    if found & _CARRIES:
        raise DocumentRefused("carries")


def _names(thing, depth=0):
    """Every name in an object itself, not in those that it only refers to: what is text may say what it likes."""
    if depth > 50:
        raise DocumentRefused("not-pdf")
    if isinstance(thing, pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary):
        yield from thing.keys()
        for value in thing.values():
            if not getattr(value, "is_indirect", False):
                yield from _names(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _names(value, depth + 1)
