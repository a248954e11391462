"""`plan_follow_up`: writes anew which follow-ups are still asked for, for every episode; nothing recorded is touched."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand

from registry.actions import plan_follow_up
from registry.models import Episode

EPISODES_A_TRANSACTION = 2_000


class Command(BaseCommand):
    help = "Plans the follow-up of every episode again, from what is recorded. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        last, done = 0, 0
        while batch := list(_after(last)):
            plan_follow_up(batch)
            last, done = batch[-1], done + len(batch)
        self.stdout.write(f"{done} episodes planned.")


def _after(last: int) -> Any:
    return (
        Episode.objects.filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", flat=True)[:EPISODES_A_TRANSACTION]
    )
