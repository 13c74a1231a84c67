from django.core.management.base import BaseCommand

from media.models import Film, FilmState
from media.tasks import prepare_film


class Command(BaseCommand):
    help = "Prepares, here and now, every film that is not ready: after a worker was killed, or when there is none."

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="prepare the films that are ready, too")

    def handle(self, *args, again=False, **options):
        failed = False
        films = Film.objects.all() if again else Film.objects.exclude(state=FilmState.READY)
        for film in films.order_by("pk"):
            prepare_film.call(film.pk)
            film.refresh_from_db()
            failed = failed or not film.is_ready
            self.stdout.write(f"{film.title}: {film.state_in_words}")
        if failed:
            raise SystemExit(1)
