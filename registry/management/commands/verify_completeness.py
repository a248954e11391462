"""`verify_completeness`: works out every standing and every count again and compares; exits 1 where one differs."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser

from registry.actions.completeness_check import (
    differing_cells,
    differing_departments,
    differing_episodes,
    differing_windows,
    mend_completeness,
)

MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Proves the standings and counts of completeness against what is recorded."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--mend", action="store_true", help="Sets right what differs; when nobody writes."
        )

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        episodes = differing_episodes()
        cells = [*differing_cells(), *differing_windows(), *differing_departments()]
        for said in [*(f"episode {pk}: its standing is out of date" for pk in episodes), *cells][:MOST_SHOWN]:
            self.stdout.write(said)
        if not episodes and not cells:
            self.stdout.write("Every standing and every count of completeness is as what is recorded says.")
            return
        self.stdout.write(f"{len(episodes)} episodes and {len(cells)} counts differ.")
        if not mend:
            self.stdout.write("Run it again with --mend when nobody writes, and report how it came.")
            sys.exit(1)
        mend_completeness()
        self.stdout.write("They are set right.")
