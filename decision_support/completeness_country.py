"""The country beside one's own departments: what may be shown of others is decided by what could be worked out of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from decision_support.completeness_words import percent_words, rate_words, target_of
from registry.models import Timepoint
from registry.selectors.completeness import TIMEPOINTS, Counted, Rate, rates
from registry.suppression import suppressed


@dataclass(frozen=True)
class CountryRow:
    """One timepoint; the country's words are "" where they would tell of fewer than five patients of others."""

    label: str
    target: int
    own: str
    own_percent: str
    own_bar: float
    country: str
    country_percent: str
    country_bar: float


def country_rows(found: Counted, own: Collection[int]) -> list[CountryRow]:
    ours = rates(type(found)({key: n for key, n in found.items() if key[0] in own}))
    everybody = rates(found)
    return [
        _row(timepoint, ours.get((timepoint, ""), Rate()), everybody.get((timepoint, ""), Rate()))
        for timepoint in TIMEPOINTS
    ]


def _row(timepoint: str, own: Rate, country: Rate) -> CountryRow:
    shown = tells_of_nobody(own, country)
    return CountryRow(
        label=str(Timepoint(timepoint).label),
        target=target_of(timepoint),
        own=rate_words(own),
        own_percent=percent_words(own.percent),
        own_bar=round(own.percent or 0, 1),
        country=rate_words(country) if shown else "",
        country_percent=percent_words(country.percent) if shown else "",
        country_bar=round(country.percent or 0, 1) if shown else 0.0,
    )


def tells_of_nobody(own: Rate, country: Rate) -> bool:
    """Whoever knows their own takes it off the country's: what is left must not be a few patients of somebody else."""
    others = {"complete": country.complete - own.complete, "missing": country.missing - own.missing}
    return not suppressed(others).hides
