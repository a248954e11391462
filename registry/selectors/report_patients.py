"""The patients behind a number of one's own unit's report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from registry.diagnoses import DIAGNOSES
from registry.models import CountedEpisode, Episode, Patient
from registry.reports.behind import Behind
from registry.statistics.counted import from_text

READ_AT_ONCE = 200


class EpisodesBehind:
    """Ids of the episodes a number counts, the latest first: exactly as many as the number says.

    A part of them is found by reading no further than its end: what an episode counts for takes longer to read than
    the row of its patient.
    """

    def __init__(self, behind: Behind) -> None:
        self._behind = behind

    def __iter__(self) -> Iterator[int]:
        counted = CountedEpisode.objects.filter(episode_id=OuterRef("pk")).values("counted")[:1]
        rows = _candidates(self._behind).annotate(text=Subquery(counted)).values_list("pk", "text")
        for episode, text in rows.iterator(READ_AT_ONCE):
            if text is not None and self._behind.holds(from_text(text)):
                yield episode

    def __getitem__(self, part: slice) -> list[int]:
        return list(islice(self, part.start, part.stop))


def _candidates(behind: Behind) -> QuerySet[Episode]:
    asked = behind.question
    ours = Patient.objects.filter(pk=OuterRef("patient_id"), department=asked.department)
    episodes = Episode.objects.filter(Exists(ours)).order_by("-index_date", "-id")
    if asked.first_year:
        episodes = episodes.filter(index_date__gte=date(asked.first_year, 1, 1))
    if asked.last_year:
        episodes = episodes.filter(index_date__lte=date(asked.last_year, 12, 31))
    known = [code for code in asked.diagnoses if code in DIAGNOSES]
    kinds = [code for code in asked.diagnoses if code not in DIAGNOSES]
    if known and not kinds:
        episodes = episodes.filter(diagnosis__in=known)
    if kinds and not known:
        episodes = episodes.filter(diagnosis="", kind__in=kinds)
    return episodes


def patients_of(episodes: Sequence[int]) -> list[int]:
    """The patient of each episode, in the same order; one who has two of them stands twice."""
    found = dict(Episode.objects.filter(pk__in=list(episodes)).values_list("pk", "patient_id"))
    return [found[pk] for pk in episodes]
