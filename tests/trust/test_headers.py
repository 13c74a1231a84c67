"""What every page of ours tells a browser, and what stands in none of them."""

import re

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.urls import reverse

from tests.trust.routes import Asked, readable_addresses
from tests.trust.visitors import crawl

LOADED = dict.fromkeys(["script", "img", "iframe", "video", "audio", "source", "track", "embed"], "src")
LOADED |= {"use": "href", "link": "href", "a": "href", "object": "data", "form": "action"}
ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
PEOPLE = {
    "anonymous": lambda park: None,
    "member": lambda park: park.first.member.user,
    "coordinator": lambda park: park.first.coordinator,
    "supervisor": lambda park: park.supervisor,
}


def pages(park, visitor):
    """{address: response} of every page of HTML that somebody reaches, refusals included."""
    found = {}
    addresses = [*readable_addresses(Asked(park, park.first, visitor)).values(), "/search/?q=案例", "/nowhere/at-all/"]
    for address in addresses:
        response = visitor.get(address)
        if response.headers.get("Content-Type", "").startswith("text/html") and response.status_code not in (301, 302):
            found[address] = response
    return found


def faults_of_headers(response, *, signed_in):
    """What a response does not tell a browser although it should."""
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    expected = {
        "a strict policy": "default-src 'none'" in policy and not re.search(r"unsafe|\*|http", policy),
        "no frame": "frame-ancestors 'none'" in policy and headers.get("X-Frame-Options") == "DENY",
        "no base": "base-uri 'none'" in policy and "object-src 'none'" in policy,
        "no sniffing": headers.get("X-Content-Type-Options") == "nosniff",
        "a quiet referrer": headers.get("Referrer-Policy") == "same-origin",
        "its language": headers.get("Content-Language") == "zh-hans",
    }
    if signed_in:
        kept = headers.get("Cache-Control", "")
        expected["nothing kept"] = "no-store" in kept and "private" in kept
    return [name for name, holds in expected.items() if not holds]


def faults_of_page(html, *, whole=True):
    """What stands in a page although it should not; `whole` is false for fragments."""
    page = BeautifulSoup(html, "lxml")
    faults = [f"style: {tag.name}" for tag in page.select("style, [style]")]
    faults += [f"{name} on {tag.name}" for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    faults += ["script" for tag in page.select("script:not([src])") if not _is_data(tag)]
    for tag in page.find_all(list(LOADED)):
        address = tag.get(LOADED[tag.name], "")
        if ELSEWHERE.match(address) or address.lower().startswith(("javascript:", "data:text")):
            faults.append(f"elsewhere: {address}")
    if whole:
        faults += [] if len(page.select("h1")) == 1 else [f"{len(page.select('h1'))} h1"]
        faults += [] if page.html and page.html.get("lang") else ["no language"]
        faults += [] if page.title and page.title.get_text().strip() else ["no title"]
    return faults


def _is_data(script):
    return script.get("type") == "application/json" or script.get("nonce")


def is_whole(html):
    return b"<html" in html[:500]


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_tells_the_browser_to_be_careful(park, visit, who):
    found = pages(park, visit(PEOPLE[who](park)))

    faults = {a: faults_of_headers(page, signed_in=who != "anonymous") for a, page in found.items()}

    assert len(found) >= 8
    assert {address: each for address, each in faults.items() if each} == {}


@pytest.mark.parametrize("who", PEOPLE)
def test_no_page_runs_or_loads_anything_but_our_own_files(park, visit, who):
    found = pages(park, visit(PEOPLE[who](park)))

    faults = {a: faults_of_page(page.content, whole=is_whole(page.content)) for a, page in found.items()}

    assert {address: each for address, each in faults.items() if each} == {}


def test_pages_that_members_are_led_to_are_as_clean(park, visit):
    said = crawl(visit(park.first.member.user), ["/today/", "/library/", "/pledges/", "/practice/"])

    pages_said = {address: text for address, text in said.items() if "<html" in text}
    faults = {address: faults_of_page(text.partition("\n")[2]) for address, text in pages_said.items()}

    assert len(pages_said) > 20
    assert {address: each for address, each in faults.items() if each} == {}


def test_a_page_in_english_says_so(park, visit):
    visitor = visit(park.first.member.user)
    visitor.post(reverse("accounts:settings"), {"language": "en"})

    page = visitor.get(reverse("reports:today"))

    assert page.headers["Content-Language"] == "en"
    assert BeautifulSoup(page.content, "lxml").html["lang"].startswith("en")


def test_a_careless_answer_is_found():
    assert len(faults_of_headers(HttpResponse("<p>"), signed_in=True)) == 7


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        '<p onclick="go()">',
        "<script>go()</script>",
        '<script src="https://elsewhere.example/x.js"></script>',
        '<script src="//elsewhere.example/x.js"></script>',
        '<a href="http://elsewhere.example/">',
        '<a href="javascript:go()">',
        '<img src="https://elsewhere.example/x.png">',
        '<link rel="stylesheet" href="https://elsewhere.example/x.css">',
        "<h1>one</h1><h1>two</h1>",
        "<html><h1>no language</h1></html>",
    ],
)
def test_a_careless_page_is_found(html):
    assert faults_of_page(html, whole="<h1>" in html)


def test_a_page_of_ours_has_nothing_to_find():
    html = '<html lang="zh"><title>t</title><h1>t</h1><script type="application/json">{}</script><a href="/x/">x</a>'

    assert faults_of_page(html) == []
