"""Hold a simulated registry against the published tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registry.selectors.simulation import differences, simulated
from registry.selectors.simulation_shares import share_differences
from registry.simulation.comparison import within_error
from registry.simulation.comparison_page import page


class Command(BaseCommand):
    help = (
        "Prints how far what simulate_registry stored lies from the published tables, in standard errors; exit code 1 "
        "where it is further than chance puts it. Simulate the years 2009 to 2022 and the report's departments."
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
        found = [*differences(people), *share_differences(seed, people)]
        text = page(seed, len(people), found, [one.followed for one in people.values()])
        if write is None:
            self.stdout.write(text)
        else:
            write.write_text(text, "utf-8")
        if not within_error(found):
            raise CommandError("The simulated registry lies further from the tables than chance puts it.")
