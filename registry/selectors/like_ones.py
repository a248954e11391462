"""The patients that one is compared with: the latest of the country with the diagnosis; never more than MOST, so that the cost is the same at any size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from registry.follow_up import WAVES
from registry.models import CountedEpisode, Episode, Patient
from registry.statistics import Counted
from registry.statistics.counted import from_text

MOST = 2_000


def counted_episode(episode: int) -> Counted | None:
    """What the statistics hold of an episode; None where it is not counted yet."""
    text = CountedEpisode.objects.filter(pk=episode).values_list("counted", flat=True).first()
    return from_text(text) if text else None


def latest_episode(patient: Patient) -> Episode | None:
    return patient.episodes.order_by("-index_date", "-id").first()


def same_diagnosis(episode: Episode, country: str, wave: str, on: date) -> Iterator[Counted]:
    """Of other patients, those whose follow-up is past its target day, the latest first."""
    of = next(each for each in WAVES if each.code == wave)
    episodes = Episode.objects.filter(
        diagnosis=episode.diagnosis, index_date__lte=of.day(on, -of.target)
    ).exclude(patient_id=episode.patient_id)
    if not episode.diagnosis:
        episodes = episodes.filter(kind=episode.kind)
    latest = episodes.order_by("-index_date").values("pk")[:MOST]
    texts = CountedEpisode.objects.filter(pk__in=latest).values_list("counted", flat=True)
    return (one for one in map(from_text, texts) if one.country == country)
