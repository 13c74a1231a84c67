import json
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from regulations.importers import SUFFIXES, FileReport, import_file


class Command(BaseCommand):
    help = "Import laws and rules from Markdown, text or Word files into versions, chapters and articles."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a file, or a folder of files")
        parser.add_argument("--json", action="store_true", help="answer with one JSON object")
        parser.add_argument("--dry-run", action="store_true", help="go the whole way, but write nothing")

    def handle(self, *, paths, dry_run, **options):
        files = [file for path in paths for file in files_at(path)]
        with transaction.atomic() if dry_run else nullcontext():
            reports = [import_file(file, by=None, now=timezone.now()) for file in files]
            if dry_run:
                transaction.set_rollback(True)
        refused = sum(bool(report.errors) for report in reports)
        if options["json"]:
            answer = {"files": [report.as_json() for report in reports], "refused": refused}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._tell(reports, refused, dry_run)
        if refused or not reports:
            sys.exit(1)

    def _tell(self, reports: list[FileReport], refused: int, dry_run: bool) -> None:
        for report in reports:
            self.stdout.write(_sentence(report))
            for doubt in report.doubts:
                self.stdout.write("  " + _("Please check: %s") % doubt)
        counts = {
            "created": sum(report.created for report in reports),
            "unchanged": sum(not report.created and not report.errors for report in reports),
            "refused": refused,
        }
        self.stdout.write(
            _("%(created)d imported, %(unchanged)d here already, %(refused)d refused.") % counts
            + (" " + _("This was a trial: nothing was written.") if dry_run else "")
        )


def files_at(path: Path) -> list[Path]:
    """The file itself, or the regulations in a folder; Word's lock files (~$…) and hidden files are none."""
    if not path.is_dir():
        return [path]
    found = (file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and file.name[0] not in ".~")
    return sorted(file for file in found if file.is_file())


def _sentence(report: FileReport) -> str:
    if report.errors:
        return _("%(path)s was refused: %(why)s") % {"path": report.path, "why": " ".join(report.errors)}
    facts = {
        "regulation": report.regulation,
        "version": report.version,
        "chapters": report.chapters,
        "articles": report.articles,
    }
    if report.created:
        return _("%(regulation)s, version %(version)s: %(chapters)d chapters, %(articles)d articles.") % facts
    return _("%(regulation)s, version %(version)s was here already; nothing changed.") % facts
