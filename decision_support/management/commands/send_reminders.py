"""manage.py send_reminders: an e-mail to those who were invited and have not answered, by the schedule of the terms."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db import IntegrityError

from decision_support.management.mailing import MailingCommand
from decision_support.questionnaire.delivery import send_by_mail
from decision_support.questionnaire.outcomes import MEANWHILE, REFUSED, SENT
from decision_support.questionnaire.reminders import Reminder, reminders_due
from registry.actions import remind


class Command(MailingCommand):
    help = (
        "Sends the reminders that are due today, each once, however often it is run. Nobody is reminded who answered, "
        "died, withdrew or moved away, or whose follow-up is closed. Run it once a day."
    )

    def due(self, on: date) -> tuple[list[Reminder], Counter[str]]:
        return reminders_due(on)

    def send(self, one: Reminder, on: date) -> str:
        try:
            sent = remind(invitation=one.invitation, reminder_days=one.days, on=on)
        except IntegrityError:
            return MEANWHILE
        return SENT if send_by_mail(sent) else REFUSED
