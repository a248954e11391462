"""Two ways of judging the same patients, held beside each other over the whole registry, a chunk at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from guidelines.adapters import facts_of_many
from guidelines.pathway.releases import ruleset
from guidelines.pathway.ruleset import RuleSet
from guidelines.pathway.thresholds import Override, Thresholds
from guidelines.selectors import overrides_for
from registry.models import Department, Patient

if TYPE_CHECKING:  # Polars takes longer to load than a page takes to answer: only a comparison waits for it
    from guidelines.pathway.readings.columns import ColumnReading

PATIENTS_AT_A_TIME = 1_000
OWN, NATIONAL, OF_DEPARTMENT = "own", "national", "department:"

Cursor = tuple[int, int]  # the department and the patient that were read last
BEGINNING: Cursor = (0, 0)


@dataclass(frozen=True)
class Side:
    """One way of judging: a version of the rules, and whose thresholds.

    `thresholds` is "own" (each department's own on the day), "national", "department:CODE", or values by name, which
    then hold for everybody.
    """

    version: str
    thresholds: str | Mapping[str, float] = OWN

    def as_json(self) -> dict[str, Any]:
        held = self.thresholds
        return {"version": self.version, "thresholds": held if isinstance(held, str) else dict(held)}


@dataclass(frozen=True)
class Comparison:
    """Every living patient, judged before and after, as of one day."""

    before: Side
    after: Side
    on: date

    @cached_property
    def judges(self) -> tuple[Judge, Judge]:
        """Raises UnknownRuleSet, ThresholdError or Department.DoesNotExist for a side there is none of."""
        return Judge(self.before, self.on), Judge(self.after, self.on)


@dataclass
class Tally:
    """What came of the patients of one department: how many were asked, who is told something else, and what."""

    patients: int = 0
    not_asked: int = 0  # neither a birth date nor an age is recorded
    changed: int = 0
    actions: dict[str, Counter[str]] = field(default_factory=dict)  # code to "before>after" to patients

    def add(self, other: Tally) -> None:
        self.patients += other.patients
        self.not_asked += other.not_asked
        self.changed += other.changed
        for code, moves in other.actions.items():
            self.actions.setdefault(code, Counter()).update(moves)

    def as_json(self) -> dict[str, Any]:
        return {**vars(self), "actions": {code: dict(moves) for code, moves in self.actions.items()}}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Tally:
        return cls(**{**kept, "actions": {code: Counter(moves) for code, moves in kept["actions"].items()}})


Changed = dict[int, dict[str, list[str]]]  # patient id to action to what was told before and what after


@dataclass(frozen=True)
class Chunk:
    """Some patients of one department, compared."""

    reached: Cursor
    tally: Tally
    changed: Changed

    @property
    def department(self) -> int:
        return self.reached[0]


class Judge:
    """One side made ready: which thresholds a department is judged by, and the rules read for many patients."""

    def __init__(self, side: Side, on: date) -> None:
        self.rules = ruleset(side.version)
        self._on = on
        self._own = side.thresholds == OWN
        self._one_for_all = None if self._own else self._for_all(side.thresholds)

    def reading_for(self, department: Department) -> ColumnReading:
        return _ready(self.rules, self._one_for_all or self._of(department))

    def _of(self, department: Department) -> Thresholds:
        return _with_own(self.rules, overrides_for(department, self._on))

    def _for_all(self, thresholds: str | Mapping[str, float]) -> Thresholds:
        if not isinstance(thresholds, str):
            values = {name: Override(value, "tried out", self._on) for name, value in thresholds.items()}
            return self.rules.thresholds.with_overrides(values)
        if thresholds == NATIONAL:
            return self.rules.thresholds
        return self._of(Department.objects.get(code=thresholds.removeprefix(OF_DEPARTMENT)))


def _with_own(rules: RuleSet, overrides: Mapping[str, Override]) -> Thresholds:
    """A department's own values of the thresholds this version of the rules has."""
    known = {name: override for name, override in overrides.items() if name in rules.thresholds.values}
    return rules.thresholds.with_overrides(known)


@lru_cache(maxsize=64)  # making rules ready costs as much as reading a thousand patients
def _ready(rules: RuleSet, thresholds: Thresholds) -> ColumnReading:
    from guidelines.pathway.readings.columns import ColumnReading

    return ColumnReading(rules, thresholds, outlook=False)


def patients_to_judge() -> QuerySet[Patient]:
    """Every living patient, department by department."""
    living = Patient.objects.filter(died_on=None).select_related("identity", "department")
    return living.order_by("department_id", "pk")


def chunks(comparison: Comparison) -> Iterator[Chunk]:
    """All of them, from the beginning."""
    reached = BEGINNING
    while chunk := next_chunk(comparison, reached):
        yield chunk
        reached = chunk.reached


def next_chunk(comparison: Comparison, reached: Cursor) -> Chunk | None:
    """The patients that follow; None when everybody has been read."""
    department, last = reached
    following = Q(department_id=department, pk__gt=last) | Q(department_id__gt=department)
    patients = _of_one_department(patients_to_judge().filter(following)[:PATIENTS_AT_A_TIME])
    return _compared(comparison, patients) if patients else None


def _of_one_department(patients: QuerySet[Patient]) -> list[Patient]:
    found = list(patients)
    return list(takewhile(lambda patient: patient.department_id == found[0].department_id, found))


def _compared(comparison: Comparison, patients: list[Patient]) -> Chunk:
    facts = zip(patients, facts_of_many(patients, comparison.on), strict=True)
    asked = [(patient.pk, vars(known)) for patient, known in facts if known is not None]
    last = patients[-1]
    changed = _changed(comparison, last.department, asked)
    tally = Tally(len(asked), len(patients) - len(asked), len(changed), _moves(changed))
    return Chunk((last.department_id, last.pk), tally, changed)


def _changed(
    comparison: Comparison, department: Department, asked: list[tuple[int, dict[str, Any]]]
) -> Changed:
    from guidelines.pathway.readings.columns import changes, frame_of

    frame = frame_of(facts for _patient, facts in asked)
    before, after = (judge.reading_for(department).read(frame) for judge in comparison.judges)
    found: Changed = {}
    for change in changes(before, after):
        found.setdefault(asked[change.row][0], {})[change.code] = [change.before, change.after]
    return found


def _moves(changed: Changed) -> dict[str, Counter[str]]:
    moves: dict[str, Counter[str]] = {}
    for told in changed.values():
        for code, (before, after) in told.items():
            moves.setdefault(code, Counter())[f"{before}>{after}"] += 1
    return moves
