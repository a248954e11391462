"""A run of each night that sends e-mails: no faster than a mail server takes them, each once, and says what became of them."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from decision_support.questionnaire.outcomes import LEFT, OUTCOMES, SENT, WOULD_BE_SENT

MOST, PAUSE_SECONDS = 200, 0.5  # what a mail server of a hospital takes from one sender without asking why


class MailingCommand(BaseCommand):
    """`due` gives what is to be sent on a day and the counts of what cannot be; `send` sends one and says what became of it."""

    def due(self, on: date) -> tuple[list[Any], Counter[str]]:
        raise NotImplementedError

    def send(self, one: Any, on: date) -> str:
        raise NotImplementedError

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say how many would be sent; send nothing")
        parser.add_argument("--most", type=int, default=MOST, help=f"at most so many in this run ({MOST})")
        parser.add_argument(
            "--pause",
            type=float,
            default=PAUSE_SECONDS,
            help=f"seconds between two e-mails ({PAUSE_SECONDS})",
        )

    def handle(self, *, dry_run: bool, most: int, pause: float, **_options: Any) -> None:
        if most < 1 or pause < 0:
            raise CommandError(
                f"--most is {most} and --pause {pause}; give at least 1, and no less than 0 seconds."
            )
        today = timezone.localdate()
        due, skipped = self.due(today)
        counts = Counter(skipped)
        for number, one in enumerate(due[:most]):
            time.sleep(pause if number and not dry_run else 0)
            counts[WOULD_BE_SENT if dry_run else self.send(one, today)] += 1
        counts[LEFT] = len(due[most:])
        self._print(counts)

    def _print(self, counts: Counter[str]) -> None:
        for said in OUTCOMES:
            if counts[said] or said == SENT:
                self.stdout.write(f"{said}: {counts[said]}")
