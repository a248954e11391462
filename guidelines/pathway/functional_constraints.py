"""What training must respect, whatever the category is called: five constraints, each with its meaning and source."""

from __future__ import annotations

from dataclasses import dataclass

from guidelines.pathway.building import at_least, at_most, below
from guidelines.pathway.criteria import ALWAYS, Any, Criterion, Limit, Recorded
from guidelines.pathway.functional_rules import CONFIRMED, CONSIDERED, Category
from guidelines.pathway.translate import _

UK_CONSENSUS = "doi:10.1136/bjsports-2021-104634"


@dataclass(frozen=True, kw_only=True)
class Constraint:
    """Stands when `when` is met and, where `only_for` is given, the suggested category is that one."""

    code: str
    title: str
    meaning: str
    when: Criterion
    source: str
    only_for: Category | None = None
    own_part: str = ""  # which part of it no source states


CONSTRAINTS: tuple[Constraint, ...] = (
    Constraint(
        code="impact_low",
        title=_("Low impact"),
        meaning=_(
            "No more impact than brisk walking. If frail or function-limited, at most 20 minutes a day, in short bouts."
        ),
        when=Any((CONSIDERED["H1"], CONSIDERED["H2"], CONSIDERED["H3"], CONSIDERED["H8"])),
        source=UK_CONSENSUS,
        own_part=_("after hip, sacral and pubic fractures this is our own choice"),
    ),
    Constraint(
        code="falls_first",
        title=_("Balance first"),
        meaning=_("Balance training comes first. No jumps, and no brisk walking without someone alongside."),
        when=CONSIDERED["H5"] | below("tandem_s", Limit("tandem_green_s")),
        source="World Falls Guidelines 2022; doi:10.1071/NB10056",
    ),
    Constraint(
        code="spine_safe",
        title=_("Safe for the spine"),
        meaning=_(
            "No bending or twisting of the spine under load, again and again, or to its end. Bend at the hips."
        ),
        when=ALWAYS,
        source=UK_CONSENSUS,
    ),
    Constraint(
        code="high_intensity_allowed",
        title=_("High intensity may be offered"),
        meaning=_("Supervised training at high intensity, with heavy loads and impact, may be offered."),
        when=Recorded("t_score"),
        source="doi:10.1002/jbmr.3284",
        only_for=Category.EXERCISE_ACTIVE,  # the category itself says that nothing is to be considered
    ),
    Constraint(
        code="supervised_restart",
        title=_("Supervised restart"),
        meaning=_("Half a year to a year after the fracture: start again under supervision."),
        when=CONFIRMED & at_least("vertebral_fracture_weeks", 26) & at_most("vertebral_fracture_weeks", 52),
        source="Danish osteoporosis association",
    ),
)
