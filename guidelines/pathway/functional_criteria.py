"""The functional category as criteria: what the table decides in order, composed into one tree for each outcome.

`suggest` walks the table for one patient; readings of many patients, or of all there could be, read these trees.
"""

from __future__ import annotations

from guidelines.pathway.building import known_true, not_true
from guidelines.pathway.criteria import All, Any, Criterion
from guidelines.pathway.functional_rules import (
    CONSIDERED,
    PHYSICIAN_FIRST,
    STEPS,
    WITH_CONSIDERATION,
    Category,
    Status,
    Step,
)

SOMETHING_TO_CONSIDER = Any(tuple(CONSIDERED.values()))


def decides(step: Step) -> Criterion:
    """Met exactly when this step decides: it is met and no step before it is."""
    ordered = (PHYSICIAN_FIRST, *STEPS)
    earlier = ordered[: ordered.index(step)]
    return All((*(not_true(before.when) for before in earlier), known_true(step.when)))


def has_status(status: Status) -> Criterion:
    """Met exactly when the answer has this status."""
    return Any(tuple(decides(step) for step in (PHYSICIAN_FIRST, *STEPS) if step.status is status))


def suggests(category: Category) -> Criterion:
    """Met exactly when this category is suggested."""
    if category in WITH_CONSIDERATION:
        return _leads_to(category) & ~SOMETHING_TO_CONSIDER
    for base, considered in WITH_CONSIDERATION.items():
        if considered is category:
            return _leads_to(base) & SOMETHING_TO_CONSIDER
    return _leads_to(category)


def _leads_to(category: Category) -> Criterion:
    return Any(tuple(decides(step) for step in STEPS if step.category is category))
