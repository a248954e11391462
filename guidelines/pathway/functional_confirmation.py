"""What a physiotherapist decides: what must be confirmed twice, what is kept with it, and when it no longer holds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from guidelines.pathway.functional_category import FunctionalCategory
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.functional_rules import WITH_CONSIDERATION, Category, Status

# What lets a patient do more, or says that nothing else was met: no reason to take a programme back.
LETS_MORE = frozenset({"high_intensity_allowed", "F0", "F4", "F5"})


def override_needs_second_confirmation(
    suggested: FunctionalCategory, chosen: Category, constraints: Collection[str] | None = None
) -> bool:
    """Whether the choice loosens the hold, the acute phase or low impact, or lifts function-limited to the top.

    `constraints` are those kept with the choice; None keeps all that were suggested.
    """
    if suggested.status is Status.HOLD:
        return True
    if suggested.status is Status.ACUTE and chosen is not Category.FUNCTION_LIMITED:
        return True
    lifted = suggested.category is Category.FUNCTION_LIMITED and chosen is Category.EXERCISE_ACTIVE
    return lifted or _loosens_low_impact(suggested, chosen, constraints)


def _loosens_low_impact(
    suggested: FunctionalCategory, chosen: Category, constraints: Collection[str] | None
) -> bool:
    """Low impact is loosened by dropping it, and by a category that would read it more freely."""
    if "impact_low" not in suggested.constraints:
        return False
    if constraints is not None and "impact_low" not in constraints:
        return True
    leaves_the_daily_limit = (
        suggested.category is Category.FUNCTION_LIMITED and chosen is not suggested.category
    )
    drops_consideration = suggested.category in WITH_CONSIDERATION.values() and chosen in WITH_CONSIDERATION
    return leaves_the_daily_limit or drops_consideration


def status_decided(suggested: Mapping[str, Any], chosen: Category) -> Status:
    """The acute phase stands where its own category is confirmed; any other choice is a category like every other.

    `suggested` here and below is a suggestion as a decision keeps it: in the form of the answer.
    """
    acute = suggested.get("status") == Status.ACUTE and suggested.get("category") == chosen
    return Status.ACUTE if acute else Status.SUGGESTED


def constraints_decided(suggested: Mapping[str, Any], chosen: Category) -> tuple[str, ...]:
    """The suggested constraints, all of them kept, but for one that belongs to another category than the chosen."""
    elsewhere = {row.code for row in CONSTRAINTS if row.only_for not in (None, chosen)}
    return tuple(code for code in suggested.get("constraints", ()) if code not in elsewhere)


def stricter_since(
    suggested: Mapping[str, Any], now: FunctionalCategory, urgent: Collection[str]
) -> tuple[str, ...]:
    """Reasons, constraints and urgent actions of today that were not there when it was decided, by their codes.

    Only what asks for more care: a fact that has grown old takes a reason away, and no decision with it.
    """
    then = {*suggested.get("reasons", ()), *suggested.get("constraints", ()), *suggested.get("urgent", ())}
    return tuple(code for code in (*urgent, *now.reasons, *now.constraints) if code not in then | LETS_MORE)
