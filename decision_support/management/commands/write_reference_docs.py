"""Write the reference pages that follow from the code, or say which are out of date."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from decision_support.reference_docs import out_of_date, write


class Command(BaseCommand):
    help = "Writes the generated pages of docs/reference. With --check writes nothing and exits 1 where one is out of date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say which pages are out of date")

    def handle(self, *, check, **_options):
        changed = out_of_date(settings.BASE_DIR) if check else write(settings.BASE_DIR)
        told = "is out of date; run manage.py write_reference_docs" if check else "written"
        for path in changed:
            self.stdout.write(f"{path} {told}")
        if not changed:
            self.stdout.write("The reference pages are current.")
        if check and changed:
            sys.exit(1)
