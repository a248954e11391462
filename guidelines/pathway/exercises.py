"""The library of exercises: every one by its code, and what is wrong with it if anything is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guidelines.pathway.exercise import Exercise, SpineLoad
from guidelines.pathway.exercises_lifting import LIFTING, WALKING
from guidelines.pathway.exercises_steady import MOVES, STANDS
from guidelines.pathway.exercises_straight import BACK, POSTURE
from guidelines.pathway.exercises_strong import RISING, STANDING
from guidelines.pathway.functional_constraints import CONSTRAINTS
from guidelines.pathway.programme import Line
from guidelines.pathway.programmes import PROGRAMMES

LIBRARY: dict[str, Exercise] = {
    exercise.code: exercise
    for exercise in (*RISING, *STANDING, *LIFTING, *WALKING, *STANDS, *MOVES, *BACK, *POSTURE)
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


def problems(library: Mapping[str, Exercise] = LIBRARY) -> Iterator[str]:
    """Each defect in one line that says which, what was found and what to do; nothing where all is well."""
    for exercise in library.values():
        yield from _own_problems(exercise)
        yield from _chain_problems(exercise, library)
    yield from _line_problems(library)


def _own_problems(exercise: Exercise) -> Iterator[str]:
    if not exercise.poses:
        yield f"{exercise.code} is not drawn; give it a pose."
    if exercise.spine is SpineLoad.BENT:
        yield f"{exercise.code} bends or twists the back under load; it has no place in the library."
    if exercise.needs and exercise.needs not in CONSTRAINT_CODES:
        yield f"{exercise.code} needs {exercise.needs!r}, which is no constraint; name one of {sorted(CONSTRAINT_CODES)}."
    for part in ("title", "start", "movement", "breath", "count", "feel", "stop"):
        if not getattr(exercise, part).strip():
            yield f"{exercise.code} has no words for {part}; write them."


def _chain_problems(exercise: Exercise, library: Mapping[str, Exercise]) -> Iterator[str]:
    for way in ("easier", "harder"):
        beside = getattr(exercise, way)
        if beside and beside not in library:
            yield f"{exercise.code} names {beside!r} as {way}, which is no exercise; correct the code."
        if exercise.code in chain(beside, library, way):
            yield f"{exercise.code} comes round to itself in its chain of {way} versions; break the circle."
    if exercise.harder in library and library[exercise.harder].impact < exercise.impact:
        yield f"{exercise.harder} has less impact than {exercise.code}, of which it is the harder version; turn them round."


def _line_problems(library: Mapping[str, Exercise]) -> Iterator[str]:
    for programme in PROGRAMMES.values():
        for line in programme.lines:
            yield from _unknown(f"{programme.code}, “{line.text}”", (*line.exercises, *line.also), library)
            if not line.exercises and not line.is_advice:
                yield f"{programme.code}, “{line.text}”: no exercise serves this line; name one, or mark it as advice."


def _unknown(where: str, codes: Iterable[str], library: Mapping[str, Exercise]) -> Iterator[str]:
    for code in codes:
        if code not in library:
            yield f"{where} names {code!r}, which is no exercise; correct the code."


def chain(code: str, library: Mapping[str, Exercise] = LIBRARY, way: str = "harder") -> list[str]:
    """The exercise and its harder (or easier) versions in order; a circle is followed once."""
    found: list[str] = []
    while code in library and code not in found:
        found.append(code)
        code = getattr(library[code], way)
    return found
