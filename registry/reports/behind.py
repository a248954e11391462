"""Whether a patient's episode is one of those a number of a report counts: so that a number opens the list of its patients. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from registry.statistics import BASELINE, Answer, Counted, Question, Threshold, counted_until


class Group(StrEnum):
    """The counts of a report that open a list."""

    DUE = "due"
    BASELINE = "baseline"
    ANSWERED_DUE = "answered_due"
    ANSWERED = "answered"
    PAIRED = "paired"
    REACHED = "reached"
    SILENT = "silent"


def number_in(answer: Answer, group: Group, threshold: Threshold | None) -> int:
    """The number a report shows of a group: its list is as long."""
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


@dataclass(frozen=True)
class Behind:
    question: Question
    group: Group
    threshold: Threshold | None = None

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
        if self.question.wave not in {wave for wave, _how, _when in counted.waves}:
            return False
        last = counted_until(self.question.wave, self.question.on)
        return (counted.year, counted.month) <= (last.year, last.month)
