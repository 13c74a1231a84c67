"""Browsers that read whatever they are given: pages, JSON, spreadsheets and documents."""

import shutil
import subprocess
from io import BytesIO
from urllib.parse import urldefrag, urljoin
from zipfile import ZipFile

from bs4 import BeautifulSoup
from django.test import Client

BACKEND = "accounts.backends.PhoneBackend"


class Visitor(Client):
    """A browser of one person, or of a stranger (`user` None). A fault of the server is an answer, not an exception."""

    def __init__(self, user, **options):
        super().__init__(raise_request_exception=False, **options)
        self.user = user
        if user:
            self.force_login(user, backend=BACKEND)


def body(response):
    """All bytes of an answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def words(response):
    """Everything an answer says, its headers and what is packed into files included, as one text."""
    content, kind = body(response), response.headers.get("Content-Type", "")
    return f"{response.headers}\n{_unpacked(content, kind)}"


def _unpacked(content, kind):
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as file:
            return "\n".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    if content.startswith(b"%PDF"):
        return _pdf_words(content)
    return content.decode("utf-8", "replace") if "json" not in kind else _json_words(content)


def _json_words(content):
    """JSON with its escapes undone."""
    text = content.decode("utf-8", "replace")
    return text + text.encode("latin-1", "replace").decode("unicode_escape", "replace")


def _pdf_words(content):
    if not shutil.which("pdftotext"):
        return content.decode("latin-1")
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, timeout=60, check=True)  # noqa: S607
    return "".join(done.stdout.decode().split())


def links(address, response):
    """The addresses on this site that a page leads to."""
    if "html" not in response.headers.get("Content-Type", ""):
        return []
    page = BeautifulSoup(response.content, "lxml")
    found = [urldefrag(urljoin(address, tag["href"])).url for tag in page.select("a[href], link[rel=next]")]
    return [link for link in found if link.startswith("/") and not link.startswith(("//", "/static/", "/cms/"))]


def crawl(visitor, addresses, most=400):
    """{address: what it says} of all these addresses and everything they lead to, each asked for once by GET."""
    waiting, said = list(dict.fromkeys(addresses)), {}
    while waiting and len(said) < most:
        address = waiting.pop(0)
        response = visitor.get(address)
        said[address] = words(response)
        waiting += [link for link in links(address, response) if link not in said and link not in waiting]
    return said
