"""Count anew how often each rule spoke and was answered, from the stored evaluations and responses."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from guidelines.actions import recount_use


class Command(BaseCommand):
    help = "Counts the use of every rule anew. Run it once after moving to a version that counts; it may be run again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{recount_use()} evaluations counted.")
