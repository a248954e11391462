"""The patients that one is compared with: the latest of the country with the diagnosis; never more than MOST, so that the cost is the same at any size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from registry.follow_up import WAVES
from registry.models import CountedEpisode, Department, Episode, Patient
from registry.statistics import Counted
from registry.statistics.counted import from_text, read_only

MOST = 2_000


def counted_episode(episode: int) -> Counted | None:
    """What the statistics hold of an episode; None where it is not counted yet."""
    text = CountedEpisode.objects.filter(pk=episode).values_list("counted", flat=True).first()
    return from_text(text) if text else None


def latest_episode(patient: Patient) -> Episode | None:
    return patient.episodes.order_by("-index_date", "-id").first()


def same_diagnosis(episode: Episode, country: str, wave: str, on: date) -> Iterator[Counted]:
    """Of other patients of the country, the latest whose follow-up is past its target day."""
    latest = latest_of(episode, country, wave, on)
    texts = CountedEpisode.objects.filter(pk__in=latest).values_list("counted", flat=True)
    return map(read_only, texts)


def latest_of(episode: Episode, country: str, wave: str, on: date) -> QuerySet[Episode, int]:
    """Their ids: the index of the diagnosis is read from its end and no further. Of each it is asked whether it is another
    country's, where there is one."""
    of = next(each for each in WAVES if each.code == wave)
    episodes = Episode.objects.filter(
        diagnosis=episode.diagnosis, index_date__lte=of.day(on, -of.target)
    ).exclude(patient_id=episode.patient_id)
    if not episode.diagnosis:
        episodes = episodes.filter(kind=episode.kind)
    if elsewhere := list(Department.objects.exclude(country=country).values_list("pk", flat=True)):
        theirs = Patient.objects.filter(pk=OuterRef("patient_id"), department__in=elsewhere)
        episodes = episodes.filter(~Exists(theirs))
    return episodes.order_by("-index_date", "-id").values_list("pk", flat=True)[:MOST]
