"""Who got worse by the threshold of an instrument, between one score and the next of the same episode and value set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from registry.instruments import INSTRUMENTS, Change, ChangeKind, NotComparable, change
from registry.models import Assessment

WITH_THRESHOLD = tuple(code for code, instrument in INSTRUMENTS.items() if instrument.mcid is not None)
COLUMNS = ("episode_id", "instrument", "value_set", "score", "observed_on", "timepoint")


class Answer(NamedTuple):
    score: float
    observed_on: date
    timepoint: str


class Worse(NamedTuple):
    """A score that is worse than the one before it by the threshold or more, and that no later one took back."""

    episode: int
    instrument: str
    value_set: str
    before: Answer
    now: Answer

    @property
    def change(self) -> Change | NotComparable:
        return _change(self.instrument, self.value_set, self.before, self.now)

    def kept(self) -> dict[str, Any]:
        """As it stands beside the patient; `from_kept` reads it."""
        return {
            "episode": self.episode,
            "instrument": self.instrument,
            "value_set": self.value_set,
            "before": [self.before.score, self.before.observed_on.isoformat(), self.before.timepoint],
            "now": [self.now.score, self.now.observed_on.isoformat(), self.now.timepoint],
        }


def from_kept(kept: dict[str, Any]) -> Worse:
    before, now = (
        Answer(score, date.fromisoformat(day), timepoint)
        for score, day, timepoint in (kept["before"], kept["now"])
    )
    return Worse(kept["episode"], kept["instrument"], kept["value_set"], before, now)


def worse_of(patients: Iterable[int]) -> dict[int, list[Worse]]:
    """Patient id to where they got worse, the latest first, in one query; who did not is left out."""
    rows = Assessment.objects.filter(
        patient_id__in=list(patients), instrument__in=WITH_THRESHOLD, score__isnull=False
    )
    series: dict[tuple[int, int, str, str], list[Answer]] = defaultdict(list)
    for patient, episode, instrument, value_set, *answer in rows.order_by("observed_on", "id").values_list(
        "patient_id", *COLUMNS
    ):
        series[patient, episode, instrument, value_set].append(Answer(*answer))
    found: dict[int, list[Worse]] = defaultdict(list)
    for (patient, *of), answers in series.items():
        if (pair := got_worse(of[1], of[2], answers)) is not None:
            found[patient].append(Worse(*of, *pair))
    return {patient: sorted(worse, key=_latest_first) for patient, worse in found.items()}


def got_worse(instrument: str, value_set: str, answers: Sequence[Answer]) -> tuple[Answer, Answer] | None:
    """The last of these scores, in time order, that is worse than the one before it, where the latest still is."""
    for before, now in reversed(list(pairwise(answers))):
        if _is_worse(instrument, value_set, before, now):
            return (before, now) if _is_worse(instrument, value_set, before, answers[-1]) else None
    return None


def _is_worse(instrument: str, value_set: str, before: Answer, now: Answer) -> bool:
    found = _change(instrument, value_set, before, now)
    return isinstance(found, Change) and found.kind is ChangeKind.WORSE


def _change(instrument: str, value_set: str, before: Answer, now: Answer) -> Change | NotComparable:
    sets = (value_set or None, value_set or None)
    return change(INSTRUMENTS[instrument], before.score, now.score, value_sets=sets)


def _latest_first(worse: Worse) -> tuple[int, str]:
    return -worse.now.observed_on.toordinal(), worse.instrument
