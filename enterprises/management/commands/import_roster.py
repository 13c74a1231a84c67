import json
import sys

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from enterprises.actions import take_roster
from enterprises.forms import file_reason, row_reason
from enterprises.importers import RosterRefused, read_roster


class Command(BaseCommand):
    help = (
        "Import a roster of members from Excel. Good rows are taken; each bad one is named by row, column and reason."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--dry-run", action="store_true", help="check all, write nothing")

    def handle(self, file, **options):
        with translation.override("zh-hans"):
            try:
                roster = read_roster(file)
            except RosterRefused as refusal:
                raise CommandError(str(file_reason(refusal))) from None
            result = take_roster(roster=roster, by=None, now=timezone.now(), dry_run=options["dry_run"])
            refused = [
                {"row": row, "column": column, "reason": f"{column}{row_reason(code)}"}
                for row, column, code in result.refused
            ]
        answer = {
            "rows": result.rows,
            "created": result.created,
            "updated": result.updated,
            "unchanged": result.unchanged,
            "refused": refused,
        }
        self._tell(answer, options)
        if refused:
            sys.exit(1)

    def _tell(self, answer, options):
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            return
        for fault in answer["refused"]:
            self.stdout.write(f"第 {fault['row']} 行：{fault['reason']}")
        trial = "试运行，未写入。" if options["dry_run"] else ""
        self.stdout.write(
            f"{trial}共 {answer['rows']} 行：新增 {answer['created']} 人，更新 {answer['updated']} 人，"
            f"未变 {answer['unchanged']} 人，拒绝 {len(answer['refused'])} 行。"
        )
