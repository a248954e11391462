"""Whether a patient's episode is one of those a number of a report counts: so that a number opens the list of its patients. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from registry.completeness.standings import ANSWERED
from registry.statistics import (
    BASELINE,
    Answer,
    Counted,
    Histogram,
    Question,
    Threshold,
    counted_until,
)


class Group(StrEnum):
    """The counts of a report that open a list."""

    DUE = "due"
    BASELINE = "baseline"
    ANSWERED_DUE = "answered_due"
    ANSWERED = "answered"
    PAIRED = "paired"
    REACHED = "reached"
    SILENT = "silent"
    WAVE_ANSWERED = "wave_answered"  # of those due, by any of the instruments that answer the wave


BINNED = (
    Group.BASELINE,
    Group.ANSWERED,
    Group.PAIRED,
)  # the groups of the histograms: scores, and their changes


def number_in(answer: Answer, group: Group, threshold: Threshold | None, bin_: int | None = None) -> int:
    """The number a report shows of a group, or of a bin of its histogram: its list is as long."""
    if bin_ is not None:
        found = _histograms(answer)[group]
        return found.counts[bin_] if found else 0
    if group is Group.REACHED:
        return answer.share_over(threshold.code).reached if threshold else 0
    numbers = {
        Group.DUE: answer.n_due,
        Group.BASELINE: answer.n_baseline,
        Group.ANSWERED_DUE: answer.answered_of_due,
        Group.ANSWERED: answer.n_answered,
        Group.PAIRED: answer.n_paired,
        Group.SILENT: answer.n_silent,
    }
    return numbers[group] or 0


def _histograms(answer: Answer) -> dict[Group, Histogram | None]:
    kept = (answer.baseline_histogram, answer.follow_up_histogram, answer.change_histogram)
    return dict(zip(BINNED, kept, strict=True))


@dataclass(frozen=True)
class Behind:
    question: Question
    group: Group
    threshold: Threshold | None = None
    bin: int | None = None

    def holds(self, counted: Counted) -> bool:
        """`counted` is of an episode of the question's department."""
        return self._is_asked_about(counted) and self._is_in_group(counted)

    def _is_asked_about(self, counted: Counted) -> bool:
        asked = self.question
        return (
            counted.diagnosis in (asked.diagnoses or (counted.diagnosis,))
            and counted.procedure in (asked.procedures or (counted.procedure,))
            and (asked.first_year or 0) <= counted.year <= (asked.last_year or counted.year)
            and (not asked.stratum or dict(counted.strata)[asked.stratum] == asked.value)
        )

    def _is_in_group(self, counted: Counted) -> bool:
        scores = dict(dict(counted.scores).get(self.question.measure.key, ()))
        before, after = scores.get(BASELINE), scores.get(self.question.wave)
        if self.group is Group.REACHED:
            return before is not None and after is not None and self._reaches(before, after)
        if self.group is Group.WAVE_ANSWERED:
            return self._standing(counted) == ANSWERED and self._is_due(counted)
        if self.bin is not None and self.bin != self._bin_of(before, after):
            return False
        return {
            Group.DUE: self._is_due(counted),
            Group.BASELINE: before is not None,
            Group.ANSWERED_DUE: after is not None and self._is_due(counted),
            Group.ANSWERED: after is not None,
            Group.PAIRED: before is not None and after is not None,
            Group.SILENT: after is None and self._is_due(counted),
        }[self.group]

    def _reaches(self, before: int, after: int) -> bool:
        improvement = self.question.measure.sign * (after - before)
        return self.threshold is not None and self.threshold.is_reached(improvement, before)

    def _is_due(self, counted: Counted) -> bool:
        """As the statistics count it: answered in any way or expected, and its target before the month began."""
        if not self._standing(counted):
            return False
        last = counted_until(self.question.wave, self.question.on)
        return (counted.year, counted.month) <= (last.year, last.month)

    def _standing(self, counted: Counted) -> str:
        return {wave: how for wave, how, _when in counted.waves}.get(self.question.wave, "")

    def _bin_of(self, before: int | None, after: int | None) -> int | None:
        """The bin of the histogram of the group."""
        measure, score = self.question.measure, before if self.group is Group.BASELINE else after
        if self.group is not Group.PAIRED:
            return None if score is None else measure.bins.place_of(score)
        if before is None or after is None:
            return None
        return measure.change_bins.place_of(measure.sign * (after - before))
