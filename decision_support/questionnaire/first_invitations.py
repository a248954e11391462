"""Inviting everybody to whom a follow-up is due, by e-mail: each night of itself, or by one press."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from decision_support.questionnaire.delivery import send_by_mail
from decision_support.questionnaire.outcomes import LEFT, MEANWHILE, NOTHING_TO_ASK, REFUSED, SENT
from registry.actions import NotToInvite, invite_first
from registry.selectors.first_invitations import ids_by_email

AT_ONCE = 200
SECONDS = 8  # with one mail that takes as long as it may, still within what a web server waits for a page


def invite_one(pending: int, departments: Collection[int], on: date, by: Any) -> str:
    """Invites by e-mail to one follow-up (id of a PendingWave); what became of it."""
    try:
        sent = invite_first(pending=pending, departments=departments, on=on, by=by)
    except (NotToInvite, IntegrityError):
        return MEANWHILE
    except ValidationError:
        return NOTHING_TO_ASK
    return SENT if send_by_mail(sent) else REFUSED


def invite_everybody(departments: Collection[int], on: date, by: Any) -> Counter[str]:
    """Invites to at most AT_ONCE follow-ups, and no longer than SECONDS; how many of each outcome, and how many are left."""
    waiting, until = ids_by_email(departments, on), time.monotonic() + SECONDS
    counts = Counter[str]()
    for pending in waiting[:AT_ONCE]:
        if time.monotonic() >= until:
            break
        counts[invite_one(pending, departments, on, by)] += 1
    counts[LEFT] = len(waiting) - counts.total()
    return counts
