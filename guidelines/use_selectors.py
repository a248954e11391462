"""How often a rule spoke and how it was answered: at one's own departments in full, elsewhere with small cells hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Sum

from guidelines.models import UseCount
from guidelines.review_selectors import ANSWERS
from registry.suppression import Shown, is_small, suppressed

Counted = UseCount.Counted
Counts = Mapping[str, int]


@dataclass(frozen=True)
class Tally:
    """Plain counts: evaluations that name the action, patients, how it was answered, why overridden, by which role."""

    told: Counts
    answers: Counts
    reasons: Counts
    roles: Counts


@dataclass(frozen=True)
class ShownTally:
    """A tally as it may be shown to somebody who works elsewhere; None is hidden."""

    told: Mapping[str, int | None]
    answers: Mapping[str, int | None]
    reasons: Mapping[str, int | None]
    roles: Mapping[str, int | None]


@dataclass(frozen=True)
class DepartmentUse:
    """Another department: its responses and overrides, None where they are hidden."""

    name: str
    answered: int | None
    overridden: int | None


@dataclass(frozen=True)
class Use:
    """The use of one action since the month `since`; `ours` is None for whoever works with no department's patients."""

    since: date | None
    ours: Tally | None
    others: ShownTally
    departments: tuple[DepartmentUse, ...]


@dataclass(frozen=True)
class _Cell:
    department: int
    name: str
    counted: str
    reason: str
    role: str
    n: int


def use_of(action: str, user: Any) -> Use:
    """Two queries, however many evaluations there are."""
    rows = UseCount.objects.filter(action=action).order_by()
    fields = ("department", "department__name", "counted", "reason", "role")
    cells = [_Cell(*row) for row in rows.values_list(*fields).annotate(Sum("n"))]
    ours = [cell for cell in cells if cell.department in user.patient_departments]
    others = [cell for cell in cells if cell.department not in user.patient_departments]
    return Use(
        since=rows.aggregate(since=Min("month"))["since"],
        ours=_tally(ours) if user.patient_departments else None,
        others=_shown(_tally(others)),
        departments=_departments(others),
    )


def _tally(cells: list[_Cell]) -> Tally:
    told, answers, reasons, roles = Counter(), Counter(), Counter(), Counter()
    for cell in cells:
        if cell.counted not in ANSWERS:
            told[cell.counted] += cell.n
            continue
        answers[cell.counted] += cell.n
        roles[cell.role] += cell.n
        if cell.reason:
            reasons[cell.reason] += cell.n
    return Tally(told, answers, reasons, roles)


def _shown(tally: Tally) -> ShownTally:
    """Of few patients nothing is shown; what adds up to something hidden is hidden too."""
    few = is_small(tally.told.get(Counted.PATIENTS, 0))
    answers = suppressed(dict(tally.answers))
    no_answers = few or answers.total is None
    no_reasons = few or answers.cells.get(Counted.OVERRIDE, 0) is None
    return ShownTally(
        told=_hidden(tally.told) if few else {name: _large(n) for name, n in tally.told.items()},
        answers=_hidden(tally.answers) if few else answers.cells,
        reasons=_hidden(tally.reasons) if no_reasons else suppressed(dict(tally.reasons)).cells,
        roles=_hidden(tally.roles) if no_answers else suppressed(dict(tally.roles)).cells,
    )


def _hidden(counts: Counts) -> dict[str, int | None]:
    return dict.fromkeys(counts)


def _large(n: int) -> int | None:
    return None if is_small(n) else n


def _departments(cells: list[_Cell]) -> tuple[DepartmentUse, ...]:
    """The other departments by name."""
    answered, overridden = Counter(), Counter()
    for cell in cells:
        if cell.counted in ANSWERS:
            answered[cell.name] += cell.n
            overridden[cell.name] += cell.n if cell.counted == Counted.OVERRIDE else 0
    total, over = suppressed(dict(answered)), suppressed(dict(overridden), dict(answered))
    return tuple(
        DepartmentUse(name, total.cells[name], _beside(over, total, name)) for name in sorted(answered)
    )


def _beside(over: Shown[str], total: Shown[str], name: str) -> int | None:
    """The overrides of a department whose responses are shown."""
    return None if total.cells[name] is None else over.cells[name]
