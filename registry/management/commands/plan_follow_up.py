"""`plan_follow_up`: writes anew which follow-ups are still asked for and how each stands; nothing recorded is touched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser

from registry.actions import plan_changed, plan_follow_up, refresh_statistics
from registry.models import Episode

EPISODES_A_TRANSACTION = 2_000


class Command(BaseCommand):
    help = "Plans the follow-up of every episode again, from what is recorded. Safe to run at any time, and to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        said = "Only the groups whose plan changed since it was last planned; goes on where it was stopped."
        parser.add_argument("--changed", action="store_true", help=said)

    def handle(self, *args: Any, changed: bool, **options: Any) -> None:
        done = plan_changed(EPISODES_A_TRANSACTION) if changed else _all()
        self.stdout.write(f"{done} episodes planned.")


def _all() -> int:
    done = 0
    for batch in _batches():
        plan_follow_up(batch)
        refresh_statistics(batch)
        done += len(batch)
    return done


def _batches() -> Iterator[list[int]]:
    last = 0
    while batch := list(
        Episode.objects.filter(pk__gt=last)
        .order_by("pk")
        .values_list("pk", flat=True)[:EPISODES_A_TRANSACTION]
    ):
        yield batch
        last = batch[-1]
