import polib
from django.core.management.base import BaseCommand, CommandError

from config.translations import catalogue, rooms, texts_in, untranslated

HEADER = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "zh_Hans",
    "Plural-Forms": "nplurals=1; plural=0;",
}


class Command(BaseCommand):
    help = "Fail when a text of ours is not translated into Chinese."

    def add_arguments(self, parser):
        parser.add_argument("--write", action="store_true", help="add what is missing to the rooms' catalogues, empty")

    def handle(self, **options):
        missing = untranslated()
        if options["write"]:
            self._write({msgid for _, msgid in missing})
        for place, msgid in missing:
            self.stderr.write(f"{place}: {msgid!r}")
        if missing:
            raise CommandError(f"{len(missing)} texts are not translated.")
        self.stdout.write("Every text is translated.")

    def _write(self, missing):
        for room in rooms():
            file = catalogue(room)
            entries = polib.pofile(str(file)) if file.is_file() else polib.POFile()
            entries.metadata = HEADER
            new = [text for text in texts_in(room) if text in missing and not entries.find(text)]
            entries.extend(polib.POEntry(msgid=text, msgstr="") for text in new)
            if new:
                entries.save(str(file))
