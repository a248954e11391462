"""`verify_statistics`: counts everything again from the rows and compares; exits 1 where a cell is wrong and was not mended."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandError, CommandParser

from registry.actions.statistics_check import Checked, verify_statistics
from registry.selectors.statistics_state import statistics_state

MOST_SHOWN = 20


class Command(BaseCommand):
    help = "Proves the counts that reports are made of against what is recorded. Safe on a registry at work."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--mend", action="store_true", help="Sets right what is wrong, and says what it was."
        )

    def handle(self, *args: Any, mend: bool, **options: Any) -> None:
        if statistics_state().building is not None:
            raise CommandError(
                "A rebuild was stopped: run rebuild_statistics to its end first.", returncode=2
            )
        every = []
        for found in verify_statistics(mend=mend):
            every.append(found)
            self._tell(found)
        wrong = sum(not found.is_right for found in every)
        cells, episodes = sum(found.cells for found in every), sum(found.episodes for found in every)
        if not wrong:
            self.stdout.write(f"{cells} cells and {episodes} episodes: every number is what the rows say.")
        elif mend:
            self.stdout.write(f"{cells} cells and {episodes} episodes: what was wrong is set right.")
        else:
            self.stdout.write("Run it again with --mend, and report how it came.")
            sys.exit(1)

    def _tell(self, found: Checked) -> None:
        place = found.place or "No department"
        for one in found.wrong[:MOST_SHOWN]:
            cell = " ".join(str(part) or "-" for part in one.key)
            self.stdout.write(f"{place}: {cell}: {one.column} was {one.stored}, and is {one.right}.")
        if len(found.wrong) > MOST_SHOWN:
            self.stdout.write(f"{place}: and {len(found.wrong) - MOST_SHOWN} more numbers.")
        if found.remembered:
            some = ", ".join(map(str, list(found.remembered)[:MOST_SHOWN]))
            self.stdout.write(
                f"{place}: {len(found.remembered)} episodes were not counted as they stand: {some}."
            )
