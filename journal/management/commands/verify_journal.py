from django.core.management.base import BaseCommand, CommandError

from journal.models import Entry
from journal.queries import first_broken, last_entry


class Command(BaseCommand):
    help = "Recompute every digest of the journal and name the first entry that does not fit."

    def handle(self, **options):
        if broken := first_broken():
            raise CommandError(f"Entry {broken} was changed, or one before it is missing.")
        head = last_entry()
        self.stdout.write(f"{Entry.objects.count()} entries, unbroken. Head: {head.digest if head else '-'}")
