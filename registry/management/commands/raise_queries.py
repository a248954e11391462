"""`raise_queries`: what the rules of registry/quality/query_rules.py ask of the data; each question once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management import BaseCommand
from django.core.management.base import CommandParser
from django.utils import timezone

from registry.actions import raise_by_rules
from registry.models import Episode, Patient

EPISODES_A_TRANSACTION = 1_000


class Command(BaseCommand):
    help = "Raises data queries by rule about recent episodes of followed patients. Run it daily; each is asked once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--days", type=int, default=365, help="episodes whose index date is so recent; default 365"
        )

    def handle(self, *, days: int, **_options: Any) -> None:
        since, last, raised = timezone.localdate() - timedelta(days=days), 0, 0
        while batch := _after(last, since):
            patients = Patient.objects.filter(pk__in={patient for _episode, patient in batch})
            raised += raise_by_rules(list(patients), episodes={episode for episode, _patient in batch})
            last = batch[-1][0]
        self.stdout.write(f"{raised} queries raised.")


def _after(last: int, since: Any) -> list[tuple[int, int]]:
    rows = Episode.objects.filter(
        pk__gt=last,
        index_date__gte=since,
        patient__died_on=None,
        patient__withdrawn_on=None,
        patient__moved_on=None,
    )
    return list(rows.order_by("pk").values_list("pk", "patient_id")[:EPISODES_A_TRANSACTION])
