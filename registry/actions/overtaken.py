"""An answer that an operation overtook is kept as of a visit, and comes back where the operation never was (docs/adr/0051)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Q

from registry.follow_up import WAVE_CODES, tells_of
from registry.models import Assessment, Timepoint
from registry.selectors.compiled import Compiled

OVERTAKEN = Q(timepoint__in=WAVE_CODES, observed_on__lt=F("episode__index_date"))
MAY_MOVE = Compiled(
    lambda ids: (
        Assessment.objects.filter(OVERTAKEN | ~Q(moved_from=""), episode__in=ids).order_by().values_list("pk")
    )
)


def place_answers(episodes: Collection[int]) -> None:
    """Puts the answers of these episodes (ids, locked) where their index dates say. Each move stands in the audit table."""
    found = [pk for (pk,) in MAY_MOVE(list(episodes))]
    if not found:
        return
    rows = list(Assessment.objects.filter(pk__in=found).select_related("episode").order_by("pk"))
    for row in rows:
        if not tells_of(row.timepoint, row.observed_on, row.episode.index_date):
            _put(row, Timepoint.VISIT, moved_from=row.timepoint)
    for row in rows:
        if row.moved_from and tells_of(row.moved_from, row.observed_on, row.episode.index_date):
            _put_back(row)


def _put_back(row: Assessment) -> None:
    """To the follow-up it was given at, unless that was answered anew since."""
    same = Assessment.objects.filter(episode=row.episode_id, instrument=row.instrument)
    if not same.filter(timepoint=row.moved_from).exists():
        _put(row, row.moved_from, moved_from="")


def _put(row: Assessment, timepoint: str, *, moved_from: str) -> None:
    row.timepoint, row.moved_from = timepoint, moved_from
    row.version += 1
    row.save()
