"""The decision table of the functional category as data: steps in order, considerations, constraints.

The sources name the categories and give no criteria, so every number is from named literature or our own choice
(`design_choice`), and the physiotherapist confirms or overrides whatever comes of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from guidelines.pathway.alarms import urgent_flag
from guidelines.pathway.building import above, at_least, at_most, blank, is_in, is_true, known_true
from guidelines.pathway.criteria import ALWAYS, All, Any, Criterion, Limit, Named
from guidelines.pathway.functional_bands import (
    STS_GREEN,
    STS_RED,
    STS_VERY_RED,
    TANDEM_GREEN,
    TANDEM_RED,
    TUG_GREEN,
    TUG_RED,
    TUG_VERY_RED,
)
from guidelines.pathway.translate import _

TEST_SOURCES = "CDC STEADI; World Falls Guidelines 2022; doi:10.1093/ageing/afy169; doi:10.1093/ageing/afn100"


class Status(StrEnum):
    HOLD = "hold"  # physician first: no category
    ACUTE = "acute"
    UNDETERMINED = "undetermined"  # too little is recorded: no category
    SUGGESTED = "suggested"


class Category(StrEnum):
    EXERCISE_ACTIVE = "exercise_active"
    EXERCISE_ACTIVE_WITH_CONSIDERATION = "exercise_active_with_consideration"
    EVERYDAY_ACTIVE = "everyday_active"
    EVERYDAY_ACTIVE_WITH_CONSIDERATION = "everyday_active_with_consideration"
    FUNCTION_LIMITED = "function_limited"


CATEGORY_LABELS: dict[Category, str] = {
    Category.EXERCISE_ACTIVE: _("Exercise-active"),
    Category.EXERCISE_ACTIVE_WITH_CONSIDERATION: _("Exercise-active, with consideration"),
    Category.EVERYDAY_ACTIVE: _("Everyday-active"),
    Category.EVERYDAY_ACTIVE_WITH_CONSIDERATION: _("Everyday-active, with consideration"),
    Category.FUNCTION_LIMITED: _("Function-limited"),
}

# What a category becomes once something is to be considered; function_limited is not split.
WITH_CONSIDERATION: dict[Category, Category] = {
    Category.EXERCISE_ACTIVE: Category.EXERCISE_ACTIVE_WITH_CONSIDERATION,
    Category.EVERYDAY_ACTIVE: Category.EVERYDAY_ACTIVE_WITH_CONSIDERATION,
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row that decides. The first step that is met gives the status and the category before consideration."""

    code: str
    label: str
    when: Criterion
    status: Status
    category: Category | None
    source: str = ""
    cites: tuple[str, ...] = ()
    design_choice: bool = False


@dataclass(frozen=True, kw_only=True)
class Consideration:
    """One row that turns a category into "with consideration" and may set constraints."""

    code: str
    label: str
    when: Criterion
    source: str = ""
    cites: tuple[str, ...] = ()
    design_choice: bool = False


CONFIRMED = is_in("vertebral_fracture", "confirmed")
ACUTE_WEEKS = Limit("acute_weeks")
NO_TEST = All((blank("tug_s"), blank("five_sts_s"), blank("tandem_s")))

PHYSICIAN_FIRST = Step(
    code="R",
    label=_("Physician first: an alarm sign, malignancy or infection"),
    when=Any(
        (
            urgent_flag,
            is_true("metastasis_confirmed"),
            is_true("multiple_myeloma"),
            is_in("fracture_cause", "malignant", "infectious"),
        )
    ),
    status=Status.HOLD,
    category=None,
    design_choice=True,
)

