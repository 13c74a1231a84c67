"""Measures the product in an invented park of its own, in a folder that is gone afterwards.

CPU time, so that a machine's other work does not count. Even so a figure means something only beside others of the
same run: each page is also given in times of the cheapest answer there is, `/health/`.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median

from demo.loader import FILMS, Loader
from demo.people import credit_code
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import Workbook

from accounts.models import User
from config import bench_search
from enterprises.actions import take_roster
from enterprises.importers import read_roster
from enterprises.rules import COLUMNS
from journal.models import Entry
from journal.queries import first_broken
from media.importers import find_ffmpeg, make_ready
from media.models import Film
from pledges.actions import seal
from pledges.models import Pledge
from regulations.actions import save_regulation
from regulations.rules.numerals import to_numeral
from regulations.rules.parse import parse

REQUESTS, SEALS, ROWS, ARTICLES = 20, 20, 3000, 500
LARGE, LIBRARY_QUERIES = 10_000, 8
FILM_SECONDS = 60
MEMBER, COORDINATOR = "+8613800000001", "+8613800000002"
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:05.000\n这里没有短片，只有它的字幕。\n"
MOST_BYTES = 60 * 1024


@dataclass(frozen=True)
class Page:
    """One page, warm: `cpu_ms` is the median of `REQUESTS`, `times_health` the same beside `/health/`.

    `bytes` are those of the HTML as sent, gzipped. A budget of None: none was set.
    """

    name: str
    queries: int
    query_budget: int | None
    cpu_ms: float
    times_health: float
    bytes: int
    byte_budget: int = MOST_BYTES

    @property
    def is_over(self):
        return self.bytes > self.byte_budget or (self.query_budget is not None and self.queries > self.query_budget)


@dataclass(frozen=True)
class Job:
    """One piece of work: all of its CPU time, and that of one of its `things` (articles, rows, pledges, entries)."""

    name: str
    things: int
    queries: int
    cpu_ms: float
    cpu_ms_each: float
    cpu_ms_budget: float | None = None

    @property
    def is_over(self):
        return self.cpu_ms_budget is not None and self.cpu_ms > self.cpu_ms_budget


class Command(BaseCommand):
    help = "Measure pages, imports and seals: queries, CPU time, bytes. Takes some minutes; leaves nothing behind."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--inside", metavar="FOLDER", help="measure in this folder (bench calls itself so)")

    def handle(self, inside, **options):
        if not inside:
            _begin_again_elsewhere(options["json"])
            return
        if str(settings.VAR_DIR) != inside:
            raise CommandError("--inside is for bench itself: call it without.")
        with translation.override("zh-hans"):
            park = self._load()
            pages, jobs = self._pages(park), self._jobs()
            pages += self._large_library()
        tell = _as_json if options["json"] else _as_table
        self.stdout.write(tell(pages, jobs))
        if any(measured.is_over for measured in (*pages, *jobs)):
            sys.exit(1)

    def _load(self):
        self.stderr.write("· 载入演示园区（临时）")
        call_command("prepare_database")
        call_command("collectstatic", interactive=False, verbosity=0)
        park = ParkWithoutFilms(timezone.now(), lambda words: self.stderr.write(words))
        park.load()
        call_command("update_index", verbosity=0)
        return park

    def _pages(self, park):
        self.stderr.write("· 页面")
        member, coordinator = _client(MEMBER), _client(COORDINATOR)
        health = _cpu_ms_of_request(member, reverse("accounts:health"))
        routes = [
            ("今日", member, reverse("reports:today"), 8),
            ("典型案例", member, park.pages["cards-in-the-folder"].url, 5),
            ("学习", member, reverse("content:library"), LIBRARY_QUERIES),
            ("搜索 购物卡", member, reverse("content:search") + "?q=购物卡", LIBRARY_QUERIES),
            ("答题", member, _sitting(member, park.quiz), None),
            ("工作台 概览", coordinator, reverse("reports:overview"), None),
            ("工作台 成员", coordinator, reverse("reports:members"), None),
        ]
        return [_measured_page(name, client, address, budget, health) for name, client, address, budget in routes]

    def _large_library(self):
        """The library and its search once more, with thousands of pages beside the park's."""
        self.stderr.write(f"· {LARGE} 个页面的资料库")
        bench_search.write_pages(LARGE, Random(20))  # noqa: S311 - invents pages
        member = _client(MEMBER)
        health = _cpu_ms_of_request(member, reverse("accounts:health"))
        routes = [
            (f"学习（{LARGE} 页）", reverse("content:library")),
            (f"学习 第50屏（{LARGE} 页）", reverse("content:library") + "?page=50"),
            (f"搜索 礼金（{LARGE} 页）", reverse("content:search") + "?q=礼金"),
        ]
        return [_measured_page(name, member, address, LIBRARY_QUERIES, health) for name, address in routes]

    def _jobs(self):
        self.stderr.write("· 导入、封签、日志")
        law, roster, now = _law(), _roster(), timezone.now()
        pledges = list(Pledge.objects.filter(state=Pledge.State.ACCEPTED)[: SEALS + 1])
        return [
            _measured_job("导入法规（条）", ARTICLES, lambda: _import_law(law, now)),
            _measured_job("导入花名册（行）", ROWS, lambda: _import_roster(roster, ROWS, now)),
            _measured_job("再导入一次（行）", ROWS, lambda: _import_roster(roster, 0, now)),
            _measured_job("首次封签（含载入字体）", 1, lambda: _seal(pledges[:1], now)),
            _measured_job("封签承诺书（份）", SEALS, lambda: _seal(pledges[1:], now)),
            _measured_job("核对日志（条）", Entry.objects.count(), _verify_journal),
            _film_job(),
        ]


