import os
import shutil
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection, connections
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from demo.accounts import PASSWORD, listed
from demo.loader import Loader, is_loaded, keep_today_true

WORKERS = "2"


class Command(BaseCommand):
    help = "Load the invented park if it is not there, and serve it with the real server and the background worker."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="throw the demo's data away and start over")
        parser.add_argument("--no-serve", action="store_true", help="load only")

    def handle(self, port, reset, no_serve, **options):
        if reset:
            self._reset()
        self._load()
        if not no_serve:
            self._serve(port)

    def _reset(self):
        self.stdout.write("· 清空演示数据")
        if connection.vendor != "sqlite":
            call_command("flush", interactive=False, verbosity=0)
        connections.close_all()
        for name in ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"):
            (Path(settings.VAR_DIR) / name).unlink(missing_ok=True)
        for folder in (settings.MEDIA_ROOT, settings.SEALED_ROOT, settings.PKI_ROOT):
            shutil.rmtree(folder, ignore_errors=True)

    def _load(self):
        self.stdout.write("· 准备数据库与静态文件")
        Path(settings.VAR_DIR).mkdir(exist_ok=True)
        call_command("prepare_database")
        call_command("collectstatic", interactive=False, verbosity=0)
        now = timezone.now()
        with translation.override("zh-hans"):
            if is_loaded():
                keep_today_true(now)
                return
            self.stdout.write("· 载入演示园区")
            Loader(now, lambda words: self.stdout.write(words)).load()
            self._index()

    def _index(self):
        """Index the park in one go, instead of by the thousand small tasks that its loading queued."""
        DBTaskResult.objects.filter(task_path__regex=r"^(modelsearch|wagtail)\.").delete()
        call_command("update_index", verbosity=0)
        call_command("rebuild_references_index", verbosity=0)

    def _serve(self, port):
        connections.close_all()
        here = f"http://127.0.0.1:{port}"
        environment = os.environ | {"SITE_ADDRESS": here}
        binary = Path(sys.executable).parent
        server = [binary / "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        server += ["--workers", WORKERS, "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
        server += ["config.wsgi:application"]
        worker = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--no-startup-delay", "--no-reload"]
        quiet = {"env": environment, "cwd": settings.BASE_DIR, "start_new_session": True}
        running = [subprocess.Popen(command, **quiet) for command in (server, worker)]  # noqa: S603 - our own commands
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            self._wait(here, running[0])
            self._tell(here)
            self._watch(running)
        except KeyboardInterrupt:
            self.stdout.write("\n再见。")
        finally:
            for process in running:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGTERM)
            for process in running:
                process.wait(timeout=30)

    def _watch(self, running):
        """Do what the clock asks for each minute, as long as server and worker run."""
        ticked = 0
        while all(process.poll() is None for process in running):
            if time.monotonic() >= ticked + 60:
                ticked = time.monotonic()
                self._tick()
            time.sleep(1)

    def _tick(self):
        try:
            call_command("tick", stdout=StringIO())
        except OperationalError as busy:
            # The next minute is another chance; the park stays open.
            self.stderr.write(f"tick: {busy}")
        finally:
            connections.close_all()

    def _wait(self, here, server):
        for _ in range(120):
            try:
                with urlopen(f"{here}/health/", timeout=5):  # noqa: S310 - our own address
                    return
            except (URLError, OSError):
                if server.poll() is not None:
                    sys.exit(f"服务器没有启动：端口可能已被占用，可用 PORT=… 换一个。({here})")
                time.sleep(0.5)
        sys.exit("服务器在一分钟内没有应答。")

    def _tell(self, here):
        self.stdout.write(f"\n亲清学堂 Qinqing Academy  {here}")
        self.stdout.write(f"  登录 {here}/sign-in/    工作台 {here}/desk/    内容管理 {here}/cms/    核验 {here}/v/")
        self.stdout.write(f"\n  演示账号（密码都是 {PASSWORD}）")
        for role, name, phone in listed():
            self.stdout.write(f"    {phone}  {name}  {role}")
        self.stdout.write("\n按 Ctrl+C 停止；数据保留，make demo RESET=1 重新开始。")
