"""The demo park, served by the real server with its worker, and people with browsers before it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from tests.journeys.steps import Visitor

BASE = Path(settings.BASE_DIR)
SHOTS = BASE / "var" / "screenshots"
# Milliseconds that a step may take: a machine that tests on both cores has others waiting.
PATIENCE = 20_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]


def _chromium():
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Stories are told in their order, and first, since they take longest."""
    told = [item for item in items if "journeys" in item.path.parts]
    for item in told:
        item.add_marker(pytest.mark.journey)
        if not _chromium():
            item.add_marker(pytest.mark.skip(reason="there is no Chromium on this machine"))
    told.sort(key=lambda item: (int(item.path.name.split("_")[1]), item.reportinfo()[1]))
    items[:] = told + [item for item in items if "journeys" not in item.path.parts]


@pytest.fixture(scope="session")
def park(tmp_path_factory):
    """The address of a freshly loaded park; each worker that tells stories has its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("park")
    log = (folder / "server.log").open("w")
    environment = os.environ | {"VAR_DIR": str(folder), **_database(folder)}
    command = [sys.executable, "manage.py", "demo", "--port", str(port)]
    server = subprocess.Popen(command, cwd=BASE, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server, folder / "server.log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=60)
        print((folder / "server.log").read_text()[-3000:])


def _database(folder):
    """A database of the park's own: a file, or a new one on the PostgreSQL server under test."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"}
    import psycopg

    name = f"park_{os.getpid()}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    before, _, after = os.environ["DATABASE_URL"].partition("/postgres?")
    return {"DATABASE_URL": f"{before}/{name}?{after}"}


def _wait(address, server, log):
    for _ in range(1200):
        try:
            with urlopen(f"{address}/health/", timeout=5):
                return
        except (URLError, OSError):
            if server.poll() is not None:
                pytest.fail("The park did not start:\n" + log.read_text()[-3000:])
            time.sleep(0.5)
    pytest.fail("The park did not start in ten minutes.")


@pytest.fixture(scope="module")
def browser():
    """Closed after each file: while it is open, its event loop is in the way of whatever else wants one."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(park, browser, request):
    """`visit("周晓梅")` opens a browser for somebody: a phone, or `desk=True`, `dark=True`."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    contexts = []

    def open_browser(name, *, desk=False, dark=False):
        context = browser.new_context(
            base_url=park,
            viewport={"width": 1280, "height": 900} if desk else {"width": 390, "height": 844},
            has_touch=not desk,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Visitor(name, context.new_page(), SHOTS, request.node.name)

    yield open_browser
    for context in contexts:
        context.close()
