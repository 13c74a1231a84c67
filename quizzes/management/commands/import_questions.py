import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from quizzes import importers
from quizzes.forms import BANK_REMARKS
from quizzes.models import kinds


class Command(BaseCommand):
    help = "Reads a question bank (.txt or .docx) into the bank of a name."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--bank", required=True, help="the bank's name; made if it is not there")
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")

    def handle(self, *, file, bank, dry_run, **options):
        try:
            text = importers.read_text(file)
        except (OSError, importers.FileRefused) as error:
            raise CommandError(_("The file cannot be read: %s") % file) from error
        outcome = importers.import_bank(text=text, name=bank, now=timezone.now(), dry_run=dry_run)
        told = _as_json(outcome) if options["json"] else _as_sentences(outcome, dry_run=dry_run)
        self.stdout.write(told)
        if outcome.refused:
            raise SystemExit(1)


def _reason(remark):
    return str(BANK_REMARKS[remark.code]) % remark.about


def _remarks(remarks):
    return [{"line": remark.line, "reason": _reason(remark)} for remark in remarks]


def _as_json(outcome):
    facts = {
        "created": outcome.created,
        "by_kind": dict(outcome.by_kind),
        "doubtful": _remarks(outcome.doubtful),
        "refused": _remarks(outcome.refused),
    }
    return json.dumps(facts, ensure_ascii=False)


def _as_sentences(outcome, *, dry_run):
    by_kind = "、".join(f"{kinds()[kind].kind_label} {count}" for kind, count in outcome.by_kind.items())
    counts = {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "refused": len(outcome.refused),
    }
    sentence = _("%(created)s questions created, %(updated)s updated, %(unchanged)s unchanged, %(refused)s refused.")
    lines = [_("Trial run, nothing was written.")] if dry_run else []
    lines += [sentence % counts + (f"（{by_kind}）" if by_kind else "")]
    doubtful, refused = _remarks(outcome.doubtful), _remarks(outcome.refused)
    lines += [_("Doubtful, line %(line)s: %(reason)s") % remark for remark in doubtful]
    lines += [_("Refused, line %(line)s: %(reason)s") % remark for remark in refused]
    return "\n".join(lines)
