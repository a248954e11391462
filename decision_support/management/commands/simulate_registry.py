"""Fill a database with a made-up registry whose groups look like the published ones."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from decision_support.demo.department import CODE
from registry.actions.simulation import store_simulation
from registry.actions.statistics_rebuild import rebuild_statistics
from registry.selectors.simulation import count_others, is_simulated
from registry.selectors.statistics_state import statistics_state
from registry.simulation.groups import FIRST_YEAR, LAST_YEAR
from registry.simulation.people import EARLIEST_YEAR, Recipe

MOST_PATIENTS = 9_999_999  # a serial number has seven digits


class Command(BaseCommand):
    help = (
        "Stores made-up patients, operations and answers calibrated to the annual report 2022: the same seed gives the "
        "same data. Refuses a database with patients that are not made up, unless --yes."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--patients", type=int, required=True, help="how many, each with one operation")
        parser.add_argument("--seed", type=int, required=True, help="0 or more; the same seed, the same data")
        parser.add_argument(
            "--departments",
            type=int,
            help="so many alike; otherwise those of the report, each with its share and its completeness",
        )
        parser.add_argument("--from", type=int, default=FIRST_YEAR, dest="first", metavar="YEAR")
        parser.add_argument(
            "--to",
            type=int,
            default=LAST_YEAR,
            dest="last",
            metavar="YEAR",
            help="the last day is 31 December",
        )
        parser.add_argument(
            "--yes", action="store_true", help="store them beside patients that are not made up"
        )

    def handle(self, *, patients: int, yes: bool, **options: Any) -> None:
        recipe = recipe_of(patients, options)
        refuse_real_patients(yes)
        if is_simulated(recipe.seed):
            raise CommandError(
                f"Seed {recipe.seed} was simulated here already. Give another --seed, or an empty database.",
                returncode=2,
            )
        with collector_paused():
            stored = store_simulation(recipe, patients, by=None, told=self._tell)
            if statistics_state().is_outdated:
                self.stdout.write(
                    "Counting them for the reports; if this is stopped, run rebuild_statistics."
                )
                rebuild_statistics()
        self.stdout.write(
            f"Stored {stored.patients} made-up patients with {stored.assessments} assessments in "
            f"{len(recipe.codes)} departments ({recipe.codes[0]} to {recipe.codes[-1]}), seed {recipe.seed}."
        )

    def _tell(self, done: int) -> None:
        if done % 10_000 == 0:
            self.stdout.write(f"{done} patients")


def recipe_of(patients: int, options: dict[str, Any]) -> Recipe:
    """The recipe that was asked for; CommandError (exit 2) where a number is out of range."""
    first, last, departments = options["first"], options["last"], options["departments"]
    _within("--patients", patients, 1, MOST_PATIENTS)
    _within("--seed", options["seed"], 0, 10**9)
    _within("--from", first, EARLIEST_YEAR, 2100)
    _within("--to", last, first, 2100)
    if departments is not None:
        _within("--departments", departments, 1, 99)
    return Recipe(options["seed"], date(first, 1, 1), date(last, 12, 31), departments)


def _within(name: str, found: int, lowest: int, highest: int) -> None:
    if not lowest <= found <= highest:
        raise CommandError(
            f"{name} is {found}; give a whole number from {lowest} to {highest}.", returncode=2
        )


def refuse_real_patients(yes: bool) -> None:
    """CommandError (exit 2) where somebody in the database may be real and nobody said --yes."""
    others = count_others(made_up=(CODE,))
    if others and not yes:
        raise CommandError(
            f"This database holds {others} patients that were not made up by demo or simulate_registry. Made-up answers "
            "would be counted with theirs. Use an empty database (DATABASE_URL), or give --yes if that is meant.",
            returncode=2,
        )


@contextmanager
def collector_paused() -> Iterator[None]:
    """Python's cycle collector walks every row made so far, again and again; a third of the time, and it finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
