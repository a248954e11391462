"""The programme builder's rule: which exercises a decided category and its constraints offer, suggest and keep away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from guidelines.pathway.exercise import Bar, Block, DoseKind, Exercise, barred_by
from guidelines.pathway.exercise_dose import Allowed, Dose, allowed, most_minutes
from guidelines.pathway.exercises import LIBRARY, chain
from guidelines.pathway.prescription import Prescription
from guidelines.pathway.programme import Line
from guidelines.pathway.programmes import PROGRAMMES

HIP_STRENGTH_FROM_WEEKS = 2.0  # doi:10.5312/wjo.v4.i4.248: from about 2-3 weeks, if the surgeon allows


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What a programme of exercises rests on."""

    programme: str
    constraints: frozenset[str]
    hip_weeks: float | None = None
    frail: bool = False

    def as_json(self) -> dict[str, Any]:
        """Without the age of the fracture, which changes by itself; the programme says which phase it was."""
        return {
            "programme": self.programme,
            "constraints": sorted(self.constraints),
            "frail": self.frail,
            "hip_strength": self.trains_hip,
        }

    @property
    def trains_hip(self) -> bool:
        """Whether a fresh hip fracture is old enough for strength training of the leg."""
        return self.hip_weeks is not None and self.hip_weeks >= HIP_STRENGTH_FROM_WEEKS


@dataclass(frozen=True)
class KeptAway:
    """An exercise that would belong to the programme, and everything that bars it."""

    exercise: Exercise
    bars: tuple[Bar, ...]


def basis_of(found: Prescription, facts: Mapping[str, Any]) -> Basis:
    """The basis of a prescription, with what else its doses depend on."""
    return Basis(
        programme=found.programme,
        constraints=frozenset(row.code for row in found.constraints),
        hip_weeks=found.hip_weeks,
        frail=facts.get("frail") is True,
    )


def offered(basis: Basis) -> tuple[Exercise, ...]:
    """What the physiotherapist may choose from: what the lines name, the easier versions of it, nothing that is barred."""
    named = {code: None for line in _lines(basis) for code in (*line.exercises, *line.also)}
    easier = {code: None for one in named for code in chain(one, way="easier")}
    wanted = named | easier
    return tuple(
        exercise for code, exercise in LIBRARY.items() if code in wanted and not _bars(exercise, basis)
    )


def kept_away(basis: Basis) -> tuple[KeptAway, ...]:
    """What the programme or the next step of its exercises would hold, were it not barred."""
    named = [code for line in PROGRAMMES[basis.programme].lines for code in (*line.exercises, *line.also)]
    wanted = dict.fromkeys([*named, *(LIBRARY[code].harder for code in named if LIBRARY[code].harder)])
    found = (KeptAway(LIBRARY[code], _bars(LIBRARY[code], basis)) for code in wanted)
    return tuple(one for one in found if one.bars)


def suggested(basis: Basis) -> dict[str, Dose]:
    """Code to dose of the suggested programme; the balance exercises first where balance comes first."""
    codes = dict.fromkeys(code for line in _lines(basis) for code in _of_line(line, basis))
    first = Block.STEADY if "falls_first" in basis.constraints else Block.STRONG
    ordered = sorted(codes, key=lambda code: LIBRARY[code].block is not first)
    return _shared({code: doses(LIBRARY[code], basis).suggested for code in ordered}, basis)


def doses(exercise: Exercise, basis: Basis) -> Allowed:
    return allowed(exercise, basis.programme, basis.constraints, frail=basis.frail)


def minutes_over(chosen: Mapping[str, Dose], basis: Basis) -> tuple[int, int] | None:
    """(minutes chosen, minutes allowed) where the walking of a day comes to more than it may; None where it does not."""
    walks = {code: dose for code, dose in chosen.items() if LIBRARY[code].dose is DoseKind.TIME}
    total = sum(dose.minutes or 0 for dose in walks.values())
    most = most_minutes(basis.programme, basis.constraints, frail=basis.frail)
    return (total, most) if total > most else None


def look_again(then: Mapping[str, Any], now: Basis) -> tuple[str, ...]:
    """What a confirmed programme rested on and is no longer so: programme, constraints that came or went, frail, hip."""
    today = now.as_json()
    came = set(today["constraints"]) ^ set(then.get("constraints", ()))
    changed = [name for name in ("programme", "frail", "hip_strength") if then.get(name) != today[name]]
    return (*changed, *sorted(came))


def _shared(chosen: dict[str, Dose], basis: Basis) -> dict[str, Dose]:
    """The same, with the minutes a day may have shared among the walks where they come to more."""
    over = minutes_over(chosen, basis)
    if over is None:
        return chosen
    walks = [code for code in chosen if LIBRARY[code].dose is DoseKind.TIME]
    return chosen | {code: replace(chosen[code], minutes=over[1] // len(walks)) for code in walks}


def _lines(basis: Basis) -> list[Line]:
    """The lines that hold for this patient."""
    return [
        line
        for line in PROGRAMMES[basis.programme].lines
        if line.suits(basis.constraints, hip=basis.trains_hip)
    ]


def _of_line(line: Line, basis: Basis) -> Iterable[str]:
    """What a line suggests: its exercises that are not barred, and no easier version beside a harder one."""
    free = [code for code in line.exercises if not _bars(LIBRARY[code], basis)]
    return [code for code in free if not _has_harder(code, free)]


def _has_harder(code: str, among: Collection[str]) -> bool:
    return any(one in among for one in chain(code)[1:])


def _bars(exercise: Exercise, basis: Basis) -> tuple[Bar, ...]:
    return barred_by(exercise, basis.constraints, basis.programme)
