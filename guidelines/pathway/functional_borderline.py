"""Which recorded values stand at an edge: moved by their margin, they change the category."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.facts import FACTS
from guidelines.pathway.functional_rules import Category
from guidelines.pathway.functional_table import Table
from guidelines.pathway.readings.verdict import Record

MARGINS: dict[str, float] = {
    "pain_rest_vas": 10,
    "pain_activity_vas": 10,
    "vertebral_fracture_weeks": 2,
    "hip_fracture_weeks": 2,
    "t_score": 0.2,
    "tug_s": 1,
    "five_sts_s": 1,
    "tandem_s": 1,
}
RANGES = {name: (FACTS[name].low or 0.0, FACTS[name].high or 0.0) for name in MARGINS}
FULL_TANDEM_S = 10  # the stance is timed no longer than this, so there is no doubt about it


def borderline(table: Table, record: Record, now: Category | None) -> tuple[str, ...]:
    """The facts whose margin decides, in contract order, for a patient not on hold."""
    return tuple(
        name
        for name, margin in MARGINS.items()
        if record[name] is not None
        and not (name == "tandem_s" and record[name] == FULL_TANDEM_S)
        and any(
            table.category({**record, name: moved}) is not now
            for moved in _moved(table, record, name, margin)
        )
    )


def _moved(table: Table, record: Record, name: str, margin: float) -> Iterator[float]:
    """The value a margin lower and higher, within the range of the fact, where that brings it past a cut."""
    here = table.place(name, record[name])
    low, high = RANGES[name]
    for moved in (record[name] - margin, record[name] + margin):
        within = min(max(round(moved, 6), low), high)  # rounded: -2.8 less 0.2 is -3.0, not a hair beside it
        if table.place(name, within) != here:
            yield within
