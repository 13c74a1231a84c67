"""What every test may count on: a quiet machine, and a database whose guards do not stop the tidying up."""

import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings as site_settings
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations
from hypothesis import settings
from pytest_django.plugin import blocking_manager_key

BASE = Path(site_settings.BASE_DIR)

# How long an example may take says more of the machine than of the rule.
settings.register_profile("patient", settings.get_profile("ci" if os.environ.get("CI") else "default"), deadline=None)
settings.load_profile("patient")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """In CI no test may be left out: a skipped one fails the run, and says so."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    left_out = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") and left_out:
        reporter.write_line(f"{len(left_out)} tests were left out; in CI none may be.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


_flush = DatabaseOperations.sql_flush


def _flush_around_triggers(operations, style, tables, **options):
    """SQLite empties tables row by row, which tables that are written once refuse: set their guards aside meanwhile."""
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'")
        guards = cursor.fetchall()
    statements = _flush(operations, style, tables, **options)
    return [f'DROP TRIGGER "{name}"' for name, _ in guards] + statements + [sql for _, sql in guards]


DatabaseOperations.sql_flush = _flush_around_triggers


# -- A database that is migrated once ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def _migrated():
    """Where a migrated and still empty SQLite database is kept, under a name that every change of a migration changes.

    Migrating takes some twenty seconds of CPU, copying the result a tenth of one.
    """
    if connection.vendor != "sqlite":
        return None
    sources = [*sorted(BASE.glob("*/migrations/*.py")), BASE / "requirements" / "base.txt"]
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    return BASE / "var" / "tests" / f"migrated-{digest}.sqlite3"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(_migrated, tmp_path_factory, django_db_modify_db_settings_parallel_suffix):
    """A database of each worker's own: a copied file, or on PostgreSQL one that is named after the worker."""
    if _migrated:
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        if _migrated.exists():
            shutil.copy(_migrated, file)
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_keepdb(_migrated):
    """Where a copy stands ready it is taken as it is; the folder it stands in is the session's, and goes with it."""
    return bool(_migrated)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, _migrated, django_db_blocker):
    if _migrated and not _migrated.exists():
        _migrated.parent.mkdir(parents=True, exist_ok=True)
        for outdated in _migrated.parent.glob("migrated-*.sqlite3"):
            outdated.unlink(missing_ok=True)
        unfinished = _migrated.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock():
            connection.ensure_connection()
            with sqlite3.connect(unfinished) as copy:
                connection.connection.backup(copy)
            copy.close()
        # Renamed at the end, so that no other worker takes half a database.
        unfinished.rename(_migrated)


@pytest.fixture(autouse=True)
def _quiet_machine(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.SCRATCH_ROOT = tmp_path / "scratch"
    settings.UPLOAD_ROOT = tmp_path / "pieces"
    settings.SEALED_ROOT = tmp_path / "sealed"
    settings.PKI_ROOT = tmp_path / "pki"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    from django.core.cache import cache

    cache.clear()


# -- What tests that commit take away with them ------------------------------------------------------------------------


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """A test with transactions of its own empties every table when it is over, what migrations laid down as well."""
    answer = yield
    marker = item.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & set(item.fixturenames):
        with item.config.stash[blocking_manager_key].unblock():
            _lay_the_ground()
    return answer


def _lay_the_ground():
    """The root of the pages and of the collections, below which everything else is made."""
    from wagtail.models import Collection, Locale, Page

    locale, _ = Locale.objects.get_or_create(language_code="zh-hans")
    if not Page.objects.exists():
        Page.add_root(instance=Page(title="Root", slug="root", locale=locale))
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
