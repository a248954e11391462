"""Claims about the functional category and what training must respect."""

from __future__ import annotations

from collections.abc import Iterator

from guidelines.pathway.building import above, blank, is_in, is_true, known_true
from guidelines.pathway.criteria import ALWAYS, Criterion, Limit
from guidelines.pathway.functional_rules import Category, Status
from guidelines.pathway.readings.proof.claim import Check, Claim, Never
from guidelines.pathway.readings.proof.said import Absent, Constrained, HasStatus, Suggested, UrgentStands
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.translate import _

HOLD = HasStatus(Status.HOLD)
HELD_FOR: tuple[Criterion, ...] = (
    is_true("metastasis_confirmed"),
    is_true("multiple_myeloma"),
    is_in("fracture_cause", "malignant", "infectious"),
)
CONFIRMED = is_in("vertebral_fracture", "confirmed")
PAST_ACUTE = CONFIRMED & (
    blank("vertebral_fracture_weeks") | above("vertebral_fracture_weeks", Limit("acute_weeks"))
)
TRAINS = (Category.EXERCISE_ACTIVE, Category.EXERCISE_ACTIVE_WITH_CONSIDERATION)


def _physician_first(rules: RuleSet) -> Iterator[Check]:
    yield Never((UrgentStands(), Absent(HOLD)))
    for reason in HELD_FOR:
        yield Never((Absent(HOLD),), known_true(reason))
    yield Never((HOLD, Suggested()))


def _low_impact(rules: RuleSet) -> Iterator[Check]:
    yield Never((Absent(Constrained("impact_low")),), known_true(PAST_ACUTE))


def _high_intensity(rules: RuleSet) -> Iterator[Check]:
    high = Constrained("high_intensity_allowed")
    yield Never((high, Constrained("impact_low")))
    yield Never((high, Absent(Suggested((Category.EXERCISE_ACTIVE,)))))
    yield Never((high,), known_true(CONFIRMED))


def _never_green_unseen(rules: RuleSet) -> Iterator[Check]:
    for test in ("tug_s", "five_sts_s", "tandem_s", "activity_level"):
        yield Never((Suggested(TRAINS),), blank(test))


def _spine_safe(rules: RuleSet) -> Iterator[Check]:
    yield Never((Absent(Constrained("spine_safe")),), ALWAYS)


FUNCTION_CLAIMS = (
    Claim(
        id="physician-first",
        statement=_(
            "With an urgent action, a metastasis, myeloma, or a malignant or infectious fracture, no functional category is suggested: the physician comes first."
        ),
        why=_("Nobody trains a spine that may be giving way."),
        checks=_physician_first,
    ),
    Claim(
        id="low-impact-after-a-fracture",
        statement=_(
            "After the acute phase of a confirmed vertebral fracture, or when its age is not recorded, training is always of low impact."
        ),
        why=_("One in five has a new collapse within a year of the first."),
        checks=_low_impact,
    ),
    Claim(
        id="high-intensity-never-with-low-impact",
        statement=_(
            "High intensity is never allowed together with low impact, with a confirmed vertebral fracture, or outside the category exercise-active."
        ),
        why=_("Heavy loads and impact are not for a spine that has broken."),
        checks=_high_intensity,
    ),
    Claim(
        id="a-missing-test-is-never-green",
        statement=_("Exercise-active is never suggested while a physical test or the activity level is not recorded."),
        why=_("A test nobody did was not passed."),
        checks=_never_green_unseen,
    ),
    Claim(
        id="spine-always-safe",
        statement=_("Every answer carries the constraint “safe for the spine”."),
        why=_("Bending and twisting under load is what weak vertebrae do not bear, whether one is known to be broken or not."),
        checks=_spine_safe,
    ),
)  # fmt: skip
