"""Stored scores in the order they were written, a batch at a time; the runs that computed scores anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Max, Q, QuerySet

from registry.instruments.versions import versions_of
from registry.models import Assessment, Rescoring
from registry.rescoring import Kept, Request, StoredScore

ROWS = (
    "pk", "version", "patient_id", "episode_id", "patient__department_id", "instrument", "timepoint", "responses",
)  # fmt: skip
KEPT = Kept._fields


def rescorings() -> QuerySet[Rescoring]:
    """Newest first."""
    return Rescoring.objects.order_by("-pk")


def unfinished() -> Rescoring | None:
    return Rescoring.objects.filter(state=Rescoring.State.RUNNING).first()


def last_assessment() -> int:
    return Assessment.objects.aggregate(last=Max("pk"))["last"] or 0


def asked_of(run: Rescoring) -> Request:
    return Request(run.instrument, run.from_version, run.to_version)


def stored_scores(request: Request, *, after: int, last: int, most: int) -> list[StoredScore]:
    """The next scores of a request, by primary key."""
    rows = _asked(request).filter(pk__gt=after, pk__lte=last).order_by("pk")
    return list(_read(rows[:most]))


def stored_again(keys: list[int]) -> list[StoredScore]:
    """These scores, locked for this transaction, so that nobody saves one of them between its reading and its writing."""
    versions_now(keys)
    return list(_read(Assessment.objects.filter(pk__in=keys).order_by("pk")))


def versions_now(keys: list[int]) -> dict[int, int]:
    """Assessment to the version it stands at; locked for this transaction."""
    rows = Assessment.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return dict(rows.values_list("pk", "version"))


def versions_named(instrument: str) -> list[str]:
    """Every version of an instrument that the code knows or a stored score still names."""
    stored = Assessment.objects.filter(instrument=instrument).order_by()
    rules = stored.values_list("scoring_rule", flat=True).distinct()
    sets = stored.exclude(value_set="").values_list("value_set", flat=True).distinct()
    return list(dict.fromkeys([*versions_of(instrument), *sorted({*rules, *sets})]))


def _asked(request: Request) -> QuerySet[Assessment]:
    rows = Assessment.objects.all()
    if request.instrument:
        rows = rows.filter(instrument=request.instrument)
    if request.began:
        rows = rows.filter(Q(scoring_rule=request.began) | Q(value_set=request.began))
    return rows


def _read(rows: QuerySet[Assessment]) -> Iterator[StoredScore]:
    found: tuple[Any, ...]
    for found in rows.values_list(*ROWS, *KEPT):
        yield StoredScore(*found[: len(ROWS)], Kept(*found[len(ROWS) :]))
