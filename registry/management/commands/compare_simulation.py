"""Hold the annual report of a simulated registry against the printed one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registry.annual_report.building import built
from registry.annual_report.printed import YEAR
from registry.selectors.annual_reports import asking
from registry.selectors.simulation import simulated
from registry.simulation.comparison import within_error
from registry.simulation.comparison_page import page
from registry.simulation.report_apart import report_apart


class Command(BaseCommand):
    help = (
        "Makes the annual report 2022 of what simulate_registry stored and prints how far its numbers lie from the printed "
        "report's, in standard errors; exit code 1 where that is further than chance puts them. Simulate the years 2009 to "
        "2022 and the report's departments, in a database of their own."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--seed", type=int, required=True, help="the seed it was simulated with")
        parser.add_argument("--write", type=Path, help="write the page to this file instead")

    def handle(self, *, seed: int, write: Path | None, **_options: Any) -> None:
        people = simulated(seed)
        if not people:
            raise CommandError(
                f"Nobody simulated with seed {seed} is stored here; run simulate_registry first.",
                returncode=2,
            )
        found = report_apart(built(asking(YEAR, "DK")))
        text = page(seed, len(people), found, people.values())
        if write is None:
            self.stdout.write(text)
        else:
            write.write_text(text, "utf-8")
        if not within_error(found):
            raise CommandError("Our report lies further from the printed one than chance puts it.")
