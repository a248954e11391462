"""`plan_follow_up`: writes anew which follow-ups are still asked for and how each stands; nothing recorded is touched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.core.management.base import CommandParser
from django.db.models import QuerySet

from registry.actions import plan_and_count, plan_changed
from registry.models import Department, Episode

EPISODES_A_TRANSACTION = 2_000


class Command(BaseCommand):
    help = "Plans the follow-up of every episode again, from what is recorded. Safe to run at any time, and to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        said = "Only the groups whose plan changed since it was last planned; goes on where it was stopped."
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--changed", action="store_true", help=said)
        said = "Only the episodes of one department (its code), after it chose another EQ-5D to ask first."
        which.add_argument("--department", default="", help=said)

    def handle(self, *args: Any, changed: bool, department: str, **options: Any) -> None:
        done = plan_changed(EPISODES_A_TRANSACTION) if changed else _all(_episodes(department))
        self.stdout.write(f"{done} episodes planned.")


def _episodes(department: str) -> QuerySet[Episode]:
    if not department:
        return Episode.objects.all()
    if not Department.objects.filter(code=department).exists():
        raise CommandError(
            f"No department has the code “{department}”. Give the code as the administration shows it."
        )
    return Episode.objects.filter(patient__department__code=department)


def _all(episodes: QuerySet[Episode]) -> int:
    done = 0
    for batch in _batches(episodes):
        plan_and_count(batch)
        done += len(batch)
    return done


def _batches(episodes: QuerySet[Episode]) -> Iterator[list[int]]:
    last = 0
    while batch := list(
        episodes.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:EPISODES_A_TRANSACTION]
    ):
        yield batch
        last = batch[-1]
