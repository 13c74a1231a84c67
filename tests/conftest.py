"""What every test may count on: a quiet machine, and a database whose guards do not stop the tidying up."""

import os

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations


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


@pytest.fixture(autouse=True)
def _quiet_machine(settings, tmp_path):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.SEALED_ROOT = tmp_path / "sealed"
    settings.PKI_ROOT = tmp_path / "pki"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    from django.core.cache import cache

    cache.clear()