# After the physician's step, in order: the first that is met decides.
STEPS: tuple[Step, ...] = (
    Step(
        code="A",
        label=_("Acute phase after a vertebral or hip fracture"),
        when=(CONFIRMED & at_most("vertebral_fracture_weeks", ACUTE_WEEKS))
        | at_most("hip_fracture_weeks", ACUTE_WEEKS),
        status=Status.ACUTE,
        category=Category.FUNCTION_LIMITED,
        cites=("F21", "F27"),
    ),
    Step(
        code="F1",
        label=_("Walking aid every day, help in daily life, or sedentary because of disease"),
        when=is_true("daily_walking_aid")
        | is_true("adl_help")
        | is_in("activity_level", "sedentary_disease"),
        status=Status.SUGGESTED,
        category=Category.FUNCTION_LIMITED,
        design_choice=True,
    ),
    Step(
        code="F2",
        label=_("A test that is very slow or cannot be done"),
        when=TUG_VERY_RED | STS_VERY_RED,
        status=Status.SUGGESTED,
        category=Category.FUNCTION_LIMITED,
        source="doi:10.1093/ageing/afy169",
    ),
    Step(
        code="F3",
        label=_("Two or more red tests, whatever the patient reports"),
        when=(TUG_RED & STS_RED) | (TUG_RED & TANDEM_RED) | (STS_RED & TANDEM_RED),
        status=Status.SUGGESTED,
        category=Category.FUNCTION_LIMITED,
        source=TEST_SOURCES,
        design_choice=True,
    ),
    Step(
        code="F0",
        label=_("Neither activity level nor any test is recorded"),
        when=blank("activity_level") & NO_TEST,  # a test that cannot be done was met by F2
        status=Status.UNDETERMINED,
        category=None,
        design_choice=True,
    ),
    Step(
        code="F4",
        label=_("Trains, and all three tests are green"),
        when=All((is_in("activity_level", "trains"), TUG_GREEN, STS_GREEN, TANDEM_GREEN)),
        status=Status.SUGGESTED,
        category=Category.EXERCISE_ACTIVE,
        source=TEST_SOURCES,
        design_choice=True,
    ),
    Step(
        code="F5",
        label=_("Otherwise"),
        when=ALWAYS,
        status=Status.SUGGESTED,
        category=Category.EVERYDAY_ACTIVE,
        design_choice=True,
    ),
)

CONSIDERATIONS: tuple[Consideration, ...] = (
    Consideration(
        code="H1",
        label=_("Vertebral fracture, confirmed or suspected, or not asked about"),
        when=Any(
            (
                blank("vertebral_fracture"),
                is_in("vertebral_fracture", "suspected"),
                CONFIRMED
                & (blank("vertebral_fracture_weeks") | above("vertebral_fracture_weeks", ACUTE_WEEKS)),
            )
        ),
        source="doi:10.1136/bjsports-2021-104634",
        cites=("F39",),
    ),
    Consideration(
        code="H2",
        label=_("Hip fracture, after the acute phase"),
        when=above("hip_fracture_weeks", ACUTE_WEEKS),
        cites=("F39",),
    ),
    Consideration(
        code="H3",
        label=_("Several other fractures after low-energy trauma"),
        when=at_least("other_low_trauma_fractures", Limit("low_trauma_many")),
        source="doi:10.1136/bjsports-2021-104634",
    ),
    Consideration(
        code="H4",
        label=_("Very low bone density"),
        when=at_most("t_score", Limit("t_very_low")),
        cites=("F39",),
        design_choice=True,
    ),
    Consideration(
        code="H5",
        label=_("Many falls, or a fall with injury or without being able to rise"),
        when=at_least("falls_12m", Limit("falls_many")) | is_true("fall_injury_or_could_not_rise"),
        source="World Falls Guidelines 2022",
    ),
    Consideration(
        code="H6",
        label=_("Strong pain, at rest or in activity"),
        when=at_least("pain_rest_vas", Limit("consideration_vas"))
        | at_least("pain_activity_vas", Limit("consideration_vas")),
        source="Boonstra 2014",
        design_choice=True,
    ),
    Consideration(
        code="H7",
        label=_("Disease to consider in training"),
        when=is_true("comorbidity_training"),
        design_choice=True,
    ),
    Consideration(
        code="H8",
        label=_("Sacral fracture, confirmed or suspected, or a fracture of the pubic ramus"),
        when=is_in("sacral_fracture", "confirmed", "suspected") | is_true("pubic_ramus_fracture"),
        design_choice=True,
    ),
)

# Each consideration as other rules ask for it: met, or not, never not known.
CONSIDERED: dict[str, Criterion] = {
    row.code: Named(f"considered_{row.code.lower()}", row.label, known_true(row.when))
    for row in CONSIDERATIONS
}

PROVISIONAL = Named(
    "provisional",
    _("Vertebral fracture, bone density, falls or pain are not recorded"),
    blank("vertebral_fracture")
    | blank("t_score")
    | blank("falls_12m")
    | (blank("pain_rest_vas") & blank("pain_activity_vas")),
)
