"""What to train: the Strong / Steady / Straight programme of a category, read with the patient's constraints.

Doses follow the UK consensus of 2022 unless a line names another source; lines marked `own_choice` are ours and are
labelled so wherever they are shown. Nothing here is given to a patient before a physiotherapist has confirmed it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from guidelines.pathway.functional_constraints import CONSTRAINTS, Constraint
from guidelines.pathway.programme import Line, Programme
from guidelines.pathway.programmes import DOSE_FRAME, PROGRAMMES, RETEST
from guidelines.pathway.translate import _

EARLY_ACUTE_WEEKS = 6.0  # the first of the two acute phases ends here; the sixth week belongs to it
HALF_A_YEAR_WEEKS = 26.0  # an older hip fracture needs no word from its surgeon


@dataclass(frozen=True)
class Prescription:
    """One patient's programme: lines a constraint forbids are left out, lines it must allow stand only if it does."""

    programme: str
    title: str
    strong: tuple[Line, ...]
    steady: tuple[Line, ...]
    straight: tuple[Line, ...]
    supervision: tuple[Line, ...]
    dose_frame: tuple[Line, ...]
    afterwards: tuple[Line, ...]
    constraints: tuple[Constraint, ...]
    hip_weeks: float | None = None  # the age of a hip fracture of the last half year


def prescription_for(
    status: str,
    category: str | None,
    constraints: Collection[str],
    *,
    vertebral_weeks: float | None = None,
    hip_weeks: float | None = None,
) -> Prescription | None:
    """The programme for a confirmed category, or None without one (hold, undetermined).

    `status`, `category` and `constraints` are those of the functional category, or those confirmed instead of it;
    `vertebral_weeks` is the age of a confirmed vertebral fracture, `hip_weeks` that of a hip fracture. With status
    "acute" and neither known, the earlier and more careful of the acute phases is given.
    """
    if status == "hold" or category is None:
        return None
    code = _acute_phase(vertebral_weeks, hip_weeks) if status == "acute" else category
    fresh_hip = hip_weeks is not None and hip_weeks <= HALF_A_YEAR_WEEKS
    found = _allowed(PROGRAMMES[code], frozenset(constraints), hip=fresh_hip)
    return replace(found, hip_weeks=hip_weeks) if fresh_hip else found


def _acute_phase(vertebral_weeks: float | None, hip_weeks: float | None) -> str:
    """The phase of the youngest fracture."""
    weeks = min((age for age in (vertebral_weeks, hip_weeks) if age is not None), default=0.0)
    return "acute_early" if weeks <= EARLY_ACUTE_WEEKS else "acute_late"


def _allowed(programme: Programme, constraints: frozenset[str], *, hip: bool) -> Prescription:
    def kept(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(line for line in lines if line.suits(constraints, hip=hip))

    return Prescription(
        programme=programme.code,
        title=programme.title,
        strong=kept(programme.strong),
        steady=kept(programme.steady),
        straight=kept(programme.straight),
        supervision=kept(programme.supervision),
        dose_frame=kept(DOSE_FRAME) if programme.within_dose_frame else (),
        afterwards=RETEST,
        constraints=tuple(row for row in CONSTRAINTS if row.code in constraints),
    )


@dataclass(frozen=True)
class SourceNote:
    """What a source claims beyond what was published; stands beside the evidence it concerns."""

    about: str
    text: str
    source: str


# The physiotherapy source tells the LIFTMOR trial more favourably than its own abstract does.
SOURCE_NOTES: tuple[SourceNote, ...] = (
    SourceNote(
        "high_intensity_allowed",
        _(
            "The physiotherapy source says that LIFTMOR saw no adverse event; the published abstract reports one: a minor "
            "spasm of the back."
        ),
        "doi:10.1002/jbmr.3284",
    ),
    SourceNote(
        "high_intensity_allowed",
        _(
            "The physiotherapy source gives the load as 70–90 % of 1RM; the published abstract says above 85 %."
        ),
        "doi:10.1002/jbmr.3284",
    ),
    SourceNote(
        "tandem_s",
        _(
            "The physiotherapy source says that LIFTMOR tested tandem stance; the published abstract lists timed up and "
            "go, functional reach and sit-to-stand."
        ),
        "doi:10.1002/jbmr.3284",
    ),
    SourceNote(
        "tug_s",
        _(
            "Timed up and go alone predicts falls poorly: at 13.5 s it finds 31 % of those who will fall and clears 74 % "
            "of those who will not."
        ),
        "doi:10.1186/1471-2318-14-14",
    ),
    SourceNote(
        "category",
        _(
            "The source names the five categories and gives no criteria for any of them. Every number in the table is from "
            "other literature or is our own choice."
        ),
        "",
    ),
)
