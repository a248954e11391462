from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registry.actions.identifier_keys import rotate_identifier_keys


class Command(BaseCommand):
    help = (
        "Writes every identifier anew under the first key of IDENTIFIER_KEYS. Put the new key in front, keep the old ones "
        "behind it, run this to its end, then take the old ones out. It may be stopped and started again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        written = 0
        try:
            for written in rotate_identifier_keys():
                self.stdout.write(f"\r{written} rows", ending="")
        except ValueError as error:
            raise CommandError(f"{error} {written} rows were written; nothing is lost.") from error
        self.stdout.write(f"\r{written} rows are under the first key now. The older keys can be taken out.")
