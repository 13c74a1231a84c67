import polib
from django.core.management.base import BaseCommand

from config.translations import catalogue, rooms


class Command(BaseCommand):
    help = "Compile the catalogues of every room; needs no gettext on the machine."
    requires_system_checks = []

    def handle(self, **options):
        # A room whose scripts ask for texts has a second catalogue of those beside its own.
        for source in [source for room in rooms() for source in catalogue(room).parent.glob("*.po")]:
            target = source.with_suffix(".mo")
            if not (target.is_file() and target.stat().st_mtime >= source.stat().st_mtime):
                polib.pofile(str(source)).save_as_mofile(str(target))
