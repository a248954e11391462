from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from registry.actions.identifier_hashes import NumberTwice, rotate_hash_key
from registry.selectors.invitations import last_open_link


class Command(BaseCommand):
    help = (
        "Writes what everybody is found by anew under the first key of IDENTIFIER_HASH_KEY. Put the new key in front, keep "
        "the old one behind it, restart, run this to its end. It may be stopped and started again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        written = 0
        try:
            for written in rotate_hash_key():
                self.stdout.write(f"\r{written} rows", ending="")
        except NumberTwice as error:
            raise CommandError(f"{error} {written} rows were written; nothing is lost.") from error
        self.stdout.write(f"\r{written} rows were written; everybody is found by the first key now.")
        if last := last_open_link(timezone.localdate()):
            self.stdout.write(
                f"Keep the older key until {last}: links to questionnaires that were sent rest on it."
            )
        else:
            self.stdout.write("No link to a questionnaire is open. The older key can be taken out.")
