"""What a department usually answers about an operation, and the operations of an episode."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F

from registry.models import Department, Operation

LOOKED_AT = 30  # the latest of the same procedures
FEWEST = 3  # answers before anything is called usual
ASKED = ("approach", "anaesthesia", "guidance", "implants")


@dataclass(frozen=True)
class Usual:
    """`answers`: a detail to what most of the latest `of` operations have; a detail without a usual answer is left out."""

    of: int
    answers: dict[str, Any] = field(default_factory=dict)


def usual_answers(department: Department, kinds: Collection[str]) -> Usual:
    """From the department's latest operations with one of these procedures: what more than half of the answers say."""
    rows = Operation.objects.filter(
        episode__patient__department=department,
        episode__procedures__kind__in=list(kinds),
        episode__procedures__performed_on=F("performed_on"),
    )
    latest = list(rows.order_by("-performed_on", "-pk").distinct()[:LOOKED_AT])
    found = {name: _usual([getattr(one, name) for one in latest]) for name in ASKED}
    return Usual(len(latest), {name: value for name, value in found.items() if value not in (None, "")})


def _usual(values: list[Any]) -> Any:
    """The answer of more than half of those who gave one; None where there is none, or where few answered."""
    given = [value for value in values if value not in (None, "")]
    if len(given) < FEWEST:
        return None
    counted = Counter(tuple(value) if isinstance(value, list) else value for value in given)
    [(value, count)] = counted.most_common(1)
    if count * 2 <= len(given):
        return None
    return list(value) if isinstance(value, tuple) else value
