"""The made-up units around the made-up department: a country for it to stand beside, and a unit large enough to report on."""

from __future__ import annotations

from datetime import date

from registry.actions.simulation import store_simulation
from registry.models import Department
from registry.selectors.simulation import is_simulated
from registry.simulation.people import Recipe

SEED = 2026
YEARS = 12
PATIENTS = 2_500


def load(today: date, patients: int = PATIENTS) -> Department:
    """The largest of the units; simulated up to today, once, so that its follow-ups are due when one looks."""
    recipe = Recipe(SEED, date(today.year - YEARS, 1, 1), today)
    if not is_simulated(SEED):
        store_simulation(recipe, patients, by=None)
    return Department.objects.get(code=recipe.codes[0])
