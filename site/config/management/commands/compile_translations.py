import polib
from django.core.management.base import BaseCommand

from config.translations import catalogue, rooms


class Command(BaseCommand):
    help = "Compile the catalogues of every room; needs no gettext on the machine."
    requires_system_checks = []

    def handle(self, **options):
        for room in rooms():
            source = catalogue(room)
            target = source.with_suffix(".mo")
            if source.is_file() and not (target.is_file() and target.stat().st_mtime >= source.stat().st_mtime):
                polib.pofile(str(source)).save_as_mofile(str(target))
