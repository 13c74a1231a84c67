from django.core.management.base import BaseCommand

from media.actions import make_sizes
from media.models import Picture


class Command(BaseCommand):
    help = "Makes every picture at all its sizes and formats, here and now; what is there already is left as it is."

    def handle(self, *args, **options):
        for picture in Picture.objects.order_by("pk").iterator():
            make_sizes(picture=picture)
            self.stdout.write(picture.title)
