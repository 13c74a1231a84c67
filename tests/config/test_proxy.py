"""Whose address the application believes it is talking to."""

import importlib

import pytest
from config import wsgi


def address_seen(monkeypatch, settings, *, behind_proxy, peer):
    """REMOTE_ADDR as the application gets it when `peer` forwards somebody's address."""
    seen = {}
    settings.BEHIND_PROXY = behind_proxy
    monkeypatch.setattr(
        "django.core.wsgi.get_wsgi_application", lambda: lambda environ, start: seen.update(environ) or []
    )
    application = importlib.reload(wsgi).application
    application({"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": "203.0.113.9", "HTTP_X_FORWARDED_PROTO": "https"}, None)
    return seen["REMOTE_ADDR"]


@pytest.fixture(autouse=True)
def _as_it_was():
    yield
    importlib.reload(wsgi)


def test_behind_a_proxy_the_address_is_the_one_it_forwards(monkeypatch, settings):
    assert address_seen(monkeypatch, settings, behind_proxy=True, peer="127.0.0.1") == "203.0.113.9"


def test_nobody_else_may_claim_another_address(monkeypatch, settings):
    assert address_seen(monkeypatch, settings, behind_proxy=True, peer="198.51.100.7") == "198.51.100.7"
    assert address_seen(monkeypatch, settings, behind_proxy=False, peer="127.0.0.1") == "127.0.0.1"
