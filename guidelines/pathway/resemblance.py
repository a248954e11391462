"""Whom a position is about, and whether this patient is one of them. It never says which side is right.

Each trait of a position is a criterion like those of the rules, read the same way: a blank leaves it not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any as Anything

from guidelines.pathway.controversy import Controversy, Position, Trait
from guidelines.pathway.facts import PatientFacts
from guidelines.pathway.readings.closure import facts_of
from guidelines.pathway.readings.deciding import deciding
from guidelines.pathway.readings.kept import kept
from guidelines.pathway.readings.verdict import Limits, Memo, Reader, Record, Status, reader
from guidelines.pathway.thresholds import DEFAULT, Thresholds
from guidelines.pathway.translate import _


class Likeness(StrEnum):
    """Whether the patient is like those a position is about."""

    RESEMBLES = "resembles"
    DIFFERS = "differs"
    NOT_KNOWN = "not_known"
    NO_CRITERION = "no_criterion"  # the position is about no group of patients: nothing recorded could decide


LIKENESS_OF: dict[Status, Likeness] = {
    True: Likeness.RESEMBLES,
    False: Likeness.DIFFERS,
    None: Likeness.NOT_KNOWN,
}
LIKENESS_LABELS: dict[Likeness, str] = {
    Likeness.RESEMBLES: _("resembles this patient"),
    Likeness.DIFFERS: _("does not resemble this patient"),
    Likeness.NOT_KNOWN: _("not known whether it resembles this patient"),
    Likeness.NO_CRITERION: _("about no group of patients"),
}


@dataclass(frozen=True)
class TraitFound:
    """One trait as it stands in this patient; `values` holds None for what is not recorded."""

    trait: Trait
    status: Status
    values: Mapping[str, Anything]


@dataclass(frozen=True)
class PositionFound:
    """One position beside this patient. `missing`: the blank facts that could still decide, in contract order."""

    position: Position
    likeness: Likeness
    traits: tuple[TraitFound, ...]
    missing: tuple[str, ...]


def resemblance(
    card: Controversy, facts: PatientFacts, thresholds: Thresholds = DEFAULT
) -> tuple[PositionFound, ...]:
    """Each position of the card, in its order, beside this patient."""
    record, limits = vars(facts), thresholds.values
    memo: Memo = {}
    return tuple(_beside(position, record, limits, memo) for position in card.positions)


def likeness(position: Position, facts: PatientFacts, thresholds: Thresholds = DEFAULT) -> Likeness:
    """Whether the patient is like those of the position, and nothing more."""
    read = _read(position)
    return LIKENESS_OF[read[0](vars(facts), thresholds.values, {})] if read else Likeness.NO_CRITERION


def _beside(position: Position, record: Record, limits: Limits, memo: Memo) -> PositionFound:
    read = _read(position)
    if read is None:
        return PositionFound(position, Likeness.NO_CRITERION, (), ())
    whole, parts = read
    found = LIKENESS_OF[whole(record, limits, memo)]
    traits = tuple(
        TraitFound(trait, part(record, limits, memo), {fact: record[fact] for fact in facts_of(trait.criterion)})
        for trait, part in zip(position.traits, parts, strict=True)
    )  # fmt: skip
    missing = _missing(position, record, limits) if found is Likeness.NOT_KNOWN else ()
    return PositionFound(position, found, traits, missing)


@kept
def _read(position: Position) -> tuple[Reader, tuple[Reader, ...]] | None:
    """The whole and each trait made ready to be read; None where there is nothing to read."""
    if position.resembles is None:
        return None
    return reader(position.resembles), tuple(reader(trait.criterion) for trait in position.traits)


def _missing(position: Position, record: Record, limits: Limits) -> tuple[str, ...]:
    whole = position.resembles
    return deciding(whole, record, limits) if whole is not None else ()
