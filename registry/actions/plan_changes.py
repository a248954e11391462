"""After a plan of waves changed: the episodes of its group are planned again, a batch at a time, from where it stopped."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from registry.actions.follow_up import plan_and_count
from registry.models import FollowUpPlan
from registry.selectors.follow_up_plans import of_group


def plan_changed(batch: int) -> int:
    """How many episodes were planned again. Each batch is stored with how far it came, so that a stop loses nothing."""
    done = 0
    groups = FollowUpPlan.objects.filter(planned_at=None).order_by("group").values_list("group", flat=True)
    for group in list(dict.fromkeys(groups)):
        while planned := _plan_some(group, batch):
            done += planned
    return done


@transaction.atomic
def _plan_some(group: str, batch: int) -> int:
    plans = FollowUpPlan.objects.select_for_update().filter(group=group, planned_at=None)
    last = min((plan.planned_up_to for plan in plans), default=0)
    rows = of_group(group).filter(pk__gt=last).order_by("pk")
    episodes = list(rows.values_list("pk", flat=True)[:batch])
    plan_and_count(episodes)
    if episodes:
        plans.update(planned_up_to=episodes[-1])
    else:
        plans.update(planned_at=timezone.now())
    return len(episodes)
