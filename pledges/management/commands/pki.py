from django.core.management.base import BaseCommand
from django.utils import timezone

from pledges.sealing import keys


class Command(BaseCommand):
    help = "The keys that seal documents: `init` makes what is missing, `show` prints the certificates' fingerprints."

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["init", "show"])

    def handle(self, *, what, **options):
        if what == "init":
            made = keys.make_keys(now=timezone.now())
            self.stdout.write(f"Made {', '.join(made)}." if made else "The keys are there already; nothing was made.")
        for name in (keys.ROOT, keys.SEAL):
            certificate = keys.described(name)
            self.stdout.write(f"{name}: {certificate.name}, until {certificate.not_after:%Y-%m-%d}")
            self.stdout.write(f"  SHA-256 {certificate.fingerprint}")
