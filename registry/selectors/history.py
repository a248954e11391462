"""Who changed a record last."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from auditlog.models import LogEntry
from django.db import models


class Change(NamedTuple):
    by: Any
    at: datetime


def last_change(thing: models.Model) -> Change | None:
    """The latest change of the row, with who made it; reading is no change."""
    rows = LogEntry.objects.get_for_object(thing).exclude(action=LogEntry.Action.ACCESS)
    entry = rows.select_related("actor").first()
    return Change(entry.actor, entry.timestamp) if entry and entry.actor else None
