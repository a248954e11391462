"""The patients behind a number of one's own unit's report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from registry.diagnoses import DIAGNOSES
from registry.models import CountedEpisode, Episode
from registry.reports.behind import Behind
from registry.statistics.counted import from_text


def episodes_behind(behind: Behind) -> list[int]:
    """Ids of the episodes a number counts, the latest first: exactly as many as the number says."""
    rows = CountedEpisode.objects.filter(episode_id__in=_candidates(behind)).order_by("-episode_id")
    told = rows.values_list("episode_id", "counted").iterator()
    return [episode for episode, text in told if behind.holds(from_text(text))]


def _candidates(behind: Behind) -> QuerySet[Any]:
    asked = behind.question
    episodes = Episode.objects.filter(patient__department_id=asked.department)
    if asked.first_year:
        episodes = episodes.filter(index_date__year__gte=asked.first_year)
    if asked.last_year:
        episodes = episodes.filter(index_date__year__lte=asked.last_year)
    known = [code for code in asked.diagnoses if code in DIAGNOSES]
    kinds = [code for code in asked.diagnoses if code not in DIAGNOSES]
    if known and not kinds:
        episodes = episodes.filter(diagnosis__in=known)
    if kinds and not known:
        episodes = episodes.filter(diagnosis="", kind__in=kinds)
    return episodes.order_by().values("pk")


def patients_of(episodes: Sequence[int]) -> list[int]:
    """The patient of each episode, in the same order; one who has two of them stands twice."""
    found = dict(Episode.objects.filter(pk__in=list(episodes)).values_list("pk", "patient_id"))
    return [found[pk] for pk in episodes]
