"""The exercises in words and drawings, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guidelines.pathway.exercise import (
    BARS,
    BLOCK_LABELS,
    IMPACT_LABELS,
    SPINE_LABELS,
    Block,
    Exercise,
    barred_by,
)
from guidelines.pathway.exercises import LIBRARY, lines_served
from guidelines.pathway.figure import Stroke
from guidelines.pathway.prescription import SOURCE_NOTES
from guidelines.pathway.programmes import PROGRAMMES
from guidelines.pathway.props import drawing
from guidelines.presentation.category import NAMED_CONSTRAINTS
from guidelines.presentation.evidence import rests_on


@dataclass(frozen=True)
class Barred:
    """A constraint by its name, and why it keeps the exercise away."""

    constraint: str
    why: str


@dataclass(frozen=True)
class Neighbour:
    code: str
    title: str


@dataclass(frozen=True)
class Served:
    """A line of a programme that the exercise serves."""

    programme: str
    line: str
    source: str


@dataclass(frozen=True)
class ExerciseWords:
    """`frames` are the drawings, one a moment; `says` the parts of the instruction with their headings."""

    code: str
    title: str
    block: Block
    block_label: str
    frames: tuple[tuple[Stroke, ...], ...]
    says: tuple[tuple[str, str], ...]
    impact: str
    spine: str
    equipment: tuple[str, ...]
    support: bool
    supervised: bool
    source: str


def exercise_words(exercise: Exercise) -> ExerciseWords:
    return ExerciseWords(
        code=exercise.code,
        title=_(exercise.title),
        block=exercise.block,
        block_label=_(BLOCK_LABELS[exercise.block]),
        frames=tuple(map(drawing, exercise.poses)),
        says=_says(exercise),
        impact=_(IMPACT_LABELS[exercise.impact]),
        spine=_(SPINE_LABELS[exercise.spine]),
        equipment=tuple(map(_, exercise.equipment)),
        support=exercise.support,
        supervised=exercise.supervised,
        source=rests_on(exercise.source),
    )


def _says(exercise: Exercise) -> tuple[tuple[str, str], ...]:
    parts = (
        (_("Start"), exercise.start),
        (_("Movement"), exercise.movement),
        (_("Breath"), exercise.breath),
        (_("Count"), exercise.count),
        (_("You feel"), exercise.feel),
        (_("Stop"), exercise.stop),
    )
    return tuple((head, _(text)) for head, text in parts)


def bars_of(exercise: Exercise) -> list[Barred]:
    """Which constraints keep it away, each for itself; one that needs permission is kept away without it."""
    return [
        Barred(bar_name(bar.constraint), _(bar.why))
        for bar in BARS
        if bar.bars(
            exercise,
            () if bar.constraint == exercise.needs else (bar.constraint,),
            bar_programme(bar.constraint),
        )
    ]


def bar_programme(constraint: str) -> str:
    """The acute phase bars by its programme, everything else whatever the programme is."""
    return "acute_early" if constraint == "acute" else ""


def bar_name(constraint: str) -> str:
    if constraint == "high_intensity_allowed":
        return _("High intensity not allowed")
    return _("Acute phase") if constraint == "acute" else _(NAMED_CONSTRAINTS[constraint].title)


def neighbours(exercise: Exercise) -> tuple[Neighbour | None, Neighbour | None]:
    """(easier, harder), None where there is none."""
    return _neighbour(exercise.easier), _neighbour(exercise.harder)


def _neighbour(code: str) -> Neighbour | None:
    return Neighbour(code, _(LIBRARY[code].title)) if code else None


def served(exercise: Exercise) -> list[Served]:
    return [
        Served(_(PROGRAMMES[programme].title), _(line.text), rests_on(line.source))
        for programme, line in lines_served(exercise)
    ]


def notes_about(*about: str) -> list[tuple[str, str]]:
    """(what the source overstates, where it was published) about these facts or constraints."""
    return [(_(note.text), note.source) for note in SOURCE_NOTES if note.about in about]


def fits(exercise: Exercise, constraint: str) -> bool:
    """Whether a patient with only this constraint may do it; permission counts where it is the constraint asked for."""
    return not barred_by(exercise, {constraint}, bar_programme(constraint))


def of_block(block: str) -> Iterable[Exercise]:
    """The exercises of one block, or all."""
    return [exercise for exercise in LIBRARY.values() if not block or exercise.block == block]
