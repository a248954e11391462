"""What an exercise is, and what bars one: the constraints and the acute phase, read in one place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from guidelines.pathway.figure import Pose
from guidelines.pathway.translate import _

ACUTE = frozenset({"acute_early", "acute_late"})


class Block(StrEnum):
    STRONG = "strong"
    STEADY = "steady"
    STRAIGHT = "straight"


class Impact(IntEnum):
    """What goes through the skeleton when the foot meets the floor."""

    NONE = 0
    WALKING = 1
    MODERATE = 2
    HIGH = 3


class SpineLoad(IntEnum):
    """BENT is flexion or twist that is loaded, repeated or to the end: never in the library, barred if it were."""

    NONE = 0
    LOW = 1
    UPRIGHT_UNDER_LOAD = 2
    BENT = 3


class DoseKind(StrEnum):
    """How an exercise is counted."""

    LIFT = "lift"  # sets of repetitions against a load
    HEAVY = "heavy"  # few repetitions at high intensity
    HOLD = "hold"  # repetitions, each held some seconds
    STANCE = "stance"  # times, each held some seconds
    MOVES = "moves"  # sets of steps, turns or transfers
    IMPACT = "impact"  # sets of landings
    TIME = "time"  # minutes a day


BLOCK_LABELS: dict[Block, str] = {
    Block.STRONG: _("Strong"),
    Block.STEADY: _("Steady"),
    Block.STRAIGHT: _("Straight"),
}
IMPACT_LABELS: dict[Impact, str] = {
    Impact.NONE: _("none"),
    Impact.WALKING: _("up to brisk walking"),
    Impact.MODERATE: _("moderate: more than brisk walking"),
    Impact.HIGH: _("high: a landing on both feet"),
}
SPINE_LABELS: dict[SpineLoad, str] = {
    SpineLoad.NONE: _("none"),
    SpineLoad.LOW: _("low, the back straight"),
    SpineLoad.UPRIGHT_UNDER_LOAD: _("a load is lifted, the back straight"),
    SpineLoad.BENT: _("the back bends or twists under load"),
}

BREATHE = _("Breathe out with the effort and in on the way back. Do not hold your breath.")
BREATHE_ON = _("Breathe calmly all the way through.")


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise in words for the patient. Without a `source` the choice of the exercise is our own.

    `easier` and `harder` name its neighbours; `needs` is a constraint that must allow it; `alone_brisk` is brisk
    walking with nobody alongside; `supervised` is done with the physiotherapist only.
    """

    code: str
    title: str
    block: Block
    dose: DoseKind
    start: str
    movement: str
    feel: str
    stop: str
    count: str
    poses: tuple[Pose, ...]
    breath: str = BREATHE
    impact: Impact = Impact.NONE
    spine: SpineLoad = SpineLoad.NONE
    equipment: tuple[str, ...] = ()
    support: bool = False
    easier: str = ""
    harder: str = ""
    needs: str = ""
    alone_brisk: bool = False
    supervised: bool = False
    source: str = ""

    @property
    def own_choice(self) -> bool:
        return not self.source


@dataclass(frozen=True)
class Bar:
    """Keeps exercises from a patient. `constraint` is its code; for the acute phase the word itself."""

    constraint: str
    why: str
    bars: Callable[[Exercise, Collection[str], str], bool]


def _jumps(exercise: Exercise) -> bool:
    return exercise.impact > Impact.WALKING


BARS: tuple[Bar, ...] = (
    Bar(
        "spine_safe",
        _("It bends or twists the back under load, again and again, or to its end."),
        lambda exercise, _constraints, _programme: exercise.spine is SpineLoad.BENT,
    ),
    Bar(
        "impact_low",
        _("It has more impact than brisk walking, and impact is to be kept low."),
        lambda exercise, constraints, _programme: "impact_low" in constraints and _jumps(exercise),
    ),
    Bar(
        "falls_first",
        _("It is a jump or a drop, and balance comes first."),
        lambda exercise, constraints, _programme: "falls_first" in constraints and _jumps(exercise),
    ),
    Bar(
        "falls_first",
        _("It is brisk walking with nobody alongside, and balance comes first."),
        lambda exercise, constraints, _programme: "falls_first" in constraints and exercise.alone_brisk,
    ),
    Bar(
        "high_intensity_allowed",
        _("It is training at high intensity, which is not allowed for this patient."),
        lambda exercise, constraints, _programme: bool(exercise.needs) and exercise.needs not in constraints,
    ),
    Bar(
        "acute",
        _("It has more impact than walking, and the fracture is in its acute phase."),
        lambda exercise, _constraints, programme: programme in ACUTE and _jumps(exercise),
    ),
)


def barred_by(exercise: Exercise, constraints: Collection[str], programme: str) -> tuple[Bar, ...]:
    """Everything that keeps this exercise from a patient with these constraints in this programme."""
    return tuple(bar for bar in BARS if bar.bars(exercise, constraints, programme))