class ParkWithoutFilms(Loader):
    """The demo's park, with films that are named and captioned but neither drawn nor encoded."""

    def films(self):
        self.made = {}
        for name, table in FILMS.items():
            film = Film(title=table["title"], seconds=60)
            film.captions_zh.save("zh.vtt", ContentFile(CAPTIONS.encode()), save=False)
            film.save()
            self.made[name] = film


def _begin_again_elsewhere(as_json):
    """Run this command once more in a folder of its own: which database it is, settings read but once."""
    with tempfile.TemporaryDirectory(prefix="qinqing-bench-") as folder:
        environment = os.environ | {
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "SITE_ADDRESS": "http://localhost",
            "ALLOWED_HOSTS": "localhost",
            "CACHE_URL": "locmemcache://",
            "DEBUG": "false",
        }
        command = [sys.executable, "manage.py", "bench", "--inside", folder, *(["--json"] if as_json else [])]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=False)  # noqa: S603 - our own
    if done.returncode:
        sys.exit(done.returncode)


# -- Pages ------------------------------------------------------------------------------------------------------------


def _client(phone):
    client = Client(headers={"accept-encoding": "gzip", "host": "localhost"})
    client.force_login(User.objects.get(phone=phone), backend="accounts.backends.PhoneBackend")
    return client


def _sitting(client, quiz):
    """The address of a paper that this client has just been dealt."""
    return client.post(reverse("quizzes:start", args=[quiz.public_id])).url


def _measured_page(name, client, address, query_budget, health_ms):
    _get(client, address)
    with CaptureQueriesContext(connection) as captured:
        size = len(_get(client, address).content)
    # Read now: the next request clears what was captured.
    queries = len(captured)
    cpu_ms = _cpu_ms_of_request(client, address)
    return Page(name, queries, query_budget, round(cpu_ms, 1), round(cpu_ms / health_ms, 1), size)


def _cpu_ms_of_request(client, address):
    return median(_cpu_ms(lambda: _get(client, address)) for _ in range(REQUESTS))


def _get(client, address):
    answer = client.get(address)
    if answer.status_code != 200:
        raise CommandError(f"{address} answered {answer.status_code}: there is nothing to measure.")
    return answer


# -- Jobs -------------------------------------------------------------------------------------------------------------


def _measured_job(name, things, work):
    with CaptureQueriesContext(connection) as captured:
        cpu_ms = _cpu_ms(work)
    return Job(name, things, len(captured), round(cpu_ms, 1), round(cpu_ms / things, 3))


