"""What a physiotherapist may choose instead of the suggestion, and when choosing it must be confirmed twice."""

from __future__ import annotations

from collections.abc import Collection

from guidelines.pathway.functional_category import FunctionalCategory
from guidelines.pathway.functional_rules import WITH_CONSIDERATION, Category, Status


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
