"""The library of exercises: every one by its code, and what is wrong with it if anything is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guidelines.pathway.exercise import Exercise, SpineLoad
from guidelines.pathway.exercises_lifting import LIFTING
from guidelines.pathway.exercises_steady import MOVES, STANDS
from guidelines.pathway.exercises_straight import BACK, POSTURE
from guidelines.pathway.exercises_strong import RISING, STANDING
from guidelines.pathway.exercises_walking import LANDING, WALKING
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.programme import Line
from guidelines.pathway.programmes import PROGRAMMES

LIBRARY: dict[str, Exercise] = {
    exercise.code: exercise
    for exercise in (*RISING, *STANDING, *LANDING, *LIFTING, *WALKING, *STANDS, *MOVES, *BACK, *POSTURE)
}
CONSTRAINT_CODES = frozenset(row.code for row in CONSTRAINTS)


def lines_served(exercise: Exercise) -> list[tuple[str, Line]]:
    """(programme, line) of each line that names the exercise."""
    return [
        (programme.code, line)
        for programme in PROGRAMMES.values()
        for line in programme.lines
        if exercise.code in (*line.exercises, *line.also)
    ]


Defect = tuple[str, str, str]  # where, what was found there, what to do


def problems(library: Mapping[str, Exercise] = LIBRARY) -> Iterator[Defect]:
    """Each defect of the library; nothing where all is well."""
    for exercise in library.values():
        yield from _own_problems(exercise)
        yield from _chain_problems(exercise, library)
    yield from _line_problems(library)


def _own_problems(exercise: Exercise) -> Iterator[Defect]:
    where = f"exercise {exercise.code}"
    if not exercise.poses:
        yield where, "is not drawn", "give it a pose"
    if exercise.spine is SpineLoad.BENT:
        yield where, "bends or twists the back under load", "take it out: it has no place in the library"
    if exercise.needs and exercise.needs not in CONSTRAINT_CODES:
        yield (
            where,
            f"needs {exercise.needs!r}, which is no constraint",
            f"name one of {sorted(CONSTRAINT_CODES)}",
        )
    for part in ("title", "start", "movement", "breath", "count", "feel", "stop"):
        if not getattr(exercise, part).strip():
            yield where, f"has no words for {part}", "write them"


def _chain_problems(exercise: Exercise, library: Mapping[str, Exercise]) -> Iterator[Defect]:
    where = f"exercise {exercise.code}"
    for way in ("easier", "harder"):
        beside = getattr(exercise, way)
        if beside and beside not in library:
            yield where, f"names {beside!r} as {way}, which is no exercise", "correct the code"
        if exercise.code in chain(beside, library, way):
            yield where, f"comes round to itself in its chain of {way} versions", "break the circle"
    if exercise.harder in library and library[exercise.harder].impact < exercise.impact:
        yield where, f"has more impact than its harder version {exercise.harder}", "turn them round"


def _line_problems(library: Mapping[str, Exercise]) -> Iterator[Defect]:
    for programme in PROGRAMMES.values():
        for line in programme.lines:
            where = f"programme {programme.code}, “{line.text}”"
            for code in (*line.exercises, *line.also):
                if code not in library:
                    yield where, f"names {code!r}, which is no exercise", "correct the code"
            if not line.exercises and not line.is_advice:
                yield where, "is served by no exercise", "name one, or mark the line as advice"


def chain(code: str, library: Mapping[str, Exercise] = LIBRARY, way: str = "harder") -> list[str]:
    """The exercise and its harder (or easier) versions in order; a circle is followed once."""
    found: list[str] = []
    while code in library and code not in found:
        found.append(code)
        code = getattr(library[code], way)
    return found
