"""What a line of a file would store, as plain values that can be put aside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from registry.exchange.care import PlannedOperation
from registry.exchange.person import PlannedIdentity
from registry.exchange.reasons import Problem
from registry.instruments import INSTRUMENTS, NotScorable, Score
from registry.partial_date import PartialDate

NOTHING: Mapping[str, Any] = MappingProxyType({})


class PlannedAssessment(NamedTuple):
    """One instrument of one line: its answers in the order of its items."""

    instrument: str
    answers: tuple[int | None, ...]
    value_set: str | None

    @property
    def responses(self) -> dict[str, int | None]:
        codes = (item.code for item in INSTRUMENTS[self.instrument].items)
        return dict(zip(codes, self.answers, strict=True))

    @property
    def result(self) -> Score | NotScorable:
        return _scored(self.instrument, self.answers, self.value_set)


@lru_cache(maxsize=20_000)
def _scored(instrument: str, answers: tuple[int | None, ...], value_set: str | None) -> Score | NotScorable:
    known = INSTRUMENTS[instrument]
    return known.score(known.in_order(answers), value_set=value_set)


class PlannedRow(NamedTuple):
    """One line as it would be stored. There are many, and a frozen dataclass of so many fields takes seven times as long."""

    line: int
    source_id: str
    age_years: int | None
    sex: str
    timepoint: str
    observed_on: date
    kind: str
    onset: PartialDate
    assessments: tuple[PlannedAssessment, ...]
    diagnosis: str = ""
    identity: PlannedIdentity | None = None
    operation: PlannedOperation | None = None
    ends: Mapping[str, date] = NOTHING  # what ended the following, only what is told
    background: Mapping[str, Any] = NOTHING  # at the timepoint, only what is told

    @property
    def person(self) -> str:
        """What tells patients apart: the id in the file; without one, the keyed hash of the number."""
        return self.source_id or (self.identity.number_hash if self.identity else "")

    @property
    def begins_on(self) -> date:
        """The day from which the follow-up of an episode with nothing else in it counts."""
        return self.operation.performed_on if self.operation else self.onset.day

    def packed(self) -> list[Any]:
        """As plain values, to be put aside."""
        return [
            self.line,
            self.source_id,
            self.age_years,
            self.sex,
            self.timepoint,
            self.observed_on.isoformat(),
            self.kind,
            str(self.onset),
            self.assessments,
            *self._packed_rest(),
        ]

    def _packed_rest(self) -> list[Any]:
        """Nothing where the mapping asks for no more."""
        if not (self.diagnosis or self.identity or self.operation or self.ends or self.background):
            return []
        parts = (self.identity, self.operation)
        ends = {name: day.isoformat() for name, day in self.ends.items()}
        return [
            self.diagnosis,
            *(part.packed() if part else None for part in parts),
            ends,
            dict(self.background),
        ]

    @classmethod
    def unpacked(cls, values: list[Any]) -> PlannedRow:
        observed_on, kind, onset, assessments = values[5:9]
        return cls(
            *values[:5],
            _day(observed_on),
            kind,
            _partial(onset),
            tuple(
                PlannedAssessment(instrument, tuple(answers), value_set)
                for instrument, answers, value_set in assessments
            ),
            *_unpacked_rest(*values[9:]),
        )


def _unpacked_rest(
    diagnosis: str = "",
    identity: list[str] | None = None,
    operation: list[Any] | None = None,
    ends: dict[str, str] | None = None,
    background: dict[str, Any] | None = None,
) -> tuple[Any, ...]:
    return (
        diagnosis,
        PlannedIdentity.unpacked(identity) if identity else None,
        PlannedOperation.unpacked(operation) if operation else None,
        {name: _day(day) for name, day in (ends or {}).items()},
        background or {},
    )


_day = lru_cache(maxsize=4096)(date.fromisoformat)
_partial = lru_cache(maxsize=4096)(PartialDate.parse)


class ReadRow(NamedTuple):
    """A line of the file: what it would store, None where it is refused; and the file's own scores by instrument."""

    line: int
    source_id: str
    timepoint: str
    planned: PlannedRow | None
    problems: tuple[Problem, ...]
    printed: dict[str, Decimal]
    person: str = ""  # what tells patients apart
