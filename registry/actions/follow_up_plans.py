"""Which plan an episode follows, and whether its patient was operated on again: written on the episode itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from registry.follow_up_plans import DatedPlan, plan_in_force
from registry.models import Episode
from registry.selectors.courses import EpisodeRow
from registry.selectors.follow_up_plans import groups_of, reoperations


def lay_out(rows: Collection[EpisodeRow], plans: Collection[DatedPlan]) -> list[EpisodeRow]:
    """The rows with the plan in force and the day of a later operation, which are stored on those episodes where they changed.

    Past the signals: both follow from audited rows.
    """
    again = reoperations(rows)
    laid = [
        row._replace(follow_up_plan_id=_plan(row, plans), reoperated_on=again.get(row.pk)) for row in rows
    ]
    changed: dict[tuple[Any, date | None], list[int]] = {}
    for row, now in zip(rows, laid, strict=True):
        if row != now:
            changed.setdefault((now.follow_up_plan_id, now.reoperated_on), []).append(row.pk)
    for (plan, reoperated_on), ids in changed.items():
        Episode.objects.filter(pk__in=ids).update(follow_up_plan=plan, reoperated_on=reoperated_on)
    return laid


def _plan(row: EpisodeRow, plans: Collection[DatedPlan]) -> int | None:
    in_force = plan_in_force(plans, groups_of(row), row.index_date)
    return in_force.key if in_force else None
