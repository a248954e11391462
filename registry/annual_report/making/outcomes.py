"""Before and after: means of whoever answered, and the change of those who answered both times."""

from __future__ import annotations

from collections.abc import Iterator

from registry.annual_report.making.asking import Asking
from registry.annual_report.making.cells import (
    answers_key,
    change,
    count,
    mean,
    operations_key,
    period,
    reached,
    share,
)
from registry.annual_report.making.part import part_of
from registry.annual_report.report import Cell, Part
from registry.annual_report.specification import Spec
from registry.statistics import AGE, BASELINE, BMI

OVER_A_YEAR = ("12_to_24", "over_24")
MEASURED = (("age", AGE), ("bmi", BMI))  # as the report calls them, and as the statistics do


def outcome(spec: Spec, asking: Asking) -> Part:
    cells = [*_who(spec, asking), *(_described(spec, asking) if spec.described else ())]
    for instrument in spec.measures:
        cells += _measured(spec, asking, instrument)
    return part_of(spec, asking, cells)


def _who(spec: Spec, asking: Asking) -> Iterator[Cell]:
    """Operated on, answered before, due at each wave, and answered it."""
    years = asking.years_of(spec)
    before = asking.ask(spec.population, years)
    key = operations_key(spec.population, years)
    yield count("operated", BASELINE, before.n_due or 0, counts=key)
    yield count("patients", BASELINE, before.n_answered, counts=f"patients/{spec.population}/{period(years)}")
    for wave in spec.waves:
        after = asking.ask(spec.population, years, wave=wave)
        yield count("due", wave, after.n_due or 0)
        yield count("patients", wave, after.n_answered)


def _described(spec: Spec, asking: Asking) -> Iterator[Cell]:
    """Of those operated on of whom it is recorded: mean age and BMI, women, and how long it had hurt."""
    years = asking.years_of(spec)
    for code, quantity in MEASURED:
        yield mean(asking, code, BASELINE, asking.ask(spec.population, years, quantity).baseline)
    sexes = asking.operated_by("sex", spec.population, years)
    yield share("women", BASELINE, sexes.get("female", 0), sexes.get("female", 0) + sexes.get("male", 0))
    yield from _long_pain(spec, asking)


def _long_pain(spec: Spec, asking: Asking) -> Iterator[Cell]:
    """Of those who told how long it had hurt, those for whom it was more than 12 months."""
    for pain in ("leg", "back"):
        found = asking.operated_by(f"{pain}_pain_duration", spec.population, asking.years_of(spec))
        known = sum(number for band, number in found.items() if band)
        yield share(f"{pain}_over_12m", BASELINE, sum(found.get(band, 0) for band in OVER_A_YEAR), known)


def _measured(spec: Spec, asking: Asking, instrument: str) -> Iterator[Cell]:
    years = asking.years_of(spec)
    before = asking.ask(spec.population, years, instrument).baseline
    answers = {wave: asking.ask(spec.population, years, instrument, wave) for wave in spec.waves}
    key = answers_key(spec.population, instrument, years)
    yield mean(asking, instrument, BASELINE, before, counts=key)
    for wave, one in answers.items():
        yield mean(asking, instrument, wave, one.follow_up)
    for wave, one in answers.items():
        yield change(asking, instrument, wave, one)
        if one.shares:
            yield reached(instrument, wave, one.shares[0])


def by_wave(spec: Spec, asking: Asking) -> Part:
    """One instrument before and at each wave, of whoever answered."""
    cells = list(_measured(spec, asking, spec.measures[0]))
    return part_of(spec, asking, cells, points=1 + len(spec.waves))
