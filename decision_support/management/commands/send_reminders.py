"""manage.py send_reminders: an e-mail to those who were invited and have not answered, by the schedule of the terms."""

from __future__ import annotations

import time
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils import timezone

from decision_support.questionnaire.delivery import send_by_mail
from decision_support.questionnaire.reminders import Reminder, reminders_due
from registry.actions import remind

MOST, PAUSE_SECONDS = 200, 0.5  # what a mail server of a hospital takes from one sender without asking why


class Command(BaseCommand):
    help = (
        "Sends the reminders that are due today, each once, however often it is run. Nobody is reminded who answered, "
        "died, withdrew or moved away, or whose follow-up is closed. Run it once a day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say who would be reminded; send nothing")
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
        due, skipped = reminders_due(today)
        counts = Counter(skipped)
        for number, reminder in enumerate(due[:most]):
            time.sleep(pause if number and not dry_run else 0)
            counts["would be sent" if dry_run else _send(reminder, today)] += 1
        counts["left for the next run"] = len(due[most:])
        self._print(counts)

    def _print(self, counts: Counter[str]) -> None:
        for said in (
            "sent",
            "would be sent",
            "could not be sent",
            "sent by another run",
            "no e-mail address",
            "left for the next run",
        ):
            if counts[said] or said == "sent":
                self.stdout.write(f"{said}: {counts[said]}")


def _send(reminder: Reminder, on: date) -> str:
    try:
        sent = remind(invitation=reminder.invitation, reminder_days=reminder.days, on=on)
    except IntegrityError:
        return "sent by another run"
    return "sent" if send_by_mail(sent) else "could not be sent"
