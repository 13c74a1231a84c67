"""What a phone on a weak network has to fetch, counted on the wire by the browser itself."""

import pytest

MOST_REQUESTS = 12
MOST_BYTES = 60 * 1024
PICTURES = {"Image", "Media"}


class Wire:
    """Counts what a page fetches before its pictures and films: requests, and bytes as they came compressed."""

    def __init__(self, page):
        self.kinds, self.sizes = {}, {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)

    def _asked(self, event):
        self.kinds[event["requestId"]] = event.get("type", "")

    def _came(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]

    def forget(self):
        self.kinds.clear()
        self.sizes.clear()

    @property
    def requests(self):
        return sum(kind not in PICTURES for kind in self.kinds.values())

    @property
    def bytes(self):
        return sum(size for key, size in self.sizes.items() if self.kinds.get(key) not in PICTURES)


@pytest.mark.parametrize(
    "path",
    [
        "/today/",
        "/library/",
        "/library/cases/cards-in-the-folder/",
        "/library/boundary/boundary/",
        "/library/films/lotus/",
        "/practice/",
        "/me/",
    ],
)
def test_5_a_page_is_light(visit, path):
    member = visit("周晓梅").signs_in()
    wire = Wire(member.page)
    wire.forget()

    member.page.goto(path, wait_until="networkidle")

    assert wire.requests <= MOST_REQUESTS
    assert 1000 < wire.bytes <= MOST_BYTES
    member.fits()
