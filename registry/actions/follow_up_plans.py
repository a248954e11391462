"""Which plan an episode follows, and whether its patient was operated on again: written on the episode itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from registry.follow_up_plans import DatedPlan, plan_in_force
from registry.models import Episode
from registry.selectors.follow_up_plans import dated_plans, groups_of, reoperations

READ = ("pk", "patient_id", "kind", "diagnosis", "index_date", "follow_up_plan_id", "reoperated_on")


def lay_out(episodes: Collection[int]) -> None:
    """Writes the plan in force and the day of a later operation on those of the episodes (ids) where they changed.

    Past the signals: both follow from audited rows. For plan_follow_up, which reads the episodes after this.
    """
    found = list(Episode.objects.filter(pk__in=episodes).only(*READ[1:]))
    plans, again = dated_plans(), reoperations(found)
    changed: dict[tuple[Any, date | None], list[int]] = {}
    for episode in found:
        laid = (_plan(episode, plans), again.get(episode.pk))
        if laid != (episode.follow_up_plan_id, episode.reoperated_on):
            changed.setdefault(laid, []).append(episode.pk)
    for (plan, reoperated_on), ids in changed.items():
        Episode.objects.filter(pk__in=ids).update(follow_up_plan=plan, reoperated_on=reoperated_on)


def _plan(episode: Episode, plans: Collection[DatedPlan]) -> int | None:
    in_force = plan_in_force(plans, groups_of(episode), episode.index_date)
    return in_force.key if in_force else None
