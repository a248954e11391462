"""How often a rule spoke and how it was answered, in rows of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from guidelines.models import Response, UseCount
from guidelines.use_selectors import DepartmentUse, Use, use_of
from registry.models import Role


@dataclass(frozen=True)
class Row:
    """One line: at one's own departments (None where one has none), and elsewhere (None where it is hidden)."""

    label: str
    ours: int | None
    others: int | None


@dataclass(frozen=True)
class UseWords:
    """`has_ours`: whether the reader works with a department's patients."""

    since: date | None
    has_ours: bool
    told: tuple[Row, ...]
    answers: tuple[Row, ...]
    reasons: tuple[Row, ...]
    roles: tuple[Row, ...]
    departments: tuple[DepartmentUse, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Row, ...]], ...]:
        """Headed groups of rows; one without a row is left out."""
        groups = (
            (_("Told"), self.told),
            (_("Answered"), self.answers),
            (_("Overridden because"), self.reasons),
            (_("Answered by"), self.roles),
        )
        return tuple(group for group in groups if group[1])


def use_words(action: str, user: Any) -> UseWords | None:
    """None for whoever may not see it."""
    if not user.has_perm("guidelines.see_use"):
        return None
    use = use_of(action, user)
    counted = UseCount.Counted
    return UseWords(
        since=use.since,
        has_ours=use.ours is not None,
        told=_rows(use, "told", [(one, one.label) for one in (counted.EVALUATIONS, counted.PATIENTS)]),
        answers=_rows(use, "answers", Response.Kind.choices),
        reasons=_only(_rows(use, "reasons", Response.Reason.choices)),
        roles=_only(_rows(use, "roles", [*Role.choices, ("", _("no role there"))])),
        departments=use.departments,
    )


def _rows(use: Use, group: str, labels: Iterable[tuple[str, Any]]) -> tuple[Row, ...]:
    ours: Mapping[str, int] | None = getattr(use.ours, group) if use.ours else None
    others: Mapping[str, int | None] = getattr(use.others, group)
    return tuple(
        Row(str(label), ours.get(name, 0) if ours is not None else None, others.get(name, 0))
        for name, label in labels
    )


def _only(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows that count something somewhere."""
    return tuple(row for row in rows if row.ours or row.others != 0)
