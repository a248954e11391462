"""manage.py send_invitations: the first e-mail to whom a follow-up is due, where the department lets it go by itself."""

from __future__ import annotations

from collections import Counter
from datetime import date

from decision_support.management.mailing import MailingCommand
from decision_support.questionnaire.first_invitations import invite_one
from decision_support.questionnaire.outcomes import NO_EMAIL
from registry.selectors.first_invitations import counted, departments_that_invite, ids_by_email


class Command(MailingCommand):
    help = (
        "Invites by e-mail whoever has a follow-up due and was not invited to it, each once, however often it is run, in "
        "the departments that have it switched on (Administration, Departments). Nobody is invited who answered, died, "
        "withdrew or moved away, or whose follow-up is closed. Run it once a day, before send_reminders."
    )

    def due(self, on: date) -> tuple[list[int], Counter[str]]:
        self.departments = departments_that_invite()
        if not self.departments:
            self.stdout.write(
                "No department sends first invitations by itself; an administrator switches it on under Departments."
            )
        skipped = counted(self.departments, on).no_email
        return ids_by_email(self.departments, on), Counter({NO_EMAIL: skipped})

    def send(self, one: int, on: date) -> str:
        return invite_one(one, self.departments, on, by=None)