def _film_job():
    """A minute of 720p, moving and grainy as a phone films it, made ready: ffmpeg's CPU time, which two cores share.

    Twice the film's length on two cores is four times its length in CPU time, whatever else the machine is doing.
    """
    with tempfile.TemporaryDirectory(prefix="film-", dir=settings.VAR_DIR) as folder:
        film = Path(folder) / "original.mp4"
        picture = f"testsrc2=size=1280x720:rate=25:duration={FILM_SECONDS},noise=alls=6:allf=t"
        source = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", f"sine=duration={FILM_SECONDS}"]
        encoded = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "24", "-pix_fmt", "yuv420p", "-c:a", "aac"]
        command = [find_ffmpeg(), "-v", "error", *source, *encoded, film]
        subprocess.run(command, check=True)  # noqa: S603 - our own words
        before, began = _cpu_of_children(), time.monotonic()
        make_ready(film, Path(folder))
        cpu_ms, seconds = (_cpu_of_children() - before) * 1000, time.monotonic() - began
    name = f"准备 {FILM_SECONDS} 秒 720p 短片（片长秒；这次用时 {seconds:.0f} 秒）"
    return Job(name, FILM_SECONDS, 0, round(cpu_ms, 1), round(cpu_ms / FILM_SECONDS, 3), 4000 * FILM_SECONDS)


def _cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _law():
    """A law as long as the long ones are: twenty chapters, and in each article two paragraphs, in some also items."""
    lines = ["# 中华人民共和国测量法", "", "2024年3月1日 全国人民代表大会常务委员会通过 自2024年7月1日起施行", ""]
    for number in range(1, ARTICLES + 1):
        if number % 25 == 1:
            lines += [f"## 第{to_numeral(number // 25 + 1)}章 第{number}条起的各项规定", ""]
        lines += [f"第{to_numeral(number)}条 企业和有关单位应当依法办理第{number}件事，如实登记，接受监督。"]
        if number % 5 == 0:
            lines += [
                "有下列情形之一的，应当主动说明：",
                "（一）收受礼品的；",
                "（二）接受宴请的；",
                "（三）其他情形。",
            ]
        lines += ["违反前款规定的，由主管部门责令改正；情节较重的，予以公示。", ""]
    return "\n".join(lines)


def _import_law(text, now):
    outline = parse(text, "测量法")
    save_regulation(outline=outline, by=None, now=now)
    _check(len(outline.articles), ARTICLES)


def _roster():
    """An Excel file of people whom nobody knows yet, in an enterprise of their own."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(COLUMNS.values()))
    for number in range(1, ROWS + 1):
        row = ["测量企业有限公司", credit_code(900), f"部门{number % 40}", f"测量{to_numeral(number)}"]
        sheet.append([*row, f"139{number:08d}", "采购员", "是" if number % 3 else "否", f"支部{number % 9}", "中"])
    file = BytesIO()
    book.save(file)
    return file


def _import_roster(file, created, now):
    file.seek(0)
    result = take_roster(roster=read_roster(file), by=None, now=now)
    _check((result.created, len(result.refused)), (created, 0))


def _seal(pledges, now):
    sealed = [seal(pledge=pledge, now=now) for pledge in pledges]
    _check([bool(document.sealed_at) for document in sealed], [True] * len(pledges))


def _verify_journal():
    _check(first_broken(), None)


def _check(found, expected):
    """What did not do its work was not measured either."""
    if found != expected:
        raise CommandError(f"Not what was to be measured: {found} where {expected} was expected.")


def _cpu_ms(work):
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


# -- Telling ----------------------------------------------------------------------------------------------------------


def _as_json(pages, jobs):
    answer = {
        "pages": [asdict(page) | {"over": page.is_over} for page in pages],
        "jobs": [asdict(job) for job in jobs],
    }
    return json.dumps(answer, ensure_ascii=False)


def _as_table(pages, jobs):
    lines = ["queries  budget   CPU ms  x /health/   gzip KB  budget        page"]
    for page in pages:
        budget = "-" if page.query_budget is None else page.query_budget
        lines.append(
            f"{page.queries:7}  {budget:>6}  {page.cpu_ms:7.1f}  {page.times_health:10.1f}  {page.bytes / 1024:8.1f}"
            f"  {page.byte_budget // 1024:6}  {'OVER' if page.is_over else 'ok':<4}  {page.name}"
        )
    lines += ["", "queries    things   CPU ms     ms each        job"]
    for j in jobs:
        budget = f"  （上限 {j.cpu_ms_budget:.0f} ms，{'OVER' if j.is_over else 'ok'}）" if j.cpu_ms_budget else ""
        lines.append(f"{j.queries:7}  {j.things:8}  {j.cpu_ms:7.0f}  {j.cpu_ms_each:10.3f}        {j.name}{budget}")
    return "\n".join(lines)
