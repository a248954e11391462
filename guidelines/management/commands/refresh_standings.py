from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone

from guidelines.actions import refresh_standings


class Command(BaseCommand):
    help = "Works out again where every patient stands on the pathway; run it each night, because weeks pass."

    def add_arguments(self, parser):
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day to work it out for, YYYY-MM-DD (today)"
        )

    def handle(self, *, on, verbosity, **_options):
        done = 0
        for done in refresh_standings(on=on or timezone.localdate()):
            if verbosity > 1:
                self.stdout.write(f"{done} patients so far")
        self.stdout.write(f"{done} patients stand refreshed.")
