"""The latest score of each of many patients, beside the baseline it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from registry.instruments import INSTRUMENTS, Change, Instrument, NotComparable, change
from registry.models import Assessment, Timepoint
from registry.selectors.compiled import Compiled, a_page, by_first

# Of scores answered on the same day the first of these is shown.
SHOWN_FIRST = (
    "odi",
    "ndi",
    "eq5d_3l",
    "vas_activity",
    "vas_rest",
    "vas_back",
    "vas_leg",
    "vas_neck",
    "vas_arm",
    "eq5d_5l",
    "sf36",
    "srs22r",
    "rand36",
    "eq_vas",
    "nrs_pain",
)


class Scored(NamedTuple):
    """One score with its surname."""

    instrument: str
    score: float
    value_set: str
    timepoint: str
    observed_on: date
    episode_id: int


@dataclass(frozen=True)
class LastScore:
    """A patient's latest score, and the baseline of the same episode and instrument where there is an earlier one."""

    last: Scored
    baseline: Scored | None

    @property
    def instrument(self) -> Instrument:
        return INSTRUMENTS[self.last.instrument]

    @property
    def change(self) -> Change | NotComparable | None:
        """Improvement since baseline; None where the latest score is the baseline, or there is none."""
        if self.baseline is None or self.baseline == self.last:
            return None
        sets = (self.baseline.value_set or None, self.last.value_set or None)
        return change(self.instrument, self.baseline.score, self.last.score, value_sets=sets)


SCORES = Compiled(
    lambda ids: (
        Assessment.objects.filter(patient_id__in=ids, instrument__in=SHOWN_FIRST, score__isnull=False)
        .order_by("observed_on", "id")
        .values_list("patient_id", *Scored._fields)
    )
)


def last_scores(patients: Sequence[int]) -> dict[int, LastScore]:
    """Patient id to the latest score, in one query."""
    of_patient = by_first(SCORES(a_page(patients)), Scored._make)
    return {patient: _last(scores) for patient, scores in of_patient.items()}


def _last(scores: list[Scored]) -> LastScore:
    latest = scores[-1].observed_on
    of_that_day = (scored for scored in scores if scored.observed_on == latest)
    last = min(of_that_day, key=lambda scored: SHOWN_FIRST.index(scored.instrument))
    same = (
        scored
        for scored in scores
        if (scored.episode_id, scored.instrument) == (last.episode_id, last.instrument)
    )
    baseline = next((scored for scored in same if scored.timepoint == Timepoint.BASELINE), None)
    return LastScore(last, baseline)
